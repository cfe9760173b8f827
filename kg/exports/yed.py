"""GraphML with the looks that yEd reads: labels, colours, sizes and places stand in elements of its own (`y:`).

yEd shows the data of plain GraphML only after some clicks, and has all nodes on one heap. What it takes for looks it documents under
"GraphML" in its manual: a `y:ShapeNode` or `y:PolyLineEdge` in the data of a key that has a `yfiles.type`. The published schema
knows such elements only where it is redefined for them, which GraphML foresees ("Adding Complex Types" in its primer); so
`kg.exports.graphml` goes without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.exports import graphml
from kg.exports.files import write_text
from kg.exports.looks import size
from kg.layout import Place
from kg.model import Article, Fact
from kg.network import Edge, Node
from kg.palette import edge_colour, look
from kg.status import Standing

_THICKEST = 7


def generate(facts: Iterable[Fact], articles: Mapping[str, Article], *, merge: bool = False) -> Iterator[str]:
    """The lines of the file; with `merge`, one edge a pair of nodes."""
    return graphml.generate(facts, articles, merge=merge, drawing=_DRAWING)


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path, *, merge: bool = False) -> None:
    """Write a GraphML file for yEd.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, generate(facts, articles, merge=merge))


def _node(node: Node, place: Place) -> str:
    attributes = node.attributes
    across = size(attributes["facts"])
    shape = "rectangle" if node.id.startswith("literal:") else "ellipse"
    corner = (round(middle - across / 2, 1) for middle in place)  # yEd's y points down, as ours does
    x, y = corner
    return (
        f'<data key="yed_node"><y:ShapeNode><y:Geometry height="{across}" width="{across}" x="{x}" y="{y}"/>'
        f'<y:Fill color="{look(attributes["type"]).colour}" transparent="false"/><y:BorderStyle hasColor="false" type="line" width="1.0"/>'
        f'<y:NodeLabel modelName="sides" modelPosition="s">{graphml.text(attributes["label"])}</y:NodeLabel>'
        f'<y:Shape type="{shape}"/></y:ShapeNode></data>'
    )


def _edge(edge: Edge) -> str:
    attributes = edge.attributes
    line = "line" if attributes["standing"] == Standing.ASSERTED else "dashed"
    width = float(min(attributes["weight"], _THICKEST))
    return (
        f'<data key="yed_edge"><y:PolyLineEdge><y:LineStyle color="{edge_colour(attributes["standing"])}" type="{line}" width="{width}"/>'
        f'<y:Arrows source="none" target="standard"/><y:EdgeLabel>{graphml.text(attributes["label"])}</y:EdgeLabel>'
        "</y:PolyLineEdge></data>"
    )


_DRAWING = graphml.Drawing(
    ' xmlns:y="http://www.yworks.com/xml/graphml"',
    '<key id="yed_node" for="node" yfiles.type="nodegraphics"/>\n<key id="yed_edge" for="edge" yfiles.type="edgegraphics"/>\n',
    _node,
    _edge,
)
