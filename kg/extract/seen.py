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
from kg.ontology import Ontology
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
WORD, PAIR = 7, 5
"""Numbers of a word (five of its texts, its class, its head) and of a pair."""
SIZE = 64
"""Words by which tables of distances grow."""

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

    def __hash__(self) -> int:
        """A number that takes no time to make: it is asked for with every sentence."""
        return hash((len(self.relations), len(self.classes), len(self.able)))


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
    classes, entities = _classes(known), dict[str, int]()
    kinds = np.array([2 * classes.get(end.stand.type, len(classes)) + (end.past is not None) for end in ends])
    things = np.array([entities.setdefault(end.entity, len(entities)) for end in ends])
    able = _able(known)[kinds[:, None], kinds]
    able &= things[:, None] != things
    return np.array(able.nonzero()).T


def pictured(scene: Scene, ends: Sequence[End], pairs: Ints, telling: Telling, told: Told, number: int, known: Known) -> Seen | None:
    """The sentence in numbers with some pairs of its ends: pairs by two."""
    if not len(pairs):
        return None
    sent, first, language, classes = scene.sent, scene.sent[0].i, scene.article.language, _classes(known)
    length, places = len(sent), [end.stand.token.i - first if end.past is None else -1 for end in ends]
    table, named = np.empty((length, WORD), np.int64), [0] * length
    for end, place in zip(ends, places, strict=True):
        if place >= 0:
            named[place] = 1 + classes.get(end.stand.type, 0)
    texts = b"".join([_of_texts(token.text, token.lemma_, token.pos_, token.dep_, case(token), language) for token in sent])
    table[:, : WORD - 2] = np.frombuffer(texts, np.int64).reshape(length, -1)
    table[:, WORD - 2] = named
    table[:, WORD - 1] = [min(max(token.head.i - first, 0), length - 1) for token in sent]
    own = [number for end, place in zip(ends, places, strict=True) for number in _of_end(end, place, classes, language)]
    ways = _ways(ends, pairs, first, length)
    rows, subjects, objects = np.empty((len(pairs), PAIR), np.int64), pairs[:, 0], pairs[:, 1]
    rows[:, :2] = pairs
    at = np.array(places)
    rows[:, 2] = _distances(_size(length))[at[subjects], at[objects]]
    rows[:, 3] = np.minimum(np.count_nonzero(ways, 1), WAY)
    relations = _told(scene, ends, pairs, told, known, rows[:, 4])
    return Seen(
        table, _triggers(scene, telling, first, known), np.array(own).reshape(len(ends), -1), rows, ways, relations, min(number, NUMBER)
    )


def nearness(places: Ints, length: int) -> Ints:
    """The rows of the distances of every word of a sentence from ends at these places: ends by words."""
    return np.asarray(_nearness(_size(length))[places, :length])


def row_of(text: str, rows: int = ROWS) -> int:
    """The row of a text in a table of so many.

    >>> row_of("enbuy"), row_of("nsubj", 64)
    (5237, 27)
    """
    return crc32(text.encode()) % rows


@lru_cache(maxsize=1 << 15)
def _of_texts(text: str, lemma: str, pos: str, dep: str, marker: str, language: str) -> bytes:
    """The first numbers of a word, as they stand in a row of the table."""
    tag = TAGS.index(pos) if pos in TAGS else len(TAGS) - 1
    lemma_row, form_row = row_of(f"{language}{lemma.lower()}"), row_of(f"{language}f{text.lower()}")
    marker_row = row_of(marker, CASES) if marker else 0
    return np.array([lemma_row, form_row, tag, row_of(dep, LABELS), marker_row], np.int64).tobytes()


def _of_end(end: End, place: int, classes: Mapping[str, int], language: str) -> tuple[int, ...]:
    stand, past = end.stand, end.past
    kind = KINDS.index(stand.kind) if past is None else KINDS.index("before")
    own = place, classes.get(stand.type, 0), kind
    if past is None:
        return *own, int(stand.filler.mention.adjectival), 0, 0, 0, 0, 0, 0
    lemma = row_of(f"{language}{stand.token.lemma_.lower()}")
    return *own, 0, lemma, min(past.times, TIMES), min(past.since, SINCE), int(past.first), int(past.subject), past.rank


def _triggers(scene: Scene, telling: Telling, first: int, known: Known) -> Floats:
    columns, width = _columns(known, scene.reader.ontology), len(known.relations)
    found = np.zeros(len(scene.sent) * width, np.float32)
    at = [(token.i - first) * width + columns[relation] for token, relation in telling if relation in columns]
    found[at] = 1
    return found.reshape(-1, width)


