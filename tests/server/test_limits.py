"""A query that takes too long, too much memory or too much room is cut, says so, and harms no other."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from tests.server.conftest import Served, serving

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATH = "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b . ?b (!<x:y>|^!<x:y>)* ?c }"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f ?c ?d"
EASY = "ASK { ?who kgo:sanctions kge:huawei FILTER(YEAR(NOW()) > 0) }"
"""With the hour in it, so that a worker answers it each time."""

SECONDS = 1.5


@pytest.fixture(scope="module")
def strict(folder: Path) -> Iterator[Served]:
    with serving(folder, "--timeout", str(SECONDS), "--memory", "96") as running:
        yield running


def workers(served: Served) -> set[int]:
    """The processes that the server has started."""
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not list the children of a process")
    return {int(pid) for pid in children.read_text().split()}


@pytest.mark.parametrize("query", [CROSS, PATH, ROWS])
def test_an_endless_query_is_cut_at_its_limit(strict: Served, query: str) -> None:
    start = time.monotonic()
    response = strict.ask(query)
    assert response.status_code == 503
    assert "longer than 1.5 s" in response.text or "more than 96 MB" in response.text
    assert response.text.count("\n") == 1
    assert response.headers["Retry-After"].isdigit()
    assert time.monotonic() - start < SECONDS + 10


def test_a_query_that_eats_memory_is_cut_at_its_limit(strict: Served) -> None:
    nested = "'aaaaaaaaaa'"
    for _ in range(8):
        nested = f"REPLACE({nested}, 'a', 'aaaaaaaaaaaaaaaaaaaa')"
    response = strict.ask(f"SELECT ({nested} AS ?x) {{}}")
    assert response.status_code == 503
    assert "more than 96 MB of memory" in response.text


def test_a_query_nested_too_deeply_is_refused(strict: Served) -> None:
    response = strict.ask("SELECT * " + "{" * 20000 + "}" * 20000)
    assert response.status_code in (400, 503)
    assert response.text.count("\n") == 1


def test_others_are_answered_while_endless_queries_run(strict: Served) -> None:
    with ThreadPoolExecutor(4) as threads:
        bad = [threads.submit(strict.ask, query) for query in (CROSS, SORTED, CROSS)]
        for _ in range(20):
            assert strict.ask(EASY).json()["boolean"] is True
        assert {found.result().status_code for found in bad} == {503}


def test_an_answer_larger_than_the_bound_is_refused_and_not_cut(folder: Path) -> None:
    with serving(folder, "--timeout", "150", "--memory", "2048") as served:
        response = served.ask("SELECT * { ?a ?b ?c . ?d ?e ?f }")
        assert response.status_code == 503
        assert "larger than 64 MB" in response.text
        long = "BIND(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f)) AS ?long)"
        graph = served.ask(f"CONSTRUCT {{ ?a ?b ?long }} WHERE {{ ?a ?b ?c . ?d ?e ?f . {long} }}", "text/turtle")
        assert graph.status_code == 503
        assert "larger than 64 MB" in graph.text
        assert served.ask(EASY).status_code == 200


def test_a_client_that_leaves_frees_its_worker(folder: Path) -> None:
    with serving(folder, "--timeout", "60") as served:
        before = workers(served)
        for _ in range(len(before)):
            with pytest.raises(httpx.TimeoutException), httpx.Client(base_url=served.address, timeout=1) as client:
                client.get("/sparql", params={"query": CROSS})
        start = time.monotonic()
        assert served.ask(EASY).status_code == 200
        assert time.monotonic() - start < 45  # less than each of the queries had


def test_a_worker_that_somebody_kills_is_replaced(strict: Served) -> None:
    before = workers(strict)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    statuses = {strict.ask(EASY).status_code for _ in range(3)}
    assert statuses <= {200, 503}
    deadline = time.monotonic() + 30
    while len(workers(strict) - before) < len(before) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(workers(strict)) == len(before)
    assert strict.ask(EASY).status_code == 200


def test_a_pipe_that_breaks_does_not_end_the_server(strict: Served) -> None:
    os.kill(strict.process.pid, signal.SIGPIPE)  # what writing to a worker that has just been killed gives
    assert strict.ask(EASY).status_code == 200


def test_a_request_that_is_too_large_is_refused(served: Served) -> None:
    response = served.client.post("/sparql", content=b"#" * (2 << 20), headers={"Content-Type": "application/sparql-query"})
    assert (response.status_code, response.text.count("\n")) == (413, 1)
    connection = HTTPConnection(served.address.removeprefix("http://").rstrip("/"))
    connection.request("GET", "/sparql?query=" + "x" * 100_000)
    assert connection.getresponse().status == 400
    connection.close()


def test_too_many_parameters_are_refused(served: Served) -> None:
    assert served.client.get("/sparql?" + "&".join(["a=b"] * 1000)).status_code == 400


def test_more_requests_than_may_wait_are_told_to_come_back(folder: Path) -> None:
    with serving(folder, "--timeout", "6") as served:
        with ThreadPoolExecutor(48) as threads:
            found = [threads.submit(served.ask, CROSS) for _ in range(48)]
            statuses = [one.result() for one in found]
        assert {one.status_code for one in statuses} == {503}
        assert any("try again" in one.text for one in statuses)
        assert all("Retry-After" in one.headers for one in statuses)
        assert served.ask(EASY).status_code == 200


def test_a_client_that_sends_nothing_keeps_nobody_waiting(served: Served) -> None:
    host, port = served.address.removeprefix("http://").rstrip("/").split(":")
    idle = [socket.create_connection((host, int(port))) for _ in range(20)]
    try:
        for one in idle[:10]:
            one.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\nASK"
            )
        assert served.ask(EASY).status_code == 200
    finally:
        for one in idle:
            one.close()


def test_nothing_is_lost_between_requests_at_once(served: Served) -> None:
    """Each answer belongs to its question."""

    def ask(number: int) -> bool:
        found = served.ask(f"SELECT ({number} AS ?n) {{}}").json()["results"]["bindings"][0]["n"]["value"]
        return found == str(number)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(200)))
