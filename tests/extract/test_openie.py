"""What a sentence says in its own words: hand-built trees in both languages, in full and in short spans.

A relation is written "subject | relation | object | …".
"""

from __future__ import annotations

import math

import pytest

from kg.annotate import annotate_lines
from kg.extract.openie import Spans, open_relations
from kg.extract.openie.confidence import weights
from kg.lang import lexicon
from kg.model import OpenRelation, Span
from kg.openrelations import as_benchie, as_carb, lines, read_lines, read_text, record
from kg.pipelines import load
from tests.docs import doc


def told(language: str, table: str, spans: Spans = "full") -> list[str]:
    document = doc(language, table)
    return [" | ".join([r.subject, r.relation, *r.objects]) for r in open_relations(document, lexicon(language), spans)]


# ── spans ────────────────────────────────────────────────────────────────────────────────────────

JUSTICE = """
    He         _        PRON   2  nsubj
    became     become   VERB   0  ROOT    VerbForm=Fin
    a          _        DET    5  det
    founding   _        ADJ    5  amod
    justice    _        NOUN   2  xcomp
    of         _        ADP    9  case
    the        _        DET    9  det
    High       _        PROPN  9  compound
    Court      _        PROPN  5  nmod
    of         _        ADP    11 case
    Australia  _        PROPN  9  nmod
    in         _        ADP    13 case
    1903       _        NUM    2  obl
    .          _        PUNCT  2  punct
    """


def test_full_spans_keep_whole_arguments_in_one_relation() -> None:
    assert told("en", JUSTICE) == ["He | became | a founding justice of the High Court of Australia | in 1903"]


def test_short_spans_take_what_lies_between_into_the_relation() -> None:
    assert told("en", JUSTICE, "short") == [
        "He | became | a founding justice",
        "He | became a founding justice of | the High Court",
        "He | became a founding justice of the High Court of | Australia",
        "He | became a founding justice in | 1903",
    ]


PASSIVE = """
    Globex  _     PROPN  4  nsubj:pass
    was     be    AUX    4  aux:pass
    not     _     PART   4  advmod      Polarity=Neg
    bought  buy   VERB   0  ROOT        VerbForm=Part|Tense=Past
    by      _     ADP    6  case
    Umbra   _     PROPN  4  obl
    """


@pytest.mark.parametrize("spans", ["full", "short"])
def test_a_passive_keeps_its_voice_and_its_negation(spans: Spans) -> None:
    assert told("en", PASSIVE, spans) == ["Globex | was not bought by | Umbra"]


def test_a_fronted_phrase_comes_last_and_leaves_its_preposition_with_it() -> None:
    table = """
        In      _     ADP    2  case
        March   _     PROPN  4  obl
        Umbra   _     PROPN  4  nsubj
        hired   hire  VERB   0  ROOT  VerbForm=Fin
        people  _     NOUN   4  obj
        """
    assert told("en", table) == ["Umbra | hired | people | In March"]


# ── who the subject is ───────────────────────────────────────────────────────────────────────────

RELATIVE = """
    Umbra    _     PROPN  5  nsubj
    ,        _     PUNCT  4  punct
    which    _     PRON   4  nsubj      PronType=Rel
    grew     grow  VERB   1  acl:relcl  VerbForm=Fin
    hired    hire  VERB   0  ROOT       VerbForm=Fin
    people   _     NOUN   5  obj
    in       _     ADP    8  case
    Oslo     _     PROPN  4  obl
    """


def test_a_relative_clause_speaks_of_its_noun_and_is_no_part_of_it() -> None:
    assert told("en", RELATIVE) == ["Umbra | grew in | Oslo", "Umbra | hired | people"]


def test_a_participle_behind_a_noun_speaks_of_the_noun() -> None:
    table = """
        Umbra    _     PROPN  7  nsubj
        ,        _     PUNCT  3  punct
        backed   back  VERB   1  acl    VerbForm=Part|Tense=Past
        by       _     ADP    5  case
        Globex   _     PROPN  3  obl
        ,        _     PUNCT  3  punct
        hired    hire  VERB   0  ROOT   VerbForm=Fin
        people   _     NOUN   7  obj
        """
    assert told("en", table) == ["Umbra | backed by | Globex", "Umbra , backed by Globex | hired | people"]
    assert told("en", table, "short") == ["Umbra | backed by | Globex", "Umbra | hired | people"]


def test_the_one_who_tries_is_the_one_who_buys() -> None:
    table = """
        Umbra    _    PROPN  2  nsubj
        tried    try  VERB   0  ROOT   VerbForm=Fin
        to       _    PART   4  mark
        buy      _    VERB   2  xcomp  VerbForm=Inf
        Globex   _    PROPN  4  obj
        """
    assert told("en", table) == ["Umbra | tried to buy | Globex"]


def test_a_participle_in_front_of_its_noun_says_nothing_of_its_own() -> None:
    table = """
        Umbra    _      PROPN  2  nsubj
        sells    sell   VERB   0  ROOT  VerbForm=Fin
        flying   fly    VERB   4  amod  VerbForm=Part|Tense=Pres
        cars     car    NOUN   2  obj
        """
    assert told("en", table) == ["Umbra | sells | flying cars"]


