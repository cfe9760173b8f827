"""Where names stand in a text, and what each of them is.

The two questions are kept apart. *Where*: known names, the tagger's names, and chains of proper nouns, the longest
first. *What*: every mention of the name in the article has a vote (the known name, the tagger, a noun in apposition, a
legal suffix), and the name has one list of classes in the whole article, best first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.annotate import end, offset
from kg.extract.nouns import Nouns
from kg.extract.syntax import children, label, prefix
from kg.lang import Lexicon
from kg.link import Linker, key
from kg.model import Mention

TAGGER = {
    "PERSON": "Person", "PER": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place",
    "PRODUCT": "Product", "EVENT": "Event", "LAW": "Agreement",
}  # fmt: skip
"""What the labels of name taggers say of the class; other labels (dates, amounts, nationalities, MISC) say nothing."""
NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the tokens that it covers, `first` to `last` inclusive."""

    first: int
    last: int
    mention: Mention

    @property
    def length(self) -> int:
        """How many tokens it covers."""
        return self.last - self.first + 1


def names(doc: Doc, lexicon: Lexicon, linker: Linker, nouns: Nouns) -> list[Found]:
    """The names of an article in order of the text, each with its full name (`Mention.name`) and its classes."""
    chosen: list[Found] = []
    taken: set[int] = set()
    candidates = [*_known(doc, lexicon, linker), *_tagged(doc, lexicon, nouns), *_chains(doc, lexicon, linker, nouns)]
    for rank, found in sorted(candidates, key=lambda pair: (-pair[1].length, pair[0], pair[1].first)):
        span = range(found.first, found.last + 1)
        if rank < 3 and not taken.intersection(span):
            chosen.append(found)
            taken.update(span)
    chosen.sort(key=lambda found: found.first)
    return _typed(doc, _full(chosen, linker, nouns), linker, nouns, lexicon)


# ── where ────────────────────────────────────────────────────────────────────────────────────────


def _mention(
    doc: Doc, first: int, last: int, lexicon: Lexicon, *, cut: int = 0, kind: str = "name", types: tuple[str, ...] = ()
) -> Mention:
    start, stop = offset(doc[first]), end(doc[last]) - cut
    words = doc[first : last + 1].text
    text = words[: len(words) - cut] if cut else words
    return Mention(text, start, stop, kind, text.strip(), lexicon.language, types)


def _known(doc: Doc, lexicon: Lexicon, linker: Linker) -> Iterator[tuple[int, Found]]:
    for sent in doc.sents:
        for first in range(sent.start, sent.end):
            if doc[first].is_punct or doc[first].is_space:
                continue
            for last in range(min(sent.end, first + linker.longest + 3) - 1, first - 1, -1):
                if doc[last].is_punct and last > first:
                    continue
                found = _known_at(doc, first, last, lexicon, linker)
                if found:
                    yield 0, found
                    break


def _known_at(doc: Doc, first: int, last: int, lexicon: Lexicon, linker: Linker) -> Found | None:
    for cut in _endings(doc[last], lexicon):
        mention = _mention(doc, first, last, lexicon, cut=cut)
        sense = linker.lookup(mention.name, lexicon.language)
        if sense is None or not _may_name(doc, first, last, mention.name, sense.kind, lexicon):
            continue
        if sense.kind == "demonym" and doc[last].pos_ == "NOUN" and "Sing" in doc[last].morph.get("Number", []):
            continue  # "the American" is a person, "the Americans" may be the country
        common = mention.name == mention.name.lower() and sense.entity.type in {"Product", "Technology"}
        adjectival = (
            sense.kind == "demonym"
            and doc[last].pos_ in {"ADJ", "PROPN", "X", "NOUN"}
            and label(doc[last]) in {"amod", "compound", "nmod", "flat"}
        )
        return Found(first, last, replace(mention, kind="nominal" if common else "name", types=(sense.entity.type,), adjectival=adjectival))
    return None


def _endings(token: Token, lexicon: Lexicon) -> Iterator[int]:
    """How many letters at the end of the token may be a possessive ("Googles", "Huawei’s")."""
    yield 0
    for suffix in sorted(lexicon("possessive", "suffixes"), key=lambda suffix: (-len(suffix), suffix)):
        if len(token) > len(suffix) + 1 and token.text.endswith(suffix):
            yield len(suffix)


