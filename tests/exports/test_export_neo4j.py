"""The Neo4j folder: tables and script agree with each other, and no text of an article gets into the script."""

from __future__ import annotations

import csv
import gc
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hostile import hostile
from newsroom import newsroom

from kg.errors import ExportError
from kg.exports import neo4j
from kg.exports.neo4j.cypher import script
from kg.exports.neo4j.names import node_label, relationship_type
from kg.exports.neo4j.spool import Spool, packed, unpacked
from kg.exports.neo4j.style import style_sheet
from kg.exports.neo4j.tables import CLAIMS, ENTITIES, OBJECT, SUBJECT, Record, Table, fact_table
from kg.garbage import uncollected
from kg.model import Article, Entity, Fact
from kg.status import Standing, status

NEWS = newsroom()
HOSTILE = hostile()
Rows = list[dict[str, str]]


@pytest.fixture(params=[NEWS, HOSTILE], ids=["news", "hostile"])
def export(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, tuple[Fact, ...], Mapping[str, Article]]:
    facts, articles = request.param
    neo4j.write(facts, articles, tmp_path)
    return tmp_path, facts, articles


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_row_is_as_long_as_its_header_and_no_cell_is_a_formula(export: tuple[Path, tuple[Fact, ...], Mapping[str, Article]]) -> None:
    folder, _, _ = export
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            table = list(csv.reader(lines, strict=True))
        assert {len(row) for row in table} == {len(table[0])}, file
        assert not [cell for row in table for cell in row if re.match(r"\s*[=+@-]", cell)], file
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", file.read_text(encoding="utf-8")), file


def test_ids_are_unique_and_every_end_exists(export: tuple[Path, tuple[Fact, ...], Mapping[str, Article]]) -> None:
    """The importer stops at a doubled id and at an end that is nowhere."""
    folder, _, _ = export
    spaces: dict[str, list[str]] = {}
    for file in folder.glob("*.csv"):
        for row in rows(file):
            for column, cell in row.items():
                if found := re.fullmatch(r"id:ID\((\w+)\)", column):
                    spaces.setdefault(found[1], []).append(cell)
    for space, ids in spaces.items():
        assert len(set(ids)) == len(ids), space
    for file in folder.glob("*.csv"):
        for row in rows(file):
            for column, cell in row.items():
                if found := re.fullmatch(r":(?:START|END)_ID\((\w+)\)", column):
                    assert cell in spaces[found[1]], (file.name, cell)


def test_every_evidence_is_a_claim_with_its_sentence(export: tuple[Path, tuple[Fact, ...], Mapping[str, Article]]) -> None:
    folder, facts, _ = export
    claims = rows(folder / "claims.csv")
    assert len(claims) == sum(len(fact.evidence) for fact in facts)
    assert {claim["fact"] for claim in claims} == {fact.id for fact in facts}
    ids = sorted(claim["id:ID(Claim)"] for claim in claims)
    for link in ("SUBJECT", "OBJECT", "FROM_SENTENCE"):
        assert sorted(row[":START_ID(Claim)"] for row in rows(folder / f"link-{link}.csv")) == ids


def test_only_asserted_facts_become_relationships_of_their_own(export: tuple[Path, tuple[Fact, ...], Mapping[str, Article]]) -> None:
    """Who browses the graph must not see a denied or rumoured fact as a plain arrow."""
    folder, facts, _ = export
    drawn = {row["id"]: row for file in folder.glob("rel-*.csv") for row in rows(file)}
    assert set(drawn) == {fact.id for fact in facts if status(fact).standing is Standing.ASSERTED}
    assert all(row[":TYPE"] == relationship_type(row["relation"].removeprefix("'")) for row in drawn.values())


def test_values_have_the_types_of_their_headers(export: tuple[Path, tuple[Fact, ...], Mapping[str, Article]]) -> None:
    folder, _, _ = export
    checks = {"int": r"-?\d+", "double": r"\d(\.\d+)?", "boolean": "true|false", "date": r"\d{4}-\d\d-\d\d"}
    for file in folder.glob("*.csv"):
        for row in rows(file):
            for column, cell in row.items():
                pattern = checks.get(column.partition(":")[2])
                assert not pattern or not cell or re.fullmatch(pattern, cell), (file.name, column, cell)