def test_a_risk_is_run_by_whoever_does_what_holds_it() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        takes    take  VERB   0  ROOT  VerbForm=Fin
        the      _     DET    4  det
        risk     _     NOUN   2  obj
        of       _     SCONJ  6  mark
        losing   lose  VERB   4  acl   VerbForm=Ger
        money    _     NOUN   6  obj
        """
    assert told("en", table) == ["Umbra | takes | the risk of losing money", "Umbra | losing | money"]


def test_whoever_is_accused_of_it_has_done_it() -> None:
    table = """
        Umbra     _       PROPN  2  nsubj
        accused   accuse  VERB   0  ROOT  VerbForm=Fin
        Globex    _       PROPN  2  obj
        of        _       SCONJ  5  mark
        stealing  steal   VERB   3  acl   VerbForm=Ger
        secrets   _       NOUN   5  obj
        """
    assert told("en", table) == ["Umbra | accused | Globex of stealing secrets", "Globex | stealing | secrets"]


# ── coordination, appositions, clauses ───────────────────────────────────────────────────────────

COORDINATION = """
    Umbra    _     PROPN  4  nsubj
    and      _     CCONJ  3  cc
    Initech  _     PROPN  1  conj
    sell     _     VERB   0  ROOT  VerbForm=Fin
    cars     _     NOUN   4  obj
    and      _     CCONJ  7  cc
    boats    _     NOUN   5  conj
    """


def test_coordinated_objects_make_a_relation_each() -> None:
    assert told("en", COORDINATION) == ["Umbra and Initech | sell | cars", "Umbra and Initech | sell | boats"]


def test_short_spans_share_out_subjects_as_well() -> None:
    assert told("en", COORDINATION, "short") == [
        "Umbra | sell | cars",
        "Umbra | sell | boats",
        "Initech | sell | cars",
        "Initech | sell | boats",
    ]


def test_an_apposition_is_said_with_a_verb_that_the_text_leaves_out() -> None:
    table = """
        Umbra     _     PROPN  6  nsubj
        ,         _     PUNCT  4  punct
        a         _     DET    4  det
        carmaker  _     NOUN   1  appos
        ,         _     PUNCT  4  punct
        hired     hire  VERB   0  ROOT   VerbForm=Fin
        people    _     NOUN   6  obj
        """
    assert told("en", table) == ["Umbra , a carmaker | hired | people", "Umbra | is | a carmaker"]


def test_what_someone_says_is_an_argument() -> None:
    table = """
        Umbra    _      PROPN  2  nsubj
        said     say    VERB   0  ROOT   VerbForm=Fin
        that     _      SCONJ  5  mark
        Globex   _      PROPN  5  nsubj
        lost     lose   VERB   2  ccomp  VerbForm=Fin
        money    _      NOUN   5  obj
        """
    assert told("en", table) == ["Umbra | said that | Globex lost money", "Globex | lost | money"]


def test_a_predicate_may_be_a_name_or_an_adverb() -> None:
    name = """
        The      _    DET    2  det
        winner   _    NOUN   4  nsubj
        was      be   AUX    4  cop
        Umbra    _    PROPN  0  ROOT
        """
    assert told("en", name) == ["The winner | was | Umbra"]


def test_a_coordinated_participle_has_the_auxiliary_of_the_first() -> None:
    table = """
        Ships      ship      NOUN   3  nsubj:pass
        were       be        AUX    3  aux:pass
        mobilized  mobilize  VERB   0  ROOT        VerbForm=Part|Tense=Past
        and        _         CCONJ  5  cc
        sent       send      VERB   3  conj        VerbForm=Part|Tense=Past
        to         _         ADP    7  case
        Oslo       _         PROPN  5  obl
        """
    assert told("en", table) == ["Ships | were sent to | Oslo"]


def test_what_a_predicate_noun_does_its_subject_does() -> None:
    table = """
        Umbra   _     PROPN  4  nsubj
        is      be    AUX    4  cop
        a       _     DET    4  det
        firm    _     NOUN   0  ROOT
        that    _     PRON   6  nsubj      PronType=Rel
        sells   sell  VERB   4  acl:relcl  VerbForm=Fin
        cars    car   NOUN   6  obj
        """
    assert told("en", table) == ["Umbra | is | a firm", "Umbra | sells | cars"]


def test_what_links_a_sentence_to_its_text_is_no_argument() -> None:
    table = """
        For      _     ADP    2  case
        example  _     NOUN   4  obl
        Umbra    _     PROPN  4  nsubj
        sells    sell  VERB   0  ROOT  VerbForm=Fin
        cars     car   NOUN   4  obj
        """
    assert told("en", table) == ["Umbra | sells | cars"]


def test_what_there_is_stands_behind_the_verb() -> None:
    table = """
        There  _     PRON  2  expl
        are    be    VERB  0  ROOT   VerbForm=Fin
        plans  plan  NOUN  2  nsubj
        in     _     ADP   5  case
        Oslo   _     PROPN 2  obl
        """
    assert told("en", table, "short") == ["There | are | plans", "There | are plans in | Oslo"]


def test_being_able_is_not_said_apart_from_what_one_is_able_to_do() -> None:
    table = """
        Umbra    _      PROPN  3  nsubj
        is       be     AUX    3  cop
        able     _      ADJ    0  ROOT
        to       _      PART   5  mark
        sell     _      VERB   3  xcomp  VerbForm=Inf
        cars     car    NOUN   5  obj
        """
    assert told("en", table, "short") == ["Umbra | is able to sell | cars"]


# ── Dutch ────────────────────────────────────────────────────────────────────────────────────────


def test_a_dutch_particle_is_part_of_the_relation() -> None:
    table = """
        Noorwegen  _         PROPN  2  nsubj
        legt       leggen    VERB   0  ROOT          VerbForm=Fin
        sancties   sanctie   NOUN   2  obj
        op         _         ADP    2  compound:prt
        aan        _         ADP    6  case
        Umbra      _         PROPN  2  obl
        """
    assert told("nl", table) == ["Noorwegen | legt op | sancties | aan Umbra"]
    assert told("nl", table, "short") == ["Noorwegen | legt op | sancties", "Noorwegen | legt op sancties aan | Umbra"]


def test_a_dutch_infinitive_joins_the_verb_above() -> None:
    table = """
        Umbra      _         PROPN  2  nsubj
        probeerde  proberen  VERB   0  ROOT   VerbForm=Fin
        chips      chip      NOUN   5  obj
        te         _         ADP    5  mark
        kopen      _         VERB   2  xcomp  VerbForm=Inf
        """
    assert told("nl", table) == ["Umbra | probeerde te kopen | chips"]


def test_a_dutch_apposition_has_the_dutch_verb() -> None:
    table = """
        Umbra        _      PROPN  6  nsubj
        ,            _      PUNCT  4  punct
        een          _      DET    4  det
        autobouwer   _      NOUN   1  appos
        ,            _      PUNCT  4  punct
        groeit       groeien  VERB   0  ROOT   VerbForm=Fin
        in           _      ADP    8  case
        Noorwegen    _      PROPN  6  obl
        """
    assert told("nl", table) == ["Umbra , een autobouwer | groeit in | Noorwegen", "Umbra | is | een autobouwer"]


# ── confidence, formats ──────────────────────────────────────────────────────────────────────────


def test_confidence_is_a_share_and_depends_on_what_was_found() -> None:
    found = [*open_relations(doc("en", JUSTICE), lexicon("en")), *open_relations(doc("en", PASSIVE), lexicon("en"))]
    assert all(0 < relation.confidence < 1 for relation in found)
    assert len({relation.confidence for relation in found}) == len(found)


@pytest.mark.parametrize("spans", ["full", "short"])
def test_every_weight_is_a_number(spans: str) -> None:
    table = weights(spans)
    assert "bias" in table
    assert all(math.isfinite(value) for value in table.values())


MADE = OpenRelation(3, "Umbra sold cars to Globex .", "Umbra", "sold", ("cars", "to Globex"), 0.75, Span(0, 25))


def test_carb_gets_the_sentence_as_given_and_all_objects() -> None:
    assert list(as_carb(["Umbra sold cars to Globex ."], [[MADE]])) == ["Umbra sold cars to Globex .\t0.7500\tsold\tUmbra\tcars\tto Globex"]


def test_benchie_gets_the_number_of_the_sentence_and_one_object_a_line() -> None:
    assert list(as_benchie([MADE])) == ["3\tUmbra\tsold\tcars", "3\tUmbra\tsold cars\tto Globex"]


def test_json_has_the_place_in_the_text() -> None:
    assert (record(MADE)["start"], record(MADE)["end"]) == (0, 25)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("`` Umbra 's cars '' -LRB- sold -RRB- .", ["``", "Umbra", "'s", "cars", "''", "-LRB-", "sold", "-RRB-", "."]),
        ("Umbra's cars.", ["Umbra", "'s", "cars", "."]),
    ],
)
def test_a_line_is_one_sentence_whose_words_stay_as_they_are(line: str, words: list[str]) -> None:
    (read,) = annotate_lines([line], load("en", embedded=True))
    assert read.words == words
    assert len(list(read.sents)) == 1


def test_lines_in_tab_formats_are_sentences_with_their_numbers() -> None:
    text = "Umbra bought Globex .\n\nGlobex sells cars in Norway .\n"
    assert [row.split("\t")[0] for row in lines(text, "carb", language="en")] == text.split("\n")[0:1] + text.split("\n")[2:3]
    assert {row.split("\t")[0] for row in lines(text, "benchie", language="en", spans="short")} == {"1", "2"}
    assert [len(found) > 0 for found in read_lines(text.splitlines(), language="en")] == [True, False, True]


def test_the_same_text_is_told_in_the_same_words_twice() -> None:
    text = "Umbra bought Globex. Globex sells cars in Norway."
    assert read_text(text, language="en") == read_text(text, language="en")
    assert [found.number for found in read_text(text, language="en")] == [1, 2]
