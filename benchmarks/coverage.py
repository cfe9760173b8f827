"""Does every relation have the phrases that a reader expects? Sentences as a reporter writes them, relation by relation.

    python -m benchmarks.coverage [--relation NAME ...] [--missed]

`benchmarks/relations/coverage.tsv` holds a sentence a line behind the fact that it states: language, relation, subject, object.
The sentences were written before their author had seen the phrases, and then used: what two of three sentences missed was
looked at, and phrases were added for it, so their figure flatters. Every third sentence is held out: only its sum was ever
printed, and that sum is the one to believe. `traps.tsv` beside it holds sentences that state no fact of the relation between
the two; what is found there is an error.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from benchmarks.phrases import FOLDER, LANGUAGES, found
from kg.model import Article
from kg.ontology import load
from kg.reading import read_article

HELD = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the fact that it states, and whether nobody looks at its result."""

    language: str
    relation: str
    subject: str
    object: str
    text: str
    held: bool


def sentences(file: str = "coverage.tsv") -> Iterator[Sentence]:
    """The sentences of a file, every third of a language held out.

    >>> [sentence.held for sentence in sentences()][:4]
    [False, False, True, False]
    """
    place: Counter[str] = Counter()
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        language, relation, subject, target, text = line.split("\t")
        place[language] += 1
        yield Sentence(language, relation, subject, target, text, held=place[language] % HELD == 0)


@cache
def finds(sentence: Sentence) -> bool:
    """True where the reader gives the fact back, whatever its status."""
    facts = read_article(Article("sentence", sentence.text, language=sentence.language, published="2024-11-04")).facts
    return found(facts, sentence.relation, (sentence.subject, sentence.object), sentence.language, load())


def share(some: list[Sentence]) -> str:
    """How many of the sentences give their fact back: "3/4"."""
    return f"{sum(map(finds, some))}/{len(some)}"


def main() -> None:
    """Print found and total for each relation and language, the held third apart, and the traps that caught."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--relation", nargs="+", default=[], help="only these relations")
    parser.add_argument("--missed", action="store_true", help="list the sentences whose fact was not found, those held out excepted")
    arguments = parser.parse_args()
    asked = [one for one in sentences() if not arguments.relation or one.relation in arguments.relation]
    print("| relation | en | nl |\n|---|---|---|")
    for relation in sorted({one.relation for one in asked}):
        seen = [one for one in asked if one.relation == relation and not one.held]
        print(f"| {relation} | {' | '.join(share([one for one in seen if one.language == language]) for language in LANGUAGES)} |")
    for name, held in (("all", False), ("held", True)):
        half = [one for one in asked if one.held == held]
        print(f"| {name} | {' | '.join(share([one for one in half if one.language == language]) for language in LANGUAGES)} |")
    for one in asked if arguments.missed else ():
        if not one.held and not finds(one):
            print("missed", one.language, one.relation, one.subject, one.object, one.text, sep="\t")
    if not arguments.relation:
        caught = [one for one in sentences("traps.tsv") if finds(one)]
        print(f"\ntraps that caught: {len(caught)} of {len(list(sentences('traps.tsv')))}")
        for one in caught:
            print("caught", one.language, one.relation, one.text, sep="\t")


if __name__ == "__main__":
    main()
