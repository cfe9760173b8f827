"""Who a pronoun cannot be: another argument of its own verb ("Apple sued it"), or the one who does what it is part of."""

from __future__ import annotations

from kg.coreference.discourse import Entry
from kg.extract.subjects import surface_subject
from kg.extract.syntax import children, first_conjunct, label
from kg.lang import Lexicon
from kg.parse import Token

ARGUMENTS = frozenset({"nsubj", "obj", "obl", "iobj"})


def bound(token: Token, entry: Entry, lexicon: Lexicon) -> bool:
    """True where the token cannot stand for the entry, since the grammar of its sentence makes them two.

    Args:
        token: the head of a pronoun that is no possessive, or of a description.
    """
    places = [token.doc[place] for place in entry.places if token.sent.start <= place < token.sent.end]
    if any(_same_clause(token, first_conjunct(place)) or _taken_up(token, place) for place in places):
        return True
    doer = _doer(token, lexicon)
    return doer is not None and any(place.i in {doer.i, *(part.i for part in doer.children)} for place in places)


def _same_clause(token: Token, other: Token) -> bool:
    """Arguments of one verb; in "Apple sued X and beat it" the second verb's subject is the first's."""
    verb = first_conjunct(token.head)
    if verb.i != token.head.i and verb.i == other.head.i and label(other) == "nsubj" and label(token) != "nsubj":
        return not children(token.head, "nsubj")
    return token.head.i == other.head.i and label(token) in ARGUMENTS and label(other) in ARGUMENTS


def _taken_up(token: Token, place: Token) -> bool:
    """A relative pronoun beside the token stands for it: "the plant, which it bought"."""
    verb = token.head
    return verb.dep_ == "acl:relcl" and verb.head in {place, first_conjunct(place)} and label(token) == "nsubj" and token.pos_ == "PRON"


def _doer(token: Token, lexicon: Lexicon) -> Token | None:
    """The subject of the verb that the token is below: "The US slapped sanctions on it"."""
    if label(token) == "nsubj":
        return None
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    return surface_subject(verb, lexicon) if verb.pos_ == "VERB" else None
