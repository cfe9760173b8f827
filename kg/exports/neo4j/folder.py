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
from kg.exports.neo4j.tables import ENTITIES, SEPARATOR, Cell, Row, Table, records
from kg.model import Article, Fact

_FORMULA = re.compile(r"[ \t\r\n']*[=+@-]")
_SUSPECT = re.compile("\"[ \t\r\n'=+@-]")
_NOTHING = "\x1e"  # stands for an empty cell while a line is put together; texts are cleaned of it


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path) -> None:
    """Write tables, scripts, style sheet and `README.md` into the folder; the facts may be a stream in any order.

    A relationship table of an earlier export whose type no longer occurs is removed; other files are left alone.

    Raises:
        ExportError: the place cannot be written to, or is a file.
    """
    lines = _Lines()
    with Spool((record for fact in facts for record in records(fact, articles)), keep=lines.line) as spool:
        tables = spool.tables()
        write_folder(path, ((table.file, lines.under(table, content)) for table, content in spool.sorted()))
    empty = [table for table in tables if table.file not in lines.written]
    files = {
        "load.cypher": script(tables, lines.classes, lines.guarded),
        "after-import.cypher": after_import(tables, lines.guarded),
        "README.md": readme(tables),
        "style.grass": style_sheet(lines.classes),
        "n10s.cypher": N10S,
    }
    write_folder(path, [*((table.file, lines.under(table, ())) for table in empty), *((name, [text]) for name, text in files.items())])
    for stale in sorted(path.glob("rel-*.csv")):
        if stale.name not in lines.written:
            stale.unlink()


class _Lines:
    """How rows become lines of CSV, and what was seen on the way: which tables, classes, and guarded columns."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.classes: set[str] = set()
        self.guarded: set[tuple[str, str]] = set()

    def under(self, table: Table, content: Iterable[str]) -> Iterator[str]:
        """The lines of the table, header first."""
        self.written.add(table.file)
        yield ",".join(table.columns) + "\n"
        yield from content

    def line(self, table: Table, row: Row) -> str:
        """The row as a line."""
        if table is ENTITIES:
            self.classes.add(node_label(str(row[2] or "")))
        line = '"' + '","'.join([cell if cell.__class__ is str else _plain(cell) for cell in row]) + '"'
        # Most rows have no text that needs a hand, and to find that out of all their cells at once is much quicker.
        if line.count('"') != 2 * len(row) or "\\" in line or _SUSPECT.search(line):
            return csv_row([self._safe(table, place, cell) if isinstance(cell, (str, list)) else cell for place, cell in enumerate(row)])
        return line.replace(f'"{_NOTHING}"', "") + "\n"

    def _safe(self, table: Table, place: int, value: str | list[str]) -> str:
        """The text of a cell: lists joined, backslashes doubled, never a formula."""
        text = SEPARATOR.join(value) if isinstance(value, list) else value
        if _FORMULA.match(text):
            self.guarded.add((table.file, table.columns[place]))
            text = f"'{text}"
        return text.replace("\\", "\\\\")


def _plain(cell: Cell) -> str:
    """The words of a cell, before quotes."""
    if cell is None:
        return _NOTHING
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return SEPARATOR.join(cell) if isinstance(cell, list) else str(cell)


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
