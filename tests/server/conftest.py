"""A graph of the invented newsroom and of articles that mean harm, served by the command itself on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kg import rdf
from kg.graph import STORE, Graph
from kg.stores.oxigraph import OxigraphStore
from tests.factories import by_article
from tests.hostile import hostile
from tests.newsroom import newsroom


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its process, its address, and a client for it."""

    process: subprocess.Popen[str]
    address: str
    client: httpx.Client

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> httpx.Response:
        return self.client.post("/sparql", data={"query": query}, headers={"Accept": accept, **more})


def make_graph(folder: Path) -> Path:
    with OxigraphStore(folder / STORE) as store:
        for facts, articles in (newsroom(), hostile()):
            for reading in by_article(facts, articles):
                store.replace(reading, rdf.Run("kg", "0.1"))
    with Graph.open(folder) as graph:
        graph.draw()
    return folder


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "kg", "serve", "-g", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    try:
        told = process.stdout.readline()
        found = re.search(r"http://\S+/", told)
        assert found, f"the server told {told!r} and ended with {process.poll()}"
        with httpx.Client(base_url=found[0], timeout=180) as client:
            yield Served(process, found[0], client)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(30)
        process.stdout.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_graph(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as running:
        yield running
