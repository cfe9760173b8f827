"""What a phrase as a whole makes of what it tells, with the shipped pipelines: planned or weighed by its verb, lacking by its "without"."""

from __future__ import annotations

import pytest

from kg.model import Article, Evidence, Modality, Polarity
from kg.reading import read_article


def evidence(language: str, text: str, relation: str) -> Evidence:
    facts = read_article(Article("a", text, published="2021-06-22", source="Wire", language=language)).facts
    (found,) = [piece for fact in facts if fact.relation.id == relation for piece in fact.evidence]
    return found


@pytest.mark.parametrize(
    ("language", "text", "relation", "expected"),
    [
        ("en", "TSMC is planning a factory in Arizona.", "operatesIn", Modality.PLANNED),
        ("en", "Intel plans a takeover of Tower.", "acquires", Modality.PLANNED),
        ("en", "Nokia is considering a merger with Alcatel.", "mergesWith", Modality.POSSIBLE),
        ("en", "Nokia completed a merger with Alcatel.", "mergesWith", Modality.ASSERTED),
        ("en", "Nokia seeks help from Microsoft.", "urges", Modality.ASSERTED),
        ("en", "Nokia is discussing a merger with Alcatel.", "meetsWith", Modality.ASSERTED),
        ("nl", "Nokia overweegt een fusie met Alcatel.", "mergesWith", Modality.POSSIBLE),
        ("nl", "Nokia bespreekt een fusie met Alcatel.", "mergesWith", Modality.POSSIBLE),
        ("nl", "Nokia voltooide een fusie met Alcatel.", "mergesWith", Modality.ASSERTED),
    ],
)
def test_what_is_planned_or_weighed_is_not_done(language: str, text: str, relation: str, expected: Modality) -> None:
    assert evidence(language, text, relation).modality is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Huawei gets by without Android.", Polarity.NEGATED),
        ("en", "The Mate 30 is sold without Android.", Polarity.NEGATED),
        ("en", "Huawei cannot do without Android.", Polarity.AFFIRMED),
        ("nl", "Huawei moet het zonder Android stellen.", Polarity.NEGATED),
        ("nl", "Huawei kan niet zonder Android werken.", Polarity.AFFIRMED),
    ],
)
def test_what_one_does_without_is_not_used(language: str, text: str, expected: Polarity) -> None:
    assert evidence(language, text, "uses").polarity is expected
