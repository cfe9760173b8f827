"""A graph that was built: asked, shown, exported, and rid of an article.

    graph = kg.open("build")
    graph.query("@most-connected")
    graph.write("graph.gexf")

A graph on disk is read without a lock, so any number of programs may hold one open while another builds; the lock is
taken only while an article is removed. The folder holds `store/`, `ledger.jsonl`, `claims.db`, `graph.html`, and the names of the
user's own that were given last.
"""

from __future__ import annotations

import html
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg import attest, exports, query, rdf, stores
from kg import why as reasons
from kg.archive import Archive
from kg.errors import ExportError, StoreError
from kg.exports import neo4j
from kg.exports import rdf as rdf_exports
from kg.exports.neo4j import Progress, Pushed
from kg.garbage import uncollected
from kg.ledger import Ledger
from kg.model import Article, Fact
from kg.network import to_networkx
from kg.query import Rows

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.readers import Problem

STORE, LEDGER, CLAIMS, PAGE = "store", "ledger.jsonl", "claims.db", "graph.html"
TITLE = "Knowledge graph"

SUFFIXES: Mapping[str, str] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".jsonl": "jsonl",
    ".json": "nodelink",
    ".ncol": "edgelist",
}
"""Which format a file's name means; the others (`rdf12`, and the folders `csv` and `neo4j`) are asked for by name."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, and what the graph holds after it.

    `added`, `replaced` and `unchanged` count articles of this build, `relinked` those that were not read but whose names mean
    something else now; `problems` are those that could not be read; `facts`, `evidence` and `rejections` (claims that became
    no fact, by reason) count the whole graph.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    relinked: int = 0
    articles: int = 0
    facts: int = 0
    evidence: int = 0
    rejections: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def skipped(self) -> int:
        """How many sources or articles could not be read."""
        return len(self.problems)


class Graph:
    """The graph in a folder, or in memory. Close it after use, or use it in a `with` block."""

    def __init__(self, store: stores.Store, *, folder: Path | None = None, summary: Summary | None = None) -> None:
        """A graph over an open store; `kg.open` and `kg.build` make it from a folder and from articles."""
        self.store = store
        self.folder = folder
        self.summary = summary

    @classmethod
    def open(cls, folder: str | Path) -> Graph:
        """The graph that `kg build -o FOLDER` left in a folder or behind the address of a SPARQL server.

        Raises:
            StoreError: there is none.
        """
        if stores.is_address(folder):
            return cls(stores.open(folder))
        folder = Path(folder)
        if not (folder / STORE).is_dir():
            raise StoreError(
                f"There is no graph in {str(folder)!r}; build one with `kg build SOURCE -o {folder}`, or name its folder with -g."
            )
        return cls(stores.open(folder / STORE, read_only=True), folder=folder)

    def facts(self) -> Iterator[Fact]:
        """Every fact with all its evidence, sorted."""
        return rdf.facts(self.store)

    def articles(self) -> list[Article]:
        """Every article that was read, sorted by id; without its text, of which the graph keeps only the sentences it uses."""
        return list(rdf.articles(self.store))

    def query(self, text: str, **parameters: str) -> query.Result:
        """The answer to SPARQL, or to the stock query `@name` with its parameters.

        Raises:
            QueryError: the query does not parse, or there is no stock query of that name.
        """
        return query.query(self.store, text, parameters=parameters)

    def attested(self, text: str, **parameters: str) -> Rows:
        """The rows of a query, each once for every piece of its evidence; see `kg.attest`.

        Raises:
            QueryError: as `query` says, or the query names no facts that its rows rest on.
        """
        return attest.attested(self.store, text, parameters=parameters)

    def inferred(self) -> Graph:
        """A copy of the graph in memory with what follows from it by the ontology; this graph stays as it is."""
        from kg.infer import inferred  # loads the reasoner, which nothing else needs

        return Graph(inferred(self.store))

    def why(self, subject: str | None, relation: str | None = None, object: str | None = None) -> list[Fact]:
        """The facts that the words mean (see `kg.why.ask`), best attested first; their evidence has the sentences.

        Raises:
            QueryError: a word names nothing in the graph.
        """
        return reasons.why(self.store, reasons.ask(self.store, subject, relation, object))

    def why_not(self, subject: str, object: str | None = None) -> list[rdf.Refusal]:
        """The claims about the subject, or between both, that did not become facts, each with its reason."""
        return reasons.why_not(self.store, subject, object)

    def remove(self, article: str) -> None:
        """Retract an article: the graph is as if it had never been read, and the page is drawn anew.

        Raises:
            StoreError: the graph has no such article, or another program is writing to it.
        """
        with self._writable() as store, Ledger(self.folder and self.folder / LEDGER) as ledger:
            if article not in {known.id for known in rdf.articles(store)}:
                raise StoreError(f"The graph has no article {article!r}; `kg query @articles` lists the articles that it has.")
            ledger.forget(article)
            store.remove(article)
            if self.folder:
                with Archive(self.folder / CLAIMS) as archive:
                    archive.remove(article)
        self.draw()

    def draw(self) -> Path | None:
        """Write the page of the graph into its folder; where it lies, or None for a graph in memory."""
        if self.folder is None:
            return None
        path = self.folder / PAGE
        self._page(path)
        return path

    def write(self, path: str | Path, format: str | None = None, *, merge: bool = False) -> Path:
        """Write the graph in a format, which the file's name tells unless it is given.

        With `merge`, all facts between two nodes are one edge.

        Raises:
            ExportError: no such format, a format that cannot be merged, or a place that cannot be written to.

        Example: `graph.write("graph.gexf")`, `graph.write("import", "neo4j")`.
        """
        path = Path(path)
        name = format or SUFFIXES.get(path.suffix.lower(), "html" if path.suffix.lower() in (".html", ".htm") else "")
        if merge and name not in exports.MERGED:
            raise ExportError(f"The format {name or path.name!r} has no edges to merge; choose one of {', '.join(exports.MERGED)}.")
        if name == "html":
            self._page(path)
        elif name in exports.FORMATS:
            written = exports.MERGED if merge else exports.FORMATS
            with uncollected():
                written[name](self.facts(), self._articles(), path)
        elif name in rdf_exports.FORMATS:
            rdf_exports.write(self.store, name, path)
        else:
            got = f"The format {format!r}" if format else f"A file called {path.name!r}"
            raise ExportError(f"{got} is none that is written here; choose one of {', '.join(formats())}.")
        return path

    def push(
        self, uri: str, *, user: str, password: str, database: str | None = None, progress: Progress = lambda step, done, total: None
    ) -> Pushed:
        """Make a running Neo4j hold this graph beside what is the user's own there; what was retracted since the last push goes.

        Raises:
            ExportError: the driver is not installed, the server does not answer or refuses, or its data stand in the way.

        Example: `graph.push("bolt://localhost:7687", user="neo4j", password="...")`.
        """
        with uncollected():
            return neo4j.push(self.facts(), self._articles(), uri, user=user, password=password, database=database, progress=progress)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The facts as a networkx graph: an edge a fact, keyed by its id."""
        return to_networkx(self.facts(), self._articles())

    def to_rdflib(self) -> rdflib.Dataset:
        """The same triples as an rdflib dataset, without a copy; use it while this graph is open."""
        return stores.to_rdflib(self.store)

    def show(self, *, height: int = 640) -> object:
        """The page of the graph, for a notebook: the last line of a cell displays it."""
        with tempfile.TemporaryDirectory() as folder:
            path = self.write(Path(folder) / PAGE)
            return Frame(path.read_text(encoding="utf-8"), height)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Graph:
        """The graph itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the graph."""
        self.close()

    def _page(self, path: Path) -> None:
        from kg.view import write  # loads pyvis and, through it, IPython; a query should not wait for them

        write(list(self.facts()), self._articles(), path, title=TITLE)

    def _articles(self) -> Mapping[str, Article]:
        return rdf.Articles(self.store)

    @contextmanager
    def _writable(self) -> Iterator[stores.Store]:
        """The store open for writing; a graph on disk then shows what was written."""
        if self.folder is None:
            yield self.store
            return
        self.store.close()
        try:
            with stores.open(self.folder / STORE) as store:
                yield store
        finally:
            self.store = stores.open(self.folder / STORE, read_only=True)


