"""Is it so? Negation, modality and the words that govern a predicate, on hand-built documents in both languages."""

from __future__ import annotations

import pytest

from kg.extract.status import status
from kg.lang import lexicon
from kg.model import Modality, Polarity
from tests.docs import doc, word

AFFIRMED, NEGATED = Polarity.AFFIRMED, Polarity.NEGATED
ASSERTED, REPORTED, PLANNED, POSSIBLE = Modality.ASSERTED, Modality.REPORTED, Modality.PLANNED, Modality.POSSIBLE


def assert_status(language: str, table: str, predicate: str, polarity: Polarity, modality: Modality) -> None:
    found = status(word(doc(language, table), predicate), lexicon(language))
    assert (found.polarity, found.modality) == (polarity, modality)


# ── the clause itself ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "rows", "polarity", "modality"),
    [
        ("en", "", AFFIRMED, ASSERTED),
        ("en", "has have AUX aux", AFFIRMED, ASSERTED),
        ("en", "not not PART advmod", NEGATED, ASSERTED),
        ("en", "n't not PART advmod", NEGATED, ASSERTED),
        ("en", "never never ADV advmod", NEGATED, ASSERTED),
        ("en", "may may AUX aux", AFFIRMED, POSSIBLE),
        ("en", "would will AUX aux", AFFIRMED, POSSIBLE),
        ("en", "will will AUX aux", AFFIRMED, PLANNED),
        ("en", "probably probably ADV advmod", AFFIRMED, POSSIBLE),
        ("en", "reportedly reportedly ADV advmod", AFFIRMED, REPORTED),
        ("nl", "heeft hebben AUX aux", AFFIRMED, ASSERTED),
        ("nl", "niet niet ADV advmod", NEGATED, ASSERTED),
        ("nl", "nooit nooit ADV advmod", NEGATED, ASSERTED),
        ("nl", "zou zullen AUX aux", AFFIRMED, POSSIBLE),
        ("nl", "kan kunnen AUX aux", AFFIRMED, POSSIBLE),
        ("nl", "wil willen AUX aux", AFFIRMED, PLANNED),
        ("nl", "zal zullen AUX aux", AFFIRMED, PLANNED),
        ("nl", "mogelijk mogelijk ADV advmod", AFFIRMED, POSSIBLE),
    ],
)
def test_a_word_beside_the_verb(language: str, rows: str, polarity: Polarity, modality: Modality) -> None:
    """ "Umbra may buy mills"."""
    form, lemma, pos, label = rows.split() if rows else ("daily", "daily", "ADV", "advmod")
    table = f"Umbra _ PROPN 3 nsubj\n{form} {lemma} {pos} 3 {label}\nbuy _ VERB 0 ROOT VerbForm=Fin\nmills mill NOUN 3 obj"
    assert_status(language, table, "buy", polarity, modality)


@pytest.mark.parametrize(
    ("language", "adjective", "modality"),
    [
        ("en", "new", ASSERTED),
        ("en", "next", PLANNED),
        ("en", "possible", POSSIBLE),
        ("en", "potential", POSSIBLE),
        ("en", "alleged", REPORTED),
        ("nl", "nieuwe", ASSERTED),
        ("nl", "beoogde", PLANNED),
        ("nl", "mogelijke", POSSIBLE),
        ("nl", "vermeende", REPORTED),
    ],
)
def test_an_adjective_of_the_noun_that_tells(language: str, adjective: str, modality: Modality) -> None:
    """ "Umbra, a possible buyer of mills"."""
    table = f"Umbra _ PROPN 0 ROOT\n{adjective} _ ADJ 3 amod\nbuyer _ NOUN 1 appos\nof _ ADP 5 case\nmills mill NOUN 3 nmod"
    assert_status(language, table, "buyer", AFFIRMED, modality)


@pytest.mark.parametrize(("language", "word"), [("en", "no"), ("nl", "geen")])
def test_none_of_its_objects(language: str, word: str) -> None:
    table = f"Umbra _ PROPN 2 nsubj\nbuys buy VERB 0 ROOT VerbForm=Fin\n{word} _ DET 4 det\nmills mill NOUN 2 obj"
    assert_status(language, table, "buys", NEGATED, ASSERTED)


