"""What `kg serve` does under load: clients that ask mixed questions for a while, and queries that must be cut among them.

    python -m benchmarks.serve                      # 100,000 claims, 8 clients, 60 seconds
    python -m benchmarks.serve --claims 10000 --seconds 10 -g FOLDER

Each client asks, one after the other and drawn by a seed of its own: every stock question, those about somebody about many, pages of
entities and articles as HTML and Turtle, a description, and a small CONSTRUCT. Meanwhile one more client sends queries
that never end, a cross product and a path, which must be answered 503 at their limit. Printed are requests a second, the
errors, latency by kind of request, and the memory of the server with its workers: idle once warm, under load, and idle at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

import httpx

from benchmarks import newsgraph
from kg import graph, query, rdf
from kg.query import Rows
from kg.rdf.terms import KGE
from kg.server.editor import tab
from kg.stores import Store

ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (!kg:none|^!kg:none)* ?b . ?b (!kg:none|^!kg:none)* ?c }",
)
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?f a kg:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } LIMIT 100"
LIMIT = 20.0
"""Seconds that the server gives to a query."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request and the kind under which its time is told."""

    kind: str
    method: str
    path: str
    accept: str
    body: str = ""


@dataclass(slots=True)
class Told:
    """What the clients saw."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, seconds: float, status: int) -> None:
        with self.lock:
            self.times[kind].append(seconds)
            self.statuses[kind, status] += 1


def asks(store: Store) -> list[Ask]:
    """Requests over a graph: each stock question about several things, pages and data of the most and the least mentioned."""
    answer = query.query(store, "@most-connected")
    assert isinstance(answer, Rows)
    popular = [row["entity"] or "" for row in answer]
    entities = [entity for _, entity in zip(range(200), rdf.entities(store), strict=False)]
    names = popular[:10] + [entity.label for entity in entities[::20]]
    found = []
    days = {name: query.term(store, day, "date") for name, day in (("from", "2020-05-01"), ("until", "2020-05-31"))}
    for question in query.stock().values():
        about = [blank.name for blank in question.parameters if blank.kind == "entity"]
        chosen = {blank.name: days[blank.name] for blank in question.parameters if blank.kind == "date"}
        for name in names if about else names[:1]:
            more = {blank: query.term(store, name, "entity") for blank in about[:1]}
            text = tab(store, question, {**chosen, **more})["query"]
            found.append(Ask("question", "POST", "/sparql", "application/sparql-results+json", text))
    articles = [id for _, id in zip(range(100), rdf.Articles(store), strict=False)]
    paths = [f"/entity/{entity.id.removeprefix(KGE)}" for entity in entities[::10]] + [f"/article/{id}" for id in articles[::5]]
    paths += [f"/entity/{query.term(store, name, 'entity').value.removeprefix(KGE)}" for name in popular[:10]]
    found += [Ask("page", "GET", path, "text/html") for path in paths]
    found += [Ask("data", "GET", path, "text/turtle") for path in paths]
    found += [Ask("description", "GET", "/sparql", "text/turtle"), Ask("graph", "POST", "/sparql", "application/n-triples", CONSTRUCT)]
    return found


def client(address: str, requests: list[Ask], seed: int, until: float, told: Told) -> None:
    """Asks one question after the other until it is time."""
    random = Random(seed)
    kinds = sorted({ask.kind for ask in requests})
    with httpx.Client(base_url=address, timeout=LIMIT * 6) as http:
        while time.monotonic() < until:
            # Questions are asked three times as often as all else, and of each kind one is drawn.
            kind = random.choice([*kinds, "question", "question"])
            ask = random.choice([one for one in requests if one.kind == kind])
            send(http, ask, told)


def send(http: httpx.Client, ask: Ask, told: Told) -> None:
    """Sends one request; a connection that breaks counts as status 0."""
    start = time.perf_counter()
    headers = {"Accept": ask.accept, "Content-Type": "application/sparql-query"}
    try:
        status = http.request(ask.method, ask.path, headers=headers, content=ask.body or None).status_code
    except httpx.HTTPError:
        status = 0
    told.add(ask.kind, time.perf_counter() - start, status)


def nuisance(address: str, until: float, told: Told) -> None:
    """Sends queries that never end, with a rest between them."""
    with httpx.Client(base_url=address, timeout=LIMIT * 6) as http:
        for number in range(1000):
            if time.monotonic() + LIMIT > until:
                return
            send(http, Ask("endless", "POST", "/sparql", "*/*", ENDLESS[number % len(ENDLESS)]), told)
            time.sleep(LIMIT / 2)


def memory(pid: int) -> float:
    """The memory of a process and its children in MB: what is theirs alone, and their share of what they share."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    total = 0
    for one in (str(pid), *children):
        with contextlib.suppress(OSError):
            rolled = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            total += int(re.findall(r"^Pss:\s+(\d+)", rolled, re.MULTILINE)[0])
    return total / 1024


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[tuple[int, str]]:
    """The process and the address of a server over the graph in a folder."""
    command = [sys.executable, "-m", "kg", "serve", "-g", str(folder), "--port", "0", "--timeout", str(LIMIT)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.pid, process.stdout.readline().split()[1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def load(pid: int, address: str, requests: list[Ask], *, clients: int, seconds: float) -> tuple[Told, list[float]]:
    """What the clients saw, and the memory of the server every second."""
    told, sizes = Told(), []
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=client, args=(address, requests, seed, until, told)) for seed in range(clients)]
    threads.append(threading.Thread(target=nuisance, args=(address, until, told)))
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(1)
        sizes.append(memory(pid))
    return told, sizes


