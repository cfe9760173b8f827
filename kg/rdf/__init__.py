"""Facts to triples and back, the only place that knows the graph's RDF shape (`docs/reference/rdf.md`).

`quads` gives what one article says, `change` what a store must add and delete for it, derived triples included, and
`facts` the facts again, merged over articles.
"""

from kg.rdf.describe import change
from kg.rdf.facts import Refusal, articles, entities, facts, rejections
from kg.rdf.quads import Run, quads
from kg.rdf.serialize import serialize
from kg.rdf.terms import PREFIXES, Triple, Triples, article_id, article_iri, order, short

__all__ = [
    "PREFIXES",
    "Refusal",
    "Run",
    "Triple",
    "Triples",
    "article_id",
    "article_iri",
    "articles",
    "change",
    "entities",
    "facts",
    "order",
    "quads",
    "rejections",
    "serialize",
    "short",
]