@pytest.mark.parametrize(("language", "word"), [("en", "Nobody"), ("nl", "Niemand")])
def test_no_subject(language: str, word: str) -> None:
    assert_status(language, f"{word} _ PRON 2 nsubj\nsails _ VERB 0 ROOT VerbForm=Fin", "sails", NEGATED, ASSERTED)


@pytest.mark.parametrize(("language", "words"), [("en", ("not", "only")), ("nl", ("niet", "alleen"))])
def test_not_only_denies_nothing(language: str, words: tuple[str, str]) -> None:
    table = f"""
        Umbra       _    PROPN  4  nsubj
        {words[0]}  _    PART   4  advmod
        {words[1]}  _    ADV    4  advmod
        buys        buy  VERB   0  ROOT   VerbForm=Fin
        mills       mill NOUN   4  obj
        """
    assert_status(language, table, "buys", AFFIRMED, ASSERTED)


def test_no_longer_is_a_denial() -> None:
    table = """
        Umbra   _     PROPN  4  nsubj
        no      _     ADV    3  advmod
        longer  long  ADV    4  advmod
        buys    buy   VERB   0  ROOT   VerbForm=Fin
        mills   mill  NOUN   4  obj
        """
    assert_status("en", table, "buys", NEGATED, ASSERTED)


def test_a_negated_and_possible_clause() -> None:
    table = "Umbra _ PROPN 4 nsubj\nmight _ AUX 4 aux\nnot _ PART 4 advmod\nbuy _ VERB 0 ROOT VerbForm=Inf\nmills mill NOUN 4 obj"
    assert_status("en", table, "buy", NEGATED, POSSIBLE)


@pytest.mark.parametrize(("copula", "polarity"), [("is", AFFIRMED), ("not", NEGATED)])
def test_a_noun_that_is_said_of_something(copula: str, polarity: Polarity) -> None:
    extra = "not _ PART 4 advmod" if copula == "not" else "now _ ADV 4 advmod"
    assert_status("en", f"Umbra _ PROPN 4 nsubj\nis be AUX 4 cop\n{extra}\nyard _ NOUN 0 ROOT", "yard", polarity, ASSERTED)


