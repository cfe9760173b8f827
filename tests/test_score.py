"""Scoring: what counts as a match, and that the figures are those of the definition."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.exports import jsonl
from kg.model import Modality, Polarity
from kg.ontology import load
from kg.score import Gold, Tally, kinship, read_gold, score
from tests.factories import entity, evidence, fact
from tests.newsroom import newsroom

KINSHIP = kinship(load())
SCORER = Path(__file__).parent.parent.parent / "shared" / "score" / "score_facts.py"


def gold(subject: str, relation: str, object: str, **more: object) -> Gold:
    return Gold("a1", (subject,), tuple(relation.split("|")), (object,), **more)  # type: ignore[arg-type]


def matched(line: Gold, *facts: object) -> tuple[int, int, int]:
    result = score([line], facts, kinship=KINSHIP)  # type: ignore[arg-type]
    return result.strict.matched, result.lenient.matched, result.pair.matched


def test_names_match_without_case_accents_and_articles() -> None:
    assert matched(gold("de Societe generale", "sues", "huawei"), fact("Société Générale", "sues", "Huawei")) == (1, 1, 1)


def test_an_alias_is_a_name() -> None:
    assert matched(gold("VS", "sanctions", "Huawei"), fact(entity("United States", "Country", "U.S.", "VS"), "sanctions", "Huawei")) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("line", "found", "expected"),
    [
        (("ING", "sues", "KPN"), ("KPN", "sues", "ING"), (0, 0, 1)),
        (("ING", "meetsWith", "KPN"), ("KPN", "meetsWith", "ING"), (1, 1, 1)),
        (("ING", "supplies", "KPN"), ("KPN", "customerOf", "ING"), (1, 1, 1)),
        (("ING", "sanctions", "KPN"), ("ING", "restricts", "KPN"), (0, 1, 1)),
        (("ING", "restricts", "KPN"), ("ING", "sanctions", "KPN"), (0, 1, 1)),
        (("ING", "sanctions", "KPN"), ("ING", "bans", "KPN"), (0, 1, 1)),
        (("ING", "sues|fines", "KPN"), ("ING", "fines", "KPN"), (1, 1, 1)),
        (("ING", "sues", "KPN"), ("ING", "owns", "KPN"), (0, 0, 1)),
        (("ING", "sues", "KPN"), ("ING", "sues", "Nokia"), (0, 0, 0)),
    ],
)
def test_direction_and_kinship_of_relations(
    line: tuple[str, str, str], found: tuple[str, str, str], expected: tuple[int, int, int]
) -> None:
    assert matched(gold(*line), fact(*found)) == expected


def test_a_fact_of_another_article_is_no_answer() -> None:
    result = score([gold("ING", "sues", "KPN")], [fact("ING", "sues", "KPN", article="a2")], kinship=KINSHIP)
    assert result.strict == Tally(0, 0, 1, 0, 0)


def test_open_relations_count_for_pairs_alone() -> None:
    result = score([gold("ING", "sues", "KPN")], [fact("ING", "write-letter-to", "KPN", typed=False)], kinship=KINSHIP)
    assert (result.strict.system, result.lenient.system, result.pair) == (0, 0, Tally(1, 1, 1, 0, 0))


def test_a_fact_answers_one_line_only() -> None:
    lines = [gold("ING", "sues", "KPN"), gold("ING", "sues", "KPN")]
    result = score(lines, [fact("ING", "sues", "KPN")], kinship=KINSHIP)
    assert (result.strict.matched, result.strict.recall) == (1, 0.5)


def test_core_f1_takes_recall_over_the_core_and_precision_over_all() -> None:
    lines = [gold("ING", "sues", "KPN", core=True), gold("ING", "owns", "Nokia"), gold("ING", "funds", "ASML", core=True)]
    facts = [fact("ING", "sues", "KPN"), fact("ING", "owns", "Nokia"), fact("ING", "bans", "TSMC")]
    strict = score(lines, facts, kinship=KINSHIP).strict
    assert (round(strict.precision, 3), strict.core_recall, round(strict.core_f1, 3)) == (0.667, 0.5, 0.571)


@pytest.mark.parametrize(
    ("wanted", "over", "given", "share"),
    [
        ("2020-05", False, "2020-05", 1.0),
        ("2020-05", False, "2020-05-18", 0.0),
        ("2020-05", False, None, 0.0),
        (None, False, "2020", 0.0),
        (None, False, None, None),
        ("2020-09", False, "2020-09-07/2020-09-13", 1.0),
        ("2020-10", False, "2020-09-28/2020-10-04", 1.0),
        ("2020-09", False, "2020-09-28/2020-10-04", 0.0),
        (None, True, "../2020-09-14", None),
    ],
)
def test_times_are_exact_or_wrong_and_a_week_is_the_month_in_which_it_lies(
    wanted: str | None, over: bool, given: str | None, share: float | None
) -> None:
    """The gold notes a last week as its month, and a former post without a time."""
    result = score(
        [gold("ING", "sues", "KPN", time=wanted, over=over)], [fact("ING", "sues", "KPN", evidence(time=given))], kinship=KINSHIP
    )
    assert result.time == share


def test_a_time_is_what_the_article_itself_says() -> None:
    other = evidence(article="a2", time="2019", confidence=1.0)
    result = score([gold("ING", "sues", "KPN", time="2020")], [fact("ING", "sues", "KPN", other, evidence(time="2020"))], kinship=KINSHIP)
    assert result.time == 1.0


def test_of_the_denied_facts_it_is_counted_how_many_are_read_as_denied() -> None:
    lines = [gold("ING", "sues", "KPN", polarity="negated"), gold("ING", "owns", "Nokia", polarity="negated")]
    facts = [fact("ING", "sues", "KPN", evidence(polarity=Polarity.NEGATED)), fact("ING", "owns", "Nokia")]
    assert score(lines, facts, kinship=KINSHIP).negated == 0.5


def test_status_is_compared_where_facts_match() -> None:
    lines = [
        gold("ING", "sues", "KPN", polarity="negated", attribution=("Guo Ping",)),
        gold("ING", "owns", "Nokia", modality="planned"),
    ]
    facts = [
        fact("ING", "sues", "KPN", evidence(polarity=Polarity.NEGATED, attribution=entity("Guo Ping", "Person"))),
        fact("ING", "owns", "Nokia", evidence(modality=Modality.POSSIBLE)),
    ]
    result = score(lines, facts, kinship=KINSHIP)
    assert (result.polarity, result.modality, result.attribution) == (1.0, 0.5, 1.0)


def test_groups_hold_their_own_lines_and_facts() -> None:
    lines = [gold("ING", "sues", "KPN"), gold("ING", "owns", "Nokia")]
    facts = [fact("ING", "sues", "KPN"), fact("ING", "sues", "ASML")]
    result = score(lines, facts, kinship=KINSHIP, languages={"a1": "nl"})
    assert result.by_relation == {"owns": Tally(0, 0, 1, 0, 0), "sues": Tally(1, 2, 1, 0, 0)}
    assert result.by_language == {"nl": Tally(1, 2, 2, 0, 0)}


def test_what_was_missed_and_what_is_extra_is_listed() -> None:
    lines = [gold("ING", "sues", "KPN"), gold("ING", "owns", "Nokia")]
    facts = [fact("ING", "sues", "KPN"), fact("ING", "sues", "ASML")]
    result = score(lines, facts, kinship=KINSHIP)
    assert ([line.relation for line in result.missed], [found.object.label for _, found in result.extra]) == ([("owns",)], ["ASML"])


def test_nothing_at_all_scores_zero() -> None:
    result = score([], [], kinship=KINSHIP)
    assert (result.strict.f1, result.strict.core_f1, result.polarity) == (0.0, 0.0, None)


def test_a_folder_of_gold_is_read_without_its_entities(tmp_path: Path) -> None:
    line = {"article": "a1", "subject": ["ING"], "relation": ["sues"], "object": ["KPN"], "attribution": "ING", "core": True}
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a1.jsonl").write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    (tmp_path / "entities-en.jsonl").write_text('{"canonical": "ING"}\n', encoding="utf-8")
    assert read_gold(tmp_path) == [Gold("a1", ("ING",), ("sues",), ("KPN",), attribution=("ING",), core=True)]


@pytest.mark.parametrize("line", ["{", "[]", '{"article": "a1"}', '{"article": "a1", "subject": ["x"], "relation": [], "object": ["y"]}'])
def test_a_damaged_gold_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "gold.jsonl").write_text("\n" + line, encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl, line 2"):
        read_gold(tmp_path / "gold.jsonl")


def test_a_missing_gold_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read_gold(tmp_path / "nowhere.jsonl")


@pytest.mark.skipif(not SCORER.is_file(), reason="the reference scorer is not here")
def test_figures_are_those_of_the_reference_scorer(tmp_path: Path) -> None:
    facts, articles = newsroom()
    lines = []
    for number, found in enumerate(facts[:40]):
        best = found.evidence[0]
        turned = number % 5 == 4
        ends = ([found.object.label], [found.subject.label]) if turned else ([found.subject.label], [found.object.label])
        other = "restricts" if found.relation.id in ("sanctions", "bans") else found.relation.id
        speaker = best.attribution.label if best.attribution else None
        line = {"article": best.article, "subject": ends[0], "relation": [other], "object": ends[1], "attribution": speaker}
        lines.append({**line, "core": number % 3 == 0, "sentence": "", "polarity": "affirmed", "modality": "asserted"})
    gold_file, facts_file = tmp_path / "gold.jsonl", tmp_path / "facts.jsonl"
    gold_file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    # The reference knows a fixed list of relations, ours those of the ontology.
    kept = [found for found in facts if found.relation.id not in ("takesPartIn",)]
    facts_file.write_text("".join(jsonl.generate(kept, articles)), encoding="utf-8")
    run = subprocess.run([sys.executable, str(SCORER), str(gold_file), str(facts_file)], capture_output=True, text=True, check=True)
    reference = json.loads(run.stdout)
    ours = score(read_gold(gold_file), sorted(kept, key=lambda found: found.id), kinship=KINSHIP)
    for mode in ("strict", "lenient", "pair"):
        tally = getattr(ours, mode)
        expected = tuple(reference[mode][name] for name in ("P", "R", "F1", "core_recall", "core_F1", "tp", "system", "gold"))
        shares = tuple(round(share, 3) for share in (tally.precision, tally.recall, tally.f1, tally.core_recall, tally.core_f1))
        assert (*shares, tally.matched, tally.system, tally.gold) == expected
    assert [round(share or 0, 3) for share in (ours.polarity, ours.modality, ours.attribution)] == [
        reference[name] for name in ("polarity", "modality", "attribution")
    ]
