"""The page's file: complete, the same bytes for the same facts, and harmless whatever the articles say."""

from __future__ import annotations

import base64
import json
import re
import tomllib
import zlib
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hostile import STRINGS, hostile
from lxml import html
from newsroom import entity, newsroom, relation_of

from kg.errors import ExportError
from kg.model import Evidence, Fact, Sentence, Span
from kg.network import object_id
from kg.palette import FAMILY_COLOURS
from kg.view import generate, write
from kg.view.content import CORE, parts
from kg.view.modules import EXPORT, IMPORT, order
from kg.view.packing import script_json
from kg.view.page import LANGUAGES

FACTS, ARTICLES = newsroom()
VIEW = Path(__file__).parents[2] / "kg" / "view"

Facts = tuple[Fact, ...]
Data = Mapping[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def page() -> str:
    return generate(FACTS, ARTICLES, title="The newsroom's graph")


@pytest.fixture(scope="module")
def hostile_page() -> str:
    return generate(*hostile(), title=STRINGS[0])


def data_of(text: str) -> Data:
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)  # type: ignore[no-any-return]


def whole(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


# The file


def test_every_fact_and_entity_is_on_the_page(page: str) -> None:
    data = data_of(page)
    assert {edge["id"] for edge in data["edges"]} == {fact.id for fact in FACTS}
    assert {node["id"] for node in data["nodes"]} == {fact.subject.id for fact in FACTS} | {object_id(fact) for fact in FACTS}


def test_the_same_facts_give_the_same_bytes(page: str) -> None:
    shuffled = list(FACTS)
    Random(2).shuffle(shuffled)
    assert generate(shuffled, dict(reversed(ARTICLES.items())), title="The newsroom's graph") == page


def test_nothing_on_the_page_points_elsewhere(page: str) -> None:
    """No script, style, image or font is loaded: the file works without a network, and tells nobody that it is read."""
    root = html.fromstring(page)
    assert root.xpath("//script[@src] | //img | //iframe | //object | //base | //form") == []
    assert [link.get("href")[:19] for link in root.iter("link")] == ["data:image/svg+xml;"]
    assert not re.search(r"url\(|@import", "".join(root.xpath("//style/text()")))
    assert "sourceMappingURL" not in page


def test_the_policy_allows_our_scripts_and_nothing_else(page: str) -> None:
    root = html.fromstring(page)
    [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    blocks = {kind: re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL) for kind in ("script", "style")}
    for kind, texts in blocks.items():
        hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts}
        assert set(rules[f"{kind}-src"].split()) == hashes
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert root.xpath("//*[@style] | //*[starts-with(name(@*), 'on')]") == []


def test_no_text_of_an_article_is_markup(hostile_page: str) -> None:
    """The page of hostile articles has exactly the elements of any other page."""
    tame = html.fromstring(generate((), {}, title="x"))
    assert [element.tag for element in html.fromstring(hostile_page).iter()] == [element.tag for element in tame.iter()]
    [data] = re.findall(r'id="data">(.*?)</script>', hostile_page, re.DOTALL)
    assert not set(data) & set("<>&\u2028\u2029")
    hostile_page.encode("utf-8")


def test_hostile_text_reaches_the_page_untouched(hostile_page: str) -> None:
    labels = {node["label"] for node in data_of(hostile_page)["nodes"]}
    assert set(map(whole, STRINGS)) <= labels


def test_script_never_makes_markup_of_text() -> None:
    for script in (VIEW / "assets" / "page").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text), script.name


def test_assets_cannot_end_their_own_element() -> None:
    for asset in (VIEW / "assets").rglob("*.[jc]s*"):
        assert not re.search(r"</(script|style)|<!--", asset.read_text(encoding="utf-8"), re.IGNORECASE), asset.name


def test_json_for_a_script_element_is_still_json() -> None:
    assert json.loads(script_json(list(STRINGS))) == list(map(whole, STRINGS))


def test_scripts_are_modules_that_can_be_put_into_one() -> None:
    """Each is small, imports only what another one exports, nothing in a ring, and is needed."""
    modules = {file.stem: file.read_text(encoding="utf-8") for file in (VIEW / "assets" / "page").glob("*.js")}
    assert set(order(modules, "main")) == set(modules)
    for name, text in modules.items():
        assert len(text.splitlines()) <= 300, name
        assert len(re.findall(r"^\s*import\b", text, re.MULTILINE)) == len(IMPORT.findall(text)), name
        assert len(re.findall(r"^\s*export\b", text, re.MULTILINE)) == len(EXPORT.findall(text)), name
        for imported, source in IMPORT.findall(text):
            assert set(imported.split(", ")) <= set(EXPORT.findall(modules[source])), f"{name} imports from {source}"


