"""A frame of a text held against the patterns of the relations: which of them it fulfils, and with what in their slots.

The parser that makes both sides is small, so equality is a little wide: a lemma that is cut wrong, a compound for its last
part ("handelsakkoord" is an akkoord), a preposition that hangs one word too high, a possessor in front or behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.index import SHORTEST, Index, known_lemma
from kg.extract.patterns import AMOUNT, ANYWHERE, ROLE, THING, Pattern
from kg.extract.syntax import case, children
from kg.lang import Lexicon
from kg.lang import lexicon as words_of
from kg.parse import Token

KINDS = frozenset({ROLE, THING, AMOUNT})
"""The fixed "words" that stand for any word of a kind."""
BARE = frozenset({"obj", "iobj", "comp", "bare", "compound"})
"""Roles between which a parser wavers where a word has no preposition: "went public" has an object, a complement or an adverb."""
FEW = 3
"""Children that a noun taken for an infinitive has at most."""
COMPLEMENTS = ("obj", "iobj", "xcomp", "obl", "advmod", "compound")


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a frame: the arguments in its slots, and the tokens that carry the relation."""

    pattern: Pattern
    frame: Frame
    subjects: tuple[Argument, ...]
    objects: tuple[Argument, ...]
    words: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a text are, for patterns that ask for any word of a kind.

    Args:
        role: gives the relation of a token that names a post ("chairman" leads), None for any other word.
        is_thing: true for a token that names a product or technology ("chips").
        is_amount: true for a token of an amount of money.
    """

    role: Callable[[Token], str | None]
    is_thing: Callable[[Token], bool]
    is_amount: Callable[[Token], bool]


def match(frame: Frame, index: Index, lexicon: Lexicon, *, nouns: Mapping[int, Frame], words: Words) -> list[Match]:
    """Every pattern that the frame fulfils, the most specific first.

    Args:
        index: from `compile_patterns`.
        nouns: the noun frames of the sentence by the index of their head, for patterns that reach into one.
    """
    below = _below(frame, lexicon)
    patterns = [*index.get(known_lemma(_bare(frame.lemma, index, lexicon), frame.head.lower_, index, lexicon), ())]
    if frame.kind == "noun" and (relation := words.role(frame.head)):
        patterns += [pattern for pattern in index.get("", ()) if pattern.relation == relation]
    possible = [pattern for pattern in patterns if all(below.has(word) for _, word in pattern.fixed)]
    found = [hit for pattern in possible if (hit := _match(frame, pattern, lexicon, nouns, words))]
    found = [hit for hit in found if not _superseded(hit, found)]
    return sorted(found, key=lambda hit: (-len(hit.pattern.fixed), hit.pattern.rule))


def _superseded(hit: Match, found: list[Match]) -> bool:
    """True for "cooperation of X and Y" beside "of X and Y with Z": those before are on one side."""
    own = hit.pattern
    return own.subject == own.object and any(
        other.pattern.relation == own.relation
        and own.subject in {other.pattern.subject, other.pattern.object}
        and other.pattern.subject != other.pattern.object
        for other in found
    )


@dataclass(frozen=True, slots=True)
class _Below:
    """The words below a predicate or in its roles: their forms and lemmas, and the lemmas that may be compounds."""

    words: frozenset[str]
    compounds: tuple[str, ...]

    def has(self, word: str) -> bool:
        """False where no word is the fixed one, whatever its role."""
        return word in KINDS or word in self.words or any(noun.endswith(word) for noun in self.compounds)


def _below(frame: Frame, lexicon: Lexicon) -> _Below:
    tokens = {*frame.head.subtree, *(argument.token for argument in frame.arguments)}
    lemmas = {token: token.lemma_.lower() for token in tokens}
    compounds = tuple(lemmas[token] for token in tokens if token.pos_ == "NOUN") if lexicon("compounds", "joiners") else ()
    return _Below(frozenset((*lemmas.values(), *(token.lower_ for token in tokens))), compounds)


def _bare(lemma: str, index: Index, lexicon: Lexicon) -> str:
    """The lemma without a particle that adds nothing to the verb ("partner up"), where no phrase has the two together."""
    verb, _, particle = lemma.partition(" ")
    return verb if particle in lexicon("compounds", "empty_particles") and lemma not in index and verb in index else lemma


def _match(frame: Frame, pattern: Pattern, lexicon: Lexicon, nouns: Mapping[int, Frame], known: Words) -> Match | None:
    if pattern.marker and pattern.marker != case(frame.head):
        return None
    words = [frame.head]
    for role, word in pattern.fixed:
        held = _held(frame, role, word, known, lexicon)
        if held is None:
            return None
        words.append(held)
    fixed = {token.i for token in words}
    described = "self" in {pattern.subject, pattern.object} and not pattern.role  # "the American service X" is not America's
    subjects = _fill(frame, pattern.subject, fixed, lexicon, nouns, acts=not described)
    objects = _fill(frame, pattern.object, fixed, lexicon, nouns, acts=pattern.role)
    acted = frame.kind == "noun" and "self" not in {pattern.subject, pattern.object}
    if not subjects and acted:
        subjects = [argument for argument in frame.role("performer", *(() if described else ("adj",))) if argument.token.i not in fixed]
    if not objects and acted and pattern.object != pattern.subject:
        objects = [argument for argument in frame.role("undergoer") if argument.token.i not in fixed]
    if not objects and pattern.mutual and len(subjects) > 1 and _reciprocal(frame, pattern, fixed, lexicon):
        objects = subjects
    if (pattern.subject == pattern.object or pattern.mutual) and len(subjects) > 1 and subjects == objects:
        subjects, objects = subjects[:1], objects[1:]  # "a meeting between X and Y"
    if not objects or not subjects or {argument.token.i for argument in subjects} == {argument.token.i for argument in objects}:
        return None
    return Match(pattern, frame, tuple(subjects), tuple(objects), tuple(words))


def _reciprocal(frame: Frame, pattern: Pattern, fixed: set[int], lexicon: Lexicon) -> bool:
    """True where several do something with one another: "X and Y met in Bali", "signed a deal", not "spoke to the press"."""
    if not pattern.fixed and pattern.head not in lexicon("clauses", "mutual"):
        return False
    usual = {"bare", pattern.subject, *lexicon("clauses", "circumstances")}
    return all(argument.role in usual or argument.lifted or argument.token.i in fixed for argument in frame.arguments)


def _held(frame: Frame, role: str, word: str, known: Words, lexicon: Lexicon) -> Token | None:
    """The token that is the fixed word: in its role, or below the predicate under the same preposition."""

    def fits(token: Token) -> bool:
        if word == ROLE:
            return token.pos_ == "NOUN" and known.role(token) is not None
        if word == THING:
            return known.is_thing(token)
        if word == AMOUNT:
            return known.is_amount(token)
        return word in {token.lemma_.lower(), token.lower_} or _compound(token, word, lexicon)

    for argument in frame.role(role):
        if fits(argument.token):
            return argument.token
    below = frame.head.subtree if frame.kind != "noun" or role == ANYWHERE else ()
    found = next((token for token in below if token.i != frame.head.i and fits(token) and role in {ANYWHERE, _marker(token)}), None)
    if found is not None or frame.kind != "verb" or role not in BARE:
        return found
    return next((child for child in children(frame.head, *COMPLEMENTS) if not case(child) and fits(child)), None)


def _marker(token: Token) -> str:
    """The preposition of a token, or the mark of what a tagger took for an infinitive: "took X to court"."""
    return case(token) or next((mark.lower_ for mark in children(token, "mark") if len(token.children) < FEW and mark.i == token.i - 1), "")


def _compound(token: Token, word: str, lexicon: Lexicon) -> bool:
    """The word as the last part of a compound that is written as one: "miljoenenboete" is a boete."""
    return len(word) >= SHORTEST and token.pos_ == "NOUN" and bool(lexicon("compounds", "joiners")) and token.lemma_.lower().endswith(word)


def _fill(frame: Frame, place: str, fixed: set[int], lexicon: Lexicon, nouns: Mapping[int, Frame], *, acts: bool) -> list[Argument]:
    """The arguments in a slot. `acts` allows an adjective for a possessor: "American sanctions", "the Dutch minister", but
    who is "an American investor" does not invest in America."""
    outer, _, inner = place.partition("/")
    if inner:
        holder = next(
            (nouns[argument.token.i] for argument in frame.role(outer) if argument.token.i in fixed and argument.token.i in nouns), None
        )
        return _fill(holder, inner, fixed, lexicon, nouns, acts=acts) if holder else []
    owners = {"poss", *lexicon("possessive", "of")}
    named = (argument for argument in frame.arguments if argument.role in owners and argument.token.pos_ in {"PROPN", "PRON"})
    if acts and frame.kind == "noun" and place in {"compound", "adj"} and any(named):
        return []  # "the Labour chair of the committee" chairs the committee
    for roles in (("obj", "iobj") if place == "obj" else (place,), _equal(place, lexicon.language)):
        usable = (argument for argument in frame.role(*roles) if acts or argument.role != "adj" or place == "adj")
        found = [argument for argument in usable if argument.token.i not in fixed or argument.role == "prefix"]
        own = [argument for argument in found if not argument.lifted]
        held = [argument for argument in own or found if argument.role in owners]
        if found:
            return held or own or found  # "its UK chairman" is the company's
    if place == "self" and frame.kind == "noun":
        return [Argument("self", frame.head, lifted=True)]
    return []


@cache
def _equal(place: str, language: str) -> tuple[str, ...]:
    """Roles that may say the same: a possessor stands in front or behind ("Huawei's", "of Huawei"), or is the first half
    of a compound ("Huawei-topman")."""
    lexicon = words_of(language)
    of = tuple(sorted(lexicon("possessive", "of")))
    if place == "poss":
        return (*of, "prefix", "compound", "adj")
    if place in of:
        return ("poss", "prefix", "compound", "adj")
    datives = lexicon("clauses", "datives")  # "grants a licence to X", "grants X a licence"
    if place in datives:
        return ("iobj",)
    if place == "iobj":
        return tuple(sorted(datives))
    return {"compound": ("prefix", "adj"), "obj": ("bare",)}.get(place, ())
