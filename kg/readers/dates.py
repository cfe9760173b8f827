"""Dates as articles write them, to ISO 8601.

Numbers alone in another order ("09-12-2020") say one thing in London and another in New York: they give no date. The names
of months come from the Unicode CLDR, through Babel.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel.dates import get_month_names

_LOCALES = ("en", "en_GB", "nl")
_ISO = re.compile(r"(?P<year>\d{4})(?P<dash>[-/]?)(?P<month>\d{2})(?P=dash)(?P<day>\d{2})(?!\d)(?:[T ].*)?")
_WEEKDAY = r"(?:[^\W\d]{2,10}\.?,? )?"
_DAY_FIRST = re.compile(_WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[^\W\d]{3,9})\.?,?[ -](?P<year>\d{4})(?!\d)(?P<rest>.*)")
_MONTH_FIRST = re.compile(_WEEKDAY + r"(?P<name>[^\W\d]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?!\d)(?P<rest>.*)")
_TIME = re.compile(r"(?:[ ,T]*(?:at|om|-|–|\|)? ?\d{1,2}[:.]\d{2}.{0,30})?")


def iso_date(value: str | None) -> str | None:
    """Return the day that a value begins with, in ISO 8601 and as its writer counted it, or None where it is no date.

    >>> [iso_date(v) for v in ("2020-09-12T23:30:00+02:00", "Sat, 12 Sep 2020 10:00:00 GMT", "12 september 2020", "Sept. 12, 2020")]
    ['2020-09-12', '2020-09-12', '2020-09-12', '2020-09-12']
    >>> iso_date("09/12/2020") is None
    True
    """
    if value is None:
        return None
    value = " ".join(value[:100].split())
    if match := _ISO.match(value):
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    match = _DAY_FIRST.match(value) or _MONTH_FIRST.match(value)
    month = _months().get(match["name"].casefold()) if match else None
    return _day(int(match["year"]), month, int(match["day"])) if match and month else None


def is_date_line(value: str) -> bool:
    """True where a line holds a date, perhaps with a time, and nothing else.

    >>> is_date_line("Zaterdag 12 september 2020, 10:15"), is_date_line("12 september 2020 was a Saturday")
    (True, False)
    """
    if len(value) > 60 or iso_date(value) is None:
        return False
    match = _DAY_FIRST.fullmatch(value) or _MONTH_FIRST.fullmatch(value)
    return bool(_TIME.fullmatch(match["rest"])) if match else _ISO.fullmatch(value) is not None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {
        name.casefold().rstrip("."): number
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }
