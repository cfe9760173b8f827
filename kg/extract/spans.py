"""Where names stand: known names, the tagger's, chains of capitals, and the same words again; the longest first.

A chain is a run of proper nouns; in mid-sentence any content word with a capital is one too, whatever its tag. At the start
of a sentence and in a headline in which Every Word Has a Capital, a capital is no evidence: there the tag, the tagger or
the same name elsewhere in the article must say so. Small words are inside where a name needs them: "Department of
Commerce", "Bob van Dijk", "Ministry of Justice and Security", "Procter & Gamble"; "Umbra and Globex" are two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract import edges
from kg.extract.bounds import Tags, before_known, inside, lists, tags_of
from kg.extract.capitals import headlines, lines, of_headlines, small, works
from kg.extract.extents import compounded, mention, possessive
from kg.extract.known import NO_NAME, Found, known, local
from kg.extract.namewords import Words, brand, partners, post, syllable
from kg.extract.syntax import label, prefix
from kg.parse import Doc, Token


@dataclass(frozen=True, slots=True)
class Page:
    """An article while its names are looked for: its tokens, the tokens of headlines, the tagger's names."""

    doc: Doc
    words: Words
    headlines: frozenset[int]
    lines: frozenset[int]  # those that no full stop ends
    tags: Tags
    cut: dict[tuple[int, int], tuple[Found, ...]] = field(default_factory=dict)  # by first and last token, what `_pieces` made of them


def spans(doc: Doc, words: Words) -> list[Found]:
    """The names of an article in order of the text, without overlaps."""
    capital = frozenset(headlines(doc))
    page = Page(doc, words, capital, lines(doc, capital), tags_of(doc, words))
    articles = words.lexicon.words("articles", "definite")
    sure = (*local(doc, words), *known(doc, words))
    told = [*_tagged(page), *small(doc, words), *_chains(page)]
    prose = [pair for pair in told if pair[1].first not in page.lines]
    titles = [pair for pair in told if pair[1].first in page.lines]
    ranked = [*((int(doc[found.first].lower_ in articles), found) for found in sure), *works(doc, words), *prose]
    chosen = _longest(ranked)
    chosen = _longest([*ranked, *of_headlines(doc, words, titles, chosen, page.lines)]) if titles else chosen
    return _longest([(3, found) for found in _repeated(page, chosen)], chosen)


def _longest(candidates: list[tuple[int, Found]], before: Iterable[Found] = ()) -> list[Found]:
    """The longest of the candidates that do not overlap, with those that were chosen before."""
    chosen = [*before]
    taken = {i for found in chosen for i in range(found.first, found.last + 1)}
    for _, found in sorted(candidates, key=lambda pair: (-pair[1].length, pair[0], pair[1].first)):
        span = range(found.first, found.last + 1)
        if not taken.intersection(span):
            chosen.append(found)
            taken.update(span)
    return sorted(chosen, key=lambda found: found.first)


# ── the tagger's ─────────────────────────────────────────────────────────────────────────────────


def _tagged(page: Page) -> Iterator[tuple[int, Found]]:
    for ent in page.doc.ents:
        if ent.label_ in NO_NAME or ent.label_ == "NORP":
            continue
        for part in _parts(page, ent.start, ent.end):
            if part != (ent.start, ent.end - 1) and _opening_noun(page.doc, *part):
                continue
            yield from ((1, found) for found in _pieces(page, *part))


def _opening_noun(doc: Doc, first: int, last: int) -> bool:
    """A common noun with the capital of its sentence, which a tagger has in the name behind the small word: "Shares of Umbra"."""
    return first == last and bool(doc[first].is_sent_start) and doc[first].pos_ == "NOUN"


