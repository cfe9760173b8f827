"""What words of their own leave open is no plain triple: a bid is no takeover, talks are no merger, a candidate holds no post."""

from __future__ import annotations

import pytest

from benchmarks.phrases import found as holds
from benchmarks.phrases import probes
from kg.model import Article, Evidence, Fact
from kg.ontology import RelationType, load
from kg.reading import read_article

Triple = tuple[str, str, str]
TAGGED = pytest.mark.xfail(strict=True, reason='"gisteren plant": the verb is taken for the noun')
UNNATURAL = {"nl": "relative"}
"""The form in which the rule that makes sentences puts the verb where nobody does."""
OPEN = [
    pytest.param(relation, language, text, id=f"{name}: {text}", marks=TAGGED if text == "{S} plant de overname van {O}" else ())
    for name, relation in sorted(load().relations.items())
    for language, text in relation.open_phrases
]
NOKIA = ("Nokia", "acquires", "Ericsson")
MERGER = ("Ericsson", "mergesWith", "Nokia")


def facts(text: str, language: str) -> list[Fact]:
    return [fact for fact in read_article(Article("a", text, language=language)).facts if fact.relation.typed]


def pieces(text: str, language: str, triple: Triple) -> list[Evidence]:
    named = ((fact.subject.label, fact.relation.id, fact.object.label, fact) for fact in facts(text, language))
    return [piece for *ends, fact in named if tuple(ends) == triple for piece in fact.evidence]


def is_plain(piece: Evidence) -> bool:
    return piece.polarity.value == "affirmed" and piece.modality.value == "asserted" and not piece.attribution_text


@pytest.mark.parametrize(
    ("text", "triple", "modality"),
    [
        ("Nokia offered $20 billion for Ericsson.", NOKIA, "planned"),
        ("Nokia made a hostile bid for Ericsson.", NOKIA, "planned"),
        ("Nokia's $20 billion offer for Ericsson surprised investors.", NOKIA, "planned"),
        ("Ericsson accepted a takeover offer from Nokia.", NOKIA, "planned"),
        ("Nokia is in advanced talks to acquire Ericsson.", NOKIA, "planned"),
        ("Nokia is negotiating a takeover of Ericsson.", NOKIA, "planned"),
        ("Nokia struck a deal to acquire Ericsson for $20 billion.", NOKIA, "planned"),
        ("Nokia has applied to buy Ericsson.", NOKIA, "planned"),
        ("Nokia is interested in acquiring Ericsson.", NOKIA, "possible"),
        ("Nokia has expressed interest in buying Ericsson.", NOKIA, "possible"),
        ("Nokia is the frontrunner to buy Ericsson.", NOKIA, "possible"),
        ("Nokia has an option to buy Ericsson.", NOKIA, "possible"),
        ("Vodafone criticized the planned takeover of Ericsson by Nokia.", NOKIA, "planned"),
        ("Nokia's attempted takeover of Ericsson ended in court.", NOKIA, "planned"),
        ("Rumours about a takeover of Ericsson by Nokia sent shares up.", NOKIA, "reported"),
        ("A takeover of Ericsson by Nokia would need approval.", NOKIA, "possible"),
        ("The European Commission approved Nokia's takeover of Ericsson.", NOKIA, "planned"),
        ("The European Commission will not stand in the way of Nokia's takeover of Ericsson.", NOKIA, "planned"),
        ("Nokia and Ericsson are in talks about a merger.", MERGER, "planned"),
        ("Merger talks between Nokia and Ericsson have started.", MERGER, "planned"),
        ("Nokia and Ericsson agreed to merge.", MERGER, "planned"),
        ("A merger between Nokia and Ericsson is possible.", MERGER, "possible"),
        ("The United States promised Intel $8 billion.", ("United States", "funds", "Intel"), "planned"),
        ("Nokia has filed to list on Nasdaq.", ("Nokia", "listedOn", "Nasdaq"), "planned"),
        ("Ukraine applied to join NATO.", ("Ukraine", "memberOf", "NATO"), "planned"),
        ("Nokia is building a plant in Poland.", ("Nokia", "operatesIn", "Poland"), "planned"),
        ("Nokia announced a plant in Poland.", ("Nokia", "operatesIn", "Poland"), "planned"),
        ("Nokia has plans for a factory in Poland.", ("Nokia", "operatesIn", "Poland"), "planned"),
        ("Nokia postpones its factory in Poland.", ("Nokia", "operatesIn", "Poland"), "planned"),
        ("Nokia is buying Ericsson for $20 billion.", NOKIA, "planned"),
        ("Jane Doe becomes chairman of Nokia.", ("Jane Doe", "leads", "Nokia"), "planned"),
        ("The new chairman of Nokia will be Jane Doe.", ("Jane Doe", "leads", "Nokia"), "planned"),
        ("Russia is threatening to attack Ukraine.", ("Russia", "attacks", "Ukraine"), "possible"),
        ("Jane Doe is tipped to become chief executive of Nokia.", ("Jane Doe", "leads", "Nokia"), "possible"),
        ("Jane Doe was nominated as chairman of Nokia.", ("Jane Doe", "leads", "Nokia"), "planned"),
        ("Nokia proposed Jane Doe as chairman.", ("Jane Doe", "leads", "Nokia"), "possible"),
        ("Jane Doe is in the race to succeed John Smith.", ("Jane Doe", "succeeds", "John Smith"), "possible"),
        ("The European Commission proposed the Chips Act.", ("European Commission", "enacts", "CHIPS Act"), "planned"),
    ],
)
def test_english_words_that_leave_it_open(text: str, triple: Triple, modality: str) -> None:
    assert {piece.modality.value for piece in pieces(text, "en", triple)} == {modality}


