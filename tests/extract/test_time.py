"""When a sentence says that something is so: each kind of expression, in both languages, against the article's day."""

from __future__ import annotations

import pytest

from kg.extract.time import times
from kg.lang import lexicon

MONDAY = "2020-09-14"


def values(language: str, text: str, published: str | None = MONDAY) -> list[str]:
    return [when.value for when in times(text.split(), lexicon(language), published)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "signed in 2017", "2017"),
        ("en", "signed in May 2017", "2017-05"),
        ("en", "signed on 3 May 2017", "2017-05-03"),
        ("en", "signed on 3rd May 2017", "2017-05-03"),
        ("en", "signed on May 3 2017", "2017-05-03"),
        ("en", "signed on May 3, 2017", "2017-05-03"),
        ("en", "signed on 2017-05-03", "2017-05-03"),
        ("en", "signed on May 3", "2020-05-03"),
        ("nl", "getekend in 2017", "2017"),
        ("nl", "getekend in mei 2017", "2017-05"),
        ("nl", "getekend op 3 mei 2017", "2017-05-03"),
        ("nl", "getekend op 3 mei", "2020-05-03"),
    ],
)
def test_calendar_dates_are_as_precise_as_the_text(language: str, text: str, value: str) -> None:
    assert values(language, text) == [value]
    assert values(language, text, "2020-09-14T08:30:00+02:00") == [value], "the hour of the article is of no matter"


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "closed today", "2020-09-14"),
        ("en", "closed yesterday", "2020-09-13"),
        ("en", "closes tomorrow", "2020-09-15"),
        ("en", "closed on Monday", "2020-09-14"),
        ("en", "closed on Friday", "2020-09-11"),
        ("en", "closed last Monday", "2020-09-07"),
        ("en", "closes next Friday", "2020-09-18"),
        ("en", "closes next Monday", "2020-09-21"),
        ("en", "closed last week", "2020-09-07/2020-09-13"),
        ("en", "closed last month", "2020-08"),
        ("en", "closed this year", "2020"),
        ("en", "closes next year", "2021"),
        ("en", "closed two years ago", "2018"),
        ("en", "closed 10 months ago", "2019-11"),
        ("en", "closed three days earlier", "2020-09-11"),
        ("nl", "sloot gisteren", "2020-09-13"),
        ("nl", "sloot eergisteren", "2020-09-12"),
        ("nl", "sloot vrijdag", "2020-09-11"),
        ("nl", "sluit volgende vrijdag", "2020-09-18"),
        ("nl", "sloot vorige week", "2020-09-07/2020-09-13"),
        ("nl", "sloot vorig jaar", "2019"),
        ("nl", "sluit komend kwartaal", "2020-10/2020-12"),
        ("nl", "sloot twee jaar geleden", "2018"),
        ("nl", "sloot tien maanden geleden", "2019-11"),
        ("nl", "sloot drie dagen geleden", "2020-09-11"),
    ],
)
def test_relative_times_count_from_the_article(language: str, text: str, value: str) -> None:
    assert values(language, text) == [value]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("en", "owned since 2012", "2012/.."), ("en", "owned since May 2012", "2012-05/.."), ("nl", "sinds vorig jaar", "2019/..")],
)
def test_what_began_is_open(language: str, text: str, value: str) -> None:
    assert values(language, text) == [value]


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2020-09-14", "in October", "2020-10"),
        ("2020-09-14", "in April", "2020-04"),
        ("2021-01-20", "in November", "2020-11"),
        ("2020-11-20", "in January", "2021-01"),
    ],
)
def test_a_month_without_a_year_is_the_nearest(published: str, text: str, value: str) -> None:
    """Around new year the month alone tells the wrong year."""
    assert values("en", text, published) == [value]


def test_months_turn_with_the_year() -> None:
    assert values("en", "closed last month", "2020-01-31") == ["2019-12"]
    assert values("en", "closes next month", "2020-12-31") == ["2021-01"]


@pytest.mark.parametrize(
    "text", ["prices may rise", "they march on Oslo", "2019 and yet 20190 or 1750", "in the 3rd place", "a year of growth"]
)
def test_words_that_only_look_like_dates(text: str) -> None:
    assert values("en", text) == (["2019"] if "2019" in text else [])


