"""Where the graph is kept. A store is picked by its address: a folder, `memory:`, or the address of a SPARQL server.

Every store does the same few things and passes the same contract tests; the rest of the program knows only `Store`.
To add one: a class with these verbs, and a line in `open`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.stores.http import HttpStore
from kg.stores.oxigraph import OxigraphStore
from kg.stores.store import Store

if TYPE_CHECKING:
    import rdflib

__all__ = ["HttpStore", "OxigraphStore", "Store", "is_address", "open", "to_rdflib"]


def open(address: str | os.PathLike[str], *, read_only: bool = False, base: str | None = None) -> Store:
    """The store at an address: `memory:` for one that is gone with the program, `http://` or `https://` for one behind a
    SPARQL 1.1 server, else a folder on disk. The IRIs of a graph that is new stand under `base`.

    Raises:
        StoreError: the folder holds something else, a newer version wrote it, another program writes to it, or
            `read_only` is asked of a store that does not exist.

    >>> with open("memory:") as store:
    ...     store.remove("nos-2020")
    False
    """
    if str(address) == "memory:":
        return OxigraphStore(None, base=base)
    if is_address(address):
        return HttpStore(str(address), read_only=read_only, base=base)
    return OxigraphStore(address, read_only=read_only, base=base)


def is_address(place: str | os.PathLike[str]) -> bool:
    """Whether a place is behind a server rather than in a folder.

    >>> is_address("http://localhost:7878"), is_address("build")
    (True, False)
    """
    return isinstance(place, str) and place.startswith(("http://", "https://"))


def to_rdflib(store: Store) -> rdflib.Dataset:
    """The store as an rdflib dataset over the same triples, without a copy; its queries run on the store's own engine."""
    return store.to_rdflib()
