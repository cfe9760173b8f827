"""What the parser hung in the wrong place: appositions in rows, seats of two names, posts that begin with a participle."""

from __future__ import annotations

import pytest

from tests.typed import framed, typed


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        (
            "Shares in SMIC, China's largest chipmaker and a supplier of Huawei, fell 2% on Monday.",
            ("SMIC", "supplies", "Huawei"),
            ("SMIC", "basedIn", "Hong Kong"),
        ),
        (
            "Nokia, based in the eastern city of Espoo, and Ericsson Systems, a company that supplies Vodafone, were praised by Intel.",
            ("Ericsson Systems", "supplies", "Vodafone"),
            ("Nokia", "supplies", "Vodafone"),
        ),
        (
            "Among the users are Spotify, the Karolinska Institute and Brightloom Systems, a startup in Ghent.",
            ("Brightloom Systems", "basedIn", "Ghent"),
            ("Spotify", "basedIn", "Ghent"),
        ),
        (
            "Huawei and Nokia, two suppliers of KPN, sell chips.",
            ("Huawei", "supplies", "KPN"),
            ("KPN", "supplies", "Huawei"),
        ),
        (
            "The European Commission has fined Google €2.1bn for favouring its own services.",
            ("European Commission", "fines", "Google"),
            ("Google", "fines", "European Commission"),
        ),
        (
            "Intel was hit with a €376 million fine by the European Commission.",
            ("European Commission", "fines", "Intel"),
            ("Intel", "fines", "European Commission"),
        ),
        (
            "Tesla has ordered chips worth $16 billion from Samsung.",
            ("Samsung", "supplies", "Tesla"),
            ("Tesla", "supplies", "Samsung"),
        ),
        (
            "Beijing called on Washington to lift the sanctions.",
            ("China", "urges", "United States"),
            ("United States", "urges", "China"),
        ),
        (
            "Greenpeace has taken Shell and BP to court.",
            ("Greenpeace", "sues", "BP"),
            ("Shell", "sues", "Greenpeace"),
        ),
        (
            "Agnieszka Krol of Deutsche Bank expects Solera to come back.",
            ("Agnieszka Krol", "worksFor", "Deutsche Bank"),
            ("Solera", "worksFor", "Deutsche Bank"),
        ),
        (
            "The supervisory board of Intel dismissed Chief Executive Pat Gelsinger late on Monday.",
            ("Intel", "dismisses", "Pat Gelsinger"),
            ("Pat Gelsinger", "dismisses", "Intel"),
        ),
        (
            "Huawei's UK vice-president, Victor Zhao, met Ericsson.",
            ("Victor Zhao", "leads", "Huawei"),
            ("Victor Zhao", "leads", "United Kingdom"),
        ),
        (
            "Nvidia, which is not accused of any crime, works with Intel. The Santa Clara, California-based company sued ZTE.",
            ("Nvidia", "basedIn", "Santa Clara"),
            ("Intel", "sues", "ZTE"),
        ),
        (
            "Spotify went public on the New York Stock Exchange.",
            ("Spotify", "listedOn", "New York Stock Exchange"),
            ("Spotify", "basedIn", "New York"),
        ),
        (
            "Tan Boon Keat, Nokia's founder and managing director, denied any wrongdoing.",
            ("Tan Boon Keat", "leads", "Nokia"),
            ("Nokia", "leads", "Tan Boon Keat"),
        ),
    ],
)  # fmt: skip
def test_what_hung_wrong_hangs_right(text: str, told: tuple[str, str, str], untold: tuple[str, str, str]) -> None:
    assert told in typed(text)
    assert untold not in framed(text)


@pytest.mark.parametrize(
    ("language", "posts", "relations"),
    [
        ("en", "CEO and co-founder of", {"leads", "founded"}),
        ("en", "Founder and CEO of", {"leads", "founded"}),
        ("en", "Chief Executive of", {"leads"}),
        ("en", "Chief Executive and Co-founder of", {"leads", "founded"}),
        ("en", "Managing Director of", {"leads"}),
        ("en", "President and CEO of", {"leads"}),
        ("en", "Chief Technology Officer at", {"worksFor"}),
        ("nl", "medeoprichter en CEO van", {"leads", "founded"}),
        ("nl", "directeur en oprichter van", {"leads", "founded"}),
    ],
)
def test_a_row_of_posts_behind_a_quotation_is_held_by_who_said_it(language: str, posts: str, relations: set[str]) -> None:
    said = f'"It works," said Jane Doe, {posts} Umbra.' if language == "en" else f'"Het werkt", zei Jane Doe, {posts} Umbra.'
    assert {relation for subject, relation, target in typed(said, language) if (subject, target) == ("Jane Doe", "Umbra")} == relations


def test_a_portfolio_in_capitals_is_no_organisation() -> None:
    assert {
        (subject, target) for subject, relation, target in typed("Transport Secretary Grant Shapps praised Nokia.") if relation == "leads"
    } == {("Grant Shapps", "United Kingdom")}
    assert not {fact for fact in typed("Transport Secretary Jane Doe praised Nokia.") if fact[1] == "leads"}


@pytest.mark.parametrize(
    ("styled", "body"),
    [
        ("ECB President Jane Doe", "European Central Bank"),
        ("Bank of Japan Governor Jane Doe", "Bank of Japan"),
        ("NATO Secretary General Jane Doe", "NATO"),
        ("Former Nokia Chairman Jane Doe", "Nokia"),
    ],
)
def test_a_post_in_capitals_before_its_bearer_is_of_the_name_before_it(styled: str, body: str) -> None:
    assert ("Jane Doe", "leads", body) in typed(f"{styled} praised Samsung.")


def test_a_place_that_somebody_is_in_is_not_what_he_leads() -> None:
    assert ("Jane Doe", "leads", "Brussels") not in typed("In Brussels President Jane Doe praised Samsung.")


@pytest.mark.parametrize(
    "bearer",
    [
        "Umbra policy chief Jane Doe",
        "Umbra public relations manager Jane Doe",
        "Umbra head of policy Jane Doe",
        "Jane Doe, director for policy at Umbra,",
        "Jane Doe, Umbra's law enforcement liaison,",
    ],
)
def test_what_a_post_is_about_hides_nobody_whom_it_is_at(bearer: str) -> None:
    assert {("Jane Doe", "worksFor", "Umbra"), ("Jane Doe", "leads", "Umbra")} & typed(f"{bearer} praised Samsung.")


def test_a_campaign_is_no_post_at_its_candidate() -> None:
    found = typed("Roe campaign communications director Jane Doe praised Samsung.")
    assert not {("Jane Doe", "worksFor", "Roe"), ("Jane Doe", "leads", "Roe")} & found


def test_an_article_with_a_capital_opens_a_name() -> None:
    assert ("Jane Doe", "worksFor", "Daily Umbra") in typed("Jane Doe works at the news site The Daily Umbra.")
