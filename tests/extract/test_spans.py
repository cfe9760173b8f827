"""Where a name begins and ends, phenomenon by phenomenon, in both languages; no tagger helps."""

from __future__ import annotations

import pytest

from kg.extract.mentions import names
from kg.extract.nouns import nouns_of
from kg.lang import lexicon
from kg.link import linker
from kg.model import Mention
from kg.ontology import load
from kg.parse import Doc
from tests.docs import article, flat


def mentions(document: Doc) -> list[Mention]:
    language = document.lang_
    return [
        item.mention for item in names(document, lexicon(language), linker(), nouns_of(load(), language)) if item.mention.kind == "name"
    ]


def texts(document: Doc) -> list[str]:
    return [mention.text for mention in mentions(document)]


@pytest.mark.parametrize(
    ("language", "tagged", "expected"),
    [
        ("en", "They/PRON met/VERB Umbra/PROPN Monday/PROPN", ["Umbra"]),
        ("nl", "Zij/PRON spraken/VERB Umbra/PROPN maandag/NOUN", ["Umbra"]),
        ("en", "They/PRON sold/VERB 16/NUM GB/PROPN and/CCONJ 300/NUM USD/PROPN", []),
        ("nl", "Zij/PRON verkochten/VERB 16/NUM GB/PROPN", []),
    ],
)
def test_days_and_units_are_no_part_of_a_name(language: str, tagged: str, expected: list[str]) -> None:
    assert texts(flat(language, tagged)) == expected


@pytest.mark.parametrize(
    ("language", "tagged", "expected"),
    [
        ("en", "They/PRON met/VERB Acme/PROPN Inc./PROPN Jane/PROPN Doe/PROPN", ["Acme Inc.", "Jane Doe"]),
        ("en", "They/PRON met/VERB Acme/PROPN Holdings/PROPN Co./PROPN Ltd./PROPN", ["Acme Holdings Co. Ltd."]),
        ("en", "They/PRON met/VERB Acme/PROPN Inc.,/PROPN he/PRON said/VERB", ["Acme Inc."]),
        ("nl", "Zij/PRON spraken/VERB Acme/PROPN N.V./PROPN in/ADP Oslo/PROPN", ["Acme N.V.", "Oslo"]),
    ],
)
def test_a_legal_form_ends_the_name_and_keeps_its_full_stop(language: str, tagged: str, expected: list[str]) -> None:
    assert texts(flat(language, tagged)) == expected


@pytest.mark.parametrize(
    ("tagged", "expected"), [("They/PRON sued/VERB UMBRA./PROPN", "UMBRA"), ("They/PRON left/VERB the/DET U.S./PROPN", "U.S.")]
)
def test_the_full_stop_of_the_sentence_is_not_the_names(tagged: str, expected: str) -> None:
    """Tokenizers leave it on capitals; the one of an acronym stays."""
    assert texts(flat("en", tagged)) == [expected]


@pytest.mark.parametrize(
    ("language", "tagged", "expected"),
    [
        ("en", "They/PRON met/VERB Umbra/PROPN and/CCONJ Globex/PROPN", ["Umbra", "Globex"]),
        ("nl", "Zij/PRON spraken/VERB Umbra/PROPN en/CCONJ Globex/PROPN", ["Umbra", "Globex"]),
        ("en", "the/DET Ministry/PROPN of/ADP Roads/PROPN and/CCONJ Bridges/PROPN left/VERB", ["Ministry of Roads and Bridges"]),
        ("nl", "het/DET Ministerie/PROPN van/ADP Wegen/PROPN en/CCONJ Bruggen/PROPN vertrok/VERB", ["Ministerie van Wegen en Bruggen"]),
        ("en", "They/PRON met/VERB Umbra/PROPN &/CCONJ Sons/PROPN", ["Umbra & Sons"]),
    ],
)
def test_and_joins_only_where_the_name_needs_it(language: str, tagged: str, expected: list[str]) -> None:
    assert texts(flat(language, tagged)) == expected


