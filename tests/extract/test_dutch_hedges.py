"""Words that say that there are more: "onder meer", "onder andere", "met name" are no preposition of what stands behind them."""

from __future__ import annotations

import pytest

from tests.typed import typed

CASES = (
    ("NXP maakt in Gelderland onder meer radarchips voor BMW.", ("NXP", "supplies", "BMW")),
    ("NXP levert aan onder meer ING en Philips.", ("NXP", "supplies", "ING")),
    ("NXP levert chips aan onder andere Philips.", ("NXP", "supplies", "Philips")),
    ("De VS legden onder meer Huawei sancties op.", ("United States", "sanctions", "Huawei")),
    ("Philips gebruikt met name chips van Intel.", ("Intel", "supplies", "Philips")),
    ("Philips haalde geld op bij onder meer Rabobank.", ("Rabobank", "investsIn", "Philips")),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_words_stand_in_no_way(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in typed(text, "nl")
