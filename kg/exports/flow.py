"""The network as a stream: all nodes, then all edges, each sorted, out of facts that are read once and never held.

Every fact gives its edge and its two ends; ends that are near each other are counted together, and an external merge sort
(`kg.sorting`) brings the rest together. Where the nodes stand is found out beside it (`kg.exports.places`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby

from kg.exports.places import Places
from kg.layout import Place
from kg.model import Article, Fact
from kg.network import Edge, Node, degrees, edge, ends, merged
from kg.sorting import ordered

RUN = 5_000
"""How many edges are sorted, and how many nodes are counted, in memory at a time."""


class Flow:
    """The nodes and then the edges of some facts, to be read once and in this order."""

    def __init__(self, facts: Iterable[Fact], articles: Mapping[str, Article], *, merge: bool = False, placed: bool = False) -> None:
        """A flow of an edge a fact, or with `merge` an edge a pair of nodes and direction; with `placed`, nodes have places."""
        self._places = Places() if placed else None
        self._merge = merge
        self._items: Iterator[Node | Edge] = ordered(self._given(facts, articles), key=_place, run=RUN)

    def nodes(self) -> Iterator[Node]:
        """Every node, sorted by id."""
        for item in _counted(self._items):
            if isinstance(item, Edge):
                self._items = chain([item], self._items)
                return
            yield item

    def placed(self) -> Iterator[tuple[Node, Place]]:
        """Every node with its place, sorted by id, of a flow that was asked for places."""
        assert self._places
        # The first node comes when every fact has been read, and only then is the first place asked for.
        for node, (_, place) in zip(self.nodes(), self._places.sorted(), strict=True):
            yield node, place

    def edges(self) -> Iterator[Edge]:
        """Every edge, sorted by source, target and id; all nodes must have been read."""
        for _, group in groupby(self._items, key=_place if not self._merge else _pair):
            found = [item for item in group if isinstance(item, Edge)]
            yield merged(found) if self._merge else found[0]

    def _given(self, facts: Iterable[Fact], articles: Mapping[str, Article]) -> Iterator[Node | Edge]:
        near: dict[str, Node] = {}
        counts: dict[str, list[int]] = {}
        for fact in facts:
            drawn = edge(fact, articles)
            yield drawn
            for role, node in enumerate(ends(fact)):
                near.setdefault(node.id, node)
                counts.setdefault(node.id, [0, 0])[role] += 1
            if self._places:
                self._places.add(*ends(fact))
            if len(near) >= RUN:
                yield from _flushed(near, counts)
        yield from _flushed(near, counts)


def _flushed(near: dict[str, Node], counts: dict[str, list[int]]) -> Iterator[Node]:
    for name, node in near.items():
        yield Node(name, {**node.attributes, **degrees(*counts[name])})
    near.clear()
    counts.clear()


def _counted(items: Iterable[Node | Edge]) -> Iterator[Node | Edge]:
    """The items with nodes of one id counted together; nothing is read beyond the first edge."""
    last: Node | None = None
    for item in items:
        if isinstance(item, Node) and last and last.id == item.id:
            both = (last.attributes[name] + item.attributes[name] for name in ("as_subject", "as_object"))
            last = Node(last.id, {**last.attributes, **degrees(*both)})
            continue
        if last:
            yield last
        if isinstance(item, Edge):
            yield item
            return
        last = item
    if last:
        yield last


def _place(item: Node | Edge) -> tuple[int, str, str, str]:
    return (0, item.id, "", "") if isinstance(item, Node) else (1, item.source, item.target, item.id)


def _pair(item: Node | Edge) -> tuple[str, str]:
    return (item.source, item.target) if isinstance(item, Edge) else (item.id, "")
