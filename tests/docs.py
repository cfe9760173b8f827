"""Documents built by hand from a small table, for tests of grammar: no model, exact, instant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from spacy import tokens
from spacy.util import get_lang_class
from spacy.vocab import Vocab

from kg.model import Article
from kg.parse import Doc, Token, plain


@cache
def vocab(language: str) -> Vocab:
    return get_lang_class(language)().vocab


def doc(language: str, table: str) -> Doc:
    """A document as extraction reads it, from the table of `spacy_doc`."""
    return plain(spacy_doc(language, table))


def spacy_doc(language: str, table: str) -> tokens.Doc:
    """A document from rows "word lemma pos head label [features]"; heads count from 1, 0 is the root; `_` is the word in small letters.

    >>> [f"{token.dep_}({token.head}, {token})" for token in spacy_doc("en", '''
    ...     Umbra   _     PROPN  2  nsubj
    ...     grows   grow  VERB   0  ROOT   VerbForm=Fin|Tense=Pres
    ... ''')]
    ['nsubj(grows, Umbra)', 'ROOT(grows, grows)']
    """
    rows = [line.split() for line in table.strip().splitlines()]
    for row in rows:
        assert len(row) in {5, 6}, f"a row is word, lemma, pos, head, label and perhaps features, not {row}"
    heads = [int(row[3]) - 1 if int(row[3]) else i for i, row in enumerate(rows)]
    return tokens.Doc(
        vocab(language),
        words=[row[0] for row in rows],
        lemmas=[row[0].lower() if row[1] == "_" else row[1] for row in rows],
        pos=[row[2] for row in rows],
        heads=heads,
        deps=[row[4] for row in rows],
        morphs=[row[5] if len(row) == 6 else "" for row in rows],
    )


def source_of(document: Doc) -> Article:
    """The article that a document was read from."""
    assert document.article is not None
    return document.article


def word(document: Doc, text: str) -> Token:
    """The only token with that text."""
    (found,) = [token for token in document if token.text == text]
    return found


def article(language: str, text: str, *tables: str, **more: Any) -> Doc:
    """A document as `annotate` makes it of an article, from what `spacy_article` takes."""
    return plain(spacy_article(language, text, *tables, **more))


def spacy_article(
    language: str, text: str, *tables: str, ents: Mapping[str, str] | None = None, published: str | None = "2020-09-14"
) -> tokens.Doc:
    """A document as it is parsed of an article with that text: a table for each sentence, offsets into the text.

    Args:
        ents: labels of names, as a tagger would give them, by the words of the name; every occurrence gets it.
    """
    sentences = [spacy_doc(language, table) for table in tables]
    parts = [token for sentence in sentences for token in sentence]
    starts, at = [], 0
    for token in parts:
        starts.append(text.index(token.text, at))
        at = starts[-1] + len(token)
    found = tokens.Doc(
        vocab(language),
        words=[token.text for token in parts],
        spaces=[text[start + len(token) : start + len(token) + 1].isspace() for start, token in zip(starts, parts, strict=True)],
        lemmas=[token.lemma_ for token in parts],
        pos=[token.pos_ for token in parts],
        heads=[len(list(chain(*sentences[:i]))) + token.head.i for i, sentence in enumerate(sentences) for token in sentence],
        deps=[token.dep_ for token in parts],
        morphs=[str(token.morph) for token in parts],
    )
    found.ents = [span for name, label in (ents or {}).items() for span in _occurrences(found, name, label)]
    found.user_data["starts"] = starts
    found.user_data["article"] = Article("a1", text, language=language, published=published)
    return found


def _occurrences(document: tokens.Doc, name: str, label: str) -> Iterator[tokens.Span]:
    words = name.split()
    for first in range(len(document) - len(words) + 1):
        if [token.text for token in document[first : first + len(words)]] == words:
            yield tokens.Span(document, first, first + len(words), label)


def flat(language: str, tagged: str, **more: Any) -> Doc:
    """An article of one sentence from "word/POS" pairs, all of which hang on its verb: for tests that need no tree."""
    pairs = [pair.rpartition("/") for pair in tagged.split()]
    verb = next((i for i, (_, _, pos) in enumerate(pairs, 1) if pos == "VERB"), 1)
    rows = [f"{text} _ {pos} {0 if i == verb else verb} {'ROOT' if i == verb else 'dep'}" for i, (text, _, pos) in enumerate(pairs, 1)]
    return article(language, " ".join(text for text, _, _ in pairs), "\n".join(rows), **more)
