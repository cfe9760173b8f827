"""RDF files, written from the store: `turtle`, `trig`, `nquads`, `jsonld` and `rdf12`.

They hold the whole graph, what the articles say and what follows from it, sorted, so that two exports of one graph are
the same file and a difference in the graph is a difference of lines.
"""

from __future__ import annotations

from pathlib import Path

from kg.exports.files import write_text
from kg.rdf.serialize import FORMATS, serialize
from kg.stores import Store

__all__ = ["FORMATS", "generate", "write"]


def generate(store: Store, format: str) -> str:
    """The graph in a format of `FORMATS`.

    Raises:
        ExportError: another format.
    """
    return serialize(store.triples(), format, prefixes=store.prefixes)


def write(store: Store, format: str, path: Path) -> None:
    """Write the graph to a file, in UTF-8.

    Raises:
        ExportError: there is no such format, or the place cannot be written to.
    """
    write_text(path, [generate(store, format)])
