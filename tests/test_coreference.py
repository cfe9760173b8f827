"""Who "it", "he", "the company" and "het concern" are; and that nothing is resolved where nothing fits."""

from __future__ import annotations

import pytest

from kg.coreference import Resolved, resolve
from kg.extract.mentions import names
from kg.extract.nouns import nouns_of
from kg.lang import lexicon
from kg.link import linker
from kg.model import Mention
from kg.ontology import load
from kg.parse import Doc
from tests.docs import article, source_of

PERSON = {"Jane Doe": "PERSON"}
FIRMS = {"Umbra": "ORG", "Globex": "ORG"}


def resolved(document: Doc) -> dict[str, str]:
    """The anaphora by their words: text -> name of the antecedent."""
    return {mention.text: mention.name for mention in _mentions(document).values()}


def _read(document: Doc) -> Resolved:
    language = document.lang_
    nouns = nouns_of(load(), language)
    return resolve(document, names(document, lexicon(language), linker(), nouns), lexicon(language), nouns, linker())


def _mentions(document: Doc) -> dict[int, Mention]:
    return _read(document).anaphora


def grouped(document: Doc) -> dict[str, list[str]]:
    return {document[i].text: [mention.name for mention in mentions] for i, mentions in _read(document).groups.items()}


def told(language: str, *sentences: tuple[str, str], ents: dict[str, str] | None = None) -> Doc:
    """An article from pairs of text and table."""
    return article(language, " ".join(text for text, _ in sentences), *(table for _, table in sentences), ents={**FIRMS, **(ents or {})})


UMBRA = ("Umbra grew", "Umbra _ PROPN 2 nsubj\ngrew grow VERB 0 ROOT")
DOE = ("Jane Doe spoke", "Jane _ PROPN 3 nsubj\nDoe _ PROPN 1 flat\nspoke speak VERB 0 ROOT")


def clause(subject: str, verb: str, rest: str = "") -> tuple[str, str]:
    """ "it/PRON", "bought buy", "mills/NOUN": a clause of a bare subject, a verb and perhaps an object."""
    (word, _, pos), (form, lemma) = subject.rpartition("/"), verb.split()
    table = f"{word} _ {pos} 2 nsubj\n{form} {lemma} VERB 0 ROOT VerbForm=Fin"
    if rest:
        thing, _, kind = rest.rpartition("/")
        table += f"\n{thing} _ {kind} 2 obj"
    return " ".join(filter(None, (word, form, rest.rpartition("/")[0]))), table


# ── pronouns ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "pronoun"), [("en", "it"), ("en", "It"), ("nl", "het")])
def test_it_is_the_organisation(language: str, pronoun: str) -> None:
    assert resolved(told(language, UMBRA, clause(f"{pronoun}/PRON", "shrank shrink"))) == {pronoun: "Umbra"}


@pytest.mark.parametrize(("language", "pronoun"), [("en", "he"), ("en", "she"), ("nl", "hij")])
def test_he_and_she_are_the_person(language: str, pronoun: str) -> None:
    """The organisation is nearer, but is neither he nor she."""
    yu = ("Xo Yu spoke", "Xo _ PROPN 3 nsubj\nYu _ PROPN 1 flat\nspoke speak VERB 0 ROOT")
    document = told(language, yu, UMBRA, clause(f"{pronoun}/PRON", "left leave"), ents={"Xo Yu": "PERSON"})
    assert resolved(document) == {pronoun: "Xo Yu"}


@pytest.mark.parametrize(("language", "pronoun", "name"), [("en", "she", "Jane Doe"), ("en", "he", "John Roe"), ("nl", "hij", "John Roe")])
def test_given_names_tell_her_from_him(language: str, pronoun: str, name: str) -> None:
    roe = ("John Roe left", "John _ PROPN 3 nsubj\nRoe _ PROPN 1 flat\nleft leave VERB 0 ROOT")
    for order in ((DOE, roe), (roe, DOE)):
        document = told(language, *order, clause(f"{pronoun}/PRON", "sang sing"), ents={**PERSON, "John Roe": "PERSON"})
        assert resolved(document) == {pronoun: name}


def test_a_more_likely_noun_takes_the_pronoun_away() -> None:
    """ "Umbra grew. The deal closed. It …" may be the deal: nothing is resolved."""
    deal = ("The deal closed", "The _ DET 2 det\ndeal _ NOUN 3 nsubj\nclosed close VERB 0 ROOT")
    assert resolved(told("en", UMBRA, deal, clause("It/PRON", "shrank shrink"))) == {}


