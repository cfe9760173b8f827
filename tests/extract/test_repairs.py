"""What the parser hung in the wrong place: appositions in rows, seats of two names, posts that begin with a participle."""

from __future__ import annotations

from functools import cache

import pytest

from kg.model import Article, Entity
from kg.reading import read_article


@cache
def facts(text: str) -> set[tuple[str, str, str]]:
    read = read_article(Article("a", text, language="en")).facts
    return {
        (fact.subject.label, fact.relation.id, fact.object.label)
        for fact in read
        if fact.relation.typed and isinstance(fact.object, Entity)
    }


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        (
            "Shares in SMIC, China's largest chipmaker and a supplier of Huawei, fell 2% on Monday.",
            ("SMIC", "supplies", "Huawei"),
            ("SMIC", "basedIn", "Hong Kong"),
        ),
        (
            "Nokia, based in the eastern city of Espoo, and Ericsson Systems, a company that supplies Vodafone, were praised by Intel.",
            ("Ericsson Systems", "supplies", "Vodafone"),
            ("Nokia", "supplies", "Vodafone"),
        ),
        (
            "Among the users are Spotify, the Karolinska Institute and Brightloom Systems, a startup in Ghent.",
            ("Brightloom Systems", "basedIn", "Ghent"),
            ("Spotify", "basedIn", "Ghent"),
        ),
        (
            "Huawei and Nokia, two suppliers of KPN, sell chips.",
            ("Huawei", "supplies", "KPN"),
            ("KPN", "supplies", "Huawei"),
        ),
        (
            "Tan Boon Keat, Nokia's founder and managing director, denied any wrongdoing.",
            ("Tan Boon Keat", "leads", "Nokia"),
            ("Nokia", "leads", "Tan Boon Keat"),
        ),
    ],
)  # fmt: skip
def test_what_hung_wrong_hangs_right(text: str, told: tuple[str, str, str], untold: tuple[str, str, str]) -> None:
    found = facts(text)
    assert told in found
    assert untold not in found
