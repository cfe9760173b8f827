"""What follows by the ontology is there on demand, and never in what was said."""

from __future__ import annotations

from kg import stores
from kg.infer import entailed, inferred
from kg.model import Entity, Modality, Polarity, Relation
from kg.query import query
from kg.rdf import short
from tests.readings import BASE, GUO, HUAWEI, LEADS, RUN, SANCTIONS, US
from tests.test_rdf import Fact, proof, read

SUPPLIES = Relation("supplies", "supplies", True)
PARTNERS = Relation("partnersWith", "partners with", True)
ASML = Entity(BASE + "asml", "ASML", "Company")


def kept(*facts: Fact) -> stores.Store:
    store = stores.open("memory:")
    store.replace(read(*facts), RUN)
    return store


def found(store: stores.Store) -> set[tuple[str, ...]]:
    return {tuple(short(term.value) for term in triple) for triple in entailed(store)}


def test_inverse_symmetric_and_upper_relations_and_classes_follow() -> None:
    follows = found(
        kept(
            Fact(ASML, SUPPLIES, HUAWEI, (proof(),)),
            Fact(ASML, PARTNERS, HUAWEI, (proof(),)),
            Fact(GUO, LEADS, HUAWEI, (proof(),)),
            Fact(US, SANCTIONS, HUAWEI, (proof(),)),
        )
    )
    assert ("kge:huawei", "kgo:customerOf", "kge:asml") in follows
    assert ("kge:huawei", "kgo:partnersWith", "kge:asml") in follows
    assert ("kge:us", "kgo:restricts", "kge:huawei") in follows
    assert ("kge:guo-ping", "kgo:worksFor", "kge:huawei") in follows
    assert ("kge:asml", "rdf:type", "kgo:Organization") in follows
    assert ("kge:us", "kgo:sanctions", "kge:huawei") not in follows


def test_nothing_follows_from_what_is_not_stated() -> None:
    denied, planned = proof(polarity=Polarity.NEGATED), proof(modality=Modality.PLANNED)
    follows = found(kept(Fact(US, SANCTIONS, HUAWEI, (denied,)), Fact(ASML, SUPPLIES, HUAWEI, (planned,))))
    assert {predicate for _, predicate, _ in follows} == {"rdf:type"}


def test_the_store_stays_as_it_is() -> None:
    store = kept(Fact(ASML, SUPPLIES, HUAWEI, (proof(),)))
    before = store.dump()
    with inferred(store) as more:
        assert query(more, "ASK { kge:huawei kgo:customerOf kge:asml ; a kgo:Agent }") is True
        assert set(before.splitlines()) < set(more.dump().splitlines())
    assert store.dump() == before
    assert query(store, "ASK { kge:huawei kgo:customerOf kge:asml }") is False
