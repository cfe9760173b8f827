"""Where known names stand: the names of the ontology and the countries of the world, in any spelling that counts as the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import final

from kg.extract.extents import CLOSING, OPENING, extent, known_possessive, written_out
from kg.extract.namewords import Words, post
from kg.extract.syntax import label
from kg.link import Linker
from kg.model import Mention
from kg.ontology import is_a
from kg.parse import Doc, Token

NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"})
"""Labels of taggers for what is no name."""

GLUED = 3
"""Tokens without a space between that are looked at together."""


@final
@dataclass(slots=True, init=False, unsafe_hash=True)
class Found:
    """A mention and the tokens that it covers, `first` to `last` inclusive."""

    first: int
    last: int
    mention: Mention

    def __init__(self, first: int, last: int, mention: Mention) -> None:
        """The mention and its tokens."""
        self.first, self.last, self.mention = first, last, mention

    @property
    def length(self) -> int:
        """How many tokens it covers."""
        return self.last - self.first + 1


def known(doc: Doc, words: Words) -> Iterator[Found]:
    """The known names of an article, the longest from each word on; they may overlap."""
    for sent in doc.sents:
        for first in range(sent.start, sent.end):
            if doc[first].is_punct or doc[first].is_space or not _may_begin(doc[first], words):
                continue
            for last in range(_farthest(doc, first, min(sent.end, first + words.linker.longest + 3), words), first - 1, -1):
                if last > first and (doc[last].is_punct or _possessor(doc, first, last, words)):
                    continue
                found = _known_at(doc, first, last, words)
                if found:
                    yield found
                    break


def local(doc: Doc, words: Words) -> Iterator[Found]:
    """Courts and towns by the place that they are of: "rechtbank Rotterdam", "de rechtbank in Rotterdam", "gemeente Utrecht"."""
    bodies, courts = words.lexicon.words("places", "local"), words.lexicon.words("places", "courts")
    for noun in doc:
        if noun.lower_ not in bodies or noun.i + 2 >= len(doc):
            continue
        linked = noun.lower_ in courts and noun.nbor(1).lower_ in words.lexicon.words("places", "seats")
        first = noun.i + 1 + linked
        for last in (first + 1, first):
            place = extent(doc, first, last, words)[0] if last < noun.sent.end and not doc[last].is_punct else ""
            sense = words.linker.lookup(place, words.lexicon.language) if place else None
            if (
                sense is not None
                and sense.kind != "demonym"
                and is_a(words.linker.ontology, sense.entity.type, "Place")
                and doc[first].is_title
            ):
                text, start, stop = extent(doc, noun.i, last, words)
                name = f"{noun.lower_.capitalize()} {place}"
                body = words.linker.lookup(name, words.lexicon.language)
                kind = body.entity.type if body is not None else words.nouns.class_of(noun.lower_) or "GovernmentBody"
                yield Found(noun.i, last, Mention(text, start, stop, "name", name, words.lexicon.language, (kind,)))
                break


def _farthest(doc: Doc, first: int, stop: int, words: Words) -> int:
    """The last token that a known name from `first` on may have: where the whole words up to there begin no known name."""
    lead = doc[first].text
    begin = doc[first].idx + (len(lead) - len(lead.lstrip(OPENING)) if lead.strip(OPENING) else 0)
    for last in range(first, stop - 1):
        if doc[last].whitespace_ and not words.linker.goes_on(doc.text[begin : doc[last].idx + len(doc[last])]):
            return last
    return stop - 1


def _may_begin(token: Token, words: Words) -> bool:
    """A known name begins with the token, with what is left of it without a possessive or a mark in front of it, or with all
    that stands before the next space ("5" and "G", "Moody" and "’s")."""
    if _begins(token.text, bool(token.whitespace_), words.linker, words.possessives):
        return True
    if token.whitespace_:
        return False
    glued, last = token.text, token
    while not last.whitespace_ and last.i + 1 < len(token.doc) and last.i < token.i + GLUED:
        last = last.nbor(1)
        glued += last.text
    return words.linker.begins(glued.lstrip(OPENING).rstrip(CLOSING))


@lru_cache(maxsize=1 << 15)
def _begins(form: str, whole: bool, linker: Linker, possessives: tuple[str, ...]) -> bool:
    """A known name begins with the form, with or without a possessive; with a whole word, also without the punctuation behind it."""
    text = form.lstrip(OPENING)
    forms = [text[: len(text) - cut] for cut in _endings(form, possessives)] + [text.rstrip(CLOSING)] * whole
    return any(linker.begins(form) for form in forms)


def _known_at(doc: Doc, first: int, last: int, words: Words) -> Found | None:
    short = first < last and doc[last].lower_ in words.lexicon.table("names", "abbreviations")
    for cut in _endings(doc[last].text, words.possessives):
        text, start, stop = extent(doc, first, last, words, cut=cut)
        name = written_out(text, words) if short else text
        sense = words.linker.lookup(name, words.lexicon.language)
        if sense is None or not _may_name(doc, first, last, name, sense.kind) or not known_possessive(doc, last, cut, words):
            continue
        if first < last and _goes_on(doc, first, last, words):
            continue
        noun = doc[last].pos_ == "NOUN" or (doc[last].pos_ == "PROPN" and doc[last].morph.get("Gender", []))
        if sense.kind == "demonym" and noun and "Sing" in doc[last].morph.get("Number", []):
            continue  # "the American" is a person, "the Americans" may be the country
        whose = _other_state(doc, first, sense.entity.id, words) if sense.entity.type == "GovernmentBody" else ""
        if whose:
            if first == last and not doc[first].is_title:
                continue  # "de Spaanse politie"
            own = f"{whose} {name}"  # "het Turkse ministerie van Buitenlandse Zaken", "the Indian Army"
            return Found(first, last, Mention(text, start, stop, "name", own, words.lexicon.language, (sense.entity.type,)))
        common = name == name.lower() and sense.entity.type in {"Product", "Technology"}
        adjectival = (
            sense.kind == "demonym"
            and doc[last].pos_ in {"ADJ", "PROPN", "X", "NOUN"}
            and (label(doc[last]) in {"amod", "compound", "nmod", "flat"} or _before_its_name(doc, last))
        )
        kind = "nominal" if common else "name"
        types = (sense.entity.type,)
        return Found(first, last, Mention(text, start, stop, kind, name, words.lexicon.language, types, adjectival=adjectival))
    return None


def _possessor(doc: Doc, first: int, last: int, words: Words) -> bool:
    """A known name ends before the possessive: "Japan's", not "Moody's"."""
    if doc[last].lower_ not in words.possessives:
        return False
    return words.linker.lookup(doc.between(first, last).text, words.lexicon.language) is not None


def _goes_on(doc: Doc, first: int, last: int, words: Words) -> bool:
    """A post and a name that goes on: "President Xi" of "President Xi Jinping"."""
    if last + 1 >= len(doc) or not doc[last + 1].is_title or doc[last + 1].is_sent_start or not post(doc[first], words):
        return False
    return words.linker.lookup(doc.between(first + 1, last + 2).text, words.lexicon.language) is not None


def _other_state(doc: Doc, i: int, entity: str, words: Words) -> str:
    """The adjective or possessor before a name of a body, as it is written, where that says that the one of another state than the known
    one's is meant: "the Syrian Army", "Pakistan's Supreme Court"; "" where nothing does."""
    home, start = words.linker.homes.get(entity, ""), doc[i].sent.start
    before = i - 2 if i - 1 > start and doc[i - 1].lower_ in words.possessives else i - 1
    if not home or before < start or not doc[before].text[:1].isupper():
        return ""
    whose = doc.between(before, i).text
    for cut in _endings(whose, words.possessives):
        sense = words.linker.lookup(whose[: len(whose) - cut], words.lexicon.language)
        of_state = sense is not None and (sense.kind == "demonym" or (cut > 0 and sense.entity.type == "Country"))
        if sense is not None and of_state:
            return whose if sense.entity.label != home else ""
    return ""


