"""Whose post, which country's minister and which body of a state: what the words leave to the article. A near miss stands beside each."""

from __future__ import annotations

import pytest

from kg.extract.claims import claims
from kg.extract.scene import reader
from kg.link import linker
from kg.ontology import load
from kg.parse import Doc
from tests.docs import article

NAMES = {
    "Umbra": "ORG",
    "Globex": "ORG",
    "Jane Doe": "PERSON",
    "Dutch": "NORP",
    "Belgian": "NORP",
    "Germany": "GPE",
    "iPhone": "PRODUCT",
    "Boston": "GPE",
}
GREW = "Umbra _ PROPN 2 nsubj\ngrew grow VERB 0 ROOT VerbForm=Fin"


def told(text: str, *tables: str) -> list[tuple[str, str, str, str]]:
    """Rule, subject, first relation that fits, object."""
    document: Doc = article("en", text, *tables, ents=NAMES)
    found = claims(document, reader("en", load(), linker(), ()))
    return [(claim.rule, claim.subject.name, claim.candidates[0], claim.object.name) for claim in found if claim.candidates]


@pytest.mark.parametrize(("post", "expected"), [("Founder", ("bareFounder", "founded")), ("Chairman", ("bareRole", "leads"))])
def test_a_bare_post_is_one_at_the_company_spoken_of(post: str, expected: tuple[str, str]) -> None:
    bare = f"{post} _ NOUN 4 nsubj\nJane _ PROPN 1 appos\nDoe _ PROPN 2 flat\nleft leave VERB 0 ROOT VerbForm=Fin"
    rule, relation = expected
    assert (rule, "Jane Doe", relation, "Umbra") in told(f"Umbra grew. {post} Jane Doe left", GREW, bare)
    assert told(f"{post} Jane Doe left", bare) == [], "no company was named"


def test_a_post_without_a_company_is_at_the_one_of_the_lead_and_not_at_one_in_passing() -> None:
    passing = """
        Firms firm NOUN 3 nsubj Number=Plur
        near _ ADP 3 case
        Globex _ PROPN 1 nmod
        grew grow VERB 0 ROOT VerbForm=Fin
        """
    passing = passing.replace("Firms firm NOUN 3", "Firms firm NOUN 4")
    chief = "Chairman _ NOUN 4 nsubj\nJane _ PROPN 1 appos\nDoe _ PROPN 2 flat\nleft leave VERB 0 ROOT VerbForm=Fin"
    found = told("Umbra grew. Firms near Globex grew. Chairman Jane Doe left", GREW, passing, chief)
    assert ("bareRole", "Jane Doe", "leads", "Umbra") in found
    assert not [claim for claim in found if claim[3] == "Globex"]


def test_a_minister_is_one_of_the_country_whose_rulers_the_article_speaks_of() -> None:
    fell = """
        The _ DET 3 det
        Dutch _ ADJ 3 amod
        government _ NOUN 4 nsubj
        fell fall VERB 0 ROOT VerbForm=Fin
        """
    minister = """
        Science _ NOUN 2 compound
        minister _ NOUN 5 nsubj
        Jane _ PROPN 2 appos
        Doe _ PROPN 3 flat
        left leave VERB 0 ROOT VerbForm=Fin
        """
    assert ("statePost", "Jane Doe", "leads", "Netherlands") in told(
        "The Dutch government fell. Science minister Jane Doe left", fell, minister
    )
    no_one = told("Umbra grew. Science minister Jane Doe left", GREW, minister)
    assert not [claim for claim in no_one if claim[3] == "Netherlands"], "no country was spoken of"


def test_a_body_of_a_state_without_a_name_is_a_part_of_the_state() -> None:
    office = """
        The _ DET 4 det
        Belgian _ ADJ 4 amod
        tax _ NOUN 4 compound
        office _ NOUN 5 nsubj
        sued sue VERB 0 ROOT VerbForm=Fin
        Umbra _ PROPN 5 obj
        """
    assert ("unit", "Belgian tax office", "partOf", "Belgian") in told("The Belgian tax office sued Umbra", office)


def test_a_body_of_a_state_that_has_a_name_is_called_by_it() -> None:
    named = """
        Umbra _ PROPN 7 nsubj
        , _ PUNCT 6 punct
        the _ DET 6 det
        Belgian _ ADJ 6 amod
        tax _ NOUN 6 compound
        office _ NOUN 1 appos
        grew grow VERB 0 ROOT VerbForm=Fin
        """
    assert not [claim for claim in told("Umbra, the Belgian tax office grew", named) if claim[1] == "Belgian tax office"]
    shop = "The _ DET 3 det\nBelgian _ ADJ 3 amod\noffice _ NOUN 4 nsubj\nsued sue VERB 0 ROOT VerbForm=Fin\nUmbra _ PROPN 4 obj"
    assert not [claim for claim in told("The Belgian office sued Umbra", shop) if claim[0] == "unit"], "an office of whoever it may be"
