"""The page: complete in one file, harmless whatever the articles say, and alive in a real browser.

The browser is Chromium, headless, driven by a script of ours that is put into the page with its own hash in the page's
policy; where there is no Chromium these tests are skipped.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from hostile import STRINGS, hostile
from lxml import html
from newsroom import THINGS, entity, newsroom, relation_of

from kg.errors import ExportError
from kg.model import Article, Evidence, Fact, Sentence, Span
from kg.network import object_id
from kg.view import generate, write
from kg.view.page import CORE, parts, script_json

FACTS, ARTICLES = newsroom()
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium to open the page")

Facts = tuple[Fact, ...]
Data = Mapping[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def page() -> str:
    return generate(FACTS, ARTICLES, title="The newsroom's graph")


@pytest.fixture(scope="module")
def hostile_page() -> str:
    return generate(*hostile(), title=STRINGS[0])


def data_of(text: str) -> Data:
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)  # type: ignore[no-any-return]


def fact_id(subject: str, relation: str, object_: str) -> str:
    return Fact(THINGS[subject], relation_of(relation), THINGS[object_]).id


def whole(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


# The file


def test_every_fact_and_entity_is_on_the_page(page: str) -> None:
    data = data_of(page)
    assert {edge["id"] for edge in data["edges"]} == {fact.id for fact in FACTS}
    assert {node["id"] for node in data["nodes"]} == {fact.subject.id for fact in FACTS} | {object_id(fact) for fact in FACTS}


def test_the_same_facts_give_the_same_bytes(page: str) -> None:
    shuffled = list(FACTS)
    Random(2).shuffle(shuffled)
    assert generate(shuffled, dict(reversed(ARTICLES.items())), title="The newsroom's graph") == page


def test_nothing_on_the_page_points_elsewhere(page: str) -> None:
    """No script, style, image or font is loaded: the file works without a network, and tells nobody that it is read."""
    root = html.fromstring(page)
    assert root.xpath("//script[@src] | //img | //iframe | //object | //base | //form") == []
    assert [link.get("href")[:19] for link in root.iter("link")] == ["data:image/svg+xml;"]
    assert not re.search(r"url\(|@import", "".join(root.xpath("//style/text()")))
    assert "sourceMappingURL" not in page


def test_the_policy_allows_our_scripts_and_nothing_else(page: str) -> None:
    root = html.fromstring(page)
    [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    blocks = {kind: re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL) for kind in ("script", "style")}
    for kind, texts in blocks.items():
        hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts}
        assert set(rules[f"{kind}-src"].split()) == hashes
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert root.xpath("//*[@style] | //*[starts-with(name(@*), 'on')]") == []


def test_no_text_of_an_article_is_markup(hostile_page: str) -> None:
    """The page of hostile articles has exactly the elements of any other page."""
    tame = html.fromstring(generate((), {}, title="x"))
    assert [element.tag for element in html.fromstring(hostile_page).iter()] == [element.tag for element in tame.iter()]
    [data] = re.findall(r'id="data">(.*?)</script>', hostile_page, re.DOTALL)
    assert not set(data) & set("<>&\u2028\u2029")
    hostile_page.encode("utf-8")


def test_hostile_text_reaches_the_page_untouched(hostile_page: str) -> None:
    labels = {node["label"] for node in data_of(hostile_page)["nodes"]}
    assert set(map(whole, STRINGS)) <= labels


def test_script_never_makes_markup_of_text() -> None:
    script = (Path(__file__).parents[1] / "kg" / "view" / "assets" / "page.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script)


def test_assets_cannot_end_their_own_element() -> None:
    for asset in (Path(__file__).parents[1] / "kg" / "view" / "assets").rglob("*.[jc]s*"):
        assert not re.search(r"</(script|style)|<!--", asset.read_text(encoding="utf-8"), re.IGNORECASE), asset.name


def test_json_for_a_script_element_is_still_json() -> None:
    assert json.loads(script_json(list(STRINGS))) == list(map(whole, STRINGS))


def test_parallel_facts_bend_apart() -> None:
    """No two edges between the same two entities are drawn on each other, whichever way they run."""
    data = data_of(generate(FACTS, ARTICLES, title="x"))
    drawn: dict[tuple[str, str], list[float]] = {}
    for edge in data["edges"]:
        low, high = sorted((str(edge["from"]), str(edge["to"])))
        curve = float(str(edge["curve"]))
        drawn.setdefault((low, high), []).append(curve if edge["from"] == low else -curve)
    assert max(map(len, drawn.values())) >= 4
    assert all(len(set(curves)) == len(curves) for curves in drawn.values())


def test_a_large_page_opens_on_its_core() -> None:
    sentence = Sentence(0, 9, "Some text")
    evidence = Evidence("a", sentence, Span(0, 1), Span(2, 3), Span(4, 5), "test")
    things = [entity(f"e{number}", f"E{number}", "Company") for number in range(600)]
    facts = [Fact(things[number // 4], relation_of("owns"), things[number], (evidence,)) for number in range(1, 600)]
    core = data_of(generate(facts, {}, title="x"))["core"]
    assert len(core) == CORE
    assert things[1].id in core
    assert things[599].id not in core


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({}, [["😀 Kim met Lee", ""]]),
        ({"subject": Span(2, 5), "relation": Span(6, 9)}, [["😀 ", ""], ["Kim", "subject"], [" ", ""], ["met", "relation"], [" Lee", ""]]),
        ({"subject": Span(2, 9), "relation": Span(6, 13)}, [["😀 ", ""], ["Kim ", "subject"], ["met", "subject"], [" Lee", "relation"]]),
        ({"object": Span(10, 999), "subject": Span(-9, 5)}, [["😀 Kim", "subject"], [" met ", ""], ["Lee", "object"]]),
        ({"object": Span(500, 999)}, [["😀 Kim met Lee", ""]]),
        ({"relation": Span(9, 6)}, [["😀 Kim ", ""], ["met", ""], [" Lee", ""]]),
    ],
)
def test_sentences_are_cut_at_their_marks(marks: dict[str, Span], expected: list[list[str]]) -> None:
    """Characters are counted as Python counts them, overlaps go to the subject, spans that overshoot are cut."""
    assert parts("😀 Kim met Lee", 0, marks) == expected


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"^cannot write to .*; name a file"):
        write(FACTS, ARTICLES, tmp_path, title="x")


def test_writing_gives_the_page_in_utf8_and_nothing_beside_it(page: str, tmp_path: Path) -> None:
    write(FACTS, ARTICLES, tmp_path / "graph.html", title="The newsroom's graph")
    assert (tmp_path / "graph.html").read_bytes() == page.encode()
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]


# The browser

Open = Callable[..., tuple[html.HtmlElement, list[str]]]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens a page at an address fragment, runs a script of the test in it, gives the elements then and the console."""

    def open_page(text: str, fragment: str = "", script: str = "", width: int = 1280) -> tuple[html.HtmlElement, list[str]]:
        if script:
            driver = f"setTimeout(async () => {{ const wait = () => new Promise((go) => setTimeout(go, 60)); {script} }}, 50);"
            digest = b64encode(sha256(driver.encode()).digest()).decode()
            text = text.replace("script-src ", f"script-src 'sha256-{digest}' ", 1).replace("</body>", f"<script>{driver}</script></body>")
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        command = [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-extensions", "--disable-background-networking", "--enable-logging=stderr",
            f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},900", "--virtual-time-budget=4000",
            "--dump-dom", file.as_uri() + fragment,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
        console = [line for line in done.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line]
        return html.fromstring(done.stdout.decode()), console

    return open_page


