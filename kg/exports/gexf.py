"""GEXF 1.3, the format of Gephi, with colours, sizes, positions and periods.

networkx writes GEXF too, but drops the kind of an edge, which keeps parallel edges apart, raises on lists and dates, and
its 1.3 output fails the published schema. Here every edge has a unique id and its relation as kind; its period is what
the evidence names, else the days its articles came out. See https://gexf.net/schema.html.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from pathlib import Path
from xml.sax.saxutils import quoteattr

from kg.exports.files import clean, write_text
from kg.model import Article, Fact
from kg.network import layout, to_networkx
from kg.palette import edge_colour, look

NODE_ATTRIBUTES = {
    "type": "string", "aliases": "liststring", "same_as": "liststring", "known": "boolean", "facts": "integer",
}  # fmt: skip
EDGE_ATTRIBUTES = {
    "relation": "string", "typed": "boolean", "parents": "liststring", "standing": "string", "polarity": "string",
    "modality": "string", "attribution": "string", "disputed": "boolean", "confidence": "double", "first": "string", "last": "string",
    "sources": "liststring", "articles": "liststring", "sentences": "liststring",
}  # fmt: skip


def generate(facts: Iterable[Fact], articles: Mapping[str, Article]) -> Iterator[str]:
    """The lines of a GEXF file, nodes sorted by id and edges in the order of their ends."""
    graph = to_networkx(facts, articles)
    places = layout(graph)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "<meta><creator>kg</creator><description>Facts read from news articles</description></meta>\n"
    yield '<graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="directed" idtype="string">\n'
    yield from _declared("node", NODE_ATTRIBUTES)
    yield from _declared("edge", EDGE_ATTRIBUTES)
    yield "<nodes>\n"
    for name, attributes in graph.nodes(data=True):
        yield _node(name, attributes, places[name])
    yield "</nodes>\n<edges>\n"
    for subject, target, key, attributes in graph.edges(keys=True, data=True):
        yield _edge(subject, target, key, attributes)
    yield "</edges>\n</graph>\n</gexf>\n"


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path) -> None:
    """Write a GEXF file.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, generate(facts, articles))


def _declared(kind: str, attributes: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for number, (title, type_) in enumerate(attributes.items()):
        yield f'<attribute id="{number}" title="{title}" type="{type_}"/>\n'
    yield "</attributes>\n"


def _node(name: str, attributes: Mapping[str, object], place: tuple[float, float]) -> str:
    size = round(8 + 6 * sqrt(int(str(attributes["facts"]))), 1)
    red, green, blue = _channels(look(str(attributes["type"])).colour)
    return (
        f"<node id={_quoted(name)} label={_quoted(attributes['label'])}>{_values(attributes, NODE_ATTRIBUTES)}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{place[0]}" y="{-place[1]}" z="0.0"/>'  # Gephi's y points up
        f'<viz:size value="{size}"/></node>\n'
    )


def _edge(subject: str, target: str, key: str, attributes: Mapping[str, object]) -> str:
    red, green, blue = _channels(edge_colour(str(attributes["standing"])))
    bounds = (("start", attributes["first"]), ("end", attributes["last"]))
    period = "".join(f' {name}="{day}"' for name, day in bounds if day)
    return (
        f"<edge id={_quoted(key)} source={_quoted(subject)} target={_quoted(target)} kind={_quoted(attributes['relation'])}"
        f' label={_quoted(attributes["label"])} weight="{attributes["weight"]}.0"{period}>{_values(attributes, EDGE_ATTRIBUTES)}'
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:thickness value="{attributes["weight"]}.0"/></edge>\n'
    )


def _values(attributes: Mapping[str, object], types: Mapping[str, str]) -> str:
    values = (
        f'<attvalue for="{number}" value={_quoted(attributes[name])}/>'
        for number, name in enumerate(types)
        if attributes[name] not in (None, ())
    )
    return f"<attvalues>{''.join(values)}</attvalues>"


def _quoted(value: object) -> str:
    """The value as an XML attribute; a list in the bracketed form with quotes that Gephi parses."""
    if isinstance(value, tuple):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        value = str(value).lower()
    return quoteattr(clean(str(value)))


def _channels(hex_colour: str) -> tuple[int, int, int]:
    return int(hex_colour[1:3], 16), int(hex_colour[3:5], 16), int(hex_colour[5:7], 16)
