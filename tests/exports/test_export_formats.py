"""The contract of every export: all facts, all names, no damage by any text, the same bytes every time.

Each format is read back by software that is not ours: networkx, igraph, lxml, the csv and json modules.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import dist
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any

import igraph
import networkx as nx
import pytest
from hostile import STRINGS, hostile
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from newsroom import newsroom

from kg.errors import ExportError
from kg.exports import FORMATS, MERGED, STREAMS, flow, gexf, graphml, jsonl, places, yed
from kg.exports import csv as csv_format
from kg.exports.files import clean, csv_row
from kg.layout import SPACING
from kg.model import Article, Entity, Evidence, Fact, Polarity, Relation, Sentence, Span
from kg.network import Node, edge, merged, object_id
from kg.status import Standing, status


def looks_schema() -> etree._ElementTree:
    """The published types of looks, with an element of its own for each: the schema declares none in any namespace."""
    tree = etree.parse(Path(__file__).parent / "gexf-1.3" / "viz.xsd")
    root, xs = tree.getroot(), "{http://www.w3.org/2001/XMLSchema}"
    root.remove(root.find(f"{xs}import"))
    for name in ("color", "position", "size", "thickness"):
        kind = etree.SubElement(etree.SubElement(root, f"{xs}element", name=name), f"{xs}complexType")
        etree.SubElement(kind, f"{xs}attributeGroup", ref=f"{name}-content")
    return tree


def said(**more: Any) -> Evidence:
    return Evidence("a", Sentence(0, 3, "..."), Span(0, 1), Span(0, 1), Span(0, 1), "test", **more)


NEWS = newsroom()
HOSTILE = hostile()
CORPORA = {"news": NEWS, "hostile": HOSTILE, "empty": ((), {})}
GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "gexf-1.3" / "gexf.xsd"))
LOOKS = etree.XMLSchema(looks_schema())
YED_SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "graphml-1.0" / "yed.xsd"))
GRAPHML_SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "graphml-1.0" / "graphml.xsd"))
ENDS = (Entity("e:us", "US", "Country"), Relation("sanctions", "sanctions", True), Entity("e:h", "Huawei", "Company"))

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


def value(element: etree._Element, key: str) -> str:
    return str(element.findtext(f"g:data[@key='{key}']", "", GRAPHML))


def read_graphml(path: Path) -> Network:
    root = etree.parse(path).getroot()
    names = {n.get("id"): value(n, "node_iri") for n in root.iterfind(".//g:node", GRAPHML)}
    nodes = {names[n.get("id")]: value(n, "node_label") for n in root.iterfind(".//g:node", GRAPHML)}
    edges = root.iterfind(".//g:edge", GRAPHML)
    return nodes, {e.get("id"): (names[e.get("source")], names[e.get("target")], value(e, "edge_label")) for e in edges}


def read_csv(path: Path) -> Network:
    def rows(name: str) -> Iterator[dict[str, str]]:
        with (path / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def text(cell: str) -> str:
        return cell.removeprefix("'")

    nodes = {row["Id"]: text(row["Label"]) for row in rows("nodes.csv")}
    return nodes, {row["Id"]: (row["Source"], row["Target"], text(row["Label"])) for row in rows("edges.csv")}


def read_nodelink(path: Path) -> Network:
    graph = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="links")
    edges = {key: (source, target, values["label"]) for source, target, key, values in graph.edges(keys=True, data=True)}
    return dict(graph.nodes(data="label")), edges


def in_table(text: str) -> str:
    return clean(text).replace("\\", "\N{FULLWIDTH REVERSE SOLIDUS}")


def as_json(text: str) -> str:
    return text  # JSON holds every text


READERS: dict[str, tuple[Callable[[Path], Network], Callable[[str], str]]] = {
    "gexf": (read_gexf, clean),
    "graphml": (read_graphml, clean),
    "yed": (read_graphml, clean),
    "csv": (read_csv, in_table),
    "nodelink": (read_nodelink, as_json),
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


@pytest.mark.parametrize("merge", [False, True])
def test_gexf_is_valid_by_its_published_schema(corpus: Corpus, merge: bool) -> None:
    """Without the `viz:` elements, for which the schema has no namespace; those are checked by its types for them."""
    root = etree.fromstring("".join(gexf.generate(*corpus, merge=merge)).encode())
    looks = root.xpath("//viz:*", namespaces=GEXF)
    for look in looks:
        assert LOOKS.validate(etree.fromstring(f"<{etree.QName(look).localname} {attributes_of(look)}/>")), LOOKS.error_log
        look.getparent().remove(look)
    assert SCHEMA.validate(root), SCHEMA.error_log
    assert len(looks) == 3 * len(root.findall(".//g:node", GEXF)) + 2 * len(root.findall(".//g:edge", GEXF))


def attributes_of(element: etree._Element) -> str:
    return " ".join(f'{name}="{value}"' for name, value in element.attrib.items())


def test_gexf_keeps_its_references_and_types(corpus: Corpus) -> None:
    """What a schema cannot say: unique ids, ends that exist, values of the declared types, dates that are dates."""
    root = etree.fromstring("".join(gexf.generate(*corpus)).encode())
    graph = root.find("g:graph", GEXF)
    names = {node.get("id") for node in graph.iterfind(".//g:node", GEXF)}
    for kind in ("node", "edge"):
        types = {a.get("id"): a.get("type") for a in graph.iterfind(f"g:attributes[@class='{kind}']/g:attribute", GEXF)}
        elements = graph.findall(f"g:{kind}s/g:{kind}", GEXF)
        assert len({element.get("id") for element in elements}) == len(elements)
        for element in elements:
            assert kind == "node" or {element.get("source"), element.get("target")} <= names
            for value in element.iterfind("g:attvalues/g:attvalue", GEXF):
                GEXF_TYPES[types[value.get("for")]](value.get("value"))
            for period in (element, *element.iterfind("g:spells/g:spell", GEXF)):
                assert all(date.fromisoformat(period.get(end)) for end in ("start", "end") if period.get(end))


def test_gexf_has_every_status_of_a_fact() -> None:
    (fact,) = [fact for fact in NEWS[0] if (fact.subject.label, fact.relation.id) == ("AIVD", "investigates")]
    root = etree.fromstring("".join(gexf.generate(*NEWS)).encode())
    titles = {a.get("id"): a.get("title") for a in root.iterfind(".//g:attributes[@class='edge']/g:attribute", GEXF)}
    (drawn,) = [edge for edge in root.iterfind(".//g:edge", GEXF) if edge.get("id") == fact.id]
    values = {titles[value.get("for")]: value.get("value") for value in drawn.iterfind("g:attvalues/g:attvalue", GEXF)}
    best = fact.evidence[0]
    assert values["attribution"] == "bevestigen twee Kamerleden"
    assert (values["standing"], values["polarity"], values["modality"]) == ("said", best.polarity, best.modality)
    assert (float(values["confidence"]), values["sentence"]) == (best.confidence, best.sentence.text)
    assert json.loads(values["articles"]) == [best.article]


def test_a_fact_of_two_times_has_two_spells() -> None:
    twice = Fact(*ENDS, (said(time="2012/2014"), said(time="2020-05"), said(time="2013")))
    (drawn,) = etree.fromstring("".join(gexf.generate([twice], {})).encode()).iterfind(".//g:edge", GEXF)
    spells = [(spell.get("start"), spell.get("end")) for spell in drawn.iterfind("g:spells/g:spell", GEXF)]
    assert spells == [("2012-01-01", "2014-12-31"), ("2020-05-01", "2020-05-31")]
    assert drawn.get("start") is None
    _, row = csv_format.edges([edge(twice)], kinds=True)
    assert "<[2012-01-01, 2014-12-31]; [2020-05-01, 2020-05-31]>" in row


@pytest.mark.parametrize("name", sorted(MERGED))
def test_merged_there_is_one_edge_a_pair(name: str, tmp_path: Path) -> None:
    MERGED[name](*NEWS, tmp_path / "out")
    nodes, edges = READERS[name][0](tmp_path / "out")
    pairs = {(fact.subject.id, object_id(fact)) for fact in NEWS[0]}
    assert len(pairs) < len(NEWS[0])
    assert sorted(ends[:2] for ends in edges.values()) == sorted(pairs)
    assert nodes == expected(NEWS, clean)[0]


def test_a_merged_edge_sums_up_its_facts() -> None:
    denied = Fact(ENDS[0], Relation("bans", "bans", True), ENDS[2], (said(polarity=Polarity.NEGATED, time="2014"),))
    both = merged([edge(denied), edge(Fact(*ENDS, (said(time="2012"), said(time="2020"))))])
    assert (both.attributes["weight"], both.attributes["standing"]) == (3, "asserted")
    assert (both.attributes["relation"], both.attributes["label"]) == ("sanctions, bans", "sanctions, bans")
    assert (both.attributes["first"], both.attributes["last"]) == ("2012-01-01", "2020-12-31")
    assert len(both.periods) == 3


@pytest.mark.parametrize("name", ["gexf", "graphml"])
@pytest.mark.parametrize(("laid", "tied"), [(1, 100), (4, 100), (4, 1), (1000, 1)])
def test_a_large_graph_has_a_place_for_each_node(name: str, laid: int, tied: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than some are laid out by force; the others stand about, no two at one place, and always the same."""
    monkeypatch.setattr(places, "LAID", laid)
    monkeypatch.setattr(places, "TIED", tied)
    facts, articles = NEWS
    [content] = written(name, NEWS, tmp_path / "out").values()
    assert written(name, (facts[::-1], articles), tmp_path / "out") == {"out": content}
    if name == "gexf":
        found = [(place.get("x"), place.get("y")) for place in etree.fromstring(content).iterfind(".//viz:position", GEXF)]
    else:
        nodes = etree.fromstring(content).iterfind(".//g:node", GRAPHML)
        found = [tuple(node.findtext(f"g:data[@key='node_{axis}']", "", GRAPHML) for axis in "xy") for node in nodes]
    assert len(set(found)) == len(found) == len(expected(NEWS, clean)[0])


