"""The arguments of verbs: voice undone, relative and participial clauses attached, infinitives controlled.

Part of `kg.extract.frames`, which tells the roles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.syntax import (
    OBLIQUE,
    case,
    children,
    conjuncts,
    first_conjunct,
    is_participle,
    label,
    lemma,
    possessive,
    relative_pronoun,
)
from kg.lang import Lexicon


@dataclass(frozen=True, slots=True)
class Argument:
    """A role and the token that fills it; `lifted` where it hangs on another word of the same frame."""

    role: str
    token: Token
    lifted: bool = False


def is_passive(verb: Token, lexicon: Lexicon) -> bool:
    """True where the grammatical subject of the verb is its deep object."""
    if any(child.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass"} for child in verb.children):
        return True
    if not is_participle(verb) or children(verb, "nsubj"):
        return False
    first = first_conjunct(verb)
    return is_passive(first, lexicon) if first.i != verb.i else label(verb) in {"acl", "amod", "advcl", "xcomp"}


def verb_arguments(verb: Token, lexicon: Lexicon) -> list[Argument]:
    """The arguments of a verb or of an adjective that is used like one; those of a passive by their deep roles."""
    passive = is_passive(verb, lexicon)
    arguments = [Argument("obj" if passive else "subj", token) for token in shared(surface_subject(verb, lexicon))]
    antecedent = _antecedent(verb)
    pronoun = relative_pronoun(verb, lexicon) if antecedent is not None else None
    for child in verb.children:
        role = verb_role(child, passive, lexicon)
        if role and label(child) != "nsubj":
            filler = antecedent if pronoun is not None and child.i == pronoun.i and antecedent is not None else child
            arguments += [Argument(role, token) for token in conjuncts(filler)]
    arguments += [Argument("obj", token, lifted=True) for extra in children(verb, "nsubj")[1:] for token in conjuncts(extra) if not passive]
    arguments += _misread(verb, arguments)
    arguments += _gap(verb, arguments, antecedent, pronoun, passive)
    if label(verb) == "conj":
        arguments += _shared_objects(verb, arguments, lexicon)
    if label(verb) == "xcomp" and _is_modal(verb.head, lexicon) and not any(argument.role == "obj" for argument in arguments):
        arguments += [Argument("obj", token, lifted=True) for child in children(verb.head, "obj") for token in conjuncts(child)]
    lifted = list(_lifted(arguments, lexicon))
    agents = lexicon("voice", "agents") if passive and not any(argument.role == "subj" for argument in arguments) else frozenset()
    return [*arguments, *(replace(argument, role="subj") if argument.role in agents else argument for argument in lifted)]


def _misread(verb: Token, arguments: list[Argument]) -> Iterator[Argument]:
    """A finite verb is no modifier: where the parser hung "X accused" on the name behind it, that name is the object and
    the noun phrase before it the subject."""
    if "Fin" not in verb.morph.get("VerbForm", []) or label(verb) not in {"amod", "compound"} or verb.head.i < verb.i:
        return
    yield from (Argument("obj", token, lifted=True) for token in conjuncts(verb.head))
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if not any(argument.role == "subj" for argument in arguments) and before.pos_ in {"NOUN", "PROPN", "PRON"}:
        while before.head.i < verb.i and label(before) in {"flat", "compound", "appos"} and before.head.i != before.i:
            before = before.head
        yield Argument("subj", before, lifted=True)


def verb_role(child: Token, passive: bool, lexicon: Lexicon) -> str:
    """The role that a child of a verb fills, or "" for none (a subject is found by `surface_subject`)."""
    kind = label(child)
    if child.dep_ == "obl:agent":
        return "subj"
    if kind in OBLIQUE or (kind == "advmod" and case(child)):
        preposition = case(child)
        if passive and preposition in lexicon("voice", "agents"):
            return "subj"
        return preposition or ("compound" if child.i < child.head.i else "bare")
    if kind == "vocative" and child.i > child.head.i:
        return "obj"  # "Apple sues Samsung"
    if kind in {"obj", "iobj"}:
        return "on" if kind == "iobj" and case(child) == "on" else case(child) or kind
    if kind in {"xcomp", "ccomp"}:
        return "comp"
    return "compound" if child.dep_ == "compound" else ""


def surface_subject(verb: Token, lexicon: Lexicon, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb: its own, its noun's in a relative clause, or that of the clause that controls it."""
    own = children(verb, "nsubj")
    antecedent = _antecedent(verb)
    if own:
        pronoun = relative_pronoun(verb, lexicon) if antecedent is not None else None
        return antecedent if pronoun is not None and own[0].i == pronoun.i else own[0]
    if depth > 8 or verb.head.i == verb.i:
        return None
    kind, head = label(verb), verb.head
    if antecedent is not None:
        return _participle_subject(verb, antecedent, lexicon, depth)
    if kind == "conj" and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return surface_subject(head, lexicon, depth + 1)
    if kind in {"xcomp", "ccomp", "csubj"} and "Fin" not in verb.morph.get("VerbForm", []):
        keeps = is_passive(head, lexicon) or lemma(head) in lexicon("governors", "subject_control") or _is_modal(head, lexicon)
        controller = [] if keeps else children(head, "obj", "iobj")
        return controller[0] if controller else surface_subject(head, lexicon, depth + 1)
    if kind == "advcl" and "Fin" not in verb.morph.get("VerbForm", []):
        return surface_subject(head, lexicon, depth + 1)
    return None


