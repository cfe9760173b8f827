"""The arguments of verbs, by their deep roles: voice undone, what relative clauses and coordination leave out supplied.

Part of `kg.extract.frames`, which tells the roles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.subjects import antecedent_of, controller, is_modal, is_passive, outranked, surface_subject
from kg.extract.syntax import (
    HYPHENS,
    OBLIQUE,
    case,
    children,
    conjuncts,
    first_conjunct,
    label,
    misread_preposition,
    possessive,
    relative_pronoun,
    shared,
    told_of,
)
from kg.lang import Lexicon
from kg.parse import Token


@dataclass(slots=True, init=False, unsafe_hash=True)
class Argument:
    """A role and the token that fills it; `lifted` where it hangs on another word of the same frame, `implied` where the text
    leaves it out and the token only points at it ("belongs to the customers": whose is told elsewhere)."""

    role: str
    token: Token
    lifted: bool
    implied: bool

    def __init__(self, role: str, token: Token, lifted: bool = False, implied: bool = False) -> None:
        """Its role and token, and how it was found."""
        self.role, self.token, self.lifted, self.implied = role, token, lifted, implied


def verb_arguments(verb: Token, lexicon: Lexicon) -> list[Argument]:
    """The arguments of a verb or of an adjective that is used like one; those of a passive by their deep roles."""
    passive = is_passive(verb, lexicon)
    antecedent = antecedent_of(verb)
    row = told_of(verb, shared(surface_subject(verb, lexicon)), antecedent)
    arguments = [Argument("obj" if passive else "subj", token) for token in row]
    pronoun = relative_pronoun(verb, lexicon) if antecedent is not None else None
    if passive and children(verb, "obj"):  # "Umbra was granted a licence"
        arguments += [replace(argument, role="iobj") for argument in arguments]
    taken = outranked(verb, lexicon)
    for child in verb.children:
        role = verb_role(child, passive, lexicon)
        if role and label(child) != "nsubj" and (taken is None or child.i != taken.i):
            filler = antecedent if pronoun is not None and child.i == pronoun.i and antecedent is not None else child
            arguments += [Argument(role, token) for token in told_of(verb, conjuncts(filler), antecedent)]
            arguments += [Argument("subj", token) for token in conjuncts(filler) if not passive and _accompanies(child, lexicon)]
    if taken is None and not passive:
        arguments += _second_subject(verb, lexicon)
    elif taken is not None and pronoun is not None and antecedent is not None and label(pronoun) == "nsubj":
        arguments.append(Argument("obj", antecedent))
    if not passive:  # "together with X" as a phrase of its own
        beside = [child for child in children(verb, "advmod") if child.lower_ in lexicon.words("clauses", "company")]
        arguments += [Argument("subj", token) for child in beside for part in children(child, "obl") for token in conjuncts(part)]
    arguments = _behind_prepositions(verb, arguments)
    arguments += _hyphenated(verb, arguments) if passive else ()
    arguments += _misread(verb, arguments) if verb.label in {"amod", "compound"} else ()
    arguments += _gap(verb, arguments, antecedent, pronoun) if antecedent is not None and not passive else ()
    arguments += _shared_objects(verb, arguments, lexicon)
    if label(verb) == "xcomp" and is_modal(verb.head, lexicon) and not any(argument.role == "obj" for argument in arguments):
        arguments += [Argument("obj", token, lifted=True) for child in children(verb.head, "obj") for token in conjuncts(child)]
    arguments += _dealt(verb, lexicon) if children(verb, "obj", "iobj", "nsubj:pass") else ()
    arguments += _one_of(arguments, lexicon)
    if verb.lemma_.lower() in lexicon.any(("clauses", "mutual"), ("clauses", "agrees")):
        links = lexicon.table("pronouns", "pointing")
        pointing = [part for child in verb.children for part in (child, *children(child, "case")) if part.lower_ in links]
        arguments += [Argument(str(links[part.lower_]), part) for part in pointing]
    if passive and antecedent is not None and pronoun is not None:
        arguments += _author(arguments, antecedent, pronoun, lexicon)
    lifted = [*(hung := list(_lifted(arguments, lexicon))), *_one_of(hung, lexicon)]
    agents = lexicon.words("voice", "agents") if passive and not any(argument.role == "subj" for argument in arguments) else frozenset()
    return [*arguments, *(replace(argument, role="subj") if argument.role in agents else argument for argument in lifted)]


def _author(arguments: list[Argument], antecedent: Token, pronoun: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """Who does what a thing says is done: "adopted a motion in which the government is asked", "nam een motie aan waarin …"."""
    verb = antecedent.head
    told = pronoun.lower_ in lexicon.table("pronouns", "adverbial") and label(antecedent) == "obj" and verb.pos_ == "VERB"
    if told and not is_passive(verb, lexicon) and not any(argument.role == "subj" for argument in arguments):
        yield from (Argument("subj", token, lifted=True) for token in shared(surface_subject(verb, lexicon)))


def _dealt(verb: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """With what or whom the object of the verb may or must deal: "bans agencies from buying equipment of Huawei"."""
    clauses = [child for child in children(verb, "xcomp", "ccomp", "advcl") if child.pos_ == "VERB"]
    for clause in clauses:
        if "Fin" in clause.morph.get("VerbForm", []) or children(clause, "nsubj") or controller(clause, verb, lexicon) is None:
            continue
        for part in (part for part in conjuncts(clause) if part.pos_ == "VERB"):
            yield from (
                Argument("dealt", argument.token, lifted=True)
                for argument in verb_arguments(part, lexicon)
                if argument.role in {"obj", *lexicon.words("clauses", "dealings")}
            )


def _one_of(arguments: list[Argument], lexicon: Lexicon) -> list[Argument]:
    """ "Calls it one of the threats": the noun stands where the numeral does."""
    return [
        replace(argument, token=child, lifted=argument.role != "subj")
        for argument in arguments
        if _is_part(argument.token, lexicon) or (argument.role != "subj" and argument.token.pos_ in {"NUM", "PRON", "DET"})
        for child in children(argument.token, "nmod", "obl")
        if argument.role != "subj" or child.pos_ == "PROPN"
        if case(child) in lexicon.any(("possessive", "of"), *([("clauses", "holds")] if argument.role == "subj" else []))
        and ("Plur" in child.morph.get("Number", []) or _is_part(argument.token, lexicon))
    ]


def _is_part(noun: Token, lexicon: Lexicon) -> bool:
    """A word for some of what stands behind it: "a third of the shares", "de helft van zijn chips"."""
    return noun.lower_ in lexicon.words("clauses", "parts") or noun.lemma_.lower() in lexicon.words("clauses", "parts")


def _second_subject(verb: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """Of two subjects one is an object: the second, or the relative pronoun before it ("chips die Qualcomm verkoopt")."""
    own, antecedent = children(verb, "nsubj"), antecedent_of(verb)
    if len(own) < 2:
        return
    subject = surface_subject(verb, lexicon)
    for extra in own:
        if extra.i > own[0].i and extra.i == own[0].i + 1 and own[0].pos_ == "NOUN" and not children(own[0], "det", "nmod"):
            continue  # "topman X"
        taken = antecedent if antecedent is not None and extra.lower_ in lexicon.words("pronouns", "relative") else extra
        if subject is not None and taken.i != subject.i:
            yield from (Argument("obj", token, lifted=True) for token in conjuncts(taken))


def _accompanies(child: Token, lexicon: Lexicon) -> bool:
    """True for a phrase that names who else acts: "together with Renault"."""
    if label(child) not in OBLIQUE or not case(child):
        return False
    first = min((part for part in child.subtree if not part.is_punct), key=lambda part: part.i)
    before = first.nbor(-1) if first.i > child.sent.start else first
    words = lexicon.words("clauses", "company")
    return first.lower_ in words or (before.lower_ in words and before.dep_ != "compound:prt")


def _behind_prepositions(verb: Token, arguments: list[Argument]) -> list[Argument]:
    """The arguments with the nouns whose preposition was taken for a particle in the role that it gives: "kwam in handen van"."""
    found = {noun.i: (part, noun) for part in children(verb, "compound") if (noun := misread_preposition(part)) is not None}
    if not found:
        return arguments
    kept = [argument for argument in arguments if argument.token.i not in found]
    return [*kept, *(Argument(part.lower_, noun) for part, noun in found.values())]


def _hyphenated(verb: Token, arguments: list[Argument]) -> Iterator[Argument]:
    """ "Google-owned Fitbit" in three tokens: the name before the hyphen acts."""
    if verb.i < verb.sent.start + 2 or any(argument.role == "subj" for argument in arguments):
        return
    hyphen, name = verb.nbor(-1), verb.nbor(-2)
    named = name.pos_ in {"PROPN", "NOUN", "X"} or (name.pos_ == "ADJ" and name.is_title)  # "the Chinese-owned site"
    if hyphen.text in HYPHENS and not hyphen.whitespace_ and not name.whitespace_ and named:
        yield Argument("subj", name)


def _misread(verb: Token, arguments: list[Argument]) -> Iterator[Argument]:
    """A finite verb is no modifier: where the parser hung "X accused" on the name behind it, that name is the object and
    the noun phrase before it the subject."""
    if "Fin" not in verb.morph.get("VerbForm", []) or verb.head.i < verb.i:
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
    if kind in OBLIQUE or (kind == "advmod" and (case(child) or child.lower_ in lexicon.table("pronouns", "adverbial"))):
        if child.lower_ in lexicon.table("pronouns", "adverbial"):
            return _pronominal(child, lexicon)
        preposition = case(child)
        if passive and preposition in lexicon.words("voice", "agents"):
            return "subj"
        return preposition or ("compound" if child.i < child.head.i else "bare")
    if kind == "vocative" and child.i > child.head.i:
        return "obj"  # "Apple sues Samsung"
    if kind in {"obj", "iobj"}:
        return "on" if kind == "iobj" and case(child) == "on" else case(child) or kind
    if kind in {"xcomp", "ccomp"} or (kind == "advcl" and _asks(child, lexicon)):
        return "comp"
    return "compound" if child.dep_ == "compound" else ""


def _asks(clause: Token, lexicon: Lexicon) -> bool:
    """A question behind a preposition: "looks into whether Umbra spies"."""
    marks = children(clause, "mark")
    return clause.i > clause.head.i and len(marks) > 1 and any(mark.lower_ in lexicon.words("modality", "conditions") for mark in marks[1:])


def _pronominal(child: Token, lexicon: Lexicon) -> str:
    """The preposition in a pronominal adverb ("waarmee"); "" where it possesses a noun of the clause ("waarvan de oprichter …")."""
    preposition = str(lexicon.table("pronouns", "adverbial").get(child.lower_, ""))
    owned = any(noun.pos_ == "NOUN" for noun in children(child.head, "nsubj", "obj"))
    return "" if owned and preposition in lexicon.words("possessive", "of") else preposition


def _gap(verb: Token, arguments: list[Argument], antecedent: Token, pronoun: Token | None) -> Iterator[Argument]:
    """A relative clause without a pronoun ("the chips Huawei makes") has its noun for object, when it lacks one."""
    if verb.dep_ != "acl:relcl" or any(argument.role == "obj" for argument in arguments) or not children(verb, "nsubj"):
        return
    if pronoun is None or label(pronoun) not in {"nsubj", "obj", "obl", "nmod", "det", "advmod"}:
        yield Argument("obj", antecedent)


def _shared_objects(verb: Token, arguments: list[Argument], lexicon: Lexicon) -> list[Argument]:
    """ "banned and fined Huawei", "criticised and later sanctioned Huawei": the object stands with either verb."""
    if any(argument.role == "obj" for argument in arguments) or is_passive(verb, lexicon):
        return []
    if (first := first_conjunct(verb)).i < verb.i:
        return [Argument("obj", token, lifted=True) for child in children(first, "obj") if child.i > verb.i for token in conjuncts(child)]
    after = [other for other in children(verb, "conj") if other.pos_ == "VERB" and not children(other, "nsubj") and other.i > verb.i]
    if not after or children(verb, "obl", "xcomp", "ccomp", "iobj", "compound:prt") or is_passive(after[0], lexicon):
        return []
    if any(part.pos_ in {"NOUN", "PROPN", "PUNCT"} for part in verb.doc[verb.i + 1 : after[0].i]):
        return []
    return [
        Argument("obj", token, lifted=True) for child in children(after[0], "obj") for token in conjuncts(child) if child.i > after[0].i
    ]


def _lifted(arguments: list[Argument], lexicon: Lexicon) -> Iterator[Argument]:
    """The prepositional arguments of objects: "imposes [sanctions on Huawei]" is as well "imposes [sanctions] [on Huawei]"."""
    for argument in arguments:
        thing = argument.token.pos_ == "NOUN" or argument.token.lower_ in lexicon.words("articles", "demonstrative")  # "door die van Umbra"
        if argument.role in {"subj", "dealt"} or (argument.role not in {"obj", "bare"} and not thing):
            continue
        measures = [child for child in argument.token.children if children(child, "nummod")]  # "a fine of 5 million euros of the regulator"
        for child in (below for above in (argument.token, *measures) for below in above.children):
            if label(child) in OBLIQUE and case(child) and not possessive(child, lexicon):
                yield from (Argument(case(child), token, lifted=True) for token in conjuncts(child))
