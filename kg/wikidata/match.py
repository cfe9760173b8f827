"""Which item of Wikidata an entity is: by name and class, and only where no other item could be meant.

An item may be an entity when they share a name (as `kg.link.key` compares names) and the item has a class that the entity's
is or is below, or the other way round. An item of which no class is known can be none, but it stands in the way of others,
for it could be meant. Where two items remain, or one item remains for two entities, nothing is linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.link import key
from kg.model import Entity
from kg.ontology import Ontology, is_a
from kg.wikidata.extract import Item

WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Linked:
    """An entity and the item that it is, the name they share, and the item's class; `new` where it was not linked before."""

    entity: Entity
    item: str
    name: str
    type: str
    new: bool = True


@dataclass(frozen=True, slots=True)
class Unclear:
    """Entities that fit several items, or several entities that fit one: their labels and the items."""

    entities: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What an extract gave: links, sorted by entity, and what was left alone since it would have been a guess."""

    links: tuple[Linked, ...] = ()
    unclear: tuple[Unclear, ...] = ()

    @property
    def matches(self) -> dict[str, tuple[str, ...]]:
        """The IRIs of the items by the id of the entity."""
        return {link.entity.id: (WIKIDATA + link.item,) for link in self.links}


class _Fit(NamedTuple):
    """Why an item may be an entity: the name they share, the item's class, "" where none is known, and whoever else it may be."""

    name: str = ""
    kind: str = ""
    rivals: frozenset[str] = frozenset()


ENOUGH = 3
"""Candidates of an entity that are remembered: one more than is needed to know that there is not one alone."""


def match(entities: Iterable[Entity], items: Iterable[Item], ontology: Ontology, before: Mapping[str, tuple[str, ...]]) -> Found:
    """The links between entities and items; memory grows with the entities, not with the items.

    Args:
        entities: those of a graph, with the items that they are known by.
        items: of an extract.
        before: links that were found earlier, which stay unless another item fits as well.
    """
    known, open_, index = _index(entities, before)
    kinds = classes(ontology)
    fits = {iri: {item.rpartition("/")[2]: _Fit() for item in before.get(iri, ())} for iri in open_}
    for item in items:
        types = [kinds[kind] for kind in map(_form, item.types) if kind in kinds]
        for iri, fit in _fitting(item, types, known, open_, index, ontology):
            if len(fits[iri]) < ENOUGH or item.id in fits[iri]:
                fits[iri][item.id] = max(fit, fits[iri].get(item.id, fit), key=lambda one: (bool(one.kind), one.name))
    return _decided(open_, fits, before)


def _fitting(
    item: Item,
    types: list[str],
    known: Mapping[str, str],
    open_: Mapping[str, Entity],
    index: Mapping[str, tuple[str, ...]],
    ontology: Ontology,
) -> list[tuple[str, _Fit]]:
    """The entities that an item may be, each with the reason."""
    found: dict[str, tuple[str, str]] = {}
    for name in item.names:
        for iri in index.get(key(name), ()):
            kind = _class(open_[iri].type, types, ontology)
            if kind is not None:
                found.setdefault(iri, (name, kind))
    takers = {**{iri: open_[iri].label for iri in found}, **({"": known[item.id]} if item.id in known else {})}
    return [
        (iri, _Fit(name, kind, frozenset(label for other, label in takers.items() if other != iri))) for iri, (name, kind) in found.items()
    ]


def classes(ontology: Ontology) -> dict[str, str]:
    """The classes of the ontology by everything that an extract may call them: names, labels, nouns, items of Wikidata."""
    found: dict[str, str] = {}
    for name, kind in sorted(ontology.classes.items(), key=lambda pair: len(pair[1].parents)):
        nouns = (noun for words in kind.nouns.values() for noun in words)
        for word in (*(match.rpartition("/")[2] for match in kind.matches), *nouns):
            found.setdefault(_form(word), name)
    for name, kind in ontology.classes.items():
        found |= {_form(word): name for word in (name, *(label for _, label in kind.labels))}
    return found


def _form(word: str) -> str:
    return word.removeprefix("kgo:").replace("_", " ").casefold()


def _index(
    entities: Iterable[Entity], before: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, str], dict[str, Entity], dict[str, tuple[str, ...]]]:
    """The labels of those whose item is known by that item, the others by their id, and their ids by name."""
    known: dict[str, str] = {}
    open_: dict[str, Entity] = {}
    index: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        earlier = before.get(entity.id, ())
        own = [item for item in entity.same_as if item.startswith(WIKIDATA) and item not in earlier]
        if own:
            known |= {item.removeprefix(WIKIDATA): entity.label for item in own}
            continue
        open_[entity.id] = entity
        for name in (entity.label, *entity.names):
            if form := key(name):
                index[form].add(entity.id)
    return known, open_, {form: tuple(sorted(ids)) for form, ids in index.items()}


def _class(kind: str, types: list[str], ontology: Ontology) -> str | None:
    """The class that speaks for the item, "" where none is known of it, None where its classes speak against it."""
    if not types:
        return ""
    return next((found for found in types if is_a(ontology, found, kind) or is_a(ontology, kind, found)), None)


def _decided(open_: Mapping[str, Entity], fits: Mapping[str, dict[str, _Fit]], before: Mapping[str, tuple[str, ...]]) -> Found:
    links, unclear = [], []
    linked = {item: open_[iri].label for iri, items in before.items() if iri in open_ for item in items}
    for iri, items in sorted((iri, items) for iri, items in fits.items() if items):
        label = open_[iri].label
        item, fit = next(iter(items.items()))
        earlier = WIKIDATA + item in before.get(iri, ())
        other = linked.get(WIKIDATA + item, label)
        if len(items) > 1:
            unclear.append(Unclear((label,), tuple(sorted(items))))
        elif fit.rivals or other != label:
            unclear.append(Unclear(tuple(sorted({label, other, *fit.rivals})), (item,)))
        elif fit.kind or earlier:
            links.append(Linked(open_[iri], item, fit.name or label, fit.kind or open_[iri].type, new=not earlier))
    return Found(tuple(links), tuple(dict.fromkeys(unclear)))
