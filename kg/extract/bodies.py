"""Bodies of a state that have no name but a description: "the Ukrainian army", "China's commerce ministry", "the Belgian tax office"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.known import Found
from kg.extract.syntax import children, label, possessive
from kg.lang import Lexicon
from kg.model import Mention
from kg.parse import Token, end, offset

BODY = ("GovernmentBody",)


def state_body(noun: Token, names: Mapping[int, Found], lexicon: Lexicon) -> tuple[Mention, Mention] | None:
    """The body that a noun describes and the country that it is a part of; None where it has a name of its own or no country.

    Args:
        noun: the head of the description.
        names: the names of the article by their heads.
    """
    if noun.pos_ != "NOUN" or noun.i in names or not _is_body(noun, lexicon) or "Plur" in noun.morph.get("Number", []):
        return None
    said = label(noun) in {"appos", "flat", "xcomp"} or bool(
        children(noun, "cop")
    )  # "ASIO, Australia's intelligence service": it has a name
    if said or noun.i + 1 in names or any(child.i in names for child in children(noun, "appos", "flat")):
        return None
    found = next((names[child.i] for child in children(noun, "amod", "compound", "nmod") if child.i in names and child.i < noun.i), None)
    if found is None or found.mention.types[:1] != ("Country",):
        return None
    if not (found.mention.adjectival or possessive(noun.doc[found.last], lexicon) or noun.doc[found.last].head is noun):
        return None
    words = noun.doc.between(found.first, noun.i + 1)
    if any(token.i in names and token.i > found.last for token in words):
        return None
    mention = Mention(words.text, offset(words[0]), end(noun), "name", words.text, lexicon.language, BODY)
    return mention, found.mention


def _is_body(noun: Token, lexicon: Lexicon) -> bool:
    bodies = lexicon.words("places", "organs")
    before = noun.doc[noun.i - 1].lower_ if noun.i > noun.sent.start else ""
    return noun.lemma_.lower() in bodies or f"{before} {noun.lemma_.lower()}" in bodies
