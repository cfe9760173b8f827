"""Propositions of two short arguments, as BenchIE and MinIE have them: what lies between them joins the relation.

"He became a justice of the High Court of Australia" says three things: he | became | a justice, he | became a justice of |
the High Court, he | became a justice of the High Court of | Australia. Coordinated subjects and objects make one each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.openie.phrases import Phrase, argument, clause, marks, predicative, preposition
from kg.extract.openie.proposition import Proposition
from kg.extract.openie.wording import Clause, Slot
from kg.extract.syntax import children, conjuncts, label
from kg.lang import Lexicon
from kg.parse import Token

DEEPEST = 3
"""Phrases within phrases that are followed."""


@dataclass(frozen=True, slots=True)
class Half:
    """A proposition that lacks its subject."""

    relation: Phrase
    target: Phrase
    rule: str


def short(found: Mapping[int, Clause], lexicon: Lexicon) -> Iterator[Proposition]:
    """The propositions of a sentence's clauses, with short arguments."""
    for made in found.values():
        halves = [half for half in _halves(made, found, lexicon, 0) if half.relation and half.target]
        for token in made.subjects:
            subject = argument(token, lexicon, "of", without=made.head.i)
            for half in halves if subject else ():
                yield Proposition(subject, half.relation, (half.target,), made.head, half.rule, token)


def _halves(made: Clause, found: Mapping[int, Clause], lexicon: Lexicon, depth: int) -> Iterator[Half]:
    objects, said = made.having("obj"), made.having("pred")
    base = made.relation
    if objects:
        base += argument(objects[0].token, lexicon, "core")
    elif said:
        base += said[0].mark + predicative(said[0].token, lexicon, "core")
    for slot in made.slots:
        if slot.kind in {"obj", "pred", "obl"}:
            yield from _phrasal(slot, base if slot.kind == "obl" else made.relation, found, lexicon, depth)
        elif slot.kind == "ccomp":
            yield Half(made.relation + marks(slot.token), _without(clause(slot.token, joint=False), marks(slot.token)), "ccomp")
        elif slot.kind == "xcomp" and objects and slot.token.i in found and found[slot.token.i].kind != "chain" and depth < DEEPEST:
            for half in _halves(found[slot.token.i], found, lexicon, depth + 1):
                yield Half(base + marks(slot.token) + half.relation, half.target, "xcomp")


def _phrasal(slot: Slot, before: Phrase, found: Mapping[int, Clause], lexicon: Lexicon, depth: int) -> Iterator[Half]:
    words = predicative if slot.kind == "pred" else argument
    if slot.kind == "pred" and any(child.i in found and found[child.i].kind == "chain" for child in children(slot.token, "xcomp")):
        return  # "was able to start": the infinitive has the words of both
    relation = before + slot.mark
    yield Half(relation, words(slot.token, lexicon, "core" if slot.kind == "pred" else "of"), slot.kind)
    yield from _within(slot.token, relation + words(slot.token, lexicon, "core"), found, lexicon, depth)


def _within(token: Token, relation: Phrase, found: Mapping[int, Clause], lexicon: Lexicon, depth: int) -> Iterator[Half]:
    """What hangs on an argument: its prepositional phrases and its participles ("cases involving | conflict diamonds")."""
    if depth >= DEEPEST:
        return
    for child in children(token, "nmod", *(("obl",) if token.pos_ == "ADJ" and label(token) == "xcomp" else ())):
        mark = preposition(child)
        for part in conjuncts(child) if mark and child.i > token.i else ():
            yield Half(relation + mark, argument(part, lexicon, "core"), "nmod")
            yield from _within(part, relation + mark + argument(part, lexicon, "core"), found, lexicon, depth + 1)
    for child in children(token, "acl"):
        if child.i in found and child.dep_ == "acl":
            for half in _halves(found[child.i], found, lexicon, depth + 1):
                yield Half(relation + marks(child) + half.relation, half.target, "acl")


def _without(phrase: Phrase, words: Phrase) -> Phrase:
    return tuple(i for i in phrase if i not in words)
