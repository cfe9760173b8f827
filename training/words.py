"""The word lists of words.toml, and the names of countries."""

from __future__ import annotations

import tomllib
from pathlib import Path

from babel import Locale

LISTS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def word_list(language: str, name: str) -> frozenset[str]:
    return frozenset(LISTS[language][name].split())


def countries(language: str) -> frozenset[str]:
    """Names of countries: CLDR's and ours."""
    known = {name for code, name in Locale(language).territories.items() if len(code) == 2}
    return frozenset(known | word_list(language, "countries"))