def test_without_doing() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        grew     grow  VERB   0  ROOT   VerbForm=Fin
        without  _     SCONJ  4  mark
        using    use   VERB   2  advcl  VerbForm=Ger
        loans    loan  NOUN   4  obj
        """
    assert_status("en", table, "using", NEGATED, ASSERTED)
    assert_status("en", table, "grew", AFFIRMED, ASSERTED)


@pytest.mark.parametrize(("language", "condition"), [("en", "if"), ("nl", "als")])
def test_a_condition_is_only_possible(language: str, condition: str) -> None:
    table = f"""
        Prices       price NOUN   2  nsubj
        rise         _     VERB   0  ROOT   VerbForm=Fin
        {condition}  _     SCONJ  5  mark
        Umbra        _     PROPN  5  nsubj
        closes       close VERB   2  advcl  VerbForm=Fin
        """
    assert_status(language, table, "closes", AFFIRMED, POSSIBLE)
    assert_status(language, table, "rise", AFFIRMED, ASSERTED)


# ── verbs above ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "form", "lemma", "polarity", "modality"),
    [
        ("en", "plans", "plan", AFFIRMED, PLANNED),
        ("en", "wants", "want", AFFIRMED, PLANNED),
        ("en", "threatens", "threaten", AFFIRMED, POSSIBLE),
        ("en", "failed", "fail", NEGATED, ASSERTED),
        ("en", "refused", "refuse", NEGATED, ASSERTED),
        ("en", "began", "begin", AFFIRMED, ASSERTED),
        ("nl", "belooft", "beloven", AFFIRMED, PLANNED),
        ("nl", "overweegt", "overwegen", AFFIRMED, POSSIBLE),
        ("nl", "weigert", "weigeren", NEGATED, ASSERTED),
    ],
)
def test_a_governing_verb(language: str, form: str, lemma: str, polarity: Polarity, modality: Modality) -> None:
    """ "Umbra plans to buy mills"."""
    table = f"""
        Umbra   _        PROPN  2  nsubj
        {form}  {lemma}  VERB   0  ROOT   VerbForm=Fin
        to      _        PART   4  mark
        buy     _        VERB   2  xcomp  VerbForm=Inf
        mills   mill     NOUN   4  obj
        """
    assert_status(language, table, "buy", polarity, modality)


def test_to_may_plan_is_possible_only() -> None:
    """A possibility inside a plan, or a plan inside a possibility: the weaker reading holds."""
    table = """
        Umbra  _  PROPN  3  nsubj
        may    _  AUX    3  aux
        plan   _  VERB   0  ROOT   VerbForm=Inf
        to     _  PART   5  mark
        buy    _  VERB   3  xcomp  VerbForm=Inf
        """
    assert_status("en", table, "buy", AFFIRMED, POSSIBLE)


def test_two_negations_cancel() -> None:
    table = """
        Umbra  _  PROPN  4  nsubj
        did    do AUX    4  aux
        not    _  PART   4  advmod
        fail   _  VERB   0  ROOT   VerbForm=Inf
        to     _  PART   6  mark
        buy    _  VERB   4  xcomp  VerbForm=Inf
        """
    assert_status("en", table, "buy", AFFIRMED, ASSERTED)
    assert_status("en", table, "fail", NEGATED, ASSERTED)


def test_three_levels() -> None:
    table = """
        Umbra    _        PROPN  2  nsubj
        refused  refuse   VERB   0  ROOT   VerbForm=Fin
        to       _        PART   4  mark
        promise  _        VERB   2  xcomp  VerbForm=Inf
        to       _        PART   6  mark
        buy      _        VERB   4  xcomp  VerbForm=Inf
        """
    assert_status("en", table, "buy", NEGATED, PLANNED)


def test_banned_from_using() -> None:
    table = """
        Umbra    _     PROPN  3  nsubj:pass
        was      be    AUX    3  aux:pass
        banned   ban   VERB   0  ROOT        VerbForm=Part|Tense=Past
        from     _     SCONJ  5  mark
        using    use   VERB   3  advcl       VerbForm=Ger
        canals   canal NOUN   5  obj
        """
    assert_status("en", table, "banned", AFFIRMED, ASSERTED)
    assert_status("en", table, "using", NEGATED, ASSERTED)


def test_an_adverbial_clause_of_another_verb_is_its_own() -> None:
    """ "planned it, using loans": what one does meanwhile is not planned."""
    table = """
        Umbra    _     PROPN  2  nsubj
        planned  plan  VERB   0  ROOT   VerbForm=Fin
        it       _     PRON   2  obj
        using    use   VERB   2  advcl  VerbForm=Ger
        maps     map   NOUN   4  obj
        """
    assert_status("en", table, "using", AFFIRMED, ASSERTED)


def test_a_second_complement_is_governed_as_the_first() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        plans    plan  VERB   0  ROOT   VerbForm=Fin
        to       _     PART   4  mark
        buy      _     VERB   2  xcomp  VerbForm=Inf
        and      _     CCONJ  6  cc
        sell     _     VERB   4  conj   VerbForm=Inf
        mills    mill  NOUN   6  obj
        """
    assert_status("en", table, "sell", AFFIRMED, PLANNED)


def test_a_relative_clause_is_asserted_for_itself() -> None:
    table = """
        plans    plan  VERB   0  ROOT        VerbForm=Fin
        mills    mill  NOUN   1  obj
        that     _     PRON   4  nsubj
        burn     _     VERB   2  acl:relcl   VerbForm=Fin
        """
    assert_status("en", table, "burn", AFFIRMED, ASSERTED)


def test_a_planning_noun() -> None:
    table = """
        Umbra      _         PROPN  2  nsubj
        announced  announce  VERB   0  ROOT  VerbForm=Fin
        plans      plan      NOUN   2  obj
        to         _         PART   5  mark
        buy        _         VERB   3  acl   VerbForm=Inf
        """
    assert_status("en", table, "buy", AFFIRMED, PLANNED)