@pytest.mark.parametrize(("language", "it", "verb"), [("en", "It", "seems seem"), ("nl", "Het", "lijkt lijken")])
def test_what_seems_is_no_one(language: str, it: str, verb: str) -> None:
    assert resolved(told(language, UMBRA, clause(f"{it}/PRON", verb))) == {}


@pytest.mark.parametrize("pronoun", ["ze", "zij"])
def test_a_dutch_she_is_no_organisation(pronoun: str) -> None:
    table = f"{pronoun} _ PRON 2 nsubj Person=3\nvertrok vertrekken VERB 0 ROOT Number=Sing|VerbForm=Fin"
    assert resolved(told("nl", DOE, UMBRA, (f"{pronoun} vertrok", table), ents=PERSON)) == {pronoun: "Jane Doe"}


def test_it_is_no_person() -> None:
    assert resolved(told("en", UMBRA, DOE, clause("it/PRON", "shrank shrink"), ents=PERSON)) == {"it": "Umbra"}


@pytest.mark.parametrize(
    ("language", "pronoun"),
    [("en", "it"), ("en", "he"), ("en", "they"), ("nl", "hij"), ("nl", "het"), ("nl", "ze")],
)
def test_without_a_fitting_name_nothing_is_resolved(language: str, pronoun: str) -> None:
    """A wrong antecedent is a wrong fact; no antecedent is only a missing one."""
    other = UMBRA if pronoun in {"he", "hij"} else DOE
    assert resolved(told(language, other, clause(f"{pronoun}/PRON", "left leave"), ents=PERSON)) == {}
    assert resolved(told(language, clause(f"{pronoun}/PRON", "left leave"))) == {}


def test_a_pronoun_does_not_look_ahead() -> None:
    assert resolved(told("en", clause("it/PRON", "shrank shrink"), UMBRA)) == {}


def test_a_pronoun_looks_back_two_sentences_only() -> None:
    rain = clause("Rain/NOUN", "fell fall")
    assert resolved(told("en", UMBRA, rain, clause("it/PRON", "shrank shrink"))) == {"it": "Umbra"}
    assert resolved(told("en", UMBRA, rain, rain, clause("it/PRON", "shrank shrink"))) == {}


def test_a_chain_of_pronouns_keeps_its_name_near() -> None:
    it = clause("it/PRON", "shrank shrink")
    document = told("en", UMBRA, it, it, it, it)
    assert [mention.name for mention in _mentions(document).values()] == ["Umbra"] * 4


def test_the_subject_before_the_object() -> None:
    """ "Umbra sued Globex. It …": the subject goes on to be spoken of."""
    document = told("en", clause("Umbra/PROPN", "sued sue", "Globex/PROPN"), clause("It/PRON", "won win"))
    assert resolved(document) == {"It": "Umbra"}


def test_two_arguments_of_one_verb_are_two() -> None:
    """ "Umbra sued it": it is not Umbra."""
    assert resolved(told("en", clause("Umbra/PROPN", "sued sue", "it/PRON"))) == {}
    assert resolved(told("en", clause("Globex/PROPN", "grew grow"), clause("Umbra/PROPN", "sued sue", "it/PRON"))) == {"it": "Globex"}


def test_what_hangs_deeper_is_not_the_doer_either() -> None:
    """ "Umbra slapped a fine on it"."""
    table = """
        Umbra    _     PROPN  2  nsubj
        slapped  slap  VERB   0  ROOT  VerbForm=Fin
        a        _     DET    4  det
        fine     _     NOUN   2  obj
        on       _     ADP    6  case
        it       _     PRON   4  nmod
        """
    assert resolved(told("en", ("Umbra slapped a fine on it", table))) == {}


@pytest.mark.parametrize(("language", "form", "label"), [("en", "its", "nmod:poss"), ("nl", "zijn", "nmod:poss"), ("nl", "zijn", "det")])
def test_a_possessive_may_mean_its_own_subject(language: str, form: str, label: str) -> None:
    """ "Umbra sold its mills": unlike "it", "its" is the subject most of the time."""
    table = f"Umbra _ PROPN 2 nsubj\nsold sell VERB 0 ROOT VerbForm=Fin\n{form} _ PRON 4 {label}\nmills mill NOUN 2 obj"
    document = told(language, (f"Umbra sold {form} mills", table))
    assert resolved(document) == {form: "Umbra"}


