"""Who says so is read as well as before, with the shipped pipelines: the test texts of `tests/speakers`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.speakers import LANGUAGES, cases, figures

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["speakers"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_one_says_so_as_often_as_before(language: str) -> None:
    right, read = figures(language)
    assert right >= FLOORS[language]["right"]
    assert read >= FLOORS[language]["read"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_outlet_says_is_put_in_nobodys_mouth(language: str) -> None:
    assert figures(language, "outlet")[0] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_forty_texts_of_the_same_kinds_in_each_language(language: str) -> None:
    kinds = Counter(case.kind for case in cases(language))
    assert kinds.keys() == {case.kind for case in cases(LANGUAGES[0])}
    assert kinds.total() >= 40
    assert min(kinds.values()) >= 4
