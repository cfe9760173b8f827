"""A deed that ends what was so takes the end that it leaves out from what the article said before, with the shipped pipelines."""

from __future__ import annotations

from functools import cache

import pytest

from kg.model import Article, Fact, Modality
from kg.reading import read_article


@cache
def facts(language: str, text: str) -> tuple[Fact, ...]:
    return read_article(Article("a", text, published="2021-06-22", source="Wire", language=language)).facts


def read(language: str, text: str) -> set[tuple[str, str, str, str | None]]:
    return {
        (fact.subject.label, fact.relation.id, fact.object.label, piece.time) for fact in facts(language, text) for piece in fact.evidence
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The United States imposed sanctions on ZTE in April 2018. The Trump administration lifted that ban in July 2018.",
            ("United States", "liftsRestrictionsOn", "ZTE", "2018-07"),
        ),
        (
            "en",
            "India banned TikTok in June 2020. The government lifted the ban in March.",
            ("India", "liftsRestrictionsOn", "TikTok", "2021-03"),
        ),
        (
            "nl",
            "De Verenigde Staten sanctioneerden Huawei. De regering hief de sancties in mei op.",
            ("United States", "liftsRestrictionsOn", "Huawei", "2021-05"),
        ),
        ("nl", "Bob Swan is topman van Intel. Swan stapte vrijdag op.", ("Bob Swan", "leaves", "Intel", "2021-06-18")),
        ("nl", "Bob Swan is topman van Intel. Hij werd in 2020 ontslagen.", ("Intel", "dismisses", "Bob Swan", "2020")),
        (
            "nl",
            "Mollie haalt geld op. Mol nam het bestuur van Mollie over nadat Gaston Aussems vorig jaar als topman was vertrokken.",
            ("Gaston Aussems", "leaves", "Mollie", "2020"),
        ),
        (
            "en",
            "The United States imposed sanctions on Huawei in May. A year ago similar sanctions nearly killed ZTE.",
            ("United States", "sanctions", "ZTE", "2020"),
        ),
    ],
)
def test_a_deed_takes_the_end_that_it_leaves_out_from_before(language: str, text: str, expected: tuple[str, str, str, str | None]) -> None:
    assert expected in read(language, text)


@pytest.mark.parametrize(
    ("language", "text", "relation"),
    [
        ("en", "Germany banned TikTok. France lifted the ban in March.", "liftsRestrictionsOn"),
        ("en", "India banned TikTok. The government lifted a ban in March.", "liftsRestrictionsOn"),
        ("en", "The government lifted that ban in July.", "liftsRestrictionsOn"),
        ("en", "Bob Swan is the chief executive of Intel. Swan left for Japan in May.", "leaves"),
        ("nl", "Bob Swan is topman van Intel. “Het gaat goed”, zegt Swan, die analisten ontving.", "leaves"),
        ("en", "Similar sanctions nearly killed ZTE.", "sanctions"),
    ],
    ids=["another's", "any", "of no one", "a journey", "another verb", "whose"],
)
def test_nothing_is_taken_from_what_does_not_fit(language: str, text: str, relation: str) -> None:
    assert relation not in {name for _, name, _, _ in read(language, text)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gaston Aussems resigned as chief executive of Mollie last year."),
        ("nl", "Gaston Aussems vertrok vorig jaar als topman van Mollie."),
    ],
)
def test_a_post_whose_holder_leaves_it_was_held_until_then(language: str, text: str) -> None:
    assert ("Gaston Aussems", "leads", "Mollie", "../2020") in read(language, text)


def test_who_will_leave_still_has_the_post() -> None:
    (post,) = (
        fact for fact in facts("en", "Bob Swan is the chief executive of Intel. Swan will resign in May.") if fact.relation.id == "leads"
    )
    (leaving,) = (
        fact for fact in facts("en", "Bob Swan is the chief executive of Intel. Swan will resign in May.") if fact.relation.id == "leaves"
    )
    assert post.evidence[0].time is None
    assert leaving.evidence[0].modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("language", "text", "investors"),
    [
        ("nl", "Mollie haalt 30 miljoen euro op bij Rabobank. Ook ING en KPN stappen in.", {"Rabobank", "ING", "KPN"}),
        ("nl", "Mollie haalt 30 miljoen euro op. ING legt opnieuw geld in, en ook Rabobank doet mee.", {"ING", "Rabobank"}),
        (
            "en",
            "Mollie raised $30 million from Accel. Sequoia Capital and SoftBank took part as well.",
            {"Accel", "Sequoia Capital", "SoftBank"},
        ),
        ("nl", "Mollie haalt 30 miljoen euro op. Ziggo doet mee aan de veiling.", set()),
        ("nl", "Mollie groeit. Ook ING stapt in.", set()),
        ("nl", "Mollie haalt 30 miljoen euro op. Piet Bos stapt in.", set()),
    ],
)
def test_who_steps_in_invests_in_whoever_raises_money(language: str, text: str, investors: set[str]) -> None:
    assert {subject for subject, relation, whom, _ in read(language, text) if (relation, whom) == ("investsIn", "Mollie")} == investors


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jane Doe, the chief executive of Intel, resigned over the scandal.", True),
        ("Jane Doe, the chief executive of Intel, wants to resign in protest, according to Chinese media.", True),
        ("Jane Doe, the chief executive of Intel, resigned from the board of Siemens.", False),
    ],
)
def test_why_somebody_leaves_hides_no_post(text: str, left: bool) -> None:
    assert any((subject, relation, whom) == ("Jane Doe", "leaves", "Intel") for subject, relation, whom, _ in read("en", text)) is left
