"""Commands that show a graph: in the formats of other tools, and as a page."""

from __future__ import annotations

import shutil
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.cli.options import BUILT, Folder, app
from kg.errors import ExportError
from kg.graph import PAGE, SUFFIXES, Graph, formats
from kg.graph import open as open_graph

FOLDERS = ("csv", "neo4j")
"""The formats that are several files."""


@app.command(short_help="Write a graph in another format.")
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(formats())}.")],
    graph: Folder = BUILT,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="PATH", help="A file, or a folder to put it in.")] = None,
) -> None:
    """Example: kg export -g build gexf -o huawei.gexf

    Write the graph for other tools. Without -o, formats of one file go to standard output; csv and neo4j are folders.
    """
    if format not in formats():
        raise ExportError(f"There is no format {format!r}; choose one of {', '.join(formats())}.")
    to_stream = out is None or str(out) == "-"
    if to_stream and format in FOLDERS:
        raise ExportError(f"The format {format!r} is a folder of files; say where it goes with -o DIR.")
    with open_graph(graph) as opened:
        if out is None or to_stream:
            _stream(opened, format)
        else:
            terminal.say(terminal.plain(opened.write(_target(out, format), format)))


def _stream(graph: Graph, format: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = graph.write(Path(folder) / "graph", format)
        sys.stdout.flush()
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _target(out: Path, format: str) -> Path:
    """The file or folder that an export goes to: in a folder that is there, a name of its own."""
    if not out.is_dir():
        return out
    suffix = next((suffix for suffix, name in SUFFIXES.items() if name == format), f".{format}.ttl")
    return out / (format if format in FOLDERS else f"graph{suffix}")


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
