"""Where sentences begin: what the network says, corrected by quotation marks, of which it does not see on which side the space is."""

from __future__ import annotations

from collections.abc import Sequence

from kg.pipelines.exact import Floats

FINAL = frozenset(".!?…") | {"...", "?!", "!!", "!?"}
OPENING = frozenset("“„«") | {"``", ",,"}
CLOSING = frozenset("”»") | {"''"}
EITHER = '"'
BRACKETS = frozenset(")]")
AT_ALL = 0.1
"""How likely a start at an opening quotation mark after a full stop has to be."""
LONGEST_QUOTE = 150
"""Words: a quote that is still open after so many was never closed."""


def firsts(forms: Sequence[str], likely: Floats, spaced: Sequence[bool]) -> list[int]:
    """The first words of the sentences of a text.

    Args:
        forms: the words.
        likely: how likely each begins a sentence, from 0 to 1.
        spaced: whether white space follows each.

    >>> import numpy as np
    >>> firsts("Hi . I am".split(), np.array([0.1, 0.2, 0.9, 0.4], np.float32), [True] * 4)
    [0, 2]
    """
    marks = quotation_marks(forms, spaced)
    inside = quoted(marks)
    result = [0]
    for at in range(1, len(forms)):
        chance = float(likely[at])
        after_stop = forms[at - 1] in FINAL
        if marks[at - 1] < 0:  # a start before a closing mark is one behind it
            chance = max(chance, float(likely[at - 1]))
        if marks[at] > 0 and after_stop and chance + float(likely[at + 1 : at + 2].sum()) > AT_ALL:
            chance = 1.0
        if chance > 0.5 and marks[at] >= 0 and forms[at] not in BRACKETS and (not inside[at] or after_stop):
            result.append(at)
    return result


def quotation_marks(forms: Sequence[str], spaced: Sequence[bool]) -> list[int]:
    """1 for an opening quotation mark, -1 for a closing one, 0 for every other word.

    A straight one opens where space stands before it alone, closes where space stands after it alone, else by turns.

    >>> quotation_marks(['"', "Go", "!", '"', "he", "said"], [False, False, False, True, True, True])
    [1, 0, 0, -1, 0, 0]
    """
    result: list[int] = []
    opened = False
    for at, form in enumerate(forms):
        sign = 0
        if form in OPENING or form in CLOSING:
            sign = 1 if form in OPENING else -1
        elif form == EITHER:
            before, after = at == 0 or spaced[at - 1], at + 1 == len(forms) or spaced[at]
            sign = (1 if before else -1) if before != after else -1 if opened else 1
        opened = opened if sign == 0 else sign > 0
        result.append(sign)
    return result


def quoted(marks: Sequence[int]) -> list[bool]:
    """Whether a word stands inside quotation marks, after the opening one and up to the closing one.

    >>> quoted([0, 0, 1, 0, 0, -1, 0])
    [False, False, False, True, True, True, False]
    """
    inside = [False] * len(marks)
    opened: int | None = None
    for at, sign in enumerate(marks):
        if sign < 0 and opened is not None and at - opened <= LONGEST_QUOTE:
            inside[opened + 1 : at + 1] = [True] * (at - opened)
        if sign:
            opened = at if sign > 0 else None
    return inside
