"""Names in a row that a small parser joined to the wrong word; part of `kg.extract.repairs`.

Every function mends the tree around one name in place, or leaves it alone.
"""

from __future__ import annotations

from kg.extract.roles import hang
from kg.extract.subjects import lacks_object
from kg.extract.syntax import PLACES, case, children, label
from kg.lang import Lexicon
from kg.parse import Token

NAMED = frozenset({"flat", "compound"})
"""Labels of the words of one name."""


def row(name: Token) -> None:
    """ "Kamerleden Jan Smit en Piet Bos": the later names are coordinated with the first, and not with the noun that they share."""
    noun = name.head
    first = next((child for child in children(noun, "appos", "flat") if child.pos_ == "PROPN" and noun.i < child.i < name.i), None)
    if first is not None and "Plur" in noun.morph.get("Number", []) and not children(name, "case", "det"):
        hang(name, first, "conj")


def possessed(place: Token, lexicon: Lexicon) -> None:
    """ "Works with Intel and Taiwan's TSMC": the place is whose TSMC is, and TSMC is one of the row."""
    name = place.nbor(2) if place.i + 2 < place.sent.end else place
    marked = name is not place and place.nbor(1).head is place and place.nbor(1).text in lexicon.words("possessive", "suffixes")
    if not marked or name.pos_ != "PROPN" or place.ent_type_ not in PLACES or place.head.ent_type_ in PLACES:
        return
    while name.head.i == name.i + 1 and name.head.pos_ == "PROPN" and label(name) in NAMED:
        name = name.head
    first = place.head
    while label(first) in NAMED and first.head.i < place.i and first.head.pos_ == "PROPN":
        first = first.head
    if first.pos_ != "PROPN" or (name.is_ancestor(place) and first.head is not name):
        return
    if first.head is name:
        if name.head is name:
            return
        hang(first, name.head, name.dep_)
    joint = children(place, "cc")
    hang(name, first, "conj")
    hang(place, name, "nmod:poss")
    for word in joint:
        hang(word, name, "cc")


def parted(one: Token, other: Token, last: int) -> None:
    """ "Als Microsoft TikTok koopt": of two names side by side, up to the last token, the second is what the verb is done to."""
    place = lacks_object(one, last) if other.head is one or other.head is one.head else None
    if place is not None and other.i > one.i and label(other) in {*NAMED, "appos", "nmod", "nsubj"}:
        hang(other, *place)


def contrasted(but: Token, lexicon: Lexicon) -> None:
    """ "Supplies X but not Y", "niet X maar Y levert": what is told apart is one row, and the denial is of the one behind it."""
    sent, denials = but.sent, lexicon.words("negation", "adverbs")
    denial = but.nbor(1) if but.i + 1 < sent.end else but
    if denial.lower_ in denials:
        other = _phrase_from(denial, lexicon)
        verb = but.head if but.head.pos_ == "VERB" and but.head.i < but.i else other.head if other is not None else but
        if other is None or other is verb or verb.pos_ != "VERB" or verb.i > but.i:
            return
        alike = [child for child in children(verb, "obj", "iobj", "obl", "nsubj") if child.i < but.i and case(child) == case(other)]
        first = next((child for child in reversed(alike) if label(child) != "nsubj" or child.i > verb.i), None)
        if first is not None:
            _joined(first, other, but)
            hang(denial, other, "advmod")
        return
    other = _phrase_from(but, lexicon)
    first = next((child for child in children(other.head, "nsubj") if child.i < but.i), None) if other is not None else None
    if first is None or other is None or label(other) != "nsubj" or first is other:
        return
    if any(child.lower_ in denials and child.i < first.i for child in children(first, "advmod")):
        _joined(first, other, but)


def _phrase_from(token: Token, lexicon: Lexicon) -> Token | None:
    """The name or noun whose phrase begins right behind the token; None where it says "only"."""
    start = token.nbor(1) if token.i + 1 < token.sent.end else token
    if start.lower_ in lexicon.words("ellipsis", "also") and start.i + 1 < start.sent.end:
        start = start.nbor(1)  # "maar ook Y"
    if start is token or start.lower_ in lexicon.words("negation", "limits"):
        return None
    while start.head.i > start.i and start.pos_ in {"ADP", "DET", "ADJ", "PROPN"} and label(start) in {"case", "det", "amod", "compound"}:
        start = start.head
    return start if start.pos_ in {"PROPN", "NOUN"} else None


def _joined(first: Token, other: Token, but: Token) -> None:
    hang(other, first, "conj")
    hang(but, other, "cc")
