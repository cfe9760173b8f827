"""The facts file: one fact a line, as JSON, with all its evidence.

A line's own `polarity`, `modality`, `attribution`, `time`, `amount`, `role` and `confidence` are those of the strongest
evidence (`kg.status`), `when` is the time at which it is so, and `ended` the deed that ended it, if one did; each piece of
evidence keeps its own beside its offsets, which count characters of the article.
Lines are sorted by id; the file follows RFC 8259 and is UTF-8 without escapes but for what would break a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path

from kg.exports.files import json_text, write_text
from kg.model import Article, Entity, Evidence, Fact, Literal, Span
from kg.sorting import ordered
from kg.status import in_order, speaker, strongest, when

RUN = 5_000
"""How many lines are sorted in memory at a time."""


def generate(facts: Iterable[Fact], articles: Mapping[str, Article]) -> Iterator[str]:
    """The lines of the facts file, each ended by a line feed, sorted by fact id."""
    lines = ((fact.id, json_text(record(fact))) for fact in facts)
    for _, line in ordered(lines, key=itemgetter(0), run=RUN):
        yield line + "\n"


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path) -> None:
    """Write the facts file.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, generate(facts, articles))


def record(fact: Fact) -> dict[str, object]:
    """One fact as plain data, the object of one line."""
    return {
        "id": fact.id,
        "subject": _end(fact.subject),
        "relation": {
            "id": fact.relation.id,
            "label": fact.relation.label,
            "typed": fact.relation.typed,
            "parents": list(fact.relation.parents),
        },
        "object": _end(fact.object),
        **_said(strongest(fact)),
        "when": when(fact),
        "ended": {"time": fact.ended.time, "by": fact.ended.deed, "label": fact.ended.label} if fact.ended else None,
        "evidence": [_evidence(evidence) for evidence in in_order(fact)],
    }


def _end(thing: Entity | Literal) -> dict[str, object]:
    if isinstance(thing, Literal):
        return {"id": None, "label": thing.label, "aliases": [], "type": "Literal", "datatype": thing.datatype}
    return {"id": thing.id, "label": thing.label, "aliases": list(thing.names), "type": thing.type}


def _said(evidence: Evidence) -> dict[str, object]:
    """What the sentence says about the status of the fact."""
    return {
        "polarity": evidence.polarity.value,
        "modality": evidence.modality.value,
        "attribution": speaker(evidence),
        "time": evidence.time,
        "amount": evidence.amount,
        "role": evidence.role,
        "confidence": evidence.confidence,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "article": evidence.article,
        "sentence": evidence.sentence.text,
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "subject": _span(evidence.subject),
        "relation": _span(evidence.relation),
        "object": _span(evidence.object),
        "rule": evidence.rule,
        **_said(evidence),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
