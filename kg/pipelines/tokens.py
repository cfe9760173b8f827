"""The tokenizer of a saved pipeline: all of its rules are read from disk, so that those of spaCy's language are not made first.

A language of spaCy's begins with thousands of special cases, each of which is tokenized to be kept: half of the time of loading.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without a stub
from spacy.util import registry

NAME = "kg.Tokenizer.v1"


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]  # the library has no types for it
def make() -> Callable[[Language], Tokenizer]:
    """What spaCy calls for a pipeline that names the tokenizer: it has no rules before `from_disk`."""
    return lambda nlp: Tokenizer(nlp.vocab)
