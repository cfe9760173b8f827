"""How sure an open relation is, from how it was found and what it looks like: a logistic regression over named features.

The weights stand in `weights.toml`; `python -m benchmarks.openie --fit` makes them from annotated sentences.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from math import exp
from pathlib import Path

from kg.extract.openie.proposition import Proposition
from kg.extract.syntax import label

WEIGHTS = Path(__file__).with_name("weights.toml")
STEPS = (1, 2, 3, 5, 8, 12, 20, 30)


def confidence(proposition: Proposition, weights: Mapping[str, float]) -> float:
    """A number between 0 and 1."""
    score = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in features(proposition))
    return 1 / (1 + exp(-score))


@cache
def weights(spans: str) -> Mapping[str, float]:
    """The weights for a style of spans, by feature."""
    found: Mapping[str, float] = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))[spans]
    return found


def features(proposition: Proposition) -> Iterator[str]:
    """The names of what holds of a proposition."""
    head, holder, rule = proposition.head, proposition.holder, proposition.rule
    first = proposition.objects[0]
    doc = head.doc
    words = {*proposition.subject, *proposition.relation, *(i for target in proposition.objects for i in target)}
    yield f"rule {rule}"
    yield f"{rule} place {head.dep_ if label(head) in {'acl', 'conj'} else label(head)}"
    yield f"subject {holder.pos_}" if holder is not None else "subject none"
    yield f"{rule} {holder.pos_}" if holder is not None else "subject none"
    yield f"subject words {_step(len(proposition.subject))}"
    yield f"relation words {_step(len(proposition.relation))}"
    yield f"object words {_step(len(first))}"
    yield f"{rule} object words {_step(len(first))}"
    yield f"objects {min(len(proposition.objects), 4)}"
    yield f"words {_step(len(words))}"
    yield f"sentence words {_step(len(head.sent))}"
    yield f"share {round(5 * len(words) / len(head.sent))}"
    yield f"object opens {doc[first[0]].pos_}"
    yield f"subject opens {doc[proposition.subject[0]].pos_}"
    if min(first) < max(proposition.subject):
        yield "object first"
    if holder is not None and "Rel" in holder.morph.get("PronType", []):
        yield "subject relative"
    if first[-1] - first[0] >= len(first):
        yield "object broken"
    if proposition.subject[-1] - proposition.subject[0] >= len(proposition.subject):
        yield "subject broken"
    if proposition.relation:
        yield f"last {doc[proposition.relation[-1]].pos_}"
        yield f"gap {min(4, abs(first[0] - proposition.relation[-1]))}"
        yield f"verb form {(head.morph.get('VerbForm', []) or ['none'])[0]}"


def _step(number: int) -> int:
    return next((step for step in STEPS if number <= step), 99)
