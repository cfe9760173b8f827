"""Where names stand and what they are: known names, the tagger's, chains of proper nouns; classes by vote."""

from __future__ import annotations

import pytest

from kg.extract.mentions import Found, names
from kg.extract.nouns import nouns_of
from kg.lang import lexicon
from kg.link import linker
from kg.ontology import load
from kg.parse import Doc
from tests.docs import article, flat, source_of


def found(document: Doc) -> list[Found]:
    language = document.lang_
    return names(document, lexicon(language), linker(), nouns_of(load(), language))


def texts(document: Doc) -> list[str]:
    """The words of the names, without the common nouns that name a product or technology."""
    return [item.mention.text for item in found(document) if item.mention.kind == "name"]


def only(document: Doc, text: str) -> Found:
    (item,) = [item for item in found(document) if item.mention.text == text]
    return item


# ── where: known names ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "tagged", "expected"),
    [
        ("en", "The/DET United/PROPN States/PROPN warned/VERB them/PRON", ["United States"]),
        ("en", "The/DET United/PROPN States/PROPN of/ADP America/PROPN warned/VERB them/PRON", ["United States of America"]),
        ("en", "The/DET US/PROPN government/NOUN warned/VERB them/PRON", ["US government"]),
        ("nl", "De/DET Verenigde/ADJ Staten/PROPN waarschuwden/VERB hen/PRON", ["Verenigde Staten"]),
        ("nl", "De/DET Amerikaanse/ADJ regering/NOUN waarschuwde/VERB hen/PRON", ["Amerikaanse regering"]),
    ],
)
def test_the_longest_known_name_wins(language: str, tagged: str, expected: list[str]) -> None:
    """Not "America" with "United States of" left over, and the government by its whole name."""
    assert texts(flat(language, tagged)) == expected


@pytest.mark.parametrize(
    ("language", "tagged", "text"),
    [
        ("en", "Huawei/PROPN 's/PART plant/NOUN closed/VERB", "Huawei"),
        ("en", "Huawei’s/PROPN plant/NOUN closed/VERB", "Huawei"),
        ("nl", "Huawei's/PROPN fabriek/NOUN sloot/VERB", "Huawei"),
        ("nl", "Huawei’s/PROPN fabriek/NOUN sloot/VERB", "Huawei"),
        ("nl", "Googles/PROPN fabriek/NOUN sloot/VERB", "Google"),
        ("nl", "Umbra’s/PROPN fabriek/NOUN sloot/VERB", "Umbra"),
    ],
)
def test_a_possessive_ending_is_no_part_of_the_name(language: str, tagged: str, text: str) -> None:
    """Else "Googles" would be another company than Google; its characters end where the name ends."""
    mention = found(flat(language, tagged))[0].mention
    assert (mention.text, mention.name, mention.start, mention.end) == (text, text, 0, len(text))


def test_a_name_that_ends_in_s_keeps_it() -> None:
    assert texts(flat("nl", "Philips/PROPN groeide/VERB")) == ["Philips"]


def test_us_the_pronoun_is_no_country() -> None:
    assert texts(flat("en", "The/DET US/PROPN told/VERB us/PRON nothing/PRON")) == ["US"]


@pytest.mark.parametrize(
    ("language", "tagged"),
    [
        ("en", "Here/ADV is/VERB why/ADV"),
        ("en", "May/AUX they/PRON win/VERB"),
        ("en", "It/PRON rained/VERB on/ADP Monday/PROPN in/ADP August/PROPN"),
        ("nl", "Hier/ADV regent/VERB het/PRON"),
        ("nl", "Volgens/ADP hen/PRON regent/VERB het/PRON"),
    ],
)
def test_a_capital_alone_makes_no_name(language: str, tagged: str) -> None:
    """At the start of a sentence, and on days and months, a capital says nothing."""
    assert texts(flat(language, tagged)) == []


