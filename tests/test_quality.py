"""The gate: what the shipped pipelines, ontology and code together read from the sample corpus may only get better.

The floors stand in `tests/floors.json` with a digest of the gold they were measured on: raise them when a figure rises;
lower one only with a line in the changelog that says why.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import kg
from benchmarks.phenomena import framed
from kg.graph import Graph
from kg.model import Entity, Evidence, Fact, Modality, Polarity
from kg.ontology import closing, load
from kg.query import Rows
from kg.readers import read
from kg.reading import merge, read_article
from kg.score import Gold, Kinship, kinship, read_gold, score
from kg.status import Standing, status

ROOT = Path(__file__).resolve().parent.parent
CORPUS, GOLD = ROOT / "corpus/articles", ROOT / "corpus/gold"
FLOORS = json.loads((ROOT / "tests/floors.json").read_text(encoding="utf-8"))["facts"]
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The graph of the sample corpus."""
    with kg.build(CORPUS, out=tmp_path_factory.mktemp("corpus")) as built:
        yield built


def test_every_article_of_the_corpus_is_read(graph: Graph) -> None:
    assert graph.summary is not None
    assert not graph.summary.problems
    assert len(graph.articles()) == len(list(CORPUS.rglob("*.md")))


def test_the_graph_says_who_sanctions_huawei(graph: Graph) -> None:
    assert graph.query("ASK { kge:united-states kgo:sanctions kge:huawei }") is True


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_sanctions_are_told_in_both_languages(graph: Graph, language: str) -> None:
    languages = {article.id: article.language for article in graph.articles()}
    facts = [fact for fact in graph.facts() if triple(fact) == ("United States", "sanctions", "Huawei")]
    assert language in {languages[piece.article] for fact in facts for piece in fact.evidence if piece.plain}


def test_every_piece_of_evidence_quotes_its_article(graph: Graph) -> None:
    texts = {article.id: article.text for article in read(CORPUS, on_problem=print)}
    pieces = [piece for fact in graph.facts() for piece in fact.evidence]
    assert pieces
    for piece in pieces:
        text = texts[piece.article]
        assert text[piece.sentence.start : piece.sentence.end] == piece.sentence.text
        for span in (piece.subject, piece.relation, piece.object):
            assert piece.sentence.start <= span.start < span.end <= piece.sentence.end
            assert text[span.start : span.end].strip() == text[span.start : span.end]


def test_the_order_of_the_articles_does_not_matter(graph: Graph, tmp_path: Path) -> None:
    sources = sorted(CORPUS.rglob("*.md"), reverse=True)
    with kg.build(sources, out=tmp_path / "other") as other:
        for name in ("all.nq", "all.jsonl"):
            assert other.write(tmp_path / f"b-{name}").read_bytes() == graph.write(tmp_path / f"a-{name}").read_bytes()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_facts_are_read_as_well_as_before(graph: Graph, language: str) -> None:
    files = sorted((GOLD / language).glob("*.jsonl"))
    assert sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16] == FLOORS[language]["gold"], (
        "the gold changed: measure anew"
    )
    found = score(read_gold(GOLD / language), framed(graph.facts()), kinship=kinship(load()))
    figures = {"precision": found.lenient.precision, "core F1": found.lenient.core_f1, "pair recall": found.pair.recall}
    figures |= {name: getattr(found, name) or 0.0 for name in ("polarity", "negated", "modality", "attribution", "time")}
    low = {name: (round(figures[name], 3), floor) for name, floor in FLOORS[language]["floors"].items() if figures[name] < floor}
    assert not low, f"below the floor (measured, floor): {low}"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_facts_are_read_as_well_as_before_with_what_is_likely(graph: Graph, language: str) -> None:
    """All that is told, and what is told without the least likely of it, on which the older floors stand."""
    floors, facts = FLOORS[language], list(graph.facts())
    bound = floors["with what is likelier than"]["bound"]
    surer = [replace(fact, evidence=found) for fact in facts if (found := tuple(_surer(fact.evidence, bound)))]
    for told, least in ((surer, floors["with what is likelier than"]), (facts, floors["with all"])):
        found = score(read_gold(GOLD / language), told, kinship=kinship(load()))
        figures = {"precision": found.lenient.precision, "core F1": found.lenient.core_f1, "pair recall": found.pair.recall}
        low = {name: (round(figure, 3), least[name]) for name, figure in figures.items() if figure < least[name]}
        assert not low, f"below the floor (measured, floor): {low}"


