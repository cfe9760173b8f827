"""Work without Python's search for garbage that refers to itself: an export makes none, the reading of an article little that could go
before it is done, and the search takes a tenth of the time of either."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """A block in which Python does not search for cycles; after it, and after an error in it, it does so as it did before.

    What nothing refers to is let go at once as ever, so memory does not grow where values hold no cycles.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    if not gc.isenabled():  # the caller's own choice, or a block around this one
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
