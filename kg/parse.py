"""A parsed text as plain Python: what extraction reads, with the names that spaCy gives to the same things.

spaCy keeps a text in C and makes a new Python object each time that a token, its head or its label is asked for. Extraction
asks millions of such questions, so the answers are copied once, in columns, into tokens that hold their text, tags, head and
children as plain values. A copy is not changed after it was made, but for the tags of titles (`kg.extract.titles`) and what
hangs wrong (`kg.extract.repairs`), before anything is read from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, update_wrapper
from itertools import pairwise
from typing import Any, Concatenate, ParamSpec, TypeVar, cast, final

import numpy as np
from mypy_extensions import mypyc_attr
from spacy import tokens
from spacy.vocab import Vocab

from kg.model import Article, Sentence

COLUMNS = ("LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "MORPH")
"""What is said of a token by a string, which has a number in spaCy."""
NUMBERS = ("ORTH", "SPACY", "HEAD", "SENT_START")
"""What else is read of a token."""
HEAD = len(COLUMNS) + NUMBERS.index("HEAD")

Morphology = Mapping[str, Sequence[str]]

P = ParamSpec("P")
T = TypeVar("T")
_UNASKED = object()


@final
class Word:
    """What is so of a word wherever it stands: its text, its small letters, and what its characters are."""

    __slots__ = (
        "is_alpha", "is_bracket", "is_digit", "is_lower", "is_punct", "is_quote", "is_space", "is_title", "is_upper", "like_num", "lower",
        "text",
    )  # fmt: skip

    def __init__(self, lexeme: Any) -> None:
        """As spaCy's vocabulary has it."""
        self.text: str = lexeme.text
        self.lower: str = lexeme.lower_
        self.is_alpha: bool = lexeme.is_alpha
        self.is_bracket: bool = lexeme.is_bracket
        self.is_digit: bool = lexeme.is_digit
        self.is_lower: bool = lexeme.is_lower
        self.is_punct: bool = lexeme.is_punct
        self.is_quote: bool = lexeme.is_quote
        self.is_space: bool = lexeme.is_space
        self.is_title: bool = lexeme.is_title
        self.is_upper: bool = lexeme.is_upper
        self.like_num: bool = lexeme.like_num


