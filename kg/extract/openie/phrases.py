"""The words of a phrase, as they stand in the text: an argument, a predicate, a clause.

A phrase is a tuple of token indices, mostly in order of the text. How far an argument reaches is its extent:

    full     the head with all its modifiers but relative clauses
    of       what stands before the head, the rest of a name, and phrases with "of"
    core     the same without "of"
    owner    full, without the ending of a possessor ("Huawei" of "Huawei's")
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from kg.extract.syntax import children, first_conjunct, label
from kg.lang import Lexicon
from kg.parse import Doc, Token

Phrase = tuple[int, ...]
Extent = Literal["full", "owner", "of", "core"]

APART = frozenset({"acl:relcl", "parataxis", "discourse", "vocative", "list", "orphan", "reparandum"})
"""Labels of what hangs on a noun and is no part of its phrase."""
CLAUSAL = frozenset({"nsubj", "csubj", "cop", "aux", "expl", "mark", "advcl", "ccomp", "obl"})
"""Labels of what hangs on a predicate noun or adjective as the head of its clause."""
NAME = frozenset({"flat", "fixed", "goeswith", "compound", "nummod"})
"""Labels of the rest of a name or amount, also behind its head."""
PARTS = frozenset({"compound:prt", "expl:pv", "expl:pass"})
"""Labels of the words that make one predicate with their verb: particles and reflexives."""
LINKS = frozenset({"case", "mark", "cc"})
"""Labels of the words that tie a phrase to another and are no part of it."""


def argument(token: Token, lexicon: Lexicon, extent: Extent = "full", *, without: int = -1, joint: bool = False) -> Phrase:
    """The words of the phrase that a token heads, without its preposition and without what is coordinated with it.

    Args:
        token: the head.
        lexicon: the words of the language; `possessive.of` is the preposition that extent "of" keeps.
        extent: how far the phrase reaches.
        without: the index of a token that is left out with all below it: the verb whose argument this is.
        joint: keep what is coordinated with the token.
    """
    words = [token.i]
    for child in token.children:
        kind = label(child)
        if child.i == without or (kind in LINKS and (child.i < token.i or extent == "owner")):
            continue
        if kind == "conj" or kind == "cc":
            words += _below(child) if joint else []
        elif extent in {"of", "core"} and _is_of(child, lexicon):
            words += [*preposition(child), *argument(child, lexicon, extent)] if extent == "of" else []
        elif child.dep_ not in APART and kind not in APART and (extent in {"full", "owner"} or _stands_before(child, token, kind)):
            words += _below(child)
    return trimmed(token.doc, words)


def predicative(token: Token, lexicon: Lexicon, extent: Extent = "full") -> Phrase:
    """What is said of a subject by a predicate noun or adjective, without the copula and the clause around it."""
    used = {*predicate(token)} - {token.i}
    words = [token.i]
    for child in token.children:
        kind = label(child)
        if child.i in used or kind in CLAUSAL or kind in LINKS or kind == "conj" or kind in APART or child.dep_ in APART:
            continue
        if extent == "full" or _stands_before(child, token, kind):
            words += _below(child)
        elif extent == "of" and _is_of(child, lexicon):
            words += [*preposition(child), *argument(child, lexicon, extent)]
    return trimmed(token.doc, words)


def clause(token: Token, *, joint: bool = True) -> Phrase:
    """A clause from end to end with its mark; without `joint` what is coordinated with it is left out."""
    words = [token.i]
    for child in token.children:
        if label(child) != "cc" and (joint or label(child) not in {"conj", "parataxis"}):
            words += [part.i for part in child.subtree]
    return trimmed(token.doc, words)


def predicate(token: Token) -> Phrase:
    """The words of a predicate: auxiliaries, negation, particle, reflexive, the adverbs among them, and the head of a verb.

    For a predicate noun or adjective it is the copula; what is said of the subject is then an argument.
    """
    copulas = [child.i for child in children(token, "cop")]
    words = copulas or [token.i]
    words += [child.i for child in token.children if label(child) == "aux" or child.dep_ in PARTS]
    words += _shared_auxiliaries(token)
    own = [i for i in words if i == token.i or token.doc[i].head.i == token.i]
    first, last = min(own), max(own) if copulas else token.i
    for child in children(token, "advmod"):
        if child.children or {"Rel", "Int"} & {*child.morph.get("PronType", [])}:
            continue
        among = first - 2 < child.i < last
        leads = not copulas and child.i == last + 1 and _leads(child)
        if among or leads or "Neg" in child.morph.get("Polarity", []):
            words.append(child.i)
    return tuple(sorted({*words}))


def _shared_auxiliaries(token: Token) -> list[int]:
    """Those of the verb that a participle or infinitive is coordinated with: "were mobilized and recalled"."""
    top = first_conjunct(token)
    if top.i == token.i or children(token, "aux", "cop", "nsubj") or token.morph.get("VerbForm", []) != top.morph.get("VerbForm", []):
        return []
    return [child.i for child in children(top, "aux")] if "Fin" not in token.morph.get("VerbForm", []) else []


def preposition(token: Token) -> Phrase:
    """The words of the preposition of a phrase, with its fixed parts; that of the first conjunct for one that has none."""
    found: list[int] = []
    for child in children(token, "case"):
        if child.i < token.i and child.pos_ != "PART":
            found += [child.i, *(part.i for part in child.children if label(part) in {"fixed", "advmod"})]
    return preposition(token.head) if not found and label(token) == "conj" else tuple(sorted(found))


def marks(token: Token) -> Phrase:
    """The words that open a subordinate clause or infinitive: "that", "to", "om te"."""
    return tuple(child.i for child in children(token, "mark"))


def text(doc: Doc, phrase: Phrase) -> str:
    """A phrase as it stands in the text, with one space where words between were left out."""
    words = doc.words or [token.text for token in doc]
    follows = {*phrase}
    pieces = [words[i] + (" " if doc[i].whitespace_ or i + 1 not in follows else "") for i in phrase]
    return "".join(pieces).strip()


def trimmed(doc: Doc, words: Iterable[int]) -> Phrase:
    """In order of the text, without punctuation at the ends or beside a gap, without prepositions at the front; a quote or
    bracket stays where its other half stands too."""
    found = sorted({*words})
    inside = {*found}
    kept = [i for i in found if not _is_stop(doc[i]) or (i - 1 in inside and i + 1 in inside)]
    while kept and (_is_stop(doc[kept[0]]) or label(doc[kept[0]]) in LINKS - {"mark"}):
        del kept[0]
    while kept and _is_stop(doc[kept[-1]]):
        del kept[-1]
    if len(kept) > 2 and doc[kept[0]].is_quote and doc[kept[-1]].is_quote and sum(doc[i].is_quote for i in kept) == 2:
        kept = _unquoted(doc, kept)
    for pair in (
        [i for i in kept if doc[i].is_quote and doc[i].text not in {"'", "’"}],
        [i for i in kept if doc[i].is_bracket],
    ):
        if len(pair) == 1:
            kept.remove(pair[0])
    return tuple(kept)


def _unquoted(doc: Doc, words: list[int]) -> list[int]:
    """Without the quotes around all of it, and the comma in front of the second."""
    words = words[1:-1]
    while words and _is_stop(doc[words[-1]]):
        del words[-1]
    return words


def _below(token: Token) -> list[int]:
    """The words below a modifier, relative clauses left out."""
    words = [token.i]
    for child in token.children:
        if child.dep_ not in APART:
            words += _below(child)
    return words


def _stands_before(child: Token, token: Token, kind: str) -> bool:
    measure = kind == "nmod" and not preposition(child)  # "$ 20 a share"
    return kind in NAME or kind == "punct" or measure or (child.i < token.i and kind not in {"appos", "nsubj", "cop"})


def _is_of(child: Token, lexicon: Lexicon) -> bool:
    words = preposition(child) if label(child) == "nmod" and child.i > child.head.i else ()
    return len(words) == 1 and child.doc[words[0]].lower_ in lexicon.words("possessive", "of")


def _leads(adverb: Token) -> bool:
    """An adverb between a verb and a preposition belongs to the verb: "went on to", "switched over to"."""
    after = adverb.nbor(1) if adverb.i + 1 < len(adverb.doc) else adverb
    return label(after) == "case" and after.head.head.i == adverb.head.i


def _is_stop(token: Token) -> bool:
    return bool(token.is_punct and not token.is_quote and not token.is_bracket)
