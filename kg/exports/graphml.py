"""GraphML, which networkx, igraph, yEd, Cytoscape and Neo4j's APOC read.

Nodes are named by IRI, as in every other format here, and edges by fact id: readers that find the same edge id twice
drop one of the two. The id is an attribute as well, `fact`, because igraph 1.0 names edges by the ids of nodes. APOC takes a
node's labels from the XML attribute `labels` and a relationship's type from `label`. Lists are joined by a bar, because
GraphML has no lists. See http://graphml.graphdrawing.org/primer/graphml-primer.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kg.exports.files import clean, write_text
from kg.exports.neo4j import node_label, relationship_type
from kg.model import Article, Fact
from kg.network import to_networkx

NODE_KEYS = {
    "label": "string", "type": "string", "aliases": "string", "same_as": "string", "known": "boolean", "facts": "int",
}  # fmt: skip
EDGE_KEYS = {
    "fact": "string", "label": "string", "relation": "string", "typed": "boolean", "parents": "string", "weight": "double",
    "standing": "string", "polarity": "string", "modality": "string", "attribution": "string", "disputed": "boolean",
    "confidence": "double", "first": "string", "last": "string", "sources": "string", "articles": "string", "sentences": "string",
}  # fmt: skip


def generate(facts: Iterable[Fact], articles: Mapping[str, Article]) -> Iterator[str]:
    """The lines of a GraphML file, nodes sorted by id and edges in the order of their ends."""
    graph = to_networkx(facts, articles)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, type_ in keys.items():
            yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield '<graph id="kg" edgedefault="directed">\n'
    for name, attributes in graph.nodes(data=True):
        labels = f":Entity:{node_label(str(attributes['type']))}"
        yield f'<node id={_quoted(name)} labels="{labels}">{_data("node", attributes, NODE_KEYS)}</node>\n'
    for subject, target, key, attributes in graph.edges(keys=True, data=True):
        kind = relationship_type(str(attributes["relation"]))
        ends = f"source={_quoted(subject)} target={_quoted(target)}"
        yield f'<edge id={_quoted(key)} {ends} label="{kind}">{_data("edge", {**attributes, "fact": key}, EDGE_KEYS)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path) -> None:
    """Write a GraphML file.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, generate(facts, articles))


def _data(kind: str, attributes: Mapping[str, object], keys: Mapping[str, str]) -> str:
    values = ((name, attributes[name]) for name in keys)
    return "".join(f'<data key="{kind}_{name}">{_text(value)}</data>' for name, value in values if value not in (None, ()))


def _text(value: object) -> str:
    if isinstance(value, tuple):
        value = " | ".join(value)
    if isinstance(value, bool):
        value = str(value).lower()
    return escape(clean(str(value)), {"\r": "&#13;"})


def _quoted(value: str) -> str:
    return quoteattr(clean(value))
