"""What two voices tell differently though there is one of it: the amount or the time of a deed, who holds a post, where a seat is.

Of which relations there is one says the ontology (`kg.marks`), with the months that may lie between. As with what is over
(`kg.rdf.ends`), a disagreement is derived when facts are read. The stock question `@disputed` follows the same rules; that one voice
denies what another affirms is in `kg.status`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from kg.marks import months, narrowest, posts
from kg.model import Article, Disagreement, Entity, Evidence, Fact, Modality, Polarity

MONTH = 31
YEAR = 12 * MONTH
SAME = Decimal("1.1")
"""Amounts that differ by no more than this factor are the same, rounded."""


class Rival(NamedTuple):
    """A relation and an end, a subject or an object, of which there is one at the other end."""

    relation: str
    end: str
    of_subject: bool


def rival(fact: Fact) -> Rival | None:
    """What a fact must have in common with this one to contradict it; None where no other fact can."""
    name = fact.relation.id
    if not fact.relation.typed or not any(piece.plain for piece in fact.evidence):
        return None
    if name in months("oneSubject") and isinstance(fact.object, Entity) and any(map(_post, fact.evidence)):
        return Rival(name, fact.object.id, False)
    if name in (months("oneObject") if isinstance(fact.object, Entity) else months("oneAmount")):
        return Rival(name, fact.subject.id, True)
    return None


def within(fact: Fact, articles: Mapping[str, Article]) -> list[Disagreement]:
    """What the voices of one fact tell differently: the amount or the time of the deed."""
    found = [*_of_amounts(fact, fact, articles), *_of_times(fact, articles)] if fact.relation.typed and len(fact.evidence) > 1 else []
    return sorted(set(found), key=_order)


def between(fact: Fact, others: Iterable[Fact], articles: Mapping[str, Article]) -> list[Disagreement]:
    """What other facts tell against the fact.

    Args:
        others: the facts that have its `rival` in common, each stated by an outlet itself.
    """
    found: list[Disagreement] = []
    for other in others:
        if other.id == fact.id:
            continue
        if not isinstance(fact.object, Entity) or not isinstance(other.object, Entity):
            found += [*_of_amounts(fact, other, articles), *map(_turned(other), _of_amounts(other, fact, articles))]
            continue
        several = fact.relation.id in months("oneObject")
        ends = (fact.object, other.object) if several else (fact.subject, other.subject)
        if ends[0].type == ends[1].type and ends[0].type in narrowest():  # of a wider class, one may lie in the other
            for post in [None] if several else sorted({post for piece in fact.evidence if (post := _post(piece))}):
                found += _of_values(fact, other, ends, post, articles)
    return sorted(set(found), key=_order)


def _order(found: Disagreement) -> tuple[str, str, str, str]:
    return found.kind, found.one, found.other, found.fact


def _turned(other: Fact) -> Callable[[Disagreement], Disagreement]:
    return lambda found: Disagreement(found.kind, found.other, found.one, other.id)


def _of_amounts(fact: Fact, other: Fact, articles: Mapping[str, Article]) -> list[Disagreement]:
    """The smaller amounts that the fact is told with, each with a larger one that another voice tells."""
    limit = months("oneAmount").get(fact.relation.id)
    if limit is None:
        return []
    pairs = ((one, another) for one in _told(fact) for another in _told(other) if one.amount and another.amount)
    found = [(one, another) for one, another in pairs if _larger(one.amount or "", another.amount or "") and _two_voices(one, another)]
    near = [
        (one, another)
        for one, another in found
        if (gap := _apart(_day(one, articles), _day(another, articles))) is not None and gap <= MONTH * limit
    ]
    return [Disagreement("amount", one.amount or "", another.amount or "", other.id) for one, another in near]


def _of_times(fact: Fact, articles: Mapping[str, Article]) -> list[Disagreement]:
    """The times that the fact is told with, each with a later one that another voice tells."""
    limit = months("oneTime").get(fact.relation.id)
    if limit is None:
        return []
    told = [piece for piece in _told(fact) if piece.modality is not Modality.PLANNED and piece.time and "/" not in piece.time]
    pairs = ((one, another) for one in told for another in told if (one.time or "") < (another.time or "") and _two_voices(one, another))
    far = [pair for pair in pairs if (gap := _apart(pair[0].time, pair[1].time)) is not None and gap > MONTH * limit]
    return [Disagreement("time", one.time or "", another.time or "", fact.id) for one, another in far]


def _of_values(
    fact: Fact, other: Fact, ends: tuple[Entity, Entity], post: str | None, articles: Mapping[str, Article]
) -> list[Disagreement]:
    """The two ends where both are told for one time, and no article tells both."""
    limit = months("oneSubject" if post else "oneObject")[fact.relation.id]
    (mine, span), (theirs, period) = (
        _held([piece for piece in _so(each) if post in (None, _post(piece))], articles) for each in (fact, other)
    )
    if not mine or not theirs or mine & theirs or max(span[0], period[0]) - min(span[1], period[1]) > MONTH * limit:
        return []
    return [Disagreement("value", ends[0].label, ends[1].label, other.id)]


def _told(fact: Fact) -> list[Evidence]:
    """What counts as telling that it is so or will be."""
    pieces = [piece for piece in fact.evidence if piece.polarity is Polarity.AFFIRMED and piece.modality is not Modality.POSSIBLE]
    return [piece for piece in pieces if not piece.likely]


def _so(fact: Fact) -> list[Evidence]:
    """What counts as telling that it is so: what is told of a past that is over does not."""
    pieces = [piece for piece in _told(fact) if piece.modality is Modality.ASSERTED]
    return [piece for piece in pieces if not (piece.time or "").startswith("..")]


def _post(piece: Evidence) -> str | None:
    return posts().get((piece.role or "").lower())


def _two_voices(one: Evidence, other: Evidence) -> bool:
    return one.article != other.article or _voice(one) != _voice(other)


def _voice(piece: Evidence) -> str:
    return piece.attribution.id if piece.attribution else piece.attribution_text or ""


def _larger(one: str, other: str) -> bool:
    """Whether the second amount is of the same unit and larger than the first by more than rounding."""
    (size, _, unit), (more, _, same) = one.partition(" "), other.partition(" ")
    try:
        return unit == same and Decimal(more) > SAME * Decimal(size)
    except InvalidOperation:
        return False


def _day(piece: Evidence, articles: Mapping[str, Article]) -> str | None:
    """The time of the deed where it is one, else the day on which the article came out."""
    article = articles.get(piece.article)
    return piece.time if piece.time and "/" not in piece.time else article.published if article else None


def _apart(one: str | None, other: str | None) -> int | None:
    """How many days lie between two times at least, none or fewer where they overlap; None where one is no time."""
    if not one or not other:
        return None
    (first, last), (since, until) = _bounds(one), _bounds(other)
    known = first is not None and last is not None and since is not None and until is not None
    return max(first - until, since - last) if known else None  # type: ignore[operator]


def _bounds(time: str) -> tuple[int | None, int | None]:
    """The first and the last day that a time may mean."""
    return _number(time, "0000-01-01"), _number(time, "0000-12-31")


def _number(time: str, rest: str) -> int | None:
    whole = time + rest[len(time) :]
    try:
        return YEAR * int(time[:4]) + MONTH * int(whole[5:7]) + int(whole[8:10])
    except ValueError:
        return None


def _held(told: Iterable[Evidence], articles: Mapping[str, Article]) -> tuple[set[str], tuple[int, int]]:
    """The articles that tell it with a time, and since when it is so at the latest and until when at least, by all of them.

    What is so at two times was so between.
    """
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for piece in told:
        article = articles.get(piece.article)
        issued = (article.published if article else None) or ""
        start, slash, stop = (piece.time or issued).partition("/")
        stop = (issued or start) if stop == ".." else stop if slash else start
        since, until = _number(start, "0000-12-31"), _number(stop, "0000-01-01")
        if since is not None and until is not None:
            found[piece.article].append((since, until))
    spans = [span for several in found.values() for span in several]
    return set(found), (min((since for since, _ in spans), default=0), max((until for _, until in spans), default=0))
