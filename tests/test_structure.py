"""Protects the structure network: NumPy computes what was trained, trees are trees, and a text reads the same in any company."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.pipelines import features, lemmas, network, sentences, structure, subjects, trees
from kg.pipelines.network import Network
from kg.pipelines.structure import Labels, Structure

TEXTS = (
    "The EU fines Google . It denies everything .",
    "Huawei",
    "A longer sentence with some more words in it , so that lengths differ and nothing is alike .",
    "U.S. bans chips",
)
LABELS = Labels(
    ("NOUN|Number=Sing", "VERB|", "PUNCT|"), ("NN", "VB"), (lemmas.edit("Dogs", "dog"), lemmas.edit("A", "a")), ("nsubj", "obj", "punct")
)
INPUT, HIDDEN, TAGGER, ARC, LABEL = 6, 5, 4, 4, 3


def small(seed: int = 1) -> Network:
    """A network of the right shapes with random weights."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> NDArray[np.float32]:
        return (chance.normal(size=shape) * 0.6).astype(np.float32)

    weights = {
        "word": some(features.WORD_ROWS, 3),
        "affix": some(features.AFFIX_ROWS, 2),
        "ngram": some(features.NGRAM_ROWS, 2),
        "vectors": some(3, 2),
        "mix": some(9, 2 * INPUT),
        "mix bias": some(2 * INPUT),
        "norm": some(INPUT),
        "norm bias": some(INPUT),
        "tagger": some(2 * HIDDEN + INPUT, TAGGER),
        "tagger bias": some(TAGGER),
        "start": some(2 * HIDDEN),
        "start bias": some(1),
        "arc": some(2 * HIDDEN, 2 * ARC),
        "arc bias": some(2 * ARC),
        "arc weight": some(ARC, ARC),
        "head bias": some(ARC),
        "root": some(ARC),
        "rel": some(2 * HIDDEN, 2 * LABEL),
        "rel bias": some(2 * LABEL),
        "rel weight": some(LABEL + 1, len(LABELS.label) * (LABEL + 1)),
    }
    for name, values in (("feats", LABELS.feats), ("xpos", LABELS.xpos), ("edit", LABELS.edit)):
        weights |= {name: some(TAGGER, len(values)), f"{name} bias": some(len(values))}
    for layer, direction in itertools.product(range(network.LAYERS), range(2)):
        name = f"lstm {layer} {direction}"
        weights |= {
            f"{name} outer": some(2 * HIDDEN if layer else INPUT, 4 * HIDDEN),
            f"{name} inner": some(HIDDEN, 4 * HIDDEN),
            f"{name} bias": some(4 * HIDDEN),
        }
    return Network(weights, {"eu": 0, "google": 1})


def component() -> Structure:
    return Structure(spacy.blank("en").vocab, "structure", small(), LABELS)


def docs(part: Structure) -> list[Doc]:
    return [Doc(part.vocab, words=text.split()) for text in TEXTS]


def rows(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]


def lstm(net: Network, name: str, inputs: list[list[float]]) -> list[list[float]]:
    """One direction of one layer, number by number."""
    outer, inner, bias = (net.weights[f"{name} {part}"].tolist() for part in ("outer", "inner", "bias"))
    hidden, cell = [0.0] * HIDDEN, [0.0] * HIDDEN
    result = []
    for vector in inputs:
        gates = [
            bias[at] + sum(x * outer[i][at] for i, x in enumerate(vector)) + sum(h * inner[i][at] for i, h in enumerate(hidden))
            for at in range(4 * HIDDEN)
        ]
        opened = [1 / (1 + math.exp(-gate)) for gate in gates[: 3 * HIDDEN]]
        cell = [opened[HIDDEN + at] * cell[at] + opened[at] * math.tanh(gates[3 * HIDDEN + at]) for at in range(HIDDEN)]
        hidden = [opened[2 * HIDDEN + at] * math.tanh(cell[at]) for at in range(HIDDEN)]
        result.append(hidden)
    return result


def test_states_are_those_of_two_layers_read_from_both_sides() -> None:
    """The matrix form agrees with the definition, for stretches of unequal length; the second layer adds to the first."""
    net = small()
    lengths = [3, 5, 1]
    vectors = np.random.default_rng(2).normal(size=(sum(lengths), INPUT)).astype(np.float32)
    expected: list[list[float]] = []
    for end, length in zip(itertools.accumulate(lengths), lengths, strict=True):
        state = vectors[end - length : end].tolist()
        for layer in range(network.LAYERS):
            ahead = lstm(net, f"lstm {layer} 0", state)
            behind = lstm(net, f"lstm {layer} 1", state[::-1])[::-1]
            out = [[*one, *other] for one, other in zip(ahead, behind, strict=True)]
            state = [[a + b for a, b in zip(new, old, strict=True)] for new, old in zip(out, state, strict=True)] if layer else out
        expected += state
    assert np.allclose(net.states(vectors, lengths), expected, atol=0.02)


