"""The pages of articles, entities and facts, their data, and what guards them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urljoin

import pyoxigraph as ox
import pytest

from kg import rdf, stores
from kg.graph import STORE
from kg.model import Fact, Literal, Reading
from kg.rdf.terms import KG, KGE
from kg.server import things
from tests.factories import article, entity, relation
from tests.factories import evidence as proof
from tests.hostile import hostile
from tests.newsroom import newsroom
from tests.server.conftest import Served, serving

HTML = {"Accept": "text/html"}
HUAWEI = "https://kg.example/entity/huawei"


class Page(HTMLParser):
    """The words of a page, its links, its marked words, and every element and attribute in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.marked: dict[str, list[str]] = {}
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= found.keys()
        if tag == "a":
            self.links.append(found["href"])
        if tag == "mark":
            self._open.append(found["class"])
        self.sources += [found[name] for name in ("src", "href") if name in found and tag in ("script", "link", "img")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for part in self._open:
            self.marked.setdefault(part, []).append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page(served: Served, path: str) -> Page:
    response = served.client.get(path, headers=HTML)
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    return Page(response.text)


def test_an_entity_has_its_names_class_and_facts_with_sentences_and_speakers(served: Served) -> None:
    found = page(served, "/entity/huawei")
    assert "Company Huawei also Huawei Technologies" in found.text
    assert "… sanctions Huawei United States" in found.text
    assert "The United States" in found.text
    assert {"Huawei"} <= set(found.marked["object"]) | set(found.marked["subject"])
    assert "stated" in found.text
    assert "said by Guo Ping" in found.text or "Guo Ping" in found.text
    assert "/entity/united-states" in found.links
    assert "http://www.wikidata.org/entity/Q160120" in found.links


def test_an_article_has_its_sentences_in_order_with_facts_marked(served: Served) -> None:
    facts, articles = newsroom()
    name = "courant-2020-09-14"
    found = page(served, f"/article/{name}")
    said = sorted(
        {(e.sentence.start, " ".join(e.sentence.text.split())) for fact in facts for e in fact.evidence if e.article == name},
    )
    places = [found.text.replace(" ", "").index(text.replace(" ", "")) for _, text in said]
    assert said
    assert places == sorted(places)
    assert articles[name].title in found.text
    for fact in facts:
        for evidence in fact.evidence:
            if evidence.article == name:
                words = articles[name].text[evidence.subject.start : evidence.subject.end]
                assert words in found.marked["subject"]


def test_a_fact_has_all_its_evidence(served: Served, folder: Path) -> None:
    facts, _ = newsroom()
    fact = max(facts, key=lambda it: len(it.evidence))
    found = page(served, f"/fact/{fact.id}")
    assert all(evidence.sentence.text.replace(" ", "") in found.text.replace(" ", "") for evidence in fact.evidence)


@pytest.mark.parametrize("path", ["/", "/entity/huawei", "/article/courant-2020-09-14", "/entities?name=a", "/articles"])
def test_every_link_of_a_page_leads_somewhere(served: Served, path: str) -> None:
    found = page(served, path)
    local = {urljoin(path, link) for link in found.links + found.sources if not link.startswith("http")}
    assert local
    for link in sorted(local):
        assert served.client.get(link.partition("#")[0], headers=HTML).status_code == 200, link


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"])
@pytest.mark.parametrize("path", ["/entity/huawei", "/article/courant-2020-09-14"])
def test_data_says_the_same_in_every_format(served: Served, path: str, accept: str) -> None:
    def graph(accept: str) -> set[ox.Quad]:
        response = served.client.get(path, headers={"Accept": accept})
        media = response.headers["Content-Type"].partition(";")[0]
        assert (response.status_code, media) == (200, accept)
        return set(ox.parse(response.content, format=ox.RdfFormat.from_media_type(media)))

    assert graph(accept) == graph("application/n-triples")


def test_an_entitys_data_are_its_names_its_facts_and_the_plain_triples(served: Served, folder: Path) -> None:
    content = served.client.get("/entity/huawei", headers={"Accept": "text/turtle"}).content
    triples = {(quad.subject, quad.predicate, quad.object) for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)}
    huawei = ox.NamedNode(HUAWEI)
    sanctions = ox.NamedNode("https://kg.example/ontology#sanctions")
    assert (ox.NamedNode(KGE + "united-states"), sanctions, huawei) in triples
    kinds = {object for _, predicate, object in triples if predicate.value.endswith("#type")}
    assert {ox.NamedNode(KG + "Fact"), ox.NamedNode(KG + "Entity")} <= kinds


def test_every_thing_of_the_graph_has_its_page_and_its_data(served: Served, folder: Path) -> None:
    with stores.open(folder / STORE, read_only=True) as store:
        paths = [f"/article/{rdf.article_iri(article.id).value.rpartition('/')[2]}" for article in rdf.articles(store)]
        paths += [f"/entity/{entity.id.removeprefix(KGE)}" for entity in rdf.entities(store)][:60]
        paths += [f"/fact/{fact.id}" for fact in rdf.facts(store)][:60]
    for path in paths:
        assert served.client.get(path, headers=HTML).status_code == 200, path
        assert served.client.get(path, headers={"Accept": "application/ld+json"}).status_code == 200, path


