"""Commands that show a graph: in the formats of other tools, and as a page."""

from __future__ import annotations

import getpass
import shutil
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.cli.options import BUILT, Folder, app
from kg.errors import ExportError, ServerError
from kg.graph import PAGE, SUFFIXES, Graph, formats
from kg.graph import open as open_graph
from kg.stores import is_address

FOLDERS = ("csv", "neo4j")
"""The formats that are several files."""

_SUFFIX = {**{name: suffix for suffix, name in SUFFIXES.items()}, "rdf12": ".rdf12.ttl", "yed": ".yed.graphml"}


@app.command(short_help="Write a graph in another format.")
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(formats())}.")],
    graph: Folder = BUILT,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="PATH", help="A file, or a folder to put it in.")] = None,
    merge: Annotated[bool, typer.Option("--merge", help="One edge a pair of nodes instead of one a fact.")] = False,
    uri: Annotated[str | None, typer.Option("--uri", help="With neo4j: the server to push to, bolt://localhost:7687.")] = None,
    user: Annotated[str, typer.Option("--user", envvar="NEO4J_USERNAME", help="With --uri: who logs in.")] = "neo4j",
    password: Annotated[str | None, typer.Option("--password", envvar="NEO4J_PASSWORD", help="With --uri; asked for if not given.")] = None,
    database: Annotated[str | None, typer.Option("--database", help="With --uri: the database, if not the server's own choice.")] = None,
) -> None:
    """Example: kg export -g build gexf -o huawei.gexf

    Write the graph for other tools. Without -o, formats of one file go to standard output; csv and neo4j are folders. With
    --uri, neo4j goes to a running server, and what was retracted since the last push is removed there.
    """
    if format not in formats():
        raise ExportError(f"There is no format {format!r}; choose one of {', '.join(formats())}.")
    if uri is not None:
        _push(graph, format, out, uri, user=user, password=password, database=database)
        return
    to_stream = out is None or str(out) == "-"
    if to_stream and format in FOLDERS:
        server = " (or --uri ADDRESS for a running server)" if format == "neo4j" else ""
        raise ExportError(f"The format {format!r} is a folder of files; say where it goes with -o DIR{server}.")
    with open_graph(graph) as opened:
        if out is None or to_stream:
            _stream(opened, format, merge=merge)
        else:
            terminal.say(terminal.plain(opened.write(_target(out, format), format, merge=merge)))


def _push(folder: str, format: str, out: Path | None, uri: str, *, user: str, password: str | None, database: str | None) -> None:
    """Push to a Neo4j server, telling on standard error how far it is."""
    if format != "neo4j" or out is not None:
        given = f"the format {format!r}" if format != "neo4j" else f"-o {out}"
        raise ExportError(
            f"--uri pushes to a Neo4j server and goes with neither a file nor another format, but {given} was given; leave one out."
        )
    if password is None:
        password = _ask_password(user)
    with open_graph(folder) as opened, terminal.progress() as tell:
        pushed = opened.push(uri, user=user, password=password, database=database, progress=tell)
    terminal.say(terminal.plain(f"pushed     {pushed.nodes} nodes, {pushed.relationships} relationships to {uri}"))
    terminal.say(f"removed    {pushed.removed_nodes} nodes, {pushed.removed_relationships} relationships")


def _ask_password(user: str) -> str:
    if not sys.stdin.isatty():
        raise ExportError("There is no password; set NEO4J_PASSWORD, or give --password.")
    return getpass.getpass(f"Password of {user}: ")


def _stream(graph: Graph, format: str, *, merge: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = graph.write(Path(folder) / "graph", format, merge=merge)
        sys.stdout.flush()
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _target(out: Path, format: str) -> Path:
    """The file or folder that an export goes to: in a folder that is there, a name of its own."""
    if not out.is_dir():
        return out
    return out / (format if format in FOLDERS else f"graph{_SUFFIX[format]}")


@app.command(short_help="Open the page of a graph.")
def view(graph: Folder = BUILT) -> None:
    """Example: kg view -g build

    Open the page in the browser, and print where it lies.
    """
    with open_graph(graph) as opened:
        if opened.folder is None:
            raise ExportError(f"The graph at {graph} has no folder for its page; write one from Python with graph.write('graph.html').")
        path = opened.folder / PAGE
        if not path.exists():
            opened.draw()
    terminal.say(terminal.plain(path))
    webbrowser.open(path.resolve().as_uri())


@app.command(short_help="Serve a graph: page, SPARQL endpoint, query editor.")
def serve(
    graph: Folder = BUILT,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free.")] = 8000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="What a query may take.")] = 30,
    memory: Annotated[int, typer.Option("--memory", min=16, metavar="MB", help="What a query may take.")] = 1024,
    cors: Annotated[list[str] | None, typer.Option("--cors", metavar="ORIGIN", help="A site whose pages may read, or *.")] = None,
) -> None:
    """Example: kg serve -g build

    Serve the picture, a SPARQL 1.1 endpoint that only reads, a query editor, and a page for each article, entity and fact, until
    Ctrl-C. A build that runs meanwhile disturbs nothing; what it has read is served when it is done.
    """
    from kg.server.pool import Limits
    from kg.server.run import serve as serving  # loads the web server, which no other command needs

    if is_address(graph):
        raise ServerError(f"{graph} is served already: ask it there, or give the folder of a graph.")
    with open_graph(graph):
        pass  # says in its own words what is wrong with the folder
    limits = Limits(seconds=timeout, megabytes=memory)
    serving(
        Path(graph),
        host=host,
        port=port,
        limits=limits,
        origins=cors or (),
        tell=lambda address: terminal.say(f"Serving {address}  (Ctrl-C stops)"),
    )
