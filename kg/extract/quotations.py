"""Who speaks in each quotation of an article.

A quotation has its speaker from the first of these that names one:

1. its own sentence, outside the quotation marks: "…", said X; X says: "…"; "…", aldus X;
2. for a quotation that fills its sentences: the sentence before it in its paragraph, or one that announces it by a colon;
3. the short sentence after it that only says who spoke;
4. the quotation before it, in the same paragraph or at the end of the one before: speech goes on;
5. whom the sentence before it is about: "Hesselink is not surprised. “…”".

Two kinds of speech have no quotation marks: hearsay that goes on with what the sentence before reports, and what stands in a headline
behind a name and a colon.

After Muzny et al. 2017 (a two-stage sieve for quote attribution), cut down to what news does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extract.attribution import remark, said_in
from kg.extract.speakers import Source, reports, speaks_by
from kg.extract.subjects import surface_subject
from kg.extract.syntax import children, label, lemma
from kg.lang import Lexicon
from kg.parse import Doc, Span, Token, end, kept, offset

OPENING, CLOSING = "“„«", "”»"
STRAIGHT = frozenset({'"', "''", "``"})
SINGLE = frozenset({"'", "‘", "’"})
HEADING = 4
"""Words before the colon of a headline."""
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
    """First and last token between quotation marks; one that is left open ends with its paragraph, and counts where the next one
    opens a quotation again."""
    start: int | None = None
    single = False
    for token in doc:
        straight = token.text in STRAIGHT
        opens = token.text in OPENING or straight
        if start is not None and _begins_paragraph(token):
            if opens and not single:
                yield start + 1, token.i - 1
            start = None
        if start is not None and (_closes_single(token) if single else token.text in CLOSING or straight):
            if start + 1 < token.i:
                yield start + 1, token.i - 1
            start = None
        elif opens and (start is None or not straight) and not (single and start is not None):
            start, single = token.i, False
        elif start is None and _opens_single(token):
            start, single = token.i, True


@kept
def quoted(first: Token) -> tuple[tuple[int, int], ...]:
    """`spans` of the text that begins with the token, found once."""
    return tuple(spans(first.doc))


def _begins_paragraph(token: Token) -> bool:
    article = token.doc.article
    if not token.i or not token.is_sent_start or article is None:
        return False
    return "\n" in article.text[end(token.nbor(-1)) : offset(token)]


def _opens_single(token: Token) -> bool:
    """A single quotation mark before a word, behind a space or at the start of a paragraph."""
    if token.text not in SINGLE or token.whitespace_ or label(token) == "case":
        return False
    return not token.i or bool(token.nbor(-1).whitespace_) or _begins_paragraph(token)


def _closes_single(token: Token) -> bool:
    return token.text in SINGLE and not token.nbor(-1).whitespace_ and label(token) != "case"


def speech(doc: Doc, lexicon: Lexicon) -> Speech:
    """The quotations of an article with their speakers."""
    return _speech(doc[0], lexicon) if len(doc) else Speech()


@kept
def _speech(start: Token, lexicon: Lexicon) -> Speech:
    doc = start.doc
    found = list(spans(doc))
    inside = frozenset(i for first, last in found for i in range(first, last + 1))
    sources: dict[int, Source] = {}
    sents = list(doc.sents)
    number = {token.i: n for n, sent in enumerate(sents) for token in sent}
    for first, last in found:
        own = sents[number[first] : number[last] + 1]
        free = all(_whole(sent, inside) for sent in own) or _closed(doc, first, last, own[0])
        part = not free and any(token.pos_ == "VERB" for token in doc[first : last + 1])  # 'China will "talk with X"'
        source = _speaker(own, number[first], sents, inside, sources, lexicon, free=free, part=part)
        if source is not None:
            sources |= dict.fromkeys(range(first, last + 1), source)
    for before, sent in pairwise(sents):
        told = _told_by(sent, lexicon)
        sources |= dict.fromkeys((token.i for token in before if token.i not in sources), told) if told is not None else {}
        if not inside.intersection(range(sent.start, sent.end)) and _goes_on(sent, lexicon):
            source = said_in(before, lexicon, inside) or sources.get(before[-2].i if len(before) > 1 else before.start)
            sources |= dict.fromkeys(range(sent.start, sent.end), source) if source is not None else {}
    for sent in sents:
        source, first = _headed(sent)
        if source is not None:
            sources |= dict.fromkeys((i for i in range(first, sent.end) if i not in sources), source)
    return Speech(inside, sources)


def _told_by(sent: Span, lexicon: Lexicon) -> Source | None:
    """Who said the sentence before: "That is what X said", "Dat meldt Reuters", "Dit blijkt uit cijfers van X"."""
    pointing = sent[0].lower_ in lexicon.words("articles", "demonstrative") and sent[0].pos_ == "PRON" and sent[0].head.i == sent.root.i
    if not pointing:
        return None
    verb = sent.root
    says = reports(verb, lexicon) and lemma(verb) not in lexicon.words("reporting", "judging") and not children(verb, "ccomp", "xcomp")
    if not says or _begins_paragraph(sent[0]):
        return None
    found = speaks_by(verb, lexicon)
    return found if found is not None and found.speaker.i != sent[0].i and not found.announces else None


def _goes_on(sent: Span, lexicon: Lexicon) -> bool:
    """Hearsay without a source of its own goes on with what the sentence before reports: "Volgens X kopieerde hij tekeningen. Hij zou ze
    hebben verkocht"."""
    hearsay, perfect = lexicon.words("modality", "hearsay"), lexicon.words("modality", "perfect")
    auxiliaries = children(sent.root, "aux", "aux:pass", "cop")
    told = any(child.lower_ in hearsay for child in auxiliaries) and any(
        child.lemma_ in perfect and child.lower_ not in hearsay for child in auxiliaries
    )
    return told and not _begins_paragraph(sent[0]) and said_in(sent, lexicon, frozenset()) is None


