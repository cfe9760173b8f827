"""Where a name begins and ends: what a tagger, a tokenizer or a chain of capitals takes along is left outside.

Outside are articles, titles and posts ("Chairman Jane Doe"), days, months and units, what follows a legal form ("Acme Inc. |
Jane Doe"), a country before another name ("US | President"), possessive endings and the punctuation that a tokenizer leaves on
a word ("ING."). Inside are the full stops of acronyms and legal forms ("U.S.", "Acme Inc.").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.nouns import Nouns
from kg.extract.syntax import MEMBER, label, lemma, minister_of, prefix
from kg.lang import Lexicon, listing
from kg.link import Linker
from kg.model import Mention
from kg.parse import Doc, Token, end, offset

DOTTED = re.compile(r"(?:\w\.)+\w?\.?")
"""An acronym with full stops: "U.S.", "J.P"."""
CLOSING = ",;:!?)]}”’\"'"
ENDS = frozenset(CLOSING + ".")
"""What a word that has stray punctuation at its end ends with."""
SHORTEST = 4
"""Letters of what follows the hyphen in a compound of a name, its hyphen not counted."""
LONGEST_SYLLABLE = 5
"""Letters of a syllable of a name at most."""
PERSONS = frozenset({"PERSON", "PER"})
OPENING = "([{“‘\"'`-–"
BODIES = frozenset({"Organization", "GovernmentBody", "PoliticalParty", "University", "StockExchange"})
"""Classes of bodies whose names have a common noun in them: "University of", "American Medical Association"."""
OPENERS = (("around", "place"), ("around", "origin"), ("around", "agent"), ("around", "employer"))
"""Lists of the prepositions that have a capital only at the start of a sentence: "Tegen Umbra loopt een onderzoek"."""
LEADING = frozenset({"Country", "Person"})
"""Classes of what a chain may begin with that is a name of its own; places that are no countries, by their adjective only."""
PLACES = frozenset({"Place", "City"})
NAMED_AFTER = {"demonym": BODIES | {"MediaOutlet"}, "label": BODIES | {"MediaOutlet", "Company", "Place", "Event", "Agreement"}}
"""Classes whose names may begin with a country's adjective or name ("Chinese Huawei Technologies" does not)."""


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
    breaks = lexicon.words("names", "never") | lexicon.words("names", "titles") | lexicon.words("names", "units")
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


def trim(doc: Doc, first: int, last: int, words: Words) -> tuple[int, int] | None:
    """The tokens of a name without the titles, articles and common nouns around it; None where nothing is left."""
    while first <= last and (
        doc[first].lower_ in words.outside
        or (first < last and doc[first].is_sent_start and doc[first].lower_ in words.lexicon.any(*OPENERS))
        or (first < last and _describes(doc[first], words))
        or doc[first].is_punct
        or (doc[first].is_lower and not brand(doc[first]))
        or (post(doc[first], words) and not _in_name(doc, first, last, words))
    ):
        first += 1
    while last >= first and (
        doc[last].lower_ in words.ends
        or (doc[last].is_punct and doc[last].text != ".")
        or (last > first and doc[last].is_digit and last + 1 < len(doc) and _counts(doc[last + 1], words))
        or (doc[last].is_lower and not brand(doc[last]) and not syllable(doc, last))
    ):
        last -= 1
    if first == last and _several(doc[first], words):
        return None
    text = doc.between(first, last + 1).text if first <= last else ""
    return (first, last) if any(char.isupper() for char in text) and len(text) > 1 else None


def _counts(token: Token, words: Words) -> bool:
    """A word that makes a sum of the number before it: "fined Umbra [746] million euros"."""
    tables = (words.lexicon.table("amounts", name) for name in ("scales", "currencies"))
    return any(token.lower_ in table for table in tables)


def _several(token: Token, words: Words) -> bool:
    """A common noun in the plural with the capital of its sentence: "Telecombedrijven protesteren"."""
    if not token.is_sent_start or not words.nouns.compounds or token.ent_type_ == "PERSON":
        return False
    endings = {ending for plurals in words.lexicon.table("lemmas", "plurals").values() for ending in plurals}
    return token.lower_.endswith(tuple(endings)) and words.nouns.class_of(token.lower_) is not None


def _describes(token: Token, words: Words) -> bool:
    """A common noun with the capital of its sentence, before a name: "Chipmaker Umbra"; not one that names begin with ("Stichting")."""
    if not token.is_sent_start or words.nouns.prefix_of(token.text) or token.nbor(1).lower_ in words.lexicon.words("names", "inside"):
        return False
    if token.lower_ in words.lexicon.words("anaphora", "relational"):  # "Concurrent Umbra"
        return words.nouns.compounds
    common = token.pos_ == "NOUN" or (words.nouns.compounds and token.lower_ not in words.nouns.classes)
    return common and words.nouns.class_of(token.text) is not None


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


