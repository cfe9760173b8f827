"""The arguments of verbs: voice undone, relative and participial clauses attached, infinitives controlled.

Part of `kg.extract.frames`, which tells the roles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.syntax import (
    HYPHENS,
    OBLIQUE,
    case,
    children,
    conjuncts,
    first_conjunct,
    is_nominal,
    is_participle,
    label,
    lemma,
    misread_preposition,
    possessive,
    relative_pronoun,
    shared,
    told_of,
)
from kg.lang import Lexicon
from kg.parse import Token, kept

CONTROLLED = frozenset({"xcomp", "ccomp", "csubj", "advcl", "acl", "obl"})
"""Labels of clauses that may lack a subject of their own; the last two where a parser hangs one on a verb."""
"""What joins a name to a participle: "Google-owned"."""


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


@kept
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
    antecedent = _antecedent(verb)
    row = told_of(verb, shared(surface_subject(verb, lexicon)), antecedent)
    arguments = [Argument("obj" if passive else "subj", token) for token in row]
    pronoun = relative_pronoun(verb, lexicon) if antecedent is not None else None
    if passive and children(verb, "obj"):  # "Umbra was granted a licence"
        arguments += [replace(argument, role="iobj") for argument in arguments]
    taken = _outranked(verb, lexicon)
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
    if label(verb) == "xcomp" and _is_modal(verb.head, lexicon) and not any(argument.role == "obj" for argument in arguments):
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
        if "Fin" in clause.morph.get("VerbForm", []) or children(clause, "nsubj") or _controller(clause, verb, lexicon) is None:
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
    own, antecedent = children(verb, "nsubj"), _antecedent(verb)
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


@kept
def surface_subject(verb: Token, lexicon: Lexicon) -> Token | None:
    """The grammatical subject of a verb: its own, its noun's in a relative clause, or that of the clause that controls it."""
    outranked = _outranked(verb, lexicon)
    own = [outranked] if outranked is not None else _subjects(verb, lexicon)
    antecedent = _antecedent(verb)
    if own:
        return _relative_subject(verb, own[0], antecedent, lexicon)
    kind, head = label(verb), verb.head
    if antecedent is not None:
        return _participle_subject(verb, antecedent, lexicon)
    if kind == "conj" and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return surface_subject(head, lexicon)
    if kind in CONTROLLED and "Fin" not in verb.morph.get("VerbForm", []):
        return _controller(verb, head, lexicon) or surface_subject(head, lexicon)
    return None


def _subjects(verb: Token, lexicon: Lexicon) -> list[Token]:
    """The subjects of its own, the likeliest first: no day acts, and of two in a relative clause the pronoun is the object."""
    own = children(verb, "nsubj")
    if len(own) < 2:
        return own
    passed = {*lexicon.table("time", "weekdays"), *(lexicon.words("pronouns", "relative") if verb.dep_ == "acl:relcl" else ())}
    return sorted(own, key=lambda token: token.lower_ in passed)


def _outranked(verb: Token, lexicon: Lexicon) -> Token | None:
    """The subject of a relative clause whose pronoun cannot be it, though the parser says so or leaves it open: several things
    and a verb in the singular ("de chips die Qualcomm maakt")."""
    antecedent = _antecedent(verb)
    if verb.dep_ != "acl:relcl" or antecedent is None:
        return None
    pronoun = relative_pronoun(verb, lexicon)
    others = [child for child in children(verb, "nsubj", "obj") if pronoun is not None and child.i != pronoun.i and child.i < verb.i]
    if pronoun is None or pronoun.head.i != verb.i or label(pronoun) not in {"nsubj", "obj"} or len(others) != 1:
        return None
    if label(pronoun) == "obj" and not children(verb, "nsubj"):  # two objects: "sancties die de VS afkondigden"
        return others[0]
    if "Plur" not in antecedent.morph.get("Number", []):
        return None
    finite = next((word for word in (verb, *children(verb, "aux")) if "Fin" in word.morph.get("VerbForm", [])), verb)
    agrees = "Sing" in finite.morph.get("Number", []) and "Plur" not in others[0].morph.get("Number", [])
    return others[0] if agrees and not is_passive(verb, lexicon) else None


def _relative_subject(verb: Token, own: Token, antecedent: Token | None, lexicon: Lexicon) -> Token:
    """The subject, or the noun that it takes up: "Ericsson, which", "Ericsson and Nokia, both of which"."""
    if antecedent is None:
        return own
    pronoun = relative_pronoun(verb, lexicon)
    if pronoun is None or (own.i != pronoun.i and not (pronoun.head.i == own.i and own.pos_ in {"DET", "NUM", "PRON"})):
        return own
    plural = any("Plur" in word.morph.get("Number", []) for word in (verb, *children(verb, "aux")))
    return first_conjunct(antecedent) if plural or own.i != pronoun.i else antecedent


