"""What the page tells, as plain data: entities, facts with their sentences, articles, relations, groups, places.

Sentences are cut at their marks here, because JavaScript counts characters otherwise than Python. A graph of more than
500 entities opens on a core of them: in the whole picture the core would lie as far apart as all the others need, too far
to read a name, so the core and each group of entities have places of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import networkx as nx

from kg import ontology
from kg.communities import communities, core, ranked
from kg.layout import Positions
from kg.model import Article, Disagreement, Entity, Evidence, Fact, Span
from kg.network import layout
from kg.palette import FAMILY_COLOURS, family, look
from kg.status import hedge, in_order, is_denied, speaker, standing

LARGE = 500  # entities; beyond this the page opens on its core
CORE = 120
WHOLE = 2000  # entities; beyond this they are never drawn all at once, and get no places in a whole picture
GROUP = 150  # entities of a group that have places; the page shows no more of it at once
_GROUPS = 16
_SMALLEST = 4
_CLOSER = 0.55  # places are made for labels that all show; the page shows those that have room
_ROLES = ("subject", "object", "relation")  # where marks overlap, the first wins

Record = dict[str, object]


def nodes(graph: nx.MultiDiGraph[str], facts: Iterable[Fact], groups: Sequence[Sequence[str]]) -> list[Record]:
    """An entity or value each, with its names, its group and, in a graph that is shown whole, its place."""
    places = _closer(layout(graph)) if len(graph) <= WHOLE else {}
    labels = {entity.id: dict(entity.labels) for fact in facts for entity in (fact.subject, fact.object) if isinstance(entity, Entity)}
    group_of = {name: number for number, group in enumerate(groups) for name in group}
    return [
        {
            "id": name,
            "label": values["label"],
            "labels": {spoken: text for spoken, text in labels.get(name, {}).items() if spoken and text != values["label"]},
            "type": values["type"],
            "names": list(values["aliases"]),
            "links": list(values["same_as"]),
            "facts": values["facts"],
            "group": group_of[name],
            **({"x": places[name][0], "y": places[name][1]} if places else {}),
        }
        for name, values in graph.nodes(data=True)
    ]


def edges(graph: nx.MultiDiGraph[str], facts: Sequence[Fact], articles: Mapping[str, Article]) -> list[Record]:
    """An edge of the graph each, with how its fact stands, when it was told, and every sentence that says it."""
    curves = _curves(graph)
    known = {fact.id: fact for fact in facts}
    return [
        _edge(known[key], key, values, articles, curve=curves[key]) | {"from": start, "to": end}
        for start, end, key, values in sorted(graph.edges(keys=True, data=True), key=lambda edge: str(edge[2]))
    ]


def relations(facts: Iterable[Fact]) -> dict[str, Record]:
    """The relations of the facts, by the key that edges have; a typed one with its labels in other languages."""
    known = ontology.labels()
    found = {_key(fact): fact.relation for fact in facts}
    return {
        key: {
            "name": relation.label,
            "typed": relation.typed,
            "family": family(relation.id, relation.parents) if relation.typed else "other",
            "labels": {spoken: text for spoken, text in known.get(relation.id, {}).items() if spoken != "en"} if relation.typed else {},
        }
        for key, relation in sorted(found.items())
    }


def told_by(facts: Iterable[Fact], articles: Mapping[str, Article]) -> dict[str, Record]:
    """What the page tells of each article that is evidence; the text itself stays away."""
    named = sorted({evidence.article for fact in facts for evidence in fact.evidence} & set(articles))
    return {
        name: {"title": a.title, "source": a.source or "", "date": a.published, "url": a.url, "language": a.language}
        for name in named
        for a in (articles[name],)
    }


def classes(graph: nx.MultiDiGraph[str]) -> dict[str, Record]:
    """Colour, shape and labels of each class that occurs, the most frequent first."""
    known = ontology.labels()
    kinds = Counter(str(type_) for _, type_ in graph.nodes(data="type"))
    ordered = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return {kind: {"colour": look(kind).colour, "shape": look(kind).shape, "labels": dict(known.get(kind, {}))} for kind in ordered}


def families() -> dict[str, str]:
    """The colour of the edges of each family of relations."""
    return dict(FAMILY_COLOURS)


def group_places(graph: nx.MultiDiGraph[str], groups: Sequence[Sequence[str]]) -> list[Record]:
    """The size of each group that is worth a name, its top entities, and their places where the whole picture is none."""
    worth = [group for group in groups[:_GROUPS] if len(group) >= _SMALLEST]
    large = len(graph) > LARGE
    return [{"size": len(group), "top": list(group[:3]), "places": _places_of(graph, group[:GROUP]) if large else None} for group in worth]


def core_places(graph: nx.MultiDiGraph[str], groups: Sequence[Sequence[str]]) -> Positions | None:
    """The entities that a large page opens on, with their places; None for a small one, which shows them all."""
    if len(graph) <= LARGE:
        return None
    return _places_of(graph, core(graph, groups, size=CORE) or ranked(graph, list(graph))[:CORE])


def grouped(graph: nx.MultiDiGraph[str]) -> list[list[str]]:
    """The groups of the graph's entities; none of an empty graph."""
    return communities(graph) if len(graph) else []


