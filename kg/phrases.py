"""The phrases of relations, as they are written in the ontology: the shortest clause or noun phrase that expresses the relation, with slots
for the ends: {S} subject, {O} object, and, where the words call for them, {A} amount, {R} role, {P} product, {B} word of blame, {G} of
praise, {W} of a wrong, {F} of untruth, {V} verb. Words in brackets are alternatives.
"""

from __future__ import annotations

import re

from kg.errors import OntologyError
from kg.turtle import KGO, Term, texts

_ALTERNATIVES = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
_SLOT = re.compile(r"\{[^{}]*\}|[{}]")
_SLOTS = ("{S}", "{O}", "{A}", "{R}", "{P}", "{B}", "{G}", "{W}", "{F}", "{V}")


def phrases(iri: str, term: Term, kind: str, *, value: bool, file: str) -> tuple[tuple[str, str], ...]:
    """The phrases of a relation with their languages, alternatives written out, once each and in order.

    Args:
        iri: the relation, for messages.
        term: what the ontology says of it.
        kind: the local name of the property: "phrase", "counterPhrase", "plannedPhrase" or "possiblePhrase".
        value: the relation is to a value, so that its phrases have {A} in place of {O}.
        file: where the term comes from, for messages.

    Raises:
        OntologyError: a phrase without a language, without one of its ends, or with another slot twice.
    """
    written = ((language, text) for language, given in texts(term, KGO + kind) for text in alternatives(given))
    return tuple(dict.fromkeys(_phrase(iri, language, text, value=value, file=file) for language, text in written))


def alternatives(phrase: str) -> list[str]:
    """The phrases that one with words in brackets stands for, in order; an empty alternative leaves the words out.

    >>> alternatives("{S} (plans|wants) to buy (|all of) {O}")
    ['{S} plans to buy {O}', '{S} plans to buy all of {O}', '{S} wants to buy {O}', '{S} wants to buy all of {O}']
    """
    found = _ALTERNATIVES.search(phrase)
    if found is None:
        return [" ".join(phrase.split())]
    before, behind = phrase[: found.start()], phrase[found.end() :]
    return [whole for words in found[1].split("|") for whole in alternatives(f"{before}{words}{behind}")]


def _phrase(iri: str, language: str, text: str, *, value: bool, file: str) -> tuple[str, str]:
    """The phrase, checked: a language, the slots of both ends once, no other slot twice."""
    slots = _SLOT.findall(text)
    needed = {"{S}", "{A}" if value else "{O}"}
    if not language or len(set(slots)) < len(slots) or not needed <= set(slots) <= set(_SLOTS):
        raise OntologyError(
            f"{file}: {iri} has the phrase '{text}'{'@' + language if language else ''}; "
            f"give it a language and each of {' and '.join(sorted(needed, reverse=True))} once, and of {', '.join(_SLOTS)} no other twice."
        )
    return language, text
