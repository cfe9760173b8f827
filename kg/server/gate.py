"""What every request passes before it is answered: the host it asks for, how many there are, and the headers of the answer.

A page of another site may send requests to this port. It must not read the answers: a request must name this machine by
number, as localhost, or by a name that we were given, because a name of the attacker's that suddenly points here (DNS
rebinding) is none of these; and only pages of this machine are allowed to read across origins unless `--cors` says more.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.replies import RETRY, Reply, refusal

LOCAL_ORIGIN = r"https?://(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?"
"""Origins of this machine, as a regular expression."""

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""What every answer says unless it says something else itself."""

PATIENCE = 30.0
"""Seconds that a client may take to send or receive the next piece."""

PIECE = 1 << 16


class Gate:
    """The application behind its checks."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str] = (), most: int = 64) -> None:
        """Lets at most so many requests through at once, and those only that ask for this machine or one of the hosts."""
        self._app = app
        self._hosts = {"localhost", socket.gethostname().lower(), *(host.lower() for host in hosts)}
        self._most = most
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        slow_send = _patient(_with_headers(send))
        if not self._is_ours(scope):
            sentence = "This server is asked for by another name than its own: use its number, such as 127.0.0.1, or localhost."
            await respond(refusal(421, sentence), slow_send)
        elif self._inside >= self._most:
            await respond(refusal(503, "Too many requests at once: try again in a moment.", RETRY), slow_send)
        else:
            self._inside += 1
            try:
                await self._app(scope, receive, slow_send)
            finally:
                self._inside -= 1

    def _is_ours(self, scope: Scope) -> bool:
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1:
            return False
        host = re.sub(r":\d*$", "", named[0]).lower()
        return host in self._hosts or _is_number(host)


def _is_number(host: str) -> bool:
    """Whether a host is an address in numbers, which no name server can turn elsewhere.

    >>> _is_number("192.168.1.7"), _is_number("[::1]"), _is_number("127.0.0.1.example.org")
    (True, True, False)
    """
    try:
        ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        """Send with the headers that are missing."""
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message["headers"]}
            missing = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items() if name.lower().encode() not in present]
            message = {**message, "headers": [*message["headers"], *missing]}
        await send(message)

    return sending


def _patient(send: Send) -> Send:
    """Sends in pieces, each of which the client must take in time: one that stops reading must not keep its answer in memory."""

    async def sending(message: Message) -> None:
        """Send a body piece by piece."""
        body = message.get("body", b"")
        for start in range(0, max(len(body) - PIECE, 0), PIECE):
            await asyncio.wait_for(send({**message, "body": body[start : start + PIECE], "more_body": True}), PATIENCE)
        rest = max(-(-(len(body) - PIECE) // PIECE), 0) * PIECE
        await asyncio.wait_for(send({**message, "body": body[rest:]} if body else message), PATIENCE)

    return sending


async def respond(reply: Reply, send: Send) -> None:
    """Sends a reply."""
    headers = {"Content-Type": reply.media, "Content-Length": str(len(reply.body)), **reply.headers}
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
    await send({"type": "http.response.body", "body": reply.body})