def parts(text: str, start: int, marks: Mapping[str, Span]) -> list[list[str]]:
    """The sentence cut at its marks, each part with the role it plays, or "".

    >>> parts("Kim met Lee", 10, {"subject": Span(10, 13), "object": Span(18, 21)})
    [['Kim', 'subject'], [' met ', ''], ['Lee', 'object']]
    """
    inside = {role: (marks[role].start - start, marks[role].end - start) for role in _ROLES if role in marks}
    cuts = {0, len(text), *(min(max(end, 0), len(text)) for ends in inside.values() for end in ends)}
    bounds = sorted(cuts)
    return [
        [text[first:last], next((role for role, (begin, end) in inside.items() if begin <= first and last <= end), "")]
        for first, last in pairwise(bounds)
    ]


def _edge(fact: Fact, key: str, values: Mapping[str, object], articles: Mapping[str, Article], *, curve: float) -> Record:
    ordered = in_order(fact)
    known = [article for e in fact.evidence if (article := articles.get(e.article))]
    return {
        "id": key,
        "relation": _key(fact),
        **{name: values[name] for name in ("standing", "disputed", "confidence", "first", "last", "when")},
        "modality": hedge(ordered[0]),
        "ended": {"time": fact.ended.time, "by": fact.ended.deed} if fact.ended else None,
        "against": [*([{"kind": "denied", "fact": key}] if is_denied(fact) else []), *map(_against, fact.against)],
        "speaker": values["attribution"],
        "speakerId": ordered[0].attribution.id if ordered[0].attribution else None,
        "told": sorted({article.published for article in known if article.published}),
        "sources": sorted({article.source or "" for article in known}),
        "languages": sorted({article.language for article in known}),
        "curve": curve,
        "evidence": [_evidence(evidence) for evidence in ordered],
    }


def _against(told: Disagreement) -> Record:
    one, other = told.labels
    return {"kind": told.kind, "one": one, "other": other, "fact": told.fact}


def _evidence(evidence: Evidence) -> Record:
    marks = {"subject": evidence.subject, "relation": evidence.relation, "object": evidence.object}
    return {
        "parts": parts(evidence.sentence.text, evidence.sentence.start, marks),
        "article": evidence.article,
        "standing": standing(evidence).value,
        "polarity": evidence.polarity.value,
        "modality": hedge(evidence),
        "speaker": speaker(evidence),
        "speakerId": evidence.attribution.id if evidence.attribution else None,
        "time": evidence.time,
        "amount": evidence.amount,
        "role": evidence.role,
        "confidence": evidence.confidence,
    }


def _key(fact: Fact) -> str:
    """The relation's name on the page: no open relation is taken for a typed one."""
    return fact.relation.id if fact.relation.typed else f"~{fact.relation.id}"


def _curves(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """How much each edge bends: parallel edges by turns to either side, further and further; a single edge not at all.

    The sign is relative to the edge's own direction, so it turns where an edge runs the other way than its neighbour.
    """
    bundles: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for start, end, key in graph.edges(keys=True):
        bundles[min(start, end), max(start, end)].append((key, start))
    curves = {}
    for (low, _), bundle in bundles.items():
        for number, (key, start) in enumerate(sorted(bundle)):
            rank = number + 1 if len(bundle) % 2 == 0 else number  # an odd bundle has a straight edge in its middle
            bend = 0.2 * ((rank + 1) // 2) * (1 if rank % 2 else -1)
            curves[key] = round(bend if start == low else -bend, 2)
    return curves


def _places_of(graph: nx.MultiDiGraph[str], members: Sequence[str]) -> Positions:
    """Places of some nodes as if there were no others."""
    chosen = set(members)
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((name, graph.nodes[name]) for name in sorted(chosen))
    part.add_edges_from((a, b, key) for a in sorted(chosen) for _, b, key in graph.out_edges(a, keys=True) if b in chosen)
    return _closer(layout(part))


def _closer(places: Positions) -> Positions:
    return {name: (round(x * _CLOSER, 1), round(y * _CLOSER, 1)) for name, (x, y) in places.items()}
