"""The patterns of a language by predicate, found in the same time however many there are.

The patterns of a predicate that ask for the same fixed words stand together in a group: what the words of a sentence rule out is
ruled out once, before anything is walked.

The lemma of a text may differ from that of a phrase, since a statistical lemmatizer now and then cuts too much or too
little ("barr", "stockpil", "oplegen"), and Dutch writes compounds as one word. So heads are indexed by stem, by their
first letters and by their last letters as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from kg.extract.patterns import KINDS, Pattern, firmer
from kg.lang import Lexicon
from kg.model import Modality

SHORTEST = 5
"""Letters of a word that may be the last part of a compound."""
START = 3
"""Letters that two lemmas share at least when one is the other cut short."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Says:
    """What the phrases of a relation say with a word: whether all of them that it does not hold, and what the firmest makes of it."""

    counter: bool
    modality: Modality

    def __or__(self, other: Says) -> Says:
        """What the phrases of both say."""
        return Says(self.counter and other.counter, firmer(self.modality, other.modality))


@dataclass(frozen=True, slots=True)
class Asks:
    """What a pattern asks of a frame before any word is looked at: the roles of which one fills either slot, whether a verb may have its
    subject with a fixed word (`owned`), and its object with one (`elsewhere`)."""

    pattern: Pattern
    subjects: frozenset[str]
    objects: frozenset[str]
    owned: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns of a predicate with the same fixed words; `needs` are those words, but for the ones that stand for a kind;
    `says` what the patterns of each relation say; `asks` what each of them asks of a frame, once one was held against them."""

    fixed: tuple[tuple[str, str], ...]
    needs: frozenset[str]
    patterns: tuple[Pattern, ...]
    says: Mapping[str, Says] = field(default_factory=dict, compare=False)
    asks: list[Asks] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Patterns by the lemma of their predicate ("" for those on role nouns); made by `index_of`."""

    patterns: Mapping[str, tuple[Pattern, ...]]
    stems: Mapping[str, tuple[str, ...]]
    starts: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[Group, ...]]
    posts: Mapping[str, tuple[Group, ...]]
    """Those on role nouns by their relation."""
    meant: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    """The predicates that lemmas with their forms meant so far, as nouns or as what is none."""

    def get(self, head: str, default: tuple[Pattern, ...] = ()) -> tuple[Pattern, ...]:
        """The patterns of a head, the default where it has none."""
        return self.patterns.get(head, default)

    def items(self) -> Iterable[tuple[str, tuple[Pattern, ...]]]:
        """The heads with their patterns, in the order of their first pattern."""
        return self.patterns.items()

    def __contains__(self, head: object) -> bool:
        """True for a head that has patterns."""
        return head in self.patterns


def index_of(patterns: Iterable[Pattern], lexicon: Lexicon) -> Index:
    """The patterns, indexed.

    Args:
        lexicon: of their language: the endings that lemmas may have lost, and whether compounds are written as one word.
    """
    by_head: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        if pattern.subject == pattern.object == "self" or {pattern.subject, pattern.object} == {"performer", "self"}:
            continue  # a misread phrase: what a noun is said of is not its own bearer, nor what a performer performs
        by_head["" if pattern.role else pattern.head].append(pattern)
    stems: dict[str, list[str]] = defaultdict(list)
    starts: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, list[str]] = defaultdict(list)
    endings, compounds = lexicon.words("lemmas", "endings"), bool(lexicon.words("compounds", "joiners"))
    for head in by_head:
        stems[stem(head, endings)].append(head)
        starts[head[:START]].append(head)
        if compounds and len(head) >= SHORTEST:
            ends[head[-SHORTEST:]].append(head)
    for heads in [heads for heads in stems.values() if len(heads) > 1 and all(" " in head for head in heads)]:
        shared = list(dict.fromkeys(pattern for head in heads for pattern in by_head[head]))  # "team up", cut wrong in one phrase
        by_head.update(dict.fromkeys(heads, shared))
    groups = {head: _groups(found) for head, found in by_head.items() if head}
    return Index(_frozen(by_head), _frozen(stems), _frozen(starts), _frozen(ends), groups, _posts(by_head.get("", ())))


