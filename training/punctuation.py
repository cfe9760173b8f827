"""Where punctuation hangs in the current Dutch treebanks: on the unit that it sets off or encloses."""

from __future__ import annotations

from training.conllu import Word

OPENING = frozenset("([{“«‘„")
CLOSING = frozenset(")]}”»’")
STRAIGHT = frozenset({'"', "''", "'"})


def heads(words: list[Word]) -> dict[int, int]:
    """The head of each mark, from the heads of the words.

    >>> words = [Word(form, "", "X", "", "", head, label, True, "") for form, head, label in (
    ...     ("Bo", 6, "nsubj"), (",", 6, "punct"), ("de", 3, "det"), ("baas", 0, "appos"), (",", 6, "punct"), ("niet", 6, "advmod"),
    ...     ("kwam", 6, "root"), (".", 0, "punct"))]
    >>> heads(words)
    {1: 3, 4: 0, 7: 6}
    """
    enclosed = pairs(words)
    marks = [i for i, word in enumerate(words) if word.deprel == "punct"]
    if len(marks) == len(words):
        return {}
    return {i: inside(words, *enclosed[i]) if i in enclosed else between(words, i) for i in marks}


def pairs(words: list[Word]) -> dict[int, tuple[int, int]]:
    """For each bracket or quote of a pair with words inside: the range of what stands inside."""
    found: dict[int, tuple[int, int]] = {}
    stack: list[int] = []
    quote: int | None = None
    for i, word in enumerate(words):
        start: int | None = None
        if word.form in STRAIGHT and word.deprel == "punct":
            start, quote = quote, i if quote is None else None
        elif word.form in OPENING:
            stack.append(i)
        elif word.form in CLOSING and stack:
            start = stack.pop()
        if start is not None and any(other.deprel != "punct" for other in words[start + 1 : i]):
            found[start] = found[i] = (start + 1, i)
    return found


def inside(words: list[Word], start: int, end: int) -> int:
    """The first word of a range that hangs on something outside it, or on nothing."""
    real = [i for i in range(start, end) if words[i].deprel != "punct"]
    return next((i for i in real if words[i].head == i or not start <= words[i].head < end), real[0])


def between(words: list[Word], at: int) -> int:
    """The highest unit that ends before the mark or begins after it: the one of the two that hangs on the other
    side, the later one before the earlier."""
    left = next((i for i in range(at - 1, -1, -1) if words[i].deprel != "punct"), None)
    right = next((i for i in range(at + 1, len(words)) if words[i].deprel != "punct"), None)
    if left is None or right is None:
        return climb(words, right if left is None else left, at)
    left, right = climb(words, left, at), climb(words, right, at)
    before = words[right].head < at
    return right if before or words[left].head <= at else left


def climb(words: list[Word], i: int | None, at: int) -> int:
    """The top of the heads above a word on its side of the mark."""
    assert i is not None
    while words[i].head != i and (words[i].head < at) == (i < at):
        i = words[i].head
    return i
