"""Sources of English names."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from training import conllu
from training.samples import Sample, from_words
from training.words import countries, word_list

LABEL = {
    kind: label
    for label, kinds in {
        "PERSON": "PER person Person politician writer scientist researcher musicalartist",
        "ORG": "ORG organization organisation Organisation university politicalparty band",
        "LOC": "LOC place country location Location",
        "MISC": "MISC misc event object election product book poem album song award conference",
    }.items()
    for kind in kinds.split()
}
OUTSIDE = frozenset({"TIME", "NUM", "field", "task", "metrics", "literarygenre", "musicgenre", "musicalinstrument", "discipline", "theory"})
TITLES = word_list("en", "titles")
OFFICES = word_list("en", "offices")
PRONOUNS = word_list("en", "pronouns")
DEMONYMS = word_list("en", "demonyms")
COUNTRIES = countries("en")
NAME_INSIDE = re.compile(r"[A-Za-z]-[A-Z][a-z]")
"""A word with a name behind its hyphen, of which GUM's mentions do not mark a part: "pro-Beijing"."""
DEMONYM = re.compile(r"^[A-Z][a-z]*(?:ian|ean|ish|ese|can|ans|ians|eans|ench|utch|reek|erman|ermans|wiss|raqi|raeli|stani|Arab)$")


def label(kind: str, words: str) -> str | None:
    """Our label of a source's type: countries are places also where they act; None for what is no name here, as adjectives and inhabitants
    of countries, "" for what may be one."""
    ours = LABEL.get(kind, "")
    if ours != "PERSON" and re.sub(r"^[Tt]he ", "", words) in COUNTRIES:
        return "LOC"
    if (nationality(words) and ours != "PERSON") or (ours == "PERSON" and words in TITLES) or words in PRONOUNS:
        return None
    return ours


def nationality(words: str) -> bool:
    """
    >>> [nationality(words) for words in ("Chinese", "Dutch", "Czechs", "China")]
    [True, True, True, False]
    """
    return bool(DEMONYM.match(words)) or words.removesuffix("s") in DEMONYMS


def meantime(folder: Path) -> Iterator[list[Sample]]:
    """MEANTIME's English news: the names that head its mentions; other capitalised words stay open."""
    mentions: dict[tuple[str, int], list[dict]] = {}  # type: ignore[type-arg]
    for line in (folder / "en-entities-mentions.jsonl").read_text(encoding="utf-8").splitlines():
        mention = json.loads(line)
        mentions.setdefault((mention["doc_id"].split("_")[0], mention["sent_id"]), []).append(mention)
    documents: dict[str, list[Sample]] = {}
    for block in re.split(r"\n\s*\n", (folder / "coreference.conll").read_text(encoding="utf-8")):
        rows = [line.split("\t") for line in block.splitlines() if line.startswith("corpus_")]
        if rows:
            name, words = rows[0][0].split("/")[1], [row[3] for row in rows]
            spans = headed(words, mentions.get((name, int(rows[0][1])), []))
            documents.setdefault(name, []).append(from_words(words, spans + capitals(words, spans)))
    yield from documents.values()


def headed(words: list[str], mentions: list[dict]) -> list[tuple[int, int, str]]:  # type: ignore[type-arg]
    """The capitalised words that end at the head of a mention (numbers and letters of a model after it too), without titles.

    >>> words = "the U.S. firm Apple Inc. and its CEO Steve Jobs".split()
    >>> mention = {"mention_type": "PER", "mention_head": "Jobs", "tokens_number": [6, 7, 8, 9]}
    >>> headed(words, [mention, {"mention_type": "ORG", "mention_head": "Inc.", "tokens_number": [0, 1, 2, 3, 4]}])
    [(3, 5, 'ORG'), (8, 10, 'PERSON')]
    """
    found: set[tuple[int, int, str]] = set()
    for mention in mentions:
        first, last, head = mention["tokens_number"][0], mention["tokens_number"][-1], mention["mention_head"]
        places = [i for i in range(first, last + 1) if words[i] == head and re.match(r"[a-z]?[A-Z]", head) and head not in TITLES]
        if places:
            start, end = places[-1], places[-1] + 1
            while start > first and inside_name(words[start - 1 - (words[start - 1] == "-" and start - 1 > first)]):
                start -= 1 + (words[start - 1] == "-")
            while end <= last and re.fullmatch(r"[A-Z0-9][\w.]*", words[end]):
                end += 1
            found.add(
                (start, end, label({"PRO": "MISC"}.get(mention["mention_type"], mention["mention_type"]), " ".join(words[start:end])) or "")
            )
    return sorted(found)


def inside_name(word: str) -> bool:
    return bool(re.match(r"[a-z]?[A-Z]", word)) and word not in TITLES and word not in ("The", "A") and not nationality(word)


