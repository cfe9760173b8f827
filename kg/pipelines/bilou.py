"""Names as one tag a word: outside, the only word of a name, its first, an inner one, its last, for each label."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LABELS = ("PERSON", "ORG", "LOC", "MISC")
OUTSIDE = 0
ONLY, FIRST, INNER, LAST = range(4)
COUNT = 1 + 4 * len(LABELS)
_CERTAIN = 9.0
"""A word whose score for `OUTSIDE` is higher than all others by so much is outside, whatever stands around it."""


def tags(label: str, length: int) -> list[int]:
    """The tags of a name.

    >>> tags("PERSON", 1), tags("ORG", 3)
    ([1], [6, 7, 8])
    """
    base = 1 + 4 * LABELS.index(label)
    return [base + ONLY] if length == 1 else [base + FIRST, *[base + INNER] * (length - 2), base + LAST]


def read(row: Sequence[int]) -> list[tuple[int, int, str]]:
    """The names that tags spell; those that do not end as they began are left out.

    >>> read([0, 6, 7, 8, 1, 2, 0])
    [(1, 4, 'ORG'), (4, 5, 'PERSON')]
    """
    found: list[tuple[int, int, str]] = []
    begun = -1
    for at, tag in enumerate(row):
        role, label = (tag - 1) % 4, (tag - 1) // 4
        if tag <= 0 or role in (ONLY, FIRST):
            begun = at if tag > 0 and role == FIRST else -1
        elif begun >= 0 and label != (row[begun] - 1) // 4:
            begun = -1
        if tag > 0 and role == ONLY:
            found.append((at, at + 1, LABELS[label]))
        elif tag > 0 and role == LAST and begun >= 0:
            found.append((begun, at + 1, LABELS[label]))
            begun = -1
    return found


def follows() -> NDArray[np.bool_]:
    """Which tag (column) may follow which (row)."""
    able = np.zeros((COUNT, COUNT), bool)
    for before in range(COUNT):
        inside = before > 0 and (before - 1) % 4 in (FIRST, INNER)
        for after in range(COUNT):
            role = (after - 1) % 4
            begins = after == OUTSIDE or role in (ONLY, FIRST)
            able[before, after] = (not begins and (after - 1) // 4 == (before - 1) // 4) if inside else begins
    return able


_PENALTY = np.where(follows(), 0, -1e6).astype(np.float32)
_START = _PENALTY[OUTSIDE]
_END = np.where(_PENALTY[:, OUTSIDE] == 0, 0, -1e6).astype(np.float32)


def decode(scores: NDArray[np.float32]) -> list[tuple[int, int, str]]:
    """The names of the best sequence of tags, from one row of scores a word.

    >>> scores = np.zeros((3, COUNT), np.float32)
    >>> scores[0, 2], scores[1, 4], scores[2, 0] = 3, 2, 5
    >>> decode(scores)
    [(0, 2, 'PERSON')]
    """
    certain = scores[:, OUTSIDE] - scores[:, 1:].max(1, initial=-np.inf) > _CERTAIN if len(scores) else np.zeros(0, bool)
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(scores):
        if certain[at]:
            at += 1
            continue
        end = at
        while end < len(scores) and not certain[end]:
            end += 1
        found += [(start + at, stop + at, label) for start, stop, label in read(_best(scores[at:end]))]
        at = end
    return found


def _best(scores: NDArray[np.float32]) -> list[int]:
    """Viterbi over a stretch that stands between words outside names."""
    total = scores[0] + _START
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        reached = total[:, None] + _PENALTY
        back.append(reached.argmax(0))
        total = reached.max(0) + row
    best = [int((total + _END).argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]
