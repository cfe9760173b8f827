"""Where a sentence cannot begin, whatever a parser thinks: a thin step before and after any pipeline.

Before the parse, the places are marked, and a parser that heeds marks reads the sentence whole; after it, a
sentence that begins there all the same is joined to the one before. No sentence begins with a closing mark or, in the
middle of a paragraph, behind a word that no full stop, question mark, colon or quotation mark ends; none begins behind a title ("Mr.
Doe"), an initial ("J. Doe") or, in small letters, behind any abbreviation or a quotation ("“Why?” he asked"). Where a
sentence must begin is left to the parser, save for a paragraph, which `kg.annotate` reads by itself, and for a word that begins sentences
behind an abbreviation in capitals ("in the U.S. The").
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc, Token

from kg.lang import Lexicon

FINAL = ".?!…:;"
CLOSING = frozenset("”’»)]},;:.!?…") | {"...", "''"}
QUOTES = frozenset({"”", "’", "»", '"', "''"})
BULLETS = frozenset("•*·▪◦–—-") | {"--"}
_INITIAL = re.compile(r"[A-ZÀ-Ž]\.")
_STOPPED = re.compile(r"(?:\w\.)+\w?\.")


def mark(doc: Doc, lexicon: Lexicon) -> Doc:
    """The document, its tokens marked that begin no sentence, and those that begin one behind "U.S."; for a document without a parse."""
    for token in doc[1:]:
        if goes_on(token, lexicon):
            token.is_sent_start = False
        elif _opens(token, lexicon):
            token.is_sent_start = True
    return doc


def _opens(token: Token, lexicon: Lexicon) -> bool:
    """A word that begins sentences, with a capital, behind an abbreviation ("in the U.S. The company", "van ING. De bank") or behind the
    quotation mark that closes a sentence ("“Wij stoppen.” Het bedrijf")."""
    if not token.is_title or token.lower_ not in lexicon.words("sentences", "openers"):
        return False
    before = token.nbor(-1)
    if before.text in QUOTES and before.i and before.nbor(-1).text[-1] in ".?!" and not before.nbor(-1).whitespace_:
        return before.text != '"' or _closes(before)
    if before.text == "." and before.i and not before.nbor(-1).whitespace_:
        word = before.nbor(-1)
        return (word.text.isupper() and len(word.text) > 1) or f"{word.lower_}." in lexicon.words("sentences", "abbreviations")
    return bool(_STOPPED.fullmatch(before.lower_)) or before.lower_ in lexicon.words("sentences", "abbreviations")


def goes_on(token: Token, lexicon: Lexicon) -> bool:
    """True where the token, which is not the first of its paragraph, cannot begin a sentence."""
    before = token.nbor(-1)
    if token.text in CLOSING or (token.text == '"' and _closes(token)):
        return True
    if token.text in BULLETS or token.is_space or before.is_space:
        return False
    if not _ends(before):
        return True
    if before.text.endswith("."):
        return _abbreviated(before, token, lexicon)
    small = token.is_lower and token.is_alpha
    return small and (before.text in "”’»\"'" or before.text[-1] in ";:")


def _ends(token: Token) -> bool:
    """The token, or what stands before the quotation mark or bracket that it is, can end a sentence."""
    while token.i and (token.text in CLOSING or token.text in {'"', "'"}) and token.text not in FINAL and token.text not in {"...", ","}:
        token = token.nbor(-1)
    return token.text[-1] in FINAL or token.text in BULLETS


def _closes(token: Token) -> bool:
    """A straight quotation mark closes where another is open before it in the paragraph."""
    return sum(other.text == '"' for other in token.doc[: token.i]) % 2 == 1


def _abbreviated(before: Token, token: Token, lexicon: Lexicon) -> bool:
    """The full stop before the token is that of a title, an initial or an abbreviation, and the sentence goes on."""
    written = before.text
    if written == "." and before.i and not before.nbor(-1).whitespace_:
        written = before.nbor(-1).text + "."
    word = written.lower()
    capital = word[:1].upper() + word[1:]
    if word in lexicon.words("sentences", "before_names"):
        return token.text[0].isalnum() and not (len(word) > 2 and written.isupper())  # "ING." is no "ing.", "VS." no "vs."
    if _INITIAL.fullmatch(capital) and before.text[0].isupper():
        return token.is_title and token.lower_ not in lexicon.words("sentences", "openers")
    return bool(token.is_lower and (word in lexicon.words("sentences", "abbreviations") or _STOPPED.fullmatch(word)))


def join(doc: Doc, lexicon: Lexicon) -> Doc:
    """The document, its sentences joined where one begins that cannot."""
    wrong = [sent for sent in doc.sents if sent.start and goes_on(doc[sent.start], lexicon)]
    if not wrong:
        return doc
    heads: Any = doc.to_array(["HEAD", "DEP"])
    parataxis = doc.vocab.strings.add("parataxis")
    roots = {sent.start: sent.root.i for sent in doc.sents}
    starts = sorted(roots)
    for sent in wrong:
        previous = roots[starts[starts.index(sent.start) - 1]]
        heads[sent.root.i] = (_signed(previous - sent.root.i), parataxis)
    doc.from_array(["HEAD", "DEP"], heads)
    return doc


def _signed(distance: int) -> int:
    """A distance to a head as spaCy keeps it, in a column of unsigned numbers."""
    return distance % 2**64
