"""The evidence of a row: an answer to a question, with the sentences that it rests on.

A row rests on the facts that its query names `?fact`, or on the one piece of evidence that it names `?evidence`. Where a query
names neither but has a pattern such as `?who kgo:sanctions kge:huawei`, the fact of that pattern is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.errors import QueryError
from kg.query import Cell, Rows, query, text_of
from kg.rdf.terms import Term
from kg.sparql import tokens
from kg.stores import Store

COLUMNS = ("evidence_article", "evidence_date", "evidence_polarity", "evidence_modality", "evidence_speaker", "evidence_sentence")
"""What is added to a row."""

CHUNK = 500
"""How many facts are asked about at once."""

_DETAILS = """
SELECT ?row ?article ?date ?polarity ?modality ?speaker ?sentence WHERE {
  VALUES ?row { %s }
  %s
  ?evidence kg:inArticle ?in ; kg:polarity ?how ; kg:modality ?sure ; kg:sentence/kg:text ?sentence .
  ?in dcterms:identifier ?article .
  OPTIONAL { ?in dcterms:issued ?date }
  OPTIONAL { ?evidence kg:attributedTo ?who . ?who rdfs:label ?name }
  OPTIONAL { ?evidence kg:attributionText ?words }
  BIND(COALESCE(?name, ?words) AS ?speaker)
  BIND(STRAFTER(STR(?how), "#") AS ?polarity)
  BIND(STRAFTER(STR(?sure), "#") AS ?modality)
} ORDER BY ?row ?date ?article ?sentence ?speaker ?polarity ?modality
"""


def attested(store: Store, text: str, *, parameters: Mapping[str, str | Term] | None = None) -> Rows:
    """The rows of a SELECT query or stock question, each once for every piece of evidence, with `COLUMNS` added.

    Raises:
        QueryError: as `kg.query.query` says, or the rows of the query rest on no facts that it names.
    """
    sparql = text_of(text)
    try:
        name, named = _named(sparql)
        answer = query(store, _projected(named, name), parameters=parameters)
    except QueryError as error:
        query(store, sparql, parameters=parameters)  # a fault of the query itself is told as such
        raise QueryError(_UNNAMED) from error
    assert isinstance(answer, Rows), "what has a projection has rows"
    at = answer.variables.index(name)
    if answer.rows and all(row[at] is None for row in answer.rows):
        raise QueryError(_UNNAMED)  # the variable is one of a subquery alone
    details = _details(store, name, (row[at] for row in answer.rows))
    rows = [(*row[:at], *row[at + 1 :], *more) for row in answer.rows for more in details.get(str(row[at]), ((None,) * len(COLUMNS),))]
    return Rows((*answer.variables[:at], *answer.variables[at + 1 :], *COLUMNS), tuple(dict.fromkeys(rows)), answer.prefixes)


_UNNAMED = (
    "The answer rests on no fact that the query names: ask with SELECT and have `?fact` in it, such as `?fact rdf:object kge:huawei`, "
    "and group by it where you group."
)


def _named(sparql: str) -> tuple[str, str]:
    """The variable that names what a row rests on, and the query in which it does."""
    names = {token for kind, token, _ in tokens(sparql) if kind == "var"}
    if "?evidence" in names and not re.search(r"\bGROUP\s+BY\b", sparql, re.IGNORECASE):
        return "evidence", sparql
    if "?fact" in names:
        return "fact", sparql
    found = [(kind, token, start) for kind, token, start in tokens(sparql) if kind not in ("space", "comment")]
    for (_, before, _), (kind, verb, _), (_, after, start) in zip(found, found[1:], found[2:], strict=False):
        if (
            kind == "name"
            and verb.startswith(("kgo:", "kgr:"))
            and before not in {";", ",", "/", "^", "|"}
            and after not in {"/", "|", "+", "*"}
        ):
            end = start + len(after)
            return "fact", f"{sparql[:end]} . ?fact rdf:subject {before} ; rdf:predicate {verb} ; rdf:object {after} {sparql[end:]}"
    raise QueryError(_UNNAMED)


def _projected(sparql: str, name: str) -> str:
    """The query with a variable more in its outermost projection."""
    place = None
    for kind, token, start in tokens(sparql):
        word = token.upper() if kind == "word" else ""
        if word == "SELECT" if place is None else word in ("DISTINCT", "REDUCED"):
            place = start + len(token)
        elif place is not None and kind not in ("space", "comment"):
            return sparql if token == "*" else f"{sparql[:place]} ?{name} {sparql[place:]}"
    raise QueryError(_UNNAMED)


def _details(store: Store, name: str, nodes: Iterable[Cell]) -> dict[str, list[tuple[Cell, ...]]]:
    """The values of `COLUMNS` by fact or piece of evidence, for each piece of its evidence."""
    wanted = sorted({str(node) for node in nodes if node is not None})
    found: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    link = "?evidence kg:fact ?row ." if name == "fact" else "BIND(?row AS ?evidence)"
    for first in range(0, len(wanted), CHUNK):
        answer = query(store, _DETAILS % (" ".join(wanted[first : first + CHUNK]), link))
        assert isinstance(answer, Rows)
        for row in answer.rows:
            found[str(row[0])].append(row[1:])
    return found
