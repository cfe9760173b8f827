"""Weights of a network on disk: `weights.npz`, and `words.txt` with the words that have a word vector."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
TABLES = frozenset({"word", "affix", "ngram", "vectors"})
"""What is kept in eight bits with a scale a row; the rest has sixteen bits."""


def save(weights: Mapping[str, Floats], words: Mapping[str, int], folder: Path) -> None:
    """Writes weights by name, and the words in the order of their rows."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, value in weights.items():
        if name in TABLES:
            scale = np.maximum(np.abs(value).max(1, keepdims=True), np.float32(1e-8)) / np.float32(127)
            arrays |= {name: np.rint(value / scale).astype(np.int8), f"{name}/scale": scale.astype(np.float32)}
        else:
            arrays[name] = value.astype(np.float16)
    np.savez_compressed(folder / "weights.npz", **arrays)  # type: ignore[arg-type]
    (folder / "words.txt").write_text("".join(f"{word}\n" for word in sorted(words, key=words.__getitem__)), encoding="utf-8")


def load(folder: Path) -> tuple[dict[str, Floats], dict[str, int]]:
    """Weights for computing in 32 bits, and the row of each word."""
    with np.load(folder / "weights.npz") as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files if not name.endswith("/scale")}
        for name in weights:
            if f"{name}/scale" in arrays.files:
                weights[name] *= arrays[f"{name}/scale"]
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
    return weights, {word: row for row, word in enumerate(words)}
