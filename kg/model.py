"""The types that the eight steps hand to each other.

    read      source   -> Article
    annotate  Article  -> parse.Doc
    extract   Doc      -> Claim
    link      Mention  -> Entity
    ground    Claim    -> Fact or Rejection
    store     Reading  -> quads

Everything here is frozen, holds text and character offsets only (never tokens), and imports nothing of ours.
Offsets are half-open ranges of characters of `Article.text`, so `article.text[start:end]` is the words themselves.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
"""Signs of currencies that are written before the amount without a space; other currencies keep their ISO 4217 code."""


LIKELY = "likely: "
"""How the rule of a claim begins that no frame says, but that the words and parties of its sentence make likely."""
UNLIKELY = 0.16
"""The confidence below which a claim is not believed: it is kept as a rejection, and is no fact."""


_COPIES: dict[type, Callable[..., Any]] = {}
"""What copies a value, by its class."""

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:

    def replace(value, /, **changes):
        """The value with other values for some of its fields, as `dataclasses.replace` gives it, in a fifth of the time.

        >>> replace(Span(3, 8), end=9)
        Span(start=3, end=9)
        """
        return _COPIES.get(type(value), dataclasses.replace)(value, **changes)


def _filled(kind: type[T]) -> type[T]:
    """The frozen class with an `__init__` that fills its slots at once; the one that `dataclass` writes goes through
    `object.__setattr__`, which takes three times as long, and several are made for every sentence. Copies are made likewise."""
    own = fields(kind)  # type: ignore[arg-type]  # a dataclass
    scope: dict[str, Any] = {f"fill_{one.name}": kind.__dict__[one.name].__set__ for one in own}
    scope |= {f"usual_{one.name}": one.default for one in own if one.default is not MISSING}
    given = ", ".join(f"{one.name}=usual_{one.name}" if f"usual_{one.name}" in scope else one.name for one in own)
    exec(f"def __init__(self, {given}):\n" + "".join(f"    fill_{one.name}(self, {one.name})\n" for one in own), scope)
    made = scope["__init__"]
    made.__annotations__, made.__qualname__ = kind.__init__.__annotations__, kind.__init__.__qualname__
    kind.__init__ = made  # type: ignore[method-assign]
    scope |= {"_kind": kind, "_new": object.__new__, "_same": object()}
    options = ", ".join(f"{one.name}=_same" for one in own)
    taken = "".join(f"    fill_{one.name}(_made, self.{one.name} if {one.name} is _same else {one.name})\n" for one in own)
    exec(f"def copy(self, /, *, {options}):\n    _made = _new(_kind)\n{taken}    return _made", scope)
    _COPIES[kind] = scope["copy"]
    return kind


class Polarity(StrEnum):
    """Whether the text says that it is so."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How the text says it: as a fact, as hearsay, as a possibility, as a plan."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    POSSIBLE = "possible"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: its text, exactly as all offsets count it, and where it comes from."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None  # ISO 8601 date, "2020-09-12"
    source: str | None = None  # the outlet's name
    language: str = "en"  # BCP 47, "en" or "nl"


@_filled
@dataclass(frozen=True, slots=True)
class Span:
    """A range of characters of an article's text."""

    start: int
    end: int


@_filled
@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: its range and its words."""

    start: int
    end: int
    text: str


@_filled
@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that stand for something.

    `kind` is "name", "nominal" ("the company", "5G equipment"), "pronoun" or "literal" (an amount).
    `name` is what the words stand for, after coreference: the antecedent's name for a pronoun or a description, the
    words themselves (without article or possessive) for a name. `types` are the classes that the context speaks for,
    best first. `adjectival` marks a nationality or other adjective that names a place ("Chinese").
    """

    text: str
    start: int
    end: int
    kind: str
    name: str
    language: str
    types: tuple[str, ...] = ()
    adjectival: bool = False


