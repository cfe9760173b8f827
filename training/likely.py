"""Fit the weights of `kg/extract/scale.py` on annotated passages.

    python -m training.likely [--folds N] [--jobs N]

`training/passages/` holds short news passages and articles in both languages with every fact that they state; the gold of the sample
corpus is read as well. Each candidate of a sentence is an example: right where a fact of that sentence has its ends and its relation (or
a parent or child of it), left out where the article states the fact elsewhere only. Logistic regression with a quadratic penalty, by
scikit-learn's liblinear (`pip install scikit-learn`), which nothing else here needs. With `--folds`, the passages are first read by
weights fitted on the others, and how many of the claims at each likelihood are right is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.annotate import annotate
from kg.extract.claims import scenes
from kg.extract.likely import Candidate, candidates
from kg.extract.scale import WEIGHTS, probability
from kg.ground import ground
from kg.link import linker
from kg.model import Article, Claim, Fact, Span
from kg.ontology import load
from kg.parse import end, offset
from kg.readers import read
from kg.reading import reader_of
from kg.score import Gold, answers, kinship, read_gold

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = ROOT / "training/passages"
LANGUAGES = ("en", "nl")
SEEN = 5
"""Examples that a feature must be seen in to have a weight."""
PENALTY = 3.0
LEAST = 0.05
"""Weights that are smaller are left out."""
SHOWN = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of an article and the characters of the sentences that state it."""

    fact: Gold
    at: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What is seen of a candidate and whether it is right."""

    article: str
    cues: tuple[str, ...]
    right: bool


def passages(language: str) -> Iterator[tuple[Article, list[Told]]]:
    """The articles of a language with their facts."""
    path = PASSAGES / f"{language}.jsonl"
    rows = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    for article, row in zip(read(path, on_problem=_tell), rows.values(), strict=True):
        yield article, [_told(article, fact) for fact in row["facts"]]
    gold = list(read_gold(ROOT / "corpus/gold" / language))
    for article in read(ROOT / "corpus/articles" / language, on_problem=_tell):
        lines = [line for line in gold if line.article == article.id]
        found = [(line, article.text.find(line.sentence)) for line in lines]
        if lines:
            yield article, [Told(line, ((at, at + len(line.sentence)),)) for line, at in found]


def _told(article: Article, fact: dict[str, Any]) -> Told:
    line = Gold(article.id, tuple(fact["subject"]), tuple(fact["relation"]), tuple(fact["object"]))
    return Told(line, tuple((start, stop) for start, stop in fact["at"]))


def _tell(problem: object) -> None:
    print(problem, file=sys.stderr)


def examples(article: Article, facts: Sequence[Told]) -> list[Example]:
    """The candidates of an article; one that only another of its sentences states is no example."""
    related, found = kinship(load()), []
    for scene, said in scenes(annotate(article), reader_of(article.language)):
        place = scene.sentence.start, scene.sentence.end
        for candidate in candidates(scene, said):
            fact = _fact(candidate, article, scene.sentence)
            stated = [told for told in facts if fact and answers(told.fact, fact, related)]
            if fact and (not stated or any(_overlap(place, at) for told in stated for at in told.at)):
                found.append(Example(article.id, candidate.cues, bool(stated)))
    return found


def _fact(candidate: Candidate, article: Article, sentence: Any) -> Fact | None:
    word, ends = candidate.word, (candidate.subject.filler.mention, candidate.object.filler.mention)
    claim = Claim(article.id, sentence, ends[0], word.text, Span(offset(word), end(word)), ends[1], (candidate.relation,), "likely")
    found = ground(claim, linker())
    return found if isinstance(found, Fact) else None


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """The weights by feature; "" has the one of every candidate."""
    from sklearn.linear_model import LogisticRegression

    seen = Counter(cue for row in rows for cue in row.cues)
    names = sorted(cue for cue, times in seen.items() if times >= SEEN)
    model = LogisticRegression(C=1 / PENALTY, solver="liblinear", tol=1e-3, random_state=0)
    model.fit(_table(rows, names), np.array([row.right for row in rows]))
    learned = {name: round(float(value), 2) for name, value in zip(names, model.coef_[0], strict=True) if abs(value) >= LEAST}
    return {"": round(float(model.intercept_[0]), 2), **learned}


def _table(rows: Sequence[Example], names: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    places = {name: number for number, name in enumerate(names)}
    columns = [[places[cue] for cue in row.cues if cue in places] for row in rows]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.array([column for row in columns for column in row])
    return csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(names)))


def held_out(rows: Sequence[Example], folds: int) -> list[float]:
    """How likely each example is by weights fitted on other articles."""
    articles = sorted({row.article for row in rows})
    fold = {article: number % folds for number, article in enumerate(articles)}
    learned = [fit([row for row in rows if fold[row.article] != number]) for number in range(folds)]
    return [probability(row.cues, learned[fold[row.article]]) for row in rows]


def _report(rows: Sequence[Example], chances: Iterable[float]) -> None:
    chance, right = np.array(list(chances)), np.array([row.right for row in rows])
    print("likely at least | candidates | right")
    for least in SHOWN:
        chosen = chance >= least
        print(f"{least} | {chosen.sum()} | {right[chosen].mean():.2f}")


def _read(given: tuple[Article, list[Told]]) -> list[Example]:
    return examples(*given)


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description="Fit the weights of likely claims on annotated passages.")
    parser.add_argument("--folds", type=int, default=0, help="articles are read by weights fitted on the others, in so many parts")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    given = parser.parse_args()
    articles = [found for language in LANGUAGES for found in passages(language)]
    with ProcessPoolExecutor(given.jobs) as pool:
        rows = [row for found in pool.map(_read, articles, chunksize=8) for row in found]
    print(f"{len(articles)} articles, {len(rows)} candidates, {sum(row.right for row in rows)} right", flush=True)
    if given.folds:
        _report(rows, held_out(rows, given.folds))
    learned = fit(rows)
    WEIGHTS.write_text(json.dumps(learned, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(learned)} weights: {WEIGHTS.name}")


if __name__ == "__main__":
    main()
