"""MEANTIME's Wikinews, reduced to names: its annotation marks every mention of an entity, "a new version of iTunes" and "its" too.

A mention is a name where its head is written as one; of mentions with the same head the shortest counts, and of that the run
of words with capitals or digits around the head, so that articles, descriptions ("the long awaited iPhone SDK", "the new 30GB iPod",
"Intel-based Mac") and posts ("CEO Steve Jobs") stay outside; of names that are coordinated each is one. A mention whose head is in
small letters is no name, whatever stands behind it ("het besturingssysteem van Apple"), nor is a pronoun or noun that has the capital
of its sentence ("He", "Features new to …"). A compound keeps the name before its hyphen ("Intel-processors"), and punctuation that the
source leaves on a word ("Inc.,", "iPhone 3GS.") stays outside. What the guidelines do not mark counts neither way: names inside a
mention that is no name itself ("its Cupertino headquarters"), adjectives of places, events and agreements, and everything from the
seventh sentence on, where only the entities of other articles are marked.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.names_en import nationality
from training.samples import Name, Sample, from_words, guess_spaces
from training.words import word_list

LABELS = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "PRODUCT": "MISC"}
LABELS |= {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "PRO": "MISC"}
READ = 6
"""Sentences of an article of which all entities are marked, its title and date among them."""
INSIDE = frozenset({"of", "the", "&", "-", "–", "van", "de", "der", "den", "for", "."})
DUTCH_PREPOSITIONS = frozenset({"van", "voor", "in", "met", "op", "uit", "bij", "aan", "door", "over", "tot", "om", "die", "dat"})
PRONOUNS = word_list("en", "pronouns") | word_list("nl", "pronouns")
UNIT = re.compile(r"\d+[A-Z]+")
COMPOUND = re.compile(r"-[a-z]{3,}$")
TYPOGRAPHY = {"``": "“", "''": "”", "`": "‘"}
DUTCH_ADJECTIVE = re.compile(r"^[A-Z]\w+se$")
FORMS = frozenset({"Inc.", "Corp.", "Ltd.", "Co.", "Jr.", "Sr."})
POSTS = word_list("en", "titles") | {
    "CEO",
    "CFO",
    "COO",
    "C.E.O.",
    "C.E.O.,",
    "Chief",
    "Executive",
    "Officer",
    "Vice",
    "Senior",
    "President",
    "Chairman",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last` inclusive of a sentence, the head among them."""

    first: int
    last: int
    head: int
    label: str

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def documents(folder: Path, language: str) -> Iterator[list[Sample]]:
    """The articles, one sample a sentence."""
    sentences = english(folder / "en") if language == "en" else dutch(folder / "nl" / "ne")
    for document in sentences:
        yield [sample(words, mentions, number) for number, (words, mentions) in enumerate(document)]


