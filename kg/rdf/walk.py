"""All facts of a store with their evidence: one walk over its triples, which are joined and sorted in tables on disk (SQLite).

A piece of evidence that is looked up costs a store some jumps: to it, to its fact, to its sentence; the next triple of a walk
costs next to nothing. So the walk takes every triple that facts are made of, in whatever order the store has its nodes, and
memory does not grow with the graph.
"""

from __future__ import annotations

import marshal
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.model import Modality, Polarity
from kg.rdf import terms as t
from kg.rdf.evidence import SAID, Said
from kg.sorting import scratch

_PREDICATES = (*map(t.kg, SAID), t.OF_FACT, t.kg("text"), t.SUBJECT, t.PREDICATE, t.OBJECT, t.kg("value"))
_FACT, _TEXT, _SUBJECT, _PREDICATE, _OBJECT, _VALUE = range(len(SAID), len(_PREDICATES))
_ORDINARY = {SAID.index("polarity"): t.kg(Polarity.AFFIRMED.value), SAID.index("modality"): t.kg(Modality.ASSERTED.value)}
"""What nearly all evidence has, and is not fetched."""
_NOTHING = (None,) * len(_PREDICATES)
_AT_ONCE = 1000  # rows that are written at once

_TABLES = {"evidence": "fact, sentence, said", "fact": "subject, predicate, object, node, datatype", "sentence": "node, text"}
_MAKE = "; ".join(f"CREATE TABLE {name} ({columns})" for name, columns in _TABLES.items())
# Rows that are sorted first and put into an index then are written once, from front to back.
_SORT = """
    CREATE TABLE words (node PRIMARY KEY, text) WITHOUT ROWID;
    INSERT INTO words SELECT * FROM sentence ORDER BY node;
    DROP TABLE sentence;
    CREATE TABLE key (subject, predicate, object, node, datatype, PRIMARY KEY (subject, predicate, object, node)) WITHOUT ROWID;
    INSERT INTO key SELECT * FROM fact ORDER BY subject, predicate, object, node;
    DROP TABLE fact;
    CREATE TABLE proof AS SELECT * FROM evidence ORDER BY fact;
    DROP TABLE evidence;
    CREATE INDEX of_fact ON proof (fact);
"""
_JOIN = """
    SELECT key.*, said, text
    FROM key LEFT JOIN proof ON proof.fact = key.node LEFT JOIN words ON words.node = proof.sentence
    ORDER BY subject, predicate, object, key.node
"""


class Key(NamedTuple):
    """Where a fact stands in every output: by subject, relation and object; a value has a datatype."""

    subject: str
    predicate: str
    object: str
    fact: str
    datatype: str


def everything(store: t.Source) -> Iterator[tuple[Key, list[Said]]]:
    """Every fact of the store by its key, with what is said of it."""
    with closing(scratch()) as tables:
        tables.executescript(_MAKE)
        _fill(tables, store)
        tables.executescript(_SORT)
        for key, group in groupby(tables.execute(_JOIN), key=itemgetter(slice(len(Key._fields)))):
            yield Key(*key), [Said(marshal.loads(said), text) for *_, said, text in group if said]


def _fill(tables: sqlite3.Connection, store: t.Source) -> None:
    waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)

    def write(name: str) -> None:
        """Move the rows that wait for a table into it."""
        tables.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(waiting[name][0]))})", waiting[name])
        waiting[name].clear()

    tables.execute("BEGIN")
    for name, row in _rows(store):
        waiting[name].append(row)
        if len(waiting[name]) == _AT_ONCE:
            write(name)
    for name in [name for name, found in waiting.items() if found]:
        write(name)
    tables.execute("COMMIT")


def _rows(store: t.Source) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """A row for each fact, piece of evidence and sentence, with the table that it belongs to."""
    for node, found in _nodes(store):
        if found[_FACT]:
            said = [term and term.value for term in found[: len(SAID)]]
            for number, ordinary in _ORDINARY.items():
                said[number] = said[number] or ordinary.value
            yield "evidence", (found[_FACT].value, said[0], marshal.dumps(said))
        elif found[_TEXT]:
            yield "sentence", (node, found[_TEXT].value)
        elif found[_OBJECT]:
            end = found[_OBJECT]
            datatype = end.datatype.value if isinstance(end, ox.Literal) else ""
            yield "fact", (found[_SUBJECT].value, found[_PREDICATE].value, (found[_VALUE] or end).value, node, datatype)


def _nodes(store: t.Source) -> Iterator[tuple[str, list[Any]]]:
    """Every node that has one of the predicates, with its values by their numbers."""
    last, found = "", list[Any](_NOTHING)
    for node, number, term in store.walk(_PREDICATES, but=_ORDINARY.values()):
        if node != last:
            yield last, found
            last, found = node, list(_NOTHING)
        found[number] = term
    yield last, found
