"""Reading facts and entities back from a store: the opposite of `kg.rdf.quads`.

They come out as a sorted stream, so a graph may be larger than memory: the keys of all facts are sorted first, in files
where they are many, and then the evidence is fetched for a few hundred facts at a time, with one query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.model import Article, End, Entity, Evidence, Fact, Literal, Modality, Polarity, Relation
from kg.rdf import ends
from kg.rdf import terms as t
from kg.rdf.articles import Articles, sentence, span
from kg.sorting import ordered

_BATCH = 500  # facts whose evidence is fetched at once
_NEARBY = 8192  # entities and relations that are kept in memory
_SAID = (
    "sentence", "subjectSpan", "relationSpan", "objectSpan", "rule", "polarity", "modality", "confidence",
    "attributedTo", "attributionText", "time", "amount", "role",
)  # fmt: skip
"""What is read of a piece of evidence, in the order that `_mention` takes it."""
_SAID_BY_NUMBER = " ".join(f"(kg:{name} {number})" for number, name in enumerate(_SAID))
_POLARITIES = {t.KG + polarity.value: polarity for polarity in Polarity}
_MODALITIES = {t.KG + modality.value: modality for modality in Modality}
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
    node = t.article_iri(article, base=store.base)
    owned = (link.subject for link in store.triples(None, t.IN_ARTICLE, node))
    nodes = {link.object: None for evidence in owned for link in store.triples(evidence, t.OF_FACT)}
    yield from _facts(store, (_key(store, name) for name in nodes if isinstance(name, ox.NamedNode)), node)


def _facts(store: t.Source, found: Iterable[_Key], article: ox.NamedNode | None = None) -> Iterator[Fact]:
    entity = lru_cache(_NEARBY)(partial(_entity, store))
    relation = lru_cache(_NEARBY)(partial(_relation, store))
    articles = Articles(store)
    keys = ordered(found, key=tuple)
    while batch := list(islice(keys, _BATCH)):
        read = []
        for key, evidence in zip(batch, _evidence(store, [key.fact for key in batch], article, entity), strict=True):
            object_ = Literal(key.object, _datatype(key)) if key.datatype else entity(key.object)
            read.append(Fact(entity(key.subject), relation(key.predicate), object_, evidence))
        over = _ended(store, read, articles) if article is None else {}  # one article does not know
        yield from (replace(fact, ended=over[number]) if number in over else fact for number, fact in enumerate(read))


def _ended(store: t.Source, given: Sequence[Fact], articles: Mapping[str, Article]) -> dict[int, End]:
    """The ends of those facts that are over, by number. A deed that counts stands as a plain triple, found by both its ends."""
    pairs = ends.pairs(given)
    if not pairs:
        return {}
    values = " ".join(f"(<{pair.subject.id}> <{pair.object.id}> {number})" for number, (_, pair) in enumerate(pairs))
    deeds = ends.deeds()
    kinds = " ".join(f"(kgo:{name} {kind})" for kind, name in enumerate(deeds))
    inner = f"{{ SELECT * {{ VALUES (?one ?other ?number) {{ {values} }} ?one ?about ?other }} }}"
    rows = _rows(store, f"SELECT ?number ?kind {{ {inner} VALUES (?about ?kind) {{ {kinds} }} }}")
    places = ((pairs[int(number.value)], deeds[int(kind.value)]) for number, kind in rows)
    done = ends.by_fact((number, ends.deed(pair, relation)) for (number, pair), relation in places)
    nodes = sorted({f"{store.base}fact/{name}" for names in done.values() for name in names})
    told = {fact.id: fact for fact in facts(store, only=nodes)}
    found = {number: ends.end(given[number], [told[name] for name in names], articles) for number, names in done.items()}
    return {number: over for number, over in found.items() if over}


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
    """The keys of all facts, by two questions: it takes half as long as to look at each fact."""
    ends = "?fact rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
    for node, subject, predicate, end in _rows(store, f"SELECT ?fact ?s ?p ?o {{ {ends} }}"):
        if not isinstance(end, ox.Literal):
            yield _Key(subject.value, predicate.value, end.value, node.value, "")
    for node, subject, predicate, end, value in _rows(store, f"SELECT ?fact ?s ?p ?o ?value {{ ?fact kg:value ?value . {ends} }}"):
        yield _Key(subject.value, predicate.value, value.value, node.value, end.datatype.value)


def _key(store: t.Triples, node: ox.NamedNode) -> _Key:
    record = {triple.predicate: triple.object for triple in store.triples(node)}
    end = record[t.OBJECT]
    value = record.get(t.kg("value"), end).value
    datatype = end.datatype.value if isinstance(end, ox.Literal) else ""
    return _Key(record[t.SUBJECT].value, record[t.PREDICATE].value, value, node.value, datatype)


def _datatype(key: _Key) -> str | None:
    return None if key.datatype == t.XSD + "string" else key.datatype


def _evidence(
    store: t.Source, nodes: Sequence[str], article: ox.NamedNode | None, entity: Callable[[str], Entity]
) -> list[tuple[Evidence, ...]]:
    """The evidence of each fact, in one article or in all, in the order of the facts, sorted by place."""
    found = _pieces(store, nodes, article)
    records = _records(store, [node for _, node in found])
    places = sorted({record[0] for record in records})
    words = {places[number]: text.value for number, text in _answers(store, places, "?node kg:text ?found", "?found")}
    by_fact: list[list[Evidence]] = [[] for _ in nodes]
    for (number, _), record in zip(found, records, strict=True):
        by_fact[number].append(_mention(record, words, entity))
    return [tuple(_in_place(evidence)) for evidence in by_fact]


def _pieces(store: t.Source, nodes: Sequence[str], article: ox.NamedNode | None) -> list[tuple[int, str]]:
    """The pieces of evidence of the facts, each with the number of its fact. Those of one article are found from the article:
    a fact that many tell has many others."""
    if article is None:
        return [(number, node.value) for number, node in _answers(store, nodes, "?found kg:fact ?node", "?found")]
    numbers = {node: number for number, node in enumerate(nodes)}
    owned = (link.subject for link in store.triples(None, t.IN_ARTICLE, article))
    links = (link for evidence in owned for link in store.triples(evidence, t.OF_FACT))
    return [(numbers[link.object.value], link.subject.value) for link in links if link.object.value in numbers]


def _records(store: t.Source, nodes: Sequence[str]) -> list[list[Any]]:
    """What is said of each piece of evidence, as `_SAID` orders it."""
    # The terms of a row are fetched from disk each, which is most of the time of reading facts: a number costs nothing, so
    # predicates come as numbers, and what is not wanted is dropped before it is fetched. The inner SELECT keeps the engine
    # from walking through all evidence once a predicate.
    records: list[list[Any]] = [[None] * len(_SAID) for _ in nodes]
    everything = "{ SELECT * { VALUES (?node ?number) { %s } ?node ?about ?found } }"
    pattern = f"VALUES (?about ?kind) {{ {_SAID_BY_NUMBER} }}"
    for number, kind, value in _answers(store, nodes, pattern, "?kind ?found", given=everything):
        records[number][int(kind.value)] = value.value
    return records


def _answers(
    store: t.Source, nodes: Sequence[str], pattern: str, wanted: str, *, given: str = "VALUES (?node ?number) { %s }"
) -> Iterator[tuple[Any, ...]]:
    """What a pattern finds for these nodes: the number of the node, then the terms."""
    values = " ".join(f"(<{node}> {number})" for number, node in enumerate(nodes))
    for number, *terms in _rows(store, f"SELECT ?number {wanted} {{ {given % values} {pattern} }}"):
        yield int(number.value), *terms


def _rows(store: t.Source, question: str) -> Iterator[Any]:
    answer = store.query(question)
    assert isinstance(answer, ox.QuerySolutions)
    return iter(answer)


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


def _mention(record: list[Any], words: Mapping[str, str], entity: Callable[[str], Entity]) -> Evidence:
    place, subject, relation, object_, rule, polarity, modality, confidence, speaker, speech, time, amount, role = record
    return Evidence(
        article=t.article_id(place),
        sentence=sentence(place, words[place]),
        subject=span(subject),
        relation=span(relation),
        object=span(object_),
        rule=rule,
        polarity=_POLARITIES[polarity],
        modality=_MODALITIES[modality],
        attribution=None if speaker is None else entity(speaker),
        attribution_text=speech,
        time=time,
        amount=amount,
        role=role,
        confidence=float(confidence),
    )


def _in_place(evidence: list[Evidence]) -> list[Evidence]:
    """The evidence by place; what stands at the same place in an order of its own, which takes longer to work out."""
    evidence.sort(key=_place)
    if len({_place(piece) for piece in evidence}) < len(evidence):
        evidence.sort(key=lambda piece: (_place(piece), str(piece)))
    return evidence


def _place(evidence: Evidence) -> tuple[str, int, int, int, int]:
    return (evidence.article, evidence.sentence.start, evidence.relation.start, evidence.subject.start, evidence.object.start)
