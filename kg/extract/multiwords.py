"""Prepositions of several words around a noun, taken apart: "onder leiding van X" is under leadership, and that of X.

Treebanks write some of them as one fixed word, and a small parser does so here and not there. A noun that carries a relation must
stand as a noun, in the phrases of the ontology and in the text alike. So must the noun behind the "als" that a parser takes for a
conjunction: "treedt aan als directeur van X"; what says that there are more is no preposition: "maakt onder meer chips"; and what
something is called is no particle of the verb.
"""

from __future__ import annotations

from kg.extract.roles import hang
from kg.extract.syntax import OBLIQUE, children
from kg.lang import Lexicon
from kg.parse import Doc, Token

CLAUSAL = ("nsubj", "cop", "aux", "obj", "xcomp", "ccomp")
"""What only a clause has below it."""
REACH = 2
"""Words between the last preposition and the noun phrase behind it that the parser hung elsewhere."""


def loosen(doc: Doc, lexicon: Lexicon) -> Doc:
    """The document with such prepositions apart; it is changed in place, before anything is read from it."""
    hedges = lexicon.words("clauses", "hedges")
    for token in doc:
        if token.i + 1 < len(doc) and token.pos_ == "ADP" and hedges and f"{token.lower_} {token.nbor(1).lower_}" in hedges:
            _hedge(token)
        if token.label == "fixed" and token.pos_ == "NOUN" and token.head.i == token.i - 1 and token.head.pos_ == "ADP":
            _part(token, lexicon)
        elif token.label in {"advcl", "nmod", "obl"} and token.pos_ in {"NOUN", "PROPN"} and not children(token, *CLAUSAL):
            for mark in children(token, "mark"):
                if mark.lower_ in lexicon.words("possessive", "capacity"):
                    mark.relabel("case")
                    token.forget()
                    token.relabel("obl" if token.label == "advcl" else token.dep_)
        elif token.dep_ == "compound:prt" and token.pos_ == "ADJ" and token.head.lemma_.lower() in lexicon.words("clauses", "calls"):
            token.relabel("xcomp")  # "noemt het besluit onterecht": no verb "onterechtnoemen"
    return doc


def _hedge(first: Token) -> None:
    """ "Maakt onder meer chips", "levert aan onder meer Umbra": the two words are no preposition of the noun behind, which has the
    place that it would have without them."""
    last = first.nbor(1)
    noun = next((above for above in (first.head, last.head) if above.i > last.i and above.sent is first.sent), None)
    if noun is None or noun.pos_ == "VERB":
        return
    hang(first, noun, "advmod")
    hang(last, first, "fixed")
    first.pos_ = "ADV"
    verb, before = noun.head, first.nbor(-1) if first.i > first.sent.start else first
    if children(noun, "case") or noun.label not in {"obl", "nmod"} or verb.pos_ != "VERB":
        return
    if before.pos_ == "ADP" and before.label == "compound" and before.head is verb:  # "levert aan onder meer Umbra"
        hang(before, noun, "case")
        return
    subjects, objects = children(verb, "nsubj"), children(verb, "obj")
    behind = [subject for subject in subjects if noun.i < verb.i < subject.i]
    if behind and not objects:  # "onder meer Umbra verbrak de banden": what stands behind the verb is the object
        behind[0].relabel("obj")
        noun.relabel("nsubj")
    else:
        noun.relabel("nsubj" if not subjects else "iobj" if objects else "obj")


def _part(noun: Token, lexicon: Lexicon) -> None:
    """The noun gets the place of the phrase behind, and that hangs on it."""
    first = noun.head
    below = [*children(first, "fixed"), *children(first.head, "case")]
    last = next((child for child in below if child.i == noun.i + 1), None)
    if last is None or last.lower_ not in lexicon.words("possessive", "of"):
        return
    own = next((child for child in children(noun, "nmod") if _follows(child, last)), None)
    inner = own or _behind(first, last)
    if inner is None or inner.label not in OBLIQUE:
        return
    label, above = ("obl", first.head) if own is not None else (inner.dep_, inner.head)
    hang(noun, above, label)
    hang(first, noun, "case")
    hang(last, inner, "case")
    hang(inner, noun, "nmod")


def _behind(first: Token, last: Token) -> Token | None:
    """The head of the noun phrase right behind the preposition."""
    if first.label == "case" and first.head.i > last.i:
        return first.head
    if first.label not in {"compound", "advmod", "obl"}:
        return None
    return next((child for child in children(first.head, *OBLIQUE) if _follows(child, last)), None)


def _follows(phrase: Token, last: Token) -> bool:
    """A noun phrase right behind the last preposition that has none of its own."""
    return last.i < phrase.i and phrase.left_edge.i <= last.i + REACH and not children(phrase, "case")
