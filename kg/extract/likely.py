"""What a sentence most likely says where no frame says it: two mentions, a word of a phrase, and how they stand to one another.

A parser errs, and reporters write what no list of phrases foresees: "put Umbra on its blacklist and Orbis a year later". The word that
tells of the relation stands there nevertheless, and so do both parties. Here every pair of mentions of a sentence is held against every
relation of whose phrases the sentence has the words, and a logistic regression says how likely it is (features: `extract.cues`). Its
weights are data (`likely.json`, written by `python -m training.likely`); most are of slots and ways, not of words, so that a relation
that is new in the ontology is read as well.

After the feature-based relation classifiers of Kambhatla (2004) and Zhou et al. (2005), with the phrases of an ontology for the lexicon.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path

from kg.extract.circumstances import stated
from kg.extract.cues import Setting, Told, View, details, outline, told
from kg.extract.parties import Slots, Stand, Way, stands, way, words
from kg.extract.scene import Scene
from kg.model import Claim, Span
from kg.ontology import is_a
from kg.parse import Token, end, offset

WEIGHTS = Path(__file__).parent / "likely.json"
RULE = "likely: "
"""What the rules of these claims begin with."""
ENOUGH = 0.55
"""How likely a relation must be to be told."""
FAINT = -1.25
"""The weight of its outline below which a candidate is not looked at: of a hundred that would be told, one is lost by it."""
FARTHEST = 8
"""Steps through the tree from the word to both ends together, at most."""
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
    learned, best = weights(), dict[frozenset[str], tuple[float, Candidate]]()
    for candidate in candidates(scene, said, learned):
        chance = probability(candidate.cues, learned)
        ends = frozenset({candidate.subject.name, candidate.object.name})
        if chance >= ENOUGH and (ends not in best or chance > best[ends][0]):
            best[ends] = chance, candidate
    for chance, found in best.values():
        word, subject, target = found.word, found.subject.filler, found.object.filler
        span, rule = Span(offset(word), end(word)), f"{RULE}{found.relation} ({word.lemma_.lower()})"
        claim = stated(scene, word, subject.mention, target.mention, word.lemma_.lower(), (found.relation,), rule, 0.0, span=span)
        yield replace(claim, confidence=round(chance, 2))


def is_likely(claim: Claim) -> bool:
    """True for a claim that no frame says."""
    return claim.rule.startswith(RULE)


def probability(seen: Iterable[str], learned: Mapping[str, float]) -> float:
    """How likely a candidate is with these features.

    >>> round(probability(["a", "b", "never seen"], {"": -1.0, "a": 1.5, "b": 0.5}), 2)
    0.73
    """
    return 1 / (1 + exp(-learned[""] - sum([learned.get(cue, 0.0) for cue in seen])))


@cache
def weights() -> Mapping[str, float]:
    """The fitted weights by feature; "" has the one that every candidate has."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def candidates(scene: Scene, said: Sequence[Claim], learned: Mapping[str, float] | None = None) -> Iterator[Candidate]:
    """The relations that may hold in a sentence, each pair and relation once, by the nearest word.

    Args:
        said: as for `likely`; whom it relates is no candidate any more.
        learned: the weights by which those that cannot be likely are left out; None keeps all.
    """
    present = list(stands(scene)) if len(scene.sent) >= SHORTEST else []
    if not 2 <= len(present) <= MOST or len({stand.name for stand in present}) < 2:
        return
    relating, known = words(scene), told(said)
    views = list(_views(relating, present, known, scene))
    rows: dict[tuple[str, int], list[View]] = {}
    for view in views:
        rows.setdefault((view.relation, view.word.i), []).append(view)
    frames = {frame.head.i: frame for frame in reversed(scene.frames)}
    pairs = Counter((view.subject, view.object) for view in views)
    setting = Setting(present, known, frames, Counter(word.i for word, _ in relating), pairs, rows)
    for view in views:
        seen = tuple(outline(view))
        if learned is None or learned[""] + sum([learned.get(cue, 0.0) for cue in seen]) >= FAINT:
            yield Candidate(view.relation, view.word, view.subject, view.object, (*seen, *details(view, setting)))


def _views(relating: Mapping[tuple[Token, str], Slots], present: Sequence[Stand], known: Told, scene: Scene) -> Iterator[View]:
    """The pairs that may have a relation, each with the nearest of its words."""
    best: dict[tuple[str, int, int], tuple[tuple[int, int], Token]] = {}
    able: dict[tuple[str, ...], list[int]] = {}
    ways: dict[tuple[int, int], Way | None] = {}
    for word, relation in relating:
        term = scene.reader.ontology.relations[relation]
        for wanted in (term.subject_types, term.object_types):
            if wanted not in able:
                able[wanted] = [number for number, stand in enumerate(present) if _is_able(stand, wanted, scene)]
        paths = (way(word, stand.token, ways) for stand in present)
        steps = [FARTHEST + 1 if path is None else len(path) for path in paths]
        for s in able[term.subject_types]:
            for o in able[term.object_types]:
                if steps[s] + steps[o] > FARTHEST or present[s].name == present[o].name:
                    continue
                far = steps[s] + steps[o], abs(word.i - present[s].token.i) + abs(word.i - present[o].token.i)
                nearest = best.get((relation, s, o))
                if (nearest is None or far < nearest[0]) and not known.relates(present[s].name, present[o].name):
                    best[relation, s, o] = far, word
    for (relation, s, o), (far, word) in best.items():
        yield View(relation, word, relating[word, relation], present[s], present[o], far)


def _is_able(stand: Stand, wanted: tuple[str, ...], scene: Scene) -> bool:
    """True for a mention of one of the classes, or whose name has another sense that is."""
    ontology, linker = scene.reader.ontology, scene.fillers.linker
    if any(is_a(ontology, stand.type, kind) for kind in wanted):
        return True
    other = linker.named(replace(stand.filler.mention, types=wanted))
    return other.known and any(is_a(ontology, other.type, kind) for kind in wanted)
