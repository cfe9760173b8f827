"""A frame of a text held against the patterns of the relations: which of them it fulfils, and with what in their slots.

The parser that makes both sides is small, so equality is a little wide: a lemma that is cut wrong, a compound for its last
part ("handelsakkoord" is an akkoord), a preposition that hangs one word too high, a possessor in front or behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import final

from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.index import Asks, Group, Index, known_lemma
from kg.extract.patterns import ANYWHERE, KINDS, THING, Pattern
from kg.extract.spelled import Words, alike, singulars
from kg.extract.syntax import case, children, conjuncts, joined, label
from kg.lang import Lexicon
from kg.lang import lexicon as words_of
from kg.parse import Token

BARE = frozenset({"obj", "iobj", "comp", "bare", "compound"})
"""Roles between which a parser wavers where a word has no preposition: "went public" has an object, a complement or an adverb."""
FEW = 3
"""Children that a noun taken for an infinitive has at most."""
DEED = "deed"
"""The role of a noun for what someone did of whom the text says no more: "condemned the decision", where a phrase has its maker."""
COMPLEMENTS = ("obj", "iobj", "xcomp", "obl", "advmod", "compound")
ACTED = frozenset({"performer", "undergoer", "adj"})
"""Roles of a noun's frame that stand in for a slot that nothing else fills."""


@final
@dataclass(slots=True, init=False, unsafe_hash=True)
class Match:
    """A pattern found in a frame: the arguments in its slots, and the tokens that carry the relation."""

    pattern: Pattern
    frame: Frame
    subjects: tuple[Argument, ...]
    objects: tuple[Argument, ...]
    words: tuple[Token, ...]

    def __init__(
        self, pattern: Pattern, frame: Frame, subjects: tuple[Argument, ...], objects: tuple[Argument, ...], words: tuple[Token, ...]
    ) -> None:
        """The pattern with what fills it."""
        self.pattern, self.frame, self.subjects, self.objects, self.words = pattern, frame, subjects, objects, words


def match(frame: Frame, index: Index, lexicon: Lexicon, *, nouns: Mapping[int, Frame], words: Words) -> list[Match]:
    """Every pattern that the frame fulfils, the most specific first.

    Args:
        index: from `compile_patterns`.
        nouns: the frames of the sentence by the index of their head, for patterns that reach into a noun or a clause.
    """
    groups = index.groups.get(predicate(frame, index, lexicon), ())
    if frame.kind == "noun" and (relation := words.role(frame.head)):
        groups = (*groups, *index.posts.get(relation, ()))
    if not groups:
        return []
    here = words.of(frame.head.sent, lexicon).words
    found = [hit for group in groups if group.needs <= here for hit in _hits(frame, group, lexicon, nouns, words)]
    if len(found) > 1:
        found = [hit for hit in found if not _superseded(hit, found)]
        found.sort(key=lambda hit: (-len(hit.pattern.fixed), hit.pattern.rule))
    return found


def predicate(frame: Frame, index: Index, lexicon: Lexicon) -> str:
    """The predicate of the index that a frame is of; its own lemma where there is none. An adverb that makes a verb of the index with
    it is its particle: "onderzoekers werken samen met Umbra"."""
    if frame.meant is None:
        frame.meant = _predicate(frame, index, lexicon)
    return frame.meant


def _predicate(frame: Frame, index: Index, lexicon: Lexicon) -> str:
    if frame.kind == "verb":
        for child in children(frame.head, "advmod"):
            whole = joined(frame.lemma, child.lower_, lexicon.language) if child.lower_ in lexicon.words("compounds", "particles") else ""
            if whole and whole in index and not _has_word(index, frame.lemma, child.lower_):
                return whole
    elif frame.kind == "noun" and frame.lemma not in index:  # "VVD-Kamerleden"
        for single in singulars(frame.head.lower_.rpartition("-")[2], lexicon.language):
            if single in index:
                return single
    noun = frame.head.pos_ not in {"VERB", "ADJ"}
    word = frame.lemma, frame.head.lower_, noun
    found = index.meant.get(word)
    if found is None:
        found = index.meant[word] = known_lemma(_bare(frame.lemma, index, lexicon), frame.head.lower_, index, lexicon, noun=noun)
    return found


