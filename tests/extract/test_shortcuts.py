"""What is left out for speed cannot find anything: reading without the shortcut gives the same claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.extract.claims import claims
from kg.extract.scene import Scene
from kg.readers import read
from kg.reading import reader_of

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_frame_that_is_left_out_for_want_of_ends_would_have_given_no_claim(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = list(read(ARTICLES / language, on_problem=pytest.fail))
    reader = reader_of(language)
    docs = [annotate(article) for article in articles]
    short = [list(claims(doc, reader)) for doc in docs]
    monkeypatch.setattr(Scene, "has_ends", lambda scene, frame: True)
    assert [list(claims(doc, reader)) for doc in docs] == short
    assert any(short)
