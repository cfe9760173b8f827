"""Node-link JSON, which `networkx.node_link_graph` and D3 read: one object with a list of nodes and one of links.

Each node and each link stands on a line of its own. Nodes have an `id`, links `source`, `target` and `key`, the fact's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.exports.files import json_text, write_text
from kg.exports.flow import Flow
from kg.model import Article, Fact


def generate(facts: Iterable[Fact], articles: Mapping[str, Article], *, merge: bool = False) -> Iterator[str]:
    """The lines of the file, nodes sorted by id and links by their ends; with `merge`, one link a pair of nodes."""
    flow = Flow(facts, articles, merge=merge)
    yield '{"directed": true, "multigraph": true, "graph": {},\n"nodes": ['
    yield from _listed({"id": node.id, **node.attributes} for node in flow.nodes())
    yield '],\n"links": ['
    links = ({"source": edge.source, "target": edge.target, "key": edge.id, **edge.attributes} for edge in flow.edges())
    yield from _listed(links)
    yield "]}\n"


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path, *, merge: bool = False) -> None:
    """Write a node-link file.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, generate(facts, articles, merge=merge))


def _listed(items: Iterable[Mapping[str, object]]) -> Iterator[str]:
    comma = "\n"
    for item in items:
        yield comma + json_text(item)
        comma = ",\n"
