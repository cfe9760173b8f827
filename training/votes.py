"""Fits the weights of the voices that decide what a name is: `python -m training.votes --data DIR` writes `kg/lang/votes.toml`.

Softmax regression over the voices that are heard for a name in a whole article, with a penalty on large weights. The names are
the found ones whose span a source confirms: MEANTIME's Apple part in both languages, GUM's train and dev parts, Re-DocRED's dev part.
What the tagger was trained on says nothing of how far it can be trusted: there its voice is left out.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.names import whole
from kg.annotate import annotate
from kg.extract.clusters import full_names
from kg.extract.evidence import FAMILIES
from kg.extract.mentions import heard
from kg.extract.namewords import words_of
from kg.extract.nouns import nouns_of
from kg.extract.spans import spans
from kg.extract.votes import counted
from kg.lang import FOLDER, lexicon
from kg.link import key, linker
from kg.model import Article
from kg.ontology import load
from training import meantime, names_en
from training.samples import Sample

LABELS = {"PERSON": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Thing"}
PENALTY = 1.0
STEPS = 600
RATE = 0.5
RARE = 8
"""Names in which a voice must be heard to get a weight."""
SHARES = {"MEANTIME en": 0.8, "MEANTIME nl": 1.2, "GUM dev": 1.5, "GUM train": 1.0, "Re-DocRED": 0.8}
"""What one name of a source counts: texts that the tagger has not seen more, those about one company's products less."""
EVERY = 3
"""Re-DocRED has so many articles that a part of them is enough."""

GIVEN = {"which": [-1.1, 0.5, 0.0, 0.5], "neuter": [-1.5, 0.9, 0.3, 0.0]}
"""Voices that the sources hold too seldom to be fitted, weighed by hand: what grammar says of them is that they are no persons."""

Example = tuple[dict[str, float], str, float]


def sources(data: Path) -> Iterator[tuple[str, str, bool, Sample]]:
    """Source, language, whether the tagger knows the article, and the article."""
    for language in ("en", "nl"):
        for document in meantime.documents(data / "meantime-dev", language):
            yield f"MEANTIME {language}", language, False, whole(document)
    for part in ("dev", "train"):
        for document in names_en.gum(data / "GUM", part):
            yield f"GUM {part}", "en", part == "train", whole(document)
    for part in ("dev", "train"):
        for document in redocred(data, part):
            yield "Re-DocRED", "en", part == "train", whole(document)


def redocred(data: Path, part: str) -> Iterator[list[Sample]]:
    import json

    for number, document in enumerate(json.loads((data / "Re-DocRED" / "dev_revised.json").read_text())):
        if (number % 20 == 0) == (part == "dev") and (part == "dev" or number % EVERY == 0):
            yield list(names_en.redocred(document))


def examples(data: Path) -> Iterator[Example]:
    """The voices of each name, the family that its source gives it and what it counts."""
    for source, language, seen, sample in sources(data):
        words = words_of(lexicon(language), linker(), nouns_of(load(), language))
        doc = annotate(Article("a", sample.text, language=language))
        found = full_names(doc, spans(doc, words), words)
        gold = {(name.start, name.end): name.label for name in sample.names if name.label}
        labels: dict[str, Counter[str]] = defaultdict(Counter)
        for item in found:
            label = gold.get((item.mention.start, item.mention.end))
            if label:
                labels[key(item.mention.name)][LABELS[label]] += 1
        for name, ballot in heard(doc, found, words).items():
            if name in labels:
                family = min(labels[name], key=lambda kind: (-labels[name][kind], kind))
                voices = {voice: count for voice, count in counted(ballot).items() if not (seen and voice.startswith("tagger "))}
                yield voices, family, SHARES[source] * labels[name].total() ** 0.5


def fit(rows: list[Example]) -> dict[str, list[float]]:
    """The weights by voice: gradient descent with the momentum of all steps before."""
    often = Counter(voice for voices, _, _ in rows for voice in voices)
    names = ["always", *sorted(voice for voice, count in often.items() if count >= RARE)]
    place = {voice: i for i, voice in enumerate(names)}
    inputs = np.zeros((len(rows), len(names)))
    targets = np.zeros((len(rows), len(FAMILIES)))
    for row, (voices, label, _) in enumerate(rows):
        inputs[row, 0] = 1
        targets[row, FAMILIES.index(label)] = 1
        for voice, count in voices.items():
            if voice in place:
                inputs[row, place[voice]] = count
    share = np.array([weight for _, _, weight in rows])[:, None]
    weights = np.zeros((len(names), len(FAMILIES)))
    speed = np.zeros_like(weights)
    for _ in range(STEPS):
        scores = inputs @ weights
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        guess = powers / powers.sum(axis=1, keepdims=True)
        slope = (inputs.T @ ((guess - targets) * share) + PENALTY * weights) / share.sum()
        speed = 0.9 * speed - RATE * slope
        weights += speed
    return {voice: [round(float(value), 2) for value in weights[place[voice]]] for voice in names}


def right(rows: list[Example], weights: dict[str, list[float]]) -> float:
    """The share of names whose family the weights find."""
    hits = 0.0
    for voices, label, share in rows:
        scores = sum(
            (np.array(weights[voice]) * count for voice, count in {**voices, "always": 1.0}.items() if voice in weights), np.zeros(4)
        )
        hits += share * (FAMILIES[int(scores.argmax())] == label)
    return hits / sum(share for _, _, share in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    rows = list(examples(parser.parse_args().data))
    folds = [fit([row for i, row in enumerate(rows) if i // 20 % 5 != fold]) for fold in range(5)]
    held = [right([row for i, row in enumerate(rows) if i // 20 % 5 == fold], weights) for fold, weights in enumerate(folds)]
    weights = fit(rows) | GIVEN
    print(f"{len(rows)} names, {len(weights)} voices; right {right(rows, weights):.3f}, held out {sum(held) / 5:.3f}")
    head = "# How much each voice says for " + ", ".join(FAMILIES) + "; written by `python -m training.votes`.\n\n[weights]\n"
    lines = [f'"{voice}" = {values}\n' for voice, values in weights.items()]
    (FOLDER / "votes.toml").write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
