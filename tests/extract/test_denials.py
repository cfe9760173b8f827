"""What is denied without a negation on its own verb, what is so although a "can" stands beside it, and who does not say it."""

from __future__ import annotations

import pytest

from kg.model import Article, Evidence
from kg.reading import read_article
from kg.status import speaker

Triple = tuple[str, str, str]


def pieces(text: str, language: str, triple: Triple) -> list[Evidence]:
    facts = read_article(Article("a", text, language=language)).facts
    return [piece for fact in facts if (fact.subject.label, fact.relation.id, fact.object.label) == triple for piece in fact.evidence]


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("nl", "Van een overname van Nokia door Ericsson is geen sprake.", ("Ericsson", "acquires", "Nokia")),
        ("nl", "Voor banden van Ericsson met de Chinese overheid is geen bewijs.", ("China", "tiedTo", "Ericsson")),
        ("nl", "Er is geen bewijs dat Ericsson chips leverde aan Rusland.", ("Ericsson", "supplies", "Russia")),
        ("nl", "Philips weerspreekt dat het onder invloed staat van de Chinese overheid.", ("China", "tiedTo", "Philips")),
        ("en", "There is no question of a merger between Nokia and Ericsson.", ("Ericsson", "mergesWith", "Nokia")),
        ("en", "The ministry found no evidence that Ericsson had worked with Nokia.", ("Ericsson", "partnersWith", "Nokia")),
        ("en", "Samsung has always denied spying for Beijing.", ("China", "tiedTo", "Samsung")),
        ("en", "Ericsson denied hacking Nokia.", ("Ericsson", "attacks", "Nokia")),
    ],
)
def test_it_is_denied(language: str, text: str, triple: Triple) -> None:
    assert {piece.polarity.value for piece in pieces(text, language, triple)} == {"negated"}


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("nl", "Er is sprake van een overname van Nokia door Ericsson.", ("Ericsson", "acquires", "Nokia")),
        ("en", "There was proof that Ericsson had worked with Nokia.", ("Ericsson", "partnersWith", "Nokia")),
    ],
)
def test_what_there_is_proof_of_is_so(language: str, text: str, triple: Triple) -> None:
    assert {piece.polarity.value for piece in pieces(text, language, triple)} == {"affirmed"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sweden has banned Huawei from its networks. Huawei denies that its technology poses a security risk."),
        ("en", "Sweden has banned Huawei. There was no evidence that its technology posed a risk, Huawei said."),
        ("nl", "Zweden sluit Huawei uit van het netwerk. Huawei ontkent dat het een veiligheidsrisico vormt."),
    ],
)
def test_who_denies_that_he_is_a_danger_is_none_to_whoever_acted_against_him(language: str, text: str) -> None:
    found = pieces(text, language, ("Huawei", "threatens", "Sweden"))
    assert {(piece.polarity.value, speaker(piece)) for piece in found} == {("negated", "Huawei")}


@pytest.mark.parametrize(
    "text",
    [
        "Sweden has banned Huawei from its networks. Nokia denies that it poses a risk.",
        "Sweden has banned Huawei from its networks. Huawei says that it is a risk.",
        "Huawei denies that it poses a risk.",
    ],
)
def test_nobody_else_is_a_danger_to_them(text: str) -> None:
    facts = read_article(Article("a", text, language="en")).facts
    assert not [fact for fact in facts if fact.relation.id == "threatens"]


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("en", "ASML is the only firm that can make EUV machines.", "asserted"),
        ("nl", "ASML is het enige bedrijf dat EUV-machines kan maken.", "asserted"),
        ("en", "ASML is a firm that could make EUV machines.", "possible"),
    ],
)
def test_who_alone_can_does(language: str, text: str, modality: str) -> None:
    assert {piece.modality.value for piece in pieces(text, language, ("ASML", "produces", "EUV machines"))} == {modality}


def test_what_an_outlet_has_learned_is_its_own_news() -> None:
    found = pieces("Nokia has written to Ericsson asking for help, the BBC understands.", "en", ("Nokia", "contacts", "Ericsson"))
    assert {(piece.modality.value, speaker(piece)) for piece in found} == {("reported", None)}


def test_a_name_that_the_tagger_took_for_a_verb_speaks() -> None:
    text = "Sifted reported in August that Nokia had held talks to buy Ericsson."
    assert {speaker(piece) for piece in pieces(text, "en", ("Nokia", "acquires", "Ericsson"))} == {"Sifted"}


def test_what_happened_when_is_not_said_by_who_accuses() -> None:
    text = 'Rick Perkins accused the minister of having been "asleep" when the government let Hytera buy Norsat International in 2017.'
    assert {speaker(piece) for piece in pieces(text, "en", ("Hytera", "acquires", "Norsat International"))} == {None}


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("en", "Liang Mong-song has joined Nokia.", ("Liang Mong-song", "worksFor", "Nokia")),
        ("en", "Choi Tae-won leads Ericsson.", ("Choi Tae-won", "leads", "Ericsson")),
    ],
)
def test_the_second_half_of_a_given_name_is_of_the_name(language: str, text: str, triple: Triple) -> None:
    assert pieces(text, language, triple)


def test_what_was_announced_last_month_is_a_plan_of_who_announced_it() -> None:
    text = "Nokia announced last month that it plans to take over Ericsson, the telecoms group, for $8 billion."
    found = pieces(text, "en", ("Nokia", "acquires", "Ericsson"))
    assert {(piece.modality.value, speaker(piece)) for piece in found} == {("planned", "Nokia")}
