"""Sources of Dutch names: proper nouns of the treebanks, typed where name lists and the words around agree; MEANTIME to measure with."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from training import conllu, conventions, frog, treebanks
from training.conllu import Sentence, Word
from training.samples import Sample, from_words
from training.words import countries, word_list

ORGANISATIONS = word_list("nl", "organisations")
PLACES = word_list("nl", "places")
TITLES = word_list("nl", "titles")
ORGANISATION_WORDS = word_list("nl", "organisation_words")
PLACE_WORDS = word_list("nl", "place_words")
PLACE_PREPOSITIONS = word_list("nl", "place_prepositions")
SPEECH = word_list("nl", "speech")
OPEN = word_list("nl", "open_type")
COUNTRIES = countries("nl") | {"Verenigde Staten"}
NAME = re.compile(r"[A-Z][\w.'&-]*(?: (?:[A-Z][\w.'&-]*|van|der|den|de|of|en|and|voor|the)){0,3}")
TITLE = re.compile(r"[A-Z][\w-]+(?: [A-Z0-9][\w-]*){0,2}")
SECTORS = {"PERSON": "per", "ORG": "org", "LOC": "geo", "MISC": "misc"}


@cache
def lists(data: Path) -> dict[str, frozenset[str]]:
    """alpino-names by label."""
    result = {}
    for label, name in SECTORS.items():
        text = (data / "alpino-names" / f"{name}.txt").read_text(encoding="utf-8", errors="replace")
        result[label] = frozenset(html.unescape(line).strip() for line in text.splitlines())
    return result


def pools(data: Path) -> dict[str, list[str]]:
    """Names to put in the place of others: those of one list only and of ordinary shape."""
    known = lists(data)
    result = {}
    for label, names in known.items():
        others = frozenset().union(*(known[other] for other in known if other != label))
        shape = TITLE if label == "MISC" else NAME
        result[label] = sorted(name for name in names - others if shape.fullmatch(name) and 3 <= len(name) <= 30)
    return result


@cache
def first_names(data: Path) -> frozenset[str]:
    counts: dict[str, int] = {}
    for name in lists(data)["PERSON"]:
        first, _, rest = name.partition(" ")
        if rest:
            counts[first] = counts.get(first, 0) + 1
    return frozenset(name for name, count in counts.items() if count >= 3 and name[:1].isupper() and len(name) > 2)


def documents(data: Path, part: str, opinions: Mapping[str, frog.Spans] = MappingProxyType({})) -> Iterator[list[Sample]]:
    """Documents of samples of the part "train", "dev" or "test"; `opinions` are Frog's names by sentence."""
    if part != "train":
        yield from meantime(data / "meantime-dev" / "nl" / "ne")
        return
    train, _ = treebanks.dutch(data)
    wikipedia = data / "UD_Dutch-LassySmall" / "nl_lassysmall-ud-train.old-ccd0244.conllu"  # its old labels do not matter here
    held = treebanks.held_out(data)
    for document in (*train, [sentence for sentence in conllu.read(wikipedia) if conventions.key(sentence) not in held]):
        tagged = [sentence for sentence in document if sentence.tagged]
        yield [sample for sentence in tagged if (sample := weak(sentence, data, opinions)) is not None]


def weak(sentence: Sentence, data: Path, opinions: Mapping[str, frog.Spans] = MappingProxyType({})) -> Sample | None:
    """The proper names of a sentence with the type that is certain, and without one where it is not."""
    theirs = opinions.get("".join(word.form for word in sentence.words), {})
    spans = [(a, b, frog.settled(kind(sentence, a, b, data), theirs.get((a, b), ""))) for a, b in names(sentence)]
    known = {i for a, b, _ in spans for i in range(a, b)}
    for i, word in enumerate(sentence.words):
        if i not in known and word.upos in ("PROPN", "X") and word.form[0].isupper() and not plural(word):
            spans.append((i, i + 1, ""))
    return from_words([word.form for word in sentence.words], spans, [word.space for word in sentence.words])


