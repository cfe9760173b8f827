"""Who says so: the speaker of a claim, when the text puts it in someone's mouth.

Three ways, tried in this order:

1. the claim stands in the complement of a reporting verb ("Huawei said that …", "…, zegt Hesselink"): its subject speaks;
2. a source phrase governs it ("according to Reuters", "volgens ING");
3. it stands inside quotation marks: the speaker is the subject of the reporting verb of that sentence outside the
   quotation, or of a neighbouring sentence of the same paragraph.

A verb of denial gives its complement as attributed and negated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.extract.clauses import surface_subject
from kg.extract.syntax import case, children, label, lemma
from kg.lang import Lexicon

OPENING, CLOSING = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class Source:
    """The head token of who speaks, the words that say so, and whether it is a denial."""

    speaker: Token
    words: str
    denies: bool = False


def quoted(doc: Doc) -> frozenset[int]:
    """The indices of the tokens that stand inside quotation marks; a quotation that is left open ends with its paragraph."""
    inside: set[int] = set()
    start: int | None = None
    for token in doc:
        straight = token.text in {'"', "''", "``"}
        if start is not None and (token.text in CLOSING or straight):
            inside.update(range(start + 1, token.i))
            start = None
        elif token.text in OPENING or straight:
            start = token.i
    return frozenset(inside)


def source(predicate: Token, lexicon: Lexicon, quotation: frozenset[int]) -> Source | None:
    """The source to which the text attributes what the predicate says, or None for the outlet itself.

    Args:
        predicate: the head of the claim's frame.
        quotation: the tokens inside quotation marks, from `quoted`.
    """
    for token in _upward(predicate):
        found = _reporter(token, predicate, lexicon) or _phrase(token, predicate, lexicon)
        if found:
            return found
    return _quotation_source(predicate, lexicon, quotation) if predicate.i in quotation else None


def _upward(token: Token) -> Iterator[Token]:
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def _reporter(token: Token, predicate: Token, lexicon: Lexicon) -> Source | None:
    """The token is the complement of a reporting verb, or has one beside it ("…, said X")."""
    head = token.head
    verbs = lexicon("reporting", "verbs") | lexicon("reporting", "denials") | lexicon("reporting", "accusations")
    if head.i != token.i and label(token) in {"ccomp", "xcomp", "parataxis", "obj"} and lemma(head) in verbs and _clausal(token):
        return _said(head, lexicon)
    if head.i != token.i and label(token) in {"advcl", "acl", "nmod", "obl"} and lemma(head) in lexicon("reporting", "accusations"):
        return _said(head, lexicon) if token.pos_ == "VERB" else None
    for child in children(token, "parataxis", "ccomp", "advcl", "discourse"):
        speaks = lemma(child) in verbs and not _within(predicate, child)
        if speaks and (label(child) == "parataxis" or child.nbor(-1).is_punct):
            found = _said(child, lexicon)
            if found and label(child) in {"parataxis", "discourse"}:
                return found
    return None


def _clausal(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX", "ADJ"} or bool(children(token, "cop", "nsubj"))


def _said(verb: Token, lexicon: Lexicon) -> Source | None:
    inverted = children(verb, "obj") if label(verb) == "parataxis" and not children(verb, "nsubj") else []
    subject = (
        inverted[0] if inverted else surface_subject(verb, lexicon)
    )  # "…, zegt een woordvoerder", with its subject taken for an object
    if subject is None:
        return None
    first, last = sorted((verb.i, subject.i))
    return Source(subject, verb.doc[first : last + 1].text, lemma(verb) in lexicon("reporting", "denials"))


def _within(token: Token, top: Token) -> bool:
    return token.i == top.i or top.is_ancestor(token)


def _phrase(token: Token, predicate: Token, lexicon: Lexicon) -> Source | None:
    """ "according to X" on the clause."""
    for child in children(token, "obl", "nmod", "advmod", "parataxis", "appos"):
        if case(child) in lexicon("reporting", "prepositions") and not _within(predicate, child):
            left = min(child.subtree, key=lambda part: part.i)
            return Source(child, child.doc[left.i : child.i + 1].text)
    return None


def _quotation_source(predicate: Token, lexicon: Lexicon, quotation: frozenset[int]) -> Source | None:
    """The reporting verb outside the quotation, in the same sentence, the one before it or the one after."""
    doc, sent = predicate.doc, predicate.sent
    sents = [sent]
    if sent.start > 0:
        sents.append(doc[sent.start - 1].sent)
    if sent.end < len(doc):
        sents.append(doc[sent.end].sent)
    for near in sents:
        for verb in _speech_verbs(near, lexicon, quotation):
            found = _said(verb, lexicon)
            if found and found.speaker.i not in quotation:
                return found
    return None


def _speech_verbs(sent: Span, lexicon: Lexicon, quotation: frozenset[int]) -> Iterator[Token]:
    for token in sent:
        if token.i not in quotation and token.pos_ == "VERB" and lemma(token) in lexicon("reporting", "verbs"):
            yield token
