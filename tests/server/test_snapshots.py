"""The server answers from a copy: a build disturbs nothing, what it read is served when it is done, and nothing is left behind."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import cast

import pytest

from kg import rdf
from kg.errors import ServerError, StoreError
from kg.graph import STORE
from kg.server import run
from kg.server.pool import Pool
from kg.server.snapshots import PREFIX, Snapshots
from kg.stores.oxigraph import OxigraphStore
from kg.stores.snapshot import snapshot
from tests.factories import article, toy_reading
from tests.server.conftest import Served, make_graph, serving

RUN = rdf.Run("kg", "0.1")
COUNT = "SELECT (COUNT(?a) AS ?n) { ?a a schema:NewsArticle }"


def articles(served: Served) -> int:
    response = served.ask(COUNT)
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{PREFIX}*"))


def test_a_copy_holds_what_was_written_last_though_no_table_has_it_yet(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as store:
        store.replace(toy_reading(article("Huawei sues Verizon.")), RUN)
        snapshot(tmp_path / "store", tmp_path / "copy")
        store.replace(toy_reading(article("Nokia owns Alcatel.", id="later")), RUN)
        with OxigraphStore(tmp_path / "copy", read_only=True) as copy:
            assert [found.id for found in rdf.articles(copy)] == ["a1"]


def test_the_mark_of_a_store_is_whole_whenever_another_program_reads_it(tmp_path: Path) -> None:
    OxigraphStore(tmp_path / "store").close()
    mark = tmp_path / "store" / "kg-version"
    with mark.open() as before:  # who opened it before the store is opened again reads what stood there
        OxigraphStore(tmp_path / "store").close()
        assert mark.stat().st_ino != os.fstat(before.fileno()).st_ino
        assert before.read() == mark.read_text()


def test_a_backup_of_a_store_open_for_reading_holds_what_was_written_last(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as store:
        store.replace(toy_reading(article("Huawei sues Verizon.")), RUN)
        with OxigraphStore(tmp_path / "store", read_only=True) as reader:
            reader.backup(tmp_path / "copy")
        with OxigraphStore(tmp_path / "copy", read_only=True) as copy:
            assert copy.dump() == store.dump()


def test_copies_made_while_another_thread_writes_hold_whole_articles_only(tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        with OxigraphStore(tmp_path / "store") as store:
            for number in range(400):  # a reader that is slower than the writer must come to an end
                if done.is_set():
                    return
                store.replace(toy_reading(article("Huawei sues Verizon. Nokia owns Alcatel. Apple sues Google.", id=f"n{number}")), RUN)
                if number % 20 == 19:
                    store._open.flush()
                if number % 50 == 49:
                    store._open.optimize()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not (tmp_path / "store" / "kg-version").exists():
            time.sleep(0.01)
        seen = 0
        for number in range(12):
            snapshot(tmp_path / "store", tmp_path / f"copy{number}")
            with OxigraphStore(tmp_path / f"copy{number}", read_only=True) as copy:
                found = list(rdf.articles(copy))
                assert len(found) >= seen
                seen = len(found)
                for one in found:
                    assert len(list(rdf.facts_of(copy, one.id))) == 3
    finally:
        done.set()
        writer.join()
    assert seen > 0


def test_a_copy_goes_nowhere_that_is_taken_and_comes_from_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        snapshot(tmp_path, tmp_path / "copy")
    OxigraphStore(tmp_path / "store").close()
    with pytest.raises(StoreError, match="exists already"):
        snapshot(tmp_path / "store", tmp_path)


def test_a_copy_links_the_tables(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as store:
        store.replace(toy_reading(article("Huawei sues Verizon.")), RUN)
        store._open.optimize()
    snapshot(tmp_path / "store", tmp_path / "copy")
    tables = list((tmp_path / "copy").glob("*.sst"))
    assert tables
    assert all(table.stat().st_nlink == 2 for table in tables)


def test_folders_of_servers_that_were_killed_are_cleared_and_those_in_use_are_kept(tmp_path: Path) -> None:
    OxigraphStore(tmp_path / "store").close()
    with Snapshots(tmp_path / "store") as living:
        kept = living.take()
        stale = tmp_path / f"{PREFIX}stale"
        stale.mkdir()
        (stale / "lock").touch()
        with Snapshots(tmp_path / "store"):
            assert not stale.exists()
            assert kept.exists()
            assert len(copies(tmp_path)) == 2
    assert copies(tmp_path) == []


def test_where_the_graphs_folder_may_not_be_written_to_the_copy_lies_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    (tmp_path / "elsewhere").mkdir()
    OxigraphStore(tmp_path / "graph" / "store").close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    make = tempfile.mkdtemp

    def refusing(*, prefix: str, dir: Path) -> str:
        if dir == tmp_path / "graph":
            raise PermissionError(13, "Permission denied")
        return make(prefix=prefix, dir=dir)

    monkeypatch.setattr(tempfile, "mkdtemp", refusing)
    with Snapshots(tmp_path / "graph" / "store") as snapshots:
        assert snapshots.take().is_relative_to(tmp_path / "elsewhere")


def test_a_build_is_served_when_it_is_done_without_dropping_a_request(tmp_path: Path) -> None:
    make_graph(tmp_path)
    with serving(tmp_path) as served:
        before = articles(served)
        with OxigraphStore(tmp_path / STORE) as store:
            store.replace(toy_reading(article("Huawei sues Verizon.", id="new")), RUN)
            assert articles(served) == before
        deadline = time.monotonic() + 60
        found = {articles(served)}
        while before + 1 not in found and time.monotonic() < deadline:
            time.sleep(0.02)  # answers that are remembered come so fast that asking alone would keep a small machine busy
            found.add(articles(served))
        assert found == {before, before + 1}
        assert served.client.get("/article/new", headers={"Accept": "text/turtle"}).status_code == 200
        deadline = time.monotonic() + 30
        while len(list(copies(tmp_path)[0].glob("[0-9]*"))) > 1 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(list(copies(tmp_path)[0].glob("[0-9]*"))) == 1


def test_a_graph_that_goes_away_is_still_served(tmp_path: Path) -> None:
    make_graph(tmp_path)
    with serving(tmp_path) as served:
        before = articles(served)
        shutil.rmtree(tmp_path / STORE)
        time.sleep(2)
        assert articles(served) == before


def test_a_copy_without_a_worker_is_tried_again_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "POLL", 0.01)
    adopted = asyncio.Event()

    class Refusing:
        """A pool that can start no worker the first two times."""

        tries = 0

        async def adopt(self, store: Path) -> None:
            self.tries += 1
            if self.tries < 3:
                raise [ServerError("No worker could be started."), OSError(12, "Cannot allocate memory")][self.tries - 1]
            adopted.set()

    async def watched(snapshots: Snapshots) -> None:
        watching = asyncio.ensure_future(run.watch(snapshots, cast(Pool, Refusing()), snapshots.take(), frozenset()))
        await asyncio.wait_for(adopted.wait(), 60)
        watching.cancel()

    OxigraphStore(tmp_path / "store").close()
    with Snapshots(tmp_path / "store") as snapshots:
        asyncio.run(watched(snapshots))
        kept = {path.name for path in snapshots.folder.glob("[0-9]*")}
    assert kept in ({"1", "4"}, {"4"})  # the copies that no worker read are gone; the first goes when the third is adopted
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(" (")[0] for line in told] == ["kg: No worker could be started.", "kg: [Errno 12] Cannot allocate memory"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_the_server_and_leaves_nothing_behind(folder: Path, number: signal.Signals) -> None:
    with serving(folder) as served:
        mine = set(copies(folder))
        served.process.send_signal(number)
        assert served.process.wait(30) == (130 if number == signal.SIGINT else 128 + number)
        assert set(copies(folder)) < mine


def test_workers_end_with_a_server_that_was_killed(folder: Path) -> None:
    with serving(folder, "--timeout", "2") as served:
        children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
        if not children.exists():
            pytest.skip("this system does not list the children of a process")
        workers = [int(pid) for pid in children.read_text().split()]
        served.process.kill()
        served.process.wait()
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}/stat").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text() for pid in workers):
            assert time.monotonic() < deadline
            time.sleep(0.1)


def command(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", "serve", *options], capture_output=True, text=True, timeout=60, check=False)


def test_a_port_that_is_taken_gets_one_sentence(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = command("-g", str(folder), "--port", str(port))
    assert ended.returncode == 2
    assert f"Port {port} of 127.0.0.1 is taken by another program" in ended.stderr
    assert ended.stderr.strip().count("\n") == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("-g", "nowhere"), "There is no graph in 'nowhere'"),
        (("-g", "http://127.0.0.1:9/data"), "is served already"),
        (("--host", "203.0.113.7"), "no address of this machine"),
        (("--host", "no such host"), "no address of this machine"),
    ],
)
def test_what_cannot_be_served_gets_one_sentence(folder: Path, options: tuple[str, ...], says: str) -> None:
    ended = command(*(options if "-g" in options else ("-g", str(folder), "--port", "0", *options)))
    assert ended.returncode == 2
    assert says in ended.stderr
    assert ended.stderr.strip().count("\n") == 0
