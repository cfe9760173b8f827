"""What stands beside a name says where it belongs; each form on documents built by hand, with a near miss beside it."""

from __future__ import annotations

import pytest

from kg.extract.claims import claims
from kg.extract.scene import reader
from kg.link import linker
from kg.ontology import load
from kg.parse import Doc
from tests.docs import article
from tests.typed import typed

NAMES = {"Umbra": "ORG", "Globex": "ORG", "Jane Doe": "PERSON", "Dresden": "GPE", "VVD": "ORG"}


def told(document: Doc, rule: str) -> list[tuple[str, tuple[str, ...], str]]:
    found = claims(document, reader(document.lang_, load(), linker(), ()))
    return [(claim.subject.name, claim.candidates, claim.object.name) for claim in found if claim.rule == rule]


def read(language: str, text: str, table: str, *more: str) -> Doc:
    return article(language, text, table, *more, ents=NAMES)


@pytest.mark.parametrize("label", ["appos", "nmod", "conj"])
def test_a_city_with_its_country_behind_a_comma(label: str) -> None:
    """ "Dresden, Germany": a parser gives the second any of these labels."""
    table = f"Dresden _ PROPN 4 nsubj\n, _ PUNCT 3 punct\nGermany _ PROPN 1 {label}\ngrew grow VERB 0 ROOT VerbForm=Fin"
    assert told(read("en", "Dresden, Germany grew", table), "within") == [("Dresden", ("locatedIn",), "Germany")]


def test_places_in_a_row_do_not_lie_in_each_other() -> None:
    table = """
        Dresden _ PROPN 6 nsubj
        , _ PUNCT 3 punct
        Germany _ PROPN 1 conj
        and _ CCONJ 5 cc
        France _ PROPN 1 conj
        grew grow VERB 0 ROOT VerbForm=Fin
        """
    assert told(read("en", "Dresden, Germany and France grew", table), "within") == []


def test_a_person_of_an_organisation() -> None:
    table = """
        Jane _ PROPN 5 nsubj
        Doe _ PROPN 1 flat
        of _ ADP 4 case
        Umbra _ PROPN 1 nmod
        left leave VERB 0 ROOT VerbForm=Fin
        """
    assert told(read("en", "Jane Doe of Umbra left", table), "affiliation") == [("Jane Doe", ("worksFor",), "Umbra")]


def test_a_person_of_a_party_is_a_member() -> None:
    table = """
        Jane _ PROPN 6 nsubj
        Doe _ PROPN 1 flat
        van _ ADP 5 case
        de _ DET 5 det
        VVD _ PROPN 1 nmod
        vertrok vertrekken VERB 0 ROOT VerbForm=Fin
        """
    document = read("nl", "Jane Doe van de VVD vertrok", table)
    assert [(found[0], found[1]) for found in told(document, "membership")] == [("Jane Doe", ("memberOf",))]
    assert told(document, "affiliation") == []


@pytest.mark.parametrize(
    ("text", "table", "thing"),
    [
        (
            "battery maker Umbra grew",
            "battery _ NOUN 2 compound\nmaker _ NOUN 4 nsubj\nUmbra _ PROPN 2 appos\ngrew grow VERB 0 ROOT VerbForm=Fin",
            "battery",
        ),
        ("chipmaker Umbra grew", "chipmaker _ NOUN 3 nsubj\nUmbra _ PROPN 1 appos\ngrew grow VERB 0 ROOT VerbForm=Fin", "chip"),
    ],
)
def test_a_maker_makes(text: str, table: str, thing: str) -> None:
    assert told(read("en", text, table), "maker") == [("Umbra", ("produces",), thing)]


def test_a_policy_maker_makes_no_product() -> None:
    table = "policy _ NOUN 2 compound\nmaker _ NOUN 4 nsubj\nUmbra _ PROPN 2 appos\ngrew grow VERB 0 ROOT VerbForm=Fin"
    assert told(read("en", "policy maker Umbra grew", table), "maker") == []