@pytest.mark.parametrize(("language", "form"), [("en", "its"), ("nl", "zijn")])
def test_a_phrase_in_front_may_speak_of_the_subject(language: str, form: str) -> None:
    """ "At its mill, Umbra …", though Globex was named before."""
    table = f"""
        At _ ADP 3 case
        {form} _ PRON 3 nmod:poss
        mill _ NOUN 5 obl
        Umbra _ PROPN 5 nsubj
        rests rest VERB 0 ROOT VerbForm=Fin
        """
    globex = clause("Globex/PROPN", "grew grow")
    assert resolved(told(language, globex, (f"At {form} mill Umbra rests", table))) == {form: "Umbra"}


def test_their_is_not_one_where_several_were_spoken_of() -> None:
    """ "Umbra has customers. Prices hit their savings": not Umbra's."""
    told_of = ("Umbra has customers", "Umbra _ PROPN 2 nsubj\nhas have VERB 0 ROOT VerbForm=Fin\ncustomers customer NOUN 2 obj Number=Plur")
    table = "Prices price NOUN 2 nsubj Number=Plur\nhit _ VERB 0 ROOT VerbForm=Fin\ntheir _ PRON 4 nmod:poss\nsavings _ NOUN 2 obj"
    assert resolved(told("en", told_of, ("Prices hit their savings", table))) == {}


def test_a_plain_article_is_no_pronoun() -> None:
    """Dutch "het" and "die" before a noun."""
    table = "het _ DET 2 det\nweer _ NOUN 3 nsubj\nbetert beteren VERB 0 ROOT"
    assert resolved(told("nl", UMBRA, ("het weer betert", table))) == {}


def test_an_adjective_is_no_antecedent() -> None:
    """ "The Chinese mill closed. It …" is not China."""
    table = "Chinese _ ADJ 2 amod\nmills _ NOUN 3 nsubj\nclosed close VERB 0 ROOT"
    assert resolved(told("en", ("Chinese mills closed", table), clause("It/PRON", "grew grow"))) == {}


def test_the_stand_in_keeps_its_own_place() -> None:
    """The evidence points at "it", the fact at Umbra."""
    document = told("en", UMBRA, clause("it/PRON", "shrank shrink"))
    (mention,) = _mentions(document).values()
    assert (mention.text, mention.kind, mention.name, mention.types[0]) == ("it", "pronoun", "Umbra", "Organization")
    assert source_of(document).text[mention.start : mention.end] == "it"


# ── descriptions ─────────────────────────────────────────────────────────────────────────────────


def description(article_word: str, noun: str, verb: str = "shrank", *, features: str = "") -> tuple[str, str]:
    table = f"{article_word} _ DET 2 det\n{noun} _ NOUN 3 nsubj {features}\n{verb} _ VERB 0 ROOT"
    return f"{article_word} {noun} {verb}", table


@pytest.mark.parametrize(
    ("language", "word", "noun"),
    [
        ("en", "the", "company"),
        ("en", "the", "chipmaker"),
        ("nl", "het", "concern"),
        ("nl", "het", "telecombedrijf"),
        ("nl", "de", "techgigant"),
    ],
)
def test_a_definite_description_is_the_last_name_of_its_class(language: str, word: str, noun: str) -> None:
    assert resolved(told(language, UMBRA, DOE, description(word, noun), ents=PERSON)) == {f"{word} {noun}": "Umbra"}


POSTS = pytest.mark.parametrize(
    ("language", "word", "noun"), [("en", "the", "analyst"), ("en", "the", "chairman"), ("nl", "de", "voorzitter"), ("nl", "de", "analist")]
)


@POSTS
def test_a_post_is_the_person_who_was_given_it(language: str, word: str, noun: str) -> None:
    """The person named last is someone else."""
    table = f"Jane _ PROPN 5 nsubj\nDoe _ PROPN 1 flat\n, _ PUNCT 4 punct\n{noun} _ NOUN 1 appos\nspoke speak VERB 0 ROOT"
    roe = ("Ada Roe sang", "Ada _ PROPN 3 nsubj\nRoe _ PROPN 1 flat\nsang sing VERB 0 ROOT")
    document = told(language, (f"Jane Doe, {noun} spoke", table), roe, description(word, noun), ents={**PERSON, "Ada Roe": "PERSON"})
    assert resolved(document) == {f"{word} {noun}": "Jane Doe"}


