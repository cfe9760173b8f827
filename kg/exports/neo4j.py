"""A folder that fills a Neo4j database, by the offline importer or by a Cypher script, from the same tables.

The shape: entities and values as nodes; a relationship of the fact's own type where the outlet itself asserts the fact, so
that browsing never shows as true what was denied, rumoured or said by a party; and everything that any sentence says as

    (:Claim)-[:SUBJECT|OBJECT]->(:Entity)          (:Claim)-[:ATTRIBUTED_TO]->(:Entity)
    (:Claim)-[:FROM_SENTENCE]->(:Sentence)-[:PART_OF]->(:Article)

Headers are those of `neo4j-admin database import` (Operations Manual, "CSV header format"); the script quotes them. There is
one table a relationship type, because plain Cypher cannot take a type from a cell. The script merges on ids alone and then
sets the rest, and a claim's id is part of its relationships, so running it twice changes nothing.

Backslashes become full-width ones: `LOAD CSV` takes `\\"` for a quoted quote and the importer does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from kg.exports.cypher import Table, readme, script
from kg.exports.files import csv_row, one_line, write_folder
from kg.model import Article, Entity, Evidence, Fact, Literal
from kg.network import dates, object_id, period
from kg.status import Standing, in_order, speaker, standing, status

SEPARATOR = ";"  # between labels and between the items of a list, the importer's default
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST_TYPE = 80

Row = Sequence[object]


def write(facts: Iterable[Fact], articles: Mapping[str, Article], path: Path) -> None:
    """Write tables, `load.cypher` and `README.md` into the folder.

    A relationship table of an earlier export whose type no longer occurs is removed; other files are left alone.

    Raises:
        ExportError: the place cannot be written to, or is a file.
    """
    ordered = sorted(facts, key=lambda fact: fact.id)
    content = [*node_tables(ordered, articles), *relationship_tables(ordered, articles)]
    tables = [table for table, _ in content]
    classes = sorted({node_label(entity.type) for entity in _entities(ordered)})
    files: list[tuple[str, Iterable[str]]] = [(table.file, _lines(table, rows)) for table, rows in content]
    files += [("load.cypher", [script(tables, classes)]), ("README.md", [readme(tables)])]
    write_folder(path, files)
    for stale in sorted(path.glob("rel-*.csv")):
        if stale.name not in {table.file for table in tables}:
            stale.unlink()


def relationship_type(relation: str) -> str:
    """A relation's id as a relationship type: upper case, words joined by underscores, nothing else.

    >>> relationship_type("imposesTariffsOn"), relationship_type("speak-out-against"), relationship_type("5g")
    ('IMPOSES_TARIFFS_ON', 'SPEAK_OUT_AGAINST', 'R_5G')
    """
    words = re.sub(r"[^A-Za-z0-9]+", "_", _WORD_START.sub("_", relation)).strip("_").upper()
    if len(words) > _LONGEST_TYPE:
        words = f"{words[:_LONGEST_TYPE]}_{sha256(relation.encode()).hexdigest()[:8].upper()}"
    return words if words[:1].isalpha() else f"R_{words or 'RELATED'}"


def node_label(type_: str) -> str:
    """A class's local name as a node label: letters and digits only, `Thing` where nothing is left.

    >>> node_label("GovernmentBody"), node_label("`) DETACH DELETE n //")
    ('GovernmentBody', 'DETACHDELETEn')
    """
    return re.sub(r"[^A-Za-z0-9]", "", type_) or "Thing"


def claim_id(fact: Fact, evidence: Evidence) -> str:
    """A hash of the fact, the sentence and the words that state it: the same claim has the same id in every export."""
    spans = (evidence.sentence, evidence.subject, evidence.relation, evidence.object)
    parts = (fact.id, evidence.article, *(f"{span.start},{span.end}" for span in spans), evidence.rule, *map(str, _said(evidence)))
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def node_tables(facts: Sequence[Fact], articles: Mapping[str, Article]) -> Iterator[tuple[Table, Iterable[Row]]]:
    """The tables of nodes, sorted by id, each with its rows."""
    claims = _claims(facts)
    sentences = {sentence_id(evidence): evidence for _, evidence in claims.values()}
    named = sorted({evidence.article for evidence in sentences.values()})
    yield (
        Table("entities.csv", "Entity", _ENTITY_COLUMNS),
        (
            (e.id, e.label, e.type, e.names, tuple(sorted(e.same_as)), e.known, ("Entity", node_label(e.type)))
            for e in sorted(_entities(facts), key=lambda entity: entity.id)
        ),
    )
    yield (
        Table("values.csv", "Value", ("id:ID(Entity)", "name", "datatype", ":LABEL")),
        ((object_id(f), f.object.value, f.object.datatype, "Value") for f in facts if isinstance(f.object, Literal)),
    )
    yield (
        Table("claims.csv", "Claim", _CLAIM_COLUMNS),
        (_claim_row(name, *claims[name]) for name in sorted(claims)),
    )
    yield (
        Table("sentences.csv", "Sentence", ("id:ID(Sentence)", "text", "start:int", "end:int", ":LABEL")),
        ((name, s.text, s.start, s.end, "Sentence") for name in sorted(sentences) for s in (sentences[name].sentence,)),
    )
    yield (
        Table("articles.csv", "Article", ("id:ID(Article)", "title", "url", "published:date", "source", "language", ":LABEL")),
        (_article_row(name, articles.get(name)) for name in named),
    )


def relationship_tables(facts: Sequence[Fact], articles: Mapping[str, Article]) -> Iterator[tuple[Table, Iterable[Row]]]:
    """The tables of relationships, one a type, each with its rows."""
    claims = _claims(facts)
    sentences = {sentence_id(evidence): evidence.article for _, evidence in claims.values()}
    ordered = sorted(claims.items())
    yield _ends("SUBJECT", "Claim", "Entity", ((name, fact.subject.id) for name, (fact, _) in ordered))
    yield _ends("OBJECT", "Claim", "Entity", ((name, object_id(fact)) for name, (fact, _) in ordered))
    yield _ends("ATTRIBUTED_TO", "Claim", "Entity", ((name, e.attribution.id) for name, (_, e) in ordered if e.attribution))
    yield _ends("FROM_SENTENCE", "Claim", "Sentence", ((name, sentence_id(evidence)) for name, (_, evidence) in ordered))
    yield _ends("PART_OF", "Sentence", "Article", sorted(sentences.items()))
    by_type = defaultdict(list)
    for fact in facts:
        stands = status(fact)
        if stands.standing is Standing.ASSERTED:
            first, last = dates(fact, articles)
            relation, best = fact.relation, stands.evidence
            row = (fact.subject.id, object_id(fact), fact.id, relation.id, relation.label, relation.typed, len(fact.evidence))
            kind = f"F_{relationship_type(relation.id)}" if relationship_type(relation.id) in _OWN_TYPES else relationship_type(relation.id)
            by_type[kind].append((*row, best.confidence, stands.disputed, first, last, kind))
    for kind in sorted(by_type):
        yield Table(f"rel-{kind}.csv", kind, _FACT_COLUMNS, ends=("Entity", "Entity")), by_type[kind]


def sentence_id(evidence: Evidence) -> str:
    """The sentence's article and range, as a text fragment of RFC 5147."""
    return f"{evidence.article}#char={evidence.sentence.start},{evidence.sentence.end}"


