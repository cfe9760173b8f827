"""One graph out of several that were built apart: every article of each, as if all had been read in one place.

Articles are taken over one by one, each in one transaction, so a merge that is stopped can be run again. What is derived is
derived anew. Names stay as each graph has them until the next build, which links all alike. Where two graphs hold different
readings of one article, that of the graph named last counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import rdf, stores
from kg.archive import Archive
from kg.errors import StoreError
from kg.graph import CLAIMS, LEDGER, STORE, Graph, store_of
from kg.ledger import Entry, Ledger, read


@dataclass(frozen=True, slots=True)
class Merged:
    """How many articles a merge added, replaced by another reading, and found there already."""

    added: int
    replaced: int
    unchanged: int


def merge(sources: Sequence[str | Path], *, out: str | Path) -> Merged:
    """Take the articles of the graphs `sources` over into the graph `out`, which is made if it is new.

    Args:
        sources: folders of graphs, or addresses of SPARQL servers.
        out: such a folder or address; what it holds stays.

    Raises:
        StoreError: a source is no graph or is `out` itself, or `out` cannot be written.
    """
    for source in sources:
        if str(source) == str(out) or (not stores.is_address(source) and Path(source).resolve() == Path(out).resolve()):
            raise StoreError(f"The graph {str(source)!r} cannot be merged into itself: name another one with -o.")
    counts: Counter[str] = Counter()
    folder = None if stores.is_address(out) else Path(out)
    graphs = [Graph.open(source) for source in sources]
    try:
        with (
            stores.open(out if folder is None else store_of(folder), base=graphs[0].store.base) as store,
            Ledger(folder and folder / LEDGER) as ledger,
            Archive(folder and folder / CLAIMS) as archive,
        ):
            known = {article.id for article in rdf.articles(store)}
            for graph in graphs:
                marks = {} if graph.folder is None else read(graph.folder / LEDGER)
                with _claims(graph.folder) as claims:
                    for article in graph.articles():
                        archive.adopt(claims, article.id)
                        counts[_adopt(article.id, graph, store, ledger, marks.get(article.id), known)] += 1
    finally:
        for graph in graphs:
            graph.close()
    if folder is not None:
        with Graph(stores.open(folder / STORE, read_only=True), folder=folder) as whole:
            whole.draw()
    return Merged(counts["added"], counts["replaced"], counts["unchanged"])


def _claims(folder: Path | None) -> Archive:
    """The claims of a source, none where it keeps none; nothing is written into its folder."""
    path = folder and folder / CLAIMS
    return Archive(path, read_only=True) if path and path.exists() else Archive()


def _adopt(article: str, graph: Graph, store: stores.Store, ledger: Ledger, mark: Entry | None, known: set[str]) -> str:
    if ledger.entry(article) != mark:
        ledger.forget(article)
    changed = store.adopt(graph.store, article)
    if mark is not None:
        ledger.record(article, *mark)
    outcome = "added" if article not in known else "replaced" if changed else "unchanged"
    known.add(article)
    return outcome
