"""Where names begin and end in news: small words inside, posts and nationalities before them, what they are of behind them."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract.mentions import names
from kg.link import linker
from kg.model import Article, Mention
from kg.reading import reader_of

ENGLISH = (
    ("The Center for Soil and Water, which both firms pay, will sue.", "Center for Soil and Water"),
    ("They went to a summer school at the Chinese Academy of Engines in Beijing.", "Chinese Academy of Engines"),
    ("He led the Police Service of Northern Ireland.", "Police Service of Northern Ireland"),
    ("The Royal Bank of Canada lent it the money.", "Royal Bank of Canada"),
    ("The money came from Umbra Trading of Chicago.", "Chicago"),
    ("The rocket of Dawn Lab of Peter Beck went up.", "Peter Beck"),
    ("Britain's ambassador, Sir Kim Darrow, resigned on Wednesday.", "Kim Darrow"),
    ("Garrett Lord, who leads the firm, spoke on Friday.", "Garrett Lord"),
    ("Nancy Ip, the president of the university, was there.", "Nancy Ip"),
    ("He met President Xi Jinping on Monday.", "Xi Jinping"),
    ("In Beijing Zhao Lijian, a spokesman, called it a smear.", "Zhao Lijian"),
    ("At the ceremony, NASA Administrator Charles Bolden named the towns.", "Charles Bolden"),
    ("House Republican Jim Jordan cheered it.", "Jim Jordan"),
    ("The Trump Organization had hired him.", "Trump Organization"),
    ("Every flight of Turkish Airlines to Moscow was full.", "Turkish Airlines"),
    ("The president received them at Mar-a-Lago.", "Mar-a-Lago"),
    ("Arm is the property of Japan's SoftBank.", "Japan"),
    ("They asked Moody's about it.", "Moody's"),
    ("It stopped sales on the West Bank in 2021.", "West Bank"),
    ("Luc Van den hove runs Imec.", "Luc Van den hove"),
)
DUTCH = (
    ("Minister Karien van Gennip sprak met de bonden.", "Karien van Gennip"),
    ("Minister Jan Bakker van Klimaat en Groene Groei was er ook.", "Jan Bakker"),
    ("Jonas Dhaenens van Umbra was er ook.", "Jonas Dhaenens"),
    ("Een toestel van Samsung of Google is nodig.", "Samsung"),
    ("Oud-minister van Buitenlandse Zaken Ben Bakker zegt dat hij niets wist.", "Ben Bakker"),
    ("De Inspectie Bodem en Water waarschuwde het bedrijf.", "Inspectie Bodem en Water"),
    ("Hij is hoogleraar aan de Universiteit Leiden. De omroep belde.", "Universiteit Leiden"),
    ("De Academie van Wetenschappen sprak met de Nederlandse Vereniging van Banken.", "Nederlandse Vereniging van Banken"),
)


@pytest.mark.parametrize(("text", "name"), ENGLISH)
def test_the_english_name_is_whole(text: str, name: str) -> None:
    assert name in found(text, "en")


@pytest.mark.parametrize(("text", "name"), DUTCH)
def test_the_dutch_name_is_whole(text: str, name: str) -> None:
    assert name in found(text, "nl")


def test_a_ministry_of_another_state_is_not_that_of_the_language() -> None:
    """The Dutch ministry is known by the name; the adjective says that another state's is meant."""
    mention = next(
        mention for mention in mentions("Het Turkse ministerie van Buitenlandse Zaken zweeg.", "nl") if "ministerie" in mention.text
    )
    assert (mention.text, mention.name) == ("ministerie van Buitenlandse Zaken", "Turkse ministerie van Buitenlandse Zaken")
    assert linker().link(mention).label != linker().link(mentions("Het ministerie van Buitenlandse Zaken zweeg.", "nl")[0]).label


def found(text: str, language: str) -> list[str]:
    """The words of the names of a text."""
    return [mention.text for mention in mentions(text, language)]


def mentions(text: str, language: str) -> list[Mention]:
    """The names of a text."""
    reader = reader_of(language)
    return [item.mention for item in names(annotate(Article("a", text, language=language)), reader.lexicon, linker(), reader.nouns)]
