"""How well facts are read, and what reading costs beside the bare parse.

    python -m benchmarks.facts [--dev FOLDER]

Builds the sample corpus and scores it against its gold, by language; with `--dev`, a folder with `articles/` and
`gold.jsonl`, those as well. Speed is a ratio to a peer in the same run: the time to read the articles (annotate, extract,
link, ground) over the time that spaCy alone takes to parse the same paragraphs with the same pipeline.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from kg import reading
from kg.ontology import load as load_ontology
from kg.pipelines import load as load_pipeline
from kg.readers import read
from kg.score import Score, Tally, kinship, read_gold, score

ROOT = Path(__file__).resolve().parent.parent


def measure(name: str, sources: Path, gold: Path) -> str:
    """One row of the table: the scores of the articles of a folder against their gold."""
    articles = list(read(sources, on_problem=lambda problem: print(problem, file=sys.stderr)))
    facts = reading.merge(fact for article in articles for fact in reading.read_article(article).facts)
    found = score(read_gold(gold), facts, kinship=kinship(load_ontology()))
    return _row(name, len(articles), found)


def _row(name: str, articles: int, found: Score) -> str:
    def share(value: float | None) -> str:
        return "–" if value is None else f"{value:.3f}"

    def figures(tally: Tally) -> Sequence[str]:
        return [share(tally.precision), share(tally.recall), share(tally.core_f1)]

    cells = [name, str(articles), *figures(found.lenient), share(found.strict.core_f1), share(found.pair.recall)]
    return "| " + " | ".join([*cells, share(found.polarity), share(found.modality), share(found.attribution)]) + " |"


def speed(sources: Path, language: str) -> str:
    """Words a second of reading, and the ratio to spaCy's bare parse of the same text in the same run; best of three."""
    articles = list(read(sources, on_problem=lambda problem: print(problem, file=sys.stderr)))
    nlp = load_pipeline(language)
    texts = [paragraph for article in articles for paragraph in article.text.split("\n") if paragraph.strip()]
    words = sum(len(text.split()) for text in texts)
    for article in articles[:1]:
        reading.read_article(article)  # compiles the patterns
    parse = min(_timed(lambda: list(nlp.pipe(texts))) for _ in range(3))
    whole = min(_timed(lambda: [reading.read_article(article) for article in articles]) for _ in range(3))
    return f"| {language} | {words} | {words / whole:.0f} | {whole / parse:.2f} |"


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--dev", type=Path, help="a folder with articles/ and gold.jsonl")
    arguments = parser.parse_args()
    print("| articles | number | precision | recall | core F1 | core F1, strict | pair recall | polarity | modality | attribution |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for language in ("en", "nl"):
        print(measure(f"sample corpus, {language}", ROOT / "corpus/articles" / language, ROOT / "corpus/gold" / language))
    if arguments.dev:
        print(measure("three real articles", arguments.dev / "articles", arguments.dev / "gold.jsonl"))
    print("\n| language | words | words a second | time over spaCy's parse alone |\n|---|---|---|---|")
    for language in ("en", "nl"):
        print(speed(ROOT / "corpus/articles" / language, language))


if __name__ == "__main__":
    main()
