"""What is done in a country, to one another, and in answer to what others asked, with the shipped pipelines; a near miss beside each."""

from __future__ import annotations

import pytest

from tests.typed import typed

Told = tuple[str, str, str]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Jane Doe werd in Canada aangehouden.", ("Canada", "arrests", "Jane Doe")),
        ("nl", "Jane Doe werd op verzoek van Duitsland in Canada aangehouden.", ("Canada", "arrests", "Jane Doe")),
        ("nl", "Umbra is in Frankrijk beboet.", ("France", "fines", "Umbra")),
        ("nl", "TikTok is in India verboden.", ("India", "bans", "TikTok")),
        ("en", "Jane Doe was arrested in Canada in May.", ("Canada", "arrests", "Jane Doe")),
        ("en", "TikTok was banned in India in 2020.", ("India", "bans", "TikTok")),
        ("nl", "Umbra is in 2008 opgericht in San Diego.", ("Umbra", "basedIn", "San Diego")),
        ("en", "Umbra was founded in 2008 in San Diego.", ("Umbra", "basedIn", "San Diego")),
        ("nl", "Umbra is een grote speler op de telefoonmarkt in Duitsland.", ("Umbra", "operatesIn", "Germany")),
        ("nl", "Orbis negeerde waarschuwingen van Greenpeace.", ("Greenpeace", "warns", "Orbis")),
        ("nl", "Orbis wijst een verzoek van Greenpeace af.", ("Greenpeace", "urges", "Orbis")),
        ("en", "Orbis ignored warnings from Greenpeace.", ("Greenpeace", "warns", "Orbis")),
    ],
)
def test_where_nobody_else_is_named_a_state_did_what_was_done_there(language: str, text: str, expected: Told) -> None:
    assert expected in typed(text, language)


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("nl", "Jane Doe werd door de Duitse politie in Frankrijk aangehouden.", ("France", "arrests", "Jane Doe")),
        ("en", "Jane Doe was arrested in France by German police.", ("France", "arrests", "Jane Doe")),
        ("en", "Google was fined in France by the European Commission.", ("France", "fines", "Google")),
    ],
)
def test_whoever_is_said_to_act_did_it_and_not_the_place(language: str, text: str, wrong: Told) -> None:
    assert wrong not in typed(text, language)


@pytest.mark.parametrize(
    ("language", "text", "relation"),
    [
        ("nl", "China en de Verenigde Staten legden elkaar heffingen op.", "imposesTariffsOn"),
        ("en", "China and the United States imposed tariffs on each other.", "imposesTariffsOn"),
        ("en", "China and the United States accused one another of spying.", "accuses"),
    ],
)
def test_what_two_do_to_each_other_both_do(language: str, text: str, relation: str) -> None:
    found = typed(text, language)
    assert ("China", relation, "United States") in found
    assert ("United States", relation, "China") in found


def test_who_helps_others_meet_each_other_meets_nobody() -> None:
    assert not {told for told in typed("Umbra helpt mensen elkaar te ontmoeten.", "nl") if told[1] == "meetsWith"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een meerderheid in de Tweede Kamer steunt Umbra.", ("Tweede Kamer", "supports", "Umbra")),
        ("Twitter weert advertenties van Umbra.", ("Twitter", "bans", "Umbra")),
        ("Jan Smit, directeur van de Digital Services-tak van Umbra, is tevreden.", ("Digital Services-tak", "partOf", "Umbra")),
        ("Jan Smit, directeur van de Digital Services-tak van Umbra, is tevreden.", ("Jan Smit", "leads", "Digital Services-tak")),
    ],
)
def test_who_acts_for_a_chamber_or_leads_a_unit_with_a_hyphen(text: str, expected: Told) -> None:
    assert expected in typed(text, "nl")


def test_the_words_before_a_hyphen_are_no_body_of_their_own() -> None:
    told = typed("Jan Smit, de baas van de Personal Health-divisie van Umbra, vertrekt.", "nl")
    assert ("Jan Smit", "leads", "Personal") not in told
