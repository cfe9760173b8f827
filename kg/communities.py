"""Groups of entities that have more to do with each other than with the rest, by the Leiden algorithm (Traag, Waltman and
van Eck, Scientific Reports 9, 2019) in igraph, on modularity; and the entities that a picture of a large graph opens on.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import igraph
import networkx as nx

_SEED = 20200912
_LEAST = 3  # entities that each of the groups below sends into the core at least
_GROUPS = 12  # groups that are sure of a place in the core


def communities(graph: nx.MultiDiGraph[str]) -> list[list[str]]:
    """The nodes in groups, the largest first and the most connected node of each first; the same for the same graph.

    Parallel edges pull harder than single ones; directions do not count.
    """
    names = sorted(graph)
    index = {name: number for number, name in enumerate(names)}
    bundles = Counter((min(index[a], index[b]), max(index[a], index[b])) for a, b in graph.edges() if a != b)
    pairs = sorted(bundles)
    drawing = igraph.Graph(n=len(names), edges=pairs)
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        found = drawing.community_leiden(objective_function="modularity", weights=[bundles[pair] for pair in pairs], n_iterations=4)
    finally:
        igraph.set_random_number_generator(random)  # igraph's own default
    groups = [ranked(graph, [names[member] for member in group]) for group in found]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def ranked(graph: nx.MultiDiGraph[str], nodes: Sequence[str]) -> list[str]:
    """The nodes with most facts first."""
    return sorted(nodes, key=lambda name: (-graph.nodes[name]["facts"], name))


def core(graph: nx.MultiDiGraph[str], groups: Sequence[Sequence[str]], *, size: int) -> list[str]:
    """About that many nodes that stand for the whole graph: the top of each large group, then the top of all, then only
    those that have a neighbour among them.
    """
    chosen = {name for group in groups[:_GROUPS] for name in group[:_LEAST]}
    for name in ranked(graph, list(graph)):
        if len(chosen) >= size:
            break
        chosen.add(name)
    inside = graph.subgraph(chosen)
    return sorted(name for name in chosen if any(other != name for other in nx.all_neighbors(inside, name)))
