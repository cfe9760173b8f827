"""What the store costs: loading, size, memory, and the latency of eight typical questions, beside rdflib in memory.

    python -m benchmarks.store [CLAIMS ...] [--memory-up-to N]
    python -m benchmarks.store --stock-of FOLDER      # a graph of `python -m benchmarks.newsgraph 100000 -o FOLDER`

Makes a news graph of each size and loads the same N-Triples into Oxigraph on disk and, up to a size, into Oxigraph in memory
and into rdflib's own memory store, each in a process of its own. Times are processor time of all threads, of a question the
best of several; what matters is the ratio between stores of one run. A question of rdflib's is given up after a minute of it. Memory
is the most that the process had, loading included, but for a size that only the store on disk is asked about, which is not
loaded a second time. The stock questions are timed on disk.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import ceil
from pathlib import Path
from time import process_time
from typing import Any, TextIO

import pyoxigraph as ox
import rdflib

from benchmarks import newsgraph
from kg import stores
from kg.graph import STORE
from kg.query import Rows, StockQuery, plain, query, stock
from kg.rdf import PREFIXES, everything, quads
from kg.rdf.terms import BASE, Triple

GIVE_UP = 60
TIMES, LONG = 10, 2
"""A question is asked so often, or until it took so many seconds together."""

QUESTIONS = {
    "who sanctions X, with the sentences": """SELECT ?who ?text { ?f rdf:object <X> ; rdf:predicate kgo:sanctions ; rdf:subject ?who .
        ?e kg:fact ?f ; kg:sentence ?s . ?s kg:text ?text }""",
    "neighbours of a hub": "SELECT ?p ?o { ?f rdf:subject <X> ; rdf:predicate ?p ; rdf:object ?o }",
    "evidence of a hub, by date": """SELECT ?f ?date { ?f rdf:subject <X> . ?e kg:fact ?f ; kg:inArticle ?a . ?a dcterms:issued ?date }
        ORDER BY ?date""",
    "who denies what of X": """SELECT ?s ?text { ?f rdf:object <X> ; rdf:subject ?s . ?e kg:fact ?f ; kg:polarity kg:negated ;
        kg:sentence ?place . ?place kg:text ?text }""",
    "entities of two facts with X": "SELECT DISTINCT ?b { ?f rdf:subject <X> ; rdf:object ?a . ?g rdf:subject ?a ; rdf:object ?b }",
    "supplier of a supplier": "SELECT ?a ?c { ?a kgo:supplies ?b . ?b kgo:supplies ?c }",
    "facts that are affirmed and denied": """SELECT DISTINCT ?f { ?no kg:polarity kg:negated ; kg:fact ?f .
        ?yes kg:fact ?f ; kg:polarity kg:affirmed }""",
    "facts by relation": "SELECT ?p (COUNT(?f) AS ?n) { ?f rdf:predicate ?p } GROUP BY ?p ORDER BY DESC(?n)",
}
SHARED = tuple(f"{BASE}{kind}/" for kind in ("fact", "description", "run", "tool"))
"""What the nodes that articles share begin with."""

DECLARED = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())


def timed(work: Callable[[], Any], *, again: bool = False) -> float | None:
    """Seconds of processor time, with `again` the best of several; None where it was given up."""

    start = 0.0

    def stop(*_: object) -> None:
        # The alarm goes by the clock; a timer of processor time would make that time itself be counted in whole ticks.
        left = GIVE_UP - (process_time() - start)
        if left <= 0:
            raise TimeoutError
        signal.alarm(ceil(left))

    times: list[float] = []
    while not times or (again and len(times) < TIMES and sum(times) < LONG):
        start = process_time()
        before = signal.signal(signal.SIGALRM, stop)
        signal.alarm(GIVE_UP if again else 0)
        try:
            work()
        except TimeoutError:
            return None
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)
        times.append(process_time() - start)
    return min(times)


def oxigraph(file: Path, place: Path | None, hub: str) -> dict[str, Any]:
    store = ox.Store() if place is None else ox.Store(str(place))
    found: dict[str, Any] = {} if any(store) else {"load": timed(lambda: loaded(store, file))}
    for name, text in QUESTIONS.items():
        found[name] = timed(lambda text=text: list(store.query(text.replace("X", hub), prefixes=PREFIXES)), again=True)  # type: ignore[misc, arg-type]
    return found


def loaded(store: ox.Store, file: Path) -> None:
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES)
    store.optimize()


def peer(file: Path, place: Path | None, hub: str) -> dict[str, Any]:
    graph = rdflib.Graph()
    found: dict[str, Any] = {"load": timed(lambda: graph.parse(file, format="nt"))}
    for name, text in QUESTIONS.items():
        found[name] = timed(lambda text=text: list(graph.query(f"{DECLARED} {text.replace('X', hub)}")), again=True)  # type: ignore[misc]
    return found


ENGINES = {"disk": oxigraph, "memory": oxigraph, "rdflib": peer}


def written(claims: int, file: Path, folder: Path) -> dict[str, float | None]:
    """Writes the graph of so many claims as N-Triples and as a store in `folder`; the seconds of loading and of deriving."""
    shared: set[str] = set()
    run = newsgraph.run()
    with file.open("w", encoding="utf-8") as out:
        for reading in newsgraph.readings(claims):
            found = [triple for triple in quads(reading, run) if triple.subject.value not in shared]
            out.writelines(f"{triple} .\n" for triple in found)
            shared.update(triple.subject.value for triple in found if triple.subject.value.startswith(SHARED))
    seconds = {"load": timed(lambda: loaded(ox.Store(str(folder)), file))}
    with stores.OxigraphStore(folder) as store, file.open("a", encoding="utf-8") as out:
        seconds["derive"] = timed(lambda: store.extend(_noted(everything(store), out)))
    return seconds


def _noted(triples: Iterable[Triple], out: TextIO) -> Iterator[Triple]:
    for triple in triples:
        out.write(f"{triple} .\n")
        yield triple


FAME = {"the most mentioned": 0, "the 50th": 50, "the 800th": 800}
"""About whom stock questions are asked: places in the order of fame."""


def stock_latency_of(folder: Path) -> str:
    """The milliseconds of every stock question about entities of different fame of a generated graph."""
    rows = []
    with stores.open(folder / STORE, read_only=True) as store:
        ranked = query(store, "SELECT ?x (COUNT(?f) AS ?n) { ?f rdf:subject ?x } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 802")
        assert isinstance(ranked, Rows)
        people = [str(row[0]) for row in ranked.rows]
        for name, question in stock().items():
            about = any(blank.kind == "entity" for blank in question.parameters)
            cells = [asked(store, question, people[place : place + 2]) for place in (FAME.values() if about else [0])]
            rows.append(f"| `@{name}` | {' | '.join(cells if about else [*cells, '', ''])} |")
    return "\n".join([f"| stock question on disk, ms (rows) | {' | '.join(FAME)} |", "|---|---|---|---|", *rows])


def asked(store: stores.Store, question: StockQuery, ends: list[str]) -> str:
    """The milliseconds of a stock question about somebody, and its rows."""
    given = {"entity": ends[0], "article": "news-0000001", "relation": "sanctions", "source": newsgraph.OUTLETS[0], "date": "2020-05-01"}
    values = {blank.name: given[blank.kind] for blank in question.parameters}
    values |= {name: value for name, value in (("to", ends[1]), ("until", "2020-05-31")) if name in values}
    found = query(store, f"@{question.name}", parameters=values)
    assert isinstance(found, Rows)
    seconds = timed(lambda: query(store, f"@{question.name}", parameters=values), again=True)
    return f"{shown(seconds, 1000)} ({len(found)})"


def shown(value: float | None, factor: float = 1) -> str:
    return f"> {GIVE_UP * factor:.0f}" if value is None else f"{value * factor:.1f}"


def measure(claims: int, folder: Path, *, in_memory: bool) -> str:
    file, store = folder / "graph.nt", folder / STORE
    seconds = written(claims, file, store)
    with stores.open(store, read_only=True) as opened:
        top = query(opened, "SELECT ?x (COUNT(?f) AS ?n) { ?f rdf:subject ?x } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1")
        triples = query(opened, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(top, Rows)
    assert isinstance(triples, Rows)
    found = {}
    # A graph that no other store is given is not loaded twice, since that takes many minutes.
    for name, place in (("disk", str(folder / "disk")), ("memory", "-"), ("rdflib", "-")) if in_memory else (("disk", str(store)),):
        command = [sys.executable, "-m", "benchmarks.store", "--engine", name, str(file), place, str(plain(top.rows[0][0]))]
        found[name] = {**seconds, **json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)}
    size = sum(path.stat().st_size for path in store.iterdir()) / 1e6
    title = f"{claims:,} claims, {int(plain(triples.rows[0][0]) or 0):,} triples, {file.stat().st_size / 1e6:,.0f} MB of N-Triples"
    made = f"deriving what follows from them takes {shown(seconds['derive'])} s; made and loaded with {_peak()} MB of memory at most"
    return table(f"{title}; on disk {size:,.0f} MB; {made}", found)


def _peak() -> int:
    """The most memory that this program had, in MB; the system's count for a process begins with that of the one that started it."""
    return int(re.findall(r"^VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE)[0]) // 1024


def table(title: str, found: Mapping[str, Mapping[str, Any]]) -> str:
    """What was measured, a line a question, with how many times rdflib took."""
    ours = [name for name in found if name != "rdflib"] if "rdflib" in found else []
    lines = [
        title,
        "",
        f"| | {' | '.join([*found, *(f'rdflib / {name}' for name in ours)])} |",
        f"|---|{'---|' * (len(found) + len(ours))}",
    ]
    for row in ("load", *QUESTIONS):
        unit = ("s", 1) if row == "load" else ("ms", 1000)
        cells = [shown(found[name][row], unit[1]) for name in found]
        for name in ours:
            theirs = found["rdflib"][row]
            cells.append(f"{'> ' if theirs is None else ''}{(GIVE_UP if theirs is None else theirs) / found[name][row]:.0f}")
        lines.append(f"| {row}, {unit[0]} | {' | '.join(cells)} |")
    lines.append(f"| memory, MB | {' | '.join([*(str(found[name]['memory']) for name in found), *('' for _ in ours)])} |")
    return "\n".join(lines)


def main() -> None:
    if "--engine" in sys.argv:
        name, file, place, hub = sys.argv[sys.argv.index("--engine") + 1 :]
        found = ENGINES[name](Path(file), None if place == "-" else Path(place), hub)
        found["memory"] = _peak()
        print(json.dumps(found))
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("claims", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--memory-up-to", type=int, default=100_000, metavar="N", help="a claim takes 30 kB in memory, 45 kB in rdflib's")
    parser.add_argument("--stock", type=int, default=100_000, metavar="N", help="time the stock questions at N claims; 0 for not")
    parser.add_argument("--stock-of", type=Path, metavar="FOLDER", help="time the stock questions of a generated graph and nothing else")
    given = parser.parse_args()
    if given.stock_of:
        print(stock_latency_of(given.stock_of))
        return
    for claims in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(claims, Path(folder), in_memory=claims <= given.memory_up_to), flush=True)
            print()
            if claims == given.stock:
                print(stock_latency_of(Path(folder)), flush=True)
                print()


if __name__ == "__main__":
    main()
