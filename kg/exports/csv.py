"""The pair of tables that Gephi's import wizard and any spreadsheet read: `nodes.csv` and `edges.csv` in one folder.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, and news text is
not to be trusted with one (OWASP, "CSV Injection"). Such a cell gets an apostrophe in front, which spreadsheets take for
"this is text"; so does a cell that begins with an apostrophe, so that taking one away always gives the text back.

Gephi takes a backslash for an escape, and loses the row where a quote follows: in a text it is a full-width one, and inside
of lists, which are JSON arrays, quotes and backslashes are written by number. It takes what stands in the first 25 rows for the type of
a column, and a date for a set of dates: so an edge whose time is an interval, which is none, goes before the others.
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
    write_folder(path, [("nodes.csv", nodes(flow.nodes())), ("edges.csv", edges(_led(flow), kinds=not merge))])


def _led(flow: Flow) -> Iterator[Edge]:
    """The edges of a flow, one whose time is an interval before the others."""
    found = flow.edges()  # the flow knows when its nodes are read, which `write_folder` does first
    if flow.spell is not None:
        yield flow.spell
    yield from (edge for edge in found if flow.spell is None or edge.id != flow.spell.id)


def nodes(found: Iterable[Node]) -> Iterator[str]:
    """The lines of the table of nodes, header first."""
    yield csv_row(["Id", *NODE_COLUMNS])
    for node in found:
        yield csv_row(_safe(cell) for cell in (node.id, *(node.attributes[key] for key in NODE_COLUMNS.values())))


def edges(found: Iterable[Edge], *, kinds: bool) -> Iterator[str]:
    """The lines of the table of edges, header first; a kind keeps parallel edges apart in Gephi."""
    yield csv_row(["Source", "Target", "Type", "Id", *(["Kind"] if kinds else []), "Timeset", *EDGE_COLUMNS])
    for edge in found:
        kind = [edge.attributes["relation"]] if kinds else []
        head = (edge.source, edge.target, "Directed", edge.id, *kind, _interval(edge.periods))
        yield csv_row(_safe(cell) for cell in (*head, *(edge.attributes[key] for key in EDGE_COLUMNS.values())))


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
