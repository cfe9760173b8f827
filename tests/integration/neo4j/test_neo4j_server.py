"""A real Neo4j takes the graph, three ways, to the last property: by script, by push, and by the offline importer.

`KG_GRAPH` may name the folder of a graph of the corpus, which is built otherwise.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import pytest
from flaky import Line
from hostile import hostile
from newsroom import newsroom
from questions import QUESTIONS
from server import PASSWORD, ROOT, Server, content, missing, wipe

import kg
from kg.errors import ExportError
from kg.exports import neo4j as exports
from kg.graph import Graph
from kg.model import Entity
from kg.query import Rows, plain

pytestmark = pytest.mark.integration
REMOVED = "2019-05-16-us-blacklists-huawei"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    folder = tmp_path_factory.mktemp("graph") / "build"
    if given := os.environ.get("KG_GRAPH"):
        shutil.copytree(given, folder)
    else:
        kg.build(ROOT / "corpus" / "articles", out=folder).close()
    with kg.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph.write(tmp_path_factory.mktemp("export"), "neo4j")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    if reason := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return Server(tmp_path_factory.mktemp("neo4j") / "home")


@pytest.fixture(scope="module")
def driver(server: Server) -> Iterator[neo4j.Driver]:
    """One run of the server, for all tests but those of the offline importer, which needs it stopped."""
    with server.running() as started:
        yield started


@pytest.fixture
def empty(driver: neo4j.Driver) -> neo4j.Driver:
    wipe(driver)
    return driver


@pytest.fixture(scope="module")
def reference(driver: neo4j.Driver, server: Server, graph: Graph) -> Any:
    """What the database holds after a push into an empty one: what every other way must lead to."""
    wipe(driver)
    push(graph, server)
    return content(driver)


def push(graph: Graph, server: Server) -> exports.Pushed:
    return graph.push(server.uri, user="neo4j", password=PASSWORD)


def test_a_second_push_changes_nothing(empty: neo4j.Driver, server: Server, graph: Graph) -> None:
    first = push(graph, server)
    once = content(empty)
    second = push(graph, server)
    assert content(empty) == once
    assert first == second == exports.Pushed(len(once[0]), len(once[1]), 0, 0)
    assert_same_answers(empty, graph)


def test_the_script_leads_to_the_same_graph_once_and_twice(
    empty: neo4j.Driver, server: Server, graph: Graph, folder: Path, reference: Any
) -> None:
    wipe(empty)
    for _ in range(2):
        load(server, folder)
        assert content(empty) == reference
    assert_same_answers(empty, graph)
    assert push(graph, server).removed_nodes == 0, "a push goes on where a script began"
    assert content(empty) == reference


def test_the_offline_importer_leads_to_the_same_graph_once_and_twice(
    graph: Graph, folder: Path, reference: Any, server: Server, tmp_path: Path
) -> None:
    other = Server(tmp_path / "home")
    for _ in range(2):
        offline(other, folder)
        with other.running() as driver:
            other.shell(folder / "after-import.cypher")
            assert content(driver) == reference
            assert_same_answers(driver, graph)
            assert constraints(driver) == {"Entity", "Value", "Claim", "Sentence", "Article"}


def test_hostile_text_arrives_as_it_is_all_three_ways(empty: neo4j.Driver, server: Server, tmp_path: Path) -> None:
    """Formulas, line breaks, quotes, backslashes: nothing runs, nothing is lost but control characters."""
    facts, articles = hostile()
    exports.push(facts, articles, server.uri, user="neo4j", password=PASSWORD)
    pushed = content(empty)
    sentences = {found["text"] for found in empty.execute_query("MATCH (s:Sentence) RETURN s.text AS text").records}
    assert {'😀 =HYPERLINK("http://evil.example","x")', "😀 ends in a backslash\\"} <= sentences
    assert any(text.startswith("😀 line\nbreak\r\nand ") for text in sentences)
    names = {found["name"] for found in empty.execute_query("MATCH (e:Entity) RETURN e.name AS name").records}
    assert {
        '=HYPERLINK("http://evil.example","x")',
        "+1 -2 @SUM(A1) \t tab",
        "quote \" apostrophe ' comma , semicolon ; backslash \\",
    } <= names
    exports.write(facts, articles, tmp_path / "hostile")
    cells = re.findall(r'(?:^|,)"([=+@-][^"]*)', (tmp_path / "hostile" / "entities.csv").read_text(encoding="utf-8"), re.MULTILINE)
    assert cells == [], "a spreadsheet would run them"
    wipe(empty)
    for _ in range(2):
        load(server, tmp_path / "hostile")
        assert content(empty) == pushed
    other = Server(tmp_path / "home")
    offline(other, tmp_path / "hostile")
    with other.running() as driver:
        other.shell(tmp_path / "hostile" / "after-import.cypher")
        assert content(driver) == pushed


def test_what_was_retracted_goes_and_what_the_user_made_stays(empty: neo4j.Driver, server: Server, graph: Graph, tmp_path: Path) -> None:
    push(graph, server)
    shutil.copytree(str(graph.folder), tmp_path / "smaller")
    with kg.open(tmp_path / "smaller") as smaller:
        before = entities(graph)
        smaller.remove(REMOVED)
        kept, watched = sorted(before - entities(smaller))[:2]
        empty.execute_query("CREATE (:Entity {id: 'mine', name: 'My own'})-[:OWNS {id: 'mine'}]->(:Article {id: 'mine'})")
        empty.execute_query("MATCH (e:Entity {id: $id}) CREATE (:Portfolio {id: 'mine'})-[:HOLDS {id: 'mine'}]->(e)", id=kept)
        empty.execute_query("MATCH (h:Entity {name: 'Huawei'}) SET h:Watched, h.note = 'mine'")
        pushed = push(smaller, server)
        assert pushed.removed_nodes > 0
        assert pushed.removed_relationships > 0
        assert count(empty, "MATCH (:Entity {id: 'mine'})-[:OWNS]->(:Article {id: 'mine'}) RETURN count(*)") == 1
        assert count(empty, "MATCH (:Portfolio)-[:HOLDS]->(e:Entity {id: $id}) RETURN count(*)", id=kept) == 1
        assert count(empty, "MATCH (h:Entity:Company:Watched {note: 'mine'}) RETURN count(*)") == 1
        assert count(empty, "MATCH (e:Entity {id: $id}) RETURN count(*)", id=watched) == 0
        empty.execute_query("MATCH (n {id: 'mine'}) DETACH DELETE n")
        empty.execute_query("MATCH (h:Watched) REMOVE h:Watched, h.note")
        assert push(smaller, server).removed_nodes == 1, "nothing hangs on the last one any more"
        assert_same_answers(empty, smaller)
        left = content(empty)
        wipe(empty)
        push(smaller, server)
        assert content(empty) == left
    assert not [about for _, about in left[0] if REMOVED in str(about)]


@pytest.mark.parametrize(
    ("answered", "marker"),
    [(False, b"MERGE (n:Claim "), (False, b"CREATE (a)-[r:SANCTIONS]"), (True, b"MERGE (n:Claim ")],
    ids=["claims, on the way", "facts, on the way", "claims, after the commit"],
)
def test_a_line_that_breaks_twice_is_made_up_for(
    empty: neo4j.Driver, server: Server, graph: Graph, reference: Any, answered: bool, marker: bytes
) -> None:
    """A batch whose fate is unknown is sent again: none is lost, none is there twice."""
    wipe(empty)
    with Line(server.bolt, marker, answered=answered, cuts=2).open() as line:
        pushed = graph.push(f"bolt://127.0.0.1:{line.port}", user="neo4j", password=PASSWORD)
    assert line.cuts == 2
    assert content(empty) == reference
    assert pushed == exports.Pushed(len(reference[0]), len(reference[1]), 0, 0)


def test_a_class_that_changed_leaves_no_label_behind(empty: neo4j.Driver, server: Server) -> None:
    facts, articles = newsroom()
    fact = next(fact for fact in facts if fact.subject.label == "Huawei" and not any(e.attribution for e in fact.evidence))
    changed = [replace(fact, subject=replace(fact.subject, type="Organization"))]
    for pushed in (facts, changed):
        exports.push(pushed, articles, server.uri, user="neo4j", password=PASSWORD)
    assert set(count(empty, "MATCH (h:Entity {name: 'Huawei'}) RETURN labels(h)")) == {"Entity", "Organization"}


def test_every_query_of_the_page_has_an_answer(empty: neo4j.Driver, server: Server, graph: Graph) -> None:
    push(graph, server)
    page = (ROOT / "docs" / "howto" / "neo4j.md").read_text(encoding="utf-8")
    queries = re.findall(r"^```cypher\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(queries) == 10
    for query in queries:
        assert empty.execute_query(query).records, query


def test_the_command_pushes_and_says_what_it_did(empty: neo4j.Driver, server: Server, graph: Graph, reference: Any) -> None:
    run = command(graph, "--uri", server.uri, "--user", "neo4j", "--database", "neo4j", password=PASSWORD)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        f"pushed     {len(reference[0])} nodes, {len(reference[1])} relationships to {server.uri}",
        "removed    0 nodes, 0 relationships",
    ]
    assert content(empty) == reference


def test_a_wrong_password_and_a_wrong_database_get_one_sentence(driver: neo4j.Driver, server: Server, graph: Graph) -> None:
    refused = command(graph, "--uri", server.uri, password="wrong")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"The server at {server.uri} refuses user 'neo4j' with this password; give what Neo4j Browser takes, with --user and --password.\n"
    )
    elsewhere = command(graph, "--uri", server.uri, "--database", "nowhere", password=PASSWORD)
    assert elsewhere.returncode == 2
    assert "nowhere" in elsewhere.stderr
    assert "Traceback" not in elsewhere.stderr


def test_data_of_the_user_that_stand_in_the_way_get_one_sentence(empty: neo4j.Driver, server: Server, graph: Graph) -> None:
    empty.execute_query("CREATE (:Entity {id: 'twice'}), (:Entity {id: 'twice'})")
    with pytest.raises(ExportError, match=r"does not take the graph: .*twice"):
        push(graph, server)
    assert count(empty, "MATCH (n) RETURN count(n)") == 2


def load(server: Server, folder: Path) -> None:
    """What the folder's README says for a running database."""
    for table in server.imports.glob("*"):
        table.unlink()
    for table in folder.glob("*.csv"):
        shutil.copy(table, server.imports)
    server.shell(folder / "load.cypher")


