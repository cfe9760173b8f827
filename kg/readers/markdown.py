"""Markdown (CommonMark), with YAML front matter, to plain text.

It is rendered and the text of the rendering taken, so that no mark-up survives and anything that Markdown allows is read.
Indented code is taken for paragraphs (in news it is one), fenced code and tables are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt

from kg.errors import InputError
from kg.readers import front
from kg.readers.clean import line
from kg.readers.decode import decode
from kg.readers.draft import Draft, described
from kg.readers.markup import plain

MAX_MARKDOWN = 500_000  # characters; the parser's time grows faster than the text


def read(data: bytes) -> Iterator[Draft]:
    """Yield the one article of a Markdown file; a first heading of the first level is its title.

    Raises:
        InputError: the bytes are not text, the front matter is not well formed, or the file is longer than `MAX_MARKDOWN`.
    """
    values, body = front.split(decode(data))
    if len(body) > MAX_MARKDOWN:
        raise InputError(f"the file has {len(body):,} characters and {MAX_MARKDOWN:,} of Markdown are read at most; split it into articles")
    heading, text = _rendered(body)
    draft = described(text, values)
    if draft.title is None:
        yield replace(draft, title=heading)
    elif heading is None or line(heading) == line(draft.title):
        yield draft
    else:
        yield replace(draft, text=f"{heading}\n\n{text}")


def _rendered(body: str) -> tuple[str | None, str]:
    """Return the heading that the text opens with, and the text after it."""
    parser = MarkdownIt("commonmark").enable(["strikethrough", "table"]).disable("code")
    environment: dict[str, object] = {}
    tokens = parser.parse(body, environment)
    heading = None
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        heading = plain(parser.renderer.render(tokens[:3], parser.options, environment)) or None
        tokens = tokens[3:]
    return heading, plain(parser.renderer.render(tokens, parser.options, environment))
