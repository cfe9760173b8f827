"""From a claim to a fact: typed ends, one direction, and a reason for every refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.ground import attributed, ground
from kg.link import ENTITY, linker
from kg.model import Claim, Entity, Fact, Literal, Mention, Modality, Polarity, Rejection, Sentence, Span
from kg.ontology import load

TEXT = "Umbra does something to Globex."


def mention(name: str, *types: str, kind: str = "name", at: int = 0, text: str = "", language: str = "en") -> Mention:
    words = text or name
    return Mention(words, at, at + len(words), kind, name, language, types)


def claim(subject: Mention, relations: str | tuple[str, ...], target: Mention, **more: Any) -> Claim:
    candidates = tuple(relations.split()) if isinstance(relations, str) else relations
    more = {"rule": "test", "relation": "do something to", **more}
    return Claim(
        "a1", Sentence(0, len(TEXT), TEXT), subject, more.pop("relation"), Span(6, 10), target, candidates, more.pop("rule"), **more
    )


def fact(*args: Any, **more: Any) -> Fact:
    found = ground(claim(*args, **more), linker())
    assert isinstance(found, Fact), found
    return found


def rejection(*args: Any, **more: Any) -> Rejection:
    found = ground(claim(*args, **more), linker())
    assert isinstance(found, Rejection), found
    return found


UMBRA, GLOBEX, DOE = mention("Umbra", "Company"), mention("Globex", "Company", at=24), mention("Jane Doe", "Person")
NORWAY = mention("Norway", "Country")


# ── typed facts ──────────────────────────────────────────────────────────────────────────────────


def test_a_claim_whose_ends_fit_is_a_fact() -> None:
    found = fact(UMBRA, "acquires", GLOBEX)
    assert (found.subject.id, found.relation.id, found.relation.typed) == (ENTITY + "umbra", "acquires", True)
    assert isinstance(found.object, Entity)
    assert found.object.id == ENTITY + "globex"


def test_a_relation_takes_the_names_that_the_ontology_lists_for_it() -> None:
    """WhatsApp is a company and what people use; Panasonic is only a company, and who works with WhatsApp is its partner."""
    whatsapp = mention("WhatsApp", "Company", at=24)
    assert fact(UMBRA, "uses", whatsapp).relation.id == "uses"
    assert fact(UMBRA, ("uses", "partnersWith"), whatsapp).relation.id == "partnersWith"
    assert rejection(UMBRA, "uses", mention("Panasonic", "Company", at=24)).reason == "uses takes no Company as object"


def test_a_fact_carries_the_ancestors_of_its_relation() -> None:
    """Who asks for what restricts Umbra finds its sanctions."""
    found = fact(NORWAY, "sanctions", GLOBEX)
    assert found.relation.parents == load().relations["sanctions"].parents == ("restricts",)
    assert found.relation.label == "sanctions"


def test_everything_the_sentence_says_goes_along() -> None:
    made = claim(
        UMBRA, "acquires", GLOBEX, polarity=Polarity.NEGATED, modality=Modality.PLANNED, time="2020-05", amount="5 USD", role="owner",
        attribution_text="Orbis said", confidence=0.7, rule="acquires: buy(subj=S, obj=O)",
    )  # fmt: skip
    found = ground(made, linker())
    assert isinstance(found, Fact)
    (piece,) = found.evidence
    assert (piece.article, piece.sentence, piece.rule) == ("a1", made.sentence, made.rule)
    assert (piece.subject, piece.relation, piece.object) == (Span(0, 5), Span(6, 10), Span(24, 30))
    assert (piece.polarity, piece.modality, piece.time, piece.amount, piece.role) == ("negated", "planned", "2020-05", "5 USD", "owner")
    assert (piece.attribution, piece.attribution_text, piece.confidence) == (None, "Orbis said", 0.7)


def test_the_speaker_becomes_an_entity() -> None:
    made = claim(UMBRA, "acquires", GLOBEX, attribution=mention("VS", "Country", language="nl"), attribution_text="VS zegt")
    found = ground(made, linker())
    assert isinstance(found, Fact)
    (piece,) = attributed(found, made, linker()).evidence
    assert piece.attribution is not None
    assert piece.attribution.id == ENTITY + "united-states"
    assert attributed(found, replace(made, attribution=None), linker()) == found


def test_the_first_relation_that_fits_is_taken() -> None:
    """The candidates are in order of how much of their phrase was found."""
    assert fact(UMBRA, "leads acquires sues", GLOBEX).relation.id == "acquires"


# ── one direction ────────────────────────────────────────────────────────────────────────────────


def test_a_symmetric_relation_has_one_order() -> None:
    """ "Umbra works with Globex" and "Globex works with Umbra" are the same fact, each with its own words."""
    one = fact(UMBRA, "partnersWith", GLOBEX)
    other = fact(GLOBEX, "partnersWith", UMBRA)
    assert one.id == other.id
    assert (one.subject.label, other.subject.label) == ("Globex", "Globex")
    assert one.evidence[0].subject == other.evidence[0].subject == Span(24, 30), "the words still stand at their own end"
    assert one.evidence[0].object == Span(0, 5)


def test_any_other_relation_keeps_its_order() -> None:
    assert fact(UMBRA, "sues", GLOBEX).id != fact(GLOBEX, "sues", UMBRA).id


@pytest.mark.parametrize(("relation", "inverse"), [("owns", "ownedBy"), ("supplies", "customerOf")])
def test_the_inverse_is_the_same_fact(relation: str, inverse: str) -> None:
    """ "Umbra owns Globex" and "Globex belongs to Umbra"."""
    assert load().relations[relation].inverse == inverse
    assert fact(UMBRA, relation, GLOBEX).id == fact(GLOBEX, inverse, UMBRA).id


@pytest.mark.parametrize(
    ("subject", "relation", "target"),
    [
        (mention("Texas", "Place"), "sues", GLOBEX),
        (mention("California", "Place"), "bans", GLOBEX),
        (DOE, "leads", mention("Rotterdam", "City", at=24)),
        (UMBRA, "sues", mention("Texas", "Place", at=24)),
    ],
)
def test_a_place_stands_for_those_who_govern_it(subject: Mention, relation: str, target: Mention) -> None:
    """It stays a place: the relation takes it as what it is."""
    found = fact(subject, relation, target)
    assert isinstance(found.object, Entity)
    assert found.relation.id == relation
    assert {found.subject.type, found.object.type} & {"Place", "City"}


def test_a_name_with_two_senses_stands_for_those_who_govern_its_country() -> None:
    assert fact(mention("Washington", "City"), "sues", GLOBEX).subject.type == "Country"


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("subject", "relation", "target", "reason"),
    [
        (NORWAY, "leads", GLOBEX, "leads takes no Country as subject"),
        (UMBRA, "produces", DOE, "produces takes no Person as object"),
        (UMBRA, "raises", GLOBEX, "raises takes no Company as object"),
        (mention("Texas", "Place"), "criticizes", GLOBEX, "criticizes takes no Place as subject"),
        (UMBRA, "owns", DOE, "owns takes no Person as object"),
        (DOE, "ownedBy", UMBRA, "ownedBy takes no Person as subject"),
        (UMBRA, "acquires", mention("5 USD", kind="literal"), "acquires takes no Literal as object"),
        (UMBRA, "acquires", mention("Umbra", "Company", at=24), "subject and object are the same"),
        (UMBRA, (), mention("5 USD", kind="literal"), "an open relation needs two entities"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(subject: Mention, relation: str, target: Mention, reason: str) -> None:
    """Nothing is dropped in silence: whoever asks why a sentence gave no fact is told."""
    found = rejection(subject, relation, target)
    assert found.reason == reason
    assert (found.claim.subject, found.claim.object) == (subject, target)


def test_two_names_of_one_thing_are_the_same() -> None:
    """ "The US" and "Washington" do nothing to each other."""
    assert (
        rejection(mention("US", "Country"), "sanctions", mention("Washington", "Country", at=24)).reason
        == "subject and object are the same"
    )


def test_the_reason_speaks_of_the_best_candidate() -> None:
    assert rejection(NORWAY, "leads worksFor", GLOBEX).reason.startswith("leads ")


# ── classes from the relation ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("relation", "kind"), [("leads", "Person"), ("listedOn", "Company")])
def test_an_untyped_name_takes_the_class_that_the_relation_asks_for(relation: str, kind: str) -> None:
    """Whoever leads a company is a person, though nothing else in the article says so."""
    target = GLOBEX if relation == "leads" else mention("Orbis", "StockExchange", at=24)
    assert fact(mention("Umbra"), relation, target).subject.type == kind


def test_a_typed_name_keeps_its_class() -> None:
    assert fact(mention("Umbra", "University"), "sues", GLOBEX).subject.type == "University"
    assert rejection(mention("Umbra", "University"), "leads", GLOBEX).reason == "leads takes no University as subject"


def test_a_second_vote_counts_where_the_first_does_not_fit() -> None:
    """The tagger said organisation, an apposition person: the relation decides between the two."""
    assert fact(mention("Umbra", "Organization", "Person"), "leads", GLOBEX).subject.type == "Person"


def test_a_general_class_is_made_narrower() -> None:
    """A tagger knows organisations only; what is listed on an exchange is a company."""
    assert fact(mention("Umbra", "Organization"), "listedOn", mention("Orbis", "StockExchange", at=24)).subject.type == "Company"


def test_a_class_that_only_a_tagger_gave_yields_to_the_relation() -> None:
    """A small tagger takes "Halden" for a place; whoever is sued is none."""
    assert fact(mention("Halden", "Place"), "sues", GLOBEX).subject.type == "Organization"
    assert fact(NORWAY, "arrests", mention("Halden", "Place", at=24)).object.label == "Halden"


@pytest.mark.parametrize("name", ["Halden University", "Ministry of Trade"])
def test_a_name_whose_words_tell_its_class_does_not_yield(name: str) -> None:
    assert rejection(mention(name, "Organization"), "leads", GLOBEX).reason == "leads takes no Organization as subject"


def test_a_person_with_two_names_is_a_person() -> None:
    assert rejection(UMBRA, "produces", DOE).reason == "produces takes no Person as object"


def test_a_known_name_is_never_retyped() -> None:
    found = rejection(mention("Norway", "Country"), "leads", GLOBEX)
    assert "Country" in found.reason
    assert linker().link(mention("Norway")).type == "Country"


def test_a_name_with_two_senses_takes_the_one_that_fits() -> None:
    """ "Washington imposes sanctions": the country; "is based in Washington": the city."""
    washington = mention("Washington", "City")
    assert fact(washington, "sanctions", GLOBEX).subject.id == ENTITY + "united-states"
    based = fact(UMBRA, "basedIn", mention("Washington", "City", at=24))
    assert isinstance(based.object, Entity)
    assert based.object.type == "City"


# ── literals and open relations ──────────────────────────────────────────────────────────────────


def test_an_amount_is_a_literal() -> None:
    found = fact(UMBRA, "raises", mention("12000000000 USD", kind="literal", text="$12 billion", at=24), amount="12000000000 USD")
    assert found.object == Literal("12000000000 USD")
    assert found.evidence[0].object == Span(24, 35)


def test_an_open_relation_is_named_by_its_words() -> None:
    found = fact(UMBRA, (), GLOBEX, relation="look into")
    assert (found.relation.id, found.relation.label, found.relation.typed, found.relation.parents) == ("look-into", "look into", False, ())


def test_an_open_relation_asks_for_no_class() -> None:
    found = fact(mention("Umbra"), (), DOE, relation="rekenen op")
    assert (found.relation.id, found.subject.type) == ("rekenen-op", "Organization")


def test_the_same_claim_twice_is_the_same_fact() -> None:
    assert fact(UMBRA, "acquires", GLOBEX) == fact(UMBRA, "acquires", GLOBEX)
    assert fact(UMBRA, "acquires", GLOBEX).id == fact(UMBRA, "acquires", GLOBEX, polarity=Polarity.NEGATED).id, (
        "a denial is of the same fact"
    )
