"""APOC, the library of procedures that most people have in their Neo4j, reads our GraphML with labels and types.

`KG_GRAPH` may name the folder of a graph of the corpus, which is built otherwise.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from server import JARS, ROOT, Server, missing

import kg
from kg.exports.neo4j import node_label, relationship_type
from kg.network import edge

pytestmark = pytest.mark.integration


def test_apoc_reads_graphml_with_labels_and_types(tmp_path: Path) -> None:
    if reason := missing() or (
        None if any(JARS.glob("plugins/apoc-*.jar")) else f"APOC is not in {JARS / 'plugins'}; `make integration` fetches it"
    ):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    server = Server(tmp_path / "home")
    shutil.copytree(JARS / "plugins", server.home / "plugins")
    (server.home / "conf" / "apoc.conf").write_text("apoc.import.file.enabled=true\n", encoding="utf-8")
    with (server.home / "conf" / "neo4j.conf").open("a", encoding="utf-8") as file:
        file.write("dbms.security.procedures.unrestricted=apoc.*\n")
    folder = os.environ.get("KG_GRAPH")
    with kg.open(folder) if folder else kg.build(ROOT / "corpus" / "articles", out=tmp_path / "build") as graph:
        graph.write(server.imports / "graph.graphml")
        articles = {article.id: article for article in graph.articles()}
        drawn = [edge(fact, articles) for fact in graph.facts()]
        network = graph.to_networkx()
    with server.running() as driver:
        driver.execute_query("CALL apoc.import.graphml('graph.graphml', {readLabels: true})")
        nodes = driver.execute_query("MATCH (n) RETURN n.iri AS iri, labels(n) AS labels, n.label AS label, n.facts AS facts").records
        links = driver.execute_query(
            "MATCH (a)-[r]->(b) RETURN r.fact AS id, type(r) AS type, a.iri AS a, b.iri AS b, r.label AS label"
        ).records
    assert {node["iri"]: (set(node["labels"]), node["label"], node["facts"]) for node in nodes} == {
        name: ({"Entity", node_label(about["type"])}, about["label"], about["facts"]) for name, about in network.nodes(data=True)
    }
    assert {link["id"]: (link["type"], link["a"], link["b"], link["label"]) for link in links} == {
        one.id: (relationship_type(one.attributes["relation"]), one.source, one.target, one.attributes["label"]) for one in drawn
    }
