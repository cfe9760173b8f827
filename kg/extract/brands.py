"""Things that bear a name: "the Windows operating system", "Boeing's 737 MAX jets", "Apple iPhones".

The name says which thing it is, the noun behind it of what kind; a firm before the name makes it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.known import Found
from kg.extract.nouns import Nouns
from kg.extract.syntax import children, label
from kg.lang import Lexicon
from kg.link import Linker
from kg.model import Mention, replace
from kg.parse import Token

THINGS = frozenset({"Product", "Technology", "Agreement", "Event"})
"""Classes whose members may be common nouns."""


def named_before(noun: Token, names: Mapping[int, Found], nouns: Nouns, lexicon: Lexicon) -> Mention | None:
    """The name before a noun for a thing that says what it is: "the Azure cloud", "Kirin chips", "the Windows operating system";
    None where the noun is of no such kind or has a name of its own.

    Args:
        names: the names of the article by their tokens.
    """
    own = names.get(noun.i)
    if noun.pos_ != "NOUN" or (own is not None and own.mention.kind == "name"):
        return None
    called = noun.lemma_.lower() in lexicon.words("things", "called")
    if not called and nouns.kind(noun) not in THINGS:
        return None
    first = noun.i
    while first > noun.sent.start and _says_more(noun.doc[first - 1], noun, names):
        first -= 1
    found = names.get(first - 1) if first > noun.sent.start else None
    if found is None or found.mention.kind != "name" or found.mention.adjectival:
        return None
    if not any(found.first <= child.i <= found.last for child in children(noun, "compound", "nummod", "nmod")):
        return None
    kinds = found.mention.types
    if first == noun.i and THINGS.intersection(kinds[:1]):
        return found.mention
    product = kinds[:1] == ("Product",) or (called and "Product" in kinds and kinds[:1] not in {("Person",), ("Country",)})
    return replace(found.mention, types=("Product",)) if product else None


def _says_more(word: Token, noun: Token, names: Mapping[int, Found]) -> bool:
    """A word between a name and the noun for a thing: the "operating" of "Windows operating system"."""
    named = names.get(word.i)
    apart = named is None or named.mention.kind != "name"
    return apart and word.is_lower and word.head is noun and label(word) in {"compound", "amod"} and word.pos_ in {"NOUN", "ADJ"}


def brand(thing: Mention, linker: Linker) -> tuple[Mention, Mention] | None:
    """The firm that the name of its product begins with, and the product: "Apple iPhones", "the Boeing 737 MAX". A product that is known
    without the firm is called so, and one that is known with it is called by both."""
    firm, _, rest = thing.text.partition(" ")
    if not rest or thing.kind != "name" or thing.types[:1] != ("Product",):
        return None
    sense = linker.lookup(firm, thing.language)
    if sense is None or sense.entity.type != "Company" or sense.kind not in {"label", "alias"}:
        return None
    maker = Mention(firm, thing.start, thing.start + len(firm), "name", firm, thing.language, ("Company",))
    known, start = linker.lookup(rest, thing.language), thing.start + len(thing.text) - len(rest)
    alone = known is not None and known.entity.type == "Product" and linker.lookup(thing.text, thing.language) is None
    return maker, Mention(rest, start, start + len(rest), "name", rest, thing.language, ("Product",)) if alone else thing
