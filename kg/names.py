"""Names as people mean them: equal where only spelling differs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name without what spelling varies in: case, accents, possessive, punctuation, a leading article.

    >>> fold("The U.S."), fold("Peking University’s"), fold("Het Financieele Dagblad")
    ('us', 'peking university', 'financieele dagblad')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"'s\b", "", plain.casefold().replace("’", "'"))
    plain = re.sub(r"[^\w+&]+", " ", plain.replace(".", "")).strip()
    return re.sub(r"^(the|a|an|de|het|een)\s+", "", plain)
