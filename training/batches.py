"""Sentences become arrays, arrays become batches of chunks of about one length. Every epoch draws its chunks and its changes anew."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.pipelines.features import features, key
from kg.pipelines.lemmas import edit
from training import treebanks
from training.conllu import Sentence
from training.treebanks import Group

Ints = NDArray[np.int64]
LONGEST = 110  # words of a chunk; longer sentences are left out of training
SENTENCES = 4  # of a chunk, at most
MISSING = -100
RAREST_EDIT = 3
TAGS = ("feats", "xpos", "edit")


@dataclass
class Labels:
    """The values that each head of the network chooses from."""

    feats: list[str]
    xpos: list[str]
    edit: list[str]
    label: list[str]
    numbers: dict[str, dict[str, int]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.numbers = {name: {value: at for at, value in enumerate(getattr(self, name))} for name in (*TAGS, "label")}


def labels(groups: Sequence[Group]) -> Labels:
    """All values of the training data, the most frequent ones first; edits that are too rare are left out."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*TAGS, "label")}
    for sentence in (sentence for group in groups for sentence in group):
        counts["label"].update(word.deprel for word in sentence.words if word.deprel != "root")
        if sentence.tagged:
            counts["feats"].update(f"{word.upos}|{word.feats}" for word in sentence.words)
            counts["xpos"].update(word.xpos for word in sentence.words)
            counts["edit"].update(edit(word.form, word.lemma) for word in sentence.words if word.lemma)
    return Labels(
        **{name: sorted((v for v in c if name != "edit" or c[v] >= RAREST_EDIT), key=lambda v: (-c[v], v)) for name, c in counts.items()}
    )


class Types:
    """The forms seen so far, with their features; a form is a number in the batches."""

    def __init__(self, vectors: dict[str, int], counts: Counter[str]):
        self.vectors, self.counts = vectors, counts
        self.numbers: dict[str, int] = {}
        self.words: list[tuple[int, int]] = []
        self.affixes: list[tuple[int, ...]] = []
        self.ngrams: list[Ints] = []
        self.vector: list[int] = []  # the last row of the vectors is that of the unknown word
        self.frequency: list[int] = []

    def number(self, form: str) -> int:
        if form not in self.numbers:
            self.numbers[form] = len(self.numbers)
            rows = features(form)
            self.words.append(rows.word)
            self.affixes.append(rows.affixes)
            self.ngrams.append(np.asarray(rows.ngrams))
            self.vector.append(self.vectors.get(key(form), -1))
            self.frequency.append(self.counts[key(form)])
        return self.numbers[form]


@dataclass(slots=True)
class Arrays:
    """One sentence as numbers."""

    types: Ints
    heads: Ints
    label: Ints
    tags: Ints  # three rows
    punct: NDArray[np.bool_]


class Converter:
    def __init__(self, known: Labels, types: Types):
        self.labels, self.types = known, types
        self.cache: dict[int, tuple[Sentence, Arrays]] = {}

    def __call__(self, sentence: Sentence, keep: bool = False) -> Arrays:
        found = self.cache.get(id(sentence))
        if found:
            return found[1]
        words, tagged = sentence.words, sentence.tagged
        of = self.labels.numbers

        def column(name: str, values: list[str | None]) -> list[int]:
            return [MISSING if value is None else of[name].get(value, MISSING) for value in values]

        arrays = Arrays(
            np.asarray([self.types.number(word.form) for word in words]),
            np.asarray([word.head for word in words]),
            np.asarray([MISSING if word.head == at else of["label"].get(word.deprel, MISSING) for at, word in enumerate(words)]),
            np.asarray(
                [
                    column("feats", [f"{word.upos}|{word.feats}" if tagged else None for word in words]),
                    column("xpos", [word.xpos if tagged else None for word in words]),
                    column("edit", [edit(word.form, word.lemma) if tagged and word.lemma else None for word in words]),
                ]
            ),
            np.asarray([word.deprel == "punct" for word in words]),
        )
        if keep:
            self.cache[id(sentence)] = (sentence, arrays)
        return arrays


