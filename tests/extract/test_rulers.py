"""Which country a post of state is of: that of whom it is known, before any guess from the text."""

from __future__ import annotations

import pytest

from tests.typed import typed

CASES = (
    ("nl", "Griekenland koopt lampen van Philips. Premier Kyriakos Mitsotakis is blij.", "Kyriakos Mitsotakis", "Greece"),
    ("nl", "Dat defensieminister Pete Hegseth niet kwam, vond Philips jammer.", "Pete Hegseth", "United States"),
    ("nl", "Minister van Buitenlandse Zaken Krisjanis Karins sprak met Philips.", "Krišjānis Kariņš", "Latvia"),
    (
        "nl",
        "Minister van Buitenlandse Zaken Wopke Hoekstra sprak met Philips.",
        "Wopke Hoekstra",
        "Ministry of Foreign Affairs of the Netherlands",
    ),
    ("nl", "Premier Dick Schoof sprak met Philips.", "Dick Schoof", "Netherlands"),
    ("en", "Philips left the American campaign; President Cyril Ramaphosa was pleased.", "Cyril Ramaphosa", "South Africa"),
    ("en", "Foreign minister Subrahmanyam Jaishankar said that Britain had not let Philips in.", "Subrahmanyam Jaishankar", "India"),
    ("en", "Finland buys lamps of Philips, Prime Minister Jane Doe said.", "Jane Doe", "Finland"),
)


@pytest.mark.parametrize(("language", "text", "ruler", "ruled"), CASES)
def test_a_post_of_state_is_of_the_country(language: str, text: str, ruler: str, ruled: str) -> None:
    assert (ruler, "leads", ruled) in typed(text, language)


def test_nobody_rules_a_country_that_is_only_dealt_with() -> None:
    assert not {
        fact for fact in typed("President Jane Doe is haggling with China's Exim Bank over lamps of Philips.") if fact[1] == "leads"
    }


def test_a_premier_of_nobody_knows_where_does_not_rule_the_country_of_the_language() -> None:
    """An article about Greece in Dutch."""
    assert ("Jan Bakker", "leads", "Netherlands") not in typed("Griekenland koopt lampen van Philips. Premier Jan Bakker is blij.", "nl")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "London Mayor Jane Doe praised Philips."), ("nl", "Burgemeester Jan Bakker van Den Haag prees Philips.")],
)
def test_the_mayor_of_a_capital_leads_no_country(language: str, text: str) -> None:
    assert {fact[2] for fact in typed(text, language) if fact[1] == "leads"} <= {"London", "The Hague"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Moscow Mayor Jane Doe praised Philips.", ("Jane Doe", "leads", "Moscow")),
        ("Philips sued Washington.", ("Philips", "sues", "United States")),
    ],
)
def test_a_capital_stands_for_its_country_but_where_somebody_leads_it(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in typed(text)
