"""What general forms say of whom: each with what must be read, and what a careless reader would read instead."""

from __future__ import annotations

import pytest

from tests.typed import typed

Triple = tuple[str, str, str]


def check(text: str, told: Triple, untold: Triple) -> None:
    found = typed(text)
    assert told in found, sorted(found)
    assert untold not in found


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("Spotify closed a $40 million Series B led by Accel.", ("Accel", "investsIn", "Spotify"), ("Accel", "leads", "Spotify")),
        ("Spotify closed a $40 million Series B led by Accel.", ("Spotify", "raises", "$40 million"), ("Accel", "raises", "$40 million")),
        (
            "Spotify has closed a $40 million Series B led by Accel, with participation from Google.",
            ("Google", "investsIn", "Spotify"),
            ("Google", "investsIn", "Accel"),
        ),
        (
            "Spotify raised 40 million euros on Monday. The round was led by Index Ventures.",
            ("Index Ventures", "investsIn", "Spotify"),
            ("Spotify", "investsIn", "Index Ventures"),
        ),
        (
            "Spotify raised 40 million dollars, as did Klarna.",
            ("Klarna", "raises", "$40 million"),
            ("Spotify", "investsIn", "Klarna"),
        ),
        (
            "Daniel Dines founded UiPath in 2005 with Marius Tirca.",
            ("Marius Tirca", "founded", "UiPath"),
            ("Daniel Dines", "founded", "Marius Tirca"),
        ),
    ],
)
def test_money_that_is_raised(text: str, told: Triple, untold: Triple) -> None:
    check(text, told, untold)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        (
            "Interior Minister Karin Holm met Chinese officials in Berlin.",
            ("Karin Holm", "leads", "Interior Ministry"),
            ("Karin Holm", "leads", "China"),
        ),
        (
            "Anna Jones, the Labour chair of the committee, criticised Google.",
            ("Anna Jones", "memberOf", "Labour Party"),
            ("Anna Jones", "leads", "Labour Party"),
        ),
        (
            "Anna Jones of the Greens criticised Google.",
            ("Anna Jones", "memberOf", "Green Party"),
            ("Anna Jones", "worksFor", "Green Party"),
        ),
        (
            "Huawei sued Vodafone. In Beijing, foreign ministry spokesman Lin Jian urged Germany to open its market.",
            ("Lin Jian", "urges", "Germany"),
            ("Lin Jian", "leads", "Huawei"),
        ),
        (
            "The board of Intel dismissed Pat Gelsinger on Monday.",
            ("Intel", "dismisses", "Pat Gelsinger"),
            ("Pat Gelsinger", "dismisses", "Intel"),
        ),
        (
            "The National Cyber Security Centre, part of the agency GCHQ, visited Intel.",
            ("National Cyber Security Centre", "partOf", "GCHQ"),
            ("National Cyber Security Centre", "memberOf", "GCHQ"),
        ),
    ],
)
def test_who_belongs_to_whom(text: str, told: Triple, untold: Triple) -> None:
    check(text, told, untold)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        (
            "Vodafone sold chips to Huawei in 2019. The Chinese firm sued Ericsson.",
            ("Huawei", "sues", "Ericsson"),
            ("Vodafone", "sues", "Ericsson"),
        ),
        (
            "Calder Mobile removed antennas of Huawei. The Glasgow-based operator sued Ericsson.",
            ("Calder Mobile", "basedIn", "Glasgow"),
            ("Huawei", "basedIn", "Glasgow"),
        ),
        (
            "Rheintal Halbleiter makes chips. On Monday Rheintal sued Ericsson.",
            ("Rheintal Halbleiter", "sues", "Ericsson"),
            ("Rheintal", "sues", "Ericsson"),
        ),
        (
            "The BSI fined Apple. The Chinese embassy in Berlin accused Germany of bullying.",
            ("China", "accuses", "Germany"),
            ("BSI", "accuses", "Germany"),
        ),
        (
            "Huawei sued Apple. Beijing suspended the export controls on gallium that it had introduced in 2023.",
            ("China", "restricts", "gallium"),
            ("Huawei", "restricts", "gallium"),
        ),
        (
            "Arm sued Intel. Peter Stein said that the SoftBank-controlled company makes chips.",
            ("SoftBank", "owns", "Arm"),
            ("SoftBank", "produces", "chips"),
        ),
    ],
)
def test_who_is_meant(text: str, told: Triple, untold: Triple) -> None:
    check(text, told, untold)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        (
            "Intel's customers include Dell and Lenovo.",
            ("Intel", "supplies", "Lenovo"),
            ("Lenovo", "supplies", "Intel"),
        ),
        (
            "The European Commission is looking into whether Apple makes it too hard for developers to leave.",
            ("European Commission", "investigates", "Apple"),
            ("Apple", "investigates", "European Commission"),
        ),
        (
            "The European Commission said in 2023 that Huawei posed a risk to its networks.",
            ("European Commission", "accuses", "Huawei"),
            ("Huawei", "accuses", "European Commission"),
        ),
        (
            "The cooperation between Intel and Nokia began in 2019.",
            ("Intel", "partnersWith", "Nokia"),
            ("Intel", "owns", "Nokia"),
        ),
        (
            "Qualcomm has a suit pending against Arm.",
            ("Qualcomm", "sues", "Arm"),
            ("Arm", "sues", "Qualcomm"),
        ),
        (
            "In September Klarna raised $650 million in a round led by Silver Lake.",
            ("Silver Lake", "investsIn", "Klarna"),
            ("Klarna", "investsIn", "Silver Lake"),
        ),
    ],
)
def test_phrases_of_several_parts(text: str, told: Triple, untold: Triple) -> None:
    check(text, told, untold)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        (
            "Anna Jones, a Social Democrat, met Google.",
            ("Anna Jones", "memberOf", "Social Democrats"),
            ("Anna Jones", "leads", "Google"),
        ),
        (
            "Anna Jones, the Conservative who chairs the Foreign Affairs Committee, wrote to Huawei.",
            ("Anna Jones", "leads", "Foreign Affairs Committee"),
            ("Conservative Party", "leads", "Foreign Affairs Committee"),
        ),
        (
            "Guru Chahal, the Accel partner who led the deal, met Spotify.",
            ("Guru Chahal", "worksFor", "Accel"),
            ("Accel", "partnersWith", "Guru Chahal"),
        ),
        (
            "The minister told the Commons that he had urged Nexperia to give up Newport Fab, which it bought last year.",
            ("Nexperia", "acquires", "Newport Fab"),
            ("Newport Fab", "acquires", "Nexperia"),
        ),
        (
            "Ruth Jones met Ron Jones in Cardiff. Mr Jones has written to Huawei.",
            ("Ron Jones", "contacts", "Huawei"),
            ("Ruth Jones", "contacts", "Huawei"),
        ),
        (
            "Spotify sued OpenAI. The San Francisco company makes ChatGPT.",
            ("OpenAI", "basedIn", "San Francisco"),
            ("Spotify", "basedIn", "San Francisco"),
        ),
        (
            "Anthropic, which has taken billions from Amazon, met Google.",
            ("Amazon", "investsIn", "Anthropic"),
            ("Anthropic", "investsIn", "Amazon"),
        ),
    ],
)
def test_what_stands_beside_a_name(text: str, told: Triple, untold: Triple) -> None:
    check(text, told, untold)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("Intel makes chips for cars built by BMW and Volkswagen.", ("BMW", "produces", "cars"), ("BMW", "partnersWith", "Volkswagen")),
        ("Vodafone removed Huawei from its masts and sued Nokia.", ("Vodafone", "sues", "Nokia"), ("Vodafone", "produces", "masts")),
        (
            "Elizabeth Warren, a Democrat from Massachusetts, criticised Google.",
            ("Elizabeth Warren", "memberOf", "Democratic Party"),
            ("Democratic Party", "basedIn", "Massachusetts"),
        ),
    ],
)
def test_what_is_not_said(text: str, told: Triple, untold: Triple) -> None:
    check(text, told, untold)
