"""The real articles that lie beside a checkout: who is what in them, and where their sentences end; skipped where they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.extract.mentions import names
from kg.extract.nouns import nouns_of
from kg.lang import Lexicon, lexicon
from kg.link import linker
from kg.model import Article, Mention
from kg.ontology import is_a, load
from kg.parse import Doc, Token
from kg.readers import read

ARTICLES = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")) / "dev" / "articles"
ENDS = frozenset(".!?…:")
CLOSING = "”’»)]\"'"

pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason=f"there are no articles in {ARTICLES}; KG_SHARED names the folder that has dev/"
)


@pytest.fixture(scope="module")
def articles() -> list[tuple[Article, Doc]]:
    problems: list[object] = []
    found = [(article, annotate(article)) for article in read(ARTICLES, on_problem=problems.append)]
    assert found
    assert not problems
    return found


def mentions(doc: Doc, language: str) -> list[Mention]:
    return [item.mention for item in names(doc, lexicon(language), linker(), nouns_of(load(), language))]


def test_huawei_is_an_organisation_and_the_united_states_a_country_wherever_they_are_named(articles: list[tuple[Article, Doc]]) -> None:
    seen: dict[str, set[str]] = {"Organization": set(), "Country": set()}
    for article, doc in articles:
        for mention in mentions(doc, article.language):
            for kind, forms in (
                ("Organization", {"Huawei"}),
                ("Country", {"VS", "V.S.", "U.S.", "US", "United States", "Verenigde Staten"}),
            ):
                if mention.name in forms:
                    seen[kind].add(mention.name)
                    assert mention.types, f"{mention.name} has no class in {article.id}"
                    assert is_a(load(), mention.types[0], kind), f"{mention.name} is a {mention.types[0]} in {article.id}"
    assert seen["Organization"]
    assert {"VS", "U.S."} <= seen["Country"]


def test_every_huawei_of_the_text_is_found(articles: list[tuple[Article, Doc]]) -> None:
    for article, doc in articles:
        ranges = [range(mention.start, mention.end) for mention in mentions(doc, article.language)]
        missed = [
            article.text[max(0, token.offset - 30) : token.offset + 30]
            for token in doc
            if token.text.startswith("Huawei") and "-" not in token.text and not any(token.offset in span for span in ranges)
        ]
        assert missed == []


def test_no_sentence_is_cut_behind_an_abbreviation_or_in_the_middle_of_a_quotation(articles: list[tuple[Article, Doc]]) -> None:
    """A sentence ends with a mark that ends one, or with its paragraph; a quotation of several sentences is cut between them."""
    for article, doc in articles:
        cut = [
            doc[sent.start - 3 : sent.start + 3]
            for sent in doc.sents
            if sent.start and not _may_begin(doc[sent.start], lexicon(article.language))
        ]
        assert cut == [], article.id


def _may_begin(token: Token, words: Lexicon) -> bool:
    before = token.nbor(-1)
    if "\n" in token.doc.article.text[before.offset : token.offset]:  # type: ignore[union-attr]
        return True
    last = before
    while last.text in CLOSING and last.i:
        last = last.nbor(-1)
    abbreviated = last.lower_ in words("sentences", "abbreviations") | words("sentences", "before_names") and last is before
    return last.text[-1] in ENDS and not token.is_lower and not abbreviated and token.text not in CLOSING