def _told(scene: Scene, ends: Sequence[End], pairs: Ints, told: Told, known: Known, is_open: Ints) -> Floats:
    """What frames say of each pair: pairs by relations, in their canonical direction; `is_open` is filled with whether something that no
    phrase has."""
    columns, terms, width = _columns(known, scene.reader.ontology), scene.reader.ontology.relations, len(known.relations)
    found = np.zeros(len(pairs) * width, np.float32)
    is_open[:] = 0
    names_of = [end.stand.name for end in ends]
    here = {*names_of}
    said = [(ends_of, names) for ends_of, names in told.items() if ends_of[0] in here and ends_of[1] in here]
    if not said:
        return found.reshape(-1, width)
    rows: dict[tuple[str, str], list[int]] = {}
    for row, (subject, target) in enumerate(pairs.tolist()):
        rows.setdefault((names_of[subject], names_of[target]), []).append(row)
    at: list[int] = []
    for (one, other), names in said:
        straight, turned = rows.get((one, other), []), rows.get((other, one), [])
        for name in names:
            if name == OPEN:
                is_open[straight] = 1
            elif name in columns:
                term, column = terms[name], columns[name]
                meant = [*straight, *turned] if term.symmetric else straight if term.canonical == name else turned
                at += [row * width + column for row in meant]
    found[at] = 1
    return found.reshape(-1, width)


@cache
def _columns(known: Known, ontology: Ontology) -> Mapping[str, int]:
    """The columns of the relations of the ontology; those that the network has no row for have none."""
    rows = {name: row for row, name in enumerate(known.relations)}
    return {name: rows[term.canonical] for name, term in ontology.relations.items() if term.canonical in rows}


@cache
def _classes(known: Known) -> Mapping[str, int]:
    return {name: row for row, name in enumerate(known.classes)}


@cache
def _able(known: Known) -> NDArray[np.bool_]:
    """Which ends may have a relation: by twice the class of subject and object, and one more for what was spoken of before; unknown
    classes are the last and have none."""
    rows = _classes(known)
    found = np.zeros((2 * len(rows) + 2, 2 * len(rows) + 2), np.bool_)
    for subject, target, first, second in known.able:
        found[2 * rows[subject] + first, 2 * rows[target] + second] = not first or not second
    return found


def _ways(ends: Sequence[End], pairs: Ints, first: int, length: int) -> NDArray[np.bool_]:
    """The words on the way between the two of each pair, and from one alone up to the root: pairs by words."""
    marked, depths, at = np.zeros(len(ends) * length, np.bool_), [0] * length, list[int]()
    for row, end in enumerate(ends):
        if end.past is None:
            up = _up(end.stand.token, first, length)
            for depth, place in enumerate(reversed(up), 1):
                depths[place] = depth
                at.append(row * length + place)
    marked[at] = True
    above = marked.reshape(-1, length)
    one, other = above[pairs[:, 0]], above[pairs[:, 1]]
    ways: NDArray[np.bool_] = one ^ other
    one &= other
    meeting = (one * np.array(depths, np.int8)).argmax(1)
    rows = np.arange(len(pairs))
    here = one[rows, meeting]
    ways[rows[here], meeting[here]] = True
    if not here.all():  # one stands elsewhere, or in another tree
        inside = np.array([end.past is None for end in ends])
        ways[inside[pairs].all(1) & ~here] = False
    return ways


def _up(token: Token, first: int, length: int) -> list[int]:
    """The places from a word up to the root of its sentence."""
    found = [token.i - first]
    while token.head is not token and 0 <= token.head.i - first < length and len(found) < DEEPEST:
        token = token.head
        found.append(token.i - first)
    return found


def _size(length: int) -> int:
    """The size of the table of distances for a sentence of so many words."""
    return (length // SIZE + 1) * SIZE


@cache
def _nearness(size: int) -> Ints:
    """The rows of distances by the place of an end and of a word; the last is that of what stands elsewhere."""
    steps = np.arange(size)[None] - np.arange(size)[:, None]
    rows = _NEAR[np.minimum(np.abs(steps), len(_NEAR) - 1)] + RIGHT * (steps > 0)
    rows[-1] = ELSEWHERE
    return np.asarray(rows)


@cache
def _distances(size: int) -> Ints:
    """The rows of distances by the places of subject and object; the last is that of what stands elsewhere."""
    steps = np.arange(size)[None] - np.arange(size)[:, None]
    rows = _NEAR[np.minimum(np.abs(steps), len(_NEAR) - 1)] + BEHIND * (steps > 0)
    rows[-1] = rows[:, -1] = APART
    return np.asarray(rows)
