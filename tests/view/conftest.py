"""A real browser, without a network, that notes every request and every word in the console; none of either is allowed.

Debian's Chromium or another on the path, driven by Playwright; where there is none, these tests are skipped.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file: Playwright's loop must not outlive it, or no other test could run one."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium to open the page: install Debian's package chromium, or Chrome")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a page's text from a file; at the end of the test nothing was asked of any network, and the console is empty."""
    asked: list[str] = []
    said: list[str] = []
    contexts = []

    def opened(text: str, fragment: str = "", *, width: int = 1280, height: int = 860, ready: bool = True, **options: object) -> Page:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **({"locale": "en-GB"} | options))  # type: ignore[arg-type]
        contexts.append(context)
        context.on(
            "request", lambda request: asked.append(request.url) if not request.url.startswith((file.as_uri(), "data:", "blob:")) else None
        )
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
        page.goto(file.as_uri() + fragment)
        if ready:
            page.wait_for_selector("body[data-ready]", state="attached", timeout=60_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert asked == []
    assert said == []