@POSTS
def test_a_post_that_no_one_was_given_is_no_one(language: str, word: str, noun: str) -> None:
    """Too many people have posts: the last person named need not be meant."""
    assert resolved(told(language, DOE, UMBRA, description(word, noun), ents=PERSON)) == {}


@pytest.mark.parametrize(("language", "word", "nation"), [("en", "the", "Norwegian"), ("nl", "het", "Noorse")])
def test_a_nationality_tells_two_companies_apart(language: str, word: str, nation: str) -> None:
    """ "The Norwegian company" is the one that was called so, not the one named last."""
    noun = {"en": "company", "nl": "bedrijf"}[language]
    first = f"{word} _ DET 3 det\n{nation} _ ADJ 3 amod\n{noun} _ NOUN 5 nsubj\nUmbra _ PROPN 3 appos\ngrew grow VERB 0 ROOT"
    again = f"{word} _ DET 3 det\n{nation} _ ADJ 3 amod\n{noun} _ NOUN 4 nsubj\nshrank _ VERB 0 ROOT"
    texts = (f"{word} {nation} {noun} Umbra grew", f"{word} {nation} {noun} shrank")
    document = told(language, (texts[0], first), clause("Globex/PROPN", "grew grow"), (texts[1], again))
    assert resolved(document) == {f"{word} {nation} {noun}": "Umbra"}


def test_a_country_before_a_noun_is_a_nationality() -> None:
    """ "The US company" is a company spoken of, not one of the government's."""
    table = "the _ DET 3 det\nUS _ PROPN 3 compound\ncompany _ NOUN 4 nsubj\nshrank _ VERB 0 ROOT"
    assert resolved(told("en", UMBRA, ("the US company shrank", table))) == {"the US company": "Umbra"}


_SAID_FIRST = """
    "      _      PUNCT 3 punct
    She    she    PRON  3 nsubj
    left   leave  VERB  9 ccomp VerbForm=Fin
    Globex _      PROPN 3 obj
    ,      _      PUNCT 3 punct
    "      _      PUNCT 3 punct
    Jane   _      PROPN 9 nsubj
    Doe    _      PROPN 7 flat
    said   say    VERB  0 ROOT VerbForm=Fin
    """
_SAID_LAST = """
    Jane   _      PROPN 3 nsubj
    Doe    _      PROPN 1 flat
    said   say    VERB  0 ROOT VerbForm=Fin
    :      _      PUNCT 7 punct
    "      _      PUNCT 7 punct
    She    she    PRON  7 nsubj
    left   leave  VERB  3 ccomp VerbForm=Fin
    Globex _      PROPN 7 obj
    "      _      PUNCT 7 punct
    """
_SAID_IN_PART = """
    Jane   _      PROPN 3 nsubj
    Doe    _      PROPN 1 flat
    said   say    VERB  0 ROOT VerbForm=Fin
    she    she    PRON  6 nsubj
    "      _      PUNCT 6 punct
    left   leave  VERB  3 ccomp VerbForm=Fin
    Globex _      PROPN 6 obj
    "      _      PUNCT 6 punct
    """


@pytest.mark.parametrize(
    ("text", "table", "meant"),
    [
        ('"She left Globex," Jane Doe said', _SAID_FIRST, {}),
        ('Jane Doe said: "She left Globex"', _SAID_LAST, {}),
        ('Jane Doe said she "left Globex"', _SAID_IN_PART, {"she": "Jane Doe"}),
    ],
)
def test_no_one_calls_herself_she(text: str, table: str, meant: dict[str, str]) -> None:
    """In a quotation "she" is not the one who speaks, unless it begins behind the word."""
    before = ("Jane Doe grew", "Jane _ PROPN 3 nsubj\nDoe _ PROPN 1 flat\ngrew grow VERB 0 ROOT VerbForm=Fin")
    assert resolved(told("en", before, (text, table), ents=PERSON)) == meant


