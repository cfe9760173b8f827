"""Clauses that leave out their verb: "Apple bought Beats and Google Nest", "Denmark supports Ukraine but Hungary does not".

Such a clause is read as the frame of the verb before it, with what it says itself put in place; whether it is so is read
off the words that are there (`Frame.clause`). Four kinds, by what remains of the clause:

    gapping     an argument and its `orphan` ("Google" and "Nest")
    stripping   an argument and a word for "too" or "not" ("Canada as well", "Hongarije niet")
    pro-verb    a subject and "do" or a bare auxiliary ("and so did Canada", "as did Canada", "but Hungary does not")
    the same    "do the same", wherever it stands in the clause ("Canada banned it and urged Denmark to do the same")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.subjects import is_passive, surface_subject
from kg.extract.syntax import OBLIQUE, case, children, conjuncts, is_nominal, label
from kg.lang import Lexicon
from kg.parse import Token


def elided(found: Iterable[Frame], lexicon: Lexicon) -> Iterator[Frame]:
    """The frames of the clauses that leave out the verb of one of the given frames."""
    for frame in found:
        if frame.kind == "verb":
            for remnant in children(frame.head, "conj", "parataxis", "advcl"):
                if label(remnant) != "advcl" or _likened(remnant, lexicon):
                    yield from _restored(frame, remnant, lexicon)
                if label(remnant) != "advcl":
                    yield from _the_same(frame, remnant, lexicon)


def _the_same(frame: Frame, above: Token, lexicon: Lexicon) -> Iterator[Frame]:
    """The frame with whoever does the same by a clause beside it."""
    for verb in above.subtree:
        if verb.lemma_.lower() not in lexicon.words("ellipsis", "pro_verbs"):
            continue
        if any(child.lower_ in lexicon.words("ellipsis", "same") for child in children(verb, "obj")) and (
            who := surface_subject(verb, lexicon)
        ):
            yield _with_subject(frame, who, "obj" if is_passive(frame.head, lexicon) else "subj", verb)


def _restored(frame: Frame, remnant: Token, lexicon: Lexicon) -> Iterator[Frame]:
    orphans = _orphans(frame, remnant)
    subject = "obj" if is_passive(frame.head, lexicon) else "subj"
    if orphans and is_nominal(remnant):
        said = [Argument(subject, remnant), *(Argument(case(part) or "obj", token) for part in orphans for token in conjuncts(part))]
        kept = [argument for argument in frame.arguments if argument.token.pos_ == "NOUN" and argument.role not in {"subj", "comp"}]
        roles = {argument.role for argument in said}
        yield replace(frame, arguments=(*said, *(argument for argument in kept if argument.role not in roles)), clause=remnant)
    elif is_nominal(remnant) and not case(remnant) and _also_or_not(remnant, lexicon):
        yield _with_subject(frame, remnant, subject, remnant)
    elif _stands_for(remnant, lexicon):
        yield from (_with_subject(frame, own, subject, remnant) for own in children(remnant, "nsubj", "obj")[:1])


def _orphans(frame: Frame, remnant: Token) -> list[Token]:
    """What stands beside the first argument of a gap: its `orphan`, or a phrase under a preposition that the verb has as well, which
    a parser may hang on it ("Huawei levert aan Vodafone, en Nokia aan Orange")."""
    alike = {argument.role for argument in frame.arguments if not argument.lifted} - {"subj", "obj"}
    return children(remnant, "orphan") or [child for child in children(remnant, *OBLIQUE) if case(child) in alike and child.i > remnant.i]


def _with_subject(frame: Frame, token: Token, role: str, clause: Token) -> Frame:
    """The frame with another subject: everything else is as the first clause says."""
    rest = [argument for argument in frame.arguments if argument.role != role]
    return replace(frame, arguments=(*(Argument(role, each) for each in conjuncts(token)), *rest), clause=clause)


def _also_or_not(remnant: Token, lexicon: Lexicon) -> bool:
    words = lexicon.any(("ellipsis", "also"), ("negation", "adverbs"))
    return any(child.lower_ in words for child in children(remnant, "advmod", "orphan", "cc"))


def _likened(remnant: Token, lexicon: Lexicon) -> bool:
    """ "As did X": said to be so as well."""
    return any(child.lower_ in lexicon.words("ellipsis", "as") for child in children(remnant, "mark", "advmod", "case"))


def _stands_for(remnant: Token, lexicon: Lexicon) -> bool:
    """A pro-verb ("does", "deed dat", "so did X" with its subject behind) or an auxiliary without its verb."""
    objects = children(remnant, "obj", "xcomp", "ccomp")
    inverted = (_also_or_not(remnant, lexicon) or _likened(remnant, lexicon)) and not children(remnant, "nsubj")
    bare = all(child.pos_ in {"PRON", "DET", "ADV"} or (inverted and child.pos_ == "PROPN") for child in objects)
    if remnant.pos_ == "AUX":
        return bare and not children(remnant, "obl")
    return bare and remnant.lemma_.lower() in lexicon.words("ellipsis", "pro_verbs")
