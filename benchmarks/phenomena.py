"""How well single sentences are read, by grammatical phenomenon.

    python -m benchmarks.phenomena [--errors]

The sentences are those of `tests/phenomena` (its README tells the form), each read as an article of its own. The figure is
core F1, lenient, as `kg score` counts it: precision over everything that is read, near misses included, and recall over the facts
that no reader misses. What no frame says and is only likely is left out.
`--errors` lists what was missed and what was too much in the half that may be looked at.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.model import Article, Fact
from kg.ontology import load as load_ontology
from kg.reading import read_article
from kg.score import Gold, Score, kinship, score

FOLDER = Path(__file__).resolve().parent.parent / "tests/phenomena"
LANGUAGES = ("en", "nl")
PARTS = ("dev", "held")
PAIRS = {"separable verb": "particle verb", "verb-final": "embedded clause"}
"""The Dutch phenomena that English has another name for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A test sentence with its annotated facts."""

    id: str
    phenomenon: str
    part: str
    text: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A test sentence and what was read from it."""

    sentence: Sentence
    facts: tuple[Fact, ...]


def sentences(language: str) -> list[Sentence]:
    """The test sentences of a language, in the order of their file."""
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return list(_sentences(table))


def _sentences(table: dict[str, list[dict[str, object]]]) -> Iterator[Sentence]:
    for phenomenon, rows in table.items():
        for number, row in enumerate(rows, 1):
            name, text = f"{phenomenon} {number:02}", str(row["text"])
            gold = [_gold(name, text, fact, core=core) for key, core in (("facts", True), ("side", False)) for fact in _list(row.get(key))]
            yield Sentence(name, phenomenon, str(row["part"]), text, tuple(gold))


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _gold(article: str, text: str, fact: str, *, core: bool) -> Gold:
    triple, _, status = (part.strip() for part in fact.partition("|"))
    subject, relation, target = (part.strip() for part in triple.split(" > "))
    return Gold(
        article,
        tuple(subject.split("=")),
        tuple(relation.split("/")),
        tuple(target.split("=")),
        text,
        polarity="negated" if status == "negated" else "affirmed",
        modality=status if status not in {"", "negated"} else "asserted",
        core=core,
    )


@cache
def readings(language: str) -> tuple[Read, ...]:
    """The test sentences of a language as they are read; once a process."""
    return tuple(
        Read(sentence, tuple(framed(read_article(Article(sentence.id, sentence.text, language=language)).facts)))
        for sentence in sentences(language)
    )


def framed(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts that frames and constructions gave, each with the evidence that they gave; without what is only likely."""
    for fact in facts:
        said = tuple(piece for piece in fact.evidence if not piece.likely)
        if said:
            yield replace(fact, evidence=said)


def marks(read: Iterable[Read]) -> Score:
    """The score of some sentences; a fact of a sentence that states none counts against precision."""
    read = list(read)
    gold = [line for one in read for line in one.sentence.gold]
    found = score(gold, (fact for one in read for fact in one.facts), kinship=kinship(load_ontology()))
    loose = tuple((one.sentence.id, fact) for one in read if not one.sentence.gold for fact in one.facts if fact.relation.typed)
    lenient = replace(found.lenient, system=found.lenient.system + len(loose))
    return replace(found, lenient=lenient, extra=(*found.extra, *loose))


def phenomena(language: str) -> list[str]:
    """The phenomena of a language, in the order of their file."""
    return list(dict.fromkeys(sentence.phenomenon for sentence in sentences(language)))


def figure(language: str, phenomenon: str | None = None, part: str | None = None) -> Score:
    """The score of a language's sentences of one phenomenon and part, or of all."""
    return marks(one for one in readings(language) if phenomenon in {None, one.sentence.phenomenon} and part in {None, one.sentence.part})


def table() -> Iterator[str]:
    """The rows of the table: core F1 by phenomenon, language and part, and precision and recall of everything."""
    yield "| phenomenon | " + " | ".join(f"{language}, {part}" for language in LANGUAGES for part in PARTS) + " |"
    yield "|---|" + "---|" * (len(LANGUAGES) * len(PARTS))
    for names in zip(*(phenomena(language) for language in LANGUAGES), strict=True):
        cells = [
            f"{figure(language, name, part).lenient.core_f1:.2f}" for language, name in zip(LANGUAGES, names, strict=True) for part in PARTS
        ]
        yield f"| {' / '.join(dict.fromkeys(names))} | " + " | ".join(cells) + " |"
    whole = [figure(language, part=part) for language in LANGUAGES for part in PARTS]
    for title, values in (
        ("**all**", [found.lenient.core_f1 for found in whole]),
        ("precision", [found.lenient.precision for found in whole]),
        ("core recall", [found.lenient.core_recall for found in whole]),
        ("polarity", [found.polarity or 0.0 for found in whole]),
        ("modality", [found.modality or 0.0 for found in whole]),
    ):
        yield f"| {title} | " + " | ".join(f"{value:.2f}" for value in values) + " |"


def errors(language: str) -> Iterator[str]:
    """What was missed and what was too much in the half that may be looked at."""
    for one in readings(language):
        if one.sentence.part != "dev":
            continue
        found = marks([one])
        for line in found.missed:
            if line.core:
                yield f"MISSED {one.sentence.id}: {line.subject[0]} > {line.relation[0]} > {line.object[0]}   | {line.sentence}"
        for _, fact in found.extra:
            ends = f"{fact.subject.label} > {fact.relation.id} > {fact.object.label}"
            yield f"EXTRA  {one.sentence.id}: {ends} ({fact.evidence[0].rule})   | {one.sentence.text}"


def main() -> None:
    """Print the table, and the errors where they are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list the errors of the dev half")
    arguments = parser.parse_args()
    print("\n".join(table()))
    if arguments.errors:
        for language in LANGUAGES:
            print("\n".join(errors(language)))


if __name__ == "__main__":
    main()
