"""Graphs built apart become the one that would have been built at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.newsgraph import readings, run
from kg import stores
from kg.errors import StoreError
from kg.graph import LEDGER, PAGE, STORE, Graph
from kg.ledger import Ledger, read
from kg.merging import Merged, merge
from kg.model import Reading
from tests.readings import other


def built(folder: Path, given: list[Reading], mark: str = "1") -> Path:
    folder.mkdir()
    with stores.open(folder / STORE) as store, Ledger(folder / LEDGER) as ledger:
        for reading in given:
            store.replace(reading, run())
            ledger.record(reading.article.id, mark)
    return folder


def dump(folder: Path) -> bytes:
    with Graph.open(folder) as graph:
        return graph.store.dump()


def test_merged_graphs_are_the_graph_of_all_articles(tmp_path: Path) -> None:
    given = list(readings(120))
    parts = [built(tmp_path / name, some) for name, some in (("a", given[:4]), ("b", given[3:8]), ("c", given[8:]))]
    assert merge(parts, out=tmp_path / "out") == Merged(added=10, replaced=0, unchanged=1)
    assert dump(tmp_path / "out") == dump(built(tmp_path / "whole", given))
    assert read(tmp_path / "out" / LEDGER) == read(tmp_path / "whole" / LEDGER)
    assert (tmp_path / "out" / PAGE).exists()
    assert merge(parts, out=tmp_path / "out") == Merged(added=0, replaced=0, unchanged=11)


def test_of_two_readings_that_of_the_graph_named_last_counts(tmp_path: Path) -> None:
    (given,) = readings(12)
    first, second = built(tmp_path / "a", [given]), built(tmp_path / "b", [other(given)], "2")
    assert merge([first, second], out=tmp_path / "out") == Merged(added=1, replaced=1, unchanged=0)
    assert dump(tmp_path / "out") == dump(second)
    assert read(tmp_path / "out" / LEDGER) == {given.article.id: ("2", "")}


def test_a_graph_is_not_merged_into_itself(tmp_path: Path) -> None:
    folder = built(tmp_path / "a", list(readings(12)))
    with pytest.raises(StoreError, match="cannot be merged into itself"):
        merge([folder], out=tmp_path / "." / "a")


def test_what_is_no_graph_is_not_merged_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no graph in"):
        merge([tmp_path / "nothing"], out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
