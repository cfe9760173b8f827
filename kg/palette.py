"""The colours of the pictures: one for each kind of thing and for each standing of a fact.

The hues are those of Okabe and Ito's palette (2008), which readers with any form of colour blindness can tell apart,
darkened where they stand on paper. Classes that are kinds of one thing share a hue; what is not listed is grey.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

GREY = "#7a7a72"

CLASS_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "Person": "#b5588f",
        "Organization": "#0072b2",
        "Company": "#0072b2",
        "GovernmentBody": "#1b4f72",
        "PoliticalParty": "#1b4f72",
        "University": "#3d9fd4",
        "MediaOutlet": "#3d9fd4",
        "StockExchange": "#3d9fd4",
        "Agent": "#0072b2",
        "Place": "#00805c",
        "Country": "#00805c",
        "City": "#00805c",
        "Product": "#c9820a",
        "Technology": "#c9820a",
        "Agreement": "#8a6d3b",
        "Event": "#8a6d3b",
    }
)

STANDING_COLOURS: Mapping[str, str] = MappingProxyType(
    {"asserted": "#3a3a36", "said": "#5b6670", "uncertain": "#8a8f94", "denied": "#c23b22"}
)


def colour(type_: str) -> str:
    """The colour of a node of the class.

    >>> colour("Company"), colour("Unheard of")
    ('#0072b2', '#7a7a72')
    """
    return CLASS_COLOURS.get(type_, GREY)


def edge_colour(standing: str) -> str:
    """The colour of an edge whose fact stands so."""
    return STANDING_COLOURS.get(standing, GREY)