def pieces(doc: Doc, first: int, last: int, words: Words) -> Iterator[tuple[int, int]]:
    """A chain of capitals cut where one name ends and another begins."""
    start = first
    holder = _holder(doc, first, last, words)
    if holder > first:
        yield first, holder - 1
        yield from pieces(doc, holder, last, words)
        return
    for i in range(first, last + 1):
        particle = start < i < last and _is_particle(doc, start, i, words)
        describes = i < last and _compound(doc[i], words)
        if (doc[i].lower_ in words.breaks and not particle) or describes or (post(doc[i], words) and not _in_name(doc, i, last, words)):
            if start < i:
                yield from _without_country(doc, start, i - 1, words)
            start = i + 1
        elif _closes(doc, start, i, last, words):
            yield from _without_country(doc, start, i, words)
            start = i + 1
    if start <= last:
        yield from _without_country(doc, start, last, words)


def _holder(doc: Doc, first: int, last: int, words: Words) -> int:
    """Where the name of a minister begins behind the portfolio: "minister van Financiën | Jane Doe"; `first` for any other chain."""
    if not first or not (doc[first - 1].is_lower or doc[first - 1].text == ","):
        return first
    return next((i for i in range(first + 1, last + 1) if minister_of(doc[i], words.lexicon) is not None), first)


def _compound(token: Token, words: Words) -> bool:
    """A common noun with a name in front, which describes the name behind it: "TikTok-eigenaar ByteDance", "VVD'er Jane Doe"."""
    return bool(prefix(token, words.lexicon)) and (token.text.rpartition("-")[2].islower() or lemma(token) == MEMBER)


def _is_particle(doc: Doc, start: int, i: int, words: Words) -> bool:
    """A small word between the names of a person: the parser says so, or it stands right behind a first name ("Maarten de Rijke")."""
    particles = words.lexicon.words("names", "particles")
    if doc[i].lower_ not in particles:
        return False
    return label(doc[i + 1]) == "flat" or (given(doc[start]) and all(doc[j].lower_ in particles for j in range(start + 1, i)))


def given(token: Token) -> bool:
    """True for a first name or an initial."""
    return token.text.partition("-")[0] in listing("first_names") or (
        len(token.text) <= 3 and token.text.endswith(".") and token.text[0].isupper()
    )


def _in_name(doc: Doc, i: int, last: int, words: Words) -> bool:
    """A word that is a post elsewhere is a part of the name here: "Prince’s Trust"."""
    owns = i + 2 <= last and doc[i + 1].lower_ in words.lexicon.words("possessive", "suffixes")
    if i == last and partners(doc[i], words):
        return True
    return owns or (i + 2 <= last and words.nouns.begins(doc.between(i, i + 2).text))


def partners(token: Token, words: Words) -> bool:
    """A post in the plural behind a name is the end of a firm's: "Castle Point Advisors", "Kinne Partners"."""
    if not token.i or token.is_sent_start or not token.is_title or not token.nbor(-1).is_title or token.nbor(-1).is_sent_start:
        return False
    endings = {ending for plurals in words.lexicon.table("lemmas", "plurals").values() for ending in plurals}
    before = words.linker.lookup(token.nbor(-1).text, words.lexicon.language)
    if before is not None and before.kind == "demonym":  # "Nederlandse Kamerleden"
        return False
    return token.lower_.endswith(tuple(endings)) and words.nouns.is_role(token.lower_) and not words.nouns.is_role(token.nbor(-1).lower_)


def _closes(doc: Doc, first: int, i: int, last: int, words: Words) -> bool:
    """A name ends with this token: a legal form behind it, or a possessive glued to it."""
    if i == last:
        return False
    legal = i > first and words.linker.is_legal_form(doc[i].text) and doc[i + 1].text not in "&.,"
    following = words.linker.is_legal_form(doc[i + 1].text)
    return (legal and not following) or possessive(doc[i]) > 0


def _without_country(doc: Doc, first: int, last: int, words: Words) -> Iterator[tuple[int, int]]:
    """A chain that begins with a known place, its adjective or a known person ("US President …") is two names."""
    for split in range(first, last):
        sense = words.linker.lookup(doc.between(first, split + 1).text, words.lexicon.language)
        kinds = LEADING | PLACES if sense is not None and sense.kind == "demonym" and _neuter(doc, first, words) else LEADING
        foreign = sense is not None and sense.kind == "demonym" and sense.language not in {"", words.lexicon.language}
        if sense is not None and not foreign and sense.entity.type in kinds and not _proper_body(doc, split + 1, last, sense.kind, words):
            yield first, split
            yield from _without_country(doc, split + 1, last, words)
            return
    yield first, last


