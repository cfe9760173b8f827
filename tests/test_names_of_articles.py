"""How well the names of whole articles are found and typed, on data that lie beside a checkout; skipped where they do not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks import names

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared")) / "data"
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))["names of articles"]


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the name data are not at {DATA}; KG_SHARED names the folder that holds data/")
@pytest.mark.parametrize(("language", "source"), [(language, source) for language in FLOORS for source in FLOORS[language]])
def test_scores_do_not_fall(language: str, source: str) -> None:
    """Names after the vote of their article, and spans alone, against the pinned floors."""
    samples = dict(names.sources(language, DATA))[source]
    tally = names.tallied(samples, language, source)[0]
    floor = FLOORS[language][source]
    assert (tally.f1() >= floor["F"], tally.span_f1 >= floor["spans F"]) == (True, True), (tally.f1(), tally.span_f1)
