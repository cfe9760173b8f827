"""Dutch ways of saying a thing that a small parser or a plain phrase does not give away, with the shipped pipelines."""

from __future__ import annotations

import pytest

from kg.model import Article, Polarity
from kg.reading import read_article
from tests.typed import typed

Told = tuple[str, str, str]


def told(text: str) -> frozenset[Told]:
    return typed(text, "nl")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Philips maakt lampen. Ook Shell behoort tot de klanten.", ("Philips", "supplies", "Shell")),
        ("Philips maakt lampen. Ook Volvo en tientallen gemeenten behoren tot de klanten.", ("Philips", "supplies", "Volvo")),
    ],
)
def test_to_whose_customers_one_belongs_with_a_particle_in_front(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected", "wrong"),
    [
        ("EUV-machines verkoopt ASML niet aan China.", ("ASML", "sells", "EUV machines"), ("China", "acquires", "ASML")),
        (
            "MessageBird, dat Adriaan Mol tien jaar geleden oprichtte, groeit.",
            ("Adriaan Mol", "founded", "MessageBird"),
            ("MessageBird", "founded", "Adriaan Mol"),
        ),
    ],
)
def test_which_of_two_nouns_acts(text: str, expected: Told, wrong: Told) -> None:
    found = told(text)
    assert expected in found
    assert wrong not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De ACM onderzoekt of Apple concurrenten benadeelt.", ("Authority for Consumers and Markets", "investigates", "Apple")),
        ("De VS legden Huawei sancties op.", ("United States", "sanctions", "Huawei")),
        ("De zaak begon bij de AIVD, die het OM een bericht stuurde.", ("AIVD", "contacts", "Openbaar Ministerie")),
    ],
)
def test_a_name_before_a_bare_noun_has_a_role_of_its_own(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Odido is in handen van het Britse Vodafone en het Amerikaanse kabelconcern Liberty Global.", ("Vodafone", "owns", "Odido")),
        ("Odido is in handen van het Britse Vodafone en het Amerikaanse kabelconcern Liberty Global.", ("Liberty Global", "owns", "Odido")),
        (
            "De winnaars zijn het Zweedse Ericsson en het Finse Nokia, de grootste concurrenten van Huawei.",
            ("Huawei", "competesWith", "Nokia"),
        ),
        ("Huawei en ZTE zijn groot. De VS startten onderzoeken naar beide concerns.", ("United States", "investigates", "ZTE")),
        ("Philips bezit een derde van de aandelen in het Braziliaanse iFood.", ("Philips", "investsIn", "iFood")),
        ("Een meerderheid van de Tweede Kamer wil dat het kabinet ingrijpt.", ("Tweede Kamer", "urges", "Netherlands")),
    ],
)
def test_several_and_a_part_of_something(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kamerlid Jan de Vries wil opheldering.", ("Jan de Vries", "memberOf", "Tweede Kamer")),
        ("D66-Kamerlid Kees Verhoeven stelde vragen.", ("Kees Verhoeven", "memberOf", "Tweede Kamer")),
        ("Eurocommissaris Margrethe Vestager is kritisch.", ("Margrethe Vestager", "worksFor", "European Commission")),
        (
            "Onderwijsminister Ingrid van Engelshoven schreef een brief.",
            ("Ingrid van Engelshoven", "leads", "Ministry of Education of the Netherlands"),
        ),
        ("Oud-NXP-bestuurder Carla Hendrikse krijgt een zetel.", ("Carla Hendrikse", "leads", "NXP")),
        ("Oleg Saveljev is inkoper bij Philips.", ("Oleg Saveljev", "worksFor", "Philips")),
        ("VVD'er Bastiaan Verkuijl waarschuwde voor een verbod.", ("Bastiaan Verkuijl", "memberOf", "VVD")),
        ("De motie van Barbara Kathmann (GroenLinks-PvdA) werd aangenomen.", ("Barbara Kathmann", "memberOf", "GroenLinks-PvdA")),
        ("Jan Bakker, destijds adviseur van Philips, was boos.", ("Jan Bakker", "worksFor", "Philips")),
    ],
)
def test_where_a_post_is_held(text: str, expected: Told) -> None:
    assert expected in told(text)


