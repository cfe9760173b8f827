"""What the graph knows of one article, entity or fact: as a page for people, as RDF for programs.

The address of a thing is the path of its IRI, so replacing the host of an IRI by this server's finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import unquote

import pyoxigraph as ox

from kg import rdf
from kg.rdf import terms as t
from kg.server import html
from kg.server.replies import Refused, Reply
from kg.server.sparql import serialized, wanted
from kg.stores import Store

Page: TypeAlias = Callable[[Store, ox.NamedNode, str], Reply]
About: TypeAlias = Callable[[Store, ox.NamedNode], Iterator[rdf.Triple]]

FORMS: Mapping[str, ox.RdfFormat | None] = MappingProxyType(
    {
        "text/html": None,
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "application/json": ox.RdfFormat.JSON_LD,
    }
)
"""The forms of a thing by media type; the page is what a client without a wish gets."""


def article(store: Store, *, id: str, accept: str, most: int, page: str = "1") -> Reply:
    """An article with its sentences and facts.

    Raises:
        Refused: 404 where there is none of that id, 406 where the client takes none of our forms.
    """
    node = _known(store, "article/", id, ox.NamedNode(t.SCHEMA + "NewsArticle"), "article", "/articles lists those that it has")
    return _reply(store, node, accept, most, page, html.article, about_article)


def entity(store: Store, *, id: str, accept: str, most: int, page: str = "1") -> Reply:
    """An entity with its names, its class and its facts.

    Raises:
        Refused: 404 where there is none of that id, 406 where the client takes none of our forms.
    """
    node = _known(store, "entity/", id, t.kg("Entity"), "entity", "/entities finds one by its name")
    return _reply(store, node, accept, most, page, html.entity, about_entity)


def fact(store: Store, *, id: str, accept: str, most: int, page: str = "1") -> Reply:
    """A fact with all its evidence.

    Raises:
        Refused: 404 where there is none of that id, 406 where the client takes none of our forms.
    """
    node = _known(store, "fact/", id, t.kg("Fact"), "fact", "the pages of its entities link to their facts")
    return _reply(store, node, accept, most, page, html.fact, about_fact)


def about_article(store: Store, node: ox.NamedNode) -> Iterator[rdf.Triple]:
    """The triples of an article, of its sentences, its evidence and its rejections, and of the facts that it gives."""
    yield from store.triples(node)
    for owned in store.triples(None, t.IN_ARTICLE, node):
        yield from store.triples(owned.subject)
        for link in store.triples(owned.subject, t.OF_FACT):
            yield from store.triples(_node(link.object))


def about_entity(store: Store, node: ox.NamedNode) -> Iterator[rdf.Triple]:
    """The triples of an entity, the facts that it stands in, and the plain triples that point at it."""
    yield from store.triples(node)
    for end in (t.SUBJECT, t.OBJECT):
        for link in store.triples(None, end, node):
            said = {triple.predicate: triple for triple in store.triples(link.subject)}
            yield from said.values()
            yield from store.triples(_node(said[t.SUBJECT].object), _node(said[t.PREDICATE].object), said[t.OBJECT].object)


def about_fact(store: Store, node: ox.NamedNode) -> Iterator[rdf.Triple]:
    """The triples of a fact, of its evidence and of the sentences that say it."""
    yield from store.triples(node)
    for link in store.triples(None, t.OF_FACT, node):
        yield from store.triples(link.subject)
        for place in store.triples(link.subject, t.kg("sentence")):
            yield from store.triples(_node(place.object))


def _node(term: t.Term) -> ox.NamedNode:
    assert isinstance(term, ox.NamedNode), f"{term} stands where only an IRI does"
    return term


def _known(store: Store, place: str, id: str, kind: ox.NamedNode, what: str, hint: str) -> ox.NamedNode:
    """The node of a thing by the path of its address, whose escapes may be written in more than one way."""
    for name in (id, t.safe(unquote(id))):
        try:
            node = ox.NamedNode(store.base + place + name)
        except ValueError:
            continue
        if any(store.triples(node, t.A, kind)):
            return node
    raise Refused(404, f"The graph has no {what} {unquote(id)!r}; {hint}.")


def _reply(store: Store, node: ox.NamedNode, accept: str, most: int, page: str, as_page: Page, about: About) -> Reply:
    media = wanted(accept, FORMS, "a page or its data")
    form = FORMS[media]
    if form is None:
        return as_page(store, node, page)
    triples = sorted(set(about(store, node)), key=t.order)
    return Reply(200, media, serialized([ox.Triple(*triple) for triple in triples], form, most=most, prefixes=store.prefixes))
