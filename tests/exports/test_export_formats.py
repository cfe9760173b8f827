"""The contract of every export: all facts, all names, no damage by any text, the same bytes every time.

Each format is read back by software that is not ours: networkx, igraph, lxml, the csv and json modules.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

import igraph
import networkx as nx
import pytest
from hostile import STRINGS, hostile
from lxml import etree
from newsroom import newsroom

from kg.errors import ExportError
from kg.exports import FORMATS, STREAMS
from kg.exports.files import clean, one_line
from kg.model import Article, Entity, Fact
from kg.network import object_id

NEWS = newsroom()
HOSTILE = hostile()
CORPORA = {"news": NEWS, "hostile": HOSTILE, "empty": ((), {})}
GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns"}

GEXF_TYPES: dict[str, Callable[[str], object]] = {
    "string": lambda value: True,
    "boolean": lambda value: value in ("true", "false"),
    "liststring": json.loads,
    "integer": int,
    "double": lambda value: 0 <= float(value) <= 1,
}

Corpus = tuple[tuple[Fact, ...], Mapping[str, Article]]
# node id -> label, edge id -> (from, to, label)
Network = tuple[dict[str, str], dict[str, tuple[str, str, str]]]


@pytest.fixture(params=sorted(CORPORA))
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return CORPORA[request.param]


def written(name: str, corpus: Corpus, path: Path) -> dict[str, bytes]:
    FORMATS[name](*corpus, path)
    return {file.name: file.read_bytes() for file in ([path] if path.is_file() else sorted(path.iterdir()))}


def expected(corpus: Corpus, text: Callable[[str], str]) -> Network:
    facts, _ = corpus
    nodes = {thing.id: text(thing.label) for fact in facts for thing in (fact.subject, fact.object) if isinstance(thing, Entity)}
    nodes |= {object_id(fact): text(fact.object.label) for fact in facts}
    return nodes, {fact.id: (fact.subject.id, object_id(fact), text(fact.relation.label)) for fact in facts}


def read_gexf(path: Path) -> Network:
    root = etree.parse(path).getroot()
    nodes = {node.get("id"): node.get("label") for node in root.iterfind(".//g:node", GEXF)}
    return nodes, {e.get("id"): (e.get("source"), e.get("target"), e.get("label")) for e in root.iterfind(".//g:edge", GEXF)}


def read_graphml(path: Path) -> Network:
    root = etree.parse(path).getroot()
    nodes = {n.get("id"): n.findtext("g:data[@key='node_label']", "", GRAPHML) for n in root.iterfind(".//g:node", GRAPHML)}
    edges = root.iterfind(".//g:edge", GRAPHML)
    return nodes, {e.get("id"): (e.get("source"), e.get("target"), e.findtext("g:data[@key='edge_label']", "", GRAPHML)) for e in edges}


def read_csv(path: Path) -> Network:
    def rows(name: str) -> Iterator[dict[str, str]]:
        with (path / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    nodes = {row["Id"]: row["Label"] for row in rows("nodes.csv")}
    return nodes, {row["Id"]: (row["Source"], row["Target"], row["Label"]) for row in rows("edges.csv")}


def shown_in_csv(text: str) -> str:
    line = one_line(text)
    return f"'{line}" if line.lstrip()[:1] in ("=", "+", "-", "@") and line.strip() else line


READERS: dict[str, tuple[Callable[[Path], Network], Callable[[str], str]]] = {
    "gexf": (read_gexf, clean),
    "graphml": (read_graphml, clean),
    "csv": (read_csv, shown_in_csv),
}


@pytest.mark.parametrize("name", sorted(READERS))
def test_everything_comes_back(name: str, corpus: Corpus, tmp_path: Path) -> None:
    """Ids, ends and labels are what they were, but for characters that the format cannot hold."""
    read, text = READERS[name]
    FORMATS[name](*corpus, tmp_path / "out")
    assert read(tmp_path / "out") == expected(corpus, text)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_facts_give_the_same_bytes(name: str, corpus: Corpus, tmp_path: Path) -> None:
    facts, articles = corpus
    shuffled = list(facts)
    Random(1).shuffle(shuffled)
    again = (tuple(shuffled), dict(reversed(list(articles.items()))))
    assert written(name, corpus, tmp_path / "one") == {
        file.replace("two", "one"): content for file, content in written(name, again, tmp_path / "two").items()
    }


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_writing_over_an_earlier_export_leaves_nothing_of_it(name: str, tmp_path: Path) -> None:
    written(name, HOSTILE, tmp_path / "out")
    assert written(name, NEWS, tmp_path / "out") == {
        file.replace("fresh", "out"): content for file, content in written(name, NEWS, tmp_path / "fresh").items()
    }


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_place_that_cannot_be_written_to_is_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match=r"^cannot .*file.*\); .*$"):
        FORMATS[name](*NEWS, tmp_path / "file" / "below")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["csv", "neo4j"])
def test_a_folder_format_refuses_a_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="this format is a folder"):
        FORMATS[name](*NEWS, tmp_path / "file")


@pytest.mark.parametrize("name", sorted(STREAMS))
def test_a_file_format_refuses_a_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="it is a folder"):
        FORMATS[name](*NEWS, tmp_path)


@pytest.mark.parametrize("name", sorted(STREAMS))
def test_the_stream_is_the_file(name: str, corpus: Corpus, tmp_path: Path) -> None:
    [content] = written(name, corpus, tmp_path / "out").values()
    assert "".join(STREAMS[name](*corpus)).encode() == content


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_files_are_utf8_without_control_characters(name: str, corpus: Corpus, tmp_path: Path) -> None:
    for file, content in written(name, corpus, tmp_path / "out").items():
        text = content.decode("utf-8")
        assert not {c for c in text if (ord(c) < 32 and c not in "\t\n\r") or (0x7F <= ord(c) < 0xA0 and c != "\x85")}, file


def test_facts_file_is_exact(tmp_path: Path) -> None:
    """JSON can hold every string but half a surrogate pair as such; all else comes back untouched, offsets too."""
    FORMATS["jsonl"](*HOSTILE, tmp_path / "facts.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
    facts = {fact.id: fact for fact in HOSTILE[0]}
    assert [row["id"] for row in rows] == sorted(facts)
    for row in rows:
        fact = facts[row["id"]]
        best, subject = row["evidence"][0], fact.subject
        assert row["subject"] == {"id": subject.id, "label": subject.label, "aliases": list(subject.names), "type": subject.type}
        assert row["object"]["label"] == fact.object.label
        assert all(row[key] == best[key] for key in ("polarity", "modality", "attribution", "time", "amount", "role", "confidence"))
        assert {item["sentence"] for item in row["evidence"]} == {item.sentence.text for item in fact.evidence}


def test_facts_file_names_the_speaker_or_the_words_that_name_one(tmp_path: Path) -> None:
    FORMATS["jsonl"](*NEWS, tmp_path / "facts.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    said = {(row["subject"]["label"], row["relation"]["id"], row["object"]["label"]): row for row in rows}
    assert said["China", "funds", "SMIC"]["attribution"] == "United States"
    assert said["AIVD", "investigates", "Huawei"]["attribution"] == "bevestigen twee Kamerleden"
    sanctions = said["United States", "sanctions", "Huawei"]
    assert (sanctions["attribution"], sanctions["polarity"], sanctions["time"]) == (None, "affirmed", "2020-09-14")
    first = sanctions["evidence"][0]
    text = NEWS[1][first["article"]].text
    words = [text[slice(*first[part])] for part in ("subject", "relation", "object")]
    assert words == ["The United States", "imposed sanctions on", "Huawei"]
    assert text[first["start"] : first["end"]] == first["sentence"]
    assert said["SMIC", "raises", "7.6 billion dollars"]["object"]["id"] is None


def test_networkx_reads_gexf_and_keeps_parallel_edges(tmp_path: Path) -> None:
    FORMATS["gexf"](*NEWS, tmp_path / "g.gexf")
    graph = nx.read_gexf(tmp_path / "g.gexf", version="1.3")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(expected(NEWS, clean)[0]), len(NEWS[0]))


def test_gexf_is_shaped_as_its_schema_says(corpus: Corpus, tmp_path: Path) -> None:
    """The schema itself is not at hand; these are its rules on names, types, references, order and uniqueness."""
    FORMATS["gexf"](*corpus, tmp_path / "g.gexf")
    root = etree.parse(tmp_path / "g.gexf").getroot()
    graph = root.find("g:graph", GEXF)
    assert root.tag == "{http://gexf.net/1.3}gexf"
    assert root.get("version") == "1.3"
    assert dict(graph.attrib) == {
        "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", "defaultedgetype": "directed", "idtype": "string",
    }  # fmt: skip
    declared = {kind: graph.iterfind(f"g:attributes[@class='{kind}']/g:attribute", GEXF) for kind in ("node", "edge")}
    types = {kind: {a.get("id"): a.get("type") for a in attributes} for kind, attributes in declared.items()}
    assert set(types["node"].values()) | set(types["edge"].values()) <= {"string", "integer", "double", "boolean", "liststring"}
    allowed = {"node": {"id", "label"}, "edge": {"id", "source", "target", "kind", "label", "weight", "start", "end"}}
    children = {"node": ["attvalues", "color", "position", "size"], "edge": ["attvalues", "color", "thickness"]}
    for kind in ("node", "edge"):
        elements = graph.findall(f"g:{kind}s/g:{kind}", GEXF)
        assert len({element.get("id") for element in elements}) == len(elements)
        for element in elements:
            assert set(element.attrib) <= allowed[kind]
            assert [etree.QName(child).localname for child in element] == children[kind]
            values = element.findall("g:attvalues/g:attvalue", GEXF)
            assert {value.get("for") for value in values} <= set(types[kind])
            assert all(GEXF_TYPES[types[kind][value.get("for")]](value.get("value")) for value in values)


def test_gexf_tells_periods_colours_and_places(tmp_path: Path) -> None:
    FORMATS["gexf"](*NEWS, tmp_path / "g.gexf")
    root = etree.parse(tmp_path / "g.gexf").getroot()
    member = next(e for e in root.iterfind(".//g:edge", GEXF) if e.get("kind") == "memberOf" and e.get("source").endswith("marieke-postma"))
    assert (member.get("start"), member.get("end")) == ("2017-01-01", None)
    places = {(p.get("x"), p.get("y")) for p in root.iterfind(".//viz:position", GEXF)}
    assert len(places) == len(expected(NEWS, clean)[0])
    denied = [edge for edge in root.iterfind(".//g:edge", GEXF) if edge.find("g:attvalues/g:attvalue[@value='denied']", GEXF) is not None]
    assert {tuple(edge.find("viz:color", GEXF).attrib.values()) for edge in denied} == {("194", "59", "34")}


@pytest.mark.parametrize("corpus", [NEWS, HOSTILE], ids=["news", "hostile"])
def test_networkx_and_igraph_read_graphml(corpus: Corpus, tmp_path: Path) -> None:
    FORMATS["graphml"](*corpus, tmp_path / "g.graphml")
    nodes, edges = expected(corpus, clean)
    graph = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert {name: values.get("label", "") for name, values in graph.nodes(data=True)} == nodes
    assert {key: (a, b, values.get("label", "")) for a, b, key, values in graph.edges(keys=True, data=True)} == edges
    other = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert dict(zip(other.vs["id"], other.vs["label"], strict=True)) == nodes
    ends = {edge["fact"]: (other.vs[edge.source]["id"], other.vs[edge.target]["id"], edge["label"]) for edge in other.es}
    assert ends == edges


def test_graphml_carries_labels_and_types_for_neo4j(tmp_path: Path) -> None:
    FORMATS["graphml"](*HOSTILE, tmp_path / "g.graphml")
    root = etree.parse(tmp_path / "g.graphml").getroot()
    assert all(node.get("labels").removeprefix(":Entity:").isalnum() for node in root.iterfind(".//g:node", GRAPHML))
    assert all(edge.get("label").replace("_", "").isalnum() for edge in root.iterfind(".//g:edge", GRAPHML))


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    """A spreadsheet runs what begins with = + - or @, and some skip white space before it."""
    FORMATS["csv"](*HOSTILE, tmp_path / "out")
    for name in ("nodes.csv", "edges.csv"):
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@")]
    assert any(text.startswith("=") for text in STRINGS)


def test_tables_have_a_line_a_row(tmp_path: Path) -> None:
    FORMATS["csv"](*HOSTILE, tmp_path / "out")
    lines = (tmp_path / "out" / "edges.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(HOSTILE[0]) + 1


def test_the_formats_are_the_ones_that_are_documented() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"
    headings = {line.removeprefix("## `").rstrip("`") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("## `")}
    assert headings == set(FORMATS)
