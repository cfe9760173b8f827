"""A deed ends what was so before it, and every export and the page carry the end and the time at which a fact is so."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from kg import stores
from kg.exports import FORMATS
from kg.model import Article, End, Entity, Fact, Modality, Polarity, Relation
from kg.network import dates, edge, to_networkx
from kg.ontology import closing, load
from kg.query import Rows, query
from kg.rdf import Articles, facts
from kg.stores import Store
from kg.view.content import edges as page_edges
from tests.readings import BASE, GUO, HUAWEI, RUN, SANCTIONS, US
from tests.test_rdf import proof, read

LIFTS = Relation("liftsRestrictionsOn", "lifts restrictions on", True)
LEAVES = Relation("leaves", "leaves", True)
CHINA = Entity(BASE + "china", "China", "Country")
LEADS = Relation("leads", "leads", True, ("worksFor",))
IMPOSED = Fact(US, SANCTIONS, HUAWEI, (proof(time="2019-05-15"),))
LIFTED = Fact(US, LIFTS, HUAWEI, (proof(time="2021-02"),))


def kept(*given: Fact, more: Fact | None = None) -> Store:
    store = stores.open("memory:")
    store.replace(read(*given), RUN)
    if more:
        evidence = tuple(replace(piece, article="a2") for piece in more.evidence)
        store.replace(replace(read(replace(more, evidence=evidence)), article=Article("a2", "", published="2022-01-01")), RUN)
    return store


def ended(store: Store) -> dict[str, End]:
    return {f"{fact.subject.label} {fact.relation.label}": fact.ended for fact in facts(store) if fact.ended}


def test_a_deed_ends_what_was_so_before_it() -> None:
    store = kept(
        IMPOSED,
        LIFTED,
        Fact(GUO, LEADS, HUAWEI, (proof(time="2012"),)),
        Fact(GUO, LEAVES, HUAWEI, (proof(time="2018"), proof("a1", time="2017-03", rule="other"))),
    )
    found = ended(store)
    assert found == {
        "United States sanctions": End("2021-02", LIFTED.id, "lifts restrictions on"),
        "Guo Ping leads": End("2017-03", found["Guo Ping leads"].deed, "leaves"),
    }


@pytest.mark.parametrize(
    "deed",
    [
        replace(LIFTED, evidence=(proof(time="2018"),)),
        replace(LIFTED, evidence=(proof(time="2021", polarity=Polarity.NEGATED),)),
        replace(LIFTED, evidence=(proof(time="2021", modality=Modality.PLANNED),)),
        replace(LIFTED, evidence=(proof(time="2021", attribution=GUO, attribution_text="said Guo Ping"),)),
        replace(LIFTED, subject=CHINA),
        Fact(US, LEAVES, HUAWEI, (proof(time="2021"),)),
    ],
    ids=["before", "denied", "planned", "said", "by another", "of another kind"],
)
def test_nothing_else_ends_it(deed: Fact) -> None:
    assert not ended(kept(IMPOSED, deed))


def test_what_begins_again_is_not_over() -> None:
    again = replace(IMPOSED, evidence=(*IMPOSED.evidence, proof(time="2023", rule="other")))
    assert not ended(kept(again, LIFTED))


def test_the_end_goes_with_the_article_that_tells_of_the_deed() -> None:
    store = kept(IMPOSED, more=replace(LIFTED, evidence=(proof(),)))
    assert ended(store) == {"United States sanctions": End("2022-01-01", LIFTED.id, "lifts restrictions on")}, "the day it came out"
    store.remove("a2")
    assert not ended(store)


AGAIN = proof(time="2023", rule="other")
FIRED = Relation("dismisses", "dismisses", True)


@pytest.mark.parametrize(
    "given",
    [
        (IMPOSED, LIFTED),
        (replace(IMPOSED, evidence=(*IMPOSED.evidence, AGAIN)), LIFTED),
        (replace(IMPOSED, evidence=(*IMPOSED.evidence, replace(AGAIN, modality=Modality.PLANNED))), LIFTED),
        (replace(IMPOSED, evidence=(*IMPOSED.evidence, replace(AGAIN, time="2021-02-15"))), LIFTED),
        (
            replace(IMPOSED, evidence=(*IMPOSED.evidence, AGAIN)),
            replace(LIFTED, evidence=(*LIFTED.evidence, proof(time="2024-06", rule="other"))),
        ),
        (
            Fact(GUO, LEADS, HUAWEI, (proof(time="2012"),)),
            Fact(GUO, LEAVES, HUAWEI, (proof(time="2018"),)),
            Fact(HUAWEI, FIRED, GUO, (proof(time="2017"),)),
        ),
        (IMPOSED, replace(LIFTED, evidence=(proof(),))),
        (Fact(GUO, LEADS, HUAWEI, (proof(time="../2018"),)), Fact(GUO, LEAVES, HUAWEI, (proof(time="2017"),))),
    ],
    ids=["once", "again", "planned again", "meanwhile", "again and lifted again", "two deeds", "by the article's day", "formerly"],
)
def test_the_stock_question_says_the_same(given: tuple[Fact, ...]) -> None:
    """Its first deed for each fact is the one that the fact carries."""
    store = kept(*given)
    answer = query(store, "@ended")
    assert isinstance(answer, Rows)
    by_deed = [(f"{row['subject']} {row['relation']}", row["ended"] or "", row["deed"]) for row in answer if row["deed"]]
    first = {name: min(found[1:] for found in by_deed if found[0] == name) for name, *_ in by_deed}
    assert first == {name: (over.time or "", over.label) for name, over in ended(store).items()}


def test_what_begins_again_and_is_ended_again_is_over() -> None:
    again = replace(IMPOSED, evidence=(*IMPOSED.evidence, AGAIN))
    lifted = replace(LIFTED, evidence=(*LIFTED.evidence, proof(time="2024-06", rule="other")))
    assert ended(kept(again, lifted)) == {"United States sanctions": End("2024-06", LIFTED.id, "lifts restrictions on")}


def test_the_stock_question_knows_what_is_over_by_its_own_words() -> None:
    formerly = Fact(GUO, LEADS, HUAWEI, (proof(time="../2018"), proof(time="../2017", polarity=Polarity.NEGATED, rule="other")))
    answer = query(kept(formerly, Fact(GUO, LEADS, US, (proof(time="2018/.."),))), "@ended")
    assert isinstance(answer, Rows)
    assert [(row["subject"], row["object"], row["ended"], row["deed"]) for row in answer] == [("Guo Ping", "Huawei", "../2018", None)]


def test_every_relation_that_closes_another_is_known() -> None:
    assert closing() == {name: relation.closes for name, relation in sorted(load().relations.items()) if relation.closes}


def test_a_fact_that_is_over_lasts_until_the_deed() -> None:
    """Later articles that still mention it do not make it longer; a time that a sentence names does count."""
    told = replace(IMPOSED, evidence=(*IMPOSED.evidence, proof("a9")), ended=End("2021-02", "", ""))
    articles = {"a9": Article("a9", "", published="2022-05-05")}
    assert dates(told, articles) == ("2019-05-15", "2021-02-28")
    assert edge(told, articles).periods == (("2019-05-15", "2021-02-28"),)
    unended = edge(replace(told, ended=None), articles).periods
    assert unended == (("2019-05-15", "2019-05-15"), ("2022-05-05", "2022-05-05"))
    dateless = replace(told, ended=End(None, "", ""))
    assert edge(dateless, articles).periods == unended


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    store = kept(IMPOSED, LIFTED)
    for name, write in FORMATS.items():
        write(facts(store), Articles(store), folder / name)
    return folder


EXPECTED = {"when": "2019-05-15", "ended": "2021-02", "ended_by": "lifts restrictions on"}


def test_the_facts_file_tells_when_and_until(exported: Path) -> None:
    lines = {line["id"]: line for line in map(json.loads, (exported / "jsonl").read_text(encoding="utf-8").splitlines())}
    assert lines[IMPOSED.id]["when"] == "2019-05-15"
    assert lines[IMPOSED.id]["ended"] == {"time": "2021-02", "by": LIFTED.id, "label": "lifts restrictions on"}
    assert lines[LIFTED.id]["ended"] is None


def test_gexf_tells_when_and_until_and_its_interval_is_closed(exported: Path) -> None:
    spaces = {"g": "http://gexf.net/1.3"}
    tree = etree.parse(exported / "gexf")
    titles = {node.get("title"): node.get("id") for node in tree.iterfind(".//g:attributes[@class='edge']/g:attribute", spaces)}
    (found,) = tree.iterfind(f".//g:edge[@id='{IMPOSED.id}']", spaces)
    values = {node.get("for"): node.get("value") for node in found.iterfind("g:attvalues/g:attvalue", spaces)}
    assert {name: values[titles[name]] for name in EXPECTED} == EXPECTED
    assert (found.get("start"), found.get("end")) == ("2019-05-15", "2021-02-28")


def test_graphml_node_link_and_the_tables_tell_it_too(exported: Path) -> None:
    tree = etree.parse(exported / "graphml")
    (found,) = tree.iterfind(f".//{{*}}edge[@id='{IMPOSED.id}']")
    values = {node.get("key"): node.text for node in found}
    assert {name: values[f"edge_{name}"] for name in EXPECTED} == EXPECTED
    (link,) = (link for link in json.loads((exported / "nodelink").read_text(encoding="utf-8"))["links"] if link["key"] == IMPOSED.id)
    assert {name: link[name] for name in EXPECTED} == EXPECTED
    (row,) = (row for row in rows(exported / "csv" / "edges.csv") if row["Id"] == IMPOSED.id)
    assert (row["When"], row["Ended"], row["EndedBy"]) == ("2019-05-15/2019-05-15", "2021-02/2021-02", EXPECTED["ended_by"])
    assert row["Timeset"] == "<[2019-05-15, 2021-02-28]>"


def test_neo4j_tells_it_as_properties(exported: Path) -> None:
    (row,) = rows(exported / "neo4j" / "rel-SANCTIONS.csv")
    assert (row["when"], row["ended"], row["endedBy"]) == tuple(EXPECTED.values())
    assert (row["startDate:date"], row["endDate:date"]) == ("2019-05-15", "2021-02-28")


def test_the_page_tells_it() -> None:
    store = kept(IMPOSED, LIFTED)
    read_back = list(facts(store))
    told = {record["id"]: record for record in page_edges(to_networkx(read_back), read_back, Articles(store))}
    assert told[IMPOSED.id]["when"] == "2019-05-15"
    assert told[IMPOSED.id]["ended"] == {"time": "2021-02", "by": LIFTED.id}
    assert told[LIFTED.id]["ended"] is None


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
