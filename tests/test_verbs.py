"""Forms of Dutch verbs lead to infinitives that exist, whatever changes in the middle."""

from __future__ import annotations

import pytest

from kg.pipelines.verbs import infinitive, table


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("hief", "heffen"),
        ("sleepte", "slepen"),
        ("plaatsten", "plaatsen"),
        ("spant", "spannen"),
        ("weigerde", "weigeren"),
        ("beheerde", "beheren"),
        ("gesteunde", "steunen"),
        ("leefden", "leven"),
        ("reisde", "reizen"),
        ("verkocht", "verkopen"),
        ("herkozen", "herkiezen"),
        ("beklommen", "beklimmen"),
        ("Verweet", "verwijten"),
    ],
)
def test_a_form_leads_to_its_infinitive(form: str, verb: str) -> None:
    assert infinitive(form, "unheard", "nl") == verb


@pytest.mark.parametrize(
    ("form", "verb"),
    [("aangespannen", "aanspannen"), ("aangescherpt", "aanscherpen"), ("overnam", "overnemen"), ("opteheffen", "opheffen")],
)
def test_a_particle_is_put_back(form: str, verb: str) -> None:
    assert infinitive(form, "unheard", "nl") == verb


def test_the_network_decides_between_verbs_of_one_form() -> None:
    assert {"weten", "wijten"} <= set(table("nl")["weet"])
    assert infinitive("weet", "wijten", "nl") == "wijten"


def test_a_particle_that_the_network_knows_of_stays() -> None:
    assert infinitive("roept", "oproepen", "nl") == "oproepen"


def test_an_unknown_form_keeps_its_lemma() -> None:
    assert infinitive("glimgloorde", "glimgloren", "nl") == "glimgloren"


def test_a_language_without_a_list_is_left_alone() -> None:
    assert infinitive("stole", "steal", "en") == "steal"
