"""Reading facts, entities, articles and rejections back from a store: the opposite of `kg.rdf.quads`.

Triples come in bulk, one pattern a predicate, and are put together here: a graph of ten thousand pieces of evidence
takes well under a second where a query a fact would take minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model import Article, Entity, Evidence, Fact, Literal, Modality, Polarity, Relation, Sentence, Span
from kg.rdf import terms as t

Record = dict[str, list[t.Term]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rejection as the store keeps it: the words of a claim that did not become a fact, and why."""

    article: str
    sentence: Sentence
    subject: str
    relation: str
    object: str
    subject_span: Span
    relation_span: Span
    object_span: Span
    reason: str
    rule: str


def facts(store: t.Triples, *, about: str | None = None) -> Iterator[Fact]:
    """Every fact of the store, merged over articles, sorted by its ends and relation, its evidence sorted by place.

    With `about`, the IRI of an entity, only the facts that have it as subject or object.
    """
    nodes = None if about is None else _touching(store, t.iri(about))
    statements = _records(store, (t.SUBJECT, t.PREDICATE, t.OBJECT, t.kg("value")), nodes)
    evidence = _evidence(store, nodes)
    entities = {entity.id: entity for entity in _entities(store, _named(statements, evidence, nodes))}
    relations: dict[str, Relation] = {}
    found = []
    for node, record in statements.items():
        predicate = record[t.PREDICATE.value][0].value
        if predicate not in relations:
            relations[predicate] = _relation(store, predicate)
        mentions = tuple(sorted((_mention(store_record, texts, entities) for store_record, texts in evidence[node]), key=_place))
        found.append(Fact(entities[record[t.SUBJECT.value][0].value], relations[predicate], _object(record, entities), mentions))
    yield from sorted(found, key=lambda fact: (fact.subject.id, fact.relation.id, _end(fact.object)))


def entities(store: t.Triples) -> Iterator[Entity]:
    """Every entity of the store, also those that only speak, sorted by IRI."""
    yield from sorted(_entities(store, None), key=lambda entity: entity.id)


def articles(store: t.Triples) -> Iterator[Article]:
    """Every article of the store, sorted by id. The store keeps sentences, not articles: `text` is empty."""
    found = []
    for link in store.triples(None, t.A, ox.NamedNode(t.SCHEMA + "NewsArticle")):
        about = {triple.predicate.value: triple.object.value for triple in store.triples(link.subject)}
        found.append(
            Article(
                about[t.DCTERMS + "identifier"],
                "",
                title=about.get(t.DCTERMS + "title"),
                url=about.get(t.SCHEMA + "url"),
                published=about.get(t.DCTERMS + "issued"),
                source=about.get(t.DCTERMS + "publisher"),
                language=about[t.DCTERMS + "language"],
            )
        )
    yield from sorted(found, key=lambda article: article.id)


def rejections(store: t.Triples) -> Iterator[Refusal]:
    """Every claim that did not become a fact, sorted by place."""
    nodes = [link.subject for link in store.triples(None, t.A, t.kg("Rejection"))]
    found = []
    for node in nodes:
        about = {triple.predicate.value.removeprefix(t.KG): triple.object.value for triple in store.triples(node)}
        words = next(iter(store.triples(ox.NamedNode(about["sentence"]), t.kg("text")))).object.value
        found.append(
            Refusal(
                t.article_id(about["inArticle"]),
                _sentence(about["sentence"], words),
                about["subjectText"],
                about["relationText"],
                about["objectText"],
                _span(about["subjectSpan"]),
                _span(about["relationSpan"]),
                _span(about["objectSpan"]),
                about["reason"],
                about["rule"],
            )
        )
    yield from sorted(found, key=lambda it: (it.article, it.sentence.start, it.relation_span.start, it.subject_span.start, str(it)))


def _touching(store: t.Triples, entity: ox.NamedNode) -> set[str]:
    return {triple.subject.value for end in (t.SUBJECT, t.OBJECT) for triple in store.triples(None, end, entity)}


def _records(store: t.Triples, predicates: Iterable[ox.NamedNode], nodes: set[str] | None) -> dict[str, Record]:
    """The objects of these predicates by subject, over the whole store or over some nodes."""
    records: dict[str, Record] = defaultdict(lambda: defaultdict(list))
    for predicate in predicates:
        found = (
            store.triples(None, predicate)
            if nodes is None
            else (triple for node in nodes for triple in store.triples(ox.NamedNode(node), predicate))
        )
        for triple in found:
            records[triple.subject.value][predicate.value].append(triple.object)
    return records


_STATUS = tuple(
    t.kg(name)
    for name in (
        *("fact", "sentence", "subjectSpan", "relationSpan", "objectSpan", "rule", "polarity", "modality", "confidence"),
        *("attributedTo", "attributionText", "time", "amount", "role"),
    )
)


