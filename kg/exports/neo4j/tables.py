"""The tables that a graph becomes in Neo4j, and the rows that each fact gives to them.

Headers are those of `neo4j-admin database import` (Operations Manual, "CSV header format"). There is one table a
relationship type, because plain Cypher cannot take a type from a cell. Records come out fact by fact, so that no graph has to
fit into memory; `kg.exports.neo4j.spool` sorts them and keeps one of each key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg.exports.files import clean
from kg.exports.neo4j.names import claim_id, node_label, relationship_type, said, sentence_id
from kg.model import Article, Entity, Evidence, Fact, Literal
from kg.network import dates, object_id, period
from kg.status import Standing, Status, in_order, standing, status, when

MAKER = "kg"
"""The value of `madeBy` on every node and fact that comes from here: what bears it may be removed by a later push."""

SEPARATOR = ";"
"""What stands between labels and between the items of a list, the importer's default."""

Cell = str | int | float | bool | list[str] | None
Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One file: nodes of a label, or relationships of a type between nodes of two labels.

    The first column of nodes is their id and the last their labels; relationships begin with their two ends and end with
    their type.
    """

    file: str
    name: str  # the label, or the type
    columns: tuple[str, ...]
    ends: tuple[str, str] | None = None  # labels of start and end, for relationships

    @property
    def properties(self) -> tuple[str, ...]:
        """The columns that are properties other than the id of a node."""
        return self.columns[2:-1] if self.ends else self.columns[1:-1]


ENTITIES = Table(
    "entities.csv", "Entity", ("id:ID(Entity)", "name", "type", "aliases:string[]", "sameAs:string[]", "known:boolean", "madeBy", ":LABEL")
)
VALUES = Table("values.csv", "Value", ("id:ID(Entity)", "name", "value", "datatype", "madeBy", ":LABEL"))
CLAIMS = Table(
    "claims.csv", "Claim",
    (
        "id:ID(Claim)", "fact", "relation", "relationLabel", "typed:boolean", "standing", "polarity", "modality", "attribution",
        "time", "startDate:date", "endDate:date", "amount", "role", "confidence:double", "rule",
        "subjectStart:int", "subjectEnd:int", "relationStart:int", "relationEnd:int", "objectStart:int", "objectEnd:int",
        "madeBy", ":LABEL",
    ),
)  # fmt: skip
SENTENCES = Table("sentences.csv", "Sentence", ("id:ID(Sentence)", "text", "start:int", "end:int", "madeBy", ":LABEL"))
ARTICLES = Table("articles.csv", "Article", ("id:ID(Article)", "title", "url", "published:date", "source", "language", "madeBy", ":LABEL"))


def _link(kind: str, start: str, end: str) -> Table:
    return Table(f"link-{kind}.csv", kind, (f":START_ID({start})", f":END_ID({end})", ":TYPE"), ends=(start, end))


SUBJECT, OBJECT = _link("SUBJECT", "Claim", "Entity"), _link("OBJECT", "Claim", "Entity")
ATTRIBUTED_TO, FROM_SENTENCE = _link("ATTRIBUTED_TO", "Claim", "Entity"), _link("FROM_SENTENCE", "Claim", "Sentence")
PART_OF = _link("PART_OF", "Sentence", "Article")

FIXED = (ENTITIES, VALUES, CLAIMS, SENTENCES, ARTICLES, SUBJECT, OBJECT, ATTRIBUTED_TO, FROM_SENTENCE, PART_OF)
"""The tables of every export, nodes first; those of facts come after them."""

_NEARBY = 8192  # rows of entities and articles that are kept, since a fact's neighbours name the same ones
_FACT_COLUMNS = (
    ":START_ID(Entity)", ":END_ID(Entity)", "id", "relation", "label", "typed:boolean", "evidence:int", "confidence:double",
    "disputed:boolean", "startDate:date", "endDate:date", "when", "ended", "endedBy", "sentence", "madeBy", ":TYPE",
)  # fmt: skip


@cache
def fact_table(kind: str) -> Table:
    """The table of the facts of a relationship type."""
    return Table(f"rel-{kind}.csv", kind, _FACT_COLUMNS, ends=("Entity", "Entity"))


class Record(NamedTuple):
    """A row of a table by its key, and the links that go out from a node, each a row of its own table."""

    table: Table
    key: str
    row: Row
    links: tuple[tuple[Table, Row], ...] = ()


def records(fact: Fact, articles: Mapping[str, Article]) -> Iterator[Record]:
    """Everything that one fact gives; the same node comes again with every fact that names it."""
    name, object_ = fact.id, object_id(fact)
    relation: Row = [_text(fact.relation.id), _text(fact.relation.label), fact.relation.typed]
    yield _thing(fact.subject)
    if isinstance(fact.object, Literal):
        yield Record(VALUES, object_, _value(object_, fact.object))
    else:
        yield _thing(fact.object)
    for evidence in in_order(fact):
        yield from _claim([name, *relation], (fact.subject.id, object_), evidence, articles)
    stands = status(fact)
    if stands.standing is Standing.ASSERTED:
        kind = relationship_type(fact.relation.id)
        yield Record(fact_table(kind), name, _asserted([fact.subject.id, object_, name, *relation], kind, fact, stands, articles))


def _claim(fact: Row, ends: tuple[str, str], evidence: Evidence, articles: Mapping[str, Article]) -> Iterator[Record]:
    """The claim of one piece of evidence for a fact, its sentence, article and speaker, and what joins them."""
    told = said(evidence)
    name, sentence, article = claim_id(str(fact[0]), evidence, told), clean(sentence_id(evidence)), clean(evidence.article)
    words, speaker = evidence.sentence, evidence.attribution
    links = [(SUBJECT, ends[0]), (OBJECT, ends[1]), (FROM_SENTENCE, sentence), *([(ATTRIBUTED_TO, speaker.id)] if speaker else [])]
    tied: tuple[tuple[Table, Row], ...] = tuple((table, [name, end, table.name]) for table, end in links)
    yield Record(CLAIMS, name, _claim_row([name, *fact], evidence, told), tied)
    text: Row = [sentence, _text(words.text), words.start, words.end, MAKER, "Sentence"]
    yield Record(SENTENCES, sentence, text, ((PART_OF, [sentence, article, "PART_OF"]),))
    yield Record(ARTICLES, article, _article(article, articles.get(evidence.article)))
    if speaker:
        yield _thing(speaker)


@lru_cache(_NEARBY)
def _thing(entity: Entity) -> Record:
    return Record(ENTITIES, entity.id, _entity(entity))


def _entity(entity: Entity) -> Row:
    labels = f"Entity{SEPARATOR}{node_label(entity.type)}"
    names, same = _list(entity.names), _list(sorted(entity.same_as))
    return [entity.id, _text(entity.label), _text(entity.type), names, same, entity.known, MAKER, labels]


def _value(name: str, value: Literal) -> Row:
    return [name, _text(value.label), _text(value.value), _text(value.datatype), MAKER, "Value"]


def _claim_row(what: Row, evidence: Evidence, told: Iterable[object]) -> Row:
    offsets = [offset for span in (evidence.subject, evidence.relation, evidence.object) for offset in (span.start, span.end)]
    return [*what, standing(evidence).value, *map(_cell, told), _text(evidence.rule), *offsets, MAKER, "Claim"]


@lru_cache(_NEARBY)
def _article(name: str, article: Article | None) -> Row:
    if article is None:
        return [name, None, None, None, None, None, MAKER, "Article"]
    published = period(article.published)[0]
    return [name, _text(article.title), _text(article.url), published, _text(article.source), _text(article.language), MAKER, "Article"]


def _asserted(what: Row, kind: str, fact: Fact, stands: Status, articles: Mapping[str, Article]) -> Row:
    best = stands.evidence
    over = [fact.ended.time, _text(fact.ended.label)] if fact.ended else [None, None]
    how: Row = [len(fact.evidence), best.confidence, stands.disputed, *dates(fact, articles), _text(when(fact)), *over]
    return [*what, *how, _text(best.sentence.text), MAKER, kind]


def _text(value: str | None) -> str | None:
    """The text without characters that no reader takes; nothing for the empty text, as the importers have it."""
    return clean(value) if value else None


def _list(items: Iterable[str]) -> list[str] | None:
    """The cleaned items; the semicolon ends an item in Neo4j's tables, so a comma stands for one inside."""
    return [clean(item).replace(SEPARATOR, ",") for item in items if item] or None


def _cell(value: object) -> Cell:
    return _text(value) if isinstance(value, str) else value  # type: ignore[return-value]
