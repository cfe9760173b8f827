"""One self-contained HTML page with the facts as a network, a table, and the sentences behind them.

pyvis holds the network and renders our own template; its stock page loads scripts from elsewhere, lays out in the
browser for minutes, and lets text from the articles run as script. Here positions come from Python, the data stands in
the page as JSON, the page's script inserts every text as text, and a content security policy with hashes allows nothing
else: the page makes no request at all.
"""

from __future__ import annotations

import tomllib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pyvis.network import Network

from kg.exports.files import clean, write_text
from kg.model import Article, Fact
from kg.network import to_networkx
from kg.view import content
from kg.view.modules import bundle
from kg.view.packing import PACKED, packed, script_json

LANGUAGES = ("en", "nl")  # of the page's own words
_FAVICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><g fill='none' stroke='#a8321f' stroke-width='2.5'>"
    "<path d='M8 9L24 8M8 9L15 25M24 8L15 25'/></g><g fill='#1d1d1b'><circle cx='8' cy='9' r='5'/><circle cx='24' cy='8' r='4'/>"
    "<circle cx='15' cy='25' r='5'/></g></svg>"
)


def generate(facts: Iterable[Fact], articles: Mapping[str, Article], *, title: str) -> str:
    """The page as text: the same facts and articles give the same bytes."""
    ordered = sorted(facts, key=lambda fact: fact.id)
    graph = to_networkx(ordered, articles)
    groups = content.grouped(graph)
    net = Network(directed=True, cdn_resources="remote")  # our template loads nothing; "local" would print a warning
    net.nodes = content.nodes(graph, ordered, groups)
    net.edges = content.edges(graph, ordered, articles)
    net.options = _options(len(net.nodes))
    net.set_template_dir(str(files("kg.view")), "page.html")
    net.templateEnv.filters["data"] = packed if max(len(net.nodes), len(net.edges)) > PACKED else script_json
    scripts, style = _scripts(), _asset("page.css")
    net.templateEnv.globals.update(
        title=clean(title),
        favicon=b64encode(_FAVICON.encode()).decode(),
        style=style,
        scripts=scripts,
        script_hashes=[_hash(script) for script in scripts],
        style_hash=_hash(style),
        count={"facts": graph.number_of_edges(), "entities": graph.number_of_nodes()},
        tables={
            "articles": content.told_by(ordered, articles),
            "relations": content.relations(ordered),
            "classes": content.classes(graph),
            "families": content.families(),
            "groups": content.group_places(graph, groups),
            "core": content.core_places(graph, groups),
            "texts": _texts(),
        },
    )
    return str(net.generate_html())


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path, *, title: str) -> None:
    """Write the page.

    Raises:
        ExportError: the place cannot be written to.
    """
    write_text(path, [generate(facts, articles, title=title)])


def _options(size: int) -> dict[str, object]:
    """vis-network's settings: no physics, since the positions are final, and no work that a large picture would feel."""
    many = size > content.LARGE
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


@cache
def _scripts() -> tuple[str, str]:
    """vis-network, and the page's own script."""
    folder = files("kg.view") / "assets" / "page"
    modules = {file.name.removesuffix(".js"): file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".js")}
    library = _asset("vis-network/vis-network.min.js").partition("//# sourceMappingURL")[0]
    return library, f"'use strict';\n{bundle(modules, 'main')}"


@cache
def _texts() -> dict[str, dict[str, object]]:
    """The page's own words, by language."""
    folder = files("kg.view") / "texts"
    return {language: tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8")) for language in LANGUAGES}


@cache
def _asset(name: str) -> str:
    return (files("kg.view") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