def test_an_id_may_be_escaped_in_more_than_one_way(served: Served) -> None:
    assert page(served, "/article/courant%2D2020-09-14").text == page(served, "/article/courant-2020-09-14").text


@pytest.mark.parametrize(
    "path", ["/entity/nobody", "/article/a%2Fb", "/fact/0123", "/entity/", "/nowhere", "/entity/<script>", "/articles?page=9999"]
)
def test_what_there_is_not_is_404_in_one_sentence(served: Served, path: str) -> None:
    plain = served.client.get(path, headers={"Accept": "application/ld+json"})
    assert (plain.status_code, plain.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert plain.text.count("\n") == 1
    shown = served.client.get(path, headers=HTML)
    assert (shown.status_code, shown.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "script" not in Page(shown.text).tags


def test_a_form_that_there_is_not_is_406_in_one_sentence(served: Served) -> None:
    response = served.client.get("/entity/huawei", headers={"Accept": "image/png"})
    assert (response.status_code, response.text.count("\n")) == (406, 1)


@pytest.mark.parametrize("path", ["/", "/entity/huawei", "/articles"])
def test_pages_are_only_read(served: Served, path: str) -> None:
    response = served.client.post(path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert served.client.head(path).content == b""


def test_words_that_mean_harm_stay_words(served: Served) -> None:
    facts, articles = hostile()
    entities = {end.id for fact in facts for end in (fact.subject, fact.object) if hasattr(end, "id")}
    paths = [f"/article/{quote(name, safe='')}" for name in articles] + [f"/entity/{id.removeprefix(KGE)}" for id in sorted(entities)]
    for path in [*paths, "/articles", "/entities", "/entities?name=" + quote('"><script>alert(1)</script>')]:
        found = page(served, path)
        assert not found.tags & {"script", "img", "iframe", "object", "style"}, path
        assert not [name for name in found.attributes if name.startswith("on")], path
        assert all(re.match(r"/|\?|https?://", link) for link in found.links), path


def test_editor_holds_no_markup_of_the_graphs(served: Served) -> None:
    response = served.client.get("/sparql", headers=HTML)
    assert response.text.count("<script") == 3
    assert not re.search(r"<script(?![^>]*(src=|type=\"application/json\"))", response.text)


@pytest.mark.parametrize("path", ["/", "/graph", "/sparql", "/entity/huawei", "/nowhere", "/assets/site.css"])
def test_every_answer_has_the_headers_that_guard_it(served: Served, path: str) -> None:
    headers = served.client.get(path, headers=HTML).headers
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert path == "/graph" or "default-src 'none'" in policy
    assert not re.search(r"script-src[^;]*unsafe", policy)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::1", "127.0.0.1@evil"]
)
def test_a_name_that_is_not_ours_is_refused(served: Served, host: str) -> None:
    """DNS rebinding: a page of evil.example, whose name now points here, reads nothing."""
    response = served.client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
    assert response.status_code == 421
    assert "boolean" not in response.text


@pytest.mark.parametrize("host", ["localhost", "localhost:1234", "127.0.0.1:80", "[::1]:8000", "LOCALHOST", "192.168.1.7"])
def test_names_of_this_machine_and_numbers_are_ours(served: Served, host: str) -> None:
    assert served.client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:3000", True),
        ("http://127.0.0.1:5500", True),
        ("https://evil.example", False),
        ("http://localhost.evil.example", False),
        ("null", False),
    ],
)
def test_pages_of_this_machine_read_across_origins_and_no_others(served: Served, origin: str, allowed: bool) -> None:
    got = served.client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": origin})
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = served.client.options("/sparql", headers=asked)
    for response in (got, preflight):
        assert response.headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)
    assert (preflight.status_code == 200) == allowed


@pytest.mark.parametrize(("option", "answer"), [("https://yasgui.example", "https://yasgui.example"), ("*", "*")])
def test_a_site_that_was_named_reads_across_origins(folder: Path, option: str, answer: str) -> None:
    with serving(folder, "--cors", option) as served:
        response = served.client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://yasgui.example"})
        assert response.headers["Access-Control-Allow-Origin"] == answer
        if option != "*":
            other = served.client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://other.example"})
            assert "Access-Control-Allow-Origin" not in other.headers


def test_the_picture_is_served_as_it_is(served: Served, folder: Path) -> None:
    response = served.client.get("/graph")
    assert response.content == (folder / "graph.html").read_bytes()


def test_entities_are_found_by_any_name(served: Served) -> None:
    assert "/entity/netherlands" in page(served, "/entities?name=holland").links
    assert page(served, "/entities?name=VS").links[5] == "/entity/united-states"
    assert "Nothing in the graph has a name like this" in page(served, "/entities?name=zzzzzz").text


def test_an_amount_of_money_is_the_same_fact_when_it_is_read_back() -> None:
    raised = Fact(entity("Huawei"), relation("raises"), Literal("750000000 USD"), (proof("Huawei raises $750 million."),))
    with stores.open("memory:") as store:
        store.replace(Reading(article("Huawei raises $750 million."), (raised,)), rdf.Run())
        assert [found.id for found in rdf.facts(store)] == [raised.id]
        page = things.entity(store, id="huawei", accept="text/html", most=1 << 20).body.decode()
        assert f"/fact/{raised.id}" in page
        assert "$750 million" in things.fact(store, id=raised.id, accept="text/html", most=1 << 20).body.decode()
