"""The tokenizers: spaCy's own, with what news needs; what is changed here is saved with the pipeline."""

from __future__ import annotations

import re

import spacy
from spacy.language import Language
from spacy.symbols import NORM, ORTH
from spacy.util import compile_infix_regex

from training.words import word_list

DUTCH_WORDS = word_list("nl", "words_with_stop")


@spacy.registry.callbacks("kg.tokenizer")
def before_init():  # type: ignore[no-untyped-def]
    """The callback that training configurations name."""
    return adapt


def adapt(nlp: Language) -> Language:
    """Changes the tokenizer of a pipeline in place."""
    {"en": english, "nl": dutch}[nlp.lang](nlp)
    return nlp


def english(nlp: Language) -> None:
    """Keeps a word whole whose prefix is none ("co-founder"), as the English treebanks do; "anti-Trump" keeps its name apart."""
    free = "".join(rf"(?<!\b[{prefix[0].upper()}{prefix[0]}]{prefix[1:]})" for prefix in sorted(word_list("en", "bound_prefixes")))
    infixes = [f"(?:{free}|(?=-[^a-z])){pattern}" if "(?:-|" in pattern else pattern for pattern in nlp.Defaults.infixes]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def dutch(nlp: Language) -> None:
    """Leaves the final full stop to the sentence after capitals ("ING.") and after abbreviations that are words; keeps "auto’s" whole."""
    rules = nlp.tokenizer.rules
    nlp.tokenizer.rules = {orth: value for orth, value in rules.items() if not misleading(orth)}
    infixes = [pattern.replace("’", "").replace("‘", "") if r"\)\]\(\[" in pattern else pattern for pattern in nlp.Defaults.infixes]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for orth in ("’s", "’t", "’n"):
        nlp.tokenizer.add_special_case(orth, [{ORTH: orth, NORM: orth.replace("’", "'")}])


def misleading(orth: str) -> bool:
    """
    >>> [misleading(orth) for orth in ("ING.", "VS.", "U.S.", "dr.", "best.")]
    [True, True, False, False, True]
    """
    stem = orth[:-1]
    if not orth.endswith(".") or "." in stem or len(stem) < 2:
        return False
    return bool(re.fullmatch(r"[A-Z]{2,}", stem)) or stem.lower() in DUTCH_WORDS
