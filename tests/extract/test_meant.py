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
        ("en", "Google cut its ties with Huawei after the US had blacklisted the company.", "United States sanctions Huawei"),
        ("en", 'William Barr met Tim Cook. "He founded Umbra," Barr said.', "Tim Cook founded Umbra"),
        ("en", "The European Union asked Facebook to sell its app WhatsApp.", "Facebook produces apps"),
        ("en", "Huawei fell after Reuters said that it had sued Microsoft.", "Huawei sues Microsoft"),
        ("nl", "Huawei daalde nadat Reuters meldde dat het Microsoft aanklaagt.", "Huawei sues Microsoft"),
        ("en", "The mayor of New Orleans, LaToya Cantrell, criticized Umbra.", "LaToya Cantrell leads New Orleans"),
        ("en", "The governor of New Mexico, Jane Doe, criticized Google.", "Jane Doe leads New Mexico"),
        ("en", "The founder of Umbra, Jane Doe, criticized Google.", "Jane Doe founded Umbra"),
        ("en", "The president of the University of Tilburg, Jane Doe, criticized Google.", "Jane Doe leads University of Tilburg"),
        ("en", "Huawei is angry. Canada arrested the chief financial officer of the company, Jane Doe.", "Jane Doe worksFor Huawei"),
        ("nl", "Huawei is boos. De politie sprak met de topvrouw van het bedrijf, Jane Doe.", "Jane Doe leads Huawei"),
        ("nl", "De burgemeester van Rotterdam, Jane Doe, bekritiseerde Uber.", "Jane Doe leads Rotterdam"),
        ("en", "Texas and Maine sued Google on Monday.", "Maine sues Google"),
        ("en", "Laura Loomer praised another banned figure, Faith Goldy.", "Laura Loomer supports Faith Goldy"),
        ("en", "Mike Pompeo posted a message blaming Iran for the attacks.", "Mike Pompeo accuses Iran"),
        ("en", "Nokia's letter urging Google to act was long.", "Nokia urges Google"),
        ("en", "The Yemen-based Houthi movement attacked Israel.", "Houthi attacks Israel"),
        ("en", "Israel killed Hamas militants on Monday.", "Israel attacks Hamas"),
        ("nl", "Hamas-strijders vielen Israël aan.", "Hamas attacks Israel"),
        ("en", "Jane Doe joined the Labour Party in 2004.", "Jane Doe memberOf Labour Party"),
        ("en", "Jane Doe joined Nokia in 2004.", "Jane Doe worksFor Nokia"),
        ("en", "George Bush persuaded Nokia to leave Iran.", "George Bush urges Nokia"),
        ("en", "Karel Aap, the nephew of Jane Doe, left Nokia.", "Jane Doe tiedTo Karel Aap"),
        ("en", "The Houthi movement claimed responsibility for the attack on Saudi Aramco.", "Houthi attacks Saudi Aramco"),
        ("en", "Ajax faced Feyenoord on Sunday.", "Ajax competesWith Feyenoord"),
        ("en", "US singer Robert Hunter died on Monday.", "Robert Hunter basedIn United States"),
        ("en", "The French astrophysicist Jane Doe praised Nokia.", "Jane Doe basedIn France"),
        ("nl", "Google werd maandag aangeklaagd door Texas.", "Texas sues Google"),
        ("en", "The UN General Assembly condemned Russia.", "UN General Assembly criticizes Russia"),
        ("en", "Chelyabinsk Deputy Governor Jane Doe criticized Google.", "Jane Doe criticizes Google"),
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


def test_a_post_has_no_rank_for_its_place() -> None:
    assert not any("Deputy" in target for _, _, target in told("en", "Chelyabinsk Deputy Governor Jane Doe criticized Google."))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Indian Army sued Boeing.", "Indian Army"),
        ("Pakistan's Supreme Court fined Boeing.", "Pakistan's Supreme Court"),
        ("Iran's Air Force sued Boeing.", "Iran's Air Force"),
        ("America's Supreme Court fined Boeing.", "U.S. Supreme Court"),
        ("The Army sued Boeing.", "U.S. Army"),
    ],
)
def test_a_body_of_another_state_is_not_the_one_that_is_known(text: str, name: str) -> None:
    """The known Army is that of the United States."""
    assert {subject for subject, relation, _ in told("en", text) if relation in {"sues", "fines"}} == {name}


@pytest.mark.parametrize("text", ["Jan Jansen misleidde Umbra.", "Nederland is onafhankelijk van Rusland."])
def test_a_verb_or_adjective_with_a_prefix_is_no_compound(text: str) -> None:
    """ "Misleiden" is no kind of "leiden", and who is "onafhankelijk" does not depend on anybody."""
    assert told("nl", text) == set()


def test_nobody_owns_a_person() -> None:
    assert not any(relation == "owns" for _, relation, _ in told("nl", "Ivanka Trump is een dochter van Donald Trump."))
    assert ("Meta", "owns", "Instagram") in told("nl", "Instagram is een dochter van Meta.")
    assert ("Nancy Pelosi", "supports", "Joe Biden") in told("en", "Nancy Pelosi backs Joe Biden for president.")


def test_a_unit_behind_a_name_is_still_another() -> None:
    assert ("United States", "sanctions", "Umbra") not in told("en", "Umbra grew. The US imposed sanctions on the maker of Globex.")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("President Bush directed NASA to return to the moon.", "leads"),
        ("Syrian rebels attacked Israel on Monday.", "attacks"),
    ],
)
def test_what_is_asked_or_fought_for_is_not_led(text: str, wrong: str) -> None:
    """Who directs a body to do something need not lead it, and rebels of a country are not the country."""
    assert not any(relation == wrong and target in {"NASA", "Israel"} for _, relation, target in told("en", text))


def test_the_line_of_a_product_is_not_the_one_that_was_named() -> None:
    """ "The iPod" is not the iPod Classic alone, as "Rheintal" is Rheintal Halbleiter."""
    facts = told("en", "Apple showed the iPod Classic on Monday. Nokia uses the iPod. The iPod has sold well.")
    assert ("Nokia", "uses", "iPod") in facts
    facts = told("en", "Rheintal Halbleiter grew on Monday. Rheintal sued Nokia.")
    assert ("Rheintal Halbleiter", "sues", "Nokia") in facts
