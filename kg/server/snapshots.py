"""The copy of a store that a server answers from, and the next one when a build has changed the store.

Copies lie in a hidden folder beside the store, where tables can be linked, or in the system's temporary folder where the
graph's own may not be written to. A lock on a file in it tells a folder in use from one that a killed server left behind;
those are cleared away when the next server starts.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import StoreError
from kg.stores.snapshot import snapshot

PREFIX = ".kg-serving-"
LOCK = "lock"

Mark = frozenset[tuple[str, int, int]]
"""What tells one state of a store from another: names, sizes and times of its files."""


class Snapshots:
    """Copies of one store, numbered; the folder that holds them goes when it is closed."""

    def __init__(self, store: Path) -> None:
        """A place for copies of the store in a folder; those of servers that were killed are removed.

        Raises:
            StoreError: there is no place to write to.
        """
        self._store = store
        self._count = 0
        for place in (store.parent, Path(tempfile.gettempdir())):
            clear(place)
        self.folder, self._lock = _place(store)

    def take(self) -> Path:
        """A new copy of the store as it is now.

        Raises:
            StoreError: the store is gone, or the disk is full.
        """
        self._count += 1
        target = self.folder / str(self._count)
        snapshot(self._store, target)
        return target

    def drop(self, taken: Path) -> None:
        """Removes a copy that nobody reads any more."""
        shutil.rmtree(taken, ignore_errors=True)

    def mark(self) -> Mark:
        """What tells this state of the store from others; empty where there is no store."""
        try:
            entries = [(entry.name, entry.stat()) for entry in os.scandir(self._store) if not entry.name.startswith(("LOCK", "LOG"))]
        except FileNotFoundError:  # a file, or the whole store, went while we looked
            return frozenset()
        return frozenset((name, found.st_size, found.st_mtime_ns) for name, found in entries)

    def close(self) -> None:
        """Removes all copies."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)

    def __enter__(self) -> Self:
        """The copies themselves."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Removes all copies."""
        self.close()


def clear(place: Path) -> None:
    """Removes the copies in a folder that belong to no running server."""
    for folder in place.glob(f"{PREFIX}*"):
        try:
            lock = os.open(folder / LOCK, os.O_RDWR)
        except OSError:  # another user's, or one that is being made or removed at this moment
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        else:
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)


def _place(store: Path) -> tuple[Path, int]:
    problem: OSError | None = None
    for parent in (store.parent, Path(tempfile.gettempdir())):
        try:
            # Locked before it has its name, so that no other server takes it for one left behind.
            folder = Path(tempfile.mkdtemp(prefix=".kg-starting-", dir=parent))
            lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
            return folder.rename(parent / (PREFIX + folder.name.rpartition("-")[2])), lock
        except OSError as error:
            problem = error
    raise StoreError(f"There is no place for a copy of {store} ({problem}): free some space, or set TMPDIR to another folder.")
