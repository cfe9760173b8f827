"""The words of a sentence as patterns ask for them: by form, lemma and the last part of a compound, or by what they are.

Each question is answered once for a sentence, however many patterns ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.extract.index import SHORTEST
from kg.extract.patterns import AMOUNT, KINDS, ROLE, STANCES, THING, VERB
from kg.extract.syntax import NOMINAL, children
from kg.lang import Lexicon
from kg.lang import lexicon as words_of
from kg.parse import Span, Token


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
    spelled: dict[Token, Spelled] = field(default_factory=dict)  # by the first token of a sentence

    def of(self, sent: Span, lexicon: Lexicon) -> Spelled:
        """The words of a sentence."""
        found = self.spelled.get(sent[0])
        if found is None:
            found = self.spelled[sent[0]] = _spell(sent, lexicon)
        return found


@dataclass(frozen=True, slots=True)
class Spelled:
    """The tokens of a sentence by form and lemma, the lemmas of those that may be compounds, and what was found among them so far.

    `forms` are forms and lemmas, `words` those and what compounds may end in.
    """

    forms: frozenset[str]
    words: frozenset[str]
    tokens: Mapping[str, Sequence[Token]]
    compounds: Sequence[tuple[str, Token]]
    endings: dict[str, list[Token]] = field(default_factory=dict)
    kinds: dict[str, list[Token]] = field(default_factory=dict)  # by the fixed "words" that stand for a kind

    def like(self, word: str) -> Sequence[Token]:
        """The tokens that are the word, or a compound of which it is the last part ("miljoenenboete" is a boete)."""
        found = self.tokens.get(word, ())
        return [*found, *self._ending(word)] if len(word) >= SHORTEST else found

    def _ending(self, word: str) -> list[Token]:
        found = self.endings.get(word)
        if found is None:
            found = self.endings[word] = [token for lemma, token in self.compounds if lemma.endswith(word)]
        return found


def _spell(sent: Span, lexicon: Lexicon) -> Spelled:
    tokens: dict[str, list[Token]] = {}
    for token in sent:
        lemma = token.lemma_.lower()
        tokens.setdefault(lemma, []).append(token)
        if lemma != token.lower_:
            tokens.setdefault(token.lower_, []).append(token)
        elif "Plur" in token.morph.get("Number", []) or (token.pos_ == "VERB" and token.label in NOMINAL):  # a plural left as it was
            for single in singulars(lemma, lexicon.language):
                tokens.setdefault(single, []).append(token)
    forms = frozenset(tokens)
    if not lexicon.words("compounds", "joiners"):
        return Spelled(forms, forms, tokens, ())
    whole = lexicon.words("compounds", "whole")  # "marktaandeel" is no aandeel
    compounds = [(lemma, token) for token in sent if token.pos_ == "NOUN" and (lemma := token.lemma_.lower()) not in whole]
    ends = [lemma[start:] for lemma, _ in compounds for start in range(1, len(lemma))]
    return Spelled(forms, forms.union(ends), tokens, compounds)


@cache
def singulars(plural: str, language: str) -> tuple[str, ...]:
    """The nouns of which a form may be the plural: "onderzoeken" of "onderzoek"."""
    endings: Mapping[str, Sequence[str]] = words_of(language).table("lemmas", "plurals")
    cut = ((plural.removesuffix(ending) + single, ending) for single, found in endings.items() for ending in found)
    return tuple(single for single, ending in cut if plural.endswith(ending) and len(single) >= SHORTEST)


def alike(sent: Span, word: str, known: Words, lexicon: Lexicon) -> Sequence[Token]:
    """The tokens of a sentence that are a fixed word, or one of the kind that it stands for."""
    words = known.of(sent, lexicon)
    if word not in KINDS:
        return words.like(word)
    if word not in words.kinds:
        words.kinds[word] = _of_kind(sent, word, known, lexicon)
    return words.kinds[word]


def _of_kind(sent: Span, word: str, known: Words, lexicon: Lexicon) -> list[Token]:
    if word == ROLE:
        return [token for token in sent if token.pos_ == "NOUN" and known.role(token) is not None]
    if word == THING:
        return [token for token in sent if known.is_thing(token)]
    if word == AMOUNT:
        return [token for token in sent if known.is_amount(token)]
    if word == VERB:
        return [token for token in sent if token.pos_ == "VERB"]
    if known.of(sent, lexicon).forms.isdisjoint(lexicon.words("stance", STANCES[word[1]])):
        return []
    return [token for token in sent if says(token, STANCES[word[1]], lexicon)]


def says(token: Token, stance: str, lexicon: Lexicon) -> bool:
    """True for a word of a list of stances, or a verb with one for its object ("makes misuse of"), that is not denied."""
    listed = lexicon.words("stance", stance)
    no = lexicon.any(("negation", "adverbs"), ("negation", "determiners"))
    told = [part for part in (token, *children(token, "obj", "xcomp", "compound")) if {part.lemma_.lower(), part.lower_} & listed]
    return bool(told) and not any(child.lower_ in no for part in (token, *told) for child in part.children)
