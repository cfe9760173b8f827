"""Posts that a tagger took for a part of the name behind them: "President Xi Jinping", "GroenLinks-lijsttrekker Frans Timmermans".

Treebanks tag a title before a name as a proper noun. It describes its bearer all the same, as "the president, Xi Jinping" does,
so it is read as the common noun that it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.extract.known import Found
from kg.extract.nouns import Nouns
from kg.extract.rows import parted
from kg.extract.syntax import NOMINAL, TITLE, is_member, label, prefix
from kg.lang import Lexicon, listing
from kg.parse import Doc, Token

BEARING = frozenset({"appos", "flat"})
MISTAKEN = frozenset({"ADJ", "ADP", "ADV", "VERB", "INTJ", "SYM"})
"""What a tagger takes an unknown name for."""


def untitled(doc: Doc, lexicon: Lexicon, nouns: Nouns) -> Doc:
    """The document, the posts before its names tagged as common nouns; it is changed in place."""
    for token in doc:
        adjective = token.pos_ == "ADJ" and token.is_title and label(token) == "amod"  # "Chief Executive Pat Gelsinger"
        if token.pos_ != "PROPN" and not adjective:
            continue
        compound = bool(prefix(token, lexicon))
        described = compound and (token.text.rpartition("-")[2].islower() or is_member(token))  # "TikTok-eigenaar ByteDance"
        relative = bool(token.is_sent_start) and token.lower_ in lexicon.words("anaphora", "relational")  # "Rival Umbra"
        firm = _is_firm(token, nouns)
        if not described and not relative and not firm and not nouns.post(token):
            continue
        office = token.lower_ in lexicon.table("places", "bodies")  # "zei Eurocommissaris Jane Doe"
        first = bool(token.is_sent_start) and nouns.post(token) and any(part.text in listing("first_names") for part in token.children)
        if _before_a_name(token) or (
            (compound or relative or first or office or firm) and any(label(child) in BEARING for child in token.children)
        ):
            token.pos_ = "NOUN"
            token.lemma_ = token.lemma_ if compound else token.lemma_.lower()
    return doc


def named(doc: Doc, found: Iterable[Found], nouns: Nouns) -> Doc:
    """The document, its names tagged as such where the tagger took one of a single word for an adjective or the like ("Google's
    owner, Alphabet"), and of two before the verb the second its object; it is changed in place."""
    items = list(found)
    for item in items:
        token = doc[item.last]
        alone = item.first == item.last and item.mention.kind == "name" and not item.mention.adjectival
        mistaken = token.pos_ in MISTAKEN or (token.pos_ == "NOUN" and label(token) in BEARING)
        if item.mention.types[:1] == ("Company",):
            head = doc.between(item.first, item.last + 1).root
            if head.pos_ == "NOUN" and head.text[0].isupper():  # "Norway's Telenor"
                head.pos_, head.lemma_ = "PROPN", head.text
        if alone and mistaken and token.text[0].isupper() and label(token) in {*NOMINAL, "flat", "conj"}:
            token.pos_ = "PROPN"
            token.lemma_ = token.text
    for one, other in pairwise(items if nouns.compounds else ()):
        if one.last + 1 == other.first:
            parted(doc.between(one.first, one.last + 1).root, doc.between(other.first, other.last + 1).root, other.last)
    return doc


def _is_firm(token: Token, nouns: Nouns) -> bool:
    """ "Startup Lightyear": a noun for a company that begins the sentence, and none with which companies begin or end their names."""
    word = token.lower_
    return bool(token.is_sent_start) and nouns.class_of(word) == "Company" and not nouns.is_suffix(word) and not nouns.begins(word)


def _before_a_name(token: Token) -> bool:
    """ "President" of "President Xi Jinping": it hangs on the name right behind it."""
    head = token.head
    return (token.dep_ in TITLE or token.dep_ == "amod") and head.pos_ == "PROPN" and token.i < head.i and head.left_edge.i <= token.i
