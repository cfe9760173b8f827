"""What the commands share: the application, their options, and how they read what they are given."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.errors import InputError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read news articles in English and Dutch into a knowledge graph in which every fact keeps its sentence.\n\n"
    "\b\nExample:  kg build corpus/articles -o build\n          kg why -g build Huawei",
)


class Form(StrEnum):
    """How a command prints what it found."""

    TABLE = "table"
    JSON = "json"


Folder = Annotated[str, typer.Option("-g", "--graph", metavar="DIR|URL", help="The folder of the graph, or its SPARQL server.")]
FormOption = Annotated[Form, typer.Option("-f", "--format", help="How to print it.")]
PipelineOption = Annotated[str | None, typer.Option("--pipeline", metavar="NAME", help="A spaCy pipeline to use: a package or a folder.")]
BUILT = "build"


def text_of(given: str) -> str:
    """What standard input holds for -, what a file holds, else the words as they are."""
    if given == "-":
        return _stdin()
    try:
        return Path(given).read_text(encoding="utf-8") if len(given) < 256 and Path(given).is_file() else given
    except (OSError, ValueError) as error:
        raise InputError(f"The file {given!r} cannot be read ({error}); give one of text in UTF-8.") from error


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"Standard input is not UTF-8 (byte {error.start}); convert it, or save it as a file and build that.") from error


def nothing(sentence: str) -> None:
    """Say that nothing was found, and end with exit code 1."""
    terminal.complain(sentence)
    raise typer.Exit(1)