def test_what_is_to_be() -> None:
    table = """
        Umbra  _   PROPN  4  nsubj
        is     be  AUX    4  cop
        to     _   PART   4  mark
        buy    _   VERB   0  ROOT  VerbForm=Inf
        """
    assert_status("en", table, "buy", AFFIRMED, PLANNED)


# ── nouns that name an act ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "form", "lemma", "noun", "polarity", "modality"),
    [
        ("en", "imposes", "impose", "sanctions", AFFIRMED, ASSERTED),
        ("en", "lifts", "lift", "sanctions", NEGATED, ASSERTED),
        ("en", "considers", "consider", "sanctions", AFFIRMED, POSSIBLE),
        ("nl", "kondigt", "aankondigen", "sancties", AFFIRMED, ASSERTED),
        ("nl", "versoepelt", "versoepelen", "sancties", NEGATED, ASSERTED),
        ("nl", "overweegt", "overwegen", "sancties", AFFIRMED, POSSIBLE),
    ],
)
def test_a_verb_that_decides_on_its_object(language: str, form: str, lemma: str, noun: str, polarity: Polarity, modality: Modality) -> None:
    table = f"Norway _ PROPN 2 nsubj\n{form} {lemma} VERB 0 ROOT VerbForm=Fin\n{noun} sanction NOUN 2 obj"
    assert_status(language, table, noun, polarity, modality)


@pytest.mark.parametrize(
    ("language", "form", "lemma", "preposition"), [("en", "threatens", "threaten", "with"), ("nl", "dreigt", "dreigen", "met")]
)
def test_threatened_sanctions_are_possible(language: str, form: str, lemma: str, preposition: str) -> None:
    table = f"""
        Norway         _         PROPN  2  nsubj
        {form}         {lemma}   VERB   0  ROOT  VerbForm=Fin
        {preposition}  _         ADP    4  case
        sancties       sanction  NOUN   2  obl
        """
    assert_status(language, table, "sancties", AFFIRMED, POSSIBLE)


def test_lifted_in_the_passive() -> None:
    table = "sanctions sanction NOUN 3 nsubj:pass\nwere be AUX 3 aux:pass\nlifted lift VERB 0 ROOT VerbForm=Part|Tense=Past"
    assert_status("en", table, "sanctions", NEGATED, ASSERTED)


def test_what_will_be_lifted_will_not_be() -> None:
    table = """
        Norway     _         PROPN  3  nsubj
        may        _         AUX    3  aux
        lift       _         VERB   0  ROOT  VerbForm=Inf
        sanctions  sanction  NOUN   3  obj
        """
    assert_status("en", table, "sanctions", NEGATED, POSSIBLE)


NO_SANCTIONS = """
    Norway     _         PROPN  2  nsubj
    imposed    impose    VERB   0  ROOT  VerbForm=Fin
    no         _         DET    4  det
    sanctions  sanction  NOUN   2  obj
    """


def test_no_sanctions_were_imposed() -> None:
    assert_status("en", NO_SANCTIONS, "imposed", NEGATED, ASSERTED)


def test_no_sanctions() -> None:
    assert_status("en", NO_SANCTIONS, "sanctions", NEGATED, ASSERTED)


def test_any_other_verb_says_nothing_of_its_object() -> None:
    """ "refuses sanctions talk": the object of a negated verb is not denied, only its complement clause is."""
    table = "Norway _ PROPN 3 nsubj\nmay _ AUX 3 aux\npraise _ VERB 0 ROOT VerbForm=Inf\nsanctions sanction NOUN 3 obj"
    assert_status("en", table, "sanctions", AFFIRMED, ASSERTED)


# ── known gaps ───────────────────────────────────────────────────────────────────────────────────


def gap(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)


def test_rumoured_to_have_bought() -> None:
    """What is to have happened is hearsay, not a plan."""
    table = """
        Umbra     _       PROPN  3  nsubj:pass
        is        be      AUX    3  aux:pass
        rumoured  rumour  VERB   0  ROOT        VerbForm=Part|Tense=Past
        to        _       PART   6  mark
        have      _       AUX    6  aux
        bought    buy     VERB   3  xcomp       VerbForm=Part|Tense=Past
        """
    assert_status("en", table, "bought", AFFIRMED, Modality.REPORTED)


