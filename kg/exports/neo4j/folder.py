"""The folder that fills a Neo4j database: tables, scripts, a style sheet, and a page that says how.

Cells are exact in Neo4j whatever the text holds: line breaks stay, a backslash is doubled, since `LOAD CSV` and the importer
with `--legacy-style-quoting` take it for an escape, and a text that a spreadsheet would take for a formula has an apostrophe
in front (OWASP, "CSV Injection"), which the scripts take off again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.exports.files import csv_row, write_folder
from kg.exports.neo4j.cypher import after_import, script
from kg.exports.neo4j.names import node_label
from kg.exports.neo4j.spool import Spool
from kg.exports.neo4j.style import N10S, style_sheet
from kg.exports.neo4j.tables import ENTITIES, SEPARATOR, Cell, Row, Table, rows
from kg.model import Article, Fact

_FORMULA = re.compile(r"[ \t\r\n']*[=+@-]")
_SUSPECT = frozenset(" \t\r\n'=+@-")


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path) -> None:
    """Write tables, scripts, style sheet and `README.md` into the folder; the facts may be a stream in any order.

    A relationship table of an earlier export whose type no longer occurs is removed; other files are left alone.

    Raises:
        ExportError: the place cannot be written to, or is a file.
    """
    with Spool(row for fact in facts for row in rows(fact, articles)) as spool:
        tables = spool.tables()
        cells = _Cells()
        write_folder(path, ((table.file, cells.lines(table, content)) for table, content in spool.sorted()))
    empty = [table for table in tables if table.file not in cells.written]
    files = {
        "load.cypher": script(tables, cells.classes, cells.guarded),
        "after-import.cypher": after_import(tables, cells.guarded),
        "README.md": readme(tables),
        "style.grass": style_sheet(cells.classes),
        "n10s.cypher": N10S,
    }
    write_folder(path, [*((table.file, cells.lines(table, ())) for table in empty), *((name, [text]) for name, text in files.items())])
    for stale in sorted(path.glob("rel-*.csv")):
        if stale.name not in cells.written:
            stale.unlink()


class _Cells:
    """How rows become lines of CSV, and what was seen on the way: which tables, classes, and guarded columns."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.classes: set[str] = set()
        self.guarded: set[tuple[str, str]] = set()

    def lines(self, table: Table, content: Iterable[Row]) -> Iterator[str]:
        """The lines of the table, header first."""
        self.written.add(table.file)
        yield ",".join(table.columns) + "\n"
        for row in content:
            if table is ENTITIES:
                self.classes.add(node_label(str(row[2] or "")))
            yield csv_row([self._safe(table, place, cell) if _is_odd(cell) else cell for place, cell in enumerate(row)])

    def _safe(self, table: Table, place: int, value: Cell) -> str:
        """The text of a cell: lists joined, backslashes doubled, never a formula."""
        text = SEPARATOR.join(value) if isinstance(value, list) else str(value)
        if text[:1] in _SUSPECT and _FORMULA.match(text):
            self.guarded.add((table.file, table.columns[place]))
            text = f"'{text}"
        return text.replace("\\", "\\\\")


def _is_odd(cell: Cell) -> bool:
    """Whether a cell may need a hand; most do not, and to find that out is much quicker."""
    return (cell[:1] in _SUSPECT or "\\" in cell) if isinstance(cell, str) else isinstance(cell, list)


def readme(tables: Sequence[Table]) -> str:
    """What the folder holds and the two ways to load it."""
    nodes = " ".join(f"--nodes={table.file}" for table in tables if not table.ends)
    links = " ".join(f"--relationships={table.file}" for table in tables if table.file.startswith("link-"))
    facts = ' "--relationships=rel-.*.csv" --auto-skip-subsequent-headers=true' if any(t.file.startswith("rel-") for t in tables) else ""
    return _README.format(command=f"{_IMPORT} {nodes} {links}{facts}")


_IMPORT = "neo4j-admin database import full neo4j --overwrite-destination --multiline-fields=true --legacy-style-quoting=true"
_README = """\
# Facts for Neo4j

Entities are `:Entity` nodes with a label for their class, amounts are `:Value` nodes. A relationship between them stands
for a fact that an article asserts in its own voice. Everything that the sentences say, also what is denied, planned,
possible, or said by a party, is a `:Claim` with its `:Sentence` and `:Article`.

There are two ways to load the tables of this folder. Both need Neo4j 5.23 or later and no plug-in.

## Into a new, empty database, fast

Stop the database and run in this folder (what the database holds is replaced):

    {command}

Start it, and run once, for the constraints and indexes:

    cypher-shell -u neo4j -f after-import.cypher

## Into a running database, as often as you like

Copy the tables to the server's `import` folder and run:

    cypher-shell -u neo4j -f load.cypher

In Neo4j Browser, put `:auto ` before each `LOAD CSV`. The script adds and updates; `kg export neo4j --uri ...` also removes
what is no longer in the graph.

## A first question

    MATCH (c:Claim)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o), (c)-[:FROM_SENTENCE]->(t:Sentence)-[:PART_OF]->(a:Article)
    WHERE c.relation = 'sanctions'
    RETURN s.name, c.standing, o.name, t.text, a.source, a.published ORDER BY a.published

## The other files

`style.grass` gives Neo4j Browser the colours of `kg view`: drop it on the Browser's window, or paste it after `:style`.
`n10s.cypher` configures the neosemantics plug-in for those who would rather import the RDF (`kg export turtle`).

A control character in a text is a space here, and a semicolon inside a list a comma. A text that begins with `=`, `+`, `-`
or `@` has an apostrophe in front, so that no spreadsheet runs it; the scripts take it off.
"""
