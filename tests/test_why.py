"""The sentences behind a fact: found by any name, marked exactly, and told apart by who says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg import rdf, stores
from kg.errors import QueryError
from kg.model import Modality, Polarity, Span
from kg.why import ask, pieces, stance, why, why_not
from tests.factories import article, by_article, entity, evidence, toy_reading
from tests.newsroom import newsroom


@pytest.fixture(scope="module")
def store() -> Iterator[stores.Store]:
    with stores.open("memory:") as opened:
        for reading in by_article(*newsroom()):
            opened.replace(reading, rdf.Run())
        opened.replace(toy_reading(article("Verizon might sue Huawei. Nokia owns Alcatel.", id="opinion")), rdf.Run())
        yield opened


def found(store: stores.Store, *words: str | None) -> list[tuple[str, str, str]]:
    return [(fact.subject.label, fact.relation.id, fact.object.label) for fact in why(store, ask(store, *words))]


@pytest.mark.parametrize("name", ["Huawei", "HUAWEI", "huawei technologies", "https://kg.example/entity/huawei"])
def test_an_entity_is_found_by_any_of_its_names(store: stores.Store, name: str) -> None:
    assert found(store, "vs", "sanctions", name) == [("United States", "sanctions", "Huawei")]


def test_accents_do_not_count(store: stores.Store) -> None:
    assert ("KPN", "meetsWith", "Zańlø Netwerken") in found(store, "zanlø netwerken")


def test_a_subject_alone_means_all_facts_about_it(store: stores.Store) -> None:
    facts = found(store, "SMIC")
    assert ("SMIC", "competesWith", "TSMC") in facts
    assert ("China", "funds", "SMIC") in facts
    assert all("SMIC" in (subject, object_) for subject, _, object_ in facts)


def test_a_parent_relation_means_its_children(store: stores.Store) -> None:
    assert ("United States", "sanctions", "Huawei") in found(store, None, "restricts", "Huawei")


def test_an_underscore_stands_for_anything(store: stores.Store) -> None:
    assert found(store, "_", "founded", "_") == [("Ren Zhengfei", "founded", "Huawei")]


def test_two_names_mean_the_facts_between_them(store: stores.Store) -> None:
    assert set(found(store, "ASML", "TSMC")) == set(found(store, "TSMC", "ASML")) == {("TSMC", "customerOf", "ASML")}


def test_facts_come_with_all_their_evidence_best_first(store: stores.Store) -> None:
    facts = why(store, ask(store, "Huawei"))
    stances = [min(stance(e).split()[0] for e in fact.evidence) for fact in facts]
    sanctions = next(fact for fact in facts if fact.relation.id == "sanctions")
    assert {e.article for e in sanctions.evidence} == {"courant-2020-09-14", "courant-2020-10-02", "ledger-2020-11-20"}
    assert "stated" in stances[0] or facts[0].relation.id == "sanctions"


def test_an_unknown_name_is_answered_with_what_comes_close(store: stores.Store) -> None:
    with pytest.raises(QueryError, match="called 'Hauwei'; did you mean 'Huawei'"):
        ask(store, "Hauwei")


def test_a_rejected_claim_is_found_from_either_end(store: stores.Store) -> None:
    for pair in (("verizon", "HUAWEI"), ("Huawei Technologies", "Verizon"), ("Verizon", None)):
        assert [(refusal.relation, refusal.reason) for refusal in why_not(store, *pair)] == [("sue", "only an opinion")]


def test_a_pair_without_rejected_claims_has_none(store: stores.Store) -> None:
    assert why_not(store, "Nokia", "Alcatel") == []


def test_the_words_of_a_sentence_are_marked_where_they_stand() -> None:
    said = evidence("In May ING sued KPN.", at=100, subject=Span(107, 110), relation=Span(111, 115), object=Span(116, 119))
    assert pieces(said) == [("In May ", ""), ("ING", "subject"), (" ", ""), ("sued", "relation"), (" ", ""), ("KPN", "object"), (".", "")]


def test_an_end_inside_the_relation_is_marked_and_the_text_is_whole() -> None:
    said = evidence("De VS legt Huawei sancties op.", subject=Span(0, 5), relation=Span(6, 29), object=Span(11, 17))
    assert [part for _, part in pieces(said)] == ["subject", "", "relation", "object", "relation", ""]
    assert "".join(words for words, _ in pieces(said)) == said.sentence.text


def test_a_span_outside_the_sentence_marks_nothing() -> None:
    said = evidence("It sued KPN.", at=50, subject=Span(3, 9), relation=Span(53, 57), object=Span(58, 61))
    assert "subject" not in {part for _, part in pieces(said)}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "stated"),
        ({"attribution": entity("Guo Ping", "Person")}, "said by Guo Ping"),
        ({"attribution_text": "a spokesman said"}, "said by a spokesman said"),
        ({"modality": Modality.PLANNED}, "planned"),
        ({"polarity": Polarity.NEGATED}, "denied"),
        ({"polarity": Polarity.NEGATED, "modality": Modality.POSSIBLE}, "denied, possible"),
    ],
)
def test_a_stance_says_what_keeps_a_sentence_from_being_a_plain_fact(more: dict[str, object], expected: str) -> None:
    assert stance(evidence(**more)) == expected
