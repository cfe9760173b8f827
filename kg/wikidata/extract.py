"""A user's extract of Wikidata: items with names by language and types, read as a stream, whatever its size.

Two forms. A table of tabs (`.tsv`), with a heading of `id`, `type` and any of `label@en`, `alias@en`, `label`, `alias`; several
names or types in a cell are divided by `|`. Or JSON, an object a line (`.jsonl`, `.ndjson`, `.json`): `id`, `type`, `labels` and
`aliases` by language; the JSON of Wikidata's own dumps is such a form, with `claims.P31` for the type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError

_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9][0-9]*)")
_COLUMN = re.compile(r"(label|alias)(?:[@_]([A-Za-z-]+))?")
_LONGEST = 1 << 24
"""Characters of a line at most; the items of Wikidata stay below a few million."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its id ("Q160120"), names, and types as the extract has them (ids or words)."""

    id: str
    names: tuple[str, ...]
    types: tuple[str, ...] = ()


def read(path: Path) -> Iterator[Item]:
    """The items of a file, one at a time; lines that hold no item of Wikidata are passed over.

    Raises:
        InputError: the file cannot be read, or a line of it is in neither form.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = _lines(file.readline, path)
            yield from (_table(lines, path) if path.suffix.lower() in {".tsv", ".tab"} else _objects(lines, path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The extract {str(path)!r} cannot be read ({error}); give a file in UTF-8.") from error


def _lines(readline: Callable[[int], str], path: Path) -> Iterator[tuple[int, str]]:
    number = 0
    while line := readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST:
            raise InputError(f"Line {number} of {path.name} has more than {_LONGEST:,} characters; give one item a line.")
        yield number, line.rstrip("\r\n")


def _table(lines: Iterator[tuple[int, str]], path: Path) -> Iterator[Item]:
    heads = next(lines, (1, ""))[1].split("\t")
    names = [number for number, head in enumerate(heads) if _COLUMN.fullmatch(head.strip())]
    if "id" not in heads or not names:
        raise InputError(
            f"The heading of {path.name} is {heads!r}; it needs a column id, and label@en or others of the kind, divided by tabs."
        )
    place, kind = heads.index("id"), heads.index("type") if "type" in heads else None
    for number, line in lines:
        cells = line.split("\t")
        if not line.strip():
            continue
        if len(cells) > len(heads) or len(cells) <= place:
            raise InputError(
                f"Line {number} of {path.name} has {len(cells)} cells and the heading {len(heads)}; divide them by single tabs."
            )
        given = (name for column in names if column < len(cells) for name in cells[column].split("|"))
        item = _item(cells[place], given, cells[kind].split("|") if kind is not None and kind < len(cells) else ())
        if item:
            yield item


def _objects(lines: Iterator[tuple[int, str]], path: Path) -> Iterator[Item]:
    for number, line in lines:
        text = line.strip().rstrip(",")
        if text in {"", "[", "]"}:  # a dump is one array, an item a line
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError(f"Line {number} of {path.name} is no JSON ({error}); give one object a line.") from error
        if not isinstance(row, dict):
            raise InputError(f"Line {number} of {path.name} is no JSON object; give one with id, labels and type.")
        names = (name for field in ("label", "labels", "aliases") for name in _texts(row.get(field)))
        item = _item(row.get("id"), names, [*_texts(row.get("type")), *_texts(row.get("types")), *_instances(row.get("claims"))])
        if item:
            yield item


def _item(id: object, names: Iterable[str], types: Iterable[str]) -> Item | None:
    found = _ITEM.fullmatch(id.strip()) if isinstance(id, str) else None
    kept = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    return Item(found[1], kept, tuple(_type(kind.strip()) for kind in types if kind.strip())) if found and kept else None


def _type(text: str) -> str:
    found = _ITEM.fullmatch(text)
    return found[1] if found else text


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value: a string, a list, an object by language, {"language": ..., "value": ...}."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        if isinstance(value.get("value"), str):
            yield value["value"]
        else:
            for part in value.values():
                yield from _texts(part)


def _instances(claims: Any) -> Iterator[str]:
    """The classes that a dump's item is an instance of."""
    for claim in claims.get("P31", []) if isinstance(claims, dict) else []:
        try:
            yield str(claim["mainsnak"]["datavalue"]["value"]["id"])
        except (KeyError, TypeError):
            continue  # "unknown value" and the like name no class
