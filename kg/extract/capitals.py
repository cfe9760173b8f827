"""Names where capitals say little or nothing: in headlines In Which Every Word Has One, in titles of works, in names in small letters.

A headline is a sentence that nothing ends and in which all content words have capitals. Of the names in it count those that
are known, those that the running text has, and the tagger's without the words at their edges that are no proper nouns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from kg.extract.extents import mention, possessive
from kg.extract.known import Found
from kg.extract.namewords import Words, brand
from kg.lang import listing
from kg.model import replace
from kg.parse import Doc, Token

HEADLINE = 4
"""Content words that a sentence needs to be told for a headline by its capitals."""
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "X"})
"""Parts of speech of content words."""
LONGEST_SMALL = 3
"""Letters of content words that headlines may have in small letters at most."""
CHAIN = 2
"""The rank of a chain of capitals among candidates of one length; the tagger's names go before it."""
FINAL = frozenset({".", "!", "?"})
"""What ends a sentence of the running text, which no headline is."""
NAMING = frozenset({"PROPN", "X", "NUM"})
"""Parts of speech of the first and last words of names in headlines."""
WORK = ("Product",)
"""The class of a work."""
WORKS = frozenset({"MISC", "WORK_OF_ART", "PRODUCT", "EVENT"})
"""A tagger's labels for titles of works."""


def headlines(doc: Doc) -> Iterator[int]:
    """The tokens of sentences in which all content words have capitals, words that are no proper nouns among them."""
    for sent in doc.sents:
        content = [token for token in sent if token.pos_ in CONTENT and token.is_alpha]
        capital = [token for token in content if token.text[0].isupper() or brand(token)]
        common = [token for token in capital if token.pos_ in {"NOUN", "VERB", "ADJ", "ADV"} and not token.is_sent_start]
        if len(content) >= HEADLINE and len(capital) > 0.8 * len(content) and common and not any(map(_small_content, sent)):
            yield from (token.i for token in sent)


def lines(doc: Doc, headlines: Iterable[int]) -> frozenset[int]:
    """The tokens of headlines that nothing ends, which are none of the running text."""
    return frozenset(i for i in headlines if doc[doc[i].sent.end - 1].text not in FINAL)


def _small_content(token: Token) -> bool:
    return token.is_lower and token.pos_ in CONTENT and len(token) > LONGEST_SMALL and not brand(token)


def of_headlines(
    doc: Doc, words: Words, told: Iterable[tuple[int, Found]], chosen: Iterable[Found], inside: Container[int]
) -> Iterator[tuple[int, Found]]:
    """What counts of the names in headlines: those that the running text has, and the tagger's without the words at their edges that are
    no proper nouns: "Umbra" of "Umbra Gives the Museum a Boost"; of a title that is neither a person's, a place's nor a body's the former
    alone."""
    names = [found.mention.text for found in chosen if found.mention.kind == "name" and found.first not in inside]
    whole = {name.rpartition(" ")[2]: name for name in names if name.partition(" ")[0] in listing("first_names")}  # by surnames
    whole |= {name: name for name in names}
    for rank, found in told:
        parts = [*_parts(doc, words, found, whole)]
        if rank < CHAIN and (not parts or doc[found.first].ent_type_ not in WORKS):
            parts += [*_without_edges(doc, words, found)]
        yield from ((rank, part) for part in parts)


def _parts(doc: Doc, words: Words, found: Found, whole: Mapping[str, str]) -> Iterator[Found]:
    """The longest parts of a name in a headline that are names of the running text."""
    first = found.first
    while first <= found.last:
        for last in range(found.last, first - 1, -1):
            part = mention(doc, first, last, words, cut=possessive(doc[last]))
            if part.text in whole and not doc[first].is_lower:
                known = part.text == whole[part.text]
                yield Found(first, last, part if known else replace(part, name=whole[part.text]))
                first = last
                break
        first += 1


def _without_edges(doc: Doc, words: Words, found: Found) -> Iterator[Found]:
    """A name in a headline without the words around it that are no proper nouns; none where such words are inside it too."""
    first, last = found.first, found.last
    while first <= last and doc[first].pos_ not in NAMING:
        first += 1
    while last > first and doc[last].pos_ not in NAMING:
        last -= 1
    if first <= last and all(token.pos_ in NAMING or not token.is_title for token in doc.between(first, last + 1)):
        yield Found(first, last, mention(doc, first, last, words, cut=possessive(doc[last])))


def small(doc: Doc, words: Words) -> Iterator[tuple[int, Found]]:
    """Names in small letters that the tagger has more than once as a body's: "flydubai"."""
    ones = (doc[name.start] for name in doc.ents if name.label_ == "ORG" and name.end == name.start + 1)
    counts = Counter(token.text for token in ones if token.is_lower and token.is_alpha and len(token) > 2)
    for token in doc if counts else ():
        if counts[token.text] > 1:
            yield 1, Found(token.i, token.i, mention(doc, token.i, token.i, words))


def works(doc: Doc, words: Words) -> Iterator[tuple[int, Found]]:
    """A work whose whole title stands in quotation marks and begins with an article: “The Irishman”."""
    articles = words.lexicon.any(("articles", "definite"), ("articles", "indefinite"))
    for name in doc.ents:
        first, behind = doc[name.start], name.end
        if name.label_ not in WORKS or not first.is_title or first.lower_ not in articles or not name.start or behind - name.start < 2:
            continue
        behind += behind < len(doc) and doc[behind].text in {",", "."}
        if doc[name.start - 1].is_quote and behind < len(doc) and doc[behind].is_quote:
            yield 0, Found(name.start, name.end - 1, replace(mention(doc, name.start, name.end - 1, words), types=WORK))
