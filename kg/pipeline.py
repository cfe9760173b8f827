"""The eight steps in a row: sources in, a graph out.

    read -> annotate -> extract -> link -> ground -> store, article by article, and a page at the end

Some articles are parsed at a time, and each is one transaction: a crash or Ctrl-C between two leaves a good graph of those before. An
article that was read already, by the same program with the same pipelines and ontology, is not read again; where the user's own names
have changed since, it is linked anew. Articles that are gone from a folder stay in the graph until `kg remove`: a build adds and
replaces.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from kg import __version__, ontology, rdf, reading, stores
from kg.aliases import Own
from kg.archive import Archive
from kg.errors import InputError
from kg.graph import CLAIMS, LEDGER, Graph, store_of, summary
from kg.ledger import Ledger
from kg.model import Article, Fact, Reading
from kg.readers import Problem, read
from kg.readers.clean import prose
from kg.readers.draft import MAX_TEXT
from kg.readers.language import language as language_of
from kg.relink import idle, in_force, keep, relink

log = logging.getLogger(__name__)

SOURCES = ("*.py", "*.toml", "*.json", "*.txt", "*.ttl")
"""The files of the package that decide what an article's reading gives, beside the pipelines, which have versions."""

TOGETHER = 40_000
"""Characters of the articles that are parsed together: enough for the pipelines to be fast, and few enough for a small memory."""


@dataclass(frozen=True, slots=True)
class Step:
    """An article that a build is done with: "added", "replaced", "unchanged" or "skipped"."""

    article: str
    outcome: str