def test_a_part_of_an_organisation_by_its_description() -> None:
    """ "Umbra's phone division" has no name of its own: it gets its owner's before it, the same in every article."""
    table = """
        Umbra _ PROPN 4 nmod:poss
        's _ PART 1 case
        phone _ NOUN 4 compound
        division _ NOUN 5 nsubj
        grew grow VERB 0 ROOT VerbForm=Fin
        """
    assert told(read("en", "Umbra's phone division grew", table), "unit") == [("Umbra's phone division", ("partOf",), "Umbra")]
    bare = "Umbra _ PROPN 3 nmod:poss\n's _ PART 1 case\ndivision _ NOUN 4 nsubj\ngrew grow VERB 0 ROOT VerbForm=Fin"
    assert told(read("en", "Umbra's division grew", bare), "unit") == [], "any of its divisions"


def test_a_dutch_compound_names_the_part() -> None:
    table = """
        De _ DET 2 det
        telefoondivisie _ NOUN 5 nsubj
        van _ ADP 4 case
        Umbra _ PROPN 2 nmod
        groeide groeien VERB 0 ROOT VerbForm=Fin
        """
    document = read("nl", "De telefoondivisie van Umbra groeide", table)
    assert told(document, "unit") == [("Umbra telefoondivisie", ("partOf",), "Umbra")]


POST = "{} _ NOUN 4 nsubj\nJane _ PROPN 1 appos\nDoe _ PROPN 2 flat\n{} _ VERB 0 ROOT VerbForm=Fin\n{} _ ADP 6 case\n{} _ PROPN 4 obl"


def test_a_bare_post_of_state_is_of_the_only_country_of_the_sentence() -> None:
    document = read("en", "President Jane Doe spoke in Norway", POST.format("President", "spoke", "in", "Norway"))
    assert told(document, "statePost") == [("Jane Doe", ("leads",), "Norway")]


def test_a_bare_post_of_state_is_not_of_a_country_that_is_dealt_with() -> None:
    document = read("en", "President Jane Doe haggled with Norway", POST.format("President", "haggled", "with", "Norway"))
    assert told(document, "statePost") == []


def test_another_post_is_of_no_state() -> None:
    document = read("en", "Analyst Jane Doe travelled through Norway", POST.format("Analyst", "travelled", "through", "Norway"))
    assert told(document, "statePost") == []


def test_where_an_event_is_held() -> None:
    table = """
        the _ DET 3 det
        trade _ NOUN 3 compound
        fair _ NOUN 6 nsubj
        in _ ADP 5 case
        Norway _ PROPN 3 nmod
        opened open VERB 0 ROOT VerbForm=Fin
        """
    assert told(read("en", "the trade fair in Norway opened", table), "venue") == [("trade fair", ("heldIn",), "Norway")]


def test_a_dutch_genitive_is_one_word_with_its_name() -> None:
    """ "Googles telefoons": the s is no part of the name, whatever label the parser gives the word."""
    table = "Googles _ PROPN 3 nmod\ntelefoons telefoon NOUN 3 nsubj\ngroeien _ VERB 0 ROOT VerbForm=Fin"
    found = told(read("nl", "Googles telefoons groeien", table), "possession")
    assert [(subject, relations) for subject, relations, _ in found] == [("Google", ("produces",))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Prime Minister Jane Doe of the Labour Party resigned."),
        ("en", "Economy Minister Jane Doe, of the Labour Party, resigned."),
        ("nl", "Minister Jane Doe van de Labour Party stapte op."),
    ],
)
def test_the_party_of_who_holds_a_public_post_is_not_led_by_her(language: str, text: str) -> None:
    found = {relation for subject, relation, target in typed(text, language) if (subject, target) == ("Jane Doe", "Labour Party")}
    assert "memberOf" in found
    assert "leads" not in found


def test_the_leader_of_a_party_leads_it() -> None:
    assert ("Jane Doe", "leads", "Labour Party") in typed("Opposition leader Jane Doe of the Labour Party resigned.")
