"""A verb that plans or weighs what its object names leaves it undone, also where one phrase has verb and object, with the shipped pipelines."""

from __future__ import annotations

import pytest

from kg.model import Article, Modality
from kg.reading import read_article


def modality(language: str, text: str, relation: str) -> Modality:
    facts = read_article(Article("a", text, published="2021-06-22", source="Wire", language=language)).facts
    (found,) = {piece.modality for fact in facts if fact.relation.id == relation for piece in fact.evidence}
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
    assert modality(language, text, relation) is expected
