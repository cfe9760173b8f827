"""How long each export takes and how much memory, beside networkx's own writers, on a made-up graph (`benchmarks.newsgraph`).

    python -m benchmarks.exports [CLAIMS ...] [--formats NAME ...]

Each export runs in a process of its own, which opens the store, writes and ends; its peak memory is that of the whole process,
and `start` is what a process has that has opened the store and read one fact. The writers of networkx get the same facts as a
networkx graph whose lists are texts and whose empty values are left out, for they take neither; the time to make that
graph is counted, as ours counts reading the store.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx

import kg
import kg.rdf
from benchmarks import newsgraph
from kg.exports import FORMATS
from kg.graph import STORE, Graph


def plain_network(graph: Graph) -> Any:
    """The network with values that networkx's writers take."""
    network = graph.to_networkx()
    for *_, values in [*network.nodes(data=True), *network.edges(keys=True, data=True)]:
        for name in [name for name, value in values.items() if value is None]:
            del values[name]
        values.update({name: " | ".join(value) for name, value in values.items() if isinstance(value, tuple)})
    return network


def node_link(network: Any, path: Path) -> None:
    path.write_text(json.dumps(nx.node_link_data(network, edges="links")), encoding="utf-8")


PEERS: dict[str, Callable[[Any, Path], None]] = {"gexf": nx.write_gexf, "graphml": nx.write_graphml, "nodelink": node_link}


def measured(folder: Path, name: str) -> dict[str, Any]:
    """One export in this process: seconds of the clock and of the processor, peak memory in MB, size in MB."""
    kind, _, format = name.partition(":")
    clock, processor = time.perf_counter(), time.process_time()
    with kg.open(folder) as graph, tempfile.TemporaryDirectory() as out:
        path = Path(out) / "graph"
        if kind == "kg":
            graph.write(path, format)
        elif kind == "networkx":
            PEERS[format](plain_network(graph), path)
        else:
            next(graph.facts())
        files = [file for file in Path(out).rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files) / 1e6
    # `ru_maxrss` would count the process that started this one too.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1e3
    return {"clock": time.perf_counter() - clock, "processor": time.process_time() - processor, "peak": peak, "size": size}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--graph", type=Path, help="a graph that is there already, in place of a made-up one")
    parser.add_argument("--limit", type=int, default=600, help="seconds after which a writer is given up")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(given.graph, given.one)))
        return
    names = ["start", *(f"kg:{name}" for name in given.formats), *(f"networkx:{name}" for name in given.formats if name in PEERS)]
    print("| facts | evidence | nodes | writer | seconds | of processor | peak MB | file MB |\n|---|---|---|---|---|---|---|---|")
    for claims in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            place = given.graph or Path(folder)
            if not given.graph:
                newsgraph.store(claims, place / STORE).close()
            report(place, names, limit=given.limit)


def report(folder: Path, names: list[str], *, limit: int) -> None:
    with kg.open(folder) as graph:
        facts, evidence, entities = (kg.rdf.count(graph.store, kind) for kind in ("Fact", "Evidence", "Entity"))
    for name in names:
        command = [sys.executable, "-m", "benchmarks.exports", "--graph", str(folder), "--one", name]
        try:
            run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
        except subprocess.TimeoutExpired:
            print(f"| {facts:,} | {evidence:,} | {entities:,} | {name} | given up after {limit} s | | | |", flush=True)
            continue
        if run.returncode:
            print(f"| {facts:,} | {evidence:,} | {entities:,} | {name} | {run.stderr.strip().splitlines()[-1]} | | | |", flush=True)
            continue
        found = json.loads(run.stdout)
        figures = f"{found['clock']:.1f} | {found['processor']:.1f} | {found['peak']:.0f} | {found['size']:.1f}"
        print(f"| {facts:,} | {evidence:,} | {entities:,} | {name.replace(':', ' ')} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