def test_modules_that_import_each_other_are_named() -> None:
    ring = {name: f"import {{ x }} from './{other}.js';" for name, other in (("a", "b"), ("b", "a"))}
    with pytest.raises(ValueError, match="a imports b imports a"):
        order(ring, "a")


def test_the_page_speaks_each_language_in_full() -> None:
    """Every text that the page asks for is there, in every language, with the same holes."""
    texts = {language: tomllib.loads((VIEW / "texts" / f"{language}.toml").read_text(encoding="utf-8")) for language in LANGUAGES}
    scripts = "".join(file.read_text(encoding="utf-8") for file in (VIEW / "assets" / "page").glob("*.js"))
    template = (VIEW / "page.html").read_text(encoding="utf-8")
    asked = set(re.findall(r"say\('(\w+)'", scripts)) | set(re.findall(r'data-(?:say|title|placeholder|aria-label)="(\w+)"', template))
    asked |= {f"family_{name}" for name in FAMILY_COLOURS} | {f"standing_{name}" for name in ("asserted", "said", "uncertain", "denied")}
    for language in LANGUAGES:
        assert asked - set(texts[language]) == set(), language
        holes = {key: sorted(set(re.findall(r"\{\w+\}", str(text)))) for key, text in texts[language].items()}
        assert holes == {key: sorted(set(re.findall(r"\{\w+\}", str(text)))) for key, text in texts["en"].items()}


def test_a_very_large_page_is_packed(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr("kg.view.page.PACKED", 10)
    packed = generate(FACTS, ARTICLES, title="x")
    data = json.loads(zlib.decompress(base64.b64decode(str(data_of(packed)))))
    assert [dict(zip(data["nodes"], row, strict=True)) for row in zip(*data["nodes"].values(), strict=True)] == data_of(page)["nodes"]
    assert len(packed) < len(page)


def test_parallel_facts_bend_apart() -> None:
    """No two edges between the same two entities are drawn on each other, whichever way they run."""
    data = data_of(generate(FACTS, ARTICLES, title="x"))
    drawn: dict[tuple[str, str], list[float]] = {}
    for edge in data["edges"]:
        low, high = sorted((str(edge["from"]), str(edge["to"])))
        curve = float(str(edge["curve"]))
        drawn.setdefault((low, high), []).append(curve if edge["from"] == low else -curve)
    assert max(map(len, drawn.values())) >= 4
    assert all(len(set(curves)) == len(curves) for curves in drawn.values())


def test_a_large_page_opens_on_its_core() -> None:
    sentence = Sentence(0, 9, "Some text")
    evidence = Evidence("a", sentence, Span(0, 1), Span(2, 3), Span(4, 5), "test")
    things = [entity(f"e{number}", f"E{number}", "Company") for number in range(600)]
    facts = [Fact(things[number // 4], relation_of("owns"), things[number], (evidence,)) for number in range(1, 600)]
    core = data_of(generate(facts, {}, title="x"))["core"]
    assert CORE - 10 < len(core) <= CORE
    assert things[1].id in core
    assert things[599].id not in core


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({}, [["😀 Kim met Lee", ""]]),
        ({"subject": Span(2, 5), "relation": Span(6, 9)}, [["😀 ", ""], ["Kim", "subject"], [" ", ""], ["met", "relation"], [" Lee", ""]]),
        ({"subject": Span(2, 9), "relation": Span(6, 13)}, [["😀 ", ""], ["Kim ", "subject"], ["met", "subject"], [" Lee", "relation"]]),
        ({"object": Span(10, 999), "subject": Span(-9, 5)}, [["😀 Kim", "subject"], [" met ", ""], ["Lee", "object"]]),
        ({"object": Span(500, 999)}, [["😀 Kim met Lee", ""]]),
        ({"relation": Span(9, 6)}, [["😀 Kim ", ""], ["met", ""], [" Lee", ""]]),
    ],
)
def test_sentences_are_cut_at_their_marks(marks: dict[str, Span], expected: list[list[str]]) -> None:
    """Characters are counted as Python counts them, overlaps go to the subject, spans that overshoot are cut."""
    assert parts("😀 Kim met Lee", 0, marks) == expected


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"^cannot write to .*; name a file"):
        write(FACTS, ARTICLES, tmp_path, title="x")


def test_writing_gives_the_page_in_utf8_and_nothing_beside_it(page: str, tmp_path: Path) -> None:
    write(FACTS, ARTICLES, tmp_path / "graph.html", title="The newsroom's graph")
    assert (tmp_path / "graph.html").read_bytes() == page.encode()
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]
