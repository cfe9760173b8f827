"""Other programs read GraphML as it is meant: JGraphT, which validates it first, Apache TinkerPop, Cytoscape.js and Graphology.

`KG_GRAPH` may name the folder of a graph of the corpus, which is built otherwise. The two in JavaScript need Node and npm.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.exports import FORMATS
from kg.exports.files import as_list, clean
from kg.exports.graphml import EDGE_KEYS, LOOKS, NODE_KEYS
from kg.model import Article, Fact
from kg.network import edge, ends
from tests.hostile import hostile

pytestmark = pytest.mark.integration
HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LOOK_KEYS = {*LOOKS, "x", "y", "size"}  # of nodes, which Gephi's test looks at

Read = Callable[[Path], list[dict[str, Any]]]
Corpus = tuple[tuple[Fact, ...], Mapping[str, Article]]


def run(command: list[str | Path], *, reason: str = "", **more: Any) -> str:
    """What the command prints; where there is a reason, its failure skips the test, but not in CI."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False, **more)
    if done.returncode and reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{reason}: {(done.stdout + done.stderr)[-400:]}")
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def need(*programs: str) -> None:
    if missing := [program for program in programs if not shutil.which(program)]:
        pytest.skip(f"{' and '.join(missing)} not installed")


@pytest.fixture(scope="module")
def java(tmp_path_factory: pytest.TempPathFactory) -> list[str | Path]:
    need("java", "javac", "mvn")
    folder = tmp_path_factory.mktemp("java")
    fetch: list[str | Path] = ["mvn", "-q", "-B", "dependency:build-classpath", f"-Dmdep.outputFile={folder / 'classpath'}"]
    run(fetch, cwd=HERE, reason="Maven did not fetch JGraphT and TinkerPop")
    classpath = (folder / "classpath").read_text(encoding="utf-8")
    run(["javac", "-nowarn", "-proc:none", "-cp", classpath, "-d", folder, HERE / "GraphmlRead.java"])
    return ["java", "-Xmx300m", "-cp", os.pathsep.join([classpath, str(folder)]), "GraphmlRead"]


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("node", "npm")
    folder = tmp_path_factory.mktemp("npm")
    shutil.copy(HERE / "package.json", folder)
    run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, reason="npm did not fetch Cytoscape.js and Graphology")
    return folder / "node_modules"


@pytest.fixture(params=["jgrapht", "tinkerpop", "cytoscape", "graphology"])
def read(request: pytest.FixtureRequest) -> Read:
    """What the program says of a file, an item a node or edge; attributes by the names that we gave them."""
    name = request.param
    if name in ("jgrapht", "tinkerpop"):
        command = [*request.getfixturevalue("java"), name]
    else:
        command = ["node", HERE / "read.cjs", name, request.getfixturevalue("modules")]

    def told(path: Path) -> list[dict[str, Any]]:
        found = [json.loads(line) for line in run([*command, path]).split("\n")[:-1]]
        if name == "cytoscape":  # which takes the ids of keys for their names
            for item in found:
                ours = f"{item['kind']}_"
                item["values"] = {key.removeprefix(ours): value for key, value in item["values"].items() if key.startswith(ours)}
        return found

    return told


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = os.environ.get("KG_GRAPH")
    with kg.open(folder) if folder else kg.build(ROOT / "corpus" / "articles", out=tmp_path_factory.mktemp("graph") / "build") as graph:
        yield tuple(graph.facts()), {article.id: article for article in graph.articles()}


@pytest.fixture(params=["news", "hostile"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return hostile() if request.param == "hostile" else request.getfixturevalue("news")


def plain(value: object) -> str:
    """One text for each value, whatever type a program has for it; white space at the ends and its kind are not theirs to keep."""
    if isinstance(value, tuple):
        value = as_list(value)
    if isinstance(value, str):
        return clean(value).replace("\r\n", "\n").replace("\r", "\n").strip() if not _number(value) else f"{float(value):g}"
    return str(value).lower() if isinstance(value, bool) else f"{float(str(value)):g}"


def _number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()


def wanted(attributes: Mapping[str, Any], keys: Mapping[str, str], less: set[str]) -> dict[str, str]:
    given = {key: attributes.get(key) for key in keys if key not in less}
    return {key: plain(value) for key, value in given.items() if value not in (None, (), "")}


def arrived(values: Mapping[str, Any], keys: Mapping[str, str], less: set[str]) -> dict[str, str]:
    return {key: plain(value) for key, value in values.items() if key in keys and key not in less and plain(value)}


def test_every_node_and_edge_arrives_with_all_that_is_said_of_it(read: Read, corpus: Corpus, tmp_path: Path) -> None:
    facts, articles = corpus
    FORMATS["graphml"](facts, articles, tmp_path / "graph.graphml")
    found = read(tmp_path / "graph.graphml")
    nodes = {item["id"]: item["values"] for item in found if item["kind"] == "node"}
    less = {*LOOK_KEYS, "facts", "as_subject", "as_object"}
    told = {values["iri"]: arrived(values, NODE_KEYS, less) for values in nodes.values()}
    assert told == {node.id: wanted({"iri": node.id, **node.attributes}, NODE_KEYS, less) for fact in facts for node in ends(fact)}
    edges = [item for item in found if item["kind"] == "edge"]
    drawn = {item["values"]["fact"]: (nodes[item["source"]]["iri"], nodes[item["target"]]["iri"]) for item in edges}
    assert len(edges) == len(facts)
    meant = [edge(fact, articles) for fact in facts]
    assert drawn == {one.id: (one.source, one.target) for one in meant}
    assert {item["values"]["fact"]: arrived(item["values"], EDGE_KEYS, {*LOOKS}) for item in edges} == {
        one.id: wanted({"fact": one.id, **one.attributes}, EDGE_KEYS, {*LOOKS}) for one in meant
    }
