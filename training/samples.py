"""Text with names in it: what every source of names becomes, and what becomes training documents."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, DocBin

LABELS = ("PERSON", "ORG", "LOC", "MISC")
NO_SPACE_BEFORE = re.compile(r"^(?:[,.;:!?)\]}%”…]|'s|’s|n't|'re|'ve|'ll|'m|'d|\.\.\.)$")
NO_SPACE_AFTER = frozenset("([{$€£“#")


@dataclass(frozen=True, slots=True)
class Name:
    """A range of characters and its label; "" where there may be a name, of which we know too little to teach it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sample:
    text: str
    names: tuple[Name, ...]


def from_words(words: list[str], spans: Iterable[tuple[int, int, str]], spaces: list[bool] | None = None) -> Sample:
    """A sample of words and spans of words; where the source keeps no spaces they are put as print has them.

    >>> from_words(["Bo", "'s", "cat", "(", "red", ")", "."], [(0, 1, "PERSON")])
    Sample(text="Bo's cat (red).", names=(Name(start=0, end=2, label='PERSON'),))
    """
    spaces = spaces or guess_spaces(words)
    text, starts, stops = "", [], []
    for word, space in zip(words, spaces, strict=True):
        starts.append(len(text))
        text += word
        stops.append(len(text))
        text += " " if space else ""
    names = sorted((Name(starts[a], stops[b - 1], label) for a, b, label in spans), key=lambda name: (name.start, -name.end))
    return Sample(text.rstrip(), tuple(disjoint(names)))


def guess_spaces(words: list[str]) -> list[bool]:
    spaces, opened = [], False
    for word, after in zip(words, [*words[1:], "."], strict=True):
        if word == '"':
            opened = not opened
        closes_next = after == '"' and opened and word != '"'
        hyphen = (after in "-/" and word[-1].isalnum()) or (word in "-/" and after[0].isalnum())
        joined = hyphen or NO_SPACE_BEFORE.match(after) or word in NO_SPACE_AFTER or closes_next or (word == '"' and opened)
        spaces.append(not joined)
    return spaces


def disjoint(names: list[Name]) -> Iterator[Name]:
    end = -1
    for name in names:
        if name.start >= end:
            yield name
            end = name.end


def join(samples: list[Sample]) -> Sample:
    """Samples one after the other, as one paragraph."""
    text, names = "", []
    for sample in samples:
        text = f"{text} " if text else text
        names += [Name(name.start + len(text), name.end + len(text), name.label) for name in sample.names]
        text += sample.text
    return Sample(text, tuple(names))


def rewrite(sample: Sample, choose: Callable[[str, Name], str]) -> Sample:
    """The sample with each known name replaced by what `choose` gives for its words."""
    text, names, last = "", [], 0
    for name in sample.names:
        text += sample.text[last : name.start]
        words = choose(sample.text[name.start : name.end], name) if name.label else sample.text[name.start : name.end]
        names.append(Name(len(text), len(text) + len(words), name.label))
        text += words
        last = name.end
    return Sample(text + sample.text[last:], tuple(names))


def pool(samples: Iterable[Sample], lists: dict[str, list[str]]) -> dict[str, list[tuple[str, ...]]]:
    """Names by label: those of the samples and those of name lists, once each; several lists so that each is drawn from as often."""
    seen: dict[str, set[str]] = {label: set() for label in LABELS}
    for sample in samples:
        for name in sample.names:
            if name.label:
                seen[name.label].add(sample.text[name.start : name.end])
    return {label: [tuple(sorted(seen[label])), *([tuple(lists[label])] if lists.get(label) else [])] for label in LABELS}


def renamed(sample: Sample, names: Mapping[str, Sequence[Sequence[str]]], chance: random.Random) -> Sample:
    """The sample with other names of the same label, so that context and shape are learnt rather than the names; one that
    comes again stays the same."""
    chosen: dict[str, str] = {}

    def choose(words: str, name: Name) -> str:
        if words not in chosen:
            source = chance.choice([names_ for names_ in names[name.label] if names_])
            other = chance.choice(source)
            long = chance.choice(source)
            if (" " in words) != (" " in other) and (" " in words) == (" " in long):
                other = long
            chosen[words] = other.upper() if words.isupper() and len(words) > 5 else other
        return chosen[words]

    return rewrite(sample, choose)


def to_doc(sample: Sample, nlp: Language) -> Doc:
    """A document cut by the pipeline's tokenizer; names that do not fall on its tokens are taken for unknown."""
    doc = nlp.make_doc(sample.text)
    names, unknown = [], set()
    for name in sample.names:
        exact = doc.char_span(name.start, name.end, label=name.label or "MISC")
        if exact is not None and name.label:
            names.append(exact)
        elif (around := doc.char_span(name.start, name.end, alignment_mode="expand")) is not None:
            unknown |= {token.i for token in around}
    unknown -= {token.i for span in names for token in span}
    doc.set_ents(names, missing=[doc[i : i + 1] for i in sorted(unknown)], default="outside")
    return doc


def save(samples: Iterable[Sample], nlp: Language, path: str) -> int:
    docs = [to_doc(sample, nlp) for sample in samples if sample.text.strip()]
    DocBin(docs=docs, attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]).to_disk(path)
    return sum(map(len, docs))
