"""What the network sees of a word: rows of three tables, found by hashing its form and the parts of it.

Nothing is looked up in a vocabulary, so that no word is unknown: an unseen word still has its affixes, its shape and its character
n-grams. Forms are compared in lower case, with straight quotes and with zeros for digits, so that every year and price is one word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

WORD_ROWS = 16384
AFFIX_ROWS = 8192
NGRAM_ROWS = 16384
AFFIXES = 9
"""Affix features of a word: three beginnings, four endings, the shape and the exact form."""
_LONGEST = 24
_BEGUN = {kind: crc32(f"{kind}\t".encode()) for kind in "wvn012345678"}
"""The checksums of what stands before a text that is hashed: a sum goes on where another ended."""
_STRAIGHT = str.maketrans("‘’‚“”„`´", "'''\"\"\"''")
_ZEROS = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class Features:
    """The rows of a word: `word` in the table of words, `affixes` in that of affixes, `ngrams` in that of character n-grams."""

    word: tuple[int, int]
    affixes: tuple[int, ...]
    ngrams: tuple[int, ...]


def straight(form: str) -> str:
    """A form with straight quotes.

    >>> straight("n’t"), straight("“")
    ("n't", '"')
    """
    return form.translate(_STRAIGHT)


def key(form: str) -> str:
    """The form under which a word is looked up among the word vectors.

    >>> key("China’s"), key("1984")
    ("china's", '1984')
    """
    return straight(form).lower()


@lru_cache(maxsize=1 << 13)
def features(form: str) -> Features:
    """The rows of a form.

    >>> features("1984").word == features("2024").word, features("De").word == features("de").word
    (True, True)
    >>> len(features("de").affixes), len(features("de").ngrams)
    (9, 3)
    """
    exact = straight(form)
    low = exact.lower().translate(_ZEROS)
    first, second = _hash("w", low), _hash("v", low)
    parts = (exact[:1], low[:2], low[:3], low[-1:], low[-2:], low[-3:], low[-4:], shape(exact), exact.translate(_ZEROS))
    marked = f"<{low[:_LONGEST]}>"
    ngrams = {marked[at : at + size] for size in (3, 4, 5) for at in range(len(marked) - size + 1)} or {marked}
    return Features(
        (first % WORD_ROWS, second % WORD_ROWS),
        tuple(_hash(kind, part) % AFFIX_ROWS for kind, part in zip("012345678", parts, strict=True)),
        tuple(sorted(_hash("n", ngram) % NGRAM_ROWS for ngram in ngrams)),
    )


def shape(form: str) -> str:
    """Capitals, small letters and digits of a form, runs of more than three cut.

    >>> shape("Huawei"), shape("5G"), shape("U.S."), shape("12,000")
    ('Xxxx', 'dX', 'X.X.', 'dd,ddd')
    """
    result: list[str] = []
    for letter in form:
        sign = "d" if letter.isdigit() else letter if not letter.isalpha() else "X" if letter.isupper() else "x"
        if result[-3:] != [sign] * 3:
            result.append(sign)
    return "".join(result)


def _hash(kind: str, text: str) -> int:
    """A mixed 32-bit checksum: the plain one is linear, so that two kinds of one text would always collide together."""
    number = crc32(text.encode(), _BEGUN[kind])
    number = (number ^ (number >> 16)) * 0x7FEB352D & 0xFFFFFFFF
    number = (number ^ (number >> 15)) * 0x846CA68B & 0xFFFFFFFF
    return number ^ (number >> 16)


REMEMBERED = 50_000
"""Forms whose rows are kept; then all are forgotten, so that memory is bounded."""


def remembered(
    forms: Sequence[str], memory: dict[str, NDArray[np.float32]], compute: Callable[[list[str]], Iterable[NDArray[np.float32]]]
) -> NDArray[np.float32]:
    """One row a form, whatever stands beside it; what is not in `memory` is computed, once, and kept there.

    Args:
        compute: gives the rows of forms, in their order.

    >>> remembered(["a", "bb", "a"], {}, lambda forms: np.array([[len(form)] for form in forms], np.float32)).tolist()
    [[1.0], [2.0], [1.0]]
    """
    if len(memory) > REMEMBERED:
        memory.clear()
    fresh = sorted({form for form in forms if form not in memory})
    if fresh:
        memory.update(zip(fresh, compute(fresh), strict=True))
    return np.stack([memory[form] for form in forms])
