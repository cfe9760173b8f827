"""Tools of others that open extraction is measured with, run in place from a folder that the user names; none is part of kg.

    CaRB        github.com/dair-iitd/CaRB: the scorer of `carb.py` with its default matcher
    PredPatt    github.com/hltcoe/PredPatt: propositions from Universal Dependencies, given our parses

Both import libraries for parts that are not used here; stand-ins take their place.
"""

from __future__ import annotations

import importlib
import logging
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

from kg.model import OpenRelation, Span
from kg.parse import Doc


class Point(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


def _stand_in(name: str, **contents: Any) -> None:
    module = ModuleType(name)
    module.__dict__.update(contents)
    sys.modules.setdefault(name, module)


class Carb:
    """CaRB's scorer over one gold file. Its figure is that of the confidence threshold with the best F1."""

    def __init__(self, folder: Path, gold: Path) -> None:
        for name in ("ipdb", "nltk", "nltk.translate", "sklearn", "sklearn.preprocessing"):
            _stand_in(name)
        _stand_in("docopt", docopt=None)
        _stand_in("nltk.translate.bleu_score", sentence_bleu=None)
        _stand_in("nltk.corpus", stopwords=SimpleNamespace(words=lambda language: []))
        _stand_in("sklearn.preprocessing.data", binarize=None)
        _stand_in("sklearn.metrics", precision_recall_curve=None, auc=_area)
        sys.path.insert(0, str(folder))
        try:
            self.match = importlib.import_module("matcher").Matcher.binary_linient_tuple_match
            benchmark = importlib.import_module("carb").Benchmark
            self.reader = importlib.import_module("oie_readers.tabReader").TabReader
        finally:
            sys.path.remove(str(folder))
        logging.getLogger().setLevel(logging.WARNING)  # importing the scorer turns everything up
        self.benchmark = benchmark(str(gold))
        self.gold = benchmark.normalizeDict(self.benchmark.gold)
        self.key = benchmark.normalizeKey

    def score(self, lines: Iterable[str]) -> Point:
        """The score of extractions in CaRB's tab format."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "extractions.tsv"
            path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
            reader = self.reader()
            reader.read(str(path))
            _, point = self.benchmark.compare(reader.oie, self.match, str(Path(folder) / "curve.tsv"))
        return Point(*(float(value) for value in point))

    def matched(self, sentence: str, found: Sequence[OpenRelation]) -> list[float]:
        """The precision that each extraction of a sentence gets when each gold extraction is given to one of them, best first."""
        gold = self.gold.get(self.key(sentence.strip()), [])
        made = [SimpleNamespace(pred=relation.relation, args=[relation.subject, *relation.objects]) for relation in found]
        table = [(self.match(one, other, True, True)[0], -i, -j) for i, one in enumerate(gold) for j, other in enumerate(made)]
        values = [0.0] * len(made)
        rows: set[int] = set()
        columns: set[int] = set()
        for value, i, j in sorted(table, reverse=True):
            if i not in rows and j not in columns:
                rows.add(i)
                columns.add(j)
                values[-j] = float(value)
        return values


def _area(x: Sequence[float], y: Sequence[float]) -> float:
    return abs(sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(zip(x, y, strict=True))))


class PredPatt:
    """PredPatt's propositions in the form of ours."""

    def __init__(self, folder: Path) -> None:
        _stand_in("termcolor", colored=lambda text, *rest: text)
        _stand_in("tabulate", tabulate=None)
        _stand_in("predpatt.util.UDParser", Parser=None)
        sys.path.insert(0, str(folder))
        try:
            self.module = importlib.import_module("predpatt")
        finally:
            sys.path.remove(str(folder))

    def full(self, doc: Doc, number: int) -> Iterator[OpenRelation]:
        """One extraction a predicate: its first argument, its words with their prepositions, the other arguments."""
        for words, predicate, arguments in self._events(doc, conjunctions=False):
            if len(arguments) > 1:
                yield _relation(number, words, arguments[0], predicate, arguments[1:])

    def short(self, doc: Doc, number: int) -> Iterator[OpenRelation]:
        """One extraction a predicate and argument behind the first; arguments between join the relation, prepositions in front
        of the argument that they belong to."""
        for words, predicate, arguments in self._events(doc, conjunctions=True):
            heads = {i: [t for t in predicate if doc[t].dep_ == "case" and doc[t].head.i in arguments[i]] for i in range(len(arguments))}
            verb = [t for t in predicate if not any(t in case for case in heads.values())]
            bare = [i for i in range(1, len(arguments)) if not heads[i]]
            for i in range(1, len(arguments)):
                between = arguments[bare[0]] if heads[i] and bare else []
                yield _relation(number, words, arguments[0], [*verb, *between, *heads[i]], [arguments[i]])

    def _events(self, doc: Doc, *, conjunctions: bool) -> Iterator[tuple[list[str], list[int], list[list[int]]]]:
        words = list(doc.words or [token.text for token in doc])
        options = self.module.PredPattOpts(
            resolve_relcl=True, resolve_appos=True, resolve_conj=conjunctions, cut=True, strip=True, ud="2.0"
        )  # fmt: skip
        parse = next(iter(self.module.load_conllu(conllu(doc))))[1]
        for event in self.module.PredPatt(parse, opts=options).instances:
            arguments = sorted(([token.position for token in argument.tokens] for argument in event.arguments if argument.tokens), key=min)
            subjects = [[t.position for t in a.tokens] for a in event.arguments if a.root.gov_rel.startswith("nsubj")]
            if subjects and subjects[0] in arguments:
                arguments.remove(subjects[0])
                arguments.insert(0, subjects[0])
            yield words, sorted(token.position for token in event.tokens), arguments


def _relation(number: int, words: list[str], subject: list[int], predicate: list[int], objects: list[list[int]]) -> OpenRelation:
    def text(tokens: list[int]) -> str:
        return " ".join(words[i] for i in tokens)

    return OpenRelation(number, " ".join(words), text(subject), text(predicate), tuple(text(target) for target in objects), 1.0, Span(0, 0))


def conllu(doc: Doc) -> str:
    """A document of one sentence as CoNLL-U."""
    rows = []
    for token in doc:
        head, relation = (0, "root") if token.head.i == token.i else (token.head.i + 1, token.dep_)
        rows.append("\t".join([str(token.i + 1), token.text, token.lemma_, token.pos_, "_", "_", str(head), relation, "_", "_"]))
    return "\n".join(rows)
