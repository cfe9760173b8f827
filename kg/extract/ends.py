"""Whom a sentence may relate: the mentions that stand in it, and what the article spoke of before.

Much of what an article says has an end that no mention of its sentence stands for: the company that "the deal" or a bare "chief
executive" is of, a pronoun that nothing settles. So the things that the article spoke of before may be ends too, the nearest to its
thread first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.parties import Stand, stands
from kg.extract.scene import Scene

MOST = 24
"""Mentions of a sentence that are looked at."""
BEFORE = 3
"""Things that were named before and may be an end, at most."""
TIMES, FIRST, SINCE, SUBJECT = 2.0, 3.0, 1.5, 1.5
"""How near a thing is to the thread of the article: for each time it was named, for standing in the first sentence, less for each
sentence since, and for having been the subject of the last that names it."""


@dataclass(frozen=True, slots=True)
class Past:
    """How the article spoke of a thing before: how many times, how many sentences ago, whether in its first sentence and as the subject
    of the last one that names it, and how many things are nearer to its thread."""

    times: int
    since: int
    first: bool
    subject: bool
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class End:
    """What may be an end: a mention, and the entity that it means. `past` is None for a mention of the sentence itself."""

    stand: Stand
    entity: str
    past: Past | None = None


@dataclass(slots=True, eq=False)
class _Thread:
    stand: Stand
    last: int
    first: bool
    times: int = 0
    subject: bool = False


@dataclass(slots=True, eq=False)
class Memory:
    """What an article spoke of so far, sentence by sentence."""

    sentences: int = 0
    threads: dict[str, _Thread] = field(default_factory=dict)

    def ends(self, scene: Scene) -> list[End]:
        """The ends of the next sentence, its own first; none where nothing stands in it."""
        linker, first = scene.fillers.linker, scene.sent[0].i
        inside = [stand for stand in stands(scene) if 0 <= stand.token.i - first < len(scene.sent)][:MOST]
        own = [End(stand, linker.named(stand.filler.mention).id) for stand in inside]
        found = [*own, *self._before({end.entity for end in own})] if own else []
        self._note(own)
        return found

    def _before(self, own: set[str]) -> list[End]:
        others = [(-self._weight(thread), entity) for entity, thread in self.threads.items() if entity not in own]
        return [self._recalled(entity, rank) for rank, (_, entity) in enumerate(sorted(others)[:BEFORE])]

    def _weight(self, thread: _Thread) -> float:
        near = TIMES * thread.times - SINCE * (self.sentences - thread.last)
        return near + FIRST * thread.first + SUBJECT * thread.subject

    def _recalled(self, entity: str, rank: int) -> End:
        thread = self.threads[entity]
        return End(thread.stand, entity, Past(thread.times, self.sentences - thread.last, thread.first, thread.subject, rank))

    def _note(self, own: Sequence[End]) -> None:
        for end in own:
            thread = self.threads.get(end.entity)
            if thread is None:
                thread = self.threads[end.entity] = _Thread(end.stand, self.sentences, self.sentences == 0)
            elif thread.last != self.sentences:
                thread.last, thread.subject = self.sentences, False
            thread.stand = end.stand
            thread.times += 1
            thread.subject |= end.stand.token.label == "nsubj"
        self.sentences += 1