@dataclass(frozen=True, slots=True)
class Frame:
    """A page inside a notebook, shut off from it: its scripts see nothing of the notebook's."""

    page: str
    height: int

    def _repr_html_(self) -> str:
        document = html.escape(self.page, quote=True)
        rights = "allow-scripts allow-popups allow-downloads"
        look = f"width:100%;height:{self.height}px;border:0"
        return f'<iframe srcdoc="{document}" sandbox="{rights}" style="{look}"></iframe>'


def open(folder: str | Path) -> Graph:
    """The graph that a build left in a folder or behind the address of a SPARQL server.

    Raises:
        StoreError: there is none.
    """
    return Graph.open(folder)


def store_of(folder: Path) -> Path:
    """The address of the store in a folder for a graph, which is made if it is new.

    Raises:
        StoreError: the folder holds other files, or cannot be made.
    """
    if folder.is_dir() and not (folder / STORE).exists() and any(folder.iterdir()):
        raise StoreError(f"{str(folder)!r} holds other files and no graph; give a new or an empty folder with -o.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {str(folder)!r} cannot be made ({error.strerror}); choose another one with -o.") from error
    return folder / STORE


def summary(store: stores.Store, *, outcomes: Mapping[str, int], problems: tuple[Problem, ...]) -> Summary:
    """What a build did, by the number of articles of each outcome, and what the store holds after it."""
    rejections = Counter(refusal.reason for refusal in rdf.rejections(store))
    return Summary(
        **outcomes,
        articles=sum(1 for _ in rdf.articles(store)),
        facts=rdf.count(store, "Fact"),
        evidence=rdf.count(store, "Evidence"),
        rejections=dict(sorted(rejections.items(), key=lambda pair: (-pair[1], pair[0]))),
        problems=problems,
    )


def formats() -> tuple[str, ...]:
    """The names of all formats that a graph is written in, RDF first."""
    return (*rdf_exports.FORMATS, *exports.FORMATS)
