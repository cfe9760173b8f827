"""The RDF shape: what one reading says, what follows from it, and the way back to facts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from kg import stores
from kg.errors import StoreError
from kg.model import Article, Claim, Entity, Evidence, Fact, Literal, Mention, Modality, Polarity, Reading, Rejection, Sentence, Span
from kg.rdf import Articles, Run, articles, count, entities, facts, quads, rejections
from kg.rdf import terms as t
from kg.rdf.describe import merge
from kg.rdf.quads import Description
from tests.readings import GUO, HUAWEI, LEADS, OPEN, RAISES, RUN, SANCTIONS, US, other, readings

TEXT = "The United States sanctions Huawei. Guo Ping leads Huawei."
SENTENCE = Sentence(0, 35, TEXT[:35])
MENTION = Mention("Huawei", 28, 34, "name", "Huawei", "en")
ROOT = Path(__file__).parent.parent


def proof(article: str = "a1", **more: object) -> Evidence:
    return replace(Evidence(article, SENTENCE, Span(4, 17), Span(18, 27), Span(28, 34), "svo", confidence=0.9), **more)  # type: ignore[arg-type]


def read(*found: Fact, id: str = "a1") -> Reading:
    return Reading(Article(id, TEXT, title="T", url="https://example.org/1", published="2020-09-12", source="NOS"), found)


def kept(*given: Reading, run: Run = RUN) -> stores.Store:
    store = stores.open("memory:")
    for one in given:
        store.replace(one, run)
    return store


def objects(store: stores.Store, subject: str, predicate: ox.NamedNode) -> list[str]:
    return sorted(str(triple.object) for triple in store.triples(ox.NamedNode(subject), predicate))


def asks(store: stores.Store, fact: Fact) -> bool:
    """Whether a naive query finds the fact."""
    assert isinstance(fact.object, Entity)
    return any(store.triples(t.iri(fact.subject.id), t.relation_iri(fact.relation.id, typed=fact.relation.typed), t.iri(fact.object.id)))


# ---- What is said ----


def test_equal_readings_give_equal_triples_in_the_same_order() -> None:
    fact = Fact(US, SANCTIONS, HUAWEI, (proof(),))
    assert list(map(str, quads(read(fact), RUN))) == list(map(str, quads(read(fact), RUN)))


def test_a_digest_tells_readings_apart() -> None:
    one = quads(read(Fact(US, SANCTIONS, HUAWEI, (proof(),))), RUN)[-1]
    two = quads(read(Fact(US, SANCTIONS, HUAWEI, (proof(confidence=0.8),))), RUN)[-1]
    assert one.predicate == two.predicate == t.DIGEST
    assert one.object != two.object


def test_a_run_is_its_content_and_knows_no_clock() -> None:
    assert Run("kg", "1", (("en", "1"), ("nl", "2"))).id == Run("kg", "1", (("nl", "2"), ("en", "1"))).id
    assert len({Run("kg", "1").id, Run("kg", "2").id, Run("kg", "1", ontology="x").id}) == 3


def test_evidence_that_differs_in_anything_has_an_iri_of_its_own() -> None:
    variants = [
        proof(),
        proof(polarity=Polarity.NEGATED),
        proof(modality=Modality.POSSIBLE),
        proof(attribution=GUO),
        proof(attribution_text="said Guo"),
        proof(time="2020"),
        proof(amount="5"),
        proof(role="chair"),
        proof(subject=Span(4, 16)),
        proof(rule="other"),
    ]
    store = kept(read(Fact(US, SANCTIONS, HUAWEI, tuple(variants))))
    assert len({link.subject for link in store.triples(None, t.OF_FACT)}) == len(variants)


@pytest.mark.parametrize(
    ("time", "datatype"),
    [
        ("2020", "gYear"),
        ("2020-05", "gYearMonth"),
        ("2020-05-18", "date"),
        ("2020-13", "string"),
        ("2020-02-30", "string"),
        ("٢٠٢٠", "string"),
    ],
)
def test_a_time_is_typed_as_precisely_as_it_is_known(time: str, datatype: str) -> None:
    assert t.time(time).datatype.value == t.XSD + datatype
    assert t.time(time).value == time


@pytest.mark.parametrize("time", ["2012/..", "../2027", "2020-01/2020-03", "2020-09-07/2020-09-13"])
def test_an_interval_is_typed_as_edtf(time: str) -> None:
    assert t.time(time).datatype.value == t.EDTF
    assert t.time(time).value == time


@pytest.mark.parametrize("time", ["../..", "2012/zomer", "2012/", "/2012", "2020-13/..", "1/2/3"])
def test_what_is_no_interval_stays_a_string(time: str) -> None:
    assert t.time(time).datatype.value == t.XSD + "string"


def test_a_sentence_is_found_again_by_its_quotation() -> None:
    store = kept(read(Fact(GUO, LEADS, HUAWEI, (proof(sentence=Sentence(36, 58, TEXT[36:58])),))))
    quotation = "https://kg.example/article/a1#quote=36,58"
    found = {name: objects(store, quotation, ox.NamedNode(t.OA + name)) for name in ("exact", "prefix", "suffix")}
    assert found == {"exact": ['"Guo Ping leads Huawei."'], "prefix": [f'"{TEXT[4:36]}"'], "suffix": ['""']}


def test_an_address_that_is_no_web_page_is_no_link() -> None:
    article = replace(read().article, url="javascript:alert(1)")
    (url,) = [triple.object for triple in quads(Reading(article, ()), RUN) if triple.predicate.value == t.SCHEMA + "url"]
    assert isinstance(url, ox.Literal)


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert t.text("a\ud800b😀").value == "a\ufffdb😀"


def test_an_entity_without_an_iri_is_refused_in_one_sentence() -> None:
    with pytest.raises(StoreError, match=re.escape("'not an iri' is no absolute IRI")):
        quads(read(Fact(replace(US, id="not an iri"), SANCTIONS, HUAWEI, (proof(),))), RUN)


# ---- What follows ----


PLAIN = proof()
NOT_PLAIN = [
    proof(polarity=Polarity.NEGATED),
    proof(modality=Modality.REPORTED),
    proof(modality=Modality.POSSIBLE),
    proof(modality=Modality.PLANNED),
    proof(attribution=GUO),
    proof(attribution_text="sources say"),
]


@pytest.mark.parametrize("evidence", NOT_PLAIN, ids=["denied", "reported", "possible", "planned", "attributed", "in unnamed mouths"])
def test_a_naive_query_finds_no_fact_that_the_outlet_does_not_state(evidence: Evidence) -> None:
    fact = Fact(US, SANCTIONS, HUAWEI, (evidence,))
    assert not asks(kept(read(fact)), fact)
    assert asks(kept(read(replace(fact, evidence=(evidence, PLAIN)))), fact)


@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize("modality", Modality)
@pytest.mark.parametrize("voice", [{}, {"attribution": GUO}, {"attribution_text": "sources say"}], ids=["outlet", "party", "unnamed"])
def test_of_every_status_only_what_an_outlet_affirms_and_asserts_is_found(
    polarity: Polarity, modality: Modality, voice: dict[str, object]
) -> None:
    """All statuses there are, each alone: written one by one, and loaded at once."""
    evidence = proof(polarity=polarity, modality=modality, **voice)
    fact = Fact(US, SANCTIONS, HUAWEI, (evidence,))
    expected = polarity is Polarity.AFFIRMED and modality is Modality.ASSERTED and not voice
    assert asks(kept(read(fact)), fact) == evidence.plain == expected
    loaded = stores.open("memory:")
    loaded.load([read(fact)], RUN)
    assert asks(loaded, fact) == expected


def test_a_plain_triple_stands_while_one_article_states_it() -> None:
    fact = Fact(US, SANCTIONS, HUAWEI, (PLAIN,))
    denied = replace(fact, evidence=(proof("a2", polarity=Polarity.NEGATED),))
    store = kept(read(fact), read(denied, id="a2"))
    assert asks(store, fact)
    store.remove("a1")
    assert not asks(store, fact)
    assert [found.evidence for found in facts(store)] == [denied.evidence]


@settings(max_examples=40, deadline=None)
@given(readings())
def test_the_plain_triples_are_those_with_plain_evidence(given: list[Reading]) -> None:
    store = kept(*given)
    relations = {t.relation_iri(relation.id, typed=relation.typed) for relation in (SANCTIONS, LEADS, OPEN, RAISES)}
    plain = {(triple.subject.value, triple.predicate) for relation in relations for triple in store.triples(None, relation)}
    stated = {fact for fact in facts(store) if any(evidence.plain for evidence in fact.evidence)}
    assert plain == {(fact.subject.id, t.relation_iri(fact.relation.id, typed=fact.relation.typed)) for fact in stated}


def test_an_article_may_change_its_mind() -> None:
    fact = Fact(US, SANCTIONS, HUAWEI, (PLAIN,))
    store = kept(read(fact), read(replace(fact, evidence=(NOT_PLAIN[0],))))
    assert not asks(store, fact)


def test_an_entity_has_one_label_and_names_by_language() -> None:
    store = kept(read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,))))
    assert objects(store, US.id, t.LABEL) == ['"United States"']
    assert objects(store, US.id, t.PREF_LABEL) == ['"United States"@en', '"Verenigde Staten"@nl']
    assert objects(store, US.id, t.ALT_LABEL) == ['"U.S."@en']
    assert objects(store, US.id, t.EXACT_MATCH) == ["<http://www.wikidata.org/entity/Q30>"]
    assert objects(store, US.id, t.A) == ["<https://kg.example/ontology#Country>", "<https://kg.example/vocab#Entity>"]


def test_one_who_only_speaks_is_an_entity_too() -> None:
    store = kept(read(Fact(US, SANCTIONS, HUAWEI, (proof(attribution=GUO),))))
    assert GUO in list(entities(store))


def test_relations_and_classes_bring_their_ancestors() -> None:
    store = kept(read(Fact(GUO, LEADS, HUAWEI, (PLAIN,)), Fact(US, OPEN, HUAWEI, (PLAIN,))))
    assert objects(store, t.KGO + "leads", t.SUB_PROPERTY) == [f"<{t.KGO}tiedTo>", f"<{t.KGO}worksFor>"]
    assert objects(store, t.KGO + "Company", t.SUB_CLASS) == [f"<{t.KGO}Agent>", f"<{t.KGO}Organization>"]
    assert objects(store, t.KGR + "look-into", t.LABEL) == ['"look into"']
    assert objects(store, t.KGR + "look-into", t.A) == [f"<{t.KG}OpenRelation>"]


def entity(label: str, *, votes: int = 1, **more: object) -> tuple[Description, int]:
    return Description("e:x", "Entity", label=label, **more), votes  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "label", "type"),
    [
        ([entity("ASML", votes=2, type="Person"), entity("ASML Holding", type="Company")], "ASML", "Person"),
        ([entity("ASML", type="Agent"), entity("ASML Holding", type="Company", depth=2)], "ASML Holding", "Company"),
        ([entity("ASMB", type="City"), entity("ASML", type="Company")], "ASMB", "City"),
        ([entity("Asml", votes=9, type="Person"), entity("ASML", type="Company", known=True)], "ASML", "Company"),
    ],
    ids=["most articles", "longest name, most specific class", "first of the alphabet", "the ontology before the articles"],
)
def test_readings_that_differ_are_settled_by_rule(given: list[tuple[Description, int]], label: str, type: str) -> None:
    for votes in (given, given[::-1]):
        merged = merge(votes)
        assert (merged.label, merged.type) == (label, type)
        assert {other_label.label for other_label, _ in given} == {merged.label, *(name for _, name in merged.aliases)}


# ---- Its vocabulary ----


def test_every_term_in_use_is_declared_and_documented() -> None:
    rejected = Claim("a1", SENTENCE, MENTION, "look into", Span(18, 27), MENTION, (), "svo")
    full = proof(attribution=GUO, attribution_text="said Guo", time="2020", amount="5", role="chair")
    facts = (
        Fact(US, SANCTIONS, HUAWEI, (full,)),
        Fact(GUO, LEADS, HUAWEI, (PLAIN,)),
        Fact(HUAWEI, RAISES, Literal("5", t.XSD + "integer"), (PLAIN,)),
    )
    store = kept(replace(read(*facts), rejections=(Rejection(rejected, "no entity"),)))
    used = {term.value.removeprefix(t.KG) for triple in store.triples() for term in triple if term.value.startswith(t.KG)}
    declared = {
        quad.subject.value.removeprefix(t.KG)
        for quad in ox.parse(path=ROOT / "ontologies/kg.ttl")
        if isinstance(quad.subject, ox.NamedNode)
    }
    documented = set(re.findall(r"kg:(\w+)", (ROOT / "docs/reference/rdf.md").read_text(encoding="utf-8")))
    assert used - declared == set()
    assert used - documented == set()
    assert documented - declared == set()


def test_the_prefixes_are_documented() -> None:
    page = (ROOT / "docs/reference/rdf.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"`(\w+):` \| `([^`]+)`", page)) == t.PREFIXES


# ---- There and back ----


def normal(found: Iterable[Fact]) -> dict[str, set[Evidence]]:
    """Facts by id with all their evidence, entities by their ids: what a reading says apart from how things are called."""
    merged: dict[str, set[Evidence]] = {}
    for fact in found:
        speakers = (replace(one, attribution=one.attribution and replace(GUO, id=one.attribution.id)) for one in fact.evidence)
        merged.setdefault(fact.id, set()).update(speakers)
    return merged


@settings(max_examples=60, deadline=None)
@given(readings())
def test_facts_come_back_as_they_went_in(given: list[Reading]) -> None:
    store = kept(*given)
    back = list(facts(store))
    assert normal(back) == normal(fact for one in given for fact in one.facts)
    assert [fact.id for fact in back] == list(dict.fromkeys(fact.id for fact in back))
    # Written again, what came back is the same graph: nothing that a fact carries is lost.
    by_article = [
        replace(one, facts=tuple(replace(fact, evidence=tuple(e for e in fact.evidence if e.article == one.article.id)) for fact in back))
        for one in given
    ]
    again = [replace(one, facts=tuple(fact for fact in one.facts if fact.evidence)) for one in by_article]
    assert list(facts(kept(*again))) == back


def test_values_of_two_types_are_two_facts() -> None:
    """ "5" as words and 5 as a number, in two articles, both come back as they were."""
    given = [Fact(HUAWEI, RAISES, Literal("5"), (PLAIN,)), Fact(HUAWEI, RAISES, Literal("5", t.XSD + "integer"), (PLAIN,))]
    assert given[0].id != given[1].id
    assert {fact.object for fact in facts(kept(read(*given)))} == {fact.object for fact in given}


def test_known_entities_and_statuses_come_back_exactly() -> None:
    evidence = (
        proof(attribution=GUO, attribution_text='said "Guo"', modality=Modality.POSSIBLE, time="2020-05", amount="$ 5", role="chair"),
        proof(polarity=Polarity.NEGATED, time="2012/.."),
    )
    given = [
        Fact(US, SANCTIONS, HUAWEI, tuple(sorted(evidence, key=str))),
        Fact(GUO, LEADS, HUAWEI, (PLAIN,)),
        Fact(HUAWEI, RAISES, Literal("007", t.XSD + "integer"), (PLAIN,)),
        Fact(HUAWEI, RAISES, Literal("$ 5 billion"), (PLAIN,)),
    ]
    back = {fact.id: fact for fact in facts(kept(read(*given)))}
    for fact in given:
        assert replace(back[fact.id], evidence=tuple(sorted(back[fact.id].evidence, key=str))) == fact


def test_facts_about_one_entity_are_the_same_facts() -> None:
    store = kept(
        read(
            Fact(US, SANCTIONS, HUAWEI, (proof(attribution=GUO),)),
            Fact(HUAWEI, RAISES, Literal("5 %"), (PLAIN,)),
            Fact(GUO, OPEN, US, (PLAIN,)),
        )
    )
    about = list(facts(store, about=HUAWEI.id))
    assert about == [fact for fact in facts(store) if HUAWEI in (fact.subject, fact.object)]
    assert len(about) == 2


@settings(max_examples=30, deadline=None)
@given(readings())
def test_articles_and_rejections_come_back(given: list[Reading]) -> None:
    store = kept(*given)
    assert list(articles(store)) == sorted((replace(one.article, text="") for one in given), key=lambda article: article.id)
    refused = {(it.article, it.subject, it.relation, it.reason) for it in rejections(store)}
    assert refused == {(one.article.id, it.claim.subject.name, it.claim.relation, it.reason) for one in given for it in one.rejections}


def test_another_reading_of_the_same_article_is_another() -> None:
    given = read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,)), Fact(GUO, LEADS, HUAWEI, (PLAIN,)))
    assert [fact.relation for fact in facts(kept(given, other(given)))] == [SANCTIONS]


def test_facts_come_sorted_whatever_the_size_of_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [Entity(f"{t.KGE}e{number:02}", f"E {number}", "Company") for number in range(12)]
    given = [Fact(a, relation, b, (PLAIN,)) for a in names for b in names for relation in (SANCTIONS, OPEN) if a != b]
    store = kept(read(*given[::-1]))
    whole = list(facts(store))
    monkeypatch.setattr(sys.modules["kg.rdf.facts"], "_BATCH", 7)
    assert list(facts(store)) == whole
    places = [(fact.subject.id, not fact.relation.typed, fact.object.id) for fact in whole if isinstance(fact.object, Entity)]
    assert places == sorted(places)
    assert {fact.id for fact in whole} == {fact.id for fact in given}
    assert (count(store, "Fact"), count(store, "Evidence")) == (len(given), len(given))


def test_articles_are_looked_up_by_id() -> None:
    store = kept(read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,))))
    found = Articles(store)
    (id,) = found
    assert len(found) == 1
    assert found[id] == next(articles(store))
    assert found.get("nobody") is None
