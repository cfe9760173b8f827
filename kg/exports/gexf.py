"""GEXF 1.3, the format of Gephi, with colours, sizes, positions and periods.

networkx writes GEXF too, but drops the kind of an edge, which keeps parallel edges apart, raises on lists and dates, and
its 1.3 output fails the published schema. Here every edge has a unique id and its relation as kind; its periods are what
the evidence names, else the days its articles came out. See https://gexf.net/schema.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.exports.files import as_list, attribute, write_text
from kg.exports.flow import Flow
from kg.exports.looks import channels, size
from kg.layout import Place
from kg.model import Article, Fact
from kg.network import Edge, Node
from kg.palette import edge_colour, look

NODE_ATTRIBUTES = {
    "type": "string", "aliases": "liststring", "same_as": "liststring", "known": "boolean", "facts": "integer",
    "as_subject": "integer", "as_object": "integer",
}  # fmt: skip
EDGE_ATTRIBUTES = {
    "relation": "string", "typed": "boolean", "parents": "liststring", "standing": "string", "polarity": "string",
    "modality": "string", "attribution": "string", "disputed": "boolean", "confidence": "double", "time": "string",
    "amount": "string", "role": "string", "when": "string", "ended": "string", "ended_by": "string",
    "first": "string", "last": "string", "sources": "liststring", "articles": "liststring",
    "sentence": "string", "sentences": "liststring",
}  # fmt: skip


def generate(facts: Iterable[Fact], articles: Mapping[str, Article], *, merge: bool = False) -> Iterator[str]:
    """The lines of a GEXF file, nodes sorted by id and edges by their ends; with `merge`, one edge a pair of nodes."""
    flow = Flow(facts, articles, merge=merge, placed=True)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "<meta><creator>kg</creator><description>Facts read from news articles</description></meta>\n"
    yield '<graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="directed" idtype="string">\n'
    yield from _declared("node", NODE_ATTRIBUTES)
    yield from _declared("edge", EDGE_ATTRIBUTES)
    yield "<nodes>\n"
    for node, place in flow.placed():
        yield _node(node, place)
    yield "</nodes>\n<edges>\n"
    for edge in flow.edges():
        yield _edge(edge, kind="" if merge else f" kind={_quoted(edge.attributes['relation'])}")
    yield "</edges>\n</graph>\n</gexf>\n"


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path, *, merge: bool = False) -> None:
    """Write a GEXF file.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, generate(facts, articles, merge=merge))


def _declared(kind: str, attributes: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for number, (title, type_) in enumerate(attributes.items()):
        yield f'<attribute id="{number}" title="{title}" type="{type_}"/>\n'
    yield "</attributes>\n"


def _node(node: Node, place: Place) -> str:
    attributes = node.attributes
    red, green, blue = channels(look(attributes["type"]).colour)
    return (
        f"<node id={_quoted(node.id)} label={_quoted(attributes['label'])}>{_values(attributes, NODE_ATTRIBUTES)}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{place[0]}" y="{-place[1]}" z="0.0"/>'  # Gephi's y points up
        f'<viz:size value="{size(attributes["facts"])}"/></node>\n'
    )


def _edge(edge: Edge, *, kind: str) -> str:
    attributes = edge.attributes
    red, green, blue = channels(edge_colour(attributes["standing"]))
    bounds = [_bounds(*period) for period in edge.periods]
    period, spells = (bounds[0], "") if len(bounds) == 1 else ("", "".join(f"<spell{spell}/>" for spell in bounds))
    return (
        f"<edge id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}{kind}"
        f' label={_quoted(attributes["label"])} weight="{attributes["weight"]}.0"{period}>{_values(attributes, EDGE_ATTRIBUTES)}'
        f"{f'<spells>{spells}</spells>' if spells else ''}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:thickness value="{attributes["weight"]}.0"/></edge>\n'
    )


def _bounds(first: str | None, last: str | None) -> str:
    return "".join(f' {name}="{day}"' for name, day in (("start", first), ("end", last)) if day)


def _values(attributes: Mapping[str, object], types: Mapping[str, str]) -> str:
    values = (
        f'<attvalue for="{number}" value={_quoted(attributes[name])}/>'
        for number, name in enumerate(types)
        if attributes[name] not in (None, ())
    )
    return f"<attvalues>{''.join(values)}</attvalues>"


def _quoted(value: object) -> str:
    """The value as an XML attribute; a list in the bracketed form with quotes that Gephi parses."""
    if isinstance(value, str):
        return attribute(value)
    if isinstance(value, tuple):
        return attribute(as_list(value))
    return f'"{str(value).lower()}"' if isinstance(value, bool) else f'"{value}"'
