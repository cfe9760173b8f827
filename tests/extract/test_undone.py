"""What was called off, blocked or fell through is not so, and what somebody is not let do he does not: read by the pipelines themselves."""

from __future__ import annotations

import pytest

from kg.model import Article, Evidence
from kg.reading import read_article

Triple = tuple[str, str, str]


def pieces(text: str, language: str, triple: Triple) -> list[Evidence]:
    facts = read_article(Article("a", text, language=language)).facts
    return [piece for fact in facts if (fact.subject.label, fact.relation.id, fact.object.label) == triple for piece in fact.evidence]


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("en", "Nokia ruled out acquiring Ericsson.", ("Nokia", "acquires", "Ericsson")),
        ("en", "Nokia abandoned its plan to acquire Ericsson.", ("Nokia", "acquires", "Ericsson")),
        ("en", "Nokia ended its partnership with Huawei.", ("Huawei", "partnersWith", "Nokia")),
        ("en", "The merger between Nokia and Ericsson collapsed.", ("Ericsson", "mergesWith", "Nokia")),
        ("en", "Nokia's acquisition of Ericsson fell through.", ("Nokia", "acquires", "Ericsson")),
        ("en", "The European Commission blocked Nokia's takeover of Ericsson.", ("Nokia", "acquires", "Ericsson")),
        ("en", "Nvidia is no longer allowed to sell its chips to China.", ("Nvidia", "supplies", "China")),
        ("nl", "Nokia ziet af van de overname van Ericsson.", ("Nokia", "acquires", "Ericsson")),
        ("nl", "De fusie tussen Nokia en Ericsson gaat niet door.", ("Ericsson", "mergesWith", "Nokia")),
        ("nl", "De overname van Ericsson door Nokia is van de baan.", ("Nokia", "acquires", "Ericsson")),
        ("nl", "De overname van Arm door Nvidia is mislukt.", ("Nvidia", "acquires", "Arm")),
        ("nl", "Noch Apple noch Google gebruikt onderdelen van Huawei.", ("Huawei", "supplies", "Google")),
        ("en", "The agency has found no evidence that Huawei spies for China.", ("China", "tiedTo", "Huawei")),
        ("nl", "De dienst heeft geen bewijs gevonden dat Huawei spioneert voor China.", ("China", "tiedTo", "Huawei")),
        ("nl", "Er zijn geen concrete aanwijzingen dat Huawei spioneert voor China.", ("China", "tiedTo", "Huawei")),
        ("nl", "Huawei ontkent met klem dat het onder een hoedje speelt met China.", ("China", "tiedTo", "Huawei")),
        ("nl", "Nokia heeft steeds ontkend dat het onderdelen levert aan Rusland.", ("Nokia", "supplies", "Russia")),
    ],
)
def test_it_is_denied(language: str, text: str, triple: Triple) -> None:
    found = pieces(text, language, triple)
    assert found
    assert {piece.polarity.value for piece in found} == {"negated"}


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("en", "Talks between Nokia and Ericsson collapsed.", ("Ericsson", "meetsWith", "Nokia")),
        ("en", "The merger between Nokia and Ericsson went ahead.", ("Ericsson", "mergesWith", "Nokia")),
        ("en", "The European Commission suspended Huawei's access to its building.", ("European Commission", "restricts", "Huawei")),
        ("nl", "De fusie tussen Nokia en Ericsson gaat door.", ("Ericsson", "mergesWith", "Nokia")),
    ],
)
def test_what_was_and_what_is_not_undone_stays(language: str, text: str, triple: Triple) -> None:
    assert {piece.polarity.value for piece in pieces(text, language, triple)} == {"affirmed"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Nokia announced that it would acquire Ericsson.", "planned"),
        ("Nokia was going to acquire Ericsson.", "planned"),
        ("Nokia would acquire Ericsson.", "possible"),
    ],
)
def test_what_one_said_one_would_do_is_a_plan(text: str, modality: str) -> None:
    assert {piece.modality.value for piece in pieces(text, "en", ("Nokia", "acquires", "Ericsson"))} == {modality}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Australia banned Huawei from its networks, and the American government is pressing Germany to do the same."),
        ("nl", "Australië verbiedt Huawei en de VS vragen Duitsland hetzelfde te doen."),
    ],
)
def test_who_is_asked_to_do_the_same_may_do_it(language: str, text: str) -> None:
    assert {piece.modality.value for piece in pieces(text, language, ("Germany", "bans", "Huawei"))} == {"possible"}