@final
@dataclass(slots=True, init=False, eq=False, repr=False)
class Token:
    """A word with its place, tags and neighbours in the tree; the attributes are named as spaCy names them.

    `label` is the universal part of `dep_`, `offset` where the word begins in its article's text, `before` the word before it in its
    sentence in small letters ("" for the first), `case` the preposition of its phrase and `kinds` the labels of its children, once
    `kg.extract.syntax` was asked for them. What it is asked most is kept in the same way once the text is settled: the lemma of its
    `predicate`, the `row` that it is coordinated with, whether it `possesses` its head, and the `kind` and `post` that it names ("" where
    nobody asked). `answers` are those to other questions that
    are `kept`, once the token is `settled`.
    """

    doc: Doc
    i: int
    text: str
    whitespace_: str
    idx: int
    offset: int
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    morph: Morphology
    label: str
    is_sent_start: bool | None
    is_alpha: bool
    is_bracket: bool
    is_digit: bool
    is_lower: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_title: bool
    is_upper: bool
    like_num: bool
    head: Token
    sent: Span
    before: str
    children: tuple[Token, ...]
    case: str | None
    kinds: frozenset[str] | None
    predicate: str | None
    row: list[Token] | None
    possesses: bool | None
    kind: str | None
    post: str | None
    settled: bool
    answers: dict[object, Any] | None
    _edge: int
    _subtree: tuple[Token, ...] | None

    def __init__(
        self, doc: Doc, i: int, word: Word, space: str, idx: int, offset: int, lemma: str, pos: str, tag: str, dep: str, ent: str,
        morph: Morphology, label: str, begins: bool | None,
    ) -> None:  # fmt: skip
        """A token that hangs on nothing yet."""
        self.doc, self.i, self.text, self.whitespace_, self.idx, self.offset = doc, i, word.text, space, idx, offset
        self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = word.lower, lemma, pos, tag, dep, ent
        self.morph, self.label, self.is_sent_start = morph, label, begins
        self.is_alpha, self.is_bracket, self.is_digit, self.is_lower, self.is_punct = (
            word.is_alpha, word.is_bracket, word.is_digit, word.is_lower, word.is_punct,
        )  # fmt: skip
        self.is_quote, self.is_space, self.is_title, self.is_upper, self.like_num = (
            word.is_quote, word.is_space, word.is_title, word.is_upper, word.like_num,
        )  # fmt: skip
        self.before, self.children, self.case, self.kinds, self.predicate = "", (), None, None, None
        self.row, self.possesses, self.kind, self.post, self.settled, self.answers = None, None, "", "", False, None
        self._subtree = None

    def __len__(self) -> int:
        """How many characters the word has."""
        return len(self.text)

    def __str__(self) -> str:
        """The word."""
        return self.text

    def __repr__(self) -> str:
        """The word."""
        return self.text

    def nbor(self, step: int = 1) -> Token:
        """The token so many places further; IndexError beyond the text."""
        if self.i + step < 0:
            raise IndexError(f"there is no token {step} places from token {self.i}")
        return self.doc[self.i + step]

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and everything below it: what hangs before it, itself, what hangs behind it."""
        if self._subtree is None:
            before = [part for child in self.children if child.i < self.i for part in child.subtree]
            behind = [part for child in self.children if child.i > self.i for part in child.subtree]
            self._subtree = (*before, self, *behind)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first token of everything below."""
        return self.doc[self._edge]

    def forget(self) -> None:
        """Read the subtree, its first word, its preposition and the labels below anew: what hangs below was changed."""
        self._subtree = self.case = self.kinds = None
        self._edge = min([self.i, *(child._edge for child in self.children)])

    def relabel(self, dep: str) -> None:
        """Give the token another label."""
        self.dep_, self.label = dep, dep.partition(":")[0]
        for above in (self, *self.ancestors):
            above.case = above.kinds = None

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above, the nearest first."""
        above = self
        while above.head is not above:
            above = above.head
            yield above

    def is_ancestor(self, other: Token) -> bool:
        """True where the other token is somewhere below this one."""
        return any(above is self for above in other.ancestors)


@mypyc_attr(native_class=False)  # where this is compiled, a tuple stays a tuple
class Span(tuple[Token, ...]):
    """Tokens that stand side by side."""

    __slots__ = ()

    @property
    def doc(self) -> Doc:
        """The text that they stand in."""
        return self[0].doc

    @property
    def start(self) -> int:
        """The place of the first token."""
        return self[0].i

    @property
    def end(self) -> int:
        """The place behind the last token."""
        return self[-1].i + 1

    @property
    def text(self) -> str:
        """The words as they stand, "" for no token."""
        return self.doc.text[self[0].idx : self[-1].idx + len(self[-1].text)] if self else ""

    @property
    def root(self) -> Token:
        """The token that the others hang on: the root of the sentence, else the one with the shortest way to it; a bare punctuation
        mark only where there is no other."""
        if len(self) == 1:
            return self[0]
        for token in self:
            if token.head is token:
                return token
        first, last = self[0].i, self[-1].i
        outer = [token for token in self if not first <= token.head.i <= last]
        return min(outer, key=_distance, default=self[0])


def _distance(token: Token) -> int:
    """Steps from the root; a bare punctuation mark is the farthest."""
    bare = (token.is_punct or token.is_space) and not token.children
    return len(token.doc) - 1 if bare else sum(1 for _ in token.ancestors)


@final
class Name:
    """A name that the tagger found: its tokens from `start` up to `end`."""

    __slots__ = ("end", "label_", "start")

    def __init__(self, start: int, end: int, label: str) -> None:
        """A name with its label."""
        self.start, self.end, self.label_ = start, end, label


@mypyc_attr(native_class=False)
class Doc(tuple[Token, ...]):
    """A parsed text: its tokens. `doc[i]` is a token, a slice a plain tuple, `between` a span of tokens."""

    text: str
    lang_: str
    ents: tuple[Name, ...]
    article: Article | None
    words: Sequence[str] | None
    """The words as they were given, for a line that was in tokens already."""

    @cached_property
    def sents(self) -> tuple[Span, ...]:
        """The sentences."""
        starts = [i for i, token in enumerate(self) if i == 0 or token.is_sent_start]
        return tuple(self.between(first, stop) for first, stop in pairwise([*starts, len(self)]))

    def settle(self) -> None:
        """Nothing is changed any more: from now on questions that are `kept` are answered once."""
        for token in self:
            token.settled = True

    def between(self, start: int, end: int) -> Span:
        """The tokens from one place up to another."""
        return Span(self[start:end])


def kept(question: Callable[Concatenate[Token, P], T]) -> Callable[Concatenate[Token, P], T]:
    """The question, answered once for each token of a text that is settled.

    Args:
        question: of a token, and of what is the same for all of its text, such as the lexicon; nobody changes what it gives.
    """

    def asked(token: Token, *others: Any) -> Any:
        """What the question gave before for the token; it is asked where the text is not settled or for the first time."""
        answers = token.answers
        if answers is None:
            if not token.settled:
                return ask(token, *others)
            answers = token.answers = {}
        found = answers.get(ask, _UNASKED)
        if found is _UNASKED:
            found = answers[ask] = ask(token, *others)
        return found

    ask: Callable[..., Any] = question
    return cast(Callable[Concatenate[Token, P], T], update_wrapper(asked, question))


def plain(doc: tokens.Doc) -> Doc:
    """A copy of a spaCy document that has a parse in Universal Dependencies.

    Of its `user_data` are kept: "starts", where each token begins in the article's text, "article", and "words".
    """
    starts: Sequence[int] | None = doc.user_data.get("starts")
    values: Any = doc.to_array([*COLUMNS, *NUMBERS])
    words = _tokens(doc, values.T.tolist(), starts) if len(doc) else []
    copy = Doc(words)
    heads = (np.arange(len(doc)) + values[:, HEAD].astype(np.int64)).tolist() if words else ()
    copy.text, copy.lang_ = doc.text, doc.lang_
    copy.article, copy.words = doc.user_data.get("article"), doc.user_data.get("words")
    copy.ents = tuple(Name(ent.start, ent.end, ent.label_) for ent in doc.ents)
    hung: list[list[Token]] = [[] for _ in words]
    for i, (token, head, edge) in enumerate(zip(words, heads, _edges(heads), strict=True)):
        token.doc, token.head, token._edge = copy, words[head], edge
        if head != i:
            hung[head].append(token)
    for token, below in zip(words, hung, strict=True):
        if below:
            token.children = tuple(below)
    for sent in copy.sents:
        before = ""
        for token in sent:
            token.sent, token.before = sent, before
            before = token.lower_
    return copy


def _edges(heads: Sequence[int]) -> list[int]:
    """The first token of everything below each token, itself among it."""
    edges = list(range(len(heads)))
    for i, above in enumerate(heads):
        while edges[above] > i:
            edges[above], above = i, heads[above]
    return edges


def _tokens(doc: tokens.Doc, columns: list[list[Any]], starts: Sequence[int] | None) -> list[Token]:
    """The tokens without what ties them to one another."""
    nowhere, begin, vocab = Doc(), 0, doc.vocab
    lemmas, classes, tags, labels, entities, features, forms, spaces, _, opens = columns
    names: dict[Any, str] = {number: vocab.strings[number] for column in columns[: len(COLUMNS)] for number in set(column)}
    bare = {number: names[number].partition(":")[0] for number in set(labels)}
    morphs = {number: morphology(names[number]) for number in set(features)}
    words = {number: _word(vocab, number) for number in set(forms)}
    found: list[Token] = []
    for i, form in enumerate(forms):
        word, space, opening, label = words[form], spaces[i], opens[i], labels[i]
        token = Token(
            nowhere, i, word, " " if space else "", begin, starts[i] if starts else begin, names[lemmas[i]], names[classes[i]],
            names[tags[i]], names[label], names[entities[i]], morphs[features[i]], bare[label], None if opening == 0 else opening == 1,
        )  # fmt: skip
        found.append(token)
        begin += len(word.text) + space
    return found


@lru_cache(maxsize=1 << 16)
def _word(vocab: Vocab, orth: int) -> Word:
    """The word of that number."""
    return Word(vocab[orth])


@lru_cache(maxsize=4096)
def morphology(features: str) -> Morphology:
    """Features of a word by name.

    >>> morphology("Number=Sing|PronType=Int,Rel")
    {'Number': ['Sing'], 'PronType': ['Int', 'Rel']}
    """
    pairs = (feature.partition("=") for feature in features.split("|") if feature not in {"", "_"})
    return {name: values.split(",") for name, _, values in pairs}


def offset(token: Token) -> int:
    """Where the token begins in its article's text; for a text that is no article's, in the text itself."""
    return token.offset


def end(token: Token) -> int:
    """Where the token ends in its article's text."""
    return token.offset + len(token.text)


def sentence(sent: Span) -> Sentence:
    """A sentence as range and words of the article's text."""
    begin, stop = sent[0].offset, end(sent[-1])
    article = sent.doc.article
    return Sentence(begin, stop, article.text[begin:stop] if article else sent.text)
