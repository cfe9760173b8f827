"""Confidence is what the features of a claim say under fitted weights: more where names are named, less where things are guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.extract.confidence import LEAST, MOST, confidence, features, probability, weights
from kg.model import Claim, Mention, Modality, Sentence, Span

TEXT = "Umbra sued Orbis over the name of a product in a court in Norway."
UMBRA, ORBIS = (Mention(name, at, at + 5, "name", name, "en", ("Company",)) for name, at in (("Umbra", 0), ("Orbis", 11)))


def claim(**more: Any) -> Claim:
    made = Claim(
        "a1", Sentence(0, len(TEXT), TEXT), UMBRA, "sue", Span(6, 10), ORBIS, ("sues",), "sues: sue(subj=S, obj=O)", confidence=1.0
    )
    return replace(made, **more)


@pytest.mark.parametrize(
    ("rule", "kind", "fixed"),
    [
        ("sues: sue(subj=S, obj=O)", "kind verb", 0),
        ("sues: file(subj=S, obj=lawsuit, against=O)", "kind verb", 1),
        ("sues: lawsuit(performer=S, against=O)", "kind performed noun", 0),
        ("sues: lawsuit(poss=S, against=O)", "kind noun", 0),
        ("ownedBy: subsidiary(self=S, of=O)", "kind apposition", 0),
        ("leads: ROLE(self=S, of=O)", "kind role", 0),
        ("nationality", "kind nationality", 0),
    ],
)
def test_the_rule_tells_the_kind_and_how_much_it_asked_for(rule: str, kind: str, fixed: int) -> None:
    found = features(claim(rule=rule))
    assert (found[kind], found.get("fixed words", 0)) == (1.0, fixed)


def test_an_open_relation_is_a_kind_of_its_own() -> None:
    assert "kind open" in features(claim(candidates=(), rule="open"))


def test_what_the_sentence_does_to_a_claim_is_seen() -> None:
    found = features(claim(modality=Modality.POSSIBLE, attribution_text="said Orbis", object=replace(ORBIS, kind="pronoun", types=())))
    assert {"not asserted", "said by someone", "object pronoun", "object untyped"} <= found.keys()


def test_a_probability_is_never_quite_certain() -> None:
    assert probability({"x": 1.0}, {"x": 99.0}) == MOST
    assert probability({"x": 1.0}, {"x": -99.0}) == LEAST
    assert probability({"unheard of": 1.0}, {}) == 0.5


def test_the_shipped_weights_know_every_kind_that_they_were_fitted_on() -> None:
    assert {"bias", "kind verb", "kind open", "fixed words"} <= weights().keys()


def test_a_guess_lowers_the_confidence() -> None:
    assert confidence(claim(object=replace(ORBIS, kind="pronoun"))) < confidence(claim())
    assert confidence(claim(candidates=(), rule="open")) < confidence(claim())


def test_what_the_network_holds_likely_counts_most() -> None:
    """A claim that looks good and that the network doubts is less sure than one that looks worse and that it holds likely."""
    good, worse = claim(), claim(object=replace(ORBIS, kind="pronoun", types=()), confidence=0.8)
    assert confidence(good) > confidence(worse)
    assert confidence(good, 0.3) < confidence(worse, 0.95)
    assert confidence(good, 0.3) < confidence(good, 0.6) < confidence(good, 0.95)
