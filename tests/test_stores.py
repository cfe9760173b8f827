"""What every store promises, tested once over all of them: atomic writes that leave no trace of their order."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import stores
from kg.errors import StoreError
from kg.model import Reading
from kg.rdf import facts
from kg.rdf import terms as t
from kg.stores.oxigraph import MARKER, OxigraphStore
from tests.readings import RUN, other, readings
from tests.test_rdf import HUAWEI, PLAIN, SANCTIONS, US, Fact, read

ROOT = Path(__file__).parent.parent
TRIPLE = t.Triple(t.iri("https://e.example/s"), t.LABEL, t.text("x"))


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[stores.Store]:
    with stores.open("memory:" if request.param == "memory" else tmp_path / "store") as opened:
        yield opened


def empty(store: stores.Store) -> None:
    store.update((), list(store.triples()))


# ---- The contract ----


contract = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@contract
@given(readings(), st.data())
def test_the_order_of_articles_leaves_no_trace(store: stores.Store, given: list[Reading], data: st.DataObject) -> None:
    dumps = []
    for order in (given, data.draw(st.sampled_from(list(permutations(given))))):
        empty(store)
        for one in order:
            store.replace(one, RUN)
        dumps.append(store.dump())
    assert dumps[0] == dumps[1]


@contract
@given(readings(), st.integers(0, 2))
def test_a_retracted_article_leaves_no_trace(store: stores.Store, given: list[Reading], index: int) -> None:
    empty(store)
    for place, one in enumerate(given):
        if place != index:
            store.replace(one, RUN)
    without = store.dump()
    store.replace(given[index], RUN)
    assert store.remove(given[index].article.id)
    assert store.dump() == without


@contract
@given(readings(), st.integers(0, 2))
def test_an_article_that_is_read_again_replaces_its_first_reading(store: stores.Store, given: list[Reading], index: int) -> None:
    empty(store)
    for one in given:
        store.replace(one, RUN)
    once = store.dump()
    assert store.replace(other(given[index]), RUN)
    assert store.replace(given[index], RUN)
    assert store.dump() == once


@contract
@given(readings())
def test_removing_every_article_leaves_nothing(store: stores.Store, given: list[Reading]) -> None:
    empty(store)
    for one in given:
        store.replace(one, RUN)
    for one in given:
        assert store.remove(one.article.id)
    assert store.dump() == b""


def test_the_same_reading_is_not_written_twice(store: stores.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,)))
    assert store.replace(reading, RUN)
    monkeypatch.setattr(type(store), "update", lambda *_: pytest.fail("wrote what was there"))
    assert not store.replace(reading, RUN)


def test_removing_what_is_not_there_does_nothing(store: stores.Store) -> None:
    assert not store.remove("nothing")


def test_a_pattern_matches_each_of_its_parts(store: stores.Store) -> None:
    store.update([TRIPLE, TRIPLE._replace(object=t.text("y"))])
    assert list(store.triples(None, None, TRIPLE.object)) == [TRIPLE]
    assert len(list(store.triples(TRIPLE.subject, TRIPLE.predicate))) == 2
    assert list(store.triples(t.iri("https://e.example/other"))) == []


def test_an_update_deletes_and_adds_at_once(store: stores.Store) -> None:
    store.update([TRIPLE])
    later = TRIPLE._replace(object=t.text("later"))
    store.update([later], [TRIPLE])
    assert list(store.triples()) == [later]


@contract
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_kept_to_the_letter(store: stores.Store, words: str) -> None:
    empty(store)
    store.update([TRIPLE._replace(object=t.text(words))])
    assert [triple.object.value for triple in store.triples()] == [words]


def test_a_store_is_an_rdflib_graph_without_a_copy(store: stores.Store) -> None:
    graph = stores.to_rdflib(store)
    assert len(graph) == 0
    store.update([TRIPLE])
    assert (rdflib.URIRef("https://e.example/s"), rdflib.RDFS.label, rdflib.Literal("x")) in graph
    assert [[str(term) for term in triple] for triple in graph] == [["https://e.example/s", str(rdflib.RDFS.label), "x"]]
    store.replace(read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,))), RUN)
    assert [str(row.s) for row in graph.query("SELECT ?s { ?s kgo:sanctions kge:huawei }")] == [US.id]


def test_a_closed_store_says_so(store: stores.Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.dump()


# ---- On disk ----


def test_a_store_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with stores.open(tmp_path / "a" / "store") as store:
        store.replace(read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,))), RUN)
        dump = store.dump()
    for read_only in (True, False):
        with stores.open(tmp_path / "a" / "store", read_only=read_only) as store:
            assert store.dump() == dump


def test_a_second_writer_is_told_in_one_sentence(tmp_path: Path) -> None:
    with stores.open(tmp_path / "store") as store:
        store.update([TRIPLE])
        with pytest.raises(StoreError, match=r"Another program is writing to the store at .*store: wait until it is done"):
            stores.open(tmp_path / "store")
        code = "import sys\nfrom kg import stores\nstores.open(sys.argv[1])"
        run = subprocess.run([sys.executable, "-c", code, tmp_path / "store"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert "StoreError: Another program is writing" in run.stderr


def test_readers_do_not_mind_a_writer(tmp_path: Path) -> None:
    with stores.open(tmp_path / "store") as writer:
        writer.update([TRIPLE])
        with stores.open(tmp_path / "store", read_only=True) as reader:
            writer.update([TRIPLE._replace(object=t.text("later"))])
            assert list(reader.triples()) == [TRIPLE]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    stores.open(tmp_path / "store").close()
    with stores.open(tmp_path / "store", read_only=True) as store:
        with pytest.raises(StoreError, match="open for reading only"):
            store.replace(read(), RUN)
        assert not store.remove("a1")


def test_a_folder_without_the_right_to_write_can_be_read(tmp_path: Path) -> None:
    with stores.open(tmp_path / "store") as store:
        store.update([TRIPLE])
    # The superuser may write anywhere, so the child gives that up, and reaches the folder from within.
    code = (
        "import os, sys\nfrom kg import stores\nfrom kg.errors import StoreError\nos.chdir(sys.argv[1])\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "with stores.open('store', read_only=True) as store: print(len(list(store.triples())))\n"
        "try: stores.open('store')\nexcept StoreError as error: print(error)"
    )
    for path in (tmp_path, tmp_path / "store", *(tmp_path / "store").iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    run = subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False)
    for path in (tmp_path, tmp_path / "store"):
        path.chmod(0o755)
    assert run.stdout.splitlines()[:1] == ["1"], run.stderr
    assert "There is no right to write to the store" in run.stdout


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.write_text("x"), "is a file, but a store is a folder"),
        (lambda path: (path.mkdir(), (path / "letter.txt").write_text("x")), "holds other files and no store"),
        (lambda path: (stores.open(path).close(), (path / MARKER).write_text("99\n")), "has version 99, but this program knows 1 at most"),
        (lambda path: (stores.open(path).close(), (path / MARKER).write_text("new")), "says 'new', not a version number"),
        (lambda path: (stores.open(path).close(), (path / "CURRENT").write_text("x")), "cannot be opened"),
    ],
    ids=["file", "other files", "newer", "odd marker", "damaged"],
)
def test_a_place_that_holds_something_else_is_refused(tmp_path: Path, make: object, sentence: str) -> None:
    make(tmp_path / "store")  # type: ignore[operator]
    with pytest.raises(StoreError, match=sentence):
        stores.open(tmp_path / "store")


def test_reading_what_is_not_there_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no store at .*: build one with"):
        stores.open(tmp_path / "store", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_writer_leaves_whole_articles(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom kg import stores\nfrom tests.test_rdf import *\n"
        "store = stores.open(sys.argv[1])\n"
        "for number in range(10_000):\n"
        "    store.replace(read(Fact(US, SANCTIONS, HUAWEI, (proof(f'a{number}'),)), id=f'a{number}'), RUN)\n"
        "    print(number, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, tmp_path / "store"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) == 20:
                writer.send_signal(signal.SIGKILL)
    with stores.open(tmp_path / "store") as store:
        (fact,) = facts(store)
        names = sorted(evidence.article for evidence in fact.evidence)
        assert set(names) >= {f"a{number}" for number in range(20)}
        for name in names:
            store.remove(name)
        assert store.dump() == b""


def test_a_backup_is_a_store(tmp_path: Path) -> None:
    store = OxigraphStore(tmp_path / "store")
    store.update([TRIPLE])
    store.backup(tmp_path / "copy")
    with pytest.raises(StoreError, match="exists already"):
        store.backup(tmp_path / "copy")
    with stores.open(tmp_path / "copy") as copy:
        assert list(copy.triples()) == [TRIPLE]
    store.close()
    with pytest.raises(StoreError, match="in memory cannot be backed up"):
        OxigraphStore(None).backup(tmp_path / "other")
