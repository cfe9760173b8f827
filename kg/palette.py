"""The looks of the pictures: a colour and a shape for each kind of thing, a colour for each standing of a fact.

The hues are those of Okabe and Ito's palette (2008), which readers with any form of colour blindness can tell apart,
darkened to stand on paper. Classes that are kinds of one thing share a shape, so that colour never speaks alone. A class
that is not listed is a grey dot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn: a colour as `#rrggbb`, and the name of a shape of vis-network."""

    colour: str
    shape: str


PLAIN = Look("#7a7a72", "dot")

CLASS_LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "Person": Look("#b5588f", "dot"),
        "Agent": Look("#0072b2", "square"),
        "Organization": Look("#0072b2", "square"),
        "Company": Look("#0072b2", "square"),
        "GovernmentBody": Look("#1f4e79", "square"),
        "PoliticalParty": Look("#1f4e79", "square"),
        "University": Look("#4a9bc9", "square"),
        "MediaOutlet": Look("#4a9bc9", "square"),
        "StockExchange": Look("#4a9bc9", "square"),
        "Place": Look("#00805c", "diamond"),
        "Country": Look("#00805c", "diamond"),
        "City": Look("#5aa987", "diamond"),
        "Product": Look("#c9820a", "triangle"),
        "Technology": Look("#c9820a", "triangle"),
        "Agreement": Look("#8a6d3b", "hexagon"),
        "Event": Look("#8a6d3b", "hexagon"),
    }
)

STANDING_COLOURS: Mapping[str, str] = MappingProxyType(
    {"asserted": "#3a3a36", "said": "#5b6670", "uncertain": "#8a8f94", "denied": "#c23b22"}
)


def look(type_: str) -> Look:
    """How a node of the class is drawn.

    >>> look("Company").shape, look("Unheard of").shape
    ('square', 'dot')
    """
    return CLASS_LOOKS.get(type_, PLAIN)


def edge_colour(standing: str) -> str:
    """The colour of an edge whose fact stands so."""
    return STANDING_COLOURS.get(standing, PLAIN.colour)


FAMILY_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "conflict": "#b8442f",
        "cooperation": "#00785a",
        "trade": "#a86a00",
        "ownership": "#7d4fa0",
        "people": "#1f6fb2",
        "place": "#51616e",
        "other": "#77766f",
    }
)
"""Families of relations, each with the colour of its edges; "other" has the relations of no family and the open ones."""

_FAMILIES = {
    "conflict": "restricts sanctions bans imposesTariffsOn regulates investigates sues fines arrests accuses disputes criticizes "
    "warns threatens attacks urges",
    "cooperation": "permits liftsRestrictionsOn supports contacts meetsWith partnersWith takesPartIn organizes enacts tiedTo",
    "trade": "supplies customerOf produces uses competesWith sells",
    "ownership": "investsIn funds acquires owns ownedBy mergesWith listedOn raises founded",
    "people": "worksFor leads memberOf candidateFor succeeds appoints dismisses leaves",
    "place": "basedIn operatesIn locatedIn partOf heldIn",
}
_FAMILY_OF = {relation: family for family, relations in _FAMILIES.items() for relation in relations.split()}


def family(relation: str, parents: Iterable[str] = ()) -> str:
    """The family of a typed relation: its own, else that of its nearest ancestor that has one.

    >>> family("sanctions"), family("blacklists", ("sanctions", "restricts")), family("hums")
    ('conflict', 'conflict', 'other')
    """
    return next((_FAMILY_OF[name] for name in (relation, *parents) if name in _FAMILY_OF), "other")
