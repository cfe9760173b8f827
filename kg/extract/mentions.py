"""Where names stand in a text, and what each of them is: two questions, asked one after the other.

*Where* is `kg.extract.spans`: known names, the tagger's names, chains of capitals, the edges repaired. *What* is decided
once for a name in the whole article: its mentions are put together (`kg.extract.clusters`), everything that speaks for a class of any
of them has a vote (`kg.extract.evidence`), and the votes are weighed (`kg.extract.votes`). A known name is what the ontology says.
"""

from __future__ import annotations

from kg.extract.clusters import full_names
from kg.extract.evidence import Voice, titled, voices
from kg.extract.extents import known_possessive
from kg.extract.known import Found
from kg.extract.namewords import Words, words_of
from kg.extract.nouns import Nouns
from kg.extract.spans import spans
from kg.extract.votes import elect
from kg.lang import Lexicon
from kg.link import Linker, key
from kg.model import Mention, replace
from kg.parse import Doc

__all__ = ["Found", "heard", "names"]


def names(doc: Doc, lexicon: Lexicon, linker: Linker, nouns: Nouns) -> list[Found]:
    """The names of an article in order of the text, each with its full name (`Mention.name`) and its classes, best first."""
    words = words_of(lexicon, linker, nouns)
    where = [item for item in spans(doc, words) if not _is_round(doc, item, words)]
    found = [_without_possessive(doc, item, words) for item in full_names(doc, where, words)]
    unknown = {key(item.mention.name) for item in found if not item.mention.types}
    asked = [item for item in found if key(item.mention.name) in unknown]  # what is known needs no vote
    classes = {name: elect(ballot, words) for name, ballot in heard(doc, asked, words).items()}
    return [
        item if item.mention.types else Found(item.first, item.last, _classed(item.mention, classes[key(item.mention.name)]))
        for item in found
    ]


def _classed(mention: Mention, types: tuple[str, ...]) -> Mention:
    """The mention with its classes; a thing that is called by the first word of another's name is a line of those: "the MacBook" is not the
    MacBook Pro alone, as "Rheintal" is Rheintal Halbleiter."""
    line = types[:1] == ("Product",) and mention.kind == "name" and mention.name.startswith(f"{mention.text} ")
    return replace(mention, types=types, name=mention.text if line else mention.name)


def _is_round(doc: Doc, item: Found, words: Words) -> bool:
    """A round of financing: "Series B"."""
    return (
        doc[item.first].lower_ in words.lexicon.words("amounts", "series")
        and item.last <= item.first + 1
        and doc[item.first].pos_ == "NOUN"
    )


def _without_possessive(doc: Doc, item: Found, words: Words) -> Found:
    """A name of which the article has the form without "s", and what it possesses behind it: "Umbras fabriek"."""
    text, suffixes = item.mention.text, words.lexicon.words("possessive", "suffixes")
    if "s" not in suffixes or text != item.mention.name + "s" or not known_possessive(doc, item.last, 1, words):
        return item
    return Found(item.first, item.last, replace(item.mention, text=text[:-1], end=item.mention.end - 1))


def heard(doc: Doc, found: list[Found], words: Words) -> dict[str, list[list[Voice]]]:
    """The voices of every mention by the key of its name."""
    ballots: dict[str, list[list[Voice]]] = {}
    for item in found:
        ballots.setdefault(key(item.mention.name), []).append(list(voices(doc, item, words)))
    title = doc.article.title if doc.article else None
    for item in {key(item.mention.name): item for item in found}.values() if title else ():
        ballots[key(item.mention.name)].append(list(titled(item.mention.name, title or "", words)))
    return ballots