@pytest.mark.parametrize(
    ("language", "tagged", "expected"),
    [
        ("en", "the/DET University/PROPN of/ADP Umbra/PROPN grew/VERB", ["University of Umbra"]),
        ("nl", "de/DET Universiteit/PROPN van/ADP Umbra/PROPN groeide/VERB", ["Universiteit van Umbra"]),
        ("en", "the/DET Church/PROPN of/ADP Umbra/PROPN grew/VERB", ["Church of Umbra"]),
        ("en", "They/PRON met/VERB Jane/PROPN Law/PROPN of/ADP Umbra/PROPN", ["Jane Law", "Umbra"]),
        ("nl", "De/DET fabriek/NOUN van/ADP Umbra/PROPN sloot/VERB", ["Umbra"]),
    ],
)
def test_of_is_inside_behind_the_noun_of_a_body_only(language: str, tagged: str, expected: list[str]) -> None:
    assert texts(flat(language, tagged)) == expected


@pytest.mark.parametrize(
    ("language", "tagged", "expected"),
    [
        ("nl", "Zij/PRON spraken/VERB Marieke/PROPN van/ADP der/DET Umbra/PROPN", "Marieke van der Umbra"),
        ("en", "They/PRON met/VERB Robert/PROPN de/X Umbra/PROPN", "Robert de Umbra"),
        ("en", "They/PRON met/VERB J./PROPN K./PROPN Umbra/PROPN", "J. K. Umbra"),
    ],
)
def test_small_words_behind_a_first_name_are_inside(language: str, tagged: str, expected: str) -> None:
    assert texts(flat(language, tagged)) == [expected]


@pytest.mark.parametrize(
    ("language", "tagged", "expected"),
    [
        ("en", "eBay/NOUN sold/VERB it/PRON", ["eBay"]),
        ("nl", "De/DET nieuwe/ADJ iGlow/NOUN verscheen/VERB", ["iGlow"]),
        ("en", "They/PRON sent/VERB e-mail/NOUN", []),
    ],
)
def test_brands_with_a_small_first_letter(language: str, tagged: str, expected: list[str]) -> None:
    assert texts(flat(language, tagged)) == expected


def numbered(language: str, text: str, number_on: int, label: str = "nummod") -> Doc:
    words = text.split()
    rows = [f"{word} _ {'NUM' if word[0].isdigit() else 'PRON' if word == 'They' else 'PROPN'} 2 dep" for word in words]
    rows[1] = f"{words[1]} _ VERB 0 ROOT"
    rows[3] = f"{words[3]} _ NUM {number_on} {label}"
    return article(language, text, "\n".join(rows))


def test_a_number_of_a_product_is_inside() -> None:
    assert texts(numbered("en", "They sold iGlow 4", 3)) == ["iGlow 4"]


@pytest.mark.parametrize("text", ["They sold iGlow 2019", "They sold iGlow 300,000"])
def test_a_year_or_an_amount_is_not(text: str) -> None:
    assert texts(numbered("en", text, 3)) == ["iGlow"]


def test_a_number_that_counts_what_follows_is_not() -> None:
    table = "In in ADP 2 case\nUmbra _ PROPN 5 obl\n20 _ NUM 4 nummod\npeople _ NOUN 5 nsubj\ndied _ VERB 0 ROOT"
    assert texts(article("en", "In Umbra 20 people died", table)) == ["Umbra"]


