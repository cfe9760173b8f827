"""Reading facts and entities back from a store: the opposite of `kg.rdf.quads`.

They come out as a sorted stream, so a graph may be larger than memory. All facts are read in one walk over the store
(`kg.rdf.walk`); some are looked up, a few hundred at a time (`kg.rdf.evidence`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice

import pyoxigraph as ox

from kg.model import Article, Disagreement, End, Entity, Fact, Literal, Relation
from kg.rdf import disagreements, ends, evidence
from kg.rdf import terms as t
from kg.rdf.articles import Articles
from kg.rdf.disagreements import Rival
from kg.rdf.evidence import Said
from kg.rdf.lookup import about as looked_up
from kg.rdf.lookup import rows
from kg.rdf.walk import Key, everything
from kg.sorting import ordered

_BATCH = 500  # facts whose evidence is fetched at once
_NEARBY = 1 << 15  # entities and relations that are kept in memory, about a kilobyte each
_OF_ENTITY = (t.A, t.LABEL, t.PREF_LABEL, t.ALT_LABEL, t.EXACT_MATCH, t.kg("known"))


def facts(store: t.Source, *, about: str | None = None, only: Iterable[str] | None = None) -> Iterator[Fact]:
    """Every fact of the store, merged over articles, sorted by its ends and relation, its evidence sorted by place.

    With `about`, the IRI of an entity, only the facts that have it as subject or object; with `only`, those of these IRIs.
    """
    if about is None and only is None:
        yield from _read(store, everything(store), ended=True)
        return
    nodes = _touching(store, t.iri(about)) if about is not None else map(t.iri, only or ())
    yield from _read(store, _looked_up(store, (_key(store, node) for node in nodes)), ended=True)


def facts_of(store: t.Source, article: str) -> Iterator[Fact]:
    """The facts that one article gives, each with its evidence in this article alone, sorted as `facts` sorts them."""
    node = t.article_iri(article, base=store.base)
    owned = (link.subject for link in store.triples(None, t.IN_ARTICLE, node))
    nodes = {link.object: None for evidence in owned for link in store.triples(evidence, t.OF_FACT)}
    keys = (_key(store, name) for name in nodes if isinstance(name, ox.NamedNode))
    yield from _read(store, _looked_up(store, keys, node), ended=False)  # one article does not know what has ended


def _looked_up(store: t.Source, found: Iterable[Key], article: ox.NamedNode | None = None) -> Iterator[tuple[Key, list[Said]]]:
    """Some facts by their sorted keys, with what is said of each in one article or in all."""
    keys = ordered(found, key=tuple)
    while batch := list(islice(keys, _BATCH)):
        yield from zip(batch, evidence.of_facts(store, [key.fact for key in batch], article), strict=True)


def _read(store: t.Source, found: Iterator[tuple[Key, list[Said]]], *, ended: bool) -> Iterator[Fact]:
    entities: dict[str, Entity] = {}
    relation = lru_cache(_NEARBY)(partial(_relation, store))
    articles = Articles(store)
    rivals: dict[Rival, list[Fact]] = {}
    while batch := list(islice(found, _BATCH)):
        _remember(store, entities, batch)
        read = []
        for key, said in batch:
            object_ = Literal(key.object, _datatype(key)) if key.datatype else entities[key.object]
            read.append(Fact(entities[key.subject], relation(key.predicate), object_, evidence.in_place(said, entities)))
        if not ended:
            yield from read
            continue
        over, against = _ended(store, read, articles), _contradicted(store, read, articles, rivals)
        for number, fact in enumerate(read):
            known = number in over or number in against
            yield replace(fact, ended=over.get(number), against=tuple(against.get(number, ()))) if known else fact


def _remember(store: t.Source, known: dict[str, Entity], batch: Sequence[tuple[Key, list[Said]]]) -> None:
    """Reads the entities that the facts name and that are not known yet, with one question."""
    ends = {end for key, _ in batch for end in (key.subject, "" if key.datatype else key.object)}
    names = {*ends, *(piece.speaker or "" for _, said in batch for piece in said)} - {""}
    for name in list(islice((name for name in known if name not in names), max(0, len(known) - _NEARBY))):
        del known[name]
    known.update((entity.id, entity) for entity in _entities(store, sorted(names - known.keys())))


def _ended(store: t.Source, given: Sequence[Fact], articles: Mapping[str, Article]) -> dict[int, End]:
    """The ends of those facts that are over, by number. A deed that counts stands as a plain triple, found by both its ends."""
    pairs = ends.pairs(given)
    if not pairs:
        return {}
    values = " ".join(f"(<{pair.subject.id}> <{pair.object.id}> {number})" for number, (_, pair) in enumerate(pairs))
    deeds = ends.deeds()
    kinds = " ".join(f"(kgo:{name} {kind})" for kind, name in enumerate(deeds))
    inner = f"{{ SELECT * {{ VALUES (?one ?other ?number) {{ {values} }} ?one ?about ?other }} }}"
    answers = rows(store, f"SELECT ?number ?kind {{ {inner} VALUES (?about ?kind) {{ {kinds} }} }}")
    places = ((pairs[int(number.value)], deeds[int(kind.value)]) for number, kind in answers)
    done = ends.by_fact((number, ends.deed(pair, relation)) for (number, pair), relation in places)
    nodes = sorted({f"{store.base}fact/{name}" for names in done.values() for name in names})
    told = {fact.id: fact for fact in facts(store, only=nodes)}
    found = {number: ends.end(given[number], [told[name] for name in names], articles) for number, names in done.items()}
    return {number: over for number, over in found.items() if over}


def _contradicted(
    store: t.Source, given: Sequence[Fact], articles: Mapping[str, Article], known: dict[Rival, list[Fact]]
) -> dict[int, list[Disagreement]]:
    """What is told otherwise of those facts that another voice or another fact contradicts, by number.

    Args:
        known: the facts that were looked up before; those looked up now are added.
    """
    wanted = {number: rival for number, fact in enumerate(given) if (rival := disagreements.rival(fact))}
    known.update(_rivals(store, sorted(set(wanted.values()) - known.keys())))

    found = {number: disagreements.within(fact, articles) for number, fact in enumerate(given)}
    for number, rival in wanted.items():
        found[number] += disagreements.between(given[number], known[rival], articles)
    return {number: against for number, against in found.items() if against}


def _rivals(store: t.Source, wanted: Sequence[Rival]) -> dict[Rival, list[Fact]]:
    """The facts that have each of these in common, where there are several: they stand as plain triples."""
    names: dict[Rival, set[str]] = {rival: set() for rival in wanted}
    for of_subject, pattern in ((True, "?end ?about ?other"), (False, "?other ?about ?end")):
        listed = [rival for rival in wanted if rival.of_subject is of_subject]
        values = " ".join(f"(<{rival.end}> kgo:{rival.relation} {number})" for number, rival in enumerate(listed))
        question = f"SELECT ?number ?other {{ {{ SELECT * {{ VALUES (?end ?about ?number) {{ {values} }} {pattern} }} }} }}"
        for number, other in rows(store, question) if listed else ():
            if not isinstance(other, ox.Literal) or other.datatype.value == t.XSD + "string":  # a number is no amount
                names[listed[int(number.value)]].add(_named(listed[int(number.value)], other))
    nodes = sorted({f"{store.base}fact/{name}" for several in names.values() if len(several) > 1 for name in several})
    keys = (_key(store, t.iri(node)) for node in nodes)
    told = {fact.id: fact for fact in _read(store, _looked_up(store, keys), ended=False)}
    return {rival: [told[name] for name in sorted(several)] if len(several) > 1 else [] for rival, several in names.items()}


def _named(rival: Rival, other: t.Term) -> str:
    """The id of the fact that has an end in common with others, and this one alone."""
    far = Literal(other.value) if isinstance(other, ox.Literal) else Entity(other.value, "", "")
    near = Entity(rival.end, "", "")
    relation = Relation(rival.relation, "", typed=True)
    return (Fact(near, relation, far) if rival.of_subject or isinstance(far, Literal) else Fact(far, relation, near)).id


def entities(store: t.Source, *, only: Iterable[str] | None = None) -> Iterator[Entity]:
    """Every entity of the store, also those that only speak, or those of these IRIs, sorted by IRI."""
    nodes = (link.subject for link in store.triples(None, t.A, t.kg("Entity"))) if only is None else map(t.iri, only)
    names = ordered((node.value for node in nodes), key=str)
    while batch := list(islice(names, _BATCH)):
        yield from _entities(store, batch)


def count(store: t.Source, kind: str) -> int:
    """How many nodes of a class of the statement vocabulary there are: "Fact", "Evidence", "Entity", "Sentence", "Rejection"."""
    answer = store.query(f"SELECT (COUNT(*) AS ?n) {{ ?node a {t.kg(kind)} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)["n"].value)


def _touching(store: t.Triples, entity: ox.NamedNode) -> Iterable[ox.NamedNode]:
    return {triple.subject: None for end in (t.SUBJECT, t.OBJECT) for triple in store.triples(None, end, entity)}


def _key(store: t.Triples, node: ox.NamedNode) -> Key:
    record = {triple.predicate: triple.object for triple in store.triples(node)}
    end = record[t.OBJECT]
    value = record.get(t.kg("value"), end).value
    datatype = end.datatype.value if isinstance(end, ox.Literal) else ""
    return Key(record[t.SUBJECT].value, record[t.PREDICATE].value, value, node.value, datatype)


def _datatype(key: Key) -> str | None:
    return None if key.datatype == t.XSD + "string" else key.datatype


def _entities(store: t.Source, nodes: Sequence[str]) -> Iterator[Entity]:
    """The entities of these IRIs, in this order."""
    records: list[dict[str, list[t.Term]]] = [defaultdict(list) for _ in nodes]
    for number, predicate, term in looked_up(store, nodes, _OF_ENTITY):
        records[number][_OF_ENTITY[predicate].value].append(term)
    yield from map(_entity, nodes, records)


def _entity(node: str, record: Mapping[str, list[t.Term]]) -> Entity:
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


def _names(record: Mapping[str, list[t.Term]], predicate: ox.NamedNode) -> tuple[tuple[str, str], ...]:
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
