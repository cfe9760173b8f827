"""What a file of names says, line by line, whatever its form; and how a mistake in it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.errors import InputError

What = Literal["entity", "alias", "same", "different"]

LONGEST = 300
"""Characters that a name has at most."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the file says.

        entity     `name` is the preferred name of an entity, whose id is `entity` or made of the name
        alias      `name` is one of the names of `entity`, in one `article` or in all
        same       what is called `name` is `entity`
        different  what is called `name` is not `entity`

    `name` and `entity` are names or IRIs; an IRI stands in angle brackets.
    """

    line: int
    what: What
    name: str
    entity: str = ""
    type: str = ""
    language: str = ""
    article: str = ""
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a line, as one sentence without the name of the file."""

    line: int
    reason: str


def refused(file: str, mistakes: Iterable[Mistake]) -> InputError:
    """The error that tells every mistake of a file, one a line of its message.

    >>> print(refused("aliases.csv", [Mistake(3, "it has no name; give one in the column 'name'")]))
    aliases.csv, line 3: it has no name; give one in the column 'name'.
    """
    told = sorted({(mistake.line, mistake.reason) for mistake in mistakes})
    return InputError("\n".join(f"{file}, line {line}: {reason}." for line, reason in told))
