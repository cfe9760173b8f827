"""When: the dates and periods of a sentence, resolved against the article's date.

Values are those of EDTF, the Extended Date/Time Format of ISO 8601-2, levels 0 and 1: by precision ("2020", "2020-05",
"2020-05-18"), as an interval ("2020-01/2020-03" for the first quarter), or open at one end ("2012/..", "../2027"). A month without a
year, or a weekday, is the last one where the clause is past and the next one where it is to come. "Two months earlier" counts
from the time that the text gave before. Names of months, weekdays, seasons and units are language data. What cannot be
resolved (no article date) gives nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import final

from kg.lang import Lexicon
from kg.lang import lexicon as words_of

AHEAD = 4
"""Months that a month without a year may lie ahead of the article, where nothing tells the tense."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"((?:19|20)\d\d)[-–/]((?:19|20)\d\d)")
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_DAY = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th|e)?")
_QUARTER = re.compile(r"[qk]([1-4])")


@final
@dataclass(slots=True, init=False, unsafe_hash=True)
class When:
    """A time expression: the words it covers (half-open) and its value."""

    first: int
    last: int
    value: str

    def __init__(self, first: int, last: int, value: str) -> None:
        """The words and their value."""
        self.first, self.last, self.value = first, last, value


@final
@dataclass(slots=True, init=False)
class _Text:
    """The words that are read, and what relative times count from."""

    words: tuple[str, ...]  # lower case, without the commas
    forms: tuple[str, ...]  # as they are written
    lexicon: Lexicon
    today: dt.date | None
    before: str | None  # the time that the text gave before
    tense: Callable[[int], int]

    def __init__(
        self,
        words: tuple[str, ...],
        forms: tuple[str, ...],
        lexicon: Lexicon,
        today: dt.date | None,
        before: str | None,
        tense: Callable[[int], int],
    ) -> None:
        """The words with the day of the article."""
        self.words, self.forms, self.lexicon, self.today, self.before, self.tense = words, forms, lexicon, today, before, tense

    def word(self, i: int) -> str:
        """The word at a place, "" outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def has(self, i: int, name: str) -> bool:
        """True where the word stands in that list of the language's times."""
        return self.word(i) in self.lexicon.words("time", name)

    def number(self, i: int) -> int | None:
        """The number that a word names."""
        word = self.word(i)
        return int(word) if word.isdecimal() and len(word) < 4 else self.lexicon.table("time", "numbers").get(word)

    def unit(self, i: int) -> str:
        """The unit of time that a word names in the singular, or ""."""
        return str(self.lexicon.table("time", "unit").get(self.word(i), ""))

    def units(self, i: int) -> str:
        """The unit of time that a word names in the singular or plural, or ""."""
        return self.unit(i) or str(self.lexicon.table("time", "units").get(self.word(i), ""))


def times(
    words: Sequence[str],
    lexicon: Lexicon,
    published: str | None,
    before: str | None = None,
    tense: Callable[[int], int] = lambda i: 0,
) -> list[When]:
    """The time expressions among the words of a sentence, left to right.

    >>> from kg.lang import lexicon
    >>> [when.value for when in times("The rule of May 2020 took effect on Friday".split(), lexicon("en"), "2020-09-14")]
    ['2020-05', '2020-09-11']

    Args:
        published: the article's date, ISO 8601.
        before: the time that the text gave last, from which "two months later" counts.
        tense: of the clause of a word, by its index: below zero for what was, above it for what will be.
    """
    opening = [i for i, word in enumerate(words) if _may_open(word, lexicon.language)]
    if not opening:
        return []
    places = [i for i, word in enumerate(words) if word != ","]  # "May 3, 2017" is a date with a comma inside
    forms = tuple(words[i].strip(",.") for i in places)
    text = _Text(tuple(form.lower() for form in forms), forms, lexicon, _date(published), before, lambda i: tense(places[i]))
    found: list[When] = []
    last = 0
    for i in [place - words[:place].count(",") for place in opening]:
        hit = (_calendar(text, i) or _bounded(text, i)) if i >= last else None
        if hit is None:
            continue
        hit = _limited(text, hit)
        found = [*found[:-1], merged] if found and (merged := _span(text, found[-1], hit)) else [*found, hit]
        text, last = _Text(text.words, text.forms, lexicon, text.today, hit.value, text.tense), hit.last
    return [When(places[when.first], places[when.last - 1] + 1, when.value) for when in found]


