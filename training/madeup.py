"""Sentences as news writes them with names put into them, made-up ones among them: news has ever new companies and products."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.samples import Name, Sample
from training.words import word_list

TABLE = tomllib.loads((Path(__file__).parent / "news.toml").read_text(encoding="utf-8"))
SYLLABLES = sorted(word_list("en", "syllables"))
SHAPES = {"ORG": TABLE["shapes"]["organisations"].split(), "MISC": TABLE["shapes"]["products"].split()}
SLOT = re.compile(r"\{([A-Z]+)\}")
OF_WORD = re.compile(r"-\w+")  # "Google-diensten" is no name

Pools = Mapping[str, Sequence[Sequence[str]]]


def name(label: str, chance: random.Random) -> str:
    """A name that nobody has, of an organisation or of a product.

    >>> chance = random.Random(4)
    >>> [name(label, chance) for label in ("ORG", "MISC", "ORG", "MISC")]
    ['Quador Airlines', 'Solor Maps', 'RB', 'Solandor 8']
    """
    shape = chance.choice(SHAPES[label]).replace("_", " ")
    return re.sub(r"[12@#%]", lambda sign: part(sign.group(), chance), shape)


def part(sign: str, chance: random.Random) -> str:
    """What stands for a sign of a shape."""
    if sign in "12":
        syllable = chance.choice(SYLLABLES)
        return syllable.capitalize() if sign == "1" else syllable
    if sign == "@":
        return chance.choice("ABCDEFGHIJKLMNOPRSTVWXZ")
    return str(chance.randint(2001, 2029) if sign == "%" else chance.randint(1, 9))


def filled(sentence: str, names: Pools, chance: random.Random) -> Sample:
    """A sentence with names in its slots, a different one in each."""
    text, found, last = "", [], 0
    for slot in SLOT.finditer(sentence):
        text += sentence[last : slot.start()]
        label, last = slot.group(1), slot.end()
        words = draw(label, names, chance)
        start, text = len(text), text + words
        if re.match(r"s\b", sentence[last:]):  # "Googles" is one token
            text, last = f"{text}s", last + 1
        if not OF_WORD.match(sentence[last:]):
            found.append(Name(start, len(text), label))
    return Sample(text + sentence[last:], tuple(found))


def draw(label: str, names: Pools, chance: random.Random) -> str:
    if label in SHAPES and chance.random() < (0.3 if label == "ORG" else 0.5):
        return name(label, chance)
    return chance.choice(chance.choice([pool for pool in names[label] if pool]))


def sentences(language: str, names: Pools, times: int, chance: random.Random) -> Iterator[Sample]:
    """Every sentence of a language so many times, in paragraphs of one to three."""
    order = [sentence for _ in range(times) for sentence in TABLE[language]["sentences"]]
    chance.shuffle(order)
    while order:
        taken = [order.pop() for _ in range(min(len(order), chance.randint(1, 3)))]
        yield filled(" ".join(taken), names, chance)
