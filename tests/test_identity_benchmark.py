"""The scorer of identities agrees with cases that were worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.gold import Text
from benchmarks.identity import Names, dutch, english, errors, linked, meet, offsets, row, score


def by_place(names: str) -> dict[object, object]:
    """ "aab-" are four places, of which the last has no name."""
    return {place: name for place, name in enumerate(names) if name != "-"}


@pytest.mark.parametrize(
    ("gold", "ours", "precision", "recall"),
    [
        ("aabb", "xxyy", 1.0, 1.0),
        ("aabb", "xxxx", 0.5, 1.0),  # each of ours shares its identity with half of what it is put to
        ("aabb", "xyzz", 1.0, 0.75),  # a name torn off sees half of its two, and so does the other
        ("aabb", "xx--", 1.0, 0.5),  # what is not found costs recall alone
        ("aab-", "xxxx", 5 / 9, 1.0),  # two names see 2/3, one 1/3; a name that nobody annotated does not count
        ("aaaa", "xx-y", 1.0, (2 / 4 + 2 / 4 + 1 / 4) / 4),
    ],
)
def test_worked_cases(gold: str, ours: str, precision: float, recall: float) -> None:
    found = score(by_place(gold), by_place(ours))
    assert (found.precision, found.recall) == (pytest.approx(precision), pytest.approx(recall))


def test_nothing_found_scores_nought() -> None:
    assert score(by_place("aab"), {}).f1 == 0.0


def test_across_documents_the_same_entity_is_one_and_within_them_two() -> None:
    names = Names(
        chains={("en", "1", 0): "c1", ("en", "2", 0): "c2"},
        identities={("en", "1", 0): "x", ("en", "2", 0): "y"},
        ours={("en", "1", 0): "e", ("en", "2", 0): "e"},
        words={("en", "1", 0): "Apple", ("en", "2", 0): "Apple"},
    )
    assert row("t", names, across=False) == "| t | 2 | 1.000 | 1.000 | 1.000 | 1.000 |"
    assert row("t", names, across=True) == "| t | 2 | 1.000 | 0.500 | 1.000 | 0.667 |"
    assert [line.split(":")[0] for line in errors(names)] == ["mixed  e", "not found"]


def test_chains_of_one_number_are_one_instance(tmp_path: Path) -> None:
    rows = [("cross_intra_ORG1", "Apple"), ("intra_ORG1", "the company"), ("intra_ORG2", "Apple Corps")]
    lines = [json.dumps({"coref_chain": chain, "tokens_str": words, "description": "APPLE"}) for chain, words in rows]
    (tmp_path / "en-entities-mentions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    instances, named = english(tmp_path)
    assert instances == {"cross_intra_ORG1": "ORG1", "intra_ORG1": "ORG1", "intra_ORG2": "ORG2"}
    assert named["ORG1"] == {"apple": 1, "company": 1}


def test_languages_meet_in_the_instance_that_bears_the_title_most_often() -> None:
    named = {"P1": {"iphone": 7}, "P2": {"iphone": 2}, "P3": {"mann": 1}, "P4": {"mann": 1}}
    assert meet(["IPhone", "Mann_(judge)", "Umbra"], named) == {"IPhone": "P1"}


def test_a_dutch_chain_is_what_most_of_its_names_are_linked_to(tmp_path: Path) -> None:
    (tmp_path / "ne").mkdir()
    lines = ["1\tDe\t(ORG\t_", "2\tApple\tORG)\thttp://dbpedia.org/resource/Apple_Inc.", "3\tchips\t_\t_"]
    (tmp_path / "ne" / "7_x.ne").write_text("\n".join(lines), encoding="utf-8")
    text = Text("7", "nl", "", "De Apple chips", ((0, 8, "1"), (0, 14, "2")))
    rows = {"7": offsets(text, ["De", "Apple", "chips"])}
    assert rows["7"] == [(0, 2), (3, 8), (9, 14)]
    assert linked([text], dutch(tmp_path), rows) == {("7", "1"): "Apple_Inc."}