def _controller(verb: Token, head: Token, lexicon: Lexicon) -> Token | None:
    """Who does what an infinitive or participle below `head` says, where that is not the subject of `head`: its object
    ("allowed ASML to supply", "bars Eni from investing"), or for whom something is so ("impossible for Huawei to buy")."""
    adjective = head.pos_ == "ADJ" or bool(children(head, "cop"))  # "was for Norway one of the reasons to ban it"
    for above in [head, head.head] if adjective else [head]:
        concerned = [child for child in children(above, "obl") if case(child) in lexicon.words("clauses", "beneficiary")]
        if concerned and (adjective or children(above, "expl")):
            return concerned[0]
    if lemma(head) in lexicon.words("governors", "subject_control") or _is_modal(head, lexicon):
        return None
    objects = [*children(head, "iobj"), *children(head, "obj")]
    marks = {child.lower_ for child in children(verb, "mark", "case")}
    taken = bool(marks & lexicon.words("clauses", "object_marks")) or lemma(head) in lexicon.words("governors", "object_control")
    if label(verb) == "advcl" and not marks and lemma(head) in lexicon.words("governors", "entrusts"):  # "hired X, expanding its team"
        taken = lemma(verb) in lexicon.words("clauses", "subject_capacity")
    if label(verb) == "advcl" and not taken:
        return None
    return next((token for token in objects if token.i < verb.i and token.pos_ != "VERB"), None)


def _is_modal(verb: Token, lexicon: Lexicon) -> bool:
    return verb.lower_ in lexicon.words("modality", "planned") or verb.lower_ in lexicon.words("modality", "possible")


def _antecedent(verb: Token) -> Token | None:
    if label(verb) == "amod" and "Fin" in verb.morph.get("VerbForm", []):
        return None
    if label(verb) in {"acl", "amod"} and is_nominal(verb.head) and verb.head.i != verb.i:
        return verb.head
    first = first_conjunct(verb)
    return _antecedent(first) if first.i != verb.i and label(first) == "acl" and not children(verb, "nsubj") else None


def _participle_subject(verb: Token, noun: Token, lexicon: Lexicon) -> Token | None:
    """Without a subject of its own: "BYD, backed by", "foundries using" take the noun; "plans to ban", "the risk of losing"
    take who plans or runs it; "was the first to ban" takes who was."""
    top = first_conjunct(verb)
    accused = noun.pos_ != "NOUN" or lemma(noun.head) in lexicon.words("reporting", "accusations")  # "accused it of stealing"
    controlled = "Inf" in verb.morph.get("VerbForm", []) or (children(top, "mark") and not accused)
    if not controlled or top.dep_ == "acl:relcl":
        return noun
    if (concerned := _concerned(noun, lexicon)) is not None:
        return concerned
    if children(noun, "cop"):
        return surface_subject(noun, lexicon)
    owner = [
        child for child in noun.children if possessive(child, lexicon) or (label(child) in {"compound", "amod"} and child.pos_ == "PROPN")
    ]
    if owner:
        return owner[0]
    if (granted := _grantee(noun, lexicon)) is not None:
        return granted
    held = label(noun) in {"obj", "xcomp"} or noun.dep_ == "obl:arg"  # "asks for permission to sell"
    return surface_subject(noun.head, lexicon) if noun.head.pos_ in {"VERB", "AUX"} and held else None


def _concerned(noun: Token, lexicon: Lexicon) -> Token | None:
    """For whom a noun is what it is: "it was for Norway a reason to ban it", "one of the reasons for Norway"."""
    for predicate in (noun, noun.head):
        if children(predicate, "cop"):
            found = [child for child in children(predicate, "obl", "nmod") if case(child) in lexicon.words("clauses", "beneficiary")]
            return next((child for child in found if child.pos_ == "PROPN"), None)
    return None


def _grantee(noun: Token, lexicon: Lexicon) -> Token | None:
    """Who is given what the noun names: "gave Umbra permission to sell", "verleende een vergunning aan Umbra om te verkopen"."""
    verb = noun.head
    if label(noun) != "obj" or verb.pos_ != "VERB" or is_passive(verb, lexicon):
        return None
    others = [child for child in children(verb, "iobj", "obj") if child.i != noun.i and is_nominal(child) and not case(child)]
    given = [child for child in children(verb, *OBLIQUE) if case(child) in lexicon.words("clauses", "datives")]
    return next(iter([*others, *given]), None)


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
