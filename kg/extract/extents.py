"""Which characters of its tokens a name has: outside are possessives, halves of compounds and the punctuation that a tokenizer leaves on
a word ("ING."), inside the full stops of acronyms and legal forms ("U.S.", "Acme Inc.")."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extract.namewords import Words, brand_form
from kg.extract.syntax import prefix
from kg.model import Mention
from kg.parse import Doc, Token, end, offset

DOTTED = re.compile(r"(?:\w\.)+\w?\.?")
"""An acronym with full stops: "U.S.", "J.P"."""
CLOSING = ",;:!?)]}”’\"'"
OPENING = "([{“‘\"'`-–"
ENDS = frozenset(CLOSING + ".")
"""What a word that has stray punctuation at its end ends with."""
SHORTEST = 4
"""Letters of what follows the hyphen in a compound of a name, its hyphen not counted."""


def mention(doc: Doc, first: int, last: int, words: Words, *, cut: int = 0) -> Mention:
    """The mention of a name: its tokens without `cut` letters and stray punctuation at the end, nor quotation marks at the start."""
    text, start, stop = extent(doc, first, last, words, cut=cut)
    name = written_out(text, words)
    sense = words.linker.lookup(name, words.lexicon.language) if name != text else None
    return Mention(text, start, stop, "name", name, words.lexicon.language, (sense.entity.type,) if sense else ())


def written_out(name: str, words: Words) -> str:
    """A name of several words with the common nouns in it in full: "Umbra Trade Association" for "Umbra Trade Assn."."""
    if " " not in name:
        return name
    short: Mapping[str, str] = words.lexicon.table("names", "abbreviations")
    parts = name.split(" ")
    whole = [short.get(part.lower().rstrip("."), part) if part[:1].isupper() else part for part in parts]
    return " ".join(whole) if whole != parts else name


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
