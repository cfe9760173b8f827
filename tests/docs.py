"""Documents built by hand from a small table, for tests of grammar: no model, exact, instant."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token
from spacy.util import get_lang_class
from spacy.vocab import Vocab


@cache
def vocab(language: str) -> Vocab:
    return get_lang_class(language)().vocab


def doc(language: str, table: str) -> Doc:
    """A document from rows "word lemma pos head label [features]"; heads count from 1, 0 is the root, `_` is the word in lower case.

    >>> [f"{token.dep_}({token.head}, {token})" for token in doc("en", '''
    ...     Umbra   _     PROPN  2  nsubj
    ...     grows   grow  VERB   0  ROOT   VerbForm=Fin|Tense=Pres
    ... ''')]
    ['nsubj(grows, Umbra)', 'ROOT(grows, grows)']
    """
    rows = [line.split() for line in table.strip().splitlines()]
    for row in rows:
        assert len(row) in {5, 6}, f"a row is word, lemma, pos, head, label and perhaps features, not {row}"
    heads = [int(row[3]) - 1 if int(row[3]) else i for i, row in enumerate(rows)]
    return Doc(
        vocab(language),
        words=[row[0] for row in rows],
        lemmas=[row[0].lower() if row[1] == "_" else row[1] for row in rows],
        pos=[row[2] for row in rows],
        heads=heads,
        deps=[row[4] for row in rows],
        morphs=[row[5] if len(row) == 6 else "" for row in rows],
    )


def word(document: Doc, text: str) -> Token:
    """The only token with that text."""
    (found,) = [token for token in document if token.text == text]
    return found
