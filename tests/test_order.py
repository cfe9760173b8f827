"""The order of articles does not matter: read in any order, in one build or many, with names given early or late, the graph is the
same to the byte."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline, reading
from kg.graph import Graph
from kg.model import Article, Reading
from kg.readers import read
from tests.factories import each

ARTICLES = Path(__file__).parent.parent / "corpus" / "articles"
CHOSEN = (
    "en/2019-05-16-us-blacklists-huawei.md",
    "nl/2020-09-15-huawei-zonder-chips.md",
)
MADE_UP = {
    "m1": ("en", "Jane Doe founded Norvik Shipping in Oslo in 1999. Doe sold the company to Huawei."),
    "m2": ("en", "Chipmaker Norvik Shipping sued Huawei, said Jane Doe. Huawei denies it."),
    "m3": ("nl", "Minister Jane Doe waarschuwt voor Norvik Shipping. Doe werkt voor HiSilicon."),
    "m4": ("en", "Kirin beat Norvik Shipping in Oslo. Jane Doe leads Huawei Technologies Co., Ltd."),
}
"""Articles that share entities across languages, and differ over their names and classes."""
NAMES = "what,name,entity\nsame,SMIC,Semiconductor Manufacturing International\ndifferent,HiSilicon,Huawei\nalias,Kirin,HiSilicon\n"

_READ = reading.read_article


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """The readings of the articles by their files, made once: what is tested is what becomes of them."""
    folder = tmp_path_factory.mktemp("articles")
    files = [*(ARTICLES / name for name in CHOSEN), *(folder / f"{id}.md" for id in MADE_UP)]
    for id, (language, text) in MADE_UP.items():
        (folder / f"{id}.md").write_text(f"---\nid: {id}\nlanguage: {language}\n---\n{text}\n", encoding="utf-8")
    found = [next(iter(read(path, on_problem=lambda problem: pytest.fail(str(problem))))) for path in files]
    return {str(path): _READ(article) for path, article in zip(files, found, strict=True)}


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch, articles: dict[str, Reading]) -> dict[str, Reading]:
    """The same, given by the builds of a test; pages are not drawn."""
    known = {given.article: given for given in articles.values()}

    def give(article: Article) -> Reading:
        return known[article]

    monkeypatch.setattr(reading, "read_articles", each(give))
    monkeypatch.setattr(Graph, "draw", lambda self: None)
    return articles


@pytest.fixture
def whole(ready: dict[str, Reading], tmp_path: Path) -> bytes:
    """The graph of all articles, built at once."""
    return build([list(ready)], tmp_path, [True])


def build(batches: list[list[str]], folder: Path, names: list[bool]) -> bytes:
    """The N-Quads of a graph built batch by batch, each with the user's names or without."""
    files = {named: folder / f"{named}.csv" for named in (True, False)}
    files[True].write_text(NAMES, encoding="utf-8")
    files[False].write_text(NAMES.partition("\n")[0], encoding="utf-8")
    for batch, named in zip(batches, names, strict=True):
        pipeline.build(batch, out=folder / "graph", aliases=files[named]).close()
    with Graph.open(folder / "graph") as graph:
        assert [article.id for article in graph.articles()] == sorted(article.id for article in graph.articles())
        return graph.store.dump()


@st.composite
def builds(draw: st.DrawFn, count: int = len(CHOSEN) + len(MADE_UP)) -> tuple[list[list[int]], list[bool]]:
    """Numbers of articles in batches, some articles in several of them, and whether a batch has the user's names; the last does."""
    order = draw(st.permutations(range(count)))
    again = draw(st.lists(st.integers(0, count - 1), max_size=2))
    cuts = sorted(draw(st.sets(st.integers(1, count - 1), max_size=3)))
    batches = [list(order[start:end]) for start, end in zip([0, *cuts], [*cuts, count], strict=True)]
    if again:
        batches.append(list(dict.fromkeys(again)))
    return batches, [*(draw(st.booleans()) for _ in batches[1:]), True]


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(how=builds())
def test_any_order_in_any_batches_gives_the_same_graph(
    ready: dict[str, Reading], whole: bytes, how: tuple[list[list[int]], list[bool]]
) -> None:
    batches, names = how
    files = list(ready)
    with tempfile.TemporaryDirectory() as folder:
        assert build([[files[number] for number in batch] for batch in batches], Path(folder), names) == whole


def test_the_articles_share_what_their_order_could_show(ready: dict[str, Reading], tmp_path: Path) -> None:
    """Entities in both languages that articles describe differently, over which they vote."""
    build([list(ready)], tmp_path, [True])
    with Graph.open(tmp_path / "graph") as graph:
        rows = graph.query("SELECT ?e { ?d kg:describes ?e ; kg:kind kg:Entity } GROUP BY ?e HAVING (COUNT(DISTINCT ?d) > 1)")
        languages = {article.language for article in graph.articles()}
    assert languages == {"en", "nl"}
    assert len(rows.rows) >= 2  # type: ignore[union-attr]
