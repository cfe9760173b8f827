"""Where no sentence begins, whatever the parser says: behind abbreviations and initials, inside quotations, at closing marks."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.annotate import annotate
from kg.lang import lexicon
from kg.model import Article
from kg.sentences import goes_on, join, mark
from tests.docs import vocab


def doc(language: str, text: str, starts: str = "") -> Doc:
    """A document of the words of a text, "_" where no space is between two; each word is a sentence, or those in `starts` begin one."""
    words = [word for part in text.split() for word in part.split("_")]
    spaces = [False] * len(words)
    at = -1
    for part in text.split():
        at += len(part.split("_"))
        spaces[at] = True
    opens = [i for i, word in enumerate(words) if i == 0 or not starts or word in starts.split()]
    heads = [max(start for start in opens if start <= i) for i in range(len(words))]
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    return Doc(vocab(language), words=words, spaces=spaces, heads=heads, deps=deps)


def begins(language: str, text: str) -> list[str]:
    """The words that may begin a sentence."""
    document = doc(language, text)
    return [token.text for token in document if token.i == 0 or not goes_on(token, lexicon(language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "He left_. She stayed_.", ["He", "She"]),
        ("en", "Mr. Doe met Sen. Roe", ["Mr."]),
        ("en", "J. Doe met K. Roe", ["J."]),
        ("en", "Plan B. The end_.", ["Plan", "The"]),
        ("en", "Umbra Inc. said no_.", ["Umbra"]),
        ("en", "They left the U.S. in May_.", ["They"]),
        ("en", "They left Umbra Inc. Globex stayed_.", ["They", "Globex"]),
        ("en", "“_Why_?_” he asked_.", ["“"]),
        ("en", "“_Why_?_” Doe asked_.", ["“", "Doe"]),
        ("en", '"_Why_?_" he asked_.', ['"']),
        ("en", "“_We left_._” “_They stayed_._”", ["“", "“"]),
        ("en", "Umbra Launches Glow Lamp", ["Umbra"]),
        ("en", "They sold lamps • They sold chairs", ["They", "•", "They"]),
        ("nl", "Mevr. Doe sprak drs. Roe", ["Mevr."]),
        ("nl", "Zij betaalden 5 mln. euro_.", ["Zij"]),
        ("nl", "Doe werkt bij ING. Roe niet_.", ["Doe", "Roe"]),
        ("nl", "Doe werkt bij ING_. Roe niet_.", ["Doe", "Roe"]),
        ("nl", "Doe woont in de VS_. Roe niet_.", ["Doe", "Roe"]),
        ("nl", "Het is Ajax vs_. Feyenoord_.", ["Het"]),
        ("nl", "Hij vertrok_. Zij bleef_.", ["Hij", "Zij"]),
    ],
)
def test_where_a_sentence_may_begin(language: str, text: str, expected: list[str]) -> None:
    assert begins(language, text) == expected


def test_marks_keep_a_parser_from_cutting() -> None:
    words = Doc(vocab("en"), words=["Mr.", "Doe", "left"])
    assert [token.is_sent_start for token in mark(words, lexicon("en"))][1:] == [False, False]


def test_a_sentence_that_was_cut_is_joined() -> None:
    """The second half hangs on the first one's root, so that frames find one tree."""
    document = join(doc("en", "They met Mr. Doe yesterday_. He left_.", "They Doe He"), lexicon("en"))
    assert [sent.text for sent in document.sents] == ["They met Mr. Doe yesterday.", "He left."]
    doe = document[3]
    assert (doe.head.text, doe.dep_) == ("They", "parataxis")


def test_sentences_that_are_right_stay_as_they_are() -> None:
    document = doc("en", "They left_. He stayed_.", "They He")
    assert join(document, lexicon("en")) is document
    assert len(list(document.sents)) == 2


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Umbra plans new plant\n\n“Why now?” asked Gov. J. K. Roe of Umbra Inc. on Monday. Nobody knew.", 3),
        ("nl", "Umbra bouwt fabriek\n\n“Waarom nu?” vroeg drs. J. K. Roe van Umbra N.V. maandag. Niemand wist het.", 3),
    ],
)
def test_the_pipelines_cut_as_print_does(language: str, text: str, expected: int) -> None:
    document = annotate(Article("a", text, language=language))
    assert len(list(document.sents)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They left the U.S. The plant stayed_.", ["They", "The"]),
        ("en", "The U.S. Department said no_.", ["The"]),
        ("nl", "Doe werkt bij ING_. De bank groeit_.", ["Doe", "De"]),
        ("nl", "Doe kwam uit de VS_. Hij zweeg_.", ["Doe", "Hij"]),
    ],
)
def test_behind_capitals_with_a_full_stop_a_word_that_begins_sentences_begins_one(language: str, text: str, expected: list[str]) -> None:
    words = [word for part in text.split() for word in part.split("_")]
    unread = Doc(vocab(language), words=words, spaces=[word not in {"VS", "ING"} for word in words])
    marked = [token.text for token in mark(unread, lexicon(language)) if token.i == 0 or token.is_sent_start]
    assert marked == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Huawei is banned in the U.S. The company denies it."),
        ("nl", "Huawei is verboden in de VS. Het bedrijf groeit."),
        ("nl", "Hij werkt bij ING. Daarvoor werkte hij bij Philips."),
        ("nl", '"We gaan in beroep." Het bedrijf was verrast.'),
        ("nl", "‘We gaan in beroep.’ Het bedrijf was verrast."),
        ("en", "The plant opened at 9 a.m. The workers left."),
    ],
)
def test_the_shipped_pipelines_end_a_sentence_behind_capitals(language: str, text: str) -> None:
    assert len(list(annotate(Article("a", text, language=language)).sents)) == 2
