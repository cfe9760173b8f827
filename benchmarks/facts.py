"""How well facts are read, and what reading costs beside the bare parse.

    python -m benchmarks.facts [--dev FOLDER]

Scores the sample corpus against its gold, by language, and short and long articles that no rule was written on (`benchmarks/passages`),
all that is said of them and what frames say alone; with `--dev`, a folder with `articles/` and `gold.jsonl`, those as well.
Speed is a ratio to a peer in the same run: the time to read the articles (annotate, extract, link, ground) over the time that spaCy
alone takes to parse the same paragraphs with the same pipeline, and the part of it after annotation.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from benchmarks.phenomena import framed
from benchmarks.speed import timed
from kg import reading
from kg.annotate import parsed
from kg.model import Fact
from kg.ontology import load as load_ontology
from kg.pipelines import load as load_pipeline
from kg.readers import read
from kg.score import Score, Tally, answers, kinship, read_gold, score

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = ROOT / "benchmarks/passages"


def measure(name: str, sources: Path, gold: Path) -> str:
    """One row of the table: the scores of the articles of a file or folder against their gold."""
    number, facts = _facts(sources)
    return _row(name, number, score(read_gold(gold), facts, kinship=kinship(load_ontology())))


def _facts(sources: Path) -> tuple[int, Sequence[Fact]]:
    said = _said(sources)
    return len(said), list(reading.merge(fact for facts in said.values() for fact in facts))


@cache
def _said(sources: Path) -> dict[str, Sequence[Fact]]:
    """What each article of a file or folder says, by its id."""
    articles = read(sources, on_problem=lambda problem: print(problem, file=sys.stderr))
    return {article.id: reading.read_article(article).facts for article in articles}


def apart(name: str, sources: Path, gold: Path) -> list[str]:
    """Two rows of the table, for gold without times: all that is said, and what frames and constructions say."""
    (number, facts), lines, related = _facts(sources), read_gold(gold), kinship(load_ontology())
    told = {name: facts, f"{name}, frames alone": list(framed(facts))}
    return [_row(label, number, replace(score(lines, some, kinship=related), time=None)) for label, some in told.items()]


def _row(name: str, articles: int, found: Score) -> str:
    def share(value: float | None) -> str:
        return "–" if value is None else f"{value:.3f}"

    def figures(tally: Tally) -> Sequence[str]:
        return [share(tally.precision), share(tally.recall), share(tally.core_f1)]

    cells = [name, str(articles), *figures(found.lenient), share(found.strict.core_f1), share(found.pair.recall)]
    return (
        "| "
        + " | ".join(
            [*cells, share(found.polarity), share(found.modality), share(found.attribution), share(found.negated), share(found.time)]
        )
        + " |"
    )


def speed(sources: Path, language: str) -> str:
    """Words a second of reading, the ratio of all reading to spaCy's bare parse of the same text in the same run, and that of
    what comes after spaCy: the plain copy of the parse, extraction, linking and grounding. Articles are read together, as `kg build`
    reads them. Processor time, best of three."""
    articles = list(read(sources, on_problem=lambda problem: print(problem, file=sys.stderr)))
    nlp = load_pipeline(language)
    texts = [paragraph for article in articles for paragraph in article.text.split("\n") if paragraph.strip()]
    words = sum(len(text.split()) for text in texts)
    for article in articles[:1]:
        reading.read_article(article)  # compiles the patterns
    parse = min(timed(lambda: list(nlp.pipe(texts))) for _ in range(3))
    bare = min(timed(lambda: parsed(articles, nlp)) for _ in range(3))
    whole = min(timed(lambda: list(reading.read_articles(articles))) for _ in range(3))
    return f"| {language} | {words} | {words / whole:.0f} | {whole / parse:.2f} | {(whole - bare) / parse:.2f} |"


BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Bounds of the rows of the table of reliability."""


def reliability(sources: Path, gold: Path, *, opened: bool = True) -> list[tuple[float, bool]]:
    """The confidence of every fact of the articles of a folder, and whether its gold has it.

    Args:
        opened: open relations as well, which are right where the gold relates their two.
    """
    lines, related = read_gold(gold), kinship(load_ontology())
    rated = []
    for article, facts in _said(sources).items():
        mine = [line for line in lines if line.article == article]
        for fact in facts if mine else ():
            if opened or fact.relation.typed:
                sure = max(piece.confidence for piece in fact.evidence)
                rated.append((sure, any(answers(line, fact, related) for line in mine)))
    return rated


def table(rated: list[tuple[float, bool]]) -> list[str]:
    """Rows of the table: confidence from and to, facts, their mean confidence, and the share that is right.

    >>> table([(0.85, True), (0.82, False), (0.95, True)])
    ['| 0.8–0.9 | 2 | 0.83 | 0.50 |', '| 0.9–1.0 | 1 | 0.95 | 1.00 |']
    """
    rows = []
    for low, high in pairwise(BINS):
        inside = [(sure, right) for sure, right in rated if low <= sure < high]
        if inside:
            mean, share = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            rows.append(f"| {low:.1f}–{min(high, 1.0):.1f} | {len(inside)} | {mean:.2f} | {share:.2f} |")
    return rows


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--dev", type=Path, help="a folder with articles/ and gold.jsonl")
    arguments = parser.parse_args()
    heads = "articles | number | precision | recall | core F1 | core F1, strict | pair recall"
    print(f"| {heads} | polarity | modality | attribution | negated recall | time |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for language in ("en", "nl"):
        print(measure(f"sample corpus, {language}", ROOT / "corpus/articles" / language, ROOT / "corpus/gold" / language))
    for kind, part in (("short", ""), ("long", "-long")):
        for language in ("en", "nl"):
            file = f"{language}{part}.jsonl"
            for row in apart(f"unseen {kind} articles, {language}", PASSAGES / "articles" / file, PASSAGES / "gold" / file):
                print(row, flush=True)
    if arguments.dev:
        print(measure("three real articles", arguments.dev / "articles", arguments.dev / "gold.jsonl"))
    print("\n| confidence | facts | mean | right |\n|---|---|---|---|")
    folders = [(ROOT / "corpus/articles" / language, ROOT / "corpus/gold" / language) for language in ("en", "nl")]
    folders += [(arguments.dev / "articles", arguments.dev / "gold.jsonl")] if arguments.dev else []
    for row in table([fact for sources, gold in folders for fact in reliability(sources, gold)]):
        print(row)
    print("\n| confidence, unseen short articles | typed facts | mean | right |\n|---|---|---|---|")
    unseen = [(PASSAGES / "articles" / f"{language}.jsonl", PASSAGES / "gold" / f"{language}.jsonl") for language in ("en", "nl")]
    for row in table([fact for sources, gold in unseen for fact in reliability(sources, gold, opened=False)]):
        print(row)
    print(
        "\n| language | words | words a second | time over spaCy's parse alone | extraction and grounding over it |\n|---|---|---|---|---|"
    )
    for language in ("en", "nl"):
        print(speed(ROOT / "corpus/articles" / language, language))


if __name__ == "__main__":
    main()