def test_neither_nor() -> None:
    table = """
        Neither  _    CCONJ  2  cc:preconj
        Umbra    _    PROPN  5  nsubj
        nor      _    CCONJ  4  cc
        Globex   _    PROPN  2  conj
        bought   buy  VERB   0  ROOT  VerbForm=Fin
        """
    assert_status("en", table, "bought", NEGATED, ASSERTED)


@pytest.mark.parametrize("verb", [4, 6])
def test_nor_will_it(verb: int) -> None:
    """ "It does not nor will it spy": a parser hangs the word on the verb or on its auxiliary."""
    table = f"""
        It    _     PRON   2  nsubj
        does  do    AUX    0  ROOT
        not   _     PART   2  advmod
        nor   _     CCONJ  {7 if verb == 6 else 5}  cc
        will  will  AUX    7  aux
        it    _     PRON   7  nsubj
        spy   spy   VERB   2  conj  VerbForm=Inf
        """
    assert_status("en", table, "spy", NEGATED, Modality.PLANNED)


@pytest.mark.parametrize(
    ("language", "words", "modality"),
    [
        ("en", "has/aux not/advmod and/cc never/advmod", ASSERTED),
        ("en", "does/aux not/advmod nor/cc will/aux", PLANNED),
        ("en", "can/aux not/advmod and/cc will/aux not/advmod", PLANNED),
        ("nl", "heeft/aux niet/advmod en/cc nooit/advmod", ASSERTED),
    ],
)
def test_what_is_denied_twice_in_a_row_is_denied(language: str, words: str, modality: Modality) -> None:
    """ "Umbra has not and never supplied Globex"."""
    rows = [word.split("/") for word in words.split()]
    verb = len(rows) + 2
    table = [f"Umbra _ PROPN {verb} nsubj", *(f"{form} _ X {verb} {kind}" for form, kind in rows)]
    table += ["supplied supply VERB 0 ROOT VerbForm=Part", f"Globex _ PROPN {verb} obj"]
    assert_status(language, "\n".join(table), "supplied", NEGATED, modality)


def test_a_denial_of_a_denial_affirms() -> None:
    """A negative argument beside a negation undoes it: "nobody did not buy"."""
    table = "nobody _ PRON 4 nsubj\ndid do AUX 4 aux\nnot _ PART 4 advmod\nbuy buy VERB 0 ROOT VerbForm=Inf"
    assert_status("en", table, "buy", AFFIRMED, ASSERTED)


@pytest.mark.parametrize(("language", "adverb"), [("en", "almost"), ("en", "nearly"), ("nl", "bijna")])
def test_almost_is_not(language: str, adverb: str) -> None:
    table = f"Umbra _ PROPN 3 nsubj\n{adverb} _ ADV 3 advmod\nbought buy VERB 0 ROOT VerbForm=Fin"
    assert_status(language, table, "bought", NEGATED, ASSERTED)


def test_has_yet_to() -> None:
    table = """
        Umbra  _     PROPN  2  nsubj
        has    have  VERB   0  ROOT   VerbForm=Fin
        yet    _     ADV    5  advmod
        to     _     PART   5  mark
        buy    _     VERB   2  xcomp  VerbForm=Inf
        """
    assert_status("en", table, "buy", NEGATED, ASSERTED)


@pytest.mark.parametrize(("language", "mark"), [("en", "whether"), ("en", "if"), ("nl", "of")])
def test_whether_is_an_open_question(language: str, mark: str) -> None:
    """ "It is unclear whether Umbra buys mills"."""
    table = f"""
        unclear  _    ADJ    0  ROOT
        {mark}   _    SCONJ  4  mark
        Umbra    _    PROPN  4  nsubj
        buys     buy  VERB   1  csubj  VerbForm=Fin
        """
    assert_status(language, table, "buys", AFFIRMED, POSSIBLE)


def test_a_question_asserts_nothing() -> None:
    table = "Did do AUX 3 aux\nUmbra _ PROPN 3 nsubj\nbuy _ VERB 0 ROOT VerbForm=Inf\nmills mill NOUN 3 obj\n? _ PUNCT 3 punct"
    assert_status("en", table, "buy", AFFIRMED, POSSIBLE)
