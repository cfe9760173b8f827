"""Who does what to whom: one hand-built tree for each construction, in both languages.

What is expected is written "role=word", "role~word" where the argument is lifted from a neighbour in the tree.
"""

from __future__ import annotations

import pytest

from kg.extract.frames import Frame, frames
from kg.lang import lexicon
from tests.docs import doc


def frame(language: str, table: str, head: str) -> Frame:
    (found,) = [frame for frame in frames(doc(language, table), lexicon(language)) if frame.head.text == head]
    return found


def assert_frame(language: str, table: str, head: str, expected: str) -> None:
    found = frame(language, table, head)
    assert sorted(f"{a.role}{'~' if a.lifted else '='}{a.token}" for a in found.arguments) == sorted(expected.split())


# ── voice ────────────────────────────────────────────────────────────────────────────────────────

ACTIVE = """
    Umbra   _     PROPN  2  nsubj
    bought  buy   VERB   0  ROOT  VerbForm=Fin
    Globex  _     PROPN  2  obj
    """


def test_an_active_clause() -> None:
    assert_frame("en", ACTIVE, "bought", "subj=Umbra obj=Globex")
    assert (frame("en", ACTIVE, "bought").lemma, frame("en", ACTIVE, "bought").kind) == ("buy", "verb")


PASSIVE = """
    Globex  _     PROPN  3  nsubj:pass
    was     be    AUX    3  aux:pass
    bought  buy   VERB   0  ROOT       VerbForm=Part|Tense=Past
    by      _     ADP    5  case
    Umbra   _     PROPN  3  {label}
    in      _     ADP    7  case
    Oslo    _     PROPN  3  obl
    """


@pytest.mark.parametrize("label", ["obl", "obl:agent"])
def test_a_passive_is_undone(label: str) -> None:
    assert_frame("en", PASSIVE.format(label=label), "bought", "subj=Umbra obj=Globex in=Oslo")


def test_a_dutch_passive_is_undone() -> None:
    table = """
        Globex   _        PROPN  5  nsubj:pass
        wordt    worden   AUX    5  aux:pass
        door     _        ADP    4  case
        Umbra    _        PROPN  5  obl
        gekocht  kopen    VERB   0  ROOT       VerbForm=Part
        """
    assert_frame("nl", table, "gekocht", "subj=Umbra obj=Globex")


def test_by_in_an_active_clause_is_no_agent() -> None:
    table = """
        Umbra  _     PROPN  2  nsubj
        grew   grow  VERB   0  ROOT  VerbForm=Fin
        by     _     ADP    4  case
        half   _     NOUN   2  obl
        """
    assert_frame("en", table, "grew", "subj=Umbra by=half")


# ── prepositions, light verbs, particles ─────────────────────────────────────────────────────────

SANCTIONS = """
    Norway     _         PROPN  2  nsubj
    imposed    impose    VERB   0  ROOT  VerbForm=Fin
    sanctions  sanction  NOUN   2  obj
    on         _         ADP    5  case
    Umbra      _         PROPN  {head}  {label}
    """


def test_a_phrase_on_the_noun_is_lifted_to_the_verb() -> None:
    table = SANCTIONS.format(head=3, label="nmod")
    assert_frame("en", table, "imposed", "subj=Norway obj=sanctions on~Umbra")
    assert_frame("en", table, "sanctions", "on=Umbra performer~Norway")


def test_a_phrase_on_the_verb_is_lifted_to_the_noun() -> None:
    table = SANCTIONS.format(head=2, label="obl")
    assert_frame("en", table, "imposed", "subj=Norway obj=sanctions on=Umbra")
    assert_frame("en", table, "sanctions", "on~Umbra performer~Norway")


def test_the_performer_in_the_passive_is_the_agent() -> None:
    table = """
        sanctions  sanction  NOUN   3  nsubj:pass
        were       be        AUX    3  aux:pass
        imposed    impose    VERB   0  ROOT       VerbForm=Part|Tense=Past
        by         _         ADP    5  case
        Norway     _         PROPN  3  obl:agent
        on         _         ADP    7  case
        Umbra      _         PROPN  3  obl
        """
    assert_frame("en", table, "imposed", "obj=sanctions subj=Norway on=Umbra")
    assert_frame("en", table, "sanctions", "performer~Norway on~Umbra")


def test_any_other_verb_has_no_performer() -> None:
    table = SANCTIONS.format(head=3, label="nmod").replace("impose ", "mourn ")
    assert_frame("en", table, "sanctions", "on=Umbra")


