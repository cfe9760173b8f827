"""What a tagger says of the edges of names: where one begins behind a description, where it ends before a small word, and which small
words are a part of it.

A tagger that has learnt names from text sees "Chinese Academy of Sciences" as one and "Jump Trading of Chicago" as a name and a place
nearly as often as not; so its word counts where the noun before the small word is a common one, or where it ends a person's name there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.extents import written_out
from kg.extract.known import NO_NAME
from kg.extract.namewords import BODIES, Words, given, heads
from kg.extract.syntax import PERSONS, label
from kg.ontology import is_a
from kg.parse import Doc, Name, Token

OWNERS = frozenset({"Company", "Organization", "University", "PoliticalParty", "MediaOutlet", "GovernmentBody"})
"""Classes of known names that a product or a person is said to be of."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The names of the tagger, by each of their tokens, and the words that the article has in small letters."""

    doc: Doc
    words: Words
    names: Mapping[int, Name]
    small: frozenset[str]

    def begins(self, first: int, i: int) -> bool:
        """A tagged name begins at `i`, behind words that the tagger has in none: a person's behind what they are ("House Republican |
        Jane Doe"), any behind an adjective or a common noun ("Texaanse | Umbra")."""
        name, before = self.names.get(i), self.doc[i - 1]
        if i == first or name is None or name.start != i or i - 1 in self.names:
            return False
        if name.label_ in PERSONS and name.end - i > 1:
            lexicon = self.words.lexicon
            named = lexicon.words("names", "particles") | lexicon.words("names", "family_first")
            return not given(before) and before.lower_ not in named
        if before.i > first or name.label_ in PERSONS or self.words.nouns.begins(before.text):
            return False
        noun = bool(before.is_sent_start) and self.words.nouns.compounds and self.words.nouns.class_of(before.lower_) is not None
        return (before.pos_ == "ADJ" and self.words.nouns.compounds) or noun

    def apart(self, i: int) -> bool:
        """The small word at `i` stands between two names: behind a person's whole one or before another person's, or where the tagger has
        it in none and the first is no common noun: "Jane Doe van Umbra", "Umbra of Jane Doe", "Umbra of Globex"."""
        if not i or i in self.names:
            return self._into_person(i)
        one, other = self.names.get(i - 1), self.names.get(i + 1)
        if one is not None and one.label_ in PERSONS and one.end - one.start > 1:
            return True
        if one is None or other is None or other.start != i + 1 or one.label_ in PERSONS:
            return False
        if other.label_ in PERSONS and other.end - other.start > 1 and self._person(i + 1):
            return True
        return self.doc[i].lower_ not in self.words.lexicon.words("names", "and") and not heads(self.doc[i - 1], self.words)

    def _into_person(self, i: int) -> bool:
        """The small word at `i`, which the tagger has in the name of a body, stands before a person's first name and surname, and behind no
        noun for bodies."""
        whole = self.names.get(i)
        if whole is None or whole.label_ in PERSONS or i + 2 >= whole.end or not given(self.doc[i + 1]):
            return False
        return self.doc[i + 2].is_title and not heads(self.doc[i - 1], self.words)

    def through(self, start: int, i: int) -> bool:
        """The small word at `i` is inside the tagged name that begins at `start`: "Chinese Academy of Sciences", "Karin van Doe", not
        "Jump Trading of Chicago"."""
        name = self.names.get(i)
        if name is None or not name.start <= start < i < name.end - 1:
            return False
        word, lexicon = self.doc[i].lower_, self.words.lexicon
        if name.label_ in PERSONS:
            particles, before = lexicon.words("names", "particles"), self.doc[i - 1]
            return word in particles and (i - 1 == start or given(before) or before.lower_ in particles)
        if self._is(start, i, OWNERS) and not self._unit(start, i):
            return False
        links = lexicon.any(("names", "links"), ("names", "through"))
        linked = any(self.doc[j].lower_ in links for j in range(start + 1, i))
        if word in lexicon.words("names", "and"):
            body = self.words.nouns.prefix_of(self.doc[start].text) or self.words.nouns.class_of(self.doc[start].lower_)
            headed = any(heads(self.doc[j], self.words) for j in range(i + 2, name.end))
            known = self.words.linker.lookup(self.doc[i + 1].text, lexicon.language) is not None
            return (linked or headed or body in BODIES) and not known
        if word not in lexicon.words("names", "links") | lexicon.words("names", "through"):
            return linked and word in lexicon.words("names", "inside")
        if linked:
            return True
        if self._is(i + 1, name.end, frozenset({"Place", "Agent"})) or given(self.doc[i + 1]):
            return heads(self.doc[i - 1], self.words)
        return word in lexicon.words("names", "through") or heads(self.doc[i - 1], self.words) or self.doc[i - 1].lower_ in self.small

    def _unit(self, start: int, i: int) -> bool:
        """The noun of a body with a known name right before it: "House Committee" on X, not "Umbra's Center" for X."""
        small = next((token.i for token in self.doc.between(start, i) if not token.is_title), i)
        linked = self.doc[small].lower_ in self.words.lexicon.any(("names", "links"), ("names", "through"))
        return linked and small > start + 1 and heads(self.doc[small - 1], self.words)

    def _is(self, start: int, stop: int, kinds: frozenset[str]) -> bool:
        """These words, or the first of them, are a known name of one of the classes."""
        linker, language = self.words.linker, self.words.lexicon.language
        senses = (linker.lookup(self.doc.between(start, end).text, language) for end in {start + 1, stop})
        return any(is_a(linker.ontology, sense.entity.type, kind) for sense in senses if sense for kind in kinds)

    def _person(self, i: int) -> bool:
        """A first name, or a family name that stands first."""
        return given(self.doc[i]) or self.doc[i].lower_ in self.words.lexicon.words("names", "family_first")


