"""Where articles come from: files, folders, glob patterns and standard input, walked lazily and always in the same order.

Nothing here opens a network connection; an address is refused with a sentence that says what to do instead.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

MAX_BYTES = 50 * 1024 * 1024
STANDARD_INPUT = "-"
NAMES = frozenset({"aliases.csv", "aliases.ttl"})
"""Files beside articles that are no articles: the user's own names (`kg.aliases`)."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
_UNPRINTABLE = re.compile(r"[^ -~\u00a1-\u02ff\u0370-\u1fff\u3040-\ud7ff]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """A source, or one article of it, that was not read, and the reason as one sentence without its full stop.

    >>> print(Problem("a.txt", "the file is empty"))
    a.txt: the file is empty.
    """

    source: str
    reason: str

    def __str__(self) -> str:
        """The problem as a line for a reader."""
        return f"{self.source}: {self.reason}."


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input where `path` is None. `name` is what the user knows it by."""

    name: str
    path: Path | None = None

    @property
    def stem(self) -> str:
        """The file's name without its suffix, the usual id of its article."""
        return self.path.stem if self.path else "stdin"

    @property
    def suffix(self) -> str:
        """The file's suffix in lower case, empty for standard input."""
        return self.path.suffix.lower() if self.path else ""

    def load(self) -> bytes:
        """Return the bytes of the source.

        Raises:
            InputError: it cannot be opened, is empty, is no regular file, or is larger than `MAX_BYTES`.
        """
        try:
            data = self._bytes()
        except OSError as error:
            raise InputError(f"the file cannot be opened ({error.strerror or type(error).__name__})") from error
        if len(data) > MAX_BYTES:
            raise InputError(f"it is larger than the {MAX_BYTES // 2**20} MB that are read at most; split it")
        if not data.strip():
            raise InputError("there is nothing in it; give an article with at least one sentence")
        return data

    def _bytes(self) -> bytes:
        if self.path is None:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        if not self.path.is_file():
            raise InputError("it is neither a file nor a folder; give a regular file")
        with self.path.open("rb") as file:
            return file.read(MAX_BYTES + 1)


def walk(sources: Iterable[str | Path], *, suffixes: Iterable[str], on_problem: Callable[[Problem], None]) -> Iterator[Source]:
    """Yield every file that the sources name: arguments in the order given, folders sorted, files before subfolders.

    Hidden files, files named README and the user's own names (`NAMES`) are skipped in folders and patterns; a file with a
    suffix that no reader knows, a path that does not exist, a pattern that matches nothing and an address are each reported as
    one problem.
    """
    known = frozenset(suffixes)
    for given in sources:
        for source in _expand(str(given), on_problem):
            if source.path is not None and source.suffix not in known:
                accepted = ", ".join(sorted(known))
                got = f"the suffix {printable(source.suffix)}" if source.suffix else "a name without a suffix"
                on_problem(Problem(source.name, f"{got} belongs to no format that is read here; accepted are {accepted}"))
                continue
            yield source


def printable(text: str, *, limit: int = 200) -> str:
    """Return text of a stranger in a form that is safe inside a one-line sentence.

    >>> printable("a\\nb")
    'a?b'
    """
    text = _UNPRINTABLE.sub("?", text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _expand(given: str, on_problem: Callable[[Problem], None]) -> Iterator[Source]:
    name = printable(given)
    if given == STANDARD_INPUT:
        yield Source("standard input")
    elif _ADDRESS.match(given):
        on_problem(Problem(name, "this is an address and no network is opened here; save the page and give the file"))
    elif not given or "\0" in given:
        on_problem(Problem(name, "this is no path; give a file, a folder, a pattern or - for standard input"))
    elif os.path.isdir(given):
        yield from _folder(Path(given), on_problem)
    elif os.path.lexists(given):
        yield Source(name, Path(given))
    elif _PATTERN.search(given):
        yield from _pattern(given, on_problem)
    else:
        on_problem(Problem(name, "there is no such file or folder; check the path"))


def _pattern(given: str, on_problem: Callable[[Problem], None]) -> Iterator[Source]:
    matches = sorted(glob.glob(given, recursive=True))
    if not matches:
        on_problem(Problem(printable(given), "no file matches this pattern; check it, and quote it so that the shell leaves it alone"))
    for match in matches:
        path = Path(match)
        if path.is_dir():
            # `**` names the folders above the files as well as the files themselves
            yield from () if "**" in given else _folder(path, on_problem)
        elif _is_content(path.name):
            yield Source(printable(match), path)


def _folder(folder: Path, on_problem: Callable[[Problem], None]) -> Iterator[Source]:
    def refused(error: OSError) -> None:
        """Tell of a folder that cannot be opened."""
        on_problem(Problem(printable(str(error.filename)), f"the folder cannot be opened ({error.strerror})"))

    for root, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(filter(_is_content, files)):
            path = Path(root, file)
            yield Source(printable(str(path)), path)


def _is_content(name: str) -> bool:
    return not name.startswith(".") and not name.upper().startswith("README") and name not in NAMES
