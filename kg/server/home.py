"""The pages that lead to the others: the start page, the list of articles, and entities by name."""

from __future__ import annotations

from kg import rdf
from kg.model import Entity
from kg.names import fold
from kg.query import Rows, query, stock
from kg.rdf import terms as t
from kg.server import html
from kg.server.replies import Reply
from kg.stores import Store

CONNECTED = """SELECT ?node (SAMPLE(?name) AS ?label) (COUNT(?fact) AS ?facts) WHERE {
  { ?fact rdf:subject ?node } UNION { ?fact rdf:object ?node }
  ?node a kg:Entity ; rdfs:label ?name .
} GROUP BY ?node ORDER BY DESC(?facts) ?label LIMIT 16"""

NEWEST = """SELECT ?node WHERE { ?node a schema:NewsArticle . OPTIONAL { ?node dcterms:issued ?date } } ORDER BY DESC(?date) ?node"""


def page(store: Store, *, here: str, most: int) -> Reply:
    """What there is, how much of it, and where to go."""
    counts = {"facts": rdf.count(store, "Fact"), "entities": rdf.count(store, "Entity"), "articles": len(rdf.Articles(store))}
    found = query(store, CONNECTED)
    assert isinstance(found, Rows)
    connected = [(row["label"], html.address(Entity(row["node"] or "", "", ""))) for row in found]
    return html.render("home.html", counts=counts, connected=connected, questions=list(stock().values()), here=here, base=store.base)


def articles(store: Store, *, page: str, most: int) -> Reply:
    """The articles, the newest first."""
    found = query(store, NEWEST)
    assert isinstance(found, Rows)
    nodes = [row["node"] or "" for row in found]
    shown = html.part(len(nodes), page)
    known = rdf.Articles(store)
    return html.render("articles.html", articles=[known[t.article_id(node)] for node in nodes[shown.span]], part=shown)


def entities(store: Store, *, name: str, page: str, most: int) -> Reply:
    """The entities that have the words in one of their names, those that are called just so first."""
    wanted = fold(name)
    ranks: dict[str, tuple[bool, int, str]] = {}
    for predicate in (t.LABEL, t.PREF_LABEL, t.ALT_LABEL):
        for node, _, called in store.triples(None, predicate):
            folded = fold(called.value)
            if wanted in folded:
                rank = (folded != wanted, len(folded) if wanted else 0, folded)
                ranks[node.value] = min(ranks.get(node.value, rank), rank)
    known = {link.subject.value for link in store.triples(None, t.A, t.kg("Entity"))}
    nodes = sorted(known & ranks.keys(), key=lambda node: (ranks[node], node))
    shown = html.part(len(nodes), page)
    found = sorted(rdf.entities(store, only=nodes[shown.span]), key=lambda entity: (ranks[entity.id], entity.id))
    return html.render("entities.html", entities=found, name=name, part=shown)
