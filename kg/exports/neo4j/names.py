"""Names that Neo4j and its query language take as they are: labels, types and ids, whatever an article calls a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from kg.model import Evidence
from kg.network import period
from kg.status import speaker

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST_TYPE = 80
# Relationships of our own; a relation of one of these names gets a prefix. PART_OF may be both: it joins sentences to
# articles, or entities.
_TAKEN = frozenset({"SUBJECT", "OBJECT", "ATTRIBUTED_TO", "FROM_SENTENCE"})


def relationship_type(relation: str) -> str:
    """A relation's id as a relationship type: upper case, words joined by underscores, nothing else.

    >>> relationship_type("imposesTariffsOn"), relationship_type("speak-out-against"), relationship_type("5g")
    ('IMPOSES_TARIFFS_ON', 'SPEAK_OUT_AGAINST', 'R_5G')
    >>> relationship_type("object")
    'F_OBJECT'
    """
    words = re.sub(r"[^A-Za-z0-9]+", "_", _WORD_START.sub("_", relation)).strip("_").upper()
    if len(words) > _LONGEST_TYPE:
        words = f"{words[:_LONGEST_TYPE]}_{sha256(relation.encode('utf-8', 'replace')).hexdigest()[:8].upper()}"
    kind = words if words[:1].isalpha() else f"R_{words or 'RELATED'}"
    return f"F_{kind}" if kind in _TAKEN else kind


def node_label(type_: str) -> str:
    """A class's local name as a node label: letters and digits only, `Thing` where nothing is left.

    >>> node_label("GovernmentBody"), node_label("`) DETACH DELETE n //"), node_label("5G")
    ('GovernmentBody', 'DETACHDELETEn', 'C5G')
    """
    letters = re.sub(r"[^A-Za-z0-9]", "", type_) or "Thing"
    return letters if letters[0].isalpha() else f"C{letters}"


def claim_id(fact: str, evidence: Evidence, told: Iterable[object]) -> str:
    """A hash of the fact's id, the sentence and the words that state it: the same claim has the same id in every export.

    Args:
        told: what `said` gives of the evidence.
    """
    sentence, subject, relation, object_ = evidence.sentence, evidence.subject, evidence.relation, evidence.object
    spans = (
        f"{sentence.start},{sentence.end}\x1f{subject.start},{subject.end}\x1f"
        f"{relation.start},{relation.end}\x1f{object_.start},{object_.end}"
    )
    who = evidence.attribution.id if evidence.attribution else None
    parts = (fact, evidence.article, spans, evidence.rule, who, *told)
    return sha256("\x1f".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:16]


def sentence_id(evidence: Evidence) -> str:
    """The sentence's article and range, as a text fragment of RFC 5147."""
    return f"{evidence.article}#char={evidence.sentence.start},{evidence.sentence.end}"


def said(evidence: Evidence) -> tuple[object, ...]:
    """What the sentence says about the status of the fact: polarity, modality, speaker, time, its days, amount, role, confidence."""
    values = (evidence.polarity.value, evidence.modality.value, speaker(evidence), evidence.time)
    return (*values, *period(evidence.time), evidence.amount, evidence.role, evidence.confidence)
