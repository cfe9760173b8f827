"""Readers: every source becomes articles, one format a file, one table.

    read   file, folder, pattern, standard input -> Article

A file that is damaged is reported as one `Problem` and the rest is read. Nothing that a document names is ever opened.
To add a format, write one reader (bytes to drafts) and add its suffixes to `READERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.readers import feed, html, json, markdown, text
from kg.readers.draft import Draft, article
from kg.readers.sources import Problem, Source, walk

__all__ = ["READERS", "Problem", "read", "sniff"]

Reader = Callable[[bytes], Iterator[Draft]]
"""Yields every draft it can read, and raises one InputError, at once or at the end, for what it cannot."""

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".json": json.read,
    ".jsonld": json.read,
    ".jsonl": json.read_lines,
    ".ndjson": json.read_lines,
    ".rss": feed.read,
    ".atom": feed.read,
    ".xml": feed.read,
}

_SNIFFED = 2000
_HTML = re.compile(rb"<!doctype\s+html|<html\b|<head\b|<body\b|<article\b|<p\b|<div\b", re.IGNORECASE)
_FEED = re.compile(rb"<rss\b|<feed\b|<rdf:RDF\b", re.IGNORECASE)
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")


def read(sources: str | Path | Iterable[str | Path], *, on_problem: Callable[[Problem], None]) -> Iterator[Article]:
    """Yield the articles of the sources, lazily, in the order of the sources and of each file.

    A source is a file, a folder (read whole, sorted), a pattern such as `news/*.html`, or `-` for standard input.
    `on_problem` is called once for each file, or article of a file, that is not read. No two articles have one id: an
    article that was read already, and another one under the same id, are problems.
    """
    given = [sources] if isinstance(sources, (str, Path)) else sources
    ids: dict[str, str] = {}
    contents: dict[bytes, str] = {}
    for source in walk(given, suffixes=READERS, on_problem=on_problem):
        for place, found in _articles(source, on_problem):
            content = sha256(repr((found.text, found.source)).encode()).digest()
            if content in contents:
                on_problem(Problem(place, f"this article was read already, as {contents[content]}"))
            elif found.id in ids:
                on_problem(Problem(place, f"the id {found.id} belongs to another article already, {ids[found.id]}; rename one of them"))
            else:
                ids[found.id] = contents[content] = place
                yield found


def sniff(data: bytes) -> Reader:
    """Return the reader for bytes that come without a name.

    >>> sniff(b'{"text": "..."}') is READERS[".json"], sniff(b"Chips are scarce.") is READERS[".txt"]
    (True, True)
    """
    head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _JSON.match(head):
        return json.read
    if head.startswith(b"<") and _FEED.search(head):
        return feed.read
    if head.startswith(b"<") and _HTML.search(head):
        return html.read
    return markdown.read if head.startswith(b"---") else text.read


def _articles(source: Source, on_problem: Callable[[Problem], None]) -> Iterator[tuple[str, Article]]:
    """Yield the articles of one source, each with the place that a user would look for it."""
    drafts: list[Draft] = []
    try:
        data = source.load()
        reader = READERS[source.suffix] if source.path else sniff(data)
        drafts.extend(reader(data))
    except InputError as error:
        # `extend` keeps what came before the error
        on_problem(Problem(source.name, str(error)))
    several = len(drafts) > 1
    for number, draft in enumerate(drafts, start=1):
        place = f"{source.name}, article {number}" if several else source.name
        try:
            yield place, article(draft, stem=f"{source.stem}-{number}" if several else source.stem)
        except InputError as error:
            on_problem(Problem(place, str(error)))
