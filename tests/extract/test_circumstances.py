"""What a claim carries beside who and whom, read by the shipped pipelines: who says it, whether it is so, and when."""

from __future__ import annotations

from functools import cache

import pytest

from kg.model import Article, Evidence, Fact
from kg.reading import read_article
from kg.status import speaker


@cache
def facts(language: str, text: str) -> tuple[Fact, ...]:
    return read_article(Article("a", text, published="2020-09-15", source="Wire", language=language)).facts


def piece(language: str, text: str, relation: str) -> Evidence:
    return next(fact.evidence[0] for fact in facts(language, text) if fact.relation.id == relation)


@pytest.mark.parametrize(
    ("language", "text", "relation", "who"),
    [
        ("en", "Nokia sued Apple, Reuters said.", "sues", "Reuters"),
        ("en", "Huawei said on Monday that it condemns the United States.", "criticizes", None),
        ("en", "“Huawei opposes the decision of the United States,” said Huawei.", "criticizes", None),
        ("en", "“The chips of Huawei's subsidiary HiSilicon are excellent,” said analyst Ben Hill of Forrester.", "produces", "Ben Hill"),
        (
            "nl",
            "“Mikron, de grootste chipmaker van Rusland, redt dat niet”, zegt analist Ruben Hoekema van ING.",
            "basedIn",
            "Ruben Hoekema",
        ),
        ("en", "Analyst Rosalind Pym expects that Germany, where Huawei supplies Deutsche Telekom, could be next.", "supplies", None),
        ("en", "Nokia has agreed to give up the chips that Intel sells in China, a U.S. official said on Sunday.", "sells", None),
        (
            "en",
            "The Commission said that Huawei and its smaller Chinese rival ZTE posed higher risks than other firms.",
            "competesWith",
            None,
        ),
        (
            "nl",
            "De Europese Commissie stelde een onderzoek in naar TikTok, dat zegt dat het nepaccounts heeft verwijderd.",
            "investigates",
            None,
        ),
        ("nl", "PayU maakte in juni bekend dat het de Turkse branchegenoot Iyzico overneemt.", "acquires", None),
        ("nl", "TSMC liet in juli weten dat het niets meer aan Huawei wil leveren.", "supplies", "TSMC"),
        ("nl", "Huawei ontkent dat het spioneert voor Peking.", "tiedTo", "Huawei"),
    ],
)
def test_who_says_so(language: str, text: str, relation: str, who: str | None) -> None:
    assert speaker(piece(language, text, relation)) == who


@pytest.mark.parametrize(
    ("language", "text", "relation", "polarity", "modality"),
    [
        ("nl", "Huawei ontkent dat het spioneert voor Peking.", "tiedTo", "negated", "asserted"),
        ("nl", "PayU maakte in juni bekend dat het de Turkse branchegenoot Iyzico overneemt.", "acquires", "affirmed", "planned"),
        ("nl", "KPN kocht genoeg ruimte om een landelijk netwerk te bouwen.", "produces", "affirmed", "planned"),
        ("en", "Intel has named Pat Gelsinger as its next chief executive.", "leads", "affirmed", "planned"),
        ("en", "ASML has been waiting for permission to deliver machines to SMIC.", "supplies", "affirmed", "planned"),
    ],
)
def test_how_it_stands(language: str, text: str, relation: str, polarity: str, modality: str) -> None:
    found = piece(language, text, relation)
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("language", "text", "relation", "time"),
    [
        ("en", "In May the United States sued Huawei, and Nokia partnered with Ericsson.", "partnersWith", "2020-05"),
        ("en", "Apple was sued by Google in October.", "sues", "2019-10"),
        ("en", "In July Huawei chairman Guo Ping met Angela Merkel.", "leads", None),
        ("en", "Lord Browne, a former head of BP, met Angela Merkel.", "leads", "../2020-09-15"),
        ("en", "Reuters said on Monday that Google sued Nokia.", "sues", None),
        ("nl", "In juni kocht Microsoft het bedrijf Softomotive.", "acquires", "2020-06"),
    ],
)
def test_when(language: str, text: str, relation: str, time: str | None) -> None:
    """The time of the fact's own clause, never that of the report or of the clause in which a post is mentioned."""
    assert piece(language, text, relation).time == time


@pytest.mark.parametrize(
    ("language", "text", "time"),
    [
        ("nl", "Uber onderhandelde sinds mei met Grubhub, maar de gesprekken liepen stuk.", "2020-05"),
        ("nl", "Uber onderhandelt sinds mei met Grubhub.", "2020-05/.."),
        ("en", "Uber has been negotiating with Grubhub since May.", "2020-05/.."),
        ("en", "Uber had negotiated with Grubhub since May, but the talks failed.", "2020-05"),
    ],
)
def test_what_was_so_since_a_time_need_not_be_so_any_more(language: str, text: str, time: str) -> None:
    assert piece(language, text, "meetsWith").time == time


def test_nor_denies_the_verb_that_it_joins() -> None:
    found = piece("en", "Nokia has always maintained that it does not nor will it spy for the Finnish state.", "tiedTo")
    assert (found.polarity, speaker(found)) == ("negated", "Nokia")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("In May Klarna raised $650 million in a round led by Silver Lake.", "2020-05"),
        ("Klarna raised $650 million in May. The round, announced on Monday, was led by Silver Lake.", "2020-09-14"),
    ],
)
def test_a_participle_has_the_time_of_its_clause_and_a_verb_that_of_its_subject(text: str, time: str) -> None:
    assert piece("en", text, "investsIn").time == time


def test_a_clause_between_commas_behind_a_name_is_the_reporters_own() -> None:
    facts = read_article(Article("a", "Umbra said that Nokia, which owns Ericsson, will buy Siemens.")).facts
    speakers = {fact.relation.id: {piece.attribution_text for piece in fact.evidence} for fact in facts if fact.relation.typed}
    assert speakers["owns"] == {None}
    assert speakers["acquires"] == {"Umbra said"}
