"""The test sentences by phenomenon are read as well as before, with the shipped pipelines."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.phenomena import LANGUAGES, PAIRS, PARTS, figure, phenomena, sentences
from kg.ontology import load

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["phenomena"]
CASES = [(language, phenomenon) for language in LANGUAGES for phenomenon in phenomena(language)]


@pytest.mark.parametrize(("language", "phenomenon"), CASES)
def test_a_phenomenon_is_read_as_well_as_before(language: str, phenomenon: str) -> None:
    assert figure(language, phenomenon).lenient.core_f1 >= FLOORS[language][phenomenon]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phenomenon_has_twelve_sentences_and_a_near_miss(language: str) -> None:
    by_phenomenon = Counter(sentence.phenomenon for sentence in sentences(language))
    plain = {sentence.phenomenon for sentence in sentences(language) if not sentence.gold}
    assert by_phenomenon.keys() == plain == FLOORS[language].keys()
    assert min(by_phenomenon.values()) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_of_the_sentences_of_a_phenomenon_are_held_out(language: str) -> None:
    parts = Counter((sentence.phenomenon, sentence.part) for sentence in sentences(language))
    assert {part for _, part in parts} == {*PARTS}
    assert all(parts[phenomenon, "dev"] == parts[phenomenon, "held"] for phenomenon in phenomena(language))


def test_the_languages_have_the_same_phenomena() -> None:
    dutch, english = ({*phenomena(language)} for language in ("nl", "en"))
    assert {PAIRS.get(phenomenon, phenomenon) for phenomenon in dutch} == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_annotated_relations_are_those_of_the_ontology(language: str) -> None:
    relations = load().relations
    assert {name for sentence in sentences(language) for line in sentence.gold for name in line.relation} <= relations.keys()
