"""What the SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013) asks of an endpoint, over a real socket.

The cases are written from the recommendation; each names its section. Those of update ask for a refusal, since the
endpoint reads only.
"""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest

from tests.server.conftest import Served

SELECT = "SELECT ?who { ?who kgo:sanctions kge:huawei }"
ASK = "ASK { ?who kgo:sanctions kge:huawei }"
CONSTRUCT = "CONSTRUCT { ?who kgo:sanctions ?whom } WHERE { ?who kgo:sanctions ?whom }"
WHO = "https://kg.example/entity/united-states"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def names(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [row["who"]["value"] for row in response.json()["results"]["bindings"]]


def test_a_query_by_get(served: Served) -> None:
    """2.1.1"""
    assert WHO in names(served.client.get("/sparql", params={"query": SELECT}))


def test_a_query_by_post_with_url_encoded_parameters(served: Served) -> None:
    """2.1.2"""
    assert WHO in names(served.client.post("/sparql", content=urlencode({"query": SELECT}), headers=FORM))
    charset = {"Content-Type": "Application/X-WWW-Form-URLEncoded; charset=UTF-8"}
    assert WHO in names(served.client.post("/sparql", content=urlencode({"query": SELECT}), headers=charset))


def test_a_query_by_post_directly(served: Served) -> None:
    """2.1.3"""
    assert WHO in names(served.client.post("/sparql", content=SELECT, headers=DIRECT))


def test_a_query_keeps_its_letters_by_every_way(served: Served) -> None:
    """2.1: queries are Unicode, percent-encoded as UTF-8 in parameters, UTF-8 in a body"""
    query = 'SELECT ("Zańlø 😀 +&=%" AS ?who) {}'
    ways = (
        served.client.get(f"/sparql?query={quote(query)}"),
        served.client.post("/sparql", content=urlencode({"query": query}), headers=FORM),
        served.client.post("/sparql", content=query.encode(), headers=DIRECT),
    )
    assert [names(way) for way in ways] == [["Zańlø 😀 +&=%"]] * 3


@pytest.mark.parametrize(
    ("status", "method", "path", "headers", "body"),
    [
        # 2.1.5, 2.1.6: a query that cannot be parsed is 400
        (400, "GET", "/sparql?query=ASK%20%7B", {}, ""),
        (400, "GET", "/sparql?query=", {}, ""),
        (400, "POST", "/sparql", DIRECT, "SELECT WHERE nothing"),
        (400, "POST", "/sparql", DIRECT, ""),
        # 2.1: exactly one query
        (400, "GET", f"/sparql?query={quote(ASK)}&query={quote(ASK)}", {}, ""),
        (400, "POST", "/sparql", FORM, urlencode([("query", ASK), ("query", SELECT)])),
        (400, "POST", "/sparql", FORM, "nothing=here"),
        (400, "POST", f"/sparql?query={quote(ASK)}", DIRECT, ASK),
        (400, "GET", "/sparql?other=1", {}, ""),
        # 2.1.2, 2.1.3: the type of the body says how it is read
        (415, "POST", "/sparql", {"Content-Type": "text/plain"}, ASK),
        (415, "POST", "/sparql", {}, ASK),
        (415, "POST", "/sparql", {}, urlencode({"query": ASK})),
        (415, "POST", "/sparql", {"Content-Type": "application/sparql-query; charset=UTF-16"}, ASK),
        # queries of other encodings
        (400, "POST", "/sparql", DIRECT, b'ASK { ?s ?p "\xff" }'),
        (400, "GET", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D", {}, ""),
        # 2.1: GET and POST, no other method
        (405, "PUT", f"/sparql?query={quote(ASK)}", {}, ""),
        (405, "DELETE", "/sparql", {}, ""),
        (405, "PATCH", "/sparql", DIRECT, ASK),
        # 2.1.4: the protocol lets a service refuse a dataset, and there is no graph but the default one
        (400, "GET", f"/sparql?query={quote(ASK)}&default-graph-uri=http%3A%2F%2Fexample.org%2F", {}, ""),
        (400, "GET", f"/sparql?query={quote(ASK)}&named-graph-uri=http%3A%2F%2Fexample.org%2F", {}, ""),
        (400, "POST", "/sparql?default-graph-uri=http%3A%2F%2Fexample.org%2F", DIRECT, ASK),
        (400, "POST", "/sparql", FORM, urlencode({"query": ASK, "named-graph-uri": "http://example.org/"})),
        (400, "POST", "/sparql", DIRECT, "ASK FROM <http://127.0.0.1:9/x> { ?s ?p ?o }"),
        (400, "POST", "/sparql", DIRECT, "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }"),
        # nothing reaches out
        (400, "POST", "/sparql", DIRECT, "ASK { SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }"),
        (400, "POST", "/sparql", DIRECT, "LOAD <http://127.0.0.1:9/x>"),
        # 2.2: updates, by whichever way, are refused
        (403, "POST", "/sparql", {"Content-Type": "application/sparql-update"}, "CLEAR ALL"),
        (403, "POST", "/sparql", FORM, urlencode({"update": "CLEAR ALL"})),
        (403, "GET", "/sparql?update=CLEAR%20ALL", {}, ""),
        (403, "POST", "/sparql", FORM, urlencode({"query": ASK, "using-graph-uri": "http://example.org/"})),
        (400, "POST", "/sparql", DIRECT, "INSERT DATA { kge:a kgo:b kge:c }"),
        (400, "POST", "/sparql", FORM, urlencode({"query": "DELETE WHERE { ?s ?p ?o }"})),
    ],
)
def test_what_is_malformed_is_refused_in_one_sentence(
    served: Served, status: int, method: str, path: str, headers: dict[str, str], body: str | bytes
) -> None:
    response = served.client.request(method, path, headers=headers, content=body)
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.endswith(".\n")
    assert response.text.count("\n") == 1
    assert status != 405 or response.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


def test_an_error_of_the_query_points_at_line_and_column(served: Served) -> None:
    assert re.search(r"at line 2, column \d+", served.ask("ASK {\n  ?s ?p }").text)


def test_nothing_was_changed_by_all_that(served: Served) -> None:
    assert served.ask("ASK { kge:united-states kgo:sanctions kge:huawei }").json() == {"head": {}, "boolean": True}


ROWS = [
    (None, "application/sparql-results+json"),
    ("*/*", "application/sparql-results+json"),
    ("application/sparql-results+json", "application/sparql-results+json"),
    ("application/json", "application/json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("application/xml", "application/xml"),
    ("text/csv", "text/csv; charset=utf-8"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ("text/turtle, text/csv;q=0.2, application/sparql-results+xml;q=0.3", "application/sparql-results+xml"),
    ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ("TEXT/CSV", "text/csv; charset=utf-8"),
]


@pytest.mark.parametrize(("accept", "given"), ROWS)
def test_rows_come_in_the_format_that_is_liked_best(served: Served, accept: str | None, given: str) -> None:
    """2.1.6: content negotiation"""
    request = served.client.build_request("GET", "/sparql", params={"query": SELECT + " ORDER BY ?who"})
    del request.headers["Accept"]
    if accept:
        request.headers["Accept"] = accept
    response = served.client.send(request)
    assert response.headers["Content-Type"] == given
    assert "Accept" in response.headers["Vary"]
    assert WHO in read_rows(response.text, given)


def read_rows(text: str, media: str) -> list[str]:
    if "json" in media:
        return [row["who"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if "xml" in media:
        space = {"s": "http://www.w3.org/2005/sparql-results#"}
        return [found.text or "" for found in ElementTree.fromstring(text).findall(".//s:binding[@name='who']/s:uri", space)]
    rows = list(csv.reader(io.StringIO(text), delimiter="\t" if "tab" in media else ","))
    assert rows[0] == ["?who" if "tab" in media else "who"]
    return [row[0].strip("<>") for row in rows[1:]]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/ld+json;q=0.5, application/n-triples;q=0.7", "application/n-triples"),
    ],
)
def test_graphs_come_in_the_format_that_is_liked_best(served: Served, accept: str, given: str) -> None:
    response = served.ask(CONSTRUCT, accept)
    assert response.headers["Content-Type"] == given
    format = ox.RdfFormat.from_media_type(given.partition(";")[0])
    sanctions = ox.NamedNode("https://kg.example/ontology#sanctions")
    triples = {(quad.subject.value, quad.predicate, quad.object.value) for quad in ox.parse(response.content, format=format)}
    assert (WHO, sanctions, "https://kg.example/entity/huawei") in triples


def test_yes_and_no_come_as_json_and_xml(served: Served) -> None:
    assert served.ask(ASK).json() == {"head": {}, "boolean": True}
    assert "<boolean>true</boolean>" in served.ask(ASK, "application/sparql-results+xml").text


@pytest.mark.parametrize(("query", "accept"), [(SELECT, "text/turtle"), (ASK, "text/csv"), (CONSTRUCT, "text/csv"), (SELECT, "image/png")])
def test_a_format_that_there_is_not_is_406_with_those_that_there_are(served: Served, query: str, accept: str) -> None:
    response = served.ask(query, accept)
    assert (response.status_code, response.text.count("\n")) == (406, 1)


def test_head_is_get_without_a_body(served: Served) -> None:
    got = served.client.get("/sparql", params={"query": SELECT})
    headed = served.client.head("/sparql", params={"query": SELECT})
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["Content-Length"] == got.headers["Content-Length"]
    assert headed.headers["Content-Type"] == got.headers["Content-Type"]


def test_options_tell_the_methods(served: Served) -> None:
    response = served.client.options("/sparql")
    assert (response.status_code, response.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/ld+json", "application/rdf+xml", "text/turtle, text/html;q=0.5"])
def test_without_a_query_the_endpoint_describes_itself(served: Served, accept: str) -> None:
    """SPARQL 1.1 Service Description, section 2"""
    response = served.client.get("/sparql", headers={"Accept": accept})
    format = ox.RdfFormat.from_media_type(response.headers["Content-Type"].partition(";")[0])
    store = ox.Store()
    store.load(response.content, format=format)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>"
    endpoint = f"{served.address}sparql"
    assert store.query(
        f"{sd} ASK {{ ?it a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ;"
        " sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ; sd:defaultDataset/sd:defaultGraph ?graph }"
    )


def test_without_a_query_a_browser_gets_the_editor(served: Served) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = served.client.get("/sparql", headers={"Accept": browser})
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert 'id="yasgui"' in response.text
