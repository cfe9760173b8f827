"""Protects the two pipelines that come with the package: that they load, stay small, speak Universal Dependencies and do not get worse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Token

from kg import errors, pipelines
from kg.pipelines import tokens

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))["pipelines"]
COMPONENTS = {"structure", "ner"}
# The relations of Universal Dependencies 2; a language may add subtypes after a colon.
UNIVERSAL = {
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop", "csubj", "dep", "det",
    "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl",
    "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
}  # fmt: skip
LANGUAGES = pytest.mark.parametrize("language", pipelines.LANGUAGES)


def read(language: str, text: str) -> Doc:
    return pipelines.load(language, embedded=True)(text)


def word(doc: Doc, form: str) -> Token:
    return next(token for token in doc if token.text == form)


def names(doc: Doc) -> set[tuple[str, str]]:
    return {(name.text, name.label_) for name in doc.ents}


@LANGUAGES
def test_has_every_component_and_only_universal_labels(language: str) -> None:
    """Extraction reads frames off Universal Dependencies: another label would be read as nothing."""
    nlp = pipelines.load(language, embedded=True)
    assert set(nlp.pipe_names) >= COMPONENTS
    labels = {label.partition(":")[0].lower() for label in nlp.pipe_labels["structure"]}
    assert labels <= UNIVERSAL
    assert pipelines.scheme(nlp) == nlp.meta["scheme"] == "ud"
    assert set(nlp.pipe_labels["ner"]) == {"PERSON", "ORG", "LOC", "MISC"}


@LANGUAGES
def test_is_small(language: str) -> None:
    """The package has to stay a small download: 20 MB a language on disk."""
    size = sum(path.stat().st_size for path in (pipelines.folder() / language).rglob("*") if path.is_file())
    assert 1e6 < size <= 20e6


@LANGUAGES
def test_meta_data_tell_licence_sources_and_scores(language: str) -> None:
    """Who ships the models on has to know what they were made of."""
    meta = json.loads((pipelines.folder() / language / "meta.json").read_text(encoding="utf-8"))
    assert "CC BY-SA 4.0" in meta["license"]
    assert meta["sources"]
    assert any("LAS" in name for name in meta["performance"])


def test_reads_an_english_sentence() -> None:
    """Subject, object and oblique, lemma and negation of a plain sentence."""
    doc = read("en", "The company didn’t sell the factory to Spanish investors last year.")
    verb = word(doc, "sell")
    assert (verb.dep_, verb.lemma_, verb.pos_) == ("ROOT", "sell", "VERB")
    assert [(word(doc, form).dep_, word(doc, form).head) for form in ("company", "factory", "investors")] == [
        ("nsubj", verb),
        ("obj", verb),
        ("obl", verb),
    ]
    assert word(doc, "n’t").lemma_ == "not"


def test_reads_an_english_passive() -> None:
    """The agent of a passive is told from its subject."""
    doc = read("en", "The bridge was built by Italian engineers.")
    assert word(doc, "bridge").dep_ == "nsubj:pass"
    assert word(doc, "engineers").dep_ == "obl:agent"


def test_reads_a_dutch_sentence() -> None:
    """Subject, object, oblique and the particle of a separable verb."""
    doc = read("nl", "De minister legt boetes op aan het bedrijf.")
    verb = word(doc, "legt")
    assert verb.dep_ == "ROOT"
    assert [(word(doc, form).dep_.removesuffix(":arg"), word(doc, form).head) for form in ("minister", "boetes", "op", "bedrijf")] == [
        ("nsubj", verb),
        ("obj", verb),
        ("compound:prt", verb),
        ("obl", verb),
    ]


@LANGUAGES
def test_finds_names(language: str) -> None:
    """A person, an organisation and a place in a sentence that leaves no doubt."""
    text = {
        "en": "Peter Jansen, the chairman of the National Bank of Belgium, lives in Amsterdam.",
        "nl": "Peter Jansen, voorzitter van de Vereniging van Nederlandse Gemeenten, woont in Amsterdam.",
    }
    found = names(read(language, text[language]))
    assert {("Peter Jansen", "PERSON"), ("Amsterdam", "LOC")} <= found
    assert "ORG" in {label for _, label in found}


@LANGUAGES
def test_ends_sentences(language: str) -> None:
    """Two sentences are two; an abbreviation does not end one."""
    text = {"en": "The U.S. army left the town. Nobody was hurt.", "nl": "Zij werkt bij ING. De bank groeit dankzij dr. Visser."}
    assert [sentence.text for sentence in read(language, text[language]).sents] == {
        "en": ["The U.S. army left the town.", "Nobody was hurt."],
        "nl": ["Zij werkt bij ING.", "De bank groeit dankzij dr. Visser."],
    }[language]


def test_a_prefix_that_is_no_word_is_not_cut_off() -> None:
    """As in the English treebanks, and beside a name it is: the name is to be found."""
    words = [
        token.text
        for token in pipelines.load("en", embedded=True).make_doc("the Co-founder of an anti-Trump non-profit in US-based e-commerce")
    ]
    assert words == ["the", "Co-founder", "of", "an", "anti", "-", "Trump", "non-profit", "in", "US", "-", "based", "e-commerce"]


def test_a_founder_is_read_before_a_name_and_a_verb() -> None:
    """Cut in three, "co-founder" was taken for a part of the name before it."""
    parsed = read("en", "Google co-founder Jane Miller said on Monday that she was tired.")
    assert [(token.dep_, token.head.text) for token in parsed if token.text in {"Google", "co-founder"}] == [
        ("compound", "co-founder"),
        ("nmod:desc", "Jane"),
    ]


def test_dutch_tokens_survive_saving() -> None:
    """The changed tokenizer is part of the pipeline: a final full stop after capitals is the sentence's, one inside U.S. is not."""
    nlp = pipelines.load("nl", embedded=True)
    assert [token.text for token in nlp.make_doc("Dat zegt de VS. Daarna kwam ING.")] == [
        "Dat",
        "zegt",
        "de",
        "VS",
        ".",
        "Daarna",
        "kwam",
        "ING",
        ".",
    ]
    assert [token.text for token in nlp.make_doc("de U.S. Navy, auto’s en dr. Visser")] == [
        "de",
        "U.S.",
        "Navy",
        ",",
        "auto’s",
        "en",
        "dr.",
        "Visser",
    ]


