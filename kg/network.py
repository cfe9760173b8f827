"""The facts as a network: a networkx graph for analysis, and positions on a plane for pictures.

Every fact is one edge, keyed by the fact's id, so that parallel facts between two entities stay apart. A literal (an
amount of money, a quantity) becomes a small node of its own, one for each fact: as an attribute of the subject it would
lose its evidence, and one node shared by all equal amounts would tie companies together that have nothing in common.

Positions come from the Fruchterman-Reingold algorithm (Software: Practice and Experience 21, 1991) in igraph, component by
component: run on the whole graph it flings unconnected parts far away.
"""

from __future__ import annotations

import random
import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import dist, sqrt
from statistics import median
from types import MappingProxyType

import igraph
import networkx as nx

from kg.model import Article, Entity, Fact
from kg.status import in_order, status

NO_ARTICLES: Mapping[str, Article] = MappingProxyType({})
LITERAL = "Literal"  # the type of a node that is no entity
SPACING = 170.0  # wished length of an edge, in the units of a page (pixels)
LINE = 64.0  # wished height of a node with its label
_SEED = 20200912
_PUSHES = 60
_EVENNESS = 0.7  # power of a distance from the middle: 1 leaves it, less draws far things in
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")

Positions = Mapping[str, tuple[float, float]]


def to_networkx(facts: Iterable[Fact], articles: Mapping[str, Article] = NO_ARTICLES) -> nx.MultiDiGraph[str]:
    """A directed multigraph with a node an entity (or literal) and an edge a fact.

    Nodes are named by entity IRI and carry `label`, `type`, `aliases`, `same_as`, `known`, and the numbers `facts`,
    `as_subject` and `as_object`. Edges are keyed by fact id and carry `relation`, `label`, `typed`, `parents`, `weight`
    (pieces of evidence), `standing`, `polarity`, `modality`, `attribution`, `disputed`, `confidence`, `first` and `last`
    (dates), `sources`, `articles` and `sentences`. Without `articles`, sources are unknown and only dates that the
    sentences name are used. Nodes and edges are added in sorted order.
    """
    ordered = sorted(facts, key=lambda fact: fact.id)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    as_subject = Counter(fact.subject.id for fact in ordered)
    as_object = Counter(object_id(fact) for fact in ordered)
    nodes = {fact.subject.id: _entity(fact.subject) for fact in ordered}
    nodes |= {object_id(fact): _object(fact) for fact in ordered}
    for name in sorted(nodes):
        counts = {"as_subject": as_subject[name], "as_object": as_object[name], "facts": as_subject[name] + as_object[name]}
        graph.add_node(name, **nodes[name], **counts)
    for fact in ordered:
        graph.add_edge(fact.subject.id, object_id(fact), key=fact.id, **_edge(fact, articles))
    return graph


def object_id(fact: Fact) -> str:
    """The name of the node at the fact's far end: the entity's IRI, or a name made of the fact's id for a literal."""
    return fact.object.id if isinstance(fact.object, Entity) else f"literal:{fact.id}"


@lru_cache(maxsize=100_000)
def period(time: str | None) -> tuple[str | None, str | None]:
    """First and last day of an ISO 8601 or EDTF date or interval; None where it is open or cannot be read.

    >>> period("2020-02"), period("2012/..")
    (('2020-02-01', '2020-02-29'), ('2012-01-01', None))
    """
    first, _, last = (time or "").partition("/")
    return _days(first)[0], _days(last if "/" in (time or "") else first)[1]


def dates(fact: Fact, articles: Mapping[str, Article] = NO_ARTICLES) -> tuple[str | None, str | None]:
    """First and last day that the evidence speaks of: the sentence's own time, else the day its article came out.

    The last day is None where some evidence names a beginning and no end, or where nothing is dated.
    """
    firsts, lasts, open_end = [], [], False
    for evidence in fact.evidence:
        article = articles.get(evidence.article)
        first, last = period(evidence.time)
        if first is None and last is None:
            first, last = period(article.published if article else None)
        firsts += [first] if first else []
        lasts += [last] if last else []
        open_end |= bool(first) and last is None
    return min(firsts, default=None), None if open_end else max(lasts, default=None)


