"""How far the network that weighs claims can be relied on, in articles that it was not trained on.

    python -m benchmarks.likely

Two tables over the unseen articles (`benchmarks/passages`), short and long, both languages: the claims of frames by how likely the
network finds them, and the claims that it tells beside them by their likelihood; of each range, how many there are and the share that
the gold has.
A claim below `UNLIKELY` becomes no fact; it is grounded here all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from benchmarks.facts import PASSAGES
from kg.annotate import annotate
from kg.extract.claims import scenes
from kg.extract.ends import Memory
from kg.extract.likely import weighed
from kg.ground import ground
from kg.link import linker
from kg.model import Claim, Fact
from kg.ontology import load
from kg.readers import read
from kg.reading import reader_of
from kg.score import answers, kinship, read_gold

PARTS = ("en", "nl", "en-long", "nl-long")
BINS = (0.0, 0.02, 0.05, 0.08, 0.12, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1.01)
"""Bounds of the rows of both tables."""


def judged(part: str) -> Iterator[tuple[bool, float, bool]]:
    """Of every claim of a part that the network judges: whether a frame says it, how likely it is, and whether the gold has it."""
    related, gold = kinship(load()), read_gold(PASSAGES / f"gold/{part}.jsonl")
    for article in read(PASSAGES / f"articles/{part}.jsonl", on_problem=print):
        lines, memory = [line for line in gold if line.article == article.id], Memory()
        for scene, said in scenes(annotate(article), reader_of(article.language)):
            found = weighed(scene, said, memory)
            claims = [(True, claim, chance) for claim, chance in found.said if claim.candidates and chance is not None]
            claims += [(False, claim, claim.confidence) for claim in found.more]
            for framed, claim, chance in claims:
                fact = _fact(claim)
                if fact is not None:
                    yield framed, chance, any(answers(line, fact, related) for line in lines)


def _fact(claim: Claim) -> Fact | None:
    found = ground(replace(claim, confidence=1.0), linker())
    return found if isinstance(found, Fact) else None


def table(rated: list[tuple[float, bool]]) -> list[str]:
    """Rows of a table: likelihood from and to, claims, and the share that is right.

    >>> table([(0.01, False), (0.95, True), (0.92, False)])
    ['| 0.00–0.02 | 1 | 0.00 |', '| 0.90–1.00 | 2 | 0.50 |']
    """
    rows = []
    for low, high in pairwise(BINS):
        inside = [right for chance, right in rated if low <= chance < high]
        if inside:
            rows.append(f"| {low:.2f}–{min(high, 1.0):.2f} | {len(inside)} | {sum(inside) / len(inside):.2f} |")
    return rows


def main() -> None:
    """Print both tables."""
    found = [row for part in PARTS for row in judged(part)]
    for framed, name in ((True, "claims of frames"), (False, "claims told beside them")):
        print(f"\n| likely | {name} | right |\n|---|---|---|")
        print("\n".join(table([(chance, right) for said, chance, right in found if said is framed])))


if __name__ == "__main__":
    main()
