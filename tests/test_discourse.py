"""Short texts are understood as well as before, with the shipped pipelines: who is meant, who says it, how it stands."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from benchmarks.discourse import KINDS, Answer, answers
from kg.lang import languages

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["discourse"]


@cache
def read(language: str) -> tuple[Answer, ...]:
    return tuple(answers(language))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", KINDS)
def test_texts_are_understood_as_well_as_before(language: str, kind: str) -> None:
    right = [answer.right for answer in read(language) if answer.kind == kind]
    assert sum(right) / len(right) >= FLOORS[language][kind]


@pytest.mark.parametrize("language", languages())
def test_half_of_the_texts_are_held_out(language: str) -> None:
    parts = Counter(part for part, _ in {(answer.part, answer.text) for answer in read(language)})
    assert parts["dev"] == parts["held"] >= 15