def report(told: Told, sizes: list[float], idle: tuple[float, float], seconds: float) -> bool:
    """Prints the figures; whether all were answered, the endless queries cut, and the memory kept."""
    served = {kind: times for kind, times in told.times.items() if kind != "endless"}
    total = sum(map(len, served.values()))
    errors = sum(count for (kind, status), count in told.statuses.items() if kind != "endless" and status != 200)
    cut = told.statuses["endless", 503]
    print(f"{total} requests, {total / seconds:.0f} a second, {errors} errors; {cut} of {len(told.times['endless'])} endless queries cut\n")
    print("| request | number | p50 ms | p99 ms | slowest ms |\n|---|---|---|---|---|")
    everything = [one for times in served.values() for one in times]
    for kind, found in [*sorted(served.items()), ("all", everything)]:
        ordered = sorted(found)
        p50, p99 = (ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.99))
        print(f"| {kind} | {len(ordered)} | {p50 * 1000:.0f} | {p99 * 1000:.0f} | {ordered[-1] * 1000:.0f} |")
    quarter = max(len(sizes) // 4, 1)
    first, last = median(sizes[:quarter]), median(sizes[-quarter:])
    growth = idle[1] / idle[0] - 1
    print(f"\nmemory: {idle[0]:.0f} MB when warm and idle, {idle[1]:.0f} MB idle after the load ({growth:+.0%}); under load {first:.0f} MB")
    print(f"in the first quarter (median), {last:.0f} MB in the last; {max(sizes):.0f} MB at most, with an endless query on its way")
    return errors == 0 and cut == len(told.times["endless"]) and growth <= 0.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("-g", "--graph", type=Path, help="a graph that is there already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.graph or Path(scratch)
        if not (folder / graph.STORE).exists():
            newsgraph.store(given.claims, folder / graph.STORE).close()
        with graph.open(folder) as opened:
            requests = asks(opened.store)
        with serving(folder) as (pid, address):
            load(pid, address, requests, clients=given.clients, seconds=15)  # the workers and their caches warm up
            before = memory(pid)
            told, sizes = load(pid, address, requests, clients=given.clients, seconds=given.seconds)
            after = memory(pid)
    sys.exit(0 if report(told, sizes, (before, after), given.seconds) else 1)


if __name__ == "__main__":
    main()