def test_names_and_aliases_are_there(tmp_path: Path) -> None:
    neo4j.write(*NEWS, tmp_path)
    entities = {row["id:ID(Entity)"]: row for row in rows(tmp_path / "entities.csv")}
    states = entities["https://kg.example/entity/united-states"]
    assert states[":LABEL"] == "Entity;Country"
    assert states["aliases:string[]"].split(";") == ["America", "U.S.", "VS", "Verenigde Staten"]
    speakers = {e.attribution for fact in NEWS[0] for e in fact.evidence if e.attribution}
    assert {speaker.id for speaker in speakers} <= set(entities)
    assert [row["name"] for row in rows(tmp_path / "values.csv")] == [
        fact.object.label for fact in sorted(NEWS[0], key=lambda fact: fact.id) if not isinstance(fact.object, Entity)
    ]


def test_script_and_tables_agree(export: tuple[Path, tuple[Fact, ...], Mapping[str, Article]]) -> None:
    """Every file is loaded once, every column that is read exists, and constraints come before the first MERGE."""
    folder, _, _ = export
    text = (folder / "load.cypher").read_text(encoding="utf-8")
    loads = re.findall(r"LOAD CSV WITH HEADERS FROM 'file:///([\w-]+\.csv)' AS row\n(.*?)ROWS;", text, re.DOTALL)
    assert sorted(name for name, _ in loads) == sorted(file.name for file in folder.glob("*.csv"))
    for name, body in loads:
        header = (folder / name).read_text(encoding="utf-8").partition("\n")[0].split(",")
        read = set(re.findall(r"row\.`([^`]+)`", body))
        assert read <= set(header), name
        assert set(header) - read <= {":LABEL", ":TYPE"}, name
        assert (name in {"entities.csv", "values.csv", "claims.csv", "sentences.csv", "articles.csv"}) == ("MERGE (n:" in body), name
    assert text.rindex("CREATE CONSTRAINT") < text.index("MERGE")
    assert "CREATE (" not in text


def test_parallel_claims_neither_collapse_nor_double() -> None:
    """A relationship is merged on its fact's id, not on its ends alone."""
    columns = (":START_ID(Entity)", ":END_ID(Entity)", "id", "confidence:double", "madeBy", ":TYPE")
    table = Table("rel-BANS.csv", "BANS", columns, ("Entity", "Entity"))
    assert "MERGE (a)-[r:BANS {id: row.`id`}]->(b)\n  ON CREATE SET r.madeBy = row.`madeBy`\n  SET r.confidence = toFloat" in script(
        [table], []
    )


def test_no_text_of_an_article_gets_into_the_script(tmp_path: Path) -> None:
    neo4j.write(*HOSTILE, tmp_path)
    text = "".join((tmp_path / f"{name}.cypher").read_text(encoding="utf-8") for name in ("load", "after-import"))
    assert not re.search(r"DETACH DELETE|<|evil|\{\{|\x00", re.sub(r"\bSET n:\w+|\bREMOVE n:[\w:]+|'Entity;\w+'", "", text))
    assert all(name.isascii() for name in re.findall(r"SET n:(\w+)", text))


def test_an_empty_graph_is_loadable(tmp_path: Path) -> None:
    neo4j.write((), {}, tmp_path)
    assert (tmp_path / "entities.csv").read_text(encoding="utf-8").startswith("id:ID(Entity),name")
    assert "--nodes=entities.csv" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_stale_relationship_tables_go_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("keep", encoding="utf-8")
    neo4j.write(*HOSTILE, tmp_path)
    neo4j.write(*NEWS, tmp_path)
    kinds = {relationship_type(fact.relation.id) for fact in NEWS[0] if status(fact).standing is Standing.ASSERTED}
    assert {file.name for file in tmp_path.glob("rel-*.csv")} == {f"rel-{kind}.csv" for kind in kinds}
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("meetsWith", "MEETS_WITH"),
        ("object", "F_OBJECT"),
        ("speak-out-against", "SPEAK_OUT_AGAINST"),
        ("5g", "R_5G"),
        ("华为", "R_RELATED"),
        ("a`]->() //", "A"),
    ],
)
def test_relationship_types_are_safe_names(relation: str, expected: str) -> None:
    assert relationship_type(relation) == expected


def test_long_relation_names_stay_apart() -> None:
    one, other = relationship_type("a" * 300 + "b"), relationship_type("a" * 300 + "c")
    assert one != other
    assert len(one) < 100


