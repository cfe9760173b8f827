"""A second opinion on Dutch names: what Frog's name finder (trained on SoNaR) says, as the Debian packages frog and frogdata have it.

It is used in training only. Its output is kept in files, one a file of sentences: `frog -n --skip=macplt -t FILE > FILE.out`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from training.conllu import Sentence

LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "PRO": "MISC", "MISC": "MISC", "EVE": "MISC"}
TRUSTED = frozenset({"PERSON", "LOC", "ORG"})
TAG = re.compile(r"^(?:O|([BI])-([A-Z]+).*)$")

Spans = Mapping[tuple[int, int], str]


def write(sentences: Iterable[Sentence], path: Path) -> None:
    """Sentences for Frog: one a line, words with spaces between them."""
    path.write_text("".join(" ".join(word.form for word in sentence.words) + "\n" for sentence in sentences), encoding="utf-8")


def read(folder: Path) -> dict[str, Spans]:
    """Names by range of words, for each sentence by its words without spaces; nothing where there is no output."""
    return {
        "".join(words): spans(tags) for path in sorted(folder.glob("*.out")) for words, tags in blocks(path.read_text(encoding="utf-8"))
    }


def blocks(text: str) -> Iterator[tuple[list[str], list[str]]]:
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line]
        if rows:
            yield [row[1] for row in rows], [next(cell for cell in row[2:] if TAG.match(cell)) for row in rows]


def spans(tags: list[str]) -> Spans:
    """
    >>> spans(["B-PER", "I-PER", "O", "B-LOC"])
    {(0, 2): 'PERSON', (3, 4): 'LOC'}
    """
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        match = TAG.match(tag)
        if match is None or not match.group(1):
            continue
        if match.group(1) == "I" and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
        else:
            found.append((i, i + 1, LABELS[match.group(2)]))
    return {(start, end): label for start, end, label in found}


def settled(ours: str, theirs: str) -> str:
    """One label of ours and Frog's: where both have one they must agree; its products and works are not to be trusted.

    >>> settled("ORG", "ORG"), settled("ORG", "PERSON"), settled("", "LOC"), settled("", "MISC"), settled("LOC", "")
    ('ORG', '', 'LOC', '', 'LOC')
    """
    if not theirs or not ours:
        return ours or (theirs if theirs in TRUSTED else "")
    return ours if ours == theirs else ""
