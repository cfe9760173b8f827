"""Why a fact is in the graph: the sentences that say it, with the words that say it marked; and why a claim is not.

Entities are found by IRI, name or alias, relations by name, label or parent; case, accents and punctuation don't count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kg import rdf
from kg.errors import QueryError
from kg.model import Entity, Evidence, Fact, Polarity
from kg.names import fold
from kg.status import Standing, hedge, speaker, standing

ANYTHING = "_"
"""Stands for any subject, relation or object in a question."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which facts are meant; None stands for anything. With `turned`, subject and object may change places."""

    subject: tuple[Entity, ...] | None
    relation: str | None
    object: tuple[Entity, ...] | None
    turned: bool = False


def ask(store: rdf.Source, subject: str | None, relation: str | None = None, object: str | None = None) -> Question:
    """The question that the words of a user mean.

    A subject alone means every fact about it, at either end. Two words of which the second names no relation but an
    entity mean the facts between both. `_` and None stand for anything.

    Raises:
        QueryError: a word names nothing in the graph; the message offers what comes close.
    """
    words = [None if word in (None, "", ANYTHING) else word for word in (subject, relation, object)]
    entities = list(rdf.entities(store))
    first, verb, last = words
    if verb and not last and not _is_relation(store, verb) and named(entities, verb):
        verb, last, turned = None, verb, True
    else:
        turned = not verb and not last
    ends = [None if word is None else _must(entities, word) for word in (first, last)]
    return Question(ends[0], verb, ends[1], turned)


def why(store: rdf.Source, question: Question) -> list[Fact]:
    """The facts that the question means, best attested first, each with all its evidence."""
    about = question.subject or question.object
    if about is None:
        found: Iterable[Fact] = rdf.facts(store)
    else:
        found = {fact.id: fact for entity in about for fact in rdf.facts(store, about=entity.id)}.values()
    return sorted((fact for fact in found if _meant(fact, question)), key=_rank)


def why_not(store: rdf.Source, first: str, second: str | None = None) -> list[rdf.Refusal]:
    """The rejected claims between two names (or about one), in either direction, each with its reason.

    A name need not be an entity of the graph: what was rejected may have left nothing else behind.
    """
    entities = list(rdf.entities(store))
    near = _spellings(entities, first)
    far = None if second is None else _spellings(entities, second)
    return [refusal for refusal in rdf.rejections(store) if _between(fold(refusal.subject), fold(refusal.object), near, far)]


def named(entities: Iterable[Entity], name: str) -> tuple[Entity, ...]:
    """The entities of that IRI, name or alias; those whose own label it is go before those that are also called so.

    >>> us = Entity("https://kg.example/entity/united-states", "United States", "Country", (), (("nl", "VS"),))
    >>> [entity.label for entity in named([us], "de vs")]
    ['United States']
    """
    wanted = fold(name)
    by_label, by_alias = [], []
    for entity in entities:
        if entity.id == name or fold(entity.label) == wanted:
            by_label.append(entity)
        elif any(fold(other) == wanted for other in entity.names):
            by_alias.append(entity)
    return tuple(by_label or by_alias)


def pieces(evidence: Evidence) -> list[tuple[str, str]]:
    """The sentence cut where a marked part begins or ends: pairs of words and their part, "" outside of all parts.

    Parts are "subject", "relation" and "object". Where they overlap, ends go before the relation; spans that lie in
    another sentence (a pronoun's antecedent never does, a headline's may) are left out.
    """
    sentence = evidence.sentence
    parts = [""] * len(sentence.text)
    for name, span in (("relation", evidence.relation), ("object", evidence.object), ("subject", evidence.subject)):
        for place in range(max(span.start - sentence.start, 0), min(span.end - sentence.start, len(parts))):
            parts[place] = name
    cut: list[tuple[str, str]] = []
    for letter, part in zip(sentence.text, parts, strict=True):
        if cut and cut[-1][1] == part:
            cut[-1] = (cut[-1][0] + letter, part)
        else:
            cut.append((letter, part))
    return cut


def stance(evidence: Evidence) -> str:
    """How the sentence stands to the fact, in a few words.

    "stated" is the outlet's own voice; all else names what keeps the fact from that.
    """
    who = speaker(evidence)
    words = {Standing.ASSERTED: "stated", Standing.SAID: "said", Standing.DENIED: "denied"}.get(standing(evidence), hedge(evidence))
    if evidence.polarity is Polarity.NEGATED and evidence.modality.value != "asserted":
        words = f"denied, {evidence.modality.value}"
    return f"{words} by {who}" if who else words


def _must(entities: list[Entity], name: str) -> tuple[Entity, ...]:
    found = named(entities, name)
    if found:
        return found
    labels = {fold(entity.label): entity.label for entity in entities}
    close = [labels[match] for match in get_close_matches(fold(name), sorted(labels), n=3, cutoff=0.6)]
    hint = f"did you mean {' or '.join(map(repr, close))}?" if close else "`kg query @most-connected` lists the names that it knows."
    raise QueryError(f"Nothing in the graph is called {name!r}; {hint}")


def _is_relation(store: rdf.Source, word: str) -> bool:
    return any(_means(fact, word) for fact in rdf.facts(store))


def _means(fact: Fact, word: str) -> bool:
    relation = fact.relation
    return fold(word) in {fold(relation.id), fold(relation.label), *map(fold, relation.parents)} or word == relation.id


def _meant(fact: Fact, question: Question) -> bool:
    if question.relation is not None and not _means(fact, question.relation):
        return False
    straight = _at(fact.subject, question.subject) and _at(fact.object, question.object)
    return straight or (question.turned and _at(fact.object, question.subject) and _at(fact.subject, question.object))


def _at(end: object, wanted: tuple[Entity, ...] | None) -> bool:
    return wanted is None or (isinstance(end, Entity) and end.id in {entity.id for entity in wanted})


def _rank(fact: Fact) -> tuple[int, int, str, str, str]:
    best = min((list(Standing).index(standing(evidence)) for evidence in fact.evidence), default=len(Standing))
    return best, -len(fact.evidence), fact.subject.label, fact.relation.id, fact.object.label


def _spellings(entities: list[Entity], name: str) -> set[str]:
    found = named(entities, name)
    return {fold(name), *(fold(other) for entity in found for other in (entity.label, *entity.names))}


def _between(subject: str, object_: str, near: set[str], far: set[str] | None) -> bool:
    if far is None:
        return subject in near or object_ in near
    return (subject in near and object_ in far) or (subject in far and object_ in near)
