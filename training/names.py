"""Names become training documents: paragraphs of a few sentences, each with copies in which other names stand in the names' places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import spacy

from training import names_en, names_nl, samples, tokenizer
from training.samples import Sample
from training.words import word_list

SOURCES = {"en": names_en, "nl": names_nl}
ABROAD = {"nl": names_en}  # the news of a small language is full of the names that the data of a large one have
COPIES = 2
SUFFIXES = sorted(word_list("en", "company_suffixes"))
SYLLABLES = sorted(word_list("en", "syllables"))


def write(language: str, data: Path, out: Path, seed: int = 7) -> None:
    """Writes train.spacy and dev.spacy."""
    out.mkdir(parents=True, exist_ok=True)
    nlp = tokenizer.adapt(spacy.blank(language))
    chance = random.Random(seed)
    paragraphs = [paragraph for document in SOURCES[language].documents(data, "train") for paragraph in grouped(document, chance)]
    lists = names_nl.pools(data)
    lists["ORG"] = sorted({*lists["ORG"], *(company(chance) for _ in range(len(lists["ORG"])))})
    names = samples.pool(paragraphs, lists)
    useful = [paragraph for paragraph in paragraphs if any(name.label for name in paragraph.names)]
    copies = [varied(paragraph, names, chance) for paragraph in useful for _ in range(COPIES)]
    if language in ABROAD:
        copies += [paragraph for document in ABROAD[language].documents(data, "train") for paragraph in grouped(document, chance)]
    everything = chance.sample(paragraphs + copies, len(paragraphs) + len(copies))
    print(language, "training words:", samples.save(everything, nlp, str(out / "train.spacy")))
    dev = [paragraph for document in SOURCES[language].documents(data, "dev") for paragraph in grouped(document, chance)]
    print(language, "development words:", samples.save(dev, nlp, str(out / "dev.spacy")))


def grouped(document: list[Sample], chance: random.Random) -> Iterator[Sample]:
    """Paragraphs of one to four sentences."""
    at = 0
    while at < len(document):
        size = chance.randint(1, 4)
        yield samples.join(document[at : at + size])
        at += size


def company(chance: random.Random) -> str:
    """A made-up name of a company, as news has ever new ones."""
    name = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize()
    draw = chance.random()
    if draw < 0.1:
        return "".join(chance.choice("ABCDEGIKLMNPRSTV") for _ in range(chance.randint(2, 5)))
    return f"{name} {chance.choice(SUFFIXES)}" if draw < 0.3 else name


def varied(paragraph: Sample, names: dict[str, list[tuple[str, ...]]], chance: random.Random) -> Sample:
    """A copy with other names; now and then with curly quotes, or without its final full stop."""
    copy = samples.renamed(paragraph, names, chance)
    if chance.random() < 0.4:
        copy = replace(copy, text=re.sub(r'(^|[\s(])"', r"\1“", copy.text).replace('"', "”").replace("'", "’"))
    if chance.random() < 0.1 and copy.text.endswith(".") and all(name.end < len(copy.text) for name in copy.names):
        copy = Sample(copy.text[:-1], copy.names)
    if chance.random() < 0.03:
        copy = Sample(copy.text.upper() if len(copy.text.upper()) == len(copy.text) else copy.text, copy.names)
    return copy
