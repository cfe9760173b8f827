"""How likely each relation is between two ends of a sentence: a small network of its own, in NumPy. `training/pairnet.py` is the same in
PyTorch, where the weights come from.

A word is the sum of what its lemma, form, part of speech, label, preposition, class and relations give, and of what its head and neighbours
add. An end is its word (of another sentence: its lemma) with its class and kind. A pair looks at the words of the sentence with two gazes
of attention, at the way between its ends and at the words that stand between them; a hidden layer weighs all of it and what frames say.

The relation of two entities by attention over words and their distance from both is that of Zhang et al. (2017, position-aware attention);
what the ontology's phrases say, and the ends that stand in no word of the sentence, are added here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.seen import Known, Seen, nearness
from kg.pipelines.network import sigmoid

FILE = Path(__file__).parent / "likely.npz"
TABLES = frozenset({"lemma", "form"})
"""What is kept in eight bits with a scale a row; the rest has sixteen bits."""
GAZES = 2

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Chances:
    """The weights, and what they have rows for."""

    known: Known
    weights: Mapping[str, Floats]

    def of(self, sentence: Seen) -> tuple[Floats, Ints]:
        """How likely each relation is of each pair, pairs by relations, and the word that each pair looked at most, by its place."""
        words = self._words(sentence)
        ends = self._ends(sentence, words)
        subjects, objects, apart, steps, is_open = sentence.pairs.T
        between, ways = _between(sentence), sentence.ways.astype(np.float32)
        gaze = self._gaze(sentence, words, ends, ways, between)
        weights, size, opened = self.weights, len(sentence.pairs), is_open.astype(np.float32)[:, None]
        # One product of all that is looked at: what each gaze brings, then the way and what stands between.
        looks = np.concatenate([*gaze, ways, between])
        found = looks @ np.concatenate([_positive(self._linear(words, "value")), sentence.triggers], 1)
        wide = found.shape[1] - sentence.triggers.shape[1]
        first, second, along, inside = found.reshape(GAZES + 2, size, -1)
        on_way, seen = np.minimum(along[:, wide:], 1), first[:, wide:]
        values = [first[:, :wide], second[:, :wide], _mean(along[:, :wide], ways), _mean(inside[:, :wide], between)]
        rest = np.concatenate([*values, weights["distance"][apart], weights["steps"][steps], opened, on_way, seen], 1)
        hidden = rest @ weights["rest"]
        hidden += (ends @ weights["subject"])[subjects]
        hidden += (ends @ weights["object"])[objects]
        hidden += sentence.told @ weights["told hidden"]
        hidden += weights["number"][sentence.number] + weights["hidden bias"]
        logits = self._linear(_positive(hidden), "out")
        logits += self._classes(sentence)
        logits += on_way * weights["trigger on way"]
        logits += seen * weights["trigger seen"]
        logits += opened * weights["open"]
        logits += sentence.told * weights["told"]
        return sigmoid(logits), gaze[0].argmax(1)

    def _linear(self, rows: Floats, name: str) -> Floats:
        return np.asarray(rows @ self.weights[name] + self.weights[f"{name} bias"], np.float32)

    def _words(self, sentence: Seen) -> Floats:
        weights, table = self.weights, sentence.words
        lemma, form, tag, label, marker, kind, head = table.T
        rows = np.concatenate(
            [
                weights["lemma"][lemma], weights["form"][form], weights["tag"][tag], weights["label"][label], weights["marker"][marker],
                weights["kind"][kind], self._linear(sentence.triggers, "trigger"),
            ], 1,
        )  # fmt: skip
        own = _positive(self._linear(rows, "word"))
        before, behind = np.zeros_like(own), np.zeros_like(own)
        before[1:], behind[:-1] = own[:-1], own[1:]
        around = np.concatenate([own, own[head], before, behind], 1)
        return own + _positive(self._linear(around, "around"))

    def _ends(self, sentence: Seen, words: Floats) -> Floats:
        weights, table = self.weights, sentence.ends
        place, kind, stand, adjective, lemma, times, since, first, subject, rank = table.T
        own, elsewhere = words[np.maximum(place, 0)], place < 0
        past = elsewhere.astype(np.float32)[:, None]
        if elsewhere.any():
            own[elsewhere] = _positive(self._linear(weights["lemma"][lemma[elsewhere]], "recalled"))
        flags = np.stack([adjective, first, subject], 1).astype(np.float32)
        told = np.concatenate([weights["times"][times], weights["since"][since], weights["rank"][rank]], 1) * past
        rows = np.concatenate([own, weights["class"][kind], weights["stand"][stand], past, flags, told], 1)
        return _positive(self._linear(rows, "end"))

    def _gaze(self, sentence: Seen, words: Floats, ends: Floats, ways: Floats, between: Floats) -> Floats:
        """How much each pair looks at each word: gazes by pairs by words."""
        weights, near = self.weights, nearness(sentence.ends[:, 0], len(words))
        from_subject = (ends @ weights["look subject"])[:, None] + weights["near subject"][near]
        from_object = (ends @ weights["look object"])[:, None] + weights["near object"][near] + self._linear(words, "look")
        looks = from_subject[sentence.pairs[:, 0]]
        looks += from_object[sentence.pairs[:, 1]]
        looks += ways[:, :, None] * weights["look way"]
        looks += between[:, :, None] * weights["look between"]
        np.maximum(looks, 0, out=looks)
        scores = (weights["gaze"].T @ looks.reshape(-1, looks.shape[2]).T).reshape(GAZES, *looks.shape[:2])
        scores -= scores.max(2, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(2, keepdims=True)
        return np.asarray(scores)

    def _classes(self, sentence: Seen) -> Floats:
        kind, past = sentence.ends[:, 1], sentence.ends[:, 0] < 0
        subjects, objects = sentence.pairs[:, 0], sentence.pairs[:, 1]
        rows = (kind[subjects] * len(self.known.classes) + kind[objects]) * 4 + 2 * past[subjects] + past[objects]
        return np.asarray(self.weights["classes"][rows])


def _positive(rows: Floats) -> Floats:
    return np.maximum(rows, 0)


def _between(sentence: Seen) -> Floats:
    """Which words stand between the ends of each pair: pairs by words, 1 or 0."""
    places = sentence.ends[:, 0]
    subjects, objects = places[sentence.pairs[:, 0]], places[sentence.pairs[:, 1]]
    low, high = np.minimum(subjects, objects)[:, None], np.maximum(subjects, objects)[:, None]
    at = np.arange(len(sentence.words))[None]
    return ((low >= 0) & (low < at) & (at < high)).astype(np.float32)


def _mean(sums: Floats, which: Floats) -> Floats:
    """The mean of what was summed over the words of each row; 0 where it has none."""
    return np.asarray(sums / np.maximum(which.sum(1, keepdims=True), 1))


@cache
def chances() -> Chances:
    """The shipped network."""
    return load(FILE)


def load(file: Path) -> Chances:
    """What `save` wrote, for computing in 32 bits."""
    with np.load(file) as arrays:
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files if arrays[name].dtype.kind == "f" and "/" not in name}
        for name in TABLES:
            weights[name] = arrays[name].astype(np.float32) * arrays[f"{name}/scale"]
        able = zip(arrays["able/classes"].tolist(), arrays["able/before"].tolist(), strict=True)
        pairs = frozenset((subject, target, first, second) for (subject, target), (first, second) in able)
        return Chances(Known(tuple(arrays["relations"].tolist()), tuple(arrays["classes of ends"].tolist()), pairs), weights)


def save(network: Chances, file: Path) -> None:
    """Write the weights: tables of texts in eight bits with a scale a row, the rest in sixteen."""
    known, able = network.known, sorted(network.known.able)
    arrays: dict[str, NDArray[np.generic]] = {
        "relations": np.array(known.relations), "classes of ends": np.array(known.classes),
        "able/classes": np.array([pair[:2] for pair in able]), "able/before": np.array([pair[2:] for pair in able], np.int8),
    }  # fmt: skip
    for name, value in network.weights.items():
        if name in TABLES:
            scale = np.maximum(np.abs(value).max(1, keepdims=True), np.float32(1e-8)) / np.float32(127)
            arrays |= {name: np.rint(value / scale).astype(np.int8), f"{name}/scale": scale.astype(np.float32)}
        else:
            arrays[name] = value.astype(np.float16)
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
