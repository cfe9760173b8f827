"""What was asked before is answered without a worker, as long as the graph is the same and the answer cannot differ."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kg.server.pool import Limits, Pool, Worker
from kg.server.remembered import Remembered, key
from kg.server.replies import Reply, refusal

HOUR = "SELECT (NOW() AS ?n) {}"


class Counting:
    """Stands for a worker, and counts what it is asked."""

    def __init__(self, store: Path, status: int) -> None:
        self.store = store
        self.status = status
        self.asked = 0

    async def ask(self, job: str, arguments: dict[str, str]) -> tuple[Reply, bool]:
        self.asked += 1
        return (Reply(200, "", f"{self.asked}".encode()) if self.status == 200 else refusal(self.status, f"No {self.asked}.")), False


def answers(monkeypatch: pytest.MonkeyPatch, *queries: str, status: int = 200) -> list[bytes]:
    """The bodies of the replies to queries, asked one after the other of a pool with one worker."""

    async def asking() -> list[bytes]:
        pool = Pool(Limits(workers=1))
        worker = Counting(pool._store, status)

        async def free() -> Worker:
            return worker  # type: ignore[return-value]

        monkeypatch.setattr(pool, "_free", free)
        return [(await pool.run("sparql", query=query, accept="*/*")).body for query in queries]

    return asyncio.run(asking())


def test_what_was_asked_before_needs_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers(monkeypatch, "ASK {}", "ASK { }", "ASK {}") == [b"1", b"2", b"1"]


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "STRUUID()", "bnode()"])
def test_what_may_differ_each_time_is_asked_each_time(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    query = f"SELECT ({call} AS ?x) {{}}"
    assert answers(monkeypatch, query, query) == [b"1", b"2"]
    assert key("sparql", {"query": query, "accept": ""}) is None


def test_a_refusal_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers(monkeypatch, "ASK {}", "ASK {}", status=503) == [b"No 1.\n", b"No 2.\n"]


def test_another_format_is_another_request() -> None:
    assert key("sparql", {"query": "ASK {}", "accept": "text/csv"}) != key("sparql", {"query": "ASK {}", "accept": "*/*"})


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    remembered = Remembered(most=100, largest=40)
    for number in range(10):
        remembered.add((str(number),), Reply(200, "", b"x" * 30))
        assert remembered.get(("0",)) is not None, "what is asked for stays"
    kept = [number for number in range(10) if remembered.get((str(number),)) is not None]
    assert kept == [0, 8, 9]
    remembered.add(("large",), Reply(200, "", b"x" * 50))
    assert remembered.get(("large",)) is None
    remembered.clear()
    assert remembered.get(("0",)) is None
