"""A line to a server that breaks, as lines do: between the client and Bolt, it cuts a connection where it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message that ends a transaction: a chunk of two bytes, the tag of COMMIT (Bolt 5, "Messages"), the end of the message."""


class Line:
    """Passes bytes on between a port of its own and the server's, until a message comes that it is to lose."""

    def __init__(self, server: int, marker: bytes, *, answered: bool, cuts: int) -> None:
        """A line that cuts the connection `cuts` times: when a message with the marker comes, which the server then never sees; or,
        `answered`, at the answer to the commit that follows it, so that the server has done what the client does not know of."""
        self.cuts = 0
        self._server, self._marker, self._answered, self._left = server, marker, answered, cuts
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    @contextmanager
    def open(self) -> Iterator[Line]:
        thread = threading.Thread(target=self._accept, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._server)) as server:
            lost = threading.Event()
            back = threading.Thread(target=self._answer, args=(server, client, lost), daemon=True)
            back.start()
            with suppress(OSError):
                self._ask(client, server, lost)
            _end(client, server)
            back.join()

    def _ask(self, client: socket.socket, server: socket.socket, lost: threading.Event) -> None:
        seen = False
        while data := client.recv(1 << 16):
            seen = seen or self._marker in data
            if seen and self._left and not self._answered:
                self._cut()
                return
            if seen and self._left and COMMIT in data:
                lost.set()  # before the server can answer
            server.sendall(data)

    def _answer(self, server: socket.socket, client: socket.socket, lost: threading.Event) -> None:
        with suppress(OSError):
            while data := server.recv(1 << 16):
                if lost.is_set():
                    self._cut()
                    break
                client.sendall(data)
            _end(client, server)

    def _cut(self) -> None:
        self._left -= 1
        self.cuts += 1


def _end(*sockets: socket.socket) -> None:
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
