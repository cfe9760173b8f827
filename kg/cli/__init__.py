"""The command `kg`. Each command parses, calls one function of the library, and prints.

Results go to standard output, progress and complaints to standard error; `-` is a stream. The exit code is 0 where it is
done, 1 where the data did not pass (an article could not be read, a check failed, nothing was found), 2 where the command
could not run, 130 after Ctrl-C. A user's mistake gets one sentence.
"""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from kg import __version__, terminal

from kg.cli import building, asking, extracting, showing, judging, models  # noqa: F401  # isort: skip (the order of the help)
from kg.cli.options import app
from kg.errors import KgError


def main() -> None:
    """Run the command line; a mistake of the user's ends in one sentence, whichever command it was."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `kg query ... | head` ends quietly, like every other filter
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except KgError as error:
        for sentence in str(error).splitlines():
            terminal.complain(sentence)
        sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def kg(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Options before the command; the help is the application's."""
