"""The spaCy pipelines: two of our own, English and Dutch, that come with the package, and how to load the best one there is.

Ours lie in `en/` and `nl/` next to this file. The environment variable `KG_PIPELINES` may name another folder with `en/` and `nl/` in it.
`NOTICE` names the data that they were trained on; `training/README.md` tells how.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import spacy
from spacy.language import Language

from kg import errors
from kg.pipelines import naming, structure, tokens

LANGUAGES: tuple[str, ...] = ("en", "nl")
PACKAGES: Mapping[str, tuple[str, ...]] = {
    "en": ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm"),
    "nl": ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm"),
}
VARIABLE = "KG_PIPELINES"
CHOSEN = "KG_PIPELINE"
"""The environment variable that names one spaCy pipeline, a package or a folder, to be used for its language."""

OWN_COMPONENTS = (structure.NAME, naming.NAME, tokens.NAME)
"""The components of ours that spaCy has to know before it loads a pipeline: importing them makes them known."""

Scheme = Literal["ud", "clearnlp"]


@dataclass(frozen=True, slots=True)
class PipelineInfo:
    """What `kg models` tells of a pipeline. `place` is a path or a package; `scores` are those of its meta data, in percent, by name."""

    language: str
    name: str
    version: str
    source: Literal["embedded", "installed"]
    place: str
    megabytes: float
    scores: Mapping[str, float] = field(default_factory=dict)


def choose(name: str | None) -> None:
    """Reads with a certain pipeline from here on, in its language; None leaves things as they are.

    Args:
        name: an installed spaCy package, or the folder of a pipeline.

    Raises:
        InputError: there is no such pipeline, or it does not parse, or reads another language.

    >>> choose("en_core_web_none")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: There is no pipeline 'en_core_web_none' here: give an installed spaCy package, or the folder of a pipeline.
    """
    if name is None:
        return
    path = _path(name)
    if not (path / "meta.json").is_file():
        raise errors.InputError(f"There is no pipeline {name!r} here: give an installed spaCy package, or the folder of a pipeline.")
    meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    if meta["lang"] not in LANGUAGES or not {"parser", "structure"} & set(meta.get("pipeline", ())):
        raise errors.InputError(f"The pipeline {name!r} cannot be used: it has to parse, and to read {' or '.join(LANGUAGES)}.")
    os.environ[CHOSEN] = name


def _path(name: str) -> Path:
    return Path(spacy.util.get_package_path(name)) if spacy.util.is_package(name) else Path(name)


def _packages(language: str) -> list[str]:
    """The pipelines of a language that are used before ours, best first: the chosen one, then the packages that are installed."""
    name = os.environ.get(CHOSEN)
    path = _path(name) / "meta.json" if name else None
    chosen = [name] if name and path and path.is_file() and json.loads(path.read_text(encoding="utf-8"))["lang"] == language else []
    return chosen + [package for package in PACKAGES.get(language, ()) if package not in chosen and spacy.util.is_package(package)]


def installed(language: str) -> str | None:
    """What is used for a language before ours, by name, or None: the chosen pipeline, else the best spaCy package installed here."""
    return next(iter(_packages(language)), None)


def folder() -> Path:
    """Where our pipelines lie: this package, or what `KG_PIPELINES` names."""
    return Path(os.environ.get(VARIABLE) or Path(__file__).parent)


def load(language: str, *, embedded: bool = False) -> Language:
    """The best pipeline for a language: the best installed package, else ours; with `embedded` ours in any case.

    A pipeline is loaded once a process. `nlp.meta["scheme"]` says which labels its parser has (see `scheme`).
    Raises `UnsupportedLanguage` for a language that has none.

    >>> load("xx")
    Traceback (most recent call last):
        ...
    kg.errors.UnsupportedLanguage: There is no pipeline for the language 'xx': an article may be in en or nl.
    """
    if language not in LANGUAGES:
        known = " or ".join(LANGUAGES)
        raise errors.UnsupportedLanguage(f"There is no pipeline for the language {language!r}: an article may be in {known}.")
    package = None if embedded else installed(language)
    return _load(package or str(own(language)))


def own(language: str) -> Path:
    """The folder of our pipeline for a language; raises `UnsupportedLanguage` where there is none."""
    path = folder() / language
    if not (path / "meta.json").is_file():
        raise errors.UnsupportedLanguage(
            f"There is no pipeline for {language!r} in {str(folder())!r}: let {VARIABLE} name a folder with en/ and nl/ in it, or unset it."
        )
    return path


@cache
def _load(place: str) -> Language:
    nlp = spacy.load(place)
    nlp.meta["scheme"] = scheme(nlp)
    return nlp


def scheme(nlp: Language) -> Scheme:
    """The label scheme of a pipeline's parser: Universal Dependencies ("obj", "nsubj:pass") or ClearNLP ("dobj", "nsubjpass").

    >>> scheme(load("en", embedded=True))
    'ud'
    """
    return "clearnlp" if {"dobj", "nsubjpass"} & set(nlp.pipe_labels.get("parser", ())) else "ud"


def describe() -> list[PipelineInfo]:
    """Every pipeline that can be used here, the one in use of each language first."""
    found = []
    for language in LANGUAGES:
        found += [_info(language, package, _path(package)) for package in _packages(language)]
        if (folder() / language / "meta.json").is_file():
            found.append(_info(language, None, folder() / language))
    return found


def _info(language: str, package: str | None, path: Path) -> PipelineInfo:
    meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    performance = sorted(meta.get("performance", {}).items())
    scores = {measure: round(100 * value, 1) for measure, value in performance if isinstance(value, float) and value <= 1}
    return PipelineInfo(
        language=language,
        name=package or f"{meta['lang']}_{meta['name']}",
        version=meta["version"],
        source="installed" if package else "embedded",
        place=package or str(path),
        megabytes=round(size / 1e6, 1),
        scores=scores,
    )
