"""The Accept header, case by case."""

from __future__ import annotations

import pytest

from kg.server.negotiate import choose

OURS = ["text/html", "text/turtle", "application/ld+json", "application/json"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/turtle;q=0.3, application/*;q=0.4", "application/ld+json"),
        ("application/json, application/ld+json", "application/ld+json"),  # ours decides among equals
        ("application/*;q=0.5, application/ld+json;q=0", "application/json"),
        ("*/*;q=0.1, text/*;q=0", "application/ld+json"),
        ("text/html;level=1;q=0.2, text/turtle;q=0.3", "text/turtle"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', "application/ld+json"),
        ("text/html;q=0.9,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle;q=0.0001", "text/html"),  # no weight of RFC 9110, so as if nothing were said
        ("nonsense", "text/html"),
        ("image/png", None),
        ("text/html;q=0", None),
        (" text/turtle ; q=1.000 ,", "text/turtle"),
    ],
)
def test_the_format_that_is_liked_best(accept: str, chosen: str | None) -> None:
    assert choose(accept, OURS) == chosen
