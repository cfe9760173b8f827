"""Asking: prefixes known, parameters harmless, everything that is not a question refused, answers exact."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg import answers, stores
from kg.attest import attested
from kg.errors import QueryError
from kg.model import Entity, Modality, Polarity, Reading, Relation
from kg.ontology import load
from kg.query import Rows, StockQuery, query, stock
from kg.rdf import PREFIXES
from kg.server import editor
from kg.sparql import guard, tokens
from tests.readings import BASE, GUO, HUAWEI, LEADS, OPEN, RUN, SANCTIONS, US
from tests.test_rdf import Fact, proof, read

BANS = Relation("bans", "bans", True, ("restricts",))
SUPPLIES = Relation("supplies", "supplies", True)
LIFTS = Relation("liftsRestrictionsOn", "lifts restrictions on", True, ("permits",))
ASML = Entity(BASE + "asml", "ASML", "Company", (), (("", "ASML Holding"),))
CHINA = Entity(BASE + "china", "China", "Country", (("nl", "Chína"),), (), (), True)


def readings() -> list[Reading]:
    first = (
        Fact(US, SANCTIONS, HUAWEI, (proof(), proof(polarity=Polarity.NEGATED, attribution=GUO, attribution_text="said Guo Ping"))),
        Fact(GUO, LEADS, HUAWEI, (proof(role="chairman", time="2020"),)),
        Fact(US, OPEN, HUAWEI, (proof(modality=Modality.PLANNED),)),
    )
    second = (
        Fact(US, BANS, HUAWEI, (proof("b/2"),)),
        Fact(ASML, SUPPLIES, HUAWEI, (proof("b/2", modality=Modality.POSSIBLE),)),
        Fact(CHINA, SANCTIONS, ASML, (proof("b/2"),)),
        Fact(CHINA, LIFTS, ASML, (proof("b/2"),)),
    )
    return [read(*first), read(*second, id="b/2")]


@pytest.fixture(scope="module")
def store() -> Iterator[stores.Store]:
    with stores.open("memory:") as opened:
        for reading in readings():
            opened.replace(reading, RUN)
        yield opened


def rows(store: stores.Store, text: str, **parameters: str) -> list[dict[str, str | None]]:
    answer = query(store, text, parameters=parameters)
    assert isinstance(answer, Rows)
    return list(answer)


# ---- SPARQL ----


def test_our_prefixes_need_no_declaration(store: stores.Store) -> None:
    assert query(store, "ASK { kge:us kgo:sanctions kge:huawei }") is True
    assert query(store, "PREFIX kge: <https://other.example/> ASK { kge:us kgo:sanctions ?o }") is False


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_every_prefix_of_the_map_is_known(store: stores.Store, prefix: str) -> None:
    assert query(store, f"ASK {{ {prefix}:x ?p ?o }}") is False


def test_a_construct_gives_triples(store: stores.Store) -> None:
    answer = query(store, "CONSTRUCT { ?s kgo:touches ?o } WHERE { ?s kgo:restricts|kgo:sanctions ?o }")
    assert isinstance(answer, tuple)
    assert answers.write(answer, "json").startswith("@prefix")
    assert "kge:us kgo:touches kge:huawei ." in answers.write(answer, "turtle")


def test_rows_that_are_not_ordered_come_sorted(store: stores.Store) -> None:
    found = [row["label"] for row in rows(store, "SELECT ?label { ?e a kg:Entity ; rdfs:label ?label }")]
    assert found == ["ASML", "China", "Guo Ping", "Huawei", "United States"]
    assert [row["l"] for row in rows(store, "SELECT ?l { ?e a kg:Entity ; rdfs:label ?l } ORDER BY DESC(?l)")] == found[::-1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("SELECT ?o WHERE {\n ?s ?p o }", "line 2, column 10, at '}'"),
        ("SELECT ?o WHERE { ?s", "where it ends"),
        ("SELECT * { ?x foo:bar 1 }", "a prefix is not known; declare it with PREFIX"),
        ("", "does not parse"),
        ("@nothing", "There is no stock query '@nothing': choose one of @"),
    ],
)
def test_a_query_that_does_not_parse_is_told_where(store: stores.Store, text: str, sentence: str) -> None:
    with pytest.raises(QueryError) as told:
        query(store, text)
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


# ---- What is refused ----

REFUSED = [
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "select*{service silent<http://127.0.0.1/>{?s ?p ?o}}",
    "SELECT * { ?s kg:a\\#b ?o . SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\'' . SERVICE <http://127.0.0.1/> {} }",
    "SELECT * { ?s ?p '''it''s''' . SERVICE <http://127.0.0.1/> {} }",
    "SELECT * { FILTER(?a<?b) SERVICE ?x { } FILTER(?c>?d) }",
    "SELECT * # '\n { SERVICE <http://127.0.0.1/> {} } # '",
    "SELECT * { S\\u0045RVICE <http://127.0.0.1/> {} }",
    "PREFIX select: <http://a/> SELECT * { { SELECT * { SERVICE select:x {} } } }",
    "INSERT DATA { <http://a/> <http://b/> 1 }",
    "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
    "BASE <http://a/> CLEAR ALL",
    "load <http://127.0.0.1/>",
    "# a comment\nDROP ALL",
    "WITH <http://a/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", REFUSED)
def test_nothing_but_questions_to_this_graph_is_run(store: stores.Store, text: str) -> None:
    with pytest.raises(QueryError) as told:
        query(store, text)
    assert any(word in str(told.value) for word in ("SERVICE is not allowed", "changes the graph", "backslash"))


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <x> {}" }',
        "SELECT * { ?s ?p '''INSERT \"SERVICE\"''' }",
        "# SERVICE and LOAD\nASK { ?service ?insert $drop }",
        "PREFIX service: <http://SERVICE/> ASK { ?s service:SERVICE service:insert }",
        "PREFIX load: <http://load/> ASK { ?s ?p 'x'@en }",
        "ASK { ?s ?p <http://a.example/SERVICE#SERVICE> } ",
    ],
)
def test_words_that_only_look_like_a_clause_are_let_pass(store: stores.Store, text: str) -> None:
    guard(text)
    assert query(store, text) is not None


@given(st.text())
def test_tokens_are_the_whole_text(text: str) -> None:
    assert "".join(token for _, token, _ in tokens(text)) == text


# ---- Parameters ----

HOSTILE = ['" } ; DROP ALL #', "Hua> } #", "'''", "?s", "\\u0022", 'Huawei" . ?a ?b "', "<http://x> } SERVICE <http://127.0.0.1/> {"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_parameter_is_only_a_value(store: stores.Store, value: str) -> None:
    before = store.dump()
    with pytest.raises(QueryError, match=r"Nothing in the graph is called|is no IRI"):
        query(store, "@who-sanctions", parameters={"whom": value})
    assert rows(store, "SELECT ?given { BIND(STR(?value) AS ?given) }", value=f"x{value}") == [{"given": f"x{value}"}]
    assert store.dump() == before


@settings(max_examples=200, deadline=None)
@given(value=st.text(st.characters(codec="utf-8")).map(lambda text: f"x{text}"))
def test_any_words_come_through_as_a_parameter(store: stores.Store, value: str) -> None:
    assert rows(store, "SELECT ?given { BIND(?value AS ?given) }", value=value) == [{"given": value}]


@pytest.mark.parametrize("name", ["Huawei", "huawei", "Huawei Technologies", "kge:huawei", "<https://kg.example/entity/huawei>", HUAWEI.id])
def test_an_entity_is_found_by_any_name(store: stores.Store, name: str) -> None:
    assert {row["who"] for row in rows(store, "@who-sanctions", whom=name)} == {"United States"}


def test_a_name_that_nothing_has_is_told_with_what_comes_close(store: stores.Store) -> None:
    with pytest.raises(QueryError, match=r"Nothing in the graph is called 'Huawai': did you mean 'Huawei'\?"):
        query(store, "@who-sanctions", parameters={"whom": "Huawai"})


def test_a_parameter_that_the_query_does_not_have_is_refused(store: stores.Store) -> None:
    with pytest.raises(QueryError, match=r"The query has no variable \?when"):
        query(store, "@who-sanctions", parameters={"when": "2020"})


def test_a_parameter_without_a_default_must_be_given(store: stores.Store) -> None:
    with pytest.raises(QueryError, match="The parameter 'article' is missing"):
        query(store, "@facts-of-article")


def test_a_query_of_ones_own_may_declare_parameters(store: stores.Store) -> None:
    text = "# Does it?\n# parameter: who (entity) who acts\n# parameter: how (relation) the relation\nASK { ?who ?how ?anyone }"
    assert query(store, text, parameters={"WHO": "U.S.", "how": "bans"}) is True
    assert query(store, text, parameters={"who": "ASML", "how": ox.NamedNode(PREFIXES["kgo"] + "bans")}) is False


# ---- Stock questions ----


def test_who_sanctions_whom_with_all_that_the_sentences_say(store: stores.Store) -> None:
    said = {"who": "United States", "date": "2020-09-12", "article": "a1", "sentence": "The United States sanctions Huawei."}
    assert rows(store, "@who-sanctions") == [
        {**said, "polarity": "affirmed", "modality": "asserted", "speaker": None},
        {**said, "polarity": "negated", "modality": "asserted", "speaker": "Guo Ping"},
    ]


def column(store: stores.Store, name: str, *columns: str, **parameters: str) -> set[tuple[str | None, ...]]:
    return {tuple(row[column] for column in columns) for row in rows(store, f"@{name}", **parameters)}


def filled(question: StockQuery) -> dict[str, str]:
    """Values for the parameters of a stock question that find something."""
    given = {"article": "a1", "source": "NOS", "from": "2020-01-01", "until": "2020-12-31"}
    if question.name == "path-between":
        given = {"from": "United States", "to": "Guo Ping"}
    return {blank.name: blank.default or given[blank.name] for blank in question.parameters}


def test_stock_questions_answer_what_they_say(store: stores.Store) -> None:
    assert column(store, "who-restricts", "who", "relation") == {("United States", "sanctions"), ("United States", "bans")}
    assert column(store, "said-of", "speaker", "subject", "polarity") == {("Guo Ping", "United States", "negated")}
    assert column(store, "people-and-posts", "person", "relation", "organization", "role", "time") == {
        ("Guo Ping", "leads", "Huawei", "chairman", "2020")
    }
    assert column(store, "facts-of-article", "subject", "relation", article="b/2") == {
        ("United States", "bans"),
        ("ASML", "supplies"),
        ("China", "sanctions"),
        ("China", "lifts restrictions on"),
    }
    assert column(store, "ended", "subject", "relation", "object", "deed") == {("China", "sanctions", "ASML", "lifts restrictions on")}
    assert rows(store, "@most-connected")[0] == {"entity": "Huawei", "type": "Company", "facts": "5"}
    sides = ("kind", "subject", "relation", "object", "one", "speaker", "other", "other_speaker")
    assert column(store, "disputed", *sides) == {
        ("denied", "United States", "sanctions", "Huawei", "affirmed", None, "negated", "Guo Ping")
    }
    assert column(store, "planned-or-possible", "relation", "modality") == {("look into", "planned"), ("supplies", "possible")}
    assert rows(store, "@sources") == [{"source": "NOS", "articles": "2", "first": "2020-09-12", "last": "2020-09-12"}]
    assert column(store, "articles", "article", "facts") == {("a1", "3"), ("b/2", "4")}
    assert column(store, "suppliers-of", "supplier", "modality") == {("ASML", "possible")}
    assert column(store, "neighbours", "direction", "relation", "neighbour", "stated", whom="ASML") == {
        ("from", "lifts restrictions on", "China", "true"),
        ("to", "supplies", "Huawei", "false"),
        ("from", "sanctions", "China", "true"),
    }
    assert [row["relation"] for row in rows(store, "@timeline", whom="Guo Ping")] == ["leads"]
    assert column(store, "facts-by-source", "article", "subject", "relation", source="nos") >= {("b/2", "China", "sanctions")}
    assert column(store, "single-source", "subject", "source", "mentions", whom="Guo Ping") == {("Guo Ping", "NOS", "1")}
    assert column(store, "mentioned-with", "entity", "articles", whom="ASML") == {
        (name, "1") for name in ("China", "Huawei", "United States")
    }
    assert column(store, "by-relation", "subject", "object", "kind", "stated", "mentions", relation="restricts") == {
        ("United States", "Huawei", "sanctions", "true", "2"),
        ("United States", "Huawei", "bans", "true", "1"),
        ("China", "ASML", "sanctions", "true", "1"),
    }


def test_a_path_goes_over_what_is_stated_in_either_direction(store: stores.Store) -> None:
    empty = {"via1": None, "relation2": None, "via2": None, "relation3": None}
    assert rows(store, "@path-between", **{"from": "Guo Ping", "to": "Huawei"}) == [{"links": "1", "relation1": "→ leads", **empty}]
    two = rows(store, "@path-between", **{"from": "United States", "to": "Guo Ping"})
    assert {(row["links"], row["relation1"], row["via1"], row["relation2"]) for row in two} == {
        ("2", "→ bans", "Huawei", "← leads"),
        ("2", "→ sanctions", "Huawei", "← leads"),
    }
    assert rows(store, "@path-between", **{"from": "ASML", "to": "Huawei"}) == []  # that it supplies is only possible


def test_a_path_goes_over_two_others_where_there_is_no_shorter_one() -> None:
    chain = [Fact(CHINA, SANCTIONS, ASML), Fact(US, SANCTIONS, ASML), Fact(US, BANS, HUAWEI), Fact(GUO, LEADS, HUAWEI)]
    stated = [replace(fact, evidence=(proof("a1"),)) for fact in chain]
    with stores.open("memory:") as store:
        store.replace(read(*stated), RUN)
        three = {"links": "3", "relation1": "→ sanctions", "via1": "ASML", "relation2": "← sanctions", "via2": "United States"}
        assert rows(store, "@path-between", **{"from": "China", "to": "Huawei"}) == [{**three, "relation3": "→ bans"}]
        assert rows(store, "@path-between", **{"from": "China", "to": "Guo Ping"}) == []  # it would be one too long
        assert {row["links"] for row in rows(store, "@path-between", **{"from": "China", "to": "United States"})} == {"2"}


def test_the_editor_fills_the_two_ends_of_a_path_with_two_things(store: stores.Store) -> None:
    text = editor.tab(store, stock()["path-between"])["query"]
    ends = re.search(r"(kge:\S+) \?p1 (kge:\S+) FILTER", text)
    assert ends
    assert ends[1] != ends[2]


def test_articles_are_listed_from_the_latest_back_to_a_day(store: stores.Store) -> None:
    assert [row["article"] for row in rows(store, "@articles")] == ["a1", "b/2"]
    assert rows(store, "@articles", until="2020-09-11") == []


def test_what_changed_is_new_denied_or_asserted_after_it_was_planned() -> None:
    days = {"a1": "2020-01-01", "a2": "2020-02-01", "a3": "2020-02-02"}
    told = {
        "a1": (Fact(US, SANCTIONS, HUAWEI, (proof("a1"),)), Fact(GUO, LEADS, HUAWEI, (proof("a1"),))),
        "a2": (Fact(US, SANCTIONS, HUAWEI, (proof("a2"),)), Fact(US, BANS, HUAWEI, (proof("a2"),))),
        "a3": (
            Fact(GUO, LEADS, HUAWEI, (proof("a3", polarity=Polarity.NEGATED),)),
            Fact(US, BANS, ASML, (proof("a3", polarity=Polarity.NEGATED),)),
            Fact(US, SANCTIONS, ASML, (proof("a3"),)),
        ),
    }
    told["a1"] += (Fact(US, SANCTIONS, ASML, (proof("a1", modality=Modality.PLANNED),)),)
    with stores.open("memory:") as store:
        for name, facts in told.items():
            reading = read(*facts, id=name)
            store.replace(replace(reading, article=replace(reading.article, published=days[name])), RUN)
        assert column(store, "changed-between", "change", "subject", "relation", **{"from": "2020-02-01", "until": "2020-02-28"}) == {
            ("new", "United States", "bans"),
            ("denied", "Guo Ping", "leads"),
            ("asserted", "United States", "sanctions"),
        }


def test_an_outlet_or_day_that_is_none_is_told(store: stores.Store) -> None:
    with pytest.raises(QueryError, match="No article is from 'BBC': choose one of NOS"):
        query(store, "@facts-by-source", parameters={"source": "BBC"})
    with pytest.raises(QueryError, match="'yesterday' is no day: write it as 2020-09-12"):
        query(store, "@changed-between", parameters={"from": "yesterday", "until": "2020-01-01"})


# ---- Evidence ----


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?who { ?who kgo:sanctions kge:huawei }",
        "SELECT DISTINCT ?who WHERE { ?f rdf:subject ?who . ?who kgo:sanctions kge:huawei . }",
        "SELECT ?who { ?fact rdf:subject ?who ; rdf:predicate kgo:sanctions ; rdf:object kge:huawei }",
        "SELECT ?who { ?fact rdf:subject ?who ; rdf:predicate kgo:sanctions ; rdf:object kge:huawei . ?evidence kg:fact ?fact }",
    ],
)
def test_a_row_comes_with_every_sentence_that_it_rests_on(store: stores.Store, text: str) -> None:
    found = attested(store, text)
    assert [(row["who"], row["evidence_article"], row["evidence_polarity"], row["evidence_speaker"]) for row in found] == [
        (US.id, "a1", "affirmed", None),
        (US.id, "a1", "negated", "Guo Ping"),
    ]
    assert {row["evidence_sentence"] for row in found} == {"The United States sanctions Huawei."}


@pytest.mark.parametrize("name", sorted(set(stock()) - {"articles", "sources", "most-connected", "mentioned-with", "path-between"}))
def test_every_stock_question_about_facts_has_evidence(store: stores.Store, name: str) -> None:
    question = stock()[name]
    found = attested(store, f"@{name}", parameters=filled(question))
    assert {row["evidence_article"] for row in found} <= {"a1", "b/2"}
    assert all(row["evidence_sentence"] for row in found)


@pytest.mark.parametrize("text", ["@most-connected", "@articles", "ASK { }", "SELECT ?label { ?x rdfs:label ?label }"])
def test_an_answer_that_rests_on_no_fact_has_no_evidence(store: stores.Store, text: str) -> None:
    with pytest.raises(QueryError, match="rests on no fact that the query names"):
        attested(store, text)


def test_a_fault_of_the_query_itself_is_told_before_that_of_its_evidence(store: stores.Store) -> None:
    with pytest.raises(QueryError, match="does not parse at line 1, column 27"):
        attested(store, "SELECT ?x { ?x a kg:Entity")


@pytest.mark.parametrize("name", sorted(stock()))
def test_every_stock_question_says_what_it_answers_and_orders_its_rows(store: stores.Store, name: str) -> None:
    question = stock()[name]
    assert "?" in question.answers
    assert "ORDER BY" in question.text
    blanks = filled(question)
    assert question.text.count("# parameter:") == len(blanks)
    answer = query(store, f"@{name}", parameters=blanks)
    assert isinstance(answer, Rows)
    assert len(answer) > 0


def test_stock_questions_are_quick_on_a_larger_graph() -> None:
    with stores.open("memory:") as large:
        for number in range(100):
            facts = (
                replace(fact, evidence=tuple(replace(one, article=f"a{number}") for one in fact.evidence))
                for reading in readings()
                for fact in reading.facts
            )
            large.replace(read(*facts, id=f"a{number}"), RUN)
        for name, question in stock().items():
            blanks = filled(question)
            start = time.process_time()
            query(large, f"@{name}", parameters=blanks)
            # Milliseconds on an idle machine; a plan that multiplies patterns out takes minutes.
            assert time.process_time() - start < 2, name


# ---- Answers as text ----


@pytest.fixture
def odd() -> Rows:
    cells = (
        ox.NamedNode("https://kg.example/entity/asml"),
        ox.Literal('=HYPERLINK("x")\t"q"\nz'),
        ox.Literal("nee", language="nl"),
        ox.Literal(-5),
        None,
        ox.Literal("a\x00\x1b[31m"),
    )
    return Rows(("a", "b", "c", "d", "e", "f"), (cells,))


@pytest.mark.parametrize(
    ("format", "media"), [("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV), ("xml", ox.QueryResultsFormat.XML)]
)
def test_exact_formats_read_back_as_they_were(odd: Rows, format: str, media: ox.QueryResultsFormat) -> None:
    harmless = replace(odd, rows=((*odd.rows[0][:5], ox.Literal("a")),))
    back = ox.parse_query_results(answers.write(harmless, format).encode(), media)
    assert isinstance(back, ox.QuerySolutions)
    assert [tuple(solution[name] for name in odd.variables) for solution in back] == list(harmless.rows)


def test_json_keeps_every_character(odd: Rows) -> None:
    (binding,) = json.loads(answers.write(odd, "json"))["results"]["bindings"]
    assert binding["f"] == {"type": "literal", "value": "a\x00\x1b[31m"}
    assert binding["c"] == {"type": "literal", "value": "nee", "xml:lang": "nl"}
    assert "e" not in binding


def test_xml_is_well_formed_whatever_the_news_holds(odd: Rows) -> None:
    assert (
        etree.fromstring(answers.write(odd, "xml").encode()).xpath("string(//*[local-name()='binding'][@name='f'])") == "a\ufffd\ufffd[31m"
    )


def test_a_spreadsheet_runs_no_cell_as_a_formula(odd: Rows) -> None:
    (head, cells) = csv.reader(io.StringIO(answers.write(odd, "csv"), newline=""))
    assert head == list("abcdef")
    assert cells[:5] == [HUAWEI.id.replace("huawei", "asml"), '\'=HYPERLINK("x")\t"q"\nz', "nee", "-5", ""]


@pytest.mark.parametrize("text", ["=1", "+1+1", "-a", "@x", "\t=1", "\r=1"])
def test_every_start_of_a_formula_is_made_harmless(text: str) -> None:
    answer = answers.write(Rows(("a",), ((ox.Literal(text),),)), "csv")
    assert list(csv.reader(io.StringIO(answer, newline="")))[1] == ["'" + text]


def test_a_table_shows_short_names_and_steers_no_terminal(odd: Rows) -> None:
    table = answers.write(odd, "table")
    assert "kge:asml" in table
    assert "\x1b" not in table
    assert len(table.splitlines()) == 3


@pytest.mark.parametrize(
    ("format", "read"),
    [
        ("json", lambda text: json.loads(text)["boolean"]),
        ("xml", lambda text: "<boolean>true</boolean>" in text),
        ("table", lambda text: text == "yes\n"),
        ("csv", lambda text: text == "true\r\n"),
        ("tsv", lambda text: text == "true\n"),
    ],
)
def test_a_yes_is_a_yes_in_every_format(format: str, read: Callable[[str], bool]) -> None:
    assert read(answers.write(True, format))


def test_an_unknown_format_is_refused(odd: Rows) -> None:
    with pytest.raises(QueryError, match="There is no format 'pdf' for answers: choose one of table, json"):
        answers.write(odd, "pdf")
    with pytest.raises(QueryError, match="Rows cannot be written as Turtle"):
        answers.write(odd, "turtle")


def test_a_deed_ends_what_was_so_before_it() -> None:
    """Lifting closes what was imposed, dismissing closes a post; who is only said to lift, or lifted before, closes nothing."""
    worked, dismisses = Relation("worksFor", "works for", True), Relation("dismisses", "dismisses", True)
    facts = (
        Fact(US, SANCTIONS, HUAWEI, (proof(time="2019-05-15"),)),
        Fact(US, LIFTS, HUAWEI, (proof(time="2021-02"),)),
        Fact(GUO, worked, HUAWEI, (proof(time="2012"),)),
        Fact(HUAWEI, dismisses, GUO, (proof(time="2018"),)),
        Fact(CHINA, SANCTIONS, ASML, (proof(time="2019"),)),
        Fact(CHINA, LIFTS, ASML, (proof(time="2020", attribution=GUO, attribution_text="said Guo Ping"),)),
        Fact(US, BANS, ASML, (proof(time="2020"),)),
        Fact(US, LIFTS, ASML, (proof(time="2018"),)),
    )
    with stores.open("memory:") as opened:
        opened.replace(read(*facts), RUN)
        found = rows(opened, stock()["ended"].text)
    assert [(row["subject"], row["relation"], row["object"], row["began"], row["ended"]) for row in found] == [
        ("Guo Ping", "works for", "Huawei", "2012", "2018"),
        ("United States", "sanctions", "Huawei", "2019-05-15", "2021-02"),
    ]


def test_the_question_of_what_ended_knows_every_relation_that_closes_another() -> None:
    pairs = {(name, closed) for name, relation in load().relations.items() for closed in relation.closes}
    assert pairs
    assert all(f"(kgo:{closing} kgo:{closed})" in stock()["ended"].text for closing, closed in pairs)
    assert all(f"(kgo:{closed} kgo:{closed})" in stock()["ended"].text for _, closed in pairs)
    listed = re.search(r"VALUES \?closed { ([^}]*) }", stock()["ended"].text)
    assert listed is not None
    assert set(listed[1].split()) == {f"kgo:{closed}" for _, closed in pairs}
