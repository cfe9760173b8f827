"""A process that answers one request at a time over a snapshot, and that may be killed at any moment.

It reads a line of JSON from its input, the name of a job and its arguments, and writes a line of JSON (status, media type,
length) and then the body. What it may take is limited by the system, not by its own good will: an alarm ends it when a
query runs on although nobody waits any more, and its address space may grow by so much and no further. The engine knows no
other way to stop a query.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from kg import stores
from kg.errors import KgError
from kg.server import description, editor, home, sparql, things
from kg.server.replies import Refused, Reply, refusal

MOST = 64 << 20
"""The largest answer in bytes; larger ones are refused, since they must be held in memory until they are whole."""

JOBS: Mapping[str, Callable[..., Reply]] = MappingProxyType(
    {
        "sparql": sparql.answer,
        "article": things.article,
        "entity": things.entity,
        "fact": things.fact,
        "home": home.page,
        "articles": home.articles,
        "entities": home.entities,
        "editor": editor.page,
        "description": description.describe,
    }
)
"""What a worker can be asked to do, by name: each takes the store and keyword arguments."""


def main(arguments: list[str]) -> None:
    """Answer requests over the store in a folder until the input ends: FOLDER SECONDS MEGABYTES."""
    folder, seconds, megabytes = arguments
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with stores.open(folder, read_only=True) as store:
        _limit_memory(int(megabytes) << 20)
        worn = _size() + (int(megabytes) << 19)  # half of its room
        _write(sys.stdout.buffer, {"ready": True}, b"")
        for line in sys.stdin.buffer:
            # A second late: the process that asked is the first to lose patience, and this is for when it is gone.
            signal.setitimer(signal.ITIMER_REAL, float(seconds) + 1)
            reply = answer(store, json.loads(line))
            signal.setitimer(signal.ITIMER_REAL, 0)
            head = {"status": reply.status, "media": reply.media, "headers": reply.headers, "worn": _size() > worn}
            _write(sys.stdout.buffer, head, reply.body)


def answer(store: stores.Store, request: dict[str, str]) -> Reply:
    """The reply to a request; a refusal where it cannot be met.

    >>> with stores.open("memory:") as store:
    ...     answer(store, {"job": "sparql", "query": "ASK {}", "accept": "application/sparql-results+json"}).body
    b'{"head":{},"boolean":true}'
    """
    job = request.pop("job")
    try:
        return JOBS[job](store, most=MOST, **request)
    except Refused as refused:
        return refusal(refused.status, str(refused), refused.headers)
    except KgError as error:
        return refusal(400, str(error))
    except MemoryError:
        raise  # the worker ends, and whoever waits says why
    except Exception:  # a fault of ours must not end the worker without a word
        traceback.print_exc()
        return refusal(500, "The server made a mistake with this request; its log says which.")


def _limit_memory(room: int) -> None:
    """Limits the address space to what it is now and so many bytes more."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    now, _ = _pages()
    if now:
        resource.setrlimit(resource.RLIMIT_AS, (now + room, hard))


def _size() -> int:
    """The resident memory in bytes, 0 where the system does not tell."""
    return _pages()[1]


def _pages() -> tuple[int, int]:
    """The address space and the resident memory in bytes, 0 where the system has no /proc."""
    try:
        virtual, resident, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0, 0
    return int(virtual) * resource.getpagesize(), int(resident) * resource.getpagesize()


def _write(out: BinaryIO, head: dict[str, object], body: bytes) -> None:
    out.write(json.dumps({**head, "length": len(body)}).encode() + b"\n")
    out.write(body)
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