def test_of_a_brand_with_a_small_first_letter_the_number_is_a_version_whatever_follows() -> None:
    table = "They _ PRON 2 nsubj\nrefunded _ VERB 0 ROOT\niGlow _ PROPN 5 compound\n4 _ NUM 5 nummod\nowners _ NOUN 2 obj"
    assert texts(article("en", "They refunded iGlow 4 owners", table)) == ["iGlow 4"]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("Zij/PRON noemden/VERB Umbra-lijn/PROPN", ["Umbra"]),
        ("Zij/PRON noemden/VERB iGlow-dienst/PROPN", ["iGlow"]),
        ("Zij/PRON dronken/VERB Coca-Cola/PROPN", ["Coca-Cola"]),
    ],
)
def test_a_dutch_compound_that_is_tagged_as_a_name_is_cut_behind_the_name(tagged: str, expected: list[str]) -> None:
    assert texts(flat("nl", tagged)) == expected


def test_a_given_name_with_a_hyphen_is_no_compound() -> None:
    table = "Zij _ PRON 2 nsubj\nspraken _ VERB 0 ROOT\nChung _ PROPN 2 obj\nEui-yong _ PROPN 3 flat"
    assert texts(article("nl", "Zij spraken Chung Eui-yong", table)) == ["Chung Eui-yong"]


def test_the_year_of_an_event_is_inside() -> None:
    assert texts(flat("en", "They/PRON visited/VERB Umbra/PROPN Expo/PROPN 2020/NUM")) == ["Umbra Expo 2020"]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("the/DET New/PROPN Zealand/PROPN Gazette/PROPN said/VERB", ["New Zealand Gazette"]),
        ("the/DET American/PROPN Umbral/PROPN Association/PROPN said/VERB", ["American Umbral Association"]),
        ("They/PRON met/VERB Norway/PROPN Jane/PROPN Doe/PROPN", ["Norway", "Jane Doe"]),
    ],
)
def test_a_country_is_inside_where_the_rest_is_no_name(tagged: str, expected: list[str]) -> None:
    assert texts(flat("en", tagged)) == expected


def test_muslims_and_the_like_are_no_names() -> None:
    assert texts(flat("en", "The/DET Muslims/PROPN met/VERB Umbra/PROPN")) == ["Umbra"]
    assert texts(flat("nl", "De/DET Koerden/PROPN spraken/VERB Umbra/PROPN")) == ["Umbra"]


def test_a_headline_in_capitals_needs_more_than_capitals() -> None:
    """ "Plans" and "Cases" have capitals as all words there; Umbra is a name for the tagger."""
    tagged = "Umbra/PROPN Plans/VERB to/PART Give/VERB Free/ADJ Cases/NOUN"
    assert texts(flat("en", tagged, ents={"Umbra": "ORG"})) == ["Umbra"]


def test_a_name_in_a_headline_loses_the_words_at_its_edges() -> None:
    """The tagger has what its capitals say; "Pulled Into" is no name at all."""
    tagged = "Jane/PROPN Doe/PROPN On/ADP Umbra/PROPN Being/AUX '/PUNCT Pulled/VERB Into/ADP '/PUNCT The/DET Market/NOUN"
    ents = {"Jane Doe": "PERSON", "Umbra Being": "MISC", "Pulled Into": "MISC", "The Market": "MISC"}
    assert texts(flat("en", tagged, ents=ents)) == ["Jane Doe", "Umbra"]
    tagged = "If/SCONJ India/PROPN Rejects/VERB Key/ADJ Umbral/ADJ Lamps/NOUN"
    assert texts(flat("en", tagged, ents={"If India": "ORG", "Key Umbral Lamps": "ORG"})) == ["India"]


def test_a_name_of_the_running_text_counts_in_a_headline() -> None:
    """There no tag tells it from the verb before it; a word that the text has not is no name for its capital."""
    tables = (
        "Rivals _ NOUN 2 nsubj\nFear _ PROPN 0 ROOT\nOrbis _ PROPN 2 obj\nWill _ AUX 2 aux\nGrow _ VERB 2 xcomp\nFast _ ADV 5 advmod",
        "They _ PRON 2 nsubj\nmet _ VERB 0 ROOT\nOrbis _ PROPN 2 obj\n. _ PUNCT 2 punct",
    )
    assert texts(article("en", "Rivals Fear Orbis Will Grow Fast They met Orbis .", *tables)) == ["Orbis", "Orbis"]


