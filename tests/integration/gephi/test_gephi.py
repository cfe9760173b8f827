"""Gephi itself takes the files: its importers, without its window, report no warning, and everything has arrived.

`KG_GRAPH` may name the folder of a graph of the corpus, which is built otherwise.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.exports import FORMATS, MERGED
from kg.graph import Graph
from kg.model import Entity, Fact
from kg.network import Edge, edge, merged, object_id
from kg.palette import edge_colour, look
from tests.hostile import hostile

pytestmark = pytest.mark.integration
HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SCALARS = (
    "relation", "typed", "standing", "polarity", "modality", "attribution", "disputed", "confidence", "time", "amount", "role",
    "when", "ended", "ended_by", "sentence",
)  # fmt: skip
LISTS = ("aliases", "same_as", "parents", "sources", "articles", "sentences")

Import = Callable[[Path], dict[str, Any]]


@pytest.fixture(scope="module")
def gephi(tmp_path_factory: pytest.TempPathFactory) -> Import:
    """What Gephi says of a file or a folder of tables."""
    missing = [program for program in ("java", "javac", "mvn") if not shutil.which(program)]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")
    folder = tmp_path_factory.mktemp("gephi")
    command = ["mvn", "-q", "-B", "dependency:build-classpath", f"-Dmdep.outputFile={folder / 'classpath'}"]
    fetched = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    if fetched.returncode:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"Maven did not fetch Gephi's toolkit: {fetched.stdout[-400:]}")
    classpath = (folder / "classpath").read_text(encoding="utf-8")
    subprocess.run(["javac", "-nowarn", "-proc:none", "-cp", classpath, "-d", folder, HERE / "GephiImport.java"], check=True)
    java = ["java", "-Djava.awt.headless=true", "-Xmx700m", "-cp", os.pathsep.join([classpath, str(folder)]), "GephiImport"]

    def run(path: Path) -> dict[str, Any]:
        done = subprocess.run([*java, str(path)], capture_output=True, text=True, encoding="utf-8", timeout=300)
        assert done.returncode == 0, done.stderr[-2000:]
        told: dict[str, Any] = json.loads(done.stdout)
        names = {item["id"]: item["attributes"].get("iri", item["id"]) for item in told["nodes"]}  # in GraphML the IRI is an attribute
        for item, end in [(item, "id") for item in told["nodes"]] + [(item, end) for item in told["edges"] for end in ("source", "target")]:
            item[end] = names[item[end]]
        for kind in ("nodes", "edges"):
            told[kind] = {item["id"]: item for item in told[kind]}
        return told

    return run


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    if folder := os.environ.get("KG_GRAPH"):
        with kg.open(folder) as opened:
            yield opened
        return
    with kg.build(ROOT / "corpus" / "articles", out=tmp_path_factory.mktemp("graph") / "build") as built:
        yield built


@pytest.fixture(scope="module", params=["gexf", "graphml", "csv"])
def arrived(
    request: pytest.FixtureRequest, gephi: Import, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, Any]]:
    name = request.param
    folder = tmp_path_factory.mktemp(name)
    return name, gephi(graph.write(folder if name == "csv" else folder / f"graph.{name}", name))


def values(found: dict[str, Any], name: str) -> dict[str, Any]:
    """The attributes as they are in the graph: lists are lists in GEXF alone, and the names of columns come in small letters."""
    taken = {key.lower(): value for key, value in found["attributes"].items()}
    if name == "csv":  # a time is an interval, lest Gephi take it for a number or a date
        taken.update({key: plain_time(taken.get(key)) for key in ("time", "when", "ended")})
    plain = {key: taken.get(key.replace("_", "") if name == "csv" else key) for key in ("same_as", "as_subject", "as_object", "ended_by")}
    both = {**taken, **plain}
    return {
        key: tuple(json.loads(value) if isinstance(value, str) else value) if key in LISTS and value else value
        for key, value in both.items()
    }


def plain_time(interval: str | None) -> str | None:
    first, _, last = (interval or "").partition("/")
    return first if first == last and first else interval


def test_gephi_reports_no_warning(arrived: tuple[str, dict[str, Any]]) -> None:
    _, told = arrived
    assert [issue for issue in told["issues"] if not issue.startswith("INFO")] == []


def test_every_entity_arrives_with_its_attributes(arrived: tuple[str, dict[str, Any]], graph: Graph) -> None:
    name, told = arrived
    network = graph.to_networkx()
    assert set(told["nodes"]) == set(network)
    for node, attributes in network.nodes(data=True):
        found = told["nodes"][node]
        have = values(found, name)
        assert found["label"] == attributes["label"]
        assert {key: have.get(key) or () for key in ("aliases", "same_as")} == {key: attributes[key] for key in ("aliases", "same_as")}
        assert all(have[key] == attributes[key] for key in ("type", "known", "facts", "as_subject", "as_object"))


def test_every_fact_arrives_with_its_status_and_parallel_ones_stay_apart(arrived: tuple[str, dict[str, Any]], graph: Graph) -> None:
    name, told = arrived
    articles = {article.id: article for article in graph.articles()}
    facts = list(graph.facts())
    assert set(told["edges"]) == {fact.id for fact in facts}
    pairs = Counter((fact.subject.id, object_id(fact)) for fact in facts)
    assert Counter((found["source"], found["target"]) for found in told["edges"].values()) == pairs
    assert max(pairs.values()) > 2
    for fact in facts:
        found, drawn = told["edges"][fact.id], edge(fact, articles)
        have = values(found, name)
        assert (found["label"], found["weight"], found["directed"]) == (drawn.attributes["label"], drawn.attributes["weight"], True)
        assert all(have.get(key) == drawn.attributes[key] for key in SCALARS), fact.id
        assert all(tuple(have.get(key) or ()) == drawn.attributes[key] for key in ("parents", "sources", "articles", "sentences")), fact.id


def test_periods_arrive(arrived: tuple[str, dict[str, Any]], graph: Graph) -> None:
    """On Gephi's time line, where GraphML has none."""
    name, told = arrived
    articles = {article.id: article for article in graph.articles()}
    for fact in graph.facts():
        periods = [f"{first or ''}/{last or ''}" for first, last in edge(fact, articles).periods]
        assert told["edges"][fact.id]["periods"] == ([] if name == "graphml" else periods)


