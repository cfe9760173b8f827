"""A push to a running Neo4j over Bolt: the server then holds this graph, and nothing that an earlier push left.

Rows go in batches, each in a transaction that the driver runs again when the server says that it may (a lost connection, a
deadlock); where the connection is lost at the commit, so that nobody knows whether it was done, we run it again ourselves,
since running it twice is the same as once. Facts that are there already are brought up to date by one statement, whatever
their types; for new ones there is one a type, since a type from a parameter is that of the first row for all of them in
Neo4j 5.26 (neo4j#13597). What the graph no longer says is removed after that: only nodes and relationships that bear
`madeBy`, and an entity only when nothing hangs on it, since the user may have tied nodes of his own to it. What he had
himself stays, and so do labels and properties that he added. A push that broke off is completed by the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from kg.errors import ExportError
from kg.exports.neo4j.cypher import schema
from kg.exports.neo4j.spool import Spool, packed, unpacked
from kg.exports.neo4j.tables import ARTICLES, CLAIMS, ENTITIES, FIXED, MAKER, SENTENCES, SEPARATOR, VALUES, Cell, Row, Table, records
from kg.model import Article, Fact

if TYPE_CHECKING:
    import neo4j

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many rows are done, and how many there are."""

T = TypeVar("T")
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_NEEDED = (5, 26)
_ROWS = 1000
_PATIENCE = 30.0  # seconds over which a transaction is tried again
_COMMITS = 5  # how often one is sent whose commit is not answered


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: rows written (nodes and relationships, new or not), and what it removed."""

    nodes: int
    relationships: int
    removed_nodes: int
    removed_relationships: int


def push(
    facts: Iterable[Fact],
    articles: Mapping[str, Article],
    uri: str,
    *,
    user: str,
    password: str,
    database: str | None = None,
    progress: Progress = lambda step, done, total: None,
) -> Pushed:
    """Make the database hold exactly these facts beside what is the user's own; the facts may be a stream in any order.

    Raises:
        ExportError: the driver is not installed, the server does not answer or refuses, or its data stand in the way.
    """
    with _errors(uri, user), _driver(uri, user, password) as driver:
        _accepted(driver)
        with driver.session(database=database) as session:
            for statement in schema():
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()
            progress("reading the graph", 0, 0)
            with Spool((record for fact in facts for record in records(fact, articles)), keep=packed) as spool:
                nodes, relationships = _write(session, spool, progress)
                progress("removing what was retracted", nodes + relationships, nodes + relationships)
                with driver.session(database=database, default_access_mode="READ") as reading:
                    removed = _remove(session, reading, spool)
    return Pushed(nodes, relationships, *removed)


def _write(session: neo4j.Session, spool: Spool[bytes], progress: Progress) -> tuple[int, int]:
    """Send every row; how many were of nodes, and how many of relationships."""
    total, done, nodes = spool.count(), 0, 0
    for table, parts in groupby(spool.sorted(), key=lambda pair: pair[0] if pair[0] in FIXED else None):
        send = _facts if table is None else partial(_links if table.ends else _nodes, table=table)
        for batch in _batches(_parameters(table, row) for table, content in parts for row in map(unpacked, content)):
            _sent(session, partial(send, batch=batch))
            done += len(batch)
            nodes += 0 if table is None or table.ends else len(batch)
            progress(f"writing {table.file.removesuffix('.csv') if table else 'facts'}", done, total)
    return nodes, done - nodes


def _parameters(table: Table, row: Row) -> dict[str, object]:
    """A row as the statements take it: its id or its ends, its label or type, and what is about it."""
    cells = dict(zip(table.columns, row, strict=True))
    about = {column.partition(":")[0]: _typed(column, cells[column]) for column in table.properties if column != "madeBy"}
    if not table.ends:
        return {"id": row[0], "labels": str(row[-1]).split(SEPARATOR), "about": about}
    return {"start": row[0], "end": row[1], "id": about.get("id"), "type": row[-1], "about": about}


def _typed(column: str, value: Cell) -> object:
    return date.fromisoformat(value) if isinstance(value, str) and column.endswith(":date") else value


def _nodes(tx: neo4j.ManagedTransaction, *, table: Table, batch: list[dict[str, object]]) -> None:
    """Nodes; an entity gets the label of its class, in place of that which an earlier push gave it."""
    if table is ENTITIES:
        _run(tx, "MATCH (n:Entity {id: row.id}) WHERE n.type <> row.about.type REMOVE n:$(n.type)", batch)
    labels = ", n:$(row.labels)" if table is ENTITIES else ""
    _run(tx, f"MERGE (n:{table.name} {{id: row.id}}) ON CREATE SET n.madeBy = $maker SET n += row.about{labels}", batch)


def _links(tx: neo4j.ManagedTransaction, *, table: Table, batch: list[dict[str, object]]) -> None:
    start, end = table.ends or ("", "")
    _run(tx, f"{_ends(start, end)} MERGE (a)-[:{table.name}]->(b)", batch)


def _facts(tx: neo4j.ManagedTransaction, *, batch: list[dict[str, object]]) -> None:
    """Facts: those that are there are updated, the others made."""
    ends = _ends("Entity", "Entity")
    update = f"{ends} MATCH (a)-[r {{id: row.id}}]->(b) WHERE type(r) = row.type SET r += row.about RETURN row.id AS id"
    there = {record["id"] for record in tx.run(_unwound(update), rows=batch)}
    for kind, new in _grouped((str(row["type"]), row) for row in batch if row["id"] not in there).items():
        _run(tx, f"{ends} CREATE (a)-[r:{kind}]->(b) SET r = row.about, r.madeBy = $maker", new)


def _ends(start: str, end: str) -> str:
    """The clauses that find both ends; an amount stands where an entity may."""
    return f"MATCH (a:{start} {{id: row.start}}) MATCH (b:{'Entity|Value' if end == 'Entity' else end} {{id: row.end}})"


def _remove(session: neo4j.Session, reading: neo4j.Session, spool: Spool[bytes]) -> tuple[int, int]:
    """Delete what an earlier push made and the graph no longer has; how many nodes, and how many relationships."""
    found = reading.run(_RELATIONSHIPS, maker=MAKER)
    relationships = _delete(session, spool, found, "MATCH ()-[x]->() WHERE elementId(x) = row AND x.madeBy = $maker DELETE x")
    nodes = 0
    for table in (CLAIMS, SENTENCES, ARTICLES, VALUES, ENTITIES):
        found = reading.run(_NODES.format(table.name, table.file), maker=MAKER)
        free = " AND NOT (x)--()" if table is ENTITIES else ""
        nodes += _delete(
            session, spool, found, f"MATCH (x:{table.name}) WHERE elementId(x) = row AND x.madeBy = $maker{free} DETACH DELETE x"
        )
    return nodes, relationships


_RELATIONSHIPS = (
    "MATCH (:Entity)-[r]->(:Entity|Value) WHERE r.madeBy = $maker "
    "RETURN 'rel-' + type(r) + '.csv' AS file, r.id AS key, elementId(r) AS element"
)
_NODES = "MATCH (n:{}) WHERE n.madeBy = $maker RETURN '{}' AS file, n.id AS key, elementId(n) AS element"


def _delete(session: neo4j.Session, spool: Spool[bytes], found: Iterable[neo4j.Record], clause: str) -> int:
    """Delete those found things that the spool does not have; how many went."""
    gone = 0
    for batch in _batches(found):
        stale = []
        for file, things in _grouped((thing["file"], thing) for thing in batch).items():
            missing = set(spool.missing(file, [thing["key"] for thing in things]))
            stale += [thing["element"] for thing in things if thing["key"] in missing]
        if stale:
            counters = _sent(session, partial(_run, clauses=clause, rows=stale))
            gone += counters.nodes_deleted or counters.relationships_deleted
    return gone


def _sent(session: neo4j.Session, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
    """What the transaction gives; one whose commit was never answered is run again, which the driver leaves to us."""
    from neo4j.exceptions import IncompleteCommit

    for _ in range(_COMMITS - 1):
        with suppress(IncompleteCommit):
            return session.execute_write(work)
    return session.execute_write(work)


def _run(tx: neo4j.ManagedTransaction, clauses: str, rows: Sequence[object]) -> neo4j.SummaryCounters:
    return tx.run(_unwound(clauses), rows=rows, maker=MAKER).consume().counters


def _unwound(clauses: str) -> str:
    return f"UNWIND $rows AS row {clauses}"


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, _ROWS)):
        yield batch


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for name, thing in pairs:
        groups.setdefault(name, []).append(thing)
    return groups


def _accepted(driver: neo4j.Driver) -> None:
    """Fail unless the server answers, lets us in, and is new enough."""
    agent = driver.get_server_info().agent
    found = re.fullmatch(r"\w+/(\d+)\.(\d+).*", agent)
    if found and (int(found[1]), int(found[2])) < _NEEDED:
        needed = ".".join(map(str, _NEEDED))
        raise ExportError(f"The server is {agent}, and a push needs {needed} or later; load the tables instead (`kg export neo4j -o DIR`).")


def _driver(uri: str, user: str, password: str) -> neo4j.Driver:
    try:
        from neo4j import GraphDatabase
    except ImportError as error:
        raise ExportError("A push needs Neo4j's own driver for Python; install it with `pip install 'kg[neo4j]'`.") from error
    if urlsplit(uri).scheme not in _SCHEMES:
        raise ValueError(f"it begins with none of {', '.join(_SCHEMES)}")
    return GraphDatabase.driver(
        uri, auth=(user, password), max_transaction_retry_time=_PATIENCE, connection_timeout=10.0, notifications_min_severity="OFF"
    )


@contextmanager
def _errors(uri: str, user: str) -> Iterator[None]:
    """What the driver raises, as one sentence of ours."""
    try:
        from neo4j import exceptions
    except ImportError:
        yield  # the driver's absence is told where it is made
        return
    try:
        yield
    except exceptions.AuthError as error:
        raise ExportError(
            f"The server at {uri} refuses user {user!r} with this password; give what Neo4j Browser takes, with --user and --password."
        ) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        raise ExportError(
            f"No Neo4j server answers at {uri}; start it, or give the address that it prints as 'Bolt enabled on', such as bolt://localhost:7687."
        ) from error
    except (exceptions.ConfigurationError, ValueError) as error:
        raise ExportError(f"{uri!r} is no address of a Neo4j server ({error}); give one such as bolt://localhost:7687.") from error
    except exceptions.Neo4jError as error:
        message = " ".join((error.message or error.code or str(error)).split())
        raise ExportError(f"The server at {uri} does not take the graph: {message}") from error
