"""Plain text: one article a file, or several, each closed by a line that holds only the name of its source.

A closing line is told by the list of outlets in `outlets.txt`, by looking like a web site's name, or by being the same as the
last line of the file. Only a file whose last line is such a line is split, so that a credit in the middle of an article does
not cut it in two. A first line that looks like a headline is the title; lone dates and addresses are metadata too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kg.readers import front
from kg.readers.clean import patterns, prose
from kg.readers.dates import is_date_line
from kg.readers.decode import decode
from kg.readers.draft import Draft, address, described

MAX_TITLE = 150
MAX_NAME = 40

_OUTLETS = Path(__file__).with_name("outlets.txt")
_PROSE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_NO_TITLE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_NAME_WORD = r"(?:[A-Z0-9&][\w&'’.+-]*|de|het|the|of|van|and|en|in|for|voor)"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}")
_SITE = re.compile(r"(?:www\.)?[A-Za-z0-9-]{2,30}\.(?:[a-z]{2,3}\.)?(?:be|com|eu|info|io|net|news|nl|org|uk)")
_DATED = re.compile(r"(?P<name>[^,|–—]{2,40}?) ?[,|–—] ?(?P<date>.{6,60})")


def read(data: bytes) -> Iterator[Draft]:
    """Yield the articles of a plain text.

    Raises:
        InputError: the bytes are not text, or the front matter is not well formed.
    """
    values, body = front.split(decode(data))
    drafts = [_draft(lines, source) for lines, source in _pieces(prose(body).split("\n"))]
    if len(drafts) == 1 and values:
        given = described("", values)
        fields = ("id", "title", "url", "published", "source", "language")
        drafts = [replace(drafts[0], **{name: getattr(given, name) for name in fields if getattr(given, name)})]
    yield from drafts


def source_name(text: str) -> str | None:
    """Return the name of the outlet that a line holds and nothing else but perhaps a date, or None.

    >>> source_name("TechCrunch"), source_name("NOS Tech, 12 september 2020"), source_name("Chips worden duurder")
    ('TechCrunch', 'NOS Tech', None)
    """
    name, _ = _signature(text)
    return name if name and (_outlets().fullmatch(name) or _SITE.fullmatch(name)) else None


def _pieces(lines: list[str]) -> Iterator[tuple[list[str], str | None]]:
    """Yield the lines of each article with the line that closes it."""
    last = lines[-1]
    if len(lines) < 2 or not (source_name(last) or _looks_like_source(lines)):
        yield lines, None
        return
    piece: list[str] = []
    for number, text in enumerate(lines):
        alone = number + 1 == len(lines) or not lines[number + 1] or not lines[number - 1]
        closes = alone and (text == last or source_name(text) is not None)
        if closes and any(map(_PROSE_END.search, piece)):
            yield piece, text
            piece = []
        elif not closes or any(piece):
            piece.append(text)
    if any(piece):
        yield piece, None


def _looks_like_source(lines: list[str]) -> bool:
    """True where the last line may be the name of an outlet that we do not know: a name alone, after a whole sentence."""
    name, _ = _signature(lines[-1])
    before = next((text for text in reversed(lines[:-1]) if text), "")
    return bool(name and _NAME.fullmatch(name) and _PROSE_END.search(before))


def _signature(text: str) -> tuple[str | None, str | None]:
    """Return the name and the date of a closing line, each None where the line has none."""
    match = _DATED.fullmatch(text)
    if match and is_date_line(match["date"]):
        return match["name"], match["date"]
    return (text, None) if len(text) <= MAX_NAME else (None, None)


def _draft(lines: list[str], closing: str | None) -> Draft:
    source, published = _signature(closing) if closing else (None, None)
    lines, dates, urls = _without_metadata(lines)
    title, body = _title(lines)
    return Draft(body, title=title, url=urls[0] if urls else None, published=published or (dates[0] if dates else None), source=source)


def _without_metadata(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Take the lines that are only a web address, and those among the first and last few that are only a date."""
    filled = [number for number, text in enumerate(lines) if text]
    edges = {*filled[:4], *filled[-3:]}
    dates = [number for number in sorted(edges) if is_date_line(lines[number])]
    urls = [number for number in filled if address(lines[number])]
    taken = {*dates, *urls}
    rest = [text for number, text in enumerate(lines) if number not in taken]
    return rest, [lines[number] for number in dates], [lines[number] for number in urls]


def _title(lines: list[str]) -> tuple[str | None, str]:
    text = "\n".join(lines).strip("\n")
    first, blank, rest = text.partition("\n\n")
    is_title = blank and "\n" not in first and 2 <= len(first) <= MAX_TITLE and not _NO_TITLE_END.search(first)
    return (first, rest.strip("\n")) if is_title else (None, text)


@lru_cache(maxsize=1)
def _outlets() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns(_OUTLETS)))
