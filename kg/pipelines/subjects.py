"""One subject a verb: scoring arc by arc may give it two, a noun and the name right behind it ("carmakers BMW and Opel")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

SUBJECT = "nsubj"
DETERMINED = frozenset({"det", "nmod:poss"})


def joined(heads: Sequence[int], labels: Sequence[str], classes: Sequence[str], described: str) -> tuple[list[int], list[str]]:
    """The tree with the name on the noun, or the noun on the name.

    Args:
        heads: the head of each word, its own place for a root.
        labels: its label.
        classes: its part of speech.
        described: the label of a bare noun before a name, which is then the subject; "" where the noun stays the subject.

    A noun with an article or an owner stays the subject, and the name is its apposition.

    >>> joined([3, 3, 1, 3], ["nsubj", "nsubj", "flat", "root"], ["NOUN", "PROPN", "PROPN", "VERB"], "nmod:desc")
    ([1, 3, 1, 3], ['nmod:desc', 'nsubj', 'flat', 'root'])
    >>> joined([3, 3, 1, 3], ["nsubj", "nsubj", "flat", "root"], ["NOUN", "PROPN", "PROPN", "VERB"], "")
    ([3, 0, 1, 3], ['nsubj', 'appos', 'flat', 'root'])
    """
    heads, labels = list(heads), list(labels)
    subjects = [at for at, label in enumerate(labels) if label.partition(":")[0] == SUBJECT]
    for noun, name in pairwise(subjects):
        if heads[noun] != heads[name] or (classes[noun], classes[name]) != ("NOUN", "PROPN") or _begin(heads, name) != noun + 1:
            continue
        bare = not any(head == noun and labels[at] in DETERMINED for at, head in enumerate(heads))
        if described and bare:
            heads[noun], labels[noun] = name, described
        else:
            heads[name], labels[name] = noun, "appos"
    return heads, labels


def _begin(heads: Sequence[int], node: int) -> int:
    """The first word that hangs on a word without a gap before it."""
    begin = node
    while begin and _under(heads, begin - 1, node):
        begin -= 1
    return begin


def _under(heads: Sequence[int], at: int, node: int) -> bool:
    while at != node and heads[at] != at:
        at = heads[at]
    return at == node
