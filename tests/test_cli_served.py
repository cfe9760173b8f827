"""The commands on a graph behind a real SPARQL server, by its address in the place of a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline, reading
from tests.factories import each, toy_reading
from tests.servers import oxigraph
from tests.test_cli import inside

TEXTS = {
    "a1": "Huawei sues Verizon. Nokia owns Alcatel. Nokia might sue Huawei.",
    "a2": "Huawei sues Verizon. Ericsson competesWith Nokia. The rest of the news is dull.",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with two articles that `kg build -o ADDRESS` read, by a toy: these tests are about the command."""
    news = tmp_path_factory.mktemp("news")
    for name, text in TEXTS.items():
        (news / f"{name}.txt").write_text(text, encoding="utf-8")
    with oxigraph() as served, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_articles", each(toy_reading))
        patch.setattr(reading, "pipelines_used", lambda: (("toy", "1"),))
        pipeline.run.cache_clear()
        told = inside("build", news, "-o", served, "--base", "https://news.example.org/", "-f", "json")
        assert told.returncode == 0, told.stderr
        assert json.loads(told.stdout)["added"] == 2
        yield served
        pipeline.run.cache_clear()


def test_questions_go_to_the_server(address: str) -> None:
    told = inside("query", "-g", address, "-f", "json", "SELECT ?whom { kge:huawei kgo:sues ?whom }")
    assert told.returncode == 0, told.stderr
    assert [row["whom"]["value"] for row in json.loads(told.stdout)["results"]["bindings"]] == ["https://news.example.org/entity/verizon"]
    about = inside("query", "-g", address, "@neighbours", "whom=Nokia", "--evidence")
    assert about.returncode == 0, about.stderr
    assert "Nokia owns Alcatel." in about.stdout


def test_the_sentences_behind_a_fact_come_from_the_server(address: str) -> None:
    told = inside("why", "-g", address, "Huawei", "sues", "Verizon")
    assert told.returncode == 0, told.stderr
    assert "[Huawei] *sues* [Verizon]." in told.stdout
    refused = inside("why", "-g", address, "--not", "Nokia", "Huawei")
    assert "only an opinion" in refused.stdout, refused.stderr


def test_a_served_graph_is_exported_and_checked(address: str, tmp_path: Path) -> None:
    told = inside("export", "-g", address, "turtle", "-o", tmp_path / "graph.ttl")
    assert told.returncode == 0, told.stderr
    assert "@prefix kge: <https://news.example.org/entity/> ." in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    checked = inside("check", "-g", address)
    assert checked.returncode in (0, 1), checked.stderr
    assert "Traceback" not in checked.stderr


def test_what_needs_a_folder_says_so(address: str) -> None:
    for command in ("view", "serve"):
        told = inside(command, "-g", address)
        assert told.returncode == 2
        assert "folder" in told.stderr


def test_an_article_is_taken_out_of_a_served_graph(address: str) -> None:
    assert inside("remove", "a2", "-g", address).returncode == 0
    left = inside("query", "-g", address, "-f", "csv", "SELECT ?id { ?a a schema:NewsArticle ; dcterms:identifier ?id }")
    assert left.stdout.split() == ["id", "a1"]
    assert inside("remove", "a2", "-g", address).returncode == 2


def test_nobody_at_the_address_is_told_in_one_sentence() -> None:
    told = inside("query", "-g", "http://127.0.0.1:9", "ASK { }")
    assert told.returncode == 2
    assert "cannot be reached" in told.stderr
    assert told.stderr.count("\n") == 1
