"""The sentences of the coverage benchmark are well formed and ask for every relation in both languages."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.coverage import sentences
from kg.ontology import load


@pytest.mark.parametrize("file", ["coverage.tsv", "traps.tsv"])
def test_a_sentence_asks_for_a_relation_of_the_ontology_and_stands_once(file: str) -> None:
    found = list(sentences(file))
    assert {one.relation for one in found} <= load().relations.keys()
    assert Counter((one.text, one.relation) for one in found).most_common(1)[0][1] == 1


def test_every_relation_is_asked_for_in_both_languages() -> None:
    asked = Counter((one.language, one.relation) for one in sentences())
    assert all(asked[language, name] >= 5 for language in ("en", "nl") for name in load().relations)


def test_every_third_sentence_of_a_language_is_held_out() -> None:
    for language in ("en", "nl"):
        held = [one.held for one in sentences() if one.language == language]
        assert sum(held) == len(held) // 3
