"""The component that finds names, with small made-up networks."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import spacy

from kg.pipelines import bilou, naming
from kg.pipelines.naming import Names, Network

WIDTH, HIDDEN = 8, 6


def network(seed: int = 1) -> Network:
    chance = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    weights = {"word": numbers(32, 4), "affix": numbers(64, 4), "ngram": numbers(32, 4), "vectors": numbers(3, 5)}
    shapes = {"mix": (17, 2 * WIDTH), "hidden": (WIDTH, HIDDEN), "out": (HIDDEN, bilou.COUNT)}
    shapes |= {f"layer {number}": (3 * WIDTH, 2 * WIDTH) for number in range(len(naming.DILATIONS))}
    for name, shape in shapes.items():
        weights |= {name: numbers(*shape), f"{name} bias": numbers(shape[1])}
    for name in ("norm", *(f"norm {number}" for number in range(len(naming.DILATIONS)))):
        weights |= {name: np.ones(WIDTH, np.float32), f"{name} bias": np.zeros(WIDTH, np.float32)}
    return Network(weights, {"apple": 0, "paris": 1})


def test_a_text_reads_the_same_whatever_is_read_beside_it() -> None:
    words, others = ["Apple", "opened", "a", "shop", "in", "Paris", "."], ["So", "what", "?"]
    alone = network().scores(words, [len(words)])
    together = network().scores([*others, *words, *others], [len(others), len(words), len(others)])
    assert (together[3:10] == alone).all()


def test_words_far_away_do_not_matter_and_near_ones_do() -> None:
    words = ["a"] * 30
    plain = network().scores(words, [30])
    changed = network().scores([*words[:-1], "Paris"], [30])
    assert (plain[:20] == changed[:20]).all()
    assert (plain[-2] != changed[-2]).any()


def test_a_network_is_the_same_after_saving_but_for_rounding(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    Names(nlp.vocab, "ner", network()).to_disk(tmp_path)
    again = Names(nlp.vocab, "ner").from_disk(tmp_path).network
    assert again is not None
    assert again.words == {"apple": 0, "paris": 1}
    for name, value in network().weights.items():
        assert np.abs(again.weights[name] - value).max() < 0.02, name


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    for folder in ("one", "two"):
        Names(nlp.vocab, "ner", network()).to_disk(tmp_path / folder)
    for file in ("weights.npz", "words.txt"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_spaces_are_stepped_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line break inside a name does not end it, and stands inside its span."""

    def scores(self: Network, forms: list[str], lengths: list[int]) -> np.ndarray:
        rows = np.zeros((len(forms), bilou.COUNT), np.float32)
        rows[:, bilou.OUTSIDE] = 1
        for at, tag in enumerate(bilou.tags("LOC", 2)):
            rows[forms.index("New") + at, tag] = 3
        return rows

    monkeypatch.setattr(Network, "scores", scores)
    nlp = spacy.blank("en")
    doc, empty = Names(nlp.vocab, "ner", network()).pipe([nlp("In New \n York"), nlp("")])
    assert [(name.text, name.label_) for name in doc.ents] == [("New \n York", "LOC")]
    assert not empty.ents


def test_the_best_tags_always_spell_names() -> None:
    chance = np.random.default_rng(3)
    for _ in range(50):
        found = bilou.decode(chance.normal(size=(12, bilou.COUNT)).astype(np.float32))
        assert all(start < end and label in bilou.LABELS for start, end, label in found)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))


def test_certain_words_do_not_change_what_is_found() -> None:
    """Stretches of words that are outside for certain are left out of the search, and nothing else is found for it."""
    scores = np.zeros((6, bilou.COUNT), np.float32)
    scores[:, bilou.OUTSIDE] = 50
    scores[2, bilou.tags("ORG", 2)[0]] = 51
    scores[3, bilou.tags("ORG", 2)[1]] = 50.5
    assert bilou.decode(scores) == [(2, 4, "ORG")]
