"""Looking up some nodes of a store, many with one question; to read most of a graph, see `Store.walk`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from kg.rdf import terms as t


def about(store: t.Source, nodes: Sequence[str], predicates: Sequence[ox.NamedNode]) -> Iterator[tuple[int, int, t.Term]]:
    """What the nodes have of these predicates: the numbers of the node and the predicate, and the value."""
    # The terms of a row are fetched from disk each, which is most of the time of reading: a number costs nothing, so
    # predicates come as numbers, and what is not wanted is dropped before it is fetched. The inner SELECT keeps the engine
    # from walking through the whole graph once a predicate.
    everything = "{ SELECT * { VALUES (?node ?number) { %s } ?node ?about ?found } }"
    kinds = " ".join(f"({predicate} {number})" for number, predicate in enumerate(predicates))
    pattern = f"VALUES (?about ?kind) {{ {kinds} }}"
    for number, kind, value in answers(store, nodes, pattern, "?kind ?found", given=everything):
        yield number, int(kind.value), value


def answers(
    store: t.Source, nodes: Sequence[str], pattern: str, wanted: str, *, given: str = "VALUES (?node ?number) { %s }"
) -> Iterator[tuple[Any, ...]]:
    """What a pattern finds for these nodes: the number of the node, then the terms."""
    values = " ".join(f"(<{node}> {number})" for number, node in enumerate(nodes))
    for number, *terms in rows(store, f"SELECT ?number {wanted} {{ {given % values} {pattern} }}"):
        yield int(number.value), *terms


def rows(store: t.Source, question: str) -> Iterator[Any]:
    """The rows that answer a SELECT."""
    answer = store.query(question)
    assert isinstance(answer, ox.QuerySolutions)
    return iter(answer)
