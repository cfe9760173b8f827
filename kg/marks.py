"""What there is one of, by the ontology: the amount and the time of a deed, and the subject or object of a relation at a time.

Two voices that tell it differently disagree, which `kg.rdf.disagreements` and the stock question `@disputed` find.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.turtle import KGO, OWL, RDFS, SKOS, TYPE, terms

_TABLE = re.compile(r"\{ \}(?= # of the ontology: (\S+)$)", re.MULTILINE)


@cache
def months(mark: str, folder: Path | None = None) -> Mapping[str, int]:
    """The relations that bear a mark, with its number of months.

    >>> months("oneTime")["founded"]
    0
    """
    return {iri.removeprefix(KGO): int(number) for iri, term in sorted(terms(folder).items()) for _, number in term.get(KGO + mark, ())}


@cache
def posts(folder: Path | None = None) -> Mapping[str, str]:
    """The posts that one person holds at a time, by each of their names in small letters.

    >>> posts()["topman"], posts()["ceo"]
    ('ChiefExecutive', 'ChiefExecutive')
    """
    found = {iri.removeprefix(KGO): term for iri, term in sorted(terms(folder).items()) if (None, KGO + "Role") in term.get(TYPE, ())}
    return {
        text.lower(): post for post, term in found.items() for kind in (RDFS + "label", SKOS + "altLabel") for _, text in term.get(kind, ())
    }


@cache
def narrowest(folder: Path | None = None) -> frozenset[str]:
    """The classes that have no other under them.

    >>> "City" in narrowest(), "Place" in narrowest()
    (True, False)
    """
    known = {
        iri.removeprefix(KGO): term
        for iri, term in terms(folder).items()
        if iri.startswith(KGO) and (None, OWL + "Class") in term.get(TYPE, ())
    }
    above = {iri.removeprefix(KGO) for term in known.values() for _, iri in term.get(RDFS + "subClassOf", ())}
    return frozenset(known) - above


def filled(question: str) -> str:
    """A question with each empty table that is marked so filled from the ontology; its form stays that of SPARQL.

    >>> print(filled("VALUES (?p ?months) { } # of the ontology: kgo:oneSubject"))
    VALUES (?p ?months) { (kgo:leads 0) } # of the ontology: kgo:oneSubject
    """

    def rows(mark: str) -> str:
        """The rows of a table: classes, names of posts with the post, or relations that bear a mark with its months."""
        if mark == "owl:Class":
            return " ".join(f"kgo:{kind}" for kind in sorted(narrowest()))
        if mark == "kgo:Role":
            return " ".join(f"({json.dumps(name, ensure_ascii=False)} kgo:{post})" for name, post in sorted(posts().items()))
        return " ".join(f"(kgo:{name} {number})" for name, number in months(mark.removeprefix("kgo:")).items())

    return _TABLE.sub(lambda found: f"{{ {rows(found[1])} }}", question)