def tags_of(doc: Doc, words: Words) -> Tags:
    """The names of the tagger that are names for us."""
    small = frozenset(token.text for token in doc if token.is_lower)
    kept = (name for name in doc.ents if name.label_ not in NO_NAME and name.label_ != "NORP")
    return Tags(doc, words, {i: name for name in kept for i in range(name.start, name.end)}, small)


# ── small words ──────────────────────────────────────────────────────────────────────────────────


def inside(tags: Tags, first: int, i: int) -> bool:
    """The small word at `i` belongs to the name that began at `first`."""
    doc, words = tags.doc, tags.words
    word, lexicon = doc[i].lower_, words.lexicon
    if word == "&":
        return True
    if before_known(doc, i, words) or tags.apart(i):
        return False
    if tags.through(first, i):
        return True
    joins = word in lexicon.words("names", "and")
    if word in lexicon.words("names", "inside") and not joins and "flat" in {label(doc[i]), label(doc[i + 1])}:
        return True
    begun = word in lexicon.words("names", "links") and words.nouns.begins(written_out(doc.between(first, i + 1).text, words))
    if begun or (word in lexicon.words("names", "links") and _body(doc, i - 1, words)):
        return True
    if joins:
        return _state_body(doc, first, i, words) or _one_body(doc, first, i, words)
    person = given(doc[first]) and all(token.text[0].isupper() or token.text == "-" for token in doc[first:i])
    return person and i <= first + 3 and word in lexicon.words("names", "particles") and not _of_another(doc[first], doc[i])


def _state_body(doc: Doc, first: int, i: int, words: Words) -> bool:
    """A body of state of two matters: "the Ministry of Roads and Bridges"."""
    return _of_state(doc, first, i, words) and words.linker.lookup(doc[i + 1].text, words.lexicon.language) is None


def _of_state(doc: Doc, first: int, i: int, words: Words) -> bool:
    """The words from `first` to before `i` begin the name of a body of state and say what it is for: "Ministry of Roads"."""
    links = words.lexicon.any(("names", "links"), ("names", "through"))
    linked = any(doc[j].lower_ in links for j in range(first + 1, i))
    begun = (words.nouns.prefix_of(doc.between(first, first + count).text) for count in (1, 2))
    return linked and "GovernmentBody" in begun


