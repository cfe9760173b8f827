"""Who does what a verb says: its own subject, that of the noun that a relative or participial clause tells of, or that of the clause
which controls an infinitive."""

from __future__ import annotations

from kg.extract.syntax import (
    OBLIQUE,
    case,
    children,
    first_conjunct,
    is_nominal,
    is_participle,
    label,
    lemma,
    possessive,
    relative_pronoun,
)
from kg.lang import Lexicon
from kg.parse import Token, kept

CONTROLLED = frozenset({"xcomp", "ccomp", "csubj", "advcl", "acl", "obl"})
"""Labels of clauses that may lack a subject of their own; the last two where a parser hangs one on a verb."""


@kept
def is_passive(verb: Token, lexicon: Lexicon) -> bool:
    """True where the grammatical subject of the verb is its deep object."""
    if any(child.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass"} for child in verb.children):
        return True
    if not is_participle(verb) or children(verb, "nsubj"):
        return False
    first = first_conjunct(verb)
    return is_passive(first, lexicon) if first.i != verb.i else label(verb) in {"acl", "amod", "advcl", "xcomp"}


@kept
def surface_subject(verb: Token, lexicon: Lexicon) -> Token | None:
    """The grammatical subject of a verb: its own, its noun's in a relative clause, or that of the clause that controls it."""
    other = outranked(verb, lexicon)
    own = [other] if other is not None else _subjects(verb, lexicon)
    antecedent = antecedent_of(verb)
    if own:
        return _relative_subject(verb, own[0], antecedent, lexicon)
    kind, head = label(verb), verb.head
    if antecedent is not None:
        return _participle_subject(verb, antecedent, lexicon)
    if kind == "conj" and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return surface_subject(head, lexicon)
    if kind in CONTROLLED and "Fin" not in verb.morph.get("VerbForm", []):
        controlled = controller(verb, head, lexicon)
        return surface_subject(head, lexicon) if controlled is None and not _bars_others(head, lexicon) else controlled
    return None


def _bars_others(verb: Token, lexicon: Lexicon) -> bool:
    """ "Advises against buying it", "raadt af het te kopen": whoever does is another."""
    both = lemma(verb) in lexicon.words("governors", "object_control") and lemma(verb) in lexicon.words("governors", "negated")
    return both and not is_passive(verb, lexicon)


def _subjects(verb: Token, lexicon: Lexicon) -> list[Token]:
    """The subjects of its own, the likeliest first: no day acts, and of two in a relative clause the pronoun is the object."""
    own = children(verb, "nsubj")
    if len(own) < 2:
        return own
    passed = {*lexicon.table("time", "weekdays"), *(lexicon.words("pronouns", "relative") if verb.dep_ == "acl:relcl" else ())}
    return sorted(own, key=lambda token: token.lower_ in passed)


def outranked(verb: Token, lexicon: Lexicon) -> Token | None:
    """The subject of a relative clause whose pronoun cannot be it, though the parser says so or leaves it open: several things
    and a verb in the singular ("de chips die Qualcomm maakt")."""
    antecedent = antecedent_of(verb)
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


def controller(verb: Token, head: Token, lexicon: Lexicon) -> Token | None:
    """Who does what an infinitive or participle below `head` says, where that is not the subject of `head`: its object
    ("allowed ASML to supply", "bars Eni from investing"), or for whom something is so ("impossible for Huawei to buy")."""
    adjective = head.pos_ == "ADJ" or bool(children(head, "cop"))  # "was for Norway one of the reasons to ban it"
    for above in [head, head.head] if adjective else [head]:
        concerned = [child for child in children(above, "obl") if case(child) in lexicon.words("clauses", "beneficiary")]
        if concerned and (adjective or children(above, "expl")):
            return concerned[0]
    if lemma(head) in lexicon.words("governors", "subject_control") or is_modal(head, lexicon):
        return None
    objects = [*children(head, "iobj"), *children(head, "obj")]
    marks = {child.lower_ for child in children(verb, "mark", "case")}
    taken = bool(marks & lexicon.words("clauses", "object_marks")) or lemma(head) in lexicon.words("governors", "object_control")
    if label(verb) == "advcl" and not marks and lemma(head) in lexicon.words("governors", "entrusts"):  # "hired X, expanding its team"
        taken = lemma(verb) in lexicon.words("clauses", "subject_capacity")
    if label(verb) == "advcl" and not taken:
        return None
    return next((token for token in objects if token.i < verb.i and token.pos_ != "VERB"), None)


def lacks_object(subject: Token, last: int) -> tuple[Token, str] | None:
    """The verb of which the token is the subject and the object that it may have yet, `obj` or `iobj`: a verb behind the last token of the
    two names, or a finite one in front of them ("nu koopt X Y", "levert X Y geen chips")."""
    head = subject.head
    if label(subject) != "nsubj" or head.pos_ not in {"VERB", "NOUN"}:
        return None
    verbs = [verb for verb in (head, *children(head, "xcomp")) if verb.i > last]
    inverted = head.pos_ == "VERB" and head.i == subject.left_edge.i - 1 and "Fin" in head.morph.get("VerbForm", [])
    if not verbs and inverted and not children(head, "xcomp", "ccomp"):
        verbs = [head]
    if not verbs or children(verbs[0], "ccomp", "iobj"):
        return None
    objects = [child for child in children(verbs[0], "obj") if child.i > last or child.i < subject.i]
    if any(child.pos_ != "NOUN" or child.i < last for child in objects):
        return None
    return verbs[0], "iobj" if objects else "obj"


def is_modal(verb: Token, lexicon: Lexicon) -> bool:
    """True for a verb that makes what hangs on it a plan or a possibility: "wil", "could"."""
    return verb.lower_ in lexicon.any(("modality", "planned"), ("modality", "possible"))


def antecedent_of(verb: Token) -> Token | None:
    """The noun that a relative or participial clause tells of, or that an adjective stands beside; None for any other clause."""
    if label(verb) == "amod" and "Fin" in verb.morph.get("VerbForm", []):
        return None
    if label(verb) in {"acl", "amod"} and is_nominal(verb.head) and verb.head.i != verb.i:
        return verb.head
    first = first_conjunct(verb)
    return antecedent_of(first) if first.i != verb.i and label(first) == "acl" and not children(verb, "nsubj") else None


def _participle_subject(verb: Token, noun: Token, lexicon: Lexicon) -> Token | None:
    """Without a subject of its own: "BYD, backed by", "foundries using" take the noun; "plans to ban", "the risk of losing"
    take who plans or runs it; "was the first to ban" takes who was."""
    top = first_conjunct(verb)
    accused = noun.pos_ != "NOUN" or lemma(noun.head) in lexicon.words("reporting", "accusations")  # "accused it of stealing"
    controlled = "Inf" in verb.morph.get("VerbForm", []) or (children(top, "mark") and not accused)
    if not controlled or top.dep_ == "acl:relcl":
        return (None if is_passive(verb, lexicon) else _author(noun, lexicon)) or noun
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


def _author(text: Token, lexicon: Lexicon) -> Token | None:
    """Who speaks in a text: "Umbra's letter urging Globex", "issued a statement criticizing Globex"; None for what is no text."""
    if text.lemma_.lower() not in lexicon.words("reporting", "texts"):
        return None
    owners = (child for child in text.children if possessive(child, lexicon))
    writer = surface_subject(text.head, lexicon) if label(text) == "obj" and not is_passive(text.head, lexicon) else None
    return next(owners, writer)


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
