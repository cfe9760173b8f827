"""A sentence as predicate frames: who does what to whom, whatever the language and however it is put.

A frame is a content word and its arguments by role:

    subj obj iobj     the deep subject and objects: voice is undone, by-agents are subjects
    of, on, tegen …   a prepositional argument, under its preposition
    poss              the possessor ("Huawei's subsidiary", "its chairman")
    prefix            the name in front of a hyphen in one token ("Huawei-topman"); the token is the noun's own
    compound, adj     a noun or adjective in front ("US sanctions", "Chinese chipmaker", "Shenzhen-based")
    self              what a noun is said of: by apposition, title or copula ("BYD, a carmaker", "BYD is a carmaker")
    comp              a clause or infinitive
    performer         the subject of the verb that does what the noun names ("the US announced sanctions")

Relative and participial clauses are attached to the noun they modify, coordination is shared out, and subjects of
infinitives are found by control (the object of the verb above, else its subject). An argument that the parser may have
hung one word too low or too high is offered as `lifted`: a preposition after an object belongs to either.

The idea follows PredPatt (White et al. 2016) and ClausIE (Del Corro and Gemulla 2013): read propositions off a
universal tree, not off the surface.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

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
    prefix,
    relative_pronoun,
)
from kg.lang import Lexicon

VERBAL = ("obj", "iobj", "obl", "xcomp", "vocative")
"""Labels of what hangs on a verb, not on a noun; a name behind a verb is now and then taken for an address."""
ENTITIES = frozenset({"obj", "iobj", "obl", "nmod", "appos", "nsubj"})
"""Labels that only a noun or pronoun bears in Universal Dependencies."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A role and the token that fills it; `lifted` where it hangs on another word of the same frame."""

    role: str
    token: Token
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with its arguments; `kind` is "verb", "noun" or "adj"."""

    head: Token
    lemma: str
    kind: str
    arguments: tuple[Argument, ...]

    def role(self, *roles: str) -> list[Argument]:
        """The arguments in any of the roles, those of the frame itself before the lifted ones."""
        found = [argument for argument in self.arguments if argument.role in roles]
        return sorted(found, key=lambda argument: argument.lifted)


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
            arguments = _noun_arguments(token, lexicon)
        elif kind:
            arguments = _verb_arguments(token, lexicon)
        else:
            continue
        found.append(Frame(token, lemma(token), kind, tuple(arguments)))
    return found


def _kind(token: Token, lexicon: Lexicon) -> str:
    if token.pos_ == "NOUN" and children(token, "nsubj") and children(token, *VERBAL) and not children(token, "cop", "det", "case"):
        return "verb"  # a verb that the tagger took for a noun: the parser gave it a subject and an object or oblique
    if token.pos_ == "VERB" and label(token) in ENTITIES and not children(token, "obj", "nsubj", "aux", "mark"):
        return "noun"  # what has the place of a noun and nothing of a verb is one: "Chinese tech giants X and Y"
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and label(token) not in {"aux", "cop"}):
        return "verb"
    if token.pos_ == "NOUN" or (token.pos_ == "ADJ" and label(token) in {"amod", "compound"} and token.head.pos_ == "PROPN"):
        return "noun"  # a small tagger takes the title in "Huawei's subsidiary HiSilicon" for an adjective
    if token.pos_ != "PROPN" and prefix(token, lexicon):
        return "noun"
    if token.pos_ == "ADJ" and children(token, "det", "case") and (label(token) in {*ENTITIES, "conj"} or children(token, "cop")):
        return "noun"  # "as its chief executive", "is the chief executive"
    return "adj" if token.pos_ == "ADJ" and (children(token, "nsubj", "obl") or is_participle(token)) else ""


# ── verbs ────────────────────────────────────────────────────────────────────────────────────────


def is_passive(verb: Token, lexicon: Lexicon) -> bool:
    """True where the grammatical subject of the verb is its deep object."""
    if any(child.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass"} for child in verb.children):
        return True
    if not is_participle(verb) or children(verb, "nsubj"):
        return False
    first = first_conjunct(verb)
    return is_passive(first, lexicon) if first.i != verb.i else label(verb) in {"acl", "amod", "advcl", "xcomp"}


def _verb_arguments(verb: Token, lexicon: Lexicon) -> list[Argument]:
    passive = is_passive(verb, lexicon)
    arguments = [Argument("obj" if passive else "subj", token) for token in _shared(surface_subject(verb, lexicon))]
    antecedent = _antecedent(verb)
    pronoun = relative_pronoun(verb, lexicon) if antecedent is not None else None
    for child in verb.children:
        role = _verb_role(child, passive, lexicon)
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


def _verb_role(child: Token, passive: bool, lexicon: Lexicon) -> str:
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


def _shared(subject: Token | None) -> list[Token]:
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


# ── nouns ────────────────────────────────────────────────────────────────────────────────────────


def _noun_arguments(noun: Token, lexicon: Lexicon) -> list[Argument]:
    arguments = [Argument("prefix", noun)] if prefix(noun, lexicon) else []
    for child in noun.children:
        role = _noun_role(child, noun, lexicon)
        if role:
            arguments += [Argument(role, token) for token in conjuncts(child)]
    if label(noun) == "conj" and noun.head.pos_ == "NOUN":
        present = {argument.role for argument in arguments}
        arguments += [
            argument for argument in _noun_arguments(noun.head, lexicon) if argument.role in {"self", "poss", "of", "van"} - present
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
        yield from (Argument("self", token) for token in _shared(subject))
    elif head.i != noun.i and kind in {"obl", "nmod", "advcl"} and case(noun) in lexicon("possessive", "capacity"):
        verb = head if head.pos_ in {"VERB", "AUX"} else head.head
        objects = children(verb, "obj", "nsubj:pass")
        yield from (Argument("self", token, lifted=True) for token in _shared(objects[0] if objects else surface_subject(verb, lexicon)))
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
            yield from (Argument("performer", token, lifted=True) for token in _shared(surface_subject(verb, lexicon)))
        if passive:
            agents = [child for child in verb.children if _verb_role(child, True, lexicon) == "subj" and label(child) != "nsubj"]
            yield from (Argument("performer", token, lifted=True) for agent in agents for token in conjuncts(agent))
    if label(top) in {"obj"} or top.dep_ == "nsubj:pass":
        for child in children(verb, "obl"):
            if case(child) and not (passive and case(child) in lexicon("voice", "agents")):
                yield from (Argument(case(child), token, lifted=True) for token in conjuncts(child))
