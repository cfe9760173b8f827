"""The moment at which a new snapshot takes the place of the one before: no answer of the old one outlives it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kg.server.pool import Limits, Pool, Worker
from kg.server.replies import Reply

OLD, NEW = Path("1"), Path("2")


class Process:
    """Stands for the process of a worker: it takes its time to end."""

    def __init__(self) -> None:
        self.returncode = None
        self.ended = asyncio.Event()

    async def wait(self) -> int:
        await self.ended.wait()
        return 0


class Telling(Worker):
    """A worker whose every answer is the folder that it reads."""

    def __init__(self, store: Path) -> None:
        super().__init__(Process(), store)  # type: ignore[arg-type]

    async def ask(self, job: str, arguments: dict[str, str]) -> tuple[Reply, bool]:
        await asyncio.sleep(0)
        return Reply(200, "", str(self.store).encode()), False

    async def kill(self) -> int:
        for _ in range(5):  # other requests are answered meanwhile
            await asyncio.sleep(0)
        self.process.ended.set()  # type: ignore[attr-defined]
        return 0


async def start(store: Path, limits: Limits) -> Worker:
    return Telling(store)


async def asked(pool: Pool) -> str:
    return (await pool.run("sparql", query="ASK {}", accept="*/*")).body.decode()


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_what_is_asked_while_the_old_workers_end_is_not_remembered_for_the_new_snapshot(
    monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(Worker, "start", start)

    async def answers() -> list[str]:
        pool = Pool(Limits(workers=workers))
        await pool.adopt(OLD)
        adopting = asyncio.ensure_future(pool.adopt(NEW))
        found = [await asked(pool)]
        while not adopting.done():
            found.append(await asked(pool))
            await asyncio.sleep(0)
        found.append(await asked(pool))
        await pool.close()
        return found

    found = asyncio.run(asyncio.wait_for(answers(), 60))
    assert found[-1] == str(NEW)
    assert found == sorted(found)