def test_own_arguments_come_before_lifted_ones() -> None:
    table = """
        Norway     _         PROPN  2  nsubj
        imposed    impose    VERB   0  ROOT  VerbForm=Fin
        sanctions  sanction  NOUN   2  obj
        on         _         ADP    5  case
        Umbra      _         PROPN  3  nmod
        on         _         ADP    7  case
        Globex     _         PROPN  2  obl
        """
    assert [argument.token.text for argument in frame("en", table, "imposed").role("on")] == ["Globex", "Umbra"]
    assert [argument.token.text for argument in frame("en", table, "sanctions").role("on")] == ["Umbra", "Globex"]


def test_a_dutch_verb_in_two_parts_is_one_verb() -> None:
    table = """
        Noorwegen  _        PROPN  2  nsubj
        legt       leggen   VERB   0  ROOT           VerbForm=Fin
        sancties   sanctie  NOUN   2  obj
        op         _        ADP    2  compound:prt
        aan        _        ADP    6  case
        Umbra      _        PROPN  2  obl
        """
    assert frame("nl", table, "legt").lemma == "opleggen"
    assert_frame("nl", table, "legt", "subj=Noorwegen obj=sancties aan=Umbra")
    assert_frame("nl", table, "sancties", "aan~Umbra performer~Noorwegen")


def test_an_english_particle_follows_its_verb() -> None:
    table = """
        Umbra    _      PROPN  2  nsubj
        shut     _      VERB   0  ROOT          VerbForm=Fin
        down     _      ADP    2  compound:prt
        mills    mill   NOUN   2  obj
        """
    assert frame("en", table, "shut").lemma == "shut down"
    assert_frame("en", table, "shut", "subj=Umbra obj=mills")


def test_a_preposition_of_two_words() -> None:
    table = """
        Prices     price    NOUN   2  nsubj
        rose       rise     VERB   0  ROOT   VerbForm=Fin
        according  accord   VERB   5  case
        to         _        ADP    3  fixed
        Umbra      _        PROPN  2  obl
        """
    assert [argument.token.text for argument in frame("en", table, "rose").role("according to")] == ["Umbra"]


# ── nouns ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["appos", "flat", "nmod"])
def test_a_possessor_and_a_name_after_the_noun(kind: str) -> None:
    """ "Umbra's subsidiary Globex": the name is what the noun is said of, whichever way a parser writes it."""
    table = f"""
        Umbra       _     PROPN  3  nmod:poss
        's          _     PART   1  case
        subsidiary  _     NOUN   5  nsubj
        Globex      _     PROPN  3  {kind}
        grows       grow  VERB   0  ROOT   VerbForm=Fin
        """
    assert_frame("en", table, "subsidiary", "poss=Umbra self=Globex")


def test_a_possessive_pronoun() -> None:
    table = "its _ PRON 2 nmod:poss\nchairman _ NOUN 3 nsubj\nleft leave VERB 0 ROOT VerbForm=Fin"
    assert_frame("en", table, "chairman", "poss=its")
    dutch = "hun _ PRON 2 det\ntopman _ NOUN 3 nsubj\nvertrok vertrekken VERB 0 ROOT VerbForm=Fin"
    assert_frame("nl", dutch, "topman", "poss=hun")


def test_an_apposition_names_its_bearer() -> None:
    table = """
        Umbra     _        PROPN  8  nsubj
        ,         _        PUNCT  4  punct
        a         _        DET    4  det
        maker     _        NOUN   1  appos
        of        _        ADP    6  case
        ferries   ferry    NOUN   4  nmod
        ,         _        PUNCT  4  punct
        grows     grow     VERB   0  ROOT   VerbForm=Fin
        """
    assert_frame("en", table, "maker", "self=Umbra of=ferries")


def test_a_noun_after_a_copula_names_its_subject() -> None:
    table = """
        Umbra     _        PROPN  4  nsubj
        is        be       AUX    4  cop
        a         _        DET    4  det
        maker     _        NOUN   0  ROOT
        of        _        ADP    6  case
        ferries   ferry    NOUN   4  nmod
        """
    assert_frame("en", table, "maker", "self=Umbra of=ferries")


@pytest.mark.parametrize("kind", ["nmod:desc", "compound", "flat"])
def test_a_title_in_front_of_a_name(kind: str) -> None:
    table = f"""
        Umbra     _     PROPN  2  compound
        director  _     NOUN   3  {kind}
        Ines      _     PROPN  5  nsubj
        Holm      _     PROPN  3  flat
        left      leave VERB   0  ROOT   VerbForm=Fin
        """
    assert_frame("en", table, "director", "compound=Umbra self=Ines")


