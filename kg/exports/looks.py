"""How nodes and edges look in the formats that carry it: sizes and colours as numbers."""

from __future__ import annotations

from math import sqrt


def size(facts: int) -> float:
    """The diameter of a node that is an end of so many facts: its area grows with them."""
    return round(8 + 6 * sqrt(facts), 1)


def channels(hex_colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`.

    >>> channels("#0072b2")
    (0, 114, 178)
    """
    return int(hex_colour[1:3], 16), int(hex_colour[3:5], 16), int(hex_colour[5:7], 16)
