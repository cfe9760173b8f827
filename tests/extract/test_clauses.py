"""The grammar that news leans on beyond a plain clause: control, relatives of every kind, company, ellipsis; hand-built trees.

What is expected is written as in `test_frames`.
"""

from __future__ import annotations

import pytest

from kg.extract.frames import frames
from kg.lang import lexicon
from kg.parse import plain
from tests.docs import doc, spacy_doc
from tests.extract.test_frames import assert_frame

# ── control ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("label", ["advcl", "acl", "xcomp"])
def test_who_is_kept_from_something_would_do_it(label: str) -> None:
    table = f"""
        Norway     _       PROPN  2  nsubj
        bars       bar     VERB   0  ROOT   VerbForm=Fin
        Umbra      _       PROPN  2  obj
        from       _       SCONJ  5  mark
        investing  invest  VERB   2  {label}  VerbForm=Ger
        in         _       ADP    7  case
        Globex     _       PROPN  5  obl
        """
    assert_frame("en", table, "investing", "subj=Umbra in=Globex")


def test_what_someone_is_kept_from_dealing_with() -> None:
    table = """
        Norway     _         PROPN  2  nsubj
        bans       ban       VERB   0  ROOT   VerbForm=Fin
        banks      bank      NOUN   2  obj
        from       _         SCONJ  5  mark
        buying     buy       VERB   2  advcl  VerbForm=Ger
        chips      chip      NOUN   5  obj
        of         _         ADP    8  case
        Umbra      _         PROPN  6  nmod
        """
    assert_frame("en", table, "bans", "subj=Norway obj=banks dealt~chips dealt~Umbra")


def test_who_does_something_by_something_does_both() -> None:
    table = """
        Norway  _     PROPN  2  nsubj
        hit     _     VERB   0  ROOT   VerbForm=Fin
        Umbra   _     PROPN  2  obj
        by      _     SCONJ  5  mark
        fining  fine  VERB   2  advcl  VerbForm=Ger
        Globex  _     PROPN  5  obj
        """
    assert_frame("en", table, "fining", "subj=Norway obj=Globex")


@pytest.mark.parametrize("label", ["xcomp", "advcl", "ccomp"])
def test_who_is_called_upon_would_do_it(label: str) -> None:
    table = f"""
        Londen   _        PROPN  2  nsubj
        riep     roepen   VERB   0  ROOT         VerbForm=Fin
        Parijs   _        PROPN  2  obj
        op       _        ADP    2  compound:prt
        om       _        SCONJ  8  mark
        Kiev     _        PROPN  8  obj
        te       _        ADP    8  mark
        steunen  _        VERB   2  {label}      VerbForm=Inf
        """
    assert_frame("nl", table, "steunen", "subj=Parijs obj=Kiev")


def test_a_purpose_is_the_subjects() -> None:
    table = """
        Umbra    _       PROPN  2  nsubj
        koopt    kopen   VERB   0  ROOT   VerbForm=Fin
        Globex   _       PROPN  2  obj
        om       _       SCONJ  7  mark
        Norvik   _       PROPN  7  obj
        te       _       ADP    7  mark
        steunen  _       VERB   2  advcl  VerbForm=Inf
        """
    assert_frame("nl", table, "steunen", "subj=Umbra obj=Norvik")


def test_for_whom_it_is_impossible() -> None:
    table = """
        regels      regel       NOUN   2  nsubj
        maken       _           VERB   0  ROOT   VerbForm=Fin
        het         _           PRON   2  expl
        voor        _           ADP    5  case
        Umbra       _           PROPN  2  obl
        onmogelijk  _           ADJ    2  xcomp
        om          _           SCONJ  11  mark
        van         _           ADP    9  case
        Globex      _           PROPN  11  obl
        te          _           ADP    11  mark
        kopen       _           VERB   6  csubj  VerbForm=Inf
        """
    assert_frame("nl", table, "kopen", "subj=Umbra van=Globex")


