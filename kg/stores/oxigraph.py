"""A store kept by Oxigraph, in memory or in a folder (RocksDB).

Writing is one SPARQL update an article, which Oxigraph runs as one transaction: a program that dies in the middle of it
leaves the store as it was. Only the triples that differ are written. All data stands in the default graph.

One program at a time may write. Reading with `read_only` needs no right to write to the folder and sees the graph as it
was when it was opened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Reading
from kg.rdf import Run, everything, quads
from kg.rdf.terms import Answer, Term, Triple
from kg.sorting import ordered
from kg.stores.snapshot import snapshot
from kg.stores.store import Store, as_update

if TYPE_CHECKING:
    import rdflib

VERSION = 1
"""The version of the graph's shape. A store of a higher one is refused, for we would misread it."""

MARKER = "kg-version"

_BEGUN = re.compile(r"LOCK|LOG(\.old\.\d+)?|IDENTITY|MANIFEST-\d+|\d+\.dbtmp")
"""The files that RocksDB makes before the first `CURRENT`: where it was killed among them, no triple was written, and it begins again."""


class OxigraphStore(Store):
    """See `kg.stores.Store` for what each verb promises."""

    def __init__(self, path: str | os.PathLike[str] | None, *, read_only: bool = False, base: str | None = None) -> None:
        """Opens the folder `path`, made where it is missing, or a store in memory for None.

        Raises:
            StoreError: as `kg.stores.open` says.
        """
        super().__init__(base)
        self._path = None if path is None else Path(path)
        self._read_only = read_only
        self._store: ox.Store | None = _open(self._path, read_only)

    def update(self, adds: Iterable[Triple], deletes: Iterable[Triple] = ()) -> None:
        """Deletes and adds triples in one transaction."""
        if self._read_only:
            raise StoreError(f"The store at {self._path} is open for reading only: open it without `read_only` to write.")
        if text := as_update(adds, deletes):
            try:
                self._open.update(text)
            except (OSError, RuntimeError) as error:
                raise StoreError(self._unwritten(error)) from error

    def load(self, readings: Iterable[Reading], run: Run) -> None:
        """Fills an empty store with many readings at once, an article each: much faster than `replace`, but no transaction.

        Raises:
            StoreError: the store is not empty, or cannot be written.
        """
        if any(self.triples()):
            raise StoreError(f"The store at {self._path or 'memory:'} holds a graph already: load into a new one.")
        self.extend(triple for reading in readings for triple in quads(reading, run, base=self.base))
        self.extend(everything(self))
        self._open.optimize()  # what was loaded in pieces is slow to look up until it is put in order

    def query(self, sparql: str, /) -> Answer:
        """The answer to a SPARQL 1.1 query, over our prefixes."""
        return self._open.query(sparql, prefixes=dict(self.prefixes))

    def triples(
        self, subject: ox.NamedNode | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None, /
    ) -> Iterator[Triple]:
        """All triples that match; None stands for any term."""
        found = self._open.quads_for_pattern(subject, predicate, object, ox.DefaultGraph())
        # Nothing but `Triple` is ever written, so no blank node and no triple term comes out.
        return (Triple(quad.subject, quad.predicate, quad.object) for quad in found)  # type: ignore[arg-type]

    def walk(self, predicates: Sequence[ox.NamedNode], /, *, but: Collection[Term] = ()) -> Iterator[tuple[str, int, Term]]:
        """See `Store.walk`."""
        # See `kg.rdf.evidence.about`. Without the inner SELECT the engine would walk once a predicate.
        numbers = " ".join(f"({predicate} {number})" for number, predicate in enumerate(predicates))
        every = "{ SELECT * { ?subject ?predicate ?object } }"
        less = f"MINUS {{ VALUES ?object {{ {' '.join(map(str, but))} }} }}"
        answers = self.query(f"SELECT ?subject ?number ?object {{ {every} VALUES (?predicate ?number) {{ {numbers} }} {less} }}")
        found = ((subject.value, int(number.value), term) for subject, number, term in answers)  # type: ignore[union-attr]
        # On disk the triples lie in the order of their subjects, in memory as they came.
        return ordered(found, key=itemgetter(0)) if self._path is None else found

    def to_rdflib(self) -> rdflib.Dataset:
        """The same triples as an rdflib dataset, without a copy."""
        import oxrdflib  # half a second, which no query should wait for
        import rdflib

        dataset = rdflib.Dataset(oxrdflib.OxigraphStore(store=self._open))
        for prefix, namespace in self.prefixes.items():
            dataset.bind(prefix, namespace)
        return dataset

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copies the store to a new folder, by hard links where it can, for another program to read while we write.

        Raises:
            StoreError: a store in memory, or a folder that exists already.
        """
        if self._path is None:
            raise StoreError("A store in memory cannot be backed up: write it with an export.")
        if self._read_only:  # its own checkpoint would leave out what stands in the log alone
            snapshot(self._path, Path(path))
            return
        if Path(path).exists():
            raise StoreError(f"{path} exists already: give the name of a new folder for the backup.")
        try:
            self._open.backup(str(path))
            _mark(Path(path))
        except OSError as error:
            raise StoreError(f"The backup to {path} failed ({error}): look for a full disk or missing rights.") from error

    def close(self) -> None:
        """Lets go of the store; a `with` block does it."""
        store, self._store = self._store, None
        if store is not None and self._path is not None and not self._read_only:
            try:
                store.flush()
            except (OSError, RuntimeError) as error:
                raise StoreError(self._unwritten(error)) from error

    def _unwritten(self, error: Exception) -> str:
        return f"The store at {self._path} could not be written ({error}): look for a full disk or missing rights, and run the same again."

    def extend(self, triples: Iterable[Triple]) -> None:
        """Adds many triples at once, as they are: faster than `update`, but no transaction.

        Raises:
            StoreError: the store cannot be written.
        """
        try:
            self._open.bulk_extend(ox.Quad(*triple) for triple in triples)
        except (OSError, RuntimeError) as error:
            raise StoreError(self._unwritten(error)) from error

    @property
    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"The store at {self._path or 'memory:'} is closed: open it again.")
        return self._store


def _open(path: Path | None, read_only: bool) -> ox.Store:
    if path is None:
        return ox.Store()
    ours = _is_store(path)
    if read_only and not ours:
        raise StoreError(f"There is no store at {path}: build one with `kg build SOURCE`, or give the folder of another.")
    _check_version(path)
    try:
        if read_only:
            return ox.Store.read_only(str(path))
        path.mkdir(parents=True, exist_ok=True)
        store = ox.Store(str(path))
        _mark(path)
    except (OSError, RuntimeError) as error:
        raise StoreError(_reason(path, error)) from error
    return store


def _is_store(path: Path) -> bool:
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, but a store is a folder: give the name of a folder.")
    if (path / "CURRENT").exists():
        return True
    if path.exists() and not all(_BEGUN.fullmatch(one.name) for one in path.iterdir()):
        raise StoreError(f"{path} holds other files and no store: give an empty or a new folder.")
    return False


def _mark(path: Path) -> None:
    """Says in a store's folder which version it has; another program that copies it meanwhile sees the whole mark or none."""
    draft = path / f"{MARKER}.part"
    draft.write_text(f"{VERSION}\n", encoding="utf-8")
    os.replace(draft, path / MARKER)


def _check_version(path: Path) -> None:
    marker = path / MARKER
    if not marker.exists():
        return
    version = marker.read_text(encoding="utf-8", errors="replace").strip()
    if not version.isascii() or not version.isdigit():
        raise StoreError(f"{marker} says {version!r}, not a version number such as {VERSION}: build the store again from its articles.")
    if int(version) > VERSION:
        raise StoreError(f"The store at {path} has version {version}, but this program knows {VERSION} at most: install a newer kg.")


def _reason(path: Path, error: OSError | RuntimeError) -> str:
    said = str(error)
    if "lock" in said.lower():
        return f"Another program is writing to the store at {path}: wait until it is done, or open the store for reading only."
    if isinstance(error, PermissionError) or "Permission denied" in said or "Read-only file system" in said:
        return f"There is no right to write to the store at {path}: open it for reading only, or choose another folder."
    return f"The store at {path} cannot be opened ({said}): if it is damaged, build it again from its articles."
