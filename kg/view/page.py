"""One self-contained HTML page with the facts as a network, a table, and the sentences behind them.

pyvis holds the network and renders our own template; its stock page loads scripts from elsewhere, lays out in the
browser for minutes, and lets text from the articles run as script. Here positions come from Python, the data stands in
the page as JSON, page.js inserts every text as text, and a content security policy with hashes allows nothing else: the
page makes no request at all.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import networkx as nx
from pyvis.network import Network

from kg.exports.files import clean, write_text
from kg.model import Article, Evidence, Fact, Span
from kg.network import Positions, dates, layout, object_id, to_networkx
from kg.palette import look
from kg.status import in_order, speaker, standing, status

LARGE = 500  # entities; beyond this the page opens on the most connected ones
CORE = 150
_ROLES = ("subject", "object", "relation")  # where marks overlap, the first wins
_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029]")  # inside <script> nothing may look like markup or end a line
_HALVES = re.compile("[\ud800-\udfff]")  # half a surrogate pair is no character: browsers differ on it, and some fall over
_FAVICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><g fill='none' stroke='#a8321f' stroke-width='2.5'>"
    "<path d='M8 9L24 8M8 9L15 25M24 8L15 25'/></g><g fill='#1d1d1b'><circle cx='8' cy='9' r='5'/><circle cx='24' cy='8' r='4'/>"
    "<circle cx='15' cy='25' r='5'/></g></svg>"
)


def generate(facts: Iterable[Fact], articles: Mapping[str, Article], *, title: str) -> str:
    """The page as text: the same facts and articles give the same bytes."""
    ordered = sorted(facts, key=lambda fact: fact.id)
    graph = to_networkx(ordered, articles)
    net = Network(directed=True, cdn_resources="remote")  # our template loads nothing; "local" would print a warning
    net.nodes = _nodes(graph)
    net.edges = _edges(ordered, articles)
    net.options = _options(len(net.nodes))
    net.set_template_dir(str(files("kg.view")), "page.html")
    net.templateEnv.filters["script_json"] = script_json
    scripts = [_asset("vis-network/vis-network.min.js").partition("//# sourceMappingURL")[0], _asset("page.js")]
    style = _asset("page.css")
    net.templateEnv.globals.update(
        title=clean(title),
        favicon=b64encode(_FAVICON.encode()).decode(),
        style=style,
        scripts=scripts,
        script_hashes=[_hash(script) for script in scripts],
        style_hash=_hash(style),
        articles=_articles(ordered, articles),
        looks=_looks(graph),
        core=_core(graph),
        count={"facts": graph.number_of_edges(), "entities": graph.number_of_nodes()},
    )
    return str(net.generate_html())


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path, *, title: str) -> None:
    """Write the page.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, [generate(facts, articles, title=title)])


def script_json(value: object) -> str:
    r"""The value as JSON that may stand inside a script element: no character of it can end the element or open a comment.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _HALVES.sub("\ufffd", text))


def parts(text: str, start: int, marks: Mapping[str, Span]) -> list[list[str]]:
    """The sentence cut at its marks, each part with the role it plays, or "": cut here because JavaScript counts otherwise.

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


def _nodes(graph: nx.MultiDiGraph[str]) -> list[dict[str, object]]:
    places = layout(graph)
    return [
        {
            "id": name,
            "label": values["label"],
            "type": values["type"],
            "names": list(values["aliases"]),
            "links": list(values["same_as"]),
            "facts": values["facts"],
            "x": places[name][0],
            "y": places[name][1],
        }
        for name, values in graph.nodes(data=True)
    ]


def _edges(facts: Sequence[Fact], articles: Mapping[str, Article]) -> list[dict[str, object]]:
    curves = _curves(facts)
    return [_edge(fact, articles, curves[fact.id]) for fact in facts]


