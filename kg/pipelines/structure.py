"""The spaCy component over the network: sentences, tags, lemmas and trees of a batch of documents.

A document is read in stretches that overlap, so that a long paragraph costs no more a word than a short one. Sentences are cut
first, then each gets the best tree among its own words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from kg.pipelines import lemmas, network, sentences, subjects, trees, verbs
from kg.pipelines.exact import Floats
from kg.pipelines.network import Network

NAME = "kg_structure"
STRETCH, OVERLAP = 120, 16
"""Words of a stretch of text that the network reads at once, and how many of them at either end are context alone."""
ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD")
SCORERS = ("tagger", "morphologizer", "lemmatizer", "parser")
TAGS = ("feats", "xpos", "edit")
DESCRIBED = "nmod:desc"
"""The label of a noun before the name that it describes, where the labels of a language have it."""
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """What the heads of the network choose from: part of speech and features, fine tags, edits to the lemma, dependency labels."""

    feats: Sequence[str]
    xpos: Sequence[str]
    edit: Sequence[str]
    label: Sequence[str]


@dataclass
class Structure:
    """The component. Without a network (before `from_disk`) it can only be saved and loaded."""

    vocab: Vocab
    name: str = "structure"
    network: Network | None = None
    known: Labels = field(default_factory=lambda: Labels((), (), (), ()))

    @property
    def labels(self) -> tuple[str, ...]:
        """The dependency labels."""
        return (*sorted(self.known.label), "ROOT")

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one document."""
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotates documents, many at a time."""
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            self.annotate(docs)
            yield from docs

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Reads all documents at once and writes down what was read."""
        assert self.network is not None, "the component has no weights: load it from disk"
        words = [[token.i for token in doc if not token.is_space] for doc in docs]
        forms = [doc[at].text for doc, places in zip(docs, words, strict=True) for at in places]
        if not forms:
            for doc in docs:
                self._write(doc, [], {}, [], np.zeros(0, np.int64))
            return
        vectors = self.network.vectors(forms)
        states = self._states(vectors, [len(places) for places in words])
        tags = self.network.tags(states, vectors, TAGS)
        heads = self._trees(docs, words, states)
        labels = self.network.labels(states, heads)
        offset = 0
        for doc, places in zip(docs, words, strict=True):
            part = slice(offset, offset + len(places))
            mine, named = self._one_subject((heads[part] - offset).tolist(), labels[part], tags["feats"][part])
            self._write(doc, places, {name: tags[name][part] for name in TAGS}, mine, named)
            offset = part.stop

    def _trees(self, docs: Sequence[Doc], words: Sequence[Sequence[int]], states: Floats) -> Ints:
        """The head of every word, by its place among the words of all documents; a root is its own."""
        assert self.network is not None
        likely = self.network.starts(states)
        dependents, governors = self.network.arcs(states)
        found: list[int] = []
        for doc, places in zip(docs, words, strict=True):
            offset = len(found)
            first = self._firsts([doc[at] for at in places], likely[offset : offset + len(places)]) if places else []
            for begin, end in pairwise([*first, len(places)]):
                inside = slice(offset + begin, offset + end)
                scores = self.network.arc_scores(dependents[inside], governors[inside])
                found += [offset + begin + head for head in trees.decode(scores)]
        return np.asarray(found)

    def _firsts(self, tokens: Sequence[Token], likely: Floats) -> list[int]:
        """Where sentences begin; what was settled before (`is_sent_start` is set) is kept."""
        settled = [token.is_sent_start for token in tokens]
        chances = np.asarray([float(one) if one is not None else chance for one, chance in zip(settled, likely, strict=True)], np.float32)
        first = sentences.firsts([token.text for token in tokens], chances, [bool(token.whitespace_) for token in tokens])
        return [at for at in first if at == 0 or settled[at] is not False]

    def _one_subject(self, heads: list[int], labels: Ints, feats: Ints) -> tuple[list[int], Ints]:
        """The tree without a second subject that is the name of the first."""
        known = list(self.known.label)
        names = [known[label] if head != at else "root" for at, (head, label) in enumerate(zip(heads, labels.tolist(), strict=True))]
        if names.count(subjects.SUBJECT) < 2 or "appos" not in known:
            return heads, labels
        classes = [self.known.feats[value].partition("|")[0] for value in feats.tolist()]
        heads, names = subjects.joined(heads, names, classes, DESCRIBED if DESCRIBED in known else "")
        return heads, np.asarray(
            [label if name == "root" else known.index(name) for name, label in zip(names, labels.tolist(), strict=True)]
        )

    def _states(self, vectors: Floats, lengths: Sequence[int]) -> Floats:
        """States of every word, read in stretches that do not cross a document."""
        assert self.network is not None
        inputs, outputs, sizes = [], [], []
        offset = 0
        read = 0
        for length in lengths:
            for begin, end, core_begin, core_end in stretches(length):
                inputs.append(np.arange(offset + begin, offset + end))
                outputs.append(np.arange(read + core_begin - begin, read + core_end - begin))
                sizes.append(end - begin)
                read += end - begin
            offset += length
        states = self.network.states(vectors[np.concatenate(inputs)], sizes)
        return states[np.concatenate(outputs)]

    def _write(self, doc: Doc, places: list[int], tags: dict[str, Ints], heads: list[int], labels: Ints) -> None:
        """Sets the annotation; white space hangs on the word before it."""
        rows = np.zeros((len(doc), len(ATTRIBUTES)), np.uint64)
        space = (self.vocab.strings.add("_SP"), self.vocab.strings.add("SPACE"), self.vocab.morphology.add(""))
        before = places[0] if places else 0
        for at in sorted(set(range(len(doc))) - set(places)):
            before = max((place for place in places if place < at), default=before)
            distance = before - at if places else 0
            label = self.vocab.strings.add("dep" if distance else "ROOT")
            rows[at] = (*space, doc[at].orth, label, distance % 2**64)
        if places:
            here = np.asarray(places)
            own = np.asarray(heads) == np.arange(len(places))
            rows[here, 0] = self._hashes[1][tags["xpos"]]
            rows[here, 1] = self._hashes[2][tags["feats"]]
            rows[here, 2] = self._hashes[3][tags["feats"]]
            kinds = [self.known.feats[value].partition("|")[0] for value in tags["feats"].tolist()]
            rows[here, 3] = [
                self._lemma(number, doc[at].text, kind) for number, at, kind in zip(tags["edit"].tolist(), places, kinds, strict=True)
            ]
            rows[here, 4] = np.where(own, self.vocab.strings.add("ROOT"), self._hashes[0][labels])
            rows[here, 5] = (here[heads] - here).astype(np.int64).view(np.uint64)
        doc.from_array(list(ATTRIBUTES), rows)  # type: ignore[arg-type]

    def _lemma(self, number: int, form: str, kind: str) -> int:
        lemma = lemmas.apply(self.known.edit[number], form)
        return self.vocab.strings.add(verbs.infinitive(form, lemma, self.vocab.lang) if kind == "VERB" else lemma)

    @cached_property
    def _hashes(self) -> tuple[NDArray[np.uint64], ...]:
        """Labels, fine tags, parts of speech and features as spaCy numbers them."""
        add = self.vocab.strings.add
        split = [value.partition("|") for value in self.known.feats]
        columns: tuple[list[int], ...] = (
            [add(label) for label in self.known.label],
            [add(tag) for tag in self.known.xpos],
            [add(upos) for upos, _, _ in split],
            [self.vocab.morphology.add(feats) for _, _, feats in split],
        )
        return tuple(np.asarray(column, np.uint64) for column in columns)

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """spaCy's own measures."""
        kept = list(examples)
        scorers = [registry.get("scorers", f"spacy.{name}_scorer.v1")() for name in SCORERS]
        return {name: value for scorer in scorers for name, value in scorer(kept).items()}

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Writes labels and weights to a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        values = {name: list(getattr(self.known, name)) for name in Labels.__dataclass_fields__}
        (folder / "labels.json").write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        assert self.network is not None, "the component has no weights to save"
        network.save(self.network, folder)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Structure:
        """Reads labels and weights from a folder."""
        folder = Path(path)
        self.known = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
        self.network = network.load(folder)
        self.__dict__.pop("_hashes", None)
        return self


@Language.factory(
    NAME,
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_score_weights={"dep_las": 1.0},
)
def make(nlp: Language, name: str) -> Structure:
    """What spaCy calls for a pipeline that names the component."""
    return Structure(nlp.vocab, name)


def stretches(length: int) -> list[tuple[int, int, int, int]]:
    """Where the stretches of a text begin and end, and the part of each whose states are used.

    >>> stretches(100)
    [(0, 100, 0, 100)]
    >>> stretches(150)
    [(0, 91, 0, 75), (59, 150, 75, 150)]
    """
    count = 1 if length <= STRETCH else -(-length // (STRETCH - 2 * OVERLAP))
    edges = [length * number // count for number in range(count + 1)]
    result = []
    for core_begin, core_end in pairwise(edges):
        begin, end = max(0, core_begin - OVERLAP), min(length, core_end + OVERLAP)
        result.append((begin, end if count > 1 else length, core_begin, core_end))
    return result