@pytest.mark.parametrize(
    ("text", "triple", "modality"),
    [
        ("Nokia bood 20 miljard euro voor Ericsson.", NOKIA, "planned"),
        ("Nokia deed een bod op Ericsson.", NOKIA, "planned"),
        ("Nokia heeft een bod van 20 miljard euro op Ericsson gedaan.", NOKIA, "planned"),
        ("Ericsson ging akkoord met een bod van Nokia.", NOKIA, "planned"),
        ("Nokia praat over een overname van Ericsson.", NOKIA, "planned"),
        ("Nokia is van plan Ericsson over te nemen.", NOKIA, "planned"),
        ("Vodafone bekritiseerde de geplande overname van Ericsson door Nokia.", NOKIA, "planned"),
        ("De voorgestelde overname van Ericsson door Nokia stuit op verzet.", NOKIA, "planned"),
        ("Geruchten over een overname van Ericsson door Nokia joegen de koers op.", NOKIA, "reported"),
        ("De Europese Commissie keurt de overname van Ericsson door Nokia goed.", NOKIA, "planned"),
        ("De aandeelhouders stemmen over de overname van Ericsson door Nokia.", NOKIA, "planned"),
        ("Nokia is kandidaat-koper van Ericsson.", NOKIA, "possible"),
        ("Nokia en Ericsson praten over een fusie.", MERGER, "planned"),
        ("De fusiegesprekken tussen Nokia en Ericsson zijn begonnen.", MERGER, "planned"),
        ("Een fusie tussen Nokia en Ericsson is mogelijk.", MERGER, "possible"),
        ("Nokia wil naar Nasdaq.", ("Nokia", "listedOn", "Nasdaq"), "planned"),
        ("Oekraïne vroeg het lidmaatschap van de Europese Unie aan.", ("Ukraine", "memberOf", "European Union"), "planned"),
        ("Nokia bouwt een fabriek in Polen.", ("Nokia", "operatesIn", "Poland"), "planned"),
        ("Nokia kondigde een fabriek in Polen aan.", ("Nokia", "operatesIn", "Poland"), "planned"),
        ("Philips kondigde aan over te stappen op Nokia.", ("Nokia", "supplies", "Philips"), "planned"),
        ("Jan de Vries wordt topman van Philips.", ("Jan de Vries", "leads", "Philips"), "planned"),
        ("Beoogd topman Jan de Vries van Philips wil niet reageren.", ("Jan de Vries", "leads", "Philips"), "planned"),
        ("Jan de Vries wordt genoemd als topman van Philips.", ("Jan de Vries", "leads", "Philips"), "possible"),
        ("Jan de Vries is voorgedragen als topman van Philips.", ("Jan de Vries", "leads", "Philips"), "planned"),
        ("Jan de Vries is kandidaat om Piet Bakker op te volgen.", ("Jan de Vries", "succeeds", "Piet Bakker"), "possible"),
        ("De Europese Commissie stelde de Chips Act voor.", ("European Commission", "enacts", "CHIPS Act"), "planned"),
    ],
)
def test_dutch_words_that_leave_it_open(text: str, triple: Triple, modality: str) -> None:
    assert {piece.modality.value for piece in pieces(text, "nl", triple)} == {modality}


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("en", "Nokia completed its planned takeover of Ericsson.", NOKIA),
        ("en", "Nokia took over Ericsson in 2020.", NOKIA),
        ("en", "After the takeover of Ericsson by Nokia in 2015, prices doubled.", NOKIA),
        ("en", "Nokia built a factory in Poland in 2010.", ("Nokia", "operatesIn", "Poland")),
        ("en", "Nokia opened its planned factory in Poland.", ("Nokia", "operatesIn", "Poland")),
        ("en", "The European Union approved sanctions against Russia.", ("European Union", "sanctions", "Russia")),
        ("en", "Nokia appointed Jane Doe as chairman.", ("Nokia", "appoints", "Jane Doe")),
        ("en", "Jane Doe has become chairman of Nokia.", ("Jane Doe", "leads", "Nokia")),
        ("en", "Vodafone is buying chips from Nokia.", ("Nokia", "supplies", "Vodafone")),
        ("nl", "Jan de Vries werd topman van Philips.", ("Jan de Vries", "leads", "Philips")),
        ("nl", "Nokia rondde de geplande overname van Ericsson af.", NOKIA),
        ("nl", "Nokia nam Ericsson over.", NOKIA),
        ("nl", "De overname van Ericsson door Nokia is definitief.", NOKIA),
        ("nl", "Nokia opende een fabriek in Polen.", ("Nokia", "operatesIn", "Poland")),
        ("nl", "Nokia bouwde in 2010 een fabriek in Polen.", ("Nokia", "operatesIn", "Poland")),
    ],
)
def test_what_came_about_is_plain(language: str, text: str, triple: Triple) -> None:
    found = pieces(text, language, triple)
    assert found
    assert all(map(is_plain, found)), found


