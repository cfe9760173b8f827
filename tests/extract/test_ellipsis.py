"""Clauses that leave out their verb say what the verb before them says of others."""

from __future__ import annotations

import pytest

from kg.extract.ellipsis import elided
from kg.extract.frames import frames
from kg.extract.status import status
from kg.lang import lexicon
from kg.model import Polarity
from tests.docs import doc


def restored(language: str, table: str) -> list[tuple[str, Polarity]]:
    """The arguments of each restored clause, and whether it is so."""
    words = lexicon(language)
    return [
        (" ".join(f"{a.role}={a.token}" for a in frame.arguments), status(frame.said, words).polarity)
        for frame in elided(frames(doc(language, table), words), words)
    ]


def test_two_arguments_without_their_verb() -> None:
    table = """
        Umbra   _     PROPN  2  nsubj
        bought  buy   VERB   0  ROOT    VerbForm=Fin
        Globex  _     PROPN  2  obj
        and     _     CCONJ  5  cc
        Norvik  _     PROPN  2  conj
        Hafnia  _     PROPN  5  orphan
        """
    assert restored("en", table) == [("subj=Norvik obj=Hafnia", Polarity.AFFIRMED)]


def test_a_gap_with_a_preposition_keeps_the_common_noun() -> None:
    table = """
        Umbra    _        PROPN  2  nsubj
        heeft    hebben   VERB   0  ROOT    VerbForm=Fin
        een      _        DET    4  det
        kantoor  _        NOUN   2  obj
        in       _        ADP    6  case
        Oslo     _        PROPN  2  obl
        ,        _        PUNCT  8  punct
        Norvik   _        PROPN  2  conj
        in       _        ADP    10  case
        Bergen   _        PROPN  8  orphan
        """
    assert restored("nl", table) == [("subj=Norvik in=Bergen obj=kantoor", Polarity.AFFIRMED)]


@pytest.mark.parametrize(("adverb", "polarity"), [("niet", Polarity.NEGATED), ("ook", Polarity.AFFIRMED)])
def test_another_who_does_not_or_too(adverb: str, polarity: Polarity) -> None:
    table = f"""
        Denemarken  _        PROPN  2  nsubj
        steunt      steunen  VERB   0  ROOT    VerbForm=Fin
        Umbra       _        PROPN  2  obj
        maar        _        CCONJ  5  cc
        Noorwegen   _        PROPN  2  conj
        {adverb}    _        ADV    5  advmod
        """
    assert restored("nl", table) == [("subj=Noorwegen obj=Umbra", polarity)]


@pytest.mark.parametrize(("verb", "pos"), [("did", "VERB"), ("did", "AUX"), ("has", "AUX")])
def test_a_verb_that_stands_for_another(verb: str, pos: str) -> None:
    table = f"""
        Denmark   _         PROPN  2  nsubj
        supports  support   VERB   0  ROOT    VerbForm=Fin
        Umbra     _         PROPN  2  obj
        but       _         CCONJ  6  cc
        Norway    _         PROPN  6  nsubj
        {verb}    do        {pos}  2  conj    VerbForm=Fin
        not       _         PART   6  advmod
        """
    assert restored("en", table) == [("subj=Norway obj=Umbra", Polarity.NEGATED)]


def test_the_subject_of_a_passive_is_another_object() -> None:
    table = """
        Umbra    _     PROPN  3  nsubj:pass
        was      be    AUX    3  aux:pass
        fined    fine  VERB   0  ROOT      VerbForm=Part|Tense=Past
        by       _     ADP    5  case
        Norway   _     PROPN  3  obl:agent
        and      _     CCONJ  7  cc
        Globex   _     PROPN  3  conj
        too      _     ADV    7  advmod
        """
    assert restored("en", table) == [("obj=Globex subj=Norway", Polarity.AFFIRMED)]


def test_a_second_verb_with_its_own_object_leaves_nothing_out() -> None:
    table = """
        Umbra   _     PROPN  2  nsubj
        bought  buy   VERB   0  ROOT   VerbForm=Fin
        Globex  _     PROPN  2  obj
        and     _     CCONJ  6  cc
        Norvik  _     PROPN  6  nsubj
        does    do    VERB   2  conj   VerbForm=Fin
        harm    _     NOUN   6  obj
        """
    assert restored("en", table) == []


def test_a_second_name_alone_leaves_nothing_out() -> None:
    table = """
        Umbra   _     PROPN  2  nsubj
        grew    grow  VERB   0  ROOT   VerbForm=Fin
        and     _     CCONJ  4  cc
        Norvik  _     PROPN  2  conj
        """
    assert restored("en", table) == []


def test_a_gap_with_a_preposition_that_the_verb_has() -> None:
    table = """
        Umbra   _        PROPN  2  nsubj
        levert  leveren  VERB   0  ROOT    VerbForm=Fin
        aan     _        ADP    4  case
        Globex  _        PROPN  2  obl
        en      _        CCONJ  6  cc
        Norvik  _        PROPN  2  conj
        aan     _        ADP    8  case
        Hafnia  _        PROPN  6  nmod
        """
    assert restored("nl", table) == [("subj=Norvik aan=Hafnia", Polarity.AFFIRMED)]


def test_a_subject_behind_a_verb_that_stands_for_another() -> None:
    table = """
        Denmark   _         PROPN  2  nsubj
        supports  support   VERB   0  ROOT    VerbForm=Fin
        Umbra     _         PROPN  2  obj
        and       _         CCONJ  6  cc
        so        _         ADV    6  advmod
        did       do        VERB   2  conj    VerbForm=Fin
        Norway    _         PROPN  6  obj
        """
    assert restored("en", table) == [("subj=Norway obj=Umbra", Polarity.AFFIRMED)]
