"""The SHACL shapes of the graph, made from the ontology: `python -m kg.shapes > ontologies/shapes.ttl`.

What must hold of every graph that `kg` writes: the ends of a relation are of its classes, a fact has subject, predicate
and object, evidence says where and how, a sentence has its words. A relation added to `kg.ttl` gets its shapes here.

Follows SHACL (W3C Recommendation, 20 July 2017), core constraints only. No blank nodes: lists and property shapes have
names, so that two versions of the file can be compared line by line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from kg.ontology import LITERAL, Ontology, RelationType, ends_of, load

HEAD = """\
# What every graph must satisfy. Generated from kg.ttl: python -m kg.shapes > ontologies/shapes.ttl

@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://kg.example/vocab#> .
@prefix kgo: <https://kg.example/ontology#> .
@prefix kgs: <https://kg.example/shapes#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

_ONE = "sh:minCount 1 ; sh:maxCount 1"
_TEXT = "sh:datatype xsd:string"
_SPAN = f'{_ONE} ; {_TEXT} ; sh:pattern "^[0-9]+,[0-9]+$"'

# Shape, class, then property and what holds of its values.
STATEMENTS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Fact",
        "kg:Fact",
        (
            ("rdf:subject", f"{_ONE} ; sh:nodeKind sh:IRI"),
            ("rdf:predicate", f"{_ONE} ; sh:nodeKind sh:IRI"),
            ("rdf:object", f"{_ONE} ; sh:nodeKind sh:IRIOrLiteral"),
            ("kg:value", f"sh:maxCount 1 ; {_TEXT}"),
        ),
    ),
    (
        "Evidence",
        "kg:Evidence",
        (
            ("kg:fact", f"{_ONE} ; sh:class kg:Fact"),
            ("kg:polarity", f"{_ONE} ; sh:in kgs:polarities-1"),
            ("kg:modality", f"{_ONE} ; sh:in kgs:modalities-1"),
            ("kg:confidence", f"{_ONE} ; sh:datatype xsd:decimal ; sh:minInclusive 0 ; sh:maxInclusive 1"),
            ("kg:sentence", f"{_ONE} ; sh:class kg:Sentence"),
            ("kg:inArticle", f"{_ONE} ; sh:class schema:NewsArticle"),
            ("kg:subjectSpan", _SPAN),
            ("kg:relationSpan", _SPAN),
            ("kg:objectSpan", _SPAN),
            ("kg:rule", f"{_ONE} ; {_TEXT}"),
            ("kg:attributedTo", "sh:maxCount 1 ; sh:nodeKind sh:IRI"),
            ("kg:attributionText", f"sh:maxCount 1 ; {_TEXT}"),
            ("kg:time", "sh:maxCount 1 ; sh:nodeKind sh:Literal"),
            ("kg:amount", f"sh:maxCount 1 ; {_TEXT}"),
            ("kg:role", f"sh:maxCount 1 ; {_TEXT}"),
            ("prov:wasGeneratedBy", "sh:minCount 1 ; sh:class prov:Activity"),
        ),
    ),
    (
        "Sentence",
        "kg:Sentence",
        (("kg:inArticle", f"{_ONE} ; sh:class schema:NewsArticle"), ("kg:text", f"{_ONE} ; {_TEXT} ; sh:minLength 1")),
    ),
    (
        "Article",
        "schema:NewsArticle",
        (("dcterms:identifier", f"{_ONE} ; {_TEXT}"), ("dcterms:language", f"{_ONE} ; {_TEXT}"), ("kg:readBy", "sh:minCount 1")),
    ),
    (
        "Rejection",
        "kg:Rejection",
        (("kg:reason", f"{_ONE} ; {_TEXT}"), ("kg:sentence", f"{_ONE} ; sh:class kg:Sentence"), ("kg:inArticle", _ONE)),
    ),
    (
        "Entity",
        "kg:Entity",
        (("rdfs:label", f"{_ONE} ; {_TEXT} ; sh:minLength 1"), ("skos:prefLabel", "sh:minCount 1 ; sh:uniqueLang true")),
    ),
)
LISTS = (
    ("polarities", ("kg:affirmed", "kg:negated")),
    ("modalities", ("kg:asserted", "kg:reported", "kg:possible", "kg:planned")),
)


def generate(ontology: Ontology) -> str:
    """The shapes as Turtle, the same for the same ontology.

    >>> "sh:targetSubjectsOf kgo:sanctions ;" in generate(load())
    True
    """
    blocks = [HEAD, "# ---- Statements ----\n", *_statements(), "# ---- Ends of relations ----\n", *_ends(ontology)]
    return "\n".join(blocks)


def _statements() -> Iterator[str]:
    for name, target, properties in STATEMENTS:
        shapes = [(f"kgs:{name}-{path.partition(':')[2]}", path, constraint) for path, constraint in properties]
        yield _block(f"kgs:{name}", f"a sh:NodeShape ; sh:targetClass {target}", *(f"sh:property {shape}" for shape, _, _ in shapes))
        yield "".join(f"{shape} a sh:PropertyShape ; sh:path {path} ; {constraint} .\n" for shape, path, constraint in shapes)
    for name, members in LISTS:
        yield _list(name, members)


def _ends(ontology: Ontology) -> Iterator[str]:
    ends = {types for relation in ontology.relations.values() for types in (ends_of(relation)[0], _objects(relation, ontology))}
    for name in sorted({kind for types in ends for kind in types}):
        constraint = "sh:nodeKind sh:Literal" if name == LITERAL else f"sh:class kgo:{name}"
        yield f'kgs:{name} a sh:NodeShape ; {constraint} ; sh:message "must be of class {name}"@en .\n'
    for types in sorted(types for types in ends if len(types) > 1):
        yield f'{_end(types)} a sh:NodeShape ; sh:or {_end(types)}-1 ; sh:message "must be of class {" or ".join(types)}"@en .\n'
        yield _list(_end(types).removeprefix("kgs:"), (f"kgs:{kind}" for kind in types))
    for name, relation in ontology.relations.items():
        for side, types in (("Subjects", ends_of(relation)[0]), ("Objects", _objects(relation, ontology))):
            message = f'sh:message "the {side.lower()[:-1]} of {name} must be of class {" or ".join(types)}"@en'
            yield _block(
                f"kgs:{name}-{side.lower()[:-1]}", f"a sh:NodeShape ; sh:target{side}Of kgo:{name}", f"sh:node {_end(types)}", message
            )


def _objects(relation: RelationType, ontology: Ontology) -> tuple[str, ...]:
    """The classes of its objects, of the places that stand for those who govern them, and of the names that it takes as well."""
    kinds = {known.entity.id: known.entity.type for known in ontology.names} if relation.names else {}
    return tuple(dict.fromkeys((*ends_of(relation)[1], *(kinds[name] for name in relation.names if name in kinds))))


def _end(types: tuple[str, ...]) -> str:
    return "kgs:" + "-or-".join(types)


def _list(name: str, members: Iterable[str]) -> str:
    """An RDF list whose nodes are named."""
    items = list(members)
    rests = [f"kgs:{name}-{position + 1}" for position in range(1, len(items))] + ["rdf:nil"]
    nodes = (
        f"kgs:{name}-{position} rdf:first {item} ; rdf:rest {rest} .\n"
        for position, (item, rest) in enumerate(zip(items, rests, strict=True), 1)
    )
    return "".join(nodes)


def _block(subject: str, *pairs: str) -> str:
    return f"{subject} " + " ;\n    ".join(pairs) + " .\n"


if __name__ == "__main__":
    sys.stdout.write(generate(load()))
