"""What follows from what the articles say: plain triples, entities, relations, and which node a removal takes along.

Derived triples are a function of what is said and of nothing else, and are computed afresh for the facts and things
that a write touches. So the order of articles never shows, and retracting an article gives the very store that never
read it.

Where readings differ over a thing, the ontology's word counts before the articles'; then the choice falls on what most
articles say, then on the longest name (the most specific class), then on the first of the alphabet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pyoxigraph as ox

from kg.model import LIKELY
from kg.rdf import terms as t
from kg.rdf.quads import Description

Choice = TypeVar("Choice", str, tuple[str, ...])

SHARED = (t.OF_FACT, t.GIVES, t.GENERATED_BY, t.READ_BY, t.AGENT, t.USED)
"""The predicates that point from an article's own nodes to nodes that articles share, and from those to others."""


class After:
    """The triples of a store as they will be: some taken away, some added, nothing written yet."""

    def __init__(self, source: t.Triples, removed: Iterable[t.Triple], added: Iterable[t.Triple]) -> None:
        """Looks at `source` without `removed` and with `added`."""
        self._source = source
        self._added = set(added)
        self._removed = set(removed) - self._added
        self._by_subject: dict[t.Term, list[t.Triple]] = defaultdict(list)
        self._by_object: dict[tuple[t.Term, t.Term | None], list[t.Triple]] = defaultdict(list)
        for triple in self._added:
            self._by_subject[triple.subject].append(triple)
            self._by_object[triple.predicate, triple.object].append(triple)

    def triples(
        self, subject: ox.NamedNode | None = None, predicate: ox.NamedNode | None = None, object: t.Term | None = None, /
    ) -> Iterator[t.Triple]:
        """All triples that will match; a subject, or a predicate and an object, must be given."""
        for triple in self._source.triples(subject, predicate, object):
            if triple not in self._removed and triple not in self._added:
                yield triple
        if subject is not None:
            found = self._by_subject.get(subject, ())
        else:
            assert predicate is not None, "a pattern without a subject needs a predicate and an object"
            found = self._by_object.get((predicate, object), ())
        for triple in found:
            if predicate in (None, triple.predicate) and object in (None, triple.object):
                yield triple


def change(source: t.Triples, article: ox.NamedNode, said: Iterable[t.Triple]) -> tuple[set[t.Triple], set[t.Triple]]:
    """What to add to a store and what to delete from it, so that `said` is all that the article says.

    `said` is what `quads` gives, or nothing at all to retract the article.
    """
    new = set(said)
    old = _owned(source, article)
    links = {(link, node) for _, link, node in old | new if link in SHARED and isinstance(node, ox.NamedNode)}
    kept = {triple.object for triple in new if triple.predicate in SHARED}
    waiting = [node for node in {node for _, node in links} if node not in kept]
    while waiting:
        node = waiting.pop()
        if any(triple not in old for link in SHARED for triple in source.triples(None, link, node)):
            continue
        about = set(source.triples(node)) - old
        old |= about
        waiting += [end for _, link, end in about if link in SHARED and isinstance(end, ox.NamedNode) and end not in kept]
    after = After(source, old, new)
    facts = {node for link, node in links if link == t.OF_FACT}
    descriptions = [node for link, node in links if link == t.GIVES]
    things = {thing for view in (source, after) for node in descriptions for _, _, thing in view.triples(node, t.DESCRIBES)}
    things = {thing for thing in things if not _settled(source, after, thing)}
    before = set(derived(source, facts, things))
    then = set(derived(after, facts, things))
    return (new | then) - (old | before), (old | before) - (new | then)


def said(source: t.Triples, article: ox.NamedNode) -> set[t.Triple]:
    """All that an article of a store says, as `quads` gave it: nothing that is derived."""
    found = _owned(source, article)
    waiting = {node for _, link, node in found if link in SHARED}
    while waiting:
        about = {triple for node in waiting if isinstance(node, ox.NamedNode) for triple in source.triples(node)} - found
        values = {triple.subject for triple in about if triple.predicate == t.kg("value")}
        about = {triple for triple in about if triple.predicate != t.OBJECT or triple.subject not in values}
        found |= about
        waiting = {node for _, link, node in about if link in SHARED}
    return found


