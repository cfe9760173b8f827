"""Reads news articles in English and Dutch and builds a knowledge graph in which every fact keeps its sentence.

    import kg

    graph = kg.build("corpus/articles", out="build")    # or kg.open("build")
    graph.query("SELECT ...")                           # or "@name", a stock question
    graph.facts(), graph.why("Huawei"), graph.to_networkx(), graph.write("graph.gexf")
    kg.extract("The United States imposed sanctions on Huawei.")

The three functions load what they need when they are first named, so `import kg` is instant.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.graph import open as open
    from kg.pipeline import build as build
    from kg.pipeline import extract as extract

__version__ = "0.1.0"

__all__ = ["Graph", "__version__", "build", "extract", "open"]

_HOMES = {"Graph": "kg.graph", "build": "kg.pipeline", "extract": "kg.pipeline", "open": "kg.graph"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """This package. Python binds the folder `kg/extract` to the name `extract` when it is first imported; here the function keeps it."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