@pytest.mark.parametrize(
    ("language", "text", "triple", "speaker"),
    [
        ("en", "Apple sued Rivos in 2022, claiming trade secret theft.", ("Apple", "sues", "Rivos"), None),
        ("en", "Grant Shapps said that he had acted when Nokia acquired Ericsson.", ("Nokia", "acquires", "Ericsson"), None),
        ("en", "Nokia acquired Ericsson, some Russian publications say.", ("Nokia", "acquires", "Ericsson"), "Russian publications"),
        ("en", '"We believe that Nokia acquired Ericsson," said Eva Korhonen.', ("Nokia", "acquires", "Ericsson"), "Eva Korhonen"),
        ("en", "Wired reported in August that Nokia had acquired Ericsson.", ("Nokia", "acquires", "Ericsson"), "Wired"),
        ("en", "The EU said that INSTEX, founded by France, works.", ("France", "founded", "INSTEX"), None),
        ("nl", "De EU meldt dat het handelskanaal INSTEX, opgezet door Frankrijk, werkt.", ("France", "founded", "INSTEX"), None),
        ("en", "Doe feared that know-how of Nexperia would leak to its owner, Wingtech.", ("Wingtech", "owns", "Nexperia"), None),
        ("en", "“We will list in Oslo,” said Doe, although Nokia had sued Ericsson.", ("Nokia", "sues", "Ericsson"), None),
        ("en", "Nokia will buy Umbra, Reuters said, although ZTE has sued Ericsson.", ("ZTE", "sues", "Ericsson"), "Reuters"),
        ("en", "“We will list in Oslo,” said Doe, adding that Nokia had sued Ericsson.", ("Nokia", "sues", "Ericsson"), "Doe"),
        ("nl", "Nokia wordt overgenomen door Ericsson. Dat meldt persbureau Reuters.", ("Ericsson", "acquires", "Nokia"), "Reuters"),
        ("nl", 'Willems: "Nokia koopt Ericsson."', ("Nokia", "acquires", "Ericsson"), "Willems"),
        (
            "nl",
            "Oleg Saveljev, die volgens justitie inkoper is bij Mikron, zit vast.",
            ("Oleg Saveljev", "worksFor", "Mikron"),
            "Openbaar Ministerie",
        ),
    ],
)
def test_who_says_so(language: str, text: str, triple: Triple, speaker: str | None) -> None:
    found = pieces(text, language, triple)
    assert found
    assert {piece.attribution.label if piece.attribution else piece.attribution_text for piece in found} == {speaker}


def test_the_outlet_of_the_article_is_no_party() -> None:
    text = "Nokia has acquired Ericsson, Reuters reported."
    for source, who in ((None, "Reuters"), ("Reuters", None)):
        facts = read_article(Article("a", text, source=source, language="en")).facts
        piece = next(piece for fact in facts if fact.relation.id == "acquires" for piece in fact.evidence)
        assert (piece.attribution.label if piece.attribution else None) == who
        assert piece.modality.value == ("asserted" if source is None else "reported")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Frankrijk sloot het Chinese bedrijf Huawei uit."),
        ("nl", "Frankrijk weerde de Chinese leverancier Huawei."),
        ("en", "France blocked the Chinese company Huawei."),
    ],
)
def test_who_is_banned_is_from_where_he_is(language: str, text: str) -> None:
    found = pieces(text, language, ("Huawei", "basedIn", "China"))
    assert found
    assert {piece.polarity.value for piece in found} == {"affirmed"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De AIVD doet onderzoek naar Chinese spionage in Nederland."),
        ("en", "MI5 did research into Chinese espionage in the Netherlands."),
    ],
)
def test_who_looks_into_a_deed_does_not_do_it(language: str, text: str) -> None:
    assert not pieces(text, language, ("AIVD", "threatens", "Netherlands"))
    assert not pieces(text, language, ("MI5", "threatens", "Netherlands"))
    assert pieces(text, language, ("China", "threatens", "Netherlands"))