def test_the_government_of_another_country_that_did_nothing_is_not_the_government() -> None:
    """Where an article is at home in a country, "sold to the Chinese government. The government …" is its own."""
    house = ("the White House spoke", "the _ DET 3 det\nWhite White PROPN 3 compound\nHouse House PROPN 4 nsubj\nspoke speak VERB 0 ROOT")
    sold = "Umbra _ PROPN 2 nsubj\nsold sell VERB 0 ROOT\nto _ ADP 6 case\nthe _ DET 6 det\nChinese _ ADJ 6 amod\ngovernment _ NOUN 2 obl"
    acted = "the _ DET 3 det\nChinese _ ADJ 3 amod\ngovernment _ NOUN 4 nsubj\ndenied deny VERB 0 ROOT"
    again = ("the government shrank", "the _ DET 2 det\ngovernment _ NOUN 3 nsubj\nshrank _ VERB 0 ROOT")
    sentences = {"sold": ("Umbra sold to the Chinese government", sold), "acted": ("the Chinese government denied", acted)}
    meant = {
        name: resolved(told("en", house, clause("Washington/PROPN", "spoke speak"), sentence, again))
        for name, sentence in sentences.items()
    }
    assert meant == {"sold": {"the government": "Washington"}, "acted": {"the government": "Chinese government"}}


def test_an_adjective_of_no_country_leaves_the_company_open() -> None:
    """ "The Californian company" may be one that is known to be American."""
    table = "the _ DET 3 det\nCalifornian _ ADJ 3 amod\ncompany _ NOUN 4 nsubj\nshrank _ VERB 0 ROOT"
    nvidia = clause("Nvidia/PROPN", "grew grow")
    assert resolved(told("en", nvidia, ("the Californian company shrank", table))) == {"the Californian company": "Nvidia"}
    chinese = table.replace("Californian", "Chinese")
    assert resolved(told("en", nvidia, ("the Chinese company shrank", chinese))) == {}


def test_a_day_behind_a_description_does_not_tell_it_apart() -> None:
    """ "The company on Monday" is the one spoken of, wherever the parser hangs the day."""
    table = "the _ DET 2 det\ncompany _ NOUN 5 nsubj\non _ ADP 4 case\nMonday _ PROPN 2 nmod\nshrank _ VERB 0 ROOT"
    assert resolved(told("en", UMBRA, ("the company on Monday shrank", table))) == {"the company": "Umbra"}


def test_a_noun_that_the_tokenizer_cut_at_its_hyphen_keeps_its_class() -> None:
    table = "the _ DET 4 det\nstart _ NOUN 4 compound\n- _ PUNCT 2 punct\nup _ NOUN 5 nsubj\nshrank _ VERB 0 ROOT"
    assert set(resolved(told("en", UMBRA, ("the start-up shrank", table))).values()) == {"Umbra"}


def test_a_half_of_a_compound_is_no_description() -> None:
    """ "Het Noorse -merk", as some write a compound, is no company."""
    table = "het _ DET 3 det\nNoorse _ ADJ 3 amod\n-merk merk NOUN 4 nsubj\nkromp krimpen VERB 0 ROOT"
    assert resolved(told("nl", UMBRA, ("het Noorse -merk kromp", table))) == {}


def test_a_description_goes_by_class_not_by_nearness() -> None:
    oslo = ("Norway fell", "Norway _ PROPN 2 nsubj\nfell fall VERB 0 ROOT")
    assert resolved(told("en", UMBRA, oslo, description("the", "company"))) == {"the company": "Umbra"}
    assert resolved(told("en", oslo, UMBRA, description("the", "country"))) == {"the country": "Norway"}


@pytest.mark.parametrize(("language", "word", "noun"), [("en", "a", "company"), ("en", "the", "weather"), ("nl", "een", "bedrijf")])
def test_indefinite_or_classless_is_not_resolved(language: str, word: str, noun: str) -> None:
    """ "A company" is a new one; "the weather" is no one."""
    assert resolved(told(language, UMBRA, description(word, noun))) == {}


def test_a_description_of_another_class_is_not_resolved() -> None:
    assert resolved(told("en", UMBRA, description("the", "country"))) == {}
    assert resolved(told("en", DOE, description("the", "company"), ents=PERSON)) == {}


def test_a_description_with_its_own_name_is_not_resolved() -> None:
    """ "the company Globex" is Globex, and "the company of Globex" neither is Umbra."""
    appos = "the _ DET 2 det\ncompany _ NOUN 4 nsubj\nGlobex _ PROPN 2 appos\nfell fall VERB 0 ROOT"
    of = "the _ DET 2 det\ncompany _ NOUN 5 nsubj\nof _ ADP 4 case\nGlobex _ PROPN 2 nmod\nfell fall VERB 0 ROOT"
    assert resolved(told("en", UMBRA, ("the company Globex fell", appos))) == {}
    assert resolved(told("en", UMBRA, ("the company of Globex fell", of))) == {}


