"""The formats that facts are written in, by name.

Each is a module with `write(facts, articles, path)`; those of one file also have `generate(facts, articles)`, which gives
the text in pieces, for a stream. Formats of RDF are written from the store (`kg.exports.rdf`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from kg.exports import csv, edgelist, gexf, graphml, jsonl, neo4j, nodelink, yed
from kg.model import Article, Fact

Write = Callable[[Iterable[Fact], Mapping[str, Article], Path], None]
Generate = Callable[[Iterable[Fact], Mapping[str, Article]], Iterator[str]]

FORMATS: Mapping[str, Write] = MappingProxyType(
    {
        "jsonl": jsonl.write,
        "gexf": gexf.write,
        "graphml": graphml.write,
        "yed": yed.write,
        "csv": csv.write,
        "nodelink": nodelink.write,
        "edgelist": edgelist.write,
        "neo4j": neo4j.write,
    }
)

MERGED: Mapping[str, Write] = MappingProxyType(
    {
        "gexf": partial(gexf.write, merge=True),
        "graphml": partial(graphml.write, merge=True),
        "yed": partial(yed.write, merge=True),
        "csv": partial(csv.write, merge=True),
        "nodelink": partial(nodelink.write, merge=True),
    }
)
"""The formats that can have one edge a pair of nodes instead of one a fact. An `edgelist` always has."""

# The formats of one file, which can go to standard output; the others are folders.
STREAMS: Mapping[str, Generate] = MappingProxyType(
    {
        "jsonl": jsonl.generate,
        "gexf": gexf.generate,
        "graphml": graphml.generate,
        "yed": yed.generate,
        "nodelink": nodelink.generate,
        "edgelist": edgelist.generate,
    }
)
