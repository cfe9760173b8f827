"""Small facts, articles and readings from few words, for tests that are not about language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.model import Article, Claim, Entity, Evidence, Fact, Literal, Mention, Reading, Rejection, Relation, Sentence, Span

BASE = "https://kg.example/entity/"
PARENTS = {"sanctions": ("restricts",), "bans": ("restricts",), "leads": ("worksFor",)}

_SENTENCE = re.compile(r"[^.\n]+\.")
_STATEMENT = re.compile(r"(?P<s>[A-Z]\w*) (?P<r>[a-z]\w*) (?P<o>[A-Z]\w*)\.")
_OPINION = re.compile(r"(?P<s>[A-Z]\w*) might (?P<r>[a-z]\w*) (?P<o>[A-Z]\w*)\.")


def entity(name: str, type: str = "Company", *aliases: str) -> Entity:
    return Entity(BASE + name.lower().replace(" ", "-"), name, type, aliases=tuple(("", alias) for alias in aliases))


def relation(name: str) -> Relation:
    return Relation(name, name, typed=True, parents=PARENTS.get(name, ()))


def evidence(sentence: str = "A b C.", *, article: str = "a1", at: int = 0, **more: Any) -> Evidence:
    words = Sentence(at, at + len(sentence), sentence)
    spans = {name: more.pop(name, Span(at, at)) for name in ("subject", "relation", "object")}
    return Evidence(article, words, **spans, rule="test", **more)


def fact(subject: str | Entity, name: str, object: str | Entity | Literal, *proof: Evidence, typed: bool = True, **more: Any) -> Fact:
    ends = [entity(end) if isinstance(end, str) else end for end in (subject, object)]
    kind = relation(name) if typed else Relation(name, name.replace("-", " "), typed=False)
    assert isinstance(ends[0], Entity)
    return Fact(ends[0], kind, ends[1], proof or (evidence(**more),))


def article(text: str, id: str = "a1", **more: Any) -> Article:
    return Article(id, text, **more)


def toy_reading(article: Article) -> Reading:
    """What a reader would give that knows one sentence pattern: "Huawei sues Verizon." is a fact, with "might" a rejection."""
    return Reading(article, tuple(_facts(article)), tuple(_rejections(article)))


def each(read: Callable[[Article], Reading]) -> Callable[[Sequence[Article]], Iterator[Reading | Exception]]:
    """What reads many articles, as `kg.reading.read_articles` does, from what reads one."""

    def read_each(articles: Sequence[Article]) -> Iterator[Reading | Exception]:
        for article in articles:
            try:
                yield read(article)
            except Exception as error:
                yield error

    return read_each


def _facts(article: Article) -> Iterator[Fact]:
    for sentence in _SENTENCE.finditer(article.text):
        found = _STATEMENT.fullmatch(sentence[0].strip())
        if found:
            at = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
            spans = {end: Span(at + found.start(end), at + found.end(end)) for end in "sro"}
            said = evidence(found[0], article=article.id, at=at, subject=spans["s"], relation=spans["r"], object=spans["o"], confidence=0.9)
            yield fact(found["s"], found["r"], found["o"], said)


def _rejections(article: Article) -> Iterator[Rejection]:
    for found in _OPINION.finditer(article.text):
        words = Sentence(found.start(), found.end(), found[0])
        ends = [Mention(found[end], found.start(end), found.end(end), "name", found[end], article.language) for end in "so"]
        span = Span(found.start("r"), found.end("r"))
        yield Rejection(Claim(article.id, words, ends[0], found["r"], span, ends[1], (), "toy"), "only an opinion")


def by_article(facts: tuple[Fact, ...], articles: dict[str, Article]) -> list[Reading]:
    """Facts merged over articles, taken apart again into one reading an article."""
    readings = []
    for id, source in sorted(articles.items()):
        mine = [replace(found, evidence=tuple(e for e in found.evidence if e.article == id)) for found in facts]
        readings.append(Reading(source, tuple(found for found in mine if found.evidence)))
    return readings
