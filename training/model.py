"""The network in PyTorch, for training only; `kg.pipelines.network` computes the same in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.pipelines import features
from training.batches import MISSING, TAGS, Batch, Labels, Types

WORD, AFFIX, NGRAM = 96, 64, 64
INPUT = 160
HIDDEN = 160
LAYERS = 2
TAGGER = 128
ARC = 128
LABEL = 48
DROPOUT = 0.33
WEIGHTS = {"feats": 0.5, "xpos": 0.3, "edit": 0.5, "start": 1.0, "arc": 1.0, "label": 1.0}


class Embed(nn.Module):
    """A vector for each distinct form of a batch: word, affixes, n-grams and the word vector, mixed."""

    def __init__(self, vectors: np.ndarray | None):
        super().__init__()
        self.word = nn.Embedding(features.WORD_ROWS, WORD)
        self.affix = nn.Embedding(features.AFFIX_ROWS, AFFIX)
        self.ngram = nn.EmbeddingBag(features.NGRAM_ROWS, NGRAM, mode="mean")
        for table, scale in ((self.word, 0.7), (self.affix, 0.33), (self.ngram, 1.0)):
            nn.init.normal_(table.weight, std=scale)
        width = WORD + AFFIX + NGRAM
        self.register_buffer("vectors", None if vectors is None else torch.from_numpy(vectors.astype(np.float32)), persistent=False)
        if vectors is not None:
            width += vectors.shape[1]
        self.mix = nn.Linear(width, 2 * INPUT)
        self.norm = nn.LayerNorm(INPUT)

    def forward(self, types: Types, distinct: np.ndarray, drop: bool) -> Tensor:
        word = self.word(torch.from_numpy(np.asarray([types.words[at] for at in distinct]))).sum(1)
        affix_rows = torch.from_numpy(np.asarray([types.affixes[at] for at in distinct]))
        ngrams = [types.ngrams[at] for at in distinct]
        offsets = np.cumsum([0, *(len(rows) for rows in ngrams[:-1])])
        parts = [word, self.ngram(torch.from_numpy(np.concatenate(ngrams)), torch.from_numpy(offsets))]
        affix = self.affix(affix_rows)
        if drop:
            frequency = torch.tensor([types.frequency[at] for at in distinct], dtype=torch.float32)
            kept = (torch.rand(len(distinct)) > 0.1 + 0.5 / frequency.clamp(min=1)).float()[:, None]
            parts[0] = word * kept
            affix = torch.cat([affix[:, :-1], affix[:, -1:] * kept[:, :, None]], 1)
        parts.append(affix.sum(1))
        if self.vectors is not None:
            vector = self.vectors[torch.from_numpy(np.asarray([types.vector[at] for at in distinct]))]
            parts.append(vector * (torch.rand(len(distinct)) > 0.1).float()[:, None] if drop else vector)
        mixed = self.mix(torch.cat(parts, 1)).view(len(distinct), INPUT, 2).amax(2)
        return self.norm(mixed)


class Network(nn.Module):
    def __init__(self, labels: Labels, vectors: np.ndarray | None):
        super().__init__()
        self.embed = Embed(vectors)
        self.lstms = nn.ModuleList(
            nn.ModuleList(nn.LSTM(INPUT if layer == 0 else 2 * HIDDEN, HIDDEN) for _ in range(2)) for layer in range(LAYERS)
        )
        for lstm in (lstm for pair in self.lstms for lstm in pair):
            nn.init.orthogonal_(lstm.weight_hh_l0)
            nn.init.xavier_uniform_(lstm.weight_ih_l0)
            nn.init.zeros_(lstm.bias_hh_l0)
            nn.init.zeros_(lstm.bias_ih_l0)
            lstm.bias_ih_l0.data[HIDDEN : 2 * HIDDEN] = 1.0
        width = 2 * HIDDEN
        self.tagger = nn.Linear(width + INPUT, TAGGER)
        self.tags = nn.ModuleDict({name: nn.Linear(TAGGER, len(getattr(labels, name))) for name in TAGS})
        self.start = nn.Linear(width, 1)
        self.arc = nn.Linear(width, 2 * ARC)
        self.arc_weight = nn.Parameter(torch.eye(ARC) / ARC**0.5)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.rel = nn.Linear(width, 2 * LABEL)
        self.rel_weight = nn.Parameter(torch.randn(len(labels.label), LABEL + 1, LABEL + 1) * 0.05)

    def forward(self, batch: Batch, types: Types) -> dict[str, Any]:
        lengths = torch.from_numpy(batch.lengths)
        longest, rows = int(lengths.max()), len(lengths)
        positions = torch.arange(longest)[:, None]
        mask = positions < lengths[None]  # time first
        back = torch.where(mask, lengths[None] - 1 - positions, positions)  # its own inverse
        flat = mask.t().reshape(-1).nonzero().squeeze(1)  # real words in chunk-first order
        vectors = self.embed(types, batch.types, self.training)[torch.from_numpy(batch.inverse)]
        word = self.drop_flat(vectors)
        padded = vectors.new_zeros(rows * longest, INPUT).index_copy(0, flat, word).view(rows, longest, INPUT).transpose(0, 1)
        state = self.shared_dropout(padded)
        for number, (forward, backward) in enumerate(self.lstms):
            turn = back[:, :, None].expand(-1, -1, state.shape[2])
            ahead = forward(state)[0]
            behind = backward(state.gather(0, turn))[0].gather(0, back[:, :, None].expand(-1, -1, HIDDEN))
            out = torch.cat([ahead, behind], 2)
            state = self.shared_dropout(out) + (state if number else 0)
        states = state.transpose(0, 1)  # chunk first
        real = states.reshape(rows * longest, -1)[flat]
        hidden = functional.dropout(functional.relu(self.tagger(torch.cat([real, word], 1))), DROPOUT, self.training)
        result: dict[str, Any] = {name: head(hidden) for name, head in self.tags.items()}
        result["start"] = self.start(real).squeeze(1)
        arc = functional.dropout(functional.leaky_relu(self.arc(states), 0.1), DROPOUT, self.training)
        dependent, head = arc[..., :ARC], arc[..., ARC:]
        scores = (dependent @ self.arc_weight) @ head.transpose(1, 2) + (head @ self.arc_bias)[:, None, :]
        root = (dependent @ self.arc_weight) @ self.root + self.root @ self.arc_bias
        scores = scores.masked_fill(torch.eye(longest, dtype=torch.bool)[None], 0.0) + torch.diag_embed(
            root
        )  # a word that is its own head is the root
        sentence = torch.full((rows * longest,), -1).index_copy(0, flat, torch.from_numpy(batch.sentence)).view(rows, longest)
        scores = scores.masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)
        result["arc"] = scores.reshape(rows * longest, longest)[flat]
        result["rel"] = functional.dropout(functional.leaky_relu(self.rel(real), 0.1), DROPOUT, self.training)
        result["base"] = torch.repeat_interleave(torch.cumsum(lengths, 0) - lengths, lengths)
        return result

    def label_scores(self, result: dict[str, Any], heads: Tensor) -> Tensor:
        """Scores of the labels, given a head (position in the chunk) of each word."""
        rel = result["rel"]
        one = rel.new_ones(len(rel), 1)
        dependent = torch.cat([rel[:, :LABEL], one], 1)
        head = torch.cat([rel[:, LABEL:], one], 1)[result["base"] + heads]
        count = len(self.rel_weight)
        left = (dependent @ self.rel_weight.permute(1, 0, 2).reshape(LABEL + 1, -1)).view(-1, count, LABEL + 1)
        return torch.bmm(left, head[:, :, None]).squeeze(2)

    def loss(self, batch: Batch, types: Types) -> tuple[Tensor, dict[str, float]]:
        result = self(batch, types)
        heads = torch.from_numpy(batch.heads)
        losses = {
            name: functional.cross_entropy(result[name], torch.from_numpy(row), ignore_index=MISSING, label_smoothing=0.02)
            if (row != MISSING).any()
            else result[name].sum() * 0
            for name, row in zip(TAGS, batch.tags, strict=True)
        }
        losses["arc"] = functional.cross_entropy(result["arc"], heads)
        labels = torch.from_numpy(batch.label)
        chosen = labels != MISSING
        losses["label"] = functional.cross_entropy(self.label_scores(result, heads)[chosen], labels[chosen])
        inner = torch.from_numpy(first_words(batch) == 0)
        starts = torch.from_numpy(batch.starts).float()
        losses["start"] = functional.binary_cross_entropy_with_logits(result["start"][inner], starts[inner])
        total = sum(WEIGHTS[name] * loss for name, loss in losses.items())
        assert isinstance(total, Tensor)
        return total, {name: float(loss.detach()) for name, loss in losses.items()}

    def drop_flat(self, vectors: Tensor) -> Tensor:
        return functional.dropout(vectors, 0.1, self.training)

    def shared_dropout(self, state: Tensor) -> Tensor:
        """Dropout with one mask for all words of a chunk; time comes first."""
        if not self.training:
            return state
        mask = torch.empty(1, *state.shape[1:]).bernoulli_(1 - DROPOUT) / (1 - DROPOUT)
        return state * mask


def first_words(batch: Batch) -> np.ndarray:
    """1 where a word is the first of its chunk."""
    result = np.zeros(len(batch.starts), np.int64)
    result[np.cumsum([0, *batch.lengths[:-1]])] = 1
    return result
