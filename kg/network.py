"""The facts as a network: nodes and edges with plain attributes, a networkx graph of them, and its picture.

Every fact is one edge, keyed by the fact's id, so that parallel facts between two entities stay apart. A literal (an
amount of money, a quantity) becomes a small node of its own, one for each fact: as an attribute of the subject it would
lose its evidence, and one node shared by all equal amounts would tie companies together that have nothing in common.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple

import networkx as nx

from kg.layout import SPACING, Positions, positions
from kg.model import Article, Entity, Fact
from kg.status import Standing, in_order, status, when

NO_ARTICLES: Mapping[str, Article] = MappingProxyType({})
LITERAL = "Literal"  # the type of a node that is no entity
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")
_STANDINGS = tuple(Standing)

Attributes = Mapping[str, Any]
Period = tuple[str | None, str | None]


class Node(NamedTuple):
    """An entity or a literal: `label`, `type`, `aliases`, `same_as`, `known`, and how many facts it is an end of."""

    id: str
    attributes: Attributes


class Edge(NamedTuple):
    """A fact, or all facts of a pair: its ends, the periods that its evidence speaks of, and its attributes."""

    source: str
    target: str
    id: str
    periods: tuple[Period, ...]
    attributes: Attributes


def to_networkx(facts: Iterable[Fact], articles: Mapping[str, Article] = NO_ARTICLES) -> nx.MultiDiGraph[str]:
    """A directed multigraph with a node an entity (or literal) and an edge a fact.

    Nodes are named by entity IRI and carry `label`, `type`, `aliases`, `same_as`, `known`, and the numbers `facts`,
    `as_subject` and `as_object`. Edges are keyed by fact id and carry `relation`, `label`, `typed`, `parents`, `weight`
    (pieces of evidence), `standing`, `polarity`, `modality`, `attribution`, `disputed`, `confidence`, `time`, `amount`,
    `role`, `when`, `ended` and `ended_by` (`kg.status.when`, `Fact.ended`), `first` and `last` (dates), `sources`,
    `articles`, `sentence` (the deciding one) and `sentences`. Without `articles`, sources are unknown and only dates that
    the sentences name are used. Nodes and edges are added in sorted order.
    """
    ordered = sorted(facts, key=lambda fact: fact.id)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    as_subject = Counter(fact.subject.id for fact in ordered)
    as_object = Counter(object_id(fact) for fact in ordered)
    found = {node.id: node for fact in ordered for node in ends(fact)}
    for name in sorted(found):
        graph.add_node(name, **found[name].attributes, **degrees(as_subject[name], as_object[name]))
    for fact in ordered:
        drawn = edge(fact, articles)
        graph.add_edge(drawn.source, drawn.target, key=drawn.id, **drawn.attributes)
    return graph


def layout(graph: nx.MultiDiGraph[str], *, spacing: float = SPACING) -> Positions:
    """Positions for every node of the network, the same for the same network; see `kg.layout`."""
    return positions({name: values["label"] for name, values in graph.nodes(data=True)}, graph.edges(), spacing=spacing)


def ends(fact: Fact) -> tuple[Node, Node]:
    """The nodes at the fact's ends, subject first, without their degrees."""
    if isinstance(fact.object, Entity):
        return Node(fact.subject.id, _entity(fact.subject)), Node(fact.object.id, _entity(fact.object))
    literal = {"label": fact.object.label, "type": LITERAL, "aliases": (), "same_as": (), "known": False}
    return Node(fact.subject.id, _entity(fact.subject)), Node(object_id(fact), literal)


def degrees(as_subject: int, as_object: int) -> dict[str, int]:
    """The attributes of a node that count the facts which it is an end of."""
    return {"as_subject": as_subject, "as_object": as_object, "facts": as_subject + as_object}


def edge(fact: Fact, articles: Mapping[str, Article] = NO_ARTICLES) -> Edge:
    """The fact as an edge, with all that its evidence says."""
    stands = status(fact)
    best = stands.evidence
    periods = _periods(fact, articles)
    first, last = _bounds(periods)
    outlets = {article.source for e in fact.evidence if (article := articles.get(e.article)) and article.source}
    attributes = {
        "relation": fact.relation.id,
        "label": fact.relation.label,
        "typed": fact.relation.typed,
        "parents": fact.relation.parents,
        "weight": len(fact.evidence),
        "standing": stands.standing.value,
        "polarity": best.polarity.value,
        "modality": best.modality.value,
        "attribution": stands.speaker,
        "disputed": stands.disputed,
        "confidence": best.confidence,
        "time": best.time,
        "amount": best.amount,
        "role": best.role,
        "when": when(fact),
        "ended": fact.ended.time if fact.ended else None,
        "ended_by": fact.ended.label if fact.ended else None,
        "first": first,
        "last": last,
        "sources": tuple(sorted(outlets)),
        "articles": tuple(sorted({evidence.article for evidence in fact.evidence})),
        "sentence": best.sentence.text,
        "sentences": tuple(dict.fromkeys(evidence.sentence.text for evidence in in_order(fact))),
    }
    return Edge(fact.subject.id, object_id(fact), fact.id, _spells(periods), attributes)


