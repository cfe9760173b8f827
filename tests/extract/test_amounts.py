"""Amounts of money: sign or word, before or after, glued or apart, with either decimal sign."""

from __future__ import annotations

import pytest

from kg.extract.amounts import amounts
from kg.lang import lexicon


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "$ 12 billion", "12000000000 USD"),
        ("en", "$12 billion", "12000000000 USD"),
        ("en", "US$1.2bn", "1200000000 USD"),
        ("en", "US$ 1.2 bn", "1200000000 USD"),
        ("en", "€5m", "5000000 EUR"),
        ("en", "£ 40 million", "40000000 GBP"),
        ("en", "1,250 dollars", "1250 USD"),
        ("en", "1,250,000.50 dollars", "1250000.5 USD"),
        ("en", "7 trillion yen", "7000000000000 JPY"),
        ("en", "3,5 million euros", "3500000 EUR"),
        ("nl", "3,5 miljoen euro", "3500000 EUR"),
        ("nl", "3.5 miljoen euro", "3500000 EUR"),
        ("nl", "€ 2,4 miljard", "2400000000 EUR"),
        ("nl", "1.250 euro", "1250 EUR"),
        ("nl", "1.250.000,50 dollar", "1250000.5 USD"),
        ("nl", "25 mld. yuan", "25000000000 CNY"),
        ("en", "20 percent", "20 %"),
        ("en", "8.1 per cent", "8.1 %"),
        ("en", "20 %", "20 %"),
        ("nl", "24,9 procent", "24.9 %"),
    ],
)
def test_an_amount_is_a_plain_number_and_a_currency(language: str, text: str, value: str) -> None:
    words = ["x", *text.split(), "x"]
    (found,) = amounts(words, lexicon(language))
    assert (found.value, found.first, found.last) == (value, 1, len(words) - 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "12 billion people"),
        ("en", "the dollar fell"),
        ("en", "they won 5 times"),
        ("en", "$"),
        ("en", "$ alone"),
        ("en", "version 1.2.3 dollars"),
        ("en", "GPT-4 euros"),
        ("nl", "5 miljoen inwoners"),
        ("nl", "de euro daalde"),
        ("nl", ""),
    ],
)
def test_a_number_or_a_currency_alone_is_no_amount(language: str, text: str) -> None:
    assert amounts(text.split(), lexicon(language)) == []


def test_several_amounts_in_a_sentence() -> None:
    words = ["paid", "$", "3", "million", "in", "2019", "and", "4", "million", "euros", "in", "2020"]
    assert [(found.first, found.last, found.value) for found in amounts(words, lexicon("en"))] == [
        (1, 4, "3000000 USD"),
        (7, 10, "4000000 EUR"),
    ]


def test_a_long_number_stays_exact() -> None:
    """A float would round it, and two articles would then disagree."""
    (found,) = amounts(["$", "123,456,789,012,345,678"], lexicon("en"))
    assert found.value == "123456789012345678 USD"