@pytest.mark.parametrize("name", ["gexf", "graphml", "csv"])
def test_edges_that_are_merged_arrive_with_all_that_they_say(name: str, gephi: Import, graph: Graph, tmp_path: Path) -> None:
    articles = {article.id: article for article in graph.articles()}
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for fact in graph.facts():
        pairs.setdefault((fact.subject.id, object_id(fact)), []).append(edge(fact, articles))
    told = gephi(graph.write(tmp_path if name == "csv" else tmp_path / f"graph.{name}", name, merge=True))
    assert [issue for issue in told["issues"] if not issue.startswith("INFO")] == []
    assert {(found["source"], found["target"]) for found in told["edges"].values()} == set(pairs)
    for drawn in map(merged, pairs.values()):
        found = told["edges"][drawn.id]
        have = values(found, name)
        assert (found["label"], found["weight"]) == (drawn.attributes["label"], drawn.attributes["weight"])
        assert {key: have.get(key) for key in SCALARS} == {key: drawn.attributes[key] for key in SCALARS}
        assert all(tuple(have.get(key) or ()) == drawn.attributes[key] for key in ("parents", "sources", "articles", "sentences"))
        assert found["periods"] == ([] if name == "graphml" else [f"{first or ''}/{last or ''}" for first, last in drawn.periods])


YEARS = ("2014", "2020-05", "2012/..", "2020-05-18")


@pytest.mark.parametrize("merge", [False, True])
def test_no_time_is_lost_where_the_first_rows_have_another_kind(merge: bool, gephi: Import, tmp_path: Path) -> None:
    """Gephi takes what stands in the first 25 rows for the type of a column: years would be numbers, and all else would go."""
    facts, articles = hostile()
    (given,) = facts[:1]
    names = [f"https://kg.example/entity/e{number:03}" for number in range(121)]
    times = dict(zip(names, [time for time in YEARS for _ in range(30)], strict=False))

    def fact(name: str, time: str) -> Fact:
        evidence = tuple(replace(piece, time=time) for piece in given.evidence)
        return replace(given, subject=Entity(name, name[-4:], "Company"), object=Entity(names[-1], "x", "Company"), evidence=evidence)

    (MERGED if merge else FORMATS)["csv"]((fact(name, time) for name, time in times.items()), articles, tmp_path)
    told = gephi(tmp_path)
    assert [issue for issue in told["issues"] if not issue.startswith("INFO")] == []
    have = {found["source"]: values(found, "csv") for found in told["edges"].values()}
    assert {name: found["time"] for name, found in have.items()} == times


def test_looks_arrive(arrived: tuple[str, dict[str, Any]], graph: Graph) -> None:
    """Colours, sizes and places; tables have none."""
    name, told = arrived
    if name == "csv":
        assert {found["colour"] for found in told["nodes"].values()} == {"#000000"}
        return
    network = graph.to_networkx()
    assert all(told["nodes"][node]["colour"] == look(kind).colour for node, kind in network.nodes(data="type"))
    assert all(told["edges"][key]["colour"] == edge_colour(standing) for *_, key, standing in network.edges(keys=True, data="standing"))
    assert len({(found["x"], found["y"]) for found in told["nodes"].values()}) == len(network)
    biggest = max(told["nodes"].values(), key=lambda found: found["size"])
    assert biggest["id"] == max(network, key=lambda node: network.nodes[node]["facts"])


@pytest.mark.parametrize("name", ["gexf", "graphml", "csv"])
def test_hostile_text_neither_breaks_a_file_nor_loses_a_row(name: str, gephi: Import, tmp_path: Path) -> None:
    facts, articles = hostile()
    path = tmp_path if name == "csv" else tmp_path / f"graph.{name}"
    FORMATS[name](facts, articles, path)
    told = gephi(path)
    assert set(told["edges"]) == {fact.id for fact in facts}
    assert [issue for issue in told["issues"] if issue.startswith(("SEVERE", "CRITICAL"))] == []