def test_who_may_no_longer_do_it_does_not() -> None:
    """The clause says what the licences were for."""
    found = pieces("The United States revoked the licences under which Intel sells chips to Huawei.", "en", ("Intel", "supplies", "Huawei"))
    assert {piece.polarity.value for piece in found} == {"negated"}
    found = pieces(
        "De Verenigde Staten trokken de vergunningen in waarmee Intel chips levert aan Huawei.", "nl", ("Intel", "supplies", "Huawei")
    )
    assert {piece.polarity.value for piece in found} == {"negated"}


def test_a_bid_that_is_reported_or_not_made_keeps_that_status() -> None:
    assert not any(map(is_plain, pieces("Nokia has not made a bid for Ericsson.", "en", NOKIA)))
    assert {piece.attribution_text for piece in pieces("Nokia made a bid for Ericsson, Vodafone said.", "en", NOKIA)} == {"Vodafone said"}


@pytest.mark.parametrize(("relation", "language", "phrase"), OPEN)
def test_no_open_phrase_makes_a_plain_triple(relation: RelationType, language: str, phrase: str) -> None:
    """However the phrase is put: as it stands, in a relative clause, in the past, behind an adverb."""
    for probe in probes(relation, phrase, language):
        if probe.form == UNNATURAL.get(language):
            continue
        plain = [fact for fact in facts(probe.text, language) if any(map(is_plain, fact.evidence))]
        assert not holds(plain, relation.name, (probe.subject, probe.object), language, load()), probe.text
