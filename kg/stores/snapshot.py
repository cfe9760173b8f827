"""A copy of a store's folder as it is at one moment, while another program writes to it.

RocksDB never changes a table once it is written, so tables are linked and cost nothing; what it appends to, its manifest
and its log of writes, is copied. Its own checkpoint of a store opened for reading leaves the log out, and with it what
was written last.

The files of a store change in an order that this relies on. A log is begun only when the one before it has been closed,
so a copy during which the list of logs stayed the same has every write up to some moment. A manifest names only tables
that exist when it is read; one that a merge of tables has removed since is noticed, and the copy is made again.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kg.errors import StoreError

ATTEMPTS = 20
_OURS = ("LOCK", "LOG")  # RocksDB makes its own


def snapshot(store: Path, target: Path) -> None:
    """Copies the store in the folder `store` to `target`, a folder that is not there yet, by hard links where it can.

    Raises:
        StoreError: there is no store, the target exists, or the disk is full or does not let us write.
    """
    if not (store / "CURRENT").exists():
        raise StoreError(f"There is no store at {store}: build one with `kg build SOURCE`, or give the folder of another.")
    if target.exists():
        raise StoreError(f"{target} exists already: give the name of a new folder.")
    try:
        for _ in range(ATTEMPTS):
            target.mkdir(parents=True)
            if _copied(store, target):
                return
            shutil.rmtree(target)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise StoreError(f"The copy of {store} to {target} failed ({error}): look for a full disk or missing rights.") from error
    raise StoreError(f"The store at {store} changes too fast to be copied: try again when the program that writes to it is done.")


def _copied(store: Path, target: Path) -> bool:
    """Whether the copy is of one moment; False where the store changed its files under our hands."""
    try:
        before = _files(store)
        for name in before - _tables(before) - _logs(before):
            shutil.copyfile(store / name, target / name)
        for name in _tables(before | _files(store)):
            _link(store / name, target / name)
        for name in _logs(before):
            shutil.copyfile(store / name, target / name)
        return _logs(_files(store)) == _logs(before) and (store / "CURRENT").read_bytes() == (target / "CURRENT").read_bytes()
    except FileNotFoundError:
        return False


def _files(store: Path) -> set[str]:
    return {entry.name for entry in os.scandir(store) if entry.is_file() and not entry.name.startswith(_OURS)}


def _tables(names: set[str]) -> set[str]:
    return {name for name in names if name.endswith(".sst")}


def _logs(names: set[str]) -> set[str]:
    return {name for name in names if name.endswith(".log")}


def _link(source: Path, target: Path) -> None:
    """Links a file, or copies it where the disks differ or the system forbids the link."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)
