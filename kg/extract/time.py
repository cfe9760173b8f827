"""When: the dates and periods of a sentence, resolved against the article's date.

Values are ISO 8601 by precision ("2020", "2020-05", "2020-05-18"), an open interval in EDTF ("2012/.."). Names of months,
weekdays and units are language data. What cannot be resolved (no article date) gives nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from kg.lang import Lexicon

AHEAD = 4
"""Months that a month without a year may lie ahead of the article."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_DAY = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th|e)?")


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: the words it covers (half-open) and its value."""

    first: int
    last: int
    value: str


def times(words: list[str], lexicon: Lexicon, published: str | None) -> list[When]:
    """The time expressions among the words of a sentence, left to right.

    >>> from kg.lang import lexicon
    >>> [when.value for when in times("The rule of May 2020 took effect on Friday".split(), lexicon("en"), "2020-09-14")]
    ['2020-05', '2020-09-11']
    """
    places = [i for i, word in enumerate(words) if word != ","]  # "May 3, 2017" is a date with a comma inside
    lower = [words[i].lower().strip(",.") for i in places]
    today = _date(published)
    found: list[When] = []
    i = 0
    while i < len(lower):
        hit = _calendar(lower, i, lexicon, today) or _bounded(lower, i, lexicon, today)
        if hit:
            found.append(_placed(_opened(lower, hit, lexicon), places))
            i = hit.last
        else:
            i += 1
    return found


def _placed(when: When, places: list[int]) -> When:
    return When(places[when.first], places[when.last - 1] + 1, when.value)


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _opened(words: list[str], when: When, lexicon: Lexicon) -> When:
    """ "since 2012" is 2012 and after."""
    if when.first and words[when.first - 1] in lexicon("time", "since"):
        return When(when.first - 1, when.last, f"{when.value}/..")
    return when


def _calendar(words: list[str], i: int, lexicon: Lexicon, today: dt.date | None) -> When | None:
    """Month with day and year in any usual order, a year, an ISO date."""
    months = lexicon.table("time", "months")
    if _ISO.fullmatch(words[i]):
        return When(i, i + 1, words[i])
    after = words[i + 1] if i + 1 < len(words) else ""
    day = _DAY.fullmatch(words[i])
    if day and after in months:
        year = next((word for word in words[i + 2 : i + 3] if _YEAR.fullmatch(word)), None)
        if not year and today is None:
            return None
        return When(i, i + 2 + bool(year), _dated(months[after], int(day.group(1)), year, today))
    if words[i] in months:
        day = _DAY.fullmatch(after)
        rest = words[i + 1 + bool(day) : i + 4]
        year = next((word for word in rest[:2] if _YEAR.fullmatch(word)), None) if day else (after if _YEAR.fullmatch(after) else None)
        if not year and (today is None or (not day and words[i] in lexicon("time", "ambiguous"))):
            return None
        return When(i, i + 1 + bool(day) + bool(year), _dated(months[words[i]], int(day.group(1)) if day else None, year, today))
    if _YEAR.fullmatch(words[i]):
        return When(i, i + 1, words[i])
    return None


def _dated(month: int, day: int | None, year: str | None, today: dt.date | None) -> str:
    """Without a year: the nearest such month, at most four months ahead of the article. A day that the month does not
    have is left out."""
    if year is None and today is not None:
        ahead = (month - today.month) % 12
        years = (today.month - 1 + (ahead if ahead <= AHEAD else ahead - 12)) // 12
        year = str(today.year + years)
    last = monthrange(int(year), month)[1] if year else 31
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day and day <= last else "")


def _bounded(words: list[str], i: int, lexicon: Lexicon, today: dt.date | None) -> When | None:
    """A relative time, where it falls into the years that a calendar date can have."""
    if today is None:
        return None
    try:
        when = _relative(words, i, lexicon, today)
    except (OverflowError, ValueError):
        return None
    return when if when is None or (when.value[:4].isdecimal() and when.value[4:5] in {"", "-"} and int(when.value[:4]) > 0) else None


def _relative(words: list[str], i: int, lexicon: Lexicon, today: dt.date) -> When | None:
    days, weekdays, units = (lexicon.table("time", name) for name in ("days", "weekdays", "units"))
    if words[i] in days:
        return When(i, i + 1, (today + dt.timedelta(days=days[words[i]])).isoformat())
    direction = _direction(words[i], lexicon)
    after = words[i + 1] if i + 1 < len(words) else ""
    if words[i] in weekdays:
        return When(i, i + 1, _weekday(today, weekdays[words[i]], 0).isoformat())
    if direction is not None and after in weekdays:
        return When(i, i + 2, _weekday(today, weekdays[after], direction).isoformat())
    if direction is not None and after in units:
        return When(i, i + 2, _unit(today, units[after], direction))
    return _ago(words, i, lexicon, today)


def _ago(words: list[str], i: int, lexicon: Lexicon, today: dt.date) -> When | None:
    numbers, units = lexicon.table("time", "numbers"), lexicon.table("time", "units")
    amount = int(words[i]) if words[i].isdecimal() and len(words[i]) < 4 else numbers.get(words[i])
    if amount is None or i + 2 >= len(words) or words[i + 2] not in lexicon("time", "ago"):
        return None
    unit = units.get(words[i + 1])
    return When(i, i + 3, _unit(today, unit, -amount)) if unit else None


def _direction(word: str, lexicon: Lexicon) -> int | None:
    for name, direction in (("past", -1), ("present", 0), ("future", 1)):
        if word in lexicon("time", name):
            return direction
    return None


def _weekday(today: dt.date, day: int, direction: int) -> dt.date:
    """The last such day up to the article's, unless the text says that it is to come."""
    ahead = (day - today.weekday()) % 7
    if direction > 0:
        return today + dt.timedelta(days=ahead or 7)
    back = (today.weekday() - day) % 7
    return today - dt.timedelta(days=back or (7 if direction < 0 else 0))


def _unit(today: dt.date, unit: str, shift: int) -> str:
    if unit == "year":
        return str(today.year + shift)
    if unit in {"month", "quarter"}:
        months = today.year * 12 + today.month - 1 + shift * (3 if unit == "quarter" else 1)
        return f"{months // 12}-{months % 12 + 1:02d}"
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"
    return (today + dt.timedelta(days=shift)).isoformat()
