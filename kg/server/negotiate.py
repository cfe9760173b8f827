"""Which of the formats that we have a client likes best: the `Accept` header of RFC 9110, section 12.5.1.

A more specific range counts before a less specific one, whatever their order; among formats that are liked equally, the
first of ours is taken. Parameters of media types other than `q` are left aside, since none of our formats differ in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_RANGE = re.compile(r"(?P<type>[\w!#$&^.+*-]+)/(?P<subtype>[\w!#$&^.+*-]+)", re.ASCII)
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that the header likes best, or None where it accepts none of them; without a header the first.

    >>> choose("text/csv;q=0.5, application/*", ["application/json", "text/csv"])
    'application/json'
    >>> choose("text/*, text/csv;q=0", ["application/json", "text/csv"]) is None
    True
    """
    ranges = _ranges(accept) or {"*/*": 1.0}
    liked = [(_weight(media, ranges), -place, media) for place, media in enumerate(offered)]
    weight, _, media = max(liked, default=(0.0, 0, ""))
    return media if weight > 0 else None


def _weight(media: str, ranges: dict[str, float]) -> float:
    kind = media.partition("/")[0]
    return next((ranges[span] for span in (media, f"{kind}/*", "*/*") if span in ranges), 0.0)


def _ranges(accept: str) -> dict[str, float]:
    """The weight of each media range; what is not well formed is left out, as RFC 9110 leaves it to us."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        span, *parameters = (piece.strip() for piece in part.split(";"))
        if not _RANGE.fullmatch(span):
            continue
        weights = [value.strip() for name, _, value in (one.partition("=") for one in parameters) if name.strip().lower() == "q"]
        if all(_WEIGHT.fullmatch(weight) for weight in weights):
            ranges[span.lower()] = max(float(weights[0]) if weights else 1.0, ranges.get(span.lower(), 0.0))
    return ranges