def _headed(sent: Span) -> tuple[Source | None, int]:
    """The name before the colon of a headline, and where what it says begins: "Hesselink: Huawei loses ground"."""
    colon = next((token.i for token in sent if token.text == ":"), sent.end)
    before = list(sent.doc.between(sent.start, colon))
    clause = any(token.pos_ in {"VERB", "AUX"} for token in sent.doc.between(colon, sent.end))
    headline = sent[-1].text not in {".", "!", "?"} and 0 < len(before) <= HEADING and clause
    if not headline or any(token.pos_ in {"VERB", "AUX", "ADP", "NUM"} for token in before):
        return None, colon
    name = next((token for token in before if token.pos_ == "PROPN" and label(token) != "flat"), None)
    return (Source(name, sent.doc.between(sent.start, colon).text), colon + 1) if name is not None else (None, colon)


def _speaker(
    own: list[Span],
    place: int,
    sents: list[Span],
    inside: frozenset[int],
    sources: dict[int, Source],
    lexicon: Lexicon,
    *,
    free: bool,
    part: bool,
) -> Source | None:
    found = next((source for sent in own if (source := said_in(sent, lexicon, inside))), None)
    if found is None and _opened_by_colon(own[0], inside):
        found = remark(own[0], lexicon)
    found = found or _called(own[0], inside)
    before = sents[place - 1] if place else None
    if found is None and part and before is not None and not _begins_paragraph(own[0][0]):
        return said_in(before, lexicon, inside) or next((sources[token.i] for token in reversed(before) if token.i in sources), None)
    if found or not free:
        return found
    behind = place + len(own)
    after = sents[behind] if behind < len(sents) and not _begins_paragraph(sents[behind][0]) else None
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


def _called(sent: Span, inside: frozenset[int]) -> Source | None:
    """The name before a colon that opens a quotation: "Hesselink: “…”"."""
    colon = next((token.i for token in sent if token.text == ":"), sent.start)
    before = sent.doc.between(sent.start, colon) if colon > sent.start else None
    if before is None or len(before) > HEADING or colon + 2 >= len(sent.doc) or colon + 2 not in inside:
        return None
    named = all(token.pos_ == "PROPN" or label(token) in {"flat", "compound"} for token in before)
    return Source(before[0], before.text) if named else None


def _about(sent: Span, inside: frozenset[int], lexicon: Lexicon) -> Source | None:
    """Whom the sentence is about, by a name or a pronoun: "Hesselink is not surprised. “…”"."""
    if sent.root.i in inside or sent.root.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "ADV"}:
        return None
    subject = surface_subject(sent.root, lexicon)
    persons = lexicon.any(("pronouns", "male"), ("pronouns", "female"))
    named = subject is not None and (subject.pos_ == "PROPN" or any(child.pos_ == "PROPN" for child in children(subject, "appos", "flat")))
    if subject is None or subject.i in inside or not (named or subject.lower_ in persons):
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
