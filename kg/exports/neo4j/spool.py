"""Rows that wait on disk until all facts have been seen, then come back sorted, each key once.

An entity is named by many facts and must be one row; a table must be sorted, so that the same graph gives the same bytes;
and a graph may be larger than memory. SQLite sorts outside of memory, so that a million rows cost a file in the
temporary folder (`TMPDIR`) and a fixed amount of memory.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Generic, TypeVar

from kg.exports.neo4j.tables import ARTICLES, ENTITIES, FIXED, SENTENCES, Record, Row, Table
from kg.sorting import scratch

_AT_ONCE = 1000
_REMEMBERED = 20_000
_TOGETHER = 500  # links that are written and read at once
_INSERT = "INSERT INTO record VALUES (?, ?, ?, ?)"

Kept = TypeVar("Kept", str, bytes)
"""What stands for a row on disk."""


def packed(table: Table, row: Row) -> bytes:
    """The cells of a row as `unpacked` reads them."""
    return marshal.dumps(row)


def unpacked(kept: bytes) -> Row:
    """The cells of a row that was packed."""
    cells: Row = marshal.loads(kept)
    return cells


class Spool(Generic[Kept]):
    """The rows of an export. Use it in a `with` block, which removes what lies on disk."""

    def __init__(self, records: Iterable[Record], *, keep: Callable[[Table, Row], Kept]) -> None:
        """A spool of these records, in the form that `keep` gives to a row; the same key comes with the same rows."""
        self._keep: Callable[[Table, Row], Kept] = keep
        self._folder = TemporaryDirectory(prefix="kg-neo4j-")
        self._records = scratch(Path(self._folder.name) / "records")
        self._records.execute("CREATE TABLE record (place INTEGER, key TEXT, cells BLOB, links BLOB)")
        self._places = {table.file: place for place, table in enumerate(FIXED)}
        self._tables = list(FIXED)
        self._add(records)

    def tables(self) -> list[Table]:
        """Every table: those of every export, then those of facts in the order of their types."""
        return [*FIXED, *sorted(self._tables[len(FIXED) :], key=lambda table: table.name)]

    def sorted(self) -> Iterator[tuple[Table, Iterator[Kept]]]:
        """Each table that has rows, nodes before relationships, with what is kept by key; take it before the next table."""
        found = self._records.execute("SELECT place, key, cells, links FROM record ORDER BY place, key")
        with TemporaryDirectory(dir=self._folder.name) as folder:
            links = _Links(Path(folder))
            for place, group in groupby(found, key=itemgetter(0)):
                if place >= len(FIXED):
                    yield from links.taken(self._tables)
                yield self._tables[place], links.apart(group)
            yield from links.taken(self._tables)

    def count(self) -> int:
        """How many rows there are, each key counted once."""
        self._index()
        links = sum(
            len(marshal.loads(links))
            for (links,) in self._records.execute("SELECT links FROM record WHERE links NOT NULL GROUP BY place, key")
        )
        return links + int(self._records.execute("SELECT count(*) FROM (SELECT DISTINCT place, key FROM record)").fetchone()[0])

    def missing(self, table: str, keys: Collection[str]) -> list[str]:
        """Those of the keys that no record of the table has; a table's name here is its file."""
        self._index()
        place = self._places.get(table, -1)
        marks = ",".join("?" * len(keys))
        known = {key for (key,) in self._records.execute(f"SELECT key FROM record WHERE place = ? AND key IN ({marks})", (place, *keys))}
        return [key for key in keys if key not in known]

    def close(self) -> None:
        """Remove the records from the disk."""
        self._records.close()
        self._folder.cleanup()

    def __enter__(self) -> Spool[Kept]:
        """The spool itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the spool."""
        self.close()

    def _add(self, records: Iterable[Record]) -> None:
        """Put the records on disk; the few thousand latest are remembered, since neighbours name the same things."""
        recent: dict[str, set[str]] = {table.file: set() for table in (ENTITIES, SENTENCES, ARTICLES)}
        batch: list[tuple[int, str, Kept, bytes | None]] = []
        self._records.execute("BEGIN")
        for table, key, row, links in records:
            known = recent.get(table.file)
            if known is not None:
                if key in known:
                    continue
                if len(known) == _REMEMBERED:
                    known.clear()
                known.add(key)
            tied = marshal.dumps([(self._places[link.file], self._keep(link, ends)) for link, ends in links]) if links else None
            batch.append((self._place(table), key, self._keep(table, row), tied))
            if len(batch) == _AT_ONCE:
                self._records.executemany(_INSERT, batch)
                batch.clear()
        self._records.executemany(_INSERT, batch)
        self._records.execute("COMMIT")

    def _place(self, table: Table) -> int:
        """The number of the table, which it gets when its first row comes."""
        place = self._places.get(table.file)
        if place is None:
            place = self._places[table.file] = len(self._tables)
            self._tables.append(table)
        return place

    def _index(self) -> None:
        self._records.execute("CREATE INDEX IF NOT EXISTS key ON record (place, key)")


class _Links:
    """The links of nodes, which wait in a file for each table until all nodes are through."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def apart(self, found: Iterable[tuple[int, str, Any, bytes | None]]) -> Iterator[Any]:
        """The first record of each key, which come sorted by key, and its links put aside."""
        last = None
        waiting: dict[int, list[Any]] = {}
        for _, key, cells, links in found:
            if key == last:
                continue
            last = key
            yield cells
            for place, kept in marshal.loads(links) if links else ():
                some = waiting.setdefault(place, [])
                some.append(kept)
                if len(some) == _TOGETHER:
                    self._put(place, some)
        for place, some in waiting.items():
            self._put(place, some)

    def taken(self, tables: list[Table]) -> Iterator[tuple[Table, Iterator[Any]]]:
        """The links that wait, each table once."""
        for place, path in sorted((int(path.name), path) for path in self._folder.iterdir()):
            yield tables[place], _read(path)
            path.unlink()

    def _put(self, place: int, some: list[Any]) -> None:
        with (self._folder / str(place)).open("ab") as file:
            marshal.dump(some, file)
        some.clear()


def _read(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        while True:
            try:
                some = marshal.load(file)
            except EOFError:
                return
            yield from some
