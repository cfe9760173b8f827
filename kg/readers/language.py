"""The language of an article: the one that it declares, or the one that it is found to be written in.

Detection is py3langid's, offline, over all the languages it knows, so that an article in a language without a pipeline is
refused by name and never read as if it were English. The model is loaded once, when the first text needs it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from kg.errors import UnsupportedLanguage

SUPPORTED = ("en", "nl")

CERTAIN = 0.75  # under this, a few words and names can look like any language, and ours get the benefit of the doubt
OVERRULING = 0.95  # what a detected language needs to stand against a declared one
OVERRULING_LETTERS = 200

_SAMPLE = 2000
_NOT_A_LANGUAGE = frozenset({"und", "zxx", "mis", "mul"})


def language(text: str, *, title: str | None = None, declared: str | None = None) -> str:
    """Return the code of an article's language, one of `SUPPORTED`.

    Raises:
        UnsupportedLanguage: the article is in another language; the sentence names it.

    >>> language("De regering legt sancties op aan het bedrijf en zijn leveranciers.")
    'nl'
    >>> language("The firm denies it.", declared="en-GB")
    'en'
    """
    code = primary(declared)
    sample = f"{title or ''}\n{text[:_SAMPLE]}"
    if code in SUPPORTED and len(sample) < OVERRULING_LETTERS:
        return str(code)
    found, certainty = detected(sample)
    if code is None or (found in SUPPORTED and found != code and certainty >= OVERRULING and len(sample) >= OVERRULING_LETTERS):
        code = found
    if code in SUPPORTED:
        return code
    accepted = " and ".join(f"{english_name(known)} ({known})" for known in SUPPORTED)
    if code in _NOT_A_LANGUAGE:
        raise UnsupportedLanguage(f"the text is in no language that can be told; kg reads {accepted}")
    raise UnsupportedLanguage(f"the text is in {english_name(code)} ({code}); kg reads {accepted}")


def detected(sample: str) -> tuple[str, float]:
    """Return the language that a text is written in, and how certain that is, from 0 to 1."""
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    code, certainty = ranked[0]
    if code in SUPPORTED or certainty >= CERTAIN:
        return code, certainty
    return next(pair for pair in ranked if pair[0] in SUPPORTED)


def primary(declared: str | None) -> str | None:
    """Return the primary subtag of a declared language, or None where it declares none that is known.

    >>> primary("nl-NL"), primary("en_US"), primary("nld"), primary("Dutch"), primary("?")
    ('nl', 'en', 'nl', 'nl', None)
    """
    if not declared:
        return None
    subtag = re.split(r"[-_]", declared.strip().casefold())[0]
    subtag = get_global("language_aliases").get(subtag, subtag)
    return subtag if subtag in Locale("en").languages else _by_name().get(subtag)


def english_name(code: str) -> str:
    """Return the English name of a language, or its code where it has none.

    >>> english_name("de")
    'German'
    """
    return str(Locale("en").languages.get(code, code))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    names = {name.casefold(): code for code in SUPPORTED for name in (english_name(code), Locale(code).languages[code])}
    return {**{name.casefold(): code for code, name in sorted(Locale("en").languages.items()) if "_" not in code}, **names}


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