def build(
    sources: str | Path | Iterable[str | Path],
    *,
    out: str | Path | None = None,
    aliases: str | Path | None = None,
    base: str | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Graph:
    """Read the sources into the graph of the folder `out` (in memory if None) and return it, with a `summary`.

    Args:
        sources: files, folders, patterns or "-" for standard input; see `kg.readers`.
        out: the folder of the graph, or the address of a SPARQL server; a graph that is there is added to.
        aliases: a file of your own names; without it, `aliases.csv` or `aliases.ttl` beside the sources, else what the graph
            was built with last. See `kg.aliases`.
        base: under which address the IRIs of a new graph stand; one that has articles keeps its own.
        progress: called after each article.

    Raises:
        InputError: there is no article in the sources that could be read, the base is none, or the file of names has
            mistakes; nothing was written then.
        StoreError: the folder cannot be written, or holds something else, or a graph of another base.

    A source or an article that cannot be read is a `Problem` of the summary and does not stop the rest.
    """
    base = None if base is None else rdf.checked(base)
    folder = None if out is None or stores.is_address(out) else Path(out)
    problems: list[Problem] = []
    counts: Counter[str] = Counter()
    given = [sources] if isinstance(sources, (str, Path)) else list(sources)
    own, names = in_force(given, aliases, folder)
    articles = read(given, on_problem=problems.append)
    first = next(articles, None)
    if first is None:
        told = "; ".join(f"{problem.source}: {problem.reason}" for problem in problems[:3])
        raise InputError(f"No article was found to read ({told or 'the source is empty'}); give files or folders of news.")
    store = stores.open(store_of(folder) if folder is not None else out or "memory:", base=base)
    try:
        _ = store.base  # tells before anything is read that the graph has another one
        with Ledger(folder and folder / LEDGER) as ledger, Archive(folder and folder / CLAIMS) as archive:
            target = _Target(store, ledger, archive, own, {article.id for article in rdf.articles(store)})
            for batch in batches(chain([first], articles)):
                for step in _store(batch, target, problems):
                    counts[step.outcome] += 1
                    if progress:
                        progress(step)
            keep(names, folder)
            counts["relinked"], unlinked = relink(store, ledger, archive, own)
        problems += [*unlinked, *idle(store, own, names)]
        done = {outcome: counts[outcome] for outcome in ("added", "replaced", "unchanged", "relinked")}
        report = summary(store, outcomes=done, problems=tuple(problems))
        if folder is None:
            return Graph(store, summary=report)
    except BaseException:
        store.close()
        raise
    store.close()
    graph = Graph.open(folder)
    graph.summary = report
    graph.draw()
    return graph


def extract(text: str, *, language: str | None = None, published: str | None = None) -> list[Fact]:
    """The facts of one text, each with its evidence.

    Args:
        text: what an article says; its paragraphs stand apart by an empty line.
        language: "en" or "nl"; found out where it is not given.
        published: the day from which "yesterday" counts, as "2020-09-12".

    Raises:
        InputError: the text is empty or too long.
        UnsupportedLanguage: the text is in a language that is not read here.
    """
    clean = prose(text)
    if not clean:
        raise InputError("There is no text to read; give a sentence or an article, or - to read standard input.")
    if len(clean) > MAX_TEXT:
        raise InputError(f"The text has {len(clean):,} characters and {MAX_TEXT:,} are read at most; split it into articles.")
    article = Article("text", clean, published=published, language=language_of(clean, declared=language))
    return list(reading.read_article(article).facts)


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles, as many at a time as are parsed together; of one name only one at a time, so that the later one replaces the other.

    >>> [len(batch) for batch in batches(Article(str(number), "x" * 10_000, language="en") for number in range(7))]
    [4, 3]
    """
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (size + len(article.text) > TOGETHER or any(other.id == article.id for other in batch)):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Target:
    """The graph that is built: where it is kept, under which names, and the articles that it had."""

    store: stores.Store
    ledger: Ledger
    archive: Archive
    own: Own
    known: set[str]

    def has(self, article: Article, mark: str) -> bool:
        """True where the article need not be read: it was, by this very program, and can be linked under the names in force."""
        entry = self.ledger.entry(article.id)
        if article.id not in self.known or entry is None or entry.digest != mark:
            return False
        return entry.names == self.own.digest or article.id in self.archive

    def take(self, result: Reading, mark: str) -> bool:
        """Store a reading under the names in force; False where the graph said just that already."""
        id = result.article.id
        self.ledger.forget(id)
        self.archive.put(result.article, result.claims, run())
        linked = reading.link(result.article, result.claims, self.own) if self.own.digest else result
        changed = self.store.replace(linked, run())
        self.ledger.record(id, mark, self.own.digest)
        return changed


def _store(batch: Sequence[Article], target: _Target, problems: list[Problem]) -> Iterator[Step]:
    """Read the articles of a batch and store each before the next; what became of it."""
    marks = {article.id: digest(article) for article in batch}
    fresh = [article for article in batch if not target.has(article, marks[article.id])]
    readings = reading.read_articles(fresh)
    for article in batch:
        if article not in fresh:
            yield Step(article.id, "unchanged")
            continue
        result = next(readings)
        if isinstance(result, Exception):
            problems.append(Problem(article.id, _told(article, result)))
            yield Step(article.id, "skipped")
            continue
        changed = target.take(result, marks[article.id])
        yield Step(article.id, "added" if article.id not in target.known else "replaced" if changed else "unchanged")


def _told(article: Article, error: Exception) -> str:
    """Why an article was left out. One must not stop a corpus, whatever is wrong with it or with us; its name is what a report needs."""
    if isinstance(error, InputError):
        return str(error).rstrip(".")
    log.debug("reading %s failed", article.id, exc_info=error)
    return f"reading it failed with {type(error).__name__}: {error}; please report this with the article"


def digest(article: Article) -> str:
    """A hash of everything that decides what the article's reading gives: the article, the program, pipelines, ontology."""
    parts = (*(repr(part) for part in astuple(article)), run().id, _program())
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def run() -> rdf.Run:
    """Who reads: this version of the program, its pipelines, and its ontology."""
    terms = ontology.load()
    return rdf.Run("kg", __version__, reading.pipelines_used(), terms.digest, terms.ancestors)


@cache
def _program() -> str:
    """A hash of our own code and word lists, so that a developer never sees the facts of the code before."""
    home = Path(__file__).parent
    files = sorted(file for pattern in SOURCES for file in home.rglob(pattern))
    content = sha256()
    for file in files:
        content.update(str(file.relative_to(home)).encode() + file.read_bytes())
    return content.hexdigest()