def test_a_tagged_name_in_a_headline_counts_by_its_parts_in_the_text() -> None:
    """A surname there is the person's, and a phrase with a verb inside is no name."""
    tables = (
        "Doe _ PROPN 2 nsubj\nSays _ VERB 0 ROOT\nOrbis _ PROPN 5 nsubj\nWill _ AUX 5 aux\nAppeal _ VERB 2 ccomp\nRuling _ NOUN 5 obj",
        "Jane _ PROPN 3 nsubj\nDoe _ PROPN 1 flat\nleft _ VERB 0 ROOT\nOrbis _ PROPN 3 obj\n. _ PUNCT 3 punct",
        "Inside _ ADP 2 case\nTalks _ NOUN 0 ROOT\nThat _ PRON 4 nsubj\nFailed _ VERB 2 acl\nTwice _ ADV 4 advmod\nFast _ ADV 4 advmod",
    )
    text = "Doe Says Orbis Will Appeal Ruling Jane Doe left Orbis . Inside Talks That Failed Twice Fast"
    ents = {"Orbis Will Appeal Ruling": "MISC", "Jane Doe": "PERSON", "Talks That Failed Twice Fast": "MISC"}
    found = mentions(article("en", text, *tables, ents=ents))
    assert [(mention.text, mention.name) for mention in found[:2]] == [("Doe", "Jane Doe"), ("Orbis", "Orbis")]
    assert [mention.text for mention in found[2:]] == ["Jane Doe", "Orbis"]


def test_a_noun_that_opens_a_sentence_before_a_tagged_name_is_none() -> None:
    tagged = "Shares/NOUN of/ADP Umbra/PROPN fell/VERB"
    assert texts(flat("en", tagged, ents={"Shares of Umbra": "ORG"})) == ["Umbra"]


def test_what_a_ministry_is_for_may_be_a_row() -> None:
    def row(words: str) -> list[str]:
        return texts(flat("en", f"the/DET {words} told/VERB reporters/NOUN yesterday/NOUN"))

    two = "Trade/PROPN ,/PUNCT Industry/PROPN and/CCONJ Energy/PROPN"
    assert row(f"Ministry/PROPN of/ADP {two}") == ["Ministry of Trade , Industry and Energy"]
    three = "Business/PROPN ,/PUNCT Energy/PROPN and/CCONJ Industrial/ADJ Strategy/PROPN"
    assert row(f"Department/PROPN for/ADP {three}") == ["Department for Business , Energy and Industrial Strategy"]
    assert row("Ministry/PROPN of/ADP Roads/PROPN ,/PUNCT Umbra/PROPN and/CCONJ Orbis/PROPN") == ["Ministry of Roads", "Umbra", "Orbis"]
    dutch = "het/DET Ministerie/PROPN van/ADP Onderwijs/PROPN ,/PUNCT Cultuur/PROPN en/CCONJ Media/PROPN vertrok/VERB"
    assert texts(flat("nl", dutch)) == ["Ministerie van Onderwijs , Cultuur en Media"]


def test_a_committee_is_on_matters() -> None:
    tagged = "the/DET Senate/PROPN Committee/PROPN on/ADP Umbral/PROPN Affairs/PROPN and/CCONJ Trade/PROPN told/VERB reporters/NOUN"
    name = "Senate Committee on Umbral Affairs and Trade"
    assert texts(flat("en", tagged, ents={name: "ORG"})) == [name]
    tagged = "the/DET Committee/PROPN on/ADP Energy/PROPN and/CCONJ Commerce/PROPN told/VERB reporters/NOUN"
    assert texts(flat("en", tagged, ents={"Committee on Energy": "ORG"})) == ["Committee on Energy and Commerce"]


