"""Which names of an article are the same name: spelled alike, a surname after the full name, a short form, an acronym.

Only the article itself is asked; one identity across articles is the linker's work. A name that is known is never taken
for the short form of another, and a short form only of what was named in full somewhere in the article.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.extract.evidence import family
from kg.extract.known import Found
from kg.extract.namewords import Words
from kg.lang import listing
from kg.model import replace
from kg.parse import Doc

SMALL = 3
"""Letters that an acronym has at least, unless it stands in brackets behind what it shortens."""


def full_names(doc: Doc, found: list[Found], words: Words) -> list[Found]:
    """The same mentions, each with the full name that the article has for it."""
    known = {item.mention.name for item in found if words.linker.lookup(item.mention.name, item.mention.language) is not None}
    bracketed = _bracketed(doc, found, known)
    long = {**_forms(found, known, words), **bracketed}
    plain = {item.mention.name for item in found}
    result: list[Found] = []
    seen: set[str] = set()
    last: dict[str, str] = {}  # surnames -> who of that name was spoken of last
    for item in found:
        name = item.mention.name
        if name in known and item.mention.kind == "name" and long.get(name) in seen and _same(name, long[name], item, words):
            item = Found(item.first, item.last, replace(item.mention, name=long[name]))
        elif name not in known and item.mention.kind == "name":
            whole = long.get(name) if long.get(name) in seen or name in bracketed or _acronym(name, long.get(name, "")) else None
            whole = last.get(name, whole)
            whole = whole or _base(name, plain | known, words)
            if whole:
                item = Found(item.first, item.last, replace(item.mention, name=whole, types=_types(whole, item, words)))
        seen.add(item.mention.name)
        surname = item.mention.name.rpartition(" ")[2]
        if long.get(surname, "").endswith(f" {surname}") and item.mention.name.endswith(f" {surname}"):
            last[surname] = item.mention.name
        result.append(item)
    return result


def _same(short: str, full: str, item: Found, words: Words) -> bool:
    """Both are known as names of one person: "Zuckerberg" behind "Mark Zuckerberg"."""
    senses = [words.linker.lookup(name, item.mention.language) for name in (short, full)]
    people = {sense.entity.id for sense in senses if sense is not None and sense.entity.type == "Person"}
    return len(people) == 1 and all(sense is not None and sense.entity.id in people for sense in senses)


def _types(name: str, item: Found, words: Words) -> tuple[str, ...]:
    sense = words.linker.lookup(name, item.mention.language)
    return (sense.entity.type,) if sense else ()


def _forms(found: Iterable[Found], known: set[str], words: Words) -> dict[str, str]:
    """Short form -> full name: "Hesselink" of "Marc Hesselink", "Ant" of "Ant Group", "WWDC" of its words; the first full name counts,
    but a first word that tells no class ("Rheintal" of "Rheintal Halbleiter") is short for the only name that begins with it."""
    long: dict[str, str] = {}
    first: dict[str, set[str]] = {}  # first words -> the names that begin with them
    for item in found:
        name, parts = item.mention.name, item.mention.name.split()
        if len(parts) < 2 or item.mention.kind != "name":
            continue
        sense = words.linker.lookup(name, item.mention.language)
        if sense is None or sense.entity.type == "Person":
            for short in _surnames(parts, words):
                long.setdefault(short, name)
        if all(words.nouns.is_suffix(part) for part in parts[1:]) and family(words.nouns.by_affix(name) or "", words) == "Organization":
            long.setdefault(parts[0], name)
        elif sense is None and len(parts[0]) >= SMALL and not parts[0].isupper() and not _told(parts, words):
            first.setdefault(parts[0], set()).add(name)
        for short in _acronyms(parts):
            if short not in known:
                long.setdefault(short, name)
    return {**{short: names.pop() for short, names in first.items() if len(names) == 1}, **long}


def _told(parts: list[str], words: Words) -> bool:
    """The name tells its class, or begins with what many names have: a place, a class noun, an adjective of nationality."""
    known = words.linker.lookup(parts[0], words.lexicon.language) is not None or parts[0] in listing("cities")
    if known or words.nouns.by_affix(" ".join(parts)) or words.nouns.class_of(parts[-1]):
        return True
    return bool(words.nouns.class_of(parts[0])) or words.nouns.is_suffix(parts[0]) or words.nouns.is_role(parts[0].lower())


def _bracketed(doc: Doc, found: list[Found], known: set[str]) -> dict[str, str]:
    """Short forms in brackets right behind what they shorten: "RIVM" of "Rijksinstituut voor Volksgezondheid en Milieu"."""
    long: dict[str, str] = {}
    for whole, short in pairwise(found):
        name = short.mention.name
        inside = (
            short.first == whole.last + 2
            and short.last + 1 < len(doc)
            and (doc[short.first - 1].text, doc[short.last + 1].text) == ("(", ")")
        )
        if not inside or whole.mention.kind != "name":
            continue
        if name not in known and (_shortens(name, whole.mention.name) or _contracts(name, whole.mention.name)):
            long.setdefault(name, whole.mention.name)
        elif name in known and whole.mention.name not in known and _initials(name, whole.mention.name):
            long.setdefault(whole.mention.name, name)
    return long


def _contracts(short: str, name: str) -> bool:
    """The first letter and the end of a name, and what is between in its order.

    >>> _contracts("DCLabs", "DeepCurrent Labs"), _contracts("Labs", "DeepCurrent Labs"), _contracts("Inc", "Icarus")
    (True, False, False)
    """
    rest, capitals = iter(name.lower()), sum(char.isupper() for char in short)
    plain = SMALL < len(short) < len(name) and short[0] == name[0] and short.isalnum() and capitals > 1
    return plain and name.lower().endswith(short[-SMALL:].lower()) and all(letter in rest for letter in short.lower())


def _initials(short: str, name: str) -> bool:
    """All letters but one at most are those with which the words of the name begin, as of a name that is translated.

    >>> _initials("FSB", "Federal Security Service"), _initials("TSMC", "Tom Smith"), _initials("BBC", "Buck")
    (True, False, False)
    """
    letters = [word[0] for word in name.split() if word[0].isupper()]
    same = sum(one == other for one, other in zip(short, letters, strict=False))
    return len(letters) == len(short) >= SMALL and short[0] == letters[0] and same >= len(short) - 1


def _shortens(short: str, name: str) -> bool:
    """Capitals that stand in the name in this order, the first at its start.

    >>> _shortens("SMIC", "Semiconductor Manufacturing International Corp"), _shortens("NG", "Norvik Group Ltd.")
    (True, True)
    >>> _shortens("US", "Umbra"), _shortens("NYSE", "Norvik Group")
    (False, False)
    """
    letters, rest = short.replace(".", ""), iter(name.lower())
    plain = letters.isalpha() and letters.isupper() and len(letters) > 1 and " " in name and name[:1].upper() == letters[0]
    return plain and all(letter in rest for letter in letters.lower())


def _surnames(parts: list[str], words: Words) -> list[str]:
    """The last word, and with it the small words before: "van der Burg" of "Jan van der Burg"; none where it names a class. The first
    where family names stand there ("Zhang" of "Zhang Wei"); an initial with its full stop or without ("Andrej V.")."""
    common = parts[-1].lower() in words.nouns.classes  # whole words alone: "Hanneke Rietbergen" is no mountain
    small = words.lexicon.any(("names", "links"), ("names", "through"), ("names", "and")) - words.lexicon.words("names", "particles")
    if common or not small.isdisjoint(parts) or words.nouns.is_suffix(parts[-1]) or not parts[-1][0].isupper():
        return []
    if parts[0].lower() in words.lexicon.words("names", "family_first"):
        return [parts[0]]
    if len(parts[-1].rstrip(".")) == 1:
        return [parts[-1].rstrip("."), parts[-1].rstrip(".") + "."]
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in words.lexicon.words("names", "particles"):
        start -= 1
    tail = parts[start:]
    options = [parts[-1], " ".join(tail), " ".join([tail[0].capitalize(), *tail[1:]])]
    return list(dict.fromkeys(options))


def _acronyms(parts: list[str]) -> list[str]:
    """The initials of the words with capitals, with and without full stops."""
    letters = [part[0] for part in parts if part[0].isupper()]
    if len(letters) < SMALL:
        return []
    return ["".join(letters), ".".join(letters) + "."]


def _acronym(short: str, name: str) -> bool:
    return bool(name) and short in _acronyms(name.split())


def _base(name: str, plain: set[str], words: Words) -> str:
    """The name of which this is the plural or possessive: "iPods" of "iPod", "Umbras" of "Umbra"; "" where there is none."""
    base = name.removesuffix("s").removesuffix("'").removesuffix("’")
    return base if base != name and base in plain and len(base) > 2 and not words.linker.is_legal_form(base.split()[-1]) else ""
