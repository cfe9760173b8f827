"""More than fits into memory comes out sorted, and leaves nothing open."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import sorting
from kg.sorting import ordered


@given(st.lists(st.tuples(st.integers(0, 9), st.text(max_size=3))), st.integers(1, 4), st.integers(2, 3))
def test_it_is_a_stable_sort_whatever_the_size_of_a_run(items: list[tuple[int, str]], run: int, files: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "FILES", files)
        assert list(ordered(items, key=lambda item: item[0], run=run)) == sorted(items, key=lambda item: item[0])


def test_a_run_is_all_that_is_read_ahead() -> None:
    read = 0

    def source() -> Iterator[int]:
        nonlocal read
        for number in range(100):
            read += 1
            yield -number

    assert next(ordered(source(), key=int, run=10)) == -99
    assert read == 100
    small = ordered(source(), key=int, run=1000)
    assert next(small) == -99


def test_a_stream_that_is_given_up_closes_its_files() -> None:
    stream = ordered(range(50), key=int, run=10)
    assert next(stream) == 0
    stream.close()  # type: ignore[attr-defined]
    gc.collect()  # an open file would warn, and a warning is an error here
