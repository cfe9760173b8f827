"""Who a description or a bare post means in a whole text, as the facts tell that are read from it."""

from __future__ import annotations

import pytest

from kg.model import Article, Entity
from kg.reading import read_article


def told(language: str, text: str) -> set[tuple[str, str, str]]:
    """The typed facts of a text, by the labels of their ends."""
    facts = read_article(Article("a", text, language=language, published="2024-05-01")).facts
    return {
        (fact.subject.label, fact.relation.id, fact.object.label)
        for fact in facts
        if fact.relation.typed and isinstance(fact.object, Entity)
    }


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        (
            "nl",
            "Huawei krijgt geen Android meer. Google beperkt de toegang van de Chinese smartphonemaker tot Android.",
            "Google restricts Huawei",
        ),
        ("nl", "Google groeit. De bond diende een klacht in tegen de zoekgigant bij de Autoriteit Persoonsgegevens. Google zwijgt.", ""),
        (
            "nl",
            "Huawei groeit. Daarbij komen Amerikaanse sancties tegen het bedrijf waardoor het geen chips koopt.",
            "United States sanctions Huawei",
        ),
        (
            "nl",
            "ASML groeit. Het concern Huawei lijdt doordat niemand meer levert aan de onderneming uit Shenzhen.",
            "Huawei basedIn Shenzhen",
        ),
        ("en", "Facebook bans several figures. The social network accused Alex Jones of hate speech.", "Facebook accuses Alex Jones"),
        ("en", "Google sued Umbra. On Tuesday the Internet giant criticized Microsoft.", "Google criticizes Microsoft"),
        ("nl", "ASML daalde. Wereldhave kondigde aan dat Jan Jansen de nieuwe topman wordt.", "Jan Jansen leads Wereldhave"),
        ("en", "Orbis fell. Intel said that chairman Peter Dahl criticized Google.", "Peter Dahl leads Intel"),
        ("nl", "Google in Ierland betaalt weinig belasting.", "Google operatesIn Ireland"),
        ("en", "Samsung in the Netherlands declined to comment.", "Samsung operatesIn Netherlands"),
    ],
)
def test_who_is_meant(language: str, text: str, fact: str) -> None:
    found = {" ".join(parts) for parts in told(language, text)}
    assert not fact or fact in found, found


def test_a_company_that_is_from_a_country_is_based_there() -> None:
    assert ("ASML", "basedIn", "Netherlands") in told("en", "ASML in the Netherlands makes machines.")
    assert not any(relation == "basedIn" for _, relation, _ in told("en", "Google in Ireland pays little tax."))


def test_the_outlet_that_one_reads_is_no_body_that_it_names() -> None:
    assert told("nl", "De Volkskrant groeit. Microsoft zei in een gesprek met deze krant niets.") == set()


def test_a_unit_behind_a_name_is_still_another() -> None:
    assert ("United States", "sanctions", "Umbra") not in told("en", "Umbra grew. The US imposed sanctions on the maker of Globex.")