def test_english_tokens() -> None:
    """Amounts, brackets, hyphens and curly apostrophes of news are cut as the treebanks cut them."""
    nlp = spacy.load(pipelines.own("en"), exclude=COMPONENTS)
    assert [token.text for token in nlp.make_doc("[The firm’s] Oslo-based unit won’t pay $12 billion in the U.S.")] == [
        *("[", "The", "firm", "’s", "]", "Oslo", "-", "based", "unit", "wo", "n’t", "pay", "$", "12", "billion", "in", "the", "U.S."),
    ]


def test_unsupported_language_says_so_in_one_sentence() -> None:
    """The command line prints this sentence and nothing else."""
    with pytest.raises(errors.UnsupportedLanguage, match=r"^There is no pipeline for the language 'fr': an article may be in en or nl\.$"):
        pipelines.load("fr")


def test_wrong_folder_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without pipelines is named, with what to do."""
    monkeypatch.setenv(pipelines.VARIABLE, str(tmp_path))
    with pytest.raises(errors.UnsupportedLanguage, match=r"KG_PIPELINES name a folder with en/ and nl/ in it"):
        pipelines.load("en", embedded=True)


def test_another_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone's own pipeline takes the place of ours, and is described."""
    spacy.blank("en", meta={"name": "mine", "version": "1.2.3"}).to_disk(tmp_path / "en")
    monkeypatch.setenv(pipelines.VARIABLE, str(tmp_path))
    assert pipelines.load("en", embedded=True).meta["name"] == "mine"
    ours = [info for info in pipelines.describe() if info.source == "embedded"]
    assert [(info.language, info.name, info.version, info.place) for info in ours] == [("en", "en_mine", "1.2.3", str(tmp_path / "en"))]


