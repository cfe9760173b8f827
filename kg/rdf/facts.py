"""Reading facts and entities back from a store: the opposite of `kg.rdf.quads`.

They come out as a sorted stream, so a graph may be larger than memory: the keys of all facts are sorted first, in files
where they are many, and then the evidence is fetched for a few hundred facts at a time, with one query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.model import Entity, Evidence, Fact, Literal, Modality, Polarity, Relation
from kg.rdf import terms as t
from kg.rdf.articles import sentence, span
from kg.sorting import ordered

Record = dict[str, t.Term]

_BATCH = 500  # facts whose evidence is fetched at once
_NEARBY = 8192  # entities and relations that are kept in memory
_NOT_SAID = (t.A, t.OF_FACT, t.IN_ARTICLE, t.GENERATED_BY, t.kg("datatype"))  # of evidence, and not in `kg.model.Evidence`
_OF_ENTITY = (t.A, t.LABEL, t.PREF_LABEL, t.ALT_LABEL, t.EXACT_MATCH, t.kg("known"))


class _Key(NamedTuple):
    """Where a fact stands in every output: by subject, relation and object; a value has a datatype."""

    subject: str
    predicate: str
    object: str
    fact: str
    datatype: str


def facts(store: t.Source, *, about: str | None = None, only: Iterable[str] | None = None) -> Iterator[Fact]:
    """Every fact of the store, merged over articles, sorted by its ends and relation, its evidence sorted by place.

    With `about`, the IRI of an entity, only the facts that have it as subject or object; with `only`, those of these IRIs.
    """
    if about is not None:
        keys: Iterator[_Key] = (_key(store, node) for node in _touching(store, t.iri(about)))
    else:
        keys = _all_keys(store) if only is None else (_key(store, t.iri(node)) for node in only)
    yield from _facts(store, keys)


def facts_of(store: t.Source, article: str) -> Iterator[Fact]:
    """The facts that one article gives, each with its evidence in this article alone, sorted as `facts` sorts them."""
    node = t.article_iri(article)
    owned = (link.subject for link in store.triples(None, t.IN_ARTICLE, node))
    nodes = {link.object: None for evidence in owned for link in store.triples(evidence, t.OF_FACT)}
    yield from _facts(store, (_key(store, name) for name in nodes if isinstance(name, ox.NamedNode)), node)


def _facts(store: t.Source, found: Iterable[_Key], article: ox.NamedNode | None = None) -> Iterator[Fact]:
    entity = lru_cache(_NEARBY)(partial(_entity, store))
    relation = lru_cache(_NEARBY)(partial(_relation, store))
    keys = ordered(found, key=tuple)
    while batch := list(islice(keys, _BATCH)):
        for key, records in zip(batch, _evidence(store, [key.fact for key in batch], article), strict=True):
            evidence = [_mention(record, entity) for record in records]
            if len(evidence) > 1:
                evidence.sort(key=_place)
            object_ = Literal(key.object, _datatype(key)) if key.datatype else entity(key.object)
            yield Fact(entity(key.subject), relation(key.predicate), object_, tuple(evidence))


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


def _touching(store: t.Triples, entity: ox.NamedNode) -> Iterable[ox.NamedNode]:
    return {triple.subject: None for end in (t.SUBJECT, t.OBJECT) for triple in store.triples(None, end, entity)}


def _all_keys(store: t.Source) -> Iterator[_Key]:
    """The keys of all facts, by one question: it takes half as long as to look at each fact."""
    answer = store.query("SELECT ?fact ?s ?p ?o { ?fact rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }")
    assert isinstance(answer, ox.QuerySolutions)
    for node, subject, predicate, end in answer:
        if isinstance(end, ox.Literal):
            yield _key(store, node)
        else:
            yield _Key(subject.value, predicate.value, end.value, node.value, "")


def _key(store: t.Triples, node: ox.NamedNode) -> _Key:
    record = {triple.predicate: triple.object for triple in store.triples(node)}
    end = record[t.OBJECT]
    value = record.get(t.kg("value"), end).value
    datatype = end.datatype.value if isinstance(end, ox.Literal) else ""
    return _Key(record[t.SUBJECT].value, record[t.PREDICATE].value, value, node.value, datatype)


def _datatype(key: _Key) -> str | None:
    return None if key.datatype == t.XSD + "string" else key.datatype


def _evidence(store: t.Source, nodes: Sequence[str], article: ox.NamedNode | None) -> list[list[Record]]:
    """The records of evidence of each fact, in one article or in all, in the order of the facts, each with its sentence's words."""
    place = "" if article is None else f" ; kg:inArticle {article}"
    found = [(number, node.value) for number, node in _answers(store, nodes, f"?found kg:fact ?node{place}", "?found")]
    records: list[Record] = [{} for _ in found]
    pattern = f"?node ?about ?found FILTER(?about NOT IN ({', '.join(map(str, _NOT_SAID))}))"
    for number, predicate, value in _answers(store, [node for _, node in found], pattern, "?about ?found"):
        records[number][predicate.value] = value
    places = [record[t.KG + "sentence"].value for record in records]
    for number, words in _answers(store, places, "?node kg:text ?found", "?found"):
        records[number][t.KG + "text"] = words
    by_fact: list[list[Record]] = [[] for _ in nodes]
    for (number, _), record in zip(found, records, strict=True):
        by_fact[number].append(record)
    return by_fact


def _answers(store: t.Source, nodes: Sequence[str], pattern: str, wanted: str) -> Iterator[tuple[Any, ...]]:
    """What a pattern finds for these nodes: the number of the node, then the terms.

    A number costs nothing where an IRI must be fetched from disk, once a row; this is most of the time of reading facts.
    """
    values = " ".join(f"(<{node}> {number})" for number, node in enumerate(nodes))
    answer = store.query(f"SELECT ?number {wanted} {{ VALUES (?node ?number) {{ {values} }} {pattern} }}")
    assert isinstance(answer, ox.QuerySolutions)
    for number, *terms in answer:
        yield int(number.value), *terms


def _entity(store: t.Triples, node: str) -> Entity:
    name = ox.NamedNode(node)
    record = {predicate.value: [triple.object for triple in store.triples(name, predicate)] for predicate in _OF_ENTITY}
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


def _names(record: dict[str, list[t.Term]], predicate: ox.NamedNode) -> tuple[tuple[str, str], ...]:
    literals = (term for term in record[predicate.value] if isinstance(term, ox.Literal))
    return tuple(sorted((term.language or "", term.value) for term in literals))


def _relation(store: t.Triples, predicate: str) -> Relation:
    about: dict[str, list[t.Term]] = defaultdict(list)
    for triple in store.triples(ox.NamedNode(predicate)):
        about[triple.predicate.value].append(triple.object)
    listed = about[t.KG + "parents"]
    parents = listed[0].value.split() if listed else [term.value for term in about[t.SUB_PROPERTY.value]]
    label = about[t.LABEL.value][0].value if about[t.LABEL.value] else ""
    return Relation(t.local(predicate), label, predicate.startswith(t.KGO), tuple(map(t.local, parents)))


def _mention(record: Record, entity: Callable[[str], Entity]) -> Evidence:
    def one(name: str) -> str | None:
        term = record.get(t.KG + name)
        return term.value if term else None

    def must(name: str) -> str:
        return record[t.KG + name].value

    speaker, place = one("attributedTo"), must("sentence")
    return Evidence(
        article=t.article_id(place),
        sentence=sentence(place, must("text")),
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
