"""What the store costs: loading, size, memory, and the latency of eight typical questions, beside rdflib in memory.

    python -m benchmarks.store [CLAIMS ...] [--peer-up-to N]
    python -m benchmarks.store --stock-of FOLDER      # a graph of `python -m benchmarks.newsgraph 100000 -o FOLDER`

Makes a news graph of each size and loads the same N-Triples into Oxigraph on disk, into Oxigraph in memory and, up to a size,
into rdflib's own memory store, each in a process of its own. Times are processor time, the best of three for questions; what
matters is the ratio between stores of one run. A question of rdflib's is given up after a minute. The stock questions are timed
on disk.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pyoxigraph as ox
import rdflib

from benchmarks import newsgraph
from kg import stores
from kg.query import Rows, StockQuery, query, stock
from kg.rdf import PREFIXES
from kg.rdf.terms import Triple

GIVE_UP = 60
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
JOINS = ("who sanctions X, with the sentences", "entities of two facts with X", "supplier of a supplier")
DECLARED = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())


def timed(work: Callable[[], Any], *, times: int = 1) -> float | None:
    """Seconds of processor time, the best of some; None where it was given up."""

    def stop(*_: object) -> None:
        raise TimeoutError

    best = None
    for _ in range(times):
        start = process_time()
        before = signal.signal(signal.SIGALRM, stop)
        signal.alarm(GIVE_UP if times > 1 else 0)
        try:
            work()
        except TimeoutError:
            return None
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)
        spent = process_time() - start
        best = spent if best is None else min(best, spent)
        if best > 1:
            break
    return best


def oxigraph(file: Path, place: Path | None, hub: str) -> dict[str, Any]:
    store = ox.Store() if place is None else ox.Store(str(place))

    def load() -> None:
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES)
        store.optimize()

    found: dict[str, Any] = {"load": timed(load)}
    for name, text in QUESTIONS.items():
        found[name] = timed(lambda text=text: list(store.query(text.replace("X", hub), prefixes=PREFIXES)), times=3)  # type: ignore[misc]
    return found


def peer(file: Path, place: Path | None, hub: str) -> dict[str, Any]:
    graph = rdflib.Graph()
    found: dict[str, Any] = {"load": timed(lambda: graph.parse(file, format="nt"))}
    for name, text in QUESTIONS.items():
        found[name] = timed(lambda text=text: list(graph.query(f"{DECLARED} {text.replace('X', hub)}")), times=3)  # type: ignore[misc]
    return found


ENGINES = {"disk": oxigraph, "memory": oxigraph, "rdflib": peer}


def written(claims: int, file: Path) -> Iterator[Triple]:
    """Writes the graph as N-Triples; the triples go by."""
    with newsgraph.store(claims, None) as store, file.open("w", encoding="utf-8") as out:
        for triple in store.triples():
            out.write(f"{triple} .\n")
            yield triple


FAME = {"the most mentioned": 0, "the 50th": 50, "the 800th": 800}
"""About whom stock questions are asked: places in the order of fame."""


def stock_latency(claims: int) -> str:
    """The milliseconds of every stock question on disk, about a graph of so many claims."""
    with tempfile.TemporaryDirectory() as folder:
        newsgraph.store(claims, Path(folder) / "store").close()
        return stock_latency_of(Path(folder))


def stock_latency_of(folder: Path) -> str:
    """The milliseconds of every stock question about entities of different fame of a generated graph."""
    rows = []
    with stores.open(folder / "store", read_only=True) as store:
        ranked = query(store, "SELECT ?x (COUNT(?f) AS ?n) { ?f rdf:subject ?x } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 802")
        assert isinstance(ranked, Rows)
        people = [str(row[0]) for row in ranked.rows]
        for name, question in stock().items():
            about = any(blank.kind == "entity" for blank in question.parameters)
            cells = [asked(store, question, people[place : place + 2]) for place in (FAME.values() if about else [800])]
            rows.append(f"| `@{name}` | {' | '.join(cells if about else [*cells, '', ''])} |")
    return "\n".join([f"| stock question on disk, ms (rows) | {' | '.join(FAME)} |", "|---|---|---|---|", *rows])


def asked(store: stores.Store, question: StockQuery, ends: list[str]) -> str:
    """The milliseconds of a stock question about somebody, and its rows."""
    given = {"entity": ends[0], "article": "news-0000001", "relation": "sanctions", "source": newsgraph.OUTLETS[0], "date": "2020-05-01"}
    values = {blank.name: given[blank.kind] for blank in question.parameters}
    values |= {name: value for name, value in (("to", ends[1]), ("until", "2020-05-31")) if name in values}
    found = query(store, f"@{question.name}", parameters=values)
    assert isinstance(found, Rows)
    seconds = timed(lambda: query(store, f"@{question.name}", parameters=values), times=3)
    return f"{shown(seconds, 1000)} ({len(found)})"


def shown(value: float | None, factor: float = 1) -> str:
    return f"> {GIVE_UP * factor:.0f}" if value is None else f"{value * factor:.1f}"


def measure(claims: int, *, with_peer: bool) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nt"
        triples = sum(1 for _ in written(claims, file))
        with newsgraph.store(min(claims, 10_000), None) as small:
            top = query(small, "SELECT ?x (COUNT(?f) AS ?n) { ?f rdf:subject ?x } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1")
        hub = top.rows[0][0].value  # type: ignore[union-attr]
        found = {}
        for name in ("disk", "memory", *(["rdflib"] if with_peer else [])):
            place = str(Path(folder) / "disk") if name == "disk" else "-"
            command = [sys.executable, "-m", "benchmarks.store", "--engine", name, str(file), place, hub]
            found[name] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        size = sum(path.stat().st_size for path in Path(folder, "disk").iterdir()) / 1e6
    lines = [f"{claims} claims, {triples} triples, {file.name} on disk {size:.0f} MB", "", f"| | {' | '.join(found)} | rdflib / disk |"]
    lines.append(f"|---|{'---|' * len(found)}---|")
    for row in ("load", *QUESTIONS):
        cells = [found[name][row] for name in found]
        unit = ("s", 1) if row == "load" else ("ms", 1000)
        ratio = "–"
        if with_peer:
            ours, theirs = found["disk"][row], found["rdflib"][row]
            ratio = f"{'> ' if theirs is None else ''}{(GIVE_UP if theirs is None else theirs) / ours:.0f}"
        lines.append(f"| {row}, {unit[0]} | {' | '.join(shown(cell, unit[1]) for cell in cells)} | {ratio} |")
    lines.append(f"| memory, MB | {' | '.join(str(found[name]['memory']) for name in found)} | |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("claims", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--peer-up-to", type=int, default=100_000, metavar="N")
    parser.add_argument("--engine", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--stock", type=int, default=100_000, metavar="N", help="time the stock questions at N claims; 0 for not")
    parser.add_argument("--stock-of", type=Path, metavar="FOLDER", help="time the stock questions of a generated graph and nothing else")
    given = parser.parse_args() if "--engine" not in sys.argv else None
    if given is None:
        name, file, place, hub = sys.argv[sys.argv.index("--engine") + 1 :]
        found = ENGINES[name](Path(file), None if place == "-" else Path(place), hub)
        found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(found))
        return
    if given.stock_of:
        print(stock_latency_of(given.stock_of))
        return
    for claims in given.claims:
        print(measure(claims, with_peer=claims <= given.peer_up_to), flush=True)
        print()
    if given.stock:
        print(stock_latency(given.stock))


if __name__ == "__main__":
    main()
