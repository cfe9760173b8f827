"""Open relations of a text, and the tab formats in which the benchmarks of open information extraction take them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kg.annotate import annotate, annotate_lines
from kg.errors import InputError
from kg.exports.files import one_line
from kg.extract.openie import Spans, open_relations
from kg.lang import lexicon
from kg.model import Article, OpenRelation
from kg.pipelines import load
from kg.readers.clean import prose
from kg.readers.language import language as language_of


def read_text(text: str, *, language: str | None = None, spans: Spans = "full") -> list[OpenRelation]:
    """The open relations of a text, sentence by sentence.

    Raises:
        InputError: the text is empty.
        UnsupportedLanguage: the text is in a language that is not read here.
    """
    clean = prose(text)
    if not clean:
        raise InputError("There is no text to read; give a sentence or an article, or - to read standard input.")
    article = Article("text", clean, language=language_of(clean, declared=language))
    return list(open_relations(annotate(article), lexicon(article.language), spans))


def read_lines(lines: Sequence[str], *, language: str | None = None, spans: Spans = "full") -> list[list[OpenRelation]]:
    """The open relations of each line, which is one sentence.

    Raises:
        InputError: there is no line.
        UnsupportedLanguage: the lines are in a language that is not read here.
    """
    if not any(line.strip() for line in lines):
        raise InputError("There is no sentence to read; give one a line, or - to read standard input.")
    spoken = language_of("\n".join(lines), declared=language)
    docs = annotate_lines(lines, load(spoken))
    return [list(open_relations(doc, lexicon(spoken), spans, first=number)) for number, doc in enumerate(docs, 1)]


def lines(text: str, form: str, *, language: str | None = None, spans: Spans = "full") -> Iterator[str]:
    """The open relations of a text in the format jsonl, carb or benchie, line by line; for the last two every line of it is a sentence.

    Raises:
        InputError: the text is empty.
        UnsupportedLanguage: the text is in a language that is not read here.
    """
    if form == "jsonl":
        for made in read_text(text, language=language, spans=spans):
            yield json.dumps(record(made), ensure_ascii=False)
        return
    given = [line for line in text.splitlines() if line.strip()]
    found = read_lines(given, language=language, spans=spans)
    yield from as_carb(given, found) if form == "carb" else (row for relations in found for row in as_benchie(relations))


def as_carb(lines: Sequence[str], found: Sequence[Iterable[OpenRelation]]) -> Iterator[str]:
    r"""Lines of CaRB's tab format: the sentence as it was given, confidence, relation, subject, objects.

    >>> from kg.model import Span
    >>> list(as_carb(["Umbra grew ."], [[OpenRelation(1, "Umbra grew .", "Umbra", "grew", ("in Oslo",), 0.5, Span(0, 10))]]))
    ['Umbra grew .\t0.5000\tgrew\tUmbra\tin Oslo']
    """
    for line, relations in zip(lines, found, strict=True):
        for made in relations:
            yield _row([line.strip(), f"{made.confidence:.4f}", made.relation, made.subject, *made.objects])


def as_benchie(found: Iterable[OpenRelation]) -> Iterator[str]:
    """Lines of BenchIE's tab format: number of the sentence, subject, relation, object; an extraction with several objects is
    said with the first, and once more for each other one with what lies between in the relation."""
    for made in found:
        words = made.relation
        for target in made.objects:
            yield _row([str(made.number), made.subject, words, target])
            words = f"{made.relation} {made.objects[0]}"


def _row(cells: list[str]) -> str:
    return "\t".join(one_line(cell) for cell in cells)


def record(made: OpenRelation) -> dict[str, Any]:
    """An open relation as JSON has it."""
    fields = asdict(made)
    place = fields.pop("place")
    return {**fields, "start": place["start"], "end": place["end"]}
