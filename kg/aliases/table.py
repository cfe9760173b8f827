"""Names of the user's own as a table: CSV with a heading, divided by commas, semicolons or tabs (RFC 4180)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from kg.aliases.statements import LONGEST, Mistake, Statement, What

COLUMNS = ("what", "name", "entity", "type", "language", "article", "wikidata")
WHATS: dict[str, What] = {"entity": "entity", "alias": "alias", "same": "same", "different": "different"}
WIKIDATA = "http://www.wikidata.org/entity/"

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_ITEM = re.compile(r"Q[1-9][0-9]*")


def read(text: str) -> tuple[list[Statement], list[Mistake]]:
    """The statements of a table, in order, and what is wrong with other lines; empty lines and those that begin with # say nothing.

    >>> read("what,name,entity\\nalias,Umbra,Umbra Holdings\\n")[0][0].entity
    'Umbra Holdings'
    """
    mistakes: list[Mistake] = []
    return list(_statements(text, mistakes)), mistakes


def _statements(text: str, mistakes: list[Mistake]) -> Iterator[Statement]:
    lines = text.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if start is None:
        return
    mark = max(",;\t", key=lines[start].count)
    rows = csv.reader(lines[start:], delimiter=mark)
    try:
        heads = [cell.strip().lower() for cell in next(rows)]
        if wrong := _heading(heads):
            mistakes.append(Mistake(start + 1, wrong))
            return
        before = rows.line_num
        for row in rows:
            line, before = start + before + 1, rows.line_num
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            given = dict(zip(heads, cells, strict=False))
            wrong = _row(given, len(cells) > len(heads) and any(cells[len(heads) :]))
            if wrong:
                mistakes.append(Mistake(line, wrong))
            else:
                yield _statement(line, given)
    except csv.Error as error:
        mistakes.append(
            Mistake(start + rows.line_num, f"this is no line of a table ({error}); put a cell that holds marks in double quotes")
        )


def _heading(heads: list[str]) -> str:
    missing = [name for name in ("what", "name", "entity") if name not in heads]
    strange = [name for name in heads if name and name not in COLUMNS]
    if missing or strange or len(set(heads)) < len(heads):
        return (
            f"the heading is {', '.join(heads)!r}, but it needs the columns what, name and entity, and may have type, language, article "
            "and wikidata, each once"
        )
    return ""


def _row(given: dict[str, str], beyond: bool) -> str:
    """What is wrong with a row, "" if nothing is."""

    def cell(name: str) -> str:
        """What stands in a column of the line, "" where it has none."""
        return given.get(name, "")

    if beyond:
        return "it has more cells than the heading; put a name that holds a comma in double quotes"
    if cell("what").lower() not in WHATS:
        return f"{cell('what')!r} is none of entity, alias, same and different; begin the line with one of them"
    if not cell("name"):
        return "it has no name; give one in the column name"
    if not cell("entity") and cell("what").lower() != "entity":
        return f"it does not say whose name {cell('name')!r} is; give a name or an id such as kge:huawei in the column entity"
    if any(len(value) > LONGEST for value in given.values()):
        return f"a cell has more than {LONGEST} characters; shorten it, or close the double quotes that it opens"
    if cell("language") and not _LANGUAGE.fullmatch(cell("language")):
        return f"{cell('language')!r} is no code of a language; give one such as en or nl, or none"
    if cell("wikidata") and not _ITEM.fullmatch(cell("wikidata")):
        return f"{cell('wikidata')!r} is no item of Wikidata; give one such as Q160120"
    if cell("article") and cell("what").lower() != "alias":
        return "only an alias can be meant for one article; leave the column article empty here"
    return ""


def _statement(line: int, given: dict[str, str]) -> Statement:
    item = given.get("wikidata", "")
    return Statement(
        line,
        WHATS[given["what"].lower()],
        given["name"],
        given.get("entity", ""),
        given.get("type", ""),
        given.get("language", ""),
        given.get("article", ""),
        (WIKIDATA + item,) if item else (),
    )
