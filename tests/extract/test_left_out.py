"""Whose and who, where the text leaves it out or points at it, and what is thought of it, with the shipped pipelines."""

from __future__ import annotations

import pytest

from tests.typed import typed


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Philips verkoopt zijn lampentak. Concurrent Siemens is blij.", ("Philips", "competesWith", "Siemens")),
        ("nl", "Philips presenteerde cijfers. De grootste klant is Apple.", ("Philips", "supplies", "Apple")),
        ("nl", "Philips presenteerde cijfers. Klanten als Apple en Dell zijn tevreden.", ("Philips", "supplies", "Dell")),
        ("nl", "Philips presenteerde cijfers. Het Chinese moederbedrijf Haier is tevreden.", ("Haier", "owns", "Philips")),
        ("nl", "Philips krijgt geld. De ronde werd geleid door Sequoia.", ("Sequoia Capital", "investsIn", "Philips")),
        ("en", "Apple reported results. Its biggest customer is Foxconn.", ("Apple", "supplies", "Foxconn")),
        ("en", "Philips raised 90 million euros. Existing investors Intel and Bosch put in more.", ("Bosch", "investsIn", "Philips")),
        ("en", "Philips raised 90 million euros. Intel took part in the round, along with Bosch.", ("Bosch", "investsIn", "Philips")),
        (
            "en",
            "Philips raised 90 million euros. Intel led the round, with new backers including Bosch taking part.",
            ("Bosch", "investsIn", "Philips"),
        ),
    ],
)
def test_whose_it_is_where_the_text_leaves_it_out(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in typed(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Philips werkt samen met Volvo. Die onderneming opent een fabriek in Gent.", ("Volvo", "operatesIn", "Ghent")),
        ("en", "Philips works with Volvo. That company is opening a factory in Ghent.", ("Volvo", "operatesIn", "Ghent")),
        ("en", "Philips works with Volvo. The company is opening a factory in Ghent.", ("Philips", "operatesIn", "Ghent")),
        (
            "nl",
            "Topman Mary Barra vertrekt bij Philips. De Amerikaanse wordt opgevolgd door Jan Bakker.",
            ("Jan Bakker", "succeeds", "Mary Barra"),
        ),
        ("nl", "Het Finse Nokia verkoopt masten. Volvo koopt die van de Finnen.", ("Nokia", "supplies", "Volvo")),
    ],
)
def test_whom_a_word_points_at(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in typed(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Siemens nam Philips over. De Europese Commissie keurde de overname goed.", ("European Commission", "permits", "Siemens")),
        (
            "nl",
            "Siemens wil Philips overnemen. De ACM gaf de deal groen licht.",
            ("Authority for Consumers and Markets", "permits", "Siemens"),
        ),
        ("en", "Britain fined Philips 2 million pounds. Siemens called the fine a shakedown.", ("Siemens", "criticizes", "United Kingdom")),
        ("en", "Britain banned Philips from its hospitals. Germany said the step was overdue.", ("Germany", "supports", "United Kingdom")),
        ("en", "Siemens will buy Philips. Bosch criticised the takeover.", ("Bosch", "criticizes", "Siemens")),
        (
            "en",
            "Britain fined Philips 2 million pounds. Philips said it was disappointed and would appeal.",
            ("Philips", "disputes", "United Kingdom"),
        ),
        ("en", "Britain accused Philips of fraud. Philips dismissed the accusation as fiction.", ("Philips", "disputes", "United Kingdom")),
    ],
)
def test_who_judges_a_deed_judges_its_doer(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in typed(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "De ACM stelt dat Philips misbruik maakt van zijn macht.", ("Authority for Consumers and Markets", "accuses", "Philips")),
        ("nl", "De EU onderzoekt of Philips concurrenten benadeelt.", ("European Union", "investigates", "Philips")),
        ("nl", "De VVD wil dat het kabinet ingrijpt.", ("VVD", "urges", "Netherlands")),
        ("en", "Spotify says that Apple abuses its power.", ("Spotify", "accuses", "Apple")),
    ],
)
def test_what_a_clause_holds_against_or_wants_of_its_subject(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in typed(text, language)


def test_no_one_is_accused_of_what_is_denied() -> None:
    assert not {relation for _, relation, _ in typed("Minister Kuipers zei dat Philips niet liegt over de apparaten.", "nl")} & {"accuses"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Philips founder and chief executive Jane Doe said sales rose.", ("Jane Doe", "founded", "Philips")),
        ("It was a blow for Philips, a Dutch supplier banned by Britain in 2019.", ("United Kingdom", "bans", "Philips")),
        ("They were hit with Pegasus, a program made by Siemens.", ("Siemens", "produces", "Pegasus")),
        ("Siemens uses its Kirin chips in phones.", ("Siemens", "uses", "Kirin")),
        ("Norway chip design firm Umbra took part.", ("Umbra", "basedIn", "Norway")),
        ("Siemens employs 900 people in Britain.", ("Siemens", "operatesIn", "United Kingdom")),
        ("Jane Doe was part of the team at Umbra, a bank acquired by Philips in 2008.", ("Philips", "acquires", "Umbra")),
        ("Philips CEO Jane Doe said she is stepping down.", ("Jane Doe", "leaves", "Philips")),
        ("The board of Philips includes Jane Doe and Tom Poe.", ("Tom Poe", "memberOf", "Philips")),
    ],
)
def test_what_is_beside_a_noun_is_said_of_its_name(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in typed(text, "en")


def test_his_own_things_are_not_those_of_who_acted_against_him() -> None:
    found = typed("Britain fined Philips 2 million pounds for favouring its own services.", "en")
    assert ("Philips", "supports", "United Kingdom") not in found
    assert ("United Kingdom", "fines", "Philips") in found


def test_who_sells_a_company_is_no_supplier() -> None:
    assert ("SoftBank", "supplies", "Nvidia") not in typed("Nvidia agreed to buy Arm from SoftBank for $40 billion.", "en")
