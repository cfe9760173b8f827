"""Who speaks in each quotation of an article.

A quotation has its speaker from the first of these that names one:

1. its own sentence, outside the quotation marks: "…", said X; X says: "…"; "…", aldus X;
2. for a quotation that fills its sentences: the sentence before it in its paragraph, or one that announces it by a colon;
3. the short sentence after it that only says who spoke;
4. the quotation before it, in the same paragraph or at the end of the one before: speech goes on;
5. whom the sentence before it is about: "Hesselink is not surprised. “…”".

After Muzny et al. 2017 (a two-stage sieve for quote attribution), cut down to what news does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.attribution import remark, said_in
from kg.extract.clauses import surface_subject
from kg.extract.speakers import Source
from kg.extract.syntax import label
from kg.lang import Lexicon
from kg.parse import Doc, Span, Token

OPENING, CLOSING = "“„«", "”»"
STRAIGHT = frozenset({'"', "''", "``"})
SHORT = 14
"""Words of a sentence that only says who spoke."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The quotations of an article: the tokens inside quotation marks, and who says them."""

    inside: frozenset[int] = frozenset()
    sources: dict[int, Source] = field(default_factory=dict)  # token inside -> who speaks

    def __contains__(self, i: object) -> bool:
        """True for the index of a token inside quotation marks."""
        return i in self.inside

    def source(self, token: Token) -> Source | None:
        """Who says the token, or None where it is not quoted or nobody is named."""
        return self.sources.get(token.i)


def spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token between quotation marks; a quotation that is left open ends with its paragraph."""
    start: int | None = None
    for token in doc:
        straight = token.text in STRAIGHT
        if start is not None and (token.text in CLOSING or straight):
            if start + 1 < token.i:
                yield start + 1, token.i - 1
            start = None
        elif token.text in OPENING or straight:
            start = token.i


def speech(doc: Doc, lexicon: Lexicon) -> Speech:
    """The quotations of an article with their speakers."""
    found = list(spans(doc))
    inside = frozenset(i for first, last in found for i in range(first, last + 1))
    sources: dict[int, Source] = {}
    sents = list(doc.sents)
    number = {token.i: n for n, sent in enumerate(sents) for token in sent}
    for first, last in found:
        own = sents[number[first] : number[last] + 1]
        free = all(_whole(sent, inside) for sent in own) or _closed(doc, first, last, own[0])
        source = _speaker(own, number[first], sents, inside, sources, lexicon, free=free)
        if source is not None:
            sources |= dict.fromkeys(range(first, last + 1), source)
    return Speech(inside, sources)


def _speaker(
    own: list[Span], place: int, sents: list[Span], inside: frozenset[int], sources: dict[int, Source], lexicon: Lexicon, *, free: bool
) -> Source | None:
    found = next((source for sent in own if (source := said_in(sent, lexicon, inside))), None)
    if found is None and _opened_by_colon(own[0], inside):
        found = remark(own[0], lexicon)
    if found or not free:
        return found
    before = sents[place - 1] if place else None
    behind = place + len(own)
    after = sents[behind] if behind < len(sents) else None
    if before is not None and _announces(before):
        return said_in(before, lexicon, inside) or remark(before, lexicon)
    if after is not None and len(after) <= SHORT and not _whole(after, inside) and not any(label(token) == "ccomp" for token in after):
        found = said_in(after, lexicon, inside)
        if found:
            return found
    if before is None:
        return None
    going_on = said_in(before, lexicon, inside) or next((sources[token.i] for token in reversed(before) if token.i in sources), None)
    return going_on or _about(before, inside, lexicon)


def _about(sent: Span, inside: frozenset[int], lexicon: Lexicon) -> Source | None:
    """Whom the sentence is about, by a name or a pronoun: "Hesselink is not surprised. “…”"."""
    if sent.root.i in inside or sent.root.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "ADV"}:
        return None
    subject = surface_subject(sent.root, lexicon)
    persons = lexicon.any(("pronouns", "male"), ("pronouns", "female"))
    if subject is None or subject.i in inside or not (subject.pos_ == "PROPN" or subject.lower_ in persons):
        return None
    return Source(subject, sent.doc.between(subject.left_edge.i, subject.i + 1).text)


def _whole(sent: Span, inside: frozenset[int]) -> bool:
    """The sentence is quoted from end to end."""
    return all(token.i in inside or token.is_punct or token.is_quote or token.is_space for token in sent)


def _closed(doc: Doc, first: int, last: int, sent: Span) -> bool:
    """The quotation opens its sentence and ends like one, whatever the parser put behind it."""
    return doc[last].text in {".", "!", "?"} and all(token.is_punct or token.is_quote for token in doc[sent.start : first])


def _opened_by_colon(sent: Span, inside: frozenset[int]) -> bool:
    """ "Hesselink is clear: “…”" in one sentence, which the quotation ends."""
    colon = next((token for token in sent if token.text == ":"), None)
    return (
        colon is not None and sent.root.i < colon.i and all(token.i in inside or token.is_punct for token in sent.doc[colon.i : sent.end])
    )


def _announces(sent: Span) -> bool:
    return any(token.text == ":" for token in sent[-2:])
