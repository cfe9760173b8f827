"""Whether what a graph states can be true together, by the axioms of the ontology.

Looked at are the plain triples and what follows from them (`kg.infer`), so nothing that is denied, planned or merely claimed.
The axioms are those of OWL 2 RL that can be broken: `owl:disjointWith`, `owl:FunctionalProperty`, `owl:IrreflexiveProperty` and
`owl:AsymmetricProperty`. Two IRIs are taken for two things, which OWL itself does not do: an entity's IRI is its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path

import rdflib
from rdflib import OWL, RDF
from rdflib.term import Node

from kg.infer import entailed
from kg.rdf import short
from kg.rdf.terms import A, iri
from kg.stores import Store
from kg.violation import Violation

DISJOINT = str(OWL.disjointWith)
"""The rule that a thing of two classes breaks which have no member in common."""


def contradictions(store: Store, axioms: rdflib.Graph, ontology: Path) -> Iterator[Violation]:
    """Every contradiction of a store with the axioms, those of the Turtle file `ontology`."""
    given = (triple for kind in _kinds(axioms) for triple in store.triples(None, A, iri(kind)))
    relations = sorted({str(name) for name in axioms.subjects(RDF.type, OWL.ObjectProperty)})
    stated = (triple for name in relations for triple in store.triples(None, iri(name)))
    classes: dict[str, set[str]] = defaultdict(set)
    links: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for subject, predicate, value in chain(given, stated, entailed(store, ontology=ontology)):
        if predicate == A:
            classes[subject.value].add(value.value)
        else:
            links[predicate.value].add((subject.value, value.value))
    yield from _disjoint(classes, axioms)
    for name in relations:
        characters = set(axioms.objects(rdflib.URIRef(name), RDF.type))
        yield from _broken(name, links[name], characters)


def _kinds(axioms: rdflib.Graph) -> list[str]:
    return sorted(str(name) for name in axioms.subjects(RDF.type, OWL.Class))


def _disjoint(classes: dict[str, set[str]], axioms: rdflib.Graph) -> Iterator[Violation]:
    """Things of two classes that have no member in common."""
    apart = {pair for one, other in axioms.subject_objects(OWL.disjointWith) for pair in ((str(one), str(other)), (str(other), str(one)))}
    for thing, kinds in classes.items():
        for one, other in combinations(sorted(kinds), 2):
            if (one, other) in apart:
                message = f"is of class {_name(one)} and of class {_name(other)}, and nothing is of both"
                yield Violation(thing, str(RDF.type), "", message, DISJOINT)


def _broken(relation: str, links: set[tuple[str, str]], characters: set[Node]) -> Iterator[Violation]:
    """What a relation of this character may not say."""
    if OWL.IrreflexiveProperty in characters:
        for subject, value in links:
            if subject == value:
                yield Violation(subject, relation, "", "stands in this relation to itself", str(OWL.IrreflexiveProperty))
    if OWL.AsymmetricProperty in characters:
        for subject, value in links:
            if subject < value and (value, subject) in links:
                yield Violation(subject, relation, value, "is said in both directions, and only one can be", str(OWL.AsymmetricProperty))
    if OWL.FunctionalProperty in characters:
        values: dict[str, set[str]] = defaultdict(set)
        for subject, value in links:
            values[subject].add(value)
        for subject, found in values.items():
            if len(found) > 1:
                message = f"has {len(found)} values where only one can be"
                yield Violation(subject, relation, " ".join(sorted(found)), message, str(OWL.FunctionalProperty))


def _name(kind: str) -> str:
    return short(kind).rpartition(":")[2]
