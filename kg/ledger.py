"""Which version of each article a graph was built from, so that a second build reads only what changed.

Beside it stands under which names of the user's own (`kg.aliases`) its claims were linked, so that a build with other names
links them anew.

The ledger is a log beside the store, one JSON object a line, the last one of an article in force. It only ever saves
work: an entry is dropped before the store changes and written after, so a build that dies in between reads the article
again. A line that was cut short by a crash counts as missing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from kg.errors import StoreError


class Entry(NamedTuple):
    """The digest under which an article was read, and that of the names under which it was linked."""

    digest: str
    names: str = ""


class Ledger:
    """The digests of the articles of one graph, open until `close`; in memory where there is no path."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the log at `path`, write it anew without what is no longer in force, and keep it open.

        Raises:
            StoreError: the file cannot be read or written.
        """
        self._digests = {} if path is None else read(path)
        self._log = None
        if path is not None:
            try:
                draft = path.with_suffix(".part")
                draft.write_text("".join(_line(name, *entry) for name, entry in sorted(self._digests.items())), encoding="utf-8")
                draft.replace(path)
                self._log = path.open("a", encoding="utf-8")
            except OSError as error:
                raise StoreError(f"Cannot write {str(path)!r} ({error.strerror}); choose a folder that you may write to.") from error

    def __enter__(self) -> Ledger:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the log."""
        self.close()

    def digest(self, article: str) -> str | None:
        """The digest under which the article was read, or None."""
        return self._digests[article].digest if article in self._digests else None

    def entry(self, article: str) -> Entry | None:
        """All that is noted of the article, or None."""
        return self._digests.get(article)

    def otherwise(self, names: str) -> list[str]:
        """The articles that were linked under other names than those of this digest, sorted."""
        return sorted(article for article, entry in self._digests.items() if entry.names != names)

    def record(self, article: str, digest: str, names: str = "") -> None:
        """Note that the article was read, and linked under these names."""
        self._digests[article] = Entry(digest, names)
        self._append(article, digest, names)

    def forget(self, article: str) -> None:
        """Note that the article is not, or no longer, in the store as it was read."""
        if self._digests.pop(article, None) is not None:
            self._append(article, None)

    def close(self) -> None:
        """Close the log; nothing more can be noted."""
        if self._log:
            with suppress(OSError):  # what could not be written was told when it was
                self._log.close()

    def _append(self, article: str, digest: str | None, names: str = "") -> None:
        if self._log:
            try:
                self._log.write(_line(article, digest, names))
                self._log.flush()
            except OSError as error:
                raise StoreError(
                    f"Cannot write {self._log.name!r} ({error.strerror}); make room on the disk, and run the same again."
                ) from error


def _line(article: str, digest: str | None, names: str) -> str:
    return json.dumps({"article": article, "digest": digest, **({"names": names} if names else {})}) + "\n"


def read(path: Path) -> dict[str, Entry]:
    """What the log at `path` says of each article, nothing where there is no log.

    Raises:
        StoreError: the file cannot be read.
    """
    entries: dict[str, Entry] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"Cannot read {str(path)!r} ({error}); remove it, and the next build reads every article again.") from error
    for line in lines:
        article, entry = _entry(line)
        if article is not None:
            entries.pop(article, None)
        if article is not None and entry is not None:
            entries[article] = entry
    return entries


def _entry(line: str) -> tuple[str | None, Entry | None]:
    """An article and what is said of it; no article where the line is damaged."""
    try:
        row = json.loads(line)
        return str(row["article"]), None if row["digest"] is None else Entry(str(row["digest"]), str(row.get("names", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, None
