"""Building: the same bytes twice, only what changed is read again, and one bad article never stops the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg import ledger, pipeline, reading
from kg.errors import ExportError, InputError, StoreError
from kg.graph import Graph
from kg.model import Article, Fact, Reading
from tests.factories import each, toy_reading

TEXTS = {
    "a1": "Huawei sues Verizon. Nokia owns Alcatel. Nokia might sue Huawei.",
    "a2": "Huawei sues Verizon. Ericsson competesWith Nokia. The rest of the news is dull.",
    "a3": "Nvidia acquires Arm. The rest of the news is dull.",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that were read, in order; reading itself is a toy's."""
    seen: list[str] = []

    def record(article: Article) -> Reading:
        seen.append(article.id)
        return toy_reading(article)

    monkeypatch.setattr(reading, "read_article", record)
    monkeypatch.setattr(reading, "read_articles", each(lambda article: reading.read_article(article)))
    monkeypatch.setattr(reading, "pipelines_used", lambda: (("toy", "1"),))
    pipeline.run.cache_clear()
    return seen


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        write(folder, name, text)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.md").write_text(f"---\nid: {name}\nlanguage: en\ndate: 2020-09-12\n---\n{text}\n", encoding="utf-8")


def statements(graph: Graph) -> set[tuple[str, str, str]]:
    return {(fact.subject.label, fact.relation.id, fact.object.label) for fact in graph.facts()}


def everything(graph: Graph, folder: Path) -> tuple[bytes, bytes, bytes]:
    """The graph as bytes: RDF, facts file, page."""
    files = [graph.write(folder / name) for name in ("all.nq", "all.jsonl", "all.html")]
    return files[0].read_bytes(), files[1].read_bytes(), files[2].read_bytes()


def test_a_folder_becomes_a_graph_with_a_page(news: Path, tmp_path: Path, read: list[str]) -> None:
    with kg.build(news, out=tmp_path / "g") as graph:
        assert read == ["a1", "a2", "a3"]
        assert ("Nvidia", "acquires", "Arm") in statements(graph)
        assert (tmp_path / "g" / "graph.html").read_text(encoding="utf-8").count("Nvidia")
        done = graph.summary
    assert done is not None
    assert (done.added, done.replaced, done.unchanged, done.skipped, done.articles) == (3, 0, 0, 0, 3)
    assert (done.facts, done.evidence, done.rejections) == (4, 5, {"only an opinion": 1})


def test_a_graph_in_memory_needs_no_folder(news: Path, read: list[str]) -> None:
    with kg.build(news) as graph:
        assert len(statements(graph)) == 4
        graph.remove("a3")
        assert len(statements(graph)) == 3


def test_built_twice_it_is_the_same_to_the_byte(news: Path, tmp_path: Path, read: list[str]) -> None:
    with (
        kg.build(news, out=tmp_path / "one") as one,
        kg.build([news / "a3.md", news / "a2.md", news / "a1.md"], out=tmp_path / "two") as two,
    ):
        assert everything(one, tmp_path) == everything(two, tmp_path)


def test_unchanged_articles_are_not_read_again(news: Path, tmp_path: Path, read: list[str]) -> None:
    kg.build(news, out=tmp_path / "g").close()
    before = (tmp_path / "g" / "graph.html").read_bytes()
    with kg.build(news, out=tmp_path / "g") as graph:
        assert graph.summary is not None
        assert (graph.summary.unchanged, graph.summary.facts, len(read)) == (3, 4, 3)
    assert (tmp_path / "g" / "graph.html").read_bytes() == before


def test_a_changed_article_replaces_just_itself(news: Path, tmp_path: Path, read: list[str]) -> None:
    kg.build(news, out=tmp_path / "g").close()
    write(news, "a1", "Nokia owns Alcatel. Nokia supplies Vodafone. The rest of the news is dull.")
    with kg.build(news, out=tmp_path / "g") as graph:
        assert read[3:] == ["a1"]
        assert graph.summary is not None
        assert (graph.summary.replaced, graph.summary.unchanged) == (1, 2)
        changed = everything(graph, tmp_path)
    with kg.build(news, out=tmp_path / "fresh") as fresh:
        assert everything(fresh, tmp_path) == changed


