"""What words of their own say to be over, or not so, is denied: "pulled out of", "sold its stake in", "verloor X als klant"."""

from __future__ import annotations

import pytest

from kg.model import Article, Evidence
from kg.reading import read_article

Triple = tuple[str, str, str]


def pieces(text: str, language: str) -> dict[Triple, list[Evidence]]:
    facts = read_article(Article("a", text, language=language)).facts
    return {(fact.subject.label, fact.relation.id, fact.object.label): list(fact.evidence) for fact in facts if fact.relation.typed}


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("en", "Nokia pulled out of Russia in 2022.", ("Nokia", "operatesIn", "Russia")),
        ("en", "Ericsson has ceased operations in Russia.", ("Ericsson", "operatesIn", "Russia")),
        ("en", "Nokia sold its stake in Ericsson.", ("Nokia", "investsIn", "Ericsson")),
        ("en", "Nokia has lost Vodafone as a customer.", ("Nokia", "supplies", "Vodafone")),
        ("en", "Vodafone dropped Nokia as a supplier.", ("Nokia", "supplies", "Vodafone")),
        ("en", "Ericsson rejected a takeover bid from Nokia.", ("Nokia", "acquires", "Ericsson")),
        ("en", "Oxford University turned down funding from Huawei.", ("Huawei", "funds", "University of Oxford")),
        ("en", "Samsung has abandoned Android.", ("Samsung", "uses", "Android")),
        ("en", "Nokia parted ways with Siemens last year.", ("Nokia", "partnersWith", "Siemens")),
        ("nl", "Nokia trok zich vorig jaar terug uit Rusland.", ("Nokia", "operatesIn", "Russia")),
        ("nl", "Nokia stopt met leveren aan Vodafone.", ("Nokia", "supplies", "Vodafone")),
        ("nl", "Nokia verloor Vodafone als klant.", ("Nokia", "supplies", "Vodafone")),
        ("nl", "Philips heeft Nokia ingeruild voor Ericsson.", ("Nokia", "supplies", "Philips")),
        ("nl", "De TU Delft verbrak de banden met Huawei.", ("Delft University of Technology", "partnersWith", "Huawei")),
        ("nl", "Prosus verlaat Nasdaq.", ("Prosus", "listedOn", "Nasdaq")),
        ("en", "The World Bank has suspended payments to Chile.", ("World Bank", "funds", "Chile")),
        ("en", "Nokia has frozen an order for phones from Samsung.", ("Samsung", "supplies", "Nokia")),
        ("en", "Philips took Samsung's phones off its shelves.", ("Philips", "sells", "smartphones")),
        ("en", "Brazil has forbidden Nokia to sell its fastest phones to Iran.", ("Nokia", "supplies", "Iran")),
        ("en", "Brazil has revoked licences that allowed Nokia to sell phones to Huawei.", ("Nokia", "supplies", "Huawei")),
        ("nl", "KLM schrapt alle vluchten op Beiroet.", ("KLM", "operatesIn", "Beirut")),
        ("nl", "Minister Jan de Vries trekt de subsidie voor de Universiteit Utrecht in.", ("Jan de Vries", "funds", "Utrecht University")),
    ],
)
def test_what_is_over_by_its_words_is_denied(language: str, text: str, triple: Triple) -> None:
    found = pieces(text, language)
    assert {piece.polarity.value for piece in found.get(triple, [])} == {"negated"}, found


def test_who_has_not_left_is_still_there() -> None:
    found = pieces("Samsung has not abandoned Android.", "en")
    assert {piece.polarity.value for piece in found["Samsung", "uses", "Android"]} == {"affirmed"}


def test_what_may_end_may_be_denied() -> None:
    found = pieces("Nokia may lose Vodafone as a customer.", "en")
    assert {(piece.polarity.value, piece.modality.value) for piece in found["Nokia", "supplies", "Vodafone"]} == {("negated", "possible")}


def test_a_noun_that_is_taken_back_says_nothing_by_itself() -> None:
    assert [relation for _, relation, _ in pieces("Nokia sold its stake in Ericsson.", "en")] == ["investsIn"]
    assert [relation for _, relation, _ in pieces("De TU Delft verbrak de banden met Huawei.", "nl")] == ["partnersWith"]


def test_a_counter_phrase_needs_its_own_verb() -> None:
    """In the phrase "verbreekt de banden met" the noun tells the ties; it is the verb that ends them."""
    found = pieces("Philips heeft banden met Huawei.", "nl")
    assert {piece.polarity.value for piece in found["Huawei", "tiedTo", "Philips"]} == {"affirmed"}
    assert ("Huawei", "partnersWith", "Philips") not in found


def test_a_post_that_is_left_is_no_listing() -> None:
    """ "Verlaat" is said of a post and of an exchange: which relation it is tells whether it is denied."""
    found = pieces("Bestuursvoorzitter Jan de Vries verlaat Philips.", "nl")
    assert {piece.polarity.value for piece in found["Jan de Vries", "leaves", "Philips"]} == {"affirmed"}


def test_a_licence_that_was_revoked_is_revoked() -> None:
    """The noun tells of the restriction with its verb: that it is revoked denies what it allowed, and not who restricts whom."""
    found = pieces("Brazil has revoked licences that allowed Nokia and Samsung to sell phones to Huawei.", "en")
    told = [piece for (subject, relation, _), there in found.items() if (subject, relation) == ("Brazil", "restricts") for piece in there]
    assert {piece.polarity.value for piece in told} <= {"affirmed"}
    assert {piece.modality.value for piece in found["Samsung", "supplies", "Huawei"]} == {"asserted"}
