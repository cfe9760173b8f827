"""Turtle files (RDF 1.1) as data: what they say, by subject and property, without a graph to ask, which is quick enough for every start."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import OntologyError

KGO = "https://kg.example/ontology#"
KGE = "https://kg.example/entity/"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Value: TypeAlias = tuple[str | None, str]
"""A value of a term: its language ("" for none) and its text, or None and an IRI."""

Term: TypeAlias = Mapping[str, tuple[Value, ...]]
"""What is said of one subject: values by the IRI of the property."""


@cache
def terms(folder: Path | None = None) -> Mapping[str, Term]:
    """What kg.ttl says, by subject; without the checks of `load`, which takes longer."""
    return read((folder or shipped()) / "kg.ttl")


@cache
def shipped() -> Path:
    """The folder of the ontology that comes with the program: kg.ttl, entities.ttl, rulers.ttl, shapes.ttl."""
    installed = Path(str(files("kg"))) / "ontologies"
    return installed if installed.is_dir() else Path(__file__).resolve().parent.parent / "ontologies"


def read(*paths: Path) -> dict[str, Term]:
    """What Turtle files say, by subject; blank nodes are left out.

    Raises:
        OntologyError: a file that cannot be read or is no valid Turtle; the message names it.
    """
    found: dict[str, dict[str, list[Value]]] = {}
    try:
        for path in paths:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode):
                    found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(_value(quad.object))
    except OSError as error:
        raise OntologyError(f"{path} cannot be read ({error.strerror or error}); give a folder with kg.ttl and entities.ttl.") from error
    except (SyntaxError, ValueError) as error:
        raise OntologyError(f"{path} is no valid Turtle ({error}); mend it there.") from error
    return {iri: {relation: tuple(values) for relation, values in term.items()} for iri, term in found.items()}


def _value(term: object) -> Value:
    return (term.language or "", term.value) if isinstance(term, ox.Literal) else (None, str(getattr(term, "value", "")))


def texts(term: Term, relation: str) -> tuple[tuple[str, str], ...]:
    """The literals of a property, in order, each with its language.

    >>> texts(terms()[KGO + "sanctions"], RDFS + "label")
    (('en', 'sanctions'), ('nl', 'sanctioneert'))
    """
    return tuple((language, text) for language, text in term.get(relation, ()) if language is not None)


def locals_of(term: Term, relation: str) -> tuple[str, ...]:
    """The local names of the things that a property names, in order.

    >>> locals_of(terms()[KGO + "dismisses"], KGO + "closes")
    ('worksFor',)
    """
    return tuple(target.removeprefix(KGO).removeprefix(RDFS) for language, target in term.get(relation, ()) if language is None)


def of_type(terms: Mapping[str, Term], *types: str) -> list[tuple[str, Term]]:
    """The terms of the ontology that are of any of these types, in order of IRI.

    >>> of_type(terms(), OWL + "Class")[0][0]
    'https://kg.example/ontology#Agent'
    """
    wanted = {(None, kind) for kind in types}
    return sorted((iri, term) for iri, term in terms.items() if iri.startswith(KGO) and wanted & set(term.get(TYPE, ())))


def by_language(term: Term, relation: str) -> Mapping[str, frozenset[str]]:
    """The literals of a property by their language.

    >>> sorted(by_language(terms()[KGO + "Company"], RDFS + "label")["nl"])
    ['bedrijf']
    """
    pairs = texts(term, relation)
    return MappingProxyType(
        {language: frozenset(text for spoken, text in pairs if spoken == language) for language in sorted({spoken for spoken, _ in pairs})}
    )
