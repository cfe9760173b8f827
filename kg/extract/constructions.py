"""What grammar says without a predicate: nationality, possession and seat.

"the Chinese chipmaker SMIC", "China's largest chipmaker" and "U.S. Department of Commerce" say where these come from;
"Huawei’s phones" says who makes them; "TSMC in Taiwan", "a bank in Frankfurt" where they are. Which relations these forms
express stands in the ontology (`kgo:construction`); whether their ends fit is decided when the claim is grounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.annotate import end, offset
from kg.extract.arguments import Fillers
from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.mentions import Found
from kg.extract.syntax import case, children, conjuncts, label, possessive
from kg.model import Mention
from kg.ontology import Ontology, is_a

NATIONALITY, STATE_BODY, POSSESSION, SEAT, BARE_ROLE = "nationality", "stateBody", "possession", "seat", "bareRole"


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
        if found and token.i == found.last:
            yield from _inside(found, fillers, ontology)
        yield from _possession(token, fillers, ontology)
        yield from _seat(token, frames, fillers, ontology)
        yield from _bare_role(token, frames, fillers, ontology)


def _bare_role(token: Token, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A post and its holder without an organisation beside them: "Topman X" leads the company that the article is about."""
    employer, frame = fillers.resolved.employers.get(token.i), frames.get(token.i)
    if employer is None or frame is None or any(_elsewhere(argument, fillers, ontology) for argument in frame.arguments):
        return
    for argument in frame.role("self"):
        holder = fillers.fill(argument)
        if holder and holder.mention.kind == "name" and holder.mention.types[:1] == ("Person",):
            yield Hit(BARE_ROLE, holder.mention, employer, token)


def _elsewhere(argument: Argument, fillers: Fillers, ontology: Ontology) -> bool:
    """True for an argument that says where the post is."""
    filler = fillers.fill(argument) if argument.role != "self" else None
    return filler is not None and any(is_a(ontology, kind, "Agent") for kind in filler.mention.types[:1])


def _inside(found: Found, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A body of a state that bears the state's name: "U.S. Department of Commerce"."""
    if not any(is_a(ontology, kind, "GovernmentBody") for kind in found.mention.types[:1]):
        return
    for last in range(found.first, min(found.first + 3, found.last)):
        words = fillers.doc[found.first : last + 1]
        sense = fillers.linker.lookup(words.text, fillers.lexicon.language)
        if sense is not None and sense.entity.type == "Country":
            start, stop = offset(words[0]), end(words[-1])
            place = Mention(words.text, start, stop, "name", words.text, fillers.lexicon.language, ("Country",), adjectival=True)
            yield Hit(STATE_BODY, found.mention, place, words[-1])
            return


def _seat(token: Token, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """An organisation, or the noun that describes one, with a place behind it; a class noun that a country possesses."""
    if token.pos_ not in {"PROPN", "NOUN", "X"} or (token.pos_ == "NOUN" and not fillers.nouns.kind(token)):
        return
    if token.i in fillers.names and label(token) in {"obj", "iobj", "obl"}:
        return  # "Samsung sued Apple in California": the place may be the verb's
    bearers = [
        bearer for bearer in _bearers(token, frames, fillers) if any(is_a(ontology, kind, "Organization") for kind in bearer.types[:1])
    ]
    for child in token.children if bearers else ():
        place = fillers.names.get(child.i)
        if place is None or place.mention.kind != "name":
            continue
        kind = place.mention.types[:1]
        owned = possessive(child, fillers.lexicon) or case(child) in fillers.lexicon("possessive", "of")
        seated = case(child) in fillers.lexicon("places", "seats") and any(is_a(ontology, name, "Place") for name in kind)
        if seated or (owned and token.pos_ == "NOUN" and kind == ("Country",)):
            yield from (Hit(SEAT if seated else _origin(bearer, ontology), bearer, place.mention, child) for bearer in bearers)


def _origin(bearer: Mention, ontology: Ontology) -> str:
    """A ministry is a part of its country; anyone else comes from there."""
    return STATE_BODY if any(is_a(ontology, kind, "GovernmentBody") for kind in bearer.types[:1]) else NATIONALITY


def _nationality(adjective: Token, place: Mention, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """The adjective stands before a name, or before a noun that describes one, or is said of it ("Geely is Chinese")."""
    noun = adjective.head
    said_of = children(adjective, "nsubj") if children(adjective, "cop") else []
    after = [child for child in children(adjective, "flat", "appos", "compound") if child.i == adjective.i + 1 and child.pos_ == "PROPN"]
    for bearer in (bearer for part in [*said_of[:1], *after[:1]] for bearer in _bearers(part, frames, fillers)):
        if _comes_from(bearer, ontology):
            yield Hit(_origin(bearer, ontology), bearer, place, adjective)
    while label(noun) == "compound" and noun.head.i > noun.i:
        noun = noun.head  # "Chinese tech giant": it is the giant that is Chinese
    if label(adjective) not in {"amod", "compound", "nmod", "flat"} or noun.i <= adjective.i or possessive(adjective, fillers.lexicon):
        return
    for bearer in _bearers(noun, frames, fillers):
        if _comes_from(bearer, ontology):
            yield Hit(_origin(bearer, ontology), bearer, place, adjective)


def _comes_from(bearer: Mention, ontology: Ontology) -> bool:
    """True for anyone who can act and is no country itself."""
    return any(is_a(ontology, kind, "Agent") and not is_a(ontology, kind, "Country") for kind in bearer.types[:1])


def _bearers(noun: Token, frames: Mapping[int, Frame], fillers: Fillers) -> Iterator[Mention]:
    found = fillers.names.get(noun.i)
    if found:
        yield found.mention
        return
    if not (fillers.nouns.kind(noun) or fillers.nouns.post(noun)):
        return
    frame = frames.get(noun.i)
    bearers = [filler.mention for argument in frame.role("self") if (filler := fillers.fill(argument))] if frame else []
    anaphor = fillers.resolved.anaphora.get(noun.i)
    yield from bearers or fillers.resolved.groups.get(noun.i, ()) or ([anaphor] if anaphor else [])


def _possession(token: Token, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A thing and the organisation that it is said to belong to."""
    found = fillers.names.get(token.i)
    if found and token.i != found.last:
        return
    thing = found.mention if found else fillers.described.get(token.i) or fillers.thing(token)
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
