"""The documentation does not drift: whatever can be typed is mentioned, and whatever is mentioned can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from kg import query, vocabulary
from kg.cli import app
from kg.cli.asking import AnswerForm
from kg.graph import formats
from kg.readers import READERS, read
from kg.reading import read_article

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLI = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
QUERIES = (ROOT / "docs" / "reference" / "queries.md").read_text(encoding="utf-8")
COMMANDS = {command.name or command.callback.__name__: command for command in app.registered_commands if command.callback}
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "corpus").glob("*.md"), *(ROOT / "ontologies").glob("*.md")])


def options(command: str) -> set[str]:
    """The options of a command, short and long."""
    found = typer.main.get_command(app).commands[command].params  # type: ignore[attr-defined]
    return {name for parameter in found for name in parameter.opts if name.startswith("-")}


def sections() -> dict[str, str]:
    """The text of the reference by command."""
    parts = re.split(r"^## (\w+)$", CLI, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands_in(text: str) -> list[list[str]]:
    """The command lines of `kg` in the code blocks of a page."""
    blocks = re.findall(r"^```(?:sh|console)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip().removeprefix("$ ").removeprefix(".venv/bin/") for block in blocks for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.startswith("kg ")]


def test_the_reference_has_every_command_and_no_other() -> None:
    assert set(sections()) == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_is_explained(command: str) -> None:
    common = {"-g", "--graph", "-f", "--format"}
    missing = {option for option in options(command) - common if f"`{option}" not in sections()[command]}
    assert missing == set()


@pytest.mark.parametrize("name", formats())
def test_every_format_is_mentioned(name: str) -> None:
    assert f"`{name}`" in CLI
    assert f"`{name}`" in (ROOT / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_every_format_that_is_read_is_mentioned(suffix: str) -> None:
    assert f"`{suffix}`" in (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [form.value for form in AnswerForm])
def test_every_form_of_an_answer_is_mentioned(name: str) -> None:
    assert f"`{name}`" in sections()["query"]


def test_every_stock_question_is_mentioned_and_no_other() -> None:
    assert set(re.findall(r"`@([\w-]+)`", QUERIES)) == set(query.stock())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_on_a_page_exist(page: Path) -> None:
    for words in commands_in(page.read_text(encoding="utf-8")):
        assert words[1] in COMMANDS, words
        used = {word.split("=")[0] for word in words[2:] if re.fullmatch(r"-[a-z]|--[a-z-]+", word)}
        assert used <= options(words[1]) | {"-"}, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_readme_shows_an_article_a_command_a_picture_and_a_query_before_anything_else() -> None:
    opening = README.split("\n## ")[0]
    assert "![" in opening
    assert "> " in opening
    assert "kg build corpus/articles" in opening
    assert "kg query" in opening


def test_the_readme_quotes_the_article_to_the_letter() -> None:
    quoted = " ".join(line.removeprefix("> ") for line in README.splitlines() if line.startswith("> "))
    articles = [path.read_text(encoding="utf-8") for path in (ROOT / "corpus" / "articles").rglob("*.md")]
    assert any(quoted in article for article in articles)


def test_the_readme_asks_for_a_claim_that_the_sample_corpus_has_rejected() -> None:
    """Who tries the command is to see a reason."""
    (names,) = (command[command.index("--not") + 1 :] for command in commands_in(README) if "--not" in command)
    folders = (ROOT / "corpus" / "articles" / language for language in ("en", "nl"))
    articles = [article for folder in folders for article in read(folder, on_problem=print) if all(name in article.text for name in names)]
    rejected = {(each.claim.subject.name, each.claim.object.name) for article in articles for each in read_article(article).rejections}
    assert tuple(names) in rejected


@pytest.mark.parametrize("target", ["make demo", "make test"])
def test_the_readme_names_the_targets_that_exist(target: str) -> None:
    assert target in README
    assert re.search(rf"^{target.removeprefix('make ')}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_format_is_in_the_demonstration() -> None:
    listed = re.search(r"^FORMATS = (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed
    assert set(listed[1].split()) == set(formats())


def test_the_page_of_the_vocabulary_is_that_of_the_ontology() -> None:
    """`python -m kg.vocabulary > docs/reference/vocabulary.md` after a change of the ontology."""
    assert (ROOT / "docs" / "reference" / "vocabulary.md").read_text(encoding="utf-8") == vocabulary.generate()