def _surer(evidence: Iterable[Evidence], bound: float) -> Iterator[Evidence]:
    return (piece for piece in evidence if not piece.likely or piece.confidence >= bound)


@pytest.mark.skipif(not (SHARED / "dev/gold.jsonl").is_file(), reason="needs the annotated real articles beside the project")
def test_real_articles_are_read_as_well_as_before() -> None:
    articles = list(read(SHARED / "dev/articles", on_problem=print))
    facts = merge(fact for article in articles for fact in read_article(article).facts)
    found = score(read_gold(SHARED / "dev/gold.jsonl"), facts, kinship=kinship(load()))
    assert found.lenient.core_f1 >= FLOORS["real"]["core F1"]
    assert found.pair.recall >= FLOORS["real"]["pair recall"]


@pytest.fixture(scope="module")
def plain_triples(graph: Graph) -> set[tuple[str, str, str]]:
    """What a naive query finds: subject, relation and object of every fact whose plain triple stands."""
    rows = graph.query("SELECT ?s ?p ?o WHERE { ?fact a kg:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }")
    assert isinstance(rows, Rows)
    return {(str(row["s"]), str(row["p"]), str(row["o"])) for row in rows}


@pytest.mark.parametrize("standing", list(Standing))
def test_the_plain_triple_stands_for_what_the_outlet_asserts_alone(
    graph: Graph, plain_triples: set[tuple[str, str, str]], standing: Standing
) -> None:
    """Every way of not being so is in the corpus, and a naive query finds none of it."""
    facts = [fact for fact in graph.facts() if fact.relation.typed and isinstance(fact.object, Entity)]
    facts = [fact for fact in facts if status(fact).standing is standing]
    found = {(fact.subject.id, fact.relation.id, fact.object.id) for fact in facts if isinstance(fact.object, Entity)}
    plain = {(s, p.rpartition("/")[2].rpartition("#")[2], o) for s, p, o in plain_triples}
    assert found, "the corpus has such facts"
    assert found <= plain if standing is Standing.ASSERTED else not found & plain


def test_what_is_only_likely_is_no_plain_triple(graph: Graph, plain_triples: set[tuple[str, str, str]]) -> None:
    likely = [fact for fact in graph.facts() if isinstance(fact.object, Entity) and all(piece.likely for piece in fact.evidence)]
    subjects = {(s, p.rpartition("#")[2], o) for s, p, o in plain_triples}
    assert likely, "the corpus has such facts"
    assert not [fact for fact in likely if (fact.subject.id, fact.relation.id, fact.object.id) in subjects]
    assert {status(fact).standing for fact in likely} <= {Standing.UNCERTAIN, Standing.DENIED}


@pytest.mark.parametrize("modality", list(Modality))
def test_the_corpus_has_every_modality_and_only_plain_evidence_makes_a_triple(graph: Graph, modality: Modality) -> None:
    """One piece in the outlet's own voice is enough, and without one nothing else is."""
    assert any(piece.modality is modality for fact in graph.facts() for piece in fact.evidence)
    for fact in graph.facts():
        assert any(piece.plain for piece in fact.evidence) == (status(fact).standing is Standing.ASSERTED)


def test_what_is_disputed_is_so_on_the_page_and_in_the_exports_too(graph: Graph) -> None:
    disputed = {triple(fact) for fact in graph.facts() if status(fact).disputed}
    labels = {fact.relation.id: fact.relation.label for fact in graph.facts()}
    found = {(row["subject"], row["relation"], row["object"]) for row in cells(graph, "@disputed")}
    assert found == {(subject, labels[relation], object) for subject, relation, object in disputed}


def test_who_disagrees_with_whom_is_right_by_the_gold(graph: Graph) -> None:
    """Each side of a row is a line of the gold: both ends, relation, affirmed or denied, sentence and speaker; of the gold's own
    disputes, most of which stand between sentences that no relation is read from, four of eight are found."""
    gold, related = read_gold(GOLD), kinship(load())
    names = {dict(relation.labels)["en"]: name for name, relation in load().relations.items()}
    found = set()
    for row in cells(graph, "@disputed"):
        name = names[row["relation"]]
        wanted = [row["subject"], row["object"]], *([[row["object"], row["subject"]]] if name in related.symmetric else [])
        lines = [line for line in gold for first, second in wanted if first in line.subject and second in line.object]
        for polarity, side in (("one", ""), ("other", "other_")):
            mine = [line for line in lines if name in line.relation and line.polarity == row[polarity]]
            mine = [line for line in mine if row[f"{side}sentence"] == line.sentence]
            assert [line for line in mine if not line.attribution or row[f"{side}speaker"] in line.attribution], row
        found.add(frozenset({row["subject"], row["object"]}))
    expected = [{*line.subject, *line.object} for line in disputes(gold, related)]
    hits = [names for names in expected if any(pair <= names for pair in found)]
    assert len(hits) / len(expected) >= 0.5