def _evidence(store: t.Triples, nodes: set[str] | None) -> dict[str, list[tuple[Record, str]]]:
    """The records of evidence by fact, each with the words of its sentence."""
    chosen = None
    if nodes is not None:
        chosen = {triple.subject.value for node in nodes for triple in store.triples(None, t.OF_FACT, ox.NamedNode(node))}
    # Rejections have spans, a rule and a sentence too; only evidence has a fact.
    records = {node: record for node, record in _records(store, _STATUS, chosen).items() if t.OF_FACT.value in record}
    sentences = None if nodes is None else {record[t.KG + "sentence"][0].value for record in records.values()}
    texts = _records(store, (t.kg("text"),), sentences)
    by_fact: dict[str, list[tuple[Record, str]]] = defaultdict(list)
    for record in records.values():
        words = texts[record[t.KG + "sentence"][0].value][t.KG + "text"][0].value
        by_fact[record[t.OF_FACT.value][0].value].append((record, words))
    return by_fact


def _named(statements: dict[str, Record], evidence: dict[str, list[tuple[Record, str]]], nodes: set[str] | None) -> set[str] | None:
    if nodes is None:
        return None
    terms = (term for record in statements.values() for end in (t.SUBJECT, t.OBJECT) for term in record.get(end.value, ()))
    ends = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    speakers = {term.value for found in evidence.values() for record, _ in found for term in record.get(t.KG + "attributedTo", ())}
    return ends | speakers


def _entities(store: t.Triples, nodes: set[str] | None) -> Iterator[Entity]:
    predicates = (t.A, t.LABEL, t.PREF_LABEL, t.ALT_LABEL, t.EXACT_MATCH, t.kg("known"))
    if nodes is None:
        nodes = {link.subject.value for link in store.triples(None, t.A, t.kg("Entity"))}
    for node, record in _records(store, predicates, nodes).items():
        label = record[t.LABEL.value][0].value if t.LABEL.value in record else ""
        classes = [term.value for term in record[t.A.value] if term.value.startswith(t.KGO)]
        yield Entity(
            node,
            label,
            t.local(classes[0]) if classes else "",
            labels=tuple(pair for pair in _names(record, t.PREF_LABEL) if pair[0]),
            aliases=_names(record, t.ALT_LABEL),
            same_as=tuple(sorted(term.value for term in record.get(t.EXACT_MATCH.value, ()))),
            known=t.KG + "known" in record,
        )


def _names(record: Record, predicate: ox.NamedNode) -> tuple[tuple[str, str], ...]:
    literals = (term for term in record.get(predicate.value, ()) if isinstance(term, ox.Literal))
    return tuple(sorted((term.language or "", term.value) for term in literals))


def _relation(store: t.Triples, predicate: str) -> Relation:
    about: Record = defaultdict(list)
    for triple in store.triples(ox.NamedNode(predicate)):
        about[triple.predicate.value].append(triple.object)
    listed = about[t.KG + "parents"]
    parents = listed[0].value.split() if listed else [term.value for term in about[t.SUB_PROPERTY.value]]
    label = about[t.LABEL.value][0].value if about[t.LABEL.value] else ""
    return Relation(t.local(predicate), label, predicate.startswith(t.KGO), tuple(map(t.local, parents)))


def _object(record: Record, entities: dict[str, Entity]) -> Entity | Literal:
    objects = record[t.OBJECT.value]
    if t.KG + "value" not in record:
        return entities[objects[0].value]
    typed = objects[0]
    datatype = typed.datatype.value if isinstance(typed, ox.Literal) else t.XSD + "string"
    return Literal(record[t.KG + "value"][0].value, None if datatype == t.XSD + "string" else datatype)


def _mention(record: Record, words: str, entities: dict[str, Entity]) -> Evidence:
    def one(name: str) -> str | None:
        terms = record.get(t.KG + name)
        return terms[0].value if terms else None

    def must(name: str) -> str:
        return record[t.KG + name][0].value

    speaker = one("attributedTo")
    return Evidence(
        article=t.article_id(must("sentence")),
        sentence=_sentence(must("sentence"), words),
        subject=_span(must("subjectSpan")),
        relation=_span(must("relationSpan")),
        object=_span(must("objectSpan")),
        rule=must("rule"),
        polarity=Polarity(must("polarity").removeprefix(t.KG)),
        modality=Modality(must("modality").removeprefix(t.KG)),
        attribution=None if speaker is None else entities[speaker],
        attribution_text=one("attributionText"),
        time=one("time"),
        amount=one("amount"),
        role=one("role"),
        confidence=float(must("confidence")),
    )


def _sentence(node: str, words: str) -> Sentence:
    span = _span(node.rpartition("#char=")[2])
    return Sentence(span.start, span.end, words)


def _span(value: str) -> Span:
    start, _, end = value.partition(",")
    return Span(int(start), int(end))


def _end(thing: Entity | Literal) -> str:
    return thing.id if isinstance(thing, Entity) else thing.value


def _place(evidence: Evidence) -> tuple[str, int, int, int, int, str]:
    spans = (evidence.sentence.start, evidence.relation.start, evidence.subject.start, evidence.object.start)
    return (evidence.article, *spans, str(evidence))