def test_arc_and_label_scores_are_biaffine() -> None:
    """Head and dependent are weighed against each other; the diagonal stands for the root."""
    net = small()
    states = np.random.default_rng(3).uniform(-1.9, 1.9, size=(4, 2 * HIDDEN)).astype(np.float32)
    both = [[x if x > 0 else 0.1 * x for x in row] for row in (states @ net.weights["arc"] + net.weights["arc bias"]).tolist()]
    weight, bias, root = (net.weights[name].tolist() for name in ("arc weight", "head bias", "root"))

    def score(dependent: int, head: list[float]) -> float:
        left = [sum(both[dependent][i] * weight[i][j] for i in range(ARC)) + bias[j] for j in range(ARC)]
        return sum(left[j] * head[j] for j in range(ARC))

    expected = [[score(d, root if d == h else both[h][ARC:]) for h in range(4)] for d in range(4)]
    assert np.allclose(net.arc_scores(*net.arcs(states)), expected, atol=0.1)
    heads = np.array([1, 1, 0, 2])
    rel = [[x if x > 0 else 0.1 * x for x in row] for row in (states @ net.weights["rel"] + net.weights["rel bias"]).tolist()]
    tensor = net.weights["rel weight"].reshape(LABEL + 1, len(LABELS.label), LABEL + 1)
    best = []
    for dependent, head in enumerate(heads):
        left, right = [*rel[dependent][:LABEL], 1.0], [*rel[head][LABEL:], 1.0]
        best.append(int(np.argmax([sum(left[i] * tensor[i, at, k] * right[k] for i in range(4) for k in range(4)) for at in range(3)])))
    assert net.labels(states, heads).tolist() == best


def test_a_text_reads_the_same_in_any_company() -> None:
    """Batches are made for speed: which documents share one must not show, not even in the last bit of a state."""
    part = component()
    alone = [rows(part(doc)) for doc in docs(part)]
    together = [rows(doc) for doc in part.pipe(docs(part))]
    backwards = [rows(doc) for doc in part.pipe(docs(part)[::-1], batch_size=3)][::-1]
    assert alone == together == backwards
    net = small()
    vectors = net.vectors(TEXTS[0].split())
    several = net.states(np.concatenate([vectors] * 5), [len(vectors)] * 5)
    assert np.array_equal(several[: len(vectors)], net.states(vectors, [len(vectors)]))


def test_saving_and_loading_changes_no_reading(tmp_path: Path) -> None:
    """Weights are kept in eight and sixteen bits; a second saving changes nothing more."""
    part = component()
    part.to_disk(tmp_path / "one")
    again = Structure(part.vocab).from_disk(tmp_path / "one")
    again.to_disk(tmp_path / "two")
    third = Structure(part.vocab).from_disk(tmp_path / "two")
    assert again.labels == part.labels == ("nsubj", "obj", "punct", "ROOT")
    assert [rows(doc) for doc in again.pipe(docs(part))] == [rows(doc) for doc in third.pipe(docs(part))]
    for name, value in part.network.weights.items() if part.network else ():
        assert np.allclose(again.network.weights[name] if again.network else 0, value, atol=0.02), name


def test_white_space_and_empty_texts_are_read() -> None:
    """Lines that hold white space alone come up in real texts."""
    part = component()
    doc = part(Doc(part.vocab, words=["\n", "EU", " ", "fines", "\n\n"]))
    assert [t.pos_ for t in doc if t.is_space] == ["SPACE"] * 3
    assert [t.head.text for t in doc if t.is_space] == ["EU", "EU", "fines"]
    assert len(part(Doc(part.vocab, words=[]))) == 0
    assert [t.dep_ for t in part(Doc(part.vocab, words=[" ", " "]))] == ["ROOT", "ROOT"]


def test_settled_sentence_starts_are_kept() -> None:
    """A step before may know of an abbreviation or of a line that ends."""
    part = component()
    doc = Doc(part.vocab, words=TEXTS[0].split() * 3)
    for token in doc[1:]:
        token.is_sent_start = token.i == 4
    assert [sentence.start for sentence in part(doc).sents] == [0, 4]