@lru_cache(maxsize=1 << 16)
def _may_open(word: str, language: str) -> bool:
    """True for a word at which a time may be found; only numbers beside those of the lists can open one."""
    word = word.strip(",.").lower()
    return word in _openers(language) or word[:1].isdigit() or word[-1:].isdigit()


@cache
def _openers(language: str) -> frozenset[str]:
    """The words that the rules below ask for at the place where they are tried."""
    words = words_of(language)
    lists = (words("time", name) for name in ("past", "present", "future", "seasons", "same", "half"))
    tables = (words.table("time", name) for name in ("months", "days", "weekdays", "ordinals", "numbers", "unit", "units"))
    return frozenset(chain(*lists, *tables))


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


# ── what stands around a time ────────────────────────────────────────────────────────────────────


def _limited(text: _Text, when: When) -> When:
    """ "Since 2012" is 2012 and after, "by 2027" up to 2027, "after the end of this year" the year's last day and after."""
    first, value = when.first, when.value
    of = text.has(first - 1, "of")
    if text.has(first - 1 - of, "end"):
        first, value = first - 1 - of, _last_day(value)
    while text.has(first - 1, "fillers"):
        first -= 1
    if "/" not in value:
        if text.has(first - 1, "since"):
            return When(first - 1, when.last, f"{value}/..")
        if text.has(first - 1, "until"):
            return When(first - 1, when.last, f"../{value}")
        if text.has(first - 1, "after") and text.today is not None and value > text.today.isoformat():
            return When(first - 1, when.last, f"{value}/..")
    return when


def _last_day(value: str) -> str:
    """The last day of a year or month; any other value itself."""
    if len(value) == len("2020"):
        return f"{value}-12-31"
    if len(value) == len("2020-05"):
        return f"{value}-{monthrange(int(value[:4]), int(value[5:]))[1]:02d}"
    return value


def _span(text: _Text, one: When, other: When) -> When | None:
    """ "From 2005 to 2010", "between May and July": one interval."""
    between = text.words[one.last : other.first] if other.first > one.last else (text.words[other.first],)
    joined = len(between) == 1 and between[0] in text.lexicon.words("time", "to") and text.has(one.first - 1, "from")
    last = other.value.removeprefix("../")
    return When(one.first - 1, other.last, f"{one.value}/{last}") if joined and "/" not in one.value + last else None


# ── the calendar ─────────────────────────────────────────────────────────────────────────────────


def _calendar(text: _Text, i: int) -> When | None:
    """Month with day and year in any usual order, a year, a quarter, an ISO date."""
    months = text.lexicon.table("time", "months")
    if _ISO.fullmatch(text.word(i)):
        return When(i, i + 1, text.word(i))
    if years := _YEARS.fullmatch(text.word(i)):
        return When(i, i + 1, f"{years[1]}/{years[2]}")
    if quarter := _quarter(text, i):
        return quarter
    day = _DAY.fullmatch(text.word(i))
    if day and text.word(i + 1) in months:
        return _month(text, i, i + 1, int(day[1]), i + 2)
    if text.word(i) in months:
        day = _DAY.fullmatch(text.word(i + 1))
        if day or _year(text, i + 1)[0] or _is_month(text, i):
            return _month(text, i, i, int(day[1]) if day else None, i + 1 + bool(day))
    return When(i, i + 1, text.word(i)) if _YEAR.fullmatch(text.word(i)) else None


