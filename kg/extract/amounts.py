"""Amounts of money and shares in a sentence: "$12 billion", "3,5 miljoen euro", "US$1.2bn", "20 percent".

Currencies, scales, the decimal sign and the words for a hundredth are language data. The value is written as a plain number
and an ISO 4217 code, or a percent sign: "12000000000 USD", "20 %".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import chain

from kg.lang import Lexicon


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: the words that it covers (half-open) and its value, "12000000000 USD"."""

    first: int
    last: int
    value: str

    @property
    def is_money(self) -> bool:
        """True for an amount of a currency, false for a share."""
        return not self.value.endswith(PERCENT)


PERCENT = "%"
_NUMBER = re.compile(r"\d[\d.,]*")
_GLUED = re.compile(r"(?P<sign>[^\d\s]*)(?P<number>\d[\d.,]*)(?P<scale>[a-z]*)", re.IGNORECASE)


def amounts(words: list[str], lexicon: Lexicon) -> list[Amount]:
    """The amounts of money among the words of a sentence, left to right.

    >>> from kg.lang import lexicon
    >>> [amount.value for amount in amounts("een bedrag van 3,5 miljoen euro".split(), lexicon("nl"))]
    ['3500000 EUR']
    >>> [amount.value for amount in amounts("$ 12 billion for 20 percent of the shares".split(), lexicon("en"))]
    ['12000000000 USD', '20 %']
    """
    if not any(map(str.isdigit, chain.from_iterable(words))):
        return []
    found: list[Amount] = []
    i = 0
    while i < len(words):
        hit = _at(words, i, lexicon)
        if hit:
            found.append(hit)
        i = hit.last if hit else i + 1
    return found


def _at(words: list[str], i: int, lexicon: Lexicon) -> Amount | None:
    currencies, scales = lexicon.table("amounts", "currencies"), lexicon.table("amounts", "scales")
    first, currency = i, currencies.get(words[i].lower())
    if (currency and not words[i][0].isalpha()) or (currency and words[i].lower().endswith("$")):
        i += 1
    else:
        currency = None
    glued = _GLUED.fullmatch(words[i]) if i < len(words) else None
    if not glued:
        return None
    currency = currency or currencies.get(glued["sign"].lower())
    if glued["sign"] and not currencies.get(glued["sign"].lower()):
        return None
    number = _number(glued["number"], lexicon.value("amounts", "decimal"))
    scale = scales.get(glued["scale"].lower(), 0)
    i += 1
    if i < len(words) and words[i].lower() in scales and not scale:
        scale, i = scales[words[i].lower()], i + 1
    if not currency and i < len(words) and words[i].lower() in currencies and not _opens(words, i):
        currency, i = currencies[words[i].lower()], i + 1
    if currency is None and number is not None and not scale and (share := _share(words, i, lexicon)):
        return Amount(first, share, f"{number.normalize():f} {PERCENT}")
    if currency is None or number is None:
        return None
    value = (number.scaleb(scale)).normalize()
    return Amount(first, i, f"{value:f} {currency}")


def _opens(words: list[str], i: int) -> bool:
    """The sign at `i` is that of the number behind it: "raised in 2024 $155 mln"."""
    return not words[i][-1].isalpha() and i + 1 < len(words) and words[i + 1][0].isdigit()


def _share(words: list[str], i: int, lexicon: Lexicon) -> int | None:
    """Where the words for a hundredth that stand at `i` end, or None: "percent", "per cent", "%"."""
    for length in (1, 2):
        if " ".join(words[i : i + length]).lower() in lexicon.words("amounts", "percent"):
            return i + length
    return None


def _number(text: str, decimal: str) -> Decimal | None:
    other = "," if decimal == "." else "."
    plain = text.rstrip(".,")
    head, sign, tail = plain.rpartition(other)
    if sign and decimal not in plain and len(tail) != 3:  # "3.5 miljoen" in Dutch, "3,5" in English: the other sign was meant
        plain = f"{head}{decimal}{tail}"
    try:
        return Decimal(plain.replace(other, "").replace(decimal, "."))
    except InvalidOperation:
        return None