def _before_its_name(doc: Doc, i: int) -> bool:
    """The name behind hangs on the word as a part of it: "het Nederlandse Umbra", taken for one name."""
    behind = doc[i + 1] if i + 1 < len(doc) else doc[i]
    return behind.head is doc[i] and behind.pos_ == "PROPN" and label(behind) == "flat" and doc[i].text.lower() != doc[i].text


def _endings(text: str, possessives: tuple[str, ...]) -> Iterator[int]:
    """How many letters at the end of a token may be a possessive ("Googles", "Huawei’s")."""
    yield 0
    if text.endswith(possessives):
        yield from (len(suffix) for suffix in possessives if text.endswith(suffix) and len(text) > len(suffix) + 1)


def _may_name(doc: Doc, first: int, last: int, name: str, kind: str) -> bool:
    """A capital at the start of a sentence is no proof ("Here is why"): a one-word name there must look like one."""
    token = doc[first]
    if kind == "demonym":
        return token.pos_ not in {"VERB", "ADV"}
    if first < last or token.is_upper:
        return True
    if token.is_sent_start and token.pos_ not in {"PROPN", "NOUN", "X"}:
        return token.ent_type_ not in {"", *NO_NAME}
    return not (token.pos_ in {"DET", "PRON", "AUX", "ADP", "ADV", "VERB", "SCONJ", "CCONJ"} and token.ent_type_ == "")
