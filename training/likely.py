"""Train the network of `kg/extract/chances.py` on annotated passages.

    python -m training.likely [--jobs N] [--passes N] [--work FOLDER]

`training/passages/` holds news passages and articles in both languages with every fact that they state; the gold of the sample corpus is
read as well. Each pair of ends of a sentence (`extract.ends`) is an example: a relation is right where a fact that the sentence states has
both ends, left out where it is a parent, a child or a second best of one, or where the article states the fact elsewhere only. What is read
and the state after each pass are kept in the folder, so that a run that was broken off goes on. Needs PyTorch, which nothing else does
outside training.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from kg.annotate import annotate
from kg.extract.chances import FILE, save
from kg.extract.claims import scenes
from kg.extract.ends import End, Memory
from kg.extract.parties import told, words
from kg.extract.seen import Known, pictured
from kg.link import linker
from kg.model import Article
from kg.names import fold
from kg.ontology import load
from kg.readers import read
from kg.reading import reader_of
from kg.score import Gold, kinship, read_gold

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = ROOT / "training/passages"
LANGUAGES = ("en", "nl")
ABLE = 0.015
"""The share of pairs of two classes that have a relation, below which such pairs are not looked at."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of an article and the characters of the sentences that state it."""

    fact: Gold
    at: tuple[tuple[int, int], ...]


def passages(language: str) -> Iterator[tuple[Article, list[Told]]]:
    """The articles of a language with their facts."""
    for path in sorted(PASSAGES.glob(f"{language}*.jsonl")):
        rows = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
        for article, row in zip(read(path, on_problem=_tell), rows.values(), strict=True):
            yield article, [_told(article, fact) for fact in row["facts"]]
    gold = list(read_gold(ROOT / "corpus/gold" / language))
    for article in read(ROOT / "corpus/articles" / language, on_problem=_tell):
        lines = [line for line in gold if line.article == article.id]
        found = [(line, article.text.find(line.sentence)) for line in lines]
        if lines:
            yield article, [Told(line, ((at, at + len(line.sentence)),)) for line, at in found]


def _told(article: Article, fact: dict[str, Any]) -> Told:
    line = Gold(article.id, tuple(fact["subject"]), tuple(fact["relation"]), tuple(fact["object"]))
    return Told(line, tuple((start, stop) for start, stop in fact["at"]))


def _tell(problem: object) -> None:
    print(problem, file=sys.stderr)


def known() -> Known:
    """What there are rows for: the relations in their canonical direction and the classes of the ontology."""
    ontology = load()
    return Known(
        tuple(sorted({relation.canonical for relation in ontology.relations.values()})), tuple(sorted(ontology.classes)), frozenset()
    )


def examples(article: Article, facts: Sequence[Told]) -> list[tuple[Any, ...]]:
    """The sentences of an article with all pairs of their ends, as the arguments of `pairnet.Example`, and the classes of each pair."""
    rows, memory, found = known(), Memory(), []
    lines = [(_folded(one.fact.subject), _folded(one.fact.object), one.fact.relation, one.at) for one in facts]
    for number, (scene, said) in enumerate(scenes(annotate(article), reader_of(article.language))):
        ends = memory.ends(scene)
        every = [(i, j) for i, one in enumerate(ends) for j, other in enumerate(ends) if i != j and _may_relate(one, other)]
        pairs = np.array(every, np.int64).reshape(-1, 2)
        seen = pictured(scene, ends, pairs, words(scene), told(said), number, rows)
        if seen is None:
            continue
        names = [_names(end) for end in ends]
        place = scene.sentence.start, scene.sentence.end
        stated = [(s, o, relations, any(place[0] < stop and start < place[1] for start, stop in at)) for s, o, relations, at in lines]
        right, counted = np.zeros((2, len(pairs), len(rows.relations)), np.int8)
        counted[:] = 1
        for pair, (i, j) in enumerate(every):
            for subject, target, relations, here in stated:
                for turned, (one, other) in enumerate(((i, j), (j, i))):
                    if names[one] & subject and names[other] & target:
                        _count(right[pair], counted[pair], relations, rows, here=here, turned=bool(turned))
        classes = [(ends[i].stand.type, ends[j].stand.type, int(ends[i].past is not None), int(ends[j].past is not None)) for i, j in every]
        found.append((article.id, seen, right, counted, classes))
    return found


