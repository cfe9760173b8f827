"""The Cypher script and the instructions that go with the tables for Neo4j.

Constraints come first, or every MERGE would scan. `CALL (row) { ... } IN TRANSACTIONS` needs Neo4j 5.23 or later and keeps
memory bounded. The only names that get into the script are file names, labels and types made of letters, digits and
underscores; whatever an article says stays in the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BATCH = 5000
_CONVERSIONS = {"int": "toInteger", "double": "toFloat", "boolean": "toBoolean", "date": "date"}


@dataclass(frozen=True, slots=True)
class Table:
    """One file: nodes of a label, or relationships of a type between nodes of two labels."""

    file: str
    name: str  # the label, or the type
    columns: tuple[str, ...]
    ends: tuple[str, str] | None = None  # labels of start and end, for relationships


def script(tables: Sequence[Table], classes: Iterable[str]) -> str:
    """The script that loads the tables with `LOAD CSV`, as often as one likes."""
    nodes = [table for table in tables if not table.ends]
    constraints = (
        f"CREATE CONSTRAINT {table.name.lower()}_id IF NOT EXISTS FOR (n:{table.name}) REQUIRE n.id IS UNIQUE;" for table in nodes
    )
    names = "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);"
    head = "// Loads the tables of this folder; see README.md. Running it again changes nothing."
    loads = (_nodes(table, classes) if not table.ends else _relationships(table) for table in tables)
    return "\n".join([head, *constraints, names, "CALL db.awaitIndexes(300);", "", *loads])


def readme(tables: Sequence[Table]) -> str:
    """What the folder holds and the two ways to load it."""
    nodes = " ".join(f"--nodes={table.file}" for table in tables if not table.ends)
    relationships = " ".join(f"--relationships={table.file}" for table in tables if table.ends)
    return _README.format(nodes=nodes, relationships=relationships)


def _nodes(table: Table, classes: Iterable[str]) -> str:
    sets = ", ".join(f"n.{_property(column)} = {_value(column)}" for column in table.columns if not column.startswith((":", "id:")))
    body = f"  MERGE (n:{table.name} {{id: row.`{table.columns[0]}`}})\n  SET {sets}"
    if table.name == "Entity":
        case = "\n  FOREACH (once IN CASE row.`:LABEL` WHEN 'Entity;{0}' THEN [1] ELSE [] END | SET n:{0})"
        body += "".join(case.format(name) for name in classes)
    return _load(table, body)


def _relationships(table: Table) -> str:
    start, end = table.columns[:2]
    values = table.columns[2:-1]
    key = " {id: row.`id`}" if "id" in values else ""
    sets = ", ".join(f"r.{_property(column)} = {_value(column)}" for column in values if column != "id")
    body = (
        f"  MATCH (a:{_labels(start)} {{id: row.`{start}`}})\n  MATCH (b:{_labels(end)} {{id: row.`{end}`}})\n"
        f"  MERGE (a)-[r:{table.name}{key}]->(b)"
    )
    return _load(table, f"{body}\n  SET {sets}" if sets else body)


def _load(table: Table, body: str) -> str:
    return f"LOAD CSV WITH HEADERS FROM 'file:///{table.file}' AS row\nCALL (row) {{\n{body}\n}} IN TRANSACTIONS OF {BATCH} ROWS;\n"


def _labels(column: str) -> str:
    """The label expression of an end; an amount stands where an entity may."""
    space = re.sub(r".*\((\w+)\)", r"\1", column)
    return "Entity|Value" if space == "Entity" else space


def _property(column: str) -> str:
    return column.partition(":")[0]


def _value(column: str) -> str:
    """The Cypher expression that reads a cell as what its header says; the empty cell is null in every case."""
    kind = column.partition(":")[2]
    cell = f"nullIf(row.`{column}`, '')"
    if kind.endswith("[]"):
        return f"coalesce(split({cell}, ';'), [])"
    return f"{_CONVERSIONS[kind]}({cell})" if kind in _CONVERSIONS else cell


_README = """\
# Facts for Neo4j

Entities are `:Entity` nodes with a label for their class, amounts are `:Value` nodes. A relationship between them stands
for a fact that an article asserts in its own voice. Everything that the sentences say, also what is denied, planned,
possible, or said by a party, is a `:Claim` with its `:Sentence` and `:Article`.

There are two ways to load the tables of this folder. Both need Neo4j 5.23 or later and no plug-in.

## Into a new, empty database, fast

Stop the database and run in this folder:

    neo4j-admin database import full neo4j --overwrite-destination {nodes} {relationships}

Then run the lines of `load.cypher` that begin with `CREATE`, for the constraints and the index.

## Into a running database, as often as you like

Copy the files to the server's `import` folder and run there:

    cypher-shell -u neo4j -f load.cypher

In Neo4j Browser, put `:auto ` before each `LOAD CSV`.

## A first question

    MATCH (c:Claim)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o), (c)-[:FROM_SENTENCE]->(t:Sentence)-[:PART_OF]->(a:Article)
    WHERE c.relation = 'sanctions'
    RETURN s.name, c.standing, o.name, t.text, a.source, a.published ORDER BY a.published

A backslash in the text is written as a full-width one, line breaks and control characters as spaces, and a semicolon
inside a list as a comma.
"""