def _posts(patterns: Iterable[Pattern]) -> dict[str, tuple[Group, ...]]:
    """Patterns on role nouns by relation. The noun of the phrase counts for nothing, so one of those that differ in it alone is kept."""
    by_relation: dict[str, dict[Pattern, Pattern]] = defaultdict(dict)
    for pattern in patterns:
        same = pattern if pattern.mutual else replace(pattern, head="")
        by_relation[pattern.relation].setdefault(same, pattern)
    return {relation: _groups(found.values()) for relation, found in by_relation.items()}


def _groups(patterns: Iterable[Pattern]) -> tuple[Group, ...]:
    by_words: dict[tuple[tuple[str, str], ...], list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        by_words[pattern.fixed].append(pattern)
    return tuple(
        Group(fixed, frozenset(word for _, word in fixed) - KINDS, tuple(found), _says(found)) for fixed, found in by_words.items()
    )


def _says(patterns: Iterable[Pattern]) -> dict[str, Says]:
    found: dict[str, Says] = {}
    for pattern in patterns:
        own = Says(pattern.counter, pattern.modality)
        found[pattern.relation] = found[pattern.relation] | own if pattern.relation in found else own
    return found


def _frozen(table: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in table.items()}


def known_lemma(lemma: str, form: str, index: Index, lexicon: Lexicon, *, noun: bool = True) -> str:
    """The predicate of the index that a lemma means: itself; the only one with the same stem, or that differs by a letter or
    two at its end and, where there are several, begins the form in the text; or, of a noun, the last part of a compound ("misleiden" is
    no "leiden"). Words that only look like another (`[lemmas] own`) are themselves.

    >>> from kg.lang import lexicon
    >>> found = index_of([Pattern("fines", "fine", "subj", "obj"), Pattern("finds", "find", "subj", "obj")], lexicon("en"))
    >>> known_lemma("fin", "fined", found, lexicon("en"))
    'fine'
    >>> found = index_of([Pattern("bans", "ban", "subj", "obj")], lexicon("en"))
    >>> known_lemma("bann", "banned", found, lexicon("en")), known_lemma("band", "band", found, lexicon("en"))
    ('ban', 'band')
    >>> found = index_of([Pattern("sanctions", "opleggen", "subj", "aan")], lexicon("nl"))
    >>> known_lemma("oplegen", "oplegde", found, lexicon("nl"))
    'opleggen'
    >>> found = index_of([Pattern("leads", "leiden", "subj", "obj")], lexicon("nl"))
    >>> known_lemma("misleiden", "misleidt", found, lexicon("nl"), noun=False)
    'misleiden'
    """
    if lemma in index or len(lemma) < START or lemma in lexicon.words("lemmas", "own"):
        return lemma
    same = index.stems.get(stem(lemma, lexicon.words("lemmas", "endings")), ())
    if len(same) > 1:
        same = tuple(head for head in same if form.startswith(head.partition(" ")[0]))
    if len(same) == 1:
        return same[0]
    near = [head for head in index.starts.get(lemma[:START], ()) if abs(len(head) - len(lemma)) <= 2 and _begins(head, lemma)]
    if len(near) > 1:
        near = [head for head in near if form.startswith(head)]
    if len(near) == 1:
        return near[0]
    if not noun or lemma in lexicon.words("compounds", "whole"):
        return lemma
    return max((head for head in index.ends.get(lemma[-SHORTEST:], ()) if lemma.endswith(head)), key=len, default=lemma)


def _begins(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)


@cache
def stem(word: str, endings: frozenset[str]) -> str:
    """A word without its ending and without doubled letters, to compare lemmas that were cut in different places; of a verb
    with a particle the verb.

    >>> stem("opleggen", frozenset({"en"})), stem("oplegen", frozenset({"en"})), stem("teame up", frozenset({"e"}))
    ('opleg', 'opleg', 'team up')
    """
    word, space, particle = word.partition(" ")
    ending = max((ending for ending in endings if word.endswith(ending) and len(word) - len(ending) >= 3), key=len, default="")
    rest = word.removesuffix(ending)
    return "".join(letter for letter, before in zip(rest, " " + rest, strict=False) if letter != before) + space + particle
