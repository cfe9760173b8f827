# ruff: noqa: E501 - a script stands on its line
"""The page in a real browser, offline: everything that a reader does with it, by mouse and by keyboard, in both languages."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from hostile import hostile
from lxml import etree
from newsroom import THINGS, entity, newsroom, relation_of
from playwright.sync_api import Page, expect

from kg.graph import Frame
from kg.model import Article, Disagreement, Evidence, Fact, Sentence, Span
from kg.view import generate

FACTS, ARTICLES = newsroom()
AXE = Path(__file__).parents[1] / "assets" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def text() -> str:
    return generate(FACTS, ARTICLES, title="The newsroom's graph")


@pytest.fixture(scope="module")
def large() -> str:
    """More entities than are shown at once: each of the first 150 owns four others."""
    evidence = Evidence("a", Sentence(0, 9, "Some text"), Span(0, 1), Span(2, 3), Span(4, 5), "test")
    things = [entity(f"e{number}", f"E{number}", "Company") for number in range(600)]
    facts = [Fact(things[number // 4], relation_of("owns"), things[number], (evidence,)) for number in range(1, 600)]
    return generate(facts, {}, title="x")


def fact_id(subject: str, relation: str, object_: str) -> str:
    return Fact(THINGS[subject], relation_of(relation), THINGS[object_]).id


def at(kind: str, slug: str) -> str:
    return f"{kind}={quote(THINGS[slug].id, safe='')}"


SANCTIONS = fact_id("united-states", "sanctions", "huawei")


def heading(page: Page) -> str:
    return page.inner_text("#card h2")


def counted(page: Page) -> tuple[int, int]:
    """How many entities and facts the line below the picture says are shown."""
    found = re.match(r"([\d,.]+) \D+ ([\d,.]+)", page.inner_text("#shown"))
    assert found
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def data_of(page: Page) -> Mapping[str, Any]:
    return json.loads(page.locator("#data").text_content() or "")  # type: ignore[no-any-return]


def point(page: Page, slug: str) -> tuple[float, float]:
    """Where an entity is on the screen."""
    box = page.locator("#network canvas").bounding_box()
    assert box
    x, y = page.evaluate("(id) => kg.onScreen(id)", THINGS[slug].id)
    return box["x"] + x, box["y"] + y


# Reading


def test_the_page_opens_with_its_picture(text: str, open_page: Opener) -> None:
    page = open_page(text)
    assert counted(page) == (39, 55)
    assert page.title() == "The newsroom's graph"
    assert page.inner_text("#summary").endswith("from 5 articles in 3 outlets, 14 September 2020 – 20 November 2020")
    pixels = """() => { const { width, height } = document.querySelector('#network canvas');
        const all = document.querySelector('#network canvas').getContext('2d').getImageData(0, 0, width, height).data;
        return all.some((value, at) => at % 4 === 3 && value > 0); }"""
    assert page.evaluate(pixels)


def test_the_address_of_a_fact_shows_its_sentences_with_the_words_marked(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#fact={SANCTIONS}")
    marked = {role: page.locator(f"#card blockquote mark.{role}").all_inner_texts() for role in ("subject", "relation", "object")}
    assert marked["subject"] == ["The United States", "De VS", "the United States"]
    assert marked["relation"] == ["imposed sanctions on", "legde sancties op aan", "sanctioned by"]
    assert marked["object"] == ["Huawei", "Huawei", "Huawei"]
    card = page.inner_text("#card")
    for told in ("disputed", "stated by the outlet", "denied by Huawei", "94%", "The Harbour Ledger", "20 November 2020"):
        assert told in card
    assert [quoted.get_attribute("lang") for quoted in page.locator("#card blockquote").all()] == ["en", "nl", "en"]
    links = page.locator("#card a").all()
    assert links[0].get_attribute("href") == "https://news.example/courant-2020-09-14"
    assert {(link.get_attribute("target"), link.get_attribute("rel")) for link in links} == {("_blank", "noopener noreferrer nofollow")}


def test_a_disputed_fact_tells_what_is_said_against_it_and_leads_to_who_says_so(open_page: Opener) -> None:
    seat, home = (
        next(fact for fact in FACTS if fact.relation.id == "basedIn" and fact.object.label == name) for name in ("Veldhoven", "Shenzhen")
    )
    founding = next(fact for fact in FACTS if fact.relation.id == "founded")
    against = {
        seat.id: (Disagreement("value", "Veldhoven", "Shenzhen", home.id),),
        founding.id: (
            Disagreement("amount", "500000000 USD", "750000000 USD", founding.id),
            Disagreement("time", "1987", "1988-03", founding.id),
        ),
    }
    text = generate([replace(fact, against=against.get(fact.id, ())) for fact in FACTS], ARTICLES, title="x")
    page = open_page(text, f"#fact={seat.id}")
    assert "Some say Veldhoven, others Shenzhen" in page.inner_text("#card")
    page.get_by_role("button", name="Huawei is based in Shenzhen").click()
    assert page.inner_text("#card h2") == "Huawei is based in Shenzhen"
    assert "disputed" not in page.inner_text("#card")
    page = open_page(text, f"#fact={founding.id}")
    for told in ("Some say $500 million, others $750 million.", "By some it was 1987, by others March 1988."):
        assert told in page.inner_text("#card")


def test_the_address_of_an_entity_shows_its_names_facts_and_sources(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#{at('entity', 'united-states')}")
    assert heading(page) == "United States"
    card = page.inner_text("#card")
    for told in ("Country", "Also Verenigde Staten, America, U.S., VS", "→ Huawei", "Told by"):
        assert told in card
    assert page.locator("#card a").first.get_attribute("href") == "http://www.wikidata.org/entity/Q30"


@pytest.mark.parametrize("fragment", ["#fact=none", "#entity=%E0%A4%A", "#<script>", "#fact=__proto__", "#", "#path=a&focus=b&group=77"])
def test_an_address_that_means_nothing_shows_the_front(text: str, open_page: Opener, fragment: str) -> None:
    page = open_page(text, fragment)
    assert heading(page) == "Who and what it is about"
    assert counted(page) == (39, 55)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("verenigde staten", "Verenigde Staten → United States"),
        ("ZANLO", "Zańlø Netwerken"),
        ("u.s.", "U.S. → United States"),
        ("kamer", "Tweede Kamer"),
    ],
)
def test_search_finds_any_name_whatever_its_accents_and_language(text: str, open_page: Opener, typed: str, found: str) -> None:
    page = open_page(text)
    page.fill("#search", typed)
    first = page.locator("#suggestions li").first
    assert first.inner_text().startswith(found)
    assert first.get_attribute("aria-selected") == "true"
    assert page.get_attribute("#search", "aria-expanded") == "true"
    first.click()
    assert heading(page) == found.split(" → ")[-1]


def test_a_click_on_an_edge_shows_its_sentence(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#{at('path', 'harbour-lights')}&{at('path', 'port-of-delfzijl')}")
    (x, y), (to_x, to_y) = point(page, "harbour-lights"), point(page, "port-of-delfzijl")
    page.mouse.click((x + to_x) / 2, (y + to_y) / 2)
    assert page.locator("#card mark.relation").first.inner_text() == "leased a quay in"
    assert page.evaluate("kg.state().fact") in page.evaluate("location.hash")


def test_a_click_on_an_entity_shows_its_card_and_a_double_click_its_neighbourhood(text: str, open_page: Opener) -> None:
    page = open_page(text)
    page.mouse.click(*point(page, "huawei"))
    assert heading(page) == "Huawei"
    page.wait_for_timeout(400)
    page.mouse.dblclick(*point(page, "huawei"))
    expect(page.locator("#shown")).to_contain_text("around Huawei")
    near = counted(page)
    page.select_option("#depth", "2")
    assert counted(page) > near
    page.get_by_role("button", name="show all again").click()
    assert counted(page) == (39, 55)


def test_a_neighbourhood_can_be_shown_alone(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#{at('entity', 'kpn')}")
    page.get_by_role("button", name="Focus").click()
    assert page.inner_text("#shown").startswith("4 entities and 4 facts shown around KPN")


def test_the_path_between_two_entities(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#{at('entity', 'guo-ping')}")
    page.get_by_role("button", name="Path to …").click()
    assert page.get_attribute("#search", "placeholder") == "To whom from Guo Ping? Type a name …"
    page.keyboard.type("nasdaq")
    page.keyboard.press("Enter")
    assert heading(page) == "Guo Ping → Nasdaq"
    assert "shortest way" in page.inner_text("#card") or "No way leads" in page.inner_text("#card")
    page.goto(page.url.split("#")[0] + f"#{at('path', 'guo-ping')}&{at('path', 'united-states')}")
    expect(page.locator("#card")).to_contain_text("The shortest ways have")
    shown = {node["label"] for node in page.evaluate("kg.scene().nodes")}
    assert {"Guo Ping", "United States", "Huawei"} <= shown
    page.goto(page.url.split("#")[0] + f"#{at('path', 'guo-ping')}&{at('path', 'harbour-lights')}")
    expect(page.locator("#card")).to_contain_text("No way leads from the one to the other")


def test_pin_hide_and_undo(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#{at('entity', 'huawei')}")
    page.get_by_role("button", name="Pin", exact=True).click()
    assert "pin=" in page.url
    page.get_by_role("button", name="Hide", exact=True).click()
    assert counted(page) < (39, 55)
    assert page.inner_text("#shown").endswith("1 hidden")
    page.click("#undo")
    assert counted(page) == (39, 55)
    assert heading(page) == "Huawei"
    page.keyboard.press("Control+z")
    assert "pin=" not in page.url
    assert page.is_disabled("#undo")


def test_a_dragged_entity_stays_where_it_was_put(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#{at('focus', 'kpn')}")
    x, y = point(page, "huawei")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.click("#language")
    moved = point(page, "huawei")
    assert moved == pytest.approx((x + 60, y + 40), abs=6)


def test_the_picture_may_move_by_itself(text: str, open_page: Opener) -> None:
    page = open_page(text)
    before = page.evaluate("kg.scene().nodes.map(({ id }) => kg.onScreen(id))")
    page.click("#move")
    page.wait_for_timeout(600)
    assert page.evaluate("kg.scene().nodes.map(({ id }) => kg.onScreen(id))") != before
    page.click("#move")
    still = page.evaluate("kg.scene().nodes.map(({ id }) => kg.onScreen(id))")
    page.wait_for_timeout(200)
    assert page.evaluate("kg.scene().nodes.map(({ id }) => kg.onScreen(id))") == still


# Filters


def test_filters_by_status_class_relation_outlet_and_language(text: str, open_page: Opener) -> None:
    page = open_page(text)
    edges = data_of(page)["edges"]
    page.get_by_label("Stated as a fact").uncheck()
    kept = [edge for edge in edges if edge["standing"] != "asserted"]
    assert counted(page)[1] == len(kept)
    page.get_by_label("Het Avondblad").uncheck()
    kept = [edge for edge in kept if edge["sources"] != ["Het Avondblad"]]
    assert counted(page)[1] == len(kept)
    page.get_by_label("Conflict and limits").uncheck()
    relations = data_of(page)["relations"]
    kept = [edge for edge in kept if relations[edge["relation"]]["family"] != "conflict"]
    assert counted(page)[1] == len(kept)
    page.locator("#languages").get_by_label("Dutch").uncheck()
    kept = [edge for edge in kept if edge["languages"] != ["nl"]]
    assert counted(page)[1] == len(kept)
    page.get_by_label("Company").uncheck()
    assert counted(page)[1] < len(kept)
    shared = page.url
    page.click("#reset")
    assert counted(page) == (39, 55)
    page.goto(shared)
    assert counted(page)[1] < len(kept)


def test_a_relation_is_found_by_its_name(text: str, open_page: Opener) -> None:
    page = open_page(text)
    page.fill("#find-relation", "offer")
    labels = page.locator("#relations .family label")
    assert labels.all_inner_texts() == ["offer discount to\n1"] or "offer discount to" in labels.first.inner_text()
    labels.first.click()
    assert counted(page)[1] == 54


def test_the_period_can_be_chosen_and_played(text: str, open_page: Opener) -> None:
    page = open_page(text)
    edges = data_of(page)["edges"]
    assert page.locator("#histogram rect").count() == 10
    page.focus("#since")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    since = page.evaluate("kg.state().since")
    assert since > "2020-09-14"
    assert counted(page)[1] == len([edge for edge in edges if any(day >= since for day in edge["told"])]) < 55
    assert f"since={since}" in page.url
    page.focus("#since")
    page.keyboard.press("Home")
    assert counted(page) == (39, 55)
    page.click("#play")
    early = counted(page)[1]
    assert early < 55
    expect(page.locator("#play")).to_have_attribute("aria-label", "Stop")
    expect(page.locator("#shown")).to_contain_text("39 entities and 55 facts", timeout=60_000)
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play")


# Keyboard, languages, looks, tables, downloads


def test_everything_by_keyboard_alone(text: str, open_page: Opener) -> None:
    page = open_page(text)
    press = page.keyboard.press
    press("/")
    page.keyboard.type("sm")
    press("ArrowDown")
    press("ArrowUp")
    press("Enter")
    assert heading(page) == "SMIC"
    assert page.evaluate("document.activeElement.id") == "card"
    press("f")
    assert "around SMIC" in page.inner_text("#shown")
    press("p")
    page.keyboard.type("united states")
    press("Enter")
    assert heading(page) == "SMIC → United States"
    press("Tab")
    press("Tab")
    press("Enter")
    assert page.locator("#card blockquote").count() >= 1
    press("Escape")
    press("Escape")
    assert heading(page) == "Who and what it is about"
    press("t")
    assert page.is_visible("#rows tr")
    press("t")
    page.focus("#network .vis-network")
    press("0")
    press("Enter")
    assert page.locator("#card .actions").count() == 1
    press("h")
    assert "1 hidden" in page.inner_text("#shown")
    press("u")
    assert "hidden" not in page.inner_text("#shown")
    press("?")
    assert page.is_visible("#keys")
    press("Escape")
    assert page.is_hidden("#keys")


def test_a_press_of_a_filter_keeps_the_keyboards_place(text: str, open_page: Opener) -> None:
    page = open_page(text)
    page.get_by_label("Said by a party").focus()
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentElement.textContent").startswith("Said by a party")
    assert not page.is_checked(":focus")


def test_the_page_speaks_dutch(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#{at('entity', 'united-states')}", locale="nl-NL")
    assert page.get_attribute("html", "lang") == "nl"
    assert heading(page) == "Verenigde Staten"
    card = page.inner_text("#card")
    for told in ("Land", "sanctioneert", "Uitlichten", "Ook United States"):
        assert told in card
    assert "55 feiten over 39 entiteiten" in page.inner_text("#summary")
    assert "14 september 2020" in page.inner_text("#summary")
    page.click("#language")
    assert heading(page) == "United States"
    assert page.get_attribute("html", "lang") == "en"
    assert "lang=en" in page.url


def test_dark_by_system_and_by_hand(text: str, open_page: Opener) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, night = "rgb(251, 250, 246)", "rgb(23, 23, 22)"
    page = open_page(text, color_scheme="dark")
    assert page.evaluate(ground) == night
    page.click("#theme")
    assert page.evaluate(ground) == light
    page.reload()
    page.wait_for_selector("body[data-ready]", state="attached")
    assert page.evaluate(ground) == light
    assert open_page(text, "#theme=dark").evaluate(ground) == night


def test_the_table_holds_the_same_facts(text: str, open_page: Opener) -> None:
    page = open_page(text)
    page.click("#show-table")
    rows = page.evaluate("[...document.querySelectorAll('#rows tr')].map((row) => row.dataset.fact)")
    assert set(rows) == {fact.id for fact in FACTS}
    assert page.is_hidden("#graph-view")
    assert "disputed" in page.inner_text(f"tr[data-fact='{SANCTIONS}']")
    page.get_by_label("Denied").uncheck()
    assert page.locator("#rows tr").count() < len(rows)
    page.locator("#rows .relation button").first.click()
    assert page.locator("#rows tr.chosen").count() == 1


def test_what_is_shown_can_be_taken_along(text: str, open_page: Opener) -> None:
    page = open_page(text, f"#{at('focus', 'huawei')}")
    taken: dict[str, bytes] = {}
    for form in ("png", "svg", "csv"):
        page.click("#downloads summary")
        with page.expect_download() as waiting:
            page.click(f"#save-{form}")
        taken[waiting.value.suggested_filename] = Path(waiting.value.path()).read_bytes()
    assert taken["network.png"].startswith(b"\x89PNG\r\n")
    drawing = etree.fromstring(taken["network.svg"])
    texts = {"".join(found.itertext()) for found in drawing.iter("{*}text")}
    entities, facts = counted(page)
    assert "Huawei" in texts
    assert len(drawing.findall("{*}path")) == facts
    rows = list(csv.DictReader(io.StringIO(taken["facts.csv"].decode("utf-8-sig"))))
    assert len(rows) == facts
    assert {row["Subject"] for row in rows} | {row["Object"] for row in rows} == {
        node["label"] for node in page.evaluate("kg.scene().nodes")
    }
    assert len(page.evaluate("kg.scene().nodes")) == entities


def test_the_view_comes_back_from_its_address(text: str, open_page: Opener) -> None:
    page = open_page(
        text, f"#{at('focus', 'huawei')}&{at('entity', 'huawei')}&depth=2&off=standings:denied&since=2020-09-20&lang=nl&theme=dark"
    )
    shown = (page.inner_text("#shown"), heading(page), page.evaluate("JSON.stringify(kg.state())"))
    again = open_page(text, "#" + page.url.split("#")[1])
    assert (again.inner_text("#shown"), heading(again), again.evaluate("JSON.stringify(kg.state())")) == shown
    page.click("#card .close")
    page.go_back()
    assert (page.inner_text("#shown"), heading(page)) == shown[:2]


# Large graphs


def test_a_large_page_opens_on_its_core_and_adds_what_is_asked_for(large: str, open_page: Opener) -> None:
    page = open_page(large)
    core = counted(page)
    assert core[0] < 150
    assert "of 600 and 599" in page.inner_text("#shown")
    page.fill("#search", "E599")
    page.keyboard.press("Enter")
    assert heading(page) == "E599"
    added = counted(page)
    assert added > core
    page.get_by_role("button", name="Path to …").click()
    page.keyboard.type("E1")
    page.keyboard.press("Enter")
    assert counted(page)[0] > 3
    page.get_by_role("button", name="show all again").click()
    page.get_by_role("button", name="show all").click()
    assert counted(page) == (600, 599)


def test_a_topic_of_a_large_page_is_shown_alone(large: str, open_page: Opener) -> None:
    page = open_page(large)
    page.locator("#card h3:has-text('Topics') + ul button").first.click()
    assert "of one topic" in page.inner_text("#shown")
    assert counted(page)[0] > 3


def test_neighbours_are_added_to_a_core(large: str, open_page: Opener) -> None:
    page = open_page(large)
    hidden = "kg.scene().nodes.map(({ label }) => label)"
    page.fill("#search", "E100")
    page.keyboard.press("Enter")
    add = page.locator("#card .actions button", has_text="Add")
    before = page.evaluate(hidden)
    if add.count():
        add.click()
        assert len(page.evaluate(hidden)) > len(before)
    assert {"E400", "E401", "E402", "E403"} <= set(page.evaluate(hidden))


def test_a_packed_page_holds_the_same(monkeypatch: pytest.MonkeyPatch, open_page: Opener) -> None:
    monkeypatch.setattr("kg.view.page.PACKED", 10)
    page = open_page(generate(FACTS, ARTICLES, title="x"), f"#fact={SANCTIONS}")
    assert counted(page) == (39, 55)
    assert page.locator("#card mark.relation").first.inner_text() == "imposed sanctions on"


# Labels


def _overlapping(boxes: list[list[float]]) -> list[tuple[int, int]]:
    return [
        (i, j) for i, a in enumerate(boxes) for j, b in enumerate(boxes[:i])
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]  # fmt: skip


def test_no_labels_overlap_at_a_hundred_entities(open_page: Opener) -> None:
    """A star-studded network of a hundred: every hub has its name, and no name or relation covers another."""
    evidence = Evidence("a", Sentence(0, 9, "Some text"), Span(0, 1), Span(2, 3), Span(4, 5), "test")
    things = [entity(f"n{n}", f"Company of number {n}", "Company") for n in range(100)]
    pairs = {(n * n % 7 + n % 3, n) for n in range(10, 100)} | {(n % 10, (3 * n + 1) % 10) for n in range(30)}
    facts = [Fact(things[a], relation_of("owns"), things[b], (evidence,)) for a, b in sorted(pairs) if a != b]
    page = open_page(generate(facts, {}, title="x"))
    for zoom in range(3):
        labels = page.evaluate("kg.labels()")
        assert _overlapping([label["box"] for label in labels]) == []
        if zoom == 0:
            hubs = sorted(page.evaluate("kg.scene().nodes"), key=lambda node: (-node["facts"], node["id"]))[:10]
            assert {hub["id"] for hub in hubs} <= {label["id"] for label in labels}
        page.click("#zoom-in")


def test_the_curves_are_those_of_the_library(text: str, open_page: Opener) -> None:
    """Crosses and relations are painted on edges whose curve the page computes for itself."""
    page = open_page(text, f"#{at('focus', 'huawei')}&{at('entity', 'united-states')}")
    labels = [label for label in page.evaluate("kg.labels()") if "edge" in label]
    assert labels
    box = page.locator("#network canvas").bounding_box()
    assert box
    curved = next(label for label in labels if label["edge"]["curve"])
    left, top, right, bottom = curved["box"]
    page.mouse.click(box["x"] + (left + right) / 2, box["y"] + (top + bottom) / 2)
    assert page.evaluate("kg.state().fact") == curved["id"]


# Harm


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server that notes who asks it for anything."""
    asked: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Note)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_hostile_articles_neither_run_nor_reach_out(open_page: Opener, listener: tuple[str, list[str]]) -> None:
    """A page of hostile text, every card of it opened: no script of theirs runs, nothing is fetched, no link is a script."""
    address, asked = listener
    facts, articles = hostile()
    lure = f'</script><img src="{address}/img" onerror="document.title=1"><script>document.title=2</script>'
    odd = (lure, "x" * 10_000, "\u202egnp.exe\u202c", "👩‍👩‍👧‍👦 🇳🇱 \ufe0f", "\"><svg onload=document.title=4>", "constructor", "__proto__")  # fmt: skip
    for number, words in enumerate(odd):
        bait = entity(f"bait{number}", words, words, words)
        sentence = Sentence(0, len(words), words)
        evidence = Evidence(
            f"bait{number}", sentence, Span(0, 3), Span(3, 6), Span(6, 9), words, attribution=bait, time=words, amount=words, role=words
        )
        facts += (Fact(bait, relation_of(words), bait, (evidence,)), Fact(bait, relation_of("owns"), THINGS["kpn"], (evidence,)))
        articles[f"bait{number}"] = Article(f"bait{number}", words, words, "javascript:document.title=3", words, words, "en")
    page = open_page(generate(facts, articles, title=lure))
    tour = """async () => {
        const data = JSON.parse(document.getElementById('data').textContent);
        const links = new Set();
        const wait = () => new Promise((go) => setTimeout(go, 25));
        const cards = [...data.edges.map((edge) => 'fact=' + edge.id), ...data.nodes.map((node) => 'entity=' + encodeURIComponent(node.id)), 'view=table', 'lang=nl'];
        for (const hash of cards) {
          location.hash = hash; await wait();
          for (const link of document.querySelectorAll('#card a')) links.add(link.protocol);
        }
        return [...links]; }"""
    assert page.evaluate(tour) == ["http:"]
    assert asked == []
    assert page.title() == lure
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 3  # data, vis-network and the page's own
    page.evaluate("location.hash = ''")
    with page.expect_download() as waiting:
        page.evaluate("document.getElementById('save-svg').click()")
    drawing = etree.fromstring(Path(waiting.value.path()).read_bytes())
    assert {etree.QName(found).localname for found in drawing.iter()} <= {
        "svg", "title", "defs", "marker", "path", "rect", "circle", "polygon", "text"
    }  # fmt: skip
    assert page.evaluate("Math.max(...kg.labels().map((label) => label.text.length))") <= 36


