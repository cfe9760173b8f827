"""GraphML, which Gephi, networkx, igraph, yEd, Cytoscape and Neo4j's APOC read; valid by its published schema.

The schema wants names without slashes (xs:NMTOKEN), so an entity is named as in queries, `kge:huawei`, and has its IRI, by which
it is named in every other format, as the attribute `iri`. Edges are named by fact id: readers that find the same edge id twice
drop one of the two. The id is an attribute as well, `fact`, because igraph 1.0 names edges by the ids of nodes. Gephi takes
the attributes `x`, `y`, `size`, `r`, `g` and `b` for looks; APOC takes a node's labels from the key `labels` and a
relationship's type from the key `label`, which has to come first. Lists are JSON arrays, because GraphML has no lists. See
http://graphml.graphdrawing.org/primer/graphml-primer.html.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from kg.exports.files import as_list, clean, write_text
from kg.exports.flow import Flow
from kg.exports.looks import channels, size
from kg.exports.neo4j import node_label, relationship_type
from kg.layout import Place
from kg.model import Article, Fact
from kg.network import Edge, Node
from kg.palette import edge_colour, look
from kg.rdf.terms import KGE

LOOKS = {"r": "int", "g": "int", "b": "int"}
NODE_KEYS = {
    "iri": "string", "label": "string", "type": "string", "aliases": "string", "same_as": "string", "known": "boolean", "facts": "int",
    "as_subject": "int", "as_object": "int", "x": "double", "y": "double", "size": "double", **LOOKS,
}  # fmt: skip
EDGE_KEYS = {
    "fact": "string", "label": "string", "relation": "string", "typed": "boolean", "parents": "string", "weight": "double",
    "standing": "string", "polarity": "string", "modality": "string", "attribution": "string", "disputed": "boolean",
    "confidence": "double", "time": "string", "amount": "string", "role": "string", "when": "string", "ended": "string",
    "ended_by": "string", "first": "string", "last": "string",
    "sources": "string", "articles": "string", "sentence": "string", "sentences": "string", **LOOKS,
}  # fmt: skip
FOR_NEO4J = (("labels", "node", "neo4j_labels"), ("label", "edge", "neo4j_type"))
"""The keys that APOC knows by their ids, with what they are for and how others see them named."""

_NEARBY = 8192


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a program wants to have in a file besides, in a namespace of its own: the keys, and the data of nodes and edges."""

    namespace: str
    keys: str
    node: Callable[[Node, Place], str]
    edge: Callable[[Edge], str]


NO_DRAWING = Drawing("", "", lambda node, place: "", lambda edge: "")


def generate(
    facts: Iterable[Fact], articles: Mapping[str, Article], *, merge: bool = False, drawing: Drawing = NO_DRAWING
) -> Iterator[str]:
    """The lines of a GraphML file, nodes sorted by id and edges by their ends; with `merge`, one edge a pair of nodes."""
    flow = Flow(facts, articles, merge=merge, placed=True)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"{drawing.namespace}>\n'
    yield drawing.keys
    for key, kind, name in FOR_NEO4J:
        yield f'<key id="{key}" for="{kind}" attr.name="{name}" attr.type="string"/>\n'
    for kind, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, type_ in keys.items():
            yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield '<graph id="kg" edgedefault="directed">\n'
    for node, place in flow.placed():
        yield _node(node, place, drawing.node(node, place))
    for edge in flow.edges():
        yield _edge(edge, drawing.edge(edge))
    yield "</graph>\n</graphml>\n"


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path, *, merge: bool = False) -> None:
    """Write a GraphML file.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, generate(facts, articles, merge=merge))


@lru_cache(_NEARBY)
def token(name: str) -> str:
    """The name of a node as an xs:NMTOKEN, another one for each name: a slash is `_`, what else is not allowed `:` and two digits.

    >>> token("https://kg.example/entity/huawei"), token("https://news.example/entity/s%C3%A3o_paulo")
    ('kge:huawei', 'https:3A__news.example_entity_s:25C3:25A3o:5Fpaulo')
    """
    if name.startswith("literal:"):
        return name
    prefix, rest = ("kge:", name.removeprefix(KGE)) if name.startswith(KGE) else ("", name)
    escaped = quote(rest, errors="surrogatepass").replace("_", "%5F").replace("~", "%7E")
    return prefix + escaped.replace("%", ":").replace("/", "_")


def _node(node: Node, place: Place, drawn: str) -> str:
    attributes = node.attributes
    looks = {"x": place[0], "y": -place[1], "size": size(attributes["facts"]), **_colour(look(attributes["type"]).colour)}
    data = _data("node", {"iri": node.id, **attributes, **looks}, NODE_KEYS)
    labels = f":Entity:{node_label(attributes['type'])}"
    return f'<node id="{token(node.id)}"><data key="labels">{labels}</data>{data}{drawn}</node>\n'


def _edge(edge: Edge, drawn: str) -> str:
    attributes = {**edge.attributes, "fact": edge.id, **_colour(edge_colour(edge.attributes["standing"]))}
    ends = f'source="{token(edge.source)}" target="{token(edge.target)}"'
    kind = f'<data key="label">{relationship_type(edge.attributes["relation"])}</data>'
    return f'<edge id="{edge.id}" {ends}>{kind}{_data("edge", attributes, EDGE_KEYS)}{drawn}</edge>\n'


def _colour(hex_colour: str) -> dict[str, int]:
    return dict(zip("rgb", channels(hex_colour), strict=True))


def _data(kind: str, attributes: Mapping[str, object], keys: Mapping[str, str]) -> str:
    values = ((name, attributes[name]) for name in keys)
    return "".join(f'<data key="{kind}_{name}">{text(value)}</data>' for name, value in values if value not in (None, (), ""))


def text(value: object) -> str:
    """The value as the text of an XML element."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, (str, tuple)):
        return str(value)
    return escape(clean(value if isinstance(value, str) else as_list(value)), {"\r": "&#13;"})