@pytest.mark.parametrize("published", [None, "", "soon"])
def test_without_the_articles_day_only_full_dates_count(published: str | None) -> None:
    """A guess at the day would put a fact in the wrong year."""
    assert values("en", "closed yesterday , on Friday , in October , last year , in 2017", published) == ["2017"]


def test_no_day_that_the_calendar_lacks() -> None:
    """The store types the value as a date, and a date that does not exist is no date."""
    assert "2017-04-31" not in values("en", "signed on 31 April 2017")


def test_the_words_covered_are_known() -> None:
    """An argument inside a time expression is a time, not an entity."""
    found = times(["Umbra", ",", "since", "May", "2012", ",", "closed", "on", "Friday"], lexicon("en"), MONDAY)
    assert [(when.first, when.last) for when in found] == [(2, 5), (8, 9)]


def test_a_comma_that_is_a_token_stands_inside_the_date() -> None:
    (when,) = times(["May", "3", ",", "2017", "saw"], lexicon("en"), MONDAY)
    assert (when.first, when.last, when.value) == (0, 4, "2017-05-03")


def test_nothing_from_nothing() -> None:
    assert times([], lexicon("en"), MONDAY) == []


@pytest.mark.parametrize(
    ("language", "text", "towards", "value"),
    [
        ("en", "was sued in October", -1, "2019-10"),
        ("en", "will open in October", 1, "2020-10"),
        ("en", "was sued in September", -1, "2020-09"),
        ("en", "will open on Friday", 1, "2020-09-18"),
        ("nl", "werd in oktober aangeklaagd", -1, "2019-10"),
        ("nl", "gaat vrijdag open", 1, "2020-09-18"),
    ],
)
def test_the_tense_tells_which_month_or_day_is_meant(language: str, text: str, towards: int, value: str) -> None:
    found = times(text.split(), lexicon(language), MONDAY, tense=lambda i: towards)
    assert [when.value for when in found] == [value]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Two months before , he had asked", "2018-06"),
        ("en", "a year later", "2019"),
        ("en", "In the same month", "2018-08"),
        ("en", "that year", "2018"),
        ("nl", "een maand later", "2018-09"),
        ("nl", "twee jaar eerder", "2016"),
        ("nl", "in dezelfde maand", "2018-08"),
        ("nl", "dat jaar", "2018"),
    ],
)
def test_some_times_count_from_what_the_text_gave_before(language: str, text: str, value: str) -> None:
    assert [when.value for when in times(text.split(), lexicon(language), MONDAY, "2018-08")] == [value]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "in May", "2020-05"),
        ("en", "last May", "2020-05"),
        ("en", "last September", "2019-09"),
        ("en", "in May last year", "2019-05"),
        ("en", "the first quarter of 2019", "2019-01/2019-03"),
        ("en", "in Q3 2019", "2019-07/2019-09"),
        ("en", "the second half of 2019", "2019-07/2019-12"),
        ("en", "from 2005 to 2010", "2005/2010"),
        ("en", "between May and July", "2020-05/2020-07"),
        ("en", "by 2027", "../2027"),
        ("en", "until next year", "../2021"),
        ("en", "after the end of this year", "2020-12-31/.."),
        ("en", "by the end of next year", "../2021-12-31"),
        ("en", "at the end of 2019", "2019"),
        ("en", "half a year ago", "2020-03"),
        ("nl", "in mei vorig jaar", "2019-05"),
        ("nl", "het eerste kwartaal van 2019", "2019-01/2019-03"),
        ("nl", "eind 2019", "2019"),
        ("nl", "begin vorig jaar", "2019"),
        ("nl", "uiterlijk in 2027", "../2027"),
        ("nl", "tussen 2005 en 2010", "2005/2010"),
        ("nl", "twintig jaar geleden", "2000"),
        ("nl", "dit voorjaar", "2020"),
    ],
)
def test_periods_and_limits(language: str, text: str, value: str) -> None:
    assert values(language, text) == [value]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "the last months"), ("nl", "de afgelopen maanden"), ("en", "hours of work"), ("en", "May it last")]
)
def test_a_vague_period_is_no_date(language: str, text: str) -> None:
    assert values(language, text) == []
