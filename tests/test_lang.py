"""The word lists of a language are data, and the code trusts them: every language has all of them, and none contradicts itself."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.errors import UnsupportedLanguage
from kg.lang import FOLDER, languages, lexicon
from kg.pipelines import LANGUAGES

EACH = pytest.mark.parametrize("language", languages())


def test_every_language_that_is_parsed_has_its_words() -> None:
    assert set(LANGUAGES) == set(languages())


@EACH
def test_every_language_has_the_same_lists(language: str) -> None:
    """A list that a language does not need is empty, not absent: the code looks every one up, for any language."""
    one, other = lexicon(language), lexicon(languages()[0])
    assert one.lists.keys() == other.lists.keys()
    assert one.tables.keys() == other.tables.keys()
    assert one.values.keys() == other.values.keys()


@EACH
def test_words_are_lower_case(language: str) -> None:
    """Texts are compared in lower case, so an entry with a capital is never found."""
    words = lexicon(language)
    examples = {("examples", name) for name in ("first", "second", "third")} | {("lemmas", "plurals")}  # "" is the ending of most
    entries = {(*place, word) for place, found in words.lists.items() for word in found}
    entries |= {(*place, word) for place, table in words.tables.items() if place not in examples for word in table}
    assert [entry for entry in sorted(entries) if entry[-1] != entry[-1].lower() or entry[-1] != entry[-1].strip() or not entry[-1]] == []


# Lists of which a word can be in one only: it would mean two things at once, and the order of the code would decide.
APART = (
    ("governors", "planned", "negated"),
    ("governors", "possible", "negated"),
    ("governors", "reported", "negated"),
    ("governors", "planned", "possible"),
    ("governors", "planned", "reported"),
    ("modality", "possible_adverbs", "reported_adverbs"),
    ("modality", "possible", "planned"),
    ("negation", "adverbs", "limits"),
    ("negation", "adverbs", "prepositions"),
    ("reporting", "verbs", "denials"),
    ("reporting", "accusations", "denials"),
    ("pronouns", "male", "female"),
    ("pronouns", "thing", "female"),
    ("pronouns", "speaker", "thing"),
    ("pronouns", "speaker", "plural"),
    ("pronouns", "speaker", "person_speaker"),
    ("pronouns", "male", "plural"),
    ("articles", "definite", "indefinite"),
    ("stance", "blame", "praise"),
    ("time", "past", "future"),
    ("time", "past", "present"),
    ("time", "present", "future"),
    ("time", "since", "until"),
)


@EACH
@pytest.mark.parametrize(("section", "one", "other"), APART)
def test_no_word_contradicts_itself(language: str, section: str, one: str, other: str) -> None:
    words = lexicon(language)
    assert sorted(words(section, one) & words(section, other)) == []


@EACH
def test_what_is_ambiguous_is_a_month(language: str) -> None:
    """A misspelt entry would guard nothing."""
    words = lexicon(language)
    assert words("time", "ambiguous") <= words.table("time", "months").keys()


@EACH
def test_times_are_within_the_calendar(language: str) -> None:
    words = lexicon(language)
    assert {*words.table("time", "months").values()} == {*range(1, 13)}
    assert {*words.table("time", "weekdays").values()} == {*range(7)}
    assert {*words.table("time", "units").values()} == {"hour", "day", "week", "month", "quarter", "year"}
    assert {*words.table("time", "unit").values()} == {*words.table("time", "units").values(), "half"}
    assert {*words.table("time", "ordinals").values()} == {1, 2, 3, 4}
    assert {-1, 0, 1} <= {*words.table("time", "days").values()}
    assert all(number > 0 for number in words.table("time", "numbers").values())


@EACH
def test_amounts_are_well_formed(language: str) -> None:
    words = lexicon(language)
    assert words.value("amounts", "decimal") in {".", ","}
    assert all(len(code) == 3 and code.isupper() and code.isalpha() for code in words.table("amounts", "currencies").values()), "ISO 4217"
    assert {3, 6, 9, 12} <= {*words.table("amounts", "scales").values()} <= set(range(1, 16))


@EACH
def test_the_examples_fill_every_slot_with_a_word_of_its_own(language: str) -> None:
    """A phrase is parsed with them in its slots; two slots with one word could not be told apart."""
    for name in ("first", "second", "third"):
        words = lexicon(language).table("examples", name)
        assert set(words) == {"S", "O", "R", "A", "P", "B", "G", "W", "F", "V"}
        assert all(one != other for one, other in combinations([words["S"], words["O"], words["R"], words["A"]], 2))


@EACH
def test_the_possessive_endings_end_names(language: str) -> None:
    """An empty ending would cut off nothing for ever, and a name's own last letters are not in the list."""
    assert all(0 < len(suffix) <= 2 for suffix in lexicon(language)("possessive", "suffixes"))


def test_a_language_without_words_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnsupportedLanguage, match=r"no lexicon for 'xx'; kg reads en, nl: add kg/lang/xx/lexicon\.toml\."):
        lexicon("xx")


def test_a_language_is_data_only() -> None:
    """A new language takes a folder of words, and no code."""
    assert [path.name for code in languages() for path in (FOLDER / code).iterdir() if path.suffix in {".py", ".pyc"}] == []
