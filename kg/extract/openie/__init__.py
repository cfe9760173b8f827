"""Open information extraction: what each sentence says, as subject, relation and objects in the words of the text.

Read off frames (`kg.extract.frames`), in two styles of span, because two traditions want two things of an argument:

    full     a proposition a clause with all its arguments in full, as OpenIE 4 and CaRB's annotators write them
    short    propositions of two arguments as short as they can be said, as MinIE and BenchIE have them

Limits: pronouns stay pronouns, nothing is typed or linked, and nothing is said of what the words only imply.

Papers: Bhardwaj et al., "CaRB" (EMNLP 2019); Gashteovski et al., "BenchIE" (ACL 2022); Del Corro and Gemulla, "ClausIE" (WWW
2013); White et al., "Universal Decompositional Semantics" (EMNLP 2016), for PredPatt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kg.extract.frames import frames
from kg.extract.openie.confidence import confidence, weights
from kg.extract.openie.full import full
from kg.extract.openie.phrases import text
from kg.extract.openie.proposition import Proposition
from kg.extract.openie.short import short
from kg.extract.openie.wording import clauses
from kg.lang import Lexicon
from kg.model import OpenRelation
from kg.model import Span as Range
from kg.parse import Doc, Span, end, offset

Spans = Literal["full", "short"]


def open_relations(doc: Doc, lexicon: Lexicon, spans: Spans = "full", *, first: int = 1) -> Iterator[OpenRelation]:
    """The open relations of a document, sentence by sentence, in order of the clauses; the same words once.

    Args:
        doc: with a parse in Universal Dependencies.
        lexicon: the words of its language.
        spans: how far arguments reach.
        first: the number of the first sentence.
    """
    for number, sent in enumerate(doc.sents, first):
        yield from (made for _, made in propositions(sent, lexicon, spans, number=number))


def propositions(sent: Span, lexicon: Lexicon, spans: Spans = "full", *, number: int = 1) -> list[tuple[Proposition, OpenRelation]]:
    """The open relations of one sentence, each with the tokens that it is made of."""
    read = frames(sent, lexicon)
    made = clauses(read, lexicon)
    table = weights(spans)
    distinct: dict[tuple[str, ...], tuple[Proposition, OpenRelation]] = {}
    for found in full(read, made, lexicon) if spans == "full" else short(made, lexicon):
        relation = _relation(found, number, sent, confidence(found, table))
        distinct.setdefault((relation.subject, relation.relation, *relation.objects), (found, relation))
    return list(distinct.values())


def _relation(found: Proposition, number: int, sent: Span, sure: float) -> OpenRelation:
    doc = sent.doc
    every = sorted({*found.subject, *found.relation, *(i for target in found.objects for i in target)})
    relation = " ".join(part for part in (found.verb, text(doc, found.relation)) if part)
    objects = tuple(text(doc, target) for target in found.objects)
    place = Range(offset(doc[every[0]]), end(doc[every[-1]]))
    whole = text(doc, tuple(range(sent.start, sent.end)))
    return OpenRelation(number, whole, text(doc, found.subject), relation, objects, round(sure, 4), place)