def offline(server: Server, folder: Path) -> None:
    """What the folder's README says for a new database, to the letter."""
    command = next(line for line in (folder / "README.md").read_text(encoding="utf-8").splitlines() if "neo4j-admin" in line)
    server.admin(*shlex.split(command)[1:], folder=folder)


def command(graph: Graph, *arguments: str, password: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "kg", "export", "neo4j", "-g", str(graph.folder), *arguments]
    environment = {**os.environ, "NEO4J_PASSWORD": password}
    return subprocess.run(line, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


def entities(graph: Graph) -> set[str]:
    return {end.id for fact in graph.facts() for end in (fact.subject, fact.object) if isinstance(end, Entity)}


def count(driver: neo4j.Driver, cypher: str, **parameters: object) -> Any:
    """The one value of the answer."""
    return driver.execute_query(cypher, parameters).records[0][0]


def constraints(driver: neo4j.Driver) -> set[str]:
    return {record["labelsOrTypes"][0] for record in driver.execute_query("SHOW CONSTRAINTS").records}


def assert_same_answers(driver: neo4j.Driver, graph: Graph) -> None:
    for question in QUESTIONS:
        ours = answers(graph, question.sparql)
        assert ours, question.asks
        assert sorted(tuple(map(_same, record)) for record in driver.execute_query(question.cypher).records) == ours, question.asks


def answers(graph: Graph, sparql: str) -> list[tuple[str, ...]]:
    found = graph.query(sparql)
    assert isinstance(found, Rows)
    return sorted(tuple(_same(plain(cell)) for cell in row) for row in found.rows)


def _same(value: object) -> str:
    """A value as both languages have it: numbers to six digits, truth in small letters, nothing as the empty text."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    try:
        return f"{float(str(value)):.6g}"
    except ValueError:
        return str(value)
