"""The network that finds names, in PyTorch, for training only; `kg.pipelines.naming` computes the same in NumPy.

One network learns from both languages, since names cross them: `python -m training.namenet --names FOLDER --out FOLDER --vectors FOLDER`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab
from torch import Tensor, nn
from torch.nn import functional

from kg.pipelines import bilou, naming
from kg.pipelines.features import Features, features, key

LANGUAGES = ("en", "nl")
WORD_ROWS, AFFIX_ROWS, NGRAM_ROWS = 4096, 8192, 4096
WORD, AFFIX, NGRAM = 32, 48, 32
WIDTH, HIDDEN = 128, 96
DILATIONS = (1, 1, 2, 4)
GAP = max(DILATIONS)  # rows of nothing between paragraphs, so that none sees another
MISSING = -100
WORDS = 1600  # of a batch
RATE = 2.5e-3
AVERAGE = 0.998
DROPOUT = 0.25


@dataclass(slots=True)
class Paragraph:
    types: np.ndarray
    tags: np.ndarray


class Types:
    """Distinct forms with their features, a number each."""

    def __init__(self, vectors: dict[str, int]):
        self.vectors = vectors
        self.numbers: dict[str, int] = {}
        self.rows: list[Features] = []
        self.vector: list[int] = []

    def number(self, form: str) -> int:
        if form not in self.numbers:
            self.numbers[form] = len(self.numbers)
            self.rows.append(features(form))
            self.vector.append(self.vectors.get(key(form), -1))
        return self.numbers[form]

    def freeze(self) -> None:
        self.word = torch.tensor([row.word for row in self.rows]) % WORD_ROWS
        self.affix = torch.tensor([row.affixes for row in self.rows]) % AFFIX_ROWS
        self.ngram = [np.asarray(row.ngrams) % NGRAM_ROWS for row in self.rows]
        self.vector_row = torch.tensor(self.vector)


def paragraphs(path: Path, language: str, types: Types) -> Iterator[Paragraph]:
    """Forms and tags of the documents of a file; what the data leave open is MISSING."""
    for doc in DocBin().from_disk(path).get_docs(spacy.blank(language).vocab):
        kept = [token for token in doc if not token.is_space]
        if kept:
            tags = gold(doc)
            yield Paragraph(np.asarray([types.number(token.text) for token in kept]), np.asarray([tags[token.i] for token in kept]))


def gold(doc: Doc) -> list[int]:
    tags = [MISSING if token.ent_iob == 0 else 0 for token in doc]
    for name in doc.ents:
        for at, tag in zip(range(name.start, name.end), bilou.tags(name.label_, name.end - name.start), strict=True):
            tags[at] = tag
    return tags


class Network(nn.Module):
    def __init__(self, vectors: np.ndarray):
        super().__init__()
        self.word = nn.Embedding(WORD_ROWS, WORD)
        self.affix = nn.Embedding(AFFIX_ROWS, AFFIX)
        self.ngram = nn.EmbeddingBag(NGRAM_ROWS, NGRAM, mode="mean")
        for table, scale in ((self.word, 0.7), (self.affix, 0.33), (self.ngram, 1.0)):
            nn.init.normal_(table.weight, std=scale)
        self.register_buffer("vectors", torch.from_numpy(vectors), persistent=False)
        self.mix = nn.Linear(WORD + NGRAM + AFFIX + vectors.shape[1] + 1, 2 * WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(nn.Linear(3 * WIDTH, 2 * WIDTH) for _ in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.hidden = nn.Linear(WIDTH, HIDDEN)
        self.out = nn.Linear(HIDDEN, bilou.COUNT)

    def embed(self, types: Types, distinct: np.ndarray, dutch: Tensor) -> Tensor:
        ngrams = [types.ngram[at] for at in distinct]
        offsets = torch.from_numpy(np.cumsum([0, *(len(rows) for rows in ngrams[:-1])]))
        word = self.word(types.word[distinct]).sum(1)
        vector = self.vectors[types.vector_row[distinct]]
        if self.training:
            word = word * (torch.rand(len(distinct)) > 0.3).float()[:, None]
            vector = vector * (torch.rand(len(distinct)) > 0.1).float()[:, None]
        parts = [
            word,
            self.ngram(torch.from_numpy(np.concatenate(ngrams)), offsets),
            self.affix(types.affix[distinct]).sum(1),
            vector,
            dutch,
        ]
        return self.norm(self.mix(torch.cat(parts, 1)).view(-1, 2, WIDTH).amax(1))

    def forward(self, batch: Sequence[Paragraph], language: int, types: Types) -> Tensor:
        """Scores of the tags, one row a word."""
        distinct, inverse = np.unique(np.concatenate([paragraph.types for paragraph in batch]), return_inverse=True)
        places = torch.from_numpy(positions([len(paragraph.types) for paragraph in batch]))
        rows = self.embed(types, distinct, torch.full((len(distinct), 1), float(language)))[torch.from_numpy(inverse)]
        rows = functional.dropout(rows, DROPOUT, self.training)
        size = int(places[-1]) + GAP + 1
        for layer, norm, step in zip(self.layers, self.norms, DILATIONS, strict=True):
            flat = rows.new_zeros(size, WIDTH).index_copy(0, places, rows)
            window = torch.cat([flat[places - step], rows, flat[places + step]], 1)
            new = norm(layer(window).view(-1, 2, WIDTH).amax(1))
            rows = rows + functional.dropout(new, 0.1, self.training)
        hidden = functional.dropout(functional.relu(self.hidden(rows)), DROPOUT, self.training)
        result: Tensor = self.out(hidden)
        return result


def positions(lengths: Sequence[int]) -> np.ndarray:
    """Rows of the words of paragraphs that stand one after the other, with gaps around each."""
    starts = np.cumsum([GAP, *(length + GAP for length in lengths[:-1])])
    return np.concatenate([np.arange(start, start + length) for start, length in zip(starts, lengths, strict=True)])


def batches(items: list[Paragraph], chance: random.Random | None) -> Iterator[list[Paragraph]]:
    order = chance.sample(items, len(items)) if chance else items
    batch: list[Paragraph] = []
    total = 0
    for item in order:
        batch.append(item)
        total += len(item.types)
        if total >= WORDS:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def score(network: Network, items: list[Paragraph], language: int, types: Types) -> dict[str, float]:
    """Precision, recall and F of names in percent, and F of spans; what touches open words counts neither way."""
    network.eval()
    counts = np.zeros(5)
    with torch.no_grad():
        for batch in batches(items, None):
            scores = network(batch, language, types).numpy()
            at = 0
            for paragraph in batch:
                found = set(bilou.decode(scores[at : at + len(paragraph.types)]))
                at += len(paragraph.types)
                found = {(a, b, label) for a, b, label in found if not (paragraph.tags[a:b] == MISSING).any()}
                right = set(bilou.read(paragraph.tags.tolist()))
                spans = {name[:2] for name in found} & {name[:2] for name in right}
                counts += (len(found & right), len(found), len(right), len(spans), 0)
    same, found_, right_, spans_, _ = counts
    precision, recall = same / max(found_, 1), same / max(right_, 1)
    both = found_ + right_
    return {"P": 100 * precision, "R": 100 * recall, "F": 200 * same / max(both, 1), "spans": 200 * spans_ / max(both, 1)}


def fit(names: Path, out: Path, vectors: Path, minutes: float, until: str = "99:99", seed: int = 5) -> None:
    """Trains for some minutes of processor time, at most until an hour (HH:MM); leaves out/network.pt, averaged."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = random.Random(seed)
    words = json.loads((vectors / "words.json").read_text(encoding="utf-8"))
    rows = np.load(vectors / "vectors.npy").astype(np.float32)
    types = Types({word: at for at, word in enumerate(words)})
    train = {language: list(paragraphs(names / f"train.{language}.spacy", language, types)) for language in LANGUAGES}
    dev = {language: list(paragraphs(names / f"dev.{language}.spacy", language, types)) for language in LANGUAGES}
    types.freeze()
    print({language: sum(len(item.types) for item in items) for language, items in train.items()}, len(types.rows), "forms", flush=True)
    network = Network(np.concatenate([rows, np.zeros_like(rows[:1])]))
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE, betas=(0.9, 0.99), fused=True)
    begun, steps, looked, seen = time.process_time(), 0, time.process_time(), 0
    out.mkdir(parents=True, exist_ok=True)

    def look() -> None:
        current = {name: value.clone() for name, value in network.state_dict().items()}
        network.load_state_dict(average)
        marks = {language: score(network, dev[language], number, types) for number, language in enumerate(LANGUAGES)}
        torch.save(average, out / "network.tmp")
        (out / "network.tmp").replace(out / "network.pt")
        network.load_state_dict(current)
        line = " ".join(
            f"{language} " + " ".join(f"{name} {value:.1f}" for name, value in mark.items()) for language, mark in marks.items()
        )
        print(f"{time.strftime('%H:%M:%S')} cpu {time.process_time() - begun:.0f} s, {seen} words, {line}", flush=True)

    def ended() -> bool:
        return time.process_time() - begun > minutes * 60 or time.strftime("%H:%M") >= until

    while not ended():
        mixed = [
            (number, batch) for number, language in enumerate(LANGUAGES) for batch in batches(lighter(train[language], chance), chance)
        ]
        for number, batch in chance.sample(mixed, len(mixed)):
            part = min(1.0, (time.process_time() - begun) / (minutes * 60))
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (steps + 1) / 100) * (0.52 + 0.48 * np.cos(np.pi * part))
            network.train()
            tags = torch.from_numpy(np.concatenate([paragraph.tags for paragraph in batch]))
            loss = functional.cross_entropy(network(batch, number, types), tags, ignore_index=MISSING)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            steps += 1
            seen += len(tags)
            with torch.no_grad():
                state = network.state_dict()
                torch._foreach_lerp_(
                    list(average.values()), [state[name] for name in average], 1 - min(AVERAGE, (steps + 1) / (steps + 10))
                )
            if time.process_time() - looked > 45:
                look()
                looked = time.process_time()
            if ended():
                break
    look()


