"""Frames held against patterns: several who act on one another, datives, particles that add nothing."""

from __future__ import annotations

import pytest

from kg.extract.frames import frames
from kg.extract.index import index_of
from kg.extract.matching import match
from kg.extract.patterns import Pattern
from kg.extract.spelled import Words
from kg.lang import lexicon
from tests.docs import doc

NO_WORDS = Words(role=lambda _: None, is_thing=lambda _: False, is_amount=lambda _: False)
MEET = (Pattern("meetsWith", "meet", "subj", "with", mutual=True),)
MEET_UP = Pattern("contacts", "meet up", "subj", "with", mutual=True)
GRANT = (Pattern("permits", "grant", "subj", "to", fixed=(("obj", "licence"),)),)


def pairs(table: str, patterns: tuple[Pattern, ...]) -> list[str]:
    """What the frames of an English sentence say, as "subjects relation objects"."""
    words = lexicon("en")
    index = index_of(patterns, words)
    hits = [hit for frame in frames(doc("en", table), words) for hit in match(frame, index, words, nouns={}, words=NO_WORDS)]
    return [f"{_names(hit.subjects)} {hit.pattern.relation} {_names(hit.objects)}" for hit in hits]


def _names(arguments: tuple[object, ...]) -> str:
    return ",".join(str(argument.token) for argument in arguments)  # type: ignore[attr-defined]


TWO = """
    Ann     _     PROPN  4  nsubj
    and     _     CCONJ  3  cc
    Bob     _     PROPN  1  conj
    met     meet  VERB   0  ROOT  VerbForm=Fin
    {mark}  _     ADP    6  case
    Oslo    _     PROPN  4  obl
    """


def test_two_who_meet_meet_each_other() -> None:
    assert pairs(TWO.format(mark="in"), MEET) == ["Ann meetsWith Bob"]


def test_two_who_meet_another_meet_him() -> None:
    assert pairs(TWO.format(mark="with"), MEET) == ["Ann,Bob meetsWith Oslo"]


def test_two_who_do_something_to_another_do_nothing_to_each_other() -> None:
    assert pairs(TWO.format(mark="to"), MEET) == []


def test_a_relation_with_a_direction_is_not_mutual() -> None:
    assert pairs(TWO.format(mark="in"), (Pattern("urges", "meet", "subj", "with"),)) == []


@pytest.mark.parametrize("label", ["iobj", "obj"])
def test_granting_someone_is_granting_to_someone(label: str) -> None:
    table = f"""
        Norway   _      PROPN  2  nsubj
        grants   grant  VERB   0  ROOT  VerbForm=Fin
        Umbra    _      PROPN  2  {label}
        licence  _      NOUN   2  obj
        """
    assert pairs(table, GRANT) == (["Norway permits Umbra"] if label == "iobj" else [])


@pytest.mark.parametrize(("patterns", "relation"), [(MEET, "meetsWith"), ((*MEET, MEET_UP), "contacts")])
def test_an_empty_particle_is_left_out_unless_a_phrase_has_it(patterns: tuple[Pattern, ...], relation: str) -> None:
    table = """
        Ann     _     PROPN  2  nsubj
        met     meet  VERB   0  ROOT          VerbForm=Fin
        up      _     ADP    2  compound:prt
        with    _     ADP    5  case
        Bob     _     PROPN  2  obl
        """
    assert [words.split()[1] for words in pairs(table, patterns)] == [relation]
