"""The configuration of neosemantics does what it says; its plug-in is in no registry that Maven knows.

`KG_NEOSEMANTICS` may name its jar, of a release for Neo4j 5.26; without it, no more is tried than that a server takes the
constraint, and the call but for the procedure that it does not have. Guava must not be in the jar (the importer beside our server
brings its own): `zip -d JAR 'com/google/common/*'`.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from neo4j.exceptions import Neo4jError
from server import ROOT, Server, missing

import kg
from kg.exports.neo4j.style import N10S

pytestmark = pytest.mark.integration


@pytest.fixture
def server(tmp_path: Path) -> Server:
    if reason := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return Server(tmp_path / "home")


def test_a_server_takes_each_statement_but_for_the_plugin(server: Server) -> None:
    constraint, call = re.sub(r"(?m)^//.*\n", "", N10S).strip().rstrip(";").split(";")
    with server.running() as driver:
        driver.execute_query(constraint)
        with pytest.raises(Neo4jError) as caught:
            driver.execute_query(call)
    assert caught.value.code == "Neo.ClientError.Procedure.ProcedureNotFound"


def test_neosemantics_reads_the_graph_and_keeps_every_label_with_its_language(server: Server, tmp_path: Path) -> None:
    if not (jar := os.environ.get("KG_NEOSEMANTICS")):
        pytest.skip("KG_NEOSEMANTICS names no jar of neosemantics")
    (server.home / "plugins").mkdir(exist_ok=True)
    shutil.copy(jar, server.home / "plugins")
    with (server.home / "conf" / "neo4j.conf").open("a", encoding="utf-8") as file:
        file.write("dbms.security.procedures.unrestricted=n10s.*\n")
    folder = os.environ.get("KG_GRAPH")
    with kg.open(folder) if folder else kg.build(ROOT / "corpus" / "articles", out=tmp_path / "build") as graph:
        path = graph.write(tmp_path / "graph.ttl")
        triples = sum(1 for _ in graph.store.triples())
        graph.write(tmp_path / "tables", "neo4j")
    with server.running() as driver:
        server.shell(tmp_path / "tables" / "n10s.cypher")
        (told,) = driver.execute_query("CALL n10s.rdf.import.fetch($file, 'Turtle')", file=path.as_uri()).records
        query = "MATCH (n:Resource) WHERE n.uri ENDS WITH '/entity/united-states' RETURN n.skos__prefLabel AS names"
        (found,) = driver.execute_query(query).records
    assert (told["terminationStatus"], told["triplesLoaded"]) == ("OK", triples)
    assert sorted(found["names"]) == ["United States@en", "Verenigde Staten@nl"]
