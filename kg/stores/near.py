"""What a write touches of a graph that is far away, as a few queries whose answers are all that `kg.rdf.change` looks at.

`change` asks for hundreds of small patterns, which is nothing where the store is in the same process and seconds where each
is a request. So the neighbourhood of the article comes over first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.rdf.describe import SHARED
from kg.rdf.terms import DESCRIBES, GIVES, IN_ARTICLE, OF_FACT, Term, Triple, Triples, kg

STATUS = tuple(map(kg, ("polarity", "modality", "attributedTo", "attributionText", "datatype")))


def near_article(article: ox.NamedNode, coming: Sequence[Triple], near: Triples) -> Iterator[str]:
    """Queries whose triples are to be put into `near` one after the other, for a later one depends on those before.

    `coming` is what the article will say.
    """
    yield f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ ?s ?p ?o VALUES ?s {{ {article} }} }} UNION {{ ?s {IN_ARTICLE} {article} ; ?p ?o }} }}"
    kept = {triple.object for triple in coming if triple.predicate in SHARED}
    nodes: set[Term] = set()
    # A run leads to tools, so once more for what the first round brings.
    for _ in range(2):
        found = (kept | {triple.object for link in SHARED for triple in near.triples(None, link)}) - nodes
        if found:
            nodes |= found
            yield from _about(article, found, found - kept)
    described = {
        triple.subject: triple.object for triple in (*near.triples(None, DESCRIBES), *(t for t in coming if t.predicate == DESCRIBES))
    }
    if not described:
        return
    yield f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {_values('thing', described.values())} ?s {DESCRIBES} ?thing ; ?p ?o }}"
    described.update((triple.subject, triple.object) for triple in near.triples(None, DESCRIBES))
    things = list(described.values())
    # Only where descriptions differ is there a vote, and a count of the articles that give each.
    if voted := [node for node, thing in described.items() if things.count(thing) > 1]:
        yield f"CONSTRUCT {{ ?s {GIVES} ?o }} WHERE {{ {_values('o', voted)} ?s {GIVES} ?o }}"


def _about(article: ox.NamedNode, nodes: Iterable[Term], leaving: Iterable[Term]) -> Iterator[str]:
    """What is said of shared nodes, what else points at those that may have to go, and how evidence stands to facts."""
    yield f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {_values('s', nodes)} ?s ?p ?o }}"
    yield (
        f"CONSTRUCT {{ ?s {OF_FACT} ?fact ; ?p ?o }} WHERE {{ {_values('fact', nodes)} "
        f"?s {OF_FACT} ?fact . OPTIONAL {{ {_values('p', STATUS)} ?s ?p ?o }} }}"
    )
    elsewhere = f"FILTER(?s != {article} && NOT EXISTS {{ ?s {IN_ARTICLE} {article} }})"
    yield (
        f"CONSTRUCT {{ ?any ?link ?node }} WHERE {{ SELECT ?node ?link (MIN(?s) AS ?any) WHERE {{ "
        f"{_values('node', leaving)} {_values('link', SHARED)} ?s ?link ?node {elsewhere} }} GROUP BY ?node ?link }}"
    )


def _values(name: str, terms: Iterable[Term]) -> str:
    return f"VALUES ?{name} {{ {' '.join(sorted(map(str, terms)))} }}"