def _settled(source: t.Triples, after: t.Triples, thing: t.Term) -> bool:
    """Whether the same one description of the thing stands before and after, so that nothing derived can change."""
    before, then = ({triple.subject for triple in view.triples(None, t.DESCRIBES, thing)} for view in (source, after))
    return before == then and len(then) == 1


def _owned(source: t.Triples, article: ox.NamedNode) -> set[t.Triple]:
    owned = set(source.triples(article))
    for link in list(source.triples(None, t.IN_ARTICLE, article)):
        owned.update(source.triples(link.subject))
    return owned


def derived(source: t.Triples, facts: Iterable[t.Term], things: Iterable[t.Term]) -> Iterator[t.Triple]:
    """The derived triples of these facts and of these entities, relations and classes."""
    for fact in facts:
        if isinstance(fact, ox.NamedNode):
            yield from _of_fact(source, fact)
    for thing in things:
        if isinstance(thing, ox.NamedNode):
            yield from _of_thing(source, thing)


def _of_fact(source: t.Triples, fact: ox.NamedNode) -> Iterator[t.Triple]:
    about = {predicate: object for _, predicate, object in source.triples(fact)}
    subject, predicate = about.get(t.SUBJECT), about.get(t.PREDICATE)
    if not isinstance(subject, ox.NamedNode) or not isinstance(predicate, ox.NamedNode):
        return
    value = about.get(t.kg("value"))
    if value is None:
        object_ = about[t.OBJECT]
    else:
        links = source.triples(None, t.OF_FACT, fact)
        datatypes = sorted(triple.object.value for link in links for triple in source.triples(link.subject, t.kg("datatype")))
        object_ = t.value(value.value, datatypes[0] if datatypes else None)
        yield t.Triple(fact, t.OBJECT, object_)
    if any(_plain(source, link.subject) for link in source.triples(None, t.OF_FACT, fact)):
        yield t.Triple(subject, predicate, object_)


def _plain(source: t.Triples, evidence: ox.NamedNode) -> bool:
    """What `kg.model.Evidence.plain` says of the evidence, read off its node."""
    return (
        any(source.triples(evidence, t.kg("polarity"), t.kg("affirmed")))
        and any(source.triples(evidence, t.kg("modality"), t.kg("asserted")))
        and not any(source.triples(evidence, t.kg("attributedTo")))
        and not any(source.triples(evidence, t.kg("attributionText")))
        and not any(triple.object.value.startswith(LIKELY) for triple in source.triples(evidence, t.kg("rule")))
    )


def _of_thing(source: t.Triples, thing: ox.NamedNode) -> Iterator[t.Triple]:
    nodes = [triple.subject for triple in source.triples(None, t.DESCRIBES, thing)]
    if not nodes:
        return
    # One description needs no vote, and so no count of the articles that give it.
    weights = [1 if len(nodes) == 1 else sum(1 for _ in source.triples(None, t.GIVES, node)) for node in nodes]
    descriptions = [(description(source.triples(node)), weight) for node, weight in zip(nodes, weights, strict=True)]
    merged = merge(descriptions)
    kind = t.kg(merged.kind)
    yield t.Triple(thing, t.A, kind)
    if merged.label:
        yield t.Triple(thing, t.LABEL, t.text(merged.label))
    if merged.kind == "Entity":
        yield from _entity(thing, merged)
    up = t.SUB_CLASS if merged.kind == "Class" else t.SUB_PROPERTY
    for parent in merged.parents:
        yield t.Triple(thing, up, ox.NamedNode(t.KGO + t.safe(parent)))
    if len(merged.parents) > 1:
        yield t.Triple(thing, t.kg("parents"), t.text(" ".join(map(t.safe, merged.parents))))


