"""Article -> Reading: annotate, extract, link and ground in a row, for one article or for many."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path

from platformdirs import user_cache_path

from kg.aliases import NOTHING, Own
from kg.annotate import annotate, annotate_all
from kg.extract.claims import claims
from kg.extract.patterns import compile_patterns
from kg.extract.scene import Reader, reader
from kg.garbage import uncollected
from kg.ground import attributed, ground
from kg.lang import languages, lexicon
from kg.link import linker
from kg.model import Article, Claim, Entity, Evidence, Fact, Literal, Reading, Rejection, Span, replace
from kg.ontology import load as load_ontology
from kg.parse import Doc
from kg.pipelines import describe
from kg.pipelines import load as load_pipeline

log = logging.getLogger(__name__)


def read_article(article: Article) -> Reading:
    """Everything that the article says: facts with their evidence, and what was rejected.

    Raises:
        UnsupportedLanguage: no pipeline reads the article's language.
    """
    with uncollected():
        return _read(article, annotate(article))


def read_articles(articles: Sequence[Article]) -> Iterator[Reading | Exception]:
    """The articles in their order, each as `read_article` gives it, or the error that it raises; they are parsed together, which is faster.

    What was parsed together stays in memory until all are read: hand over as many as may.
    """
    docs: Iterator[Doc | None]
    try:
        docs = annotate_all(articles)
    except Exception:  # of an article that cannot be parsed: each is tried by itself below, where its error is told
        log.debug("parsing %d articles together failed", len(articles), exc_info=True)
        docs = repeat(None)
    for article in articles:
        try:
            with uncollected():
                doc = next(docs)
                reading: Reading | Exception = read_article(article) if doc is None else _read(article, doc)
        except Exception as error:
            reading = error
        yield reading


def _read(article: Article, doc: Doc) -> Reading:
    return link(article, tuple(claims(doc, reader_of(article.language))))


def link(article: Article, found: tuple[Claim, ...], own: Own = NOTHING) -> Reading:
    """What the claims of an article say, with the names as the user has them; the article is not read for it.

    Args:
        found: `Reading.claims` of what `read_article` gave.
        own: from `kg.aliases.load`; without it, names are what the ontology says.
    """
    index = own.over(linker(), article.id)
    facts: list[Fact] = []
    rejected: list[Rejection] = []
    for claim in found:
        result = ground(claim, index)
        if isinstance(result, Rejection):
            rejected.append(result)
        else:
            facts.append(attributed(result, claim, index))
    return Reading(article, merge(facts), tuple(rejected), found)


@cache
def reader_of(language: str) -> Reader:
    """What reads a language with the ontology that comes with the program; made once a process.

    Raises:
        UnsupportedLanguage: no pipeline reads it.
    """
    ontology = load_ontology()
    patterns = compile_patterns(ontology, load_pipeline(language), lexicon(language), cache=cache_folder())
    return reader(language, ontology, linker(), patterns)


def cache_folder() -> Path:
    """Where compiled patterns are kept between runs: the user's cache folder."""
    return user_cache_path("kg")


def pipelines_used() -> tuple[tuple[str, str], ...]:
    """Names and versions of the pipelines that articles are read with, for the record of a run."""
    return tuple((info.name, info.version) for info in describe() if info.language in languages())


def merge(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """One fact for each subject, relation and object, with all evidence; entities with all names and one class each."""
    facts = list(facts)
    entities = _entities(facts)
    same: dict[str, list[Fact]] = {}
    for fact in facts:
        same.setdefault(fact.id, []).append(fact)
    return tuple([_merged(same[name], entities) for name in sorted(same)])


def _merged(facts: list[Fact], entities: dict[str, Entity]) -> Fact:
    """The facts of one id as one."""
    fact, pieces = facts[-1], [_answered(piece, entities) for fact in facts for piece in fact.evidence]
    target = fact.object if isinstance(fact.object, Literal) else entities[fact.object.id]
    return Fact(entities[fact.subject.id], fact.relation, target, _once(pieces) if len(pieces) > 1 else tuple(pieces))


def _answered(piece: Evidence, entities: dict[str, Entity]) -> Evidence:
    """The piece with its speaker as all facts know him."""
    speaker = entities[piece.attribution.id] if piece.attribution else None
    return piece if speaker is piece.attribution else replace(piece, attribution=speaker)


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One piece for the same words of a sentence, the surest: a verb and its noun both say what "imposes sanctions" says."""
    best: dict[tuple[str, int, Span, Span], Evidence] = {}
    for piece in sorted(evidence, key=lambda piece: (-piece.confidence, piece.rule)):
        best.setdefault((piece.article, piece.sentence.start, piece.subject, piece.object), piece)
    return tuple(sorted(best.values(), key=_place))


def _place(piece: Evidence) -> tuple[str, int, int, int, int, str]:
    return piece.article, piece.sentence.start, piece.subject.start, piece.relation.start, piece.object.start, piece.rule


def _entities(facts: list[Fact]) -> dict[str, Entity]:
    """Every entity of the facts, its aliases put together; of several classes the one most facts gave it, else the first by name."""
    seen: dict[str, list[Entity]] = {}
    for fact in facts:
        for entity in (fact.subject, fact.object, *(piece.attribution for piece in fact.evidence)):
            if isinstance(entity, Entity):
                seen.setdefault(entity.id, []).append(entity)
    merged = {}
    for name, copies in seen.items():
        first = copies[0]
        if all(copy is first or (copy.type == first.type and copy.aliases == first.aliases) for copy in copies):
            ordered = tuple(sorted({*first.aliases})) if len(first.aliases) > 1 else first.aliases
            merged[name] = first if ordered == first.aliases else replace(first, aliases=ordered)
            continue
        types = [copy.type for copy in copies]
        kind = min(types, key=lambda kind: (-types.count(kind), kind))
        aliases = tuple(sorted({alias for copy in copies for alias in copy.aliases}))
        merged[name] = replace(first, type=kind, aliases=aliases)
    return merged