def test_a_body_is_called_after_a_post() -> None:
    tagged = "Umbra/PROPN 's/PART Office/PROPN of/ADP the/DET Inspector/PROPN General/PROPN sued/VERB"
    assert texts(flat("en", tagged, ents={"Office of the Inspector General": "ORG"})) == ["Umbra", "Office of the Inspector General"]
    tagged = "the/DET Office/PROPN for/ADP the/DET Defence/PROPN of/ADP the/DET Umbral/PROPN sued/VERB"
    ents = {"Office for the Defence of the Umbral": "ORG"}
    assert texts(flat("en", tagged, ents=ents)) == ["Office for the Defence of the Umbral"]
    tagged = "the/DET Orbis/PROPN Institute/PROPN of/ADP the/DET Umbra/PROPN University/PROPN sued/VERB"
    assert texts(flat("en", tagged)) == ["Orbis Institute", "Umbra University"]


@pytest.mark.parametrize("noun", ["Office", "Authority", "Ministry", "Commission"])
def test_the_noun_of_a_body_alone_is_no_name_of_its_own(noun: str) -> None:
    found = mentions(flat("en", f"They/PRON told/VERB the/DET {noun}/PROPN", ents={noun: "ORG"}))
    assert all(linker().lookup(mention.name, "en") for mention in found)


def test_a_title_in_quotation_marks_keeps_its_article() -> None:
    """ "The Irishman" is a film and nobody of Ireland."""
    tagged = "Jane/PROPN Doe/PROPN saw/VERB “/PUNCT The/DET Irishman/PROPN ”/PUNCT"
    found = mentions(flat("en", tagged, ents={"Jane Doe": "PERSON", "The Irishman": "MISC"}))
    assert [(mention.text, linker().kind_of(mention)) for mention in found] == [("Jane Doe", "Person"), ("The Irishman", "Product")]


def test_a_name_in_small_letters_counts_where_the_tagger_has_it_twice() -> None:
    tables = (
        "They _ PRON 2 nsubj\nleft _ VERB 0 ROOT\nflyumbra _ NOUN 2 obj",
        "Then _ ADV 3 advmod\nflyumbra _ NOUN 3 nsubj\ngrew _ VERB 0 ROOT",
    )
    text = "They left flyumbra Then flyumbra grew"
    assert texts(article("en", text, *tables, ents={"flyumbra": "ORG"})) == ["flyumbra", "flyumbra"]
    assert texts(flat("en", "They/PRON left/VERB flyumbra/NOUN", ents={"flyumbra": "ORG"})) == []


@pytest.mark.parametrize(
    ("tagged", "text", "name", "kind"),
    [
        ("the/DET Umbra/PROPN Trade/PROPN Assn/PROPN ./PUNCT sued/VERB", "Umbra Trade Assn", "Umbra Trade Association", "Organization"),
        ("the/DET Univ/PROPN ./PUNCT of/ADP Umbra/PROPN sued/VERB", "Univ . of Umbra", "University . of Umbra", "University"),
        ("the/DET Justice/PROPN Dept/PROPN sued/VERB", "Justice Dept", "Justice Department", "GovernmentBody"),
        ("the/DET U.S./PROPN Govt/PROPN sued/VERB", "U.S. Govt", "U.S. Government", "Country"),
    ],
)
def test_a_noun_that_is_written_short_is_in_full_in_the_name(tagged: str, text: str, name: str, kind: str) -> None:
    (mention,) = mentions(flat("en", tagged))
    assert (mention.text, mention.name, linker().kind_of(mention)) == (text, name, kind)


def test_a_common_word_that_opens_a_sentence_is_no_name() -> None:
    """The article has it in small letters as well."""
    tables = ("They _ PRON 2 nsubj\nlike _ VERB 0 ROOT\nfeatures _ NOUN 2 obj", "Features _ PROPN 2 nsubj\nsell _ VERB 0 ROOT")
    assert texts(article("en", "They like features Features sell", *tables)) == []


