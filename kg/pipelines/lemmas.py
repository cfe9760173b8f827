"""Lemmas as edits: what to change at the two ends of a form to get its lemma. One edit serves every word that is inflected alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kg.pipelines.features import straight

SEPARATOR = "\t"


def edit(form: str, lemma: str) -> str:
    """The edit that makes the lemma from the form: case, cut and text at the beginning, cut and text at the end; or the lemma itself.

    >>> edit("Companies", "company").split(SEPARATOR)
    ['l', '0', '', '3', 'y']
    >>> edit("gezegd", "zeggen").split(SEPARATOR)
    ['l', '2', '', '1', 'gen']
    >>> edit("Huawei", "Huawei").split(SEPARATOR), edit("is", "be").split(SEPARATOR)
    (['k', '0', '', '0', ''], ['=', 'be'])
    """
    form, lemma = straight(form), straight(lemma)
    found: list[tuple[int, int, str]] = []
    for order, case in enumerate("lkt"):
        base = _CASES[case](form)
        at, in_lemma, size = _common(base, lemma)
        if size:
            cuts = (case, str(at), lemma[:in_lemma], str(len(base) - at - size), lemma[in_lemma + size :])
            found.append((len(base) + len(lemma) - 2 * size, order, SEPARATOR.join(cuts)))
    cost, _, best = min(found, default=(99, 0, ""))
    return best if cost < len(form) + len(lemma) - 1 else f"={SEPARATOR}{lemma}"


def apply(change: str, form: str) -> str:
    """The lemma of a form by an edit; a form that is too short for it stays as it is.

    >>> apply(edit("Companies", "company"), "parties"), apply(edit("gezegd", "zeggen"), "gelegd")
    ('party', 'leggen')
    >>> apply(edit("Companies", "company"), "as")
    'as'
    """
    case, *parts = change.split(SEPARATOR)
    if case == "=":
        return parts[0]
    base = _CASES[case](straight(form))
    begin, end = int(parts[0]), len(base) - int(parts[2])
    return parts[1] + base[begin:end] + parts[3] if begin < end else base


def _title(form: str) -> str:
    return form[:1].upper() + form[1:].lower()


_CASES: dict[str, Callable[[str], str]] = {"l": str.lower, "k": str, "t": _title}


@cache
def _common(form: str, lemma: str) -> tuple[int, int, int]:
    """The longest common substring: where it begins in both, and its length."""
    best = (0, 0, 0)
    sizes = [0] * (len(lemma) + 1)
    for at, letter in enumerate(form):
        row = [0] * (len(lemma) + 1)
        for other, sign in enumerate(lemma):
            if letter == sign:
                row[other + 1] = size = sizes[other] + 1
                if size > best[2]:
                    best = (at - size + 1, other - size + 1, size)
        sizes = row
    return best
