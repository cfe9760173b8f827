"""What is seen of two mentions and the word that may relate them: the features of `extract.likely`.

Each is a short text, there or not: the way through the tree from the word to each end, the slots that the phrases of the relation have
for them, their order and distance, their classes, who else could stand there, and what the frames of the sentence said already. The
same few things are seen again and again. So a candidate is described by `Part`s: a function with the plain values that it makes texts
of, which weigh the same wherever they are seen; and the candidates of a sentence share those of their word, their ends and their pair.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, final

from kg.extract.frames import Frame
from kg.extract.index import Slots
from kg.extract.parties import OPEN, UP, Stand, Told, Way, Ways
from kg.extract.syntax import case
from kg.parse import Token

ROW = frozenset({"conj", "flat", "appos", "fixed", "parataxis"})
"""Labels that lead from a word to one in its place."""
COORDINATED = frozenset({"conj", f"{UP}conj"})
"""Steps between the members of a row."""
LONGEST = 5
"""Steps of a way that are told apart."""
RANGES = ("0", "1", "2", "3", *["under 7"] * 3, *["under 12"] * 5, "many")
"""How a count is told: a small one as it is, a larger one by its range."""
MANY = 4
"""Rivals that are counted: others who stand nearer to the word and could be subject or object."""
BARE = frozenset({"subj", "obj"})
PLACES = frozenset({"subj", "obj", "poss", "self", "compound", "performer", "adj", "prefix"})
"""Slots that are told apart; the others stand behind prepositions."""
Far = tuple[int, int]
"""Steps through the tree and words of the text from a word to both ends together."""
Part = tuple[Any, ...]
"""A function that gives features, and the plain values that it gives them for."""
LAST = {"ways": 1, "rivals": 3}
"""How the features of `last` begin, and how many of each there are."""


@final
@dataclass(slots=True, init=False, eq=False)
class Row:
    """A word and a relation of which it may tell, with where its phrases have the ends; the pairs that it may relate are a row."""

    relation: str
    word: Token
    slots: Slots

    def __init__(self, relation: str, word: Token, slots: Slots) -> None:
        """A word with a relation."""
        self.relation, self.word, self.slots = relation, word, slots


@final
@dataclass(slots=True, init=False, eq=False)
class View:
    """What the features of one candidate are read from: a word with a relation, two mentions, and how far they are from the word."""

    row: Row
    subject: Stand
    object: Stand
    far: Far

    def __init__(self, row: Row, subject: Stand, object: Stand, far: Far) -> None:
        """Two mentions at their word."""
        self.row, self.subject, self.object, self.far = row, subject, object, far


@dataclass(frozen=True, slots=True)
class Setting:
    """What all candidates of a sentence share: its mentions and, in order, where they stand; what was said; the frames of its words, how
    many relations each word may tell of and each pair may have; the candidates of each row; and the ways that were walked."""

    stands: Sequence[Stand]
    places: Sequence[int]
    told: Told
    frames: Mapping[int, Frame]
    meanings: Mapping[int, int]
    relations: Mapping[tuple[Stand, Stand], int]
    rows: Mapping[Row, Sequence[View]]
    ways: Ways

    def way(self, start: Token, stop: Token) -> Way:
        """The way from one token to another, () where there is none."""
        return self.ways.between(start, stop) or ()

    def between(self, first: Token, last: Token) -> str:
        """How many mentions stand between two words."""
        low, high = (first.i, last.i) if first.i < last.i else (last.i, first.i)
        return _range(bisect_left(self.places, high) - bisect_right(self.places, low)) if low < high else RANGES[0]


def parts(view: View, setting: Setting) -> Iterator[Part]:
    """Everything that is seen of a candidate."""
    yield from (of_meaning(view.row), of_kind("s", view.subject), of_kind("o", view.object), *outline(view))
    yield from (*of_row(view.row, setting), *of_pair(view.subject, view.object, setting), *of_view(view, setting))
    yield from (*of_end("s", view.row, view.subject, setting), *of_end("o", view.row, view.object, setting), *last(view, setting))


def texts(part: Part) -> Sequence[str]:
    """The features that a part of a candidate has."""
    found: Sequence[str] = part[0](*part[1:])
    return found


# ── the outline: what is cheap to see and rules most candidates out ─────────────────────────────


def of_meaning(row: Row) -> Part:
    """What the word may tell of."""
    return _meaning, row.word.lemma_.lower(), row.relation


def of_kind(end: str, stand: Stand) -> Part:
    """In what way a mention at an end ("s" for subject, "o" for object) names its thing."""
    return _kind, end, stand.kind


def outline(view: View) -> tuple[Part, ...]:
    """The classes of both and their distance."""
    return of_classes(view), of_distance(view), *of_adjectives(view)


def of_classes(view: View) -> Part:
    """The classes of both."""
    return _classes, view.subject.type, view.row.relation, view.object.type


def of_distance(view: View) -> Part:
    """How far both are from the word."""
    return _distance, view.far[0]


def of_adjectives(view: View) -> tuple[Part, ...]:
    """Which of the two are nationalities and the like."""
    ends = (("s", view.subject), ("o", view.object))
    return tuple([(_adjective, end, view.row.relation) for end, stand in ends if stand.filler.mention.adjectival])


def _meaning(lemma: str, relation: str) -> Sequence[str]:
    return f"r {relation}", f"w {lemma} {relation}"


def _classes(subject: str, relation: str, target: str) -> Sequence[str]:
    return (f"t {subject} {relation} {target}",)


def _kind(end: str, kind: str) -> Sequence[str]:
    return (f"{end} kind {kind}",)


def _adjective(end: str, relation: str) -> Sequence[str]:
    return f"{end} adj", f"{end} adj {relation}"


def _distance(steps: int) -> Sequence[str]:
    return (f"far {steps}",)


# ── the details, by what shares them ────────────────────────────────────────────────────────────


def of_row(row: Row, setting: Setting) -> tuple[Part, ...]:
    """The sentence and the word."""
    word, stands = row.word, setting.stands
    used = [relations for start, stop, relations in setting.told.spans if start <= word.offset < stop]
    again = str(any(row.relation in relations for relations in used)) if used else ""
    return (
        (_sentence, _range(len(stands)), min(len(stands[0].token.sent) // 10, 5)),
        (_word, word.pos_, word.label, _range(setting.meanings[word.i]), row.slots.fewest, row.slots.most, again),
    )


def of_end(end: str, row: Row, stand: Stand, setting: Setting) -> tuple[Part, ...]:
    """The way from the word to a mention, and how it suits the slot that the phrases of the relation have for it."""
    word, token, frame = row.word, stand.token, setting.frames.get(row.word.i)
    path, marker = setting.way(word, token), case(token) or "-"
    roles = {argument.role for argument in frame.arguments if argument.token is token} if frame else set()
    if word is token:
        roles.add("self")
    places = row.slots.subjects if end == "s" else row.slots.objects
    suit = _suit(token, marker, places, roles)
    return (
        (_way, end, path, _range(abs(word.i - token.i)), setting.between(word, token)),
        (_slot, end, suit, token.label, _wanted(places), marker, row.relation, *sorted(roles)),
    )


def of_pair(subject: Stand, target: Stand, setting: Setting) -> tuple[Part, ...]:
    """How the two stand to one another."""
    row = COORDINATED.issuperset(setting.way(subject.token, target.token))
    count = _range(setting.relations[subject, target])
    return ((_pair, subject.type, target.type, count, setting.between(subject.token, target.token), row),)


def of_view(view: View, setting: Setting) -> tuple[Part, ...]:
    """What was said of the two, and the order of all three."""
    row, subject, target, told = view.row, view.subject.name, view.object.name, setting.told
    found = (
        _order,
        _in_order(view.subject.token.i, row.word.i, view.object.token.i),
        row.word.pos_,
        _wanted(row.slots.subjects),
        _wanted(row.slots.objects),
        row.relation,
    )
    there, back = told.pairs.get((subject, target)), told.pairs.get((target, subject))
    first, second = (subject, row.relation) in told.subjects, (target, row.relation) in told.objects
    return (found, (_said, row.relation, there, back, first, second)) if there or back or first or second else (found,)


def last(view: View, setting: Setting) -> tuple[Part, ...]:
    """What weighs little and takes long to see: both ways together, and how many others stand nearer to the word and could be subject
    or object in the place of one of the two."""
    word, nearer = view.row.word, [other for other in setting.rows[view.row] if other.far < view.far]
    subjects = min(MANY, len({other.subject.name for other in nearer if other.object is view.object}))
    objects = min(MANY, len({other.object.name for other in nearer if other.subject is view.subject}))
    return (_ways, setting.way(word, view.subject.token), setting.way(word, view.object.token)), (_rivals, subjects, objects)


def _sentence(mentions: str, tens: int) -> Sequence[str]:
    return f"mentions {mentions}", f"length {tens}"


def _word(pos: str, label: str, meanings: str, fewest: int, most: int, again: str) -> Sequence[str]:
    used = (f"used {again}", f"used {pos}") if again else ()
    return (f"pos {pos}", f"lab {label}", f"meanings {meanings}", f"fixed {fewest} {most}", *used)


def _way(end: str, path: Way, off: str, between: str) -> Sequence[str]:
    ups = sum([step.startswith(UP) for step in path])
    return f"{end} way {shortened(path)}", f"{end} up {ups}", f"{end} off {off}", f"between {end} {between}"


def _slot(end: str, suit: str, label: str, wanted: str, marker: str, relation: str, *roles: str) -> Sequence[str]:
    found = f"{end} suits {suit}", f"{end} label {label} {wanted}", f"{end} case {marker}", f"{end} case {marker} {relation}"
    return (*found, *[f"{end} role {role} {wanted}" for role in roles])


def _pair(subject: str, target: str, relations: str, between: str, row: bool) -> Sequence[str]:
    found = f"s type {subject}", f"o type {target}", f"relations {relations}", f"between both {between}"
    return (*found, "row") if row else found


def _said(relation: str, there: frozenset[str] | None, back: frozenset[str] | None, subject: bool, target: bool) -> Sequence[str]:
    found = ["s has"] if subject else []
    if target:
        found.append("o has")
    for name, told in (("told", there), ("back", back)):
        if told:
            found.append(f"{name} typed" if told - {OPEN} else f"{name} open")
            found += [f"{name} {other} {relation}" for other in sorted(told)]
    return found


def _order(order: str, pos: str, subject: str, target: str, relation: str) -> Sequence[str]:
    return f"order {order} {pos}", f"order {order} {subject} {target}", f"order {order} {relation}"


def _ways(subject: Way, target: Way) -> Sequence[str]:
    return (f"ways {shortened(subject)} | {shortened(target)}",)


def _rivals(subjects: int, objects: int) -> Sequence[str]:
    return f"rivals s {subjects}", f"rivals o {objects}", f"rivals {subjects} {objects}"


def _in_order(subject: int, word: int, target: int) -> str:
    """The subject, the word and the object as they stand in the text; what stands at the same place by its letter."""
    return "".join([name for _, name in sorted([(subject, "s"), (word, "w"), (target, "o")])])


def shortened(way: Way) -> str:
    """A way without the steps along rows, marked where it has any.

    >>> shortened(("^acl", "nsubj", "conj")), shortened(())
    ('^acl nsubj &', '')
    """
    kept = [step for step in way if step.lstrip(UP) not in ROW]
    return " ".join(kept[:LONGEST]) + (" &" if len(kept) < len(way) else "")


@cache
def _wanted(places: frozenset[str]) -> str:
    return min((place if place in PLACES else "inner" if "/" in place else "prep") for place in places)


def _suit(token: Token, marker: str, places: frozenset[str], roles: set[str]) -> str:
    """How a mention suits the slot: by its role in the frame, its preposition, its label, or not."""
    if not roles.isdisjoint(places):
        return "role"
    if marker in places:
        return "case"
    if marker == "-" and token.label in {"nsubj", "obj"} and not BARE.isdisjoint(places):
        return "bare"
    return "other" if roles else "none"


def _range(number: int) -> str:
    return RANGES[number] if number < len(RANGES) else RANGES[-1]