def test_a_name_that_was_found_is_found_again() -> None:
    """At the start of a sentence the tag of a noun says nothing; the same word in the middle of another one does."""
    tables = ("They _ PRON 2 nsubj\nlike _ VERB 0 ROOT\nGlow _ PROPN 2 obj", "Glow _ NOUN 2 nsubj\nsells _ VERB 0 ROOT")
    assert texts(article("en", "They like Glow Glow sells", *tables)) == ["Glow", "Glow"]


def test_quotation_marks_stay_outside() -> None:
    assert texts(flat("en", "They/PRON call/VERB it/PRON “Glow/PROPN Lamp”/PROPN")) == ["Glow Lamp"]


def test_a_possessive_inside_a_tagged_name_stays() -> None:
    """ "Prince" alone would be a title."""
    assert texts(flat("en", "the/DET Prince/PROPN 's/PART Umbra/PROPN left/VERB", ents={"Prince 's Umbra": "ORG"})) == ["Prince 's Umbra"]


def test_known_names_of_several_tokens_without_spaces() -> None:
    """ "5G" is cut into number and unit by the tokenizer; "Moody's" into name and possessive."""
    table = "They _ PRON 2 nsubj\nbuild _ VERB 0 ROOT\n5 _ NUM 4 nummod\nG _ PROPN 2 obj"
    assert texts(article("en", "They build 5G", table)) == ["5G"]
    table = "They _ PRON 2 nsubj\nasked _ VERB 0 ROOT\nMoody _ PROPN 2 obj\n's _ PART 3 case"
    assert texts(article("en", "They asked Moody's", table)) == ["Moody's"]


def test_hyphenated_names_are_whole() -> None:
    table = "They _ PRON 2 nsubj\nmet _ VERB 0 ROOT\nKwok _ PROPN 2 obj\nKa _ PROPN 3 flat\n- _ PUNCT 6 punct\nki _ PROPN 3 flat"
    assert texts(article("en", "They met Kwok Ka-ki", table)) == ["Kwok Ka-ki"]
    assert texts(flat("en", "They/PRON met/VERB Mary-Jo/PROPN de/X Umbra/PROPN")) == ["Mary-Jo de Umbra"]


def test_a_second_syllable_that_is_tagged_as_no_name_stays_with_its_person() -> None:
    table = "They _ PRON 2 nsubj\nmet _ VERB 0 ROOT\nYeh _ PROPN 2 obj\nJyh _ PROPN 3 flat\n- _ PUNCT 6 punct\nhui _ NOUN 3 flat"
    assert texts(article("en", "They met Yeh Jyh-hui", table, ents={"Yeh Jyh": "PERSON"})) == ["Yeh Jyh-hui"]
    table = "They _ PRON 2 nsubj\nmet _ VERB 0 ROOT\nUmbra _ PROPN 6 compound\nCorp _ PROPN 3 flat\n- _ PUNCT 6 punct\nfans _ NOUN 2 obj"
    assert texts(article("en", "They met Umbra Corp-fans", table, ents={"Umbra Corp": "ORG"})) == ["Umbra Corp"]


def test_a_preposition_that_the_tagger_has_inside_a_body_stays() -> None:
    body = "the/DET Platform/PROPN on/ADP Lighthouses/PROPN met/VERB"
    assert texts(flat("en", body, ents={"Platform on Lighthouses": "ORG"})) == ["Platform on Lighthouses"]
    assert texts(flat("en", body, ents={"Platform": "ORG", "Lighthouses": "ORG"})) == ["Platform", "Lighthouses"]


@pytest.mark.parametrize(("head", "expected"), [("Committee", ["Trade and Harbour Committee"]), ("Glow", ["Trade", "Harbour Glow"])])
def test_two_words_before_the_noun_of_one_body_are_one_name(head: str, expected: list[str]) -> None:
    table = (
        "They _ PRON 2 nsubj\nmet _ VERB 0 ROOT\nthe _ DET 7 det\nTrade _ PROPN 7 compound\n"
        f"and _ CCONJ 6 cc\nHarbour _ PROPN 4 conj\n{head} _ PROPN 2 obj"
    )
    assert texts(article("en", f"They met the Trade and Harbour {head}", table)) == expected


