"""What reading costs beside the bare parse, in this Python and in others.

    python -m benchmarks.speed [--also PYTHON]

For the sample corpus, by language: microseconds of processor time a word that spaCy takes to parse it, that everything behind the
parse takes (the plain copy of it, extraction, linking and grounding), and the second over the first. `--also .compiled/bin/python`
measures in turn the program as another Python has it installed: what `make compiled` made. Best of seven and of three.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from kg import parse, reading
from kg.annotate import parsed
from kg.pipelines import load
from kg.readers import read

ROOT = Path(__file__).resolve().parent.parent
TURNS = 2
"""How often each Python takes its turn."""


def row(language: str) -> str:
    """One row of the table."""
    articles = [*read(ROOT / "corpus/articles" / language, on_problem=lambda problem: print(problem, file=sys.stderr))]
    nlp = load(language)
    texts = [paragraph for article in articles for paragraph in article.text.split("\n") if paragraph.strip()]
    docs = parsed(articles, nlp)
    words = sum(len(text.split()) for text in texts)

    def behind() -> None:
        """All that comes after spaCy."""
        for article, doc in zip(articles, docs, strict=True):
            with reading.uncollected():
                reading._read(article, parse.plain(doc))

    behind()  # compiles the patterns
    bare = min(timed(lambda: list(nlp.pipe(texts))) for _ in range(3)) / words * 1e6
    rest = min(timed(behind) for _ in range(7)) / words * 1e6
    form = "plain" if parse.__file__.endswith(".py") else "compiled"
    return f"| {language}, {form} | {words} | {bare:.0f} | {rest:.0f} | {rest / bare:.2f} |"


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that the work takes."""
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--also", metavar="PYTHON", help="another Python that has kg installed, such as .compiled/bin/python")
    parser.add_argument("--language", choices=("en", "nl"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.language:
        print(row(arguments.language))
        return
    print("| language | words | parse, µs a word | all behind it, µs a word | ratio |\n|---|---|---|---|---|")
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": ""}
    for language in ("en", "nl") * TURNS:
        own = [sys.executable, "-m", "benchmarks.speed", "--language", language]
        other = [arguments.also, "-I", __file__, "--language", language]  # -I: not what lies in this folder
        for command in (own, other) if arguments.also else (own,):
            print(
                subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout.strip(), flush=True
            )


if __name__ == "__main__":
    main()
