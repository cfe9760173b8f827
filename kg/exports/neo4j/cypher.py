"""The Cypher that puts rows into Neo4j: the script beside the tables, and the statements that a push sends.

Constraints and indexes come first, or every MERGE would scan. A MERGE is on ids alone and the rest is set after it, and a
fact's id is part of its relationship, so that running it twice changes nothing. `CALL (row) { ... } IN TRANSACTIONS` needs
Neo4j 5.23 or later and keeps memory bounded. The only names that get into Cypher are file names, labels and types made of
letters, digits and underscores; whatever an article says stays in the tables or travels as a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from kg.exports.neo4j.tables import FIXED, Table

BATCH = 5000
GUARDED = r"(?s)'[ \\t\\r\\n']*[=+@-].*"
"""As Cypher writes it: a text that has an apostrophe in front, lest a spreadsheet take it for a formula."""

_CONVERSIONS = {"int": "toInteger", "double": "toFloat", "boolean": "toBoolean", "date": "date"}
_INDEXES = {
    "entity_name": "INDEX {} IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "claim_relation": "INDEX {} IF NOT EXISTS FOR (n:Claim) ON (n.relation)",
    "claim_fact": "INDEX {} IF NOT EXISTS FOR (n:Claim) ON (n.fact)",
    "article_published": "INDEX {} IF NOT EXISTS FOR (n:Article) ON (n.published)",
    "entity_names": "FULLTEXT INDEX {} IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]",
    "sentence_text": "FULLTEXT INDEX {} IF NOT EXISTS FOR (n:Sentence) ON EACH [n.text]",
}

Cells = Callable[[str], str]
"""From a column to the expression that reads its cell."""


def schema() -> list[str]:
    """The statements that make the constraints and indexes, each once whatever is there."""
    nodes = [table.name for table in FIXED if not table.ends]
    constraints = [f"CREATE CONSTRAINT {name.lower()}_id IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE" for name in nodes]
    return [*constraints, *(f"CREATE {text.format(name)}" for name, text in _INDEXES.items())]


def script(tables: Sequence[Table], classes: Iterable[str], guarded: Collection[tuple[str, str]] = ()) -> str:
    """The script that loads the tables with `LOAD CSV`, as often as one likes; `guarded` are the file and column of cells with a guard."""
    head = "// Loads the tables of this folder; see README.md. Running it again changes nothing."
    loads = (_load(table, sorted(classes), {column for file, column in guarded if file == table.file}) for table in tables)
    return "\n".join([head, _schema(), *loads])


def after_import(tables: Sequence[Table], guarded: Collection[tuple[str, str]]) -> str:
    """What is left to do after `neo4j-admin database import`, which makes no constraints and takes no guards off."""
    head = "// Run once after neo4j-admin database import full; see README.md."
    offs = (_off(table, column) for table in tables for column in table.columns if (table.file, column) in guarded)
    return "\n".join([head, _schema(), *(line for line in offs if line)])


def merge(table: Table, cell: Cells) -> str:
    """The clauses that write one `row` of the table."""
    sets = [f"{{0}}.{_property(column)} = {cell(column)}" for column in table.properties if column not in ("id", "madeBy")]
    if table.ends:
        start, end = table.columns[:2]
        fact = "id" in table.properties
        to = "Entity|Value" if table.ends[1] == "Entity" else table.ends[1]  # an amount stands where an entity may
        ends = f"  MATCH (a:{table.ends[0]} {{id: {cell(start)}}})\n  MATCH (b:{to} {{id: {cell(end)}}})\n"
        clause = f"{ends}  MERGE (a)-[r:{table.name}{' {id: ' + cell('id') + '}' if fact else ''}]->(b)"
    else:
        fact = True
        clause = f"  MERGE (n:{table.name} {{id: {cell(table.columns[0])}}})"
    name = "r" if table.ends else "n"
    made = f"\n  ON CREATE SET {name}.madeBy = {cell('madeBy')}" if fact else ""
    return clause + made + (f"\n  SET {', '.join(sets).format(name)}" if sets else "")


def _schema() -> str:
    return "\n".join([*(f"{statement};" for statement in schema()), "CALL db.awaitIndexes(300);", ""])


def _load(table: Table, classes: Sequence[str], guarded: Collection[str]) -> str:
    body = merge(table, lambda column: _csv(column, column in guarded))
    if table.name == "Entity" and classes:
        body += f"\n  REMOVE n:{':'.join(classes)}"
        body += "".join(
            f"\n  FOREACH (once IN CASE row.`:LABEL` WHEN 'Entity;{name}' THEN [1] ELSE [] END | SET n:{name})" for name in classes
        )
    return f"LOAD CSV WITH HEADERS FROM 'file:///{table.file}' AS row\nCALL (row) {{\n{body}\n}} IN TRANSACTIONS OF {BATCH} ROWS;\n"


def _csv(column: str, guarded: bool) -> str:
    """The Cypher expression that reads a cell as what its header says; the empty cell is null in every case."""
    kind = column.partition(":")[2]
    cell = f"row.`{column}`"
    if guarded:
        cell = f'substring({cell}, toInteger({cell} =~ "{GUARDED}"))'
    if kind.endswith("[]"):
        return f"split({cell}, ';')"
    return f"{_CONVERSIONS[kind]}({cell})" if kind in _CONVERSIONS else cell


def _off(table: Table, column: str) -> str:
    """The statement that takes the guards off one property; ends of relationships are matched by then, and keep nothing."""
    if column.startswith(":"):
        return ""
    name = _property(column)
    match, value = ("()-[x:{0}]->()" if table.ends else "(x:{0})").format(table.name), f"x.{name}"
    if column.endswith("[]"):
        return f'MATCH {match} WHERE {value}[0] =~ "{GUARDED}" SET {value} = [substring({value}[0], 1)] + {value}[1..];'
    return f'MATCH {match} WHERE {value} =~ "{GUARDED}" SET {value} = substring({value}, 1);'


def _property(column: str) -> str:
    return column.partition(":")[0]
