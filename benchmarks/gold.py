"""Annotated coreference as text with spans: MEANTIME (English and Dutch) and GUM in OntoNotes' manner.

The files hold tokens; the text is put together from them as a newspaper would print it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NO_SPACE_BEFORE = frozenset(".,;:!?)]}%'") | {"''", "'s", "n't", "’s", "”", "’"}
NO_SPACE_AFTER = frozenset("([{$€£") | {"``", "“", "‘"}
ANNOTATED = 6
"""Sentences at the start of a MEANTIME text whose chains are complete: title, date and the first four; after them only
chains that run across texts were annotated."""
QUOTES = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its mentions: first and last character, chain."""

    id: str
    language: str
    title: str
    text: str
    mentions: tuple[tuple[int, int, str], ...]


Row = tuple[str, str]
"""A token and the tag of its mentions."""


def assemble(id: str, language: str, sentences: list[list[Row]], *, apart: int = 2, limit: int | None = ANNOTATED) -> Text:
    """A text from sentences of tokens with tags such as "(12", "12)", "(12|(7)".

    Args:
        apart: how many of the first sentences stand on a line of their own (title and date).
        limit: how many sentences are taken, None for all.
    """
    text, mentions = "", []
    open_: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences[:limit]):
        text += ("\n" if 0 < number <= apart else " ") if text else ""
        glued = True
        for word, tag in sentence:
            shown = QUOTES.get(word, word)
            if not glued and word not in NO_SPACE_BEFORE:
                text += " "
            start, text = len(text), text + shown
            glued = word in NO_SPACE_AFTER
            for begin, chain, stop in re.findall(r"(\()?([\w-]+)(\))?", tag if tag not in {"_", "-"} else ""):
                if begin:
                    open_.setdefault(chain, []).append(start)
                if stop and open_.get(chain):
                    mentions.append((open_[chain].pop(), len(text), chain))
    title = " ".join(word for word, _ in sentences[0]) if sentences else ""
    return Text(id, language, title, text, tuple(mentions))


def _sentences(path: Path, word: int, tag: int) -> Iterator[tuple[str, list[list[Row]]]]:
    """Documents of a CoNLL file: id and sentences; `word` and `tag` are columns."""
    id, sentences, sentence = "", [], []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#begin document"):
            id = line.partition("(")[2].partition(")")[0]
            sentences, sentence = [], []
        elif line.startswith("#end document"):
            yield id, [*sentences, *([sentence] if sentence else [])]
        elif not line.strip():
            sentences += [sentence] if sentence else []
            sentence = []
        else:
            cells = line.split("\t")
            sentence.append((cells[word], cells[tag]))


def meantime_english(folder: Path) -> Iterator[Text]:
    """English texts with the chains of entities; chains of events are left out."""
    lines = (folder / "en-entities-mentions.jsonl").read_text(encoding="utf-8").splitlines()
    known = {json.loads(line)["coref_chain"].partition("_")[2] for line in lines}
    for id, sentences in _sentences(folder / "coreference.conll", 3, 4):
        found = assemble(id.rpartition("/")[2], "en", sentences)
        kept = tuple(mention for mention in found.mentions if mention[2].partition("_")[2] in known)
        yield Text(found.id, "en", found.title, found.text, kept)


def meantime_dutch(folder: Path) -> Iterator[Text]:
    """Dutch texts with the chains of entities."""
    for path in sorted((folder / "coref_ne").glob("*.coref_ne")):
        for id, sentences in _sentences(path, 2, 3):
            yield assemble(id.partition("_")[0], "nl", sentences)


def gum(folder: Path, genre: str) -> Iterator[Text]:
    """The texts of a genre that belong to no test set, with the chains of OntoNotes' guidelines."""
    held = set((folder / "files.test").read_text(encoding="utf-8").split())
    for path in sorted((folder / "coref_ontogum_conllu").glob(f"GUM_{genre}_*.conllu")):
        if path.stem not in held:
            yield _gum(path)


def _gum(path: Path) -> Text:
    text, mentions, title = "", [], ""
    open_: dict[str, list[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# meta::title"):
            title = line.partition("= ")[2]
        if line.startswith("# newpar") and "block" not in line:
            text = text.rstrip() + "\n"
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 10 or not cells[0].isdigit():
            continue
        start, text = len(text), text + cells[1]
        tag = re.search(r"Entity=([^|]+)", cells[9])
        for begin, chain, stop in re.findall(r"(\()?(\d+)(\))?", tag[1] if tag else ""):
            if begin:
                open_.setdefault(chain, []).append(start)
            if stop and open_.get(chain):
                mentions.append((open_[chain].pop(), len(text), chain))
        text += "" if "SpaceAfter=No" in cells[9] else " "
    return Text(path.stem.removeprefix("GUM_"), "en", title, text, tuple(mentions))
