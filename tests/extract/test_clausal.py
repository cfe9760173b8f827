"""Clauses that a small parser cut in the wrong place, read by the shipped pipelines: who does what is mended before it is read."""

from __future__ import annotations

import pytest

from kg import pipeline
from tests.typed import framed, typed

Triple = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        pytest.param(
            "De drie aanbieders verdelen de markt sinds Ziggo, een dochter van Vodafone, begin vorig jaar Tele2 overnam.",
            ("Ziggo", "acquires", "Tele2"),
            ("Tele2", "acquires", "Ziggo"),
            id="a preposition that opens a clause, and a name behind a year",
        ),
        pytest.param(
            "In april haalde MessageBird, dat Jan Smit tien jaar geleden samen met topman Piet Bos oprichtte, 800 miljoen dollar op.",
            ("Jan Smit", "founded", "MessageBird"),
            ("Jan Smit", "founded", "Piet Bos"),
            id="a relative pronoun behind a name and a comma",
        ),
        pytest.param(
            "Prosus is eigenaar van advertentieplatform Marktplaats en betaalbedrijf PayU en houdt belangen in Delivery Hero.",
            ("Prosus", "owns", "PayU"),
            ("PayU", "owns", "Marktplaats"),
            id="a name behind a bare noun",
        ),
        pytest.param(
            "Tesla wordt geraakt doordat het Huawei-apparatuur gebruikt.",
            ("Huawei", "supplies", "Tesla"),
            ("Tesla", "supplies", "Huawei"),
            id="het that acts",
        ),
        pytest.param(
            "Het gaat om Telia, Ericsson en Nokia, een gezamenlijke onderneming van Vodafone en Telenor.",
            ("Telenor", "owns", "Nokia"),
            ("Vodafone", "owns", "Telia"),
            id="an apposition of the last of a row",
        ),
        pytest.param(
            "Intel nam een belang in Umbra Systems, het platform van ASML en Philips.",
            ("Intel", "investsIn", "Umbra Systems"),
            ("Intel", "investsIn", "Philips"),
            id="a row inside an apposition that no comma closed",
        ),
        pytest.param(
            "De Europese Commissie onderzoekt na een klacht van Spotify of Apple aanbieders van muziek benadeelt.",
            ("European Commission", "investigates", "Apple"),
            ("Apple", "investigates", "Spotify"),
            id="of that opens a question",
        ),
        pytest.param(
            "Ook China reageerde fel: Zhao Lijian, woordvoerder in Peking, riep Zweden woensdag op om het besluit terug te draaien.",
            ("Zhao Lijian", "urges", "Sweden"),
            ("China", "urges", "Sweden"),
            id="the subject behind a colon",
        ),
        pytest.param(
            "Uber Eats en Deliveroo breiden uit, en in Duitsland knabbelt Ziggo, een dochter van het Britse Vodafone, aan de markt.",
            ("Vodafone", "owns", "Ziggo"),
            ("Vodafone", "operatesIn", "Ziggo"),
            id="an apposition behind another verb",
        ),
    ],
)
def test_what_stands_far_from_its_verb_is_its_own(text: str, told: Triple, untold: Triple) -> None:
    assert (told in typed(text, "nl"), untold in framed(text, "nl")) == (True, False), sorted(typed(text, "nl"))


@pytest.mark.parametrize(
    "text",
    [
        "Shell zei vorig jaar, dat Esso te duur was.",
        "Sinds Ziggo begin vorig jaar groeide, daalt Vodafone.",
        "Ziggo klaagt dat het bedrijf groeit.",
    ],
)
def test_a_clause_in_its_place_is_left_there(text: str) -> None:
    assert not {relation for _, relation, _ in typed(text, "nl")} & {"acquires", "founded", "uses"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Huawei has sued Verizon over a row about its patents in Texas, Bloomberg reports.", "Bloomberg"),
        ("American officials are pressing the Dutch government to extend the ban on exports, Bloomberg reports.", "Bloomberg"),
        ("Apple has bought Nuance, the Wall Street Journal reports.", "The Wall Street Journal"),
        ("Apple has bought Nuance, Reuters reported on Tuesday.", "Reuters"),
        ("Google owns YouTube, whose boss reads Bloomberg reports.", None),
        ("Huawei sued Verizon, Nokia bought Alcatel and Apple paid Samsung.", None),
    ],
)
def test_a_saying_at_the_end_is_no_thing_of_the_one_who_says_it(text: str, speaker: str | None) -> None:
    facts = [fact for fact in pipeline.extract(text, language="en") if fact.relation.id in {"sues", "urges", "acquires", "owns", "ownedBy"}]
    assert facts
    assert {piece.attribution and piece.attribution.label for fact in facts for piece in fact.evidence} == {speaker}
    assert not speaker or not any(fact.relation.id == "produces" for fact in pipeline.extract(text, language="en"))
