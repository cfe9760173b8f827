"""Whether a graph keeps its own rules: SHACL shapes over what a store holds, and the axioms of the ontology, as data.

The shapes are `ontologies/shapes.ttl`: the ends of a relation are of its classes, evidence says where and how, a sentence
has its words. What a shape cannot see, two statements that exclude each other, is in `kg.consistency`. Follows SHACL (W3C
Recommendation, 20 July 2017) as pySHACL runs it; nothing is fetched, and for the shapes nothing is inferred but that a
member of a class is one of its superclasses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.consistency import DISJOINT, contradictions
from kg.errors import OntologyError, StoreError
from kg.stores import OxigraphStore, Store
from kg.violation import Violation

__all__ = ["Violation", "check"]


def check(store: Store, *, article: str | None = None, shapes: Path | None = None, ontology: Path | None = None) -> list[Violation]:
    """Every violation of the shapes and of the ontology in a store, sorted; none where the graph is as it should be.

    With `article`, an id, only what that article says is looked at, as if nothing else had been read.
    `shapes` and `ontology` are Turtle files, those that come with the program where not given.

    Raises:
        StoreError: the store does not have the article.
        OntologyError: a file that cannot be read, is no Turtle, or holds a shape that is not well formed.
    """
    if article is not None:
        with OxigraphStore(None, base=store.base) as alone:
            alone.adopt(store, article)
            if not any(alone.triples()):
                raise StoreError(f"The graph has no article {article!r}; `kg query @articles` lists the articles that it has.")
            return check(alone, shapes=shapes, ontology=ontology)
    terms = ontology or _shipped("kg.ttl")
    rules = _read(shapes or _shipped("shapes.ttl"))
    classes = _read(terms)
    data = rdflib.Graph(bind_namespaces="none")
    data += _needed(store, rules)
    data += classes.triples((None, RDFS.subClassOf, None))
    try:
        _, report, words = pyshacl.validate(data, shacl_graph=rules, inference="none", inplace=True, do_owl_imports=False)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise OntologyError(f"The shapes cannot be run ({error}): mend the shape that it names.") from error
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"The shapes are not well formed ({words.strip().splitlines()[-1]}): mend them.")
    found = {_violation(report, result) for result in report.objects(None, SH.result)}
    # Who stands at an end of a relation that is not for its class is also of two classes, by what follows: once is enough.
    misplaced = {violation.focus for violation in found if violation.value == violation.focus}
    against = contradictions(store, classes, terms)
    return sorted(found.union(one for one in against if one.shape != DISJOINT or one.focus not in misplaced))


def _needed(store: Store, rules: rdflib.Graph) -> Iterable[tuple[Node, Node, Node]]:
    """The triples that a shape can look at: those with a predicate that the shapes name. The rest is most of a graph."""
    named = {term for triple in rules for term in triple if isinstance(term, rdflib.URIRef)} | {RDF.type, RDFS.subClassOf}
    source = store.to_rdflib().default_graph
    return (triple for predicate in sorted(named) for triple in source.triples((None, predicate, None)))


def _violation(report: rdflib.Graph, result: Node) -> Violation:
    found: dict[Node, list[str]] = defaultdict(list)
    for _, predicate, value in report.triples((result, None, None)):
        found[predicate].append(str(value))

    def first(predicate: Node) -> str:
        """The first value of a property of the report, "" without one."""
        return min(found[predicate], default="")

    return Violation(first(SH.focusNode), first(SH.resultPath), first(SH.value), first(SH.resultMessage), first(SH.sourceShape))


def _shipped(name: str) -> Path:
    installed = Path(str(files("kg"))) / "ontologies"
    folder = installed if installed.is_dir() else Path(__file__).resolve().parent.parent / "ontologies"
    return folder / name


def _read(path: Path) -> rdflib.Graph:
    try:
        return rdflib.Graph(bind_namespaces="none").parse(path, format="turtle")
    except OSError as error:
        raise OntologyError(f"{path} cannot be read ({error.strerror or error}): give a Turtle file.") from error
    except SyntaxError as error:
        raise OntologyError(f"{path} is no valid Turtle (line {getattr(error, 'lines', 0) + 1}): mend it there.") from error
