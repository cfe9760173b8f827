"""Rows that wait on disk until all facts have been seen, then come back sorted, each key once.

An entity is named by many facts and must be one row; a table must be sorted, so that the same graph gives the same bytes;
and a graph may be larger than memory. SQLite sorts outside of memory, so that a million rows cost a file in the
temporary folder (`TMPDIR`) and a fixed amount of memory.
"""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from kg.exports.neo4j.tables import FIXED, Row, Table

_AT_ONCE = 5000
_REMEMBERED = 20_000
_PLAIN = 0  # the format of marshal in which equal rows are equal bytes; these never outlive the process
_INSERT = "INSERT INTO row VALUES (?, ?, ?)"


class Spool:
    """The rows of an export. Use it in a `with` block, which removes what lies on disk."""

    def __init__(self, rows: Iterable[tuple[Table, str, Row]] = ()) -> None:
        """A spool that holds these rows."""
        self._folder = TemporaryDirectory(prefix="kg-neo4j-")
        self._rows = sqlite3.connect(Path(self._folder.name) / "rows", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -16000"):
            self._rows.execute(f"PRAGMA {setting}")
        self._rows.execute("CREATE TABLE row (place INTEGER, key TEXT, cells BLOB)")
        self._places = {table.file: place for place, table in enumerate(FIXED)}
        self._tables = list(FIXED)
        self._add(rows)

    def tables(self) -> list[Table]:
        """Every table: those of every export, then those of facts in the order of their types."""
        return [*FIXED, *sorted(self._tables[len(FIXED) :], key=lambda table: table.name)]

    def sorted(self) -> Iterator[tuple[Table, Iterator[Row]]]:
        """Each table that has rows, nodes before relationships, with its rows by key; take the rows before the next table."""
        found = self._rows.execute("SELECT place, key, cells FROM row ORDER BY place, key, cells")
        for place, group in groupby(found, key=itemgetter(0)):
            yield self._tables[place], _first_of_each(group)

    def count(self) -> int:
        """How many rows there are, each key counted once."""
        self._index()
        return int(self._rows.execute("SELECT count(*) FROM (SELECT DISTINCT place, key FROM row)").fetchone()[0])

    def missing(self, table: str, keys: Collection[str]) -> list[str]:
        """Those of the keys that no row of the table has; a table's name here is its file."""
        self._index()
        place = self._places.get(table, -1)
        marks = ",".join("?" * len(keys))
        known = {key for (key,) in self._rows.execute(f"SELECT key FROM row WHERE place = ? AND key IN ({marks})", (place, *keys))}
        return [key for key in keys if key not in known]

    def close(self) -> None:
        """Remove the rows from the disk."""
        self._rows.close()
        self._folder.cleanup()

    def __enter__(self) -> Spool:
        """The spool itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the spool."""
        self.close()

    def _add(self, rows: Iterable[tuple[Table, str, Row]]) -> None:
        """Put the rows on disk; the few thousand latest are remembered, since neighbours name the same things."""
        recent: set[tuple[int, str, bytes]] = set()
        batch: list[tuple[int, str, bytes]] = []
        self._rows.execute("BEGIN")
        for table, key, row in rows:
            line = (self._place(table), key, marshal.dumps(row, _PLAIN))
            if line in recent:
                continue
            recent.add(line)
            batch.append(line)
            if len(batch) == _AT_ONCE:
                self._rows.executemany(_INSERT, batch)
                batch.clear()
            if len(recent) > _REMEMBERED:
                recent.clear()
        self._rows.executemany(_INSERT, batch)
        self._rows.execute("COMMIT")

    def _place(self, table: Table) -> int:
        """The number of the table, which it gets when its first row comes."""
        place = self._places.get(table.file)
        if place is None:
            place = self._places[table.file] = len(self._tables)
            self._tables.append(table)
        return place

    def _index(self) -> None:
        self._rows.execute("CREATE INDEX IF NOT EXISTS key ON row (place, key)")


def _first_of_each(found: Iterable[tuple[int, str, bytes]]) -> Iterator[Row]:
    """The first row of each key, which come sorted by key."""
    last = None
    for _, key, cells in found:
        if key != last:
            last = key
            yield marshal.loads(cells)
