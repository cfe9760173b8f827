"""CoNLL-U files, read as plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Word:
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int  # index in the sentence; its own for the root
    deprel: str
    space: bool
    misc: str


@dataclass(slots=True)
class Sentence:
    id: str
    words: list[Word] = field(default_factory=list)
    new_document: bool = False

    @property
    def tagged(self) -> bool:
        """False where the source has heads and labels but no tags."""
        return not all(word.upos == "X" for word in self.words) or len(self.words) == 1


def read(path: Path) -> Iterator[Sentence]:
    """Every sentence of a file; a multi-word token is cut into its words, a sentence with one that its words do not spell is left out."""
    block: list[str] = []
    for line in (*path.read_text(encoding="utf-8").split("\n"), ""):
        if line:
            block.append(line)
        elif block:
            sentence = parse(block)
            if sentence is not None:
                yield sentence
            block = []


def parse(lines: list[str]) -> Sentence | None:
    sentence = Sentence("")
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    sentence.id = next((line.partition("=")[2].strip() for line in lines if line.startswith("# sent_id")), "")
    sentence.new_document = any(line.startswith("# newdoc") for line in lines)
    surfaces = {int(row[0].split("-")[0]): (int(row[0].split("-")[1]), row[1], row[9]) for row in rows if "-" in row[0]}
    rows = [row for row in rows if row[0].isdigit()]
    end_of_token, token_misc = 0, ""
    for row in rows:
        number = int(row[0])
        if number in surfaces:
            end_of_token, surface, token_misc = surfaces[number]
            if "".join(r[1] for r in rows[number - 1 : end_of_token]) != surface:
                return None
        inside = number <= end_of_token
        space = "SpaceAfter=No" not in (token_misc if number == end_of_token else row[9]) and not (inside and number < end_of_token)
        head = int(row[6]) - 1 if row[6] != "0" else number - 1
        sentence.words.append(
            Word(row[1].replace(" ", ""), blank(row[2]), row[3], blank(row[4]), blank(row[5]), head, row[7], space, blank(row[9]))
        )
    return sentence if sentence.words else None


def blank(cell: str) -> str:
    return "" if cell == "_" else cell
