"""The names that are known before any article is read: countries, cities, companies, bodies, products, persons.

They come from `ontologies/entities.ttl` and, for the countries of the world, from the Unicode CLDR through Babel. A
known name gives identity (one IRI, names in both languages, the same thing in Wikidata) and class; it gives no facts,
so that nothing enters the graph that no article says. Its home tells who "the Chinese company" may be, and no more.

Countries also bring the words for their governments: those written in `entities.ttl` ("Washington", "Den Haag") and
those that the patterns of `kgo:governmentPhrase` make of names and adjectives ("Chinese government", "regering van China").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import TypeAlias

from babel import Locale

from kg.errors import OntologyError
from kg.model import Entity
from kg.turtle import KGE, KGO, SKOS, TYPE, Term, texts

Names: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of language and name, sorted; language "" where the name belongs to none."""

# Letters that Unicode does not take apart into a plain letter and an accent.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_DROPPED = str.maketrans("", "", ".'’‘")


LONGEST_SMALL = 3
"""Letters of the small words inside a name at most: "of", "the", "van"."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """An entity with the words that stand for it without being its names.

    `demonyms` are the adjectives and inhabitants of a place ("Chinese", "Chinezen"), `metonyms` the words for the
    government of a country ("Beijing", "Chinese overheid"), `home` the English name of the country that it is from.
    """

    entity: Entity
    demonyms: Names = ()
    metonyms: Names = ()
    home: str = ""


def slug(name: str) -> str:
    """The part of an IRI that is made of a name: plain letters, lower case, hyphens; never empty.

    >>> slug("U.S. Department of Commerce"), slug("Société Générale"), slug("Moody's")
    ('us-department-of-commerce', 'societe-generale', 'moodys')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_DROPPED)).lower().translate(_LETTERS)
    kept = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return "-".join(kept.split()) or "x-" + sha256(name.encode()).hexdigest()[:12]


def known_names(
    terms: Mapping[str, Term], *, country: Term, classes: Iterable[str], languages: Iterable[str], file: str
) -> tuple[KnownName, ...]:
    """Every known name, sorted by IRI: the terms of `entities.ttl` and the countries of the CLDR.

    Args:
        terms: what `entities.ttl` says, by IRI.
        country: the term of kgo:Country, for its government phrases and the territories that are no countries.
        classes: the local names of all classes.
        languages: the languages that a name without a language is a label in.
        file: where the terms come from, for messages.

    Raises:
        OntologyError: a term without a class or name, of an unknown class, or with a territory that CLDR does not have.
    """
    tongues, kinds = sorted(languages), frozenset(classes)
    patterns = _texts(country, KGO + "governmentPhrase")
    territories = _territories(tuple(tongues), frozenset(text for _, text in country.get(KGO + "excludedTerritory", ())))
    homes = {named: country for country, term in terms.items() for _, named in term.get(KGO + "homeOf", ())}
    found: list[KnownName] = []
    taken: set[str] = set()
    for iri, term in terms.items():
        code = _code(iri, term, territories, file)
        taken.add(code)
        found.append(_known(iri, term, territories.get(code, {}), kinds, tongues, patterns, file))
    for code, names in territories.items():
        if code not in taken:
            entity = Entity(KGE + slug(names["en"]), names["en"], "Country", tuple(sorted(names.items())), known=True)
            found.append(KnownName(entity, metonyms=_governments(entity, (), patterns)))
    labels = {known.entity.id: known.entity.label for known in found}
    found = [replace(known, home=labels.get(homes.get(known.entity.id, ""), "")) for known in found]
    return tuple(sorted(found, key=lambda known: known.entity.id))


@cache
def _territories(languages: tuple[str, ...], excluded: frozenset[str]) -> Mapping[str, Mapping[str, str]]:
    """Names by language of every territory of the CLDR with a code of two letters."""
    names = {language: Locale(language).territories for language in languages}
    codes = sorted(code for code in map(str, names["en"]) if len(code) == 2 and code.isalpha() and code not in excluded)
    return MappingProxyType(
        {code: {language: str(names[language].get(code, names["en"][code])) for language in languages} for code in codes}
    )