def test_installed_packages_come_first_and_best_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who installs a larger pipeline gets it without being asked."""
    monkeypatch.setattr(spacy.util, "is_package", lambda name: name in {"en_core_web_sm", "en_core_web_lg"})
    assert pipelines.installed("en") == "en_core_web_lg"
    assert pipelines.installed("nl") is None
    assert pipelines.installed("fr") is None


def test_a_chosen_pipeline_is_used_for_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--pipeline NAME` goes before what is installed and leaves the other language alone."""
    place = str(pipelines.own("en"))
    monkeypatch.setenv(pipelines.CHOSEN, "")
    pipelines.choose(place)
    assert (pipelines.installed("en"), pipelines.installed("nl")) == (place, None)
    assert pipelines.load("en").path == Path(place)
    assert next(info.place for info in pipelines.describe() if info.language == "en") == place


def test_a_pipeline_that_does_not_parse_is_refused(tmp_path: Path) -> None:
    """One sentence says what it has to do."""
    spacy.blank("en", meta={"name": "mine"}).to_disk(tmp_path / "mine")
    with pytest.raises(errors.InputError, match=r"it has to parse, and to read en or nl\.$"):
        pipelines.choose(str(tmp_path / "mine"))


def test_a_pipeline_is_loaded_once() -> None:
    """Loading takes a second; a corpus of many articles must not pay for it each time."""
    assert pipelines.load("nl", embedded=True) is pipelines.load("nl", embedded=True)


@LANGUAGES
def test_the_rules_of_the_tokenizer_are_made_once(language: str) -> None:
    """The special cases of spaCy's own language are not made before ours are read: half of the time of loading."""
    nlp = pipelines.load(language, embedded=True)
    assert nlp.config["nlp"]["tokenizer"] == {"@tokenizers": tokens.NAME}
    assert not tokens.make()(nlp).rules
    assert len(nlp.tokenizer.rules) > 1000


def test_description_tells_size_and_scores() -> None:
    """`kg models` shows what is in use."""
    ours = {info.language: info for info in pipelines.describe() if info.source == "embedded"}
    assert set(ours) == set(pipelines.LANGUAGES)
    assert all(1 < info.megabytes <= 20 and info.scores for info in ours.values())


def test_the_evaluation_knows_our_components_by_itself() -> None:
    """In a process of its own: here another test may have made them known."""
    code = "from training import evaluate; evaluate.spacy.load('kg/pipelines/nl')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("language", "treebank"), [(language, treebank) for language in FLOORS for treebank in FLOORS[language]["treebanks"]]
)
def test_scores_do_not_fall(language: str, treebank: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed sample of a treebank's test part, which the pipeline has never seen, against the pinned floors."""
    if not DATA.is_dir():
        pytest.skip(f"the treebanks are not at {DATA}; KG_SHARED names the folder that holds data/")
    monkeypatch.syspath_prepend(ROOT)
    from training import evaluate

    files = dict(evaluate.treebanks(language, DATA))[treebank]
    floor = FLOORS[language]["treebanks"][treebank]
    scores = evaluate.parse_scores(pipelines.load(language, embedded=True), files, every=floor["every"])
    assert {name: scores[name] for name in floor if name != "every" and scores[name] < floor[name]} == {}


@pytest.mark.parametrize(("language", "source"), [(language, source) for language in FLOORS for source in FLOORS[language]["names"]])
def test_name_scores_do_not_fall(language: str, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed sample of names against the pinned floors."""
    if not DATA.is_dir():
        pytest.skip(f"the name data are not at {DATA}; KG_SHARED names the folder that holds data/")
    monkeypatch.syspath_prepend(ROOT)
    from training import evaluate

    documents = dict(evaluate.named(language, DATA))[source]
    floor = FLOORS[language]["names"][source]
    scores = evaluate.name_scores(pipelines.load(language, embedded=True), documents, every=floor["every"])
    assert scores["F"] >= floor["F"]
