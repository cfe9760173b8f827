"""The claims of every article as they were read, before any name was linked: other names are linked from them, without reading.

An SQLite file beside the store, one compressed row an article. Of the text it keeps what the store keeps: the sentences that
claims stand in, and the few characters around them. It only ever saves work: an article without a row is read again.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from kg.errors import StoreError
from kg.model import Article, Claim, Mention, Modality, Polarity, Sentence, Span
from kg.rdf.quads import CONTEXT, Run

_TABLE = "CREATE TABLE IF NOT EXISTS claims (article TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID"


class Kept(NamedTuple):
    """An article, its text blank but for what its claims need, its claims, and the run that read it (without its ancestors)."""

    article: Article
    claims: tuple[Claim, ...]
    run: Run


class Archive:
    """The claims of the articles of one graph, open until `close`; in memory where there is no path."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Open the file at `path`, made where it is missing unless it is only to be read.

        Raises:
            StoreError: the file cannot be opened.
        """
        self._path = path
        try:
            address = f"{path.resolve().as_uri()}{'?mode=ro' if read_only else ''}" if path else ":memory:"
            self._rows = sqlite3.connect(address, uri=True, isolation_level=None)
            if not read_only:
                self._rows.execute("PRAGMA synchronous=OFF")  # a crash of the machine may cost the file, which only saves work
                self._rows.execute(_TABLE)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def put(self, article: Article, claims: Iterable[Claim], run: Run) -> None:
        """Keep the claims of an article, and by what run it was read, in the place of those that were kept of it before.

        Raises:
            StoreError: the file cannot be written.
        """
        self._run("INSERT OR REPLACE INTO claims VALUES (?, ?)", _key(article.id), _packed(article, tuple(claims), run))

    def get(self, article: str) -> Kept | None:
        """What was kept of an article, or None."""
        found = self._run("SELECT content FROM claims WHERE article = ?", _key(article))
        return _unpacked(found[0][0]) if found else None

    def __contains__(self, article: object) -> bool:
        """True where the claims of the article with this id are kept."""
        return isinstance(article, str) and bool(self._run("SELECT 1 FROM claims WHERE article = ?", _key(article)))

    def remove(self, article: str) -> None:
        """Forget the claims of an article."""
        self._run("DELETE FROM claims WHERE article = ?", _key(article))

    def adopt(self, other: Archive, article: str) -> None:
        """Take over what another archive keeps of an article, also where that is nothing."""
        found = other._run("SELECT content FROM claims WHERE article = ?", _key(article))
        if found:
            self._run("INSERT OR REPLACE INTO claims VALUES (?, ?)", _key(article), found[0][0])
        else:
            self.remove(article)

    def close(self) -> None:
        """Close the file."""
        self._rows.close()

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def _run(self, statement: str, *values: str | bytes) -> list[Any]:
        try:
            with closing(self._rows.execute(statement, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, error: sqlite3.Error) -> StoreError:
        return StoreError(
            f"The claims in {str(self._path)!r} cannot be read or written ({error}); make room on the disk, or remove the file, "
            "and the next build reads the articles again that it needs."
        )


def _key(article: str) -> str:
    return article.encode("utf-8", "backslashreplace").decode()


def _packed(article: Article, claims: tuple[Claim, ...], run: Run) -> bytes:
    about = [article.id, article.title, article.url, article.published, article.source, article.language]
    sentences = sorted({(claim.sentence.start, claim.sentence.end) for claim in claims})
    pieces = [(start, article.text[start:stop]) for start, stop in _ranges(sentences, len(article.text))]
    rows = [_row(claim) for claim in claims]
    return zlib.compress(json.dumps([about, pieces, rows, [run.software, run.version, run.pipelines, run.ontology]]).encode())


def _ranges(sentences: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The characters of sentences and around them, joined where they overlap.

    >>> _ranges([(40, 50), (60, 90), (500, 510)], 505)
    [(8, 122), (468, 505)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sentences:
        start, end = max(0, start - CONTEXT), min(length, end + CONTEXT)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _unpacked(content: bytes) -> Kept:
    about, pieces, rows, (software, version, pipelines, ontology) = json.loads(zlib.decompress(content))
    text = ""
    for start, words in pieces:
        text = text.ljust(start) + words
    id, title, url, published, source, language = about
    run = Run(software, version, tuple(map(tuple, pipelines)), ontology)
    return Kept(Article(id, text, title, url, published, source, language), tuple(_claim(row, id) for row in rows), run)


def _row(claim: Claim) -> list[Any]:
    place = [claim.sentence.start, claim.sentence.end, claim.sentence.text]
    span = [claim.relation_span.start, claim.relation_span.end]
    ends = [_mention(mention) for mention in (claim.subject, claim.object, claim.attribution)]
    status = [claim.polarity, claim.modality, claim.attribution_text, claim.time, claim.amount, claim.role, claim.confidence]
    return [place, claim.relation, span, *ends, claim.candidates, claim.rule, status]


def _mention(mention: Mention | None) -> list[Any] | None:
    if mention is None:
        return None
    return [mention.text, mention.start, mention.end, mention.kind, mention.name, mention.language, mention.types, mention.adjectival]


def _claim(row: list[Any], article: str) -> Claim:
    place, relation, span, subject, target, speaker, candidates, rule, status = row
    said = Claim(
        article, Sentence(*place), _read(subject), relation, Span(*span), _read(target), tuple(candidates), rule,
        Polarity(status[0]), Modality(status[1]), None, *status[2:],
    )  # fmt: skip
    return replace(said, attribution=_read(speaker)) if speaker else said


def _read(row: list[Any]) -> Mention:
    text, start, end, kind, name, language, types, adjectival = row
    return Mention(text, start, end, kind, name, language, tuple(types), adjectival)