def test_guards_are_taken_off_by_both_scripts(tmp_path: Path) -> None:
    """Only where a cell has one, so that the script of an ordinary graph stays plain."""
    neo4j.write(*NEWS, tmp_path / "news")
    neo4j.write(*HOSTILE, tmp_path / "hostile")
    for name in ("load.cypher", "after-import.cypher"):
        assert "substring" not in (tmp_path / "news" / name).read_text(encoding="utf-8")
        assert "substring" in (tmp_path / "hostile" / name).read_text(encoding="utf-8")


def test_the_same_facts_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    for facts, articles in (NEWS, HOSTILE):
        neo4j.write(iter(facts), articles, tmp_path / "one")
        neo4j.write(reversed(facts), articles, tmp_path / "other")
        one, other = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "other"))
        assert one == other


def test_a_spool_gives_rows_by_key_each_once_and_knows_what_it_lacks() -> None:
    with Spool((Record(ENTITIES, key, [key, "x"]) for key in ("b", "a", "b", "c" * 5)), keep=packed) as spool:
        assert [(table.file, [unpacked(kept) for kept in found]) for table, found in spool.sorted()] == [
            ("entities.csv", [["a", "x"], ["b", "x"], ["ccccc", "x"]])
        ]
        assert spool.count() == 3
        assert spool.missing("entities.csv", ["a", "z"]) == ["z"]
        assert spool.missing("rel-NOWHERE.csv", ["a"]) == ["a"]


def test_a_spool_gives_the_links_of_nodes_after_all_nodes_in_the_order_of_their_nodes() -> None:
    def claim(name: str) -> Record:
        return Record(CLAIMS, name, [name], tuple((table, [name, "end", table.name]) for table in (SUBJECT, OBJECT)))

    fact = Record(fact_table("BANS"), "f", ["a", "b", "f"])
    names = [f"{number:04}" for number in range(1250)]  # more than are written at once
    given = [claim(names[0]), fact, *map(claim, reversed(names)), Record(ENTITIES, "a", ["a"])]
    with Spool(given, keep=lambda table, row: "|".join(map(str, row))) as spool:
        assert [(table.file, list(found)) for table, found in spool.sorted()] == [
            ("entities.csv", ["a"]),
            ("claims.csv", names),
            ("link-SUBJECT.csv", [f"{name}|end|SUBJECT" for name in names]),
            ("link-OBJECT.csv", [f"{name}|end|OBJECT" for name in names]),
            ("rel-BANS.csv", ["a|b|f"]),
        ]
        assert spool.count() == 2 + 3 * len(names)


def test_the_search_for_garbage_rests_while_an_export_runs_and_goes_on_after_an_error(tmp_path: Path) -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    seen = []

    def facts() -> Iterator[Fact]:
        seen.append(gc.isenabled())
        yield from NEWS[0]

    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="name a new or existing one"), uncollected():
        neo4j.write(facts(), NEWS[1], tmp_path / "file")
    assert (seen, gc.isenabled()) == ([False], True)


def test_who_has_turned_the_search_for_garbage_off_finds_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_style_sheet_has_a_rule_for_every_label_of_the_graph(tmp_path: Path) -> None:
    neo4j.write(*NEWS, tmp_path)
    rules = set(re.findall(r"^node\.(\w+) \{$", (tmp_path / "style.grass").read_text(encoding="utf-8"), re.MULTILINE))
    labels = {label for file in tmp_path.glob("*.csv") for row in rows(file) if ":LABEL" in row for label in row[":LABEL"].split(";")}
    assert labels <= rules
    assert style_sheet().count("{\n") == style_sheet().count("}\n")


def test_neosemantics_keeps_both_labels_and_their_languages(tmp_path: Path) -> None:
    """Its defaults lose one of two."""
    neo4j.write((), {}, tmp_path)
    text = (tmp_path / "n10s.cypher").read_text(encoding="utf-8")
    assert "handleMultival: 'ARRAY'" in text
    assert "keepLangTag: true" in text


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("http://localhost:7474", r"'http://localhost:7474' is no address of a Neo4j server .*give one such as bolt://"),
        ("nonsense", r"'nonsense' is no address"),
        ("bolt://127.0.0.1:9", r"No Neo4j server answers at bolt://127.0.0.1:9; start it"),
    ],
)
def test_a_server_that_is_not_there_gets_one_sentence(uri: str, message: str) -> None:
    with pytest.raises(ExportError, match=message) as caught:
        neo4j.push(*NEWS, uri, user="neo4j", password="secret")
    assert "secret" not in str(caught.value)


def test_node_labels_are_safe_names() -> None:
    assert (node_label("Company"), node_label(""), node_label("</a>")) == ("Company", "Thing", "a")
