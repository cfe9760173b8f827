"""JSON and JSON lines: schema.org's NewsArticle, and the plainer objects that people and services write.

An article is any object with a text; lists, `@graph` and other wrappers around articles are walked in order, without recursion.
The keys that are known stand in `draft.FIELDS` and `TEXTS`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import InputError
from kg.readers.decode import decode
from kg.readers.draft import FIELDS, Draft, described
from kg.readers.markup import has_markup, plain

TEXTS = ("articleBody", "text", "body", "content", "content_text", "content_html")

_VALUES = ("@value", "value", "name", "alternateName", "url", "@id")


def read(data: bytes) -> Iterator[Draft]:
    """Yield the articles of a JSON document; one that is really JSON lines is read as such.

    Raises:
        InputError: it is no JSON, or holds no article.
    """
    text = decode(data)
    try:
        document = _parsed(text)
    except InputError:
        if not _opens_with_object(text):
            raise
        yield from _lines(text)
        return
    drafts = list(_articles(document))
    if not drafts:
        raise InputError(f"no object in it has a text; give one of the keys {', '.join(TEXTS)}")
    yield from drafts


def read_lines(data: bytes) -> Iterator[Draft]:
    """Yield the articles of JSON lines, one object a line.

    Raises:
        InputError: at the end, after every good line, where some lines are no JSON or hold no article.
    """
    yield from _lines(decode(data))


def _lines(text: str) -> Iterator[Draft]:
    bad: list[int] = []
    total = 0
    for number, row in enumerate(text.split("\n"), start=1):
        if not row.strip():
            continue
        total += 1
        try:
            drafts = list(_articles(_parsed(row)))
        except InputError:
            drafts = []
        if not drafts:
            bad.append(number)
        yield from drafts
    if bad:
        raise InputError(f"{len(bad)} of {total} lines hold no article as JSON, the first is line {bad[0]}; mend or drop them")


def _opens_with_object(text: str) -> bool:
    """True where the first of several lines is JSON by itself."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest.strip()) and isinstance(_parsed(first), dict)
    except InputError:
        return False


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"it is not JSON (line {error.lineno}, column {error.colno}); mend it there") from error
    except ValueError as error:
        raise InputError("it holds a number with more digits than are read; write it as a string") from error
    except RecursionError as error:
        raise InputError("its JSON is nested too deeply; give the articles as a list of objects") from error


def _articles(document: Any) -> Iterator[Draft]:
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            text = next((found for key in TEXTS if (found := _text(value.get(key)))), None)
            if text is None:
                waiting.extend(inner for inner in reversed(value.values()) if isinstance(inner, (list, dict)))
            else:
                yield described(plain(text) if has_markup(text) else text, _metadata(value))


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) and value.strip() else None


def _metadata(value: Mapping[str, Any]) -> dict[str, str]:
    keys = {key for names in FIELDS.values() for key in names}
    return {key: found for key in keys if (found := _string(value.get(key)))}


def _string(value: Any) -> str | None:
    """Return a value as one string: itself, the first of a list, or the name of an object."""
    for _ in range(4):  # a list of objects of values; deeper is nobody's name
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value) if abs(value) < 10**18 else None
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[key] for key in _VALUES if value.get(key)), None)
    return None
