"""Reading articles and rejections back from a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

import pyoxigraph as ox

from kg.model import Article, Sentence, Span
from kg.rdf import terms as t
from kg.rdf.lookup import about, rows
from kg.sorting import ordered

_IDENTIFIER = ox.NamedNode(t.DCTERMS + "identifier")
_OF_ARTICLE = (
    _IDENTIFIER,
    *map(ox.NamedNode, (t.DCTERMS + "title", t.SCHEMA + "url", t.DCTERMS + "issued", t.DCTERMS + "publisher", t.DCTERMS + "language")),
)
_SOME = 50  # articles that are read one by one
_NEARBY = 1 << 16  # articles that are kept in memory, about half a kilobyte each


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rejection as the store keeps it: the words of a claim that did not become a fact, and why."""

    article: str
    sentence: Sentence
    subject: str
    relation: str
    object: str
    subject_span: Span
    relation_span: Span
    object_span: Span
    reason: str
    rule: str


class Articles(Mapping[str, Article]):
    """The articles of a store by id, each read when it is asked for, all at once after some; without their text."""

    def __init__(self, store: t.Source) -> None:
        """The articles of this store, as long as it is open."""
        self._store = store
        self._article = lru_cache(_NEARBY)(partial(_article, store))
        self._all: Mapping[str, Article] = {}

    def __getitem__(self, id: str) -> Article:
        """The article of that id."""
        if id in self._all:
            return self._all[id]
        if self._article.cache_info().misses == _SOME and len(self) <= _NEARBY:
            self._all = _every(self._store)
        found = self._article(t.article_iri(id, base=self._store.base))
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        """The ids of all articles, sorted."""
        return ordered((triple.object.value for triple in self._store.triples(None, _IDENTIFIER)), key=str)

    def __len__(self) -> int:
        """How many articles there are."""
        return sum(1 for _ in self._store.triples(None, _IDENTIFIER))


def articles(store: t.Source) -> Iterator[Article]:
    """Every article of the store, sorted by id. The store keeps sentences, not articles: `text` is empty."""
    yield from Articles(store).values()


def rejections(store: t.Triples) -> Iterator[Refusal]:
    """Every claim that did not become a fact, sorted by place."""
    nodes = (link.subject for link in store.triples(None, t.A, t.kg("Rejection")))
    found = (_refusal(store, node) for node in nodes)
    yield from ordered(found, key=lambda it: (it.article, it.sentence.start, it.relation_span.start, it.subject_span.start, str(it)))


def sentence(node: str, words: str) -> Sentence:
    """The sentence of that IRI."""
    range = span(node.rpartition("#char=")[2])
    return Sentence(range.start, range.end, words)


def span(value: str) -> Span:
    """A range as the store writes it.

    >>> span("812,905")
    Span(start=812, end=905)
    """
    start, _, end = value.partition(",")
    return Span(int(start), int(end))


def _article(store: t.Source, node: ox.NamedNode) -> Article | None:
    # An article's node has a triple for everything that it names; only these are wanted.
    found = {number: term.value for _, number, term in about(store, [node.value], _OF_ARTICLE)}
    return _made(found) if found else None


def _every(store: t.Source) -> dict[str, Article]:
    """All articles by id, with one question."""
    records: dict[str, dict[int, str]] = defaultdict(dict)
    kinds = " ".join(f"({predicate} {number})" for number, predicate in enumerate(_OF_ARTICLE))
    for node, number, term in rows(store, f"SELECT ?node ?kind ?found {{ VALUES (?about ?kind) {{ {kinds} }} ?node ?about ?found }}"):
        records[node.value][int(number.value)] = term.value
    return {article.id: article for article in map(_made, records.values())}


def _made(found: Mapping[int, str]) -> Article:
    title, url, published, source = (found.get(number) for number in range(1, 5))
    return Article(found[0], "", title, url, published, source, found[5])


def _refusal(store: t.Triples, node: ox.NamedNode) -> Refusal:
    record = {triple.predicate.value.removeprefix(t.KG): triple.object.value for triple in store.triples(node)}
    words = next(iter(store.triples(ox.NamedNode(record["sentence"]), t.kg("text")))).object.value
    return Refusal(
        t.article_id(record["inArticle"]),
        sentence(record["sentence"], words),
        record["subjectText"],
        record["relationText"],
        record["objectText"],
        span(record["subjectSpan"]),
        span(record["relationSpan"]),
        span(record["objectSpan"]),
        record["reason"],
        record["rule"],
    )
