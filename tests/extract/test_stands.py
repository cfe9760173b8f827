"""Whom a sentence may relate: names, what stands for one, and whom a word means without naming him."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract.claims import scenes
from kg.extract.parties import stands
from kg.model import Article
from kg.reading import reader_of


def standing(text: str, language: str = "en") -> list[set[tuple[str, str]]]:
    """The words and names of the mentions, sentence by sentence."""
    read = scenes(annotate(Article("a1", text, language=language)), reader_of(language))
    return [{(stand.token.text, stand.name) for stand in stands(scene)} for scene, _ in read]


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Umbra Holdings makes robots in Delft. Chief executive Jane Doe is pleased.", "executive"),
        ("en", "Umbra Holdings makes robots in Delft. Drones are made by rival Globex Robotics.", "rival"),
        ("nl", "Umbra Holding maakt robots in Delft. Topman Jan Smit is tevreden.", "Topman"),
        ("nl", "Umbra Holding maakt robots in Delft. Concurrent Globex Robotics maakt drones.", "Concurrent"),
    ],
)
def test_a_bare_post_and_a_bare_rival_stand_for_the_company_that_they_are_of(language: str, text: str, word: str) -> None:
    *_, last = standing(text, language)
    company = "Umbra Holdings" if language == "en" else "Umbra Holding"
    assert (word, company) in last


def test_a_country_or_town_that_a_longer_name_says_stands_in_it() -> None:
    (found,) = standing("The University of Groningen asked the Dutch Ministry of Defence for advice.")
    assert {("Groningen", "Groningen"), ("Dutch", "Dutch")} <= found


def test_a_town_in_the_name_of_what_is_no_organisation_does_not_stand_in_it() -> None:
    (found,) = standing("Jack London wrote it.")
    assert ("London", "London") not in found


def test_nobody_stands_for_a_word_beside_his_own_name() -> None:
    *_, last = standing("Umbra Holdings makes robots in Delft. Chief executive Jane Doe praised Umbra Holdings.")
    assert "executive" not in {word for word, name in last if name == "Umbra Holdings"}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Globex Robotics belde met de Noorse ambassade in Den Haag.", "Noorse ambassade"),
        ("Jan Smit werd aangehouden door de Spaanse politie.", "Spaanse politie"),
    ],
)
def test_a_dutch_body_of_another_state_stands_for_itself(text: str, body: str) -> None:
    (found,) = standing(text, "nl")
    assert body in {name for _, name in found}


def test_the_police_without_an_adjective_are_the_known_ones() -> None:
    (found,) = standing("Jan Smit werd aangehouden door de politie.", "nl")
    assert ("politie", "politie") in found
