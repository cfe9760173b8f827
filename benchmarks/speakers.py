"""How often the right one is named as who says so.

    python -m benchmarks.speakers [--errors]

The texts are those of `tests/speakers` (its README tells the form), each read as an article of its own, so that the figure does not
hang on which relations are found: any fact between the two names counts, open ones as well. The figure is the share of the facts read
whose speaker is the right one, the outlet included; the second is the share of the texts of which the fact is read at all.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Article, Entity, Fact
from kg.reading import read_article
from kg.status import speaker, strongest

FOLDER = Path(__file__).resolve().parent.parent / "tests/speakers"
LANGUAGES = ("en", "nl")


@dataclass(frozen=True, slots=True)
class Case:
    """A text, what kind of attribution it has, the names between which the fact is, and who says it ("" for the outlet); `found` is
    who says it as it was read, None where the fact was not read."""

    kind: str
    text: str
    ends: frozenset[str]
    speaker: str
    found: str | None

    @property
    def right(self) -> bool:
        """The fact was read, with the right speaker."""
        return self.found == self.speaker


@cache
def cases(language: str) -> tuple[Case, ...]:
    """The texts of a language as they are read; once a process."""
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return tuple(_case(kind, row, language) for kind, rows in table.items() for row in rows)


def _case(kind: str, row: dict[str, str], language: str) -> Case:
    ends = frozenset(row["fact"].split(" > "))
    article = Article("speakers", row["text"], published="2021-06-22", source="Wire", language=language)
    facts = [fact for fact in read_article(article).facts if _ends(fact) == ends]
    facts.sort(key=lambda fact: not fact.relation.typed)
    found = (speaker(strongest(facts[0])) or "") if facts else None
    return Case(kind, row["text"], ends, row["speaker"], found)


def _ends(fact: Fact) -> frozenset[str]:
    return frozenset({fact.subject.label, fact.object.label}) if isinstance(fact.object, Entity) else frozenset()


def figures(language: str, kind: str | None = None) -> tuple[float, float]:
    """The share of the facts read that have the right speaker, and the share of the texts whose fact is read."""
    asked = [case for case in cases(language) if kind in {None, case.kind}]
    read = [case for case in asked if case.found is not None]
    return (sum(case.right for case in read) / len(read) if read else 0.0), len(read) / len(asked)


def table() -> Iterator[str]:
    """The rows of the table: right speakers by kind and language, and of how many texts the fact is read."""
    yield "| attribution | " + " | ".join(f"{language}, right | {language}, read" for language in LANGUAGES) + " |"
    yield "|---|" + "---|" * (2 * len(LANGUAGES))
    for kind in (*dict.fromkeys(case.kind for case in cases(LANGUAGES[0])), None):
        cells = [f"{value:.2f}" for language in LANGUAGES for value in figures(language, kind)]
        yield f"| {kind or '**all**'} | " + " | ".join(cells) + " |"


def errors(language: str) -> Iterator[str]:
    """The texts whose speaker is wrong, or whose fact is not read."""
    for case in cases(language):
        if not case.right:
            yield f"{language} {case.kind}: {case.speaker or 'the outlet'}, read: {case.found!r} | {case.text}"


def main() -> None:
    """Print the table, and the errors where they are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list the errors")
    arguments = parser.parse_args()
    print("\n".join(table()))
    if arguments.errors:
        for language in LANGUAGES:
            print("\n".join(errors(language)))


if __name__ == "__main__":
    main()
