"""What a language contributes: lists of words that carry grammar and stance, as data.

A language is a folder `kg/lang/<code>/` with `lexicon.toml` (grammar and stance), `coreference.toml` (who is meant by what) and
`names.toml` (what the words around a name say of it); no Python is needed to add one. The code of the
program walks structure and looks words up here. Words that carry a *relation* live in `ontologies/kg.ttl` instead.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, final

from kg.errors import UnsupportedLanguage

FOLDER = Path(__file__).parent


@final
class Lexicon:
    """The word lists of one language, by section and name: `lexicon.words("negation", "adverbs")` is a set of lower-case words."""

    __slots__ = ("_by_section", "language", "lists", "tables", "unions", "values")

    def __init__(
        self,
        language: str,
        lists: Mapping[tuple[str, str], frozenset[str]],
        tables: Mapping[tuple[str, str], Mapping[str, Any]],
        values: Mapping[tuple[str, str], str],
    ) -> None:
        """The lists, tables and single values by section and name."""
        self.language, self.lists, self.tables, self.values = language, lists, tables, values
        self.unions: dict[tuple[tuple[str, str], ...], frozenset[str]] = {}
        self._by_section: dict[str, dict[str, frozenset[str]]] = {}
        for (section, name), found in lists.items():
            self._by_section.setdefault(section, {})[name] = found

    def words(self, section: str, name: str) -> frozenset[str]:
        """The list of that name; KeyError where the language file lacks it, which a test forbids."""
        return self._by_section[section][name]

    def __call__(self, section: str, name: str) -> frozenset[str]:
        """The same as `words`, which takes less time where it is compiled."""
        return self._by_section[section][name]

    def any(self, *lists: tuple[str, str]) -> frozenset[str]:
        """The words of several lists, put together once.

        >>> {"the", "an"} <= lexicon("en").any(("articles", "definite"), ("articles", "indefinite"))
        True
        """
        found = self.unions.get(lists)
        if found is None:
            found = self.unions[lists] = frozenset().union(*(self.lists[place] for place in lists))
        return found

    def table(self, section: str, name: str) -> Mapping[str, Any]:
        """The table (word -> value) of that name."""
        return self.tables[section, name]

    def value(self, section: str, name: str) -> str:
        """The single value of that name, such as the decimal sign."""
        return self.values[section, name]


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a lexicon, sorted.

    >>> languages()
    ('en', 'nl')
    """
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/lexicon.toml")))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language.

    >>> "niet" in lexicon("nl")("negation", "adverbs")
    True
    """
    path = FOLDER / language / "lexicon.toml"
    if not path.is_file():
        raise UnsupportedLanguage(
            f"There is no lexicon for {language!r}; kg reads {', '.join(languages())}: add kg/lang/{language}/lexicon.toml."
        )
    lists: dict[tuple[str, str], frozenset[str]] = {}
    tables: dict[tuple[str, str], Mapping[str, Any]] = {}
    values: dict[tuple[str, str], str] = {}
    sections = (pair for file in sorted(path.parent.glob("*.toml")) for pair in tomllib.loads(file.read_text(encoding="utf-8")).items())
    for section, entries in sections:
        for name, entry in entries.items():
            if isinstance(entry, list):
                lists[section, name] = frozenset(entry)
            elif isinstance(entry, dict):
                tables[section, name] = entry
            else:
                values[section, name] = entry
    return Lexicon(language, lists, tables, values)


@cache
def listing(name: str) -> frozenset[str]:
    """A list of names that belongs to no language, from `kg/lang/lists/`: "first_names" or "cities".

    >>> "Marieke" in listing("first_names"), "Rotterdam" in listing("cities")
    (True, True)
    """
    return frozenset((FOLDER / "lists" / f"{name}.txt").read_text(encoding="utf-8").split("\n")) - {""}
