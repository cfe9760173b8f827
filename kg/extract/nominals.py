"""The arguments of nouns: possessors, prepositions, what they are said of, and what they borrow from the verb above.

Part of `kg.extract.frames`, which tells the roles.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.clauses import Argument, is_passive, shared, surface_subject, verb_role
from kg.extract.syntax import (
    OBLIQUE,
    case,
    children,
    conjuncts,
    first_conjunct,
    label,
    lemma,
    possessive,
    prefix,
)
from kg.lang import Lexicon


def noun_arguments(noun: Token, lexicon: Lexicon) -> list[Argument]:
    """The arguments of a noun, its own first."""
    arguments = [Argument("prefix", noun)] if prefix(noun, lexicon) else []
    for child in noun.children:
        role = _noun_role(child, noun, lexicon)
        if role:
            arguments += [Argument(role, token) for token in conjuncts(child)]
    if label(noun) == "conj" and noun.head.pos_ == "NOUN":
        present = {argument.role for argument in arguments}
        arguments += [
            argument for argument in noun_arguments(noun.head, lexicon) if argument.role in {"self", "poss", "of", "van"} - present
        ]
    arguments += _bearer(noun, lexicon)
    arguments += _borrowed(noun, lexicon)
    arguments += _behind(noun, arguments)
    return arguments


def _noun_role(child: Token, noun: Token, lexicon: Lexicon) -> str:
    kind = label(child)
    if possessive(child, lexicon):
        return "poss"
    if kind in {"nsubj"}:
        return "self" if child.dep_ != "nsubj:pass" else ""
    if kind in {"nmod", "obl"} and case(child):
        return case(child)
    if kind in {"appos", "flat", "nmod"} and child.pos_ in {"PROPN", "X"} and child.i > noun.i:
        return "self"
    if kind in {"compound", "nmod"} and child.pos_ in {"PROPN", "NOUN", "X"} and child.i < noun.i:
        return "compound"
    if kind == "amod":
        return "adj"
    return "comp" if kind in {"acl", "ccomp"} else ""


def _bearer(noun: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """What the noun is said of, where that stands above it in the tree, or right before it."""
    head, kind = noun.head, label(noun)
    if kind == "appos" and head.pos_ in {"PROPN", "NOUN", "PRON", "X"}:
        yield from (Argument("self", token) for token in conjuncts(first_conjunct(head)) if token.i < noun.i)
    elif kind == "conj" and head.pos_ == "PROPN" and not children(noun, "cc") and noun.doc[noun.left_edge.i - 1].text == ",":
        yield Argument("self", head, lifted=True)  # "X, Huawei's chairman" taken for an enumeration
    elif head.i != noun.i and kind in {"nmod", "compound", "flat", "amod"} and _is_title(noun, head, lexicon):
        yield Argument("self", head)
        for child in (child for child in head.children if child.i < noun.i):  # "Huawei's chairman X": the possessor is the title's
            if possessive(child, lexicon) or label(child) in {"amod", "compound"}:
                yield from (Argument("poss" if possessive(child, lexicon) else "compound", token) for token in conjuncts(child))
    elif kind == "xcomp" and head.pos_ in {"VERB", "AUX"}:
        objects = children(head, "obj")
        subject = objects[0] if objects else surface_subject(head, lexicon)
        yield from (Argument("self", token) for token in shared(subject))
    elif head.i != noun.i and kind in {"obl", "nmod", "advcl"} and case(noun) in lexicon("possessive", "capacity"):
        verb = head if head.pos_ in {"VERB", "AUX"} else head.head
        objects = children(verb, "obj", "nsubj:pass")
        yield from (Argument("self", token, lifted=True) for token in shared(objects[0] if objects else surface_subject(verb, lexicon)))
    else:
        yield from _set_off(noun)


def _is_title(noun: Token, head: Token, lexicon: Lexicon) -> bool:
    return head.pos_ in {"PROPN", "X"} and noun.i < head.i and not case(noun) and not possessive(noun, lexicon)


def _set_off(noun: Token) -> Iterator[Argument]:
    """An apposition that the parser took for something else: a title right before a name ("topman X"), or "X, the maker
    of …," right after a name and a comma."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if after.pos_ == "PROPN" and after.sent == noun.sent and not any(child.i == after.i for child in noun.children):
        yield Argument("self", after, lifted=True)
        return
    edge = noun.left_edge.i
    if edge < 2 or noun.doc[edge - 1].text != "," or noun.doc[edge - 2].pos_ != "PROPN" or not noun.doc[edge].is_alpha:
        return
    name = noun.doc[edge - 2]
    opens = noun.doc[edge].pos_ in {"DET", "PRON"} or (
        edge == noun.i and children(noun, "nmod", "obl") and "Plur" not in noun.morph.get("Number", [])
    )
    if opens and not children(noun, "case", "cop") and name.sent == noun.sent:
        while name.head.i < edge and name.head.pos_ == "PROPN" and label(name) in {"flat", "compound"}:
            name = name.head
        yield from (Argument("self", token, lifted=True) for token in conjuncts(first_conjunct(name)) if token.i < noun.i)


def _behind(noun: Token, arguments: list[Argument]) -> Iterator[Argument]:
    """A phrase right behind a title and its name belongs to the title, though the parser may hang it on the verb: "zegt
    analist X van bank Y"."""
    for bearer in [argument.token for argument in arguments if argument.role == "self" and argument.token.i > noun.i]:
        end = max(part.i for part in bearer.subtree if part.pos_ in {"PROPN", "X"} or part.i == bearer.i)
        mark = bearer.doc[end + 1] if end + 1 < len(bearer.doc) else bearer
        phrase = mark.head
        if label(mark) == "case" and label(phrase) in OBLIQUE and phrase.head.pos_ in {"VERB", "AUX"} and phrase.sent == noun.sent:
            yield from (Argument(case(phrase), token, lifted=True) for token in conjuncts(phrase))


def _borrowed(noun: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """From the verb above: its subject where the verb performs what the noun names, and its prepositional arguments."""
    verb = noun.head
    top = first_conjunct(noun)
    verb = top.head
    if verb.i == top.i or verb.pos_ not in {"VERB", "AUX"} or label(top) not in {"obj", "nsubj", "obl", "xcomp"}:
        return
    passive = is_passive(verb, lexicon)
    if lemma(verb) in lexicon("governors", "performs"):
        if label(top) != "nsubj" and not passive:
            yield from (Argument("performer", token, lifted=True) for token in shared(surface_subject(verb, lexicon)))
        if passive:
            agents = [child for child in verb.children if verb_role(child, True, lexicon) == "subj" and label(child) != "nsubj"]
            yield from (Argument("performer", token, lifted=True) for agent in agents for token in conjuncts(agent))
    if label(top) in {"obj"} or top.dep_ == "nsubj:pass":
        for child in children(verb, "obl"):
            if case(child) and not (passive and case(child) in lexicon("voice", "agents")):
                yield from (Argument(case(child), token, lifted=True) for token in conjuncts(child))
