"""Frames as their clauses word them: surface subjects, the words of the relation, and what else the clause has, in order.

A frame undoes voice and word order; an open relation keeps them ("was bought by"). Who the subject is, and which words are
arguments, is the frame's matter: control, relative clauses, shared subjects and objects are read there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kg.extract.frames import Frame
from kg.extract.openie.phrases import Phrase, marks, predicate, preposition
from kg.extract.subjects import surface_subject
from kg.extract.syntax import OBLIQUE, children, conjuncts, first_conjunct, label
from kg.lang import Lexicon
from kg.parse import Token

Kind = Literal["obj", "pred", "obl", "ccomp", "xcomp", "advcl", "advmod"]
ELSEWHERE = frozenset({"self", "adj", "poss", "performer", "prefix"})
"""Roles of a noun's frame that are no argument of its clause."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a clause beside subject and predicate, and the words of its preposition."""

    token: Token
    kind: Kind
    mark: Phrase = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its surface subjects; `kind` is "verb", "copula", "participle" or "chain" (of verbs and an infinitive)."""

    frame: Frame
    kind: str
    subjects: tuple[Token, ...]
    relation: Phrase
    slots: tuple[Slot, ...]

    @property
    def head(self) -> Token:
        """The predicate's head."""
        return self.frame.head

    def having(self, *kinds: Kind) -> list[Slot]:
        """The slots of these kinds."""
        return [slot for slot in self.slots if slot.kind in kinds]


def clauses(frames: Iterable[Frame], lexicon: Lexicon) -> dict[int, Clause]:
    """The clauses of the frames of a sentence, by the index of their heads."""
    found = {frame.head.i: clause for frame in frames if (clause := _clause(frame, lexicon))}
    return {i: made for i, clause in found.items() if (made := _chained(clause, found))}


def _clause(frame: Frame, lexicon: Lexicon) -> Clause | None:
    head = frame.head
    copular = bool(children(head, "cop"))
    if frame.kind == "noun" and not copular:
        return None
    if label(head) == "amod" and head.i < head.head.i:
        return None  # "the interacting elements": the participle is an adjective here
    existential = children(head, "expl") if head.pos_ in {"VERB", "AUX"} and not copular else []
    if existential and existential[0].dep_ == "expl" and existential[0].i < head.i and (real := children(head, "nsubj")):
        objects = tuple(Slot(token, "obj") for token in conjuncts(real[0]))  # "there are plans"
        slots = _slots(frame, {token.i for token in conjuncts(real[0])}, lexicon)
        return Clause(frame, "existential", (existential[0],), predicate(head), (*objects, *slots))
    subject = surface_subject(head, lexicon)
    subjects = tuple(token for token in conjuncts(subject) if token.i != head.i) if subject is not None else ()
    slots = _slots(frame, {token.i for token in subjects}, lexicon)
    if subject is not None and label(head) == "acl" and children(subject, "cop") and (bearer := surface_subject(subject, lexicon)):
        subjects = tuple(conjuncts(bearer))  # "X is a firm that sells cars": X does
    if copular:
        return Clause(frame, "copula", subjects, predicate(head), (Slot(head, "pred", preposition(head)), *slots))
    participle = label(head) in {"acl", "amod"} and head.dep_ != "acl:relcl"
    return Clause(frame, "participle" if participle else "verb", subjects, predicate(head), tuple(slots))


def _slots(frame: Frame, subjects: set[int], lexicon: Lexicon) -> list[Slot]:
    """Arguments and adverbial clauses, in order of the text."""
    found: dict[int, Slot] = {}
    for argument in frame.arguments:
        token = argument.token
        shared = argument.role == "obj" and label(frame.head) == "conj"
        if token.i in subjects or token.i in found or argument.role in ELSEWHERE or (argument.lifted and not shared):
            continue
        if token.lower_ in lexicon.words("pronouns", "relative") and "Rel" in token.morph.get("PronType", []):
            continue
        if label(token) == "advmod" or (frame.kind == "noun" and label(token) != "obl"):
            continue
        if not _is_aside(token, lexicon):
            found[token.i] = _slot(argument.role, token)
    used = {*subjects, *found, *predicate(frame.head)}
    for child in frame.head.children:
        if label(child) == "advcl" and child.i not in used:
            found[child.i] = Slot(child, "advcl")
        elif label(child) == "advmod" and child.i not in used and _is_slot(child, frame.head):
            found[child.i] = Slot(child, "advmod")
    return [found[i] for i in sorted(found)]


def _is_aside(token: Token, lexicon: Lexicon) -> bool:
    """ "For example", "in particular": what links the sentence to the text and says nothing of its own."""
    words = [token.doc[i].lower_ for i in (*preposition(token), *(part.i for part in token.children if label(part) == "det"), token.i)]
    return label(token) in OBLIQUE and " ".join(words) in lexicon.words("open", "asides")


def _slot(role: str, token: Token) -> Slot:
    kind = label(first_conjunct(token))
    if role == "comp":
        clausal = token.pos_ in {"VERB", "AUX"} or children(token, "cop")
        return Slot(token, "pred" if not clausal else "ccomp" if kind == "ccomp" else "xcomp")
    return Slot(token, "obj") if role in {"obj", "iobj"} or kind == "obj" else Slot(token, "obl", preposition(token))


def _is_slot(adverb: Token, head: Token) -> bool:
    """An adverb with words of its own, or behind the verb."""
    own = bool(adverb.children)
    return own or (adverb.i > head.i and head.pos_ in {"VERB", "AUX"})


def _chained(clause: Clause, found: Mapping[int, Clause]) -> Clause | None:
    """An infinitive joins the words of the verb above ("tried to popularize"); a bare predicate of a verb is that verb's slot."""
    top = first_conjunct(clause.head)
    if label(top) != "xcomp" or children(clause.head, "nsubj") or top.head.i not in found:
        return clause
    if clause.frame.kind == "adj" and not children(clause.head, "cop"):
        return None
    above = _chained(found[top.head.i], found)
    if above is None or above.having("obj"):
        return clause
    words = {*above.relation, *(slot.token.i for slot in above.having("pred")), *marks(top), *clause.relation}
    return replace(clause, subjects=above.subjects, relation=tuple(sorted(words)), kind="chain")


def joined(slots: Iterable[Slot]) -> Iterator[list[Slot]]:
    """The slots, those that are coordinated with one another together."""
    groups: list[list[Slot]] = []
    for slot in slots:
        top = first_conjunct(slot.token)
        home = next((group for group in groups if group[0].token.i == top.i and group[0].kind == slot.kind), None)
        if home is None:
            groups.append([slot])
        else:
            home.append(slot)
    yield from groups
