"""What is over: a fact that a deed has ended, as lifting ends what was imposed, and leaving ends a post.

The deed is another fact between the same two, and the graph keeps the evidence of both; the end is derived when facts are
read, so that it goes when the article that tells of the deed goes. Which relation ends which says `kgo:closes` of the ontology.
The stock question `@ended` follows the same rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.model import Article, End, Entity, Evidence, Fact, Modality, Polarity, Relation
from kg.ontology import closing


class Pair(NamedTuple):
    """A subject and an object between which there may be a deed."""

    subject: Entity
    object: Entity


def pairs(facts: Sequence[Fact]) -> list[tuple[int, Pair]]:
    """Between whom a deed would end one of the facts: the number of the fact, and its ends in both directions."""
    found = [(number, fact) for number, fact in enumerate(facts) if _may_end(fact)]
    ends = [(number, fact.subject, fact.object) for number, fact in found if isinstance(fact.object, Entity)]
    return [(number, pair) for number, subject, object in ends for pair in (Pair(subject, object), Pair(object, subject))]


def deeds() -> tuple[str, ...]:
    """The relations whose facts end others, by `kgo:closes` of the ontology."""
    return tuple(closing())


def deed(pair: Pair, relation: str) -> str:
    """The id of the fact that does so between the two.

    Args:
        relation: one of `deeds`.
    """
    return Fact(pair.subject, Relation(relation, "", typed=True), pair.object).id


def end(fact: Fact, done: Iterable[Fact], articles: Mapping[str, Article]) -> End | None:
    """The end that the first of the deeds makes of the fact after which it does not begin again; None where none does.

    A deed counts where an outlet itself asserts it; its day is what the sentence says, else the day the article came out.
    """
    starts = [_day(piece, articles) for piece in fact.evidence if _asserted(piece)]
    found = []
    for other in done:
        days = [_day(piece, articles) for piece in other.evidence if piece.plain]
        after = [day for day in days if any(start <= day or start.startswith("../") for start in starts) and not _again(fact, day)]
        if after and {*closing()[other.relation.id]} & {fact.relation.id, *fact.relation.parents}:
            found.append(End(min(after) or None, other.id, other.relation.label))
    return min(found, key=lambda it: (it.time or "", it.deed), default=None)


def by_fact(found: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """The deeds of each fact, each once, sorted."""
    grouped: dict[int, set[str]] = defaultdict(set)
    for number, name in found:
        grouped[number].add(name)
    return {number: sorted(names) for number, names in grouped.items()}


def _may_end(fact: Fact) -> bool:
    kinds = (fact.relation.id, *fact.relation.parents)
    closed = {name for names in closing().values() for name in names}
    return fact.relation.typed and not closed.isdisjoint(kinds) and any(piece.plain for piece in fact.evidence)


def _asserted(piece: Evidence) -> bool:
    return piece.polarity is Polarity.AFFIRMED and piece.modality is Modality.ASSERTED


def _day(piece: Evidence, articles: Mapping[str, Article]) -> str:
    article = articles.get(piece.article)
    return piece.time or (article.published if article else None) or ""


def _again(fact: Fact, day: str) -> bool:
    """Whether a sentence names a later time at which it is so."""
    times = [piece.time for piece in fact.evidence if _asserted(piece) and piece.time]
    return any(time > day and not time.startswith((day, "..")) for time in times if day)
