"""Reading facts and entities back from a store: the opposite of `kg.rdf.quads`.

They come out as a sorted stream, so a graph may be larger than memory: the keys of all facts are sorted first, in files
where they are many, and then the evidence is fetched for a few hundred facts at a time, with one query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from kg.model import Entity, Evidence, Fact, Literal, Modality, Polarity, Relation
from kg.rdf import terms as t
from kg.rdf.articles import sentence, span
from kg.sorting import ordered

Record = dict[str, list[t.Term]]

_BATCH = 500  # facts whose evidence is fetched at once
_NEARBY = 8192  # entities and relations that are kept in memory
_OF_ENTITY = (t.A, t.LABEL, t.PREF_LABEL, t.ALT_LABEL, t.EXACT_MATCH, t.kg("known"))


class _Key(NamedTuple):
    """Where a fact stands in every output: by subject, relation and object."""

    subject: str
    predicate: str
    object: str
    fact: str


def facts(store: t.Source, *, about: str | None = None, only: Iterable[str] | None = None) -> Iterator[Fact]:
    """Every fact of the store, merged over articles, sorted by its ends and relation, its evidence sorted by place.

    With `about`, the IRI of an entity, only the facts that have it as subject or object; with `only`, those of these IRIs.
    """
    nodes = map(t.iri, only) if only is not None else _nodes(store, None if about is None else t.iri(about))
    yield from _facts(store, nodes)


def facts_of(store: t.Source, article: str) -> Iterator[Fact]:
    """The facts that one article gives, each with its evidence in this article alone, sorted as `facts` sorts them."""
    node = t.article_iri(article)
    owned = (link.subject for link in store.triples(None, t.IN_ARTICLE, node))
    nodes = {link.object: None for evidence in owned for link in store.triples(evidence, t.OF_FACT)}
    yield from _facts(store, (name for name in nodes if isinstance(name, ox.NamedNode)), node)


def _facts(store: t.Source, nodes: Iterable[ox.NamedNode], article: ox.NamedNode | None = None) -> Iterator[Fact]:
    entity = lru_cache(_NEARBY)(partial(_entity, store))
    relation = lru_cache(_NEARBY)(partial(_relation, store))
    keys = ordered((_key(store, node) for node in nodes), key=tuple)
    while batch := list(islice(keys, _BATCH)):
        records = _evidence(store, [key.fact for key in batch], article)
        for key in batch:
            found = [_mention(store, record, entity) for record in records[key.fact]]
            mentions = tuple(sorted(found, key=_place) if len(found) > 1 else found)
            yield Fact(entity(key.subject), relation(key.predicate), _object(store, key, entity), mentions)


def entities(store: t.Triples, *, only: Iterable[str] | None = None) -> Iterator[Entity]:
    """Every entity of the store, also those that only speak, or those of these IRIs, sorted by IRI."""
    nodes = (link.subject.value for link in store.triples(None, t.A, t.kg("Entity"))) if only is None else iter(only)
    for node in ordered(nodes, key=str):
        yield _entity(store, node)


def count(store: t.Source, kind: str) -> int:
    """How many nodes of a class of the statement vocabulary there are: "Fact", "Evidence", "Entity", "Sentence", "Rejection"."""
    answer = store.query(f"SELECT (COUNT(*) AS ?n) {{ ?node a {t.kg(kind)} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)["n"].value)


def _nodes(store: t.Triples, about: ox.NamedNode | None) -> Iterable[ox.NamedNode]:
    if about is None:
        return (link.subject for link in store.triples(None, t.A, t.kg("Fact")))
    return {triple.subject: None for end in (t.SUBJECT, t.OBJECT) for triple in store.triples(None, end, about)}


def _key(store: t.Triples, node: ox.NamedNode) -> _Key:
    record = {triple.predicate: triple.object.value for triple in store.triples(node)}
    return _Key(record[t.SUBJECT], record[t.PREDICATE], record.get(t.kg("value"), record[t.OBJECT]), node.value)


def _evidence(store: t.Source, nodes: Iterable[str], article: ox.NamedNode | None) -> dict[str, list[Record]]:
    """The records of evidence by fact, in one article or in all."""
    wanted = " ".join(f"<{node}>" for node in nodes)
    place = "" if article is None else f" ; kg:inArticle {article}"
    answer = store.query(f"SELECT ?e ?p ?o {{ VALUES ?fact {{ {wanted} }} ?e kg:fact ?fact{place} . ?e ?p ?o }}")
    assert isinstance(answer, ox.QuerySolutions)
    records: dict[str, Record] = defaultdict(lambda: defaultdict(list))
    for node, predicate, value in answer:
        records[node.value][predicate.value].append(value)
    by_fact: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        by_fact[record[t.OF_FACT.value][0].value].append(record)
    return by_fact


def _entity(store: t.Triples, node: str) -> Entity:
    name = ox.NamedNode(node)
    record: Record = {predicate.value: [triple.object for triple in store.triples(name, predicate)] for predicate in _OF_ENTITY}
    classes = [term.value for term in record[t.A.value] if term.value.startswith(t.KGO)]
    return Entity(
        node,
        record[t.LABEL.value][0].value if record[t.LABEL.value] else "",
        t.local(classes[0]) if classes else "",
        labels=tuple(pair for pair in _names(record, t.PREF_LABEL) if pair[0]),
        aliases=_names(record, t.ALT_LABEL),
        same_as=tuple(sorted(term.value for term in record[t.EXACT_MATCH.value])),
        known=bool(record[t.KG + "known"]),
    )


def _names(record: Record, predicate: ox.NamedNode) -> tuple[tuple[str, str], ...]:
    literals = (term for term in record[predicate.value] if isinstance(term, ox.Literal))
    return tuple(sorted((term.language or "", term.value) for term in literals))


def _relation(store: t.Triples, predicate: str) -> Relation:
    about: Record = defaultdict(list)
    for triple in store.triples(ox.NamedNode(predicate)):
        about[triple.predicate.value].append(triple.object)
    listed = about[t.KG + "parents"]
    parents = listed[0].value.split() if listed else [term.value for term in about[t.SUB_PROPERTY.value]]
    label = about[t.LABEL.value][0].value if about[t.LABEL.value] else ""
    return Relation(t.local(predicate), label, predicate.startswith(t.KGO), tuple(map(t.local, parents)))


def _object(store: t.Triples, key: _Key, entity: Callable[[str], Entity]) -> Entity | Literal:
    node = ox.NamedNode(key.fact)
    (typed,) = (triple.object for triple in store.triples(node, t.OBJECT))
    if isinstance(typed, ox.NamedNode):
        return entity(typed.value)
    return Literal(key.object, None if typed.datatype.value == t.XSD + "string" else typed.datatype.value)


def _mention(store: t.Triples, record: Record, entity: Callable[[str], Entity]) -> Evidence:
    def one(name: str) -> str | None:
        terms = record.get(t.KG + name)
        return terms[0].value if terms else None

    def must(name: str) -> str:
        return record[t.KG + name][0].value

    speaker, place = one("attributedTo"), must("sentence")
    (words,) = (triple.object.value for triple in store.triples(ox.NamedNode(place), t.kg("text")))
    return Evidence(
        article=t.article_id(place),
        sentence=sentence(place, words),
        subject=span(must("subjectSpan")),
        relation=span(must("relationSpan")),
        object=span(must("objectSpan")),
        rule=must("rule"),
        polarity=Polarity(must("polarity").removeprefix(t.KG)),
        modality=Modality(must("modality").removeprefix(t.KG)),
        attribution=None if speaker is None else entity(speaker),
        attribution_text=one("attributionText"),
        time=one("time"),
        amount=one("amount"),
        role=one("role"),
        confidence=float(must("confidence")),
    )


def _place(evidence: Evidence) -> tuple[str, int, int, int, int, str]:
    spans = (evidence.sentence.start, evidence.relation.start, evidence.subject.start, evidence.object.start)
    return (evidence.article, *spans, str(evidence))
