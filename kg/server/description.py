"""What the endpoint says of itself in RDF: a SPARQL 1.1 Service Description, without blank nodes."""

from __future__ import annotations

import pyoxigraph as ox

from kg.rdf import terms as t
from kg.server.replies import Reply
from kg.server.sparql import GRAPHS, serialized, wanted
from kg.stores import Store

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)


def describe(store: Store, *, endpoint: str, accept: str, most: int) -> Reply:
    """The description of the endpoint at an address, in the RDF format that a client likes best.

    Raises:
        Refused: 406 where the client takes none of them.
    """
    media = wanted(accept, GRAPHS, "a description of this endpoint")
    return Reply(200, media, serialized(_triples(endpoint), GRAPHS[media], most=most))


def _triples(endpoint: str) -> list[ox.Triple]:
    service, dataset, graph = (ox.NamedNode(endpoint + part) for part in ("", "#dataset", "#graph"))
    sd = {name: ox.NamedNode(SD + name) for name in ("Service", "endpoint", "supportedLanguage", "SPARQL11Query", "resultFormat")}
    sd |= {name: ox.NamedNode(SD + name) for name in ("defaultDataset", "Dataset", "defaultGraph", "Graph")}
    return [
        ox.Triple(service, t.A, sd["Service"]),
        ox.Triple(service, sd["endpoint"], service),
        ox.Triple(service, sd["supportedLanguage"], sd["SPARQL11Query"]),
        *(ox.Triple(service, sd["resultFormat"], ox.NamedNode(FORMATS + name)) for name in RESULTS),
        ox.Triple(service, sd["defaultDataset"], dataset),
        ox.Triple(dataset, t.A, sd["Dataset"]),
        ox.Triple(dataset, sd["defaultGraph"], graph),
        ox.Triple(graph, t.A, sd["Graph"]),
    ]
