"""Sorting more than fits into memory: runs sorted in memory, laid in temporary files, merged while they are read.

An external merge sort (Knuth, The Art of Computer Programming 3, 5.4). What fits into one run never touches the disk. For what
is to be joined or counted as well, there are tables on disk (`scratch`).
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from os import PathLike
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

Item = TypeVar("Item")

RUN = 10_000
"""How many items are sorted in memory at a time."""

FILES = 100
"""How many files are open at most; more runs than that are merged into one."""

_TOGETHER = 100  # items that are written and read at once


def ordered(items: Iterable[Item], *, key: Callable[[Item], Any], run: int = RUN) -> Iterator[Item]:
    """The items from the smallest key to the largest, equal ones as they came, with about one run of them in memory.

    Items are kept as pickles of our own making, so they must be plain values.

    >>> list(ordered(["b", "c", "a", "B"], key=str.lower, run=2))
    ['a', 'b', 'B', 'c']
    """
    source = iter(items)
    batch = sorted(islice(source, run), key=key)
    if len(batch) < run:
        yield from batch
        return
    with ExitStack() as stack:
        files = [_kept(batch, stack.enter_context(TemporaryFile()))]
        while batch := sorted(islice(source, run), key=key):
            files.append(_kept(batch, stack.enter_context(TemporaryFile())))
            if len(files) == FILES:
                merged = _kept(merge(*map(_read, files), key=key), stack.enter_context(TemporaryFile()))
                for file in files:
                    file.close()
                files = [merged]
        del batch
        yield from merge(*map(_read, files), key=key)


def _kept(items: Iterable[Item], file: IO[bytes]) -> IO[bytes]:
    """The file, which now has the items."""
    source = iter(items)
    while some := list(islice(source, _TOGETHER)):
        pickle.dump(some, file, protocol=pickle.HIGHEST_PROTOCOL)
    return file


def _read(file: IO[bytes]) -> Iterator[Any]:
    file.seek(0)
    while True:
        try:
            some = pickle.load(file)
        except EOFError:
            return
        yield from some


def scratch(path: str | PathLike[str] = "") -> sqlite3.Connection:
    """A database for tables that are needed for a moment: with a few megabytes in memory, and the rest in a file of that name, or
    else in a temporary one, which goes with the connection. Nothing in it outlives a crash.

    >>> scratch().execute("SELECT 1 + 1").fetchone()
    (2,)
    """
    # A stream may be read by several threads in turn.
    tables = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -4000"):
        tables.execute(f"PRAGMA {setting}")
    return tables
