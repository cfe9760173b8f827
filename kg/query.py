"""Asking the graph: SPARQL 1.1 with our prefixes known, or one of the stock questions by name.

    query(store, "SELECT ?who { ?who kgo:sanctions kge:huawei }")
    query(store, "@who-sanctions", parameters={"whom": "ASML"})

A query reads the graph and nothing else: SERVICE and every form of update are refused before they reach the engine. A
stock question is a file in `kg/queries/` whose first comment says what it answers and whose further comments name its
parameters; to add one, add a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError
from kg.marks import filled
from kg.names import fold
from kg.rdf import PREFIXES, article_iri
from kg.rdf.terms import ALT_LABEL, DCTERMS, LABEL, PREF_LABEL, SUB_PROPERTY, XSD, A, Term, kg, relation_iri, time, word
from kg.rdf.terms import text as literal
from kg.sparql import bind, guard
from kg.stores import Store

Cell: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query: the variables, and a row of terms for each solution, None where one is unbound.

    `prefixes` are those of the graph that was asked.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES, repr=False, compare=False)

    def __len__(self) -> int:
        """How many solutions there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """Each solution as a mapping of variable to plain value: an IRI, or the words of a literal."""
        return (dict(zip(self.variables, map(plain, row), strict=True)) for row in self.rows)


Graph: TypeAlias = tuple[ox.Triple, ...]
Result: TypeAlias = Rows | bool | Graph


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank of a stock question, to be filled where it has no `default`. `kind` is "entity", "article", "relation",
    "source" (an outlet) or "date"."""

    name: str
    kind: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class StockQuery:
    """A question that comes with the program: what it answers, its blanks, and its SPARQL."""

    name: str
    answers: str
    parameters: tuple[Parameter, ...]
    text: str


def query(store: Store, text: str, *, parameters: Mapping[str, str | Term] | None = None) -> Result:
    """The answer to SPARQL, or to the stock question `@name`: rows, a boolean, or triples.

    A parameter stands for the variable of its name. A term is put in as it is. Words are read as the kind that the query
    declares (`# parameter: whom (entity) ...`): the name or alias of an entity, the id of an article or a relation; for a
    parameter that is not declared, an IRI (`<...>`, `kge:huawei`) or else a plain string. Rows come in the order that the
    query asks for, sorted where it asks for none.

    Raises:
        QueryError: the query does not parse or does not run, is an update, reaches out (SERVICE), or a parameter names
            nothing that is known.
    """
    text = text_of(text)
    declared = {blank.name: blank for blank in _blanks(text)}
    given = {name.lower() if name.lower() in declared else name: value for name, value in (parameters or {}).items()}
    guard(text)
    return _run(store, bind(text, _terms(store, declared, given)))


def text_of(question: str) -> str:
    """The SPARQL of a question: that of the stock question `@name`, or the words themselves.

    Raises:
        QueryError: there is no stock question of that name.
    """
    return _stock(question[1:]).text if question.startswith("@") else question


def _run(store: Store, text: str) -> Result:
    try:
        answer = store.query(text)
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        if not isinstance(answer, ox.QuerySolutions):
            return tuple(sorted(set(answer), key=str))
        variables = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(solution[name] for name in variables) for solution in answer)
    except SyntaxError as error:
        raise QueryError(where(text, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"The query could not be run ({error}): check the parts of it that compute.") from error
    if not re.search(r"\bORDER\s+BY\b", text, re.IGNORECASE):
        rows = tuple(sorted(rows, key=lambda row: [str(cell) for cell in row]))
    return Rows(variables, rows, store.prefixes)


def where(text: str, message: str) -> str:
    """The engine's message as one sentence: line, column, and the words that stand there."""
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if match is None:
        return f"The query does not parse ({message.splitlines()[0] if message else 'no reason given'}): see SPARQL 1.1."
    line, column, expected = int(match[1]), int(match[2]), match[3]
    lines = text.splitlines()
    there = lines[line - 1][column - 1 :].strip()[:30] if line <= len(lines) else ""
    found = f"at {there!r}" if there else "where it ends"
    if "Prefix not found" in expected:
        reason = f"a prefix is not known; declare it with PREFIX, or use one of {', '.join(PREFIXES)}"
    else:
        reason = f"expected {expected.removeprefix('expected ').removeprefix('one of ').splitlines()[0]}"
    return f"The query does not parse at line {line}, column {column}, {found}: {reason}."


def _terms(store: Store, declared: Mapping[str, Parameter], given: Mapping[str, str | Term]) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for name, blank in declared.items():
        value = given.get(name, blank.default)
        if value is None:
            raise QueryError(f"The parameter {name!r} is missing ({blank.description}): give it as {name}=VALUE.")
        terms[name] = term(store, value, blank.kind)
    for name, value in given.items():
        if name not in declared:
            terms[name] = term(store, value, "")
    return terms


