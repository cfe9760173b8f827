"""Article -> its parse in Universal Dependencies, with the offsets of the article's own text.

An article is parsed paragraph by paragraph: a line break inside a text would become a token that harms the parse, and
a sentence never crosses a paragraph. A run of white space is read as one space; where each character that is read stands
in the article's text is kept, so no offset moves. The paragraphs are put back together in one `Doc`; `Token.offset` is
where a token stands in `Article.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy import tokens
from spacy.language import Language

from kg.lang import lexicon
from kg.model import Article
from kg.parse import Doc, plain
from kg.pipelines import load, scheme
from kg.sentences import join, mark
from kg.universal import to_universal

_PARAGRAPH = re.compile(r"(?:[^\n]{50,}[^\n.!?:;”\"'’)]\n(?=[^\n]))*[^\n]+")
"""A paragraph ends at a line break; the break inside a wrapped text, after a long line that ends no sentence, is a space."""
_WORD = re.compile(r"\S+")
_DATELINE = re.compile(
    r"(?=.*[A-ZÀ-Ž]{3})[A-ZÀ-Ž][A-ZÀ-Ž'’./ -]{2,30}(?:, [^\n(]{1,25})?(?: ?\([^()\n]{2,25}\))? ?[-–—]{1,2} "
    r"|[A-ZÀ-Ž][\w'’.-]+(?: [\w'’.-]+){0,3} \| (?=[A-ZÀ-Ž'‘“\"])(?![^\n]*\|)"
)
"""Where and by whom an article was written, in front of its first sentence: "BRUSSELS, March 3 (Reuters) - ", "Enschede | "."""
PENN = {"``": '"', "''": '"', "`": "'", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
"""How the Penn Treebank writes quotes and brackets, and what a parser of running text knows."""
LONGEST = 20_000
"""Characters of a paragraph that are parsed at once; a longer one is cut at a space, to bound time and memory."""


def annotate(article: Article, nlp: Language | None = None) -> Doc:
    """The article with sentences, tags, lemmas, UD dependencies and names.

    Args:
        article: what was read; its language decides the pipeline.
        nlp: the pipeline to use; by default the best one at hand for the language.

    Raises:
        UnsupportedLanguage: no pipeline reads the article's language.
    """
    return plain(parsed([article], nlp or load(article.language))[0])


def annotate_all(articles: Iterable[Article]) -> Iterator[Doc]:
    """The articles in their order, each as `annotate` gives it; those of one language are parsed together, which is faster.

    Raises:
        UnsupportedLanguage: no pipeline reads the language of one of them.
    """
    articles = list(articles)
    docs = {}
    for language in sorted({article.language for article in articles}):
        docs[language] = iter(parsed([article for article in articles if article.language == language], load(language)))
    return map(plain, [next(docs[article.language]) for article in articles])


def parsed(articles: Sequence[Article], nlp: Language) -> list[tokens.Doc]:
    """Articles of one language as spaCy parses them, in Universal Dependencies, with what `plain` keeps of each as user data."""
    pieces = [list(_paragraphs(article.text)) for article in articles]
    words = lexicon(nlp.lang)
    texts = (text for paragraphs in pieces for _, text in paragraphs)
    docs = (join(doc, words) for doc in nlp.pipe(mark(nlp.make_doc(text), words) for text in texts))
    read = (list(islice(docs, len(paragraphs))) for paragraphs in pieces)
    return [_merged(article, paragraphs, part, nlp) for article, paragraphs, part in zip(articles, pieces, read, strict=True)]


def _merged(article: Article, pieces: Sequence[tuple[list[int], str]], docs: list[tokens.Doc], nlp: Language) -> tokens.Doc:
    """An article put together of its paragraphs."""
    if scheme(nlp) == "clearnlp":
        docs = [to_universal(doc) for doc in docs]
    starts = [places[token.idx] for (places, _), doc in zip(pieces, docs, strict=True) for token in doc]
    merged = tokens.Doc.from_docs(docs, ensure_whitespace=False) if docs else tokens.Doc(nlp.vocab)
    assert merged is not None
    merged.user_data["starts"] = starts
    merged.user_data["article"] = article
    return merged


def annotate_lines(lines: Iterable[str], nlp: Language) -> Iterator[Doc]:
    """Each line as a Doc of one sentence, with its words as they stand in the line.

    A line that ends in punctuation of its own (" .") is taken to be in tokens already, as corpora of sentences are. The brackets
    and quotes of the Penn Treebank, which these corpora keep, are read as what they stand for.
    """
    for doc in nlp.pipe(_line(line, nlp) for line in lines):
        yield plain(to_universal(doc) if scheme(nlp) == "clearnlp" else doc)


def _line(line: str, nlp: Language) -> tokens.Doc:
    words = line.split()
    if words and not (words[-1] in PENN or all(char in ".?!" for char in words[-1])):
        found = [token for token in nlp.tokenizer(" ".join(words)) if not token.is_space]
        words, spaces = [token.text for token in found], [bool(token.whitespace_) for token in found]
    else:
        spaces = [True] * len(words)
    doc = tokens.Doc(nlp.vocab, words=[PENN.get(word, word) for word in words], spaces=spaces)
    for token in doc:
        token.is_sent_start = token.i == 0
    doc.user_data["words"] = words
    return doc


def _paragraphs(text: str) -> Iterator[tuple[list[int], str]]:
    """The words of each paragraph with single spaces, and where each of their characters stands in the text."""
    for match in _PARAGRAPH.finditer(text):
        places: list[int] = []
        dateline = _DATELINE.match(text, match.start(), match.end())
        for word in _WORD.finditer(text, dateline.end() if dateline else match.start(), match.end()):
            if places and len(places) + len(word.group()) > LONGEST:
                yield places, _joined(text, places)
                places = []
            places += [word.start() - 1] * bool(places) + [*range(word.start(), word.end())]
        if places:
            yield places, _joined(text, places)


def _joined(text: str, places: list[int]) -> str:
    return "".join(" " if text[place].isspace() else text[place] for place in places)
