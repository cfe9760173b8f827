"""Facts to triples and back, the only place that knows the graph's RDF shape (`docs/reference/rdf.md`).

`quads` gives what one article says, `change` what a store must add and delete for it, derived triples included, and
`facts` the facts again, merged over articles.
"""

from kg.rdf.articles import Articles, Refusal, articles, rejections
from kg.rdf.bases import base_of, checked, home, prefixes, under
from kg.rdf.derive import everything
from kg.rdf.describe import change, said
from kg.rdf.facts import count, entities, facts, facts_of
from kg.rdf.quads import Run, quads
from kg.rdf.serialize import serialize
from kg.rdf.terms import PREFIXES, Source, Triple, Triples, article_id, article_iri, order, short

__all__ = [
    "PREFIXES",
    "Articles",
    "Refusal",
    "Run",
    "Source",
    "Triple",
    "Triples",
    "article_id",
    "article_iri",
    "articles",
    "base_of",
    "change",
    "checked",
    "count",
    "entities",
    "everything",
    "facts",
    "facts_of",
    "home",
    "order",
    "prefixes",
    "quads",
    "rejections",
    "said",
    "serialize",
    "short",
    "under",
]