@_filled
@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says, before it is known which entities and which relation it is about.

    `relation` is the predicate in lemmas ("impose sanction on"); `candidates` are the typed relations that its frame
    matched, best first, empty for an open relation.
    """

    article: str
    sentence: Sentence
    subject: Mention
    relation: str
    relation_span: Span
    object: Mention
    candidates: tuple[str, ...]
    rule: str
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    attribution: Mention | None = None
    attribution_text: str | None = None
    time: str | None = None  # ISO 8601 / EDTF: "2020", "2020-05", "2020-05-18", "2012/.."
    amount: str | None = None
    role: str | None = None
    confidence: float = 0.5


@_filled
@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world. `label` is its preferred name in English (or its own name); `labels` and `aliases` are
    pairs of language and name, language "" where a name belongs to none. `known` tells a name of the ontology from one
    that only the articles gave."""

    id: str  # IRI
    label: str
    type: str  # local name of the class
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    same_as: tuple[str, ...] = ()  # IRIs of the same thing elsewhere (Wikidata)
    known: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the entity but its label, without languages, sorted.

        >>> Entity("e:us", "United States", "Country", (("nl", "Verenigde Staten"),), (("en", "U.S."),)).names
        ('U.S.', 'Verenigde Staten')
        """
        return tuple(sorted({name for _, name in (*self.labels, *self.aliases)} - {self.label}))


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is no entity: an amount of money or a quantity. `datatype` is the IRI of its type, or None."""

    value: str
    datatype: str | None = None

    @property
    def label(self) -> str:
        """The value as a reader sees it; an amount of money in millions or billions, as news writes it.

        >>> Literal("750000000 USD").label, Literal("3.5").label
        ('$750 million', '3.5')
        """
        number, _, currency = self.value.partition(" ")
        if not (number.replace(".", "", 1).isdigit() and len(currency) == 3 and currency.isupper()):
            return self.value
        amount, scale = Decimal(number), ""
        for name, power in (("trillion", 12), ("billion", 9), ("million", 6)):
            if amount >= 10**power:
                amount, scale = amount.scaleb(-power).normalize(), f" {name}"
                break
        return f"{SYMBOLS.get(currency, currency + ' ')}{amount:,f}{scale}"


@_filled
@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a fact: typed (a property of the ontology, `id` its local name) or open (`id` made of lemmas)."""

    id: str
    label: str
    typed: bool
    parents: tuple[str, ...] = ()  # local names of all ancestors, nearest first


@_filled
@dataclass(frozen=True, slots=True)
class Evidence:
    """One mention of a fact in a sentence, with everything that the sentence says about its status."""

    article: str
    sentence: Sentence
    subject: Span
    relation: Span
    object: Span
    rule: str
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    attribution: Entity | None = None
    attribution_text: str | None = None
    time: str | None = None
    amount: str | None = None
    role: str | None = None
    confidence: float = 0.5

    @property
    def plain(self) -> bool:
        """True where the outlet itself says, as a fact, that it is so, and in words of which a frame makes it."""
        said_by_outlet = self.attribution is None and self.attribution_text is None and not self.likely
        return self.polarity is Polarity.AFFIRMED and self.modality is Modality.ASSERTED and said_by_outlet

    @property
    def likely(self) -> bool:
        """True where no frame says it: the words and parties of the sentence make it likely."""
        return self.rule.startswith(LIKELY)


@dataclass(frozen=True, slots=True)
class End:
    """That a fact is over: when, as precisely as it is told, and the id and the relation's label of the fact that ended it."""

    time: str | None
    deed: str
    label: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """That two voices tell differently what there is one of: the `kind` ("amount", "time", "value"), what the fact's own sentences say,
    what is said against it, and the id of the fact that says so, which for a deed told in two ways is the fact itself."""

    kind: str
    one: str
    other: str
    fact: str

    @property
    def labels(self) -> tuple[str, str]:
        """What either says, as a reader sees it.

        >>> Disagreement("amount", "32000000000 USD", "40000000000 USD", "f").labels
        ('$32 billion', '$40 billion')
        """
        return (Literal(self.one).label, Literal(self.other).label) if self.kind == "amount" else (self.one, self.other)


@_filled
@dataclass(frozen=True, slots=True)
class Fact:
    """Subject, relation, object, and every piece of evidence for it; at least one.

    `ended` and `against` are derived, also from other facts, where the fact is read from a graph; they are no part of what makes two
    facts the same.
    """

    subject: Entity
    relation: Relation
    object: Entity | Literal
    evidence: tuple[Evidence, ...] = field(default=())
    ended: End | None = field(default=None, compare=False)
    against: tuple[Disagreement, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """A hash of subject, relation and object: the same fact has the same id in every graph."""
        relation = self.relation.id if self.relation.typed else f"~{self.relation.id}"  # no open relation is taken for a typed one
        # A store keeps the label of a value, and what is read back from it is the same fact.
        target = (self.object.id,) if isinstance(self.object, Entity) else (self.object.label, self.object.datatype or "")
        ends = (self.subject.id, relation, *target)
        return sha256("\x1f".join(ends).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that did not become a fact, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class OpenRelation:
    """What a sentence says in its own words, as open information extraction prints it; nothing is resolved or typed.

    `number` counts sentences from 1; `place` are the characters of the text from the first to the last word of all parts.
    """

    number: int
    sentence: str
    subject: str
    relation: str
    objects: tuple[str, ...]
    confidence: float
    place: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that reading one article gave: what one atomic write stores and one removal takes back.

    `claims` are what the facts and rejections were made of, kept so that names can be linked anew without reading.
    """

    article: Article
    facts: tuple[Fact, ...]
    rejections: tuple[Rejection, ...] = ()
    claims: tuple[Claim, ...] = field(default=(), compare=False, repr=False)
