"""The text of a SPARQL query, cut into tokens: what a query may not do, and where its parameters stand.

A parameter is put in as a whole term in the place of a variable's token, never pasted into text, so no value can end a
string or open a clause. Follows the terminals of SPARQL 1.1 Query, section 19.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.errors import QueryError
from kg.rdf.terms import Term

UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])

_TOKEN = re.compile(
    r"""
    (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> | <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
  | (?P<comment> \#[^\n\r]* )
  | (?P<string>  \"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<var>     [?$]\w+ )
  | (?P<name>    (?:\w[\w.-]*)?:(?:[\w.:·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])* )
  | (?P<tag>     @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<word>    [A-Za-z_]\w* )
  | (?P<space>   \s+ )
  | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The tokens of a query: their kind, their words, and where they begin; together they are the text.

    >>> [token for kind, token, _ in tokens('ASK { ?s a "SERVICE" } # LOAD') if kind == "word"]
    ['ASK', 'a']
    """
    for match in _TOKEN.finditer(text):
        yield match.lastgroup or "other", match.group(), match.start()


def guard(text: str) -> None:
    """Lets a query pass that only reads this graph.

    Raises:
        QueryError: it would fetch from elsewhere (SERVICE, FROM), or it is an update (SPARQL 1.1 Update), or it hides a
            word behind a codepoint escape.
    """
    first = True
    declared = 0  # what follows PREFIX or BASE is no keyword
    for kind, token, start in tokens(text):
        if kind in ("space", "comment"):
            continue
        word = token.upper() if kind == "word" else ""
        if word == "SERVICE":
            raise QueryError(f"SERVICE is not allowed ({place(text, start)}): a query reads this graph only, never another endpoint.")
        if word == "FROM":
            raise QueryError(f"FROM is not allowed ({place(text, start)}): all data stands in the default graph, so leave it out.")
        if token == "\\":
            raise QueryError(f"A backslash stands outside of a string ({place(text, start)}): write the character itself.")
        if word in ("PREFIX", "BASE"):
            declared = 2 if word == "PREFIX" else 1
        elif declared:
            declared -= 1
        elif first:
            first = False
            if word in UPDATES:
                raise QueryError(f"{word} changes the graph, and a query only reads it: use SELECT, ASK, CONSTRUCT or DESCRIBE.")


def bind(text: str, terms: Mapping[str, Term]) -> str:
    """The query with a term in the place of each variable of that name.

    Raises:
        QueryError: the query has no such variable.

    >>> import pyoxigraph as ox
    >>> bind("ASK { ?s ?p ?name } # ?name", {"name": ox.Literal('" } ; DROP ALL')})
    'ASK { ?s ?p "\\\\" } ; DROP ALL" } # ?name'
    """
    found = set()
    parts = []
    for kind, token, _ in tokens(text):
        name = token[1:] if kind == "var" else None
        if name is not None and name in terms:
            found.add(name)
            parts.append(str(terms[name]))
        else:
            parts.append(token)
    if missing := sorted(terms.keys() - found):
        raise QueryError(f"The query has no variable ?{missing[0]}: leave that parameter out, or use ?{missing[0]} in the query.")
    return "".join(parts)


def place(text: str, offset: int) -> str:
    """A place in a text as a reader counts it.

    >>> place("ASK {\\n  x }", 8)
    'line 2, column 3'
    """
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"