def test_a_long_text_is_read_in_stretches() -> None:
    """Every word is read once as core, with context on both sides; a text of one stretch is not cut."""
    for length in (1, structure.STRETCH, structure.STRETCH + 1, 1000):
        parts = structure.stretches(length)
        assert [at for _, _, begin, end in parts for at in range(begin, end)] == [*range(length)]
        assert all(end - begin <= structure.STRETCH for begin, end, _, _ in parts)
        assert all(begin == 0 or core - begin == structure.OVERLAP for begin, _, core, _ in parts)
    part = component()
    doc = part(Doc(part.vocab, words=(TEXTS[2] + " ").split() * 30))
    assert all(token.dep_ for token in doc)


@pytest.mark.parametrize(
    ("words", "described", "expected"),
    [
        (
            "carmakers/NOUN/5/nsubj BMW/PROPN/5/nsubj and/CCONJ/3/cc Opel/PROPN/1/conj to/PART/5/mark pay/VERB/5/root",
            "nmod:desc",
            "1 5 3 1 5 5",
        ),
        ("the/DET/1/det maker/NOUN/3/nsubj BMW/PROPN/3/nsubj pays/VERB/3/root", "nmod:desc", "1 3 1 3"),
        ("bedrijf/NOUN/2/nsubj BMW/PROPN/2/nsubj betaalt/VERB/2/root", "", "2 0 2"),
        ("bedrijf/NOUN/2/nsubj ,/PUNCT/2/punct BMW/PROPN/2/nsubj", "", "2 2 2"),
        ("he/PRON/2/nsubj BMW/PROPN/2/nsubj pays/VERB/2/root", "nmod:desc", "2 2 2"),
    ],
)
def test_a_verb_has_one_subject(words: str, described: str, expected: str) -> None:
    """A noun and the name right behind it are one; with words in between, or of another class, nothing is changed."""
    rows = [word.split("/") for word in words.split()]
    heads, labels = subjects.joined([int(row[2]) for row in rows], [row[3] for row in rows], [row[1] for row in rows], described)
    assert " ".join(map(str, heads)) == expected
    assert trees.is_tree(heads) or "punct" in labels


@given(st.integers(1, 4), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_best_tree_is_found(size: int, seed: int) -> None:
    """Against all trees of a few words."""
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32) * 3
    logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    candidates = [heads for heads in itertools.product(range(size), repeat=size) if trees.is_tree(heads)]
    best = max(candidates, key=lambda heads: sum(logs[at, head] for at, head in enumerate(heads)))
    assert trees.best_tree(scores) == list(best)
    assert trees.is_tree(trees.decode(scores))


@given(st.integers(1, 40), st.integers(0, 10_000), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_decoding_is_a_tree(size: int, seed: int, flat: bool) -> None:
    """Also where all scores are equal and where they are far apart."""
    scores = np.zeros((size, size), np.float32) if flat else np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32) * 100
    assert trees.is_tree(trees.decode(scores))


@pytest.mark.parametrize(
    ("text", "likely", "expected"),
    [
        ("He came. She left.", {3: 0.9}, [0, 3]),
        ("He said “go home now”.", {4: 0.9}, [0]),
        ("He said: “Go. Run.” Bye.", {6: 0.9, 9: 0.9}, [0, 6, 9]),
        ("He said “go.” Bye", {5: 0.9}, [0, 6]),
        ('He said "go." Bye', {5: 0.9}, [0, 6]),
        ('He left. "Go now" was all.', {3: 0.15}, [0, 3]),
        ("He left (alone). Bye", {4: 0.9, 6: 0.9}, [0, 6]),
        ('An open " quote Then more', {4: 0.9}, [0, 4]),
    ],
)
def test_sentences_end_where_quotation_marks_let_them(text: str, likely: dict[int, float], expected: list[int]) -> None:
    """No cut before a closing mark, one before an opening mark after a full stop, and none inside a quote but after a full stop."""
    doc = spacy.blank("en").make_doc(text)
    chances = np.array([likely.get(token.i, 0.0) for token in doc], np.float32)
    assert sentences.firsts([t.text for t in doc], chances, [bool(t.whitespace_) for t in doc]) == expected


@given(st.text("abcdeABCDE’'", min_size=1, max_size=8), st.text("abcdeABCDE", min_size=1, max_size=8))
def test_an_edit_makes_its_lemma(form: str, lemma: str) -> None:
    """Whatever form and lemma are, apart from the shape of quotes."""
    assert lemmas.apply(lemmas.edit(form, lemma), form) == lemma
