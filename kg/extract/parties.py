"""Who stands in a sentence, what its frames said of them, which of its words may relate them, and the ways through its tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import final

from kg.extract.arguments import Filler
from kg.extract.clauses import Argument
from kg.extract.index import Slots
from kg.extract.matching import predicate
from kg.extract.scene import Scene
from kg.extract.spelled import alike
from kg.model import Claim
from kg.parse import Token

CARRIERS = frozenset({"PRON", "NOUN", "DET", "ADJ", "PROPN"})
"""Parts of speech of what may stand for a mention without being its name."""
OPEN = "open"
"""What a relation that no phrase has is called."""
UP = "^"
"""What marks a step up the tree."""

Way = tuple[str, ...]
"""The labels from one token to another, those of upward steps marked."""


@final
@dataclass(slots=True, init=False, eq=False)
class Stand:
    """A mention of a sentence: the token that carries it, what fills a slot with it, its kind ("name", "apposed", "nominal", "pronoun",
    "prefix"), and its class."""

    token: Token
    filler: Filler
    kind: str
    type: str

    def __init__(self, token: Token, filler: Filler, kind: str, type: str) -> None:
        """A mention where it stands."""
        self.token, self.filler, self.kind, self.type = token, filler, kind, type

    @property
    def name(self) -> str:
        """The name that the mention stands for."""
        return self.filler.mention.name


def stands(scene: Scene) -> Iterator[Stand]:
    """The mentions of a sentence: names, and what stands for one."""
    fillers, kind_of, seen = scene.fillers, scene.fillers.linker.kind_of, set[int]()
    for token in scene.sent:
        found, kind = fillers.names.get(token.i), ""
        if found is not None and found.first not in seen:
            seen.add(found.first)
            token = scene.sent.doc.between(found.first, found.last + 1).root
            kind = "name" if found.mention.kind == "name" else "nominal"
            filled = fillers.every(Argument("subj", token), things=True) or [Filler(found.mention)]
        elif found is None and token.pos_ in CARRIERS:
            filled = fillers.every(Argument("subj", token), things=True)
            first = fillers.in_compound(token)
            if first is not None:
                yield Stand(token, Filler(first, 0.05), "prefix", kind_of(first))
        else:
            continue
        for filler in filled:
            if filler.mention.kind != "literal":
                yield Stand(token, filler, kind or filler.mention.kind, kind_of(filler.mention))


@dataclass(frozen=True, slots=True)
class Told:
    """What the frames of a sentence said, by names: the relations of each pair, which pairs have one of the ontology, who
    has a relation, and where its words stand."""

    pairs: Mapping[tuple[str, str], frozenset[str]]
    related: frozenset[tuple[str, str]]
    subjects: frozenset[tuple[str, str]]
    objects: frozenset[tuple[str, str]]
    spans: Sequence[tuple[int, int, frozenset[str]]]

    def relates(self, first: str, second: str) -> bool:
        """True where a relation of the ontology was told of the two, in either direction."""
        return (first, second) in self.related or (second, first) in self.related


def told(said: Iterable[Claim]) -> Told:
    """What the claims of a sentence say."""
    pairs: dict[tuple[str, str], set[str]] = {}
    for claim in said:
        pairs.setdefault((claim.subject.name, claim.object.name), set()).update(claim.candidates or (OPEN,))
    typed = [claim for claim in said if claim.candidates]
    return Told(
        {ends: frozenset(found) for ends, found in pairs.items()},
        frozenset((claim.subject.name, claim.object.name) for claim in typed),
        frozenset((claim.subject.name, name) for claim in typed for name in claim.candidates),
        frozenset((claim.object.name, name) for claim in typed for name in claim.candidates),
        [(claim.relation_span.start, claim.relation_span.end, frozenset(claim.candidates)) for claim in typed],
    )


def words(scene: Scene) -> dict[tuple[Token, str], Slots]:
    """The words that may tell of a relation, each with where its phrases have the ends."""
    reader, known = scene.reader, scene.words
    spelled = known.of(scene.sent, reader.lexicon)
    frames = {frame.head.i: frame for frame in reversed(scene.frames)}
    found: dict[tuple[Token, str], Slots] = {}
    for token in scene.sent:
        frame = frames.get(token.i)
        lemma, post = token.lemma_.lower(), reader.nouns.post(token)
        groups = reader.patterns.groups.get(lemma, ())
        head = predicate(frame, reader.patterns, reader.lexicon) if frame else lemma
        if head != lemma:
            own = reader.patterns.groups.get(head, ())
            groups = (*groups, *own) if lemma < head else (*own, *groups)
        for group in (*groups, *reader.patterns.posts.get(post, ())) if post else groups:
            if not spelled.has(group.needs):
                continue
            if not group.fixed or all(_has_other(token, word, scene) for _, word in group.fixed):
                for relation, slots in group.slots.items():
                    same = found.get((token, relation))
                    found[token, relation] = slots if same is None else same | slots
    return found


def _has_other(token: Token, word: str, scene: Scene) -> bool:
    """True where a fixed word stands in the sentence beside the token."""
    return any(like is not token for like in alike(scene.sent, word, scene.words, scene.reader.lexicon))


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways between the tokens of a sentence, each walked once."""

    known: dict[tuple[int, int], Way | None] = field(default_factory=dict)
    ups: dict[int, dict[int, Way]] = field(default_factory=dict)  # from a token to those above it

    def between(self, start: Token, stop: Token) -> Way | None:
        """The labels from one token to another; None where they hang on different roots."""
        key = start.i, stop.i
        if key not in self.known:
            ups, below = self._up(start), stop
            down: list[str] = []
            while below.i not in ups and below.head is not below:
                down.append(below.label)
                below = below.head
            self.known[key] = (*ups[below.i], *reversed(down)) if below.i in ups else None
        return self.known[key]

    def _up(self, start: Token) -> dict[int, Way]:
        ups = self.ups.get(start.i)
        if ups is None:
            steps: Way = ()
            ups, token = {start.i: steps}, start
            while token.head is not token:
                steps = (*steps, f"{UP}{token.label}")
                token = token.head
                ups[token.i] = steps
            self.ups[start.i] = ups
        return ups
