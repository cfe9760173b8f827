"""Trains the pipeline of a language, from the data to a folder that spaCy loads: `python -m training.train en --data DIR`.

The structure run, the names run of both languages, one pipeline of both, its scores. A run that has ended is not done again:
what was broken off goes on.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one thread: the same numbers everywhere, and room for the other language

import argparse
import json
from pathlib import Path
from typing import Any

import spacy

from kg.pipelines import naming, tokens
from kg.pipelines.naming import Names
from kg.pipelines.structure import NAME
from training import evaluate, export, fit, namenet, names, tokenizer, treebanks, vectors

MINUTES = 74.0  # of the structure network
NAME_MINUTES = 7.0  # of processor time
VERSION = "0.1.0"
ENGLISH_NAMES = (
    "GUM (genres with open licences)",
    "UNER English EWT (development part)",
    "Wikigold",
    "re3d (without the BBC part)",
    "Re-DocRED (development part)",
    "CrossNER (training and development parts)",
    "alpino-names",
)
SOURCES = {
    "en": ("UD English EWT", "GloVe 6B (word vectors)", *ENGLISH_NAMES),
    "nl": (
        "alpino-treebank",
        "UD Dutch LassySmall (development part; older training part)",
        "UD Dutch Alpino (development part)",
        *ENGLISH_NAMES,
    ),
}
LICENCE = "CC BY-SA 4.0 (NOTICE names the sources; some are under LGPL 2.1)"


def structure(language: str, data: Path, out: Path, minutes: float) -> Path:
    """Trains the structure network; returns its folder."""
    folder = out / language / "structure"
    if not (folder / "done").exists():
        fit.train(language, data, folder, minutes, vectors.write(language, data, out / language / "vectors"))
        (folder / "done").touch()
    return folder


def name_finder(language: str, data: Path, out: Path, opinions: Path | None) -> Names:
    """Converts the name data of both languages and trains on them; returns the component of one."""
    folder = out / "names"
    rows = vectors.write("en", data, out / "en" / "vectors")
    assert rows is not None, "the names are learnt with the English word vectors"
    if not (folder / "dev.nl.spacy").exists():
        names.write(data, folder, opinions)
    if not (folder / "done").exists():
        namenet.fit(folder, folder, rows, NAME_MINUTES)
        (folder / "done").touch()
    return namenet.component(folder, rows, language, spacy.blank(language).vocab)


def assemble(language: str, network: Path, rows: Path | None, finder: Names, out: Path) -> Path:
    """One pipeline of both runs with our tokenizer.

    Args:
        language: of the pipeline.
        network: what the structure run left behind.
        rows: the folder of the word vectors, if the language has some.
        finder: the component that finds names, with a small network of its own.
        out: where the pipeline is written.
    """
    nlp = tokenizer.adapt(spacy.blank(language))
    part = nlp.add_pipe(NAME, name="structure")
    trained = export.component(network, rows, nlp.vocab)
    part.network, part.known = trained.network, trained.known  # type: ignore[attr-defined]
    nlp.add_pipe(naming.NAME, name="ner").network = finder.network  # type: ignore[attr-defined]
    nlp.meta.update(
        name="kg_news",
        version=VERSION,
        description="News in Universal Dependencies, with names; trained by the recipe in training/.",
        license=LICENCE,
        sources=[{"name": name} for name in SOURCES[language]],
        author="kg",
        performance={},
    )
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": tokens.NAME}
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    strings = sorted({label for labels in nlp.pipe_labels.values() for label in labels})
    (out / "vocab" / "strings.json").write_text(json.dumps(strings, ensure_ascii=False) + "\n", encoding="utf-8")
    return out


def describe(folder: Path, scores: dict[str, Any]) -> None:
    """Puts the scores into the pipeline's meta data: flat, as fractions, as spaCy has them."""
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["performance"] = {
        f"{name}: {measure}": round(value / 100, 4)
        for part in ("treebanks", "names")
        for name, values in scores[part].items()
        for measure, value in values.items()
    }
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(treebanks.TREEBANKS))
    parser.add_argument("--data", type=Path, required=True, help="the folder with the treebanks and the name data")
    parser.add_argument("--out", type=Path, default=Path("training/work"), help="where everything is written")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="how long the structure network is trained")
    parser.add_argument("--frog", type=Path, help="a folder with Frog's output on Dutch sentences")
    arguments = parser.parse_args()
    language, data, out = arguments.language, arguments.data, arguments.out
    network = structure(language, data, out, arguments.minutes)
    finder = name_finder(language, data, out, arguments.frog)
    rows = vectors.write(language, data, out / language / "vectors")
    folder = assemble(language, network, rows, finder, out / language / "pipeline")
    scores = evaluate.evaluate(folder, language, data)
    describe(folder, scores)
    (out / language / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
