"""What Dutch newspapers say in few words: a party before a post, talks on a stage, wars over trade, with the shipped pipelines."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.reading import read_article
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
        ("Nexperia is sinds 2019 in handen van het Chinese Wingtech.", ("Wingtech", "owns", "Nexperia")),
        ("Elon Musk heeft topman Jan Jansen de laan uitgestuurd.", ("Elon Musk", "dismisses", "Jan Jansen")),
        ("Adyen verwerkt de betalingen van Spotify.", ("Adyen", "supplies", "Spotify")),
        ("Vodafone haalt Huawei uit de kern van zijn netwerk.", ("Vodafone", "bans", "Huawei")),
        ("Mollie haalt 90 miljoen euro op bij een groep investeerders onder leiding van Orbis.", ("Orbis", "investsIn", "Mollie")),
        ("Siemens maakt onderdelen voor de machines van ASML.", ("Siemens", "supplies", "ASML")),
    ],
)
def test_what_is_said_in_few_words(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("De handelsoorlog tussen Frankrijk en Duitsland vernietigt groei.", ("France", "attacks", "Germany")),
        ("Umbra heeft in Duitsland een marktaandeel van 20 procent.", ("Umbra", "investsIn", "Germany")),
        ("Nexperia moest van de Britse regering zijn fabriek in Newport verkopen.", ("United Kingdom", "operatesIn", "Newport")),
        ("De AIVD raadt af om met Huawei in zee te gaan.", ("Huawei", "supplies", "AIVD")),
        ("Na de overname van Orbis werd Umbra marktleider.", ("Umbra", "leads", "Orbis")),
        ("Orbis maakt een chatbot. Met de pers heeft Umbra het moeilijk.", ("Umbra", "owns", "Orbis")),
    ],
)
def test_a_word_is_no_kind_of_what_it_ends_in(text: str, wrong: Told) -> None:
    assert wrong not in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat zegt analist bij ING Jane Doe.", ("Jane Doe", "worksFor", "ING")),
        ("Dat zegt hoogleraar economie aan de Universiteit Utrecht Jane Doe.", ("Jane Doe", "worksFor", "Utrecht University")),
        ("Dat zegt econoom bij de Rabobank Jan Smit in Utrecht.", ("Jan Smit", "worksFor", "Rabobank")),
        ("Woordvoerder van de gemeente Utrecht Jane Doe bevestigt dat.", ("Jane Doe", "worksFor", "Gemeente Utrecht")),
        ("Het wordt spannend, denkt coronacommandant bij de nationale politie Jane Doe.", ("Jane Doe", "leads", "Dutch police")),
    ],
)
def test_who_stands_behind_the_body_that_the_post_is_at_bears_the_post(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Voorzitter van de Stichting Jan Smit is boos.",
        "Dat zegt woordvoerder van minister Jan Smit.",
        "Directeur van Museum Jan Smit is boos.",
    ],
)
def test_what_is_called_after_somebody_does_not_employ_him(text: str) -> None:
    assert not any(subject == "Jan Smit" and relation in {"worksFor", "leads"} for subject, relation, _ in told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orbis zegt dat de potentie veel groter is. Daar is Umbra het niet mee eens.", ("Umbra", "disputes", "Orbis")),
        ("Volgens Orbis is het plan slecht. Umbra is het daarmee oneens.", ("Umbra", "disputes", "Orbis")),
        ("Met de overname van Orbis wordt Umbra marktleider.", ("Umbra", "acquires", "Orbis")),
        ("De Duitse en Amerikaanse boycot van Umbra duurt voort.", ("Germany", "sanctions", "Umbra")),
        ("Het bedrijf Umbra stopt met de munt. Oprichter-topman Jane Doe is tegen.", ("Jane Doe", "leads", "Umbra")),
    ],
)
def test_what_words_around_a_name_point_at(text: str, expected: Told) -> None:
    assert expected in told(text)


def test_the_people_of_a_body_are_not_those_named_before() -> None:
    found = told("De onderzoekers Jane Doe, John Smith en Anna Bos klagen. Dat geldt ook voor de jonge wetenschappers van de KNAW.")
    assert not any(relation == "worksFor" for _, relation, _ in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Op verzoek van Umbra stopt Orbis.", ("Umbra", "urges", "Orbis")),
        ("Orbis stopt op last van de Amerikaanse regering met de levering aan Umbra.", ("United States", "urges", "Orbis")),
        ("Jane Doe schreef het boek Stille Wateren.", ("Jane Doe", "produces", "Stille Wateren")),
        ("In haar boek Stille Wateren beschrijft Jane Doe de crisis.", ("Jane Doe", "produces", "Stille Wateren")),
    ],
)
def test_at_whose_bidding_and_by_whose_hand(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Op verzoek van Umbra werd Jane Doe gearresteerd.", ("Umbra", "urges", "Jane Doe")),
        ("Orbis is akkoord met de overname van Umbra.", ("Orbis", "acquires", "Umbra")),
        ("Orbis stemt in met de overname van Umbra.", ("Orbis", "acquires", "Umbra")),
    ],
)
def test_who_suffers_or_accepts_a_deed_does_not_do_it(text: str, wrong: Told) -> None:
    assert wrong not in told(text)


@pytest.mark.parametrize(("verb", "who"), [("meldt", "het NRC"), ("schrijft", "De Standaard"), ("bevestigt", "Jane Doe")])
def test_what_stands_behind_dat_and_a_verb_of_saying_says_so(verb: str, who: str) -> None:
    facts = read_article(Article("a", f"Nokia neemt Ericsson over, dat {verb} {who} vrijdag.", language="nl")).facts
    pieces = [piece for fact in facts if fact.relation.id == "acquires" for piece in fact.evidence]
    assert [piece.attribution and piece.attribution.label for piece in pieces] == [who.removeprefix("het ")]
    assert not {"contacts", "disputes"} & {fact.relation.id for fact in facts}
