"""Who finds what someone does fair or wrong, with the shipped pipelines: words of blame and praise in place of a verb of criticism."""

from __future__ import annotations

import pytest

from tests.typed import typed


def read(language: str, text: str) -> set[tuple[str, str, str]]:
    return {fact for fact in typed(text, language) if fact[1] in {"criticizes", "supports"}}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Margrethe Vestager called the American tariffs unfair.", ("Margrethe Vestager", "criticizes", "United States")),
        ("en", "Tim Cook argued that Brussels is unfair.", ("Tim Cook", "criticizes", "European Union")),
        ("en", "“The American sanctions are unfair,” said Tim Cook.", ("Tim Cook", "criticizes", "United States")),
        (
            "en",
            "Nokia said the ruling by the US Commerce Department was disproportionate.",
            ("Nokia", "criticizes", "U.S. Department of Commerce"),
        ),
        ("en", "Thierry Breton welcomed the Dutch export curbs.", ("Thierry Breton", "supports", "Netherlands")),
        ("en", "Tim Cook argued that Brussels is fair.", ("Tim Cook", "supports", "European Union")),
        ("nl", "Margrethe Vestager noemde de Amerikaanse heffingen oneerlijk.", ("Margrethe Vestager", "criticizes", "United States")),
        ("nl", "Nokia zegt dat het besluit van de Verenigde Staten onterecht is.", ("Nokia", "criticizes", "United States")),
        ("nl", "China reageert woedend op het besluit van Nederland.", ("China", "criticizes", "Netherlands")),
        ("nl", "Kamerlid Six Dijkstra vindt dat het kabinet te weinig doet.", ("Six Dijkstra", "criticizes", "Netherlands")),
    ],
)
def test_a_word_of_blame_or_praise_says_what_one_thinks_of_the_other(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in read(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tim Cook argued that Brussels is not unfair."),
        ("en", "Tim Cook called the American market important."),
        ("nl", "Nokia zegt dat het besluit van de Verenigde Staten niet onterecht is."),
        ("nl", "Kamerlid Six Dijkstra vindt dat het kabinet veel doet."),
    ],
)
def test_without_such_a_word_nothing_is_thought(language: str, text: str) -> None:
    assert read(language, text) == set()
