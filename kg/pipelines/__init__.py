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
from kg.pipelines import naming, structure

LANGUAGES: tuple[str, ...] = ("en", "nl")
PACKAGES: Mapping[str, tuple[str, ...]] = {
    "en": ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm"),
    "nl": ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm"),
}
VARIABLE = "KG_PIPELINES"

OWN_COMPONENTS = (structure.NAME, naming.NAME)
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


def installed(language: str) -> str | None:
    """The best spaCy package for a language that is installed here, by name, or None. Nothing is imported to find out."""
    return next((package for package in PACKAGES.get(language, ()) if spacy.util.is_package(package)), None)


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
        packages = [package for package in PACKAGES[language] if spacy.util.is_package(package)]
        found += [_info(language, package, spacy.util.get_package_path(package)) for package in packages]
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