def _edge(fact: Fact, articles: Mapping[str, Article], curve: float) -> dict[str, object]:
    stands = status(fact)
    first, last = dates(fact, articles)
    outlets = {article.source or "" for e in fact.evidence if (article := articles.get(e.article))}
    return {
        "id": fact.id,
        "from": fact.subject.id,
        "to": object_id(fact),
        "relation": fact.relation.id,
        "name": fact.relation.label,
        "typed": fact.relation.typed,
        "standing": stands.standing.value,
        "modality": stands.evidence.modality.value,
        "disputed": stands.disputed,
        "speaker": stands.speaker,
        "speakerId": stands.evidence.attribution.id if stands.evidence.attribution else None,
        "confidence": stands.evidence.confidence,
        "first": first,
        "last": last,
        "sources": sorted(outlets),
        "curve": curve,
        "evidence": [_evidence(evidence) for evidence in in_order(fact)],
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    marks = {"subject": evidence.subject, "relation": evidence.relation, "object": evidence.object}
    return {
        "parts": parts(evidence.sentence.text, evidence.sentence.start, marks),
        "article": evidence.article,
        "standing": standing(evidence).value,
        "polarity": evidence.polarity.value,
        "modality": evidence.modality.value,
        "speaker": speaker(evidence),
        "speakerId": evidence.attribution.id if evidence.attribution else None,
        "time": evidence.time,
        "amount": evidence.amount,
        "role": evidence.role,
        "confidence": evidence.confidence,
        "rule": evidence.rule,
    }


def _curves(facts: Sequence[Fact]) -> dict[str, float]:
    """How much each edge bends: parallel edges by turns to either side, further and further; a single edge not at all.

    The sign is relative to the edge's own direction, so it turns where an edge runs the other way than its neighbour.
    """
    bundles: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        ends = sorted((fact.subject.id, object_id(fact)))
        bundles[ends[0], ends[1]].append(fact)
    curves = {}
    for (low, _), bundle in bundles.items():
        for number, fact in enumerate(bundle):
            rank = number + 1 if len(bundle) % 2 == 0 else number  # an odd bundle has a straight edge in its middle
            bend = 0.2 * ((rank + 1) // 2) * (1 if rank % 2 else -1)
            curves[fact.id] = round(bend if fact.subject.id == low else -bend, 2)
    return curves


def _articles(facts: Sequence[Fact], articles: Mapping[str, Article]) -> dict[str, dict[str, str | None]]:
    """What the page tells of each article that is evidence; the text itself stays away."""
    named = sorted({evidence.article for fact in facts for evidence in fact.evidence} & set(articles))
    return {
        name: {"title": a.title, "source": a.source or "", "date": a.published, "url": a.url, "language": a.language}
        for name in named
        for a in (articles[name],)
    }


def _looks(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, str]]:
    """Colour and shape of each class that occurs, the most frequent first."""
    kinds = Counter(str(type_) for _, type_ in graph.nodes(data="type"))
    ordered = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return {kind: {"colour": look(kind).colour, "shape": look(kind).shape} for kind in ordered}


def _core(graph: nx.MultiDiGraph[str]) -> Positions | None:
    """The entities that a large page opens on, and places of their own; None for a small one, which shows them all.

    In the whole picture the core would lie as far apart as all the others need, too far to read a name.
    """
    if graph.number_of_nodes() <= LARGE:
        return None
    ranked = sorted(graph, key=lambda name: (-graph.nodes[name]["facts"], name))
    core: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    core.add_nodes_from((name, graph.nodes[name]) for name in sorted(ranked[:CORE]))
    core.add_edges_from((a, b, key) for a, b, key in graph.edges(keys=True) if a in core and b in core)
    return layout(core)


def _options(size: int) -> dict[str, object]:
    """vis-network's settings: no physics, since the positions are final, and no hover work, since pictures may be large."""
    many = size > LARGE
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": False,
            "tooltipDelay": 100000,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
            "selectConnectedEdges": False,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
    }


def _asset(name: str) -> str:
    return (files("kg.view") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
