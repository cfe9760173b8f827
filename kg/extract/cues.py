"""What is seen of two mentions and the word that may relate them: the features of `extract.likely`.

Each is a short text, there or not: the way through the tree from the word to each end, the slots that the phrases of the relation have
for them, their order and distance, their classes, who else could stand there, and what the frames of the sentence said already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.frames import Frame
from kg.extract.parties import UP, Slots, Stand, Way, way
from kg.extract.syntax import case
from kg.model import Claim
from kg.parse import Token

ROW = frozenset({"conj", "flat", "appos", "fixed", "parataxis"})
"""Labels that lead from a word to one in its place."""
LONGEST = 5
"""Steps of a way that are told apart."""
FEW = (4, 7, 12)
"""Counts from which a number is told by its range."""
MANY = 4
"""Rivals that are counted: others who stand nearer to the word and could be subject or object."""
BARE = frozenset({"subj", "obj"})
PLACES = frozenset({"subj", "obj", "poss", "self", "compound", "performer", "adj", "prefix"})
"""Slots that are told apart; the others stand behind prepositions."""
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Told:
    """What the frames of a sentence said, by names: the relations of each pair, who has a relation, and where its words stand."""

    pairs: Mapping[tuple[str, str], frozenset[str]]
    subjects: frozenset[tuple[str, str]]
    objects: frozenset[tuple[str, str]]
    spans: Sequence[tuple[int, int, frozenset[str]]]

    def relates(self, first: str, second: str) -> bool:
        """True where a relation of the ontology was told of the two, in either direction."""
        return bool((self.pairs.get((first, second), frozenset()) | self.pairs.get((second, first), frozenset())) - {OPEN})


def told(said: Iterable[Claim]) -> Told:
    """What the claims of a sentence say."""
    pairs: dict[tuple[str, str], set[str]] = {}
    for claim in said:
        pairs.setdefault((claim.subject.name, claim.object.name), set()).update(claim.candidates or (OPEN,))
    typed = [claim for claim in said if claim.candidates]
    return Told(
        {ends: frozenset(found) for ends, found in pairs.items()},
        frozenset((claim.subject.name, name) for claim in typed for name in claim.candidates),
        frozenset((claim.object.name, name) for claim in typed for name in claim.candidates),
        [(claim.relation_span.start, claim.relation_span.end, frozenset(claim.candidates)) for claim in typed],
    )


@dataclass(frozen=True, slots=True)
class View:
    """What the features of one candidate are read from: a relation, the word that may tell of it and where its phrases have the ends,
    the two mentions, and how many steps and words they are from the word."""

    relation: str
    word: Token
    slots: Slots
    subject: Stand
    object: Stand
    far: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all candidates of a sentence share: its mentions, what was said, the frames of its words, how many relations each word may
    tell of and each pair may have, the candidates by relation and word, and the ways that were walked."""

    stands: Sequence[Stand]
    told: Told
    frames: Mapping[int, Frame]
    meanings: Mapping[int, int]
    relations: Mapping[tuple[Stand, Stand], int]
    rows: Mapping[tuple[str, int], Sequence[View]]
    ways: dict[tuple[int, int], Way | None] = field(default_factory=dict)

    def way(self, start: Token, stop: Token) -> Way:
        """The way from one token to another, () where there is none."""
        return way(start, stop, self.ways) or ()


def outline(view: View) -> Iterator[str]:
    """The features that are cheap to see and rule most candidates out."""
    relation, subject, target = view.relation, view.subject, view.object
    yield f"r {relation}"
    yield f"t {subject.type} {relation} {target.type}"
    yield f"w {view.word.lemma_.lower()} {relation}"
    for end, stand in (("s", subject), ("o", target)):
        yield f"{end} kind {stand.kind}"
        if stand.filler.mention.adjectival:
            yield f"{end} adj"
            yield f"{end} adj {relation}"
    yield f"far {view.far[0]}"


def details(view: View, setting: Setting) -> Iterator[str]:
    """The other features."""
    yield from _of_word(view, setting)
    yield from _of_place(view, setting)
    yield from _of_order(view, setting)
    yield from _of_said(view, setting)


