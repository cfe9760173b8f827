"""Whether a build may be killed at any moment: no article lost, none doubled, the same bytes in the end.

    python -m benchmarks.kills [ROUNDS] [--articles N]

A process builds a graph of made-up articles (what reading them gives is put in the place of the language pipelines, so that all
the time is the store's). It is killed with SIGKILL at a random moment, half the times in its first tenth, and started
again, ROUNDS times. While it runs, and after each kill, a reader looks whether every article that is there is whole. At
the end the build runs through, and its graph must be that of a build that nobody disturbed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

from benchmarks import newsgraph
from kg import pipeline, rdf, reading, stores
from kg.errors import StoreError
from kg.graph import STORE, Graph


def child(work: Callable[[], None]) -> int:
    """Do some work in a process of its own; its number."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        except Exception:  # a process of its own: nobody else would tell it
            traceback.print_exc()
        finally:
            os._exit(code)
    return pid


def done(pid: int) -> int:
    """Wait for a process; its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


class Trial:
    """Articles to build from, and what must be there."""

    def __init__(self, articles: int) -> None:
        self.readings = {one.article.id: one for one in newsgraph.readings(articles * newsgraph.A_SENTENCE)}
        # What reads the articles is put out of the way; the store and the ledger are the real ones.
        reading.read_articles = lambda articles: (self.readings[article.id] for article in articles)  # type: ignore[assignment]
        reading.pipelines_used = lambda: (("newsgraph", "1"),)  # type: ignore[assignment]
        pipeline.read = lambda sources, on_problem: (one.article for one in self.readings.values())  # type: ignore[assignment]
        Graph.draw = lambda self: None  # type: ignore[method-assign]
        self.run = pipeline.run()

    def build(self, folder: Path) -> None:
        pipeline.build("made up", out=folder).close()

    def check(self, folder: Path) -> None:
        """Every article that is there is whole: what it says is what was read."""
        try:
            store = stores.open(folder / STORE, read_only=True)
        except StoreError:
            return  # killed before the store was made
        with store:
            for article in rdf.articles(store):
                assert set(rdf.said(store, rdf.article_iri(article.id))) == set(rdf.quads(self.readings[article.id], self.run)), article.id

    def whole(self, folder: Path) -> None:
        """All articles are there, and the graph is written into a file."""
        with stores.open(folder / STORE, read_only=True) as store:
            assert {article.id for article in rdf.articles(store)} == set(self.readings)
            (folder.parent / f"{folder.name}.nq").write_bytes(store.dump())


def trial(rounds: int, articles: int, *, seed: int = 0) -> str:
    """Kill a build so many times; a sentence that says what came of it.

    Raises:
        AssertionError: an article was lost, doubled or torn, or the graph is another one in the end.
    """
    random = Random(seed)
    given = Trial(articles)
    with tempfile.TemporaryDirectory() as place:
        calm, folder = Path(place, "calm"), Path(place, "killed")
        start = time.monotonic()
        assert done(child(lambda: given.build(calm))) == 0
        seconds = time.monotonic() - start
        kills = finished = 0
        while kills < rounds:
            writer = child(lambda: given.build(folder))
            time.sleep(random.uniform(0, random.choice((seconds, seconds / 10))))  # half of them while the store is made
            assert done(child(lambda: given.check(folder))) == 0, "a reader beside the build saw a torn article"
            os.kill(writer, signal.SIGKILL)
            if done(writer) == 0:
                finished += 1
                shutil.rmtree(folder)
                continue
            kills += 1
            assert done(child(lambda: given.check(folder))) == 0, "a kill left a torn article"
        assert done(child(lambda: given.build(folder))) == 0, "the build did not go on"
        for one in (calm, folder):
            assert done(child(lambda one=one: given.whole(one))) == 0  # type: ignore[misc]
        digests = [sha256(Path(place, f"{name}.nq").read_bytes()).hexdigest() for name in ("calm", "killed")]
        assert digests[0] == digests[1], "the graph is another one"
        size = sum(path.stat().st_size for path in Path(folder, STORE).iterdir())
        usual = sum(path.stat().st_size for path in Path(calm, STORE).iterdir())
    return (
        f"{kills} kills in builds of {articles} articles ({finished} builds were done before): no article lost, doubled or torn, "
        f"same bytes in the end; store {size / usual:.1f} times as large as an undisturbed one"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rounds", type=int, nargs="?", default=100)
    parser.add_argument("--articles", type=int, default=60)
    given = parser.parse_args()
    try:
        print(trial(given.rounds, given.articles))
    except AssertionError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
