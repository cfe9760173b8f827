"""Reading pieces of evidence back from a store, some by the facts that they speak for; all of them is `kg.rdf.walk`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.model import Entity, Evidence, Modality, Polarity
from kg.rdf import terms as t
from kg.rdf.articles import sentence, span
from kg.rdf.lookup import about, answers

SAID = (
    "sentence", "subjectSpan", "relationSpan", "objectSpan", "rule", "polarity", "modality", "confidence",
    "attributedTo", "attributionText", "time", "amount", "role",
)  # fmt: skip
"""What is read of a piece of evidence, in the order that `Said` has it; names of the statement vocabulary."""

_SPEAKER = SAID.index("attributedTo")
_POLARITIES = {t.KG + polarity.value: polarity for polarity in Polarity}
_MODALITIES = {t.KG + modality.value: modality for modality in Modality}
_NEARBY = 1 << 16  # ranges and names that are kept in memory, a quarter of a kilobyte each

_span, _article_id = lru_cache(_NEARBY)(span), lru_cache(_NEARBY)(t.article_id)


class Said(NamedTuple):
    """A piece of evidence as the store has it: a text for each of `SAID`, or None, and the words of its sentence."""

    record: Sequence[Any]
    words: str

    @property
    def speaker(self) -> str | None:
        """The IRI of who says it, where it is not the outlet."""
        return self.record[_SPEAKER]  # type: ignore[no-any-return]


def of_facts(store: t.Source, nodes: Sequence[str], article: ox.NamedNode | None = None) -> list[list[Said]]:
    """The evidence of each of the facts with these IRIs, in their order, in one article or in all."""
    found = _pieces(store, nodes, article)
    records = _records(store, [node for _, node in found])
    places = sorted({record[0] for record in records})
    words = {places[number]: text.value for number, text in answers(store, places, "?node kg:text ?found", "?found")}
    by_fact: list[list[Said]] = [[] for _ in nodes]
    for (number, _), record in zip(found, records, strict=True):
        by_fact[number].append(Said(record, words[record[0]]))
    return by_fact


def in_place(given: Iterable[Said], entities: Mapping[str, Entity]) -> tuple[Evidence, ...]:
    """What is said as evidence, by place; what stands at the same place in an order of its own, which takes longer to work out."""
    evidence = [_mention(*said, entities) for said in given]
    if len(evidence) == 1:
        return (evidence[0],)  # mostly
    evidence.sort(key=_place)
    if len({_place(piece) for piece in evidence}) < len(evidence):
        evidence.sort(key=lambda piece: (_place(piece), str(piece)))
    return tuple(evidence)


def _pieces(store: t.Source, nodes: Sequence[str], article: ox.NamedNode | None) -> list[tuple[int, str]]:
    """The pieces of evidence of the facts, each with the number of its fact. Those of one article are found from the article:
    a fact that many tell has many others."""
    if article is None:
        return [(number, node.value) for number, node in answers(store, nodes, "?found kg:fact ?node", "?found")]
    numbers = {node: number for number, node in enumerate(nodes)}
    owned = (link.subject for link in store.triples(None, t.IN_ARTICLE, article))
    links = (link for evidence in owned for link in store.triples(evidence, t.OF_FACT))
    return [(numbers[link.object.value], link.subject.value) for link in links if link.object.value in numbers]


def _records(store: t.Source, nodes: Sequence[str]) -> list[list[Any]]:
    """What is said of each piece of evidence, as `SAID` orders it."""
    records: list[list[Any]] = [[None] * len(SAID) for _ in nodes]
    for number, kind, value in about(store, nodes, tuple(map(t.kg, SAID))):
        records[number][kind] = value.value
    return records


def _mention(record: Sequence[Any], words: str, entities: Mapping[str, Entity]) -> Evidence:
    place, subject, relation, object_, rule, polarity, modality, confidence, speaker, speech, time, amount, role = record
    return Evidence(
        article=_article_id(place.partition("#")[0]),
        sentence=sentence(place, words),
        subject=_span(subject),
        relation=_span(relation),
        object=_span(object_),
        rule=rule,
        polarity=_POLARITIES[polarity],
        modality=_MODALITIES[modality],
        attribution=None if speaker is None else entities[speaker],
        attribution_text=speech,
        time=time,
        amount=amount,
        role=role,
        confidence=float(confidence),
    )


def _place(evidence: Evidence) -> tuple[str, int, int, int, int]:
    return (evidence.article, evidence.sentence.start, evidence.relation.start, evidence.subject.start, evidence.object.start)