def test_a_description_is_not_another_argument_of_its_verb() -> None:
    table = "Umbra _ PROPN 2 nsubj\nsued sue VERB 0 ROOT VerbForm=Fin\nthe _ DET 4 det\ncompany _ NOUN 2 obj"
    assert resolved(told("en", ("Umbra sued the company", table))) == {}


def test_the_last_name_before_an_earlier_subject() -> None:
    """ "Globex grew. Norway fined Umbra. The company shrank": it was Umbra that was fined, where the article began with neither."""
    document = told(
        "en",
        clause("Norway/PROPN", "grew grow"),
        clause("Globex/PROPN", "grew grow"),
        clause("Norway/PROPN", "fined fine", "Umbra/PROPN"),
        description("the", "company"),
    )
    assert resolved(document) == {"the company": "Umbra"}


def test_the_company_is_the_one_of_the_first_sentence_where_the_last_only_names_another() -> None:
    nvidia = clause("Nvidia/PROPN", "grew grow")
    document = told("en", nvidia, clause("Norway/PROPN", "fined fine", "Intel/PROPN"), description("the", "company"))
    assert resolved(document) == {"the company": "Nvidia"}


def test_the_company_goes_on_with_the_only_subject_of_the_sentence_before() -> None:
    document = told("en", UMBRA, clause("Globex/PROPN", "grew grow"), description("the", "company"))
    assert resolved(document) == {"the company": "Globex"}


def test_a_phrase_behind_a_description_that_may_be_the_verbs_does_not_tell_it_apart() -> None:
    """ "Norway warned the company in May about spies", but "the maker of mills" is one that is introduced."""
    head = "Norway _ PROPN 2 nsubj\nwarned warn VERB 0 ROOT VerbForm=Fin\nthe _ DET 4 det\ncompany _ NOUN 2 obj\n"
    about = ("Norway warned the company about spies", head + "about _ ADP 6 case\nspies spy NOUN 4 nmod Number=Plur")
    of = ("Norway warned the company of spies", head + "of _ ADP 6 case\nspies spy NOUN 4 nmod Number=Plur")
    assert resolved(told("en", UMBRA, about)) == {"the company": "Umbra"}
    assert resolved(told("en", UMBRA, of)) == {}


def test_a_nationality_in_another_form() -> None:
    """ "Umbra, een Noors bedrijf" is "het Noorse bedrijf"."""
    first = """
        Umbra _ PROPN 6 nsubj
        , _ PUNCT 5 punct
        een _ DET 5 det
        Noors _ ADJ 5 amod
        bedrijf _ NOUN 1 appos
        groeit groeien VERB 0 ROOT
        """
    again = "het _ DET 3 det\nNoorse _ ADJ 3 amod\nbedrijf _ NOUN 4 nsubj\nkrimpt krimpen VERB 0 ROOT"
    globex = clause("Globex/PROPN", "groeit groeien")
    document = told("nl", ("Umbra, een Noors bedrijf groeit", first), globex, ("het Noorse bedrijf krimpt", again))
    assert resolved(document) == {"het Noorse bedrijf": "Umbra"}


# ── plurals ──────────────────────────────────────────────────────────────────────────────────────

BOTH = (
    "Umbra and Globex grew",
    "Umbra _ PROPN 4 nsubj\nand _ CCONJ 3 cc\nGlobex _ PROPN 1 conj\ngrew grow VERB 0 ROOT",
)


def plural(word: str, noun: str, lemma: str) -> tuple[str, str]:
    table = f"{word} _ DET 2 det\n{noun} {lemma} NOUN 3 nsubj Number=Plur\nshrank _ VERB 0 ROOT"
    return f"{word} {noun} shrank", table


def test_a_plural_description_is_not_one_of_them() -> None:
    """ "the companies" is neither Umbra alone nor the last one named."""
    assert resolved(told("en", UMBRA, plural("the", "companies", "company"))) == {}
    assert resolved(told("en", BOTH, plural("the", "companies", "company"))) == {}
    assert resolved(told("nl", BOTH, plural("de", "bedrijven", "bedrijf"))) == {}


