"""What a name is, from what the article says around it, in both languages; no tagger helps and no name is known."""

from __future__ import annotations

import pytest

from kg.extract.evidence import FAMILIES
from kg.extract.mentions import heard, names
from kg.extract.namewords import words_of
from kg.extract.nouns import nouns_of
from kg.extract.votes import counted, likelihood, weights
from kg.lang import lexicon
from kg.link import linker
from kg.ontology import load
from kg.parse import Doc
from tests.docs import article, flat


def classes(document: Doc) -> dict[str, str]:
    language = document.lang_
    found = names(document, lexicon(language), linker(), nouns_of(load(), language))
    return {item.mention.name: item.mention.types[0] for item in found if item.mention.types}


@pytest.mark.parametrize(
    ("tagged", "name", "expected"),
    [
        ("They/PRON met/VERB Jane/PROPN Umbra/PROPN", "Jane Umbra", "Person"),
        ("They/PRON met/VERB J./PROPN Umbra/PROPN", "J. Umbra", "Person"),
        ("They/PRON met/VERB Umbra/PROPN Inc./PROPN", "Umbra Inc.", "Company"),
        ("They/PRON met/VERB Umbra/PROPN Party/PROPN", "Umbra Party", "PoliticalParty"),
        ("They/PRON met/VERB Umbra/PROPN Stock/PROPN Exchange/PROPN", "Umbra Stock Exchange", "StockExchange"),
        ("They/PRON signed/VERB the/DET Treaty/PROPN of/ADP Umbra/PROPN", "Treaty of Umbra", "Agreement"),
        ("They/PRON left/VERB the/DET Umbra/PROPN Conference/PROPN", "Umbra Conference", "Event"),
        ("They/PRON sold/VERB the/DET new/ADJ iGlow/NOUN", "iGlow", "Product"),
    ],
)
def test_the_name_itself_tells(tagged: str, name: str, expected: str) -> None:
    assert classes(flat("en", tagged))[name] == expected


@pytest.mark.parametrize(
    ("tagged", "name", "expected"),
    [
        ("Zij/PRON spraken/VERB Marieke/PROPN Umbra/PROPN", "Marieke Umbra", "Person"),
        ("Zij/PRON spraken/VERB Umbra/PROPN N.V./PROPN", "Umbra N.V.", "Company"),
        ("het/DET Ministerie/PROPN van/ADP Wegen/PROPN vertrok/VERB", "Ministerie van Wegen", "GovernmentBody"),
        ("de/DET Universiteit/PROPN Umbra/PROPN groeide/VERB", "Universiteit Umbra", "University"),
    ],
)
def test_the_name_itself_tells_in_dutch(tagged: str, name: str, expected: str) -> None:
    assert classes(flat("nl", tagged))[name] == expected


def governed(language: str, preposition: str, noun: str = "") -> Doc:
    """ "They work in Umbra", "The analyst at Umbra spoke"."""
    if noun:
        text = f"The {noun} {preposition} Umbra spoke"
        table = f"The _ DET 2 det\n{noun} _ NOUN 5 nsubj\n{preposition} _ ADP 4 case\nUmbra _ PROPN 2 nmod\nspoke speak VERB 0 ROOT"
    else:
        text = f"They work {preposition} Umbra"
        table = f"They _ PRON 2 nsubj\nwork _ VERB 0 ROOT\n{preposition} _ ADP 4 case\nUmbra _ PROPN 2 obl"
    return article(language, text, table)


@pytest.mark.parametrize(
    ("language", "preposition", "noun", "expected"),
    [
        ("en", "in", "", "Place"),
        ("nl", "in", "", "Place"),
        ("en", "at", "analyst", "Organization"),
        ("nl", "bij", "analist", "Organization"),
        ("en", "of", "chairman", "Organization"),
        ("nl", "van", "voorzitter", "Organization"),
    ],
)
def test_prepositions_and_posts_tell(language: str, preposition: str, noun: str, expected: str) -> None:
    assert classes(governed(language, preposition, noun))["Umbra"] == expected