@pytest.mark.parametrize("width", [360, 768])
def test_a_small_window_gets_a_page_without_sideways_scrolling(text: str, open_page: Opener, width: int) -> None:
    page = open_page(text, f"#fact={SANCTIONS}", width=width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_notebook_shows_the_page_inside_a_frame(text: str, open_page: Opener) -> None:
    """`graph.show()` gives a frame that is shut off from the notebook; the page in it works all the same."""
    page = open_page(f"<!doctype html><title>notebook</title>{Frame(text, 600)._repr_html_()}", ready=False)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#shown")).to_contain_text("39 entities and 55 facts shown", timeout=60_000)
    frame.locator("#search").fill("kpn")
    frame.locator("#suggestions li").first.click()
    expect(frame.locator("#card h2")).to_have_text("KPN")
    with page.expect_download():
        frame.locator("#downloads summary").click()
        frame.locator("#save-csv").click()


# Accessibility


def _show_keys(page: Page) -> None:
    page.keyboard.press("?")


def _search(page: Page) -> None:
    page.fill("#search", "hu")


VIEWS: Mapping[str, tuple[str, dict[str, object], Callable[[Page], None] | None]] = {
    "front": ("", {}, None),
    "front, dark": ("", {"color_scheme": "dark"}, None),
    "entity": (f"#{at('entity', 'huawei')}&{at('focus', 'huawei')}", {}, None),
    "fact": (f"#fact={SANCTIONS}", {}, None),
    "fact, dark": (f"#fact={SANCTIONS}", {"color_scheme": "dark"}, None),
    "table": ("#view=table", {}, None),
    "Dutch": (f"#lang=nl&{at('path', 'smic')}&{at('path', 'kpn')}", {}, None),
    "telephone": (f"#{at('entity', 'kpn')}", {"width": 390}, None),
    "keys": ("", {}, _show_keys),
    "search": ("", {}, _search),
}


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(text: str, open_page: Opener, view: str) -> None:
    fragment, options, prepare = VIEWS[view]
    page = open_page(text, fragment, **options)
    if prepare:
        prepare(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    serious = [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found if rule["impact"] in SERIOUS]
    assert serious == []
