"""The pair of tables that Gephi's import wizard and any spreadsheet read: `nodes.csv` and `edges.csv` in one folder.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, and news text is
not to be trusted with one (OWASP, "CSV Injection"). Such a cell gets an apostrophe in front, which spreadsheets take for
"this is text"; so does a cell that begins with an apostrophe, so that taking one away always gives the text back.

Gephi takes a backslash for an escape, and loses the row where a quote follows: in a text it is a full-width one, and inside
of lists, which are JSON arrays, quotes and backslashes are written by number. It takes what stands in the first 25 rows for the type of
a column, and loses each later value that is of none: years are numbers to it, and days are dates, with quotes or without; a
spreadsheet makes dates of months. Nobody takes an interval for either, so each time is written as one ("2014/2014").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.exports.files import as_list, clean, csv_row, write_folder
from kg.exports.flow import Flow
from kg.model import Article, Fact
from kg.network import Edge, Node, Period

NODE_COLUMNS = {
    "Label": "label", "Type": "type", "Aliases": "aliases", "SameAs": "same_as", "Known": "known", "Facts": "facts",
    "AsSubject": "as_subject", "AsObject": "as_object",
}  # fmt: skip
EDGE_COLUMNS = {
    "Label": "label", "Weight": "weight", "Relation": "relation", "Typed": "typed", "Parents": "parents", "Standing": "standing",
    "Polarity": "polarity", "Modality": "modality", "Attribution": "attribution", "Disputed": "disputed", "Confidence": "confidence",
    "Time": "time", "Amount": "amount", "Role": "role", "When": "when", "Ended": "ended", "EndedBy": "ended_by",
    "First": "first", "Last": "last", "Sources": "sources",
    "Articles": "articles", "Sentence": "sentence", "Sentences": "sentences",
}  # fmt: skip

_SUSPECT = frozenset(" '=+-@")
_TIMES = frozenset({"time", "when", "ended"})
_ESCAPES = re.compile(r'\\["\\bfnrt]')
_NUMBERED = {
    '\\"': r"\u0022", "\\\\": r"\u005c", "\\b": r"\u0008", "\\f": r"\u000c", "\\n": r"\u000a", "\\r": r"\u000d", "\\t": r"\u0009",
}  # fmt: skip


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path, *, merge: bool = False) -> None:
    """Write `nodes.csv` and `edges.csv` into the folder; with `merge`, one edge a pair of nodes.

    Raises:
        ExportError: the place cannot be written to, or is a file.
    """
    flow = Flow(facts, articles, merge=merge)
    write_folder(path, [("nodes.csv", nodes(flow.nodes())), ("edges.csv", edges(flow.edges(), kinds=not merge))])


def nodes(found: Iterable[Node]) -> Iterator[str]:
    """The lines of the table of nodes, header first."""
    yield csv_row(["Id", *NODE_COLUMNS])
    for node in found:
        yield csv_row([_safe(node.id), *_cells(node.attributes, NODE_COLUMNS)])


def edges(found: Iterable[Edge], *, kinds: bool) -> Iterator[str]:
    """The lines of the table of edges, header first; a kind keeps parallel edges apart in Gephi."""
    yield csv_row(["Source", "Target", "Type", "Id", *(["Kind"] if kinds else []), "Timeset", *EDGE_COLUMNS])
    for edge in found:
        kind = [edge.attributes["relation"]] if kinds else []
        head = (edge.source, edge.target, "Directed", edge.id, *kind, _interval(edge.periods))
        yield csv_row([*map(_safe, head), *_cells(edge.attributes, EDGE_COLUMNS)])


def _cells(attributes: Mapping[str, object], columns: Mapping[str, str]) -> Iterator[object]:
    """The cells of these columns.

    >>> list(_cells({"time": "2014", "when": "2012/..", "ended": None}, {"Time": "time", "When": "when", "Ended": "ended"}))
    ['2014/2014', '2012/..', None]
    """
    for name in columns.values():
        value = attributes[name]
        yield _safe(f"{value}/{value}" if name in _TIMES and value and "/" not in str(value) else value)


def _interval(periods: Iterable[Period]) -> str | None:
    """The periods as Gephi writes a set of intervals.

    >>> _interval([("2012-01-01", None), ("2020-05-01", "2020-05-31")])
    '<[2012-01-01, Infinity]; [2020-05-01, 2020-05-31]>'
    """
    spells = "; ".join(f"[{first or '-Infinity'}, {last or 'Infinity'}]" for first, last in periods)
    return f"<{spells}>" if spells else None


def _safe(value: object) -> object:
    """The value of a cell: lists as JSON arrays, text never a formula; an apostrophe in front is not part of the text."""
    if isinstance(value, tuple):
        return _ESCAPES.sub(lambda found: _NUMBERED[found[0]], as_list(tuple(map(clean, value)))) if value else None
    if not isinstance(value, str):
        return value
    if value.isprintable() and value[:1] not in _SUSPECT and "\\" not in value:
        return value  # nearly always, and much quicker
    text = clean(value).replace("\\", "\N{FULLWIDTH REVERSE SOLIDUS}")
    return f"'{text}" if text.startswith(("'", "\t", "\r")) or text.lstrip().startswith(("=", "+", "-", "@")) else text
