"""What noun phrases say of who is who, in the words of news: firms by their country and trade, posts, parts, short names in brackets."""

from __future__ import annotations

import pytest

from tests.typed import framed, typed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Taiwan chip design firm Solara Inc. opened an office.", ("Solara", "basedIn", "Taiwan")),
        ("Taiwan chip design firm Solara Inc. opened an office.", ("Solara", "produces", "chips")),
        ("SoftBank bought Solara, the British AI chip company.", ("Solara", "produces", "AI chip")),
        ("The US chip giant Corvane announced a deal.", ("Corvane", "basedIn", "United States")),
        ("Australian banking heavyweight Westmark has funded Huawei.", ("Westmark", "basedIn", "Australia")),
        ("He is an analyst at Oslo's Norrland Bank.", ("Norrland Bank", "basedIn", "Oslo")),
        ("San Francisco-based Plain Computing Inc. is growing.", ("Plain Computing", "basedIn", "San Francisco")),
        ("Corvane founder and Chief Executive Officer Peter Hale said that it grows.", ("Peter Hale", "founded", "Corvane")),
        ("Corvane founder and Chief Executive Officer Peter Hale said in an interview that it grows.", ("Peter Hale", "leads", "Corvane")),
        ("Peter Hale, founder and CEO of Vektor-X, was arrested.", ("Peter Hale", "founded", "Vektor-X")),
        ("Peter Hale, founder and CEO of Vektor-X, was arrested.", ("Peter Hale", "leads", "Vektor-X")),
        ("Police arrested Peter Hale, the founder and CEO of security company Corvane.", ("Peter Hale", "leads", "Corvane")),
        ("Lund, the former chairman of Calyx Systems Inc., has been an investor.", ("Lund", "leads", "Calyx Systems")),
        ('"So be it," said Pertti Virta of brokerage Lumo Securities.', ("Pertti Virta", "worksFor", "Lumo Securities")),
        ("Peter Hale, the head of Nokia's cloud business group, said so.", ("Peter Hale", "leads", "Nokia's cloud business group")),
        ("Samsung bought Nokia's router business.", ("Samsung", "acquires", "Nokia's router business")),
        ("Siemens grew. Siemens France does not wish to comment.", ("Siemens", "owns", "Siemens France")),
        ("The University of Utrecht's nonprofit Safety Lab grew.", ("Utrecht University", "owns", "Safety Lab")),
        ("Buyers in Poland wait, since President Vladimir Putin ruled so.", ("Vladimir Putin", "leads", "Russia")),
        ("Nokia competes with the likes of Huawei and Ericsson.", ("Huawei", "competesWith", "Nokia")),
        ("Perth-based DeepCurrent Labs (DCLabs) grew. DCLabs sued Huawei.", ("DeepCurrent Labs", "sues", "Huawei")),
        (
            "Poland's new prime minister, a former banker, resigned. President Andrzej Nowak thanked him.",
            ("Andrzej Nowak", "leads", "Poland"),
        ),
    ],
)
def test_a_noun_phrase_tells_who_is_who(text: str, told: tuple[str, str, str]) -> None:
    assert told in typed(text)


def test_the_president_of_someone_leads_no_country() -> None:
    found = framed("Microsoft has few users in Australia, its president Brad Smith said.")
    assert not {claim for claim in found if claim[2] == "Australia" and claim[1] == "leads"}


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("Taiwan chip design firm Solara Inc. opened an office.", ("Taiwan", "owns", "Solara")),
        ("Umbra deals with mining equipment maker Bitway.", ("Bitway", "produces", "mining")),
        ("The deal was opposed by U.S. Commerce Secretary Gina Falk.", ("Gina Falk", "leads", "United States")),
        ("China experts such as Charles Parton complain about Huawei.", ("Charles Parton", "worksFor", "China")),
        ("Mitsui-backed Corvane opened an office in Lagos.", ("Corvane", "tiedTo", "Mitsui")),
        ("Internet company Corvane opened an office.", ("Corvane", "produces", "internet")),
    ],
)
def test_a_noun_phrase_tells_no_more_than_it_does(text: str, untold: tuple[str, str, str]) -> None:
    assert untold not in typed(text)