@pytest.mark.parametrize("change", ["pipeline", "program"])
def test_articles_are_read_again_by_another_reader(
    news: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    kg.build(news, out=tmp_path / "g").close()
    if change == "pipeline":
        monkeypatch.setattr(reading, "pipelines_used", lambda: (("toy", "2"),))
        pipeline.run.cache_clear()
    else:
        monkeypatch.setattr(pipeline, "_program", lambda: "another")
    kg.build(news, out=tmp_path / "g").close()
    assert len(read) == 6


def test_articles_gone_from_the_folder_stay_until_they_are_removed(news: Path, tmp_path: Path, read: list[str]) -> None:
    kg.build(news, out=tmp_path / "g").close()
    (news / "a3.md").unlink()
    with kg.build(news, out=tmp_path / "g") as graph:
        assert ("Nvidia", "acquires", "Arm") in statements(graph)


def test_removing_leaves_the_graph_that_never_read_it(news: Path, tmp_path: Path, read: list[str]) -> None:
    with kg.build(news, out=tmp_path / "g") as graph:
        graph.remove("a1")
        assert ("Huawei", "sues", "Verizon") in statements(graph), "another article says so too"
        removed = everything(graph, tmp_path)
        page = (tmp_path / "g" / "graph.html").read_bytes()
    with kg.build([news / "a2.md", news / "a3.md"], out=tmp_path / "never") as never:
        assert everything(never, tmp_path) == removed
    assert (tmp_path / "never" / "graph.html").read_bytes() == page


def test_a_removed_article_is_read_again_when_it_comes_back(news: Path, tmp_path: Path, read: list[str]) -> None:
    with kg.build(news, out=tmp_path / "g") as graph:
        graph.remove("a1")
    with kg.build(news, out=tmp_path / "g") as graph:
        assert read[3:] == ["a1"]
        assert len(statements(graph)) == 4


def test_removing_an_unknown_article_says_how_to_find_its_name(news: Path, tmp_path: Path, read: list[str]) -> None:
    with kg.build(news, out=tmp_path / "g") as graph, pytest.raises(StoreError, match=r"no article 'a9'.*@articles"):
        graph.remove("a9")


@pytest.mark.parametrize(
    ("error", "told"), [(InputError("the text is empty."), "the text is empty"), (ZeroDivisionError("oh"), "ZeroDivisionError: oh")]
)
def test_a_failing_article_is_named_and_the_rest_is_read(
    news: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    good = reading.read_article

    def sometimes(article: Article) -> Reading:
        if article.id == "a2":
            raise error
        return good(article)

    monkeypatch.setattr(reading, "read_article", sometimes)
    with kg.build(news, out=tmp_path / "g") as graph:
        done = graph.summary
        assert ("Nvidia", "acquires", "Arm") in statements(graph)
    assert done is not None
    assert (done.added, done.skipped, [problem.source for problem in done.problems]) == (2, 1, ["a2"])
    assert told in str(done.problems[0])


def test_a_build_that_is_stopped_leaves_a_good_graph_and_goes_on(
    news: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = reading.read_article

    def stopped(article: Article) -> Reading:
        if article.id == "a2":
            raise KeyboardInterrupt
        return good(article)

    monkeypatch.setattr(reading, "read_article", stopped)
    with pytest.raises(KeyboardInterrupt):
        kg.build(news, out=tmp_path / "g")
    with kg.open(tmp_path / "g") as graph:
        assert statements(graph) == {("Huawei", "sues", "Verizon"), ("Nokia", "owns", "Alcatel")}
    monkeypatch.setattr(reading, "read_article", good)
    kg.build(news, out=tmp_path / "g").close()
    assert read == ["a1", "a2", "a3"]


def test_of_two_articles_of_one_name_the_later_one_replaces_the_other(news: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    twice = [Article("a", text, language="en") for text in ("Nokia owns Alcatel.", "Huawei sues Verizon.")]
    monkeypatch.setattr(pipeline, "read", lambda sources, on_problem: iter(twice))
    with kg.build(news) as graph:
        assert statements(graph) == {("Huawei", "sues", "Verizon")}
        assert graph.summary is not None
        assert graph.summary.articles == 1


def test_an_article_is_stored_before_the_next_is_read(news: Path, read: list[str]) -> None:
    seen: list[tuple[str, int]] = []
    kg.build(news, progress=lambda step: seen.append((step.article, len(read)))).close()
    assert seen == [("a1", 1), ("a2", 2), ("a3", 3)]


def test_progress_is_told_article_by_article(news: Path, read: list[str]) -> None:
    steps: list[pipeline.Step] = []
    kg.build(news, progress=steps.append).close()
    assert [(step.article, step.outcome) for step in steps] == [("a1", "added"), ("a2", "added"), ("a3", "added")]


def test_a_folder_with_other_files_is_left_alone(news: Path, tmp_path: Path, read: list[str]) -> None:
    with pytest.raises(StoreError, match="holds other files"):
        kg.build(news, out=news)
    assert sorted(path.name for path in news.iterdir()) == ["a1.md", "a2.md", "a3.md"]


def test_there_is_no_graph_where_none_was_built(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build SOURCE"):
        kg.open(tmp_path)


def test_two_may_read_a_graph_while_a_third_builds_it(news: Path, tmp_path: Path, read: list[str]) -> None:
    with kg.build(news, out=tmp_path / "g") as one, kg.open(tmp_path / "g") as two:
        write(news, "a4", "Cisco sues Arista. The rest of the news is dull.")
        with kg.build(news, out=tmp_path / "g") as three:
            assert len(statements(three)) == 5
        assert len(statements(one)) == len(statements(two)) == 4


def test_a_format_is_told_by_the_name_of_the_file(news: Path, tmp_path: Path, read: list[str]) -> None:
    with kg.build(news) as graph:
        assert graph.write(tmp_path / "g.gexf").read_text(encoding="utf-8").startswith("<?xml")
        with pytest.raises(ExportError, match=r"called 'g\.docx' is none.*gexf"):
            graph.write(tmp_path / "g.docx")
        with pytest.raises(ExportError, match="format 'word' is none"):
            graph.write(tmp_path / "g.gexf", "word")


def test_other_libraries_get_the_same_graph(news: Path, read: list[str]) -> None:
    with kg.build(news) as graph:
        facts = {fact.id for fact in graph.facts()}
        assert {key for _, _, key in graph.to_networkx().edges(keys=True)} == facts
        asked = graph.to_rdflib().query("SELECT ?o { <https://kg.example/entity/nvidia> <https://kg.example/ontology#acquires> ?o }")
        assert [str(row.o) for row in asked] == ["https://kg.example/entity/arm"]


def test_a_notebook_shows_the_page_shut_off_from_itself(news: Path, read: list[str]) -> None:
    with kg.build(news) as graph:
        shown = graph.show()._repr_html_()  # type: ignore[attr-defined]
    assert shown.startswith("<iframe srcdoc=")
    assert 'sandbox="allow-scripts' in shown
    assert "allow-same-origin" not in shown


def test_a_text_gives_facts_at_once(read: list[str]) -> None:
    facts: list[Fact] = kg.extract("Nvidia acquires Arm.", language="en")
    assert [(fact.subject.label, fact.relation.id) for fact in facts] == [("Nvidia", "acquires")]


@pytest.mark.parametrize(("text", "told"), [(" \n", "no text"), ("x. " * 400_000, "read at most")])
def test_a_text_that_is_none_is_refused(read: list[str], text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        kg.extract(text, language="en")


@pytest.mark.parametrize("damage", ['{"article": "a1", "dig', "[1, 2]", "\x00"])
def test_a_damaged_line_of_the_ledger_means_reading_again(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "ledger.jsonl"
    with ledger.Ledger(path) as log:
        log.record("a1", "1")
        log.record("a2", "2")
        log.forget("a1")
    with path.open("a", encoding="utf-8") as file:
        file.write(damage)
    with ledger.Ledger(path) as log:
        assert (log.digest("a1"), log.digest("a2")) == (None, "2")


def test_what_cannot_be_opened_as_a_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "ledger.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match="ledger"):
        ledger.Ledger(tmp_path / "ledger.jsonl")


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _: Callable[[], None] = kg.nothing_of_the_kind