def test_what_is_not_laid_out_stands_by_the_node_that_most_ties_lead_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "LAID", 3)
    found = places.Places()
    for one, other in ["ab", "ab", "bc", "bc", "ac", "cd", "de", "ca", "bd", "bd"]:
        found.add(*(Node(name, {"label": name}) for name in (one, other)))
    where = dict(found.sorted())
    assert set(where) == set("abcde")
    assert dist(where["d"], where["b"]) == pytest.approx(SPACING / 2, abs=0.2)
    assert where["e"][1] > max(where[name][1] for name in "abc")


@pytest.mark.parametrize("run", [1, 3])
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"neo4j"}))
def test_what_is_sorted_in_files_is_the_same(name: str, run: int, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large graph goes through files; this one does when a run is short."""
    whole = written(name, corpus, tmp_path / "out")
    monkeypatch.setattr(flow, "RUN", run)
    monkeypatch.setattr(jsonl, "RUN", run)
    assert written(name, corpus, tmp_path / "out") == whole


def test_networkx_and_igraph_read_the_list_of_edges(tmp_path: Path) -> None:
    FORMATS["edgelist"](*NEWS, tmp_path / "g.ncol")
    weights = Counter[tuple[str, str]]()
    for fact in NEWS[0]:
        weights[fact.subject.id, object_id(fact)] += len(fact.evidence)
    graph = nx.read_weighted_edgelist(tmp_path / "g.ncol", create_using=nx.DiGraph, comments=None)
    assert {(a, b): int(weight) for a, b, weight in graph.edges(data="weight")} == weights
    other = igraph.Graph.Read_Ncol(str(tmp_path / "g.ncol"), directed=True)
    assert {(other.vs[e.source]["name"], other.vs[e.target]["name"]): int(e["weight"]) for e in other.es} == weights


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
    iri = dict(graph.nodes(data="iri"))
    assert {iri[name]: values.get("label", "") for name, values in graph.nodes(data=True)} == nodes
    assert {key: (iri[a], iri[b], values.get("label", "")) for a, b, key, values in graph.edges(keys=True, data=True)} == edges
    other = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert dict(zip(other.vs["iri"], other.vs["label"], strict=True)) == nodes
    assert other.vs["id"] == [name for name, _ in sorted(iri.items(), key=itemgetter(1))]
    ends = {edge["fact"]: (other.vs[edge.source]["iri"], other.vs[edge.target]["iri"], edge["label"]) for edge in other.es}
    assert ends == edges


@pytest.mark.parametrize("merge", [False, True])
def test_graphml_is_valid_by_its_published_schema(corpus: Corpus, merge: bool) -> None:
    root = etree.fromstring("".join(graphml.generate(*corpus, merge=merge)).encode())
    assert GRAPHML_SCHEMA.validate(root), GRAPHML_SCHEMA.error_log


@pytest.mark.parametrize("merge", [False, True])
def test_graphml_for_yed_is_valid_by_the_schema_with_yeds_elements(corpus: Corpus, merge: bool) -> None:
    root = etree.fromstring("".join(yed.generate(*corpus, merge=merge)).encode())
    assert YED_SCHEMA.validate(root), YED_SCHEMA.error_log
    for data in root.iterfind(".//g:data[y:*]", GRAPHML):
        data.getparent().remove(data)
    for key in root.xpath("g:key[@yfiles.type]", namespaces=GRAPHML):
        root.remove(key)
    etree.cleanup_namespaces(root)
    assert etree.tostring(root) == etree.tostring(etree.fromstring("".join(graphml.generate(*corpus, merge=merge)).encode()))


def test_yed_gets_labels_colours_sizes_and_places(tmp_path: Path) -> None:
    FORMATS["yed"](*NEWS, tmp_path / "g.graphml")
    root = etree.parse(tmp_path / "g.graphml").getroot()
    nodes = {value(node, "node_iri"): node.find("g:data/y:ShapeNode", GRAPHML) for node in root.iterfind(".//g:node", GRAPHML)}
    assert {name: node.findtext("y:NodeLabel", "", GRAPHML) for name, node in nodes.items()} == expected(NEWS, clean)[0]
    places = [{key: float(found) for key, found in node.find("y:Geometry", GRAPHML).items()} for node in nodes.values()]
    assert len({(place["x"], place["y"]) for place in places}) == len(nodes)
    assert all(8 < place["width"] == place["height"] for place in places)
    edges = {edge.get("id"): edge.find("g:data/y:PolyLineEdge", GRAPHML) for edge in root.iterfind(".//g:edge", GRAPHML)}
    assert {name: edge.findtext("y:EdgeLabel", "", GRAPHML) for name, edge in edges.items()} == {
        fact.id: fact.relation.label for fact in NEWS[0]
    }
    lines = {name: edge.find("y:LineStyle", GRAPHML).get("type") for name, edge in edges.items()}
    assert lines == {fact.id: "line" if status(fact).standing is Standing.ASSERTED else "dashed" for fact in NEWS[0]}
    read = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)  # which knows yEd's elements
    assert set(dict(read.nodes(data="shape_type")).values()) == {"ellipse", "rectangle"}


NAMES = ("https://kg.example/entity/", "https://news.example/entity/", "https://kg.example/", "urn:", "")


@given(*[st.tuples(st.sampled_from(NAMES), st.text(st.sampled_from("a:_/%~.-#é2F\ud83d"), max_size=4)).map("".join)] * 2)
def test_each_node_has_a_name_of_its_own_in_graphml(one: str, other: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._:-]*", graphml.token(one))
    assert (graphml.token(one) == graphml.token(other)) == (one == other)


def test_graphml_carries_labels_and_types_for_neo4j(tmp_path: Path) -> None:
    """APOC takes a type only from the first thing that an edge has."""
    FORMATS["graphml"](*HOSTILE, tmp_path / "g.graphml")
    root = etree.parse(tmp_path / "g.graphml").getroot()
    labels = [node.findtext("g:data[@key='labels']", "", GRAPHML) for node in root.iterfind(".//g:node", GRAPHML)]
    assert all(found.removeprefix(":Entity:").isalnum() for found in labels)
    firsts = [edge[0] for edge in root.iterfind(".//g:edge", GRAPHML)]
    assert {data.get("key") for data in firsts} == {"label"}
    assert all(data.text.replace("_", "").isalnum() for data in firsts)


@pytest.mark.parametrize("merge", [False, True])
def test_graphml_has_all_that_cytoscape_and_yed_ask_for(corpus: Corpus, merge: bool) -> None:
    """Keys before the graph, of types that they know; nodes before edges; values of their types; no column of their own taken."""
    root = etree.fromstring("".join(graphml.generate(*corpus, merge=merge)).encode())
    read = {"string": str, "int": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__}
    keys = {key.get("id"): key for key in root.iterfind("g:key", GRAPHML)}
    assert [etree.QName(child).localname for child in root] == ["key"] * len(keys) + ["graph"]
    names = [(key.get("for"), key.get("attr.name")) for key in keys.values()]
    assert len(set(names)) == len(names)
    assert not {name.lower() for _, name in names} & {"suid", "name", "shared name", "selected", "interaction", "shared interaction"}
    elements = list(root.find("g:graph", GRAPHML))
    kinds = [etree.QName(element).localname for element in elements]
    assert kinds == sorted(kinds, reverse=True)
    nodes = {element.get("id") for element, kind in zip(elements, kinds, strict=True) if kind == "node"}
    for element, kind in zip(elements, kinds, strict=True):
        assert kind == "node" or {element.get("source"), element.get("target")} <= nodes
        for data in element.iterfind("g:data", GRAPHML):
            key = keys[data.get("key")]
            assert key.get("for") == kind
            read[key.get("attr.type")](data.text)


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    """A spreadsheet runs what begins with = + - @, a tab or a carriage return, and some skip white space before it."""
    FORMATS["csv"](*HOSTILE, tmp_path / "out")
    for name in ("nodes.csv", "edges.csv"):
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@") or cell[:1] in set("\t\r")]
    assert any(text.startswith("=") for text in STRINGS)


@given(st.text(max_size=8), st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "'", "''=", " =", "\n@", "\r\n"]))
def test_a_cell_read_again_is_the_text(text: str, start: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(csv_row([csv_format._safe(start + text)]), newline="")))
    assert cell.removeprefix("'") == in_table(start + text)


@given(st.lists(st.text(max_size=5), min_size=1))
def test_a_list_in_a_cell_is_json_without_an_escaped_quote(texts: list[str]) -> None:
    """Gephi and Neo4j take a backslash in a table for an escape, and the quote behind it for a part of the text."""
    cell = csv_format._safe(tuple(texts))
    assert isinstance(cell, str)
    assert json.loads(cell) == list(map(clean, texts))
    assert not re.search(r"\\[^u]", cell)


def test_the_formats_are_the_ones_that_are_documented() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"
    headings = {line.removeprefix("## `").rstrip("`") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("## `")}
    assert headings == set(FORMATS)
