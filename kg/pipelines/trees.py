"""From scores to a tree: one root, every other word on a head, no circles; the best such tree where the best heads are none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def decode(scores: NDArray[np.float32]) -> list[int]:
    """The head of each word, its own place for the root.

    Args:
        scores: a row a word, a column a head; the diagonal says how good a root the word is.

    >>> decode(np.array([[0.0, 5.0], [4.0, 1.0]], np.float32))
    [1, 1]
    >>> decode(np.array([[3.0, 1.0], [1.0, 3.0]], np.float32))
    [0, 0]
    """
    heads: list[int] = scores.argmax(1).tolist()
    return heads if is_tree(heads) else best_tree(scores)


def is_tree(heads: Sequence[int]) -> bool:
    """Whether there is one root that every word leads to.

    >>> is_tree([1, 1]), is_tree([0, 1]), is_tree([1, 0, 2])
    (True, False, False)
    """
    if sum(head == at for at, head in enumerate(heads)) != 1:
        return False
    safe = [head == at for at, head in enumerate(heads)]
    for at in range(len(heads)):
        path = []
        while not safe[at]:
            if at in path:
                return False
            path.append(at)
            at = heads[at]
        for node in path:
            safe[node] = True
    return True


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The tree with the highest sum of log probabilities and one root (Chu-Liu/Edmonds; more than one root costs more than all else)."""
    size = len(scores)
    logs = scores.astype(np.float64)
    logs -= logs.max(1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(1, keepdims=True))
    logs = np.maximum(logs, -50.0)
    graph = np.full((size + 1, size + 1), -np.inf)
    graph[1:, 1:] = logs
    np.fill_diagonal(graph, -np.inf)
    graph[1:, 0] = np.diag(logs) - 50.0 * (size + 1)
    heads = _edmonds(graph)
    return [at if heads[at + 1] == 0 else heads[at + 1] - 1 for at in range(size)]


def _edmonds(graph: Scores) -> list[int]:
    """The heads of the best tree below node 0; a circle is shrunk to one node and opened again where that costs least."""
    heads: list[int] = [0, *graph[1:].argmax(1).tolist()]
    circle = _circle(heads)
    if not circle:
        return heads
    inside = np.zeros(len(graph), bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    ring = np.asarray(circle)
    kept = graph[ring, [heads[node] for node in circle]]
    entering = graph[np.ix_(ring, outside)] - kept[:, None]
    leaving = graph[np.ix_(outside, ring)]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = graph[np.ix_(outside, outside)]
    small[size, :size] = entering.max(0)
    small[:size, size] = leaving.max(1)
    small[0] = -np.inf
    found = _edmonds(small)
    result = list(heads)
    for at in range(1, size):
        node = int(outside[at])
        result[node] = int(ring[leaving[at].argmax()]) if found[at] == size else int(outside[found[at]])
    result[int(ring[entering[:, found[size]].argmax()])] = int(outside[found[size]])
    return result


def _circle(heads: Sequence[int]) -> list[int]:
    """The nodes of a circle, or none."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            circle = [node]
            while heads[circle[-1]] != node:
                circle.append(heads[circle[-1]])
            return circle
    return []