def layout(graph: nx.MultiDiGraph[str], *, spacing: float = SPACING) -> Positions:
    """Positions for every node, the same for the same graph: connected parts laid out by force, small parts in rows below."""
    parts = [sorted(part) for part in nx.weakly_connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    widths = {name: _width(label) for name, label in graph.nodes(data="label")}
    boxes = [_box(_apart(_roomy(_forces(graph, part, spacing), widths), widths)) for part in parts]
    return dict(_packed(boxes, gap=spacing))


def _entity(entity: Entity) -> dict[str, object]:
    return {
        "label": entity.label,
        "type": entity.type,
        "aliases": entity.names,
        "same_as": tuple(sorted(entity.same_as)),
        "known": entity.known,
    }


def _object(fact: Fact) -> dict[str, object]:
    if isinstance(fact.object, Entity):
        return _entity(fact.object)
    return {"label": fact.object.label, "type": LITERAL, "aliases": (), "same_as": (), "known": False}


def _edge(fact: Fact, articles: Mapping[str, Article]) -> dict[str, object]:
    stands = status(fact)
    first, last = dates(fact, articles)
    outlets = {article.source for e in fact.evidence if (article := articles.get(e.article)) and article.source}
    return {
        "relation": fact.relation.id,
        "label": fact.relation.label,
        "typed": fact.relation.typed,
        "parents": fact.relation.parents,
        "weight": len(fact.evidence),
        "standing": stands.standing.value,
        "polarity": stands.evidence.polarity.value,
        "modality": stands.evidence.modality.value,
        "attribution": stands.speaker,
        "disputed": stands.disputed,
        "confidence": stands.evidence.confidence,
        "first": first,
        "last": last,
        "sources": tuple(sorted(outlets)),
        "articles": tuple(sorted({evidence.article for evidence in fact.evidence})),
        "sentences": tuple(dict.fromkeys(evidence.sentence.text for evidence in in_order(fact))),
    }


def _days(date: str) -> tuple[str | None, str | None]:
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


def _forces(graph: nx.MultiDiGraph[str], part: list[str], spacing: float) -> dict[str, tuple[float, float]]:
    """Positions of one connected part by attraction and repulsion."""
    index = {name: number for number, name in enumerate(part)}
    pairs = ((index[a], index[b]) for a in part for b in graph.successors(a) if a != b)
    ends = sorted({(min(pair), max(pair)) for pair in pairs})
    bundle = Counter((min(pair), max(pair)) for pair in ((index[a], index[b]) for a, b in graph.edges(part)))
    drawing = igraph.Graph(n=len(part), edges=ends)
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        places = drawing.layout_fruchterman_reingold(
            weights=[1 / bundle[pair] for pair in ends], niter=1000 if len(part) < 300 else 300, grid=len(part) >= 300
        )
    finally:
        igraph.set_random_number_generator(random)  # igraph's own default
    evened = _evened([(x, y) for x, y in places])
    lengths = sorted(dist(evened[a], evened[b]) for a, b in ends)
    scale = spacing / (lengths[len(lengths) // 2] or 1.0) if lengths else 1.0
    return {name: (x * scale, y * scale) for name, (x, y) in zip(part, evened, strict=True)}


def _evened(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points with the crowd in the middle spread and far ones drawn in; directions from the middle stay."""
    middle = (median(x for x, _ in points), median(y for _, y in points))
    factors = ((dist(point, middle) or 1.0) ** (_EVENNESS - 1) for point in points)
    return [((x - middle[0]) * f, (y - middle[1]) * f) for (x, y), f in zip(points, factors, strict=True)]


def _roomy(places: dict[str, tuple[float, float]], widths: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The same picture, enlarged where its area could not hold all labels side by side."""
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    area = max(max(xs) - min(xs), LINE) * max(max(ys) - min(ys), LINE)
    wanted = 1.5 * sum(widths[name] * LINE for name in places)
    scale = max(1.0, sqrt(wanted / area)) if len(places) > 2 else 1.0
    return {name: (x * scale, y * scale) for name, (x, y) in places.items()}


def _apart(places: dict[str, tuple[float, float]], widths: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The same picture with labels pushed off each other, each pair along the shorter way."""
    names = sorted(places)
    xs, ys = [places[name][0] for name in names], [places[name][1] for name in names]
    halves = [widths[name] / 2 for name in names]
    for _ in range(_PUSHES if len(names) < 2000 else _PUSHES // 10):
        moved = False
        for a, b in _close(xs, ys, max(halves) * 2):
            over_x = halves[a] + halves[b] - abs(xs[a] - xs[b])
            over_y = LINE - abs(ys[a] - ys[b])
            if over_x <= 0 or over_y <= 0:
                continue
            moved = True
            if over_x < over_y:
                push = over_x / 2 if xs[a] < xs[b] else -over_x / 2
                xs[a], xs[b] = xs[a] - push, xs[b] + push
            else:
                push = over_y / 2 if ys[a] < ys[b] else -over_y / 2
                ys[a], ys[b] = ys[a] - push, ys[b] + push
        if not moved:
            break
    return {name: (xs[i], ys[i]) for i, name in enumerate(names)}


def _close(xs: list[float], ys: list[float], width: float) -> list[tuple[int, int]]:
    """Pairs of points that may overlap, found on a grid of cells as wide as the widest label."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells[int(x // width), int(y // LINE)].append(i)
    around = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return [
        (a, b) for (column, row), members in sorted(cells.items()) for a in members
        for dx, dy in around for b in cells.get((column + dx, row + dy), ()) if a < b
    ]  # fmt: skip


def _width(label: object) -> float:
    return 26.0 + 9.0 * min(len(str(label)), 34)


def _box(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The same picture, moved to begin at the origin and lying on its long side."""
    low_x, high_x = min(x for x, _ in places.values()), max(x for x, _ in places.values())
    low_y, high_y = min(y for _, y in places.values()), max(y for _, y in places.values())
    if high_y - low_y > high_x - low_x:
        return {name: (y - low_y, x - low_x) for name, (x, y) in places.items()}
    return {name: (x - low_x, y - low_y) for name, (x, y) in places.items()}


def _packed(boxes: list[dict[str, tuple[float, float]]], *, gap: float) -> Iterator[tuple[str, tuple[float, float]]]:
    """The first box, and under it the others in rows like words on a page; coordinates rounded and centred on the first."""
    if not boxes:
        return
    sizes = [(max(x for x, _ in box.values()), max(y for _, y in box.values())) for box in boxes]
    line = max(sizes[0][0], sqrt(1.6 * sum((width + gap) * (height + gap) for width, height in sizes[1:])))
    centre = (sizes[0][0] / 2, sizes[0][1] / 2)
    left = top = row = 0.0
    for box, (width, height) in zip(boxes, sizes, strict=True):
        if left and left + width > line:
            left, top, row = 0.0, top + row + gap, 0.0
        for name, (x, y) in box.items():
            yield name, (round(left + x - centre[0], 1), round(top + y - centre[1], 1))
        left, row = left + width + gap, max(row, height)
