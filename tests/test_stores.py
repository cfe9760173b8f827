"""What every store promises, tested once over all of them: atomic writes that leave no trace of their order."""

from __future__ import annotations

import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Thread

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg import stores
from kg.errors import QueryError, StoreError
from kg.model import Reading
from kg.query import Rows, query
from kg.rdf import article_iri, articles, facts, quads, said
from kg.rdf import terms as t
from kg.stores.oxigraph import MARKER, OxigraphStore
from tests import servers
from tests.readings import RUN, other, readings
from tests.test_rdf import HUAWEI, OPEN, PLAIN, SANCTIONS, US, Fact, proof, read

ROOT = Path(__file__).parent.parent
TRIPLE = t.Triple(t.iri("https://e.example/s"), t.LABEL, t.text("x"))


@pytest.fixture(params=["memory", "disk"])
def local(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[stores.Store]:
    with stores.open("memory:" if request.param == "memory" else tmp_path / "store") as opened:
        yield opened


SERVERS = {"oxigraph": servers.oxigraph, "fuseki": servers.fuseki}
SERVED = ["oxigraph", pytest.param("fuseki", marks=pytest.mark.integration)]


@pytest.fixture(scope="module")
def addresses() -> Iterator[Callable[[str], str]]:
    """Starts a server of a kind, once: its address."""
    with ExitStack() as running:
        yield cache(lambda kind: running.enter_context(SERVERS[kind]()))


@pytest.fixture(params=SERVED)
def served(request: pytest.FixtureRequest, addresses: Callable[[str], str]) -> Iterator[stores.Store]:
    with stores.open(addresses(request.param)) as opened:
        empty(opened)
        yield opened


@pytest.fixture(params=["memory", "disk", *SERVED])
def store(request: pytest.FixtureRequest, addresses: Callable[[str], str], tmp_path: Path) -> Iterator[stores.Store]:
    place = {"memory": "memory:", "disk": tmp_path / "store"}
    with stores.open(addresses(request.param) if request.param in SERVERS else place[request.param]) as opened:
        empty(opened)
        yield opened


def empty(store: stores.Store) -> None:
    store.update((), list(store.triples()))


# ---- The contract ----


contract = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
STEPS = st.lists(st.tuples(st.sampled_from(["read", "read worse", "remove", "adopt"]), st.integers(0, 2)), max_size=8)


def written(store: stores.Store, given: list[Reading], steps: list[tuple[str, int]]) -> tuple[dict[int, Reading], list[bool], list[bool]]:
    """What stands in an emptied store after the steps, by place; and for each step whether it wrote, and whether it had to."""
    empty(store)
    final: dict[int, Reading] = {}
    wrote, had_to = [], []
    for verb, place in steps:
        article = given[place].article.id
        if verb == "remove":
            wrote.append(store.remove(article))
            had_to.append(final.pop(place, None) is not None)
            continue
        reading = other(given[place]) if verb == "read worse" else given[place]
        if verb == "adopt":
            with stores.open("memory:") as apart:
                apart.replace(reading, RUN)
                wrote.append(store.adopt(apart, article))
        else:
            wrote.append(store.replace(reading, RUN))
        had_to.append(final.get(place) != reading)
        final[place] = reading
    return final, wrote, had_to


def fresh(final: dict[int, Reading], order: list[int]) -> bytes:
    """The bytes of a store that has read only what stands there at the end, in some order."""
    with stores.open("memory:") as store:
        for place in order:
            if place in final:
                store.replace(final[place], RUN)
        return store.dump()


@settings(contract, max_examples=30)
@given(readings(), STEPS, st.permutations([0, 1, 2]))
def test_any_sequence_of_writes_leaves_no_trace(
    local: stores.Store, given: list[Reading], steps: list[tuple[str, int]], order: list[int]
) -> None:
    final, wrote, had_to = written(local, given, steps)
    assert wrote == had_to
    assert local.dump() == fresh(final, order)


@settings(contract, max_examples=6, phases=[Phase.explicit, Phase.generate])  # shrinking takes minutes behind a server
@given(readings(), STEPS, st.permutations([0, 1, 2]))
def test_any_sequence_of_writes_leaves_no_trace_behind_a_server(
    served: stores.Store, given: list[Reading], steps: list[tuple[str, int]], order: list[int]
) -> None:
    final, wrote, had_to = written(served, given, steps)
    assert wrote == had_to
    with stores.open("memory:") as copy:  # Oxigraph writes "007"^^xsd:integer as 7, and others as it is
        copy.update(served.triples())
        assert copy.dump() == fresh(final, order)


@contract
@given(readings())
def test_graphs_built_apart_merge_into_the_one_that_was_built_at_once(given: list[Reading]) -> None:
    with stores.open("memory:") as whole, stores.open("memory:") as merged, stores.open("memory:") as part:
        for one in given:
            whole.replace(one, RUN)
        merged.replace(given[0], RUN)
        for one in given[1:]:
            part.replace(one, RUN)
        for one in given[1:]:
            assert set(said(part, article_iri(one.article.id))) == set(quads(one, RUN))
            merged.adopt(part, one.article.id)
        assert merged.dump() == whole.dump()


@contract
@given(readings())
def test_what_is_loaded_at_once_is_what_is_written_one_by_one(given: list[Reading]) -> None:
    with stores.open("memory:") as once, stores.open("memory:") as apart:
        once.load(given, RUN)
        for one in given:
            apart.replace(one, RUN)
        assert once.dump() == apart.dump()


def test_a_store_with_a_graph_is_not_loaded_into(store: stores.Store) -> None:
    store.load([read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,)))], RUN)
    with pytest.raises(StoreError, match="holds a graph already"):
        store.load([read()], RUN)


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