def test_an_adjective_of_a_country_is_marked() -> None:
    """ "Chinese" leads to China, but is no argument of its own: "the Chinese company" is not China."""
    document = article(
        "en",
        "The Chinese firm told China.",
        """
        The      _    DET    3  det
        Chinese  _    ADJ    3  amod
        firm     _    NOUN   4  nsubj
        told     tell VERB   0  ROOT
        China    _    PROPN  4  obj
        """,
    )
    assert [(item.mention.text, item.mention.adjectival, item.mention.types) for item in found(document)] == [
        ("Chinese", True, ("Country",)),
        ("China", False, ("Country",)),
    ]


def test_inhabitants_are_not_adjectival() -> None:
    document = article("en", "Americans left.", "Americans american PROPN 2 nsubj\nleft leave VERB 0 ROOT")
    assert not only(document, "Americans").mention.adjectival


def test_a_common_noun_that_names_products_is_no_name() -> None:
    """ "chips" is known, but as a common noun: it never becomes the antecedent of "it"."""
    mention = only(flat("en", "chips/NOUN sold/VERB"), "chips").mention
    assert (mention.kind, mention.types) == ("nominal", ("Product",))


# ── where: the tagger and chains ─────────────────────────────────────────────────────────────────


def test_the_taggers_names_count() -> None:
    """A capital at the start of a sentence and a noun's tag: only the tagger knows better."""
    document = flat("en", "Glow/NOUN sold/VERB lamps/NOUN", ents={"Glow": "ORG"})
    assert only(document, "Glow").mention.types[:1] == ("Organization",)
    assert texts(flat("en", "Glow/NOUN sold/VERB lamps/NOUN")) == []


@pytest.mark.parametrize("label", ["DATE", "MONEY", "CARDINAL", "NORP"])
def test_labels_that_name_no_one(label: str) -> None:
    assert texts(flat("en", "they/PRON paid/VERB five/NUM million/NUM", ents={"five million": label})) == []


def test_a_chain_of_proper_nouns_is_one_name() -> None:
    """A small tagger misses many names; every chain with capitals is one."""
    assert texts(flat("en", "Umbra/PROPN Marine/PROPN Works/PROPN sued/VERB Globex/PROPN")) == ["Umbra Marine Works", "Globex"]


def test_of_is_inside_a_name_where_the_name_needs_it() -> None:
    tagged = "clerks/NOUN at/ADP the/DET Department/PROPN of/ADP Umbral/PROPN Affairs/PROPN of/ADP Norway/PROPN met/VERB"
    assert texts(flat("en", tagged)) == ["Department of Umbral Affairs", "Norway"]
    assert only(flat("en", tagged), "Department of Umbral Affairs").mention.types == ("GovernmentBody",)


def test_of_between_two_names_is_not() -> None:
    assert texts(flat("en", "Doe/PROPN of/ADP Umbra/PROPN left/VERB")) == ["Doe", "Umbra"]


def test_small_words_inside_a_persons_name() -> None:
    document = article(
        "nl",
        "Bob van Dijk vertrok.",
        "Bob _ PROPN 4 nsubj\nvan _ ADP 1 flat\nDijk _ PROPN 1 flat\nvertrok vertrekken VERB 0 ROOT",
    )
    assert texts(document) == ["Bob van Dijk"]


def test_a_chain_does_not_cross_sentences() -> None:
    tables = ("They _ PRON 2 nsubj\nleft leave VERB 0 ROOT\nOslo _ PROPN 2 obj", "Umbra _ PROPN 2 nsubj\nstayed stay VERB 0 ROOT")
    assert texts(article("en", "They left Oslo Umbra stayed", *tables)) == ["Oslo", "Umbra"]


def test_two_arguments_side_by_side_are_two_names() -> None:
    """Dutch puts the subject behind the verb: "Nu koopt Umbra Globex"."""
    table = "Nu _ ADV 2 advmod\nkoopt kopen VERB 0 ROOT VerbForm=Fin\nUmbra _ PROPN 2 nsubj\nGlobex _ PROPN 2 obj"
    assert texts(article("nl", "Nu koopt Umbra Globex", table, ents={"Umbra": "ORG", "Globex": "ORG"})) == ["Umbra", "Globex"]


