"""Starting and ending the server: the port, the first snapshot, the watch for the next one, and leaving nothing behind."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from kg.errors import KgError, ServerError
from kg.graph import PAGE, STORE
from kg.server import app
from kg.server.pool import Limits, Pool
from kg.server.snapshots import Mark, Snapshots

PORT = 8000
POLL = 1.0
"""Seconds between looks at the store."""
QUIET = 3
"""How many looks in a row must find the store changed, and as it was the time before, until it is copied."""
LONGEST = 60
"""Looks after which a copy that failed is tried again, at most."""
GRACE = 5
"""Seconds that requests have to end when the server is told to stop."""


def serve(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    limits: Limits | None = None,
    origins: Sequence[str] = (),
    tell: Callable[[str], None] = print,
) -> None:
    """Serves the graph in a folder until the program is told to stop; `tell` gets the address once it answers.

    Raises:
        StoreError: there is no graph, or no place for a copy of it.
        ServerError: the port is taken, or the address is not this machine's.
    """
    with listen(host, port) as listening, Snapshots(folder / STORE) as snapshots:
        for name in ("SIGTERM", "SIGHUP"):  # uvicorn handles the first while it runs, and raises it again at the end
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _stop)
        if hasattr(signal, "SIGPIPE"):  # which ends other commands where their output is cut; a dead worker must not end the server
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        pool = Pool(limits or Limits())

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            """The workers and the watch over the graph, from the start of the server to its end."""
            seen = snapshots.mark()
            taken = await asyncio.to_thread(snapshots.take)
            await pool.adopt(taken)
            watching = asyncio.ensure_future(watch(snapshots, pool, taken, seen))
            tell(address(listening))
            yield
            watching.cancel()
            await pool.close()

        gate = app.make(pool, folder / PAGE, hosts=[host], origins=origins, lifespan=lifespan)
        config = uvicorn.Config(
            gate,
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE,
            limit_concurrency=256,
            h11_max_incomplete_event_size=1 << 16,
        )
        uvicorn.Server(config).run(sockets=[listening])


async def watch(snapshots: Snapshots, pool: Pool, taken: Path, seen: Mark) -> None:
    """Copies the store again whenever it has changed and come to rest, and lets the pool answer from the copy.

    What can't be copied, or has no worker that starts on it, is tried again after twice the time, a minute at most; the graph of
    before is served until then.

    Args:
        taken: the copy that the pool answers from.
        seen: the state of the store that it is a copy of.
    """
    last, quiet, needed = seen, 0, QUIET
    while True:
        await asyncio.sleep(POLL)
        now = await asyncio.to_thread(snapshots.mark)
        quiet = quiet + 1 if now and now == last != seen else 0
        last = now
        if quiet < needed:
            continue
        try:
            fresh = await _adopted(snapshots, pool)
        except (KgError, OSError) as error:  # OSError: the system has no process or no memory left for a worker
            quiet, needed = 0, min(2 * needed, LONGEST)
            print(f"kg: {error} (the graph of before is served, this one is tried again in {needed * POLL:.0f} s)", file=sys.stderr)
        else:
            snapshots.drop(taken)
            taken, seen, needed = fresh, now, QUIET


async def _adopted(snapshots: Snapshots, pool: Pool) -> Path:
    """A new copy of the store that the pool answers from; where that fails, the copy is gone again."""
    fresh = await asyncio.to_thread(snapshots.take)
    try:
        await pool.adopt(fresh)
    except BaseException:
        snapshots.drop(fresh)
        raise
    return fresh


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 is any that is free.

    Raises:
        ServerError: the port is taken, we have no right to it, or the address is not this machine's.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family)
    except OSError as error:
        raise ServerError(f"{host!r} is no address of this machine ({error.strerror}): leave --host out to serve at 127.0.0.1.") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        raise ServerError(_reason(host, port, error)) from error
    return listening


def _reason(host: str, port: int, error: OSError | OverflowError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken by another program: stop that one, or choose another port with --port."
    if number == errno.EACCES:
        return f"There is no right to port {port}: choose one above 1023 with --port."
    if number == errno.EADDRNOTAVAIL:
        return f"{host!r} is no address of this machine: leave --host out to serve at 127.0.0.1."
    return f"Port {port} of {host} cannot be opened ({error}): choose a port from 1024 to 65535 with --port."


def address(listening: socket.socket) -> str:
    """Where to point a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