def test_a_walk_brings_what_was_asked_for_and_a_subjects_triples_together(store: stores.Store) -> None:
    given = [read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,))), read(Fact(HUAWEI, OPEN, US, (proof("b"),)), id="b")]
    for one in given:
        store.replace(one, RUN)
    wanted = (t.SUBJECT, t.LABEL, t.OF_FACT, t.A)
    walked = list(store.walk(wanted, but=[t.kg("Evidence"), t.kg("Fact")]))
    assert {(node, wanted[number], term) for node, number, term in walked} == {
        (node.value, predicate, term)
        for node, predicate, term in store.triples()
        if predicate in wanted and term not in (t.kg("Evidence"), t.kg("Fact"))
    }
    assert len(walked) < len(list(store.walk(wanted)))
    assert [node for node, _ in groupby(walked, key=itemgetter(0))] == list(dict.fromkeys(node for node, _, _ in walked))
    assert list(facts(store)) == list(facts(store, only=[f"{store.base}fact/{fact.id}" for one in given for fact in one.facts]))


def test_an_update_deletes_and_adds_at_once(store: stores.Store) -> None:
    store.update([TRIPLE])
    later = TRIPLE._replace(object=t.text("later"))
    store.update([later], [TRIPLE])
    assert list(store.triples()) == [later]


@contract
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_kept_to_the_letter(local: stores.Store, words: str) -> None:
    empty(local)
    local.update([TRIPLE._replace(object=t.text(words))])
    assert [triple.object.value for triple in local.triples()] == [words]


@pytest.mark.parametrize("words", ['" } ; DROP ALL #', "a\\u0022\n\r\tb", "é😀\u2028", "'''\"\"\"", "\x01\x7f"])
def test_odd_text_is_kept_to_the_letter_behind_a_server(served: stores.Store, words: str) -> None:
    empty(served)
    served.update([TRIPLE._replace(object=t.text(words))])
    assert [triple.object.value for triple in served.triples()] == [words]
    assert [triple.object.value for triple in served.triples(TRIPLE.subject)] == [words]


def test_a_question_is_answered_with_rows_a_boolean_or_triples(store: stores.Store) -> None:
    store.replace(read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,))), RUN)
    rows = query(store, "SELECT ?who ?nothing { ?who kgo:sanctions kge:huawei }")
    assert isinstance(rows, Rows)
    assert list(rows) == [{"who": US.id, "nothing": None}]
    assert query(store, "ASK { kge:us kgo:sanctions kge:huawei }") is True
    sanction = ox.Triple(t.iri(US.id), t.relation_iri("sanctions", typed=True), t.iri(HUAWEI.id))
    assert query(store, "CONSTRUCT WHERE { ?s kgo:sanctions ?o }") == (sanction,)


def test_a_question_that_does_not_parse_is_told_where(store: stores.Store) -> None:
    with pytest.raises(QueryError, match="line 2, column 9"):
        query(store, "SELECT ?x {\n ?x ?y }")


def test_a_store_is_an_rdflib_dataset_without_a_copy(store: stores.Store) -> None:
    dataset = stores.to_rdflib(store)
    graph = dataset.default_graph
    assert isinstance(dataset, rdflib.Dataset)
    assert len(graph) == 0
    store.update([TRIPLE])
    assert (rdflib.URIRef("https://e.example/s"), rdflib.RDFS.label, rdflib.Literal("x")) in graph
    assert [[str(term) for term in triple] for triple in graph] == [["https://e.example/s", str(rdflib.RDFS.label), "x"]]
    store.replace(read(Fact(US, SANCTIONS, HUAWEI, (PLAIN,))), RUN)
    assert [str(row.s) for row in dataset.query("SELECT ?s { ?s kgo:sanctions kge:huawei }")] == [US.id]