@pytest.mark.parametrize(
    ("language", "word", "noun", "lemma"),
    [("en", "the", "companies", "company"), ("en", "both", "firms", "firm"), ("nl", "de", "bedrijven", "bedrijf")],
)
def test_a_plural_description_is_the_names_that_stood_together(language: str, word: str, noun: str, lemma: str) -> None:
    assert grouped(told(language, BOTH, plural(word, noun, lemma))) == {noun: ["Umbra", "Globex"]}


def test_names_apart_make_no_group() -> None:
    assert grouped(told("en", UMBRA, clause("Globex/PROPN", "grew grow"), plural("the", "companies", "company"))) == {}


def test_a_group_of_another_class_is_not_meant() -> None:
    assert grouped(told("en", BOTH, plural("the", "countries", "country"))) == {}


def test_a_group_far_back_is_not_meant() -> None:
    rain = clause("Rain/NOUN", "fell fall")
    assert grouped(told("en", BOTH, rain, rain, rain, plural("the", "companies", "company"))) == {}


@pytest.mark.parametrize(("language", "pronoun"), [("en", "They"), ("nl", "Ze")])
def test_they_is_not_one_of_two(language: str, pronoun: str) -> None:
    """ "They" after "Umbra and Globex" is both; one of them would be half a truth."""
    document = told(language, BOTH, clause(f"{pronoun}/PRON", "shrank shrink"))
    assert (resolved(document), grouped(document)) == ({}, {pronoun: ["Umbra", "Globex"]})


def test_both_are_the_only_two_named() -> None:
    """Though they were not coordinated: "Umbra sued Globex. Both companies …"."""
    document = told("en", clause("Umbra/PROPN", "sued sue", "Globex/PROPN"), plural("both", "companies", "company"))
    assert grouped(document) == {"companies": ["Umbra", "Globex"]}


@pytest.mark.parametrize(("word", "name"), [("former", "Umbra"), ("latter", "Globex")])
def test_the_former_and_the_latter(word: str, name: str) -> None:
    table = f"The _ DET 2 det\n{word} _ ADJ 3 nsubj\nshrank _ VERB 0 ROOT"
    assert resolved(told("en", BOTH, (f"The {word} shrank", table))) == {word: name}


# ── someone else ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("adjective", ["other", "rival", "new"])
def test_another_company_is_no_one_spoken_of(adjective: str) -> None:
    table = f"the _ DET 3 det\n{adjective} _ ADJ 3 amod\ncompany _ NOUN 4 nsubj\nshrank _ VERB 0 ROOT"
    assert resolved(told("en", UMBRA, (f"the {adjective} company shrank", table))) == {}


def test_a_clause_without_a_comma_tells_another_one() -> None:
    """ "The company that makes mills" is introduced; "the company, which makes mills," was spoken of."""
    table = """
        the _ DET 2 det
        company _ NOUN 6 nsubj
        that _ PRON 4 nsubj
        makes make VERB 2 acl:relcl VerbForm=Fin
        mills _ NOUN 4 obj
        shrank _ VERB 0 ROOT
        """
    assert resolved(told("en", UMBRA, ("the company that makes mills shrank", table))) == {}


# ── posts ────────────────────────────────────────────────────────────────────────────────────────


def test_who_has_a_post_belongs_to_its_organisation() -> None:
    table = "Jane _ PROPN 7 nsubj\nDoe _ PROPN 1 flat\n, _ PUNCT 4 punct\nchairman _ NOUN 1 appos\nof _ ADP 6 case\n"
    table += "Umbra _ PROPN 4 nmod\nspoke speak VERB 0 ROOT"
    document = told("en", ("Jane Doe, chairman of Umbra spoke", table), ents=PERSON)
    assert {name: mention.name for name, mention in _read(document).affiliations.items()} == {"Jane Doe": "Umbra"}


def test_a_spokesman_of_a_body_beside_him_speaks_for_no_company() -> None:
    table = "a _ DET 2 det\nspokesman _ NOUN 6 nsubj\nfor _ ADP 5 case\nthe _ DET 5 det\nministry _ NOUN 2 nmod\nspoke speak VERB 0 ROOT"
    assert _read(told("en", UMBRA, ("a spokesman for the ministry spoke", table))).employers == {}
    alone = "a _ DET 2 det\nspokesman _ NOUN 3 nsubj\nspoke speak VERB 0 ROOT"
    assert [mention.name for mention in _read(told("en", UMBRA, ("a spokesman spoke", alone))).employers.values()] == ["Umbra"]
