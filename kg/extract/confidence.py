"""How sure a claim is: a logistic regression on what can be seen of it, fitted on the gold of the sample corpus, and how likely the network
of `kg.extract.likely` holds it where that judges it.

The features are those by which readings differ in how often they are right: the kind of the pattern and how many words it
fixed, whether the ends are named or stand in for a name, how far apart they are, and what the sentence does to the claim.
The weights are data (`confidence.toml`, written by `python -m training.confidence`); a confidence of 0.8 means that about
four of five such claims are right (`docs/benchmarks.md` has the table).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from math import exp, log
from pathlib import Path

from kg.model import Claim, Modality, Polarity

WEIGHTS = Path(__file__).parent / "confidence.toml"
FAR = 100.0
"""Characters that count as one step of distance."""
LEAST, MOST = 0.05, 0.99


def features(claim: Claim) -> dict[str, float]:
    """What is seen of a claim, by name; what is absent counts as 0. The claim's own confidence is 1.0 less what was risked
    to find its ends (`claims.unrated`).

    >>> from kg.model import Mention, Sentence, Span
    >>> ends = [Mention(name, at, at + 5, "name", name, "en", ("Company",)) for name, at in (("Umbra", 0), ("Orbis", 11))]
    >>> said, rule = Sentence(0, 17, "Umbra sued Orbis."), "sues: sue(subj=S, obj=O)"
    >>> made = Claim("a1", said, ends[0], "sue", Span(6, 10), ends[1], ("sues",), rule, confidence=1.0)
    >>> sorted(features(made).items())
    [('distance', 0.06), ('kind verb', 1.0)]
    """
    found = {f"kind {_kind(claim)}": 1.0, "fixed words": float(_fixed(claim.rule))}
    for end, mention in (("subject", claim.subject), ("object", claim.object)):
        found[f"{end} {mention.kind}"] = float(mention.kind != "name")
        found[f"{end} untyped"] = float(not mention.types and mention.kind != "literal")
    first, last = sorted((claim.subject, claim.object), key=lambda mention: mention.start)
    found["risk"] = 1 - claim.confidence
    found["distance"] = min(max(0, last.start - first.end) / FAR, 3.0)
    found["negated"] = float(claim.polarity is Polarity.NEGATED)
    found["not asserted"] = float(claim.modality is not Modality.ASSERTED)
    found["said by someone"] = float(claim.attribution_text is not None)
    found["other readings"] = float(len(claim.candidates) > 1)
    return {name: value for name, value in found.items() if value}


def _kind(claim: Claim) -> str:
    return _kind_of(claim.rule) if claim.candidates else "open"


@lru_cache(maxsize=1 << 14)
def _kind_of(rule: str) -> str:
    """The kind of the rule: a construction by its name, a pattern by how its subject stands to the predicate."""
    _, colon, pattern = rule.partition(": ")
    if not colon:
        return rule
    if pattern.startswith("ROLE"):
        return "role"
    place = pattern.partition("(")[2].partition("=")[0]
    return {"subj": "verb", "obj": "verb", "performer": "performed noun", "self": "apposition"}.get(place, "noun")


@lru_cache(maxsize=1 << 14)
def _fixed(rule: str) -> int:
    """How many words the pattern asks for beside its predicate."""
    inner = rule.partition("(")[2].rstrip(")").split(", ")
    return max(0, sum("=" in part for part in inner) - 2)


def confidence(claim: Claim, chance: float | None = None) -> float:
    """The probability that a claim is right, rounded to two digits.

    Args:
        chance: how likely the network holds it; None where it does not judge it.
    """
    seen = probability(features(claim), weights())
    if chance is None:
        return seen
    judged = _table("judged")
    return probability({"seen": odds(seen), "chance": odds(chance)}, judged)


def odds(share: float) -> float:
    """The logarithm of the odds of a probability, which is first kept within 0.01 and 0.99.

    >>> odds(0.5), round(odds(0.9), 2), round(odds(1.0), 2)
    (0.0, 2.2, 4.6)
    """
    kept = min(0.99, max(0.01, share))
    return log(kept / (1 - kept))


def probability(found: Mapping[str, float], learned: Mapping[str, float]) -> float:
    """The probability for features under weights; a feature that the weights do not know says nothing.

    >>> probability({"kind verb": 1.0}, {"bias": 0.5, "kind verb": 1.5})
    0.88
    """
    total = learned.get("bias", 0.0) + sum(learned.get(name, 0.0) * value for name, value in found.items())
    return round(min(MOST, max(LEAST, 1 / (1 + exp(-total)))), 2)


def weights() -> Mapping[str, float]:
    """The fitted weights by feature, with "bias"."""
    return _table("weights")


@cache
def _table(name: str) -> Mapping[str, float]:
    return {str(key): float(value) for key, value in tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))[name].items()}