def test_a_belgian_member_of_parliament_sits_elsewhere() -> None:
    assert ("Jan de Vries", "memberOf", "Tweede Kamer") not in told("Het Belgische Kamerlid Jan de Vries wil opheldering.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uber kocht het Braziliaanse iFood.", ("iFood", "basedIn", "Brazil")),
        ("Philips koopt de Amerikaanse maildienst SparkPost.", ("SparkPost", "basedIn", "United States")),
        ("De Amerikaanse investeerder General Atlantic stapt in bij Philips.", ("General Atlantic", "basedIn", "United States")),
        ("Ook het Eindhovense Innovation Industries groeit.", ("Innovation Industries", "basedIn", "Eindhoven")),
        ("Mikron staat op de Amerikaanse sanctielijst.", ("United States", "sanctions", "Mikron")),
        ("Philips, met kantoren in Delft en Arnhem, beheert servers.", ("Philips", "operatesIn", "Arnhem")),
        ("De AIVD waarschuwde voor Russische spionage.", ("AIVD", "warns", "Russia")),
        ("Rusland is een bedreiging voor de Nederlandse economie.", ("Russia", "threatens", "Netherlands")),
        ("De AIVD noemt China de grootste dreiging voor Nederland.", ("China", "threatens", "Netherlands")),
    ],
)
def test_what_an_adjective_says_of_a_place(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "De ACM beboette Apple. De rechtbank in Rotterdam vernietigde dat.",
            ("Authority for Consumers and Markets", "basedIn", "Rotterdam"),
        ),
        ("Clingendael schreef een rapport. De Chinese ambassade was boos.", ("Clingendael", "basedIn", "China")),
        ("De VVD-minister legde sancties op aan Huawei.", ("VVD", "sanctions", "Huawei")),
        ("Siemens kocht Philips van Volvo.", ("Volvo", "supplies", "Siemens")),
    ],
)
def test_what_only_stands_near_is_not_meant(text: str, wrong: Told) -> None:
    assert wrong not in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het kabinet greep in bij Nexperia. Wingtech noemt het ingrijpen buitensporig.", ("Wingtech", "criticizes", "Netherlands")),
        ("Het kabinet greep in bij Nexperia. VVD en D66 noemen het ingrijpen terecht.", ("D66", "supports", "Netherlands")),
        ("De VS legden sancties op aan Huawei. China noemt de sancties onterecht.", ("China", "criticizes", "United States")),
    ],
)
def test_who_judges_a_measure_judges_whoever_took_it(text: str, expected: Told) -> None:
    assert expected in told(text)


def test_whose_rival_it_is_that_a_clause_tells_more_of() -> None:
    assert ("KPN", "competesWith", "Odido") in told("KPN haalt apparatuur weg. Concurrent Odido, dat jarenlang klant was, wacht nog.")


def test_the_word_of_a_phrase_does_not_deny_it() -> None:
    facts = read_article(Article("a", "Philips is het niet eens met de ACM.", language="nl")).facts
    assert [fact.evidence[0].polarity for fact in facts if fact.relation.id == "disputes"] == [Polarity.AFFIRMED]


def test_what_someone_is_called_is_said_by_whoever_calls_him_so() -> None:
    facts = read_article(Article("a", "Säpo-chef Klas Friberg noemde China een bedreiging voor Zweden.", language="nl")).facts
    (fact,) = [fact for fact in facts if fact.relation.id == "threatens"]
    assert fact.evidence[0].polarity is Polarity.AFFIRMED
    assert fact.evidence[0].attribution_text is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters meldt dat Microsoft TikTok koopt.", ("Microsoft", "acquires", "TikTok")),
        ("Als Nvidia Arm koopt, verliest Qualcomm.", ("Nvidia", "acquires", "Arm")),
        ("Volgens Reuters wil Qualcomm Intel overnemen.", ("Qualcomm", "acquires", "Intel")),
        ("In 2016 kocht Microsoft LinkedIn voor 26 miljard dollar.", ("Microsoft", "acquires", "LinkedIn")),
        ("In mei zette de VS Huawei op de zwarte lijst.", ("United States", "sanctions", "Huawei")),
        ("Dinsdag daagde Spotify Apple voor de rechter.", ("Spotify", "sues", "Apple")),
        ("Sindsdien levert TSMC Huawei geen chips meer.", ("TSMC", "supplies", "Huawei")),
        ("Zowel Nokia als Ericsson levert aan Vodafone.", ("Nokia", "supplies", "Vodafone")),
        ("Umbra groeit. Ook Globex groeit. Reuters meldt dat Umbra Globex koopt.", ("Umbra", "acquires", "Globex")),
    ],
)
def test_of_two_names_side_by_side_the_second_is_done_to(text: str, expected: Told) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vorig jaar kocht Royal Dutch Shell Eneco.", "Shell"),
        ("Jan Jansen kwam in 2010. Toen leidde Jan Jansen Philips.", "Jan Jansen"),
        ("In 2019 kocht Epic Games Spotify.", "Epic Games"),
    ],
)
def test_names_of_two_words_are_one_before_and_behind_their_verb(text: str, name: str) -> None:
    assert name in {end for subject, _, target in told(text) for end in (subject, target)}