def _has_word(index: Index, head: str, word: str) -> bool:
    """True where a pattern of the predicate asks for the word: "keurt goed", read as two."""
    return any(fixed == word for pattern in index.get(head, ()) for _, fixed in pattern.fixed)


def _superseded(hit: Match, found: list[Match]) -> bool:
    """True for "cooperation of X and Y" beside "of X and Y with Z": those before are on one side; and for "X's company Y" beside "X's
    parent company Y", which turns it round."""
    own = hit.pattern
    if any(_turns(other, hit) or _takes(other, hit) for other in found):
        return True
    return own.subject == own.object and any(
        other.pattern.relation == own.relation
        and own.subject in {other.pattern.subject, other.pattern.object}
        and other.pattern.subject != other.pattern.object
        for other in found
    )


def _turns(other: Match, hit: Match) -> bool:
    """True where a phrase that asks for more says the same the other way round."""
    more = len(other.pattern.fixed) > len(hit.pattern.fixed) and other.pattern.relation == hit.pattern.relation
    return more and (other.subjects, other.objects) == (hit.objects, hit.subjects)


def _takes(other: Match, hit: Match) -> bool:
    """True for "buys from Y" beside "buys X": who buys a company of another is no customer of his."""
    own, language = hit.pattern, hit.frame.head.doc.lang_
    if own.fixed or other.pattern.object != "obj":
        return False
    if own.object not in _owners(language) and own.object not in words_of(language).words("clauses", "sellers"):
        return False
    target = other.objects[0].token
    return target.pos_ == "PROPN" or any(child.dep_ == "det" and child.lower_ in _definite(target.doc.lang_) for child in target.children)


@cache
def _definite(language: str) -> frozenset[str]:
    return words_of(language)("articles", "definite")


def _bare(lemma: str, index: Index, lexicon: Lexicon) -> str:
    """The lemma without a particle that adds nothing to the verb ("partner up"), where no phrase has the two together."""
    verb, _, particle = lemma.partition(" ")
    return verb if particle in lexicon.words("compounds", "empty_particles") and lemma not in index and verb in index else lemma


def _hits(frame: Frame, group: Group, lexicon: Lexicon, nouns: Mapping[int, Frame], known: Words) -> Iterator[Match]:
    """The patterns of a group that the frame fulfils."""
    if not group.asks:
        group.asks.extend([_asks(pattern, lexicon.language) for pattern in group.patterns])
    open_to = [asks.pattern for asks in group.asks if _may_fill(frame, asks)]
    words = [frame.head]
    for role, word in group.fixed if open_to else ():
        held = _held(frame, role, word, known, lexicon)
        if held is None:
            return
        words.append(held)
    if open_to and frame.kind == "verb" and _elsewhere(group.fixed, words, lexicon):
        return
    for pattern in open_to:
        if (ends := _slots(frame, pattern, words, lexicon, nouns)) is not None:
            yield Match(pattern, frame, *ends, tuple(words))


def _elsewhere(fixed: Sequence[tuple[str, str]], words: Sequence[Token], lexicon: Lexicon) -> bool:
    """True where the thing is what another verb hands over: "signed a contract with X to supply chips" is no contract for chips."""
    things = [token for (role, word), token in zip(fixed, words[1:], strict=True) if (role, word) == (ANYWHERE, THING)]
    return any(
        label(token) == "obj"
        and token.head.lemma_.lower() in lexicon.words("clauses", "hands")
        and not any(token.head.i == word.i for word in words)
        for token in things
    )


