"""One thing, one entity: whatever its name, the language, the article and the order of reading."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from kg.link import ENTITY, UNTYPED, key, linker
from kg.model import Entity, Mention
from kg.ontology import load


def mention(name: str, language: str = "en", *types: str, **more: bool) -> Mention:
    return Mention(name, 0, len(name), "name", name, language, types, **more)


def entity(name: str, language: str = "en", *types: str) -> Entity:
    return linker().link(mention(name, language, *types))


# ── known names ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "United States"), ("en", "US"), ("en", "U.S."), ("en", "USA"), ("en", "America"), ("en", "American"), ("en", "Americans"),
        ("en", "White House"), ("en", "US government"), ("en", "U.S. government"), ("en", "Trump administration"),
        ("nl", "Verenigde Staten"), ("nl", "VS"), ("nl", "V.S."), ("nl", "Amerika"), ("nl", "Amerikaanse"), ("nl", "Amerikanen"),
        ("nl", "Witte Huis"), ("nl", "Amerikaanse regering"), ("nl", "regering-Trump"), ("nl", "regering Trump"),
    ],
)  # fmt: skip
def test_every_name_of_a_country_is_one_entity(language: str, name: str) -> None:
    """In both languages, with and without full stops, by adjective, inhabitants and government."""
    found = entity(name, language)
    assert (found.id, found.label, found.type, found.known) == (ENTITY + "united-states", "United States", "Country", True)


def test_case_counts() -> None:
    """ "us" is a pronoun and "who" no organisation."""
    assert linker().lookup("us", "en") is None
    assert linker().lookup("US", "en") is not None


def test_a_common_noun_is_known_in_any_case() -> None:
    sense = linker().lookup("Chips", "en")
    assert sense is not None
    assert sense.entity.type == "Product"


@pytest.mark.parametrize("name", ["Brasil", "Umbra", "", "?", "States"])
def test_a_name_that_is_not_known(name: str) -> None:
    assert linker().lookup(name, "en") is None


@pytest.mark.parametrize(
    ("language", "name", "government"),
    [
        ("en", "Washington", "united-states"),
        ("en", "Beijing", "china"),
        ("nl", "Den Haag", "netherlands"),
        ("en", "The Hague", "netherlands"),
    ],
)
def test_a_city_or_its_government_by_what_is_wanted(language: str, name: str, government: str) -> None:
    """ "Washington imposed sanctions" is the country, "an office in Washington" the city."""
    assert entity(name, language, "Agent").id == ENTITY + government
    city = entity(name, language, "City")
    assert city.type == "City"
    assert city.id != ENTITY + government


@pytest.mark.parametrize(
    ("language", "name", "country"),
    [
        ("en", "Nepali", "nepal"),
        ("en", "Omani", "oman"),
        ("en", "Kyrgyz", "kyrgyzstan"),
        ("en", "Monegasque", "monaco"),
        ("en", "Uzbeks", "uzbekistan"),
        ("nl", "Rwandese", "rwanda"),
        ("nl", "Moldavische", "moldova"),
        ("nl", "Somaliërs", "somalia"),
    ],
)
def test_adjectives_and_inhabitants_of_small_countries(language: str, name: str, country: str) -> None:
    assert entity(name, language).id == ENTITY + country


def test_emirates_alone_is_the_airline() -> None:
    assert entity("Emirates").type == "Company"
    assert entity("the Emirates").id == entity("The Emirates").id == ENTITY + "united-arab-emirates"


def test_a_label_goes_before_a_metonym() -> None:
    """Without a hint "Paris" is the city, whose name it is."""
    assert entity("Paris").type == "City"


def test_the_articles_language_decides_between_equals() -> None:
    """ "Brussels" is the city's English name and a Dutch adjective; both lead to the same city."""
    assert entity("Brussels", "nl").id == entity("Brussel", "nl").id == entity("Brussels", "en").id


@pytest.mark.parametrize(
    "name", ["Apple Inc.", "Apple Inc", "Apple, Inc.", "Apple Corporation", "Apple Co. Ltd.", "Apple N.V.", "Apple Holdings"]
)
def test_a_legal_form_is_no_other_company(name: str) -> None:
    assert entity(name).id == ENTITY + "apple"


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="a legal form is only seen with a capital, and this one is written without")
def test_a_legal_form_in_small_letters() -> None:
    assert entity("Apple plc").id == ENTITY + "apple"


@pytest.mark.parametrize("name", ["Apple Bank", "Apple Records", "Big Apple", "Apple inc", "Inc."])
def test_other_words_make_another_name(name: str) -> None:
    """ "Bank" tells the class of a name, but without it the name is another's."""
    assert entity(name).id != ENTITY + "apple"