def disputes(gold: list[Gold], related: Kinship) -> list[Gold]:
    """The first line of each fact that the gold affirms and denies, in different sentences or by different speakers."""
    lines: dict[tuple[str, ...], list[Gold]] = defaultdict(list)
    for line in gold:
        ends = (line.subject[0], line.object[0])
        lines[line.relation[0], *(sorted(ends) if line.relation[0] in related.symmetric else ends)].append(line)
    both = [said for said in lines.values() if len({line.polarity for line in said}) == 2]
    return [said[0] for said in both if len({(line.sentence, line.attribution) for line in said}) > 1]


def test_what_has_ended_is_over_by_the_gold_and_by_the_facts_themselves(graph: Graph) -> None:
    """Each row has a deed of the gold with its sentence, or a post that the gold calls former; and the facts carry the same ends."""
    gold, kinds = read_gold(GOLD), closing()
    rows = cells(graph, "@ended")
    pairs = {(row["subject"], row["object"], row["deed"]) for row in rows}
    assert pairs >= {("United States", "ZTE", "lifts restrictions on"), ("Gaston Aussems", "Mollie", "leaves"), ("Browne", "BP", "")}
    for row in rows:
        ends = {row["subject"], row["object"]}
        mine = [line for line in gold if ends <= {*line.subject, *line.object}]
        deeds = [line for line in mine if line.sentence == row["sentence"] and kinds.keys() & {*line.relation}]
        assert deeds if row["deed"] else any(line.over for line in mine), row
    ended = {(fact.subject.label, fact.relation.label, fact.object.label, fact.ended.label) for fact in graph.facts() if fact.ended}
    assert ended == {(row["subject"], row["relation"], row["object"], row["deed"]) for row in rows if row["deed"]}


@pytest.mark.parametrize(("first", "last"), [("2019-05-01", "2019-12-31"), ("2020-09-01", "2020-09-30"), ("2020-12-01", "2021-12-31")])
def test_every_row_of_what_changed_is_a_change_and_none_is_missing(graph: Graph, first: str, last: str) -> None:
    """Worked out anew from the facts: what is new, what is asserted after it was only planned or rumoured, what is denied now."""
    days = {article.id: article.published or "" for article in graph.articles()}
    expected = set()
    for fact in graph.facts():
        said = [days[piece.article] for piece in fact.evidence if piece.polarity is Polarity.AFFIRMED]
        stated = [days[p.article] for p in fact.evidence if p.polarity is Polarity.AFFIRMED and p.modality is Modality.ASSERTED]
        for piece in fact.evidence:
            known = bool(said) and min(said) < first
            if piece.polarity is Polarity.NEGATED:
                change = "denied" if known else None
            elif not known:
                change = "new"
            else:
                change = "asserted" if piece.modality is Modality.ASSERTED and min(stated) >= first else None
            if change and first <= days[piece.article] <= last:
                expected.add((change, days[piece.article], fact.subject.label, fact.relation.label, piece.sentence.text))
    rows = cells(graph, "@changed-between", **{"from": first, "until": last})
    assert len({tuple(row.values()) for row in rows}) == len(rows), "no row comes twice"
    assert {(row["change"], row["date"], row["subject"], row["relation"], row["sentence"]) for row in rows} == expected


def test_the_question_of_the_demo_prints_no_row_twice(graph: Graph) -> None:
    rows = [tuple(row.values()) for row in cells(graph, "@who-sanctions", whom="Huawei")]
    assert rows
    assert len(set(rows)) == len(rows)


def cells(graph: Graph, question: str, **parameters: str) -> list[dict[str, str]]:
    """The rows of a stock question as texts."""
    answer = graph.query(question, **parameters)
    assert isinstance(answer, Rows)
    return [{name: value or "" for name, value in row.items()} for row in answer]


def triple(fact: Fact) -> tuple[str, str, str]:
    return fact.subject.label, fact.relation.id, fact.object.label