def english(folder: Path) -> Iterator[list[tuple[list[str], list[Mention]]]]:
    found: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for line in (folder / "en-entities-mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        label = LABELS.get(row["mention_full_type"])
        if label:
            first, last = row["tokens_number"][0], row["tokens_number"][-1]
            words = row["tokens_str"].split()
            head = max((i for i, word in enumerate(words) if word == row["mention_head"]), default=len(words) - 1)
            number = row["tokens_number"][min(head, len(row["tokens_number"]) - 1)]
            found[row["doc_id"].split("_")[0], row["sent_id"]].append(Mention(first, last, number, label))
    texts: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (folder / "coreference.conll").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 5:
            texts[cells[0].rpartition("/")[2]][int(cells[1])].append(cells[3])
    for document, rows in sorted(texts.items()):
        if any(key[0] == document for key in found):
            yield [(words, found[document, number]) for number, words in sorted(rows.items())]


def dutch(folder: Path) -> Iterator[list[tuple[list[str], list[Mention]]]]:
    for path in sorted(folder.glob("*.ne")):
        document = []
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            rows = [line.split("\t") for line in block.splitlines() if line.strip()]
            if rows:
                document.append(([row[1] for row in rows], list(bracketed(rows))))
        yield document


def bracketed(rows: list[list[str]]) -> Iterator[Mention]:
    """The mentions of rows whose third cell opens and closes brackets, several apart by "|"; the head is the last word that can be."""
    opened: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for tag in (part for part in row[2].split("|") if part.strip("()") in LABELS):
            kind = tag.strip("()")
            if tag.startswith("("):
                opened[kind].append(i)
            if tag.endswith(")") and opened[kind]:
                first = opened[kind].pop()
                yield Mention(first, i, head([row[1] for row in rows], first, i), LABELS[kind])


def head(words: list[str], first: int, last: int) -> int:
    """The word that names: the last one that is written as names are, before the first preposition or clause.

    >>> head("de nieuwe iPod van Apple".split(), 0, 4), head("de website van Apple".split(), 0, 3)
    (2, 1)
    """
    core = next((i for i in range(first + 1, last + 1) if words[i] in DUTCH_PREPOSITIONS), last + 1)
    return max((i for i in range(first, core) if named(words[i])), default=core - 1)


def named(word: str) -> bool:
    """True for a word as names have it: a capital or, inside one, a digit."""
    return any(char.isupper() for char in word) or word[:1].isdigit()


def sample(words: list[str], mentions: list[Mention], number: int) -> Sample:
    shown = [TYPOGRAPHY.get(word, word.replace("``", "“")) for word in words]
    spans = list(names(words, mentions)) if number < READ else []
    taken = {i for first, stop, _ in spans for i in range(first, stop)}
    covered = {i for mention in mentions for i in range(mention.first, mention.last + 1)}
    left = [i for i, word in enumerate(words) if i not in taken and named(word) and (number >= READ or i in covered)]
    found = from_words(shown, [*spans, *((i, i + 1, "") for i in left)], [*map(spaced, guess_spaces(shown), shown, [*shown[1:], ""])])
    return Sample(found.text, tuple(trimmed(found.text, name) for name in found.names))


def spaced(guess: bool, word: str, after: str) -> bool:
    """Whether a space stands between two words: "V. S." is one acronym that the source cut in two."""
    return guess and not (word == "V." and after in {"S", "S."})


def trimmed(text: str, name: Name) -> Name:
    """The name without what follows its hyphen, and without punctuation that is not its own.

    >>> text = "Apple Inc., iPhone 3GS. Intel-processors"
    >>> [text[name.start : name.end] for name in (trimmed(text, Name(*span, "ORG")) for span in ((0, 11), (12, 23), (24, 40)))]
    ['Apple Inc.', 'iPhone 3GS', 'Intel']
    """
    words = text[name.start : name.end].rstrip(",;:")
    compound = COMPOUND.search(words)
    words = words[: compound.start()] if compound and name.label else words
    stop = words.endswith(".") and words.count(".") == 1 and words.rpartition(" ")[2] not in FORMS
    return Name(name.start, name.start + len(words) - stop, name.label)


def names(words: list[str], mentions: list[Mention]) -> Iterator[tuple[int, int, str]]:
    """Spans of words and their labels; "" for what may be one."""
    shortest: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda mention: mention.length):
        shortest.setdefault(mention.head, mention)
    for head, mention in sorted(shortest.items()):
        if not any(char.isupper() for char in words[head]) and not (words[head][0].isdigit() and mention.first < head):
            continue
        first, last = run(words, mention, [other for other in shortest.values() if other.head != head and other.length < mention.length])
        text = words[first : last + 1]
        alone = first == last == 0 and words[0].istitle()  # the capital may be the sentence's
        longer = mention.length > 1
        plain = alone and words[0].endswith("s") and (longer or mention.label == "PERSON")
        plain = plain or text == ["I"] or (alone and words[0] in PRONOUNS)
        if text and named(text[0]) and not set(text) & POSTS and not plain:
            adjective = len(text) == 1 and (nationality(text[0]) or DUTCH_ADJECTIVE.match(text[0]))
            yield first, last + 1, "" if adjective else mention.label


def run(words: list[str], mention: Mention, inner: list[Mention]) -> tuple[int, int]:
    """The words with capitals or digits around the head, with small words between them; no name inside that has a possessive after it."""
    first = last = mention.head
    apart = {other.last for other in inner if other.last + 1 < len(words) and words[other.last + 1] in ("'s", "’s", "’", "'")}
    apart |= {i for i in range(mention.first, mention.last + 1) if words[i] in POSTS}
    while first > mention.first and first - 1 not in apart:
        if UNIT.fullmatch(words[first - 1]) or COMPOUND.search(words[first - 1]):
            break
        if named(words[first - 1]):
            first -= 1
        elif words[first - 1] in INSIDE and first - 2 >= mention.first and named(words[first - 2]) and first - 2 not in apart:
            first -= 2
        else:
            break
    while last < mention.last and (
        named(words[last + 1]) or (words[last + 1] in INSIDE and last + 2 <= mention.last and named(words[last + 2]))
    ):
        last += 1 if named(words[last + 1]) else 2
    if first < last and words[first] in ("The", "De", "Het", "Een", "A"):
        first += 1
    return first, last
