"""A weighted list of edges: source, target and weight on each line, apart by a space, sorted.

The plainest format that there is: networkx (`read_weighted_edgelist`), igraph (`Read_Ncol`) and most command-line tools read
it. Each pair of nodes has one line a direction; its weight is the number of pieces of evidence. Nodes are named by IRI.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.exports.files import write_text
from kg.exports.flow import Flow
from kg.model import Article, Fact


def generate(facts: Iterable[Fact], articles: Mapping[str, Article]) -> Iterator[str]:
    """The lines of the list."""
    flow = Flow(facts, articles, merge=True)
    for _ in flow.nodes():
        pass  # a node without an edge does not occur: every node is the end of a fact
    for edge in flow.edges():
        yield f"{edge.source} {edge.target} {edge.attributes['weight']}\n"


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path) -> None:
    """Write a list of edges.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, generate(facts, articles))
