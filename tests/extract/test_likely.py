"""What the words and parties of a sentence make likely where no frame says it, with the shipped pipelines and weights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import readers
from kg.annotate import annotate
from kg.extract.claims import claims, scenes
from kg.extract.cues import shortened
from kg.extract.likely import MOST, Candidate, candidates, is_likely, likely
from kg.extract.scale import ENOUGH, FAINT, probability, weights
from kg.link import linker
from kg.model import Article, Claim
from kg.reading import reader_of

ROOT = Path(__file__).resolve().parents[2]
GAPPED = "Washington put Huawei on its blacklist in 2019 and SMIC a year later, citing risks to national security."


def read(text: str, language: str = "en") -> Iterator[tuple[object, list[Claim], list[Candidate]]]:
    article = Article("a1", text, language)
    for scene, said in scenes(annotate(article), reader_of(language)):
        yield scene, said, list(candidates(scene, said))


def ends(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.subject.name, candidate.relation, candidate.object.name


def test_a_pair_is_a_candidate_for_a_relation_of_whose_phrases_the_sentence_has_the_words() -> None:
    ((_, _, found),) = read(GAPPED)
    assert ("Washington", "sanctions", "SMIC") in set(map(ends, found))
    assert not {relation for _, relation, _ in map(ends, found)} & {"investsIn", "founded", "arrests"}


def test_what_a_frame_says_of_two_is_no_candidate_any_more() -> None:
    ((_, said, found),) = read(GAPPED)
    told = {(claim.subject.name, claim.candidates[0], claim.object.name) for claim in said if claim.candidates}
    assert ("Washington", "sanctions", "Huawei") in told
    assert told.isdisjoint(map(ends, found))


def test_each_pair_has_a_relation_once_by_the_nearest_word() -> None:
    ((_, _, found),) = read("Siemens sued Bosch, which sued Philips, which sued Sony in Munich.")
    assert len(found) == len({(one.relation, one.subject, one.object) for one in found})


def test_a_class_that_a_relation_does_not_take_is_no_candidate() -> None:
    ((_, _, found),) = read(GAPPED)
    assert all(one.subject.type != "Place" for one in found if one.relation == "sanctions")


def test_a_long_list_says_nothing_of_pairs() -> None:
    names = sorted(name for name in linker().senses if name.isalpha() and name.istitle())[: MOST + 4]
    assert len(names) > MOST
    ((_, _, found),) = read(f"Among the companies that were sued are {', '.join(names[:-1])} and {names[-1]}.")
    assert not found


def test_what_is_told_is_what_all_features_together_make_likely() -> None:
    counted = 0
    for article in readers.read(ROOT / "corpus/articles/en", on_problem=pytest.fail):
        for scene, said in scenes(annotate(article), reader_of("en")):
            found: dict[tuple[str, str, str], float] = {}
            for one in candidates(scene, said):
                found[ends(one)] = max(found.get(ends(one), 0.0), probability(one.cues, weights()))
            for claim in likely(scene, said):
                names = {claim.subject.name, claim.object.name}
                assert claim.confidence == round(found[claim.subject.name, claim.candidates[0], claim.object.name], 2)
                assert claim.confidence == round(max(chance for one, chance in found.items() if {one[0], one[2]} == names), 2)
                counted += 1
    assert counted > 5


def test_a_likely_claim_has_its_chance_for_confidence_and_the_words_as_they_stand() -> None:
    text = "OTTAWA - Ericsson is a bigger supplier to Telus, Bell and Rogers than Nokia, and Samsung is one to Videotron."
    made = [claim for claim in claims(annotate(Article("a1", text, "en")), reader_of("en")) if is_likely(claim)]
    for claim in made:
        assert ENOUGH <= claim.confidence <= 1
        assert text[claim.relation_span.start : claim.relation_span.end]
        assert text[claim.object.start : claim.object.end] == claim.object.text
        assert claim.rule.startswith(f"likely: {claim.candidates[0]} (")


def test_of_a_short_sentence_and_of_two_whom_a_frame_relates_nothing_more_is_likely() -> None:
    assert not any(found for _, _, found in read("Nokia has lost Vodafone and Telus as customers."))
    ((_, said, found),) = read("Nokia, which is to cut jobs in Finland and Sweden in May, has lost Vodafone as a customer in Germany.")
    assert any(claim.candidates and {claim.subject.name, claim.object.name} == {"Nokia", "Vodafone"} for claim in said)
    assert not any({one.subject.name, one.object.name} == {"Nokia", "Vodafone"} for one in found)


@pytest.mark.parametrize("text", ["", "Nothing happened.", "Apple.", "Apple and Intel."])
def test_a_sentence_without_words_or_parties_has_no_candidate(text: str) -> None:
    assert not any(found for _, _, found in read(text))


def test_a_way_leaves_out_the_steps_along_a_row() -> None:
    assert shortened(("^conj", "obj", "nmod", "conj")) == "obj nmod &"
    assert shortened(("^acl", "nsubj")) == "^acl nsubj"


def test_the_shipped_weights_are_those_of_the_features() -> None:
    learned = weights()
    assert {"", "far 2", "rivals 0 0", "row", "r sanctions"} <= learned.keys()
    assert learned["row"] < 0
    assert FAINT < 0
    ((scene, said, found),) = read(GAPPED)
    cues = {cue for one in found for cue in one.cues}
    assert len(cues & learned.keys()) > len(cues) / 4
    assert list(likely(scene, said)) == list(likely(scene, said))  # type: ignore[arg-type]