def test_an_office_that_one_is_named_to() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        named    name  VERB   0  ROOT   VerbForm=Fin
        Holm     _     PROPN  2  obj
        {as_}    _     ADP    5  {case}
        director _     NOUN   2  {kind}
        """
    assert_frame("en", table.format(as_="its", case="nmod:poss", kind="xcomp"), "director", "poss=its self=Holm")
    assert_frame("en", table.format(as_="as", case="case", kind="obl"), "director", "self~Holm")


def test_a_name_in_front_of_a_dutch_hyphen() -> None:
    table = """
        Umbra-topman  umbra-topman  NOUN   2  nsubj
        vertrok       vertrekken    VERB   0  ROOT   VerbForm=Fin
        """
    assert frame("nl", table, "Umbra-topman").lemma == "topman"
    assert_frame("nl", table, "Umbra-topman", "prefix=Umbra-topman")
    assert_frame("nl", table.replace("Umbra-", "tech-"), "tech-topman", "")


def test_adjectives_and_nouns_in_front() -> None:
    table = """
        Norwegian  _       ADJ    3  amod
        ferry      _       NOUN   3  compound
        maker      _       NOUN   4  nsubj
        grows      grow    VERB   0  ROOT   VerbForm=Fin
        """
    assert_frame("en", table, "maker", "adj=Norwegian compound=ferry")


# ── coordination ─────────────────────────────────────────────────────────────────────────────────


def test_subjects_and_objects_are_shared_out() -> None:
    table = """
        Umbra    _     PROPN  4  nsubj
        and      _     CCONJ  3  cc
        Globex   _     PROPN  1  conj
        build    _     VERB   0  ROOT   VerbForm=Fin
        yards    yard  NOUN   4  obj
        and      _     CCONJ  7  cc
        mills    mill  NOUN   5  conj
        """
    assert_frame("en", table, "build", "subj=Umbra subj=Globex obj=yards obj=mills")


def test_a_second_verb_has_the_subject_of_the_first_and_its_own_object() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        bought   buy   VERB   0  ROOT   VerbForm=Fin
        yards    yard  NOUN   2  obj
        and      _     CCONJ  5  cc
        sold     sell  VERB   2  conj   VerbForm=Fin
        mills    mill  NOUN   5  obj
        """
    assert_frame("en", table, "bought", "subj=Umbra obj=yards")
    assert_frame("en", table, "sold", "subj=Umbra obj=mills")


def test_the_object_after_two_verbs_is_that_of_both() -> None:
    table = """
        Norway   _     PROPN  2  nsubj
        warned   warn  VERB   0  ROOT   VerbForm=Fin
        and      _     CCONJ  4  cc
        fined    fine  VERB   2  conj   VerbForm=Fin
        Umbra    _     PROPN  2  obj
        """
    assert_frame("en", table, "warned", "subj=Norway obj=Umbra")
    assert_frame("en", table, "fined", "subj=Norway obj~Umbra")


def test_a_second_participle_shares_the_passive() -> None:
    table = """
        Umbra   _     PROPN  3  nsubj:pass
        was     be    AUX    3  aux:pass
        bought  buy   VERB   0  ROOT   VerbForm=Part|Tense=Past
        and     _     CCONJ  5  cc
        closed  close VERB   3  conj   VerbForm=Part|Tense=Past
        by      _     ADP    7  case
        Globex  _     PROPN  5  obl:agent
        """
    assert_frame("en", table, "closed", "obj=Umbra subj=Globex")


def test_a_second_noun_is_said_of_the_same_bearer() -> None:
    table = """
        Holm      _        PROPN  2  nsubj
        founder   _        NOUN   0  ROOT
        and       _        CCONJ  4  cc
        director  _        NOUN   2  conj
        of        _        ADP    6  case
        Umbra     _        PROPN  2  nmod
        """
    assert_frame("en", table, "founder", "self=Holm of=Umbra")
    assert_frame("en", table, "director", "self=Holm of=Umbra")


# ── clauses on nouns ─────────────────────────────────────────────────────────────────────────────


def test_a_relative_pronoun_as_subject_is_its_noun() -> None:
    table = """
        Umbra    _     PROPN  0  ROOT
        ,        _     PUNCT  4  punct
        which    _     PRON   4  nsubj       PronType=Rel
        makes    make  VERB   1  acl:relcl   VerbForm=Fin
        ferries  ferry NOUN   4  obj
        """
    assert_frame("en", table, "makes", "subj=Umbra obj=ferries")


