"""The ontology as data: classes, typed relations with their example phrases, known names.

Read from `ontologies/kg.ttl` and `ontologies/entities.ttl` (RDF 1.1 Turtle; OWL 2 and SKOS terms, and the annotation
properties that kg.ttl itself declares). Nothing about a relation or class stands in Python: a new one is a new term
there. See `ontologies/README.md`.

Phrases are those of `kg.phrases`: "{S} (imposes|places) (sanctions|an embargo) on {O}" is four of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from kg.errors import OntologyError
from kg.knownnames import KnownName, known_names, slug
from kg.model import Modality
from kg.phrases import phrases
from kg.turtle import KGO, OWL, RDFS, SKOS, TYPE, Term, by_language, locals_of, of_type, read, shipped, texts

__all__ = ["EntityClass", "KnownName", "Ontology", "RelationType", "fits", "is_a", "labels", "load", "shipped", "slug"]

ENDS = ("subject", "object")
PLACE = "Place"
"""The class whose members may stand for those who govern them."""
LITERAL = "Literal"
"""Stands among the object types of a relation whose object is a value: an amount."""


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class of entities. `parents` are all its ancestors, nearest first. `nouns` are, by language, the common nouns for
    its members; `suffixes` and `prefixes` the words at the end or start of a name that tell the class; `legal_forms`
    those suffixes that may be left off without the name becoming another's ("Inc.", but not "Bank"); `matches` the IRIs of
    classes elsewhere whose members are its own."""

    name: str
    labels: tuple[tuple[str, str], ...]
    parents: tuple[str, ...] = ()
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    suffixes: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    legal_forms: frozenset[str] = frozenset()
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationType:
    """A typed relation. `parents` are all its ancestors, nearest first; `subject_types` and `object_types` the classes of which the ends
    must be members, any one of them; `phrases` pairs of language and phrase, `counter_phrases` such pairs that deny it; `planned_phrases`
    and `possible_phrases` such pairs that leave it open; `role_nouns` by language; `closes` the relations whose facts a fact of this one
    ends; `constructions` the forms of words that express it without a predicate; `answers` the relations it replies to; `judges` those
    whose deeds it is about; `bare_roles` the posts that need no organisation beside them and `construction_nouns` the nouns on which its
    constructions are built, by language; `stored_as` the inverse that its facts are turned into; `speech_act` the end whose saying
    so is the deed; `through_owner` the ends ("subject", "object") that it reaches through what they own; `common_nouns` the ends that a
    common noun may fill; `governed` the ends at which a place stands for those who govern it, and `no_metonym` those at which it never
    stands for its country; `barred` pairs of end and class of which no end may be though the class above it fits; `usual_objects` the
    classes of objects for which it is meant first by a phrase that it shares; `names` the IRIs of known names that it takes as objects
    whatever their class."""

    name: str
    labels: tuple[tuple[str, str], ...]
    parents: tuple[str, ...] = ()
    inverse: str | None = None
    symmetric: bool = False
    subject_types: tuple[str, ...] = ()
    object_types: tuple[str, ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()
    role_nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    closes: tuple[str, ...] = ()
    constructions: frozenset[str] = frozenset()
    through_owner: frozenset[str] = frozenset()
    common_nouns: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    bare_roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    construction_nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stored_as: str | None = None
    speech_act: frozenset[str] = frozenset()
    counter_phrases: tuple[tuple[str, str], ...] = ()
    planned_phrases: tuple[tuple[str, str], ...] = ()
    possible_phrases: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    governed: frozenset[str] = frozenset()
    no_metonym: frozenset[str] = frozenset()
    barred: tuple[tuple[str, str], ...] = ()
    usual_objects: tuple[str, ...] = ()

    @property
    def open_phrases(self) -> dict[tuple[str, str], Modality]:
        """The phrases that leave it open whether it holds, each with what they make of it."""
        planned = dict.fromkeys(self.planned_phrases, Modality.PLANNED)
        return planned | dict.fromkeys(self.possible_phrases, Modality.POSSIBLE)

    @property
    def every_phrase(self) -> tuple[tuple[str, str], ...]:
        """All its phrases, those against it and those that leave it open among them, once each."""
        return tuple(dict.fromkeys((*self.phrases, *self.counter_phrases, *self.planned_phrases, *self.possible_phrases)))

    @property
    def canonical(self) -> str:
        """The relation that its facts are stored under: its own, or the inverse that `kgo:storedAs` names."""
        return self.stored_as or self.name

    def label(self, language: str = "en") -> str:
        """The relation's label in a language, or in English where it has none there."""
        labels = dict(self.labels)
        return labels.get(language, labels["en"])


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """Classes and relations by local name, in order of name; known names in order of IRI. Two are equal when their
    `digest` is: a hash of the files and of the version of the CLDR data."""

    classes: Mapping[str, EntityClass]
    relations: Mapping[str, RelationType]
    names: tuple[KnownName, ...]
    digest: str

    @property
    def ancestors(self) -> dict[str, tuple[str, ...]]:
        """The superclasses of every class by local name, nearest first."""
        return {name: kind.parents for name, kind in self.classes.items()}

    def __eq__(self, other: object) -> bool:
        """True for an ontology of the same content."""
        return isinstance(other, Ontology) and self.digest == other.digest

    def __hash__(self) -> int:
        """The digest's, so that what is computed from an ontology can be cached by it."""
        return hash(self.digest)


def is_a(ontology: Ontology, class_name: str, ancestor: str) -> bool:
    """True where every member of the class is one of the ancestor; a class that is not known is only itself.

    >>> is_a(load(), "Company", "Agent"), is_a(load(), "Company", "Place")
    (True, False)
    """
    if class_name == ancestor:
        return True
    kind = ontology.classes.get(class_name)
    return kind is not None and ancestor in kind.parents


def fits(ontology: Ontology, relation: str, subject_type: str, object_type: str, *, governed: bool = False) -> bool:
    """True where the relation may hold between things of these classes ("Literal" for a value); False for a relation
    that the ontology does not have.

    Args:
        governed: a place may stand for those who govern it, where the relation takes it so.

    >>> fits(load(), "produces", "Company", "Product"), fits(load(), "produces", "Company", "Person")
    (True, False)
    >>> fits(load(), "owns", "Person", "Company"), fits(load(), "owns", "Person", "Person")
    (True, False)
    >>> fits(load(), "leads", "Person", "City"), fits(load(), "leads", "Person", "City", governed=True)
    (False, True)
    """
    term = ontology.relations.get(relation)
    if term is None:
        return False
    subjects, objects = ends_of(term) if governed else (term.subject_types, term.object_types)
    given = ((subject_type, subjects), (object_type, objects))
    taken = all(any(is_a(ontology, kind, wanted) for wanted in types) for kind, types in given)
    return taken and not any(is_a(ontology, subject_type if end == "subject" else object_type, kind) for end, kind in term.barred)


def ends_of(relation: RelationType) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The classes of its subjects and of its objects, with that of the places which stand for those who govern them.

    >>> ends_of(load().relations["leads"])
    (('Person',), ('Agent', 'Place'))
    """
    subjects, objects = ((PLACE,) if end in relation.governed else () for end in ENDS)
    return (*relation.subject_types, *subjects), (*relation.object_types, *objects)


def load(folder: str | Path | None = None) -> Ontology:
    """The ontology of a folder with kg.ttl, entities.ttl and, if there are any, more names in rulers.ttl, or the one that comes with the
    program; read once a process.

    Raises:
        OntologyError: a file that cannot be read or parsed, or a term that is not well formed; the message names both.
    """
    return _load(Path(folder).resolve() if folder is not None else shipped())


def labels(folder: str | Path | None = None) -> Mapping[str, Mapping[str, str]]:
    """The label of each class and relation by local name and language, without the rest of the ontology, which takes longer.

    >>> labels()["sanctions"]["nl"]
    'sanctioneert'
    """
    terms = read((Path(folder).resolve() if folder is not None else shipped()) / "kg.ttl")
    return {iri.removeprefix(KGO): dict(texts(term, RDFS + "label")) for iri, term in sorted(terms.items()) if iri.startswith(KGO)}


@cache
def closing(folder: str | Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """From each relation whose facts end others to the relations whose facts it ends, without the rest of the ontology.

    >>> closing()["dismisses"]
    ('worksFor',)
    """
    terms = read((Path(folder).resolve() if folder is not None else shipped()) / "kg.ttl")
    return {iri.removeprefix(KGO): locals_of(term, KGO + "closes") for iri, term in sorted(terms.items()) if term.get(KGO + "closes")}


@cache
def _load(place: Path) -> Ontology:
    vocabulary, entities = place / "kg.ttl", place / "entities.ttl"
    more = [file for file in [place / "rulers.ttl"] if file.exists()]
    terms, names = read(vocabulary), read(entities, *more)
    classes = _classes(terms, str(vocabulary))
    relations = _relations(terms, classes, str(vocabulary))
    languages = {language for kind in classes.values() for language, _ in kind.labels}
    known = known_names(names, country=terms.get(KGO + "Country", {}), classes=classes, languages=languages, file=str(entities))
    content = sha256(b"\0".join([*(file.read_bytes() for file in (vocabulary, entities, *more)), version("babel").encode()]))
    return Ontology(MappingProxyType(classes), MappingProxyType(relations), known, content.hexdigest()[:16])


def _labels(iri: str, term: Term, file: str) -> tuple[tuple[str, str], ...]:
    labels = tuple(sorted(texts(term, RDFS + "label")))
    languages = [language for language, _ in labels]
    if "en" not in languages or len(set(languages)) < len(languages):
        raise OntologyError(
            f"{file}: {iri} has labels in {', '.join(languages) or 'no language'}; give it one rdfs:label a language, English among them."
        )
    return labels


def _ancestors(name: str, parents: Mapping[str, tuple[str, ...]], kind: str, file: str) -> tuple[str, ...]:
    """All ancestors, nearest first."""
    found: list[str] = []
    ring = list(parents[name])
    while ring:
        for parent in ring:
            if parent not in parents:
                raise OntologyError(
                    f"{file}: kgo:{name} has the parent {parent}, which is no {kind} of this file; declare it or name another."
                )
            if parent == name:
                raise OntologyError(f"{file}: kgo:{name} is its own ancestor; take one of the parents on the way out.")
        found.extend(parent for parent in dict.fromkeys(ring) if parent not in found)
        ring = [above for parent in ring for above in parents[parent] if above not in found]
    return tuple(found)


def _classes(terms: Mapping[str, Term], file: str) -> dict[str, EntityClass]:
    declared = {iri.removeprefix(KGO): (iri, term) for iri, term in of_type(terms, OWL + "Class")}
    parents = {name: locals_of(term, RDFS + "subClassOf") for name, (_, term) in declared.items()}
    found: dict[str, EntityClass] = {}
    for name, (iri, term) in declared.items():
        legal = frozenset(text for _, text in texts(term, KGO + "legalForm"))
        found[name] = EntityClass(
            name,
            _labels(iri, term, file),
            _ancestors(name, parents, "class", file),
            by_language(term, KGO + "noun"),
            frozenset(text for _, text in texts(term, KGO + "suffix")) | legal,
            frozenset(text for _, text in texts(term, KGO + "prefix")),
            legal,
            tuple(sorted(match for name in ("closeMatch", "narrowMatch") for match in locals_of(term, SKOS + name))),
        )
    return found


def _relations(terms: Mapping[str, Term], classes: Mapping[str, EntityClass], file: str) -> dict[str, RelationType]:
    declared = {iri.removeprefix(KGO): (iri, term) for iri, term in of_type(terms, OWL + "ObjectProperty", OWL + "DatatypeProperty")}
    parents = {name: locals_of(term, RDFS + "subPropertyOf") for name, (_, term) in declared.items()}
    inverses = _inverses(declared, file)
    found: dict[str, RelationType] = {}
    for name, (iri, term) in declared.items():
        found[name] = RelationType(
            name,
            _labels(iri, term, file),
            _ancestors(name, parents, "relation", file),
            inverses.get(name),
            (None, OWL + "SymmetricProperty") in term[TYPE],
            _ends(iri, term, "subjectType", {*classes}, file),
            objects := _ends(iri, term, "objectType", {*classes, LITERAL}, file),
            phrases(iri, term, "phrase", value=objects == (LITERAL,), file=file),
            by_language(term, KGO + "roleNoun"),
            _closed(iri, term, parents, file),
            frozenset(text for _, text in texts(term, KGO + "construction")),
            frozenset(text for _, text in texts(term, KGO + "throughOwner")),
            frozenset(text for _, text in texts(term, KGO + "commonNoun")),
            locals_of(term, KGO + "answers"),
            locals_of(term, KGO + "judges"),
            by_language(term, KGO + "bareRole"),
            by_language(term, KGO + "constructionNoun"),
            next(iter(locals_of(term, KGO + "storedAs")), None),
            frozenset(text for _, text in texts(term, KGO + "speechAct")),
            phrases(iri, term, "counterPhrase", value=objects == (LITERAL,), file=file),
            phrases(iri, term, "plannedPhrase", value=objects == (LITERAL,), file=file),
            phrases(iri, term, "possiblePhrase", value=objects == (LITERAL,), file=file),
            locals_of(term, KGO + "takesName"),
            frozenset(text for _, text in texts(term, KGO + "governedPlace")),
            frozenset(text for _, text in texts(term, KGO + "noMetonym")),
            tuple((end, kind) for end in ENDS for kind in locals_of(term, f"{KGO}{end}Barred")),
            locals_of(term, KGO + "usualObject"),
        )
    return found


def _inverses(declared: Mapping[str, tuple[str, Term]], file: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, (iri, term) in declared.items():
        for other in locals_of(term, OWL + "inverseOf"):
            if other not in declared or found.get(name, other) != other or found.get(other, name) != name:
                raise OntologyError(f"{file}: {iri} has the inverse {other}; name one relation of this file that has no other inverse.")
            found[name], found[other] = other, name
    return found


def _ends(iri: str, term: Term, relation: str, allowed: set[str], file: str) -> tuple[str, ...]:
    types = locals_of(term, KGO + relation)
    if not types or not set(types) <= allowed:
        raise OntologyError(f"{file}: {iri} has kgo:{relation} {', '.join(types) or 'none'}; name one or more classes of this file.")
    return types


def _closed(iri: str, term: Term, relations: Iterable[str], file: str) -> tuple[str, ...]:
    closed = locals_of(term, KGO + "closes")
    unknown = sorted(set(closed) - set(relations))
    if unknown:
        raise OntologyError(f"{file}: {iri} closes {', '.join(unknown)}, which is no relation of this file; declare it or name another.")
    return closed
