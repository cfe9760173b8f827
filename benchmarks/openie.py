"""How well open relations are read, beside PredPatt on the same parses.

    python -m benchmarks.openie --data DIR --carb CARB --benchie-scorer FILE [--predpatt FOLDER] [--fit]

`DIR` holds `carb-dev/` (dev.txt, gold-dev.tsv) and `benchie-dev/` (gold_dev.txt); `CARB` is a checkout of github.com/dair-iitd/CaRB,
whose own scorer is run (default matcher, best threshold); `FILE` is a scorer for BenchIE with functions `read_gold` and `score`;
`FOLDER` is a checkout of github.com/hltcoe/PredPatt. CaRB rewards whole arguments and BenchIE short ones, so each is given
the style made for it; the other style stands in the table as well. With `--fit` the weights of the confidence are fitted anew
on these sentences and written to `kg/extract/openie/weights.toml`.
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers import Carb, Point, PredPatt
from kg.annotate import annotate_lines
from kg.extract.openie import Spans, open_relations, propositions
from kg.extract.openie.confidence import WEIGHTS, features
from kg.lang import lexicon
from kg.model import OpenRelation
from kg.openrelations import as_benchie, as_carb
from kg.parse import Doc
from kg.pipelines import load

RIDGE = 10.0
"""How strongly weights are drawn to nothing."""
FEWEST = 8
"""Propositions that a feature must hold of to get a weight."""
Extractor = Callable[[Doc, int], Iterable[OpenRelation]]


class Benchie:
    """BenchIE's gold and the scorer that was given."""

    def __init__(self, scorer: Path, gold: Path) -> None:
        spec = importlib.util.spec_from_file_location("benchie_scorer", scorer)
        if spec is None or spec.loader is None:
            raise SystemExit(f"{scorer} is no Python file")
        self.scorer: Any = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.scorer)
        self.gold = self.scorer.read_gold(str(gold))
        rows = [line.rstrip("\n").split("\t") for line in gold.open(encoding="utf-8") if line.startswith("sent_id:")]
        self.numbers = [row[0].partition(":")[2] for row in rows]
        self.sentences = [row[1] for row in rows]

    def score(self, found: Sequence[Sequence[OpenRelation]]) -> Point:
        """The score of the extractions of the sentences, in their order."""
        rows = [
            "\t".join([number, *row.split("\t")[1:]])
            for number, relations in zip(self.numbers, found, strict=True)
            for row in as_benchie(relations)
        ]
        with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
            file.writelines(row + "\n" for row in rows)
            file.flush()
            return Point(*self.scorer.score(self.gold, file.name)[:3])

    def hits(self, number: str, relation: OpenRelation) -> bool:
        """True where an extraction is one of the gold surface forms of its sentence."""
        words = [self.scorer.norm(part) + " " for part in (relation.subject, relation.relation, relation.objects[0])]
        forms = [form for cluster in self.gold[number] for form in cluster]
        return any(all(self.scorer.rx(slot).match(word) for slot, word in zip(form, words, strict=True)) for form in forms)


def extractor(spans: Spans) -> Extractor:
    """Our own, for one style of spans."""
    return lambda doc, number: open_relations(doc, lexicon("en"), spans, first=number)


def run(extract: Extractor, docs: Sequence[Doc]) -> list[list[OpenRelation]]:
    """The extractions of each sentence."""
    return [list(extract(doc, number)) for number, doc in enumerate(docs, 1)]


# ── confidence ───────────────────────────────────────────────────────────────────────────────────


def fit(docs: Sequence[Doc], spans: Spans, target: Callable[[int, list[OpenRelation]], list[float]]) -> dict[str, float]:
    """Weights that predict how right each extraction is, by ridge logistic regression; figures over 3 decimals mean nothing."""
    rows: list[set[str]] = []
    goals: list[float] = []
    for index, doc in enumerate(docs):
        found = [pair for sent in doc.sents for pair in propositions(sent, lexicon("en"), spans)]
        rows += [{*features(proposition)} for proposition, _ in found]
        goals += target(index, [relation for _, relation in found])
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    matrix = np.array([[1.0, *(float(name in row) for name in names)] for row in rows])
    return dict(zip(("bias", *names), (round(float(value), 3) for value in _ridge(matrix, np.array(goals))), strict=True))


def _ridge(matrix: np.ndarray, goals: np.ndarray) -> np.ndarray:
    found = np.zeros(matrix.shape[1])
    pull = np.full(matrix.shape[1], RIDGE)
    pull[0] = 1e-6
    for _ in range(20):
        guess = 1 / (1 + np.exp(-matrix @ found))
        slope = matrix.T @ (guess - goals) + pull * found
        bend = (matrix * (guess * (1 - guess))[:, None]).T @ matrix + np.diag(pull)
        found = found - np.linalg.solve(bend, slope)
    return found


def write_weights(tables: dict[str, dict[str, float]]) -> None:
    """Write the weights as TOML, by style of spans."""
    lines = ["# Made by `python -m benchmarks.openie --fit`: the weight of each feature of an open relation (confidence.py)."]
    for spans, table in tables.items():
        lines += ["", f"[{spans}]", *(f'"{name}" = {value}' for name, value in table.items())]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


# ── table ────────────────────────────────────────────────────────────────────────────────────────


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder with carb-dev/ and benchie-dev/")
    parser.add_argument("--carb", type=Path, required=True, help="a checkout of CaRB, for its scorer")
    parser.add_argument("--benchie-scorer", type=Path, required=True, help="a Python file with read_gold and score")
    parser.add_argument("--predpatt", type=Path, help="a checkout of PredPatt")
    parser.add_argument("--fit", action="store_true", help="fit the confidence and write its weights")
    given = parser.parse_args()
    nlp = load("en", embedded=True)
    carb = Carb(given.carb, given.data / "carb-dev/gold-dev.tsv")
    benchie = Benchie(given.benchie_scorer, given.data / "benchie-dev/gold_dev.txt")
    sentences = (given.data / "carb-dev/dev.txt").read_text(encoding="utf-8").splitlines()
    docs, others = list(annotate_lines(sentences, nlp)), list(annotate_lines(benchie.sentences, nlp))
    if given.fit:
        full = fit(docs, "full", lambda index, found: carb.matched(sentences[index], found))
        short = fit(others, "short", lambda index, found: [float(benchie.hits(benchie.numbers[index], relation)) for relation in found])
        write_weights({"full": full, "short": short})
        return
    systems: dict[str, Extractor] = {"kg, spans full": extractor("full"), "kg, spans short": extractor("short")}
    if given.predpatt:
        peer = PredPatt(given.predpatt)
        systems |= {"PredPatt": peer.full, "PredPatt, two arguments": peer.short}
    print("| system | CaRB dev P | R | F1 | BenchIE dev P | R | F1 |\n|---|---|---|---|---|---|---|")
    for name, extract in systems.items():
        points = (carb.score(as_carb(sentences, run(extract, docs))), benchie.score(run(extract, others)))
        print("| " + " | ".join([name, *(f"{value:.3f}" for point in points for value in point)]) + " |")


if __name__ == "__main__":
    main()
