"""What the network of `extract.chances` sees of a sentence: numbers for its words, its ends and its pairs.

Words are seen by their lemma and form (hashed), part of speech, label, preposition, head, the class of what they name, and the relations
of whose phrases they are a word; ends by their word, class and kind, those of sentences before by how the article spoke of them;
pairs by the way between them, their order and distance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kg.extract.ends import End
from kg.extract.parties import OPEN, Telling, Told
from kg.extract.scene import Scene
from kg.extract.syntax import case
from kg.parse import Token

ROWS, LABELS, CASES = 1 << 14, 1 << 6, 1 << 7
"""Rows of the tables of lemmas and forms, of labels, and of prepositions."""
TAGS = (
    "NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "ADP", "DET", "PRON",
    "NUM", "CCONJ", "SCONJ", "PART", "PUNCT", "SYM", "INTJ", "X", "SPACE",
)  # fmt: skip
"""Parts of speech, by their rows; what is none of them has the last."""
KINDS = ("name", "apposed", "nominal", "pronoun", "prefix", "before")
"""In what way an end stands, by its row."""
TIMES, SINCE, NUMBER, WAY = 7, 5, 7, 11
"""The most that is told apart: times and sentences since of what was named before, sentences of the article, steps of a way."""
NEAR = (0, 1, 2, 3, 4, 5, *[6] * 3, *[7] * 5, *[8] * 8)
"""The row of a distance in words; those beyond have the row after the last."""
FAR = 9
RIGHT, ELSEWHERE = 10, 20
"""What is added to the row of a distance for what stands behind, and the row of what stands in another sentence."""
BEHIND, APART = 11, 10
"""What is added to the row of a pair's distance where its object stands behind its subject, and the row of a pair with an end elsewhere."""
DEEPEST = 60
"""Steps that are walked up a tree."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
_NEAR = np.array([*NEAR, FAR])


@dataclass(frozen=True, slots=True)
class Known:
    """What the network has rows for: relations and classes in order, and the pairs of classes (and which of the two stands before, as 0 or
    1) that may have a relation."""

    relations: Sequence[str]
    classes: Sequence[str]
    able: frozenset[tuple[str, str, int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A sentence in numbers.

    `words` has a row a word (lemma, form, part of speech, label, preposition, class, head), `triggers` words by relations. `ends` has a row
    an end (place, class, kind, adjective, lemma, times, since, first, subject, rank; the place is -1 for what stands in another sentence).
    `pairs` has a row a pair (subject, object, distance, steps, open); of the pairs, `ways` are the words between the two in the tree, and
    `told` the relations that frames say. `number` is that of the sentence in its article.
    """

    words: Ints
    triggers: Floats
    ends: Ints
    pairs: Ints
    ways: NDArray[np.bool_]
    told: Floats
    number: int


def seen(scene: Scene, ends: Sequence[End], telling: Telling, told: Told, number: int, known: Known) -> Seen | None:
    """The sentence with the pairs that may have a relation; None where there are none.

    Args:
        ends: from `Memory.ends`.
        telling: the words that may tell of a relation.
        told: what frames said.
        number: of the sentence in its article, from 0.
        known: what the network has rows for.
    """
    return pictured(scene, ends, candidates(ends, known), telling, told, number, known)


def candidates(ends: Sequence[End], known: Known) -> Ints:
    """The pairs of ends (subject, object) whose classes may have a relation; one of the two stands in the sentence."""
    classes, entities = _classes(known), {entity: row for row, entity in enumerate(dict.fromkeys(end.entity for end in ends))}
    kinds = np.array([classes.get(end.stand.type, -1) for end in ends])
    before = np.array([int(end.past is not None) for end in ends])
    things = np.array([entities[end.entity] for end in ends])
    able = _able(known)[kinds[:, None], kinds[None], before[:, None], before[None]]
    return np.argwhere(able & (things[:, None] != things[None]) & ~(before[:, None] & before[None]).astype(np.bool_))


def pictured(scene: Scene, ends: Sequence[End], pairs: Ints, telling: Telling, told: Told, number: int, known: Known) -> Seen | None:
    """The sentence in numbers with some pairs of its ends: pairs by two."""
    if not len(pairs):
        return None
    sent, first, language, classes = scene.sent, scene.sent[0].i, scene.article.language, _classes(known)
    places = np.array([end.stand.token.i - first if end.past is None else -1 for end in ends])
    table = np.array([_of_word(token, first, len(sent), language) for token in sent])
    for end, place in zip(ends, places.tolist(), strict=True):
        if place >= 0:
            table[place, 5] = 1 + classes.get(end.stand.type, 0)
    own = [_of_end(end, place, classes, language) for end, place in zip(ends, places.tolist(), strict=True)]
    ways = _ways(ends, pairs, first, len(sent))
    relations, is_open = _told(scene, ends, pairs, told, known)
    rows = np.stack([*pairs.T, _distances(places, pairs), np.minimum(ways.sum(1), WAY), is_open], 1)
    return Seen(table, _triggers(scene, telling, first, known), np.array(own), rows, ways, relations, min(number, NUMBER))


def nearness(places: Ints, length: int) -> Ints:
    """The rows of the distances of every word of a sentence from ends at these places: ends by words."""
    steps = np.arange(length)[None] - places[:, None]
    rows = _NEAR[np.minimum(np.abs(steps), len(_NEAR) - 1)] + RIGHT * (steps > 0)
    rows[places < 0] = ELSEWHERE
    return np.asarray(rows)