def _is_modal(verb: Token, lexicon: Lexicon) -> bool:
    return verb.lower_ in lexicon("modality", "planned") | lexicon("modality", "possible")


def _antecedent(verb: Token) -> Token | None:
    if label(verb) == "amod" and "Fin" in verb.morph.get("VerbForm", []):
        return None
    if label(verb) in {"acl", "amod"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "X"} and verb.head.i != verb.i:
        return verb.head
    first = first_conjunct(verb)
    return _antecedent(first) if first.i != verb.i and label(first) == "acl" and not children(verb, "nsubj") else None


def _participle_subject(verb: Token, noun: Token, lexicon: Lexicon, depth: int) -> Token | None:
    """Without a subject of its own: "BYD, backed by", "foundries using" take the noun; "plans to ban" takes who plans."""
    relative = first_conjunct(verb).dep_ == "acl:relcl"
    infinitive = "Inf" in verb.morph.get("VerbForm", []) and not relative
    if not infinitive:
        return noun
    owner = [
        child for child in noun.children if possessive(child, lexicon) or (label(child) in {"compound", "amod"} and child.pos_ == "PROPN")
    ]
    if owner:
        return owner[0]
    return surface_subject(noun.head, lexicon, depth + 1) if noun.head.pos_ in {"VERB", "AUX"} and label(noun) in {"obj", "xcomp"} else None


def _gap(verb: Token, arguments: list[Argument], antecedent: Token | None, pronoun: Token | None, passive: bool) -> Iterator[Argument]:
    """A relative clause without a pronoun ("the chips Huawei makes") has its noun for object, when it lacks one."""
    roles = {argument.role for argument in arguments}
    if antecedent is None or verb.dep_ != "acl:relcl" or passive or "obj" in roles or not children(verb, "nsubj"):
        return
    if pronoun is None or label(pronoun) not in {"nsubj", "obj", "obl", "nmod", "det"}:
        yield Argument("obj", antecedent)


def shared(subject: Token | None) -> list[Token]:
    """The token and what is coordinated with it; nothing for None."""
    return [] if subject is None else list(conjuncts(subject))


def _shared_objects(verb: Token, arguments: list[Argument], lexicon: Lexicon) -> list[Argument]:
    """ "banned and fined Huawei": the first verb's object stands with the last; here the last verb's is its own."""
    first = first_conjunct(verb)
    if any(argument.role == "obj" for argument in arguments) or first.i > verb.i or is_passive(verb, lexicon):
        return []
    return [Argument("obj", token, lifted=True) for child in children(first, "obj") if child.i > verb.i for token in conjuncts(child)]


def _lifted(arguments: list[Argument], lexicon: Lexicon) -> Iterator[Argument]:
    """The prepositional arguments of objects: "imposes [sanctions on Huawei]" is as well "imposes [sanctions] [on Huawei]"."""
    for argument in arguments:
        if argument.role == "subj" or (argument.role not in {"obj", "bare"} and argument.token.pos_ != "NOUN"):
            continue
        for child in argument.token.children:
            preposition = case(child) if label(child) in OBLIQUE else ""
            if preposition and not possessive(child, lexicon):
                yield from (Argument(preposition, token, lifted=True) for token in conjuncts(child))
