"""What single words of names are: first names, posts, brands, the nouns that names of bodies are built on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.nouns import Nouns
from kg.extract.syntax import PERSONS
from kg.lang import Lexicon, listing
from kg.link import Linker
from kg.parse import Doc, Token

BODIES = frozenset({"Organization", "GovernmentBody", "PoliticalParty", "University", "StockExchange"})
"""Classes of bodies whose names have a common noun in them: "University of", "American Medical Association"."""
LONGEST_SYLLABLE = 5
"""Letters of a syllable of a name at most."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of words before an article is read: those of the language, the known names, the nouns of classes and posts."""

    lexicon: Lexicon
    linker: Linker
    nouns: Nouns

    outside: frozenset[str]
    """Words that no name begins with."""
    breaks: frozenset[str]
    """Words that no name has inside."""
    ends: frozenset[str]
    """Words that no name ends with."""
    posts: frozenset[str]
    """The words of the posts that have several."""
    possessives: tuple[str, ...]
    """The endings of possessors, the longest first."""


@cache
def words_of(lexicon: Lexicon, linker: Linker, nouns: Nouns) -> Words:
    """What is known of the words of a language; put together once."""
    breaks = lexicon.any(("names", "never"), ("names", "titles"), ("names", "units")) | frozenset(lexicon.table("names", "posts"))
    outside = breaks | lexicon.words("articles", "definite") | lexicon.words("articles", "indefinite")
    posts = frozenset(word for role in nouns.roles if " " in role for word in role.split(" "))
    suffixes = lexicon.words("possessive", "suffixes")
    longest = tuple(sorted(suffixes, key=lambda suffix: (-len(suffix), suffix)))
    return Words(lexicon, linker, nouns, outside, breaks, breaks | suffixes, posts, longest)


def post(token: Token, words: Words) -> bool:
    """A word of a post: "Chairman", "Chief Executive", "Chief Operating Officer"."""
    if words.nouns.is_role(token.lower_):
        return True
    if token.lower_ not in words.posts:
        return False
    following = [token.nbor(step).lower_ for step in (1, 2) if token.i + step < len(token.doc)]
    longer = (" ".join((token.lower_, *following[:count])) for count in range(1, len(following) + 1))
    return any(phrase in words.nouns.roles for phrase in longer) or _in_post(token, words)


def _in_post(token: Token, words: Words) -> bool:
    """ "Operating" and "Officer" of "Chief Operating Officer"."""
    before = [token.nbor(-step).lower_ for step in (1, 2) if token.i >= step]
    phrases = [" ".join((*reversed(before[:count]), token.lower_)) for count in range(1, len(before) + 1)]
    if token.i and token.i + 1 < len(token.doc):
        phrases.append(" ".join((before[0], token.lower_, token.nbor(1).lower_)))
    return any(phrase in words.nouns.roles for phrase in phrases)


def syllable(doc: Doc, i: int) -> bool:
    """The second half of a given name with a hyphen: "Kwok Ka-ki"; one that a tagger takes for no name stands behind a person's
    ("Kuo Jyh-huei", not "Umbra-maker")."""
    if i < 2 or doc[i - 1].text != "-" or doc[i - 1].whitespace_ or doc[i - 2].whitespace_ or not doc[i].is_lower:
        return False
    short = doc[i].pos_ in {"NOUN", "X"} and doc[i].is_alpha and len(doc[i]) <= LONGEST_SYLLABLE
    persons = i > 2 and all(token.ent_type_ in PERSONS and token.is_title for token in (doc[i - 3], doc[i - 2]))
    return doc[i].pos_ == "PROPN" or (short and persons)


def brand(token: Token) -> bool:
    """A name that begins with a small letter: "iPhone", "eBay"; not "e-mail"."""
    return not token.is_lower and brand_form(token.text)


def brand_form(text: str) -> bool:
    """`brand` for a form."""
    return text[:1].islower() and any(char.isupper() for char in text[1:3]) and text.replace("’", "").replace("'", "").isalnum()


def given(token: Token) -> bool:
    """True for a first name or an initial."""
    return token.text.partition("-")[0] in listing("first_names") or (
        len(token.text) <= 3 and token.text.endswith(".") and token.text[0].isupper()
    )


def heads(noun: Token, words: Words) -> bool:
    """A common noun that names of bodies are built on: "Academy" of "Academy of Sciences"; not a post."""
    known = words.nouns.class_of(noun.lower_) in BODIES | {"Company", "MediaOutlet", "Event"}
    return (known or noun.lower_ in words.lexicon.words("names", "heads")) and not words.nouns.is_role(noun.lower_)


def partners(token: Token, words: Words) -> bool:
    """A post in the plural behind a name is the end of a firm's: "Castle Point Advisors", "Kinne Partners"."""
    if not token.i or token.is_sent_start or not token.is_title or not token.nbor(-1).is_title or token.nbor(-1).is_sent_start:
        return False
    endings = {ending for plurals in words.lexicon.table("lemmas", "plurals").values() for ending in plurals}
    before = words.linker.lookup(token.nbor(-1).text, words.lexicon.language)
    if before is not None and before.kind == "demonym":  # "Nederlandse Kamerleden"
        return False
    return token.lower_.endswith(tuple(endings)) and words.nouns.is_role(token.lower_) and not words.nouns.is_role(token.nbor(-1).lower_)
