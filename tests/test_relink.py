"""The user's own names in a graph: applied to what was read, taken back, and never at the cost of anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg import pipeline, reading
from kg.archive import Archive
from kg.errors import InputError
from kg.graph import CLAIMS, Graph
from kg.merging import merge
from kg.model import Article, Reading
from tests.factories import each

TEXTS = {
    "a1": "Norvik Shipping has acquired Brightwater. Norvik is based in Oslo. It has sued Brightwater.",
    "a2": "Jane Doe founded Norvik Shipping in 1999. Norvik Maritime owns Brightwater.",
    "a3": "De Verenigde Staten leggen sancties op aan Norvik Maritime.",
}
HEAD = "what,name,entity,type,language,article\n"
MERGED = HEAD + "same,Norvik Maritime,Norvik Shipping\n"
SEPARATE = HEAD + "different,Norvik,Norvik Shipping\nalias,Brightwater,Clear Brook,Company,,a2\n"

_READ = reading.read_article


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """The real readings of the articles, made once."""
    return {id: _READ(Article(id, text, language="nl" if id == "a3" else "en")) for id, text in TEXTS.items()}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, readings: dict[str, Reading]) -> Iterator[list[str]]:
    """The ids of the articles that were read, in order."""
    seen: list[str] = []

    def record(article: Article) -> Reading:
        seen.append(article.id)
        return replace(readings[article.id], article=article)

    monkeypatch.setattr(reading, "read_articles", each(record))
    return seen


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "articles"
    folder.mkdir(parents=True)
    for id, text in TEXTS.items():
        (folder / f"{id}.md").write_text(f"---\nid: {id}\nlanguage: {'nl' if id == 'a3' else 'en'}\n---\n{text}\n", encoding="utf-8")
    return folder


def say(news: Path, text: str) -> None:
    (news.parent / "aliases.csv").write_text(text, encoding="utf-8")


def build(news: Path, out: Path) -> tuple[bytes, int]:
    """The graph as bytes, and how many articles were linked anew."""
    with pipeline.build(news, out=out) as graph:
        assert graph.summary is not None
        return graph.store.dump(), graph.summary.relinked


def labels(folder: Path) -> set[str]:
    with Graph.open(folder) as graph:
        return {end.label for fact in graph.facts() for end in (fact.subject, fact.object)}


def test_names_are_applied_without_reading_and_give_the_graph_that_reading_with_them_gives(
    news: Path, tmp_path: Path, read: list[str]
) -> None:
    plain, _ = build(news, tmp_path / "old")
    assert "Norvik Maritime" in labels(tmp_path / "old")
    for text in (MERGED, SEPARATE):
        say(news, text)
        read.clear()
        later, relinked = build(news, tmp_path / "old")
        assert (read, relinked > 0) == ([], True)
        assert later == build(news, tmp_path / f"new{len(text)}")[0] != plain
        assert build(news, tmp_path / "old") == (later, 0)
    say(news, HEAD)
    assert build(news, tmp_path / "old")[0] == plain


def test_a_merge_makes_one_of_two_and_keeps_both_names(news: Path, tmp_path: Path, read: list[str]) -> None:
    say(news, MERGED)
    build(news, tmp_path / "out")
    with Graph.open(tmp_path / "out") as graph:
        facts = graph.why("Norvik Maritime")
        assert {fact.relation.id for fact in facts} >= {"acquires", "founded", "sanctions"}
        assert {"Norvik Shipping"} <= {end.label for fact in facts for end in (fact.subject, fact.object)}


def test_names_reach_articles_of_earlier_builds_from_elsewhere(news: Path, tmp_path: Path, read: list[str]) -> None:
    build(news, tmp_path / "out")
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "aliases.csv").write_text(MERGED, encoding="utf-8")
    (news / "a1.md").rename(other / "a1.md")
    build(other, tmp_path / "out")
    assert "Norvik Maritime" not in labels(tmp_path / "out")


def test_a_build_from_elsewhere_keeps_the_names_that_the_graph_was_built_with(news: Path, tmp_path: Path, read: list[str]) -> None:
    say(news, MERGED)
    before, _ = build(news, tmp_path / "out")
    (news.parent / "aliases.csv").unlink()
    assert build(news, tmp_path / "out") == (before, 0)
    assert (tmp_path / "out" / "aliases.csv").read_text(encoding="utf-8") == MERGED


def test_a_file_that_is_named_goes_before_the_one_beside_the_articles(news: Path, tmp_path: Path, read: list[str]) -> None:
    say(news, MERGED)
    (tmp_path / "none.csv").write_text(HEAD, encoding="utf-8")
    pipeline.build(news, out=tmp_path / "out", aliases=tmp_path / "none.csv").close()
    assert "Norvik Maritime" in labels(tmp_path / "out")


def test_a_mistake_in_the_file_changes_nothing(news: Path, tmp_path: Path, read: list[str]) -> None:
    say(news, MERGED)
    before, _ = build(news, tmp_path / "out")
    say(news, MERGED + "different,Norvik Maritime,Norvik Shipping\n")
    with pytest.raises(InputError, match=r"line 3: it keeps .* apart, but line 2 makes them one"):
        build(news, tmp_path / "out")
    say(news, MERGED)
    assert build(news, tmp_path / "out") == (before, 0)


def test_an_id_that_nothing_has_is_told_and_the_other_lines_hold(news: Path, tmp_path: Path, read: list[str]) -> None:
    say(news, MERGED + "alias,Umbra,kge:umbrra\nsame,kge:brightwater,Clear Brook\n")
    with pipeline.build(news, out=tmp_path / "out") as graph:
        assert graph.summary is not None
        (problem,) = graph.summary.problems
    assert str(problem).startswith("aliases.csv, line 3: the graph has nothing with the id https://kg.example/entity/umbrra;")
    assert not {"Norvik Maritime", "Brightwater"} & labels(tmp_path / "out")


def test_an_article_whose_claims_are_lost_is_read_again_or_told(news: Path, tmp_path: Path, read: list[str]) -> None:
    build(news, tmp_path / "out")
    (tmp_path / "out" / CLAIMS).unlink()
    (news / "a3.md").rename(tmp_path / "a3.md")
    say(news, MERGED)
    read.clear()
    with pipeline.build(news, out=tmp_path / "out") as graph:
        assert graph.summary is not None
        told = [str(problem) for problem in graph.summary.problems]
    assert read == ["a1", "a2"]
    assert told == ["a3: the claims are not kept, so your names do not reach it yet; build it from its source again."]


def test_a_graph_in_memory_takes_names_as_well(news: Path, read: list[str]) -> None:
    say(news, MERGED)
    graph = pipeline.build(news)
    assert "Norvik Maritime" not in {fact.subject.label for fact in graph.facts()}


def test_an_article_that_is_removed_leaves_no_claims(news: Path, tmp_path: Path, read: list[str]) -> None:
    build(news, tmp_path / "out")
    with Graph.open(tmp_path / "out") as graph:
        graph.remove("a2")
    with Archive(tmp_path / "out" / CLAIMS) as archive:
        assert ("a1" in archive, "a2" in archive) == (True, False)


def test_merged_graphs_take_names_like_one_that_was_built_at_once(news: Path, tmp_path: Path, read: list[str]) -> None:
    for id in TEXTS:
        pipeline.build(news / f"{id}.md", out=tmp_path / id).close()
    merge([tmp_path / id for id in TEXTS], out=tmp_path / "all")
    say(news, MERGED)
    read.clear()
    assert build(news, tmp_path / "all")[0] == build(news, tmp_path / "once")[0]
    assert read == list(TEXTS)  # for the second graph alone


def test_what_is_kept_of_an_article_is_what_linking_needs(readings: dict[str, Reading]) -> None:
    given = readings["a1"]
    with Archive() as archive:
        archive.put(given.article, given.claims, pipeline.run())
        kept = archive.get("a1")
        assert archive.get("a2") is None
    assert kept is not None
    assert (kept.claims, kept.run) == (given.claims, pipeline.run())
    assert replace(kept.article, text="") == replace(given.article, text="")
    assert reading.link(kept.article, kept.claims) == replace(given, article=kept.article)