def test_a_country_before_a_title_is_a_name_of_its_own() -> None:
    """ "US President Jane Doe" are two."""
    assert texts(flat("en", "US/PROPN President/PROPN Jane/PROPN Doe/PROPN spoke/VERB")) == ["US", "Jane Doe"]


# ── titles, roles, short names ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "tagged", "entity"),
    [
        ("en", "Chairman/PROPN Jane/PROPN Doe/PROPN left/VERB", "Chairman Jane Doe"),
        ("en", "Mr./PROPN Jane/PROPN Doe/PROPN left/VERB", "Mr. Jane Doe"),
        ("en", "the/DET chairman/NOUN Jane/PROPN Doe/PROPN left/VERB", "the chairman Jane Doe"),
        ("nl", "Topman/PROPN Jane/PROPN Doe/PROPN vertrok/VERB", "Topman Jane Doe"),
        ("nl", "mevrouw/NOUN Jane/PROPN Doe/PROPN vertrok/VERB", "mevrouw Jane Doe"),
        ("nl", "analist/NOUN Jane/PROPN Doe/PROPN vertrok/VERB", "analist Jane Doe"),
    ],
)
def test_titles_and_posts_are_no_part_of_a_name(language: str, tagged: str, entity: str) -> None:
    """Neither where the tagger takes them along nor in a chain: "Chairman Doe" and "Doe" are one person."""
    assert texts(flat(language, tagged, ents={entity: "PERSON"})) == ["Jane Doe"]
    assert texts(flat(language, tagged)) == ["Jane Doe"]


def test_a_post_of_two_words_is_no_name() -> None:
    assert texts(flat("en", "They/PRON saw/VERB Vice/PROPN President/PROPN Doe/PROPN")) == ["Doe"]


def test_a_surname_stands_for_the_full_name_before_it() -> None:
    document = flat("en", "Jane/PROPN Doe/PROPN met/VERB Globex/PROPN before/ADP Doe/PROPN left/ADV")
    assert [item.mention.name for item in found(document)] == ["Jane Doe", "Globex", "Jane Doe"]
    assert [item.mention.text for item in found(document)] == ["Jane Doe", "Globex", "Doe"]


def test_a_surname_before_the_full_name_stays() -> None:
    document = flat("en", "Doe/PROPN met/VERB Globex/PROPN before/ADP Jane/PROPN Doe/PROPN")
    assert [item.mention.name for item in found(document)] == ["Doe", "Globex", "Jane Doe"]


def test_a_known_name_is_no_surname() -> None:
    """Apple stays the company, whoever else is called Jane Apple."""
    document = flat("en", "Jane/PROPN Apple/PROPN sued/VERB Apple/PROPN", ents={"Jane Apple": "PERSON"})
    assert [item.mention.name for item in found(document)] == ["Jane Apple", "Apple"]


# ── what ─────────────────────────────────────────────────────────────────────────────────────────


def types(document: Doc, name: str) -> str:
    (kind,) = {item.mention.types[:1] for item in found(document) if item.mention.name == name}
    return kind[0] if kind else ""


@pytest.mark.parametrize(
    ("language", "noun", "expected"),
    [("en", "chipmaker", "Company"), ("en", "analyst", "Person"), ("nl", "telecombedrijf", "Company"), ("nl", "woordvoerder", "Person")],
)
@pytest.mark.parametrize("shape", ["before", "behind", "copula"])
def test_a_noun_that_describes_the_name_votes(language: str, noun: str, expected: str, shape: str) -> None:
    """Before the name as a title, behind it in apposition, or said of it."""
    tables = {
        "before": f"{noun} _ NOUN 2 compound\nUmbra _ PROPN 3 nsubj\ngrows _ VERB 0 ROOT",
        "behind": f"Umbra _ PROPN 5 nsubj\n, _ PUNCT 4 punct\na _ DET 4 det\n{noun} _ NOUN 1 appos\ngrows _ VERB 0 ROOT",
        "copula": f"Umbra _ PROPN 4 nsubj\nis be AUX 4 cop\na _ DET 4 det\n{noun} _ NOUN 0 ROOT",
    }
    words = {
        "before": f"{noun} Umbra grows",
        "behind": f"Umbra, a {noun} grows",
        "copula": f"Umbra is a {noun}",
    }
    assert types(article(language, words[shape], tables[shape]), "Umbra") == expected


