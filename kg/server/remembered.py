"""Replies that are given again without asking a worker: the graph that is served does not change, so neither do they.

What the whole graph must be looked at for is asked again and again, by every visitor of the editor, and takes a second each
time. Memory is bounded by bytes, and what was not asked for longest goes first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.server.replies import Reply

MOST = 16 << 20
"""Bytes that all remembered replies may take together."""

LARGEST = MOST // 8
"""Bytes of a reply that is remembered; one that is larger would drive out too many others."""

_FRESH = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b", re.IGNORECASE)

Key = tuple[str, ...]


class Remembered:
    """Replies by what was asked.

    >>> remembered = Remembered(most=20, largest=10)
    >>> for name in ("a", "b", "c"):
    ...     remembered.add((name,), Reply(200, "", b"12345678"))
    >>> [remembered.get((name,)) is not None for name in ("a", "b", "c")]
    [False, True, True]
    """

    def __init__(self, most: int = MOST, largest: int = LARGEST) -> None:
        """Nothing yet, and room for so many bytes; a reply of more than `largest` is not kept."""
        self._most = most
        self._largest = largest
        self._replies: dict[Key, Reply] = {}
        self._size = 0

    def get(self, key: Key) -> Reply | None:
        """The reply to what was asked, if it is remembered; it is then the last to be forgotten."""
        reply = self._replies.pop(key, None)
        if reply is not None:
            self._replies[key] = reply
        return reply

    def add(self, key: Key, reply: Reply) -> None:
        """Remembers a reply, and forgets what was not asked for longest where there is no room."""
        self._forget(key)
        if _size(key, reply) > self._largest:
            return
        self._replies[key] = reply
        self._size += _size(key, reply)
        while self._size > self._most:
            self._forget(next(iter(self._replies)))

    def clear(self) -> None:
        """Forgets everything."""
        self._replies.clear()
        self._size = 0

    def _forget(self, key: Key) -> None:
        reply = self._replies.pop(key, None)
        if reply is not None:
            self._size -= _size(key, reply)


def key(job: str, arguments: Mapping[str, str]) -> Key | None:
    """What a request is remembered by; None where its answer may differ each time, as one with the hour or a random number.

    >>> key("sparql", {"query": "ASK {}", "accept": ""})
    ('sparql', 'ASK {}', '')
    >>> key("sparql", {"query": "SELECT (now() AS ?n) {}", "accept": ""})
    """
    if job == "sparql" and _FRESH.search(arguments["query"]):
        return None
    return (job, *arguments.values())


def _size(key: Key, reply: Reply) -> int:
    return sum(map(len, key)) + len(reply.body)
