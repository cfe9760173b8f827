"""The query editor: YASGUI from our own assets, with a tab for each stock question.

A tab holds plain SPARQL that any client could send: the question's parameters are filled in with their defaults, or with
something that the graph has, and the prefixes that it uses are declared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query import Parameter, StockQuery, stock, term
from kg.rdf import PREFIXES, short
from kg.rdf import terms as t
from kg.rdf.terms import Term
from kg.server import html
from kg.server.replies import Reply
from kg.sparql import bind, tokens
from kg.stores import Store

KINDS: Mapping[str, ox.NamedNode] = {
    "entity": t.kg("Entity"),
    "article": ox.NamedNode(t.SCHEMA + "NewsArticle"),
    "relation": t.kg("TypedRelation"),
}
"""What a parameter of each kind may stand for."""


def page(store: Store, *, most: int) -> Reply:
    """The editor with its tabs."""
    return html.render(
        "editor.html", base=store.base, prefixes=dict(store.prefixes), questions=[tab(store, question) for question in stock().values()]
    )


def tab(store: Store, question: StockQuery, chosen: Mapping[str, Term] = MappingProxyType({})) -> dict[str, str]:
    """A stock question as a tab: its name, and SPARQL that runs as it is, with `chosen` terms for its parameters."""
    values: dict[str, Term] = {}
    for blank in question.parameters:
        value = chosen.get(blank.name) or _value(store, blank, set(values.values()))
        if value is not None:
            values[blank.name] = value
    return {"name": question.name, "query": declared(bind(question.text, values), store.prefixes)}


def declared(text: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """A query with its IRIs shortened by our prefixes, and those prefixes declared that it uses.

    >>> print(declared("ASK { <https://kg.example/entity/huawei> a kg:Entity }"))
    PREFIX kg: <https://kg.example/vocab#>
    PREFIX kge: <https://kg.example/entity/>
    <BLANKLINE>
    ASK { kge:huawei a kg:Entity }
    """
    shortened = "".join(short(token[1:-1], prefixes) if kind == "iri" else token for kind, token, _ in tokens(text))
    used = {token.partition(":")[0] for kind, token, _ in tokens(shortened) if kind == "name"}
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}>\n" for prefix in sorted(used & prefixes.keys())) + "\n" + shortened


def _value(store: Store, blank: Parameter, taken: Collection[Term]) -> Term | None:
    """What stands in the place of a parameter: its default where the graph has it, else something of its kind that it has.

    Nothing is taken twice: a path has two ends.
    """
    if blank.default is not None:
        with suppress(QueryError):  # the default is of the sample corpus, and this may be another graph
            return term(store, blank.default, blank.kind)
    kind = KINDS.get(blank.kind)
    return (
        None
        if kind is None
        else min((link.subject for link in store.triples(None, t.A, kind) if link.subject not in taken), key=str, default=None)
    )
