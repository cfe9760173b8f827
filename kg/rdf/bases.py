"""Under which base the IRIs of a graph stand that were made for it: entities, open relations, articles, facts, evidence, runs.

Everything that reads articles knows the one base of `kg.rdf.terms`; a graph may have another, and its entities are renamed
when they are written. The vocabulary and the ontology keep their IRIs, so that a question fits every graph. A graph tells
its base by the IRI of any of its articles, so nothing beside it has to be kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import InputError
from kg.model import Entity, Fact, Literal, Reading
from kg.rdf.terms import BASE, PREFIXES

Thing = TypeVar("Thing", Entity, Entity | Literal, Entity | None)

MINTED = frozenset(prefix for prefix, space in PREFIXES.items() if space.startswith(BASE) and prefix not in ("kg", "kgo"))
"""The prefixes of what stands under a graph's base."""

_ARTICLE = "article/"


def checked(base: str) -> str:
    """The base as a namespace that names can be put after.

    Raises:
        InputError: it is no absolute IRI of the web, or has a query or a fragment.

    >>> checked("https://news.example.org/graph")
    'https://news.example.org/graph/'
    """
    parts = urlsplit(base)
    if parts.scheme in ("http", "https") and parts.netloc and not parts.query and not parts.fragment and not base.endswith(("?", "#")):
        name = base if base.endswith("/") else f"{base}/"
        with suppress(ValueError):  # told below
            return ox.NamedNode(name).value
    raise InputError(f"{base!r} is no base for IRIs: give an address of the web without ? and #, such as https://news.example.org/graph/.")


@cache
def prefixes(base: str) -> Mapping[str, str]:
    """The prefix map of a graph with this base.

    >>> prefixes("https://news.example.org/")["kge"]
    'https://news.example.org/entity/'
    """
    return MappingProxyType({name: base + space.removeprefix(BASE) if name in MINTED else space for name, space in PREFIXES.items()})


def base_of(article: str) -> str:
    """The base of the graph that has an article with this IRI.

    >>> base_of("https://news.example.org/graph/article/nos-2020")
    'https://news.example.org/graph/'
    """
    return article[: article.rindex(_ARTICLE)]


def under(name: str, base: str) -> str:
    """The IRI in a graph of this base of what has this IRI for those who read articles; the opposite of `home`.

    >>> under("https://kg.example/entity/asml", "https://news.example.org/")
    'https://news.example.org/entity/asml'
    """
    return base + name.removeprefix(BASE) if name.startswith(f"{BASE}entity/") else name


def home(name: str, base: str) -> str:
    """The IRI for those who read articles of an entity of a graph of this base.

    >>> home("https://news.example.org/entity/asml", "https://news.example.org/")
    'https://kg.example/entity/asml'
    """
    return BASE + name.removeprefix(base) if name.startswith(f"{base}entity/") else name


def rebased(reading: Reading, base: str) -> Reading:
    """The reading with its entities under another base; what has an IRI of its own keeps it."""
    return reading if base == BASE else replace(reading, facts=tuple(_fact(fact, base) for fact in reading.facts))


def _fact(fact: Fact, base: str) -> Fact:
    evidence = tuple(replace(one, attribution=_moved(one.attribution, base)) for one in fact.evidence)
    return replace(fact, subject=_moved(fact.subject, base), object=_moved(fact.object, base), evidence=evidence)


def _moved(thing: Thing, base: str) -> Thing:
    return replace(thing, id=under(thing.id, base)) if isinstance(thing, Entity) else thing
