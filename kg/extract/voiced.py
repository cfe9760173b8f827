"""What a clause holds against someone or finds of him by its source phrase: "according to X, Y spies", "volgens X is Y te streng".

Such a clause is read as "X says that Y spies" is: as a frame of the language's plainest verb of saying, with the source for its
subject and the clause for its complement. The phrases of the relations then tell what that means (`{W}`, `{B}`, `{G}`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.attribution import source_phrase
from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.syntax import children, conjuncts, label
from kg.lang import Lexicon
from kg.parse import Span, Token

CLAUSAL = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
"""Parts of speech of what has a subject of its own."""


def voiced(sent: Span, lexicon: Lexicon) -> Iterator[Frame]:
    """The frames of what the sentence says by source phrases."""
    words = lexicon.words("reporting", "prepositions")
    marks = [token for token in sent if token.lower_ in words]
    for mark in marks:
        token = mark.head if label(mark) == "case" else mark
        found = source_phrase(token, lexicon)
        clause = _clause(token) if found is not None else None
        if found is None or clause is None or clause is found.speaker or found.speaker.is_ancestor(clause):
            continue
        subjects = (Argument("subj", speaker) for speaker in conjuncts(found.speaker))
        yield Frame(mark, lexicon.value("reporting", "plain"), "verb", (*subjects, Argument("comp", clause)))


def _clause(phrase: Token) -> Token | None:
    """The predicate of which the phrase says whose word it is: the nearest above it that has a subject."""
    above = (token for token in phrase.ancestors if token.pos_ in CLAUSAL)
    return next((token for token in above if any(not child.is_ancestor(phrase) for child in children(token, "nsubj"))), None)
