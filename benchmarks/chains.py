"""How well mentions are put into chains: MUC, B-cubed and CEAF (entity-based), and their mean, the CoNLL score.

A chain is a set of mentions; a mention is anything hashable that both sides name alike. Chains of one mention count
only where the caller leaves them in.

MUC: Vilain et al. 1995; B-cubed: Bagga and Baldwin 1998; CEAF with similarity phi 4: Luo 2005; the mean: Pradhan et al. 2012.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

Chain = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Count:
    """Numerators and denominators of precision and recall, so that documents can be added up."""

    precise: float = 0.0
    found: float = 0.0
    recalled: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: Count) -> Count:
        return Count(self.precise + other.precise, self.found + other.found, self.recalled + other.recalled, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.precise / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 0 where nothing was wanted."""
        return self.recalled / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        >>> Count(1, 2, 1, 1).f1
        0.6666666666666666
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def muc(gold: Sequence[Chain], found: Sequence[Chain]) -> Count:
    """By links: how many of a chain's links the other side has.

    >>> muc([frozenset("abc")], [frozenset("ab"), frozenset("c")]).recall
    0.5
    """
    return Count(*_links(found, gold), *_links(gold, found))


def _links(chains: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    where = {mention: number for number, chain in enumerate(other) for mention in chain}
    kept = total = 0
    for chain in chains:
        pieces = {where[mention] for mention in chain if mention in where}
        parts = len(pieces) + sum(mention not in where for mention in chain)
        kept, total = kept + len(chain) - parts, total + len(chain) - 1
    return kept, total


def b_cubed(gold: Sequence[Chain], found: Sequence[Chain]) -> Count:
    """By mentions: how much of a mention's chain the other side has.

    >>> b_cubed([frozenset("ab")], [frozenset("a"), frozenset("b")]).recall
    0.5
    """
    return Count(*_shares(found, gold), *_shares(gold, found))


def _shares(chains: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    where = {mention: chain for chain in other for mention in chain}
    total = sum(len(chain) for chain in chains)
    return sum(len(chain & where[mention]) / len(chain) for chain in chains for mention in chain if mention in where), total


def ceaf(gold: Sequence[Chain], found: Sequence[Chain]) -> Count:
    """By entities: each chain is paired with at most one of the other side, as well as can be.

    >>> ceaf([frozenset("ab")], [frozenset("ab"), frozenset("c")]).precision
    0.5
    """
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, chain in enumerate(gold):
        for j, other in enumerate(found):
            common = len(chain & other)
            if common:
                graph.add_edge(("gold", i), ("found", j), weight=2 * common / (len(chain) + len(other)))
    score = sum(graph.edges[pair]["weight"] for pair in nx.max_weight_matching(graph))
    return Count(score, len(found), score, len(gold))


METRICS = {"MUC": muc, "B-cubed": b_cubed, "CEAF": ceaf}


def conll(documents: Iterable[tuple[Sequence[Chain], Sequence[Chain]]]) -> dict[str, float]:
    """F1 by metric over documents of (gold, found), chains of one mention left out, and their mean under "CoNLL".

    >>> conll([([frozenset("ab")], [frozenset("ab")])])["CoNLL"]
    1.0
    """
    totals = dict.fromkeys(METRICS, Count())
    for gold, found in documents:
        pair = [[chain for chain in side if len(chain) > 1] for side in (gold, found)]
        for name, metric in METRICS.items():
            totals[name] += metric(*pair)
    figures = {name: count.f1 for name, count in totals.items()}
    return {**figures, "CoNLL": sum(figures.values()) / len(figures)}
