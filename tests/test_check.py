"""Checking a graph by its shapes: nothing to say of a good one, one line for each fault of a bad one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg import stores
from kg.check import Violation, check
from kg.errors import OntologyError, StoreError
from kg.model import Literal, Relation
from kg.ontology import shipped
from kg.rdf import terms as t
from tests.readings import GUO, HUAWEI, LEADS, OPEN, RAISES, SANCTIONS, US
from tests.test_rdf import Fact, kept, proof, read

ONTOLOGY = shipped() / "kg.ttl"

GOOD = read(
    Fact(US, SANCTIONS, HUAWEI, (proof(attribution=GUO, time="2020-05"), proof())),
    Fact(GUO, replace(LEADS, parents=("worksFor",)), HUAWEI, (proof(role="chair"),)),
    Fact(HUAWEI, RAISES, Literal("$ 5 billion"), (proof(),)),
    Fact(US, OPEN, HUAWEI, (proof(),)),
)


def test_a_graph_that_we_write_has_no_violation() -> None:
    assert check(kept(GOOD)) == []


def test_a_relation_between_the_wrong_classes_is_a_violation() -> None:
    # That Huawei would be a person by what it leads, and is an organization, is not told a second time.
    (found,) = check(kept(read(Fact(HUAWEI, LEADS, US, (proof(),)))))
    assert (found.focus, found.message) == (HUAWEI.id, "the subject of leads must be of class Person")


def test_what_no_shape_tells_is_told_as_a_contradiction_of_classes(tmp_path: Path) -> None:
    (tmp_path / "none.ttl").write_text("", encoding="utf-8")
    # Nobody says that Huawei is a person: it follows from what it leads.
    (found,) = check(kept(read(Fact(HUAWEI, LEADS, US, (proof(),)))), shapes=tmp_path / "none.ttl")
    assert str(found) == "kge:huawei rdf:type: is of class Organization and of class Person, and nothing is of both"


def test_what_is_only_denied_or_planned_need_not_fit() -> None:
    assert check(kept(read(Fact(HUAWEI, LEADS, US, (proof(attribution=GUO),))))) == []


@pytest.mark.parametrize(
    ("predicate", "path"),
    [("polarity", "polarity"), ("sentence", "sentence"), ("subjectSpan", "subjectSpan"), ("confidence", "confidence")],
)
def test_evidence_that_lacks_a_part_is_a_violation(predicate: str, path: str) -> None:
    store = kept(GOOD)
    lost = next(iter(store.triples(None, t.kg(predicate))))
    store.update((), [lost])
    (found,) = check(store)
    assert (found.focus, found.path) == (lost.subject.value, t.KG + path)


def test_a_sentence_without_its_words_is_a_violation() -> None:
    store = kept(GOOD)
    store.update((), list(store.triples(None, t.kg("text"))))
    assert {found.path for found in check(store)} == {t.KG + "text"}


def test_other_shapes_may_be_given(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kgo: <https://kg.example/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "kgo:S a sh:NodeShape ; sh:targetClass kgo:Agent ; sh:property kgo:P .\n"
        'kgo:P sh:path skos:exactMatch ; sh:minCount 1 ; sh:message "has no match elsewhere" .'
    )
    assert [(found.focus, found.message, found.shape) for found in check(kept(GOOD), shapes=shapes)] == [
        (thing.id, "has no match elsewhere", t.KGO + "P") for thing in (GUO, HUAWEI)
    ]


def test_an_empty_graph_is_a_good_graph() -> None:
    with stores.open("memory:") as store:
        assert check(store) == []


@pytest.mark.parametrize(("text", "sentence"), [(None, "cannot be read"), ("@prefix x", "is no valid Turtle")])
def test_shapes_that_cannot_be_read_are_told_in_one_sentence(tmp_path: Path, text: str | None, sentence: str) -> None:
    if text is not None:
        (tmp_path / "shapes.ttl").write_text(text)
    with pytest.raises(OntologyError, match=sentence):
        check(kept(GOOD), shapes=tmp_path / "shapes.ttl")


def test_a_violation_reads_as_a_sentence() -> None:
    found = Violation(US.id, t.KG + "confidence", "1.5", "must be at most 1", "s")
    assert str(found) == "kge:us kg:confidence: must be at most 1 (got '1.5')"


def test_one_article_is_checked_as_if_nothing_else_had_been_read() -> None:
    bad = read(Fact(HUAWEI, LEADS, US, (proof("b"),)), id="b")
    store = kept(GOOD, bad)
    assert check(store, article="a1") == []
    assert {found.focus for found in check(store, article="b")} == {HUAWEI.id}
    with pytest.raises(StoreError, match="has no article 'c'"):
        check(store, article="c")


def stated(*facts: Fact) -> list[tuple[str, str]]:
    """The focus and the sentence of everything that is wrong with a graph of plain facts."""
    return [(found.focus, str(found)) for found in check(kept(read(*(replace(fact, evidence=(proof(),)) for fact in facts))))]


def related(name: str) -> Relation:
    return Relation(name, name, True)


def test_what_takes_over_itself_or_is_taken_over_by_what_it_takes_over_is_told() -> None:
    company = replace(HUAWEI, id=f"{t.KGE}zanlo", label="Zanlo")
    there, back = Fact(HUAWEI, related("acquires"), company), Fact(company, related("acquires"), HUAWEI)
    assert stated(there) == []
    assert stated(there, back) == [
        (HUAWEI.id, f"kge:huawei kgo:acquires: is said in both directions, and only one can be (got '{company.id}')")
    ]
    assert stated(Fact(HUAWEI, related("acquires"), HUAWEI)) == [(HUAWEI.id, "kge:huawei kgo:acquires: stands in this relation to itself")]


def test_what_is_only_claimed_contradicts_nothing() -> None:
    company = replace(HUAWEI, id=f"{t.KGE}zanlo", label="Zanlo")
    claimed = Fact(company, related("acquires"), HUAWEI, (proof(attribution=GUO),))
    assert check(kept(read(Fact(HUAWEI, related("acquires"), company, (proof(),)), claimed))) == []


def test_one_article_alone_may_be_free_of_a_contradiction() -> None:
    company = replace(HUAWEI, id=f"{t.KGE}zanlo", label="Zanlo")
    store = kept(
        read(Fact(HUAWEI, related("acquires"), company, (proof("a1"),)), id="a1"),
        read(Fact(company, related("acquires"), HUAWEI, (proof("a2"),)), id="a2"),
    )
    assert len(check(store)) == 1
    assert check(store, article="a1") == check(store, article="a2") == []


def test_a_relation_of_one_value_takes_no_second_one(tmp_path: Path) -> None:
    ontology = tmp_path / "own.ttl"
    ontology.write_text(ONTOLOGY.read_text(encoding="utf-8") + "kgo:supplies a owl:FunctionalProperty .\n", encoding="utf-8")
    company = replace(HUAWEI, id=f"{t.KGE}zanlo", label="Zanlo")
    facts = [Fact(US, related("supplies"), other, (proof(),)) for other in (HUAWEI, company)]
    (found,) = check(kept(read(*facts)), ontology=ontology)
    assert (found.focus, found.value, found.message) == (US.id, f"{HUAWEI.id} {company.id}", "has 2 values where only one can be")
