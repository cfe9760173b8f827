"""Trains the structure network of a language on one core for a given time.

The learning rate follows the clock, so that the run ends well wherever it is run; what is broken off goes on from its last checkpoint.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from kg.pipelines.features import key
from training import synthetic, treebanks, vectors
from training.batches import TAGS, Converter, Labels, Types, batches, chunks, epoch, labels
from training.model import Network, first_words

RATE = 3e-3
WORDS = 1100  # of a batch
EVALUATE = 360.0
MADE_UP = 1200  # sentences in each pass over the data  # seconds of training between two looks at the development part
AVERAGE = 0.998
CLIP = 1.0


class Run:
    def __init__(self, language: str, data: Path, out: Path, minutes: float, folder: Path | None, seed: int = 11):
        self.language, self.out, self.seconds = language, out, minutes * 60
        out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(seed)
        self.chance = random.Random(seed)
        self.train, dev = treebanks.TREEBANKS[language](data)
        self.grammar = synthetic.GRAMMARS[language](self.train, self.chance)
        self.names = treebanks.name_pool(self.train)
        path = out / "labels.json"
        if path.exists():
            known = Labels(**json.loads(path.read_text(encoding="utf-8")))
        else:
            known = labels(self.train)
            path.write_text(json.dumps({name: getattr(known, name) for name in (*TAGS, "label")}, ensure_ascii=False), encoding="utf-8")
        lookup, rows = vectors.read(folder)
        counts = Counter(key(word.form) for document in self.train for sentence in document for word in sentence.words)
        self.types = Types(lookup, counts)
        self.convert = Converter(known, self.types)
        self.keep = {id(sentence) for document in self.train for sentence in document}
        fixed = random.Random(5)
        self.dev = list(
            batches(
                list(chunks(group for document in dev for group in treebanks.grouped(document, fixed))), self.convert, 2500, None, set()
            )
        )
        self.model = Network(known, rows)
        self.average = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=RATE, betas=(0.9, 0.99), eps=1e-8, fused=True)
        self.spent, self.steps, self.words, self.best = 0.0, 0, 0, 0.0
        self.log: list[dict[str, Any]] = []
        if (out / "checkpoint.pt").exists():
            self.resume()

    def resume(self) -> None:
        saved = torch.load(self.out / "checkpoint.pt", weights_only=True)
        self.model.load_state_dict(saved["model"])
        self.average = saved["average"]
        self.optimizer.load_state_dict(saved["optimizer"])
        self.spent, self.steps, self.words, self.best = saved["spent"], saved["steps"], saved["words"], saved["best"]
        self.log = json.loads((self.out / "log.json").read_text())
        self.chance.seed(self.steps)
        torch.manual_seed(self.steps)
        print("resumed at", round(self.spent), "s", flush=True)

    def save(self) -> None:
        state = {"model": self.model.state_dict(), "average": self.average, "optimizer": self.optimizer.state_dict()}
        state |= {"spent": self.spent, "steps": self.steps, "words": self.words, "best": self.best}
        torch.save(state, self.out / "checkpoint.tmp")
        (self.out / "checkpoint.tmp").replace(self.out / "checkpoint.pt")
        (self.out / "log.json").write_text(json.dumps(self.log, indent=1))

    def rate(self) -> float:
        """A short rise, then a fall to nothing along a cosine."""
        part = min(1.0, self.spent / self.seconds)
        return float(RATE * min(1.0, (self.steps + 1) / 150) * (0.5 + 0.5 * np.cos(np.pi * part)) + 1e-6)

    def go(self, report: Callable[[str], None]) -> None:
        since = 0.0
        sums: Counter[str] = Counter()
        while self.spent < self.seconds:
            groups = epoch(self.train, [self.grammar.make() for _ in range(MADE_UP)], self.names, self.chance)
            for batch in batches(groups, self.convert, WORDS, self.chance, self.keep):
                begun = time.time()
                for group in self.optimizer.param_groups:
                    group["lr"] = self.rate()
                self.model.train()
                loss, parts = self.model.loss(batch, self.types)
                self.optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
                self.optimizer.step()
                self.steps += 1
                self.words += len(batch.heads)
                with torch.no_grad():
                    weight = 1 - min(AVERAGE, (self.steps + 1) / (self.steps + 10))
                    names = list(self.average)
                    state = self.model.state_dict()
                    torch._foreach_lerp_([self.average[n] for n in names], [state[n] for n in names], weight)
                sums.update(parts)
                sums["steps"] += 1
                elapsed = time.time() - begun
                self.spent += elapsed
                since += elapsed
                if since > EVALUATE or self.spent >= self.seconds:
                    self.look(sums, report)
                    since, sums = 0.0, Counter()
                    if self.spent >= self.seconds:
                        break

    def look(self, sums: Counter[str], report: Callable[[str], None]) -> None:
        scores = self.evaluate()
        losses = {name: round(value / sums["steps"], 3) for name, value in sums.items() if name != "steps"}
        self.log.append({"minutes": round(self.spent / 60, 1), "steps": self.steps, "words": self.words, **scores, "losses": losses})
        report(f"{time.strftime('%H:%M:%S')} {json.dumps(self.log[-1])}")
        self.save()

    def evaluate(self) -> dict[str, float]:
        """UAS, LAS (gold sentences, no punctuation, greedy heads), tags and sentence starts of the averaged network."""
        own = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.model.load_state_dict(self.average)
        self.model.eval()
        total: Counter[str] = Counter()
        with torch.no_grad():
            for batch in self.dev:
                result = self.model(batch, self.types)
                heads = result["arc"].argmax(1)
                label = self.model.label_scores(result, heads).argmax(1).numpy()
                right = heads.numpy() == batch.heads
                counted = ~batch.punct
                total["words"] += int(counted.sum())
                total["UAS"] += int((right & counted).sum())
                total["LAS"] += int((right & counted & ((label == batch.label) | (batch.label < 0))).sum())
                for name, row in zip(TAGS, batch.tags, strict=True):
                    total[name] += int((result[name].argmax(1).numpy() == row).sum())
                    total[f"{name} all"] += int((row >= 0).sum())
                inner = first_words(batch) == 0
                found, gold = (result["start"].numpy() > 0) & inner, batch.starts & inner
                total["hits"] += int((found & gold).sum())
                total["found"] += int(found.sum())
                total["gold"] += int(gold.sum())
        self.model.load_state_dict(own)
        scores = {name: total[name] / total["words"] for name in ("UAS", "LAS")}
        scores |= {name: total[name] / max(1, total[f"{name} all"]) for name in TAGS}
        scores["start F"] = 2 * total["hits"] / max(1, total["found"] + total["gold"])
        return {name: round(100 * value, 2) for name, value in scores.items()}


def train(language: str, data: Path, out: Path, minutes: float, folder: Path | None) -> None:
    """Trains, or goes on training, until the minutes are spent; leaves checkpoint.pt, labels.json and log.json, the learning curve."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    Run(language, data, out, minutes, folder).go(lambda line: print(line, flush=True))
