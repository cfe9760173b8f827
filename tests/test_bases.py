"""A graph under a base of its own: what is made for it stands there and nowhere else, and all that reads a graph copes."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

import pytest

from benchmarks.newsgraph import readings, run
from kg import reading, stores
from kg.answers import write
from kg.check import check
from kg.errors import InputError, StoreError
from kg.graph import STORE, Graph
from kg.infer import entailed
from kg.merging import merge
from kg.pipeline import build
from kg.pipeline import run as pipeline_run
from kg.query import query, stock
from kg.rdf import PREFIXES, Articles, checked, entities, facts, facts_of, prefixes
from kg.rdf.terms import BASE
from kg.server import editor, home, things
from kg.server.worker import MOST
from kg.why import ask, why
from tests.factories import each, toy_reading
from tests.servers import oxigraph

OURS = "https://news.example.org/graph/"
GIVEN = tuple(readings(120))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph under a base of its own, and one under the program's beside it."""
    place = tmp_path_factory.mktemp("bases")
    for name, base in (("ours", OURS), ("usual", None)):
        (place / name).mkdir()
        with stores.open(place / name / STORE, base=base) as store:
            for one in GIVEN:
                store.replace(one, run())
    return place


@pytest.fixture
def ours(folder: Path) -> Graph:
    return Graph.open(folder / "ours")


def test_only_the_vocabulary_stands_elsewhere(ours: Graph) -> None:
    found = set(re.findall(rf"{re.escape(BASE)}[^>#]*#?", ours.store.dump().decode()))
    assert found == {f"{BASE}vocab#", f"{BASE}ontology#"}


def test_the_graph_is_the_same_but_for_its_names(folder: Path, ours: Graph) -> None:
    def told(graph: Graph) -> list[str]:
        found = ((fact.subject.label, fact.relation, fact.object.label, [one.sentence for one in fact.evidence]) for fact in graph.facts())
        return sorted(map(str, found))

    with Graph.open(folder / "usual") as usual:
        assert told(ours) == told(usual)
        assert list(Articles(ours.store).values()) == list(Articles(usual.store).values())
    assert all(entity.id.startswith(f"{OURS}entity/") for entity in entities(ours.store))


def test_a_fact_is_found_by_its_id(ours: Graph) -> None:
    fact = next(facts(ours.store))
    (again,) = facts(ours.store, only=[f"{OURS}fact/{fact.id}"])
    assert again == fact
    assert fact.id in {one.id for one in facts_of(ours.store, fact.evidence[0].article)}


def test_questions_know_the_prefixes_of_the_graph(ours: Graph) -> None:
    fact = next(fact for fact in facts(ours.store) if fact.relation.typed)
    name = fact.subject.id.removeprefix(f"{OURS}entity/")
    rows = query(ours.store, f"SELECT ?fact ?o {{ ?fact rdf:subject kge:{name} ; rdf:object ?o }}")
    assert len(rows) > 0  # type: ignore[arg-type]
    assert "fact:" in write(rows, "table")
    assert query(ours.store, "ASK { ?who ?p ?o }", parameters={"who": f"kge:{name}"}) is True
    assert len(query(ours.store, "@facts-of-article", parameters={"article": GIVEN[0].article.id})) > 0  # type: ignore[arg-type]
    assert len(query(ours.store, "@timeline", parameters={"whom": fact.subject.label})) > 0  # type: ignore[arg-type]
    assert why(ours.store, ask(ours.store, fact.subject.label))


def test_an_article_is_replaced_and_removed_without_a_trace(folder: Path, tmp_path: Path) -> None:
    with stores.open(tmp_path / "store", base=OURS) as store:
        for one in GIVEN[:3]:
            assert store.replace(one, run())
            assert not store.replace(one, run())
        before = store.dump()
        store.replace(GIVEN[3], run())
        assert store.remove(GIVEN[3].article.id)
        assert store.dump() == before
    with stores.open(tmp_path / "store") as again:  # a graph remembers its base
        assert again.base == OURS
        assert not again.replace(GIVEN[0], run())


def test_another_base_is_refused_in_one_sentence(folder: Path) -> None:
    sentence = f"under {OURS}, not under https://other.example.org/: leave the base out"
    asked = stores.open(folder / "ours" / STORE, read_only=True, base="https://other.example.org/")
    with asked as store, pytest.raises(StoreError, match=sentence):
        _ = store.base
    with stores.open(folder / "ours" / STORE, read_only=True, base=OURS) as store:
        assert store.base == OURS


