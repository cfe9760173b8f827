"""What a sentence most likely says where no frame says it: two mentions, a word of a phrase, and how they stand to one another.

A parser errs, and reporters write what no list of phrases foresees: "put Umbra on its blacklist and Orbis a year later". The word that
tells of the relation stands there nevertheless, and so do both parties. Here every pair of mentions of a sentence is held against every
relation of whose phrases the sentence has the words, and a logistic regression says how likely it is (features: `extract.cues`, what
they weigh: `extract.scale`). Its weights are data (`likely.json`, written by `python -m training.likely`); most are of slots and ways,
not of words, so that a relation that is new in the ontology is read as well.

After the feature-based relation classifiers of Kambhatla (2004) and Zhou et al. (2005), with the phrases of an ontology for the lexicon.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.circumstances import stated
from kg.extract.cues import Row, Setting, View, parts, texts
from kg.extract.index import Slots
from kg.extract.parties import Stand, Ways, stands, told, words
from kg.extract.scale import Scale, chance
from kg.extract.scene import Scene
from kg.extract.status import Status
from kg.link import Linker
from kg.model import LIKELY, Claim, Span
from kg.ontology import is_a
from kg.parse import Token, end, offset

FARTHEST = 8
"""Steps through the tree from the word to both ends together, at most."""
STEP = 1 << 24
"""What a step counts beside a word: more than any sentence has."""
TOO_FAR = (FARTHEST + 1) * STEP
MOST = 16
"""Mentions of a sentence, beyond which it is a list that says nothing of pairs."""
SHORTEST = 15
"""Words of a sentence, below which the frames see what there is: what they leave out is not said."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation that may hold between two mentions, by the word that tells of it, with what is seen of it."""

    relation: str
    word: Token
    subject: Stand
    object: Stand
    cues: tuple[str, ...]


def likely(scene: Scene, said: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of a sentence that its frames leave out, each with how likely it is for its confidence.

    Args:
        said: what frames and constructions gave for the sentence.
    """
    best: dict[frozenset[str], tuple[int, View]] = {}
    for views, setting in _survey(scene, said):
        for weight, view in Scale(setting).likely(views):
            ends = frozenset((view.subject.name, view.object.name))
            if ends not in best or weight > best[ends][0]:
                best[ends] = weight, view
    for weight, found in best.values():
        word, relation, subject, target = found.row.word, found.row.relation, found.subject.filler, found.object.filler
        span, rule = Span(offset(word), end(word)), f"{LIKELY}{relation} ({word.lemma_.lower()})"
        claim = stated(scene, word, subject.mention, target.mention, word.lemma_.lower(), (relation,), rule, 0.0, span=span)
        slots = found.row.slots  # a phrase that says that it is over, or open, says so of whoever is likely meant
        state = Status(claim.polarity, claim.modality).weakened(slots.modality)
        state = state.negated() if slots.counter else state
        yield replace(claim, confidence=round(chance(weight), 2), polarity=state.polarity, modality=state.modality)


def is_likely(claim: Claim) -> bool:
    """True for a claim that no frame says."""
    return claim.rule.startswith(LIKELY)


def candidates(scene: Scene, said: Sequence[Claim]) -> Iterator[Candidate]:
    """The relations that may hold in a sentence, each pair and relation once, by the nearest word, with all that is seen of them.

    Args:
        said: as for `likely`; whom it relates is no candidate any more.
    """
    for views, setting in _survey(scene, said):
        for view in views:
            cues = tuple([cue for part in parts(view, setting) for cue in texts(part)])
            yield Candidate(view.row.relation, view.row.word, view.subject, view.object, cues)


def _survey(scene: Scene, said: Sequence[Claim]) -> Iterator[tuple[list[View], Setting]]:
    """The pairs that may have a relation, each with the nearest of its words, and what they share; nothing for most sentences."""
    present = list(stands(scene)) if len(scene.sent) >= SHORTEST else []
    if not 2 <= len(present) <= MOST:
        return
    known = told(said)
    names = [stand.name for stand in present]
    free = [(s, o) for s, one in enumerate(names) for o, other in enumerate(names) if one != other and not known.relates(one, other)]
    if not free:
        return
    relating = words(scene)
    views = _views(relating, present, free, scene)
    rows: dict[Row, list[View]] = {}
    for view in views:
        rows.setdefault(view.row, []).append(view)
    frames = {frame.head.i: frame for frame in reversed(scene.frames)}
    pairs = Counter([(view.subject, view.object) for view in views])
    places = sorted([stand.token.i for stand in present])
    yield views, Setting(present, places, known, frames, Counter([word.i for word, _ in relating]), pairs, rows, Ways())


def _views(
    relating: Mapping[tuple[Token, str], Slots], present: Sequence[Stand], free: Sequence[tuple[int, int]], scene: Scene
) -> list[View]:
    """The free pairs that may have a relation, each with the nearest of its words."""
    number = len(present)
    able: dict[tuple[str, ...], list[bool]] = {}
    pairs: dict[str, list[tuple[int, int]]] = {}
    far: dict[int, list[int]] = {}
    blocks: dict[str, int] = {}
    best: dict[int, tuple[int, Row]] = {}
    for (word, relation), slots in relating.items():
        if relation not in pairs:
            term = scene.reader.ontology.relations[relation]
            for kinds in (term.subject_types, term.object_types):
                if kinds not in able:
                    able[kinds] = [_is_able(stand, kinds, scene) for stand in present]
            subjects, objects = able[term.subject_types], able[term.object_types]
            pairs[relation] = [(s, o) for s, o in free if subjects[s] and objects[o]]
        wanted = pairs[relation]
        if not wanted:
            continue
        if word.i not in far:
            far[word.i] = _far(word, present)
        row, places = Row(relation, word, slots), far[word.i]
        first = blocks.setdefault(relation, len(blocks)) * number * number
        for s, o in wanted:
            there = places[s] + places[o]
            if there < TOO_FAR:
                pair = first + s * number + o
                before = best.get(pair)
                if before is None or there < before[0]:
                    best[pair] = there, row
    return [
        View(row, present[pair // number % number], present[pair % number], (there // STEP, there % STEP))
        for pair, (there, row) in best.items()
    ]


def _far(word: Token, present: Sequence[Stand]) -> list[int]:
    """How far each mention is from a word: steps through the tree and, where those are as many, words of the text."""
    ups: dict[int, int] = {word.i: 0}
    above, steps = word, 0
    while above.head is not above:
        above, steps = above.head, steps + 1
        ups[above.i] = steps
    found: list[int] = []
    for stand in present:
        below, steps = stand.token, 0
        while below.i not in ups and below.head is not below:
            below, steps = below.head, steps + 1
        steps = steps + ups[below.i] if below.i in ups else FARTHEST + 1
        found.append(steps * STEP + abs(word.i - stand.token.i))
    return found


def _is_able(stand: Stand, wanted: tuple[str, ...], scene: Scene) -> bool:
    """True for a mention of one of the classes, or whose name has another sense that is."""
    mention = stand.filler.mention
    return _is_of(scene.fillers.linker, stand.type, mention.name, mention.language, wanted)


@lru_cache(maxsize=1 << 14)
def _is_of(linker: Linker, kind: str, name: str, language: str, wanted: tuple[str, ...]) -> bool:
    if any(is_a(linker.ontology, kind, one) for one in wanted):
        return True
    other = linker.lookup(name, language, types=wanted)
    return other is not None and other.entity.known and any(is_a(linker.ontology, other.entity.type, one) for one in wanted)
