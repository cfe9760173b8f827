"""What one article's reading gives, as triples.

Two kinds of nodes come out. An article *owns* its own node, its sentences, its evidence and its rejections: each names
the article with `kg:inArticle`, and they go when the article goes. It *shares* facts, descriptions and runs: their IRI
is a hash of their content, so every article that needs one writes the very same triples, and they go when the last
article that points at them goes.

A description is what a reading says of an entity, a relation or a class (its names, its type, its ancestors). All
readings that say the same share one, so an entity that ten thousand articles name costs one description and ten
thousand links. What the graph says of the entity itself is derived from them in `kg.rdf.describe`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

import pyoxigraph as ox

from kg.model import Article, Entity, Evidence, Fact, Literal, Reading, Rejection, Relation, Sentence
from kg.rdf import terms as t
from kg.rdf.bases import rebased

Node: TypeAlias = tuple[ox.NamedNode, list[t.Triple]]
"""A node and all that is said of it."""

CONTEXT = 32
"""Characters of text kept before and after a sentence, so that it is found again in a text that has shifted."""


@dataclass(frozen=True, slots=True)
class Run:
    """Who read the article: the software, its pipelines (name and version) and the digest of the ontology. No clock.

    `ancestors` gives the superclasses of each class by local name, nearest first; the digest stands for it in the id.
    """

    software: str = "kg"
    version: str = ""
    pipelines: tuple[tuple[str, str], ...] = ()
    ontology: str = ""
    ancestors: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    @property
    def id(self) -> str:
        """A hash of everything that makes two runs of the same article differ."""
        return t.digest(self.software, self.version, *(part for pair in sorted(self.pipelines) for part in pair), self.ontology)


@dataclass(frozen=True, slots=True)
class Description:
    """What readings say of one thing: `kind` is "Entity", "TypedRelation", "OpenRelation" or "Class".

    `type` is the local name of an entity's class and `depth` the number of its superclasses; `parents` are the local
    names of a relation's or a class's ancestors, nearest first.
    """

    thing: str
    kind: str
    label: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    type: str = ""
    depth: int = 0
    same_as: tuple[str, ...] = ()
    known: bool = False
    parents: tuple[str, ...] = ()


def quads(reading: Reading, run: Run, *, base: str = t.BASE) -> list[t.Triple]:
    """Everything that the reading of one article says, without duplicates, the digest of it all last.

    The IRIs that are made for it stand under `base`.

    Raises:
        StoreError: an entity's id is no IRI, or a label's language no language tag.
    """
    reading = rebased(reading, base)
    article = t.article_iri(reading.article.id, base=base)
    owned = [*_article(article, reading.article, ox.NamedNode(f"{base}run/{run.id}"))]
    sentences = {evidence.sentence: None for fact in reading.facts for evidence in fact.evidence}
    sentences.update((rejection.claim.sentence, None) for rejection in reading.rejections)
    owned += dict.fromkeys(triple for sentence in sentences for triple in _sentence(sentence, reading.article, article))
    found: dict[ox.NamedNode, list[t.Triple]] = {}
    for description in _descriptions(reading.facts, run.ancestors, base):
        node, triples = _described(description, base)
        if node not in found:
            owned.append(t.Triple(article, t.GIVES, node))
            found[node] = triples
    found.update(_evidence(fact, evidence, article, run, base) for fact in reading.facts for evidence in fact.evidence)
    found.update(_rejection(rejection, article, base) for rejection in reading.rejections)
    # The IRIs of evidence, rejections and descriptions are hashes of all that stands there.
    content = t.digest(*sorted(map(str, owned)), *sorted(node.value for node in found))
    for fact in reading.facts:
        found[_fact_iri(fact, base)] = list(_fact(fact, base))
    return [*owned, *dict.fromkeys(_run(run, base)), *chain.from_iterable(found.values()), t.Triple(article, t.DIGEST, ox.Literal(content))]


def _node(node: ox.NamedNode, *pairs: tuple[ox.NamedNode, t.Term | None]) -> Iterator[t.Triple]:
    return (t.Triple(node, predicate, value) for predicate, value in pairs if value is not None)


def _text(value: str | None) -> ox.Literal | None:
    return None if value is None else t.text(value)


def _fact_iri(fact: Fact, base: str) -> ox.NamedNode:
    return ox.NamedNode(f"{base}fact/{fact.id}")


def _article(node: ox.NamedNode, article: Article, run: ox.NamedNode) -> Iterator[t.Triple]:
    return _node(
        node,
        (t.A, t.word(t.SCHEMA, "NewsArticle")),
        (t.word(t.DCTERMS, "identifier"), t.text(article.id)),
        (t.word(t.DCTERMS, "title"), _text(article.title)),
        (t.word(t.SCHEMA, "url"), None if article.url is None else _url(article.url)),
        (t.word(t.DCTERMS, "issued"), None if article.published is None else t.time(article.published)),
        (t.word(t.DCTERMS, "publisher"), _text(article.source)),
        (t.word(t.DCTERMS, "language"), t.text(article.language)),
        (t.READ_BY, run),
    )


def _url(url: str) -> t.Term:
    # Only an address of the web may become a link; "javascript:..." stays a string.
    if url.startswith(("https://", "http://")):
        try:
            return ox.NamedNode(url)
        except ValueError:
            return t.text(url)
    return t.text(url)


def _run(run: Run, base: str) -> Iterator[t.Triple]:
    """The run and its tools, in PROV-O: an activity, the agent that did it, and what it used."""
    activity = ox.NamedNode(f"{base}run/{run.id}")
    tools = [
        (t.AGENT, "SoftwareAgent", "software", run.software, run.version),
        *((t.USED, "Entity", "pipeline", name, version) for name, version in run.pipelines),
        *([(t.USED, "Entity", "ontology", "ontology", run.ontology)] if run.ontology else []),
    ]
    yield t.Triple(activity, t.A, t.word(t.PROV, "Activity"))
    for link, kind, part, name, version in tools:
        tool = ox.NamedNode(f"{base}tool/" + t.safe("-".join(filter(None, (part, name if name != part else "", version)))))
        yield t.Triple(activity, link, tool)
        yield from _node(
            tool,
            (t.A, t.word(t.PROV, kind)),
            (t.LABEL, t.text(name)),
            (t.word(t.SCHEMA, "version"), t.text(version) if version else None),
        )


def _sentence(sentence: Sentence, article: Article, owner: ox.NamedNode) -> Iterator[t.Triple]:
    node = ox.NamedNode(f"{owner.value}#char={sentence.start},{sentence.end}")
    quotation = ox.NamedNode(f"{owner.value}#quote={sentence.start},{sentence.end}")
    yield from _node(
        node,
        (t.A, t.kg("Sentence")),
        (t.IN_ARTICLE, owner),
        (t.kg("text"), t.text(sentence.text)),
        (t.word(t.OA, "hasSelector"), quotation),
    )
    yield from _node(
        quotation,
        (t.A, t.word(t.OA, "TextQuoteSelector")),
        (t.IN_ARTICLE, owner),
        (t.word(t.OA, "exact"), t.text(sentence.text)),
        (t.word(t.OA, "prefix"), t.text(article.text[max(0, sentence.start - CONTEXT) : sentence.start])),
        (t.word(t.OA, "suffix"), t.text(article.text[sentence.end : sentence.end + CONTEXT])),
    )


def _fact(fact: Fact, base: str) -> Iterator[t.Triple]:
    entity = isinstance(fact.object, Entity)
    return _node(
        _fact_iri(fact, base),
        (t.A, t.kg("Fact")),
        (t.SUBJECT, t.iri(fact.subject.id)),
        (t.PREDICATE, t.relation_iri(fact.relation.id, typed=fact.relation.typed, base=base)),
        (t.OBJECT, t.iri(fact.object.id) if isinstance(fact.object, Entity) else None),
        # The value as the text has it: a store writes "007"^^xsd:integer as 7.
        (t.kg("value"), None if entity else t.text(fact.object.label)),
    )


def _evidence(fact: Fact, evidence: Evidence, article: ox.NamedNode, run: Run, base: str) -> Node:
    sentence = t.sentence_iri(evidence.article, evidence.sentence.start, evidence.sentence.end, base=base)
    datatype = fact.object.datatype if isinstance(fact.object, Literal) else None
    content = list(
        _node(
            article,
            (t.OF_FACT, _fact_iri(fact, base)),
            (t.kg("sentence"), sentence),
            (t.kg("subjectSpan"), ox.Literal(f"{evidence.subject.start},{evidence.subject.end}")),
            (t.kg("relationSpan"), ox.Literal(f"{evidence.relation.start},{evidence.relation.end}")),
            (t.kg("objectSpan"), ox.Literal(f"{evidence.object.start},{evidence.object.end}")),
            (t.kg("rule"), t.text(evidence.rule)),
            (t.kg("polarity"), t.kg(evidence.polarity.value)),
            (t.kg("modality"), t.kg(evidence.modality.value)),
            (t.kg("confidence"), t.decimal(evidence.confidence)),
            (t.kg("attributedTo"), None if evidence.attribution is None else t.iri(evidence.attribution.id)),
            (t.kg("attributionText"), _text(evidence.attribution_text)),
            (t.kg("time"), None if evidence.time is None else t.time(evidence.time)),
            (t.kg("amount"), _text(evidence.amount)),
            (t.kg("role"), _text(evidence.role)),
            (t.kg("datatype"), None if datatype is None else t.iri(datatype)),
        )
    )
    node = ox.NamedNode(f"{base}evidence/" + t.digest(*map(str, content)))
    about = _node(node, (t.A, t.kg("Evidence")), (t.IN_ARTICLE, article), (t.GENERATED_BY, ox.NamedNode(f"{base}run/{run.id}")))
    return node, [*(t.Triple(node, predicate, value) for _, predicate, value in content), *about]


def _rejection(rejection: Rejection, article: ox.NamedNode, base: str) -> Node:
    claim = rejection.claim
    content = list(
        _node(
            article,
            (t.kg("reason"), t.text(rejection.reason)),
            (t.kg("sentence"), t.sentence_iri(claim.article, claim.sentence.start, claim.sentence.end, base=base)),
            (t.kg("subjectText"), t.text(claim.subject.name)),
            (t.kg("relationText"), t.text(claim.relation)),
            (t.kg("objectText"), t.text(claim.object.name)),
            (t.kg("subjectSpan"), ox.Literal(f"{claim.subject.start},{claim.subject.end}")),
            (t.kg("relationSpan"), ox.Literal(f"{claim.relation_span.start},{claim.relation_span.end}")),
            (t.kg("objectSpan"), ox.Literal(f"{claim.object.start},{claim.object.end}")),
            (t.kg("rule"), t.text(claim.rule)),
        )
    )
    node = ox.NamedNode(f"{base}rejection/" + t.digest(*map(str, content)))
    about = _node(node, (t.A, t.kg("Rejection")), (t.IN_ARTICLE, article))
    return node, [*(t.Triple(node, predicate, value) for _, predicate, value in content), *about]


def _descriptions(facts: Iterable[Fact], ancestors: Mapping[str, tuple[str, ...]], base: str) -> dict[Description, None]:
    found: dict[Description, None] = {}
    for fact in facts:
        found[_of_relation(fact.relation, base)] = None
        things = [fact.subject, fact.object, *(evidence.attribution for evidence in fact.evidence)]
        for entity in things:
            if isinstance(entity, Entity):
                found[_of_entity(entity, len(ancestors.get(entity.type, ())))] = None
                if entity.type in ancestors:
                    found[Description(t.KGO + t.safe(entity.type), "Class", parents=tuple(ancestors[entity.type]))] = None
    return found


def _of_relation(relation: Relation, base: str) -> Description:
    node = t.relation_iri(relation.id, typed=relation.typed, base=base).value
    return Description(node, "TypedRelation" if relation.typed else "OpenRelation", label=relation.label, parents=relation.parents)


@lru_cache(maxsize=8192)
def _of_entity(entity: Entity, depth: int) -> Description:
    return Description(
        entity.id,
        "Entity",
        label=entity.label,
        labels=tuple(sorted(set(entity.labels))),
        aliases=tuple(sorted(set(entity.aliases))),
        type=entity.type,
        depth=depth,
        same_as=tuple(sorted(set(entity.same_as))),
        known=entity.known,
    )


@lru_cache(maxsize=8192)
def _described(description: Description, base: str) -> Node:
    """The node of a description, whose IRI is a hash of its content; most articles name what others have named."""
    content = _description(description)
    node = ox.NamedNode(f"{base}description/" + t.digest(*sorted(f"{predicate} {value}" for predicate, value in content)))
    return node, list(dict.fromkeys(_node(node, *content)))


def _description(description: Description) -> list[tuple[ox.NamedNode, t.Term | None]]:
    return [
        (t.A, t.kg("Description")),
        (t.DESCRIBES, t.iri(description.thing)),
        (t.kg("kind"), t.kg(description.kind)),
        (t.kg("label"), t.text(description.label) if description.label else None),
        *((t.kg("name"), t.text(name, language=language)) for language, name in description.labels),
        *((t.kg("alias"), t.text(name, language=language)) for language, name in description.aliases),
        (t.kg("class"), ox.NamedNode(t.KGO + t.safe(description.type)) if description.type else None),
        (t.kg("depth"), ox.Literal(description.depth) if description.depth else None),
        *((t.kg("sameAs"), t.iri(same)) for same in description.same_as),
        (t.kg("known"), t.TRUE if description.known else None),
        (t.kg("parents"), t.text(" ".join(map(t.safe, description.parents))) if description.parents else None),
    ]
