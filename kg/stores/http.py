"""A store behind an address: any server that speaks the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol.

The address is that of the dataset; questions go to its `/query`, updates to its `/update`, and the whole graph to its
`/store` (Oxigraph) or `/data` (Fuseki), whichever is there. Basic authentication is part of the address,
`https://user:password@host/dataset`; a bearer token is the environment's `KG_STORE_TOKEN`, which no list of processes shows.

A request that only reads is tried again where the server is busy or the connection breaks; an update is one request, which
the server takes as a transaction, and is tried again only where no connection was made. One program should write at a time:
the protocols have no lock.

Follows SPARQL 1.1 Protocol, SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013), RFC 7617 and RFC 6750.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit, urlunsplit

import pyoxigraph as ox
import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from kg.errors import StoreError
from kg.model import Reading
from kg.rdf import PREFIXES, Run, change
from kg.rdf.bases import MINTED
from kg.rdf.terms import DIGEST, Answer, Term, Triple
from kg.stores.near import near_article
from kg.stores.oxigraph import OxigraphStore
from kg.stores.store import Store, as_update

if TYPE_CHECKING:
    import rdflib

Read = TypeVar("Read")

TOKEN = "KG_STORE_TOKEN"
TIMEOUT = (10, 600)
"""Seconds to wait for a connection, and for an answer."""

RETRIES = 3
_PIECE = 1 << 16  # bytes of an answer that are in memory at once
BUSY = (429, 502, 503, 504)
ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
GRAPHS = ("store", "data")
"""What servers call the place where the Graph Store Protocol is spoken."""


class HttpStore(Store):
    """See `kg.stores.Store` for what each verb promises."""

    def __init__(self, address: str, *, read_only: bool = False, token: str | None = None, base: str | None = None) -> None:
        """Takes the address of a dataset; nothing is sent yet.

        Args:
            address: `http://host:port/dataset`, with `user:password@` before the host where that is asked for.
            read_only: refuse to write.
            token: a bearer token, the environment's `KG_STORE_TOKEN` if not given.
            base: what the graph's own IRIs stand under where it has no article yet.
        """
        super().__init__(base)
        parts = urlsplit(address)
        self.address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))
        self._read_only = read_only
        self._session = requests.Session()
        self._session.trust_env = False  # neither a proxy nor a .netrc gets between
        bearer = token or os.environ.get(TOKEN)
        if parts.username is not None:
            self._session.auth = (unquote(parts.username), unquote(parts.password or ""))
        elif bearer:
            self._session.headers["Authorization"] = f"Bearer {bearer}"
        retry = Retry(RETRIES, status_forcelist=BUSY, allowed_methods=None, backoff_factor=0.2, raise_on_status=False)
        once = Retry(connect=RETRIES, read=0, status=0, other=0, redirect=0, backoff_factor=0.2)
        self._session.mount("http://", HTTPAdapter(max_retries=retry))
        self._session.mount("https://", HTTPAdapter(max_retries=retry))
        for end in ("update", *GRAPHS):
            self._session.mount(f"{self.address}/{end}", HTTPAdapter(max_retries=once))

    def triples(
        self, subject: ox.NamedNode | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None, /
    ) -> Iterator[Triple]:
        """All triples that match; None stands for any term."""
        if subject is predicate is object is None:
            return self._parsed(self._send("GET", f"{self._graph}?default", headers={"Accept": TRIPLES}, stream=True))
        pattern = " ".join(
            f"?{name}" if term is None else str(term) for name, term in zip("spo", (subject, predicate, object), strict=True)
        )
        return self._parsed(self._ask(f"CONSTRUCT {{ {pattern} }} WHERE {{ {pattern} }}"))

    def query(self, sparql: str, /) -> Answer:
        """The answer to a SPARQL 1.1 query, over our prefixes."""
        response = self._ask(f"{self._declared(sparql)} {sparql}", written=sparql)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind == ROWS:
            return self._read(response, ox.parse_query_results, ox.QueryResultsFormat.JSON)
        if kind == TRIPLES:
            return (ox.Triple(*triple) for triple in self._parsed(response))
        raise StoreError(
            f"The store at {self.address} answers a question with {kind or 'nothing'}: give the address of a SPARQL 1.1 dataset."
        )

    def update(self, adds: Iterable[Triple], deletes: Iterable[Triple] = ()) -> None:
        """Deletes and adds triples in one transaction."""
        self._may_write()
        if text := as_update(adds, deletes):
            headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
            self._send("POST", f"{self.address}/update", data=text.encode(), headers=headers)

    def load(self, readings: Iterable[Reading], run: Run) -> None:
        """Fills an empty store with many readings at once."""
        self._may_write()
        if any(self.triples()):
            raise StoreError(f"The store at {self.address} holds a graph already: load into an empty one.")
        with OxigraphStore(None, base=self.base) as scratch:
            scratch.load(readings, run)
            self._send("POST", f"{self._graph}?default", data=scratch.dump(), headers={"Content-Type": TRIPLES})

    def to_rdflib(self) -> rdflib.Dataset:
        """The same triples as an rdflib dataset, whose questions go to the server."""
        import rdflib  # half a second, which no query should wait for
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        auth = self._session.auth if isinstance(self._session.auth, tuple) else None
        headers = {name: str(value) for name, value in self._session.headers.items() if name == "Authorization"}
        store = SPARQLStore(f"{self.address}/query", auth=auth, headers=headers)
        dataset = rdflib.Dataset(store, default_union=True)
        for prefix, namespace in self.prefixes.items():
            dataset.bind(prefix, namespace)
        return dataset

    def close(self) -> None:
        """Lets go of the connections."""
        self._session.close()

    def _change(self, article: ox.NamedNode, new: Iterable[Triple]) -> tuple[set[Triple], set[Triple]]:
        """What to add and what to delete, found out on a copy of what the write touches: a few requests, not hundreds."""
        coming = list(new)
        with OxigraphStore(None) as near:
            for text in near_article(article, coming, near):
                near.update(self._parsed(self._ask(text)))
            return change(near, article, coming)

    def _may_write(self) -> None:
        if self._read_only:
            raise StoreError(f"The store at {self.address} is open for reading only: open it without `read_only` to write.")

    def _ask(self, text: str, *, written: str | None = None) -> requests.Response:
        headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": f"{ROWS}, {TRIPLES}"}
        return self._send("POST", f"{self.address}/query", data=text.encode(), headers=headers, written=written, stream=True)

    def _send(
        self,
        method: str,
        url: str,
        *,
        headers: dict[str, str],
        data: bytes | None = None,
        written: str | None = None,
        stream: bool = False,
    ) -> requests.Response:
        try:
            response = self._session.request(method, url, data=data, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=stream)
        except requests.RequestException as error:
            raise self._unreached(error) from error
        if response.status_code < 300:
            return response
        said = " ".join(response.text.split())[:200] or response.reason
        if response.status_code in (401, 403):
            raise StoreError(
                f"The store at {self.address} refuses us ({response.status_code} {response.reason}): "
                f"put user:password@ before the host of its address, or its token into {TOKEN}."
            )
        if response.status_code == 400 and written is not None:
            ox.Store().query(written, prefixes=dict(self.prefixes))  # our own parser tells line and column
            raise ValueError(said)
        raise StoreError(
            f"The store at {self.address} answers {response.status_code} to {method} {url.removeprefix(self.address)}: {said}."
        )

    def _an_article(self) -> str | None:
        found = self.query(f"SELECT ?s {{ ?s {DIGEST} ?o }} LIMIT 1")
        return next((row["s"].value for row in found), None) if isinstance(found, ox.QuerySolutions) else None

    def _declared(self, sparql: str) -> str:
        """Our prefixes; the server is asked for the base of its graph only where one is used that depends on it."""
        used = self.prefixes if any(f"{prefix}:" in sparql for prefix in MINTED) else PREFIXES
        return " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in used.items())

    @cached_property
    def _graph(self) -> str:
        """Where the Graph Store Protocol is spoken: the first place that does not say that it is not there."""
        for end in GRAPHS:
            url = f"{self.address}/{end}"
            try:
                response = self._session.head(f"{url}?default", headers={"Accept": TRIPLES}, timeout=TIMEOUT)
            except requests.RequestException as error:
                raise self._unreached(error) from error
            if response.status_code != 404:
                return url
        raise StoreError(f"The store at {self.address} has neither {' nor '.join(GRAPHS)}: give the address of a dataset.")

    def _read(self, response: requests.Response, parse: Callable[..., Read], format: object) -> Read:
        """The answer as `parse` reads it, piece by piece from a file that goes when it is read: it may be larger than memory."""
        with NamedTemporaryFile() as file:
            try:
                file.writelines(response.iter_content(_PIECE))
            except requests.RequestException as error:
                raise self._unreached(error) from error
            file.flush()
            return parse(path=file.name, format=format)  # which opens it

    def _unreached(self, error: requests.RequestException) -> StoreError:
        return StoreError(f"The store at {self.address} cannot be reached ({_cause(error)}): see that its server runs.")

    def _parsed(self, response: requests.Response) -> Iterator[Triple]:
        found = self._read(response, ox.parse, ox.RdfFormat.N_TRIPLES)
        return (Triple(quad.subject, quad.predicate, quad.object) for quad in found)


def _cause(error: BaseException) -> str:
    """The last of a chain of causes, in its own words."""
    while (deeper := getattr(error, "reason", None) or error.__cause__ or error.__context__) and isinstance(deeper, BaseException):
        error = deeper
    return getattr(error, "strerror", None) or type(error).__name__