def test_a_noun_at_the_start_of_a_sentence_is_the_first_word_of_an_unknown_name() -> None:
    table = "{} _ NOUN 2 compound\nNordwide _ PROPN 3 nsubj\nsued _ VERB 0 ROOT\nUmbra _ PROPN 3 obj"
    assert texts(article("en", "Lighthouse Nordwide sued Umbra", table.format("Lighthouse"))) == ["Lighthouse Nordwide", "Umbra"]
    assert texts(article("en", "Chipmaker Nordwide sued Umbra", table.format("Chipmaker"))) == ["Nordwide", "Umbra"]


# ── one name in an article ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "tagged", "short", "long"),
    [
        ("en", "They/PRON met/VERB Jan/PROPN van/ADP Umbra/PROPN and/CCONJ Van/PROPN Umbra/PROPN", "Van Umbra", "Jan van Umbra"),
        ("en", "They/PRON like/VERB the/DET World/PROPN Glow/PROPN Forum/PROPN or/CCONJ WGF/PROPN", "WGF", "World Glow Forum"),
        ("en", "They/PRON like/VERB Glow/PROPN or/CCONJ many/ADJ Glows/PROPN", "Glows", "Glow"),
    ],
)
def test_short_forms_take_the_full_name(language: str, tagged: str, short: str, long: str) -> None:
    found = {mention.text: mention.name for mention in mentions(flat(language, tagged))}
    assert found[short] == found[long] == long


@pytest.mark.parametrize("whole", ["Umbra/PROPN Records/PROPN", "Umbra/PROPN Academy/PROPN"])
def test_an_organisation_is_called_short_by_its_first_name_a_place_or_an_event_is_not(whole: str) -> None:
    other = whole.replace("Records", "Park").replace("Academy", "Massacre")
    names_of = [{mention.name for mention in mentions(flat("en", f"They/PRON saw/VERB {name} ./PUNCT They/PRON saw/VERB Umbra/PROPN"))}
                for name in (whole, other)]  # fmt: skip
    assert [len(names) for names in names_of] == [1, 2]


def test_a_possessive_without_apostrophe_is_cut_in_dutch() -> None:
    """Of an unknown name only where the article has the name without it, too."""
    document = flat("nl", "Zij/PRON noemen/VERB Umbra/PROPN en/CCONJ Umbras/PROPN fabriek/NOUN")
    assert [(mention.text, mention.name) for mention in mentions(document)] == [("Umbra", "Umbra"), ("Umbra", "Umbra")]


def test_a_small_word_tagged_as_a_part_of_the_name_stays_inside() -> None:
    """ "Volgens Lisa de Vries": an article elsewhere, here a particle."""
    table = """
        Volgens  _       ADP    2  case
        Lisa     _       PROPN  6  obl
        de       _       PROPN  2  flat
        Vries    _       PROPN  2  flat
        is       _       AUX    6  aux
        gedaald  dalen   VERB   0  ROOT
        """
    assert texts(article("nl", "Volgens Lisa de Vries is gedaald", table, ents={"Lisa de Vries": "PERSON"})) == ["Lisa de Vries"]


def test_what_belongs_to_the_post_before_a_person_is_not_the_persons_name() -> None:
    """ "minister Karin Dekker van Orbisland": of Orbisland is the minister."""
    table = """
        minister   _       NOUN   6  nsubj
        Karin      _       PROPN  1  appos
        Dekker     _       PROPN  2  flat
        van        _       ADP    5  case
        Orbisland  _       PROPN  1  nmod
        lachte     lachen  VERB   0  ROOT
        """
    assert texts(article("nl", "minister Karin Dekker van Orbisland lachte", table)) == ["Karin Dekker", "Orbisland"]
