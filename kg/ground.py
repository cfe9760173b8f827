"""Claim -> Fact, typed by the ontology or open, or Rejection with its reason.

A claim's candidate relations are tried in their order; the first whose subject and object classes fit is taken. Where none fits,
a relation takes the names that the ontology lists for it ("uses WhatsApp"), and a name that no ontology knows takes the class
that the first relation asks for: what a tagger took for a place and the text sues is an organisation. A name that is known, or
whose own words tell its class, is never bent, so that "relies on Panasonic" is no product; a place stands for those who govern it
where the relation takes it so ("the governor of Texas"). The inverse of a relation is stored in
its canonical direction, the ends of a symmetric one are ordered by IRI, so the same fact is the same triple however it was
worded.
"""

from __future__ import annotations

from functools import cache

from kg.link import UNTYPED, Namer, key
from kg.model import UNLIKELY, Claim, Entity, Evidence, Fact, Literal, Mention, Rejection, Relation, Span, replace
from kg.ontology import PLACE, Ontology, RelationType, fits, is_a, slug

STEPS = ("classes", "names", "bent", "governed")
"""How the ends of a claim are fitted to a relation: by their classes, by the names that it takes as well, by what it asks of new ones, and
by those for whom a place stands."""
GUESSED = frozenset({"Person", "Place", "Organization", "Product"})
"""Classes that a new name gets from the tagger alone."""


def ground(claim: Claim, linker: Namer) -> Fact | Rejection:
    """The fact that a claim states, or why there is none.

    Args:
        claim: from `extract.claims`.
        linker: turns its mentions into entities; its ontology types them.
    """
    subject = linker.named(claim.subject)
    target = _target(claim.object, linker)
    if isinstance(target, Entity) and subject.id == target.id:
        return Rejection(claim, "subject and object are the same")
    if not claim.candidates:
        return _open(claim, subject, target)
    if claim.confidence < UNLIKELY:
        return Rejection(claim, f"{claim.candidates[0]} is unlikely here ({claim.confidence})")
    ontology = linker.ontology
    usual = target.type if isinstance(target, Entity) else ""
    names = sorted(claim.candidates, key=lambda name: usual not in ontology.relations[name].usual_objects)
    for step in STEPS:
        for name in names:
            ends = _typed_ends(linker, name, claim, subject, target, step)
            if ends:
                return _fact(claim, *ends, ontology.relations[name], ontology)
    return Rejection(claim, _misfit(ontology, claim, subject, target))


def _target(mention: Mention, linker: Namer) -> Entity | Literal:
    return Literal(mention.name) if mention.kind == "literal" else linker.named(mention)


def _open(claim: Claim, subject: Entity, target: Entity | Literal) -> Fact | Rejection:
    if isinstance(target, Literal):
        return Rejection(claim, "an open relation needs two entities")
    return Fact(subject, Relation(slug(claim.relation), claim.relation, typed=False), target, (_evidence(claim),))


def _typed_ends(
    linker: Namer, name: str, claim: Claim, subject: Entity, target: Entity | Literal, step: str
) -> tuple[Entity, Entity | Literal] | None:
    """Both ends with their classes, when they fit the relation at this step."""
    ontology, relation, bent = linker.ontology, linker.ontology.relations[name], step == "bent"
    first = _adapted(linker, subject, claim.subject, relation.subject_types, bent=bent)
    if isinstance(target, Literal):
        return (first, target) if fits(ontology, name, first.type, "Literal") else None
    led = target.known and "object" in relation.no_metonym and is_a(ontology, target.type, PLACE)  # "Mayor of London" leads no kingdom
    second = target if led else _adapted(linker, target, claim.object, relation.object_types, bent=bent)
    if step == "names" and target.id in relation.names and any(is_a(ontology, first.type, kind) for kind in relation.subject_types):
        return (first, target) if first.id != target.id else None
    governed = led or step == "governed"
    return (first, second) if fits(ontology, name, first.type, second.type, governed=governed) and first.id != second.id else None


