"""The answer to a SPARQL query as bytes of one of the W3C's formats, whole and within bounds, or a refusal.

The engine writes the formats itself, into a buffer that ends the query when it is full: half an answer would look like a
whole one. Rows come in the order of the engine where the query asks for none.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from itertools import takewhile
from types import MappingProxyType

import pyoxigraph as ox

from kg.query import where
from kg.rdf import PREFIXES
from kg.server.negotiate import choose
from kg.server.replies import Refused, Reply
from kg.sparql import guard
from kg.stores import Store

ROWS: Mapping[str, ox.QueryResultsFormat] = MappingProxyType(
    {
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "text/csv": ox.QueryResultsFormat.CSV,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
        "application/json": ox.QueryResultsFormat.JSON,
        "application/xml": ox.QueryResultsFormat.XML,
        "text/xml": ox.QueryResultsFormat.XML,
    }
)
"""The formats of rows by media type, the one of a client without a wish first."""

BOOLEANS = MappingProxyType(
    {media: form for media, form in ROWS.items() if form in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML)}
)
"""The formats of yes and no: the W3C gives CSV and TSV no form for it."""

GRAPHS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/json": ox.RdfFormat.JSON_LD,
        "text/plain": ox.RdfFormat.N_TRIPLES,
    }
)
"""The formats of graphs by media type, the one of a client without a wish first."""


class Full(Exception):
    """An answer has outgrown its bound."""


class Bounded(io.BytesIO):
    """A buffer that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        """A buffer for `most` bytes."""
        super().__init__()
        self._most = most

    def write(self, data: object, /) -> int:
        """Takes the bytes.

        Raises:
            Full: there are more of them than there is room.
        """
        written = super().write(data)  # type: ignore[arg-type]
        if self.tell() > self._most:
            raise Full
        return written


def answer(store: Store, query: str, *, accept: str, most: int) -> Reply:
    """The answer to a query in the format that a client likes best, of at most so many bytes.

    Raises:
        QueryError: the query does not parse, is an update, or reaches out.
        Refused: 406 where the client takes none of our formats, 503 where the answer is too large.
    """
    guard(query)
    try:
        found = store.query(query)
        if not isinstance(found, ox.QuerySolutions | ox.QueryBoolean):
            media = wanted(accept, GRAPHS, "a graph")
            return Reply(200, _named(media), serialized(found, GRAPHS[media], most=most, prefixes=store.prefixes))
        forms = BOOLEANS if isinstance(found, ox.QueryBoolean) else ROWS
        media = wanted(accept, forms, "yes or no" if isinstance(found, ox.QueryBoolean) else "rows")
        out = Bounded(most)
        found.serialize(out, format=forms[media])
    except SyntaxError as error:
        raise Refused(400, where(query, str(error))) from error
    except Full:
        raise _too_large(most) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused(400, f"The query could not be run ({error}): check the parts of it that compute.") from error
    return Reply(200, _named(media), out.getvalue())


def wanted(accept: str, offered: Mapping[str, object], what: str) -> str:
    """The media type that a client likes best.

    Raises:
        Refused: 406, with those that there are.
    """
    media = choose(accept, list(offered))
    if media is None:
        raise Refused(406, f"The answer is {what}, and comes as {', '.join(offered)}, but the request accepts none of these.")
    return media


def serialized(triples: Iterable[ox.Triple], format: ox.RdfFormat, *, most: int, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Triples in an RDF format, without duplicates, with our prefixes where the format has prefixes.

    Raises:
        Refused: 503 where they are more than `most` bytes.
    """
    out = Bounded(most)
    try:
        found = _once(triples, most)
        ox.serialize(found, out, format=format, prefixes=_used(found, prefixes))
    except Full:
        raise _too_large(most) from None
    if format != ox.RdfFormat.TURTLE:
        return out.getvalue()
    # The engine declares prefixes in an order of its own.
    lines = out.getvalue().split(b"\n")
    head = sum(1 for _ in takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return b"\n".join([*sorted(lines[:head]), *lines[head:]])


def _used(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Those of our prefixes that the triples use."""
    names = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    names |= {triple.object.datatype.value for triple in triples if isinstance(triple.object, ox.Literal)}
    spaces = {name[: max(name.rfind("#"), name.rfind("/")) + 1] for name in names}
    return {prefix: space for prefix, space in prefixes.items() if space in spaces}


def _once(triples: Iterable[ox.Triple], most: int) -> list[ox.Triple]:
    """The triples without duplicates; a graph is a set.

    Raises:
        Full: they would take more than `most` bytes, at 16 a triple beside the text of its literal.
    """
    seen: dict[ox.Triple, None] = {}
    texts = 0
    for triple in triples:
        if triple in seen:
            continue
        seen[triple] = None
        if isinstance(triple.object, ox.Literal):
            texts += len(triple.object.value)
        if 16 * len(seen) + texts > most:
            raise Full
    return list(seen)


def _named(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _too_large(most: int) -> Refused:
    return Refused(
        503, f"The answer is larger than {most >> 20} MB and was not sent: ask for less with LIMIT, or write the graph with `kg export`."
    )