def _of_word(view: View, setting: Setting) -> Iterator[str]:
    yield f"pos {view.word.pos_}"
    yield f"lab {view.word.label}"
    yield f"s type {view.subject.type}"
    yield f"o type {view.object.type}"
    yield f"meanings {_range(setting.meanings[view.word.i])}"
    yield f"relations {_range(setting.relations[view.subject, view.object])}"
    yield f"fixed {view.slots.fewest} {view.slots.most}"


def _of_place(view: View, setting: Setting) -> Iterator[str]:
    frame, ways = setting.frames.get(view.word.i), []
    for end, stand, places in (("s", view.subject, view.slots.subjects), ("o", view.object, view.slots.objects)):
        path = setting.way(view.word, stand.token)
        short, wanted, marker = shortened(path), _wanted(places), case(stand.token) or "-"
        roles = {argument.role for argument in frame.arguments if argument.token is stand.token} if frame else set()
        if view.word is stand.token:
            roles.add("self")
        ways.append(short)
        yield f"{end} way {short}"
        yield f"{end} suits {_suit(stand.token, marker, places, roles)}"
        yield f"{end} label {stand.token.label} {wanted}"
        yield f"{end} case {marker}"
        yield f"{end} case {marker} {view.relation}"
        yield f"{end} up {sum(step.startswith(UP) for step in path)}"
        yield from (f"{end} role {role} {wanted}" for role in sorted(roles))
    yield f"ways {ways[0]} | {ways[1]}"
    if all(step.lstrip(UP) == "conj" for step in setting.way(view.subject.token, view.object.token)):
        yield "row"


def _of_order(view: View, setting: Setting) -> Iterator[str]:
    word, subject, target = view.word.i, view.subject.token.i, view.object.token.i
    order = "".join(name for _, name in sorted([(subject, "s"), (word, "w"), (target, "o")]))
    yield f"order {order} {view.word.pos_}"
    yield f"order {order} {_wanted(view.slots.subjects)} {_wanted(view.slots.objects)}"
    yield f"order {order} {view.relation}"
    yield f"s off {_range(abs(word - subject))}"
    yield f"o off {_range(abs(word - target))}"
    for name, first, last in (("s", word, subject), ("o", word, target), ("both", subject, target)):
        low, high = (first, last) if first < last else (last, first)
        yield f"between {name} {_range(sum(low < stand.token.i < high for stand in setting.stands))}"
    nearer = [other for other in setting.rows[view.relation, word] if other.far < view.far]
    subjects = min(MANY, len({other.subject.name for other in nearer if other.object is view.object}))
    objects = min(MANY, len({other.object.name for other in nearer if other.subject is view.subject}))
    yield f"rivals s {subjects}"
    yield f"rivals o {objects}"
    yield f"rivals {subjects} {objects}"
    yield f"mentions {_range(len(setting.stands))}"
    yield f"length {min(len(view.word.sent) // 10, 5)}"


def _of_said(view: View, setting: Setting) -> Iterator[str]:
    names, relation, told = (view.subject.name, view.object.name), view.relation, setting.told
    for name, ends in (("told", names), ("back", names[::-1])):
        found = told.pairs.get(ends, frozenset())
        if found:
            yield f"{name} typed" if found - {OPEN} else f"{name} open"
            yield from (f"{name} {other} {relation}" for other in sorted(found))
    if (names[0], relation) in told.subjects:
        yield "s has"
    if (names[1], relation) in told.objects:
        yield "o has"
    used = [relations for start, stop, relations in told.spans if start <= view.word.offset < stop]
    if used:
        yield f"used {any(relation in relations for relations in used)}"
        yield f"used {view.word.pos_}"


def shortened(way: Way) -> str:
    """A way without the steps along rows, marked where it has any.

    >>> shortened(("^acl", "nsubj", "conj")), shortened(())
    ('^acl nsubj &', '')
    """
    kept = [step for step in way if step.lstrip(UP) not in ROW]
    return " ".join(kept[:LONGEST]) + (" &" if len(kept) < len(way) else "")


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
    """A small number as it is, a larger one by its range."""
    if number < FEW[0]:
        return str(number)
    return next((f"under {limit}" for limit in FEW[1:] if number < limit), "many")
