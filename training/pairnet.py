"""The network of `kg.extract.chances` in PyTorch, and how it is trained."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.chances import GAZES, Chances
from kg.extract.seen import BEHIND, CASES, ELSEWHERE, FAR, KINDS, LABELS, NUMBER, ROWS, SINCE, TAGS, TIMES, WAY, Known, Seen, nearness

WIDE, LOOK, VALUE, HIDDEN = 128, 32, 64, 160
"""Numbers of a word or end, of a gaze, of what a gaze brings, and of the hidden layer."""
DROPPED, FORMS_DROPPED = 0.3, 0.5
"""Shares of numbers, and of those of forms, that are left out at random in training."""
UNTOLD = 0.5
"""The share of pairs of which is hidden what frames say: what is easy for them teaches the words as well."""
THINNED = 0.35
"""The share of pairs without a relation that are read in a pass; they count for the others."""
PAIRS = 1400
"""Pairs of a step, before they are thinned."""
RATE, WARM, LEAST = 2e-3, 100, 0.02
DECAY = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A sentence with its pairs: `right` the relations that it states of them and `counted` those that are sure either way, pairs by
    relations."""

    article: str
    seen: Seen
    right: np.ndarray[Any, Any]
    counted: np.ndarray[Any, Any]


class PairNet(nn.Module):
    """The network; `forward` gives the logits of every pair of the examples of a batch."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        relations, classes = len(known.relations), len(known.classes)
        self.known = known
        sizes = {
            "lemma": (ROWS, 64),
            "form": (ROWS, 32),
            "tag": (len(TAGS), 12),
            "label": (LABELS, 16),
            "marker": (CASES, 8),
            "kind": (classes + 1, 16),
        }
        sizes |= {"class": (classes, 16), "stand": (len(KINDS), 8), "times": (TIMES + 1, 6), "since": (SINCE + 1, 6), "rank": (8, 4)}
        sizes |= {
            "near subject": (ELSEWHERE + 1, LOOK),
            "near object": (ELSEWHERE + 1, LOOK),
            "classes": (classes * classes * 4, relations),
        }
        sizes |= {"distance": (FAR + BEHIND + 2, 8), "steps": (WAY + 1, 6), "number": (NUMBER + 1, HIDDEN)}
        self.tables = nn.ParameterDict({key(name): nn.Parameter(torch.randn(size)) for name, size in sizes.items()})
        with torch.no_grad():
            for name, spread in (("lemma", 0.3), ("form", 0.3), ("classes", 0.0), ("number", 0.1)):
                self.tables[key(name)] *= spread
        rest = (GAZES + 2) * VALUE + 8 + 6 + 1 + 2 * relations
        wide = 64 + 32 + 12 + 16 + 8 + 16 + 32
        linear = {
            "trigger": (relations, 32),
            "word": (wide, WIDE),
            "around": (4 * WIDE, WIDE),
            "recalled": (64, WIDE),
            "value": (WIDE, VALUE),
        }
        linear |= {"end": (WIDE + 16 + 8 + 1 + 3 + 16, WIDE), "look": (WIDE, LOOK), "out": (HIDDEN, relations)}
        self.linear = nn.ModuleDict({name: nn.Linear(*size) for name, size in linear.items()})
        plain = {
            "look subject": (WIDE, LOOK),
            "look object": (WIDE, LOOK),
            "gaze": (LOOK, GAZES),
            "subject": (WIDE, HIDDEN),
            "object": (WIDE, HIDDEN),
        }
        plain |= {"rest": (rest, HIDDEN), "told": (relations + 1, HIDDEN)}
        self.plain = nn.ModuleDict({key(name): nn.Linear(*size, bias=False) for name, size in plain.items()})
        self.rows = nn.ParameterDict({key(name): nn.Parameter(torch.randn(LOOK) / 5) for name in ("look way", "look between")})
        self.rows |= {
            key(name): nn.Parameter(torch.zeros(relations)) for name in ("trigger on way", "trigger seen", "open", "told", "hidden told")
        }
        self.bias = nn.Parameter(torch.zeros(HIDDEN))
        nn.init.constant_(self.linear["out"].bias, -5.0)

    def table(self, name: str) -> Tensor:
        return self.tables[key(name)]

    def forward(self, batch: Mapping[str, Tensor]) -> Tensor:
        drop = lambda rows, share=DROPPED: functional.dropout(rows, share, self.training)  # noqa: E731
        lemma, form, tag, label, marker, kind, head = batch["words"].unbind(-1)
        triggers, mask, at = batch["triggers"], batch["mask"], torch.arange(len(head))[:, None]
        parts = [
            drop(self.table("lemma")[lemma]),
            drop(self.table("form")[form], FORMS_DROPPED),
            self.table("tag")[tag],
            self.table("label")[label],
        ]
        parts += [self.table("marker")[marker], self.table("kind")[kind], self.linear["trigger"](triggers)]
        own = drop(torch.relu(self.linear["word"](torch.cat(parts, -1)))) * mask[..., None]
        before, behind = functional.pad(own, (0, 0, 1, 0))[:, :-1], functional.pad(own, (0, 0, 0, 1))[:, 1:]
        words = drop(own + torch.relu(self.linear["around"](torch.cat([own, own[at, head], before, behind], -1))))
        place, kind, stand, adjective, lemma, times, since, first, subject, rank = batch["ends"].unbind(-1)
        past = (place < 0)[..., None].float()
        recalled = torch.relu(self.linear["recalled"](drop(self.table("lemma")[lemma])))
        base = words[at, place.clamp(min=0)] * (1 - past) + recalled * past
        told = torch.cat([self.table("times")[times], self.table("since")[since], self.table("rank")[rank]], -1) * past
        flags = torch.stack([adjective, first, subject], -1).float()
        ends = drop(
            torch.relu(self.linear["end"](torch.cat([base, self.table("class")[kind], self.table("stand")[stand], past, flags, told], -1)))
        )
        row, one, other = batch["row"], batch["pairs"][:, 0], batch["pairs"][:, 1]
        apart, steps, is_open = batch["pairs"][:, 2:].unbind(-1)
        subjects, objects = ends[row, one], ends[row, other]
        looks = (self.plain[key("look subject")](subjects) + self.plain[key("look object")](objects))[:, None] + self.linear["look"](words)[
            row
        ]
        looks = looks + self.table("near subject")[batch["near"][row, one]] + self.table("near object")[batch["near"][row, other]]
        ways, between = batch["ways"][..., None], batch["between"][..., None]
        looks = torch.relu(looks + ways * self.rows[key("look way")] + between * self.rows[key("look between")])
        gaze = torch.softmax(self.plain["gaze"](looks).masked_fill(~mask[row][..., None], -1e4), 1)
        values = torch.relu(self.linear["value"](words))[row]
        shown = [torch.einsum("plk,pld->pkd", gaze, values).flatten(1), mean(values, batch["ways"]), mean(values, batch["between"])]
        on_way = torch.einsum("pl,plr->pr", batch["ways"], triggers[row]).clamp(max=1)
        seen = torch.einsum("pl,plr->pr", gaze[..., 0], triggers[row])
        rest = torch.cat([*shown, self.table("distance")[apart], self.table("steps")[steps], is_open[:, None].float(), on_way, seen], -1)
        frames, hidden_told = batch["told"], batch["hidden"][:, None]
        hidden = (
            self.plain["subject"](subjects)
            + self.plain["object"](objects)
            + self.plain["rest"](rest)
            + self.table("number")[batch["number"]][row]
        )
        hidden = drop(torch.relu(hidden + self.plain["told"](torch.cat([frames, hidden_told], -1)) + self.bias))
        kinds, pasts = batch["ends"][..., 1], (place < 0).long()
        both = (kinds[row, one] * len(self.known.classes) + kinds[row, other]) * 4 + 2 * pasts[row, one] + pasts[row, other]
        logits = self.linear["out"](hidden) + self.table("classes")[both]
        logits = (
            logits
            + on_way * self.rows[key("trigger on way")]
            + seen * self.rows[key("trigger seen")]
            + is_open[:, None] * self.rows["open"]
        )
        return logits + frames * self.rows["told"] + hidden_told * self.rows[key("hidden told")]

    def shipped(self) -> Chances:
        """The same in NumPy, for pairs of which nothing is hidden."""
        weights = {name.replace("_", " "): value for name, value in [*self.tables.items(), *self.rows.items()]}
        for name, layer in self.linear.items():
            weights |= {name: layer.weight.T, f"{name} bias": layer.bias}
        weights |= {name.replace("_", " "): layer.weight.T for name, layer in self.plain.items() if name != "told"}
        weights |= {"hidden bias": self.bias, "told hidden": self.plain["told"].weight.T[:-1]}
        weights.pop("hidden told")
        return Chances(self.known, {name: value.detach().numpy().astype(np.float32) for name, value in weights.items()})


def mean(values: Tensor, which: Tensor) -> Tensor:
    return torch.einsum("pl,pld->pd", which, values) / which.sum(1, keepdim=True).clamp(min=1)


def key(name: str) -> str:
    return name.replace(" ", "_")


def train(
    examples: Sequence[Example], known: Known, passes: int, seed: int = 0, tell: Callable[[str], None] = print, states: Any = None
) -> PairNet:
    """The network after so many passes over the examples.

    Args:
        states: what to go on from and a function that keeps it after each pass; None to begin anew and keep nothing.
    """
    torch.manual_seed(seed)
    net = PairNet(known)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = passes * sum(1 for _ in batches(examples, random.Random(seed)))
    begun, step = 0, 0
    if states is not None and states.kept is not None:
        net.load_state_dict(states.kept["net"])
        optimizer.load_state_dict(states.kept["optimizer"])
        begun, step = states.kept["pass"], states.kept["step"]
    for number in range(begun, passes):
        chosen, start, total = np.random.default_rng(1000 * seed + number), time.monotonic(), 0.0
        torch.manual_seed(1000 * seed + number)
        net.train()
        for part in batches(examples, random.Random(1000 * seed + number)):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, step / WARM) * max(LEAST, 0.5 * (1 + math.cos(math.pi * min(1, step / steps))))
            batch = collated(part, chosen)
            wrong = functional.binary_cross_entropy_with_logits(net(batch), batch["right"], reduction="none")
            loss = (wrong * batch["counted"]).sum() / len(part)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            step, total = step + 1, total + loss.item() * len(part)
        tell(f"pass {number + 1} of {passes}, loss {total / len(examples):.3f}, {time.monotonic() - start:.0f} s")
        if states is not None:
            states.keep({"net": net.state_dict(), "optimizer": optimizer.state_dict(), "pass": number + 1, "step": step})
    net.eval()
    return net


def batches(examples: Sequence[Example], chosen: random.Random) -> Iterator[list[Example]]:
    """The examples in a random order, sentences of about the same length together."""
    lengths = [(len(example.seen.words) + chosen.random() * 6, number) for number, example in enumerate(examples)]
    parts: list[list[Example]] = [[]]
    pairs = 0
    for _, number in sorted(lengths):
        own = len(examples[number].right)
        if parts[-1] and pairs + own > PAIRS:
            parts.append([])
            pairs = 0
        parts[-1].append(examples[number])
        pairs += own
    chosen.shuffle(parts)
    yield from parts


def collated(part: Sequence[Example], chosen: np.random.Generator) -> dict[str, Tensor]:
    """The tensors of some examples: fewer of the pairs without a relation, and what frames say hidden of some."""
    long, most = max(len(one.seen.words) for one in part), max(len(one.seen.ends) for one in part)
    size, relations = len(part), part[0].right.shape[1]
    words, triggers = np.zeros((size, long, part[0].seen.words.shape[1]), np.int64), np.zeros((size, long, relations), np.float32)
    ends, near, mask = (
        np.zeros((size, most, part[0].seen.ends.shape[1]), np.int64),
        np.zeros((size, most, long), np.int64),
        np.zeros((size, long), bool),
    )
    rows, pairs, ways, between, right, counted, told = [], [], [], [], [], [], []
    for number, example in enumerate(part):
        seen, length = example.seen, len(example.seen.words)
        words[number, :length], triggers[number, :length], mask[number, :length] = seen.words, seen.triggers, True
        ends[number, : len(seen.ends)] = seen.ends
        near[number, : len(seen.ends)] = nearness(seen.ends[:, 0], long)
        some = example.right.any(1) | seen.told.any(1)
        kept = np.flatnonzero(some | (chosen.random(len(some)) < THINNED))
        worth = np.where(some, 1, 1 / THINNED)[kept]
        pairs.append(seen.pairs[kept])
        rows += [number] * len(kept)
        padded = np.zeros((len(kept), long), np.float32)
        padded[:, :length] = seen.ways[kept]
        ways.append(padded)
        places = seen.ends[:, 0][seen.pairs[kept, :2]]
        low, high = places.min(1)[:, None], places.max(1)[:, None]
        between.append(((low >= 0) & (low < np.arange(long)) & (np.arange(long) < high)).astype(np.float32))
        right.append(example.right[kept])
        counted.append(example.counted[kept] * worth[:, None])
        told.append(seen.told[kept])
    hidden = (chosen.random(len(rows)) < UNTOLD).astype(np.float32)
    every = {
        "words": words, "triggers": triggers, "ends": ends, "near": near, "mask": mask, "row": np.array(rows),
        "pairs": np.concatenate(pairs),
        "ways": np.concatenate(ways), "between": np.concatenate(between), "right": np.concatenate(right).astype(np.float32),
        "counted": np.concatenate(counted).astype(np.float32), "told": np.concatenate(told).astype(np.float32) * (1 - hidden[:, None]),
        "hidden": hidden, "number": np.array([one.seen.number for one in part]),
    }  # fmt: skip
    return {name: torch.as_tensor(value) for name, value in every.items()}
