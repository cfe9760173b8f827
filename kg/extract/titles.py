"""Posts that a tagger took for a part of the name behind them: "President Xi Jinping", "GroenLinks-lijsttrekker Frans Timmermans".

Treebanks tag a title before a name as a proper noun. It describes its bearer all the same, as "the president, Xi Jinping" does,
so it is read as the common noun that it is.
"""

from __future__ import annotations

from kg.extract.nouns import Nouns
from kg.extract.syntax import TITLE, label, prefix
from kg.lang import Lexicon
from kg.parse import Doc, Token

BEARING = frozenset({"appos", "flat"})


def untitled(doc: Doc, lexicon: Lexicon, nouns: Nouns) -> Doc:
    """The document, the posts before its names tagged as common nouns; it is changed in place."""
    for token in doc:
        if token.pos_ != "PROPN" or not nouns.post(token):
            continue
        compound = bool(prefix(token, lexicon))
        if _before_a_name(token) or (compound and any(label(child) in BEARING for child in token.children)):
            token.pos_ = "NOUN"
            token.lemma_ = token.lemma_ if compound else token.lemma_.lower()
    return doc


def _before_a_name(token: Token) -> bool:
    """ "President" of "President Xi Jinping": it hangs on the name right behind it."""
    head = token.head
    return token.dep_ in TITLE and head.pos_ == "PROPN" and token.i < head.i and head.left_edge.i <= token.i