def _neuter(doc: Doc, first: int, words: Words) -> bool:
    """Behind an article that bodies with such a name do not have: "het Eindhovense Umbra", not "de Haagse Hogeschool"."""
    articles = words.lexicon.words("anaphora", "neuter") & words.lexicon.words("articles", "definite")
    return first > 0 and doc[first - 1].lower_ in articles


def _proper_body(doc: Doc, first: int, last: int, kind: str, words: Words) -> bool:
    """The rest is no name without the country: "Medical Association" after "American", "Herald" after "New Zealand"."""
    rest = doc.between(first, last + 1).text
    if kind == "metonym" or words.linker.lookup(rest, words.lexicon.language) is not None:
        return False
    affix = words.nouns.by_affix(f"{doc[first - 1].text} {rest}")
    return affix in NAMED_AFTER["demonym" if kind == "demonym" else "label"] and not words.nouns.is_role(doc[first].lower_)


def arguments(first: Token, second: Token) -> bool:
    """Two arguments of one verb side by side are two names: "Nu koopt Umbra Globex"."""
    core = {"nsubj", "obj", "iobj", "obl"}
    return first.head.i == second.head.i and label(first) in core and label(second) in core


def mention(doc: Doc, first: int, last: int, words: Words, *, cut: int = 0) -> Mention:
    """The mention of a name: its tokens without `cut` letters and stray punctuation at the end, nor quotation marks at the start."""
    name, start, stop = extent(doc, first, last, words, cut=cut)
    return Mention(name, start, stop, "name", name, words.lexicon.language)


def extent(doc: Doc, first: int, last: int, words: Words, *, cut: int = 0) -> tuple[str, int, int]:
    """The words of such a mention, and where they begin and end in the article."""
    text = doc[first].text
    lead = len(text) - len(text.lstrip(OPENING))
    lead = lead if lead < len(text) else 0
    cut = max(cut, _stray(doc, first, last, words))
    start, stop = offset(doc[first]) + lead, end(doc[last]) - cut
    whole = text if first == last else doc.text[doc[first].idx : doc[last].idx + len(doc[last].text)]
    return whole[lead : len(whole) - cut].strip(), start, stop


def _stray(doc: Doc, first: int, last: int, words: Words) -> int:
    """How many characters at the end of a token are punctuation of the sentence: the comma of "Inc.,", the full stop of "ING."."""
    text = doc[last].text
    if text[-1] not in ENDS:
        return 0
    kept = text.rstrip(CLOSING)
    stop = kept.endswith(".") and not (DOTTED.fullmatch(kept.lstrip(OPENING)) and len(kept) > 2) and not words.linker.is_legal_form(kept)
    if stop and (last + 1 == len(doc) or doc[last + 1].is_sent_start or len(kept) > 4 or first < last):
        kept = kept.rstrip(".")
    return len(text) - len(kept) if kept else 0


def possessive(token: Token) -> int:
    """How many letters of a token are a possessive with its apostrophe: "Umbra’s"."""
    return next((len(suffix) for suffix in ("'s", "’s") if token.text.endswith(suffix) and len(token.text) > 2), 0)


def compounded(token: Token, words: Words, *, alone: bool) -> int:
    """How many letters of a compound stand behind the name in it, its hyphen among them: "-lijn" of "MacBook-lijn"; 0 for a name that
    has a hyphen of its own ("Coca-Cola", "Kim Jong-un").

    Args:
        alone: the token is the whole name; one behind other words must be known.
    """
    name = prefix(token, words.lexicon)
    rest = token.text[len(name) :]
    known = alone or brand_form(name) or words.linker.lookup(name, words.lexicon.language) is not None
    return len(rest) if name and known and len(rest) > SHORTEST and rest.islower() else 0


def known_possessive(doc: Doc, last: int, cut: int, words: Words) -> bool:
    """A possessive "s" without apostrophe stands before what is possessed, and ends no name of its own ("Corps")."""
    if cut != 1 or not doc[last].text.endswith("s"):
        return True
    if words.linker.is_legal_form(doc[last].text[:-1]) or (last + 1 < len(doc) and doc[last + 1].is_sent_start):
        return False
    following = doc[last + 1] if last + 1 < len(doc) else None
    return following is not None and following.pos_ in {"NOUN", "ADJ", "PROPN", "NUM", "X", "VERB"}