def _is_month(text: _Text, i: int) -> bool:
    """False for "may" and "march" where nothing tells that they are months."""
    if text.today is None:
        return False
    return not text.has(i, "ambiguous") or (text.forms[i][:1].isupper() and text.has(i - 1, "before_month"))


def _month(text: _Text, first: int, place: int, day: int | None, rest: int) -> When | None:
    """The month at a place with its day, and the year behind it; without a year, the one that the tense asks for."""
    month = int(text.lexicon.table("time", "months")[text.word(place)])
    year, last = _year(text, rest)
    if not year and text.today is None:
        return None
    direction = _direction(text, first - 1)
    if not year and text.today is not None:
        towards = text.tense(place) if direction is None else direction
        strict = direction is not None and direction != 0
        year = str(text.today.year + _years_off(month, text.today.month, towards, strict=strict))
    end = monthrange(int(year), month)[1]
    value = f"{year}-{month:02d}" + (f"-{day:02d}" if day and day <= end else "")
    return When(first - (direction is not None), last, value)


def _years_off(month: int, now: int, towards: int, *, strict: bool) -> int:
    """How many years a month without one is off: the last such month, the next, or the nearest."""
    if towards < 0:
        return -1 if month > now or (strict and month == now) else 0
    if towards > 0:
        return 1 if month < now or (strict and month == now) else 0
    ahead = (month - now) % 12
    return (now - 1 + (ahead if ahead <= AHEAD else ahead - 12)) // 12


def _year(text: _Text, i: int) -> tuple[str, int]:
    """The year behind a month, in figures or words ("of last year"), and where it ends; "" without one."""
    start = i
    while text.has(i, "of") and i < start + 1:
        i += 1
    if _YEAR.fullmatch(text.word(i)):
        return text.word(i), i + 1
    direction = _direction(text, i)
    if direction is not None and text.unit(i + 1) == "year" and text.today is not None:
        return str(text.today.year + direction), i + 2
    return "", start


def _quarter(text: _Text, i: int) -> When | None:
    """ "Q1 2020", "the first quarter of 2020", "het derde kwartaal": its three months; or half a year: its six."""
    short = _QUARTER.fullmatch(text.word(i))
    number = int(short[1]) if short else text.lexicon.table("time", "ordinals").get(text.word(i))
    unit = "quarter" if short else text.unit(i + 1)
    if number is None or unit not in {"quarter", "half"} or text.today is None:
        return None
    months, last = (3, i + 2 - bool(short)) if unit == "quarter" else (6, i + 2)
    if not 1 <= number <= 12 // months:
        return None
    year, last = _year(text, last)
    start = months * (number - 1) + 1
    if not year:
        year = str(text.today.year + _years_off(start, text.today.month, text.tense(i), strict=False))
    return When(i, last, f"{year}-{start:02d}/{year}-{start + months - 1:02d}")


# ── relative times ───────────────────────────────────────────────────────────────────────────────


def _bounded(text: _Text, i: int) -> When | None:
    """A relative time, where it falls into the years that a calendar date can have."""
    if text.today is None:
        return None
    try:
        when = _relative(text, i, text.today)
    except (OverflowError, ValueError):
        return None
    return when if when is None or (when.value[:4].isdecimal() and when.value[4:5] in {"", "-", "/"} and int(when.value[:4]) > 0) else None


