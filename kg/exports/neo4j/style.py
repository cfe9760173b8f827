"""The looks of the graph in Neo4j Browser, and the configuration of neosemantics for those who import RDF."""

from __future__ import annotations

from collections.abc import Iterable

from kg.palette import CLASS_LOOKS, PLAIN, STANDING_COLOURS, look

_DIAMETERS = {"Entity": 50, "Value": 35, "Claim": 40, "Sentence": 30, "Article": 45}
_CAPTIONS = {"Entity": "name", "Value": "name", "Claim": "relationLabel", "Sentence": "text", "Article": "title"}
_COLOURS = {"Value": "#d9d4c7", "Claim": STANDING_COLOURS["asserted"], "Sentence": "#e9e5da", "Article": "#b9b2a2"}


def style_sheet(classes: Iterable[str] = ()) -> str:
    """A style sheet of Neo4j Browser (GraSS) in the colours of our own page, a rule for each label.

    >>> print(style_sheet().splitlines()[0])
    node {
    """
    own = {name: look(name).colour for name in sorted({*CLASS_LOOKS, *classes})}
    plain = [_rule("node", PLAIN.colour, _DIAMETERS["Entity"], "name")]
    labels = [_rule(f"node.{name}", _COLOURS.get(name, PLAIN.colour), _DIAMETERS[name], _CAPTIONS[name]) for name in _DIAMETERS]
    kinds = [_rule(f"node.{name}", colour, _DIAMETERS["Entity"], "name") for name, colour in own.items()]
    return "\n".join([*plain, *labels, *kinds, _RELATIONSHIP])


def _rule(selector: str, colour: str, diameter: int, caption: str) -> str:
    text = "#ffffff" if _dark(colour) else "#2b2b28"
    return (
        f"{selector} {{\n  diameter: {diameter}px;\n  color: {colour};\n  border-color: {colour};\n  border-width: 2px;\n"
        f'  text-color-internal: {text};\n  font-size: 10px;\n  caption: "{{{caption}}}";\n}}\n'
    )


def _dark(colour: str) -> bool:
    """True where white letters are easier to read on the colour than black ones (ITU-R BT.601 luma)."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 150


_RELATIONSHIP = """\
relationship {
  color: #8a8f94;
  shaft-width: 1px;
  font-size: 8px;
  padding: 3px;
  text-color-external: #3a3a36;
  text-color-internal: #ffffff;
  caption: "<type>";
}
"""

# By default neosemantics keeps one label of two and drops the language of each.
N10S = """\
// Configures neosemantics (n10s) for the RDF that `kg export turtle` writes; run it in a database without n10s data.
// Then: CALL n10s.rdf.import.fetch("file:///graph.ttl", "Turtle");
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({
  handleVocabUris: 'SHORTEN',
  handleMultival: 'ARRAY',
  multivalPropList: [
    'http://www.w3.org/2004/02/skos/core#prefLabel',
    'http://www.w3.org/2004/02/skos/core#altLabel',
    'http://www.w3.org/2000/01/rdf-schema#label'
  ],
  keepLangTag: true,
  keepCustomDataTypes: true,
  handleRDFTypes: 'LABELS_AND_NODES'
});
"""