_ENTITY_COLUMNS = ("id:ID(Entity)", "name", "type", "aliases:string[]", "sameAs:string[]", "known:boolean", ":LABEL")
_CLAIM_COLUMNS = (
    "id:ID(Claim)", "fact", "relation", "relationLabel", "typed:boolean", "standing", "polarity", "modality", "attribution",
    "time", "startDate:date", "endDate:date", "amount", "role", "confidence:double", "rule",
    "subjectStart:int", "subjectEnd:int", "relationStart:int", "relationEnd:int", "objectStart:int", "objectEnd:int", ":LABEL",
)  # fmt: skip
_FACT_COLUMNS = (
    ":START_ID(Entity)", ":END_ID(Entity)", "id", "relation", "label", "typed:boolean", "evidence:int", "confidence:double",
    "disputed:boolean", "startDate:date", "endDate:date", ":TYPE",
)  # fmt: skip
# A relation of one of these names gets a prefix. PART_OF may be both: it joins sentences to articles, or entities.
_OWN_TYPES = frozenset({"SUBJECT", "OBJECT", "ATTRIBUTED_TO", "FROM_SENTENCE"})


def _entities(facts: Iterable[Fact]) -> list[Entity]:
    """Every entity of the facts: ends and speakers, each once."""
    found: dict[str, Entity] = {}
    for fact in facts:
        for thing in (fact.subject, fact.object, *(evidence.attribution for evidence in fact.evidence)):
            if isinstance(thing, Entity):
                found.setdefault(thing.id, thing)
    return list(found.values())


def _claims(facts: Iterable[Fact]) -> dict[str, tuple[Fact, Evidence]]:
    return {claim_id(fact, evidence): (fact, evidence) for fact in facts for evidence in in_order(fact)}


def _said(evidence: Evidence) -> tuple[object, ...]:
    values = (evidence.polarity.value, evidence.modality.value, speaker(evidence), evidence.time)
    return (*values, *period(evidence.time), evidence.amount, evidence.role, evidence.confidence)


def _claim_row(name: str, fact: Fact, evidence: Evidence) -> Row:
    relation = fact.relation
    spans = (evidence.subject, evidence.relation, evidence.object)
    offsets = (offset for span in spans for offset in (span.start, span.end))
    what = (name, fact.id, relation.id, relation.label, relation.typed, standing(evidence).value)
    return (*what, *_said(evidence), evidence.rule, *offsets, "Claim")


def _article_row(name: str, article: Article | None) -> Row:
    if article is None:
        return (name, None, None, None, None, None, "Article")
    published = period(article.published)[0]
    return (name, article.title, article.url, published, article.source, article.language, "Article")


def _ends(kind: str, start: str, end: str, rows: Iterable[tuple[str, str]]) -> tuple[Table, Iterable[Row]]:
    table = Table(f"link-{kind}.csv", kind, (f":START_ID({start})", f":END_ID({end})", ":TYPE"), ends=(start, end))
    return table, ((*row, kind) for row in rows)


def _lines(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    yield ",".join(table.columns) + "\n"
    for row in rows:
        yield csv_row(_safe(cell) for cell in row)


def _safe(value: object) -> object:
    """The value of a cell: lists joined, text on one line, no backslash."""
    if value == ():
        return None
    if isinstance(value, tuple):
        return SEPARATOR.join(str(_safe(item)).replace(SEPARATOR, ",") for item in value)
    return one_line(value).replace("\\", "\N{FULLWIDTH REVERSE SOLIDUS}") if isinstance(value, str) else value