def test_a_relative_pronoun_as_object_is_its_noun() -> None:
    table = """
        ferries  ferry NOUN   0  ROOT
        that     _     PRON   4  obj         PronType=Rel
        Umbra    _     PROPN  4  nsubj
        makes    make  VERB   1  acl:relcl   VerbForm=Fin
        """
    assert_frame("en", table, "makes", "subj=Umbra obj=ferries")


def test_a_relative_clause_without_a_pronoun_lacks_its_noun() -> None:
    table = """
        ferries  ferry NOUN   0  ROOT
        Umbra    _     PROPN  3  nsubj
        makes    make  VERB   1  acl:relcl   VerbForm=Fin
        """
    assert_frame("en", table, "makes", "subj=Umbra obj=ferries")


def test_a_dutch_relative_clause() -> None:
    table = """
        Umbra     _       PROPN  0  ROOT
        ,         _       PUNCT  5  punct
        dat       _       PRON   5  nsubj       PronType=Rel
        veerboten veerboot NOUN  5  obj
        bouwt     bouwen  VERB   1  acl:relcl   VerbForm=Fin
        """
    assert_frame("nl", table, "bouwt", "subj=Umbra obj=veerboten")


def test_a_relative_pronoun_after_a_preposition() -> None:
    table = """
        yard     _     NOUN   0  ROOT
        with     _     ADP    3  case
        which    _     PRON   5  obl         PronType=Rel
        Umbra    _     PROPN  5  nsubj
        trades   trade VERB   1  acl:relcl   VerbForm=Fin
        """
    assert frame("en", table, "trades").role("with")[0].token.text == "yard"
    assert_frame("en", table, "trades", "subj=Umbra with=yard")


def test_a_relative_clause_in_the_passive() -> None:
    table = """
        ferries  ferry NOUN   0  ROOT
        that     _     PRON   4  nsubj:pass  PronType=Rel
        were     be    AUX    4  aux:pass
        bought   buy   VERB   1  acl:relcl   VerbForm=Part|Tense=Past
        by       _     ADP    6  case
        Umbra    _     PROPN  4  obl:agent
        """
    assert_frame("en", table, "bought", "subj=Umbra obj=ferries")


def test_a_second_relative_clause_has_the_same_noun() -> None:
    table = """
        Umbra    _     PROPN  0  ROOT
        which    _     PRON   3  nsubj       PronType=Rel
        bought   buy   VERB   1  acl:relcl   VerbForm=Fin
        yards    yard  NOUN   3  obj
        and      _     CCONJ  6  cc
        closed   close VERB   3  conj        VerbForm=Fin
        mills    mill  NOUN   6  obj
        """
    assert_frame("en", table, "bought", "subj=Umbra obj=yards")
    assert_frame("en", table, "closed", "subj=Umbra obj=mills")


def test_a_past_participle_has_its_noun_as_object() -> None:
    table = """
        Umbra    _     PROPN  0  ROOT
        ,        _     PUNCT  3  punct
        backed   back  VERB   1  acl        VerbForm=Part|Tense=Past
        by       _     ADP    5  case
        Norway   _     PROPN  3  obl:agent
        """
    assert_frame("en", table, "backed", "obj=Umbra subj=Norway")


def test_a_present_participle_has_its_noun_as_subject() -> None:
    table = """
        yards    yard  NOUN   0  ROOT
        using    use   VERB   1  acl   VerbForm=Part|Tense=Pres
        steel    _     NOUN   2  obj
        """
    assert_frame("en", table, "using", "subj=yards obj=steel")


def test_a_dutch_participle_in_front_of_its_noun() -> None:
    table = """
        door      _        ADP    2  case
        Noorwegen _        PROPN  3  obl
        opgelegde opleggen VERB   4  amod   VerbForm=Part
        sancties  sanctie  NOUN   0  ROOT
        """
    assert_frame("nl", table, "opgelegde", "obj=sancties subj=Noorwegen")


# ── infinitives ──────────────────────────────────────────────────────────────────────────────────