def term(store: Store, value: str | Term, kind: str) -> Term:
    """What a value of a parameter of this kind stands for; see `query`.

    Raises:
        QueryError: it names nothing that the graph has.
    """
    if not isinstance(value, str):
        return value
    if (node := _iri(value, store.prefixes)) is not None:
        return node
    if kind == "entity":
        return _named(store, value)
    if kind == "article":
        return article_iri(value, base=store.base)
    if kind == "source":
        return _outlet(store, value)
    if kind == "date":
        return _day(value)
    if kind == "relation":
        typed = relation_iri(value, typed=True)
        return (
            typed
            if any(store.triples(typed, A)) or any(store.triples(None, SUB_PROPERTY, typed))
            else relation_iri(value, typed=False, base=store.base)
        )
    return literal(value)


def _iri(value: str, prefixes: Mapping[str, str]) -> ox.NamedNode | None:
    prefix, colon, rest = value.partition(":")
    if value.startswith("<") and value.endswith(">"):
        address = value[1:-1]
    elif colon and prefix in prefixes:
        address = prefixes[prefix] + rest
    elif value.startswith(("http://", "https://")):
        address = value
    else:
        return None
    try:
        return ox.NamedNode(address)
    except ValueError as error:
        raise QueryError(f"{value!r} is no IRI ({error}): write one such as <https://kg.example/entity/huawei> or kge:huawei.") from error


def _named(store: Store, name: str) -> ox.NamedNode:
    """The entity that is called so: by label before alias, by exact spelling before folded, a known one before others."""
    exact = [node for node, _, _ in store.triples(None, LABEL, literal(name)) if any(store.triples(node, A, kg("Entity")))]
    if exact:
        return min(exact, key=lambda node: (not any(store.triples(node, kg("known"))), node.value))
    wanted = fold(name)
    found: dict[tuple[bool, bool, bool, str], ox.NamedNode] = {}
    labels: dict[str, str] = {}
    for rank, predicate in enumerate((LABEL, PREF_LABEL, ALT_LABEL)):
        for node, _, called in store.triples(None, predicate):
            if rank == 0:
                labels[fold(called.value)] = called.value
            if fold(called.value) == wanted and any(store.triples(node, A, kg("Entity"))):
                known = any(store.triples(node, kg("known")))
                found[rank == 2, called.value != name, not known, node.value] = node
    if found:
        return found[min(found)]
    close = get_close_matches(wanted, sorted(labels), n=3)
    hint = f"did you mean {' or '.join(repr(labels[match]) for match in close)}?" if close else "give another name of it, or its IRI."
    raise QueryError(f"Nothing in the graph is called {name!r}: {hint}")


def _outlet(store: Store, name: str) -> Term:
    """The outlet of that name, whatever its case and accents."""
    publisher = word(DCTERMS, "publisher")
    if any(store.triples(None, publisher, literal(name))):
        return literal(name)
    known = sorted({triple.object.value for triple in store.triples(None, publisher)})
    if found := next((outlet for outlet in known if fold(outlet) == fold(name)), None):
        return literal(found)
    listed = ", ".join(known[:10]) or "none"
    raise QueryError(f"No article is from {name!r}: choose one of {listed}{', …' if len(known) > 10 else ''}; `@sources` lists all.")


def _day(value: str) -> Term:
    term = time(value)
    if term.datatype != word(XSD, "date"):
        raise QueryError(f"{value!r} is no day: write it as 2020-09-12.")
    return term


def _stock(name: str) -> StockQuery:
    known = stock()
    if name not in known:
        raise QueryError(f"There is no stock query {'@' + name!r}: choose one of {', '.join('@' + other for other in known)}.")
    return known[name]


@cache
def stock() -> Mapping[str, StockQuery]:
    """The stock questions by name, sorted.

    >>> stock()["who-sanctions"].parameters[0].default
    'Huawei'
    """
    folder = files("kg") / "queries"
    texts = {
        file.name.removesuffix(".rq"): filled(file.read_text(encoding="utf-8")) for file in folder.iterdir() if file.name.endswith(".rq")
    }
    return {
        name: StockQuery(name, text.splitlines()[0].removeprefix("#").strip(), _blanks(text), text) for name, text in sorted(texts.items())
    }


_BLANK = re.compile(r"^# parameter: (\w+) \((entity|article|relation|source|date)(?:, default ([^)\n]+))?\) (.+)$", re.MULTILINE)


def _blanks(text: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(name, kind, default or None, description) for name, kind, default, description in _BLANK.findall(text))


def plain(cell: Cell) -> str | None:
    """A term as a plain value: the IRI, or the words of a literal."""
    return None if cell is None else str(cell) if isinstance(cell, ox.Triple) else cell.value
