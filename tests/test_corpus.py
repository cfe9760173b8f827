"""The sample corpus keeps its promises: every gold fact points at words that are really in its article.

What these tests protect: a corrected article that leaves its gold behind, a relation that the ontology does not know,
a value that no reader of the gold understands. They read files alone; nothing of `kg` is imported, so that they hold
whatever the program makes of the corpus.
"""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import frontmatter
import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
ONTOLOGY = ROOT / "ontologies" / "kg.ttl"
LANGUAGES = ("en", "nl")
FEWEST_ARTICLES = 8  # a language
FRONT_MATTER = ("id", "title", "date", "language", "source", "licence")
FIELDS = {"article", "sentence", "subject", "relation", "object", "core", "note"} | {
    "polarity",
    "modality",
    "attribution",
    "time",
    "amount",
    "role",
}
OPTIONAL = {"also"}
ENTITY_FIELDS = {"canonical", "class", "aliases", "articles", "named"}
POLARITIES = {"affirmed", "negated"}
MODALITIES = {"asserted", "reported", "possible", "planned"}

_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"  # year, month or day of ISO 8601; EDTF's seasons, 2021-21, look like months
_TIME = re.compile(rf"({_DATE})(/(\.\.|{_DATE})?)?|\.\./{_DATE}")  # or an EDTF interval, perhaps open
_RELATION = re.compile(r"^kgo:(\w+)\s+a\s+owl:(?:Object|Datatype)Property\b", re.MULTILINE)


def articles(language: str) -> list[Path]:
    return sorted((CORPUS / "articles" / language).glob("*.md"))


def gold_files(language: str) -> list[Path]:
    return sorted((CORPUS / "gold" / language).glob("*.jsonl"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def text(language: str, stem: str) -> str:
    return str(frontmatter.load(str(CORPUS / "articles" / language / f"{stem}.md")).content)


ARTICLES = [pytest.param(language, path, id=f"{language}/{path.stem}") for language in LANGUAGES for path in articles(language)]
GOLD = [pytest.param(language, path, id=f"{language}/{path.stem}") for language in LANGUAGES for path in gold_files(language)]
every_article = pytest.mark.parametrize(("language", "path"), ARTICLES)
every_gold_file = pytest.mark.parametrize(("language", "path"), GOLD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_articles_to_measure_by(language: str) -> None:
    assert len(articles(language)) >= FEWEST_ARTICLES


@every_article
def test_front_matter_is_complete_and_true(language: str, path: Path) -> None:
    head = frontmatter.load(str(path)).metadata
    missing = [name for name in FRONT_MATTER if not head.get(name)]
    assert not missing
    assert head["id"] == path.stem
    assert head["language"] == language
    assert head["licence"] == "CC BY 4.0"
    day = head["date"] if isinstance(head["date"], datetime.date) else datetime.date.fromisoformat(str(head["date"]))
    assert 2019 <= day.year <= 2021
    assert path.stem.startswith(day.isoformat()), "the file's name starts with the article's date"


@every_article
def test_a_paragraph_is_one_line(language: str, path: Path) -> None:
    """A wrapped line would put a break inside a sentence, and no gold sentence would be found in the text again."""
    paragraphs = text(language, path.stem).split("\n\n")
    assert len(paragraphs) > 1
    assert [paragraph for paragraph in paragraphs if "\n" in paragraph.strip()] == []


@every_article
def test_every_article_has_gold(language: str, path: Path) -> None:
    assert lines(CORPUS / "gold" / language / f"{path.stem}.jsonl")


def test_no_two_articles_share_an_id() -> None:
    stems = [path.stem for language in LANGUAGES for path in articles(language)]
    assert sorted(set(stems)) == sorted(stems)


@every_gold_file
def test_gold_sentences_stand_in_the_article(language: str, path: Path) -> None:
    body = text(language, path.stem)
    quoted = [sentence for line in lines(path) for sentence in (line["sentence"], *line.get("also", []))]
    assert [sentence for sentence in quoted if not sentence.strip() or sentence not in body] == []


@every_gold_file
def test_gold_lines_have_the_agreed_fields(language: str, path: Path) -> None:
    for line in lines(path):
        assert set(line) - OPTIONAL == FIELDS, line["sentence"]
        assert line["article"] == path.stem
        assert isinstance(line["core"], bool)


@every_gold_file
def test_gold_names_both_ends_and_the_relation(language: str, path: Path) -> None:
    for line in lines(path):
        for end in ("subject", "relation", "object"):
            names = line[end]
            assert isinstance(names, list), line
            assert names, line
            assert all(isinstance(name, str) and name.strip() == name != "" for name in names), line


@every_gold_file
def test_polarity_and_modality_are_of_the_model(language: str, path: Path) -> None:
    assert {line["polarity"] for line in lines(path)} <= POLARITIES
    assert {line["modality"] for line in lines(path)} <= MODALITIES


@every_gold_file
def test_times_are_dates_or_intervals(language: str, path: Path) -> None:
    times = [line["time"] for line in lines(path) if line["time"] is not None]
    assert [time for time in times if not _TIME.fullmatch(time)] == []


@every_gold_file
def test_relations_are_of_the_ontology(language: str, path: Path) -> None:
    if not ONTOLOGY.exists():
        pytest.skip("ontologies/kg.ttl is not there to say which relations there are")
    known = set(_RELATION.findall(ONTOLOGY.read_text(encoding="utf-8")))
    assert {"sanctions", "raises", "partnersWith"} <= known, "the relations of kg.ttl were not recognised"
    assert {relation for line in lines(path) for relation in line["relation"]} - known == set()


@every_gold_file
def test_no_fact_is_annotated_twice(language: str, path: Path) -> None:
    """Two lines alike would ask a system to find the same fact twice."""
    kept = ("subject", "relation", "object", "polarity", "modality", "attribution", "time", "amount")
    keys = [json.dumps([line[name] for name in kept]) for line in lines(path)]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_entities_name_articles_that_exist(language: str) -> None:
    stems = {path.stem for path in articles(language)}
    entities = lines(CORPUS / "gold" / f"entities-{language}.jsonl")
    assert entities
    for entity in entities:
        assert set(entity) >= ENTITY_FIELDS, entity
        assert entity["articles"], entity
        assert set(entity["articles"]) <= stems, entity
        assert entity["canonical"] in entity["aliases"], entity


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_entities_share_a_canonical_name(language: str) -> None:
    names = [entity["canonical"] for entity in lines(CORPUS / "gold" / f"entities-{language}.jsonl")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_the_united_states_sanction_huawei_in_the_outlets_own_voice() -> None:
    """The fact that the tutorial asks for has to be in the corpus, asserted and attributed to nobody."""
    hits = [
        line
        for path in gold_files("en")
        for line in lines(path)
        if line["subject"][0] == "United States" and line["relation"][0] == "sanctions" and line["object"][0] == "Huawei"
    ]
    assert [line for line in hits if line["modality"] == "asserted" and line["polarity"] == "affirmed" and line["attribution"] is None]
