"""The made-up news graph of the benchmarks is news as the program itself would read it, and the same every time."""

from __future__ import annotations

from pathlib import Path

from benchmarks import newsgraph
from kg import stores
from kg.check import check


def test_every_span_holds_the_words_that_it_points_at() -> None:
    for reading in newsgraph.readings(600):
        text = reading.article.text
        for fact in reading.facts:
            for evidence in fact.evidence:
                assert text[evidence.sentence.start : evidence.sentence.end] == evidence.sentence.text
                assert text[evidence.subject.start : evidence.subject.end] == fact.subject.label
                assert text[evidence.object.start : evidence.object.end] == fact.object.label
                assert evidence.attribution is None or evidence.attribution.label in evidence.sentence.text


def test_it_has_as_many_claims_as_were_asked_for_and_is_the_same_every_time() -> None:
    once = list(newsgraph.readings(100, seed=3))
    assert sum(len(fact.evidence) for reading in once for fact in reading.facts) == 100
    assert once == list(newsgraph.readings(100, seed=3)) != list(newsgraph.readings(100, seed=4))


def test_a_store_that_is_loaded_at_once_is_one_that_was_written_article_by_article(tmp_path: Path) -> None:
    with newsgraph.store(600, tmp_path / "store") as loaded, stores.open("memory:") as store:
        for reading in newsgraph.readings(600):
            store.replace(reading, newsgraph.run())
        assert loaded.dump() == store.dump()
        assert check(loaded) == []