def _code(iri: str, term: Term, territories: Mapping[str, Mapping[str, str]], file: str) -> str:
    codes = [code for _, code in term.get(KGO + "territory", ())]
    if not codes:
        return ""
    if len(codes) > 1 or codes[0] not in territories:
        raise OntologyError(
            f"{file}: {iri} has kgo:territory {', '.join(codes)}; give one ISO 3166-1 code of a country that CLDR names, such as US."
        )
    return codes[0]


def _known(
    iri: str, term: Term, territory: Mapping[str, str], classes: frozenset[str], languages: list[str], patterns: Names, file: str
) -> KnownName:
    labels = dict(territory)
    for language, text in _texts(term, SKOS + "prefLabel"):
        labels.update({language: text} if language else dict.fromkeys(languages, text))
    label = labels.get("en")
    if label is None:
        raise OntologyError(f"{file}: {iri} has no English name; give it a skos:prefLabel, in English or without a language.")
    former = {(language, name) for language, name in territory.items() if labels[language] != name}
    entity = Entity(
        iri,
        label,
        _class(iri, term, classes, file),
        tuple(sorted(labels.items())),
        tuple(sorted({*_texts(term, SKOS + "altLabel"), *former})),
        tuple(sorted(target for language, target in term.get(SKOS + "exactMatch", ()) if language is None)),
        known=True,
    )
    adjectives = _texts(term, KGO + "demonym")
    said = {*_texts(term, KGO + "metonym"), *_governments(entity, adjectives, patterns)}
    return KnownName(
        entity,
        tuple(sorted({*adjectives, *_texts(term, KGO + "inhabitant")})),
        tuple(sorted(said | {(language, with_capitals(text)) for language, text in said if " " in text})),
    )


def with_capitals(words: str) -> str:
    """The words of a government as a name: each word of more than three letters has a capital.

    >>> with_capitals("Dutch government"), with_capitals("government of the United Kingdom")
    ('Dutch Government', 'Government of the United Kingdom')
    """
    return " ".join(word[0].upper() + word[1:] if len(word) > LONGEST_SMALL else word for word in words.split())


def _class(iri: str, term: Term, classes: frozenset[str], file: str) -> str:
    kinds = [kind.removeprefix(KGO) for _, kind in term.get(TYPE, ())]
    if len(kinds) != 1 or kinds[0] not in classes:
        raise OntologyError(f"{file}: {iri} is of class {', '.join(kinds) or 'none'}; give it one class of kg.ttl, such as kgo:Company.")
    return kinds[0]


def _governments(entity: Entity, adjectives: Names, patterns: Names) -> Names:
    """The words for a country's government that the patterns make of its names and adjectives."""
    return tuple(sorted(set(_filled(entity, adjectives, patterns)))) if entity.type == "Country" else ()


def _filled(entity: Entity, adjectives: Names, patterns: Names) -> Iterator[tuple[str, str]]:
    names = (*entity.labels, *entity.aliases)
    fillers = {"{A}": adjectives, "{N}": names, "{B}": tuple((language, name) for language, name in names if _abbreviation(name))}
    for language, pattern in patterns:
        for slot, words in fillers.items():
            if slot in pattern:
                yield from ((language, pattern.replace(slot, word)) for spoken, word in words if spoken in (language, ""))


def _abbreviation(name: str) -> bool:
    """
    >>> _abbreviation("U.S."), _abbreviation("VS"), _abbreviation("Mali")
    (True, True, False)
    """
    letters = name.replace(".", "")
    return len(letters) <= 4 and letters.isalpha() and letters.isupper()


def _texts(term: Term, relation: str) -> Names:
    return tuple(sorted(texts(term, relation)))
