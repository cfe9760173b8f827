"""From the trained network to the component that the pipelines have: the same weights under the names of `kg.pipelines.network`."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from spacy.vocab import Vocab
from torch import Tensor

from kg.pipelines.network import Network
from kg.pipelines.structure import Labels, Structure
from training import vectors
from training.model import HIDDEN, LAYERS


def weights(state: dict[str, Tensor], rows: np.ndarray | None) -> dict[str, np.ndarray]:
    """The weights as `kg.pipelines.network` wants them: rows times matrix, gates in the order input, forget, output, new."""
    value = {name: tensor.numpy().astype(np.float32) for name, tensor in state.items()}
    result = {
        **{name: value[f"embed.{name}.weight"] for name in ("word", "affix", "ngram")},
        **({"vectors": rows.astype(np.float32)} if rows is not None else {}),
        "mix": _halves(value["embed.mix.weight"]).T,
        "mix bias": _halves(value["embed.mix.bias"]),
        "norm": value["embed.norm.weight"],
        "norm bias": value["embed.norm.bias"],
        "start": value["start.weight"][0],
        "start bias": value["start.bias"],
        "arc weight": value["arc_weight"],
        "head bias": value["arc_bias"],
        "root": value["root"],
        "rel weight": value["rel_weight"].transpose(1, 0, 2).reshape(value["rel_weight"].shape[1], -1),
    }
    for name in ("tagger", "arc", "rel", "tags.feats", "tags.xpos", "tags.edit"):
        result[name.removeprefix("tags.")] = value[f"{name}.weight"].T
        result[f"{name.removeprefix('tags.')} bias"] = value[f"{name}.bias"]
    order = np.concatenate([np.arange(HIDDEN) + HIDDEN * gate for gate in (0, 1, 3, 2)])
    for layer in range(LAYERS):
        for direction in range(2):
            old, new = f"lstms.{layer}.{direction}", f"lstm {layer} {direction}"
            result[f"{new} outer"] = value[f"{old}.weight_ih_l0"][order].T
            result[f"{new} inner"] = value[f"{old}.weight_hh_l0"][order].T
            result[f"{new} bias"] = (value[f"{old}.bias_ih_l0"] + value[f"{old}.bias_hh_l0"])[order]
    return {name: np.ascontiguousarray(array) for name, array in result.items()}


def _halves(rows: np.ndarray) -> np.ndarray:
    """Pairs that stand next to each other become two halves."""
    return np.concatenate([rows[0::2], rows[1::2]])


def component(run: Path, folder: Path | None, vocab: Vocab) -> Structure:
    """The component with the averaged weights of a run."""
    state = torch.load(run / "checkpoint.pt", weights_only=True, map_location="cpu")["average"]
    words, rows = vectors.read(folder)
    known = Labels(**json.loads((run / "labels.json").read_text(encoding="utf-8")))
    return Structure(vocab, "structure", Network(weights(state, rows), words), known)