def _adapted(linker: Namer, entity: Entity, mention: Mention, wanted: tuple[str, ...], *, bent: bool) -> Entity:
    """A name with several senses takes the one that fits ("Washington" imposes sanctions: the country); a new name takes
    the most specific of its own votes that fits, or, without any, the class that the relation asks for."""
    ontology = linker.ontology
    if not wanted or any(is_a(ontology, entity.type, kind) for kind in wanted):
        return entity
    other = linker.named(replace(mention, types=wanted))
    if entity.known:
        return other if other.known else entity
    own = [kind for kind in mention.types if any(is_a(ontology, kind, end) for end in wanted)]
    if own:
        return replace(entity, type=own[0])
    below = [kind for kind in wanted if is_a(ontology, kind, entity.type)]
    if below or not mention.types:
        return replace(entity, type=(below or list(wanted))[0])
    usual = (kind for kind in (UNTYPED, *wanted) if kind in ontology.classes)
    asked = next((kind for kind in usual if any(is_a(ontology, kind, end) for end in wanted)), None)
    return replace(entity, type=asked) if bent and asked and mention.kind == "name" and _is_guess(entity, ontology) else entity


def _is_guess(entity: Entity, ontology: Ontology) -> bool:
    """True for a class that only a tagger gives, unless the words of the name tell it, or it is a person with two names."""
    sure = entity.type == "Person" and " " in entity.label
    return entity.type in GUESSED and not sure and not _tells(entity.label, ontology)


def _tells(name: str, ontology: Ontology) -> bool:
    """True where the words of a name tell its class: "Umbra Holdings N.V.", "Ministry of Trade"."""
    words = key(name).split()
    affixes = _affixes(ontology)
    return any(" ".join(words[:cut]) in affixes or " ".join(words[cut:]) in affixes for cut in range(1, len(words)))


@cache
def _affixes(ontology: Ontology) -> frozenset[str]:
    return frozenset(key(affix) for kind in ontology.classes.values() for affix in kind.suffixes | kind.prefixes)


def _misfit(ontology: Ontology, claim: Claim, subject: Entity, target: Entity | Literal) -> str:
    name = claim.candidates[0]
    relation = ontology.relations[name]
    kind = target.type if isinstance(target, Entity) else "Literal"
    able = any(is_a(ontology, subject.type, wanted) for wanted in relation.subject_types)
    if not able or any(is_a(ontology, subject.type, kind) for end, kind in relation.barred if end == "subject"):
        return f"{name} takes no {subject.type} as subject"
    return f"{name} takes no {kind} as object"


def _fact(claim: Claim, subject: Entity, target: Entity | Literal, relation: RelationType, ontology: Ontology) -> Fact:
    """The fact in its canonical direction: an inverse is turned round, the ends of a symmetric relation stand by IRI."""
    evidence = _evidence(claim)
    canonical = ontology.relations[relation.canonical]
    named = Relation(canonical.name, canonical.label(), typed=True, parents=canonical.parents)
    turned = canonical.name != relation.name or (relation.symmetric and isinstance(target, Entity) and target.id < subject.id)
    if turned and isinstance(target, Entity):
        return Fact(target, named, subject, (replace(evidence, subject=evidence.object, object=evidence.subject),))
    return Fact(subject, named, target, (evidence,))


def _evidence(claim: Claim) -> Evidence:
    return Evidence(
        claim.article, claim.sentence, _span(claim.subject), claim.relation_span, _span(claim.object), claim.rule,
        claim.polarity, claim.modality, None, claim.attribution_text, claim.time, claim.amount, claim.role, claim.confidence,
    )  # fmt: skip


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)


def attributed(fact: Fact, claim: Claim, linker: Namer) -> Fact:
    """The fact with the speaker of its claim as an entity."""
    if claim.attribution is None:
        return fact
    speaker = linker.named(claim.attribution)
    return replace(fact, evidence=tuple(replace(piece, attribution=speaker) for piece in fact.evidence))
