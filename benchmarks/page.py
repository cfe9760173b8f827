"""How fast the page opens and pans, beside the page that pyvis makes by itself, in the same run and the same browser.

    python -m benchmarks.page                      # 200, 1,000, 5,000 and 20,000 entities; needs Chromium
    python -m benchmarks.page --sizes 200 1000 --limit 30

Both pages come from the same made-up news graph and are opened from a file, offline. Times are counted from the start of
the navigation:

  picture   something is drawn for the first time
  answers   the page has not been busy for more than 100 ms at a stretch since then
  still     nothing is drawn any more: nothing for one second after it
  frames    frames a second while the picture is dragged
  memory    JavaScript heap in use, after a collection of garbage

What takes longer than the limit is given as "more than". pyvis is filled as its documentation says, with its own defaults
(physics on) and its scripts in the page; nodes and edges carry the same names.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error, Page, TimeoutError, sync_playwright
from pyvis.network import Network

from benchmarks import newsgraph
from kg.model import Article, Entity, Fact
from kg.network import to_networkx
from kg.view import generate

BLOCK = 4_000  # claims of each made-up graph
SIZES = (200, 1_000, 5_000, 20_000)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
COLUMNS = ("entities", "facts", "page", "made", "size", "picture", "answers", "still", "frames", "memory")

WATCH = """(() => {
  const seen = globalThis.benchmark = { first: null, last: null, busy: null };
  const fill = CanvasRenderingContext2D.prototype.fill;
  CanvasRenderingContext2D.prototype.fill = function (...all) {
    seen.last = performance.now();
    seen.first ??= seen.last;
    return fill.apply(this, all);
  };
  let tick = performance.now();
  setInterval(() => { const now = performance.now(); if (now - tick > 100) seen.busy = now; tick = now; }, 20);
})();"""
DRAG = """() => new Promise((done) => {
  const canvas = document.querySelector('canvas');
  const { x, y, width } = canvas.getBoundingClientRect();
  const mouse = { bubbles: true, pointerId: 1, pointerType: 'mouse', isPrimary: true };
  const send = (target, kind, at, buttons) => target.dispatchEvent(new PointerEvent(kind,
    { ...mouse, clientX: x + 8 + at, clientY: y + 8, button: kind === 'pointermove' ? -1 : 0, buttons }));
  const start = performance.now();
  let frames = 0;
  send(canvas, 'pointerdown', 0, 1);
  const step = () => {
    frames += 1;
    const past = performance.now() - start;
    send(canvas, 'pointermove', (past / 10) % (width / 2), 1);
    if (past < 2000) { requestAnimationFrame(step); return; }
    send(window, 'pointerup', 0, 0);
    done(frames / (past / 1000));
  };
  requestAnimationFrame(step);
})"""


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured of one page; None for what did not happen within the limit."""

    picture: float | None = None
    answers: float | None = None
    still: float | None = None
    frames: float | None = None
    memory: float | None = None


def network(size: int) -> tuple[list[Fact], dict[str, Article]]:
    """Facts of made-up news graphs until they have that many entities, and their articles.

    One made-up graph grows denser the larger it is. These are many, one a seed, with the countries in common and all
    else apart, so that there are about two facts an entity at any size, as in news.
    """
    facts: dict[str, Fact] = {}
    articles: dict[str, Article] = {}
    names: set[str] = set()
    for seed in count():
        for reading in newsgraph.readings(BLOCK, seed=seed):
            article = replace(reading.article, id=f"{reading.article.id}-{seed}")
            articles[article.id] = article
            for told in reading.facts:
                evidence = tuple(replace(piece, article=article.id) for piece in told.evidence)
                fact = replace(told, subject=_own(told.subject, seed), object=_own(told.object, seed), evidence=evidence)
                known = facts.get(fact.id)
                facts[fact.id] = replace(known, evidence=known.evidence + fact.evidence) if known else fact
                names |= {fact.subject.id, getattr(fact.object, "id", fact.id)}
                if len(names) >= size:
                    return list(facts.values()), articles
    raise AssertionError("there are seeds without end")


def tied(facts: list[Fact], density: float) -> list[Fact]:
    """The facts, and as many more between their entities as give so many facts an entity: a small picture that is dense."""
    ends = {end.id: end for fact in facts for end in (fact.subject, fact.object) if isinstance(end, Entity)}
    names, found, chance = list(ends.values()), {fact.id: fact for fact in facts}, Random(0)
    while len(found) < density * len(names):
        subject, object = chance.sample(names, 2)
        fact = replace(chance.choice(facts), subject=subject, object=object)
        found.setdefault(fact.id, fact)
    return list(found.values())


