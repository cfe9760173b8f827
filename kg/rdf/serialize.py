"""Triples as files: N-Quads, Turtle, TriG, JSON-LD and RDF 1.2, the same bytes for the same triples.

Triples are sorted by subject, predicate and object, and grouped by subject where the format can. JSON-LD 1.1 carries its
context inline, so nothing is fetched to read it. The `rdf12` form says facts with reifiers (RDF 1.2 Turtle, 2.12): each
piece of evidence reifies its triple term, which stands where `kg:fact` and the fact's own node stood.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import ExportError
from kg.rdf import terms as t

REIFIES = ox.NamedNode(t.RDF + "reifies")
_STRING = t.XSD + "string"
_NATIVE = {t.XSD + "boolean": {"true": True, "false": False}}


def serialize(triples: Iterable[t.Triple], format: str, *, prefixes: Mapping[str, str] = t.PREFIXES) -> str:
    """The triples in one of `FORMATS`, with the prefixes of their graph.

    Raises:
        ExportError: another format.

    >>> print(serialize([t.Triple(t.iri(t.KGE + "us"), t.LABEL, t.text("US"))], "nquads"), end="")
    <https://kg.example/entity/us> <http://www.w3.org/2000/01/rdf-schema#label> "US" .
    """
    if format not in FORMATS:
        raise ExportError(f"There is no RDF format {format!r}: choose one of {', '.join(FORMATS)}.")
    return FORMATS[format](sorted(set(triples), key=t.order), prefixes)


def _nquads(triples: list[t.Triple], prefixes: Mapping[str, str]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


def _turtle(triples: list[t.Triple], prefixes: Mapping[str, str]) -> str:
    return _written((ox.Triple(*triple) for triple in triples), ox.RdfFormat.TURTLE, prefixes)


def _trig(triples: list[t.Triple], prefixes: Mapping[str, str]) -> str:
    return _written((ox.Quad(*triple) for triple in triples), ox.RdfFormat.TRIG, prefixes)


def _rdf12(triples: list[t.Triple], prefixes: Mapping[str, str]) -> str:
    facts = {triple.subject for triple in triples if triple.predicate == t.A and triple.object == t.kg("Fact")}
    ends: dict[t.Term, dict[t.Term, t.Term]] = {fact: {} for fact in facts}
    for subject, predicate, object_ in triples:
        if subject in facts:
            ends[subject][predicate] = object_

    def reified() -> Iterator[ox.Triple]:
        """The triples, a fact as the triple that its evidence reifies."""
        for subject, predicate, object_ in triples:
            if predicate == t.OF_FACT and object_ in ends:
                fact = ends[object_]
                start, relation = fact[t.SUBJECT], fact[t.PREDICATE]
                assert isinstance(start, ox.NamedNode)
                assert isinstance(relation, ox.NamedNode)
                yield ox.Triple(subject, REIFIES, ox.Triple(start, relation, fact[t.OBJECT]))
            elif subject not in facts:
                yield ox.Triple(subject, predicate, object_)

    return _written(reified(), ox.RdfFormat.TURTLE, prefixes)


def _written(triples: Iterable[ox.Triple] | Iterable[ox.Quad], format: ox.RdfFormat, prefixes: Mapping[str, str]) -> str:
    text = (ox.serialize(triples, format=format, prefixes=dict(prefixes)) or b"").decode()
    # The engine declares prefixes in an order of its own, which another version may change.
    lines = text.split("\n")
    return "\n".join([*sorted(line for line in lines[: len(prefixes)]), *lines[len(prefixes) :]])


def _jsonld(triples: list[t.Triple], prefixes: Mapping[str, str]) -> str:
    nodes = (json.dumps(node, ensure_ascii=False) for node in _nodes(triples, prefixes))
    context = json.dumps(dict(prefixes), ensure_ascii=False)
    return f'{{"@context": {context},\n"@graph": [\n' + ",\n".join(nodes) + "\n]}\n"


def _nodes(triples: list[t.Triple], prefixes: Mapping[str, str]) -> Iterator[dict[str, object]]:
    for subject, of_subject in groupby(triples, key=lambda triple: triple.subject.value):
        node: dict[str, object] = {"@id": _compact(subject, prefixes)}
        for predicate, of_predicate in groupby(of_subject, key=lambda triple: triple.predicate):
            if predicate == t.A:
                node["@type"] = [_compact(triple.object.value, prefixes) for triple in of_predicate]
            else:
                values = [_json_value(triple.object, prefixes) for triple in of_predicate]
                node[_compact(predicate.value, prefixes)] = values[0] if len(values) == 1 else values
        yield node


def _compact(iri: str, prefixes: Mapping[str, str]) -> str:
    return t.short(iri, prefixes).removeprefix("<").removesuffix(">")


def _json_value(term: t.Term, prefixes: Mapping[str, str]) -> object:
    if isinstance(term, ox.NamedNode):
        return {"@id": _compact(term.value, prefixes)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    native = _NATIVE.get(term.datatype.value, {}).get(term.value)
    return {"@value": term.value, "@type": _compact(term.datatype.value, prefixes)} if native is None else native


FORMATS: Mapping[str, Callable[[list[t.Triple], Mapping[str, str]], str]] = MappingProxyType(
    {"turtle": _turtle, "trig": _trig, "nquads": _nquads, "jsonld": _jsonld, "rdf12": _rdf12}
)
"""The formats by name."""
