"""Statements -> `Own`: which entity every line means, what follows from them together, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from hashlib import sha256

from kg.aliases.own import Own
from kg.aliases.statements import Mistake, Statement
from kg.link import Linker, key
from kg.model import Entity
from kg.ontology import slug
from kg.turtle import KGE

Claimed = tuple[str, str]
"""An article ("" for all) and the key of a name."""
Merge = tuple[str, int]
"""The id that another one is taken for, and the line that says so."""


@dataclass(slots=True)
class Draft:
    """What the statements said so far, each with its line."""

    linker: Linker
    known: dict[str, Entity]
    names: dict[Claimed, tuple[str, int]] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    aliases: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    same: dict[str, Merge] = field(default_factory=dict)
    different: list[tuple[str, str, int]] = field(default_factory=list)
    apart: set[tuple[str, str]] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)

    def wrong(self, line: int, reason: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(line, reason))

    def entity(self, iri: str, label: str = "") -> Entity:
        """What is said of an id, by the ontology or here; `label` is its name where nothing was said yet."""
        if iri not in self.entities:
            self.entities[iri] = self.known.get(iri) or Entity(iri, label, "")
        elif label and not self.entities[iri].label:
            self.entities[iri] = replace(self.entities[iri], label=label)
        return self.entities[iri]


def resolve(statements: Iterable[Statement], linker: Linker) -> tuple[Own, list[Mistake]]:
    """The names that the statements give together, and every mistake in them; the names are good only where there is none.

    Args:
        linker: knows the names of the ontology, by which lines may name entities.
    """
    given = sorted(statements, key=lambda said: said.line)
    draft = Draft(linker, {known.entity.id: known.entity for known in linker.ontology.names})
    for what, take in (("entity", _take_entity), ("alias", _take_alias), ("different", _take_different), ("same", _take_same)):
        for said in given:
            if said.what == what:
                take(said, draft)
    _check(draft)
    return (Own() if draft.mistakes else _own(draft)), draft.mistakes


def id_of(text: str, draft: Draft, line: int) -> str:
    """The id that a name or an id in the file means; that of a name which is known nowhere is made of the name."""
    iri = iri_of(text)
    if iri:
        draft.asked.setdefault(iri, line)
        return iri
    own = draft.names.get(("", key(text)))
    if own:
        return own[0]
    senses = [sense for sense in draft.linker.senses.get(key(text), ()) if sense.kind in {"label", "alias"}]
    best = {sense.entity.id: None for sense in senses if sense.kind == "label"} or {sense.entity.id: None for sense in senses}
    if len(best) > 1:
        shown = " and ".join(short(iri) for iri in best)
        draft.wrong(line, f"{text!r} is a name of {shown}; give the id of the one that is meant")
    return next(iter(best), new_id(text, draft))


def new_id(name: str, draft: Draft) -> str:
    """The id that a name which is known nowhere gets, here as from an article."""
    return KGE + slug(draft.linker.plain(name))


def iri_of(text: str) -> str:
    """The IRI that is meant by an id, "" for a name.

    >>> iri_of("kge:huawei"), iri_of("<https://example.org/x>"), iri_of("Huawei")
    ('https://kg.example/entity/huawei', 'https://example.org/x', '')
    """
    if text.startswith("kge:") and " " not in text:
        return KGE + text.removeprefix("kge:")
    bare = text.removeprefix("<").removesuffix(">")
    return bare if bare.startswith(("http://", "https://")) and " " not in bare else ""


def short(iri: str) -> str:
    """An id as the file may write it.

    >>> short("https://kg.example/entity/huawei")
    'kge:huawei'
    """
    return f"kge:{iri.removeprefix(KGE)}" if iri.startswith(KGE) else f"<{iri}>"


def _take_entity(said: Statement, draft: Draft) -> None:
    iri = iri_of(said.entity) if said.entity else new_id(said.name, draft)
    if not iri:
        draft.wrong(said.line, f"{said.entity!r} is no id; give one such as kge:{slug(said.entity)}, or leave the column entity empty")
        return
    _describe(said, draft.entity(iri, "" if said.language not in {"", "en"} else said.name), draft)
    if said.name:
        draft.defined.add(iri)
        entity = draft.entities[iri]
        labels = dict(entity.labels)
        if said.language:
            labels[said.language] = said.name
        label = said.name if said.language in {"", "en"} or not entity.label else entity.label
        if entity.label not in {"", label}:
            draft.aliases.setdefault(iri, set()).add(("", entity.label))
        draft.entities[iri] = replace(entity, label=label, labels=tuple(sorted(labels.items())))
        _claim(said, iri, draft)


def _take_alias(said: Statement, draft: Draft) -> None:
    iri = id_of(said.entity, draft, said.line)
    _describe(said, draft.entity(iri, "" if iri_of(said.entity) else said.entity), draft)
    if said.name != draft.entities[iri].label:
        draft.aliases.setdefault(iri, set()).add((said.language, said.name))
    _claim(said, iri, draft)


def _take_different(said: Statement, draft: Draft) -> None:
    first, second = id_of(said.name, draft, said.line), id_of(said.entity, draft, said.line)
    if first == second and not iri_of(said.name):
        claimed = draft.names.get(("", key(said.name)))
        if claimed:
            draft.wrong(
                said.line,
                f"it keeps {said.name!r} apart from {short(second)}, but line {claimed[1]} gives it that name; drop one of the two",
            )
            return
        others = [sense.entity.id for sense in draft.linker.senses.get(key(said.name), ()) if sense.entity.id != second]
        first = next(iter(others), new_id(said.name, draft))
        draft.names["", key(said.name)] = first, said.line
        draft.entity(first, said.name)
    if first == second:
        draft.wrong(said.line, f"it keeps {said.name!r} apart from itself; name two different entities")
        return
    draft.different.append((first, second, said.line))
    for text, other in ((said.name, second), (said.entity, first)):
        if not iri_of(text):
            draft.apart.add((key(text), other))


def _take_same(said: Statement, draft: Draft) -> None:
    first, second = id_of(said.name, draft, said.line), id_of(said.entity, draft, said.line)
    if first == second:
        return
    before = draft.same.get(first)
    if before and before[0] != second:
        draft.wrong(
            said.line,
            f"it takes {short(first)} for {short(second)}, but line {before[1]} takes it for {short(before[0])}; "
            f"say which of {short(second)} and {short(before[0])} is the other",
        )
        return
    draft.same[first] = second, said.line
    for iri, text in ((first, said.name), (second, said.entity)):
        draft.entity(iri, "" if iri_of(text) else text)
    _describe(said, draft.entities[second], draft)


def _describe(said: Statement, entity: Entity, draft: Draft) -> None:
    """Class and links of a line."""
    if said.type:
        kind = said.type.removeprefix("kgo:")
        classes = draft.linker.ontology.classes
        if kind not in classes:
            near = get_close_matches(kind, classes, n=1)
            draft.wrong(said.line, f"{said.type!r} is no class; give one of kg.ttl, such as {near[0] if near else 'Company'}")
            return
        if entity.type and entity.known and entity.id not in draft.known and entity.type != kind:
            draft.wrong(said.line, f"it makes {short(entity.id)} a {kind}, but another line makes it a {entity.type}; give it one class")
            return
        entity = replace(entity, type=kind, known=True)
    draft.entities[entity.id] = replace(entity, same_as=tuple(sorted({*entity.same_as, *said.matches})))


def _claim(said: Statement, iri: str, draft: Draft) -> None:
    """Give a name to an entity, unless another line gives it to another."""
    place = (said.article, key(said.name))
    if not place[1]:
        draft.wrong(said.line, f"{said.name!r} holds no letter; give a name with one")
        return
    other = draft.names.setdefault(place, (iri, said.line))
    if other[0] != iri:
        draft.wrong(
            said.line,
            f"it gives the name {said.name!r} to {short(iri)}, but line {other[1]} gives it to {short(other[0])}; "
            "keep one of the two, or name the article that each is meant for",
        )


def _check(draft: Draft) -> None:
    """Rings of merges, and merges of what is to be kept apart."""
    for ring in _rings(draft.same):
        lines = sorted(draft.same[iri][1] for iri in ring)
        first = next(iri for iri in ring if draft.same[iri][1] == lines[-1])
        told = ", ".join(map(str, lines))
        draft.wrong(lines[-1], f"lines {told} take {short(first)} for itself in a ring; drop the line of the one that shall stay")
    last = _lasts(draft.same)
    for first, second, line in draft.different:
        if last.get(first, first) == last.get(second, second):
            merging = sorted({number for iri in (first, second) for number in _lines(draft.same, iri)})
            shown = f"line{'s' if len(merging) > 1 else ''} {', '.join(map(str, merging))} make{'' if len(merging) > 1 else 's'} them one"
            draft.wrong(line, f"it keeps {short(first)} and {short(second)} apart, but {shown}; drop one of the two")


def _rings(same: Mapping[str, Merge]) -> Iterator[list[str]]:
    """The ids that are taken for each other all around, a ring at a time."""
    done: set[str] = set()
    for start in same:
        path: dict[str, None] = {}
        iri = start
        while iri in same and iri not in done and iri not in path:
            path[iri] = None
            iri = same[iri][0]
        if iri in path:
            whole = list(path)
            yield whole[whole.index(iri) :]
        done |= path.keys()


def _lasts(same: Mapping[str, Merge]) -> dict[str, str]:
    """The id that each id is taken for in the end; of a ring any of its own."""
    found: dict[str, str] = {}
    for start in same:
        path: dict[str, None] = {}
        iri = start
        while iri in same and iri not in found and iri not in path:
            path[iri] = None
            iri = same[iri][0]
        found |= dict.fromkeys(path, found.get(iri, iri))
    return found


def _lines(same: Mapping[str, Merge], iri: str) -> Iterator[int]:
    """The lines by which an id is taken for another, that one for a third, and so on."""
    seen: set[str] = set()
    while iri in same and iri not in seen:
        seen.add(iri)
        iri, line = same[iri]
        yield line


def _own(draft: Draft) -> Own:
    same = _lasts(draft.same)
    groups: dict[str, list[str]] = {iri: [] for iri in draft.entities if iri not in same}
    for iri in sorted(same):
        groups[same[iri]].append(iri)
    entities = {iri: _together(iri, others, draft) for iri, others in groups.items()}
    names = {place: same.get(iri, iri) for place, (iri, _) in draft.names.items()}
    apart = frozenset((form, same.get(iri, iri)) for form, iri in draft.apart)
    content = (sorted(names.items()), sorted((iri, repr(entity)) for iri, entity in entities.items()), sorted(same.items()), sorted(apart))
    digest = sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:16] if any(content) else ""
    asked = sorted((line, iri) for iri, line in draft.asked.items() if iri not in draft.known and iri not in draft.defined)
    return Own(names, entities, same, apart, {}, tuple(asked), digest)


def _together(iri: str, others: list[str], draft: Draft) -> Entity:
    """An entity with the names and links of those that are taken for it."""
    entity, merged = draft.entities[iri], [draft.entities[other] for other in others]
    everyone = [entity, *merged]
    label = next((one.label for one in everyone if one.label), "")
    labels = {language: name for one in reversed(everyone) for language, name in one.labels}
    names = {pair for one in everyone for pair in (*one.aliases, *draft.aliases.get(one.id, ()))}
    names |= {pair for one in merged for pair in (*one.labels, ("", one.label))}
    typed = next((one for one in everyone if one.type), entity)
    return replace(
        entity,
        label=label,
        type=typed.type,
        labels=tuple(sorted(labels.items())),
        aliases=tuple(sorted(names - {("", label), ("", ""), *labels.items()})),
        same_as=tuple(sorted({link for one in everyone for link in one.same_as})),
        known=entity.known or typed.known,
    )
