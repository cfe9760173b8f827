"""A relation is added in `ontologies/kg.ttl` alone, and is then found however a sentence puts it, in both languages."""

from __future__ import annotations

import shutil

import pytest

from kg.annotate import annotate
from kg.extract.claims import claims
from kg.extract.patterns import compile_patterns
from kg.extract.scene import Reader, reader
from kg.ground import ground
from kg.lang import lexicon
from kg.link import linker_of
from kg.model import Article, Fact
from kg.ontology import load, shipped
from kg.pipelines import LANGUAGES, VARIABLE, folder, installed
from kg.pipelines import load as load_pipeline
from kg.reading import cache_folder

pytestmark = [
    pytest.mark.skipif(
        any(not (folder() / language / "meta.json").is_file() for language in LANGUAGES),
        reason=f"there are no pipelines in {folder()}: train them (training/README.md) or let {VARIABLE} name a folder with en/ and nl/",
    ),
    pytest.mark.skipif(any(installed(language) for language in LANGUAGES), reason="another spaCy pipeline is installed and would be used"),
]

TERM = """
kgo:decorates a owl:ObjectProperty ;
    rdfs:label "decorates"@en , "onderscheidt"@nl ;
    rdfs:comment "Gives the other a medal."@en , "Geeft de ander een medaille."@nl ;
    rdfs:domain kgo:Agent ; rdfs:range kgo:Agent ;
    kgo:subjectType kgo:Agent ; kgo:objectType kgo:Agent ;
    kgo:phrase "{S} decorates {O}"@en , "{S} awards a medal to {O}"@en , "the decoration of {O} by {S}"@en , "{S}'s decoration of {O}"@en ,
        "{S} decoreert {O}"@nl , "{S} reikt een medaille uit aan {O}"@nl , "de decoratie van {O} door {S}"@nl ;
    kgo:counterPhrase "{S} takes a medal away from {O}"@en , "{S} pakt {O} een medaille af"@nl ;
    kgo:plannedPhrase "{S} promises a medal to {O}"@en , "{S} belooft een medaille aan {O}"@nl ;
    kgo:possiblePhrase "{S} mulls a medal for {O}"@en , "{S} heeft een medaille over voor {O}"@nl .
"""


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    """What reads with the new relation, made from the files alone."""
    place = tmp_path_factory.mktemp("ontology")
    shutil.copy(shipped() / "entities.ttl", place)
    (place / "kg.ttl").write_text((shipped() / "kg.ttl").read_text(encoding="utf-8") + TERM, encoding="utf-8")
    ontology = load(place)
    index = linker_of(ontology)
    return {
        language: reader(
            language, ontology, index, compile_patterns(ontology, load_pipeline(language), lexicon(language), cache=cache_folder())
        )
        for language in LANGUAGES
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "Norway decorated Samsung on Monday.", id="active"),
        pytest.param("en", "Samsung was decorated by Norway on Monday.", id="passive"),
        pytest.param("en", "Norway's decoration of Samsung surprised investors.", id="nominal"),
        pytest.param("en", "Norway, which decorated Samsung, is proud.", id="relative"),
        pytest.param("en", "A medal was awarded to Samsung by Norway.", id="light verb, passive"),
        pytest.param("nl", "Noorwegen decoreerde Samsung maandag.", id="nl-active"),
        pytest.param("nl", "Samsung werd maandag gedecoreerd door Noorwegen.", id="nl-passive"),
        pytest.param("nl", "De decoratie van Samsung door Noorwegen verraste beleggers.", id="nl-nominal"),
        pytest.param("nl", "Noorwegen reikte maandag een medaille uit aan Samsung.", id="nl-light verb"),
    ],
)
def test_a_relation_that_the_ontology_adds_is_found(readers: dict[str, Reader], language: str, text: str) -> None:
    found = [
        (fact.subject.label, fact.relation.id, fact.object.label)
        for claim in claims(annotate(Article("a1", text, language=language)), readers[language])
        if isinstance(fact := ground(claim, readers[language].linker), Fact)
    ]
    assert ("Norway", "decorates", "Samsung") in found


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        pytest.param("en", "Norway awarded a medal to Samsung.", ("affirmed", "asserted"), id="phrase"),
        pytest.param("en", "Norway took a medal away from Samsung.", ("negated", "asserted"), id="counterPhrase"),
        pytest.param("en", "A medal was promised to Samsung by Norway.", ("affirmed", "planned"), id="plannedPhrase"),
        pytest.param("en", "Norway, which mulls a medal for Samsung, is proud.", ("affirmed", "possible"), id="possiblePhrase"),
        pytest.param("nl", "Noorwegen pakte Samsung maandag een medaille af.", ("negated", "asserted"), id="nl-counterPhrase"),
        pytest.param("nl", "Noorwegen beloofde maandag een medaille aan Samsung.", ("affirmed", "planned"), id="nl-plannedPhrase"),
        pytest.param("nl", "Noorwegen heeft een medaille over voor Samsung.", ("affirmed", "possible"), id="nl-possiblePhrase"),
    ],
)
def test_each_kind_of_phrase_gives_the_relation_its_status(
    readers: dict[str, Reader], language: str, text: str, status: tuple[str, str]
) -> None:
    found = claims(annotate(Article("a1", text, language=language)), readers[language])
    assert {(claim.polarity.value, claim.modality.value) for claim in found if claim.candidates[:1] == ("decorates",)} == {status}


def test_nothing_of_it_stands_in_the_shipped_ontology() -> None:
    assert "decorates" not in load().relations
