"""Where the nodes of a drawing stand, whatever their number: the ones with most ties by force, each other one beside its nearest.

A layout by force takes memory for each node and each pair of nodes. So the ties wait in tables on disk (SQLite), and only
as many as a picture can show are laid out (`kg.layout`); a smaller graph is laid out as a whole. A node that is left stands on a
spiral round the node of those to which most ties lead, and in rows below the picture where none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from heapq import merge
from math import cos, pi, sin, sqrt
from operator import itemgetter

from kg.exports.files import clean
from kg.layout import LINE, SPACING, Place, Positions, positions
from kg.network import Node
from kg.sorting import scratch

LAID = 10_000
"""How many nodes are laid out by force at most."""

TIED = 100_000
"""How many pairs of them pull at each other at most: of each node the strongest first."""

_AT_ONCE = 1000  # ties that are written at once
_GOLDEN = pi * (3 - sqrt(5))  # the angle between seeds of a sunflower, which never stand in rows

_MAKE = "CREATE TABLE tie (one, other); CREATE TABLE node (name PRIMARY KEY, label) WITHOUT ROWID"
_SORT = """
    CREATE TABLE pair (one, other, ties, PRIMARY KEY (one, other)) WITHOUT ROWID;
    INSERT INTO pair SELECT one, other, count(*) FROM tie GROUP BY one, other;
    DROP TABLE tie;
    CREATE TABLE degree (name PRIMARY KEY, ties) WITHOUT ROWID;
    INSERT INTO degree
        SELECT name, sum(ties) FROM (SELECT one AS name, ties FROM pair UNION ALL SELECT other, ties FROM pair) GROUP BY name;
    CREATE TABLE core (name PRIMARY KEY, label) WITHOUT ROWID;
    INSERT INTO core SELECT name, label FROM node JOIN degree USING (name) ORDER BY ties DESC, name LIMIT {laid};
"""
# A CROSS JOIN is one that SQLite leaves in its order: else it looks up each pair of two nodes of the core.
_PAIRS = """
    SELECT one, other, ties FROM pair CROSS JOIN core AS a ON a.name = one CROSS JOIN core AS b ON b.name = other
    ORDER BY row_number() OVER (PARTITION BY one ORDER BY ties DESC, other), ties DESC, one, other LIMIT {tied}
"""
_REST = """
    WITH
        near AS (
            SELECT one AS name, other AS anchor, ties FROM pair CROSS JOIN core ON core.name = other
            UNION ALL SELECT other, one, ties FROM pair CROSS JOIN core ON core.name = one
        ),
        best AS (SELECT name, anchor, row_number() OVER (PARTITION BY name ORDER BY ties DESC, anchor) AS rank FROM near)
    SELECT name, anchor, row_number() OVER (PARTITION BY anchor ORDER BY degree.ties DESC, name) AS rank
    FROM degree LEFT JOIN (SELECT name, anchor FROM best WHERE rank = 1) USING (name)
    WHERE name NOT IN (SELECT name FROM core) ORDER BY name
"""


class Places:
    """What is known of the nodes and their ties, and then where each stands."""

    def __init__(self) -> None:
        """No node yet."""
        self._tables = scratch()
        self._tables.executescript(_MAKE)
        self._labels: dict[str, str] = {}
        self._ties: list[tuple[str, str]] = []

    def add(self, subject: Node, object: Node) -> None:
        """Take in the two ends of a fact."""
        for node in (subject, object):
            self._labels[node.id] = clean(node.attributes["label"])
        self._ties.append((min(subject.id, object.id), max(subject.id, object.id)))
        if len(self._ties) == _AT_ONCE:
            self._write()

    def sorted(self) -> Iterator[tuple[str, Place]]:
        """Each node and its place, sorted by name; nothing can be added any more."""
        self._write()
        with closing(self._tables):
            self._tables.executescript(_SORT.format(laid=LAID))
            labels = dict(self._tables.execute("SELECT name, label FROM core"))
            pairs = self._tables.execute(_PAIRS.format(tied=TIED))
            laid = positions(labels, ((one, other) for one, other, ties in pairs for _ in range(ties)))
            beside = _beside(laid)
            rest = ((name, beside(anchor, rank)) for name, anchor, rank in self._tables.execute(_REST))
            yield from merge(((name, laid[name]) for name in sorted(laid)), rest, key=itemgetter(0))

    def _write(self) -> None:
        self._tables.execute("BEGIN")
        self._tables.executemany("INSERT OR IGNORE INTO node VALUES (?, ?)", sorted(self._labels.items()))
        self._tables.executemany("INSERT INTO tie VALUES (?, ?)", self._ties)
        self._tables.execute("COMMIT")
        self._labels.clear()
        self._ties.clear()


def _beside(laid: Positions) -> Callable[[str | None, int], Place]:
    """Where the first, the second and each further one of the nodes stands that are tied to a node, or to none that is laid out."""
    left, right = min((x for x, _ in laid.values()), default=0.0), max((x for x, _ in laid.values()), default=0.0)
    below = max((y for _, y in laid.values()), default=0.0) + SPACING
    columns = int((right - left) / SPACING) + 1

    def place(anchor: str | None, rank: int) -> Place:
        """On a spiral round the anchor, or in a row below the picture without one."""
        if anchor is None:
            row, column = divmod(rank - 1, columns)
            return round(left + column * SPACING, 1), round(below + row * LINE, 1)
        radius, angle = SPACING / 2 * sqrt(rank), rank * _GOLDEN
        x, y = laid[anchor]
        return round(x + radius * cos(angle), 1), round(y + radius * sin(angle), 1)

    return place
