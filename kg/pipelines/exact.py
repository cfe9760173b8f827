"""Matrix products without rounding, so that a row's result depends on nothing but the row.

A fast product of floating point numbers adds in an order that depends on the shape of the matrices and on the processor, and the last
bits of a result with it: a text would read differently beside another text. Here both factors are whole numbers small enough that no sum
of products leaves the range in which 32-bit floating point is exact. The order of adding is then of no consequence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MOST = 512
"""The greatest whole number on the side of the rows."""
_EXACT = 2**24


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as whole numbers, with the worth of one in each column and the steps to one in each row's input."""

    values: Floats
    worth: Floats
    steps: Floats

    def times(self, rows: Floats) -> Floats:
        """Rows times this matrix; inputs are rounded to steps, those out of range to the greatest number."""
        whole = rows * self.steps
        np.rint(whole, out=whole)
        np.clip(whole, -MOST, MOST, out=whole)
        product = np.asarray(whole @ self.values, np.float32)
        product *= self.worth
        return product


def matrix(values: Floats, steps: float | NDArray[np.float32]) -> Matrix:
    """A matrix for exact products.

    Args:
        values: inputs by outputs.
        steps: how fine an input is read, for all inputs or for each: 64 means steps of 1/64 and a range of ±8.

    >>> one = matrix(np.array([[1.0], [2.0]], np.float32), 64)
    >>> one.times(np.array([[3.0, 0.5]], np.float32)).round(2).tolist()
    [[4.0]]
    """
    fine = np.broadcast_to(np.asarray(steps, np.float32), values.shape[:1]).astype(np.float32)
    worth = values.astype(np.float64) / fine[:, None]
    room = _EXACT // MOST - len(values)  # each number may be rounded up by a half
    unit = np.maximum(np.abs(worth).sum(0), 1e-12) / room
    return Matrix(np.rint(worth / unit).astype(np.float32), unit.astype(np.float32), fine)