def row_of(text: str, rows: int = ROWS) -> int:
    """The row of a text in a table of so many.

    >>> row_of("enbuy"), row_of("nsubj", 64)
    (5237, 27)
    """
    return crc32(text.encode()) % rows


def _of_word(token: Token, first: int, length: int, language: str) -> tuple[int, ...]:
    head = min(max(token.head.i - first, 0), length - 1)
    return *_of_texts(token.text, token.lemma_, token.pos_, token.dep_, case(token) or "", language), 0, head


@lru_cache(maxsize=1 << 15)
def _of_texts(text: str, lemma: str, pos: str, dep: str, marker: str, language: str) -> tuple[int, ...]:
    tag = TAGS.index(pos) if pos in TAGS else len(TAGS) - 1
    lemma_row, form_row = row_of(f"{language}{lemma.lower()}"), row_of(f"{language}f{text.lower()}")
    return lemma_row, form_row, tag, row_of(dep, LABELS), row_of(marker, CASES) if marker else 0


def _of_end(end: End, place: int, classes: Mapping[str, int], language: str) -> tuple[int, ...]:
    stand, past = end.stand, end.past
    kind = KINDS.index(stand.kind) if past is None else KINDS.index("before")
    own = place, classes.get(stand.type, 0), kind
    if past is None:
        return *own, int(stand.filler.mention.adjectival), 0, 0, 0, 0, 0, 0
    lemma = row_of(f"{language}{stand.token.lemma_.lower()}")
    return *own, 0, lemma, min(past.times, TIMES), min(past.since, SINCE), int(past.first), int(past.subject), past.rank


def _triggers(scene: Scene, telling: Telling, first: int, known: Known) -> Floats:
    relations, terms = _relations(known), scene.reader.ontology.relations
    found = np.zeros((len(scene.sent), len(relations)), np.float32)
    for token, relation in telling:
        row = relations.get(terms[relation].canonical)
        if row is not None:
            found[token.i - first, row] = 1
    return found


def _told(scene: Scene, ends: Sequence[End], pairs: Ints, told: Told, known: Known) -> tuple[Floats, Ints]:
    """What frames say of each pair: pairs by relations, in their canonical direction; and whether something that no phrase has."""
    relations, terms = _relations(known), scene.reader.ontology.relations
    found, is_open = np.zeros((len(pairs), len(relations)), np.float32), np.zeros(len(pairs), np.int64)
    names_of = {name: row for row, name in enumerate(dict.fromkeys(end.stand.name for end in ends))}
    own = np.array([names_of[end.stand.name] for end in ends])[pairs]
    for (subject, target), names in told.items():
        one, other = names_of.get(subject), names_of.get(target)
        if one is None or other is None:
            continue
        straight, turned = (own == (one, other)).all(1), (own == (other, one)).all(1)
        for name in names:
            if name == OPEN:
                is_open[straight] = 1
                continue
            term = terms[name]
            if (column := relations.get(term.canonical)) is not None:
                found[straight | turned if term.symmetric else straight if term.canonical == name else turned, column] = 1
    return found, is_open


@cache
def _relations(known: Known) -> Mapping[str, int]:
    return {name: row for row, name in enumerate(known.relations)}


@cache
def _classes(known: Known) -> Mapping[str, int]:
    return {name: row for row, name in enumerate(known.classes)}


@cache
def _able(known: Known) -> NDArray[np.bool_]:
    """Which classes may have a relation: by class of subject and object, and whether either was spoken of before; unknown ones none."""
    rows = _classes(known)
    found = np.zeros((len(rows) + 1, len(rows) + 1, 2, 2), np.bool_)
    for subject, target, first, second in known.able:
        found[rows[subject], rows[target], first, second] = True
    return found


def _ways(ends: Sequence[End], pairs: Ints, first: int, length: int) -> NDArray[np.bool_]:
    """The words on the way between the two of each pair, and from one alone up to the root: pairs by words."""
    above, depth = np.zeros((len(ends), length), np.bool_), np.zeros(length, np.int64)
    for row, end in enumerate(ends):
        if end.past is None:
            up = _up(end.stand.token, first, length)
            above[row, up] = True
            depth[up] = range(len(up), 0, -1)
    one, other = above[pairs[:, 0]], above[pairs[:, 1]]
    both = one & other
    ways: NDArray[np.bool_] = one ^ other
    meeting = np.where(both, depth, 0).argmax(1)
    here = both.any(1)
    ways[np.flatnonzero(here), meeting[here]] = True
    ways[one.any(1) & other.any(1) & ~here] = False
    return ways


def _up(token: Token, first: int, length: int) -> list[int]:
    """The places from a word up to the root of its sentence."""
    found = [token.i - first]
    while token.head is not token and 0 <= token.head.i - first < length and len(found) < DEEPEST:
        token = token.head
        found.append(token.i - first)
    return found


def _distances(places: Ints, pairs: Ints) -> Ints:
    subjects, objects = places[pairs[:, 0]], places[pairs[:, 1]]
    rows = _NEAR[np.minimum(np.abs(subjects - objects), len(_NEAR) - 1)] + BEHIND * (subjects < objects)
    return np.asarray(np.where((subjects < 0) | (objects < 0), APART, rows))
