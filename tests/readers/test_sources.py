"""Where articles come from: every kind of source, in one order, each article once."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from kg.model import Article
from kg.readers import READERS, Problem, html, json, read, sniff
from kg.readers.draft import FIELDS
from kg.readers.language import SUPPORTED
from kg.readers.sources import MAX_BYTES, walk

TEXT = "De regering legt sancties op aan het bedrijf, zegt minister nummer {}."


def read_all(*sources: str | Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read(sources, on_problem=problems.append)), problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = ["b.txt", "a.md", "sub/c.txt", "sub/deep/d.txt", ".hidden.txt", ".git/e.txt", "README.md", "sub/readme.txt"]
    for number, name in enumerate(names):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht"][number]), encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_whole_and_sorted_without_hidden_files_and_readmes(folder: Path) -> None:
    articles, problems = read_all(folder)
    assert [article.id for article in articles] == ["a", "b", "c", "d"]
    assert problems == []


def test_sources_keep_the_order_in_which_they_are_given(folder: Path) -> None:
    articles, _ = read_all(folder / "sub", folder / "b.txt", str(folder / "a.md"))
    assert [article.id for article in articles] == ["c", "d", "b", "a"]


def test_one_source_alone_needs_no_list(folder: Path) -> None:
    problems: list[Problem] = []
    assert [a.id for a in read(folder / "b.txt", on_problem=problems.append)] == ["b"]
    assert [a.id for a in read(str(folder / "b.txt"), on_problem=problems.append)] == ["b"]
    assert problems == []


def test_patterns_are_expanded_and_sorted(folder: Path) -> None:
    assert [article.id for article in read_all(str(folder / "*.txt"))[0]] == ["b"]
    assert [article.id for article in read_all(str(folder / "**" / "*.txt"))[0]] == ["b", "c", "d"]
    articles, problems = read_all(str(folder / "**"))
    assert [article.id for article in articles] == ["a", "b", "c", "d"]
    assert problems == []


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(TEXT.format("een"), encoding="utf-8")
    assert [article.id for article in read_all(tmp_path / "a[1].txt")[0]] == ["a-1"]


def test_a_readme_that_is_named_itself_is_read(folder: Path) -> None:
    assert [article.id for article in read_all(folder / "README.md")[0]] == ["README"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("https://example.org/article", "no network is opened"),
        ("ftp://example.org/a.txt", "no network is opened"),
        ("missing.txt", "no such file or folder"),
        ("missing/*.txt", "no file matches"),
        ("", "no path"),
        ("a\0b", "no path"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence_and_the_rest_goes_on(source: str, words: str, folder: Path) -> None:
    articles, problems = read_all(source, folder / "b.txt")
    assert [article.id for article in articles] == ["b"]
    assert len(problems) == 1
    assert words in problems[0].reason
    assert "\n" not in str(problems[0])


def test_a_suffix_without_a_reader_names_those_that_have_one(folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"\x89PNG")
    articles, problems = read_all(folder)
    assert len(articles) == 4
    assert len(problems) == 1
    assert ".png" in problems[0].reason
    assert all(suffix in problems[0].reason for suffix in READERS)


def test_the_same_article_twice_is_read_once(folder: Path) -> None:
    articles, problems = read_all(folder / "b.txt", folder / "b.txt")
    assert [article.id for article in articles] == ["b"]
    assert [problem.reason for problem in problems] == [f"this article was read already, as {folder / 'b.txt'}"]


def test_a_copy_under_another_name_is_read_once(folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "b.txt").read_bytes())
    articles, problems = read_all(folder)
    assert [article.id for article in articles] == ["a", "b", "c", "d"]
    assert [Path(problem.source).name for problem in problems] == ["copy.txt"]


def test_another_article_under_the_same_id_does_not_replace_the_first(folder: Path) -> None:
    (folder / "sub" / "b.md").write_text(TEXT.format("negen"), encoding="utf-8")
    articles, problems = read_all(folder)
    assert [article.text for article in articles if article.id == "b"] == [TEXT.format("een")]
    assert len(problems) == 1
    assert "the id b belongs to another article already" in problems[0].reason


def test_a_file_over_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    articles, problems = read_all(path)
    assert articles == []
    assert [problem.reason for problem in problems] == ["it is larger than the 50 MB that are read at most; split it"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_named_pipe_does_not_make_the_program_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [problem.reason for problem in read_all(tmp_path)[1]] == ["it is neither a file nor a folder; give a regular file"]


def test_a_broken_link_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert len(read_all(tmp_path)[1]) == 1


def test_reading_is_lazy(folder: Path) -> None:
    """Nothing is opened before it is asked for, so that a large corpus starts at once."""
    problems: list[Problem] = []
    articles = read([folder / "b.txt", folder / "missing.txt"], on_problem=problems.append)
    assert next(articles).id == "b"
    assert problems == []
    assert list(articles) == []
    assert len(problems) == 1


def test_two_runs_give_the_same_articles_and_problems(folder: Path) -> None:
    (folder / "bad.json").write_bytes(b"{")
    assert read_all(folder, folder / "sub") == read_all(folder, folder / "sub")


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b"Kop zonder punt\n\nDe regering legt sancties op aan het bedrijf.", "Kop zonder punt"),
        (b"---\ntitle: Kop\n---\nDe regering legt **sancties** op aan het bedrijf.", "Kop"),
        (b'\xef\xbb\xbf{"title": "Kop", "text": "De regering legt sancties op aan het bedrijf."}', "Kop"),
        (b'{"title": "Kop", "text": "De regering legt sancties op aan het bedrijf."}\n', "Kop"),
        (b"<rss><channel><item><title>Kop</title><description>De regering legt sancties op.</description></item></channel></rss>", "Kop"),
        (b"<html><head><meta property='og:title' content='Kop'></head><body><p>De regering legt sancties op.</p></body></html>", "Kop"),
    ],
)
def test_standard_input_is_told_by_its_content(data: bytes, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    articles, problems = read_all("-")
    assert problems == []
    assert [(article.id, article.title) for article in articles] == [("stdin", title)]
    assert articles[0].text.startswith("De regering legt sancties op")


def test_json_lines_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = b'{"text": "De regering legt sancties op aan A."}\n{"text": "De regering legt sancties op aan B."}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows)))
    assert [article.id for article in read_all("-")[0]] == ["stdin-1", "stdin-2"]


def test_text_that_opens_with_a_bracket_is_no_json() -> None:
    assert sniff(b"[Amsterdam] De regering legt sancties op.") is READERS[".txt"]
    assert sniff(b'[{"text": "x"}]') is json.read
    assert sniff(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>") is html.read


def test_names_of_files_cannot_break_a_line_of_output(tmp_path: Path) -> None:
    (tmp_path / "a\nb\x1b[31m.txt").write_bytes(b"x")
    assert [str(problem).isprintable() for problem in read_all(tmp_path)[1]] == [True]


def test_walk_yields_nothing_that_no_reader_knows(folder: Path) -> None:
    problems: list[Problem] = []
    found = list(walk([folder], suffixes=[".md"], on_problem=problems.append))
    assert [source.stem for source in found] == ["a"]
    assert len(problems) == 3


def test_the_page_on_formats_names_every_suffix_key_and_language() -> None:
    """Documentation cannot fall behind the tables."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    keys = {key for names in FIELDS.values() for key in names}
    assert [name for name in sorted({*READERS, *keys, *json.TEXTS, *SUPPORTED}) if f"`{name}`" not in page] == []
