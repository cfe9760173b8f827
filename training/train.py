"""Trains the pipeline of a language, from the data to a folder that spaCy loads: `python -m training.train en --data DIR`.

The treebank run, the names run, one pipeline of both, its scores. A run that has ended is not done again: what was broken off goes on.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one thread: the same numbers everywhere, and room for the other language

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import spacy
from spacy import util
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run

from training import evaluate, names, treebanks

CONFIGS = Path(__file__).parent / "configs"
# Steps of about 1,000 words, and the step at which the learning rate would be nothing: with averaged weights the rest brings little.
STEPS = {"treebank": {"en": (4000, 7500), "nl": (4000, 6800)}, "names": {"en": (3500, 4000), "nl": (4000, 5000)}}
CONVERT = {"treebank": treebanks.write, "names": names.write}
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
    "en": ("UD English EWT", *ENGLISH_NAMES),
    "nl": (
        "alpino-treebank",
        "UD Dutch LassySmall (development part; older training part)",
        "UD Dutch Alpino (development part)",
        *ENGLISH_NAMES,
    ),
}
LICENCE = "CC BY-SA 4.0 (NOTICE names the sources; some are under LGPL 2.1)"


def stage(kind: str, language: str, data: Path, out: Path) -> Path:
    """Converts and trains one of the two runs; returns its best model."""
    folder = out / language / kind
    if not (folder / "dev.spacy").exists():
        CONVERT[kind](language, data, folder)
    if not (folder / "done").exists():
        fit(kind, language, folder)
        (folder / "done").touch()
    return folder / "model-best"


def fit(kind: str, language: str, folder: Path) -> None:
    """Trains one configuration on folder/train.spacy and leaves folder/model-best."""
    overrides = {
        "nlp.lang": language,
        "paths.train": str(folder / "train.spacy"),
        "paths.dev": str(folder / "dev.spacy"),
        "training.max_steps": STEPS[kind][language][0],
        "training.optimizer.learn_rate.total_steps": STEPS[kind][language][1],
    }
    nlp = init_nlp(util.load_config(CONFIGS / f"{kind}.cfg", overrides=overrides, interpolate=False))
    run(nlp, folder, stdout=sys.stdout, stderr=sys.stderr)


def assemble(language: str, parser: Path, tagger: Path | None, out: Path) -> Path:
    """One pipeline of the treebank run and the names run, without what only training needs; the names keep their own network."""
    nlp = spacy.load(parser)
    if tagger is not None:
        nlp.add_pipe("ner", source=spacy.load(tagger))
    config = nlp.config
    config["paths"] = dict.fromkeys(config["paths"])
    config["initialize"]["before_init"] = None
    nlp.config = config
    nlp.meta.update(
        name="kg_news",
        version=VERSION,
        description="News in Universal Dependencies, with names; trained by the recipe in training/.",
        license=LICENCE,
        sources=[{"name": name} for name in SOURCES[language]],
        author="kg",
        performance={},
    )
    strings = needed_strings(nlp)
    nlp.to_disk(out)
    (out / "vocab" / "strings.json").write_text(json.dumps(strings, ensure_ascii=False) + "\n", encoding="utf-8")
    return out


def needed_strings(nlp: Language) -> list[str]:
    """The strings that the components name: labels, features, parts of lemmas. The words of the training data stay behind."""
    strings = {label for labels in nlp.pipe_labels.values() for label in labels}
    strings |= {feature for label in nlp.pipe_labels["morphologizer"] for feature in label.split("|")}
    strings |= {part for feature in strings for part in feature.split("=")}
    trees = nlp.get_pipe("trainable_lemmatizer").trees  # type: ignore[attr-defined]
    for number in range(len(trees)):
        strings |= {nlp.vocab.strings[value] for name, value in trees[number].items() if name in ("orig", "subst")}
    return sorted(strings)


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
    arguments = parser.parse_args()
    language, data, out = arguments.language, arguments.data, arguments.out
    parsing, naming = (stage(kind, language, data, out) for kind in CONVERT)
    folder = assemble(language, parsing, naming, out / language / "pipeline")
    scores = evaluate.evaluate(folder, language, data)
    describe(folder, scores)
    (out / language / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
