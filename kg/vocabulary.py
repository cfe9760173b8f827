"""The page of the vocabulary, made from the ontology: `python -m kg.vocabulary > docs/reference/vocabulary.md`.

Every class, property and individual of `ontologies/kg.ttl` with its label and comment in English, what it is under, and its ends.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.ontology import shipped
from kg.rdf import terms as t

HEAD = """\
# The vocabulary

Generated from `ontologies/kg.ttl` by `python -m kg.vocabulary`; how the terms make a graph is told in [the RDF shape](rdf.md).
Labels in Dutch, example phrases and the links to other vocabularies are in the file itself.
"""

KINDS = (
    ("Classes", "Class"),
    ("Properties between things", "ObjectProperty"),
    ("Properties with a value", "DatatypeProperty"),
    ("Annotations", "AnnotationProperty"),
    ("Individuals", "NamedIndividual"),
)
"""The parts of a namespace's section, with the OWL type of their terms."""

SECTIONS = (("kg:", t.KG, "Statements: facts, evidence, sentences, runs"), ("kgo:", t.KGO, "Classes and relations of the news"))

Terms = dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]


def generate(folder: Path | None = None) -> str:
    """The page as Markdown, the same for the same ontology.

    >>> "| `kg:Fact` | fact |" in generate()
    True
    """
    terms: Terms = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=(folder or shipped()) / "kg.ttl", format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal | ox.NamedNode):
            terms[quad.subject.value][quad.predicate.value].append(quad.object)
    return "\n".join([HEAD, *(line for section in SECTIONS for line in _section(terms, *section))])


def _section(terms: Terms, prefix: str, namespace: str, title: str) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"`{prefix}` stands for `{namespace}`.\n"
    for part, kind in KINDS:
        type_ = ox.NamedNode(t.OWL + kind)
        names = sorted(iri for iri, about in terms.items() if iri.startswith(namespace) and type_ in about[t.A.value])
        if names:
            yield f"### {part}\n"
            yield "| term | label | means | is a kind of | from | to |\n|---|---|---|---|---|---|"
            yield "\n".join(_row(iri, terms[iri], kind) for iri in names) + "\n"


def _row(iri: str, about: dict[str, list[ox.Literal | ox.NamedNode]], kind: str) -> str:
    above = [*about[t.SUB_CLASS.value], *about[t.SUB_PROPERTY.value]]
    if kind == "NamedIndividual":
        above += [type_ for type_ in about[t.A.value] if not type_.value.startswith(t.OWL)]
    ends = (
        [*about[t.RDFS + "domain"], *about[t.KGO + "subjectType"]],
        [*about[t.RDFS + "range"], *about[t.KGO + "objectType"]],
    )
    cells = [f"`{t.short(iri)}`", _english(about[t.LABEL.value]), _english(about[t.RDFS + "comment"]), _names(above), *map(_names, ends)]
    return f"| {' | '.join(cells)} |"


def _english(values: Iterable[ox.Literal | ox.NamedNode]) -> str:
    found = sorted(value.value for value in values if isinstance(value, ox.Literal) and value.language == "en")
    return "; ".join(found).replace("|", "\\|")


def _names(values: Iterable[ox.Literal | ox.NamedNode]) -> str:
    return ", ".join(dict.fromkeys(f"`{t.short(value.value)}`" for value in sorted(values, key=str)))


if __name__ == "__main__":
    sys.stdout.write(generate())
