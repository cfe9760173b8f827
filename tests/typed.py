"""The typed facts of a text as plain triples of labels, read by the pipeline itself."""

from __future__ import annotations

from functools import cache

from kg.model import Article
from kg.reading import read_article


@cache
def typed(text: str, language: str = "en") -> frozenset[tuple[str, str, str]]:
    """Subject, relation and object of every typed fact.

    >>> ("Apple", "sues", "Samsung") in typed("Apple sued Samsung.")
    True
    """
    facts = read_article(Article("a", text, language=language)).facts
    return frozenset((fact.subject.label, fact.relation.id, fact.object.label) for fact in facts if fact.relation.typed)


@cache
def framed(text: str, language: str = "en") -> frozenset[tuple[str, str, str]]:
    """The same without what is only likely, of which half is wrong where it is told least surely: what a rule must not say.

    >>> ("Apple", "sues", "Samsung") in framed("Apple sued Samsung.")
    True
    """
    facts = [fact for fact in read_article(Article("a", text, language=language)).facts if fact.relation.typed]
    surer = [fact for fact in facts if not all(piece.likely for piece in fact.evidence)]
    return frozenset((fact.subject.label, fact.relation.id, fact.object.label) for fact in surer)
