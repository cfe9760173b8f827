"""What grammar says without a predicate: nationality and possession.

"the Chinese chipmaker SMIC" says where SMIC comes from; "Huawei’s phones" says who makes them. Which relations these
forms express stands in the ontology (`kgo:construction`); whether their ends fit is decided when the claim is grounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extract.arguments import Fillers
from kg.extract.frames import Argument, Frame
from kg.extract.syntax import case, children, conjuncts, label, possessive
from kg.model import Mention
from kg.ontology import Ontology, is_a

NATIONALITY, POSSESSION = "nationality", "possession"


@dataclass(frozen=True, slots=True)
class Hit:
    """A construction found: the kind, both ends, and the token that carries it."""

    kind: str
    subject: Mention
    object: Mention
    word: Token


def constructions(sent: Span, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """The constructions of a sentence, in order of the text.

    Args:
        frames: the noun frames of the sentence by the index of their head.
    """
    for token in sent:
        found = fillers.names.get(token.i)
        if found and found.mention.adjectival:
            yield from _nationality(token, found.mention, frames, fillers, ontology)
        yield from _possession(token, fillers, ontology)


def _nationality(adjective: Token, place: Mention, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """The adjective stands before a name, or before a noun that describes one."""
    noun = adjective.head
    if label(adjective) not in {"amod", "compound", "nmod", "flat"} or noun.i <= adjective.i or possessive(adjective, fillers.lexicon):
        return
    for bearer in _bearers(noun, frames, fillers):
        if any(is_a(ontology, kind, "Agent") and not is_a(ontology, kind, "Country") for kind in bearer.types[:1]):
            yield Hit(NATIONALITY, bearer, place, adjective)


def _bearers(noun: Token, frames: Mapping[int, Frame], fillers: Fillers) -> Iterator[Mention]:
    found = fillers.names.get(noun.i)
    if found:
        yield found.mention
        return
    if not (fillers.nouns.class_of(noun.lemma_) or fillers.nouns.is_role(noun.lemma_)):
        return
    frame = frames.get(noun.i)
    bearers = [filler.mention for argument in frame.role("self") if (filler := fillers.fill(argument))] if frame else []
    anaphor = fillers.anaphora.get(noun.i)
    yield from bearers or fillers.groups.get(noun.i, ()) or ([anaphor] if anaphor else [])


def _possession(token: Token, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A thing and the organisation that it is said to belong to."""
    found = fillers.names.get(token.i)
    if found and token.i != found.last:
        return
    thing = found.mention if found else fillers.thing(token)
    if thing is None or not any(kind in {"Product", "Technology"} for kind in thing.types[:1]):
        return
    top = fillers.doc[found.first : found.last + 1].root if found else token
    for holder in _holders(top, fillers):
        filler = fillers.fill(holder)
        if filler and any(is_a(ontology, kind, "Organization") for kind in filler.mention.types[:1]):
            yield Hit(POSSESSION, filler.mention, thing, top)


def _holders(top: Token, fillers: Fillers) -> Iterator[Argument]:
    lexicon = fillers.lexicon
    yield Argument("prefix", top)
    for child in top.children:
        if possessive(child, lexicon):
            yield from (Argument("poss", token) for token in conjuncts(child))
        elif label(child) == "nmod" and case(child) in lexicon("possessive", "of"):
            yield from (Argument("of", token) for token in conjuncts(child))
        elif child.dep_ == "compound" and child.i < top.i:
            yield Argument("compound", child)
    if label(top) in {"appos", "flat"} and top.head.pos_ == "NOUN":  # "Googles downloadwinkel Play Store"
        yield from (Argument("poss", child) for child in children(top.head, "nmod", "det") if possessive(child, lexicon))