def _asks(pattern: Pattern, language: str) -> Asks:
    """What a pattern asks of the roles of a frame."""
    deed = bool(pattern.fixed) and pattern.object.rpartition("/")[2] in _makers(language)
    owned = bool(pattern.fixed) and pattern.subject in _owners(language)
    return Asks(
        pattern, _fillers(pattern.subject, language), _fillers(pattern.object, language), owned, deed or _takes_things(pattern, language)
    )


def _may_fill(frame: Frame, asks: Asks) -> bool:
    """False where the frame has no argument in any role that fills one of the slots."""
    pattern, noun, verb = asks.pattern, frame.kind == "noun", frame.kind == "verb"
    if pattern.marker and pattern.marker != case(frame.head):
        return False
    if frame.roles.isdisjoint(asks.subjects) and not (noun and pattern.subject == "self") and not (verb and asks.owned):
        return False
    if pattern.mutual or (verb and asks.elsewhere) or len(pattern.fixed) > verb:
        return True
    return not frame.roles.isdisjoint(asks.objects) or (noun and pattern.object == "self")


def _takes_things(pattern: Pattern, language: str) -> bool:
    """True where the object of the pattern is whoever has the thing that it asks for: "uses equipment of {O}"."""
    return pattern.object in _owners(language) and any(word == THING for _, word in pattern.fixed)


def _holders(pattern: Pattern, words: Sequence[Token], nouns: Mapping[int, Frame]) -> list[Argument]:
    """Whose the thing is by the words before it: "Huawei-apparatuur", "Huawei's equipment", "Iranian oil"."""
    things = [token for (_, word), token in zip(pattern.fixed, words[1:], strict=True) if word == THING]
    held = [nouns[token.i] for token in things if token.i in nouns]
    found = [argument for noun in held for role in ("prefix", "poss", "adj") for argument in noun.role(role) if not argument.lifted]
    trade = bool(held) and pattern.head in words_of(held[0].head.doc.lang_)("clauses", "trades")
    return [argument for argument in found if argument.role != "adj" or (trade and not children(argument.token.head, "det", "appos"))]


def _is_deed(frame: Frame, pattern: Pattern, language: str) -> bool:
    """True where the object of the pattern is whoever did what a fixed noun tells: "condemns the decision of {O}"."""
    return frame.kind == "verb" and bool(pattern.fixed) and pattern.object.rpartition("/")[2] in _makers(language)


@cache
def _makers(language: str) -> frozenset[str]:
    return _owners(language) | words_of(language)("voice", "agents")


@cache
def _fillers(place: str, language: str) -> frozenset[str]:
    """The roles of which one fills the slot."""
    outer, _, inner = place.partition("/")
    return ACTED.union([outer]) if inner else ACTED.union(*_ways(place, language))


def _slots(
    frame: Frame, pattern: Pattern, words: Sequence[Token], lexicon: Lexicon, nouns: Mapping[int, Frame]
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]] | None:
    """The subjects and objects of a pattern whose fixed words are there, or None."""
    fixed = {token.i for token in words}
    described = "self" in {pattern.subject, pattern.object} and not pattern.role  # "the American service X" is not America's
    called = pattern.subject == "compound" and pattern.object in _owners(lexicon.language)  # "X's Waymo unit", but not "X's German unit"
    subjects = _fill(frame, pattern.subject, fixed, lexicon, nouns, acts=not described and not called)
    acted = frame.kind == "noun" and "self" not in {pattern.subject, pattern.object}
    subjects = subjects or _owned(frame, pattern, words, lexicon, nouns)
    if not subjects and acted and pattern.subject not in lexicon.words("clauses", "goals"):
        subjects = [
            argument for argument in frame.role("performer", *(() if described or called else ("adj",))) if argument.token.i not in fixed
        ]
    if not subjects:
        return None
    objects = _fill(frame, pattern.object, fixed, lexicon, nouns, acts=pattern.role)
    if pattern.subject == lexicon.value("places", "inside") and _is_done(frame, {*fixed, *(argument.token.i for argument in objects)}):
        return None
    if not objects and pattern.amount:  # "a $20 million round": the sum that says how much of it
        sums = (child for word in words[1:] for child in children(word, "compound", "nmod", "nummod"))
        objects = [Argument(pattern.object, child) for child in sums if child.pos_ in {"SYM", "NUM"}][:1]
    if not objects and acted and pattern.object != pattern.subject:
        objects = [argument for argument in frame.role("undergoer") if argument.token.i not in fixed]
    if frame.kind == "verb" and _takes_things(pattern, lexicon.language):
        own = _holders(pattern, words, nouns)
        glued = [argument for argument in own if argument.role == "prefix"]
        objects = [*glued, *(each for each in objects if not glued or each.token.head is glued[0].token)] or own
    if not objects and pattern.mutual and len(subjects) > 1 and _reciprocal(frame, pattern, fixed, lexicon):
        objects = subjects
    if not objects and _is_deed(frame, pattern, lexicon.language):
        objects = [Argument(DEED, token) for token in words[1:] if token.pos_ == "NOUN" and _is_known(token, lexicon)][:1]
    if (pattern.subject == pattern.object or pattern.mutual) and len(subjects) > 1 and subjects == objects:
        subjects, objects = subjects[:1], objects[1:]  # "a meeting between X and Y"
    if not objects or {argument.token.i for argument in subjects} == {argument.token.i for argument in objects}:
        return None
    return tuple(subjects), tuple(objects)


