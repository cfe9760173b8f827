"""What the features of a candidate weigh together: the logistic regression of `extract.likely`, read part by part.

A long sentence has a hundred candidates, so what they share is weighed once: the word and relation of a row, each end beside it, each
pair. What is left for each of them is a look-up or two. Weights are added as whole numbers, whose sum is the same in whatever order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import exp, log
from pathlib import Path

from kg.extract.cues import (
    LAST,
    Part,
    Row,
    Setting,
    View,
    last,
    of_adjectives,
    of_classes,
    of_distance,
    of_end,
    of_kind,
    of_meaning,
    of_pair,
    of_row,
    of_view,
    texts,
)
from kg.extract.parties import Stand

WEIGHTS = Path(__file__).parent / "likely.json"
ENOUGH = 0.55
"""How likely a relation must be to be told."""
FAINT = -1.25
"""The weight of its outline below which a candidate is not looked at: of a hundred that would be told, one is lost by it."""
UNIT = 100
"""What a weight of 1 counts: the fitted weights have two decimals."""


def probability(seen: Iterable[str], learned: Mapping[str, float]) -> float:
    """How likely a candidate is with these features.

    >>> round(probability(["a", "b", "never seen"], {"": -1.0, "a": 1.5, "b": 0.5}), 2)
    0.73
    """
    return _logistic(learned[""] + sum([learned.get(cue, 0.0) for cue in seen]))


def chance(weight: int) -> float:
    """How likely a candidate of this weight is."""
    return _logistic(weight / UNIT)


def _logistic(weight: float) -> float:
    return 1 / (1 + exp(-weight))


@cache
def weights() -> Mapping[str, float]:
    """The fitted weights by feature; "" has the one that every candidate has."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


@cache
def _units() -> Mapping[str, int]:
    return {cue: round(weight * UNIT) for cue, weight in weights().items()}


@lru_cache(maxsize=1 << 16)
def _weight(part: Part) -> int:
    """What a part of a candidate weighs, wherever it is seen."""
    return sum([_units().get(cue, 0) for cue in texts(part)])


def _sum(parts: Iterable[Part]) -> int:
    return sum([_weight(part) for part in parts])


@cache
def _last() -> int:
    """What the last features of a candidate weigh together at most."""
    return sum(number * max(weight for cue, weight in _units().items() if cue.startswith(kind)) for kind, number in LAST.items())


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What the candidates of a sentence weigh; what they share is weighed once."""

    setting: Setting
    rows: dict[Row, int] = field(default_factory=dict)
    ends: dict[tuple[str, Row, Stand], int] = field(default_factory=dict)
    pairs: dict[tuple[Stand, Stand], int] = field(default_factory=dict)

    def likely(self, views: Iterable[View]) -> Iterator[tuple[int, View]]:
        """The candidates that are likely enough to be told, with their weights."""
        every, enough = _units()[""], UNIT * log(ENOUGH / (1 - ENOUGH))
        meanings = {row: every + _weight(of_meaning(row)) for row in self.setting.rows}
        subjects, objects = ({stand: _weight(of_kind(end, stand)) for stand in self.setting.stands} for end in ("s", "o"))
        faint, classes, distances = FAINT * UNIT, dict[tuple[str, str, str], int](), dict[int, int]()
        adjectives = {stand for stand in self.setting.stands if stand.filler.mention.adjectival}
        for view in views:
            row, subject, target, steps = view.row, view.subject, view.object, view.far[0]
            kinds = subject.type, row.relation, target.type
            told, far = classes.get(kinds), distances.get(steps)
            if told is None:
                told = classes[kinds] = _weight(of_classes(view))
            if far is None:
                far = distances[steps] = _weight(of_distance(view))
            weight = meanings[row] + subjects[subject] + objects[target] + told + far
            if subject in adjectives or target in adjectives:
                weight += _sum(of_adjectives(view))
            if weight < faint:
                continue
            weight += self.details(view)
            if weight + _last() >= enough and (weight := weight + _sum(last(view, self.setting))) >= enough:
                yield weight, view

    def details(self, view: View) -> int:
        """The weight of all but the outline and what is seen last."""
        row, subject, target = view.row, view.subject, view.object
        if row not in self.rows:
            self.rows[row] = _sum(of_row(row, self.setting))
        if (subject, target) not in self.pairs:
            self.pairs[subject, target] = _sum(of_pair(subject, target, self.setting))
        own = self.rows[row] + self.pairs[subject, target] + _sum(of_view(view, self.setting))
        return own + self._end("s", row, subject) + self._end("o", row, target)

    def _end(self, end: str, row: Row, stand: Stand) -> int:
        found = self.ends.get((end, row, stand))
        if found is None:
            found = self.ends[end, row, stand] = _sum(of_end(end, row, stand, self.setting))
        return found