def test_one_name_has_one_class_in_the_article() -> None:
    """The title stands once; the surname alone, at the start of a sentence, is the same person."""
    tables = (
        "They _ PRON 2 nsubj\nmet meet VERB 0 ROOT\nminister _ NOUN 4 compound\nJane _ PROPN 2 obj\nUmbra _ PROPN 4 flat",
        "Umbra _ PROPN 2 nsubj\nleft leave VERB 0 ROOT",
    )
    document = article("en", "They met minister Jane Umbra Umbra left", *tables)
    found = names(document, lexicon("en"), linker(), nouns_of(load(), "en"))
    assert [(item.mention.text, item.mention.name, item.mention.types[:1]) for item in found] == [
        ("Jane Umbra", "Jane Umbra", ("Person",)),
        ("Umbra", "Jane Umbra", ("Person",)),
    ]


def test_a_known_name_is_not_put_to_the_vote() -> None:
    document = article(
        "en", "They met minister Huawei", "They _ PRON 2 nsubj\nmet meet VERB 0 ROOT\nminister _ NOUN 4 compound\nHuawei _ PROPN 2 obj"
    )
    assert classes(document)["Huawei"] == "Company"


def test_the_tenth_time_says_no_more_than_the_third() -> None:
    voices = [[("after place", "")]]
    assert counted(voices * 10) == counted(voices * 3)
    assert counted(voices)["after place"] < counted(voices * 2)["after place"]


def test_the_likelihoods_add_up() -> None:
    for said in ({}, {"title": 1.0}, {"after place": 1.7, "unheard of": 1.0}):
        assert sum(likelihood(said).values()) == pytest.approx(1.0)


def test_every_weight_names_every_family() -> None:
    assert weights()
    assert {len(values) for values in weights().values()} == {len(FAMILIES)}


@pytest.mark.parametrize(
    ("language", "text", "table"),
    [
        (
            "en",
            "Umbra, an upbeat startup, hired him",
            "Umbra _ PROPN 7 obl\n, _ PUNCT 1 punct\nan _ DET 5 det\nupbeat _ ADJ 5 amod\nstartup _ NOUN 7 nsubj\n, _ PUNCT 7 punct\n"
            "hired hire VERB 0 ROOT\nhim _ PRON 7 obj",
        ),
        (
            "nl",
            "Umbra, een uitgever, groeit",
            "Umbra _ PROPN 6 obl\n, _ PUNCT 1 punct\neen _ DET 4 det\nuitgever _ NOUN 6 nsubj\n, _ PUNCT 6 punct\n"
            "groeit groeien VERB 0 ROOT",
        ),
    ],
)
def test_the_noun_behind_the_comma_tells_wherever_the_parser_hangs_it(language: str, text: str, table: str) -> None:
    assert classes(article(language, text, table))["Umbra"] == "Company"


def test_the_subject_behind_a_place_is_no_word_for_the_place() -> None:
    table = "In _ ADP 2 case\nUmbra _ PROPN 6 obl\n, _ PUNCT 2 punct\nthe _ DET 5 det\nfirm _ NOUN 6 nsubj\nsued sue VERB 0 ROOT"
    assert classes(article("en", "In Umbra, the firm sued", table)).get("Umbra") != "Company"


def test_what_is_taken_up_as_a_thing_is_no_person() -> None:
    table = (
        "Umbra _ PROPN 7 nsubj\n, _ PUNCT 5 punct\n{} _ PRON 5 nsubj\nlaat _ ADV 5 advmod\nbegon beginnen VERB 1 acl:relcl\n"
        ", _ PUNCT 5 punct\ngroeit groeien VERB 0 ROOT"
    )
    voiced = {word: counted([*_ballot("nl", f"Umbra, {word} laat begon, groeit", table.format(word))]) for word in ("dat", "die")}
    assert "which" in voiced["dat"]
    assert "which" not in voiced["die"]
    assert likelihood(voiced["dat"])["Person"] < likelihood(voiced["die"])["Person"]


def test_the_neuter_article_before_a_nationality_begins_no_persons_name() -> None:
    table = "het _ DET 3 det\nNoorse _ ADJ 3 amod\nUmbra _ PROPN 4 nsubj\ngroeit groeien VERB 0 ROOT"
    assert "neuter" in counted([*_ballot("nl", "het Noorse Umbra groeit", table)])
    assert "neuter" not in counted([*_ballot("nl", "de Noorse Umbra groeit", table.replace("het", "de"))])


def _ballot(language: str, text: str, table: str) -> list[list[tuple[str, str]]]:
    document = article(language, text, table)
    words = words_of(lexicon(language), linker(), nouns_of(load(), language))
    found = names(document, lexicon(language), linker(), nouns_of(load(), language))
    return heard(document, [item for item in found if item.mention.name == "Umbra"], words)["Umbra"]