def merged(edges: Sequence[Edge]) -> Edge:
    """All edges of a pair of nodes, in one direction, as one edge.

    Its status is that of the strongest fact, its weight the sum of all evidence; relations, sources and sentences are
    those of all. The id is a hash of the ends.
    """
    strong = sorted(
        edges, key=lambda edge: (_STANDINGS.index(Standing(edge.attributes["standing"])), -edge.attributes["confidence"], edge.id)
    )
    best = strong[0]
    periods = [period for edge in edges for period in edge.periods]
    first, last = _bounds(periods)

    def union(name: str) -> tuple[str, ...]:
        """The values of an attribute of all edges, each once."""
        return tuple(dict.fromkeys(value for edge in strong for value in edge.attributes[name]))

    attributes = {
        **best.attributes,
        "relation": ", ".join(dict.fromkeys(edge.attributes["relation"] for edge in strong)),
        "label": ", ".join(dict.fromkeys(edge.attributes["label"] for edge in strong)),
        "parents": union("parents"),
        "weight": sum(edge.attributes["weight"] for edge in edges),
        "disputed": any(edge.attributes["disputed"] for edge in edges),
        "first": first,
        "last": last,
        "sources": tuple(sorted(union("sources"))),
        "articles": tuple(sorted(union("articles"))),
        "sentences": union("sentences"),
    }
    name = sha256("\x1f".join((best.source, best.target)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Edge(best.source, best.target, name, _spells(periods), attributes)


def object_id(fact: Fact) -> str:
    """The name of the node at the fact's far end: the entity's IRI, or a name made of the fact's id for a literal."""
    return fact.object.id if isinstance(fact.object, Entity) else f"literal:{fact.id}"


@lru_cache(maxsize=100_000)
def period(time: str | None) -> Period:
    """First and last day of an ISO 8601 or EDTF date or interval; None where it is open or cannot be read.

    >>> period("2020-02"), period("2012/..")
    (('2020-02-01', '2020-02-29'), ('2012-01-01', None))
    """
    first, _, last = (time or "").partition("/")
    return _days(first)[0], _days(last if "/" in (time or "") else first)[1]


def dates(fact: Fact, articles: Mapping[str, Article] = NO_ARTICLES) -> Period:
    """First and last day that the evidence speaks of: the sentence's own time, else the day its article came out.

    The last day is None where some evidence names a beginning and no end, or where nothing is dated. A fact that a deed has
    ended lasts from its beginning to that day.
    """
    return _bounds(_periods(fact, articles))


@lru_cache(maxsize=8192)
def _entity(entity: Entity) -> Attributes:
    return {
        "label": entity.label,
        "type": entity.type,
        "aliases": entity.names,
        "same_as": tuple(sorted(entity.same_as)),
        "known": entity.known,
    }


def _periods(fact: Fact, articles: Mapping[str, Article]) -> list[Period]:
    """The days that each dated piece of evidence speaks of, in the order of the evidence, or the span until a deed ended it."""
    over = period(fact.ended.time)[1] if fact.ended else None
    found = []
    for evidence in fact.evidence:
        spoken = period(evidence.time)
        if spoken == (None, None):
            article = articles.get(evidence.article)
            spoken = period(article.published if article else None)
            if over and spoken[0] and spoken[0] > over:
                continue  # what is told after the end does not say that it is still so
        if spoken != (None, None):
            found.append(spoken)
    return _closed(found, over) if over else found


def _closed(periods: list[Period], over: str) -> list[Period]:
    """One period from the first beginning to the end, then those that begin after it."""
    before = [first or "" for first, _ in periods if (first or "") <= over]
    return [(min(before) or None, over), *(spell for spell in periods if (spell[0] or "") > over)] if before else periods


def _bounds(periods: Iterable[Period]) -> Period:
    """The first and the last day of the periods; no last day where one is open."""
    given = list(periods)
    first = min((first for first, _ in given if first), default=None)
    is_open = any(first and last is None for first, last in given)
    return first, None if is_open else max((last for _, last in given if last), default=None)


def _spells(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days as periods that do not overlap, earliest first; none where together they are open at both ends, which says nothing.

    >>> _spells([("2020-01-01", None), (None, "2021-12-31")]), _spells([("2020-01-01", "2020-01-31"), ("2020-01-15", "2020-02-01")])
    ((), (('2020-01-01', '2020-02-01'),))
    """
    found: list[Period] = []
    for first, last in sorted(periods, key=lambda period: (period[0] or "", period[1] or "9999")):
        before = found[-1] if found else None
        if before and (before[1] is None or (first or "") <= before[1]):
            found[-1] = (before[0], None if before[1] is None or last is None else max(before[1], last))
        else:
            found.append((first, last))
    return () if (None, None) in found else tuple(found)


def _days(date: str) -> Period:
    """First and last day of a year, a month or a day."""
    found = _PARTIAL_DATE.fullmatch(date)
    if not found:
        return None, None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None, None
    from_month, to_month = month or 1, month or 12
    length = monthrange(year, to_month)[1]
    if day is not None and not 1 <= day <= length:
        return None, None
    return f"{year:04}-{from_month:02}-{day or 1:02}", f"{year:04}-{to_month:02}-{day or length:02}"
