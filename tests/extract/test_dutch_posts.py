"""Who holds which post in Dutch news: portfolios, nationalities, rows of names, inhabitants, and companies called after their town."""

from __future__ import annotations

import pytest

from tests.typed import typed

CASES = (
    ("Minister van Economische Zaken Jan Bakker sprak met Philips.", ("Jan Bakker", "leads", "Ministry of Economic Affairs")),
    ("De Amerikaanse minister van Financiën John Doe sprak met Philips.", ("John Doe", "leads", "U.S. Department of the Treasury")),
    ("De Amerikaanse handelsminister John Doe sprak met Philips.", ("John Doe", "leads", "U.S. Department of Commerce")),
    ("De VVD-Kamerleden Jan Smit en Piet Bos steunen Philips.", ("Piet Bos", "memberOf", "VVD")),
    ("Premier Jan Bakker sprak met de Duitse bondskanselier.", ("Jan Bakker", "leads", "Netherlands")),
    ("De Amerikaan John Doe werkt bij Philips.", ("John Doe", "worksFor", "Philips")),
    ("Philips haalde geld op. Het Eindhovense concern koopt Signify.", ("Philips", "acquires", "Signify")),
    ("China koopt Iraanse olie.", ("Iran", "supplies", "China")),
    ("De gemeente Utrecht werkt samen met Philips.", ("Gemeente Utrecht", "partnersWith", "Philips")),
    ("De gemeente Utrecht kocht lampen. Wethouder Jan Bakker is trots.", ("Jan Bakker", "leads", "Gemeente Utrecht")),
    ("De rechtbank in Rotterdam stelde Philips in het gelijk.", ("Rechtbank Rotterdam", "supports", "Philips")),
    ("Volgens Signify benadeelt Philips concurrenten.", ("Signify", "accuses", "Philips")),
    ("Het plan van Philips is volgens Signify onverantwoord.", ("Signify", "criticizes", "Philips")),
    ("Philips mag van Duitsland geen lampen meer leveren.", ("Germany", "bans", "Philips")),
    ("Philips mag van Duitsland meedoen.", ("Germany", "permits", "Philips")),
    ("President Trump en de Chinese vicepremier Liu He ondertekenden een handelsakkoord.", ("Donald Trump", "partnersWith", "Liu He")),
    (
        "Minister Jan Bakker van Klimaat en Groene Groei steunt Philips.",
        ("Jan Bakker", "leads", "ministerie van Klimaat en Groene Groei"),
    ),
    ("Dat zei minister Jan Bakker van Buitenlandse Handel vrijdag.", ("Jan Bakker", "leads", "ministerie van Buitenlandse Handel")),
    ("In Parijs zei premier Jean Dupont dat het niet kan.", ("Jean Dupont", "leads", "France")),
    ("Volgens Eurocommissaris Jan Bakker is dat nodig.", ("Jan Bakker", "worksFor", "European Commission")),
    ("De KU Leuven stopt met een project van Philips. Rector Jan Bakker vindt dat terecht.", ("Jan Bakker", "leads", "KU Leuven")),
    (
        "Philips bouwt een fabriek. Philips wil groeien. Dat vindt Signify jammer. Topman Jan Bakker is tevreden.",
        ("Jan Bakker", "leads", "Philips"),
    ),
    ("Het OM vervolgt Philips.", ("Openbaar Ministerie", "sues", "Philips")),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_fact_is_found(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in typed(text, "nl")


def test_a_minister_without_a_portfolio_leads_no_country() -> None:
    facts = typed("Minister Jan Bakker verbiedt de overname van Philips door het Chinese concern Huawei.", "nl")
    assert not {("Jan Bakker", "leads", country) for country in ("China", "Netherlands")} & set(facts)


def test_what_a_source_phrase_denies_is_no_accusation() -> None:
    assert ("Signify", "accuses", "Philips") not in typed("Volgens Signify benadeelt Philips concurrenten niet.", "nl")


def test_new_equipment_bans_the_old_maker_and_not_the_new_one() -> None:
    facts = typed("KPN vervangt alle Huawei-apparatuur door die van Samsung.", "nl")
    assert ("KPN", "bans", "Huawei") in facts
    assert ("KPN", "bans", "Samsung") not in facts


def test_who_directs_a_department_of_another_body_does_not_lead_the_company_before() -> None:
    facts = typed("Philips groeit. Jan Bakker, directeur van de dienst bewaking, ziet dat.", "nl")
    assert ("Jan Bakker", "leads", "Philips") not in facts


def test_a_bare_post_in_what_is_said_of_a_company_is_a_post_there() -> None:
    row = "In april haalde MessageBird, dat Jan Smit tien jaar geleden samen met topman Piet Bos oprichtte, 800 miljoen dollar op."
    facts = typed(f"Mollie haalt geld op. Mollie groeit snel. {row}", "nl")
    assert ("Piet Bos", "leads", "MessageBird") in facts
    assert ("Piet Bos", "leads", "Mollie") not in facts