def card(root: html.HtmlElement) -> html.HtmlElement:
    [found] = root.xpath("//*[@id='card']")
    return found


def marks(root: html.HtmlElement, role: str) -> list[str]:
    return [mark.text_content() for mark in card(root).xpath(f".//blockquote//mark[@class='{role}']")]


@browser
def test_the_page_opens_without_a_word_in_the_console(page: str, opened: Open) -> None:
    root, console = opened(page)
    assert console == []
    assert root.xpath("//*[@id='network']//canvas")
    assert "39 entities and 55 facts shown" in root.xpath("string(//*[@id='shown'])")
    assert root.xpath("string(//title)") == "The newsroom's graph"
    assert root.xpath("string(//*[@id='summary'])").endswith("from 5 articles in 3 outlets, 14 September 2020 – 20 November 2020")


@browser
def test_the_address_of_a_fact_shows_its_sentences_with_the_words_marked(page: str, opened: Open) -> None:
    root, console = opened(page, f"#fact={fact_id('united-states', 'sanctions', 'huawei')}")
    assert console == []
    assert marks(root, "subject") == ["The United States", "De VS", "the United States"]
    assert marks(root, "relation") == ["imposed sanctions on", "legde sancties op aan", "sanctioned by"]
    assert marks(root, "object") == ["Huawei", "Huawei", "Huawei"]
    text = card(root).text_content()
    for told in ("disputed", "stated by the outlet", "denied by Huawei", "94%", "The Harbour Ledger", "20 November 2020"):
        assert told in text
    assert [quote.get("lang") for quote in card(root).iter("blockquote")] == ["en", "nl", "en"]
    links = card(root).xpath(".//a")
    assert links[0].get("href") == "https://news.example/courant-2020-09-14"
    assert {(link.get("target"), link.get("rel")) for link in links} == {("_blank", "noopener noreferrer nofollow")}


