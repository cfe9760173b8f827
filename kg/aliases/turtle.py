"""Names of the user's own as Turtle (RDF 1.1), in the words of `ontologies/entities.ttl` and two of OWL.

a kgo:Company, skos:prefLabel, skos:altLabel, skos:exactMatch     of an entity, as in entities.ttl
owl:sameAs             the subject is taken for the object
owl:differentFrom      the two are never one
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.aliases.statements import Mistake, Statement
from kg.turtle import KGO, OWL, SKOS, TYPE

PROPERTIES = "a, skos:prefLabel, skos:altLabel, skos:exactMatch, owl:sameAs and owl:differentFrom"


def read(text: str) -> tuple[list[Statement], list[Mistake]]:
    """The statements of a file in Turtle, sorted by line, and what it says that is not read here; a file that is no Turtle has one
    mistake."""
    try:
        triples = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        return [], [Mistake(getattr(error, "lineno", None) or 1, f"this is no Turtle ({error}); write it like ontologies/entities.ttl")]
    lines = text.splitlines()
    mistakes: list[Mistake] = []
    found = [made for triple in triples for made in _statement(triple, lines, mistakes)]
    return sorted(found, key=lambda made: (made.line, made.what, made.name)), mistakes


def _statement(triple: ox.Quad, lines: list[str], mistakes: list[Mistake]) -> Iterator[Statement]:
    subject, predicate, value = triple.subject, triple.predicate.value, triple.object
    line = _line(lines, subject, value)
    if not isinstance(subject, ox.NamedNode) or not isinstance(value, (ox.NamedNode, ox.Literal)):
        mistakes.append(Mistake(line, "a node without an IRI stands here; give every entity one, such as kge:huawei"))
        return
    node = f"<{subject.value}>"
    names = {SKOS + "prefLabel": "entity", SKOS + "altLabel": "alias"}
    links = {OWL + "sameAs": "same", OWL + "differentFrom": "different"}
    if predicate in names and isinstance(value, ox.Literal) and value.value.strip():
        what = names[predicate]
        yield Statement(line, "alias" if what == "alias" else "entity", value.value, node, language=value.language or "")
    elif predicate in links and isinstance(value, ox.NamedNode):
        yield Statement(line, "same" if links[predicate] == "same" else "different", node, f"<{value.value}>")
    elif predicate == SKOS + "exactMatch" and isinstance(value, ox.NamedNode):
        yield Statement(line, "entity", "", node, matches=(value.value,))
    elif predicate == TYPE and isinstance(value, ox.NamedNode) and value.value.startswith(KGO):
        yield Statement(line, "entity", "", node, type=value.value.removeprefix(KGO))
    else:
        mistakes.append(Mistake(line, f"{predicate} with {value} is not read here; accepted are {PROPERTIES}, and classes of kg.ttl"))


def _line(lines: list[str], subject: object, value: object) -> int:
    """The line where a triple most probably stands, since the parser does not tell: of the lines that begin with the subject,
    the one that has the object nearest behind it."""
    mine = re.compile(rf"\s*[^\s\"]*{re.escape(_words(subject))}[\s>]")
    starts = [number for number, line in enumerate(lines) if mine.match(line)] or [0]
    places = [(_find(lines, _words(value), start), start) for start in starts]
    return min(places, key=lambda place: (place[0] - place[1], place))[0] + 1


def _find(lines: list[str], words: str, start: int) -> int:
    return next((number for number in range(start, len(lines)) if words and words in lines[number]), len(lines) - 1)


def _words(term: object) -> str:
    if isinstance(term, ox.Literal):
        return term.value
    return term.value.rstrip("/").replace("#", "/").rpartition("/")[2] if isinstance(term, ox.NamedNode) else ""
