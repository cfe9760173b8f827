"""Text as everything after the readers sees it: Unicode NFC, no control characters, no lines that belong to a web page.

The characters are settled before any offset is counted, so an offset never has to be translated back. Only whole
lines are dropped, never a part of one; which lines is told by the patterns in `kg/lang/<xx>/boilerplate.txt`. The patterns
of all languages are tried on every text, because a Dutch page carries English widgets.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from unicodedata import category, normalize

MAX_BOILERPLATE = 300  # characters; a longer line is prose, and a bound on what a pattern has to look at

_LANG = Path(__file__).parents[1] / "lang"
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028]")
_SPACES = re.compile(r" {2,}")
_BLANK_LINES = re.compile(r"\n{3,}")


class _Characters(dict[int, int | None]):
    """What becomes of a character, by code point, worked out once for each one that is met."""

    def __missing__(self, code: int) -> int | None:
        kind = category(chr(code))
        if kind == "Zs" or code == 0x09:
            result: int | None = 0x20
        elif code == 0x0A:
            result = code
        elif kind in {"Cc", "Cf", "Cs"} or (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
            result = None  # controls, zero-width and direction marks, soft hyphens, surrogates, noncharacters
        else:
            result = code
        self[code] = result
        return result


_CHARACTERS = _Characters()


def prose(text: str) -> str:
    """Return the paragraphs of a text, cleaned: one blank line between paragraphs, one space between words.

    >>> prose("Een  zin\\u00a0hier.\\r\\n\\r\\n\\r\\nLees ook: iets anders\\nNog een co\\u00adzin.")
    'Een zin hier.\\n\\nNog een cozin.'
    """
    lines = (_SPACES.sub(" ", line).strip(" ") for line in characters(text).split("\n"))
    kept = "\n".join(line for line in lines if not is_boilerplate(line))
    return _BLANK_LINES.sub("\n\n", kept).strip("\n")


def line(value: str | None, *, limit: int = 500) -> str | None:
    """Return a value of metadata on one line of at most `limit` characters, or None where nothing is left of it.

    >>> line(" Chips\\n and more ")
    'Chips and more'
    """
    if value is None:
        return None
    return " ".join(characters(value[: 4 * limit]).split())[:limit].rstrip() or None


def characters(text: str) -> str:
    """Return the text in NFC with every line end as one newline, every space as a space, and no invisible characters."""
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    return normalize("NFC", text.translate(_CHARACTERS))


def is_boilerplate(text: str) -> bool:
    """True where a whole line belongs to the page and not to the article.

    >>> is_boilerplate("Image credits: Jane Doe"), is_boilerplate("The image credits the author.")
    (True, False)
    """
    return 0 < len(text) <= MAX_BOILERPLATE and _boilerplate().fullmatch(text) is not None


def patterns(path: Path) -> list[str]:
    """Return the regular expressions of a data file: one a line, blank lines and lines that begin with `#` left out."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _boilerplate() -> re.Pattern[str]:
    files = sorted(_LANG.glob("*/boilerplate.txt"))
    return re.compile("|".join(f"(?:{pattern})" for file in files for pattern in patterns(file)), re.IGNORECASE)
