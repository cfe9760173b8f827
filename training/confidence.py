"""Fit the weights of `kg/extract/confidence.py` on the gold of the sample corpus, and how much the network's judgement counts beside
them on articles that it was not trained on.

    python -m training.confidence

Every claim of the corpus is an example: right where its fact matches a line of the gold (an open relation where its pair
does). Logistic regression by Newton's method with a penalty on the weights, since there are few hundred examples.
What the odds of what is seen and of the network's judgement count is fitted on `benchmarks/passages/*-long.jsonl`, since the network knows
the sample corpus; how sure all are together, on the sample corpus. All is written to `kg/extract/confidence.toml`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from kg.annotate import annotate
from kg.extract.claims import unrated
from kg.extract.confidence import WEIGHTS, features, odds, probability
from kg.extract.likely import is_likely
from kg.ground import ground
from kg.link import linker
from kg.model import Fact
from kg.ontology import load
from kg.readers import read
from kg.reading import reader_of
from kg.score import answers, kinship, read_gold

ROOT = Path(__file__).resolve().parent.parent
PENALTY = 1.0
STEPS = 30
LOWER = frozenset({"distance", "risk", *(f"{end} {kind}" for end in ("subject", "object") for kind in ("nominal", "pronoun", "untyped"))})
"""Features that can only make a claim less sure: one that chance would have do the opposite is left out."""


Row = tuple[dict[str, float], float | None, bool]
"""What is seen of a claim, how likely the network holds it (None where it does not judge it), and whether it is right."""
PASSAGES = ROOT / "benchmarks/passages"
JUDGED = ("seen", "chance")
"""What the odds of a claim are put together from where the network judges it: those of what is seen of it, and the network's."""


def examples(articles: Path, gold: Path, language: str) -> Iterator[Row]:
    """The features of every claim of the articles, how likely the network holds it, and whether it is right."""
    lines, related = list(read_gold(gold)), kinship(load())
    for article in read(articles, on_problem=lambda problem: print(problem, file=sys.stderr)):
        mine = [line for line in lines if line.article == article.id]
        for claim, chance in unrated(annotate(article), reader_of(language)):
            fact = ground(claim, linker())
            if isinstance(fact, Fact) and not is_likely(claim):
                yield features(claim), chance, any(answers(line, fact, related) for line in mine)


def fit(rows: list[tuple[dict[str, float], bool]], without: frozenset[str] = frozenset()) -> dict[str, float]:
    """The weights of a logistic regression, by feature."""
    learned = _weights(rows, sorted({name for found, _ in rows for name in found} - without))
    wrong = frozenset(name for name in LOWER & learned.keys() if learned[name] > 0)
    return fit(rows, without | wrong) if wrong else learned


def _weights(rows: list[tuple[dict[str, float], bool]], names: list[str]) -> dict[str, float]:
    table = np.array([[1.0, *(found.get(name, 0.0) for name in names)] for found, _ in rows])
    right = np.array([float(good) for _, good in rows])
    penalty = np.diag([0.0, *([PENALTY] * len(names))])
    learned = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ learned))
        slope = table.T @ (chance - right) + penalty @ learned
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + penalty
        learned -= np.linalg.solve(curve, slope)
    return {name: round(float(value), 3) for name, value in zip(["bias", *names], learned, strict=True)}


def _judged(rows: list[Row], learned: Mapping[str, float]) -> list[tuple[dict[str, float], bool]]:
    """The odds of what the network judges, by what they come from."""
    return [
        (dict(zip(JUDGED, (odds(probability(found, learned)), odds(chance)), strict=True)), good)
        for found, chance, good in rows
        if chance is not None
    ]


def _bias(judged: list[tuple[dict[str, float], bool]], slopes: Mapping[str, float]) -> float:
    """What makes the mean of the probabilities the share that is right."""
    low, high, share = -5.0, 5.0, sum(good for _, good in judged) / len(judged)
    told = np.array([sum(slopes[name] * value for name, value in found.items()) for found, _ in judged])
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (middle, high) if (1 / (1 + np.exp(-(told + middle)))).mean() < share else (low, middle)
    return round(low, 3)


def main() -> None:
    """Fit and write the weights."""
    rows: list[Row] = []
    unseen: list[Row] = []
    for language in ("en", "nl"):
        rows += examples(ROOT / "corpus/articles" / language, ROOT / "corpus/gold" / language, language)
        unseen += examples(PASSAGES / "articles" / f"{language}-long.jsonl", PASSAGES / "gold" / f"{language}-long.jsonl", language)
    learned = fit([(found, good) for found, _, good in rows])
    lines = ["# Weights of the confidence of a claim, fitted by training/confidence.py on the gold of the sample corpus.", "", "[weights]"]
    lines += [f'"{name}" = {value}' for name, value in learned.items()]
    slopes = {name: value for name, value in _weights(_judged(unseen, learned), list(JUDGED)).items() if name in JUDGED}
    lines += [
        "",
        "[judged]",
        f'"bias" = {_bias(_judged(rows, learned), slopes)}',
        *(f'"{name}" = {value}' for name, value in slopes.items()),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} claims, {sum(good for *_, good in rows)} right, and {len(unseen)} of unseen articles: {WEIGHTS}")


if __name__ == "__main__":
    main()
