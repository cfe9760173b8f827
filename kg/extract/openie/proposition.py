"""What a sentence says, as one open relation: the token indices of its parts."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.openie.phrases import Phrase
from kg.parse import Token


@dataclass(frozen=True, slots=True)
class Proposition:
    """Subject, relation and objects of a statement; `head` is the token of its predicate, `rule` the way it was found.

    `verb` stands for a relation that has no word in the text, as "is" of an apposition.
    """

    subject: Phrase
    relation: Phrase
    objects: tuple[Phrase, ...]
    head: Token
    rule: str
    holder: Token | None = None
    verb: str = ""