def names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of a proper noun and what hangs on it as flat; months, days and inhabitants are none."""
    i, row = 0, sentence.words
    while i < len(row):
        if row[i].upos != "PROPN" or not row[i].form[0].isupper() or plural(row[i]):
            i += 1
            continue
        end = i + 1
        while end < len(row) and row[end].deprel.startswith("flat") and i <= row[end].head < end and row[end].upos in ("PROPN", "X"):
            end += 1
        yield i, end
        i = end


def plural(word: Word) -> bool:
    """True for inhabitants ("Duitsers"), which are no names here."""
    return word.upos == "PROPN" and "Number=Plur" in word.feats


def kind(sentence: Sentence, start: int, end: int, data: Path) -> str:
    """The label that lists, gender and context agree on, or ""."""
    words = sentence.words[start:end]
    text = " ".join(word.form for word in words)
    known = lists(data)
    listed = {label for label in SECTORS if text in known[label] or (text.isupper() and len(text) > 4 and text.title() in known[label])}
    if text in COUNTRIES:
        return "LOC"
    if re.search(r"(?:krant|dagblad|courant|telegraaf)$", text.lower()):
        return "ORG"
    if text in OPEN:
        return ""
    hint = context(sentence, start, words[0])
    if hint and (hint in listed or (hint != "LOC" and (not listed or len(words) > 1))):
        return hint
    if len(words) > 1:
        return compound(words, listed, data)
    if text.isupper() and 2 <= len(text) <= 6 and "ORG" in listed:
        return "ORG"
    place, person = "Gender=Neut" in words[0].feats, "Gender=Com" in words[0].feats
    if place and "LOC" in listed and "ORG" not in listed:
        return "LOC"
    if person and "PERSON" in listed and "ORG" not in listed and (text in first_names(data) or "LOC" not in listed):
        return "PERSON"
    return next(iter(listed)) if len(listed) == 1 and not (person and listed == {"LOC"}) else ""


def compound(words: list[Word], listed: set[str], data: Path) -> str:
    if len(listed) == 1:
        return next(iter(listed))
    last = words[-1].form.lower().strip(".")
    if any(word.form.lower().strip(".").endswith(tuple(ORGANISATIONS)) for word in (words[0], words[-1])) and "PERSON" not in listed:
        return "ORG"
    if last in PLACES:
        return "LOC"
    initials = re.fullmatch(r"(?:[A-Z][a-z]?\.)+", words[0].form)
    if (words[0].form in first_names(data) or initials) and "ORG" not in listed and words[-1].form[0].isupper() and len(words[-1].form) > 2:
        return "PERSON"
    return ""


def context(sentence: Sentence, start: int, head: Word) -> str:
    """What the words around say: a title or a description before it, a preposition of place, a verb of speech."""
    before = sentence.words[start - 1] if start else None
    lemma = before.lemma.lower() if before else ""
    if lemma in TITLES or (before and before.form.lower() in TITLES):
        return "PERSON"
    if lemma in ORGANISATION_WORDS:
        return "ORG"
    if lemma in PLACE_WORDS or (before is not None and before.form.lower() in PLACE_PREPOSITIONS and before.upos == "ADP"):
        return "LOC"
    governor = sentence.words[head.head]
    if head.deprel == "nsubj" and governor.lemma in SPEECH and "Gender=Com" in head.feats:
        return "PERSON"
    return ""


def marked(path: Path) -> Iterator[Sample]:
    """Sentences of a treebank that marks persons, organisations and places itself; other capitalised words stay open."""
    labels = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
    for sentence in conllu.read(path):
        spans: list[tuple[int, int, str]] = []
        for i, word in enumerate(sentence.words):
            tag = re.search(r"NE=([BI])-(PER|ORG|LOC)", word.misc)
            if tag and tag.group(1) == "I" and spans and spans[-1][1] == i:
                spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
            elif tag:
                spans.append((i, i + 1, labels[tag.group(2)]))
            elif i and word.form[0].isupper():
                spans.append((i, i + 1, ""))
        yield from_words([word.form for word in sentence.words], spans, [word.space for word in sentence.words])


def meantime(folder: Path) -> Iterator[list[Sample]]:
    """MEANTIME's Dutch news: a token a line, names in brackets."""
    labels = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "PRO": "MISC"}
    for path in sorted(folder.glob("*.ne")):
        document = []
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            rows = [line.split("\t") for line in block.splitlines() if line.strip()]
            words = [row[1] for row in rows]
            spans, opened = [], 0
            for i, row in enumerate(rows):
                tag = row[2].split("|")[0]
                opened = i if tag.startswith("(") else opened
                if tag.endswith(")") and (name := trimmed(words, opened, i + 1, labels.get(tag.strip("()"), ""))):
                    spans.append(name)
            if rows:
                document.append(from_words(words, spans))
        yield document


def trimmed(words: list[str], start: int, end: int, label: str) -> tuple[int, int, str] | None:
    """The name in a mention, which may hold descriptions ("CEO Steve Jobs", "de nieuwe Mac"); without a label where it is not clear."""
    while start < end and (words[start].islower() or not words[start][0].isalnum() or words[start] in ("De", "Het", "Een")):
        start += 1
    while start < end and (words[end - 1].islower() or not words[end - 1][-1].isalnum()) and words[end - 1] not in ("Inc.", "Corp."):
        end -= 1
    if label == "PERSON" and "CEO" in words[start:end]:
        start += words[start:end].index("CEO") + 1
    if start >= end:
        return None
    odd = any(word.islower() and word not in ("van", "de", "der", "of", "the", "and", "en") for word in words[start:end])
    return start, end, "" if odd or re.search(r"[a-z]se$", words[end - 1]) or (label == "MISC" and words[start] == "Apple") else label
