"""Is it so? Polarity and modality of a predicate, read off its auxiliaries, adverbs and the verbs that govern it.

"The US may impose sanctions" is possible; "plans to build" planned; "does not use", "failed to deliver", "banned from
using" negated; "would ban" possible. The walk goes from the predicate up through the clauses that contain it as long as
each is the complement of the next; the strongest reading wins (negation flips, a possibility inside a plan is possible).
The table of governing verbs is language data; the idea is CAMEO's verb patterns and Saurí and Pustejovsky's FactBank.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import final

from kg.extract.decided import (
    completed,
    decided_by,
    is_told_of,
    judges,
    nominates,
    planned_by,
    proof,
    revoked,
    set_phrase,
    supposed,
    undoes,
)
from kg.extract.subjects import is_passive
from kg.extract.syntax import case, children, first_conjunct, label, lemma
from kg.extract.tense import PAST, tense
from kg.lang import Lexicon
from kg.lang import lexicon as words_of
from kg.model import Modality, Polarity
from kg.parse import Token

CONDITIONAL = frozenset({"advcl", "conj", "parataxis", "ccomp", "csubj"})
"""Clauses that "if" or "whether" leaves open."""
ADJECTIVES = {
    "future_adjectives": Modality.PLANNED,
    "possible_adjectives": Modality.POSSIBLE,
    "reported_adjectives": Modality.REPORTED,
}
"""What adjectives make of a noun that tells of a deed or post: "its next chief executive", "a possible successor", "the alleged theft"."""
ADVERBIAL = frozenset({"advmod", "aux", "cop", "cc"})
"""Labels under which a predicate is denied by words of its own, so that a second of them says the same again."""
DEEPEST = 10
"""Clauses above the predicate that are looked at."""
_STRENGTH = {Modality.ASSERTED: 0, Modality.REPORTED: 1, Modality.PLANNED: 2, Modality.POSSIBLE: 3}


ENTERED = frozenset({"xcomp", "ccomp", "obl", "obj"})
"""Labels of a post below the verb by which somebody gets it."""


@final
@dataclass(slots=True, init=False, unsafe_hash=True)
class Status:
    """Polarity and modality of one predicate."""

    polarity: Polarity
    modality: Modality

    def __init__(self, polarity: Polarity = Polarity.AFFIRMED, modality: Modality = Modality.ASSERTED) -> None:
        """Affirmed and asserted, where nothing else is said."""
        self.polarity, self.modality = polarity, modality

    def negated(self) -> Status:
        """The same with its polarity turned."""
        return Status(Polarity.AFFIRMED if self.polarity is Polarity.NEGATED else Polarity.NEGATED, self.modality)

    def weakened(self, modality: Modality) -> Status:
        """The same with the weaker of its own and the given modality."""
        return Status(self.polarity, modality) if _STRENGTH[modality] > _STRENGTH[self.modality] else self


def status(predicate: Token, lexicon: Lexicon) -> Status:
    """Polarity and modality of the clause or noun phrase that the token heads.

    Args:
        predicate: the head of a frame.
    """
    presupposes = any(token.lower_ in lexicon.words("modality", "presupposing") for token in predicate.sent[:2])  # "Why did X buy Y?"
    asked = predicate.sent[-1].text == "?" and not presupposes
    found, below = Status(modality=Modality.POSSIBLE if asked else Modality.ASSERTED), predicate
    token = predicate
    for _ in range(DEEPEST):
        told = token.i != predicate.i and lemma(token) in lexicon.words("reporting", "verbs") and label(below) in {"ccomp", "csubj"}
        found = _unsaid(token, below, found, lexicon) if told else _own(token, below, found, lexicon)
        above = _governor(token, lexicon)
        if above is None:
            break
        found = _governed(token, above, found, lexicon)
        below, token = token, above
    return found


def made_of(verb: Token, lexicon: Lexicon) -> Modality:
    """What the verb makes of the deed that its object names: it plans one, or thinks of one."""
    if lemma(verb) in lexicon.words("governors", "shifts"):
        return Modality.ASSERTED
    for group, modality in (("planned", Modality.PLANNED), ("possible", Modality.POSSIBLE)):
        if verb.pos_ == "VERB" and lemma(verb) in lexicon.words("governors", group):
            return modality
    return Modality.ASSERTED


def described(noun: Token, found: Status, lexicon: Lexicon) -> Status:
    """The status with what the noun phrase itself makes of it: "the next chief executive", "a draft law", "kandidaat-koper"."""
    for child in children(noun, "amod", "compound") if not completed(noun, lexicon) else ():
        found = next(
            (found.weakened(weak) for group, weak in ADJECTIVES.items() if child.lower_ in lexicon.words("modality", group)), found
        )
    prefixed = any(noun.lower_.startswith(prefix) for prefix in lexicon.words("modality", "possible_prefixes"))
    return found.weakened(Modality.POSSIBLE) if prefixed else found


def beside(post: Token, lexicon: Lexicon) -> Status:
    """What is told of a post that stands beside a name, whatever the sentence says: "beoogd topman X", "proposed X as chairman"."""
    found, verb = described(post, Status(), lexicon), post.head
    if label(post) in ENTERED and verb.pos_ == "VERB" and lemma(verb) in lexicon.words("governors", "enters"):
        found = found.weakened(status(verb, lexicon).modality)  # "will take over as chairman"
        return _governed(post, verb, found, lexicon) if label(post) == "xcomp" else found
    return _governed(post, verb, found, lexicon) if nominates(post, verb, lexicon) else found


def is_purpose(verb: Token, lexicon: Lexicon) -> bool:
    """ "Bought land to build a plant", "kocht grond om te bouwen": what is done for, not what was done."""
    infinitive = "Inf" in verb.morph.get("VerbForm", []) or any(
        child.lower_ in lexicon.words("modality", "infinitive_marks") for child in children(verb, "mark")
    )
    return (
        label(verb) == "advcl"
        and infinitive
        and any(child.lower_ in lexicon.words("modality", "purpose") for child in children(verb, "mark"))
    )


def _unsaid(verb: Token, below: Token, found: Status, lexicon: Lexicon) -> Status:
    """What a reporting verb makes of what is reported: "did not say that" leaves it open, "does not believe that" denies it;
    "could say that" changes nothing."""
    if not any(_denies(verb, child, lexicon) for child in verb.children if child.i != below.i):
        return found
    return found.negated() if lemma(verb) in lexicon.words("negation", "raising") else found.weakened(Modality.POSSIBLE)


def _own(token: Token, below: Token, found: Status, lexicon: Lexicon) -> Status:
    """What the clause itself says: its auxiliaries, adverbs and negative objects, but for the complement that was read before."""
    if token.pos_ == "NOUN":
        found = described(token, found, lexicon)
        for child in supposed(token, lexicon):
            found = _auxiliary(child.lower_, found, lexicon)
    to_be = [child for child in children(token, "cop", "aux") if child.lemma_ in lexicon.words("voice", "passives")]
    if to_be and any(child.lower_ in lexicon.words("modality", "infinitive_marks") for child in children(token, "mark")):
        found = found.weakened(Modality.PLANNED)  # "is to buy"
    others = [child for child in token.children if child.i != below.i]
    denials = [child for child in others if _denies(token, child, lexicon)]
    denials += [child for child in children(token, "advmod") if _is_pending(token, child, lexicon)]
    for child in others:
        certain = denials and child.lower_ in lexicon.words("negation", "abilities")  # who cannot does not
        found = found if certain else _weakened(token, child, found, lexicon)
    together = sum(label(child) in ADVERBIAL or _is_paired(child, lexicon) for child in denials)
    for _ in denials[max(together - 1, 0) :]:  # "neither X nor Y" is one denial, and so is "has not and never will"
        found = found.negated()
    return found


def _weakened(token: Token, child: Token, found: Status, lexicon: Lexicon) -> Status:
    words = _words(child, lexicon)
    if label(child) in {"aux", "cop"} or (child.pos_ == "AUX" and label(child) != "conj"):
        hearsay = child.lower_ in lexicon.words("modality", "hearsay") and _perfect(token, lexicon)
        if child.lower_ in lexicon.words("negation", "abilities") and _is_singled(token, lexicon):
            return found
        foretold = child.lower_ in lexicon.words("modality", "future_in_past") and _is_told(token, lexicon)
        if foretold and not children(token, "advcl"):
            return found.weakened(Modality.PLANNED)
        return found.weakened(Modality.REPORTED) if hearsay else _auxiliary(child.lower_, found, lexicon)
    if not lexicon.words("modality", "reported_adverbs").isdisjoint(words):
        return found.weakened(Modality.REPORTED)
    if not lexicon.words("modality", "possible_adverbs").isdisjoint(words):
        return found.weakened(Modality.POSSIBLE)
    conditional = label(child) == "mark" and child.lower_ in lexicon.words("modality", "conditions")
    return found.weakened(Modality.POSSIBLE) if conditional and label(token) in CONDITIONAL else found


def _is_singled(verb: Token, lexicon: Lexicon) -> bool:
    """ "The only firm that can make them", "het laatste jaar dat wij ze kunnen maken": it does."""
    told = label(verb) == "acl" and verb.head.pos_ in {"NOUN", "PRON"}
    return told and any(part.lower_ in lexicon.words("modality", "singled") for part in children(verb.head, "amod", "det", "nmod"))


def _denies(token: Token, child: Token, lexicon: Lexicon) -> bool:
    """A negation on the predicate, a preposition like "without" before it, or a negative argument ("no sanctions")."""
    kind = label(child)
    if kind in {"advmod", "obl"} and not lexicon.words("negation", "adverbs").isdisjoint(_words(child, lexicon)):
        return not _limits(child, lexicon)
    if kind in {"aux", "cop"}:  # "nor will it spy", hung on the auxiliary
        return any(
            part.lower_ in lexicon.words("negation", "adverbs") and not _limits(part, lexicon) for part in children(child, "cc", "advmod")
        )
    if kind == "cc":
        return token.pos_ == "VERB" and child.lower_ in lexicon.words("negation", "adverbs")  # "nor will it spy"
    if kind == "det" and child.lower_ in lexicon.words("negation", "of_none"):  # "is not aware of any inquiry"
        above = token.head
        return (
            above.i != token.i
            and token.pos_ == "NOUN"
            and any(_denies(above, other, lexicon) for other in above.children if other is not token)
        )
    if kind == "det":
        return child.lower_ in lexicon.words("negation", "determiners")
    if kind in {"mark", "case"}:
        return child.lower_ in lexicon.words("negation", "prepositions") and token.pos_ == "VERB"
    if kind in {"obj", "obl"} and case(child) in lexicon.words("negation", "prepositions") and children(token, "mark"):
        return child.left_edge.i == token.left_edge.i  # "zonder het ministerie te raadplegen": the clause is meant
    return kind in {"nsubj", "obj", "obl"} and _none(child, lexicon)


def _words(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """A word, and the word with those that hang on it: "no longer", "naar verluidt"."""
    whole = token.subtree if token.children else ()
    return (token.lower_, " ".join([part.lower_ for part in whole])) if 1 < len(whole) <= _longest(lexicon.language) else (token.lower_,)


@cache
def _longest(language: str) -> int:
    """How many words an adverb has at most."""
    lexicon = words_of(language)
    lists = lexicon.any(("modality", "reported_adverbs"), ("modality", "possible_adverbs"), ("negation", "adverbs"))
    return max(len(adverb.split()) for adverb in lists)


def _perfect(token: Token, lexicon: Lexicon) -> bool:
    """A participle with an auxiliary of the perfect: what "zou" says of the past is hearsay ("zou hebben gevraagd")."""
    return "Part" in token.morph.get("VerbForm", []) and any(
        child.lemma_ in lexicon.words("modality", "perfect") for child in children(token, "aux")
    )


def _is_announced(clause: Token, verb: Token, lexicon: Lexicon) -> bool:
    """ "Kondigde aan over te stappen": what one announces in an infinitive one will do."""
    told = label(clause) in {"xcomp", "ccomp"} and lemma(verb) in lexicon.words("reporting", "announcements")
    return told and clause.pos_ == "VERB" and "Fin" not in clause.morph.get("VerbForm", []) and not children(clause, "nsubj", "aux")


def _is_for(clause: Token, above: Token, lexicon: Lexicon) -> bool:
    """ "Interested in buying X", "showed interest in buying X": what it is for."""
    return above.pos_ in {"ADJ", "NOUN"} and any(
        mark.lower_ in lexicon.words("governors", "about") for mark in children(clause, "mark", "case")
    )


def _auxiliary(word: str, found: Status, lexicon: Lexicon) -> Status:
    if word in lexicon.words("modality", "possible"):
        return found.weakened(Modality.POSSIBLE)
    return found.weakened(Modality.PLANNED) if word in lexicon.words("modality", "planned") else found


def _is_told(verb: Token, lexicon: Lexicon) -> bool:
    """What somebody said, in the past: "announced that it would build"."""
    above = verb.head
    return label(verb) == "ccomp" and lemma(above) in lexicon.words("reporting", "verbs") and "Past" in above.morph.get("Tense", [])


def _is_pending(token: Token, adverb: Token, lexicon: Lexicon) -> bool:
    """ "Has yet to approve it", "is yet to approve it"."""
    infinitives = lexicon.words("modality", "infinitive_marks")
    told = (token, *children(token, "xcomp"))
    return adverb.lower_ in lexicon.words("negation", "pending") and any(
        child.lower_ in infinitives for verb in told for child in children(verb, "mark")
    )


def _limits(adverb: Token, lexicon: Lexicon) -> bool:
    """ "not only" denies nothing."""
    return adverb.i + 1 < len(adverb.doc) and adverb.nbor(1).lower_ in lexicon.words("negation", "limits")


def _none(argument: Token, lexicon: Lexicon) -> bool:
    none = lexicon.words("negation", "determiners")
    return argument.lower_ in lexicon.words("negation", "pronouns") or any(word.lower_ in none for word in _beside(argument))


def _is_paired(denial: Token, lexicon: Lexicon) -> bool:
    """One of two denials that belong together: "neither … nor …"."""
    pairs = lexicon.words("negation", "pairs")
    return denial.lower_ in pairs or any(word.lower_ in pairs for word in _beside(denial))


def _beside(argument: Token) -> list[Token]:
    """The words that may deny an argument or one that is joined to it."""
    joined = (word for other in children(argument, "conj") for word in children(other, "cc"))
    return [*children(argument, "det", "advmod", "amod", "cc"), *joined]


def _governor(token: Token, lexicon: Lexicon) -> Token | None:
    """The predicate whose complement the token is, or None at the top of what is said as such."""
    kind, head = label(token), token.head
    if head.i == token.i or _is_singled(token, lexicon):
        return None
    if kind == "nsubj" and label(head) == "cop":
        head = head.head  # "the merger is off the table", hung on "is"
    if (told := proof(token, lexicon)) is not None:
        return told
    if (noun := set_phrase(token, lexicon)) is not None:
        return noun
    if kind == "conj":
        return _governor(first_conjunct(token), lexicon) if first_conjunct(token).i != token.i else None
    if kind in {"xcomp", "ccomp", "csubj"} and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return head
    if kind == "advcl" and head.pos_ in {"VERB", "ADJ"} and "Fin" not in token.morph.get("VerbForm", []) and not children(token, "nsubj"):
        marks = children(token, "mark", "case")
        if (plan := planned_by(token, lexicon)) is not None:
            return plan
        apart = token.i < head.i or any(child.lower_ in lexicon.words("negation", "prepositions") for child in marks)
        apart = apart or (not marks and _added(token))
        heir = lemma(head) in lexicon.words("governors", "entrusts") and lemma(token) in lexicon.words("clauses", "subject_capacity")
        if heir and not marks:
            return head  # "named X as chairman, replacing Y"
        return None if apart else head  # "without asking, X stopped" stops nothing of what it did not ask
    if kind == "acl" and token.dep_ != "acl:relcl" and head.pos_ == "NOUN" and "Part" not in token.morph.get("VerbForm", []):
        return head
    if token.dep_ == "acl:relcl":
        return revoked(token, lexicon)
    return decided_by(token, head, lexicon) if token.pos_ == "NOUN" else None


def _added(clause: Token) -> bool:
    """A participle behind a comma says something of its own: "X takes no money, becoming the first to cut its ties"."""
    edge = next((part.i for part in clause.subtree if not part.is_punct), clause.i)
    return edge > clause.sent.start and clause.doc[edge - 1].text == ","


def _governed(token: Token, above: Token, found: Status, lexicon: Lexicon) -> Status:
    """What the governing word makes of its complement."""
    word = lemma(above)
    if token.pos_ == "NOUN" and label(token) in {"nsubj", "obj", "obl"} and word in lexicon.words("governors", "ends"):
        return found.negated()
    if token.pos_ == "NOUN" and label(token) in {"nsubj", "obj", "obl"} and undoes(token, above, lexicon):
        return found.negated()
    asked = word in lexicon.words("governors", "object_control") and word in lexicon.any(
        ("governors", "possible"), ("governors", "negated")
    )  # "presses X to do the same", "has forbidden X to sell Y"
    if is_purpose(token, lexicon) and not asked and word not in lexicon.words("governors", "means"):
        return found.weakened(Modality.PLANNED)
    words = [
        word,
        *(lemma(child) for child in children(above, "xcomp") if child.pos_ == "ADJ" and child.i != token.i),
    ]  # "thinks it unlikely"
    if any(word in lexicon.words("governors", "doubted") for word in words):
        return found.weakened(Modality.POSSIBLE).negated()
    if word in lexicon.words("reporting", "accusations") and is_passive(above, lexicon):
        return found.weakened(Modality.REPORTED)  # "is accused of stealing"
    if token.dep_ == "acl:relcl" and not is_told_of(token):
        return Status(found.polarity)  # what the licences were for that were revoked
    if token.pos_ == "NOUN" and above.pos_ == "VERB" and word in lexicon.words("governors", "becoming") and tense(above, lexicon) != PAST:
        return found.weakened(Modality.PLANNED)  # "becomes chairman of X"
    chosen = token.pos_ == "VERB" and label(token) in {"xcomp", "advcl"} and word in lexicon.words("governors", "entrusts")
    if chosen or _is_announced(token, above, lexicon):
        return found.weakened(Modality.PLANNED)
    if token.pos_ == "NOUN" and nominates(token, above, lexicon):
        return found.weakened(Modality.PLANNED if word in lexicon.words("governors", "planned") else Modality.POSSIBLE)
    if token.pos_ == "NOUN" and judges(token, above, lexicon):
        return found.weakened(Modality.PLANNED)
    apart = label(token) == "advcl" and not asked and not case(token) and not _is_for(token, above, lexicon)
    if apart and word not in lexicon.words("governors", "negated"):
        return found
    barred = word in lexicon.words("negation", "abilities") and any(_denies(above, child, lexicon) for child in above.children)
    for group, modality in (("planned", Modality.PLANNED), ("possible", Modality.POSSIBLE), ("reported", Modality.REPORTED)):
        if not barred and any(word in lexicon.words("governors", group) for word in words):
            found = found.weakened(modality)
    if label(token) in {"xcomp", "ccomp", "csubj"} and word in lexicon.words("reporting", "verbs") and is_passive(above, lexicon):
        found = found.weakened(Modality.REPORTED)  # "is said to have bought"
    complement = token.pos_ != "NOUN" or label(token) not in {"nsubj", "obj", "obl"}
    return found.negated() if complement and not lexicon.words("governors", "negated").isdisjoint(words) else found
