"""What a worker gives back: a whole answer, or a sentence that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import KgError

TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"
RETRY = {"Retry-After": "10"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP status, the media type and the bytes of a body, and further headers."""

    status: int
    media: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Refused(KgError):
    """A request that gets no answer: the status that says so in HTTP, and one sentence."""

    def __init__(self, status: int, sentence: str, headers: dict[str, str] | None = None) -> None:
        """A refusal with further headers, such as `Allow`."""
        super().__init__(sentence)
        self.status = status
        self.headers = headers or {}


def refusal(status: int, sentence: str, headers: dict[str, str] | None = None) -> Reply:
    """The sentence as a reply of plain text.

    >>> refusal(404, "There is no such page.").body
    b'There is no such page.\\n'
    """
    return Reply(status, TEXT, f"{sentence}\n".encode(), headers or {})