def _own(thing: Any, seed: int) -> Any:  # an entity stays one, a value stays a value
    if not seed or not isinstance(thing, Entity) or thing.type == "Country":
        return thing
    return replace(thing, id=f"{thing.id}-{seed}", label=f"{thing.label} {seed}", labels=())


def stock(facts: list[Fact], articles: dict[str, Article]) -> str:
    """The page of pyvis by itself."""
    graph = to_networkx(facts, articles)
    net = Network(directed=True, cdn_resources="in_line", height="800px")
    if len(graph) <= 1_000:
        for name, values in graph.nodes(data=True):
            net.add_node(name, label=values["label"])
        for subject, object_, values in graph.edges(data=True):
            net.add_edge(subject, object_, label=values["label"])
    else:  # add_node and add_edge take time in the square of the size
        net.nodes = [{"id": name, "label": values["label"], "shape": "dot"} for name, values in graph.nodes(data=True)]
        net.edges = [{"from": s, "to": o, "label": values["label"], "arrows": "to"} for s, o, values in graph.edges(data=True)]
    return str(net.generate_html())


def measure(browser: Browser, path: Path, limit: float) -> Times:
    """Open the page and watch it."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, offline=True, bypass_csp=True
    )  # Playwright evaluates what it waits for
    page = context.new_page()
    page.add_init_script(WATCH)
    try:
        page.goto(path.as_uri(), wait_until="commit")
        if not _within(page, "benchmark.first !== null", limit):
            return Times()
        times = Times(picture=page.evaluate("benchmark.first") / 1000)
        if _within(page, "performance.now() - Math.max(benchmark.busy ?? 0, benchmark.first) > 1000", limit):
            times = replace(times, answers=max(page.evaluate("Math.max(benchmark.busy ?? 0, benchmark.first)") / 1000, 0))
        if _within(page, "performance.now() - benchmark.last > 1000", limit):
            times = replace(times, still=page.evaluate("benchmark.last") / 1000)
        session = context.new_cdp_session(page)
        return replace(times, frames=page.evaluate(DRAG), memory=_heap(session))
    except Error as error:  # a page that does not answer any more is a result, and said so
        print(f"    {path.name}: {str(error).splitlines()[0]}", file=sys.stderr)
        return Times()


def rows(sizes: list[int], limit: float, density: float) -> Iterator[list[str]]:
    """A line of the table for each size and page."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        sys.exit("No Chromium on the path; install Debian's package chromium, or Chrome.")
    pages: dict[str, Callable[[list[Fact], dict[str, Article]], str]] = {"kg": lambda f, a: generate(f, a, title="news"), "pyvis": stock}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            facts, articles = network(size)
            facts = tied(facts, density)
            graph = to_networkx(facts, articles)
            for name, make in pages.items():
                start = time.perf_counter()
                text = make(facts, articles)
                made = time.perf_counter() - start
                path = Path(folder) / f"{name}-{size}.html"
                path.write_text(text, encoding="utf-8")
                browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)  # its own, so that none inherits a busy one
                browser.new_page().close()  # warm: what is measured is the page, not the start of the browser
                times = measure(browser, path, limit)
                browser.close()
                size_mb = path.stat().st_size / 1e6
                yield [f"{len(graph):,}", f"{len(facts):,}", name, f"{made:.1f} s", f"{size_mb:.2f} MB", *_shown(times, limit)]


def _within(page: Page, condition: str, limit: float) -> bool:
    """True once the condition holds; False where that takes longer than the limit, or the page is too busy to say."""
    try:
        page.wait_for_function(condition, timeout=limit * 1000, polling=50)
    except TimeoutError:
        return False
    return True


def _heap(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"]) / 1e6


def _shown(times: Times, limit: float) -> list[str]:
    seconds = [f"{value:.2f} s" if value is not None else f"> {limit:.0f} s" for value in (times.picture, times.answers, times.still)]
    frames = f"{times.frames:.0f}" if times.frames is not None else "–"
    return [*seconds, frames, f"{times.memory:.0f} MB" if times.memory is not None else "–"]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="entities of each network")
    parser.add_argument("--limit", type=float, default=60, help="seconds to wait for each of the times")
    parser.add_argument("--density", type=float, default=0, help="facts for each entity at least; by default as thin as news")
    given = parser.parse_args()
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    for row in rows(given.sizes, given.limit, given.density):
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