def _parts(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A tagged name cut at the small words that it does not need: "Apple in California", "Macbook and Macbook Pro"."""
    doc, words = page.doc, page.words
    for i in range(start, end):
        small = doc[i].is_lower and doc[i].pos_ in {"ADP", "CCONJ", "DET", "SCONJ", "VERB", "AUX"} and not brand(doc[i])
        small = small and not (start < i < end - 1 and _glued(doc, i - 1) and _glued(doc, i + 1))  # "Mar-a-Lago"
        if (small or before_known(doc, i, words)) and not (start < i < end - 1 and inside(page.tags, start, i)):
            if start < i:
                yield start, i - 1
            start = i + 1
    if start < end:
        yield start, end - 1


def _pieces(page: Page, first: int, last: int) -> tuple[Found, ...]:
    """The names among the tokens of a chain; a tagger and the capitals often tell the same one."""
    found = page.cut.get((first, last))
    if found is None:
        found = page.cut[first, last] = tuple(_cut(page, first, last))
    return found


def _cut(page: Page, first: int, last: int) -> Iterator[Found]:
    for piece in edges.pieces(page.doc, first, last, page.words):
        trimmed = edges.trim(page.doc, *piece, page.words)
        nouns = page.words.lexicon.any(("names", "groups"), ("names", "alone"))
        if trimmed and not (trimmed[0] == trimmed[1] and page.doc[trimmed[0]].lower_ in nouns):
            end = page.doc[trimmed[1]]
            cut = possessive(end) or compounded(end, page.words, alone=trimmed[0] == trimmed[1])
            yield Found(*trimmed, mention(page.doc, *trimmed, page.words, cut=cut))


# ── chains of capitals ───────────────────────────────────────────────────────────────────────────


def _chains(page: Page) -> Iterator[tuple[int, Found]]:
    doc, first = page.doc, 0
    while first < len(doc):
        if doc[first].is_lower or doc[first].is_punct:
            first += 1
            continue
        last = first
        while last < len(doc) and (last == first or not doc[last].is_sent_start) and (step := _links(page, first, last)):
            last += step
        if last > first and not _describing(page, first, last):
            yield from ((2, found) for found in _pieces(page, first, last - 1))
        first = max(last, first + 1)


def _describing(page: Page, first: int, behind: int) -> bool:
    """The chain says what the tagged name right behind it is, and the tagger has none of it in a name: "House Republican | Jane Doe"."""
    return behind < len(page.doc) and page.tags.begins(first, behind) and not any(i in page.tags.names for i in range(first, behind))


def _links(page: Page, first: int, i: int) -> int:
    """How many tokens the chain that begins at `first` takes on at `i`: a proper noun, a capital adjective or a small word before
    one ("Department of Commerce"), a number behind a product ("Windows 10"); 0 where it ends."""
    doc, words = page.doc, page.words
    if _proper(page, doc[i]):
        return 0 if i > first and ((not doc[i - 1].is_lower and edges.arguments(doc[first], doc[i])) or page.tags.begins(first, i)) else 1
    if i == first and not doc[i].is_title:
        return 0
    if i > first and (_of_short(doc, i, words) or lists(doc, first, i, words)):
        return 1
    if i > first and (_version(doc, i) or _year_of_event(doc, first, i, words)):
        return 1
    if i > first and i + 1 < len(doc) and _glued(doc, i) and syllable(doc, i + 1):
        return 2  # "Kwok Ka-ki"
    following = next((j for j in (i + 1, i + 2) if j < len(doc) and not _filler(doc, i, j, words)), len(doc))
    if following >= len(doc) or any(doc[j].is_sent_start for j in range(i + 1, following + 1)) or not _proper(page, doc[following]):
        return 0
    if i > first and inside(page.tags, first, i):
        return following - i
    if i > first and following == i + 1 and _glued(doc, i):
        return 1
    adjective = doc[i].pos_ == "ADJ" and doc[i].is_title and not doc[i].is_sent_start and i not in page.headlines
    sense = words.linker.lookup(doc[i].text, words.lexicon.language) if adjective else None
    particle = i == first and doc[i].is_title and doc[i].lower_ in words.lexicon.words("names", "particles") and not doc[i].is_sent_start
    return int((adjective and (sense is None or sense.kind != "demonym") and following == i + 1) or (particle and following == i + 1))


def _filler(doc: Doc, i: int, j: int, words: Words) -> bool:
    """A second small word behind the first: "van der", "of the"."""
    return (
        j == i + 1
        and doc[j].is_lower
        and doc[j].lower_ in words.lexicon.words("names", "inside")
        and doc[i].lower_ in words.lexicon.words("names", "inside")
    )


def _of_short(doc: Doc, i: int, words: Words) -> bool:
    """The full stop of a noun that is written short, before what the body is of: "Univ. of Lisbon"."""
    short = doc[i].text == "." and doc[i - 1].lower_ in words.lexicon.table("names", "abbreviations") and i + 2 < len(doc)
    return short and doc[i + 1].lower_ in words.lexicon.words("names", "links") and doc[i + 2].is_title


def _glued(doc: Doc, i: int) -> bool:
    """A hyphen or ampersand between two halves without a space: "Wal-Mart"."""
    return doc[i].text in {"-", "–", "&", "’", "'"} and not doc[i].whitespace_ and not doc[i - 1].whitespace_


def _version(doc: Doc, i: int) -> bool:
    """A number that belongs to the name before it: "iPhone 4", "iOS 5.1"; not a year, a day or a count of what follows."""
    text = doc[i].text.rstrip(".,")
    before, following = doc[i - 1], doc[i + 1] if i + 1 < len(doc) else None
    if (
        not text[:1].isdigit()
        or not before.whitespace_
        or len(text) > 6
        or (len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"})
    ):
        return False
    if not (text.replace(".", "").isdigit() or (text[-1].isupper() or text[-2:].isupper())) or before.is_punct:
        return False
    if following is not None and (following.pos_ in {"NUM", "SYM"} or following.text == "%"):
        return False
    if brand(before):
        return True  # "iPhone 4 owners": of a brand that begins with a small letter there are versions
    return not (following is not None and doc[i].head.i > i) and (doc[i].head.i < i or doc[i].pos_ == "PROPN")


def _year_of_event(doc: Doc, first: int, i: int, words: Words) -> bool:
    """The year behind the name of an event: "Expo 2020"."""
    year = doc[i].is_digit and len(doc[i]) == 4 and doc[i].text[:2] in {"19", "20"}
    return year and words.nouns.by_affix(doc.between(first, i).text) == "Event"


def _proper(page: Page, token: Token) -> bool:
    """A proper noun; in mid-sentence any content word with a capital is one too, whatever the tagger says."""
    words = page.words
    if token.is_lower or token.is_punct or token.like_num or token.lower_ in words.breaks:
        return False
    if brand(token):
        return True
    opens = _opens(token) or token.i in page.headlines
    proper = (
        token.pos_ == "PROPN"
        or _first_of_body(token, words)
        or (token.pos_ in {"NOUN", "X", "ADV", "VERB"} and not opens and not prefix(token, words.lexicon))
    )
    if not proper or not any(char.isupper() for char in token.text) or token.is_digit:
        return False
    return not (opens and token.lower_ in page.tags.small and token.is_title and token.ent_type_ == "") and (
        not post(token, words) or (token.i not in page.headlines and partners(token, words))
    )


def _first_of_body(token: Token, words: Words) -> bool:
    """A common noun with the capital of its sentence that is the first word of an unknown name: "Transparency International", not
    "Chipmaker Umbra"."""
    if token.pos_ != "NOUN" or label(token) != "compound" or not token.is_sent_start or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    if token.head is not following or following.pos_ != "PROPN" or not following.is_title or following.ent_type_:
        return False
    said = words.nouns.kind(token) or words.nouns.post(token) or token.lower_ in words.lexicon.words("anaphora", "relational")
    return not said and words.linker.lookup(following.text, words.lexicon.language) is None


def _opens(token: Token) -> bool:
    """The first word of a sentence or of a quotation."""
    return bool(token.is_sent_start) or token.nbor(-1).is_quote or token.nbor(-1).text in {":", "•", "*", "–", "—", ")"}


# ── again ────────────────────────────────────────────────────────────────────────────────────────


def _repeated(page: Page, chosen: list[Found]) -> Iterator[Found]:
    """The names that were found, wherever they stand: at the start of a sentence no tag may have told them."""
    doc = page.doc
    forms = {tuple(token.text for token in doc[found.first : found.last + 1]) for found in chosen if _sure(doc, found)}
    forms |= {(doc[found.first].text,) for found in chosen if found.length > 1 and _shortened(page, found)}
    longest = max((len(form) for form in forms), default=0)
    firsts, texts = {form[0] for form in forms}, [token.text for token in doc]
    for first in (i for i, text in enumerate(texts) if text in firsts):
        for length in range(min(longest, len(doc) - first), 0, -1):
            if tuple(texts[first : first + length]) in forms:
                yield from _pieces(page, first, first + length - 1)
                break


def _shortened(page: Page, found: Found) -> bool:
    """A firm that its first word alone may name: "Vechtzicht" of "Vechtzicht Capital"."""
    doc, first = page.doc, page.doc[found.first]
    rest = (doc[i].text for i in range(found.first + 1, found.last + 1))
    plain = found.mention.kind == "name" and not found.mention.adjectival and not _opens(first)
    return plain and first.lower_ not in page.tags.small and all(page.words.nouns.is_suffix(word) for word in rest)


def _sure(doc: Doc, found: Found) -> bool:
    """A name whose capital says something: not at the start of a sentence, nor a common word."""
    token = doc[found.first]
    return found.mention.kind == "name" and not found.mention.adjectival and not _opens(token) and token.pos_ == "PROPN"