@browser
def test_the_address_of_an_entity_shows_its_names_and_facts(page: str, opened: Open) -> None:
    root, console = opened(page, "#entity=https%3A%2F%2Fkg.example%2Fentity%2Funited-states")
    assert console == []
    assert card(root).xpath("string(.//h2)") == "United States"
    assert "Also America, U.S., VS, Verenigde Staten" in card(root).text_content()
    assert "→ Huawei" in card(root).text_content()
    assert card(root).xpath("string(.//a/@href)") == "http://www.wikidata.org/entity/Q30"


@browser
@pytest.mark.parametrize("fragment", ["#fact=none", "#entity=%E0%A4%A", "#<script>", "#fact=__proto__", "#"])
def test_an_address_that_means_nothing_shows_the_front(page: str, opened: Open, fragment: str) -> None:
    root, console = opened(page, fragment)
    assert console == []
    assert card(root).xpath("string(.//h2)") == "Who and what it is about"


@browser
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("verenigde staten", "Verenigde Staten → United States"),
        ("ZANLO", "Zańlø Netwerken"),
        ("u.s.", "U.S. → United States"),
        ("kamer", "Tweede Kamer"),
    ],
)
def test_search_finds_any_name_whatever_its_accents_and_language(page: str, opened: Open, typed: str, found: str) -> None:
    search = f"const box = document.getElementById('search'); box.value = {json.dumps(typed)}; box.dispatchEvent(new Event('input'));"
    root, console = opened(page, script=search)
    assert console == []
    first = root.xpath("//*[@id='suggestions']/li")[0]
    assert first.text_content().startswith(found)
    assert first.get("aria-selected") == "true"
    assert root.xpath("string(//*[@id='search']/@aria-expanded)") == "true"


@browser
def test_search_and_escape_by_keyboard_alone(page: str, opened: Open) -> None:
    press = """
        const key = (target, name) => target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
        key(document.body, '/');
        const box = document.activeElement;
        box.value = 'sm'; box.dispatchEvent(new Event('input')); key(box, 'Enter'); await wait();
        const chosen = document.querySelector('#card h2').textContent;
        key(document.body, 'Escape'); await wait();
        document.title = [box.id, chosen, document.querySelector('#card h2').textContent, location.hash].join('|');"""
    root, console = opened(page, script=press)
    assert console == []
    assert root.xpath("string(//title)") == "search|SMIC|Who and what it is about|"


@browser
def test_filters_by_status_class_outlet_and_relation(page: str, opened: Open) -> None:
    def box(group: str, text: str) -> str:
        labels = f"[...document.querySelectorAll('#{group} label')]"
        return f"{labels}.find((label) => label.textContent.startsWith('{text}')).click(); await wait();"

    shown = "seen.push(document.getElementById('shown').textContent.match(/and (\\d+) facts?/)[1]);"
    steps = [box("standings", "Stated"), box("sources", "Het"), box("classes", "Person"), box("relations", "bans")]
    reset = "document.getElementById('reset').click(); await wait();"
    run = f"const seen = []; {shown} {''.join(step + shown for step in steps)} {reset} {shown} document.title = seen.join(' ');"
    root, console = opened(page, script=run)
    assert console == []
    counts = [int(number) for number in root.xpath("string(//title)").split()]
    kept = [edge for edge in data_of(page)["edges"] if edge["standing"] != "asserted"]
    assert counts[:2] == [55, len(kept)]
    assert counts[2] == len([edge for edge in kept if edge["sources"] != ["Het Avondblad"]])
    assert counts[3] >= counts[4] > 0
    assert counts[-1] == 55


@browser
def test_the_table_holds_the_same_facts(page: str, opened: Open) -> None:
    root, console = opened(page, script="document.getElementById('show-table').click();")
    assert console == []
    rows = root.xpath("//*[@id='rows']/tr")
    assert {row.get("data-fact") for row in rows} == {fact.id for fact in FACTS}
    assert root.xpath("//*[@id='graph-view']/@hidden") == [""]
    assert "disputed" in root.xpath(f"string(//tr[@data-fact='{fact_id('united-states', 'sanctions', 'huawei')}'])")


@browser
def test_a_neighbourhood_can_be_shown_alone(page: str, opened: Open) -> None:
    click = "document.querySelector('#card .actions button').click();"
    root, _ = opened(page, "#entity=" + THINGS["kpn"].id.replace("/", "%2F"), click)
    assert "4 entities and 4 facts shown around KPN" in root.xpath("string(//*[@id='shown'])")