def test_a_build_takes_a_base_and_remembers_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_articles", each(toy_reading))
    monkeypatch.setattr(reading, "pipelines_used", lambda: (("toy", "1"),))
    pipeline_run.cache_clear()
    (tmp_path / "a1.txt").write_text("Huawei sues Verizon. Nokia owns Alcatel.", encoding="utf-8")
    (tmp_path / "a2.txt").write_text("Nokia sues Verizon. Nokia sues Alcatel.", encoding="utf-8")
    build(tmp_path / "a1.txt", out=tmp_path / "g", base=OURS.rstrip("/")).close()
    with build(tmp_path / "a2.txt", out=tmp_path / "g") as graph:
        assert {fact.subject.id for fact in graph.facts()} == {f"{OURS}entity/huawei", f"{OURS}entity/nokia"}
        assert graph.why("Nokia", "sues", "Verizon")
        for name in ("turtle", "jsonld", "jsonl", "gexf", "rdf12"):
            text = graph.write(tmp_path / f"graph.{name}", name).read_text(encoding="utf-8")
            assert f"{BASE}entity" not in text
        assert f"@prefix kge: <{OURS}entity/> ." in (tmp_path / "graph.turtle").read_text(encoding="utf-8")
    with pytest.raises(StoreError, match="leave the base out, or build into a new graph"):
        build(tmp_path / "a1.txt", out=tmp_path / "g", base="https://other.example.org/")
    with Graph.open(tmp_path / "g") as graph:
        graph.remove("a1")
        assert [article.id for article in graph.articles()] == ["a2"]
    pipeline_run.cache_clear()


@pytest.mark.parametrize(
    "base", ["news", "ftp://news.example.org/", "https://news.example.org/#", "https://a b/", "https://x.example/?q=1"]
)
def test_what_is_no_base_is_told(base: str) -> None:
    with pytest.raises(InputError, match=r"is no base for IRIs: give an address of the web"):
        checked(base)


def test_graphs_of_one_base_merge_and_others_do_not(folder: Path, tmp_path: Path) -> None:
    assert merge([folder / "ours"], out=tmp_path / "out").added == len(GIVEN)
    with Graph.open(tmp_path / "out") as merged, Graph.open(folder / "ours") as ours:
        assert merged.store.dump() == ours.store.dump()
    with pytest.raises(StoreError, match="build both with one base"):
        merge([folder / "ours", folder / "usual"], out=tmp_path / "other")


def test_pages_and_editor_find_their_things(ours: Graph) -> None:
    fact = next(facts(ours.store))
    name = fact.subject.id.removeprefix(f"{OURS}entity/")
    assert "/fact/" in things.entity(ours.store, id=name, accept="text/html", most=MOST).body.decode()
    assert things.fact(ours.store, id=fact.id, accept="text/html", most=MOST).status == 200
    turtle = things.article(ours.store, id=GIVEN[0].article.id, accept="text/turtle", most=MOST).body.decode()
    assert f"@prefix art: <{OURS}article/> ." in turtle
    assert OURS in home.page(ours.store, here="http://127.0.0.1/", most=MOST).body.decode()
    assert "/entity/" + name in home.entities(ours.store, name=fact.subject.label, page="1", most=MOST).body.decode()
    for question in stock().values():
        text = editor.tab(ours.store, question)["query"]
        assert f"{BASE}entity" not in text
        if "kge:" in text:
            assert f"PREFIX kge: <{OURS}entity/>" in text


def test_rules_and_inferences_hold_under_any_base(folder: Path, ours: Graph) -> None:
    with Graph.open(folder / "usual") as usual:
        assert len(entailed(ours.store)) == len(entailed(usual.store)) > 0
        assert len(check(ours.store, article=GIVEN[0].article.id)) == len(check(usual.store, article=GIVEN[0].article.id))


def test_a_server_keeps_a_graph_under_its_base() -> None:
    with oxigraph() as address, stores.open(address, base=OURS) as store:
        store.replace(GIVEN[0], run())
        with stores.open(address) as again:
            assert again.base == OURS
            assert again.query("ASK { ?fact rdf:subject ?s FILTER(STRSTARTS(STR(?s), STR(kge:))) }")
            assert again.remove(GIVEN[0].article.id)


def test_the_prefixes_of_the_program_are_not_changed() -> None:
    assert prefixes(BASE) == MappingProxyType(PREFIXES)