def chunks(groups: Iterator[Group] | Sequence[Group]) -> Iterator[Group]:
    """Runs of sentences that are no longer than a chunk."""
    for group in groups:
        chunk: Group = []
        size = 0
        for sentence in group:
            if chunk and size + len(sentence.words) > LONGEST:
                yield chunk
                chunk, size = [], 0
            if len(sentence.words) <= LONGEST:
                chunk.append(sentence)
                size += len(sentence.words)
        if chunk:
            yield chunk


def epoch(documents: Sequence[Group], extra: Sequence[Sentence], names: dict[str, list[str]], chance: random.Random) -> list[Group]:
    """One pass over the data: some chunks with other quotes, other names or as a headline, and each sentence of `extra` once."""
    result: list[Group] = []
    for group in chunks(group for document in documents for group in treebanks.grouped(document, chance, SENTENCES)):
        draw = chance.random()
        if draw < 0.35 and any(treebanks.swap(word.form) != word.form for sentence in group for word in sentence.words):
            group = [treebanks.curled(sentence) for sentence in group]
        if chance.random() < 0.25:
            group = [treebanks.renamed(sentence, names, chance) for sentence in group]
        result.append(group)
        if draw > 0.94:
            result.append([treebanks.headline(chance.choice(group), chance)])
    for sentence in extra:
        if chance.random() < 0.5 and result:
            result[chance.randrange(len(result))] = [*chance.choice(result)[:1], sentence] if chance.random() < 0.5 else [sentence]
        else:
            result.append([sentence])
    return [group for group in result if sum(len(sentence.words) for sentence in group) <= LONGEST]


@dataclass(slots=True)
class Batch:
    """Chunks side by side: rows are chunks, columns words; flat arrays hold the real words only, chunk after chunk."""

    lengths: Ints
    types: Ints  # distinct ones
    inverse: Ints  # flat: which of the distinct types
    sentence: Ints  # flat: number of the sentence in the batch
    starts: NDArray[np.bool_]  # flat: first word of a sentence
    heads: Ints  # flat: position of the head in its chunk
    label: Ints
    tags: Ints
    punct: NDArray[np.bool_]


def batches(groups: Sequence[Group], convert: Converter, words: int, chance: random.Random | None, keep: set[int]) -> Iterator[Batch]:
    """Batches of about so many words, chunks of about one length together, in random order."""
    sized = [(sum(len(s.words) for s in group) + (chance.random() * 6 if chance else 0), at) for at, group in enumerate(groups)]
    order = [at for _, at in sorted(sized)]
    bins: list[list[int]] = [[]]
    total = 0
    for at in order:
        size = sum(len(s.words) for s in groups[at])
        if total + size > words and bins[-1]:
            bins.append([])
            total = 0
        bins[-1].append(at)
        total += size
    if chance:
        chance.shuffle(bins)
    for members in bins:
        yield batch([[convert(s, id(s) in keep) for s in groups[at]] for at in members])


def batch(members: Sequence[Sequence[Arrays]]) -> Batch:
    flat = [arrays for group in members for arrays in group]
    sizes = [len(arrays.types) for arrays in flat]
    offsets: list[int] = []
    for group in members:
        at = 0
        for arrays in group:
            offsets.append(at)
            at += len(arrays.types)
    distinct, inverse = np.unique(np.concatenate([arrays.types for arrays in flat]), return_inverse=True)
    starts = np.zeros(sum(sizes), bool)
    starts[np.cumsum([0, *sizes[:-1]])] = True
    return Batch(
        np.asarray([sum(len(arrays.types) for arrays in group) for group in members]),
        distinct,
        inverse,
        np.repeat(np.arange(len(flat)), sizes),
        starts,
        np.concatenate([arrays.heads + offset for arrays, offset in zip(flat, offsets, strict=True)]),
        np.concatenate([arrays.label for arrays in flat]),
        np.concatenate([arrays.tags for arrays in flat], axis=1),
        np.concatenate([arrays.punct for arrays in flat]),
    )
