"""What is wrong with a graph, as data: a node that breaks a rule."""

from __future__ import annotations

from dataclasses import dataclass

from kg.rdf import short


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One node that breaks a rule: the node, the property and value at fault, in words, and the rule (the IRI of a shape or axiom)."""

    focus: str
    path: str
    value: str
    message: str
    shape: str

    def __str__(self) -> str:
        """The violation as one sentence.

        >>> str(Violation("https://kg.example/entity/asml", "", "", "must be of class Person", "s"))
        'kge:asml: must be of class Person'
        """
        about = f" {short(self.path)}" if self.path else ""
        got = f" (got {self.value!r})" if self.value and self.value != self.focus else ""
        return f"{short(self.focus)}{about}: {self.message}{got}"