@browser
def test_the_picture_answers_to_clicks_and_double_clicks(page: str, opened: Open) -> None:
    """Points of the canvas are clicked until an entity is hit; a double click there leaves its neighbourhood alone."""
    script = """
        const canvas = document.querySelector('#network canvas');
        const area = canvas.getBoundingClientRect();
        const click = (x, y) => {
          const at = { clientX: area.x + x, clientY: area.y + y, bubbles: true, pointerId: 1, pointerType: 'mouse', isPrimary: true };
          canvas.dispatchEvent(new PointerEvent('pointerdown', { ...at, button: 0, buttons: 1 }));
          window.dispatchEvent(new PointerEvent('pointerup', { ...at, button: 0, buttons: 0 }));
        };
        const hit = () => location.hash.startsWith('#entity');
        let [x, y] = [0, 0];
        for (y = 0; y < area.height && !hit(); y += 10) for (x = 0; x < area.width && !hit(); x += 10) click(x, y);
        await wait();
        const name = document.querySelector('#card h2').textContent;
        await wait(); await wait(); await wait(); await wait(); await wait(); await wait();
        click(x - 10, y - 10); click(x - 10, y - 10); await wait();
        document.title = name + '|' + document.getElementById('shown').textContent;"""
    root, console = opened(page, script=script)
    assert console == []
    name, shown = root.xpath("string(//title)").split("|")
    assert name in {thing.label for thing in THINGS.values()}
    assert f"shown around {name}" in shown


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


@browser
def test_hostile_articles_neither_run_nor_reach_out(opened: Open, listener: tuple[str, list[str]]) -> None:
    """A page of hostile text, every card of it opened: no script of theirs runs, nothing is fetched, no link is a script."""
    address, asked = listener
    facts, articles = hostile()
    lure = f'</script><img src="{address}/img" onerror="document.title=1"><script>document.title=2</script>'
    bait = entity("bait", lure, lure, lure)
    sentence = Sentence(0, len(lure), lure)
    evidence = Evidence("bait", sentence, Span(0, 9), Span(9, 20), Span(20, 30), lure, attribution=bait, time=lure, amount=lure, role=lure)
    facts += (Fact(bait, relation_of(lure), bait, (evidence,)),)
    articles["bait"] = Article("bait", lure, lure, "javascript:document.title=3", lure, lure)
    tour = """
        const data = JSON.parse(document.getElementById('data').textContent);
        const links = [];
        const cards = data.edges.map((edge) => 'fact=' + edge.id);
        cards.push(...data.nodes.map((node) => 'entity=' + encodeURIComponent(node.id)));
        for (const hash of cards) {
          location.hash = hash; await wait();
          links.push(...[...document.querySelectorAll('#card a')].map((link) => link.protocol));
        }
        document.getElementById('show-table').click(); await wait();
        document.body.dataset.links = [...new Set(links)].join(' ');"""
    root, console = opened(generate(facts, articles, title=lure), "", tour)
    assert console == []
    assert asked == []
    assert root.xpath("string(//title)") == lure
    assert root.xpath("string(/html/body/@data-links)") == "http:"
    assert root.xpath("//img") == []
    assert len(root.xpath("//script")) == 4  # data, vis-network, page.js and this test's own


@browser
def test_a_large_page_adds_what_is_asked_for(opened: Open) -> None:
    evidence = Evidence("a", Sentence(0, 9, "Some text"), Span(0, 1), Span(2, 3), Span(4, 5), "test")
    things = [entity(f"e{number}", f"E{number}", "Company") for number in range(600)]
    facts = [Fact(things[number // 4], relation_of("owns"), things[number], (evidence,)) for number in range(1, 600)]
    run = f"""
        const seen = [document.getElementById('shown').textContent];
        location.hash = 'entity=' + encodeURIComponent('{things[599].id}'); await wait();
        seen.push(document.querySelector('#card h2').textContent, document.getElementById('shown').textContent);
        document.querySelector('#shown button').click(); await wait();
        seen.push(document.getElementById('shown').textContent);
        document.title = seen.join('|');"""
    root, console = opened(generate(facts, {}, title="x"), "", run)
    assert console == []
    first, name, then, all_ = root.xpath("string(//title)").split("|")
    assert first.startswith("150 entities and 149 facts shown of 600 and 599")
    assert name == "E599"
    assert int(then.split()[0]) > 150
    assert all_ == "600 entities and 599 facts shown"


@browser
def test_a_telephone_gets_a_page_without_sideways_scrolling(page: str, opened: Open) -> None:
    script = "document.title = document.documentElement.scrollWidth - document.documentElement.clientWidth;"
    root, console = opened(page, f"#fact={fact_id('united-states', 'sanctions', 'huawei')}", script, width=500)
    assert console == []
    assert root.xpath("string(//title)") == "0"
