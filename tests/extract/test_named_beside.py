"""What stands beside a name and tells what it is or whom it serves: titles, articles, brackets, rows and counterparts."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.reading import read_article
from tests.typed import typed

Triple = tuple[str, str, str]


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("nl", "Chipbedrijf Vuurmeer haalt geld op", "Vuurmeer is in trek. Nokia steekt geld in Vuurmeer."),
        ("nl", "Nieuws van de dag", "Het Eindhovense Vuurmeer groeit. Nokia neemt een belang in Vuurmeer."),
        ("en", "Chipmaker Vuurmeer raises money", "Vuurmeer is popular. Nokia invests in Vuurmeer."),
    ],
)
def test_a_title_an_article_and_money_tell_a_company_from_a_place(language: str, title: str, text: str) -> None:
    facts = read_article(Article("a", text, title=title, language=language)).facts
    assert {fact.object.type for fact in facts if fact.object.label == "Vuurmeer"} <= {"Company", "Organization"}
    assert ("Nokia", "investsIn", "Vuurmeer") in {(fact.subject.label, fact.relation.id, fact.object.label) for fact in facts}


@pytest.mark.parametrize(
    ("language", "text", "told", "untold"),
    [
        pytest.param(
            "nl",
            "Dat bleek tijdens een debat met minister Eppo Bruins van Onderwijs, Cultuur en Wetenschap (NSC).",
            ("Eppo Bruins", "memberOf", "Nieuw Sociaal Contract"),
            ("Eppo Bruins", "leads", "ministerie van Onderwijs, Cultuur en Wetenschap (NSC"),
            id="a party behind a portfolio",
        ),
        pytest.param(
            "nl",
            "Donald Trump en zijn Chinese ambtgenoot Xi Jinping hebben elkaar gesproken.",
            ("Xi Jinping", "worksFor", "China"),
            ("Xi Jinping", "worksFor", "Donald Trump"),
            id="a counterpart",
        ),
        pytest.param(
            "en",
            "Donald Trump met his Chinese counterpart Xi Jinping in Busan.",
            ("Xi Jinping", "worksFor", "China"),
            ("Donald Trump", "worksFor", "China"),
            id="a counterpart in English",
        ),
        pytest.param(
            "nl",
            "CDA-collega's Jan Smit en Piet Bos stelden vragen aan minister Mona Vis.",
            ("Piet Bos", "contacts", "Mona Vis"),
            ("Piet Bos", "contacts", "Jan Smit"),
            id="a row behind a plural",
        ),
        pytest.param(
            "nl",
            "ING koopt een deel van Tencent, het Chinese techbedrijf achter chatapp WeChat.",
            ("Tencent", "owns", "WeChat"),
            ("ING", "owns", "WeChat"),
            id="the company behind",
        ),
        pytest.param(
            "nl",
            "De Universiteit van Amsterdam en de Universiteit Leiden werken samen met Huawei. Het plan is nieuw. Niemand wist ervan. "
            "Dat bleek in mei. De universiteiten waarschuwden Nokia.",
            ("Leiden University", "warns", "Nokia"),
            ("Huawei", "warns", "Nokia"),
            id="all of a class that were named",
        ),
    ],
)
def test_what_stands_beside_a_name_is_said_of_it(language: str, text: str, told: Triple, untold: Triple) -> None:
    assert (told in typed(text, language), untold in typed(text, language)) == (True, False), sorted(typed(text, language))


def test_a_place_before_a_bar_is_no_part_of_the_sentence() -> None:
    article = Article("a", "Enschede | Tesla koopt chips van Nokia.", language="nl")
    assert {fact.subject.label for fact in read_article(article).facts} == {"Nokia"}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("nl", "De VS verlagen de importheffingen op Chinese goederen.", ("United States", "liftsRestrictionsOn", "China")),
        ("nl", "De VS halveren de importheffing op een deel van de Chinese goederen.", ("United States", "liftsRestrictionsOn", "China")),
        ("en", "The US imposed tariffs on Chinese goods.", ("United States", "imposesTariffsOn", "China")),
        ("nl", "Jan Smit werkte tot 2019 bij ASML in Veldhoven en stapte over naar NXP.", ("ASML", "basedIn", "Veldhoven")),
    ],
)
def test_a_nationality_and_a_place_tell_whose_a_thing_is_and_where_someone_is(language: str, text: str, told: Triple) -> None:
    assert told in typed(text, language)


def test_nobody_behind_a_semicolon_is_the_source_of_what_stands_before_it() -> None:
    text = "The United States raised tariffs on Chinese goods to 25 percent; on Monday China answered with duties on American goods."
    facts = read_article(Article("a", text, language="en")).facts
    assert {piece.attribution for fact in facts if fact.subject.label == "United States" for piece in fact.evidence} == {None}