def test_who_something_is_forbidden_to() -> None:
    table = """
        Het       _         PRON   4  expl
        is        zijn      AUX    4  aux:pass
        Umbra     _         PROPN  4  iobj
        verboden  verbieden VERB   0  ROOT   VerbForm=Part
        om        _         SCONJ  9  mark
        van       _         ADP    7  case
        Globex    _         PROPN  9  obl
        te        _         ADP    9  mark
        kopen     _         VERB   4  xcomp  VerbForm=Inf
        """
    assert_frame("nl", table, "kopen", "subj=Umbra van=Globex")


def test_an_infinitive_hung_on_a_verb_as_on_a_noun() -> None:
    table = """
        Umbra   _     PROPN  2  nsubj
        plans   plan  VERB   0  ROOT  VerbForm=Fin
        to      _     PART   4  mark
        buy     _     VERB   2  acl   VerbForm=Inf
        Globex  _     PROPN  4  obj
        """
    assert_frame("en", table, "buy", "subj=Umbra obj=Globex")


# ── relative clauses ─────────────────────────────────────────────────────────────────────────────


def test_a_dutch_pronominal_adverb_is_its_noun_under_a_preposition() -> None:
    table = """
        Umbra         _             PROPN  0  ROOT
        waarmee       _             ADV    6  advmod
        Globex        _             PROPN  6  nsubj
        een           _             DET    5  det
        contract      _             NOUN   6  obj
        sloot         sluiten       VERB   1  acl:relcl  VerbForm=Fin
        """
    assert_frame("nl", table, "sloot", "subj=Globex met=Umbra obj=contract")


def test_whose_noun_is_that_of_the_antecedent() -> None:
    table = """
        Umbra    _     PROPN  0  ROOT
        whose    _     PRON   3  nmod:poss
        founder  _     NOUN   4  nsubj
        sued     sue   VERB   1  acl:relcl  VerbForm=Fin
        Globex   _     PROPN  4  obj
        """
    assert_frame("en", table, "founder", "poss=Umbra")


def test_waarvan_possesses_the_subject() -> None:
    table = """
        Umbra     _      PROPN  0  ROOT
        waarvan   _      ADV    5  advmod
        de        _      DET    4  det
        oprichter _      NOUN   5  nsubj
        woont     wonen  VERB   1  acl:relcl  VerbForm=Fin
        """
    assert_frame("nl", table, "oprichter", "van~Umbra")
    assert_frame("nl", table, "woont", "subj=oprichter")


def test_both_of_which() -> None:
    table = """
        Umbra   _       PROPN  0  ROOT
        and     _       CCONJ  3  cc
        Norvik  _       PROPN  1  conj
        both    _       PRON   7  nsubj
        of      _       ADP    6  case
        which   _       PRON   4  nmod
        supply  _       VERB   3  acl:relcl  VerbForm=Fin
        Globex  _       PROPN  7  obj
        """
    assert_frame("en", table, "supply", "subj=Umbra subj=Norvik obj=Globex")


@pytest.mark.parametrize(("pronoun", "name"), [("nsubj", "nsubj"), ("nsubj", "obj"), ("obj", "obj"), ("obj", "nsubj")])
def test_several_things_do_not_act_in_the_singular(pronoun: str, name: str) -> None:
    table = f"""
        chips     chip      NOUN   0  ROOT       Number=Plur
        die       _         PRON   4  {pronoun}
        Umbra     _         PROPN  4  {name}
        maakt     maken     VERB   1  acl:relcl  VerbForm=Fin|Number=Sing
        """
    assert_frame("nl", table, "maakt", "subj=Umbra obj=chips")


def test_of_a_day_and_a_name_the_name_acts() -> None:
    table = """
        Dinsdag    _          PROPN  2  nsubj
        verbood    verbieden  VERB   0  ROOT  VerbForm=Fin
        Noorwegen  _          PROPN  2  nsubj
        Umbra      _          PROPN  2  obj
        """
    assert_frame("nl", table, "verbood", "subj=Noorwegen obj=Umbra obj~Dinsdag")


# ── company, coordination, hyphens, titles ───────────────────────────────────────────────────────