def _relative(text: _Text, i: int, today: dt.date) -> When | None:
    days, weekdays, months = (text.lexicon.table("time", name) for name in ("days", "weekdays", "months"))
    if text.word(i) in days:
        return When(i, i + 1, (today + dt.timedelta(days=days[text.word(i)])).isoformat())
    direction = _direction(text, i)
    if text.word(i) in weekdays:
        return When(i, i + 1, _weekday(today, weekdays[text.word(i)], text.tense(i), strict=False).isoformat())
    if direction is not None and text.word(i + 1) in weekdays:
        return When(i, i + 2, _weekday(today, weekdays[text.word(i + 1)], direction, strict=True).isoformat())
    if direction is not None and text.word(i + 1) in months:
        return None  # read at the month
    if direction is not None and text.unit(i + 1) == "year" and text.word(i + 2) in months:  # "vorig jaar juni"
        return When(i, i + 3, f"{today.year + direction}-{int(months[text.word(i + 2)]):02d}")
    if direction is not None and text.unit(i + 1):
        return When(i, i + 2, _unit(today, text.unit(i + 1), direction))
    if text.has(i, "seasons") and (direction := _direction(text, i - 1)) is not None:
        return When(i - 1, i + 1, str(today.year + direction))
    if text.has(i, "seasons") and text.has(i - 1, "fillers"):
        return When(i, i + 1, str(today.year))
    return _same(text, i) or _away(text, i, today)


def _same(text: _Text, i: int) -> When | None:
    """ "In the same month", "dat jaar": the month or year that the text gave before."""
    unit = text.unit(i + 1)
    length = {"year": 4, "month": 7, "day": 10}.get(unit)
    if length is None or not text.before or not text.has(i, "same") or len(text.before.partition("/")[0]) < length:
        return None
    return When(i, i + 2, text.before[:length])


def _away(text: _Text, i: int, today: dt.date) -> When | None:
    """ "Two years ago" counts from the article, "two months earlier" and "a year later" from the time that the text gave before."""
    bare = text.units(i) == "hour"  # "hours earlier": the same day
    half = text.has(i, "half") and text.units(i + 1 + text.has(i + 1, "articles")) == "year"
    amount = 0 if bare else text.number(i)
    place = i if bare else i + 1
    if half:
        place, amount = i + 1 + text.has(i + 1, "articles"), 6
    unit = "month" if half else text.units(place)
    if amount is None or not unit:
        return None
    if text.has(place + 1, "ago"):
        return When(i, place + 2, _unit(today, unit, -amount))
    for name, sign in (("earlier", -1), ("later", 1)):
        if text.has(place + 1, name):
            start = _start(text.before) or today
            value = (text.before or today.isoformat()) if unit == "hour" else _unit(start, unit, sign * amount)
            return When(i, place + 2, value)
    return None


def _start(value: str | None) -> dt.date | None:
    """The first day of a value."""
    first = (value or "").replace("../", "").partition("/")[0]
    return _date(first + "-01-01"[len(first) - 4 :]) if first[:4].isdecimal() else None


def _direction(text: _Text, i: int) -> int | None:
    for name, direction in (("past", -1), ("present", 0), ("future", 1)):
        if text.has(i, name):
            return direction
    return None


def _weekday(today: dt.date, day: int, direction: int, *, strict: bool) -> dt.date:
    """The last such day up to the article's, or the next from it on where the text says that it is to come; `strict` for one
    that cannot be the article's own day."""
    ahead, back = (day - today.weekday()) % 7, (today.weekday() - day) % 7
    if direction > 0:
        return today + dt.timedelta(days=ahead or (7 if strict else 0))
    return today - dt.timedelta(days=back or (7 if strict and direction < 0 else 0))


def _unit(today: dt.date, unit: str, shift: int) -> str:
    """The unit of time that lies so many of them off, in its own precision; a week or a quarter is an interval."""
    if unit in {"year", "half"}:
        return str(today.year + shift)
    months = today.year * 12 + today.month - 1 + shift * (3 if unit == "quarter" else 1)
    if unit == "month":
        return f"{months // 12}-{months % 12 + 1:02d}"
    if unit == "quarter":
        first = months // 3 * 3
        return f"{first // 12}-{first % 12 + 1:02d}/{first // 12}-{first % 12 + 3:02d}"
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"
    return (today + dt.timedelta(days=shift if unit == "day" else 0)).isoformat()
