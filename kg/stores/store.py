"""What a store is: a place that keeps the graph, and the few things that every one of them does.

A store can be asked for triples and questions, and takes updates, each a transaction. What an article's write needs follows
from that, and stands here once for all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Reading
from kg.rdf import Run, article_iri, base_of, change, prefixes, quads, said, serialize
from kg.rdf.terms import BASE, DIGEST, Answer, Term, Triple
from kg.sorting import ordered

if TYPE_CHECKING:
    import rdflib


class Store(ABC):
    """A place that keeps the graph. Every write is one transaction: it happens as a whole or not at all."""

    def __init__(self, base: str | None = None) -> None:
        """A store whose graph has this base where it has no article yet."""
        self._asked = base

    @cached_property
    def base(self) -> str:
        """The base of the graph's own IRIs: what its articles tell, else what was asked for, else that of the program.

        Raises:
            StoreError: the graph has another one than was asked for.
        """
        article = self._an_article()
        if article is None:
            return self._asked or BASE
        base = base_of(article)
        if self._asked not in (None, base):
            raise StoreError(
                f"The graph has its IRIs under {base}, not under {self._asked}: leave the base out, or build into a new graph."
            )
        return base

    def _an_article(self) -> str | None:
        """The IRI of any article of the graph."""
        return next((triple.subject.value for triple in self.triples(None, DIGEST)), None)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that questions to this graph may use."""
        return prefixes(self.base)

    @abstractmethod
    def triples(
        self, subject: ox.NamedNode | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None, /
    ) -> Iterator[Triple]:
        """All triples that match; None stands for any term."""

    @abstractmethod
    def query(self, sparql: str, /) -> Answer:
        """The answer to a SPARQL 1.1 query over our prefixes; use `kg.query.query`, which checks what it is given.

        Raises:
            SyntaxError: the query does not parse.
            StoreError: the store cannot be reached or read.
        """

    @abstractmethod
    def update(self, adds: Iterable[Triple], deletes: Iterable[Triple] = ()) -> None:
        """Deletes and adds triples in one transaction.

        Raises:
            StoreError: the store cannot be written; it is as it was.
        """

    @abstractmethod
    def load(self, readings: Iterable[Reading], run: Run) -> None:
        """Fills an empty store with many readings, an article each: faster than `replace`, but no transaction.

        Raises:
            StoreError: the store is not empty, or cannot be written.
        """

    @abstractmethod
    def to_rdflib(self) -> rdflib.Dataset:
        """The same triples as an rdflib dataset, without a copy; use it while the store is open."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of the store; a `with` block does it."""

    def replace(self, reading: Reading, run: Run) -> bool:
        """Makes `reading` all that its article says; False where the store says just that already."""
        return self._write(article_iri(reading.article.id, base=self.base), quads(reading, run, base=self.base))

    def remove(self, article: str) -> bool:
        """Retracts an article by its id, as if it had never been read; False where the store does not have it."""
        node = article_iri(article, base=self.base)
        if not any(self.triples(node, DIGEST)):
            return False
        self.update(*self._change(node, ()))
        return True

    def adopt(self, source: Store, article: str) -> bool:
        """Makes what another store's article says all that it says here; False where this store says just that already.

        Raises:
            StoreError: the two graphs have different bases.
        """
        if self.base != source.base:
            raise StoreError(f"The IRIs of one graph stand under {source.base}, of the other under {self.base}: build both with one base.")
        node = article_iri(article, base=self.base)
        return self._write(node, said(source, node))

    def walk(self, predicates: Sequence[ox.NamedNode], /, *, but: Collection[Term] = ()) -> Iterator[tuple[str, int, Term]]:
        """Every triple with one of the predicates and none of the objects in `but`, those of a subject together.

        What comes is the subject, the number of the predicate, and the object. It goes through the whole graph once, for those
        who want most of it; `but` is what nearly everything has and need not be fetched.
        """
        numbers = {predicate: number for number, predicate in enumerate(predicates)}
        wanted = (triple for triple in self.triples() if triple.predicate in numbers and triple.object not in but)
        yield from ordered(((node.value, numbers[predicate], term) for node, predicate, term in wanted), key=itemgetter(0))

    def dump(self, format: str = "nquads") -> bytes:
        """The whole graph in one of the formats of `kg.rdf.serialize`: the same bytes for the same graph."""
        return serialize(self.triples(), format, prefixes=self.prefixes).encode()

    def _write(self, article: ox.NamedNode, triples: Iterable[Triple]) -> bool:
        new = list(triples)
        digest = next((triple.object for triple in new if triple.predicate == DIGEST), None)
        if digest is not None and any(self.triples(article, DIGEST, digest)):
            return False
        self.update(*self._change(article, new))
        return True

    def _change(self, article: ox.NamedNode, new: Iterable[Triple]) -> tuple[set[Triple], set[Triple]]:
        """What to add and what to delete, so that `new` is all that the article says."""
        return change(self, article, new)

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the store."""
        self.close()


def as_update(adds: Iterable[Triple], deletes: Iterable[Triple]) -> str:
    """The SPARQL update that deletes and adds triples; nothing where there is nothing to do.

    >>> from kg.rdf.terms import KGE, LABEL, iri, text
    >>> as_update([Triple(iri(KGE + "us"), LABEL, text('say "US"'))], [])
    'INSERT DATA { <https://kg.example/entity/us> <http://www.w3.org/2000/01/rdf-schema#label> "say \\\\"US\\\\"" }'
    """
    # str() of a triple is N-Triples, whose escapes SPARQL reads the same way; no text is ever pasted unescaped.
    parts = [(verb, list(triples)) for verb, triples in (("DELETE", deletes), ("INSERT", adds))]
    return " ; ".join(f"{verb} DATA {{ {' . '.join(map(str, triples))} }}" for verb, triples in parts if triples)