def reciprocal(token: Token, lexicon: Lexicon) -> bool:
    """True for "each other": what several do, they do to one another."""
    pairs = ((token.nbor(-1), token) if token.i else (), (token, token.nbor(1)) if token.i + 1 < len(token.doc) else ())
    said = {token.lower_, *(" ".join(word.lower_ for word in pair) for pair in pairs)}
    return not said.isdisjoint(lexicon.words("pronouns", "reciprocal"))


def _is_done(frame: Frame, others: set[int]) -> bool:
    """True where somebody else is said to act: "was arrested in Canada by the FBI" says nothing of Canada."""
    return frame.kind == "verb" and any(argument.token.i not in others for argument in frame.role("subj"))


def _is_known(noun: Token, lexicon: Lexicon) -> bool:
    """True for a noun with a definite article: what was spoken of before."""
    return any(child.lower_ in lexicon.words("articles", "definite") for child in children(noun, "det"))


def _reciprocal(frame: Frame, pattern: Pattern, fixed: set[int], lexicon: Lexicon) -> bool:
    """True where several do something with one another: "X and Y met in Bali", "signed a deal", not "spoke to the press"."""
    if all(word == THING for _, word in pattern.fixed) and pattern.head not in lexicon.words(
        "clauses", "mutual"
    ):  # "cars built by X and Y"
        return False
    usual = {"bare", pattern.subject, *lexicon.words("clauses", "circumstances")}
    return all(argument.role in usual or argument.lifted or argument.token.i in fixed for argument in frame.arguments)


def _held(frame: Frame, role: str, word: str, known: Words, lexicon: Lexicon) -> Token | None:
    """The token that is the fixed word: in its role, or below the predicate under the same preposition."""
    like = alike(frame.head.sent, word, known, lexicon)
    for argument in frame.role(role):
        if argument.token in like:
            return argument.token
    below = frame.head.subtree if like and (frame.kind != "noun" or role == ANYWHERE) else ()
    found = next((token for token in below if token in like and token.i != frame.head.i and role in {ANYWHERE, _marker(token)}), None)
    if found is not None or not like or frame.kind != "verb" or role not in BARE:
        return found
    return next((child for child in children(frame.head, *COMPLEMENTS) if child in like and not case(child)), None)


def _marker(token: Token) -> str:
    """The preposition of a token, or the mark of what a tagger took for an infinitive: "took X to court"."""
    return case(token) or next((mark.lower_ for mark in children(token, "mark") if len(token.children) < FEW and mark.i == token.i - 1), "")


