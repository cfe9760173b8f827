"""A real browser: the editor runs the stock questions offline, and no page makes an error or asks another server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from kg.query import stock
from tests.server.conftest import Served

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on the path")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page in a profile of its own; at the end, it has told of no error and asked nobody but the server."""
    context = browser.new_context(base_url=served.address)
    opened = context.new_page()
    problems: list[str] = []
    opened.on("console", lambda message: problems.append(message.text) if is_problem(message) else None)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("requestfailed", lambda request: None if is_left(request) else problems.append(f"failed: {request.url}: {request.failure}"))
    local = (served.address, "data:", "blob:")
    opened.on("request", lambda request: None if request.url.startswith(local) else problems.append(f"foreign: {request.url}"))
    yield opened
    assert "Knowledge graph" in opened.title(), "words of an article ran as a script"
    context.close()
    assert problems == []


def is_left(request: Request) -> bool:
    """Whether the browser itself broke the request off, as it does with the icon of a page that is left at once.

    What a server or a policy refuses has another name, and a script or sheet that does not come makes an error besides.
    """
    return request.failure == "net::ERR_ABORTED"


def is_problem(message: ConsoleMessage) -> bool:
    """Errors and warnings, but for one: YASR parses cells that look like markup in a document that runs nothing, to clean them.

    The policy of the page holds there too, and so the browser tells that it keeps the hostile articles' handlers from running.
    """
    return message.type in ("error", "warning") and not message.text.startswith("Executing inline event handler violates")


def run(page: Page) -> None:
    page.locator(".tabPanel.active .yasqe_queryButton").click()


def test_the_editor_runs_a_stock_question(page: Page) -> None:
    page.goto("/sparql#who-sanctions")
    tabs = page.locator(".tabsList .tab [role=tab]")
    assert [text.strip("✖ \n") for text in tabs.all_inner_texts()] == list(stock())
    run(page)
    cells = page.locator(".tabPanel.active table.dataTable tbody")
    cells.get_by_text("United States").first.wait_for()
    assert "affirmed" in cells.inner_text()


def test_every_stock_question_runs_as_it_stands_in_its_tab(page: Page) -> None:
    for name in stock():
        page.goto(f"/sparql#{name}")
        page.locator(".tabsList .tab.active").get_by_text(name, exact=False).wait_for()
        with page.expect_response(lambda response: response.request.method == "POST") as answered:
            run(page)
        assert answered.value.status == 200, (name, answered.value.text())


def test_an_iri_in_the_answer_leads_to_its_page_here(page: Page, served: Served) -> None:
    page.goto("/sparql#query=" + "SELECT%20%3Fwho%20%7B%20%3Fwho%20kgo%3Asanctions%20%3Fx%20%7D")
    run(page)
    with page.context.expect_page() as opened:
        page.locator(".tabPanel.active table.dataTable a.iri").get_by_text("united-states").first.click()
    opened.value.wait_for_url(f"{served.address}entity/united-states")
    assert opened.value.locator("h1").inner_text() == "United States"


def test_tabs_are_kept_as_they_were_left(page: Page) -> None:
    page.goto("/sparql")
    page.locator(".tabsList .tab").first.locator(".closeTab").click()
    left = page.locator(".tabsList .tab").count()
    assert left == len(stock()) - 1
    page.reload()
    page.locator(".tabsList .tab.active").wait_for()
    assert page.locator(".tabsList .tab").count() == left


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_pages_fit_their_window_in_light_and_dark(page: Page, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in ("/", "/entity/huawei", "/article/courant-2020-09-14", "/entities?name=a", "/articles", "/sparql"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(int(part) for part in paper[4:-1].split(",")) < 384) == (scheme == "dark")


def test_the_picture_works_behind_the_servers_headers(page: Page) -> None:
    page.goto("/graph")
    canvas = page.locator("canvas").first
    canvas.wait_for()
    box = canvas.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) > 100
