"""What the user says of names, ready to be asked: it goes before everything that the ontology and the articles say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kg.link import UNTYPED, Linker, key, with_name
from kg.model import Entity, Mention
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Own:
    """The user's own names.

    `names` maps the article ("" for all) and the key of a name to the id of an entity, `entities` has what the file says of
    an id (its type "" where it says none), `same` the id that another one is taken for, `apart` the keys of names that are
    no short form of the entity of that id, `matches` the IRIs elsewhere of an id. `asked` are the ids that lines speak of and
    nothing defines, each with its line. `digest` is a hash of all but those, "" for nothing.
    """

    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: tuple[tuple[int, str], ...] = ()
    digest: str = ""

    def with_matches(self, matches: Mapping[str, tuple[str, ...]]) -> Own:
        """The same names, and entities that are known elsewhere."""
        if not matches:
            return self
        content = repr((self.digest, sorted(matches.items())))
        return replace(self, matches=matches, digest=sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16])

    def over(self, linker: Linker, article: str) -> Linker | OwnLinker:
        """The linker that heeds these names in an article."""
        return OwnLinker(linker, self, article) if self.digest else linker


NOTHING = Own()
"""No names of the user's own."""


@dataclass(frozen=True, slots=True)
class OwnLinker:
    """A linker for one article that asks the user's own names first."""

    linker: Linker
    own: Own
    article: str

    @property
    def ontology(self) -> Ontology:
        """The ontology of the linker."""
        return self.linker.ontology

    def named(self, mention: Mention) -> Entity:
        """The entity that a mention stands for, with the words of the mention among its names: see `kg.link.Linker.named`."""
        mention = self._spelled(mention)
        given = self._given(mention)
        found = given or self.linker.link(mention)
        entity = self._as_told(found, mention)
        borrowed = given is None and self.linker.borrows(mention)
        return self._matched(with_name(entity, mention, borrowed=borrowed))

    def _spelled(self, mention: Mention) -> Mention:
        """The mention under its own words, where the user says that they are no short form of the name."""
        if mention.kind != "name" or mention.text == mention.name or not self.own.apart:
            return mention
        whole = self._given(mention) or self.linker.link(mention)
        meant = self.own.same.get(whole.id, whole.id)
        return replace(mention, name=mention.text) if (key(mention.text), meant) in self.own.apart else mention

    def _given(self, mention: Mention) -> Entity | None:
        """What the user's file says of the name: in this article of the words themselves as well, in all only of the full name."""
        words = (mention.text, mention.name) if mention.kind == "name" else (mention.name,)
        for article, names in ((self.article, words), ("", (mention.name,))):
            for name in dict.fromkeys(names):
                for form in dict.fromkeys((key(name), self.linker.without_legal_form(name))):
                    if iri := self.own.names.get((article, form)):
                        return self.own.entities[iri]
        return None

    def _as_told(self, found: Entity, mention: Mention) -> Entity:
        """The entity after merges, with what the file says of it."""
        told = self.own.entities.get(self.own.same.get(found.id, found.id))
        if told is None:
            return found
        label = told.label or (found.label if found.id == told.id else mention.name)
        names = {*told.aliases, *(found.aliases if found is not told and not found.known else ())} - {("", label)}
        kind = told.type or found.type or next(iter(mention.types), UNTYPED)
        return replace(told, label=label, type=kind, aliases=tuple(sorted(names)))

    def _matched(self, entity: Entity) -> Entity:
        also = self.own.matches.get(entity.id)
        return replace(entity, same_as=tuple(sorted({*entity.same_as, *also}))) if also else entity
