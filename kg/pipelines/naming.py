"""The spaCy component that finds names: a small network of its own, in NumPy. `training/namenet.py` is the same in PyTorch.

A vector for each form (tables found by hashing, and a word vector where the form has one), four layers that look one, one, two and
four words to either side, and a score for each tag of `bilou`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import minibatch
from spacy.vocab import Vocab

from kg.pipelines import bilou, weights
from kg.pipelines.exact import Floats, Matrix, matrix
from kg.pipelines.features import features, key, remembered

NAME = "kg_names"
DILATIONS = (1, 1, 2, 4)
GAP = max(DILATIONS)
_STEPS = 64.0  # inputs are read in steps of 1/64, within ±8
_EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name, and the row of each word that has a word vector."""

    weights: Mapping[str, Floats]
    words: Mapping[str, int] = field(default_factory=dict)
    _memory: dict[str, Floats] = field(default_factory=dict, repr=False)
    _exact: dict[str, Matrix] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Prepares the exact products."""
        names = ("mix", "hidden", "out", *(f"layer {number}" for number in range(len(DILATIONS))))
        self._exact.update({name: matrix(self.weights[name], _STEPS) for name in names})

    def scores(self, forms: Sequence[str], lengths: Sequence[int]) -> Floats:
        """One row of scores a word, for texts that stand one after the other and do not see each other."""
        places = positions(lengths)
        rows = self._vectors(forms)
        for number, step in enumerate(DILATIONS):
            flat = np.zeros((int(places[-1]) + GAP + 1, rows.shape[1]), np.float32)
            flat[places] = rows
            window = np.concatenate([flat[places - step], rows, flat[places + step]], 1)
            rows = rows + self._normal(larger(self._linear(window, f"layer {number}")), f"norm {number}")
        return self._linear(np.maximum(self._linear(rows, "hidden"), 0), "out")

    def _linear(self, rows: Floats, name: str) -> Floats:
        product = self._exact[name].times(rows)
        product += self.weights[f"{name} bias"]
        return product

    def _normal(self, rows: Floats, name: str) -> Floats:
        centred = rows - rows.mean(1, keepdims=True)
        scale = np.sqrt((centred * centred).mean(1, keepdims=True) + np.float32(_EPSILON))
        return np.asarray(centred / scale * self.weights[name] + self.weights[f"{name} bias"], np.float32)

    def _vectors(self, forms: Sequence[str]) -> Floats:
        """One row a form, whatever stands beside it."""
        return remembered(forms, self._memory, self._mixed)

    def _mixed(self, forms: Sequence[str]) -> Floats:
        rows = [features(form) for form in forms]
        word, ngram, affix, vectors = (self.weights[name] for name in ("word", "ngram", "affix", "vectors"))
        parts = [
            word[np.asarray([row.word for row in rows]) % len(word)].sum(1),
            np.stack([ngram[np.asarray(row.ngrams) % len(ngram)].mean(0) for row in rows]),
            affix[np.asarray([row.affixes for row in rows]) % len(affix)].sum(1),
            vectors[[self.words.get(key(form), -1) for form in forms]],
        ]
        return self._normal(larger(self._linear(np.concatenate(parts, 1), "mix")), "norm")


def larger(rows: Floats) -> Floats:
    """The larger of the two halves of each row, number by number."""
    half = rows.shape[1] // 2
    return np.maximum(rows[:, :half], rows[:, half:])


def positions(lengths: Sequence[int]) -> NDArray[np.int64]:
    """Rows of the words of texts that stand one after the other, with empty rows around each.

    >>> positions([2, 1]).tolist()
    [4, 5, 10]
    """
    starts = np.cumsum([GAP, *(length + GAP for length in lengths[:-1])])
    return np.concatenate([np.arange(start, start + length) for start, length in zip(starts, lengths, strict=True)])


@dataclass
class Names:
    """The component. Without a network (before `from_disk`) it can only be saved and loaded."""

    vocab: Vocab
    name: str = "ner"
    network: Network | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that names get."""
        return bilou.LABELS

    def __call__(self, doc: Doc) -> Doc:
        """The document with its names."""
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The documents with their names, some at a time."""
        for docs in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            self.annotate(docs)
            yield from docs

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Reads all documents at once and sets their `ents`."""
        assert self.network is not None, "the component has no weights: load it from disk"
        words = [[token.i for token in doc if not token.is_space] for doc in docs]
        full = [places for places in words if places]
        forms = [doc[at].text for doc, places in zip(docs, words, strict=True) for at in places]
        scores = self.network.scores(forms, [len(places) for places in full]) if full else np.zeros((0, bilou.COUNT), np.float32)
        offset = 0
        for doc, places in zip(docs, words, strict=True):
            found = bilou.decode(scores[offset : offset + len(places)])
            offset += len(places)
            doc.ents = tuple(Span(doc, places[start], places[end - 1] + 1, label) for start, end, label in found)

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """spaCy's own measures."""
        return get_ner_prf(examples)

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Writes the network into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        assert self.network is not None, "the component has no weights to save"
        weights.save(self.network.weights, self.network.words, folder)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Names:
        """Reads what `to_disk` wrote."""
        self.network = Network(*weights.load(Path(path)))
        return self


@Language.factory(NAME, assigns=["doc.ents", "token.ent_iob", "token.ent_type"], default_score_weights={"ents_f": 1.0})
def make(nlp: Language, name: str) -> Names:
    """What spaCy calls for a pipeline that names the component."""
    return Names(nlp.vocab, name)
