"""Positions on a plane for the nodes of a network.

The Fruchterman-Reingold algorithm (Software: Practice and Experience 21, 1991) in igraph, component by component: run on
the whole graph it flings unconnected parts far away. Then the crowd in the middle is spread, and labels are pushed off
each other. Memory grows with nodes and with pairs of nodes that have an edge, not with edges.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import dist, sqrt
from statistics import median

import igraph

SPACING = 170.0  # wished length of an edge, in the units of a page (pixels)
LINE = 64.0  # wished height of a node with its label
_SEED = 20200912
_PUSHES = 60
_EVENNESS = 0.7  # power of a distance from the middle: 1 leaves it, less draws far things in
_STEPS = ((300, 1000), (2000, 300), (0, 50))  # up to so many nodes, so many steps; 0 is any number
_CROWD = 5000  # nodes of one part, from which on no label could be read and none is pushed

Place = tuple[float, float]
Positions = Mapping[str, Place]
Places = dict[str, Place]


def positions(labels: Mapping[str, str], edges: Iterable[tuple[str, str]], *, spacing: float = SPACING) -> Positions:
    """Positions for every node, given by name and label: connected parts laid out by force, small parts in rows below.

    The same network has the same positions, in whatever order it is given. Parallel edges, in either direction, give their
    ends more room.
    """
    names = sorted(labels)
    index = {name: number for number, name in enumerate(names)}
    bundle = Counter((min(pair), max(pair)) for pair in ((index[a], index[b]) for a, b in edges))
    widths = {name: _width(label) for name, label in labels.items()}
    boxes = []
    for part, ends in _parts(len(names), bundle):
        near = {number: place for place, number in enumerate(part)}
        weights = [1 / bundle[pair] for pair in ends]
        points = _forces(len(part), [(near[a], near[b]) for a, b in ends], weights, spacing)
        places = _roomy(dict(zip((names[number] for number in part), points, strict=True)), widths)
        boxes.append(_box(_apart(places, widths)))
    return dict(_packed(boxes, gap=spacing))


def _parts(count: int, pairs: Iterable[tuple[int, int]]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """The connected parts, largest first, each with its nodes and its pairs, sorted."""
    ends = sorted(pair for pair in pairs if pair[0] != pair[1])
    parts = sorted(map(sorted, igraph.Graph(n=count, edges=ends).connected_components()), key=lambda part: (-len(part), part[0]))
    home = {number: place for place, part in enumerate(parts) for number in part}
    inside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in ends:
        inside[home[pair[0]]].append(pair)
    return [(part, inside[place]) for place, part in enumerate(parts)]


def _forces(count: int, ends: Sequence[tuple[int, int]], weights: Sequence[float], spacing: float) -> list[tuple[float, float]]:
    """Positions of one connected part by attraction and repulsion."""
    drawing = igraph.Graph(n=count, edges=ends)
    steps = next(steps for limit, steps in _STEPS if count < limit or not limit)
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        places = drawing.layout_fruchterman_reingold(weights=weights, niter=steps, grid=count >= 300)
    finally:
        igraph.set_random_number_generator(random)  # igraph's own default
    evened = _evened([(x, y) for x, y in places])
    lengths = sorted(dist(evened[a], evened[b]) for a, b in ends)
    scale = spacing / (lengths[len(lengths) // 2] or 1.0) if lengths else 1.0
    return [(x * scale, y * scale) for x, y in evened]


def _evened(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points with the crowd in the middle spread and far ones drawn in; directions from the middle stay."""
    middle = (median(x for x, _ in points), median(y for _, y in points))
    factors = ((dist(point, middle) or 1.0) ** (_EVENNESS - 1) for point in points)
    return [((x - middle[0]) * f, (y - middle[1]) * f) for (x, y), f in zip(points, factors, strict=True)]


def _roomy(places: Places, widths: Mapping[str, float]) -> Places:
    """The same picture, enlarged where its area could not hold all labels side by side."""
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    area = max(max(xs) - min(xs), LINE) * max(max(ys) - min(ys), LINE)
    wanted = 1.5 * sum(widths[name] * LINE for name in places)
    scale = max(1.0, sqrt(wanted / area)) if len(places) > 2 else 1.0
    return {name: (x * scale, y * scale) for name, (x, y) in places.items()}


def _apart(places: Places, widths: Mapping[str, float]) -> Places:
    """The same picture with labels pushed off each other, each pair along the shorter way."""
    if len(places) > _CROWD:
        return places
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


def _box(places: Places) -> Places:
    """The same picture, moved to begin at the origin and lying on its long side."""
    low_x, high_x = min(x for x, _ in places.values()), max(x for x, _ in places.values())
    low_y, high_y = min(y for _, y in places.values()), max(y for _, y in places.values())
    if high_y - low_y > high_x - low_x:
        return {name: (y - low_y, x - low_x) for name, (x, y) in places.items()}
    return {name: (x - low_x, y - low_y) for name, (x, y) in places.items()}


def _packed(boxes: list[Places], *, gap: float) -> Iterator[tuple[str, tuple[float, float]]]:
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