def _may_name(doc: Doc, first: int, last: int, name: str, kind: str, lexicon: Lexicon) -> bool:
    """A capital at the start of a sentence is no proof ("Here is why"): a one-word name there must look like one."""
    if kind == "demonym":
        return doc[first].pos_ not in {"VERB", "ADV"}
    token = doc[first]
    if first == last and token.is_sent_start and not token.is_upper and token.pos_ not in {"PROPN", "NOUN", "X"}:
        return token.ent_type_ not in {"", *NO_NAME}
    return not (
        first == last
        and (token.pos_ in {"DET", "PRON", "AUX", "ADP", "ADV", "VERB", "SCONJ", "CCONJ"} and not token.is_upper and token.ent_type_ == "")
    )


def _tagged(doc: Doc, lexicon: Lexicon, nouns: Nouns) -> Iterator[tuple[int, Found]]:
    for ent in doc.ents:
        if ent.label_ in NO_NAME or ent.label_ == "NORP":
            continue
        trimmed = _trim(doc, ent.start, _last(doc, ent.start, ent.end, lexicon), lexicon, nouns)
        if trimmed:
            yield 1, Found(*trimmed, _own(doc, *trimmed, lexicon))


def _last(doc: Doc, first: int, stop: int, lexicon: Lexicon) -> int:
    """The last token of a tagged name, which ends before a small word that no name has inside: "Apple in California"."""
    outside = (
        i for i in range(first + 1, stop) if doc[i].is_lower and doc[i].pos_ == "ADP" and doc[i].lower_ not in lexicon("names", "inside")
    )
    return next(outside, stop) - 1


def _chains(doc: Doc, lexicon: Lexicon, linker: Linker, nouns: Nouns) -> Iterator[tuple[int, Found]]:
    first = 0
    while first < len(doc):
        last = first
        while last < len(doc) and (last == first or not doc[last].is_sent_start) and _links(doc, first, last, lexicon, linker, nouns):
            last += 1
        if last > first:
            for piece in _pieces(doc, first, last - 1, lexicon, linker):
                trimmed = _trim(doc, *piece, lexicon, nouns)
                if trimmed:
                    yield 2, Found(*trimmed, _own(doc, *trimmed, lexicon))
        first = max(last, first + 1)


def _links(doc: Doc, first: int, i: int, lexicon: Lexicon, linker: Linker, nouns: Nouns) -> bool:
    """The token goes on with the chain that begins at `first`: a proper noun, a capital adjective before one, the "of" of
    a name that needs one ("Department of Commerce")."""
    if _proper(doc[i], lexicon, nouns):
        return not (i > first and _arguments(doc[first], doc[i]))
    if i + 1 >= len(doc) or doc[i + 1].is_sent_start or not _proper(doc[i + 1], lexicon, nouns):
        return False
    if i > first and doc[i].lower_ in lexicon("names", "inside"):
        return "flat" in {label(doc[i]), label(doc[i + 1])} or nouns.begins(doc[first : i + 1].text)
    adjective = doc[i].pos_ == "ADJ" and doc[i].is_title and not doc[i].is_sent_start
    sense = linker.lookup(doc[i].text, lexicon.language) if adjective else None
    return adjective and (sense is None or sense.kind != "demonym")


def _arguments(first: Token, second: Token) -> bool:
    """Two arguments of one verb side by side are two names: "Nu koopt Umbra Globex"."""
    core = {"nsubj", "obj", "iobj", "obl"}
    return first.head.i == second.head.i and label(first) in core and label(second) in core


def _pieces(doc: Doc, first: int, last: int, lexicon: Lexicon, linker: Linker) -> Iterator[tuple[int, int]]:
    """A chain that begins with a known place or its adjective ("US President …") is two names."""
    for split in range(first, last):
        sense = linker.lookup(doc[first : split + 1].text, lexicon.language)
        if sense is not None and sense.entity.type in {"Country", "Person"}:
            yield first, split
            yield from _pieces(doc, split + 1, last, lexicon, linker)
            return
    yield first, last


def _proper(token: Token, lexicon: Lexicon, nouns: Nouns) -> bool:
    """A proper noun; in mid-sentence any content word with a capital is one too, whatever the tagger says."""
    if token.is_punct or token.like_num or token.lower_ in lexicon("names", "never") | lexicon("names", "titles"):
        return False
    proper = token.pos_ == "PROPN" or (token.pos_ in {"NOUN", "X", "ADV", "VERB"} and not _opens(token) and not prefix(token, lexicon))
    return proper and any(char.isupper() for char in token.text) and not _post(token, nouns)


