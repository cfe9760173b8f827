"""What a name is, by the votes of all its mentions: first the family of classes, then the class in it.

A log-linear model: a voice adds its weight to each family, and the family with the most has the name. The weights stand in
`kg/lang/votes.toml`, one line a voice, the same for all languages; `python -m training.votes` fits them. Where no family is
likely enough, the class is left open.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.extract.evidence import FAMILIES, THINGS, Voice, family
from kg.extract.namewords import Words
from kg.lang import FOLDER

MOST = 3
"""Times that a voice counts in one article: the tenth "in X" says no more than the third."""
LIKELY = 0.5
"""How likely a family must be to be the name's."""
SECOND = 0.2
"""How likely a further family must be to be named as well."""
GENERIC = {"Person": "Person", "Organization": "Organization", "Place": "Place", "Thing": "Product"}
"""The class of a family where nothing says more."""


def elect(ballot: Sequence[Iterable[Voice]], words: Words) -> tuple[str, ...]:
    """The classes of a name, best first; none where the votes leave it open.

    Args:
        ballot: the voices of each of its mentions.
        words: the ontology's classes among them.
    """
    likely = likelihood(counted(ballot))
    order = sorted(FAMILIES, key=lambda name: (-likely[name], FAMILIES.index(name)))
    if likely[order[0]] < LIKELY:
        return ()
    named = Counter(kind for voices in ballot for _, kind in voices if kind)
    return tuple(_class(name, named, words) for name in order if likely[name] >= (LIKELY if name == order[0] else SECOND))


def counted(ballot: Sequence[Iterable[Voice]]) -> dict[str, float]:
    """How much each voice is heard: once for the first time, less for each time more; shapes are of the name, and count once."""
    times = Counter(voice for voices in ballot for voice, _ in voices)
    return {voice: math.sqrt(min(count, MOST)) for voice, count in times.items()}


def likelihood(heard: Mapping[str, float]) -> dict[str, float]:
    """How likely each family is; they add up to one."""
    table = weights()
    known = [(table[voice], count) for voice, count in (*heard.items(), ("always", 1.0)) if voice in table]
    scores = [sum(values[i] * count for values, count in known) for i in range(len(FAMILIES))]
    powers = [math.exp(score - max(scores)) for score in scores]
    return {name: power / sum(powers) for name, power in zip(FAMILIES, powers, strict=True)}


@cache
def weights() -> dict[str, tuple[float, ...]]:
    """The weight of each voice for each family."""
    table = tomllib.loads((FOLDER / "votes.toml").read_text(encoding="utf-8"))
    return {voice: tuple(values) for voice, values in table["weights"].items()}


def _class(name: str, named: Counter[str], words: Words) -> str:
    """The class in a family that most voices name; the family's own where none does."""
    members = [kind for kind in named if family(kind, words) == name and (name != "Thing" or kind in THINGS) and kind != name]
    return min(members, key=lambda kind: (-named[kind], kind), default=GENERIC[name])