def lists(doc: Doc, first: int, i: int, words: Words) -> bool:
    """The comma or "and" at `i` stands in what one body of state is for, which a matter of state ends: "the Ministry of Trade, Industry
    and Energy", not "the Ministry of Finance, Umbra and Orbis"."""
    joins, matters = words.lexicon.words("names", "and"), words.lexicon.any(("places", "portfolios"), ("places", "matters"))
    if (doc[i].text != "," and doc[i].lower_ not in joins) or not _of_state(doc, first, i, words):
        return False
    while doc[i].lower_ not in joins:
        i = _behind_matter(doc, i + 1, matters)
        if not i or (doc[i].text != "," and doc[i].lower_ not in joins):
            return False
    return _behind_matter(doc, i + 1, matters) > 0


def _behind_matter(doc: Doc, i: int, matters: frozenset[str]) -> int:
    """Where the words with capitals from `i` on end, if they are a matter of state ("Industrial Strategy"); 0 for any others."""
    last = i
    while last + 1 < len(doc) and doc[last].is_title and doc[last].is_alpha and not doc[last].is_sent_start:
        last += 1
    return last if last > i and doc[last - 1].lower_ in matters else 0


def _one_body(doc: Doc, first: int, i: int, words: Words) -> bool:
    """Two words before the noun of one body, joined by "and": "the Science and Technology Committee", not "the FBI and the
    Justice Department"."""
    last = i
    while last + 1 < len(doc) and doc[last + 1].is_title and not doc[last + 1].is_sent_start:
        last += 1
    if last < i + 2 or not doc[last].is_ancestor(doc[i - 1]) or "Plur" in doc[last].morph.get("Number", []):
        return False
    known = any(words.linker.lookup(doc.between(start, i).text, words.lexicon.language) for start in {first, i - 1})
    return not known and words.nouns.by_affix(doc.between(i + 1, last + 1).text) in BODIES | {"Agreement"}


def before_known(doc: Doc, i: int, words: Words) -> bool:
    """A small word before a known organisation is a preposition, whatever its tag: "Gemini van Google"."""
    if i + 1 >= len(doc) or not doc[i].is_lower or doc[i].lower_ not in words.lexicon.words("names", "particles"):
        return False
    sense = words.linker.lookup(doc[i + 1].text, words.lexicon.language)
    return (sense is not None and sense.entity.type in OWNERS) or _before_portfolio(doc, i, words)


def _before_portfolio(doc: Doc, i: int, words: Words) -> bool:
    """The small word between a minister's surname and what a known ministry is for: "minister Jansen van Landbouw"."""
    if i < 2 or doc[i - 2].lower_ not in words.lexicon.words("places", "ministers") or given(doc[i - 1]):
        return False
    surname = not doc[i - 1].is_lower and not given(doc[i - 1])  # "minister Eddie van Marum"
    if doc[i].lower_ in words.lexicon.words("possessive", "of") and doc[i + 1].is_title and surname and words.nouns.compounds:
        return True
    forms, following = words.lexicon.words("places", "ministries"), doc[i + 1].text
    return any(words.linker.lookup(form.replace("*", following), words.lexicon.language) is not None for form in forms if form != "*")


def _of_another(name: Token, preposition: Token) -> bool:
    """What stands behind the preposition belongs to a word before the name: "minister Jane Doe van Financiën"."""
    noun = preposition.head
    return label(preposition) == "case" and label(noun) == "nmod" and noun.head.i < name.i


def _body(doc: Doc, i: int, words: Words) -> bool:
    """A common noun for a body, in a name: "University of", "Court of"; not a post or a name ("Doe of")."""
    kind = words.nouns.class_of(doc[i].text)
    surname = i > 0 and given(doc[i - 1])
    return doc[i].is_title and kind in BODIES | {"MediaOutlet", "Event"} and not words.nouns.is_role(doc[i].lower_) and not surname