def _fill(frame: Frame, place: str, fixed: set[int], lexicon: Lexicon, nouns: Mapping[int, Frame], *, acts: bool) -> list[Argument]:
    """The arguments in a slot. `acts` allows an adjective for a possessor: "American sanctions", "the Dutch minister", but
    who is "an American investor" does not invest in America."""
    outer, _, inner = place.partition("/")
    if inner:
        holder = next(
            (nouns[argument.token.i] for argument in frame.role(outer) if argument.token.i in fixed and argument.token.i in nouns), None
        )
        found = _fill(holder, inner, fixed, lexicon, nouns, acts=acts) if holder else []
        acted = holder is not None and not found and inner in _owners(lexicon.language)  # "X closed a round that Y led"
        return [argument for argument in holder.role("performer") if argument.token.i not in fixed] if holder and acted else found
    owners = _owners(lexicon.language)
    modifies = acts and frame.kind == "noun" and place in {"compound", "adj"}
    if modifies and any(argument.role in owners and argument.token.pos_ in {"PROPN", "PRON"} for argument in frame.arguments):
        return []  # "the Labour chair of the committee" chairs the committee
    for roles in _ways(place, lexicon.language):
        usable = (argument for argument in frame.role(*roles) if acts or argument.role != "adj" or place == "adj")
        found = [argument for argument in usable if (argument.token.i in fixed) == argument.implied or argument.role == "prefix"]
        own = [argument for argument in found if not argument.lifted]
        held = [argument for argument in own or found if argument.role in owners]
        if found:
            return held or own or found  # "its UK chairman" is the company's
    if place == "self" and frame.kind == "noun":
        return [Argument("self", frame.head, lifted=True)]
    return _hung(frame, place, fixed)


def _hung(frame: Frame, place: str, fixed: set[int]) -> list[Argument]:
    """What hangs on a word of the phrase that itself hangs on another: "claimed responsibility for the attack on X"."""
    nouns = [frame.head.doc[i] for i in sorted(fixed - {frame.head.i})] if len(fixed) > 1 + (frame.kind == "verb") else []
    below = (child for noun in nouns if noun.pos_ == "NOUN" for child in children(noun, "nmod") if case(child) == place)
    return [Argument(place, token, lifted=True) for child in below for token in conjuncts(child) if token.i not in fixed]


def _owned(frame: Frame, pattern: Pattern, words: Sequence[Token], lexicon: Lexicon, nouns: Mapping[int, Frame]) -> list[Argument]:
    """Who has what a word of the phrase names, in front of it: "is on the American blacklist" as "on the blacklist of America"."""
    if frame.kind != "verb" or pattern.subject not in _owners(lexicon.language):
        return []
    literal = [token for (_, word), token in zip(pattern.fixed, words[1:], strict=True) if word not in KINDS]
    held = (nouns[token.i] for token in literal if token.i in nouns)
    return [argument for noun in held for argument in noun.role("poss", "prefix", "compound", "adj") if argument.token not in words]


@cache
def _owners(language: str) -> frozenset[str]:
    return words_of(language)("possessive", "of") | {"poss"}


@cache
def _ways(place: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles that fill a slot, and those that do where none of them is there."""
    return ("obj", "iobj") if place == "obj" else (place,), _equal(place, language)


def _equal(place: str, language: str) -> tuple[str, ...]:
    """Roles that may say the same: a possessor stands in front or behind ("Huawei's", "of Huawei"), or is the first half
    of a compound ("Huawei-topman")."""
    lexicon = words_of(language)
    of = tuple(sorted(lexicon.words("possessive", "of")))
    if place == "poss":
        return (*of, "prefix", "compound", "adj")
    if place in of:
        return ("poss", "prefix", "compound", "adj")
    datives = lexicon.words("clauses", "datives")  # "grants a licence to X", "grants X a licence"
    if place in datives:
        return ("iobj",)
    if place == "iobj":
        return tuple(sorted(datives))
    return {"compound": ("prefix", "adj"), "obj": ("bare",)}.get(place, ())
