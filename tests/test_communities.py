"""Groups of entities that belong together, and the core that stands for a large graph."""

from __future__ import annotations

from factories import fact

from kg.communities import communities, core, ranked
from kg.network import to_networkx


def _clique(letters: str) -> list[tuple[str, str]]:
    return [(a, b) for a in letters for b in letters if a < b]


GRAPH = to_networkx([fact(a, "owns", b) for a, b in [*_clique("ABCDE"), *_clique("VWXYZ"), ("E", "V"), ("P", "Q")]])


def _letters(names: list[str]) -> str:
    return "".join(sorted(name[-1] for name in names)).upper()


def test_what_hangs_together_is_a_group() -> None:
    groups = communities(GRAPH)
    assert [_letters(group) for group in groups] == ["ABCDE", "VWXYZ", "PQ"]
    assert groups[0][0].endswith("/e")  # the one with most facts


def test_the_same_graph_gives_the_same_groups() -> None:
    assert communities(GRAPH) == communities(GRAPH.copy())


def test_the_core_has_the_top_of_every_group_and_nobody_alone() -> None:
    chosen = core(GRAPH, communities(GRAPH), size=4)
    assert len(chosen) == 8  # three of each clique, and the pair
    assert {"E", "V", "P"} <= set(_letters(chosen))


def test_a_core_is_no_larger_than_asked_where_there_are_few_groups() -> None:
    assert len(core(GRAPH, communities(GRAPH)[:1], size=6)) == 6


def test_most_facts_come_first() -> None:
    assert _letters(ranked(GRAPH, list(GRAPH))[:2]) == "EV"
