"""Links to Wikidata: by name and class, never a guess, the same however often, whatever the size of the extract."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import relink, wikidata
from kg.errors import InputError, StoreError
from kg.graph import Graph
from kg.model import Entity
from kg.ontology import load
from kg.pipeline import build
from kg.wikidata import Found, Item

WD = "http://www.wikidata.org/entity/"
NORVIK = Entity("e:norvik", "Norvik", "Company", aliases=(("en", "Norvik Shipping"),))
DOE = Entity("e:doe", "Jane Doe", "Person")
HUAWEI = Entity("e:huawei", "Huawei", "Company", same_as=(WD + "Q160120",), known=True)


def match(*items: tuple[str, str, str], entities: tuple[Entity, ...] = (NORVIK, DOE, HUAWEI), **before: str) -> Found:
    given = (Item(id, tuple(names.split("|")), tuple(filter(None, types.split("|")))) for id, names, types in items)
    return wikidata.match(entities, given, load(), {f"e:{name}": (WD + item,) for name, item in before.items()})


def links(found: Found) -> dict[str, str]:
    return {link.entity.label: link.item for link in found.links}


# ── which item ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["Company", "kgo:Company", "company", "bedrijf", "Q4830453", "Q783794", "Organization", "carmaker"])
def test_an_item_with_the_name_and_a_class_that_goes_with_it_is_linked(kind: str) -> None:
    """By the class itself, one above or below it, in words of either language or by an item of Wikidata."""
    assert links(match(("Q1", "Norvik", kind))) == {"Norvik": "Q1"}


@pytest.mark.parametrize("name", ["Norvik Shipping", "Norvik.", "Nórvik"])
def test_any_name_of_it_will_do_however_it_is_spelled(name: str) -> None:
    assert links(match(("Q1", f"x|{name}", "company"))) == {"Norvik": "Q1"}


@pytest.mark.parametrize(
    "item", [("Q1", "Norvik", "Person"), ("Q1", "Norvig", "company"), ("Q1", "Norvik", ""), ("Q1", "Norvik", "Q16521")]
)
def test_no_link_without_name_and_class(item: tuple[str, str, str]) -> None:
    assert match(item).links == ()


def test_a_namesake_of_another_class_does_not_matter() -> None:
    assert links(match(("Q1", "Norvik", "company"), ("Q2", "Norvik", "human|Person"))) == {"Norvik": "Q1"}


@pytest.mark.parametrize("rival", [("Q2", "Norvik", "Q4830453"), ("Q2", "Norvik Shipping", "Organization"), ("Q2", "Norvik", "")])
def test_two_candidates_are_left_alone(rival: tuple[str, str, str]) -> None:
    """Also where nothing is known of the class of the second: it could be meant."""
    for items in ((("Q1", "Norvik", "company"), rival), (rival, ("Q1", "Norvik", "company"))):
        found = match(*items)
        assert found.links == ()
        assert [(doubt.entities, doubt.items) for doubt in found.unclear] == [(("Norvik",), ("Q1", "Q2"))]


def test_two_entities_that_fit_one_item_are_left_alone() -> None:
    twin = Entity("e:norvik-shipping", "Norvik Shipping", "Company")
    found = match(("Q1", "Norvik|Norvik Shipping", "company"), entities=(NORVIK, twin))
    assert found.links == ()
    assert [(doubt.entities, doubt.items) for doubt in found.unclear] == [(("Norvik", "Norvik Shipping"), ("Q1",))]


def test_an_item_that_a_known_name_has_is_not_given_away() -> None:
    other = Entity("e:h", "Huawei Group", "Company")
    found = match(("Q160120", "Huawei Group|Huawei", "company"), entities=(HUAWEI, other))
    assert found.links == ()
    assert found.unclear[0].entities == ("Huawei", "Huawei Group")


def test_an_earlier_link_stays_unless_another_item_fits() -> None:
    linked = Entity(NORVIK.id, "Norvik", "Company", same_as=(WD + "Q1",))
    same = match(("Q1", "Norvik", "company"), entities=(linked,), norvik="Q1")
    assert [(link.item, link.new) for link in same.links] == [("Q1", False)]
    assert links(match(("Q7", "Umbra", "company"), entities=(linked,), norvik="Q1")) == {"Norvik": "Q1"}
    assert match(("Q2", "Norvik", "company"), entities=(linked,), norvik="Q1").links == ()


ITEMS = st.builds(
    Item,
    st.sampled_from([f"Q{n}" for n in range(1, 6)]),
    st.lists(st.sampled_from(["Norvik", "Norvik Shipping", "Jane Doe", "Huawei", "x"]), min_size=1, max_size=2).map(tuple),
    st.lists(st.sampled_from(["Company", "Person", "Q16521"]), max_size=2).map(tuple),
)


@given(items=st.lists(ITEMS, max_size=6, unique_by=lambda item: item.id), data=st.data())
def test_the_order_of_an_extract_does_not_matter(items: list[Item], data: st.DataObject) -> None:
    entities = (NORVIK, DOE, HUAWEI)
    shuffled = data.draw(st.permutations(items))
    one, other = (wikidata.match(entities, given, load(), {}) for given in (items, shuffled))
    assert one.matches == other.matches
    assert len(set(one.matches.values())) == len(one.matches)


# ── extracts ─────────────────────────────────────────────────────────────────────────────────────


def read(path: Path, text: str) -> list[Item]:
    path.write_text(text, encoding="utf-8")
    return list(wikidata.read(path))


def test_a_table(tmp_path: Path) -> None:
    text = (
        "id\ttype\tlabel@en\tlabel@nl\talias@en\nQ1\tcompany|Q43229\tBlue Ring\tBlauwe Ring\tBR|The Ring\nP2\tx\ty\nwd:Q3\t\tUmbra\t\t\n\n"
    )
    assert read(tmp_path / "x.tsv", text) == [
        Item("Q1", ("Blue Ring", "Blauwe Ring", "BR", "The Ring"), ("company", "Q43229")),
        Item("Q3", ("Umbra",)),
    ]


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"id": "Q1", "type": "Company", "labels": {"en": "Blue Ring", "nl": "Blauwe Ring"}, "aliases": {"en": ["BR"]}},
        {"id": "http://www.wikidata.org/entity/Q2", "label": "Umbra", "types": ["http://www.wikidata.org/entity/Q5"]},
    ]
    assert read(tmp_path / "x.jsonl", "\n".join(map(json.dumps, rows))) == [
        Item("Q1", ("Blue Ring", "Blauwe Ring", "BR"), ("Company",)),
        Item("Q2", ("Umbra",), ("Q5",)),
    ]


def test_a_dump_of_wikidata(tmp_path: Path) -> None:
    claim = {"mainsnak": {"datavalue": {"value": {"id": "Q4830453"}}}}
    item = {
        "id": "Q1",
        "labels": {"en": {"language": "en", "value": "Umbra"}},
        "aliases": {"en": [{"language": "en", "value": "U"}]},
        "claims": {"P31": [claim, {"mainsnak": {"snaktype": "somevalue"}}]},
    }
    assert read(tmp_path / "x.json", f"[\n{json.dumps(item)},\n{json.dumps(item)}\n]\n") == [Item("Q1", ("Umbra", "U"), ("Q4830453",))] * 2


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("x.tsv", "id,label\nQ1,Umbra\n", r"The heading of x\.tsv is \['id,label'\]; it needs a column id"),
        ("x.tsv", "id\tlabel\nQ1\tUmbra\tx\ty\n", r"Line 2 of x\.tsv has 4 cells and the heading 2"),
        ("x.jsonl", '{"id": "Q1"\n', r"Line 1 of x\.jsonl is no JSON .*; give one object a line"),
        ("x.jsonl", '\n["Q1"]\n', r"Line 2 of x\.jsonl is no JSON object"),
    ],
)
def test_what_is_no_extract_is_told(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read(tmp_path / name, text)


def test_memory_does_not_grow_with_the_extract(tmp_path: Path) -> None:
    path = tmp_path / "large.tsv"

    def peak(count: int) -> int:
        with path.open("w", encoding="utf-8") as file:
            file.write("id\ttype\tlabel\n")
            file.writelines(f"Q{number}\tcompany\tNorvik\n" for number in range(1, count))
        tracemalloc.start()
        found = wikidata.match((NORVIK,), wikidata.read(path), load(), {})
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found.links == ()
        return size

    peak(10)
    assert peak(50_000) < 2 * peak(500)


# ── the graph ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a1.txt").write_text(
        "Norvik Shipping has acquired Brightwater. Huawei sued Brightwater in Oslo.\n", encoding="utf-8"
    )
    build(tmp_path / "news", out=tmp_path / "graph").close()
    return tmp_path / "graph"


def matched(folder: Path) -> dict[str, tuple[str, ...]]:
    with Graph.open(folder) as opened:
        facts = list(opened.facts())
    return {end.label: end.same_as for fact in facts for end in (fact.subject, fact.object) if isinstance(end, Entity) and end.same_as}


def test_links_reach_the_graph_stay_and_are_the_same_again(graph: Path, tmp_path: Path) -> None:
    extract = tmp_path / "x.tsv"
    extract.write_text(
        "id\ttype\tlabel\nQ11\tcompany\tNorvik Shipping\nQ12\tcompany\tBrightwater\nQ13\tcompany\tBrightwater\n", encoding="utf-8"
    )
    found, problems = relink.link_wikidata(graph, extract)
    assert (links(found), problems) == ({"Norvik Shipping": "Q11"}, [])
    assert matched(graph)["Norvik Shipping"] == (WD + "Q11",)
    assert matched(graph)["Huawei"] == (WD + "Q160120",)
    with Graph.open(graph) as opened:
        before = opened.store.dump()
    again, _ = relink.link_wikidata(graph, extract)
    assert [link.new for link in again.links] == [False]
    build(tmp_path / "news", out=graph).close()
    with Graph.open(graph) as opened:
        assert opened.store.dump() == before


def test_an_extract_that_cannot_be_read_changes_nothing(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "Q11", "label": "Norvik Shipping", "type": "company"}\n{"id"\n', encoding="utf-8")
    with pytest.raises(InputError, match="Line 2"):
        relink.link_wikidata(graph, tmp_path / "x.jsonl")
    assert "Norvik Shipping" not in matched(graph)
    with pytest.raises(StoreError, match="There is no graph in the folder"):
        relink.link_wikidata(tmp_path / "none", tmp_path / "x.jsonl")
