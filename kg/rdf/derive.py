"""All derived triples of a graph at once, by a few passes over it: for one that was loaded or merged as a whole.

`kg.rdf.describe` derives what one write touches; here its rules are applied to everything.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.model import LIKELY
from kg.rdf import terms as t
from kg.rdf.describe import derived


def everything(source: t.Triples) -> Iterator[t.Triple]:
    """Every derived triple of what the articles in a store say, no matter whether it stands there already; none twice."""
    values = {triple.subject for triple in source.triples(None, t.kg("value"))}
    yield from derived(source, values, {triple.object for triple in source.triples(None, t.DESCRIBES)})
    plain = _plain(source) - values
    predicates = {fact: relation for fact, _, relation in source.triples(None, t.PREDICATE) if fact in plain}
    objects = {fact: target for fact, _, target in source.triples(None, t.OBJECT) if fact in plain}
    for fact, _, subject in source.triples(None, t.SUBJECT):
        relation = predicates.get(fact)
        if isinstance(subject, ox.NamedNode) and isinstance(relation, ox.NamedNode):
            yield t.Triple(subject, relation, objects[fact])


def _plain(source: t.Triples) -> set[t.Term]:
    """The facts that some evidence affirms and asserts in the outlet's own voice, in so many words (`kg.model.Evidence.plain`)."""
    voiced = {triple.subject for triple in source.triples(None, t.kg("polarity"), t.kg("affirmed"))}
    voiced &= {triple.subject for triple in source.triples(None, t.kg("modality"), t.kg("asserted"))}
    for name in ("attributedTo", "attributionText"):
        voiced.difference_update(triple.subject for triple in source.triples(None, t.kg(name)))
    voiced.difference_update(triple.subject for triple in source.triples(None, t.kg("rule")) if triple.object.value.startswith(LIKELY))
    return {fact for evidence, _, fact in source.triples(None, t.OF_FACT) if evidence in voiced}
