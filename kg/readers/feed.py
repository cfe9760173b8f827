"""RSS and Atom feeds: every entry that holds a text is an article.

feedparser is handed the bytes as a stream, because it would open a string that looks like an address or a file name. It resolves no
external entities, and drops the declarations of internal ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser

from kg.errors import InputError
from kg.readers.draft import Draft
from kg.readers.markup import plain

MAX_FEED = 20 * 1024 * 1024


def read(data: bytes) -> Iterator[Draft]:
    """Yield the entries of a feed, in its order.

    Raises:
        InputError: it is no feed, it is larger than `MAX_FEED`, or it has no entries.
    """
    if len(data) > MAX_FEED:
        raise InputError(f"the feed is larger than the {MAX_FEED // 2**20} MB that are read at most; split it")
    if b"\0" in data:
        raise InputError("this is not text (it holds NUL bytes); give the feed as XML in UTF-8")
    try:
        parsed = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:
        # any bytes must come out as articles or as a sentence, and what feedparser's parsers may raise is documented nowhere
        raise InputError(f"the feed cannot be parsed ({type(error).__name__}); save it again") from error
    if not parsed.get("version") and not parsed["entries"]:
        raise InputError("this is no RSS or Atom feed; give a feed, or the articles as HTML, text or JSON")
    if parsed.get("bozo") and not _complete(data):
        raise InputError("the feed is damaged (its XML is not closed); save it again")
    if not parsed["entries"]:
        raise InputError("the feed has no entries; save it again when it has")
    for entry in parsed["entries"]:
        yield _draft(entry, parsed["feed"])


def _draft(entry: Any, feed: Any) -> Draft:
    body = next((part["value"] for part in _plain_get(entry, "content") or () if part.get("value")), None)
    return Draft(
        plain(body or _plain_get(entry, "summary") or ""),
        id=_plain_get(entry, "id"),
        title=plain(_plain_get(entry, "title") or "") or None,
        url=_plain_get(entry, "link"),
        published=_plain_get(entry, "published") or _plain_get(entry, "updated"),
        source=plain(_plain_get(_plain_get(entry, "source") or {}, "title") or _plain_get(feed, "title") or "") or None,
        language=_plain_get(entry, "language") or _plain_get(feed, "language"),
    )


def _plain_get(values: Any, key: str) -> Any:
    """Return a value without feedparser's own fall-backs, which warn where a key stands in for another."""
    return dict.get(values, key)


def _complete(data: bytes) -> bool:
    """True where the root element is closed: a stray entity or ampersand inside does no harm, a cut-off download does."""
    return data.rstrip().endswith(b">") and any(end in data[-200:] for end in (b"</rss", b"</feed", b"</rdf:RDF", b"</RDF"))
