"""What the network tells where no frame says anything, with the shipped pipelines and weights."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kg import readers
from kg.annotate import annotate
from kg.extract.chances import Chances, Floats, Ints, chances, load, save
from kg.extract.claims import claims, scenes
from kg.extract.ends import BEFORE, End, Memory
from kg.extract.likely import LONGEST, is_likely, weighed
from kg.extract.parties import told, words
from kg.extract.scene import Scene
from kg.extract.seen import APART, ELSEWHERE, Known, Seen, candidates, nearness, pictured, seen
from kg.lang import lexicon
from kg.model import UNLIKELY, Article, Claim, Modality, Rejection
from kg.reading import read_article, reader_of

ROOT = Path(__file__).resolve().parents[2]
GAPPED = "Washington put Huawei on its blacklist in 2019 and SMIC a year later, citing risks to national security."
LATER = "Umbra Holdings builds robots in Delft.\n\nThe firm was founded in 2012 by Jan Smit. Its rival Globex is from Berlin."


def read(text: str, language: str = "en") -> Iterator[tuple[Scene, list[Claim], list[End], int]]:
    article, memory = Article("a1", text, language=language), Memory()
    for number, (scene, said) in enumerate(scenes(annotate(article), reader_of(language))):
        yield scene, said, memory.ends(scene), number


def corpus(language: str) -> Iterator[tuple[Article, list[Claim]]]:
    for article in readers.read(ROOT / "corpus/articles" / language, on_problem=pytest.fail):
        yield article, [claim for claim in claims(annotate(article), reader_of(language)) if is_likely(claim)]


def test_the_ends_of_a_sentence_are_its_mentions_and_what_the_article_spoke_of_before() -> None:
    first, second, _ = read(LATER)
    assert [end.stand.name for end in first[2] if end.past] == []
    assert {"Umbra Holdings", "Delft"} <= {end.stand.name for end in first[2]}
    before = {end.stand.name: end.past for end in second[2] if end.past}
    assert "Delft" in before
    delft = before["Delft"]
    assert delft is not None
    assert (delft.times, delft.since, delft.first, delft.subject) == (1, 1, True, False)


def test_what_was_named_last_and_most_comes_first_among_what_was_named_before() -> None:
    *_, last = read("Umbra Holdings sued Globex.\n\nUmbra Holdings won.\n\nBut Berlin was quiet.")
    before = [end for end in last[2] if end.past]
    assert [end.stand.name for end in before][:2] == ["Umbra Holdings", "Globex"]
    assert [end.past.rank for end in before if end.past] == list(range(len(before)))


def test_a_sentence_in_which_nothing_stands_has_no_ends_and_few_are_taken_from_before() -> None:
    cities = ("Amsterdam", "Berlin", "London", "Paris", "Madrid", "Rome", "Vienna", "Oslo", "Stockholm", "Helsinki", "Warsaw", "Prague")
    text = "\n\n".join([*(f"It rained in {city}." for city in cities), "Nobody minded.", "Siemens did."])
    *_, empty, last = read(text)
    assert not empty[2]
    assert sum(end.past is not None for end in last[2]) == BEFORE


def test_pairs_are_of_two_things_whose_classes_may_have_a_relation() -> None:
    ((_, _, ends, _),) = read(GAPPED)
    pairs = {(ends[i].stand.name, ends[j].stand.name) for i, j in candidates(ends, chances().known)}
    assert {("Washington", "SMIC"), ("Washington", "Huawei")} <= pairs
    assert all(one != other for one, other in pairs)
    nothing = Known(chances().known.relations, chances().known.classes, frozenset())
    assert not len(candidates(ends, nothing))


def test_two_that_stand_in_no_word_of_the_sentence_are_no_pair() -> None:
    for _, _, ends, _ in read(LATER):
        assert all(ends[i].past is None or ends[j].past is None for i, j in candidates(ends, chances().known))


def test_a_pair_is_seen_with_the_words_on_the_way_and_its_distance() -> None:
    scene, said, ends, number = next(read("Siemens sued Bosch in a German court."))
    places = {end.stand.name: end.stand.token.i for end in ends}
    pair = next(
        (i, j) for i, one in enumerate(ends) for j, other in enumerate(ends) if (one.stand.name, other.stand.name) == ("Siemens", "Bosch")
    )
    shown = pictured(scene, ends, np.array([pair]), words(scene), told(said), number, chances().known)
    assert shown is not None
    way = {scene.sent[int(place)].text for place in np.flatnonzero(shown.ways[0])}
    assert {"Siemens", "sued", "Bosch"} <= way
    assert "German" not in way
    assert places["Bosch"] == 2
    assert shown.pairs[0, 2] != APART


def test_the_words_of_a_phrase_are_seen_with_its_relations() -> None:
    scene, said, ends, number = next(read("Siemens sued Bosch in a German court."))
    known = chances().known
    shown = pictured(scene, ends, np.array([(0, 1)]), words(scene), told(said), number, known)
    assert shown is not None
    sued = next(token.i for token in scene.sent if token.text == "sued")
    assert {known.relations[row] for row in np.flatnonzero(shown.triggers[sued])} == {"sues"}


def test_distances_are_told_apart_by_side_and_what_stands_elsewhere_has_none() -> None:
    near = nearness(np.array([1, -1]), 4)
    assert near[0].tolist() == [1, 0, 11, 12]
    assert set(near[1].tolist()) == {ELSEWHERE}


def test_the_chances_of_a_pair_do_not_hang_on_the_other_pairs() -> None:
    scene, said, ends, number = list(read(LATER))[1]
    whole = seen(scene, ends, words(scene), told(said), number, chances().known)
    assert whole is not None
    found, looked = chances().of(whole)
    assert ((found > 0) & (found < 1)).all()
    for row, (i, j) in enumerate(whole.pairs[:, :2].tolist()):
        alone = pictured(scene, ends, np.array([(i, j)]), words(scene), told(said), number, chances().known)
        assert alone is not None
        assert np.allclose(chances().of(alone)[0][0], found[row], atol=1e-4)
        assert 0 <= looked[row] < len(scene.sent)


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    network = chances()
    save(network, tmp_path / "again.npz")
    again = load(tmp_path / "again.npz")
    assert again.known == network.known
    assert all(np.allclose(again.weights[name], value, atol=1e-6) for name, value in network.weights.items())


def test_the_shipped_network_knows_the_relations_and_classes_of_the_ontology() -> None:
    ontology, known = reader_of("en").ontology, chances().known
    assert set(known.relations) == {relation.canonical for relation in ontology.relations.values()}
    assert set(known.classes) == set(ontology.classes)
    assert {kind for pair in known.able for kind in pair[:2]} <= set(ontology.classes)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_likely_claims_have_their_chance_and_stand_in_their_sentence(language: str) -> None:
    ontology, counted = reader_of(language).ontology, 0
    for article, found in corpus(language):
        for claim in found:
            counted += 1
            assert float(lexicon(language).value("likely", "enough")) <= claim.confidence <= 1
            assert claim.rule.startswith(f"likely: {claim.candidates[0]} (")
            for span in (claim.relation_span, claim.subject, claim.object):
                assert claim.sentence.start <= span.start < span.end <= claim.sentence.end
                assert article.text[span.start : span.end]
            assert claim.subject.name != claim.object.name
            assert claim.candidates[0] in ontology.relations
    assert counted > 10


def test_each_pair_is_told_once_in_a_sentence_and_not_where_a_frame_tells_of_it() -> None:
    for article in list(readers.read(ROOT / "corpus/articles/en", on_problem=pytest.fail))[:8]:
        memory = Memory()
        for scene, said in scenes(annotate(article), reader_of("en")):
            found = weighed(scene, said, memory)
            made = [frozenset((claim.subject.name, claim.object.name)) for claim in found.more]
            believed = [claim for claim, chance in found.said if claim.candidates and (chance is None or chance >= UNLIKELY)]
            assert [claim for claim, _ in found.said] == said
            assert len(made) == len(set(made))
            assert not set(made) & {frozenset((claim.subject.name, claim.object.name)) for claim in believed}


def test_what_a_frame_says_and_the_network_finds_unlikely_is_rejected_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("a1", "On Tuesday the German group Siemens sued its old rival Bosch in a court in Munich.")
    assert "sues" in [fact.relation.id for fact in read_article(article).facts]
    width = len(chances().known.relations)
    monkeypatch.setattr(Chances, "of", lambda self, sentence: (np.full((len(sentence.pairs), width), 0.04), np.zeros(99, int)))
    reading = read_article(article)
    assert "sues" not in [fact.relation.id for fact in reading.facts]
    found = [(rejection.claim.confidence, rejection.reason) for rejection in reading.rejections if isinstance(rejection, Rejection)]
    assert (0.04, "sues is unlikely here (0.04)") in found


def test_the_chance_of_a_claim_is_that_of_the_likeliest_of_its_family_in_its_direction() -> None:
    scene, said, _, _ = next(read("The German group Siemens is a customer of Bosch and was fined by France."))
    chance = {claim.candidates[0]: chance for claim, chance in weighed(scene, said, Memory()).said if claim.candidates}
    assert {"customerOf", "fines"} & chance.keys()
    assert all(value is None or 0 < value < 1 for value in chance.values())


@pytest.mark.parametrize(("deed", "word", "modality"), [("sleep", "move", Modality.ASSERTED), ("acquire", "acquire", Modality.POSSIBLE)])
def test_how_a_likely_claim_stands_is_read_only_from_a_word_that_tells_of_it(
    monkeypatch: pytest.MonkeyPatch, deed: str, word: str, modality: Modality
) -> None:
    article = Article("a1", f"Siemens of Munich may move soon, and next year the German firm Bosch will probably {deed}.")
    column = chances().known.relations.index("acquires")

    def of(network: Chances, sentence: Seen) -> tuple[Floats, Ints]:
        found = np.zeros((len(sentence.pairs), len(network.known.relations)), np.float32)
        found[:, column] = 0.9
        return found, np.full(len(sentence.pairs), [token.text for token in next(read(article.text))[0].sent].index(word))

    monkeypatch.setattr(Chances, "of", of)
    likely = [claim for claim in claims(annotate(article), reader_of("en")) if is_likely(claim)]
    assert {(claim.candidates[0], claim.modality) for claim in likely} == {("acquires", modality)}


@pytest.mark.parametrize(("words", "judged"), [(0, False), (40, True), (LONGEST, False)])
def test_sentences_that_are_short_or_endless_are_left_to_the_frames(words: int, judged: bool) -> None:
    text = f"Siemens sued Bosch in Munich {'very ' * words}often last year."
    for scene, said, _, _ in read(text):
        assert any(chance is not None for _, chance in weighed(scene, said, Memory()).said) == judged


@pytest.mark.parametrize("text", ["", "Nothing happened.", "Apple.", "😀 & <b>"])
def test_a_sentence_without_two_parties_says_nothing(text: str) -> None:
    assert not [claim for claim in claims(annotate(Article("a1", text)), reader_of("en")) if is_likely(claim)]


def test_a_network_of_other_relations_tells_none_that_the_ontology_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = chances()
    renamed = tuple(f"x-{name}" for name in shipped.known.relations)
    other = Chances(Known(renamed, shipped.known.classes, shipped.known.able), shipped.weights)
    monkeypatch.setattr(importlib.import_module("kg.extract.likely"), "chances", lambda: other)
    article = next(iter(readers.read(ROOT / "corpus/articles/en", on_problem=pytest.fail)))
    assert not [claim for claim in claims(annotate(article), reader_of("en")) if is_likely(claim)]