def test_the_subject_above_controls_the_infinitive() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        wants    want  VERB   0  ROOT    VerbForm=Fin
        to       _     PART   4  mark
        buy      _     VERB   2  xcomp   VerbForm=Inf
        Globex   _     PROPN  4  obj
        """
    assert_frame("en", table, "buy", "subj=Umbra obj=Globex")
    assert_frame("en", table, "wants", "subj=Umbra comp=buy")


def test_the_object_above_controls_the_infinitive() -> None:
    table = """
        Norway   _     PROPN  2  nsubj
        urged    urge  VERB   0  ROOT    VerbForm=Fin
        Umbra    _     PROPN  2  obj
        to       _     PART   5  mark
        leave    _     VERB   2  xcomp   VerbForm=Inf
        Oslo     _     PROPN  5  obj
        """
    assert_frame("en", table, "leave", "subj=Umbra obj=Oslo")


def test_the_passive_subject_controls_the_infinitive() -> None:
    table = """
        Umbra    _     PROPN  3  nsubj:pass
        was      be    AUX    3  aux:pass
        urged    urge  VERB   0  ROOT    VerbForm=Part|Tense=Past
        to       _     PART   5  mark
        leave    _     VERB   3  xcomp   VerbForm=Inf
        Oslo     _     PROPN  5  obj
        """
    assert_frame("en", table, "leave", "subj=Umbra obj=Oslo")


def test_who_plans_controls_the_infinitive_of_the_plan() -> None:
    table = """
        Norway    _         PROPN  2  nsubj
        announced announce  VERB   0  ROOT   VerbForm=Fin
        plans     plan      NOUN   2  obj
        to        _         PART   5  mark
        ban       _         VERB   3  acl    VerbForm=Inf
        Umbra     _         PROPN  5  obj
        """
    assert_frame("en", table, "ban", "subj=Norway obj=Umbra")
    assert_frame("en", table, "plans", "comp=ban performer~Norway")


def test_whose_plan_it_is_controls_its_infinitive() -> None:
    table = """
        Norway    _       PROPN  3  nmod:poss
        's        _       PART   1  case
        plan      _       NOUN   7  nsubj
        to        _       PART   5  mark
        ban       _       VERB   3  acl    VerbForm=Inf
        Umbra     _       PROPN  5  obj
        failed    fail    VERB   0  ROOT   VerbForm=Fin
        """
    assert_frame("en", table, "ban", "subj=Norway obj=Umbra")
    assert_frame("en", table, "plan", "poss=Norway comp=ban")


def test_a_participle_beside_the_clause_has_its_subject() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        grew     grow  VERB   0  ROOT    VerbForm=Fin
        by       _     SCONJ  4  mark
        selling  sell  VERB   2  advcl   VerbForm=Ger
        mills    mill  NOUN   4  obj
        """
    assert_frame("en", table, "selling", "subj=Umbra obj=mills")


def test_a_past_participle_beside_the_clause_has_its_subject_as_object() -> None:
    table = """
        Backed   back  VERB   6  advcl       VerbForm=Part|Tense=Past
        by       _     ADP    3  case
        Norway   _     PROPN  1  obl:agent
        ,        _     PUNCT  1  punct
        Umbra    _     PROPN  6  nsubj
        grew     grow  VERB   0  ROOT        VerbForm=Fin
        """
    assert_frame("en", table, "Backed", "obj=Umbra subj=Norway")


def test_a_second_infinitive_is_controlled_as_the_first() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        wants    want  VERB   0  ROOT    VerbForm=Fin
        to       _     PART   4  mark
        buy      _     VERB   2  xcomp   VerbForm=Inf
        or       _     CCONJ  6  cc
        rent     _     VERB   4  conj    VerbForm=Inf
        yards    yard  NOUN   4  obj
        """
    assert_frame("en", table, "rent", "subj=Umbra obj~yards")


def test_a_finite_clause_has_no_subject_but_its_own() -> None:
    table = """
        Umbra    _     PROPN  2  nsubj
        said     say   VERB   0  ROOT    VerbForm=Fin
        prices   price NOUN   4  nsubj
        rose     rise  VERB   2  ccomp   VerbForm=Fin
        """
    assert_frame("en", table, "rose", "subj=prices")
    assert_frame("en", table, "said", "subj=Umbra comp=rose")


def test_a_predicate_adjective_is_a_frame() -> None:
    table = """
        Umbra     _   PROPN  3  nsubj
        is        be  AUX    3  cop
        critical  _   ADJ    0  ROOT
        of        _   ADP    5  case
        Norway    _   PROPN  3  obl
        """
    assert frame("en", table, "critical").kind == "adj"
    assert_frame("en", table, "critical", "subj=Umbra of=Norway")


def test_names_auxiliaries_and_plain_adjectives_are_no_frames() -> None:
    table = """
        Umbra    _     PROPN  3  nsubj
        will     _     AUX    3  aux
        buy      _     VERB   0  ROOT   VerbForm=Inf
        new      _     ADJ    5  amod
        yards    yard  NOUN   3  obj
        """
    assert [found.head.text for found in frames(doc("en", table), lexicon("en"))] == ["buy", "yards"]
