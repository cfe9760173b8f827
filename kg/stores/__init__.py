"""Where the graph is kept. A store is picked by its address: a folder, or `memory:`.

Every store does the same few things and passes the same contract tests; the rest of the program knows only `Store`.
To add one: a class with these verbs, and a line in `open`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Protocol, Self

import pyoxigraph as ox
import rdflib

from kg.model import Reading
from kg.rdf import Run
from kg.rdf.terms import Answer, Term, Triple
from kg.stores.oxigraph import OxigraphStore


class Store(Protocol):
    """A place that keeps the graph. Every write is one transaction: it happens as a whole or not at all."""

    def replace(self, reading: Reading, run: Run) -> bool:
        """Makes `reading` all that its article says; False where the store says just that already."""
        ...

    def remove(self, article: str) -> bool:
        """Retracts an article by its id, as if it had never been read; False where the store does not have it."""
        ...

    def update(self, adds: Iterable[Triple], deletes: Iterable[Triple] = ()) -> None:
        """Deletes and adds triples in one transaction."""
        ...

    def query(self, sparql: str, *, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """The answer to a SPARQL 1.1 query; use `kg.query.query`, which checks what it is given."""
        ...

    def triples(
        self, subject: ox.NamedNode | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None, /
    ) -> Iterator[Triple]:
        """All triples that match; None stands for any term."""
        ...

    def dump(self, format: str = "nquads") -> bytes:
        """The whole graph in one of the formats of `kg.rdf.serialize`: the same bytes for the same graph."""
        ...

    def to_rdflib(self) -> rdflib.Graph:
        """The same triples as an rdflib graph, without a copy; use it while the store is open."""
        ...

    def close(self) -> None:
        """Lets go of the store; a `with` block does it."""
        ...

    def __enter__(self) -> Self:
        """The store itself."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the store."""
        ...


def open(address: str | os.PathLike[str], *, read_only: bool = False) -> Store:
    """The store at an address: `memory:` for one that is gone with the program, else a folder on disk.

    Raises:
        StoreError: the folder holds something else, a newer version wrote it, another program writes to it, or
            `read_only` is asked of a store that does not exist.

    >>> with open("memory:") as store:
    ...     store.remove("nos-2020")
    False
    """
    if str(address) == "memory:":
        return OxigraphStore(None)
    return OxigraphStore(address, read_only=read_only)


def to_rdflib(store: Store) -> rdflib.Graph:
    """The store as an rdflib graph over the same triples, without a copy; its queries run on the store's own engine."""
    return store.to_rdflib()
