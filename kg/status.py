"""How a fact stands: whether the articles say it themselves, let a party say it, leave it open, or deny it.

A fact may have much evidence of different strength. The strongest piece decides how the fact is shown and exported; all
pieces stay on it. From strong to weak:

1. asserted   the outlet says, in its own voice, that it is so;
2. said       somebody is quoted as saying that it is so;
3. uncertain  it is hearsay, planned or possible, whoever says so, or likely: no frame says it, the words of a sentence together do;
4. denied     it is said not to be so.

Among equals, hearsay goes before plans and plans before possibilities, then what the outlet says before what it lets others
say, then higher confidence, then the order of articles and sentences, so that the choice never depends on the order of reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Evidence, Fact, Modality, Polarity


class Standing(StrEnum):
    """What a fact amounts to on its strongest evidence; strongest first."""

    ASSERTED = "asserted"
    SAID = "said"
    UNCERTAIN = "uncertain"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Status:
    """A fact's standing, the evidence that decides it, and whether another voice contradicts it."""

    standing: Standing
    evidence: Evidence
    disputed: bool

    @property
    def speaker(self) -> str | None:
        """Who says it, on the deciding evidence: the entity's label, else the words of the text, else None."""
        return speaker(self.evidence)


_STANDINGS = tuple(Standing)
_MODALITIES = (Modality.ASSERTED, Modality.REPORTED, Modality.PLANNED, Modality.POSSIBLE)


def speaker(evidence: Evidence) -> str | None:
    """Who says it: the label of the entity that speaks, else the attributing words, else None for the outlet itself."""
    return evidence.attribution.label if evidence.attribution else evidence.attribution_text


def standing(evidence: Evidence) -> Standing:
    """What one piece of evidence amounts to.

    Words of attribution count although no entity was found for them: "said a spokesman" is not the outlet's own voice.
    """
    if evidence.polarity is Polarity.NEGATED:
        return Standing.DENIED
    if evidence.modality is not Modality.ASSERTED or evidence.likely:
        return Standing.UNCERTAIN
    return Standing.SAID if speaker(evidence) else Standing.ASSERTED


def hedge(evidence: Evidence) -> str:
    """What keeps the evidence from being stated: "reported", "planned", "possible", or "likely" where no frame says it; else "asserted"."""
    return "likely" if evidence.likely and evidence.modality is Modality.ASSERTED else evidence.modality.value


def strongest(fact: Fact) -> Evidence:
    """The piece of evidence that decides how the fact stands.

    Raises:
        ValueError: the fact has no evidence, which the model forbids.
    """
    if not fact.evidence:
        raise ValueError(f"fact {fact.id} has no evidence; every fact needs at least one piece")
    return min(fact.evidence, key=_strength) if len(fact.evidence) > 1 else fact.evidence[0]


def status(fact: Fact) -> Status:
    """How the fact stands on all its evidence."""
    best = strongest(fact)
    return Status(standing(best), best, disputed=is_denied(fact) or bool(fact.against))


def when(fact: Fact) -> str | None:
    """When the fact holds: the time on the strongest evidence that has one and amounts to as much as the strongest of all."""
    ordered = in_order(fact)
    return next((piece.time for piece in ordered if piece.time and standing(piece) is standing(ordered[0])), None)


def in_order(fact: Fact) -> list[Evidence]:
    """The fact's evidence, strongest first, in an order that never depends on the order of reading."""
    return sorted(fact.evidence, key=_strength) if len(fact.evidence) > 1 else list(fact.evidence)


def is_denied(fact: Fact) -> bool:
    """Whether one voice affirms the fact and another denies it: another sentence, or another speaker in the same one.

    What one speaker says both ways in one breath ("barred it from making its chips") is no dispute, nor is what is only likely.
    """
    told = [evidence for evidence in fact.evidence if not evidence.likely]
    if len({evidence.polarity for evidence in told}) < 2:
        return False
    return len({(evidence.article, evidence.sentence.start, speaker(evidence)) for evidence in told}) > 1


def _strength(evidence: Evidence) -> tuple[int, int, bool, float, str, int, int, int, int, str]:
    """A key that sorts strong evidence before weak."""
    return (
        _STANDINGS.index(standing(evidence)),
        _MODALITIES.index(evidence.modality),
        speaker(evidence) is not None,
        -evidence.confidence,
        evidence.article,
        evidence.sentence.start,
        evidence.subject.start,
        evidence.relation.start,
        evidence.object.start,
        evidence.rule,
    )
