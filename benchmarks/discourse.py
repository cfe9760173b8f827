"""How well short texts are understood: who is meant, who says it, how it stands.

    python -m benchmarks.discourse [--errors]

The texts are `tests/discourse/<language>.toml`; their README says how they are written. `--errors` prints what is read
otherwise, of the half that may be looked at.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.annotate import annotate
from kg.extract.arguments import Fillers, make
from kg.extract.attribution import source
from kg.extract.mentions import names
from kg.extract.nouns import nouns_of
from kg.extract.quotations import Speech, speech
from kg.extract.sayers import voices
from kg.extract.scene import Reader, stage
from kg.extract.status import Status, status
from kg.lang import languages, lexicon
from kg.link import Linker, linker
from kg.model import Article, Mention, Modality, Polarity
from kg.ontology import load
from kg.parse import Doc, Token, offset

FOLDER = Path(__file__).resolve().parent.parent / "tests/discourse"
KINDS = ("who", "says", "status")
PARTS = ("dev", "held")


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a text, the answer that is right, and the one that was read."""

    part: str
    kind: str
    text: str
    words: str
    wanted: str
    read: str

    @property
    def right(self) -> bool:
        """True where both are the same."""
        return self.wanted == self.read


@dataclass(frozen=True, slots=True)
class Understood:
    """A text with all that is known of it."""

    doc: Doc
    fillers: Fillers
    speech: Speech
    reader: Reader


def understand(text: str, language: str) -> Understood:
    """What the steps before claims make of a text; no phrase of the ontology is needed."""
    article = Article("text", text, published="2021-03-01", language=language)
    doc, words, nouns = annotate(article), lexicon(language), nouns_of(load(), language)
    reader = Reader(words, load(), linker(), nouns, {})
    fillers, said = make(doc, names(doc, words, linker(), nouns), words, nouns, linker()), speech(doc, words)
    for sent in doc.sents:
        stage(sent, article, fillers, said, reader, [])
    return Understood(doc, fillers, said, reader)


def answers(language: str) -> Iterator[Answer]:
    """Every question of a language's texts with what was read."""
    for entry in tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["text"]:
        found = understand(entry["text"], language)
        for kind, read in (("who", _who), ("says", _says), ("status", _status)):
            for line in entry.get(kind, ()):
                words, _, wanted = (part.strip() for part in line.partition(">"))
                token = _head(found.doc, entry["text"], words)
                answer = read(token, found)
                yield Answer(entry["part"], kind, entry["text"], words, _canonical(wanted, kind, language), answer)


def _canonical(wanted: str, kind: str, language: str) -> str:
    if kind == "status" or not wanted:
        return wanted
    return " + ".join(_label(Mention(name.strip(), 0, 1, "name", name.strip(), language), linker()) for name in wanted.split("+"))


def _head(doc: Doc, text: str, words: str) -> Token:
    """The head of the words, of their first occurrence or of the one behind "#"."""
    words, _, number = words.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.index(words, at + 1)
        while (at and text[at - 1].isalnum()) or text[at + len(words) : at + len(words) + 1].isalnum():
            at = text.index(words, at + 1)
    inside = [token.i for token in doc if at <= offset(token) < at + len(words)]
    return doc.between(inside[0], inside[-1] + 1).root


def _label(mention: Mention, index: Linker) -> str:
    return index.link(replace(mention, kind="name")).label


def _who(token: Token, found: Understood) -> str:
    group = found.fillers.resolved.groups.get(token.i)
    if group:
        return " + ".join(_label(mention, linker()) for mention in group)
    mention = found.fillers.resolved.anaphora.get(token.i) or found.fillers.speakers.get(token.i)
    return _label(mention, linker()) if mention else ""


def _says(token: Token, found: Understood) -> str:
    said = source(token, found.reader.lexicon, found.speech.source)
    voice = voices(found.fillers, said.speaker) if said else None
    return _label(voice, linker()) if voice else f"({said.words})" if said else ""


def _status(token: Token, found: Understood) -> str:
    words = found.reader.lexicon
    said, state = source(token, words, found.speech.source), status(token, words)
    if said and said.denies:
        state = state.negated()
    if said and said.hearsay:
        state = state.weakened(Modality.REPORTED)
    return _shown(state)


def _shown(state: Status) -> str:
    negated = state.polarity is Polarity.NEGATED
    if negated and state.modality is Modality.ASSERTED:
        return "negated"
    return f"negated {state.modality}" if negated else str(state.modality)


def shares(language: str) -> dict[str, dict[str, float]]:
    """The share of right answers by part and kind."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for answer in answers(language):
        total[answer.part, answer.kind] += 1
        right[answer.part, answer.kind] += answer.right
    return {part: {kind: right[part, kind] / total[part, kind] for kind in KINDS} for part in PARTS}


def main(arguments: Any = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--errors", action="store_true", help="print what is read otherwise, of the dev half")
    options = parser.parse_args(arguments)
    for language in languages():
        if options.errors:
            wrong = [answer for answer in answers(language) if answer.part == "dev" and not answer.right]
            print(
                *(f"{answer.kind:7} {answer.words!r}: {answer.read!r}, not {answer.wanted!r} | {answer.text}" for answer in wrong), sep="\n"
            )
        for part, figures in shares(language).items():
            print(f"{language} {part:5}", *(f"{kind} {share:.3f}" for kind, share in figures.items()))


if __name__ == "__main__":
    main()
