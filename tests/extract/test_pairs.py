"""Open relations between names that a verb or noun links, through phrases without a name, never out of the clause."""

from __future__ import annotations

import pytest

from kg.extract.claims import unrated
from kg.extract.scene import reader
from kg.link import linker
from kg.ontology import load
from tests.extract.test_claims import said, told, triples


def test_a_noun_relates_who_has_it_to_what_its_preposition_names() -> None:
    """ "Umbra 's walk with Globex helped": nothing typed, one open relation of the noun."""
    table = """
        Umbra    _      PROPN  3  nmod:poss
        's       _      PART   1  case
        walk     _      NOUN   6  nsubj
        with     _      ADP    5  case
        Globex   _      PROPN  3  nmod
        helped   help   VERB   0  ROOT  VerbForm=Fin
        """
    assert triples(told("en", "Umbra 's walk with Globex helped", table)) == ["Umbra ? walk with Globex"]


def test_a_dutch_noun_relates_of_whom_it_is_to_what_its_preposition_names() -> None:
    table = """
        de           _       DET    2  det
        wandeling    _       NOUN   7  nsubj
        van          _       ADP    4  case
        Umbra        _       PROPN  2  nmod
        met          _       ADP    6  case
        Globex       _       PROPN  2  nmod
        hielp        helpen  VERB   0  ROOT  VerbForm=Fin
        """
    assert triples(told("nl", "de wandeling van Umbra met Globex hielp", table)) == ["Umbra ? wandeling met Globex"]


def test_both_ends_may_lie_inside_phrases_without_a_name() -> None:
    """ "Friends of Umbra admired the garden of the wife of Globex": what the words say is kept on the way down."""
    table = """
        Friends  friend  NOUN   4  nsubj
        of       _       ADP    3  case
        Umbra    _       PROPN  1  nmod
        admired  admire  VERB   0  ROOT  VerbForm=Fin
        the      _       DET    6  det
        garden   _       NOUN   4  obj
        of       _       ADP    9  case
        the      _       DET    9  det
        owner    _       NOUN   6  nmod
        of       _       ADP    11  case
        Globex   _       PROPN  9  nmod
        """
    document = told("en", "Friends of Umbra admired the garden of the owner of Globex", table)
    (claim,) = said(document)
    assert (claim.subject.name, claim.relation, claim.object.name) == ("Umbra", "admire garden of owner of", "Globex")
    ((rated, chance),) = unrated(document, reader("en", load(), linker(), ()))
    assert chance is None
    assert rated.confidence == 0.7  # each of the three nouns on the way is a risk


def test_what_stands_in_another_clause_is_not_related() -> None:
    """ "Umbra laughed when Globex fell": two clauses, no relation."""
    table = """
        Umbra    _      PROPN  2  nsubj
        laughed  laugh  VERB   0  ROOT  VerbForm=Fin
        when     _      ADV    5  advmod
        Globex   _      PROPN  5  nsubj
        fell     fall   VERB   2  advcl  VerbForm=Fin
        """
    assert triples(told("en", "Umbra laughed when Globex fell", table)) == []


@pytest.mark.parametrize("nationality", ["Dutch", "Chinese"])
def test_a_nationality_inside_a_phrase_is_no_end(nationality: str) -> None:
    table = f"""
        Umbra    _      PROPN  2  nsubj
        liked    like   VERB   0  ROOT  VerbForm=Fin
        the      _      DET    4  det
        garden   _      NOUN   2  obj
        of       _      ADP    8  case
        a        _      DET    8  det
        {nationality}    _      ADJ    8  amod
        painter  _      NOUN   4  nmod
        """
    assert triples(told("en", f"Umbra liked the garden of a {nationality} painter", table)) == []
