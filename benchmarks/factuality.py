"""Certainty and polarity of events in Dutch news, against annotated ones, beside the answer that is always most frequent.

    python -m benchmarks.factuality FOLDER

FOLDER is `meantime-dev/nl/factuality`. What annotators call certain is what we call asserted; what is possible, probable or
left open ("underspecified", mostly the future) is anything else. An event is the token that we read at its first word.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.gold import assemble
from kg.annotate import annotate
from kg.extract.status import status
from kg.lang import lexicon
from kg.model import Article, Modality, Polarity
from kg.parse import end, offset

Pair = tuple[str, str]
"""The label of the annotators and ours."""


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean of the F1 of every label that the annotators use.

    >>> macro_f1([("a", "a"), ("b", "a")])
    0.3333333333333333
    """
    labels = sorted({gold for gold, _ in pairs})
    figures = []
    for label in labels:
        right = sum(gold == ours == label for gold, ours in pairs)
        total = sum(gold == label for gold, _ in pairs) + sum(ours == label for _, ours in pairs)
        figures.append(2 * right / total if total else 0.0)
    return sum(figures) / len(figures)


def events(path: Path) -> Iterator[tuple[Pair, Pair]]:
    """Certainty and polarity of every event of a text that is annotated with both."""
    sentences = [
        [
            (cells[1], f"({cells[3][2:]}_{cells[4][2:]})" if cells[3].startswith("B-") else "_")
            for line in block.splitlines()
            if (cells := line.split("\t"))[4:]
        ]
        for block in path.read_text(encoding="utf-8").split("\n\n")
    ]
    text = assemble(path.name, "nl", [sentence for sentence in sentences if sentence], limit=None)
    doc = annotate(Article(path.name, text.text, language="nl"))
    for start, stop, labels in text.mentions:
        token = next((token for token in doc if offset(token) < stop and end(token) > start), None)
        if token is None:
            continue
        certainty, _, polarity = labels.partition("_")
        found = status(token, lexicon("nl"))
        yield (
            ("certain" if certainty == "CERTAIN" else "open", "certain" if found.modality is Modality.ASSERTED else "open"),
            (polarity, "NEG" if found.polarity is Polarity.NEGATED else "POS"),
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    found = [pair for path in sorted(parser.parse_args().folder.glob("*.factuality")) for pair in events(path)]
    print("| | events | macro F1 | always the most frequent |")
    print("|---|---|---|---|")
    for name, pairs in (("certainty", [pair for pair, _ in found]), ("polarity", [pair for _, pair in found])):
        (most, _), *_ = Counter(gold for gold, _ in pairs).most_common(1)
        majority = macro_f1([(gold, most) for gold, _ in pairs])
        print(f"| {name} | {len(pairs)} | {macro_f1(pairs):.3f} | {majority:.3f} |")


if __name__ == "__main__":
    main()
