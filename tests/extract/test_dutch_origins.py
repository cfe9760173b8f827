"""Where Dutch news says that someone is from: an adjective before a bare name, a town behind it, the word for an inhabitant."""

from __future__ import annotations

import pytest

from tests.typed import framed, typed

CASES = (
    ("De dienst verleende een ontheffing aan het Noorse Vestvik voor een proef.", ("Vestvik", "basedIn", "Norway")),
    ("Zij heeft Signify uit Utrecht ingehuurd om de systemen te herstellen.", ("Signify", "basedIn", "Utrecht")),
    ("Vier van de tien camera's komen van Hikvision uit Hangzhou.", ("Hikvision", "basedIn", "Hangzhou")),
    ("Globex Materials, een Amerikaanse rivaal, is blij.", ("Globex Materials", "basedIn", "United States")),
    ("Topman Max Bakker vertrekt. De Oostenrijker wordt directeur van Philips.", ("Max Bakker", "basedIn", "Austria")),
    ("De rechtbank in Rotterdam stelde Philips in het gelijk.", ("Rechtbank Rotterdam", "basedIn", "Rotterdam")),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_where_someone_is_from_is_found(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in typed(text, "nl")


def test_a_nationality_before_one_of_a_row_is_not_that_of_the_others() -> None:
    facts = framed("Klanten zijn netbeheerder Alliander, de Zweedse truckbouwer Scania en het Gelderse Koolhof.", "nl")
    assert ("Scania", "basedIn", "Sweden") in facts
    assert ("Alliander", "basedIn", "Sweden") not in facts
    assert ("Alliander", "produces", "trucks") not in facts


def test_the_people_of_a_country_behind_a_preposition_are_nobody_in_particular() -> None:
    assert ("ASML", "basedIn", "Sweden") not in typed("ASML groeit. De minister kaartte de zaak opnieuw aan bij de Zweden.", "nl")
