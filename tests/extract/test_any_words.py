"""Times and amounts in any words at all: news is hostile, and no sentence may stop a run."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.extract.amounts import amounts
from kg.extract.time import times
from kg.lang import languages, lexicon

# Words that mean something here, words that nearly do, and any others.
TELLING = sorted(
    {
        word
        for language in languages()
        for section in ("time", "amounts")
        for (part, _), table in lexicon(language).tables.items()
        if part == section
        for word in table
    }
    | {
        word
        for language in languages()
        for name in ("past", "present", "future", "since", "ago")
        for word in lexicon(language)("time", name)
    }
)
NUMBERS = [
    "0",
    "1",
    "31",
    "32",
    "2020",
    "1999",
    "20",
    "2017-02-31",
    "2020-13-99",
    "3,5",
    "3.5",
    "1.2.3",
    "$",
    "$12",
    "US$1.2bn",
    "€",
    "12.",
    ",",
    "1e9",
    "²",
    "٣",
    "½",
]
WORDS = st.lists(st.one_of(st.sampled_from(TELLING), st.sampled_from(NUMBERS), st.text(min_size=1, max_size=8)), max_size=12)
LANGUAGES = st.sampled_from(languages())
DAYS = st.one_of(st.none(), st.sampled_from(["2020-09-14", "2020-02-29", "2020-12-31T23:59:59Z", "soon", ""]))
# ISO 8601 by precision; an interval or an open end with a slash.
VALUE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/(\.\.|\d{4}-\d\d-\d\d))?(/\.\.)?")


@settings(max_examples=150, deadline=None)
@given(words=WORDS, language=LANGUAGES, published=DAYS)
@example(words=["²", "years", "ago"], language="en", published="2020-09-14")
def test_times_in_any_words(words: list[str], language: str, published: str | None) -> None:
    """No error, and every time covers words that are there, one after the other."""
    found = times(words, lexicon(language), published)
    assert all(0 <= when.first < when.last <= len(words) for when in found)
    assert all(one.last <= other.first for one, other in pairwise(found))
    assert all(VALUE.fullmatch(when.value) for when in found)


@pytest.mark.parametrize(("text", "published"), [("yesterday", "0001-01-01"), ("tomorrow", "9999-12-31"), ("999 years ago", "0500-01-01")])
def test_a_date_at_the_end_of_the_calendar(text: str, published: str) -> None:
    """The day of an article comes from its page, which may say anything."""
    assert all(VALUE.fullmatch(when.value) for when in times(text.split(), lexicon("en"), published))


@settings(max_examples=150, deadline=None)
@given(words=WORDS, language=LANGUAGES)
@example(words=["$", "1" * 400], language="en")
@example(words=["$", "."], language="en")
def test_amounts_in_any_words(words: list[str], language: str) -> None:
    """No error, and every amount is a plain number and a currency over words that are there."""
    found = amounts(words, lexicon(language))
    assert all(0 <= amount.first < amount.last <= len(words) for amount in found)
    assert all(one.last <= other.first for one, other in pairwise(found))
    for amount in found:
        number, currency = amount.value.split(" ")
        assert Decimal(number) >= 0
        assert re.fullmatch(r"[A-Z]{3}", currency)
