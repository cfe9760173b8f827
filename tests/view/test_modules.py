# ruff: noqa: E501 - a script stands on its line
"""The page's modules, each by itself: names, ways, days, places, labels, addresses, tables. They run in a real browser."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

FOLDER = Path(__file__).parents[2] / "kg" / "view" / "assets" / "page"
SITE = "http://modules.example/"
TEXTS = {
    language: tomllib.loads((FOLDER.parents[1] / "texts" / f"{language}.toml").read_text(encoding="utf-8")) for language in ("en", "nl")
}
Run = Callable[..., Any]

GRAPH = """
    const nodes = [...'abcdefg'].map((id, at) => ({ id, label: id.toUpperCase(), labels: {}, names: [], type: 'T', facts: 10 - at, group: 0, x: at, y: 0 }));
    const edge = (id, from, to, more) => ({ id, from, to, relation: 'r', standing: 'asserted', sources: ['S'], languages: ['en'], told: ['2020-05-05'],
      evidence: [], curve: 0, ...more });
    const data = { nodes, edges: [edge('1', 'a', 'b'), edge('2', 'b', 'c'), edge('3', 'c', 'd'), edge('4', 'd', 'a', { standing: 'denied' }), edge('5', 'e', 'e'), edge('6', 'a', 'e')],
      groups: [], core: null, relations: { r: { name: 'rel', labels: {} } } };
