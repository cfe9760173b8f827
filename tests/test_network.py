"""The network that pictures and exports share: nothing lost, nothing merged, the same from run to run."""

from __future__ import annotations

from itertools import combinations
from random import Random

import networkx as nx
import pytest
from newsroom import THINGS, newsroom, relation_of

from kg.model import Entity, Evidence, Fact, Literal, Modality, Polarity, Sentence, Span
from kg.network import dates, layout, object_id, period, to_networkx
from kg.status import Standing, in_order, standing, status

FACTS, ARTICLES = newsroom()
HUAWEI, CHINA, KIM = THINGS["huawei"], THINGS["china"], THINGS["guo-ping"]


def said(**more: object) -> Evidence:
    return Evidence("a", Sentence(0, 9, "Some text"), Span(0, 1), Span(2, 3), Span(4, 5), "test", **more)  # type: ignore[arg-type]


def fact_of(*evidence: Evidence, object_: Entity | Literal = CHINA) -> Fact:
    return Fact(HUAWEI, relation_of("supplies"), object_, evidence)


def test_every_fact_is_an_edge_and_every_entity_a_node() -> None:
    graph = to_networkx(FACTS, ARTICLES)
    assert {key for _, _, key in graph.edges(keys=True)} == {fact.id for fact in FACTS}
    ends = {fact.subject.id for fact in FACTS} | {object_id(fact) for fact in FACTS}
    assert set(graph) == ends


def test_parallel_facts_stay_apart() -> None:
    graph = to_networkx(FACTS, ARTICLES)
    between = graph.get_edge_data(THINGS["united-states"].id, HUAWEI.id)
    assert {edge["relation"] for edge in between.values()} == {"sanctions", "threatens", "accuses"}


def test_equal_amounts_of_two_facts_tie_nothing_together() -> None:
    """Two companies that each raise a million are not connected by it."""
    a = Fact(HUAWEI, relation_of("raises"), Literal("1 million"), (said(),))
    b = Fact(THINGS["kpn"], relation_of("raises"), Literal("1 million"), (said(),))
    assert nx.number_weakly_connected_components(to_networkx([a, b])) == 2


def test_an_edge_tells_status_sources_and_sentences() -> None:
    graph = to_networkx(FACTS, ARTICLES)
    edges = graph.get_edge_data(THINGS["united-states"].id, HUAWEI.id).values()
    edge = next(edge for edge in edges if edge["relation"] == "sanctions")
    assert (edge["weight"], edge["standing"], edge["disputed"], edge["confidence"]) == (3, "asserted", True, 0.94)
    assert edge["sources"] == ("Noorderlicht Courant", "The Harbour Ledger")
    assert (edge["first"], edge["last"]) == ("2020-09-01", "2020-11-20")
    assert edge["sentences"][0].startswith("The United States has imposed sanctions")


def test_the_order_of_facts_does_not_matter() -> None:
    shuffled = list(FACTS)
    Random(7).shuffle(shuffled)
    one, other = to_networkx(FACTS, ARTICLES), to_networkx(shuffled, ARTICLES)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (said(), Standing.ASSERTED),
        (said(attribution=KIM), Standing.SAID),
        (said(attribution_text="said a spokesman"), Standing.SAID),
        (said(modality=Modality.REPORTED), Standing.UNCERTAIN),
        (said(modality=Modality.PLANNED, attribution=KIM), Standing.UNCERTAIN),
        (said(polarity=Polarity.NEGATED), Standing.DENIED),
        (said(polarity=Polarity.NEGATED, modality=Modality.POSSIBLE), Standing.DENIED),
    ],
)
def test_standing_of_one_piece_of_evidence(evidence: Evidence, expected: Standing) -> None:
    assert standing(evidence) is expected


def test_the_strongest_evidence_decides_however_unsure_it_is() -> None:
    ladder = [
        said(confidence=0.1),
        said(confidence=0.2, attribution=KIM),
        said(confidence=0.3, modality=Modality.REPORTED),
        said(confidence=0.4, modality=Modality.PLANNED),
        said(confidence=0.5, modality=Modality.POSSIBLE),
        said(confidence=0.9, polarity=Polarity.NEGATED),
    ]
    for start in range(len(ladder)):
        fact = fact_of(*reversed(ladder[start:]))
        assert status(fact).evidence == ladder[start]
        assert in_order(fact) == ladder[start:]


def test_disputed_only_where_both_sides_stand() -> None:
    assert status(fact_of(said(), said(polarity=Polarity.NEGATED, attribution=KIM))).disputed
    assert not status(fact_of(said(), said(modality=Modality.POSSIBLE))).disputed
    assert not status(fact_of(said(polarity=Polarity.NEGATED))).disputed
    assert not status(fact_of(said(), said(polarity=Polarity.NEGATED))).disputed, "one voice, in one sentence"


def test_a_fact_without_evidence_is_refused() -> None:
    with pytest.raises(ValueError, match="has no evidence"):
        status(fact_of())


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2020-09-14", ("2020-09-14", "2020-09-14")),
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2020?", ("2020-01-01", "2020-12-31")),
        ("2012/2014-06", ("2012-01-01", "2014-06-30")),
        ("../2020-05", (None, "2020-05-31")),
        ("2020-13", (None, None)),
        ("2021-02-29", (None, None)),
        ("last week", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_period(time: str | None, expected: tuple[str | None, str | None]) -> None:
    assert period(time) == expected


def test_a_fact_without_its_own_time_takes_the_day_of_its_article() -> None:
    fact = next(fact for fact in FACTS if fact.relation.id == "criticizes")
    assert dates(fact, ARTICLES) == ("2020-10-02", "2020-10-02")
    assert dates(fact) == (None, None)


def test_a_beginning_without_an_end_leaves_the_period_open() -> None:
    fact = next(fact for fact in FACTS if fact.subject is THINGS["marieke-postma"] and fact.relation.id == "memberOf")
    assert dates(fact, ARTICLES) == ("2017-01-01", None)


def test_layout_is_the_same_every_time_and_whatever_the_order() -> None:
    shuffled = list(FACTS)
    Random(3).shuffle(shuffled)
    first = layout(to_networkx(FACTS))
    Random(5).random()
    assert layout(to_networkx(shuffled)) == first
    assert set(first) == set(to_networkx(FACTS))


def test_layout_leaves_the_random_numbers_of_others_alone() -> None:
    import random

    random.seed(11)
    expected = random.random()
    random.seed(11)
    layout(to_networkx(FACTS))
    assert random.random() == expected


def test_names_do_not_lie_on_each_other() -> None:
    places = layout(to_networkx(FACTS))
    close = [(a, b) for a, b in combinations(places, 2) if abs(places[a][0] - places[b][0]) < 40 and abs(places[a][1] - places[b][1]) < 40]
    assert close == []


def test_small_parts_lie_near_the_large_one() -> None:
    graph = to_networkx(FACTS)
    places = layout(graph)
    parts = sorted(nx.weakly_connected_components(graph), key=len)
    low, high = (f(places[name][1] for name in parts[-1]) for f in (min, max))
    for part in parts[:-1]:
        assert max(places[name][1] for name in part) - high < high - low


def test_layout_of_nothing_and_of_one() -> None:
    assert layout(to_networkx([])) == {}
    alone = Fact(HUAWEI, relation_of("owns"), HUAWEI, (said(),))
    assert layout(to_networkx([alone])) == {HUAWEI.id: (0.0, 0.0)}