def _entity(thing: ox.NamedNode, merged: Description) -> Iterator[t.Triple]:
    if merged.type:
        yield t.Triple(thing, t.A, ox.NamedNode(t.KGO + t.safe(merged.type)))
    if not merged.labels:
        yield t.Triple(thing, t.PREF_LABEL, t.text(merged.label))
    for language, name in merged.labels:
        yield t.Triple(thing, t.PREF_LABEL, t.text(name, language=language))
    for language, name in merged.aliases:
        yield t.Triple(thing, t.ALT_LABEL, t.text(name, language=language))
    for same in merged.same_as:
        yield t.Triple(thing, t.EXACT_MATCH, ox.NamedNode(same))
    if merged.known:
        yield t.Triple(thing, t.kg("known"), t.TRUE)


def description(triples: Iterable[t.Triple]) -> Description:
    """A description read back from the triples of its node."""
    found: dict[str, list[t.Term]] = defaultdict(list)
    for triple in triples:
        found[triple.predicate.value.removeprefix(t.KG)].append(triple.object)

    def one(name: str) -> str:
        """The value of a property, "" without one."""
        return found[name][0].value if found[name] else ""

    def pairs(name: str) -> tuple[tuple[str, str], ...]:
        """The literals of a property with their languages, sorted."""
        return tuple(sorted((term.language or "", term.value) for term in found[name] if isinstance(term, ox.Literal)))

    return Description(
        one("describes"),
        t.local(one("kind").removeprefix(t.KG)),
        label=one("label"),
        labels=pairs("name"),
        aliases=pairs("alias"),
        type=t.local(one("class")),
        depth=int(one("depth") or 0),
        same_as=tuple(sorted(term.value for term in found["sameAs"])),
        known=bool(found["known"]),
        parents=tuple(map(t.local, one("parents").split())),
    )


def merge(descriptions: list[tuple[Description, int]]) -> Description:
    """One description of a thing from all that are given of it, each with the number of articles that give it.

    >>> two = Description("e:x", "Entity", label="Huawei Technologies"), Description("e:x", "Entity", label="Huawei")
    >>> merge([(two[0], 1), (two[1], 2)]).label, merge([(two[0], 1), (two[1], 2)]).aliases
    ('Huawei', (('', 'Huawei Technologies'),))
    """
    everyone = [given for given, _ in descriptions]
    voters = [(given, weight) for given, weight in descriptions if given.known] or descriptions
    label = _elect(((given.label, weight) for given, weight in voters), rank=len)
    ballots: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for given, weight in voters:
        for language, name in given.labels:
            # A name of no language is the label's own place.
            if language:
                ballots[language].append((name, weight))
    labels = tuple((language, _elect(ballot, rank=len)) for language, ballot in sorted(ballots.items()))
    names = {pair for given in everyone for pair in (*given.labels, *given.aliases, ("", given.label))}
    depths = {given.type: given.depth for given in sorted(everyone, key=lambda given: given.depth)}
    kind = _elect(((given.kind, weight) for given, weight in voters), rank=len)
    parents = _elect(((given.parents, weight) for given, weight in voters), rank=len)
    return Description(
        everyone[0].thing,
        kind,
        label=label,
        labels=labels,
        aliases=tuple(sorted(names - set(labels) - {("", label), ("", "")})),
        type=_elect(((given.type, weight) for given, weight in voters), rank=lambda name: depths[name]),
        same_as=tuple(sorted({same for given in everyone for same in given.same_as})),
        known=any(given.known for given in everyone),
        parents=parents,
    )


def _elect(ballot: Iterable[tuple[Choice, int]], *, rank: Callable[[Choice], int]) -> Choice:
    votes: Counter[Choice] = Counter()
    for choice, weight in ballot:
        votes[choice] += weight
    return min(votes, key=lambda choice: (-votes[choice], -rank(choice), choice))
