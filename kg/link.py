"""Mention -> Entity: a name in the text becomes one identity.

Known names come from the ontology (labels, other names, demonyms, and the metonyms by which news speaks of a
government: "Washington", "Den Haag"); a name that is not known becomes a new entity whose IRI is made from the name, so
it is the same in every article and in every order of reading.

Case counts: "US" is a country and "us" is not; a known name in lower case ("chips") is a common noun and is found in
any case. Full stops and accents do not count ("U.S.", "US").
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import Protocol

from kg.model import Entity, Mention, replace
from kg.ontology import KnownName, Ontology, is_a, load, slug

ENTITY = "https://kg.example/entity/"
UNTYPED = "Organization"
"""The class of a new name that nothing speaks for: in news of this kind most names without a clue are organisations."""

ABBREVIATED = 4
"""Letters that the abbreviation of a form of law has at most."""

_GAPS = re.compile(r"[\s\u2010-\u2015-]+")
_SPACE = re.compile(" ")
_DROPPED = str.maketrans("", "", ".,'’‘\"“”")


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """The form under which names are compared: no accents, full stops or apostrophes, one space for any gap.

    >>> key("U.S."), key("Société-Générale"), key("Huawei’s")
    ('US', 'Societe Generale', 'Huaweis')
    """
    if not name.isascii():
        name = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return _GAPS.sub(" ", name.translate(_DROPPED)).strip()


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may stand for: the entity, the language of the name, and how the name names it."""

    entity: Entity
    language: str
    kind: str  # "label", "alias", "demonym", "metonym"


class Namer(Protocol):
    """Whatever turns mentions into entities: a `Linker`, or one that asks the user's own names first."""

    @property
    def ontology(self) -> Ontology:
        """What the names and classes come from."""
        ...

    def named(self, mention: Mention) -> Entity:
        """The entity that a mention stands for."""
        ...


BORROWED = frozenset({"metonym", "demonym"})
"""How a name names a country without being its name."""
_RANK = {"label": 0, "alias": 1, "metonym": 2, "demonym": 3}


@dataclass(frozen=True, slots=True, eq=False)
class Linker:
    """The index of known names and the way from a mention to its entity."""

    ontology: Ontology
    senses: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    common: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    longest: int = 1
    firsts: frozenset[str] = frozenset()  # words that names begin with
    inner: frozenset[str] = frozenset()  # several words that longer names begin with
    homes: dict[str, str] = field(default_factory=dict)  # known entities by their IRIs -> English names of the countries they are from

    def begins(self, word: str) -> bool:
        """True where a known name begins with this word, so that a longer look is worth its time."""
        first = key(word).partition(" ")[0]
        return first in self.firsts or first.lower() in self.firsts

    def goes_on(self, words: str) -> bool:
        """False where no known name begins with these whole words, so that no longer look can find one.

        >>> linker().goes_on("United States"), linker().goes_on("United States officials")
        (True, False)
        """
        form = key(words)
        if " " not in form or self._begins(form) or self._begins(form.lower()):
            return True
        return self._without_suffix(form) in self.senses or self._of_country(f"{form} x") != ""

    def _begins(self, form: str) -> bool:
        return form in self.inner or form in self.senses

    def lookup(self, name: str, language: str, *, types: Iterable[str] = ()) -> Sense | None:
        """The best sense of a name, or None where it is not known.

        Args:
            name: the words as they stand.
            language: the article's; a name in that language goes before one in another.
            types: classes that the context speaks for; a sense of such a class goes first.
        """
        return _sense(self, key(name), language, tuple(types))

    def _found(self, form: str) -> tuple[Sense, ...]:
        found = self.senses.get(form) or self.common.get(form.lower())
        if not found and " " in form:
            found = self.senses.get(self._without_suffix(form)) or self.senses.get(self._of_country(form))
        return found or ()

    def link(self, mention: Mention) -> Entity:
        """The entity that a mention stands for, with the words of the mention among its names.

        >>> linker().link(Mention("VS", 0, 2, "name", "VS", "nl")).label
        'United States'
        """
        return _entity(self, self.lookup(mention.name, mention.language, types=mention.types), mention)

    def named(self, mention: Mention) -> Entity:
        """Like `link`, with the name of the mention kept as an alias when the entity is known under other names only; a
        word for its government or inhabitants is no name of it."""
        return _named(self, mention.text, mention.name, mention.language, mention.types, mention.kind, mention.adjectival)

    def kind_of(self, mention: Mention) -> str:
        """The class of the entity that a mention stands for."""
        sense = self.lookup(mention.name, mention.language, types=mention.types)
        return sense.entity.type if sense is not None else _kind_of_new(mention)

    def borrows(self, mention: Mention) -> bool:
        """True for a word for the government or the inhabitants of a country, which is no name of it."""
        sense = self.lookup(mention.name, mention.language, types=mention.types)
        return sense is not None and sense.kind in BORROWED

    def _of_country(self, form: str) -> str:
        """The name with its country for an adjective: "Taiwan Semiconductor" for "Taiwanese Semiconductor"."""
        first, _, rest = form.partition(" ")
        adjective = next((sense for sense in self.senses.get(first, ()) if sense.kind == "demonym"), None) if " " in rest else None
        return f"{adjective.entity.label} {rest}" if adjective else ""

    def is_legal_form(self, word: str) -> bool:
        """True for a word that says in what form of law a company is: "Inc.", "N.V."."""
        return word[:1].isupper() and key(word).lower() in _legal_forms(self.ontology)

    def _suits(self, sense: Sense, types: tuple[str, ...]) -> bool:
        return not types or any(
            is_a(self.ontology, sense.entity.type, wanted) or is_a(self.ontology, wanted, sense.entity.type) for wanted in types
        )

    def plain(self, name: str) -> str:
        """A name as it is written, without the abbreviation of a form of law at its end; "Group" and "Holdings" may tell two apart.

        >>> linker().plain("Umbra Marine, Inc."), linker().plain("Umbra Group"), linker().plain("Procter & Co.")
        ('Umbra Marine', 'Umbra Group', 'Procter & Co.')
        """
        words = name.split()
        while len(words) > 1 and self.is_legal_form(words[-1]) and len(key(words[-1])) <= ABBREVIATED and words[-2] != "&":
            words = words[:-1]
        return " ".join(words).rstrip(",") if len(words) < len(name.split()) else name

    def without_legal_form(self, name: str) -> str:
        """The key of a name without what it says of a form of law.

        >>> linker().without_legal_form("Umbra Holdings N.V.")
        'Umbra'
        """
        return self._without_suffix(key(name))

    def _without_suffix(self, form: str) -> str:
        if " " not in form:
            return form
        words = form.split()
        while len(words) > 1 and self.is_legal_form(words[-1]):
            words = words[:-1]
        return " ".join(words)


