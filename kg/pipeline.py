"""The eight steps in a row: sources in, a graph out.

    read -> annotate -> extract -> link -> ground -> store, article by article, and a page at the end

Each article is one transaction: a crash or Ctrl-C between two leaves a good graph of those before. An article that was
read already, by the same program with the same pipelines and ontology, is not read again. Articles that are gone from a
folder stay in the graph until `kg remove`: a build adds and replaces.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from kg import __version__, ontology, rdf, reading, stores
from kg.errors import InputError
from kg.graph import LEDGER, Graph, store_of, summary
from kg.ledger import Ledger
from kg.model import Article, Fact
from kg.readers import Problem, read
from kg.readers.clean import prose
from kg.readers.draft import MAX_TEXT
from kg.readers.language import language as language_of

log = logging.getLogger(__name__)

SOURCES = ("*.py", "*.toml", "*.json", "*.txt", "*.ttl")
"""The files of the package that decide what an article's reading gives, beside the pipelines, which have versions."""


@dataclass(frozen=True, slots=True)
class Step:
    """An article that a build is done with: "added", "replaced", "unchanged" or "skipped"."""

    article: str
    outcome: str


def build(
    sources: str | Path | Iterable[str | Path],
    *,
    out: str | Path | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Graph:
    """Read the sources into the graph of the folder `out` (in memory if None) and return it, with a `summary`.

    Args:
        sources: files, folders, patterns or "-" for standard input; see `kg.readers`.
        out: the folder of the graph, or the address of a SPARQL server; a graph that is there is added to.
        progress: called after each article.

    Raises:
        InputError: there is no article in the sources that could be read; nothing was written then.
        StoreError: the folder cannot be written, or holds something else.

    A source or an article that cannot be read is a `Problem` of the summary and does not stop the rest.
    """
    folder = None if out is None or stores.is_address(out) else Path(out)
    problems: list[Problem] = []
    counts: Counter[str] = Counter()
    articles = read(sources, on_problem=problems.append)
    first = next(articles, None)
    if first is None:
        told = "; ".join(f"{problem.source}: {problem.reason}" for problem in problems[:3])
        raise InputError(f"No article was found to read ({told or 'the source is empty'}); give files or folders of news.")
    store = stores.open(store_of(folder) if folder is not None else out or "memory:")
    try:
        with Ledger(folder and folder / LEDGER) as ledger:
            known = {article.id for article in rdf.articles(store)}
            for article in chain([first], articles):
                outcome = _store(article, store, ledger, known, problems)
                counts[outcome] += 1
                if progress:
                    progress(Step(article.id, outcome))
        done = {outcome: counts[outcome] for outcome in ("added", "replaced", "unchanged")}
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


def _store(article: Article, store: stores.Store, ledger: Ledger, known: set[str], problems: list[Problem]) -> str:
    """Read and store one article; what became of it."""
    mark = digest(article)
    if article.id in known and ledger.digest(article.id) == mark:
        return "unchanged"
    try:
        result = reading.read_article(article)
    except InputError as error:
        problems.append(Problem(article.id, str(error).rstrip(".")))
        return "skipped"
    except Exception as error:
        # One article must not stop a corpus, whatever is wrong with it or with us; its name is what a report of the fault needs.
        log.debug("reading %s failed", article.id, exc_info=True)
        problems.append(Problem(article.id, f"reading it failed with {type(error).__name__}: {error}; please report this with the article"))
        return "skipped"
    ledger.forget(article.id)
    changed = store.replace(result, run())
    ledger.record(article.id, mark)
    if article.id not in known:
        return "added"
    return "replaced" if changed else "unchanged"


def digest(article: Article) -> str:
    """A hash of everything that decides what the article's reading gives: the article, the program, pipelines, ontology."""
    parts = (*(repr(part) for part in astuple(article)), run().id, _program())
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def run() -> rdf.Run:
    """Who reads: this version of the program, its pipelines, and its ontology."""
    terms = ontology.load()
    ancestors = {name: kind.parents for name, kind in terms.classes.items()}
    return rdf.Run("kg", __version__, reading.pipelines_used(), terms.digest, ancestors)


@cache
def _program() -> str:
    """A hash of our own code and word lists, so that a developer never sees the facts of the code before."""
    home = Path(__file__).parent
    files = sorted(file for pattern in SOURCES for file in home.rglob(pattern))
    content = sha256()
    for file in files:
        content.update(str(file.relative_to(home)).encode() + file.read_bytes())
    return content.hexdigest()
