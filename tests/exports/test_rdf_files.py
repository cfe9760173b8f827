"""RDF files: read again they are the graph, written again they are the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings

from kg import stores
from kg.errors import ExportError
from kg.exports import rdf
from kg.model import Reading
from kg.rdf import terms as t
from tests.readings import RUN, readings
from tests.test_query import readings as small

SAMPLE = small()
MEDIA = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


def lines(text: str, media: ox.RdfFormat) -> list[str]:
    """What a file says, as sorted N-Triples."""
    return sorted(str(quad.triple) for quad in ox.parse(text.encode(), format=media))


def kept(given: list[Reading]) -> stores.Store:
    store = stores.open("memory:")
    for one in given:
        store.replace(one, RUN)
    return store


@pytest.mark.parametrize("format", sorted(MEDIA))
@settings(max_examples=25, deadline=None)
@given(given=readings(2))
def test_a_file_read_again_is_the_graph(format: str, given: list[Reading]) -> None:
    store = kept(given)
    assert lines(rdf.generate(store, format), MEDIA[format]) == sorted(map(str, store.triples()))


@settings(max_examples=10, deadline=None)
@given(given=readings(2))
def test_the_order_of_articles_does_not_show_in_a_file(given: list[Reading]) -> None:
    for format in rdf.FORMATS:
        assert rdf.generate(kept(given), format) == rdf.generate(kept(given[::-1]), format)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own JSON-LD reader uses it
@pytest.mark.parametrize(("format", "name"), [("turtle", "turtle"), ("trig", "turtle"), ("nquads", "nt"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same_graph(format: str, name: str) -> None:
    store = kept(SAMPLE)
    # Without named graphs, TriG is Turtle and N-Quads is N-Triples.
    graph = rdflib.Graph().parse(data=rdf.generate(store, format), format=name)
    said = {(triple.subject.value, triple.predicate.value, triple.object.value) for triple in store.triples()}
    assert {tuple(map(str, triple)) for triple in graph} == said


@settings(max_examples=25, deadline=None)
@given(given=readings(2))
def test_rdf12_reifies_each_fact_by_its_evidence(given: list[Reading]) -> None:
    store = kept(given)
    parsed = [quad.triple for quad in ox.parse(rdf.generate(store, "rdf12").encode(), format=ox.RdfFormat.TURTLE)]
    reified = {(str(triple.subject), str(triple.object)) for triple in parsed if triple.predicate.value == t.RDF + "reifies"}
    expected = set()
    for link in store.triples(None, t.OF_FACT):
        assert isinstance(link.object, ox.NamedNode)
        about = {triple.predicate: triple.object for triple in store.triples(link.object)}
        expected.add((str(link.subject), f"{about[t.SUBJECT]} {about[t.PREDICATE]} {about[t.OBJECT]}"))
    assert reified == expected
    facts = {link.subject for link in store.triples(None, t.A, t.kg("Fact"))}
    rest = {str(triple) for triple in store.triples() if triple.predicate != t.OF_FACT and triple.subject not in facts}
    assert {str(triple) for triple in parsed if triple.predicate.value != t.RDF + "reifies"} == rest


def test_turtle_is_grouped_and_has_prefixes() -> None:
    text = rdf.generate(kept(SAMPLE), "turtle")
    assert text.startswith("@prefix art: <https://kg.example/article/> .\n")
    assert text.count("\nkge:huawei a ") == 1
    assert "kgo:sanctions kge:huawei" in text


def test_jsonld_fetches_nothing_and_is_compact() -> None:
    document = json.loads(rdf.generate(kept(SAMPLE), "jsonld"))
    assert all(isinstance(namespace, str) for namespace in document["@context"].values())
    (huawei,) = [node for node in document["@graph"] if node["@id"] == "kge:huawei"]
    assert huawei["@type"] == ["kgo:Company", "kg:Entity"]
    assert huawei["rdfs:label"] == "Huawei"
    assert huawei["kg:known"] is True


def test_a_file_is_written_in_utf8(tmp_path: Path) -> None:
    store = kept(SAMPLE)
    rdf.write(store, "nquads", tmp_path / "deep" / "graph.nq")
    assert (tmp_path / "deep" / "graph.nq").read_text(encoding="utf-8") == rdf.generate(store, "nquads")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="There is no RDF format 'n3': choose one of turtle, trig"):
        rdf.write(kept([]), "n3", tmp_path / "graph.n3")
