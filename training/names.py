"""Names become training documents: paragraphs of a few sentences, each with copies in which other names stand in the names' places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import spacy

from training import frog, madeup, names_en, names_nl, samples, tokenizer
from training.samples import Sample

LANGUAGES = ("en", "nl")
COPIES = 1  # of each paragraph, with other names
TIMES = 40  # every sentence of news.toml comes so often


def write(data: Path, out: Path, opinions: Path | None = None, seed: int = 7) -> None:
    """Writes train.en.spacy, train.nl.spacy, dev.en.spacy and dev.nl.spacy; `opinions` is a folder with Frog's output."""
    out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    dutch = partial(names_nl.documents, opinions=frog.read(opinions) if opinions else {})
    sources = {"en": names_en.documents, "nl": dutch}
    train = {
        language: [paragraph for document in source(data, "train") for paragraph in grouped(document, chance)]
        for language, source in sources.items()
    }
    names = samples.pool((paragraph for language in LANGUAGES for paragraph in train[language]), names_nl.pools(data))
    for language, paragraphs in train.items():
        nlp = tokenizer.adapt(spacy.blank(language))
        useful = [paragraph for paragraph in paragraphs if any(name.label for name in paragraph.names)]
        more = [varied(paragraph, names, chance) for paragraph in useful for _ in range(COPIES)]
        more += [dressed(paragraph, chance) for paragraph in madeup.sentences(language, names, TIMES, chance)]
        print(language, "training words:", samples.save(paragraphs + more, nlp, str(out / f"train.{language}.spacy")))
        dev = [paragraph for document in sources[language](data, "dev") for paragraph in grouped(document, chance)]
        print(language, "development words:", samples.save(dev, nlp, str(out / f"dev.{language}.spacy")))


def grouped(document: list[Sample], chance: random.Random) -> Iterator[Sample]:
    """Paragraphs of one to four sentences."""
    at = 0
    while at < len(document):
        size = chance.randint(1, 4)
        yield samples.join(document[at : at + size])
        at += size


def varied(paragraph: Sample, names: madeup.Pools, chance: random.Random) -> Sample:
    """A copy with other names."""
    return dressed(samples.renamed(paragraph, names, chance), chance)


def dressed(paragraph: Sample, chance: random.Random) -> Sample:
    """A paragraph with curly quotes, without its final full stop or in capitals, now and then."""
    text, names = paragraph.text, paragraph.names
    if chance.random() < 0.4:
        text = re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”").replace("'", "’")
    if chance.random() < 0.1 and text.endswith(".") and all(name.end < len(text) for name in names):
        text = text[:-1]
    if chance.random() < 0.03 and len(text.upper()) == len(text):
        text = text.upper()
    return Sample(text, names)