def lighter(items: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """All paragraphs with names and a third of the others."""
    return [item for item in items if (item.tags > 0).any() or chance.random() < 0.3]


def component(out: Path, vectors: Path, language: str, vocab: Vocab) -> naming.Names:
    """The spaCy component of a language, with the weights that `fit` left."""
    value = {name: tensor.numpy().astype(np.float32) for name, tensor in torch.load(out / "network.pt", weights_only=True).items()}
    words = json.loads((vectors / "words.json").read_text(encoding="utf-8"))
    rows = np.load(vectors / "vectors.npy").astype(np.float32)
    weights = {name: value[f"{name}.weight"] for name in ("word", "affix", "ngram")}
    weights["vectors"] = np.concatenate([rows, np.zeros_like(rows[:1])])
    linear = {"mix": "mix", "hidden": "hidden", "out": "out", **{f"layers.{number}": f"layer {number}" for number in range(len(DILATIONS))}}
    for old, new in linear.items():
        weights[new], weights[f"{new} bias"] = value[f"{old}.weight"].T, value[f"{old}.bias"]
    weights["mix bias"] = weights["mix bias"] + weights["mix"][-1] * LANGUAGES.index(language)  # the last input tells the language
    weights["mix"] = weights["mix"][:-1]
    for old, new in {"norm": "norm", **{f"norms.{number}": f"norm {number}" for number in range(len(DILATIONS))}}.items():
        weights[new], weights[f"{new} bias"] = value[f"{old}.weight"], value[f"{old}.bias"]
    known = {word: row for row, word in enumerate(words)}
    return naming.Names(vocab, "ner", naming.Network({name: np.ascontiguousarray(array) for name, array in weights.items()}, known))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True, help="the folder that training.names has written")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True, help="a folder with words.json and vectors.npy")
    parser.add_argument("--minutes", type=float, default=12, help="of processor time")
    parser.add_argument("--until", default="99:99", help="an hour to end at")
    arguments = parser.parse_args()
    fit(arguments.names, arguments.out, arguments.vectors, arguments.minutes, arguments.until)


if __name__ == "__main__":
    main()
