"""The pair of tables that Gephi's import wizard and any spreadsheet read: `nodes.csv` and `edges.csv` in one folder.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and news text is not to be trusted with
one: such a cell gets an apostrophe in front, which spreadsheets hide (OWASP, "CSV Injection").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import networkx as nx

from kg.exports.files import csv_row, one_line, write_folder
from kg.model import Article, Fact
from kg.network import to_networkx

NODE_COLUMNS = {
    "Label": "label", "Type": "type", "Aliases": "aliases", "SameAs": "same_as", "Known": "known", "Facts": "facts",
}  # fmt: skip
EDGE_COLUMNS = {
    "Label": "label", "Weight": "weight", "Relation": "relation", "Typed": "typed", "Parents": "parents", "Standing": "standing",
    "Polarity": "polarity", "Modality": "modality", "Attribution": "attribution", "Disputed": "disputed", "Confidence": "confidence",
    "First": "first", "Last": "last", "Sources": "sources", "Articles": "articles", "Sentences": "sentences",
}  # fmt: skip


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path) -> None:
    """Write `nodes.csv` and `edges.csv` into the folder.

    Raises:
        ExportError: the place cannot be written to, or is a file.
    """
    graph = to_networkx(facts, articles)
    write_folder(path, [("nodes.csv", nodes(graph)), ("edges.csv", edges(graph))])


def nodes(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """The lines of the table of nodes, header first."""
    yield csv_row(["Id", *NODE_COLUMNS])
    for name, attributes in graph.nodes(data=True):
        yield csv_row(_safe(cell) for cell in (name, *(attributes[key] for key in NODE_COLUMNS.values())))


def edges(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """The lines of the table of edges, header first."""
    yield csv_row(["Source", "Target", "Type", "Id", *EDGE_COLUMNS])
    for subject, target, key, attributes in graph.edges(keys=True, data=True):
        yield csv_row(_safe(cell) for cell in (subject, target, "Directed", key, *(attributes[key] for key in EDGE_COLUMNS.values())))


def _safe(value: object) -> object:
    """The value of a cell: lists joined by a bar, text on one line and never a formula."""
    if isinstance(value, tuple):
        value = " | ".join(value)
    if not isinstance(value, str):
        return value
    text = one_line(value)
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) else text
