"""What decides whether the deed that a noun names is so: the word above it, or what the sentence says of it.

"Imposed sanctions" are, "abandoned a merger" is not, "talks about a merger" and "a merger is possible" leave it open, and so does who
may still forbid it: "the European Commission is reviewing X's takeover of Y". Words are language data (`[governors]`); what they make
of the deed is put together in `extract.status`.
"""

from __future__ import annotations

from kg.extract.subjects import is_passive
from kg.extract.syntax import case, children, label, lemma
from kg.lang import Lexicon
from kg.parse import Token

OPENING = (("governors", "planned"), ("governors", "possible"), ("governors", "reported"))
"""Words under which it is open whether something is so."""
ARGUMENT = frozenset({"obj", "obl", "nmod"})


def decided_by(noun: Token, head: Token, lexicon: Lexicon) -> Token | None:
    """The word above a noun if it decides whether what that names is so, or None."""
    if (opening := _about(noun, head, lexicon)) is not None:
        return opening
    if head.pos_ in {"VERB", "AUX", "ADJ"} and _affects(noun, head, lexicon):
        return head
    if undoes(noun, head, lexicon) or _happens(noun, head, lexicon) or judges(noun, head, lexicon) or nominates(noun, head, lexicon):
        return head
    return head if _is_likely(noun, head, lexicon) else None


def completed(noun: Token, lexicon: Lexicon) -> bool:
    """True where it came about, whatever it was called before: "completed its planned takeover of X"."""
    done = label(noun) == "obj" or (label(noun) == "nsubj" and is_passive(noun.head, lexicon))
    return done and noun.head.pos_ == "VERB" and lemma(noun.head) in lexicon.words("governors", "completes")


def proof(token: Token, lexicon: Lexicon) -> Token | None:
    """The noun that says whether there is any: "van een fusie is geen sprake", "there was no sign that"."""
    words, head = lexicon.words("governors", "proof"), token.head
    if lemma(head) in words and label(token) in {"nmod", "acl"} and (token.dep_ != "acl:relcl" or is_told_of(token)):
        return head
    if label(token) not in {"obl", "ccomp", "csubj"} or head.pos_ not in {"VERB", "AUX"}:
        return None
    found = next((child for child in children(head, "nsubj", "obj") if child.pos_ == "NOUN" and lemma(child) in words), None)
    return found if found is not None and found.i != token.i else None


def is_told_of(clause: Token) -> bool:
    """ "Geen bewijs dat X spioneert": a clause that is complete without the noun tells what it is of, whatever its label."""
    return bool(children(clause, "mark")) or len(children(clause, "nsubj")) > 1


def planned_by(clause: Token, lexicon: Lexicon) -> Token | None:
    """The noun right before a clause that hangs on its verb: "abandoned its plan to buy X", "showed interest in buying X"."""
    first = clause.left_edge
    noun = first.nbor(-1) if first.i > clause.sent.start else None
    if noun is None or noun.pos_ != "NOUN" or label(noun) != "obj" or noun.head.i != clause.head.i:
        return None
    meant = noun.lemma_.lower() in lexicon.any(("governors", "planned"), ("governors", "possible"))
    marks = lexicon.any(("modality", "infinitive_marks"), ("modality", "purpose"), ("governors", "about"))
    return noun if meant and first.lower_ in marks else None


def set_phrase(clause: Token, lexicon: Lexicon) -> Token | None:
    """The noun of a set phrase that governs a clause, wherever the parser hung it: "is van plan X te kopen"."""
    above = clause.head
    places = [above, *children(clause, "mark"), *children(above, "compound:prt")] if label(clause) in {"xcomp", "ccomp"} else []
    nouns = (part for place in places for part in children(place, "fixed"))
    return next((noun for noun in nouns if lemma(noun) in lexicon.any(*OPENING)), None)


def revoked(clause: Token, lexicon: Lexicon) -> Token | None:
    """The noun for a permission that was taken back, of a clause that says what for: "revoked the licences under which X sells to Y"."""
    noun = clause.head
    if clause.dep_ != "acl:relcl" or lemma(noun) not in lexicon.words("governors", "permits"):
        return None
    undone = lemma(noun.head) in lexicon.any(("governors", "ends"), ("governors", "cancels"))
    passive = label(noun) == "nsubj" and is_passive(noun.head, lexicon)
    return noun if undone and (label(noun) == "obj" or passive) else None