def _post(token: Token, nouns: Nouns) -> bool:
    """A word of a post: "Chairman", "Chief Executive"."""
    pair = f"{token.lower_} {token.nbor(1).lower_}" if token.i + 1 < len(token.doc) else ""
    return nouns.is_role(token.lower_) or pair in nouns.roles


def _opens(token: Token) -> bool:
    """The first word of a sentence or of a quotation."""
    return bool(token.is_sent_start) or token.nbor(-1).is_quote


def _trim(doc: Doc, first: int, last: int, lexicon: Lexicon, nouns: Nouns) -> tuple[int, int] | None:
    """Without the titles, articles and common nouns that a tagger takes along, and without a possessive."""
    outside = lexicon("names", "never") | lexicon("names", "titles") | lexicon("articles", "definite") | lexicon("articles", "indefinite")
    while first <= last and (
        doc[first].lower_ in outside
        or doc[first].is_punct
        or (doc[first].pos_ in {"ADJ", "NOUN"} and doc[first].is_lower)
        or nouns.is_role(doc[first].lower_)
    ):
        first += 1
    while last >= first and (
        doc[last].lower_ in lexicon("names", "never") | lexicon("possessive", "suffixes")
        or (doc[last].is_punct and doc[last].text != ".")
        or doc[last].is_lower
    ):
        last -= 1
    text = doc[first : last + 1].text if first <= last else ""
    return (first, last) if any(char.isupper() for char in text) and len(text) > 1 else None


def _own(doc: Doc, first: int, last: int, lexicon: Lexicon) -> Mention:
    """The mention of an unknown name; the possessive that is glued to it in Dutch is cut off ("Huawei’s")."""
    text = doc[last].text
    cut = next((len(suffix) for suffix in ("'s", "’s") if text.endswith(suffix) and len(text) > 2), 0)
    return _mention(doc, first, last, lexicon, cut=cut)


# ── what ─────────────────────────────────────────────────────────────────────────────────────────


def _full(found: list[Found], linker: Linker, nouns: Nouns) -> list[Found]:
    """Short names after full ones: "Hesselink" after "Marc Hesselink", "Ant" after "Ant Group"; never a name that is known."""
    long: dict[str, str] = {}
    result = []
    for item in found:
        name, language = item.mention.name, item.mention.language
        words, sense = name.split(), linker.lookup(name, language)
        if len(words) > 1:
            if sense is None or sense.entity.type == "Person":
                long.setdefault(words[-1], name)
            if all(nouns.is_suffix(word) for word in words[1:]):
                long.setdefault(words[0], name)
        elif name in long and sense is None:
            item = replace(item, mention=replace(item.mention, name=long[name], types=_types_of(long[name], language, linker)))
        result.append(item)
    return result


def _types_of(name: str, language: str, linker: Linker) -> tuple[str, ...]:
    sense = linker.lookup(name, language)
    return (sense.entity.type,) if sense else ()


def _typed(doc: Doc, found: list[Found], linker: Linker, nouns: Nouns, lexicon: Lexicon) -> list[Found]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for item in found:
        for kind, weight in _votes(doc, item, linker, nouns, lexicon):
            votes[key(item.mention.name)][kind] += weight
    result = []
    for item in found:
        count = votes[key(item.mention.name)]
        types = item.mention.types or tuple(sorted(count, key=lambda kind: (-count[kind], kind)))
        result.append(replace(item, mention=replace(item.mention, types=types)))
    return result


def _votes(doc: Doc, item: Found, linker: Linker, nouns: Nouns, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    span = doc[item.first : item.last + 1]
    for kind in {TAGGER[token.ent_type_] for token in span if token.ent_type_ in TAGGER}:
        yield kind, 2
    affix = nouns.by_affix(item.mention.name)
    if affix:
        yield affix, 5
    head = span.root
    described = [
        child
        for child in children(head, "appos", "nmod", "compound", "flat", "amod")
        if child.pos_ in {"NOUN", "PROPN"} and not item.first <= child.i <= item.last
    ]
    if label(head) in {"appos", "flat"} and head.head.pos_ == "NOUN":
        described.append(head.head)
    if label(head) == "nsubj" and head.head.pos_ == "NOUN" and children(head.head, "cop"):
        described.append(head.head)
    for noun in described:
        if not children(noun, "case") and nouns.post(noun):
            yield "Person", 4
        elif not children(noun, "case") and (named := nouns.kind(noun)):
            yield named, 4
    if item.first > 0 and doc[item.first - 1].lower_ in lexicon("names", "titles"):
        yield "Person", 4
