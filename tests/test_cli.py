"""The installed command: what it prints where, its exit codes, and one sentence for a user's mistake."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

import kg
from kg import cli, pipeline, rdf, reading, stores, terminal
from kg.exports import FORMATS
from kg.graph import formats
from kg.model import Entity, Reading, Span
from tests.factories import article, each, entity, evidence, fact, toy_reading

BIN = Path(sys.executable).parent
KG = [str(BIN / "kg")] if (BIN / "kg").exists() else [sys.executable, "-m", "kg"]
ENGLISH = """---
id: harbour-1
language: en
date: 2020-09-12
source: Harbour Wire
---
The United States imposed sanctions on Huawei on Friday. The company has its headquarters in Shenzhen.
"""
DUTCH = """---
id: dagkoers-1
language: nl
date: 2020-09-14
source: De Dagkoers
---
De Verenigde Staten leggen sancties op aan Huawei. ASML levert machines aan het Chinese bedrijf SMIC.
"""


def run(*words: str | Path, stdin: str | None = None, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONWARNINGS": "default", "NO_COLOR": "1", "BROWSER": "true", **environment}
    return subprocess.run(
        [*KG, *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=variables,
        timeout=300,
        check=False,
    )


def inside(*words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The same command inside this process, for what needs no installed program: a process a case costs a second."""
    streams = [io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8") for text in (stdin, "", "")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["kg", *map(str, words)])
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        patch.setattr("signal.signal", lambda *_: None)  # how this process takes a broken pipe is not the command's to say
        with pytest.raises(SystemExit) as ended:
            cli.main()
    told = [stream.detach().getvalue().decode("utf-8") for stream in streams if not stream.flush()]
    return subprocess.CompletedProcess(words, int(ended.value.code or 0), told[1], told[2])


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two articles, read by a toy, so that these tests are about the command and not about reading."""
    folder = tmp_path_factory.mktemp("graph")
    news = folder / "news"
    news.mkdir()
    texts = {
        "a1": "Huawei sues Verizon. Nokia owns Alcatel. Nokia might sue Huawei.",
        "a2": "Huawei sues Verizon. Ericsson competesWith Nokia. The rest of the news is dull.",
    }
    for name, text in texts.items():
        (news / f"{name}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_articles", each(toy_reading))
        patch.setattr(reading, "pipelines_used", lambda: (("toy", "1"),))
        pipeline.run.cache_clear()
        kg.build(news, out=folder / "build").close()
        pipeline.run.cache_clear()
    return folder / "build"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two tiny articles and the graph that the installed command builds of them."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "news").mkdir()
    (folder / "news" / "harbour-1.md").write_text(ENGLISH, encoding="utf-8")
    (folder / "news" / "dagkoers-1.md").write_text(DUTCH, encoding="utf-8")
    built = run("build", "news", "-o", "g", cwd=folder)
    assert built.returncode == 0, built.stderr
    assert "2 added" in built.stdout
    assert "Traceback" not in built.stderr
    return folder


# reading for real


def test_two_articles_become_one_graph(real: Path) -> None:
    found = json.loads(run("why", "-g", "g", "-f", "json", "VS", "sanctions", "Huawei", cwd=real).stdout)
    assert [(fact["subject"]["label"], fact["relation"]["id"], fact["object"]["label"]) for fact in found] == [
        ("United States", "sanctions", "Huawei")
    ]
    assert {evidence["article"] for evidence in found[0]["evidence"]} == {"harbour-1", "dagkoers-1"}


def test_building_again_reads_nothing_again(real: Path) -> None:
    before = (real / "g" / "graph.html").read_bytes()
    again = run("build", "news", "-o", "g", "-f", "json", cwd=real)
    assert (again.returncode, json.loads(again.stdout)["unchanged"]) == (0, 2)
    assert (real / "g" / "graph.html").read_bytes() == before


def test_own_names_are_applied_and_mistakes_told_line_by_line(real: Path) -> None:
    (real / "names.csv").write_text("what,name,entity\nentity,Umbra,\nsame,Huawei,Umbra\n", encoding="utf-8")
    built = run("build", "news", "-o", "g", "--aliases", "names.csv", "-f", "json", cwd=real)
    assert (built.returncode, json.loads(built.stdout)["unchanged"], json.loads(built.stdout)["relinked"]) == (0, 2, 2)
    assert run("why", "-g", "g", "VS", "sanctions", "Umbra", cwd=real).returncode == 0
    (real / "names.csv").write_text("what,name,entity\nsame,Huawei\nrename,a,b\n", encoding="utf-8")
    wrong = run("build", "news", "-o", "g", "--aliases", "names.csv", cwd=real)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert [line.partition(":")[0] for line in wrong.stderr.splitlines()] == ["names.csv, line 2", "names.csv, line 3"]
    (real / "names.csv").write_text("what,name,entity\n", encoding="utf-8")
    assert run("build", "news", "-o", "g", "--aliases", "names.csv", cwd=real).returncode == 0
    for path in (real / "g").glob("aliases.*"):
        path.unlink()


def test_links_to_wikidata_are_printed_once(real: Path) -> None:
    (real / "x.tsv").write_text("id\ttype\tlabel\nQ30\tcountry\tUnited States\nQ11\tcompany\tHuawei\n", encoding="utf-8")
    linked = run("link", "--wikidata", "x.tsv", "-g", "g", cwd=real)
    assert (linked.returncode, linked.stderr) == (0, "")
    assert "linked     0 entities, 0 were linked before" in linked.stdout  # both are known already
    assert json.loads(run("link", "--wikidata", "x.tsv", "-g", "g", "-f", "json", cwd=real).stdout) == {"links": [], "unclear": []}
    missing = run("link", "--wikidata", "none.tsv", "-g", "g", cwd=real)
    assert (missing.returncode, "cannot be read" in missing.stderr, "Traceback" in missing.stderr) == (2, True, False)


def test_an_article_that_cannot_be_read_is_named_and_the_rest_is_built(real: Path, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "german.txt").write_text(
        "Die Regierung hat am Freitag neue Sanktionen gegen den Konzern verhängt, sagte ein Sprecher. " * 4, encoding="utf-8"
    )
    built = run("build", "good.md", "german.txt", "-o", "g", cwd=tmp_path)
    assert built.returncode == 1
    assert "german.txt" in built.stderr
    assert "German" in built.stderr
    assert "1 added" in built.stdout


def test_a_text_is_read_at_once() -> None:
    told = run("extract", "-", "-f", "jsonl", stdin="The United States imposed sanctions on Huawei.")
    assert told.returncode == 0, told.stderr
    facts = [json.loads(line) for line in told.stdout.splitlines()]
    assert [(fact["subject"]["label"], fact["relation"]["id"], fact["object"]["label"]) for fact in facts] == [
        ("United States", "sanctions", "Huawei")
    ]


def test_the_pipelines_are_listed() -> None:
    told = run("models")
    assert told.returncode == 0
    assert {"en", "nl"} <= {line.split()[0] for line in told.stdout.splitlines() if line.strip()}


# questions


def test_why_marks_the_words_of_the_sentence(graph: Path) -> None:
    told = run("why", "-g", graph, "huawei", "sues", "verizon")
    assert told.returncode == 0
    assert told.stdout.count("[Huawei] *sues* [Verizon].") == 2
    assert "stated" in told.stdout


def test_why_not_tells_the_reason(graph: Path) -> None:
    told = run("why", "-g", graph, "--not", "Nokia", "Huawei")
    assert told.returncode == 0
    assert "only an opinion" in told.stdout


@pytest.mark.parametrize("words", [("Huawei", "owns", "_"), ("--not", "Ericsson", "Alcatel")])
def test_nothing_found_is_exit_code_1(graph: Path, words: tuple[str, ...]) -> None:
    told = inside("why", "-g", graph, *words)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.strip()


def test_rows_come_as_table_json_and_csv(graph: Path) -> None:
    text = "SELECT ?who { ?p kgo:sues ?o . ?p rdfs:label ?who }"
    assert "Huawei" in inside("query", "-g", graph, text).stdout
    rows = json.loads(inside("query", "-g", graph, "-f", "json", text).stdout)
    assert rows["results"]["bindings"][0]["who"]["value"] == "Huawei"
    assert list(csv.reader(io.StringIO(inside("query", "-g", graph, "-f", "csv", text).stdout))) == [["who"], ["Huawei"]]
    assert ElementTree.fromstring(inside("query", "-g", graph, "-f", "xml", text).stdout).tag.endswith("sparql")


def test_a_query_comes_from_a_file_or_a_stream(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "ask.rq").write_text("ASK { ?p kgo:sues ?o }", encoding="utf-8")
    from_file = run("query", "-g", graph, tmp_path / "ask.rq")
    from_stream = run("query", "-g", graph, "-", stdin="ASK { ?p kgo:sues ?o }")
    assert from_file.stdout == from_stream.stdout
    assert "true" in from_file.stdout.lower() or "yes" in from_file.stdout.lower()


def test_a_graph_comes_as_turtle(graph: Path) -> None:
    told = inside("query", "-g", graph, "-f", "turtle", "CONSTRUCT WHERE { ?s kgo:owns ?o }")
    assert "alcatel" in told.stdout


def test_stock_questions_are_listed_and_answered(graph: Path) -> None:
    assert "@who-sanctions" in inside("query", "--list").stdout
    told = inside("query", "-g", graph, "@articles")
    assert told.returncode == 0
    assert "a1" in told.stdout
    about = inside("query", "-g", graph, "@neighbours", "whom=Nokia")
    assert about.returncode == 0, about.stderr


@pytest.mark.parametrize("format", formats())
def test_every_format_is_exported(graph: Path, tmp_path: Path, format: str) -> None:
    told = inside("export", "-g", graph, format, "-o", tmp_path)
    assert told.returncode == 0, told.stderr
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert all(path.stat().st_size for path in written)


@pytest.mark.parametrize("format", ["jsonl", "nquads", "gexf"])
def test_a_format_of_one_file_can_be_piped(graph: Path, format: str) -> None:
    told = inside("export", "-g", graph, format)
    assert told.returncode == 0
    assert "Huawei" in told.stdout


def test_a_folder_of_files_cannot_be_piped(graph: Path) -> None:
    told = inside("export", "-g", graph, "neo4j")
    assert told.returncode == 2
    assert "-o" in told.stderr
    assert "neo4j" in FORMATS


def test_a_graph_is_checked(graph: Path) -> None:
    told = inside("check", "-g", graph)
    assert (told.returncode, told.stdout) == (0, "The graph keeps its rules.\n"), told.stderr


def test_a_graph_that_breaks_a_rule_does_not_pass(tmp_path: Path) -> None:
    wrong = fact(entity("Alcatel"), "arrests", entity("Nokia"), evidence("Alcatel arrests Nokia."))
    with stores.open(tmp_path / "store") as store:
        store.replace(Reading(article("Alcatel arrests Nokia."), (wrong,)), rdf.Run())
    told = inside("check", "-g", tmp_path)
    assert told.returncode == 1, told
    assert "class Person" in told.stdout


def test_a_terminal_gets_tables_that_fit_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(terminal, "console", lambda: Console(force_terminal=True, width=40, no_color=True))
    terminal.table(("name", "sentence"), [("[b]ING[/b]", "So long a sentence that no line of forty letters can hold it.")])
    lines = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()
    assert "[b]ING[/b]" in "".join(lines)
    assert len(lines) > 3
    assert max(map(len, lines)) == 40


def test_a_graph_is_scored(graph: Path, tmp_path: Path) -> None:
    line = {"article": "a1", "subject": ["Huawei"], "relation": ["sues"], "object": ["Verizon"], "core": True}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    told = inside("score", tmp_path / "gold.jsonl", "-g", graph, "-f", "json")
    assert told.returncode == 0, told.stderr
    figures = json.loads(told.stdout)
    assert (figures["strict"]["recall"], figures["strict"]["precision"]) == (1.0, 0.5)
    assert figures["by_language"]["en"]["matched"] == 1
    table = inside("score", tmp_path / "gold.jsonl", "-g", graph, "--errors").stdout
    assert "Alcatel" in table
    assert "core F1" in table


def test_the_page_is_opened(graph: Path) -> None:
    told = run("view", "-g", graph)
    assert (told.returncode, told.stdout.strip()) == (0, str(graph / "graph.html"))


# mistakes


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("query", "-g", "nowhere", "@articles"), "kg build SOURCE"),
        (("why", "-g", "nowhere", "Huawei"), "kg build SOURCE"),
        (("export", "-g", "nowhere", "docx"), "gexf"),
        (("remove", "a9", "-g", "GRAPH"), "@articles"),
        (("why", "-g", "GRAPH", "Hauwei"), "did you mean 'Huawei'"),
        (("query", "-g", "GRAPH", "SELECT ?x { ?x"), "line 1"),
        (("query", "-g", "GRAPH", "@nothing-of-the-kind"), "@who-sanctions"),
        (("query", "-g", "GRAPH", "INSERT DATA { kge:a kgo:owns kge:b }"), "read"),
        (("query", "-g", "GRAPH"), "--list"),
        (("query", "-g", "GRAPH", "ASK {}", "whom"), "NAME=VALUE"),
        (("score", "nowhere.jsonl", "-g", "GRAPH"), "nowhere.jsonl"),
        (("build", "nowhere.txt", "-o", "new"), "nowhere.txt"),
        (("extract", "   "), "no text"),
        (("extract", "--language", "fr", "Le gouvernement a imposé des sanctions."), "French"),
    ],
)
def test_a_mistake_is_one_sentence(graph: Path, tmp_path: Path, words: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failed = inside(*(str(graph) if word == "GRAPH" else word for word in words))
    assert (failed.returncode, failed.stdout) == (2, ""), failed
    assert told in failed.stderr
    assert "Traceback" not in failed.stderr
    assert failed.stderr.count("\n") <= 2


@pytest.mark.parametrize("words", [(), ("nonsense",), ("build",), ("why", "-g"), ("query", "-f", "docx", "x")])
def test_a_command_that_cannot_be_understood_is_exit_code_2(words: tuple[str, ...]) -> None:
    failed = inside(*words)
    assert failed.returncode == 2
    assert "Usage" in failed.stderr or "Error" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_text_of_an_article_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Readers refuse such text; a graph that others wrote may hold it all the same."""
    text = "Nokia owns [bold red]A\x1b]0;owned\x07 \u202elcatel\x9b31m."
    said = evidence(text, article="a", subject=Span(0, 5), relation=Span(6, 10), object=Span(11, 40))
    found = fact("Nokia", "owns", Entity("https://kg.example/entity/x", text[11:-1], "Company"), said)
    with stores.open(tmp_path / "g" / "store") as store:
        store.replace(Reading(article(text, id="a"), (found,)), rdf.Run())
    for words in (
        ("why", "Nokia"),
        ("query", "SELECT * { ?s ?p ?o }"),
        ("query", "@facts-of-article", "article=a"),
        ("why", "-f", "json", "Nokia"),
    ):
        told = inside(words[0], "-g", tmp_path / "g", *words[1:])
        assert "[bold red]" in told.stdout, told
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told.stdout), words


def test_a_pipe_that_closes_early_is_no_error(graph: Path) -> None:
    command = f"{' '.join(KG)} query -g {graph} 'SELECT * {{ ?s ?p ?o }}' | head -n 1"
    piped = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert piped.stderr == ""


def test_every_help_begins_with_an_example() -> None:
    listed = inside("--help").stdout
    for command in ("build", "remove", "query", "why", "extract", "export", "view", "check", "score", "models"):
        assert f"  {command} " in listed
        told = inside(command, "--help").stdout
        assert f"Example: kg {command}" in told.split("\n\n")[1]


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"kg {kg.__version__}\n"