@lru_cache(maxsize=1 << 14)
def _sense(linker: Linker, form: str, language: str, wanted: tuple[str, ...]) -> Sense | None:
    """The sense of a form that suits the classes best; a label before an alias, a name in the language before one in another."""

    def rank(sense: Sense) -> tuple[bool, int, bool, str]:
        """The wanted class first, then the surer kind of name, then the language."""
        return not linker._suits(sense, wanted), _RANK[sense.kind], sense.language != language, sense.entity.id

    return min(linker._found(form), key=rank, default=None)


@lru_cache(maxsize=1 << 12)
def _named(linker: Linker, text: str, name: str, language: str, types: tuple[str, ...], kind: str, adjectival: bool) -> Entity:
    mention = Mention(text, 0, 0, kind, name, language, types, adjectival=adjectival)
    sense = linker.lookup(name, language, types=types)
    return with_name(_entity(linker, sense, mention), mention, borrowed=sense is not None and sense.kind in BORROWED)


def _entity(linker: Linker, sense: Sense | None, mention: Mention) -> Entity:
    """The entity of a sense; a new one where the name is not known."""
    if sense is not None:
        return sense.entity
    kind = _kind_of_new(mention)
    names = () if mention.kind != "name" or mention.text == mention.name else ((mention.language, mention.text),)
    label = mention.name if kind == "Person" else linker.plain(mention.name)
    return Entity(ENTITY + slug(label), label, kind, aliases=names)


def _kind_of_new(mention: Mention) -> str:
    return mention.types[0] if mention.types else UNTYPED


def with_name(entity: Entity, mention: Mention, *, borrowed: bool) -> Entity:
    """The entity with the name of the mention as an alias, unless it is known by that name, or the name is only `borrowed`."""
    if borrowed or mention.adjectival or mention.kind == "pronoun" or mention.name == entity.label:
        return entity
    if any(name == mention.name for _, name in (*entity.labels, *entity.aliases)):
        return entity
    return replace(entity, aliases=tuple(sorted({*entity.aliases, (mention.language, mention.name)})))


@cache
def _legal_forms(ontology: Ontology) -> frozenset[str]:
    return frozenset(key(form).lower() for kind in ontology.classes.values() for form in kind.legal_forms)


def linker_of(ontology: Ontology) -> Linker:
    """The linker over the known names of an ontology."""
    senses: dict[str, list[Sense]] = defaultdict(list)
    common: dict[str, list[Sense]] = defaultdict(list)
    for known in ontology.names:
        for sense, name in _names(known):
            form = key(name)
            if not form:
                continue
            senses[form].append(sense)
            if name == name.lower() and any(char.isalpha() for char in name):
                common[form].append(sense)
    longest = max((len(form.split()) for form in senses), default=1)
    return Linker(
        ontology,
        {form: tuple(found) for form, found in senses.items()},
        {form: tuple(found) for form, found in common.items()},
        longest,
        frozenset(form.partition(" ")[0] for form in senses),
        frozenset(form[: gap.start()] for form in senses for gap in islice(_SPACE.finditer(form), 1, None)),
        {known.entity.id: known.home for known in ontology.names if known.home},
    )


def _names(known: KnownName) -> Iterable[tuple[Sense, str]]:
    entity = known.entity
    yield Sense(entity, "", "label"), entity.label
    for kind, pairs in (("label", entity.labels), ("alias", entity.aliases), ("metonym", known.metonyms), ("demonym", known.demonyms)):
        for language, name in pairs:
            yield Sense(entity, language, kind), name


@cache
def linker() -> Linker:
    """The linker over the ontology that comes with the program; built once a process."""
    return linker_of(load())
