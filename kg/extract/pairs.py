"""Which named things a sentence relates when no typed relation says so: the ends and words of open relations.

A verb relates its subject to what its other arguments name, a noun what it is said of, or who has it, to what its
prepositions name ("Huawei's deal with TomTom"). An end may lie inside a phrase without a name of its own ("the ruling of
the court"): the phrase is walked downward by the labels that only nouns bear, to the first name on each branch, and the
words on the way become part of the relation. A clause is never left, so what stands in another one is not related.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from kg.extract.arguments import Filler
from kg.extract.circumstances import stated
from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.scene import Scene
from kg.extract.syntax import case, children, conjuncts, label, lemma
from kg.model import Claim, Span
from kg.ontology import is_a
from kg.parse import Token, end, offset

DEEPEST = 3
"""How many nouns without a name may lie between a predicate and a name below it."""
DOWN = frozenset({"nmod", "obl", "appos", "compound", "flat"})
"""What is followed from a noun down to a name."""
OWNERS = frozenset({"poss", "compound", "prefix"})
"""Roles without words of their own."""
BARE = frozenset({"obj", "iobj", "bare", *OWNERS})
UNRELATED = frozenset({"comp", "performer", "undergoer", "dealt", "adj"})
"""Roles of a clause, of what another frame acts upon or is the subject of, and of qualities."""


@final
@dataclass(slots=True, init=False, unsafe_hash=True)
class Pair:
    """Two ends, the predicate between them, and its words. `depth` counts the nouns without a name on the way; `said` tells
    whether it is so."""

    head: Token
    said: Token
    words: str
    subject: Filler
    object: Filler
    depth: int

    def __init__(self, head: Token, said: Token, words: str, subject: Filler, object: Filler, depth: int) -> None:
        """The ends with the predicate."""
        self.head, self.said, self.words, self.subject, self.object, self.depth = head, said, words, subject, object, depth


def opened(scene: Scene) -> Iterator[Claim]:
    """The open claims: the ends of `pairs` that no typed relation took, in either direction; each once, by the shortest way."""
    told: set[tuple[int, int]] = set()
    for pair in sorted(pairs(scene), key=lambda pair: pair.depth):
        ends = (pair.subject.mention.start, pair.object.mention.start)
        taken = {ends, ends[::-1]} & (scene.seen | told)
        if taken or pair.object.mention.kind == "literal" or pair.subject.mention.name == pair.object.mention.name:
            continue
        told.add(ends)
        risk = pair.subject.discount + pair.object.discount + 0.1 * pair.depth
        span = Span(offset(pair.head), end(pair.head))
        yield stated(scene, pair.said, pair.subject.mention, pair.object.mention, pair.words, (), "open", risk, span=span)


def pairs(scene: Scene) -> Iterator[Pair]:
    """The open relations of a sentence, those of verbs and nouns in order of the text.

    Args:
        scene: the sentence with its frames and fillers.
    """
    for frame in scene.frames:
        if frame.kind == "noun":
            yield from _of_noun(frame, scene)
        elif frame.kind == "verb":
            yield from _of_verb(frame, scene)


def _of_verb(frame: Frame, scene: Scene) -> Iterator[Pair]:
    reporting, sources = scene.reader.lexicon.words("reporting", "verbs"), scene.reader.lexicon.words("reporting", "prepositions")
    if frame.lemma in reporting and frame.role("comp"):
        return
    subjects = [end for argument in frame.role("subj") for end in _ends(argument, "", scene)]
    for argument in frame.arguments if subjects else ():
        if argument.role in {"subj", "compound", *UNRELATED, *sources} or argument.lifted:
            continue
        link = "" if argument.role in BARE else argument.role
        for words, target, below in _ends(argument, f"{frame.lemma} {link}".strip(), scene):
            yield from (Pair(frame.head, frame.said, words, subject, target, above + below) for _, subject, above in subjects)


def _of_noun(frame: Frame, scene: Scene) -> Iterator[Pair]:
    """What a noun is said of or who has it, and what its prepositions name."""
    if frame.head.i in scene.fillers.names:
        return
    own = [argument for argument in frame.arguments if argument.role not in UNRELATED and not argument.lifted]
    agents = scene.reader.lexicon.any(("voice", "agents"), ("possessive", "of"))
    firsts = [argument for argument in own if argument.role in {"self", *OWNERS}]
    firsts = firsts or [argument for argument in own if argument.role in agents][:1]
    for first in firsts:
        begin = scene.fillers.fill(first) or (_owner_of(first, scene) if children(frame.head, "cop") else None)
        if begin is None:
            continue
        office = frame.lemma in scene.reader.lexicon.words("places", "ministers")  # "minister van Cultuur" is at no Cultuur
        for second in own:
            if second.role in {"self", first.role} or second.token.i == first.token.i or (office and second.role in agents):
                continue
            link = "" if second.role in OWNERS else second.role
            for words, target, below in _ends(second, f"{frame.lemma} {link}".strip(), scene):
                yield Pair(frame.head, frame.said, words, begin, target, below)


def _owner_of(argument: Argument, scene: Scene) -> Filler | None:
    """Who has the unnamed noun of which another is said: "the main asset of Umbra is a stake in Globex"."""
    noun = argument.token
    return scene.fillers.owner(noun) if argument.role == "self" and noun.pos_ == "NOUN" and label(noun) == "nsubj" else None


def _ends(argument: Argument, words: str, scene: Scene, depth: int = 0) -> Iterator[tuple[str, Filler, int]]:
    """The named ends that an argument leads to: itself, or the first names below it, with the words on the way."""
    whole = scene.fillers.every(argument)
    if whole:
        yield from ((words, filler, depth) for filler in whole)
        return
    noun = argument.token
    if depth == DEEPEST or noun.i in scene.fillers.names or noun.pos_ not in {"NOUN", "ADJ", "NUM"}:
        return
    for child in noun.children:
        if label(child) in DOWN and not _is_quality(child, scene) and not (not words and _is_seat(child, scene)):
            for one in conjuncts(child):
                nested = Argument("compound" if not case(child) else case(child), one)
                yield from _ends(nested, f"{words} {lemma(noun)} {case(child)}".strip(), scene, depth + 1)


def _is_seat(token: Token, scene: Scene) -> bool:
    """Where a subject is does nothing: "the company from Delft"."""
    found = scene.fillers.names.get(token.i)
    place = found is not None and any(is_a(scene.reader.ontology, kind, "Place") for kind in found.mention.types[:1])
    return place and case(token) in scene.reader.lexicon.words("places", "seats")


def _is_quality(token: Token, scene: Scene) -> bool:
    """A nationality says what something is like and is no end: "a Dutch investor"."""
    found = scene.fillers.names.get(token.i)
    return found is not None and found.mention.adjectival
