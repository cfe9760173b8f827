"""What Dutch newspapers say in few words: a party before a post, talks on a stage, wars over trade, with the shipped pipelines."""

from __future__ import annotations

import pytest

from tests.typed import typed

Told = tuple[str, str, str]


def told(text: str) -> frozenset[Told]:
    return typed(text, "nl")


@pytest.mark.parametrize(
    "post", ["VVD-minister", "VVD-vicepremier", "VVD-staatssecretaris", "VVD-wethouder", "VVD-burgemeester", "VVD-politica"]
)
def test_who_has_a_post_and_a_party_before_it_belongs_to_the_party(post: str) -> None:
    found = told(f"{post} Jane Doe bezoekt Umbra.")
    assert ("Jane Doe", "memberOf", "VVD") in found
    assert ("Jane Doe", "leads", "VVD") not in found


@pytest.mark.parametrize("post", ["VVD-leider", "VVD-voorzitter", "N-VA-voorzitter"])
def test_who_has_a_post_of_the_party_leads_it(post: str) -> None:
    assert ("Jane Doe", "leads", post.rpartition("-")[0]) in told(f"{post} Jane Doe bezoekt Umbra.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe zei op de Asia Energy Summit dat de groei terugvalt.", ("Jane Doe", "takesPartIn", "Asia Energy Summit")),
        ("De handelsoorlog tussen Frankrijk en Duitsland vernietigt groei.", ("France", "disputes", "Germany")),
        ("Jane Doe is verheugd over de komst van Umbra.", ("Jane Doe", "supports", "Umbra")),
        ("Umbra heeft in Duitsland een marktaandeel van 20 procent.", ("Umbra", "operatesIn", "Germany")),
        ("Umbra heeft met Orbis afgesproken dat de prijzen dalen.", ("Orbis", "partnersWith", "Umbra")),
    ],
)
def test_what_is_said_in_few_words(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("De handelsoorlog tussen Frankrijk en Duitsland vernietigt groei.", ("France", "attacks", "Germany")),
        ("Umbra heeft in Duitsland een marktaandeel van 20 procent.", ("Umbra", "investsIn", "Germany")),
        ("Na de overname van Orbis werd Umbra marktleider.", ("Umbra", "leads", "Orbis")),
        ("Orbis maakt een chatbot. Met de pers heeft Umbra het moeilijk.", ("Umbra", "owns", "Orbis")),
    ],
)
def test_a_word_is_no_kind_of_what_it_ends_in(text: str, wrong: Told) -> None:
    assert wrong not in told(text)
