"""The structure network in NumPy: forms in, scores out. `training/model.py` is the same in PyTorch, where the weights come from.

A vector for each form (tables found by hashing, word vectors where there are any), two layers of bidirectional LSTM over a stretch of text,
and linear heads on its states. Products are exact (`kg.pipelines.exact`), so that a text reads the same whatever is read beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.pipelines.exact import Floats, Matrix, matrix
from kg.pipelines.features import features, key, remembered

TABLES = ("word", "affix", "ngram")
LAYERS = 2
TOGETHER = 256
"""Words that are labelled at a time."""
_EPSILON = 1e-5
_WIDE, _SUM, _UNIT = 64.0, 256.0, 512.0
"""Steps to one of inputs that are mostly within ±8, within ±2 (sums of two states) and within ±1 (states)."""


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name, and the row of each word that has a word vector."""

    weights: Mapping[str, Floats]
    words: Mapping[str, int] = field(default_factory=dict)
    _memory: dict[str, Floats] = field(default_factory=dict, repr=False)
    _exact: dict[str, Matrix] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Prepares the matrices for exact products."""
        steps: dict[str, float] = {"mix": _WIDE, "arc": _SUM, "rel": _SUM} | dict.fromkeys(
            ("feats", "xpos", "edit", "arc weight", "rel weight"), _WIDE
        )
        for layer in range(LAYERS):
            for direction in range(2):
                steps |= {f"lstm {layer} {direction} inner": _UNIT, f"lstm {layer} {direction} outer": _UNIT if layer else _WIDE}
        self._exact.update({name: matrix(self.weights[name], fine) for name, fine in steps.items()})
        width = len(self.weights["start"])
        both = np.where(np.arange(len(self.weights["tagger"])) < width, np.float32(_SUM), np.float32(_WIDE))
        self._exact["tagger"] = matrix(self.weights["tagger"], both)

    def _linear(self, rows: Floats, name: str) -> Floats:
        product = self._exact[name].times(rows)
        product += self.weights[f"{name} bias"]
        return product

    def vectors(self, forms: Sequence[str]) -> Floats:
        """One row a form, whatever stands beside it."""
        return remembered(forms, self._memory, self._mixed)

    def _mixed(self, forms: Sequence[str]) -> Floats:
        weights = self.weights
        rows = [features(form) for form in forms]
        parts = [
            weights["word"][[row.word for row in rows]].sum(1),
            np.stack([weights["ngram"][list(row.ngrams)].mean(0) for row in rows]),
            weights["affix"][[row.affixes for row in rows]].sum(1),
        ]
        if "vectors" in weights:
            parts.append(weights["vectors"][[self.words.get(key(form), -1) for form in forms]])
        both = self._linear(np.concatenate(parts, 1), "mix")
        half = both.shape[1] // 2
        mixed = np.maximum(both[:, :half], both[:, half:])
        centred = mixed - mixed.mean(1, keepdims=True)
        scale = np.sqrt((centred * centred).mean(1, keepdims=True) + np.float32(_EPSILON))
        return np.asarray(centred / scale * weights["norm"] + weights["norm bias"], np.float32)

    def states(self, vectors: Floats, lengths: Sequence[int]) -> Floats:
        """The states of stretches of text that stand one after the other in `vectors`, each read by itself, from both sides."""
        order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
        sizes = np.asarray([lengths[at] for at in order])
        starts = np.cumsum([0, *lengths[:-1]])[order]
        active = [int((sizes > time).sum()) for time in range(int(sizes[0]))]
        ahead = np.concatenate([starts[:count] + time for time, count in enumerate(active)])
        behind = np.concatenate([(starts + sizes - 1)[:count] - time for time, count in enumerate(active)])
        state = vectors
        for layer in range(LAYERS):
            out = np.empty((len(vectors), 2 * len(self.weights[f"lstm {layer} 0 inner"])), np.float32)
            for direction, places in enumerate((ahead, behind)):
                half = slice(direction * out.shape[1] // 2, (direction + 1) * out.shape[1] // 2)
                out[places, half] = self._lstm(state[places], active, f"lstm {layer} {direction}")
            state = out + state if layer else out
        return state

    def _lstm(self, inputs: Floats, active: Sequence[int], name: str) -> Floats:
        """One direction of one layer; step after step, the longest stretches first, as many as still go on."""
        inner = self._exact[f"{name} inner"]
        width = len(inner.values)
        gates_in = self._exact[f"{name} outer"].times(inputs)
        gates_in += self.weights[f"{name} bias"]
        out = np.empty((len(inputs), width), np.float32)
        hidden = np.zeros((active[0], width), np.float32)
        cell = np.zeros((active[0], width), np.float32)
        at = 0
        for count in active:
            gates = inner.times(hidden[:count])
            gates += gates_in[at : at + count]
            opened = sigmoid(gates[:, : 3 * width])
            cell = opened[:, width : 2 * width] * cell[:count] + opened[:, :width] * np.tanh(gates[:, 3 * width :])
            hidden = opened[:, 2 * width :] * np.tanh(cell)
            out[at : at + count] = hidden
            at += count
        return out

    def tags(self, states: Floats, vectors: Floats, names: Sequence[str]) -> dict[str, NDArray[np.int64]]:
        """The best value of each tag head for each word."""
        hidden = np.maximum(self._linear(np.concatenate([states, vectors], 1), "tagger"), 0)
        return {name: self._linear(hidden, name).argmax(1) for name in names}

    def starts(self, states: Floats) -> Floats:
        """How likely a word is the first of its sentence."""
        return sigmoid((states * self.weights["start"]).sum(1) + self.weights["start bias"])

    def arcs(self, states: Floats) -> tuple[Floats, Floats]:
        """Each word as a dependent (with the biaffine weights on it) and as a head."""
        both = leaky(self._linear(states, "arc"))
        half = both.shape[1] // 2
        return self._exact["arc weight"].times(both[:, :half]) + self.weights["head bias"], both[:, half:]

    def arc_scores(self, dependents: Floats, heads: Floats) -> Floats:
        """Scores of one sentence: a row a word, a column a head; a word as its own head is the root."""
        scores: Floats = dependents @ heads.T
        np.fill_diagonal(scores, (dependents * self.weights["root"]).sum(1))
        return scores

    def labels(self, states: Floats, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """The best label of each word, given the place of its head; some words at a time, since each has a row for every label."""
        both = leaky(self._linear(states, "rel"))
        half = both.shape[1] // 2
        one = np.ones((len(both), 1), np.float32)
        dependents, governors = np.concatenate([both[:, :half], one], 1), np.concatenate([both[:, half:], one], 1)
        best = np.empty(len(both), np.int64)
        for begin in range(0, len(both), TOGETHER):
            part = slice(begin, begin + TOGETHER)
            left = self._exact["rel weight"].times(dependents[part]).reshape(-1, len(self.weights["rel weight"][0]) // (half + 1), half + 1)
            best[part] = (left * governors[heads[part]][:, None, :]).sum(2).argmax(1)
        return best


def sigmoid(values: Floats) -> Floats:
    """The logistic function, of numbers of any size."""
    result = np.clip(values, -30, 30)
    np.negative(result, out=result)
    np.exp(result, out=result)
    result += 1
    return np.divide(np.float32(1), result, out=result)


def leaky(values: Floats) -> Floats:
    """A tenth of what is negative."""
    return np.asarray(np.maximum(values, np.float32(0.1) * values))


def save(network: Network, folder: Path) -> None:
    """Writes `weights.npz` and `words.txt`: tables in eight bits with a scale a row, word vectors in eight bits, the rest in sixteen."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, value in network.weights.items():
        if name in (*TABLES, "vectors"):
            scale = np.maximum(np.abs(value).max(1, keepdims=True), np.float32(1e-8)) / np.float32(127)
            arrays[f"{name}/scale"] = scale.astype(np.float32)
            arrays[name] = np.round(value / scale).astype(np.int8)
        else:
            arrays[name] = value.astype(np.float16)
    np.savez_compressed(folder / "weights.npz", **arrays)  # type: ignore[arg-type]
    (folder / "words.txt").write_text("".join(f"{word}\n" for word in network.words), encoding="utf-8")


def load(folder: Path) -> Network:
    """What `save` wrote, for computing in 32 bits."""
    with np.load(folder / "weights.npz") as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files if not name.endswith("/scale")}
        for name in arrays.files:
            if name.endswith("/scale"):
                weights[name.removesuffix("/scale")] *= arrays[name]
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
    return Network(weights, {word: row for row, word in enumerate(words)})
