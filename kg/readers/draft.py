"""A draft is what a format gives: a text and whatever it says about it. `article` makes the article of it.

Everything that is the same for all formats happens here once: cleaning, bounds, the id, the date, the language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.model import Article
from kg.readers.clean import line, prose
from kg.readers.dates import iso_date
from kg.readers.language import language

MIN_LETTERS = 20
MAX_LINE = 20_000
MAX_TEXT = 1_000_000
MAX_ID = 120

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("identifier", "id"),
    "title": ("headline", "title", "name"),
    "url": ("url", "link", "canonical_url", "mainEntityOfPage", "@id"),
    "published": ("datePublished", "date", "published", "date_published", "published_at", "publishedAt", "pubDate"),
    "source": ("publisher", "source", "sourceOrganization", "outlet", "site_name"),
    "language": ("inLanguage", "language", "lang"),
}
"""The keys of schema.org and of plain files that stand for each field, best first."""

_SAFE_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_SCHEME = re.compile(r"(?:https?|tag|urn)[:/]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as a format gives it, with what it declares about itself, all still as written."""

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None


def described(text: str, values: Mapping[str, str]) -> Draft:
    """Return a draft of a text and a mapping of metadata, whichever of the known keys it uses.

    >>> described("Tekst.", {"headline": "Kop", "lang": "nl"}).title
    'Kop'
    """
    found = {field: next((values[key] for key in keys if values.get(key)), None) for field, keys in FIELDS.items()}
    return Draft(text, **found)


def article(draft: Draft, *, stem: str) -> Article:
    """Return the article of a draft; `stem` is its id where it names none of its own.

    Raises:
        InputError: it has too few letters, a line or a text that is too long.
        UnsupportedLanguage: it is in a language that is not read here.
    """
    text = prose(draft.text)
    _within_bounds(text)
    title = line(draft.title)
    return Article(
        id=slug(draft.id or "") or slug(stem) or "article-" + sha256(text.encode()).hexdigest()[:8],
        text=text,
        title=title,
        url=address(draft.url),
        published=iso_date(line(draft.published)),
        source=line(draft.source, limit=100),
        language=language(text, title=title, declared=line(draft.language)),
    )


def slug(name: str) -> str:
    """Return a name in letters, digits, full stops, hyphens and underscores; one that is safe already stays as it is.

    >>> slug("nos-2020.Huawei"), slug("Café noir!"), slug("https://nos.example/l/12")
    ('nos-2020.Huawei', 'cafe-noir', 'nos.example-l-12')
    """
    if len(name) <= MAX_ID and _SAFE_ID.fullmatch(name):
        return name
    plain = normalize("NFKD", _SCHEME.sub("", name, count=1)).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-._")
    if len(plain) <= MAX_ID:
        return plain
    return plain[: MAX_ID - 9].rstrip("-._") + "-" + sha256(name.encode("utf-8", "replace")).hexdigest()[:8]


def address(url: str | None) -> str | None:
    """Return a web address, or None for anything that is not plainly one (a script, a file, a relative path).

    >>> address("https://example.org/a"), address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    url = line(url, limit=2000)
    if url is None or re.search(r"[\s<>\"{}|\\^`]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _within_bounds(text: str) -> None:
    letters = sum(map(str.isalpha, text[: 10 * MAX_LINE]))
    if letters < MIN_LETTERS:
        raise InputError(f"the text has {letters} letters and an article has at least {MIN_LETTERS}; give the whole article")
    if len(text) > MAX_TEXT:
        raise InputError(f"the text has {len(text):,} characters and {MAX_TEXT:,} are read at most; split it into articles")
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        raise InputError(f"a paragraph has {longest:,} characters and {MAX_LINE:,} are read at most; break it into paragraphs")