def test_who_acts_together_with_another() -> None:
    table = """
        Together  _    ADV    3  advmod
        with      _    ADP    3  case
        Norvik    _    PROPN  5  obl
        Umbra     _    PROPN  5  nsubj
        owns      own  VERB   0  ROOT  VerbForm=Fin
        Globex    _    PROPN  5  obj
        """
    assert_frame("en", table, "owns", "subj=Umbra subj=Norvik with=Norvik obj=Globex")


def test_company_as_a_phrase_of_its_own() -> None:
    table = """
        Together  _    ADV    5  advmod
        with      _    ADP    3  case
        Norvik    _    PROPN  1  obl
        Umbra     _    PROPN  5  nsubj
        owns      own  VERB   0  ROOT  VerbForm=Fin
        Globex    _    PROPN  5  obj
        """
    assert_frame("en", table, "owns", "subj=Umbra subj=Norvik obj=Globex")


def test_a_dutch_particle_is_no_company() -> None:
    table = """
        Umbra   _       PROPN  2  nsubj
        werkt   werken  VERB   0  ROOT  VerbForm=Fin
        samen   _       ADP    2  compound:prt
        met     _       ADP    5  case
        Globex  _       PROPN  2  obl
        """
    assert_frame("nl", table, "werkt", "subj=Umbra met=Globex")


def test_the_object_of_the_last_verb_is_also_that_of_the_first() -> None:
    table = """
        Norway      _         PROPN  2  nsubj
        criticised  criticise VERB   0  ROOT   VerbForm=Fin
        and         _         CCONJ  5  cc
        later       _         ADV    5  advmod
        fined       fine      VERB   2  conj   VerbForm=Fin
        Umbra       _         PROPN  5  obj
        """
    assert_frame("en", table, "criticised", "subj=Norway obj~Umbra")


def test_a_verb_with_its_own_phrase_borrows_no_object() -> None:
    table = """
        Norway    _         PROPN  2  nsubj
        protested protest   VERB   0  ROOT   VerbForm=Fin
        in        _         ADP    4  case
        Oslo      _         PROPN  2  obl
        and       _         CCONJ  6  cc
        fined     fine      VERB   2  conj   VerbForm=Fin
        Umbra     _         PROPN  6  obj
        """
    assert_frame("en", table, "protested", "subj=Norway in=Oslo")


def test_the_name_before_a_hyphen_and_a_participle_acts() -> None:
    document = spacy_doc(
        "en",
        """
        Umbra   _     PROPN  4  compound
        -       _     PUNCT  1  punct
        owned   own   VERB   4  amod   VerbForm=Part|Tense=Past
        Globex  _     PROPN  5  nsubj
        grew    grow  VERB   0  ROOT   VerbForm=Fin
        """,
    )
    joined = type(document)(
        document.vocab,
        words=[token.text for token in document],
        spaces=[False, False, True, True, True],
        lemmas=[token.lemma_ for token in document],
        pos=[token.pos_ for token in document],
        heads=[token.head.i for token in document],
        deps=[token.dep_ for token in document],
        morphs=[str(token.morph) for token in document],
    )
    (own,) = [frame for frame in frames(plain(joined), lexicon("en")) if frame.lemma == "own"]
    assert {f"{a.role}={a.token}" for a in own.arguments} == {"obj=Globex", "subj=Umbra"}


def test_an_enumerated_apposition_with_its_comma() -> None:
    table = """
        Umbra  _      PROPN  0  ROOT
        ,      _      PUNCT  5  punct
        the    _      DET    5  det
        chip   _      NOUN   5  compound
        maker  _      NOUN   1  conj
        """
    assert_frame("en", table, "maker", "compound=chip self~Umbra")


def test_a_phrase_on_the_name_behind_a_title_is_the_titles() -> None:
    table = """
        lawyer  _    NOUN   5  nsubj
        Ann     _    PROPN  1  flat
        of      _    ADP    4  case
        Umbra   _    PROPN  2  nmod
        spoke   _    VERB   0  ROOT  VerbForm=Fin
        """
    assert_frame("en", table, "lawyer", "self=Ann of~Umbra")