def test_a_closed_store_says_so(local: stores.Store) -> None:
    local.close()
    with pytest.raises(StoreError, match="is closed"):
        local.dump()


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


# What RocksDB leaves when it is killed while it makes a store, as 1,500 kills showed it.
BEGUN = [
    "",
    "LOG",
    "LOCK LOG",
    "000000.dbtmp LOCK LOG",
    "IDENTITY LOCK LOG",
    "IDENTITY LOCK LOG MANIFEST-000001",
    "000001.dbtmp IDENTITY LOCK LOG LOG.old.17 MANIFEST-000001",
]


@pytest.mark.parametrize("names", BEGUN)
def test_a_store_whose_making_was_killed_is_begun_again(tmp_path: Path, names: str) -> None:
    (tmp_path / "store").mkdir()
    for name in names.split():
        (tmp_path / "store" / name).touch()
    with pytest.raises(StoreError, match="There is no store at"):
        stores.open(tmp_path / "store", read_only=True)
    with stores.open(tmp_path / "store") as store:
        store.replace(read(Fact(US, SANCTIONS, HUAWEI, (proof("a1"),)), id="a1"), RUN)
    with stores.open(tmp_path / "store", read_only=True) as store:
        assert [article.id for article in articles(store)] == ["a1"]


def test_a_store_that_lost_its_list_of_files_is_not_begun_again(tmp_path: Path) -> None:
    with stores.open(tmp_path / "store") as store:
        store.replace(read(Fact(US, SANCTIONS, HUAWEI, (proof("a1"),)), id="a1"), RUN)
    (tmp_path / "store" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="holds other files and no store"):
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


# ---- Behind a server ----


@contextmanager
def answering(*answers: tuple[int, str]) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """A server that gives these statuses and texts in turn, the last for ever: its address, and path and credentials of each request."""
    asked: list[tuple[str, str | None]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            status, text = answers[min(len(asked), len(answers) - 1)]
            asked.append((self.path, self.headers["Authorization"]))
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json" if text == YES else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Keeps the output of the tests clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/news", asked
        finally:
            server.shutdown()


YES = '{"head": {}, "boolean": true}'


def test_credentials_in_the_address_are_sent_and_never_shown() -> None:
    with answering((200, YES), (500, "no")) as (address, asked):
        with stores.open(address.replace("//", "//an%40na:s3cret@")) as store:
            assert query(store, "ASK { }") is True
            with pytest.raises(StoreError) as refused:
                store.update([TRIPLE])
        assert asked[0] == ("/news/query", "Basic " + b64encode(b"an@na:s3cret").decode())
        assert "s3cret" not in str(refused.value)


def test_a_token_of_the_environment_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "t0ken")
    with answering((200, YES)) as (address, asked), stores.open(address) as store:
        assert query(store, "ASK { }") is True
        assert asked == [("/news/query", "Bearer t0ken")]


def test_a_question_to_a_busy_server_is_asked_again() -> None:
    with answering((503, "busy"), (503, "busy"), (200, YES)) as (address, asked), stores.open(address) as store:
        assert query(store, "ASK { }") is True
        assert len(asked) == 3


def test_an_update_that_a_server_refuses_is_not_sent_twice() -> None:
    with answering((503, "busy")) as (address, asked), stores.open(address) as store:
        with pytest.raises(StoreError, match=r"answers 503 to POST /update: busy\.$"):
            store.update([TRIPLE])
        assert len(asked) == 1


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((401, "who are you"), r"refuses us \(401 Unauthorized\): put user:password@ before the host"),
        ((403, "go away"), "refuses us .403 Forbidden."),
        ((302, "elsewhere"), "answers 302 to POST /query: elsewhere"),
        ((200, ""), "answers a question with text/html: give the address"),
        ((500, ""), "answers 500 to POST /query: Internal Server Error"),
    ],
)
def test_what_a_server_will_not_do_is_one_sentence(answer: tuple[int, str], sentence: str) -> None:
    with answering(answer) as (address, _), stores.open(address) as store, pytest.raises(StoreError, match=sentence):
        query(store, "ASK { }")


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with stores.open(f"http://127.0.0.1:{servers.free_port()}") as store:
        for use in (lambda: query(store, "ASK { }"), lambda: store.update([TRIPLE]), store.dump):
            with pytest.raises(StoreError, match=r"cannot be reached \(Connection refused\): see that its server runs"):
                use()


def test_a_store_behind_a_server_that_is_open_for_reading_is_not_written() -> None:
    with answering((200, YES)) as (address, asked), stores.open(address, read_only=True) as store:
        for write in (lambda: store.update([TRIPLE]), lambda: store.load([], RUN)):
            with pytest.raises(StoreError, match="open for reading only"):
                write()
        assert asked == []
