"""A sentence as predicate frames: who does what to whom, whatever the language and however it is put.

A frame is a content word and its arguments by role:

    subj obj iobj     the deep subject and objects: voice is undone, by-agents are subjects
    of, on, tegen …   a prepositional argument, under its preposition
    poss              the possessor ("Huawei's subsidiary", "its chairman")
    prefix            the name in front of a hyphen in one token ("Huawei-topman"); the token is the noun's own
    compound, adj     a noun or adjective in front ("US sanctions", "Chinese chipmaker", "Shenzhen-based")
    self              what a noun is said of: by apposition, title or copula ("BYD, a carmaker", "BYD is a carmaker")
    comp              a clause or infinitive
    dealt             what its object is made, allowed or forbidden to deal with ("bans agencies from buying from Huawei")
    undergoer         the subject of the clause that what the noun names is for or upon ("builds it with support from Norway")
    performer         the subject of the verb that does what the noun names ("the US announced sanctions")

Relative and participial clauses are attached to the noun they modify, coordination is shared out, and subjects of
infinitives are found by control (the object of the verb above, else its subject). An argument that the parser may have
hung one word too low or too high is offered as `lifted`: a preposition after an object belongs to either.

The idea follows PredPatt (White et al. 2016) and ClausIE (Del Corro and Gemulla 2013): read propositions off a
universal tree, not off the surface.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import final

from kg.extract.clauses import Argument, verb_arguments
from kg.extract.nominals import noun_arguments
from kg.extract.subjects import is_passive
from kg.extract.syntax import (
    NOMINAL,
    children,
    is_participle,
    label,
    lemma,
    prefix,
)
from kg.lang import Lexicon
from kg.parse import Doc, Span, Token

VERBAL = ("obj", "iobj", "obl", "xcomp", "vocative")
"""Labels of what hangs on a verb, not on a noun; a name behind a verb is now and then taken for an address."""
EMPTY = frozenset({"ADP", "ADV", "CCONJ", "DET", "PART", "PRON", "PUNCT", "SCONJ"})
"""Parts of speech of what is no predicate where nothing hangs on it."""


@final
@dataclass(slots=True, init=False, unsafe_hash=True)
class Frame:
    """A predicate with its arguments; `kind` is "verb", "noun" or "adj". `clause` is what remains of a clause that leaves out its
    verb ("and so did Canada"): it tells whether that is so. `meant` is its predicate in the index, once `kg.extract.matching` was asked."""

    head: Token
    lemma: str
    kind: str
    arguments: tuple[Argument, ...]
    clause: Token | None
    roles: frozenset[str] = field(init=False, repr=False, compare=False)
    meant: str | None = field(init=False, repr=False, compare=False)

    def __init__(self, head: Token, lemma: str, kind: str, arguments: tuple[Argument, ...], clause: Token | None = None) -> None:
        """The predicate and its arguments; most of what is asked of a frame is whether it has one in a role."""
        self.head, self.lemma, self.kind, self.arguments, self.clause = head, lemma, kind, arguments, clause
        self.roles = frozenset([argument.role for argument in arguments])
        self.meant = None

    @property
    def said(self) -> Token:
        """The token whose clause tells polarity, modality, speaker and time."""
        return self.head if self.clause is None else self.clause

    def role(self, *roles: str) -> list[Argument]:
        """The arguments in any of the roles, those of the frame itself before the lifted ones."""
        if self.roles.isdisjoint(roles):
            return []
        found = [argument for argument in self.arguments if argument.role in roles]
        lifted = [argument for argument in found if argument.lifted]
        return [*(argument for argument in found if not argument.lifted), *lifted] if lifted else found


def frames(sent: Span | Doc, lexicon: Lexicon) -> list[Frame]:
    """The frames of a sentence (or of every sentence of a Doc), in order of the text.

    Args:
        sent: tokens with UD labels, universal parts of speech and lemmas.
        lexicon: the word lists of the language.
    """
    found = []
    for token in sent:
        kind = _kind(token, lexicon)
        if kind == "noun":
            arguments = noun_arguments(token, lexicon)
        elif kind:
            arguments = verb_arguments(token, lexicon)
        else:
            continue
        found.append(Frame(token, lemma(token), kind, tuple(arguments)))
    return found


def _kind(token: Token, lexicon: Lexicon) -> str:
    if not token.children and token.pos_ in EMPTY:
        return "noun" if prefix(token, lexicon) else ""
    if token.pos_ == "NOUN" and children(token, "nsubj") and children(token, *VERBAL) and not children(token, "cop", "det", "case"):
        return "verb"  # a verb that the tagger took for a noun: the parser gave it a subject and an object or oblique
    if token.pos_ == "VERB" and label(token) in NOMINAL and not children(token, "obj", "nsubj", "aux", "mark"):
        return "noun"  # what has the place of a noun and nothing of a verb is one: "Chinese tech giants X and Y"
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and label(token) not in {"aux", "cop"}):
        return "verb"
    if token.pos_ == "NOUN" or (token.pos_ == "ADJ" and label(token) in {"amod", "compound"} and token.head.pos_ == "PROPN"):
        return "noun"  # a small tagger takes the title in "Huawei's subsidiary HiSilicon" for an adjective
    if token.pos_ != "PROPN" and prefix(token, lexicon):
        return "noun"
    if token.pos_ == "ADJ" and children(token, "det", "case") and (label(token) in {*NOMINAL, "conj"} or children(token, "cop")):
        return "noun"  # "as its chief executive", "is the chief executive"
    if token.pos_ == "ADJ" and (children(token, "nsubj", "obl") or is_participle(token)):
        return "adj"
    if children(token, "cop") and children(token, "nsubj"):
        return "adj" if token.pos_ == "ADV" else "noun"  # "they are here", "the winner was BYD", "it can be 380V"
    return ""


def turned(frame: Frame, lexicon: Lexicon) -> Frame | None:
    """The frame with subject and object exchanged, where the order of words leaves open which is which: "het bedrijf dat Jansen
    oprichtte", "machines verkoopt het bedrijf"; None for any other."""
    if frame.kind != "verb" or frame.head.dep_.lower() not in lexicon.words("clauses", "turned") or is_passive(frame.head, lexicon):
        return None
    own = [argument for argument in frame.arguments if argument.role in {"subj", "obj"}]
    if len({argument.role for argument in own}) < 2 or any(argument.token.pos_ == "PRON" for argument in own):
        return None
    other = {"subj": "obj", "obj": "subj"}
    return replace(frame, arguments=tuple(replace(argument, role=other.get(argument.role, argument.role)) for argument in frame.arguments))