@pytest.mark.parametrize(
    ("tagged", "name", "expected"),
    [
        ("Umbra/PROPN Holdings/PROPN grew/VERB", "Umbra Holdings", "Company"),
        ("Umbra/PROPN Bank/PROPN grew/VERB", "Umbra Bank", "Company"),
        ("University/PROPN of/ADP Umbra/PROPN grew/VERB", "University of Umbra", "University"),
        ("Mr./PROPN Umbra/PROPN grew/VERB", "Umbra", "Person"),
    ],
)
def test_suffix_prefix_and_title_vote(tagged: str, name: str, expected: str) -> None:
    assert types(flat("en", tagged), name) == expected


def test_a_description_outvotes_the_tagger() -> None:
    table = "Umbra _ PROPN 5 nsubj\n, _ PUNCT 4 punct\na _ DET 4 det\nchipmaker _ NOUN 1 appos\ngrows _ VERB 0 ROOT"
    assert types(article("en", "Umbra, a chipmaker grows", table, ents={"Umbra": "PERSON"}), "Umbra") == "Company"


def test_one_class_in_the_whole_article() -> None:
    """The description stands once; every mention of the name profits, the earlier too."""
    tables = (
        "Umbra _ PROPN 2 nsubj\nfell fall VERB 0 ROOT",
        "Umbra _ PROPN 4 nsubj\nis be AUX 4 cop\na _ DET 4 det\nuniversity _ NOUN 0 ROOT",
    )
    document = article("en", "Umbra fell Umbra is a university", *tables)
    assert [item.mention.types for item in found(document)] == [("University",)] * 2


def test_a_possessor_does_not_describe() -> None:
    """ "Umbra of the chipmaker" says nothing of Umbra's own class."""
    table = "Umbra _ PROPN 5 nsubj\nof _ ADP 4 case\nthe _ DET 4 det\nchipmaker _ NOUN 1 nmod\ngrows _ VERB 0 ROOT"
    assert types(article("en", "Umbra of the chipmaker grows", table), "Umbra") == ""


# ── offsets ──────────────────────────────────────────────────────────────────────────────────────


def test_offsets_are_those_of_the_article() -> None:
    """Paragraphs, double spaces and no-break spaces stand in the text, not among the tokens."""
    text = "Oslo fell.\n\n  The  US left\tUmbra\u00a0Marine  Works’s plant."
    tables = (
        "Oslo _ PROPN 2 nsubj\nfell fall VERB 0 ROOT\n. _ PUNCT 2 punct",
        """
        The      _      DET    2  det
        US       _      PROPN  3  nsubj
        left     leave  VERB   0  ROOT
        Umbra    _      PROPN  8  nmod:poss
        Marine   _      PROPN  4  flat
        Works    _      PROPN  4  flat
        ’s       _      PART   4  case
        plant    _      NOUN   3  obj
        .        _      PUNCT  3  punct
        """,
    )
    document = article("en", text, *tables)
    source = source_of(document)
    spans = [source.text[item.mention.start : item.mention.end] for item in found(document)]
    assert spans == ["Oslo", "US", "Umbra\u00a0Marine  Works"]
    assert [item.mention.name for item in found(document)] == ["Oslo", "US", "Umbra Marine Works"]


def test_one_inhabitant_is_not_the_country_though_tagged_as_a_name() -> None:
    """ "De Amerikaan vertrok": a proper noun with a gender is one person; an adjective has none."""
    table = "De _ DET 2 det\nAmerikaan _ PROPN 3 nsubj Gender=Com|Number=Sing\nvertrok vertrekken VERB 0 ROOT"
    document = article("nl", "De Amerikaan vertrok", table)
    assert [
        found for found in names(document, lexicon("nl"), linker(), nouns_of(load(), "nl")) if found.mention.types == ("Country",)
    ] == []