def undoes(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """True where what the noun names does not come about: "abandoned", "walked away from" a merger, which "was blocked", "collapsed"."""
    kind, word = label(noun), lemma(verb)
    if kind == "nsubj" and word in lexicon.words("governors", "fails"):
        undone = (verb.pos_ != "NOUN" or bool(case(verb))) and not _named(noun, lexicon)
    elif verb.pos_ == "VERB" and word in lexicon.words("governors", "cancels"):
        away = case(noun) in lexicon.any(("possessive", "of"), ("clauses", "dealings"))
        undone = kind == "obj" or (kind == "obl" and away) or (kind == "nsubj" and is_passive(verb, lexicon))
    else:
        return False
    return undone and lemma(noun) not in lexicon.words("governors", "took_place")


def _named(noun: Token, lexicon: Lexicon) -> bool:
    """A noun for those that it names, and for no deed: "Oslo companies, including X, fell"."""
    ways = lexicon.any(("clauses", "exemplars"), ("clauses", "enumerating"))
    return any(child.pos_ == "PROPN" and (label(child) in {"appos", "flat"} or case(child) in ways) for child in noun.children)


def judges(noun: Token, above: Token, lexicon: Lexicon) -> bool:
    """True where others have still to allow a deed of which the noun says whose it is: "approved X's takeover of Y"."""
    told = label(noun) in ARGUMENT or (label(noun) == "nsubj" and is_passive(above, lexicon))
    return told and lemma(above) in lexicon.words("governors", "judges") and _has_doer(noun, lexicon)


def nominates(post: Token, verb: Token, lexicon: Lexicon) -> bool:
    """True for a post for which someone is only named: "was nominated as chairman", "wordt genoemd als topman"."""
    marked = case(post) or next((mark.lower_ for mark in children(post, "mark")), "")
    return (
        verb.pos_ == "VERB" and marked in lexicon.words("possessive", "capacity") and lemma(verb) in lexicon.words("governors", "nominates")
    )


def supposed(noun: Token, lexicon: Lexicon) -> list[Token]:
    """The auxiliaries of what would be so if the deed came about: "a takeover of X by Y would need approval", "the chairman will be X"."""
    if label(noun) != "nsubj" or _is_named(noun):
        return []
    if noun.head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return children(noun.head, "aux") if children(noun.head, "cop") else []  # "the new chairman will be X"
    indefinite = any(child.lower_ in lexicon.words("articles", "indefinite") for child in children(noun, "det"))
    return children(noun.head, "aux") if indefinite and _has_doer(noun, lexicon) else []


def _affects(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """True where the verb decides whether what the noun names is so: "imposed", "lifts", "threatens with" sanctions."""
    if label(noun) not in {"obj", "obl"} and not (label(noun) == "nsubj" and is_passive(verb, lexicon)):
        return False
    if _is_named(noun):
        return False  # "asked chairman X": he is chairman
    groups = ("performs", "possible", "planned", "reported") if label(noun) == "obl" else ("performs", "ends", "possible", "planned")
    return any(lemma(verb) in lexicon.words("governors", group) for group in groups)


def _happens(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """True for the subject of a verb that says whether it happens: "the merger will not go ahead"."""
    return verb.pos_ == "VERB" and label(noun) == "nsubj" and lemma(verb) in lexicon.words("governors", "happens")


def _about(noun: Token, head: Token, lexicon: Lexicon) -> Token | None:
    """The noun before it for what is planned, possible or rumoured: "talks about a merger", "has plans for a factory"."""
    if label(noun) not in {"nmod", "obl"} or case(noun) not in lexicon.words("governors", "about") or _is_named(noun):
        return None
    before = next((child for child in children(head, "obj") if child.i == noun.left_edge.i - 1), None) if label(noun) == "obl" else head
    return before if before is not None and before.pos_ == "NOUN" and lemma(before) in lexicon.any(*OPENING) else None


def _is_likely(noun: Token, head: Token, lexicon: Lexicon) -> bool:
    """True for the subject of a word that says how likely it is: "a merger is possible", "the merger is unlikely"."""
    told = label(noun) == "nsubj" and head.pos_ == "ADJ" and not _is_named(noun) and _has_doer(noun, lexicon)
    return told and lemma(head) in lexicon.any(("governors", "possible"), ("governors", "doubted"))


def _is_named(noun: Token) -> bool:
    return any(child.pos_ == "PROPN" for child in children(noun, "appos", "flat"))


def _has_doer(noun: Token, lexicon: Lexicon) -> bool:
    """True where the noun phrase says whose deed it is: "X's takeover", "the takeover by X", "the merger of X and Y"."""
    if children(noun, "nmod:poss"):
        return True
    agents, beside = lexicon.words("voice", "agents"), [*children(noun, "nmod"), *children(noun.head, "obl")]
    if any(part.i > noun.i and case(part) in agents for part in (*beside, *(inner for part in beside for inner in children(part, "nmod")))):
        return not is_passive(noun.head, lexicon) or label(noun) != "nsubj" or any(case(part) in agents for part in children(noun, "nmod"))
    both = lexicon.any(("possessive", "of"), ("governors", "between"))
    return any(case(part) in both and children(part, "conj") for part in children(noun, "nmod"))