def test_an_adjective_behind_its_noun_shares_its_phrases() -> None:
    table = """
        attorney  _  NOUN   0  ROOT
        general   _  ADJ    1  amod
        of        _  ADP    4  case
        Texas     _  PROPN  2  nmod
        """
    assert_frame("en", table, "attorney", "adj=general of=Texas")


@pytest.mark.parametrize(("language", "of", "capacity"), [("en", "of", "as"), ("nl", "van", "tot")])
def test_what_someone_is_appointed_to_by_a_noun(language: str, of: str, capacity: str) -> None:
    table = f"""
        benoeming  _           NOUN   0  ROOT
        {of}       _           ADP    3  case
        Ann        _           PROPN  1  nmod
        {capacity} _           ADP    5  case
        chairman   _           NOUN   1  nmod
        {of}       _           ADP    7  case
        Umbra      _           PROPN  5  nmod
        """
    assert_frame(language, table, "chairman", f"self~Ann {of}=Umbra")


def test_a_particle_of_the_lemmatizers_own_gives_way() -> None:
    table = """
        Noorwegen  _          PROPN  2  nsubj
        sluit      afsluiten  VERB   0  ROOT  VerbForm=Fin
        Umbra      _          PROPN  2  obj
        uit        _          ADP    2  compound:prt
        """
    (found,) = frames(doc("nl", table), lexicon("nl"))
    assert found.lemma == "uitsluiten"


def test_who_does_something_with_support_is_supported() -> None:
    table = """
        Umbra    _      PROPN  2  nsubj
        builds   build  VERB   0  ROOT  VerbForm=Fin
        with     _      ADP    4  case
        support  _      NOUN   2  obl
        from     _      ADP    6  case
        Norway   _      PROPN  4  nmod
        """
    assert_frame("en", table, "support", "from=Norway undergoer~Umbra")


@pytest.mark.parametrize(("verb", "chairman"), [("succeed", "Ann"), ("name", "Bob")])
def test_who_holds_a_post_after_a_verb(verb: str, chairman: str) -> None:
    table = f"""
        Ann        _        PROPN  2  nsubj
        acted      {verb}   VERB   0  ROOT  VerbForm=Fin
        Bob        _        PROPN  2  obj
        as         _        ADP    5  case
        chairman   _        NOUN   2  obl
        """
    assert_frame("en", table, "chairman", f"self~{chairman}")


def test_to_whom_something_is_granted_in_the_passive() -> None:
    table = """
        Umbra    _      PROPN  3  nsubj:pass
        was      be     AUX    3  aux:pass
        granted  grant  VERB   0  ROOT  VerbForm=Part|Tense=Past
        licence  _      NOUN   3  obj
        by       _      ADP    6  case
        Norway   _      PROPN  3  obl:agent
        """
    assert_frame("en", table, "granted", "obj=Umbra iobj=Umbra obj=licence subj=Norway")


# ── several at once ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "like"), [("en", "like"), ("nl", "als"), ("nl", "zoals")])
def test_examples_stand_beside_their_noun(language: str, like: str) -> None:
    table = f"""
        Norway  _     PROPN  2  nsubj
        fined   fine  VERB   0  ROOT  VerbForm=Fin
        banks   bank  NOUN   2  obj
        {like}  _     ADP    5  case
        Umbra   _     PROPN  3  nmod
        and     _     CCONJ  7  cc
        Globex  _     PROPN  5  conj
        """
    found = [frame for frame in frames(doc(language, table), lexicon(language)) if frame.head.text == "fined"]
    assert [argument.token.text for argument in found[0].role("obj") if not argument.lifted] == ["banks", "Umbra", "Globex"]


@pytest.mark.parametrize(("one", "pos"), [("one", "NUM"), ("some", "PRON")])
def test_one_of_several_is_one(one: str, pos: str) -> None:
    table = f"""
        Umbra    _       PROPN  0  ROOT
        ,        _       PUNCT  3  punct
        {one}    _       {pos}  1  appos
        of       _       ADP    6  case
        Globex   _       PROPN  6  nmod:poss
        clients  client  NOUN   3  nmod
        """
    assert_frame("en", table, "clients", "poss=Globex self=Umbra")
