"""A build survives what befalls it: kill -9, a full disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import newsgraph
from kg import stores
from kg.rdf import article_iri, articles, quads, said

ROOT = Path(__file__).parent.parent

if sys.platform == "win32":
    pytest.skip("Windows has no fork and no such limits", allow_module_level=True)


def test_a_build_that_is_killed_at_any_moment_goes_on_and_loses_nothing() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.kills", "10", "--articles", "10"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("10 kills in builds of 10 articles")


FULL = """
import resource, signal, sys
from benchmarks import newsgraph
from kg import stores
from kg.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, 250_000))
try:
    with stores.open(sys.argv[1]) as store:
        for reading in newsgraph.readings(1500):
            store.replace(reading, newsgraph.run())
            print(reading.article.id, flush=True)
except StoreError as error:
    sys.exit(str(error))
"""


def test_a_full_disk_is_one_sentence_and_nothing_that_was_written_is_lost(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, tmp_path / "store"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "could not be written" in done.stderr
    assert "look for a full disk" in done.stderr
    written = done.stdout.split()
    given = {one.article.id: one for one in newsgraph.readings(1500)}
    with stores.open(tmp_path / "store") as store:
        kept = [article.id for article in articles(store)]
        assert set(written) <= set(kept)
        for name in kept:
            assert said(store, article_iri(name)) == set(quads(given[name], newsgraph.run()))
        for reading in given.values():
            store.replace(reading, newsgraph.run())
        with stores.open("memory:") as calm:
            calm.load(given.values(), newsgraph.run())
            assert store.dump() == calm.dump()
