"""What follows from the graph by the ontology: inverse and symmetric relations, relations above, classes by domain and range.

Only plain triples and classes go in, so nothing follows from what was denied, planned or merely claimed; and what comes out is
nobody's words, so it is never written into the store. The rules are those of OWL 2 RL for `owl:inverseOf`,
`owl:SymmetricProperty`, `owl:TransitiveProperty`, `rdfs:subPropertyOf`, `rdfs:subClassOf`, `rdfs:domain` and `rdfs:range`, run by
`reasonable`: on the sample corpus it gives the same triples as owlrl in a tenth of the time (0.11 s for 1.08 s).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import rdflib
import reasonable
from rdflib import OWL, RDF, RDFS

from kg.ontology import load, shipped
from kg.rdf.terms import KGO, Triple, iri, relation_iri, value
from kg.stores import OxigraphStore, Store

AXIOMS = frozenset({RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf})
CHARACTERS = frozenset({OWL.SymmetricProperty, OWL.TransitiveProperty})


def entailed(store: Store, *, ontology: Path | None = None) -> list[Triple]:
    """The triples that follow from what is stated in a store, without those that are stated, sorted.

    The axioms are those of a Turtle file, of the ontology that comes with the program where none is given.

    >>> from kg.stores import open
    >>> with open("memory:") as store:
    ...     store.update([Triple(iri("e:a"), relation_iri("partnersWith", typed=True), iri("e:b"))])
    ...     [str(triple.subject) for triple in entailed(store) if triple.predicate.value.endswith("partnersWith")]
    ['<e:b>']
    """
    given = rdflib.Graph(bind_namespaces="none")
    given += _stated(store)
    axioms = rdflib.Graph(bind_namespaces="none").parse(ontology or shipped() / "kg.ttl", format="turtle")
    given += (triple for triple in axioms if triple[1] in AXIOMS or (triple[1] == RDF.type and triple[2] in CHARACTERS))
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(given)
    opened = f"{store.base}relation/"
    found = {_triple(*triple) for triple in reasoner.reason() if _of_the_news(*triple) and triple not in given}
    found = {triple for triple in found if not triple.subject.value.startswith(opened)}
    return sorted(found, key=str)


def inferred(store: Store) -> Store:
    """A copy of a store in memory with what follows from it; the store itself stays as it is."""
    copy = OxigraphStore(None, base=store.base)
    copy.extend(store.triples())
    copy.extend(entailed(store))
    return copy


def _stated(store: Store) -> Iterator[tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]]:
    """Plain triples of typed relations, and the classes of entities."""
    source = store.to_rdflib().default_graph
    for relation in load().relations:
        yield from source.triples((None, rdflib.URIRef(relation_iri(relation, typed=True).value), None))
    for subject, _, object_ in source.triples((None, RDF.type, None)):
        if str(object_).startswith(KGO):
            yield subject, RDF.type, object_


def _of_the_news(subject: rdflib.term.Node, predicate: rdflib.term.Node, object_: rdflib.term.Node) -> bool:
    """Whether a triple is about an entity in the words of the ontology, not about the ontology or of OWL."""
    if str(subject).startswith(KGO) or not isinstance(subject, rdflib.URIRef):
        return False
    return str(predicate).startswith(KGO) or (predicate == RDF.type and str(object_).startswith(KGO))


def _triple(subject: rdflib.term.Node, predicate: rdflib.term.Node, object_: rdflib.term.Node) -> Triple:
    if isinstance(object_, rdflib.Literal):
        return Triple(iri(str(subject)), iri(str(predicate)), value(str(object_), str(object_.datatype) if object_.datatype else None))
    return Triple(iri(str(subject)), iri(str(predicate)), iri(str(object_)))
