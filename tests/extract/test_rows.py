"""What is said of one of a row and what of all of it, and who is denied anything: status and ends in coordination."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.reading import read_article
from tests.typed import typed


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Philips competes with Signify, which Jane Doe founded, and with Siemens.", "founded"),
        ("nl", "Philips concurreert met Signify, dat sinds 2018 aan de beurs van Amsterdam genoteerd is, en met Siemens.", "listedOn"),
    ],
)
def test_a_clause_on_the_first_of_a_row_tells_of_it_alone(language: str, text: str, told: str) -> None:
    ends = {end for subject, relation, target in typed(text, language) if relation == told for end in (subject, target)}
    assert "Signify" in ends
    assert "Siemens" not in ends


def test_a_clause_behind_a_row_tells_of_all() -> None:
    facts = typed("Philips and Signify, which are based in Eindhoven, sued Siemens.")
    assert {("Philips", "basedIn", "Eindhoven"), ("Signify", "basedIn", "Eindhoven")} <= facts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "ASML stelt dat het noch aan Rusland noch aan diens leger levert."),
        ("nl", "ASML levert chips aan Rusland noch Iran."),
        ("en", "ASML supplies chips to neither Russia nor Iran."),
    ],
)
def test_two_denials_that_belong_together_are_one(language: str, text: str) -> None:
    facts = read_article(Article("a", text, language=language)).facts
    supplies = [fact.evidence[0] for fact in facts if (fact.relation.id, fact.object.label) == ("supplies", "Russia")]
    assert [evidence.polarity.value for evidence in supplies] == ["negated"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Philips moest Signify overnemen van de rechter.", "asserted"),
        ("De Europese Commissie opent een onderzoek naar Philips.", "asserted"),
        ("Philips opent een fabriek in Gent.", "planned"),
    ],
)
def test_what_one_had_to_do_and_what_one_opens(text: str, modality: str) -> None:
    found = {fact.relation.id: fact.evidence[0].modality.value for fact in read_article(Article("a", text, language="nl")).facts}
    assert modality in {found.get(name) for name in ("acquires", "investigates", "operatesIn")}


def test_a_possessor_says_where_the_post_is() -> None:
    facts = typed("Shell sold the field. Philips's chief executive, Jane Doe, said that contracts were contracts.")
    assert ("Jane Doe", "leads", "Shell") not in facts
    assert ("Jane Doe", "leads", "Philips") in facts


@pytest.mark.parametrize(
    ("language", "text", "denied", "told"),
    [
        ("en", "Huawei supplies KPN but not Vodafone.", "Vodafone", "KPN"),
        ("en", "Huawei supplies not KPN but Vodafone.", "KPN", "Vodafone"),
        ("nl", "Huawei levert aan KPN maar niet aan Vodafone.", "Vodafone", "KPN"),
        ("en", "Not KPN but Vodafone supplies Huawei.", "KPN", "Vodafone"),
        ("nl", "Niet KPN maar Vodafone levert het netwerk van Huawei.", "KPN", "Vodafone"),
        ("nl", "Niet alleen KPN maar ook Vodafone levert aan Huawei.", "", "KPN"),
    ],
)
def test_of_two_that_are_told_apart_one_is_denied(language: str, text: str, denied: str, told: str) -> None:
    status = {}
    for fact in read_article(Article("a", text, language=language)).facts:
        if fact.relation.id == "supplies":
            status |= dict.fromkeys((fact.subject.label, fact.object.label), fact.evidence[0].polarity.value)
    assert status.get(told) == "affirmed"
    assert status.get(denied, "negated") == "negated"


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "Huawei levert aan KPN, maar aan Vodafone niet"), ("en", "Huawei supplies KPN but Vodafone not")]
)
def test_a_denial_that_ends_the_text_is_read(language: str, text: str) -> None:
    facts = read_article(Article("a", text, language=language)).facts
    assert ("supplies", "KPN") in {(fact.relation.id, fact.object.label) for fact in facts}
