"""The clients that people use: rdflib's SPARQLStore and SPARQLWrapper."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper

from tests.server.conftest import Served

KGE = "https://kg.example/entity/"
SANCTIONS = rdflib.URIRef("https://kg.example/ontology#sanctions")
SELECT = "PREFIX kgo: <https://kg.example/ontology#> SELECT ?who ?whom { ?who kgo:sanctions ?whom }"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("returns", ["json", "xml", "csv", "tsv"])
def test_rdflib_asks_the_endpoint(served: Served, method: str, returns: str) -> None:
    store = SPARQLStore(f"{served.address}sparql", method=method, returnFormat=returns)
    rows = {(str(row[0]), str(row[1])) for row in store.query(SELECT)}
    assert (KGE + "united-states", KGE + "huawei") in {tuple(end.strip("<>") for end in row) for row in rows}


def test_rdflib_sees_a_graph(served: Served) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{served.address}sparql"))
    assert (rdflib.URIRef(KGE + "united-states"), SANCTIONS, rdflib.URIRef(KGE + "huawei")) in graph
    label = rdflib.RDFS.label
    assert graph.value(rdflib.URIRef(KGE + "zanlo"), label) == rdflib.Literal("Zańlø Netwerken")
    built = graph.query("CONSTRUCT WHERE { ?s <https://kg.example/ontology#sanctions> ?o }").graph
    assert built is not None
    assert set(built) == set(graph.triples((None, SANCTIONS, None)))


@pytest.mark.parametrize("way", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_asks_by_every_way(served: Served, way: str) -> None:
    client = SPARQLWrapper(f"{served.address}sparql")
    client.setMethod(POST)
    client.setRequestMethod(way)
    client.setReturnFormat(JSON)
    client.setQuery(SELECT)
    bindings = client.query().convert()["results"]["bindings"]
    assert {"type": "uri", "value": KGE + "huawei"} in [row["whom"] for row in bindings]


@pytest.mark.parametrize(("format", "holds"), [(XML, "huawei"), (CSV, "huawei"), (TSV, "huawei"), (TURTLE, "huawei")])
def test_sparqlwrapper_gets_every_format(served: Served, format: str, holds: str) -> None:
    client = SPARQLWrapper(f"{served.address}sparql", returnFormat=format)
    client.setQuery(SELECT if format != TURTLE else SELECT.replace("SELECT ?who ?whom", "CONSTRUCT { ?who kgo:sanctions ?whom }"))
    client.setOnlyConneg(True)  # else it adds three parameters that some servers know
    answer = client.query().response.read().decode()
    assert holds in answer


def test_sparqlwrapper_is_told_of_an_error(served: Served) -> None:
    client = SPARQLWrapper(f"{served.address}sparql")
    client.setQuery("ASK { oops }")
    with pytest.raises(Exception, match="does not parse at line 1") as caught:
        client.query()
    assert type(caught.value).__name__ == "QueryBadFormed"