def _may_relate(one: End, other: End) -> bool:
    return one.entity != other.entity and (one.past is None or other.past is None)


def _names(end: End) -> frozenset[str]:
    entity = linker().named(end.stand.filler.mention)
    return _folded((entity.label, *entity.names, end.stand.name))


def _folded(names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(fold, names)) - {""}


def _count(right: Any, counted: Any, relations: Sequence[str], rows: Known, *, here: bool, turned: bool) -> None:
    """Note a fact of a pair (or of the pair turned round): its first relation is right, its family and the others are not sure."""
    ontology, related = load(), kinship(load())
    fitting = []
    for name in relations:
        term = ontology.relations[name]
        if term.symmetric or (term.canonical != name) == turned:
            fitting.append(term.canonical)
    for name in fitting:
        for other in related.family(name):
            if other in rows.relations and not right[rows.relations.index(other)]:
                counted[rows.relations.index(other)] = 0
    if fitting and here:
        right[rows.relations.index(fitting[0])] = counted[rows.relations.index(fitting[0])] = 1


def _read(given: tuple[Article, list[Told]]) -> list[tuple[Any, ...]]:
    return examples(*given)


def gathered(jobs: int, work: Path) -> list[tuple[Any, ...]]:
    """The examples of all articles; kept in the folder."""
    kept = work / "examples.pickle"
    if not kept.exists():
        articles = [found for language in LANGUAGES for found in passages(language)]
        with ProcessPoolExecutor(jobs) as pool:
            rows = [row for found in pool.map(_read, articles, chunksize=8) for row in found]
        kept.write_bytes(pickle.dumps(rows))
        print(f"{len(articles)} articles are read", flush=True)
    found: list[tuple[Any, ...]] = pickle.loads(kept.read_bytes())
    return found


def able(rows: Sequence[tuple[Any, ...]]) -> frozenset[tuple[str, str, int, int]]:
    """The classes of pairs that have a relation often enough to be looked at."""
    seen, related = Counter[Any](), Counter[Any]()
    for _, _, right, _, classes in rows:
        for kinds, one in zip(classes, right.any(1), strict=True):
            seen[kinds] += 1
            related[kinds] += bool(one)
    return frozenset(kinds for kinds in seen if related[kinds] >= ABLE * seen[kinds] and related[kinds])


@dataclass
class States:
    """The state of a training run in a file."""

    file: Path

    @property
    def kept(self) -> Any:
        import torch

        return torch.load(self.file) if self.file.exists() else None

    def keep(self, state: Any) -> None:
        import torch

        torch.save(state, self.file)


def main() -> None:
    """Train and write the network."""
    parser = argparse.ArgumentParser(description="Train what tells the likely facts on annotated passages.")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    parser.add_argument("--passes", type=int, default=9, help="passes over all examples")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--work", type=Path, default=ROOT / "training" / "work" / "likely", help="where what is read and the state of training are kept"
    )
    given = parser.parse_args()
    import torch

    from training.pairnet import Example, train

    torch.set_num_threads(1)
    given.work.mkdir(parents=True, exist_ok=True)
    rows = gathered(given.jobs, given.work)
    sorts = replace(known(), able=able(rows))
    read_ = []
    for article, seen, right, counted, classes in rows:
        some = [pair for pair, kinds in enumerate(classes) if kinds in sorts.able]
        if some:
            part = replace(seen, pairs=seen.pairs[some], ways=seen.ways[some], told=seen.told[some])
            read_.append(Example(article, part, right[some], counted[some]))
    print(
        f"{len(read_)} sentences, {sum(len(one.right) for one in read_)} pairs, {sum(int(one.right.sum()) for one in read_)} relations",
        flush=True,
    )
    net = train(read_, sorts, given.passes, given.seed, lambda text: print(text, flush=True), States(given.work / f"state-{given.seed}.pt"))
    save(net.shipped(), FILE)
    print(f"written to {FILE.name}", flush=True)


if __name__ == "__main__":
    main()
