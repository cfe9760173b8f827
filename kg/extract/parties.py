"""Who stands in a sentence, which of its words may relate them, and the way through the tree from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.arguments import Filler
from kg.extract.clauses import Argument
from kg.extract.matching import predicate
from kg.extract.patterns import Pattern
from kg.extract.scene import Scene
from kg.extract.spelled import alike
from kg.parse import Token

CARRIERS = frozenset({"PRON", "NOUN", "DET", "ADJ", "PROPN"})
"""Parts of speech of what may stand for a mention without being its name."""
UP = "^"
"""What marks a step up the tree."""

Way = tuple[str, ...]
"""The labels from one token to another, those of upward steps marked."""


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """A mention of a sentence: the token that carries it, what fills a slot with it, its kind ("name", "apposed", "nominal", "pronoun",
    "prefix"), and its class."""

    token: Token
    filler: Filler
    kind: str
    type: str

    @property
    def name(self) -> str:
        """The name that the mention stands for."""
        return self.filler.mention.name


@dataclass(frozen=True, slots=True)
class Slots:
    """Where the phrases of a relation have the ends of a word: how many words they ask for beside it, at least and at most."""

    subjects: frozenset[str]
    objects: frozenset[str]
    fewest: int
    most: int


def _slots(patterns: Iterable[Pattern]) -> Slots:
    """The slots of the patterns of a word."""
    found = [(pattern.subject, pattern.object, len(pattern.fixed)) for pattern in patterns]
    subjects, objects, fixed = zip(*found, strict=True)
    return Slots(frozenset(subjects), frozenset(objects), min(fixed), max(fixed))


def stands(scene: Scene) -> Iterator[Stand]:
    """The mentions of a sentence: names, and what stands for one."""
    fillers, named, seen = scene.fillers, scene.fillers.linker.named, set[int]()
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
                yield Stand(token, Filler(first, 0.05), "prefix", named(first).type)
        else:
            continue
        for filler in filled:
            if filler.mention.kind != "literal":
                yield Stand(token, filler, kind or filler.mention.kind, named(filler.mention).type)


def words(scene: Scene) -> dict[tuple[Token, str], Slots]:
    """The words that may tell of a relation, each with where its phrases have the ends."""
    reader, known = scene.reader, scene.words()
    spelled = known.of(scene.sent, reader.lexicon)
    frames = {frame.head.i: frame for frame in reversed(scene.frames)}
    found: dict[tuple[Token, str], list[Pattern]] = {}
    for token in scene.sent:
        frame = frames.get(token.i)
        heads = {token.lemma_.lower(), predicate(frame, reader.patterns, reader.lexicon)} if frame else {token.lemma_.lower()}
        groups = [group for head in sorted(heads) for group in reader.patterns.groups.get(head, ())]
        post = reader.nouns.post(token)
        for group in (*groups, *(reader.patterns.posts.get(post, ()) if post else ())):
            if not spelled.has(group.needs):
                continue
            if all(any(like is not token for like in alike(scene.sent, word, known, reader.lexicon)) for _, word in group.fixed):
                for pattern in group.patterns:
                    found.setdefault((token, pattern.relation), []).append(pattern)
    return {key: _slots(patterns) for key, patterns in found.items()}


def way(start: Token, stop: Token, known: dict[tuple[int, int], Way | None]) -> Way | None:
    """The labels from one token to another; None where they hang on different roots."""
    key = start.i, stop.i
    if key not in known:
        ups: dict[int, Way] = {start.i: ()}
        so_far: Way = ()
        token = start
        while token.head is not token:
            so_far = (*so_far, f"{UP}{token.label}")
            token = token.head
            ups[token.i] = so_far
        down: Way = ()
        while stop.i not in ups and stop.head is not stop:
            down = (stop.label, *down)
            stop = stop.head
        known[key] = (*ups[stop.i], *down) if stop.i in ups else None
    return known[key]