# ── new names ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Umbra", "umbra"),
        ("Umbra Marine Works", "umbra-marine-works"),
        ("Umbra’s Café", "umbras-cafe"),
        ("O'Neill & Co", "oneill-co"),
        ("U.M.B.R.A.", "umbra"),
    ],
)
def test_the_iri_of_a_new_name_is_made_of_it(name: str, iri: str) -> None:
    found = entity(name)
    assert (found.id, found.label, found.known) == (ENTITY + iri, name, False)


def test_a_new_name_is_the_same_in_every_order_of_reading() -> None:
    """No counter, no random number: two runs over the same articles give the same graph."""
    names = [f"Umbra {letter}" for letter in "ABCDEFGH"]
    first = {name: entity(name) for name in names}
    shuffled = random.Random(7).sample(names, len(names))
    assert {name: entity(name) for name in shuffled} == first
    assert len({found.id for found in first.values()}) == len(names)


def test_a_new_name_takes_the_best_class_of_its_mention() -> None:
    assert entity("Umbra", "en", "Person", "Company").type == "Person"
    assert entity("Umbra").type == UNTYPED


def test_a_short_name_is_kept_as_an_alias() -> None:
    """ "Doe" for "Jane Doe": a reader may look for either."""
    found = linker().link(Mention("Doe", 0, 3, "name", "Jane Doe", "en", ("Person",)))
    assert (found.id, found.label, found.aliases) == (ENTITY + "jane-doe", "Jane Doe", (("en", "Doe"),))


@pytest.mark.parametrize("kind", ["pronoun", "nominal"])
def test_a_stand_in_is_no_alias(kind: str) -> None:
    """ "it" and "the company" are no names of anything."""
    stand_in = Mention("the company", 0, 11, kind, "Umbra", "en", ("Company",))
    assert linker().named(stand_in).names == ()


def test_an_unlisted_form_of_a_known_name_is_kept() -> None:
    found = linker().named(mention("Apple N.V."))
    assert ("en", "Apple N.V.") in found.aliases
    assert set(entity("Apple").aliases) < set(found.aliases)


def test_a_listed_name_adds_nothing() -> None:
    """Else every article would make the entity anew, and two graphs would differ by what they read first."""
    assert linker().named(mention("VS", "nl")) == entity("VS", "nl")


def test_a_metonym_does_not_become_a_name() -> None:
    """ "Washington" is no name of the United States, though it may stand for them."""
    assert ("en", "Washington") not in linker().named(mention("Washington", "en", "Country")).aliases


def test_an_adjective_does_not_become_a_name() -> None:
    assert linker().named(mention("American", adjectival=True)) == entity("US")


def test_a_legal_form_is_no_other_new_company() -> None:
    """ "Umbra Inc." in one article and "Umbra" in the next are one company."""
    assert entity("Umbra Inc.").id == entity("Umbra").id


# ── how names are compared ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "forms",
    [
        ("U.S.", "US"),
        ("Société Générale", "Societe Generale", "Societe-Generale", "Société–Générale"),
        ("Moody's", "Moody’s", "Moodys"),
        ("Jane  Doe", "Jane\u00a0Doe", "Jane Doe "),
        ("Apple, Inc.", "Apple Inc"),
    ],
)
def test_forms_that_are_one_name(forms: tuple[str, ...]) -> None:
    assert all(key(one) == key(other) for one, other in pairwise(forms))


def test_forms_that_are_two() -> None:
    assert key("us") != key("US")
    assert key("Umbra A") != key("UmbraA")


def test_no_known_name_is_lost() -> None:
    """Every label and other name of every known entity leads to some entity that bears it."""
    index = linker()
    lost = [
        (name, known.entity.id)
        for known in index.ontology.names
        for name in (known.entity.label, *known.entity.names)
        if known.entity.id not in {sense.entity.id for sense in index.senses.get(key(name), ())}
    ]
    assert lost == []


def test_the_search_for_a_known_name_never_stops_inside_one() -> None:
    index = linker()
    for name in {name for known in load().names for name in (known.entity.label, *known.entity.names)}:
        words = name.split()
        assert index.begins(words[0]) or not key(name), name
        assert all(index.goes_on(" ".join(words[:length])) for length in range(1, len(words) + 1)), name
    assert index.goes_on("Apple Inc. Ltd.")
    assert index.goes_on("Taiwanese Semiconductor")
    assert not index.goes_on("Apple said today")


def test_every_country_has_its_item_of_wikidata_and_no_item_is_of_two() -> None:
    entities = [known.entity for known in load().names]
    assert [entity.label for entity in entities if entity.type == "Country" and not entity.same_as] == []
    items = [item for entity in entities for item in entity.same_as]
    assert len(items) == len(set(items))