def documents(data: Path, part: str) -> Iterator[list[Sample]]:
    """Documents of samples of the part "train", "dev" or "test"."""
    yield from gum(data / "GUM", part)
    if part == "train":
        yield list(uner(data / "UNER_English-EWT" / "en_ewt-ud-dev.iob2"))
        yield from wikigold(data / "Wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt")
        for folder in sorted((data / "re3d").glob("*/documents.json")):
            yield from re3d(folder.parent)
    for number, document in enumerate(json.loads((data / "Re-DocRED" / "dev_revised.json").read_text()) if part != "test" else []):
        if (number % 20 == 0) == (part == "dev"):
            yield list(redocred(document))
    for path in sorted((data / "CrossNER" / "ner_data").glob("*/*.txt")):
        if part == "train" and path.stem in ("train", "dev"):
            yield from ([sample] for sample in crossner(path))


def capitals(forms: list[str], taken: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Capitalised words that a source leaves open, as names of unknown type, for the sources that do not mark all kinds of names."""
    known = {i for a, b, _ in taken for i in range(a, b)}
    return [(i, i + 1, "") for i, word in enumerate(forms) if i and i not in known and word[:1].isupper() and not nationality(word)]


def iob(rows: list[tuple[str, str]]) -> tuple[list[str], list[tuple[int, int, str]]]:
    """Words and typed spans of rows of word and tag (IOB1 or IOB2)."""
    spans: list[tuple[int, int, str]] = []
    before = "O"
    for i, (_, tag) in enumerate(rows):
        if tag[0] == "B" or (tag[0] == "I" and before[2:] != tag[2:]):
            spans.append((i, i + 1, tag[2:]))
        elif tag[0] == "I":
            spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
        before = tag
    return [word for word, _ in rows], spans


def typed(words: list[str], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans with our labels, without those that are no names here."""
    kept = []
    for start, end, kind in spans:
        text = " ".join(words[start:end])
        if kind not in OUTSIDE or (text[0].isupper() and kind not in ("TIME", "NUM")):
            kept.append((start, end, label(kind, text)))
    return [(start, end, ours) for start, end, ours in kept if ours is not None]


def blocks(path: Path) -> Iterator[list[list[str]]]:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = [line.split("\t") if "\t" in line else line.split(" ") for line in block.split("\n") if line and not line.startswith("# ")]
        if rows and not rows[0][0].startswith("-DOCSTART"):
            yield rows


def uner(path: Path) -> Iterator[Sample]:
    for rows in blocks(path):
        words, spans = iob([(row[1], row[2]) for row in rows])
        spans = typed(words, spans)
        yield from_words(words, spans + capitals(words, spans))


def wikigold(path: Path) -> Iterator[list[Sample]]:
    document: list[Sample] = []
    for rows in blocks(path):
        words, spans = iob([(row[0], row[1]) for row in rows])
        document.append(from_words(words, typed(words, spans)))
        if len(document) == 20:
            yield document
            document = []
    yield document


def crossner(path: Path) -> Iterator[Sample]:
    for rows in blocks(path):
        words, spans = iob([(row[0], row[1]) for row in rows])
        yield from_words(words, typed(words, spans))


def redocred(document: dict) -> Iterator[Sample]:  # type: ignore[type-arg]
    mentions: dict[int, dict[tuple[int, int], str]] = {}
    for entity in document["vertexSet"]:
        for mention in entity:
            mentions.setdefault(mention["sent_id"], {})[tuple(mention["pos"])] = mention["type"]
    for number, words in enumerate(document["sents"]):
        words = [word.strip() or "-" for word in words]
        spans = [(a, b, kind) for (a, b), kind in sorted(mentions.get(number, {}).items())]
        yield from_words(words, typed(words, spans))


def re3d(folder: Path) -> Iterator[list[Sample]]:
    """Names among re3d's entities, which hold descriptions as well; every other capitalised word is left open."""
    entities: dict[str, list[tuple[int, int, str]]] = {}
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        entities.setdefault(entity["documentId"], []).append((entity["begin"], entity["end"], entity["type"]))
    for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for match in re.finditer(r"[^\n]+", document["text"]):
            words = [(word.group(), word.start(), word.end()) for word in re.finditer(r"\w+(?:[.'’&-]\w+)*|[^\w\s]", match.group())]
            spans: dict[tuple[int, int], str] = {}
            for begin, end, kind in entities.get(document["_id"], []):
                inside = [i for i, (_, a, b) in enumerate(words) if begin - match.start() <= a and b <= end - match.start()]
                if inside and words[inside[0]][0].lower() == "the":
                    inside = inside[1:]
                if inside and official([words[i][0] for i in inside], kind):
                    ours = label(kind, " ".join(words[i][0] for i in inside))
                    spans[(inside[0], inside[-1] + 1)] = ours or ""
            forms = [word for word, _, _ in words]
            chosen = [(a, b, kind) for (a, b), kind in spans.items()]
            spaces = [i + 1 < len(words) and words[i + 1][1] > words[i][2] for i in range(len(words))]
            if forms:
                yield [from_words(forms, chosen + capitals(forms, chosen), spaces)]


def official(words: list[str], kind: str) -> bool:
    if kind not in LABEL or not all(word[0].isupper() or word in ("of", "the", "and", "for", "-", "'") for word in words):
        return False
    return LABEL[kind] != "PERSON" or (len(words) > 1 and not TITLES & set(words) and not any(word[0].islower() for word in words))


def gum(folder: Path, part: str, genre: str = "") -> Iterator[list[Sample]]:
    held = {name: (folder / f"files.{name}").read_text().split() for name in ("dev", "test")}
    for path in sorted((folder / "dep").glob("*.conllu")):
        if genre in path.stem and part == next((name for name in ("dev", "test") if path.stem in held[name]), "train"):
            yield list(gum_document(path))


def gum_document(path: Path) -> Iterator[Sample]:
    """The named mentions among GUM's, which marks every mention of an entity: those headed by a proper noun, cut to their name."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for sentence in conllu.read(path):
        mentions = list(gum_mentions(sentence, opened))
        spans: list[tuple[int, int, str]] = []
        for start, end, kind in sorted(mentions, key=lambda mention: (mention[0], -mention[1])):
            head = next((i for i in range(start, end) if not start <= sentence.words[i].head < end or sentence.words[i].head == i), start)
            if part_of_name(sentence.words[head]) and sentence.words[head].form[0].isupper():
                inner = {b - 1 for a, b, _ in mentions if start < a and b <= head} if kind == "person" else set()
                name = proper(sentence, start, head, end, kind, inner)
                covered = any(a < name[1] and name[0] < b for a, b, _ in spans)
                if not covered and name[0] < name[1]:
                    spans.append((*name, "TIME" if kind == "time" else kind))
        forms = [word.form for word in sentence.words]
        known = {i for a, b, _ in spans for i in range(a, b)}
        chosen = [(a, b, ours) for a, b, kind in spans if kind != "TIME" and (ours := label(kind, " ".join(forms[a:b]))) is not None]
        chosen = [span for span in chosen if not (span[2] == "PERSON" and sentence.words[span[1] - 1].xpos == "NNPS")]
        chosen = [(a, b, "" if b == a + 1 and ours == "PERSON" and forms[a] in OFFICES else ours) for a, b, ours in chosen]
        open_words = [
            (i, i + 1, "")
            for i, word in enumerate(sentence.words)
            if i not in known and (word.upos == "PROPN" or NAME_INSIDE.search(word.form))
        ]
        yield from_words(forms, chosen + open_words, [word.space for word in sentence.words])


def gum_mentions(sentence: conllu.Sentence, opened: dict[str, list[tuple[int, str]]]) -> Iterator[tuple[int, int, str]]:
    opened.clear()
    for i, word in enumerate(sentence.words):
        layer = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for bracket in re.findall(r"\([^()]+\)?|\d+\)|[^()]+\)", layer):
            key = bracket.strip("()").split("-")[0]
            if bracket.startswith("("):
                opened.setdefault(key, []).append((i, bracket.strip("()").split("-")[1]))
            if bracket.endswith(")") and opened.get(key):
                start, kind = opened[key].pop()
                yield start, i + 1, kind


def part_of_name(word: conllu.Word) -> bool:
    """True for proper nouns and for the adjectives and nouns inside proper names, which only the tag tells ("United" in United States)."""
    return word.upos == "PROPN" or (word.xpos in ("NNP", "NNPS") and word.form[0].isupper())


def proper(sentence: conllu.Sentence, start: int, head: int, end: int, kind: str, apart: Container[int] = frozenset()) -> tuple[int, int]:
    """The run of proper nouns around the head, with "of" and what follows for organisations, without titles for persons.

    Args:
        apart: places where another mention ends ("Ambassador to the United States | Jane Doe").
    """
    words = sentence.words
    first, last = head, head + 1
    while (
        first > start
        and first - 1 not in apart
        and part_of_name(words[first - 1 - (words[first - 1].form in ("-", "&", "/") and first - 1 > start)])
    ):
        first -= 1
    while last < end:
        if part_of_name(words[last]) or (words[last].upos == "NUM" and kind not in ("person", "place") and words[last].head == head):
            last += 1
        elif words[last].form in ("-", "&") and last + 1 < end and part_of_name(words[last + 1]):
            last += 2
        elif words[last].form in ("of", "for") and kind != "person" and (after := proper_after(sentence, last + 1, end)):
            last = after
        else:
            break
    while kind == "person" and last - first > 1 and words[first].form in TITLES:
        first += 1
    return first, last


def proper_after(sentence: conllu.Sentence, at: int, end: int) -> int:
    """The end of "(the) Proper Nouns" that start here, 0 where there are none."""
    words = sentence.words
    i = at + 1 if at < end and words[at].form == "the" else at
    stop = i
    while stop < end and part_of_name(words[stop + (words[stop].form == "and" and i < stop < end - 1)]):
        stop += 1
    return stop if stop > i else 0
