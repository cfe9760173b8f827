"""To which clause a word belongs, and whether that clause is about what was, is or will be.

"In October" is last October where the verb is past ("was sued in October") and next October where it is to come ("will open in
October"). The walk is up the tree, from the word to the verb or predicate that it says something of.
"""

from __future__ import annotations

from kg.extract.syntax import children, label, lemma
from kg.lang import Lexicon
from kg.parse import Token, kept

PAST, PRESENT, FUTURE = -1, 0, 1
OPEN = frozenset({"xcomp", "ccomp", "advcl", "acl"})
"""Labels of clauses that, without a finite verb, have the tense of the one above."""


@kept
def clause(token: Token) -> Token:
    """The head of the clause that the token stands in: the nearest verb, or predicate with a subject, at or above it.

    A verb is its own clause.
    """
    while not is_predicate(token) and token.head.i != token.i:
        token = token.head
    return token


@kept
def is_predicate(token: Token) -> bool:
    """True for a verb that is no auxiliary, and for a noun or adjective that something is said to be."""
    if token.pos_ in {"VERB", "AUX"}:
        return label(token) not in {"aux", "cop", "amod"}
    return bool(children(token, "cop", "nsubj", "csubj"))


def tense(token: Token, lexicon: Lexicon) -> int:
    """`PAST`, `PRESENT` or `FUTURE`: what the clause of a token is about."""
    verb = clause(token)
    for _ in range(5):
        found = _of(verb, lexicon)
        if found is not None:
            return found
        if label(verb) not in OPEN | {"conj"} or verb.head.i == verb.i:
            break
        above = clause(verb.head)
        if lemma(above) in lexicon.words("governors", "planned") and label(verb) != "conj":
            return FUTURE
        verb = above
    return PRESENT


def _of(verb: Token, lexicon: Lexicon) -> int | None:
    """What the clause itself tells, None for an infinitive or participle without an auxiliary."""
    helpers = children(verb, "aux", "cop")
    forms = [verb, *helpers]
    if any("Past" in form.morph.get("Tense", []) and "Part" not in form.morph.get("VerbForm", []) for form in forms):
        return PAST
    if any(helper.lower_ in lexicon.words("modality", "planned") for helper in helpers):
        return FUTURE
    to_be = any(helper.lemma_ in lexicon.words("voice", "passives") for helper in helpers)
    if to_be and any(mark.lower_ in lexicon.words("modality", "infinitive_marks") for mark in children(verb, "mark")):
        return FUTURE
    participle = "Part" in verb.morph.get("VerbForm", []) and "Pres" not in verb.morph.get("Tense", [])
    if participle and any(helper.lemma_ in lexicon.words("tense", "perfect") for helper in helpers):
        return PAST
    if any("Fin" in form.morph.get("VerbForm", []) for form in forms):
        return PRESENT
    return PAST if participle and label(verb) == "acl" else None