"""


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Run]:
    """Runs lines of script with names imported from a module; gives what they return. Nothing is asked of a network."""
    page = browser.new_page()

    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(SITE)
        body = (FOLDER / name).read_text(encoding="utf-8") if name else "<!doctype html>"
        route.fulfill(body=body, content_type="text/javascript" if name else "text/html")

    page.route("**/*", serve)
    page.goto(SITE)

    def evaluate(imports: str, lines: str, *, graph: bool = False) -> Any:
        taken = "".join(
            f"const {{ {names} }} = await import('{SITE}{module}.js');"
            for module, names in (part.split(":") for part in imports.split(";"))
        )
        build = f"const {{ graphOf }} = await import('{SITE}graph.js'); {GRAPH} const graph = graphOf(data);" if graph else ""
        return page.evaluate(f"async () => {{ {taken} {build} {lines} }}")

    yield evaluate
    page.close()


def test_names_fold_to_what_a_reader_types(run: Run) -> None:
    names = ["Zańlø Straße", "U.S.", "Cañón-City", "ĲMUIDEN", "O’Neill", "华为"]
    assert run("names:fold", f"return {names}.map(fold);") == ["zanlo strasse", "us", "canon city", "ijmuiden", "oneill", "华为"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["2018", "September 2020", "14 July 2020", "until 2020 at the latest", "from May 2012 on", "2020 – June 2021", ""]),
        ("nl", ["2018", "september 2020", "14 juli 2020", "uiterlijk tot 2020", "vanaf mei 2012", "2020 – juni 2021", ""]),
    ],
)
def test_times_are_told_in_the_words_of_the_reader(run: Run, language: str, expected: list[str]) -> None:
    texts = {"time_until": TEXTS[language]["time_until"], "time_from": TEXTS[language]["time_from"]}
    times = ["2018", "2020-09", "2020-07-14", "../2020", "2012-05/..", "2020/2021-06", None]
    lines = f"speak('{language}', {{ {language}: {json.dumps(texts)} }}); return {json.dumps(times)}.map(moment);"
    assert run("words:speak,moment", lines) == expected


def test_the_best_match_comes_first(run: Run) -> None:
    found = run(
        "names:find,indexed",
        """const node = (label, facts, names = []) => ({ id: label, label, facts, names });
        const index = indexed([node('Bank of China', 9), node('Chinalco', 5), node('China', 1), node('PRC', 2, ['china'])]);
        return find(index, 'China').map(({ name, node }) => [name, node.label]);""",
    )
    assert found == [["china", "PRC"], ["China", "China"], ["Chinalco", "Chinalco"], ["Bank of China", "Bank of China"]]


def test_ways_and_reaches(run: Run) -> None:
    lines = """const asserted = (edge) => edge.standing === 'asserted';
        return [[...between(graph, 'a', 'c')], [...between(graph, 'a', 'd', asserted)], [...between(graph, 'a', 'f')], [...between(graph, 'a', 'a')],
          [...reach(graph, 'a', 1)], [...reach(graph, 'b', 2, asserted).keys()], largestPart(['a', 'b', 'e', 'f'], among(graph, new Set('abf')))];"""
    shortest, around, none, self, near, far, part = run("graph:between,reach,among,largestPart", lines, graph=True)
    assert sorted(shortest) == [["a", 0], ["b", 1], ["c", 2], ["d", 1]]
    assert sorted(around) == [["a", 0], ["b", 1], ["c", 2], ["d", 3]]
    assert none == []
    assert self == [["a", 0]]
    assert near == [["a", 0], ["b", 1], ["d", 1], ["e", 1]]
    assert far == ["b", "a", "c", "e", "d"]
    assert part == ["a", "b"]


def test_filters_hold_together(run: Run) -> None:
    lines = """const left = (change) => data.edges.filter(passing(graph, { ...START, ...change })).map((edge) => edge.id).join('');
        const off = (change) => left({ off: { ...START.off, ...change } });
        return [left({}), off({ standings: ['denied'] }), off({ sources: ['S'] }), off({ sources: ['other'] }), off({ classes: ['T'] }), left({ hide: ['a'] }),
          left({ since: '2020-05-06' }), left({ until: '2020-05-05' }), left({ since: '2020-01-01', until: '2020-02-01' })];"""
    expected = ["123456", "12356", "", "123456", "", "235", "", "123456", ""]
    assert run("filters:passing;address:START", lines, graph=True) == expected


def test_an_address_comes_back_as_the_same_state(run: Run) -> None:
    lines = """const state = { ...START, entity: 'a', focus: 'b', depth: 3, path: ['a', 'c'], group: 4, view: 'table', since: '2020-01-01', until: '2021-01-01',
          off: { ...START.off, relations: ['~say: "x" & y=1'], sources: [''] }, hide: ['d'], pins: { e: [-12, 40] }, open: ['a', 'a'], all: true, move: true,
          lang: 'nl', theme: 'dark' };
        return [JSON.stringify(understood(written(state), graph)) === JSON.stringify(state), written(START), JSON.stringify(understood('', graph)) === JSON.stringify(START)];"""
    assert run("address:START,understood,written", lines, graph=True) == [True, "", True]


def test_an_address_of_nonsense_is_the_start(run: Run) -> None:
    nonsense = (
        "fact=x&entity=<script>&depth=99&path=zz&group=-1&view=evil&since=yesterday&off=bad:1&off=&pin=1,2,zz&lang=xx&theme=url(x)&%E0%A4%A"
    )
    lines = f"return JSON.stringify(understood({nonsense!r}, graph)) === JSON.stringify(START);"
    assert run("address:START,understood", lines, graph=True)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2020-02-28", "2020-03-01", "2020-03-01"], [("2020-02-28", 1), ("2020-02-29", 0), ("2020-03-01", 2)]),
        (["2020-01-01", "2020-03-31"], 14),
        (["2019-04-04", "2021-12-24"], 33),
        (["1990-01-01", "2021-12-24"], 32),
        (["nonsense", "2020-13-45"], 0),
        ([], 0),
    ],
)
def test_days_are_gathered_into_bars(run: Run, days: list[str], expected: object) -> None:
    found = run("bins:bars", f"return bars({days});")
    if isinstance(expected, int):
        assert len(found) == expected
        assert sum(bar["count"] for bar in found) == (2 if expected else 0)
        assert all(first["last"] < then["first"] for first, then in pairwise(found))
    else:
        assert [(bar["first"], bar["count"]) for bar in found] == expected


def test_no_label_covers_another_and_the_first_has_the_right_of_way(run: Run) -> None:
    lines = """const nodes = Array.from({ length: 300 }, (_, at) => ({ id: at, x: 500 + 300 * Math.sin(at * 7), y: 400 + 250 * Math.cos(at * 3), radius: 6, width: 90, height: 15 }));
        const found = labelled(nodes, board(), [1000, 800], 12);
        const pairs = found.flatMap((a, at) => found.slice(at + 1).map((b) => overlap(a.box, b.box)));
        return [found.length, found[0].id, pairs.some(Boolean), found.every(({ box }) => box[0] >= 0 && box[2] <= 1000)];"""
    count, first, covered, inside = run("labels:board,labelled,overlap", lines)
    assert 40 < count < 300
    assert (first, covered, inside) == (0, False, True)


def test_rings_and_columns_keep_entities_apart(run: Run) -> None:
    lines = """const far = new Map([['m', 0], ...Array.from({ length: 70 }, (_, at) => [`n${at}`, 1]), ...Array.from({ length: 40 }, (_, at) => [`o${at}`, 2])]);
        const spots = [...rings(far, (id) => [`n${id.slice(1)}`], (id) => id).values(), ...[]];
        const columned = [...columns(new Map([['a', 0], ['b', 1], ['c', 1], ['d', 2]])).values()];
        const closest = (all) => Math.min(...all.flatMap(([a, b], at) => all.slice(at + 1).map(([x, y]) => Math.hypot(a - x, b - y))));
        return [spots.length, closest(spots), closest(columned)];"""
    count, nearest, in_columns = run("places:columns,rings", lines)
    assert count == 111
    assert nearest > 40
    assert in_columns > 80


def test_the_table_to_take_along_is_csv_that_no_spreadsheet_calculates(run: Run) -> None:
    lines = """const evidence = [{ article: 'x', parts: [['He said "no"', 'subject'], [',\\n ok', '']] }];
        Object.assign(data.edges[0], { evidence, speaker: '=cmd()', disputed: true, confidence: 0.5, first: '2020-05-05', last: null });
        return csv(graph, data, [data.edges[0]]);"""
    header, row, end = run("download:csv", lines, graph=True).split("\r\n")
    assert header.startswith('\ufeff"Subject","Relation","Object"')
    assert row == '"A","rel","B","asserted","\'=cmd()","yes","0.5","2020-05-05","","","","S","x","He said ""no"",  ok"'
    assert end == ""


def test_packed_columns_become_records(run: Run) -> None:
    assert run("reading:rows", "return rows({ id: [1, 2], of: [[], null] });") == [{"id": 1, "of": []}, {"id": 2, "of": None}]
    assert run("reading:rows", "return rows({});") == []
