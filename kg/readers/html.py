"""Saved web pages: trafilatura finds the article among the menus, and its title, date, address and outlet.

Nothing is fetched. Dates are taken from a page's metadata only, never guessed from its text, and with a fixed latest year, so
that the same page gives the same article on any day.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from kg.errors import InputError
from kg.readers.clean import line
from kg.readers.decode import decode
from kg.readers.draft import MIN_LETTERS, Draft
from kg.readers.markup import paragraphs

MAX_HTML = 10 * 1024 * 1024

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CHARSET_BYTES = 4096
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
_BY_PRECISION: tuple[dict[str, Any], ...] = ({"favor_precision": True}, {}, {"favor_recall": True})


def read(data: bytes) -> Iterator[Draft]:
    """Yield the article of a web page.

    Raises:
        InputError: the page is no HTML, holds no article, or is larger than `MAX_HTML`.
    """
    if len(data) > MAX_HTML:
        raise InputError(f"the page is larger than the {MAX_HTML // 2**20} MB of HTML that are read at most; save the article alone")
    match = _CHARSET.search(data, 0, _CHARSET_BYTES)
    markup = decode(data, declared=match[1].decode("ascii") if match else None)
    for options in _BY_PRECISION:
        found, language = _extracted(markup, options)
        text = paragraphs(found.body) if found is not None and found.body is not None else ""
        if sum(map(str.isalpha, text)) >= MIN_LETTERS:
            title = line(found.title)
            yield Draft(
                _after_title(text, title),
                title=title,
                url=found.url,
                published=found.date,
                source=found.sitename,
                language=found.language or language,
            )
            return
    raise InputError("no article is found on the page; save the page of one article, with its text")


def _extracted(markup: str, options: dict[str, Any]) -> tuple[Any, str | None]:
    """Return what trafilatura makes of a page, and the language that the page declares."""
    try:
        tree = _trafilatura().load_html(markup)
        if tree is None:
            return None, None
        language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        found = _trafilatura().bare_extraction(
            tree, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=_DATES, **options
        )
    except Exception as error:
        # any page must come out as an article or as a sentence, and what its parsers may raise is documented nowhere
        raise InputError(f"the page cannot be parsed ({type(error).__name__}); save it again or give its text") from error
    return found, language


def _after_title(text: str, title: str | None) -> str:
    """Return the text without the headline that it opens with."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and title and line(first) == title else text


@lru_cache(maxsize=1)
def _trafilatura() -> Any:
    """Return trafilatura, loaded when the first page needs it: that takes most of a second, which no other command should wait."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its remarks on odd pages are our Problems
    return import_module("trafilatura")
