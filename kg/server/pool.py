"""The workers: a few processes that wait for requests, are killed when one takes too long, and are replaced.

Each request has a worker to itself, so one that is cut harms no other. Requests beyond the number of workers wait in a
line of bounded length; what was asked before about the same snapshot needs none. When there is a new snapshot, as many
workers are started on it, requests go to them from then on, and those on the old one end with what they are doing.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ServerError
from kg.server import remembered
from kg.server.remembered import Remembered
from kg.server.replies import RETRY, Refused, Reply

STARTING = 60.0
"""Seconds in which a worker must be ready: it loads libraries, and a busy machine takes its time."""

WAITING = 30.0
"""Seconds that a request may wait for a worker, or as long as a query may take where that is more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What requests may take: seconds and megabytes each, how many run at once, and how many may wait."""

    seconds: float = 30.0
    megabytes: int = 1024
    workers: int = min(4, max(2, os.cpu_count() or 1))
    queue: int = 32


class Worker:
    """A running process of `kg.server.worker`, and the folder that it answers from."""

    def __init__(self, process: asyncio.subprocess.Process, store: Path) -> None:
        """A handle on a process that was started with pipes."""
        self.process = process
        self.store = store

    @classmethod
    async def start(cls, store: Path, limits: Limits) -> Worker:
        """A worker that is ready.

        Raises:
            ServerError: it did not start.
        """
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "kg.server.worker", str(store), str(limits.seconds), str(limits.megabytes)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            # One arena of malloc for all threads: each further one reserves address space, which is what is limited.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "MALLOC_ARENA_MAX": "1", "RUST_BACKTRACE": "0"},
            start_new_session=True,  # a Ctrl-C at the terminal is for the server, which ends its workers itself
        )
        worker = cls(process, store)
        try:
            async with asyncio.timeout(STARTING):
                await worker._read()
        except (TimeoutError, asyncio.IncompleteReadError, ValueError):
            await worker.kill()
            raise ServerError(f"No worker could be started on {store}: see what it wrote above.") from None
        except BaseException:
            await worker.kill()
            raise
        return worker

    async def ask(self, job: str, arguments: dict[str, str]) -> tuple[Reply, bool]:
        """The reply to a request, and whether the worker has grown so much that it should not get another.

        Raises:
            asyncio.IncompleteReadError, ConnectionError, ValueError: the process has ended.
        """
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"job": job, **arguments}).encode() + b"\n")
        await self.process.stdin.drain()
        head, body = await self._read()
        return Reply(head["status"], head["media"], body, head["headers"]), head["worn"]

    async def _read(self) -> tuple[dict[str, Any], bytes]:
        assert self.process.stdout is not None
        head = json.loads(await self.process.stdout.readline())
        return head, await self.process.stdout.readexactly(head["length"])

    async def kill(self) -> int:
        """Ends the process at once, whatever it does; its exit status."""
        if self.process.returncode is None:
            # Not `process.kill`, which may take the exit status from under asyncio where the process has just ended.
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)
        return await self.process.wait()

    async def end(self) -> int:
        """The exit status of a process that has stopped answering, and so is about to end."""
        try:
            return await asyncio.wait_for(self.process.wait(), 2)
        except TimeoutError:
            return await self.kill()


class Pool:
    """Workers over one snapshot at a time."""

    def __init__(self, limits: Limits) -> None:
        """A pool without workers yet: `adopt` gives it a snapshot, and starts them."""
        self.limits = limits
        self._store = Path()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._waiting = 0
        self._starting: set[asyncio.Task[None]] = set()
        self._remembered = Remembered()

    async def adopt(self, store: Path) -> None:
        """Answers from the snapshot in a folder from now on; returns when no worker uses another one any more.

        Raises:
            ServerError: no worker could be started on it; the pool goes on with the one before.
        """
        fresh = await asyncio.gather(*(Worker.start(store, self.limits) for _ in range(self.limits.workers)), return_exceptions=True)
        failed = [error for error in fresh if isinstance(error, BaseException)]
        ready = [worker for worker in fresh if isinstance(worker, Worker)]
        if failed:
            await asyncio.gather(*(worker.kill() for worker in ready))
            raise failed[0]
        old, self._store = set(self._all), store
        self._remembered.clear()
        self._all |= set(ready)
        resting = [self._idle.get_nowait() for _ in range(self._idle.qsize())]  # at once: a request may come while they end
        for worker in ready:
            self._idle.put_nowait(worker)
        await asyncio.gather(*(self._end(worker) for worker in resting))
        await asyncio.gather(*(worker.process.wait() for worker in old))

    async def run(self, job: str, **arguments: str) -> Reply:
        """The reply to a request: of a worker, or the one that it gave to the same request about the same snapshot.

        Raises:
            Refused: 503 where the request took too long or too much memory, or too many others wait.
        """
        key = remembered.key(job, arguments)
        if key is not None and (known := self._remembered.get(key)):
            return known
        worker = await self._free()
        reply = await self._asked(worker, job, arguments)
        if key is not None and reply.status == 200 and worker.store == self._store:
            self._remembered.add(key, reply)
        return reply

    async def _asked(self, worker: Worker, job: str, arguments: dict[str, str]) -> Reply:
        try:
            async with asyncio.timeout(self.limits.seconds):
                reply, worn = await worker.ask(job, arguments)
        except TimeoutError:
            self._replace(worker)
            raise self._too_long() from None
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            status = await worker.end()
            self._replace(worker)
            raise self._ended(status) from None
        except BaseException:  # whoever asked is gone: the answer is not worth another second
            self._replace(worker)
            raise
        if worn or worker.store != self._store:
            self._replace(worker)
        else:
            self._idle.put_nowait(worker)
        return reply

    async def close(self) -> None:
        """Ends all workers."""
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._all))
        self._all.clear()

    async def _free(self) -> Worker:
        if self._idle.empty() and self._waiting >= self.limits.queue:
            raise self._busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(max(self.limits.seconds, WAITING)):
                while (worker := await self._idle.get()).process.returncode is not None:
                    self._replace(worker)  # somebody else has ended it
                return worker
        except TimeoutError:
            raise self._busy() from None
        finally:
            self._waiting -= 1

    def _replace(self, worker: Worker) -> None:
        """Ends a worker and, where it belongs to the snapshot of now, starts another, without anybody waiting for it."""
        task = asyncio.ensure_future(self._renew(worker))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _renew(self, worker: Worker) -> None:
        await self._end(worker)
        while worker.store == self._store:
            try:
                fresh = await Worker.start(worker.store, self.limits)
            except ServerError as error:
                print(f"kg: {error}", file=sys.stderr)
                await asyncio.sleep(1)
                continue
            self._all.add(fresh)
            if fresh.store == self._store:
                self._idle.put_nowait(fresh)
            else:
                await self._end(fresh)
            return

    async def _end(self, worker: Worker) -> None:
        await worker.kill()
        self._all.discard(worker)

    def _ended(self, status: int) -> Refused:
        """Why a worker ended by itself."""
        if status == -signal.SIGALRM:
            return self._too_long()
        if status == -signal.SIGSEGV:
            return Refused(400, "The query is nested too deeply to be read: write it flatter.")
        return self._too_much()

    def _too_long(self) -> Refused:
        most = f"{self.limits.seconds:g} s"
        return Refused(503, f"The query took longer than {most} and was stopped: narrow it down, or serve with a larger --timeout.", RETRY)

    def _too_much(self) -> Refused:
        most = f"{self.limits.megabytes} MB of memory"
        return Refused(503, f"The query took more than {most} and was stopped: narrow it down, or serve with a larger --memory.", RETRY)

    def _busy(self) -> Refused:
        return Refused(503, "All workers are busy and too many requests wait: try again in a moment.", RETRY)
