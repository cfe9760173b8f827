"""The ontology says what the table of relations says, every term is usable, and a malformed term is named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph

from kg.errors import OntologyError
from kg.knownnames import KnownName, slug
from kg.model import Modality, Polarity
from kg.ontology import Ontology, fits, is_a, load, shipped
from kg.shapes import generate

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "nl")

CLASSES = {
    "Agent": set(),
    "Person": {"Agent"},
    "Organization": {"Agent"},
    "Company": {"Organization", "Agent"},
    "GovernmentBody": {"Organization", "Agent"},
    "PoliticalParty": {"Organization", "Agent"},
    "University": {"Organization", "Agent"},
    "MediaOutlet": {"Organization", "Agent"},
    "StockExchange": {"Organization", "Agent"},
    "Place": set(),
    "Country": {"Place", "Agent"},
    "City": {"Place"},
    "Product": set(),
    "Technology": set(),
    "Agreement": set(),
    "Event": set(),
    "Role": set(),
}

# Relation: subject types, object types, parent.
RELATIONS = {
    "restricts": ("Agent", "Agent Product Technology", ""),
    "sanctions": ("Agent", "Agent", "restricts"),
    "bans": ("Agent", "Agent Product Technology", "restricts"),
    "imposesTariffsOn": ("Agent", "Agent", "restricts"),
    "permits": ("Agent", "Agent Product", ""),
    "liftsRestrictionsOn": ("Agent", "Agent", "permits"),
    "regulates": ("Agent", "Agent Product Technology", ""),
    "investigates": ("Agent", "Agent", ""),
    "sues": ("Agent", "Agent", ""),
    "fines": ("Agent", "Agent", ""),
    "arrests": ("Agent", "Person", ""),
    "accuses": ("Agent", "Agent", ""),
    "disputes": ("Agent", "Agent", ""),
    "criticizes": ("Agent", "Agent Agreement Event", ""),
    "supports": ("Agent", "Agent Agreement", ""),
    "urges": ("Agent", "Agent", ""),
    "warns": ("Agent", "Agent", ""),
    "contacts": ("Agent", "Agent", ""),
    "meetsWith": ("Agent", "Agent", ""),
    "threatens": ("Agent", "Agent", ""),
    "partnersWith": ("Agent", "Agent", ""),
    "supplies": ("Agent", "Agent", ""),
    "customerOf": ("Agent", "Agent", ""),
    "investsIn": ("Agent", "Agent", ""),
    "funds": ("Agent", "Agent Event", ""),
    "acquires": ("Agent", "Agent Product Place", ""),
    "owns": ("Agent", "Agent Product", ""),
    "ownedBy": ("Agent Product", "Agent", ""),
    "founded": ("Agent", "Organization", ""),
    "mergesWith": ("Organization", "Organization", ""),
    "produces": ("Agent", "Product Technology", ""),
    "uses": ("Agent Product", "Product Technology", ""),
    "competesWith": ("Agent", "Agent", ""),
    "listedOn": ("Company", "StockExchange", ""),
    "raises": ("Agent", "Literal", ""),
    "basedIn": ("Agent", "Place", ""),
    "operatesIn": ("Agent", "Place", ""),
    "locatedIn": ("Place", "Place", ""),
    "worksFor": ("Person", "Agent", ""),
    "leads": ("Person", "Agent", "worksFor"),
    "memberOf": ("Agent", "Organization Agreement", ""),
    "partOf": ("Organization", "Organization Country", ""),
    "candidateFor": ("Person", "Agent", ""),
    "succeeds": ("Agent", "Agent", ""),
    "appoints": ("Agent", "Person", ""),
    "dismisses": ("Agent", "Person", ""),
    "sells": ("Agent", "Product", ""),
    "organizes": ("Agent", "Event", ""),
    "takesPartIn": ("Agent", "Event", ""),
    "heldIn": ("Event", "Place", ""),
    "enacts": ("Agent", "Agreement", ""),
    "leaves": ("Person", "Agent", ""),
    "attacks": ("Agent", "Agent", "threatens"),
    "tiedTo": ("Agent", "Agent", ""),
}
SYMMETRIC = {"meetsWith", "partnersWith", "mergesWith", "competesWith", "tiedTo"}
INVERSES = {"supplies": "customerOf", "customerOf": "supplies", "owns": "ownedBy", "ownedBy": "owns"}
CLOSES = {"liftsRestrictionsOn": ("restricts",), "leaves": ("worksFor",), "dismisses": ("worksFor",)}

AMBIGUOUS = {
    ("en", "FCA"),  # Fiat Chrysler, Financial Conduct Authority
    ("nl", "FCA"),
    ("en", "LSE"),  # the stock exchange, the university
    ("en", "NCSC"),  # the Dutch one, the British one
    ("en", "NSC"),  # National Security Council, Nieuw Sociaal Contract
    ("nl", "AP"),  # Autoriteit Persoonsgegevens, Associated Press
    ("nl", "CBS"),  # Centraal Bureau voor de Statistiek, the broadcaster
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


@pytest.fixture(scope="module")
def terms() -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    """What kg.ttl says, by IRI and property."""
    found: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=shipped() / "kg.ttl", format=ox.RdfFormat.TURTLE):
        found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def _named(ontology: Ontology, label: str) -> KnownName:
    return next(known for known in ontology.names if known.entity.label == label)


# ---- The table ----


def test_the_classes_are_those_of_the_table(ontology: Ontology) -> None:
    assert {name: set(kind.parents) for name, kind in ontology.classes.items()} == CLASSES


def test_the_relations_are_those_of_the_table(ontology: Ontology) -> None:
    found = {
        name: (" ".join(relation.subject_types), " ".join(relation.object_types), " ".join(relation.parents))
        for name, relation in ontology.relations.items()
    }
    assert found == RELATIONS


def test_symmetric_inverse_and_closing_relations_are_those_of_the_table(ontology: Ontology) -> None:
    relations = ontology.relations.values()
    assert {relation.name for relation in relations if relation.symmetric} == SYMMETRIC
    assert {relation.name: relation.inverse for relation in relations if relation.inverse} == INVERSES
    assert {relation.name: relation.closes for relation in relations if relation.closes} == CLOSES


def test_every_term_of_ours_has_label_and_comment_in_both_languages(terms: dict[str, dict[str, list[ox.Literal]]]) -> None:
    lacking = [
        (iri, field, language)
        for iri, term in terms.items()
        for field in ("label", "comment")
        for language in LANGUAGES
        if [value.language for value in term[f"http://www.w3.org/2000/01/rdf-schema#{field}"]].count(language) != 1
    ]
    assert lacking == []


def test_domain_and_range_agree_with_the_types_of_the_ends(terms: dict[str, dict[str, list[ox.NamedNode]]], ontology: Ontology) -> None:
    """rdfs:domain and rdfs:range may only stand where there is one class: several would mean all of them at once."""
    rdfs, kgo = "http://www.w3.org/2000/01/rdf-schema#", "https://kg.example/ontology#"
    for name, relation in ontology.relations.items():
        term = terms[kgo + name]
        for field, types in (("domain", relation.subject_types), ("range", relation.object_types)):
            expected = [kgo + kind for kind in types] if len(types) == 1 and types != ("Literal",) else []
            found = [value.value for value in term[rdfs + field] if value.value.startswith(kgo)]
            assert found == expected, (name, field)


def test_a_child_asks_no_less_of_its_ends_than_its_parent(ontology: Ontology) -> None:
    """A fact of the child is one of the parent, so it must fit there too."""
    kinds = [*ontology.classes, "Literal"]
    for name, relation in ontology.relations.items():
        for parent in relation.parents:
            for governed in (False, True):
                pairs = [(s, o) for s in kinds for o in kinds if fits(ontology, name, s, o, governed=governed)]
                assert [pair for pair in pairs if not fits(ontology, parent, *pair, governed=governed)] == [], (name, parent)


def test_an_inverse_has_the_ends_exchanged(ontology: Ontology) -> None:
    for name, inverse in INVERSES.items():
        pairs = [(s, o) for s in ontology.classes for o in ontology.classes]
        assert [pair for pair in pairs if fits(ontology, name, *pair) != fits(ontology, inverse, *reversed(pair))] == [], name


def test_the_vocabulary_has_every_value_of_the_model_and_every_term_that_the_graph_uses(terms: dict[str, object]) -> None:
    kg = "https://kg.example/vocab#"
    values = {value.value for value in (*Polarity, *Modality)}
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg" / "rdf").glob("*.py")))
    used = set(re.findall(r'\bkg\("(\w+)"\)|\bKG \+ "(\w+)"', source))
    names = {name for pair in used for name in pair if name}
    assert sorted(name for name in values | names if kg + name not in terms) == []


def test_no_file_has_blank_nodes() -> None:
    for name in ("kg.ttl", "entities.ttl", "rulers.ttl", "shapes.ttl"):
        quads = ox.parse(path=shipped() / name, format=ox.RdfFormat.TURTLE)
        assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)), name


# ---- Phrases and nouns ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RELATIONS)
def test_every_relation_has_phrases_in_every_language(ontology: Ontology, name: str, language: str) -> None:
    phrases = [text for spoken, text in ontology.relations[name].phrases if spoken == language]
    assert len(phrases) >= 5
    assert len(set(phrases)) == len(phrases)


def test_every_phrase_has_its_slots_once_and_words_between(ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        end = "{A}" if relation.object_types == ("Literal",) else "{O}"
        for _, text in relation.every_phrase:
            slots = re.findall(r"\{.\}", text)
            assert len(set(slots)) == len(slots), text
            assert {"{S}", end} <= set(slots) <= {"{S}", "{O}", "{A}", "{R}", "{P}", "{B}", "{G}", "{W}", "{F}", "{V}"}, text
            assert re.sub(r"\{.\}", "", text).strip(" ") or "{R}" in slots, text
            assert text == " ".join(text.split()), text


def test_no_phrase_says_two_things_of_a_relation(ontology: Ontology) -> None:
    """That it holds, that it does not, that it is planned, that it is possible."""
    for relation in ontology.relations.values():
        kinds = (relation.phrases, relation.counter_phrases, relation.planned_phrases, relation.possible_phrases)
        assert sum(map(len, kinds)) == len(relation.every_phrase), relation.name
    for kind in ("counter_phrases", "planned_phrases", "possible_phrases"):
        assert any(getattr(relation, kind) for relation in ontology.relations.values()), kind


def test_only_relations_with_role_nouns_have_roles_at_their_head(ontology: Ontology) -> None:
    """ "{S} is {R} of {O}" says nothing without a list of the nouns that may stand there."""
    for relation in ontology.relations.values():
        bare = [
            text for _, text in relation.phrases if not re.sub(r"\{.\}|'s|,|\b(is|a|een|the|de|of|at|for|van|bij)\b|-", "", text).strip()
        ]
        assert relation.role_nouns or not any("{R}" in text for text in bare), relation.name


def test_a_phrase_is_shared_only_where_the_classes_decide_or_the_relations_are_close(ontology: Ontology) -> None:
    close = {("ownedBy", "partOf"), ("basedIn", "locatedIn"), ("listedOn", "memberOf"), ("memberOf", "worksFor"), ("memberOf", "partOf")}
    close |= {("basedIn", "worksFor")}  # a country is both a place and an agent: "France's Macron"
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in ontology.relations.values():
        for phrase in relation.phrases:
            owners[phrase].append(relation.name)
    for phrase, names in owners.items():
        for one, other in combinations(names, 2):
            if one in ontology.relations[other].parents or other in ontology.relations[one].parents or (one, other) in close:
                continue
            both = [(s, o) for s in CLASSES for o in CLASSES if fits(ontology, one, s, o) and fits(ontology, other, s, o)]
            assert both == [], (phrase, one, other)


@pytest.mark.parametrize(
    ("kind", "language", "noun"),
    [
        ("Company", "en", "chipmaker"),
        ("Company", "nl", "techgigant"),
        ("Company", "nl", "onderzoeksbureau"),
        ("GovernmentBody", "nl", "toezichthouder"),
        ("GovernmentBody", "en", "regulator"),
        ("University", "nl", "hogeschool"),
        ("MediaOutlet", "nl", "krant"),
        ("Product", "en", "search engine"),
        ("StockExchange", "nl", "beurs"),
        ("Agreement", "en", "treaty"),
        ("Event", "nl", "handelsoorlog"),
    ],
)
def test_common_nouns_name_their_class(ontology: Ontology, kind: str, language: str, noun: str) -> None:
    assert noun in ontology.classes[kind].nouns[language]


def test_every_class_that_news_describes_has_nouns_in_both_languages(ontology: Ontology) -> None:
    for name in set(CLASSES) - {"Agent", "Role"}:
        assert all(ontology.classes[name].nouns.get(language) for language in LANGUAGES), name


def test_legal_forms_are_suffixes_that_leave_the_name_the_same(ontology: Ontology) -> None:
    """ "Huawei Inc." is Huawei; "Google Cloud" is not Google and "Deutsche Bank" not "Deutsche"."""
    company = ontology.classes["Company"]
    assert company.legal_forms < company.suffixes
    assert {"Inc.", "N.V."} <= company.legal_forms
    assert not {"Bank", "Cloud", "Technologies"} & company.legal_forms


def test_role_nouns_tell_leading_from_working(ontology: Ontology) -> None:
    leads, works = ontology.relations["leads"].role_nouns, ontology.relations["worksFor"].role_nouns
    assert {"CEO", "prime minister", "chairman"} <= leads["en"]
    assert {"topman", "staatssecretaris", "burgemeester"} <= leads["nl"]
    assert {"analyst", "spokesperson", "professor"} <= works["en"]
    assert {"analist", "woordvoerder", "hoogleraar"} <= works["nl"]
    for language in LANGUAGES:
        assert not {noun.lower() for noun in leads[language]} & {noun.lower() for noun in works[language]}


# ---- Classes and relations at work ----


def test_a_class_is_its_ancestors_and_not_its_children(ontology: Ontology) -> None:
    assert is_a(ontology, "Country", "Place")
    assert is_a(ontology, "Country", "Agent")
    assert is_a(ontology, "City", "City")
    assert not is_a(ontology, "Organization", "Company")
    assert not is_a(ontology, "Spaceship", "Agent")


@pytest.mark.parametrize(
    ("relation", "subject", "object", "expected"),
    [
        ("sanctions", "Country", "Company", True),
        ("sanctions", "Country", "Product", False),
        ("bans", "Country", "Technology", True),
        ("bans", "Product", "Company", False),
        ("produces", "Company", "Product", True),
        ("produces", "Company", "City", False),
        ("worksFor", "Person", "University", True),
        ("worksFor", "Company", "Person", False),
        ("raises", "Company", "Literal", True),
        ("raises", "Company", "Company", False),
        ("acquires", "Company", "Literal", False),
        ("basedIn", "Company", "Country", True),
        ("basedIn", "City", "Country", False),
        ("locatedIn", "City", "Country", True),
        ("admires", "Person", "Person", False),
    ],
)
def test_domain_and_range_are_enforced(ontology: Ontology, relation: str, subject: str, object: str, expected: bool) -> None:
    assert fits(ontology, relation, subject, object) is expected


# ---- Known names ----


def test_a_known_name_has_the_iri_of_its_label(ontology: Ontology) -> None:
    """So that a name met in an article and the same name known beforehand are one entity."""
    wrong = [known.entity.id for known in ontology.names if known.entity.id != f"https://kg.example/entity/{slug(known.entity.label)}"]
    assert wrong == []
    assert len({known.entity.id for known in ontology.names}) == len(ontology.names)


def test_no_two_known_entities_share_a_name_in_a_language(ontology: Ontology) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for known in ontology.names:
        for spoken, name in (*known.entity.labels, *known.entity.aliases):
            for language in [spoken] if spoken else LANGUAGES:
                owners[language, name].add(known.entity.label)
    assert {pair for pair, labels in owners.items() if len(labels) > 1} == AMBIGUOUS


def test_every_known_name_is_labelled_in_both_languages_and_of_a_class_of_the_table(ontology: Ontology) -> None:
    for known in ontology.names:
        assert {language for language, _ in known.entity.labels} == set(LANGUAGES), known.entity.id
        assert known.entity.type in CLASSES
        assert known.entity.known
        assert all(
            name.strip() == name and name for _, name in (*known.entity.labels, *known.entity.aliases, *known.demonyms, *known.metonyms)
        )


def test_wikidata_items_are_given_once(ontology: Ontology) -> None:
    items = [item for known in ontology.names for item in known.entity.same_as]
    assert len(items) > 300
    assert len(set(items)) == len(items)
    assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9][0-9]*", item) for item in items)


def test_countries_come_with_names_of_both_languages(ontology: Ontology) -> None:
    countries = {known.entity.label: dict(known.entity.labels)["nl"] for known in ontology.names if known.entity.type == "Country"}
    assert len(countries) > 200
    assert countries["United States"] == "Verenigde Staten"
    assert countries["Turkey"] == "Turkije"
    assert countries["Tuvalu"] == "Tuvalu"  # of CLDR alone
    assert countries["Hong Kong"] == "Hongkong"
    assert not {"European Union", "Unknown Region", "Pseudo-Accents", "United Nations"} & set(countries)


@pytest.mark.parametrize(
    ("label", "language", "word"),
    [
        ("United States", "en", "American"),
        ("United States", "nl", "Amerikaanse"),
        ("China", "nl", "Chinees"),
        ("Netherlands", "en", "Dutch"),
        ("Netherlands", "nl", "Nederlanders"),
        ("United Kingdom", "nl", "Britse"),
        ("South Korea", "en", "South Korean"),
        ("Europe", "nl", "Europese"),
    ],
)
def test_demonyms_name_their_place(ontology: Ontology, label: str, language: str, word: str) -> None:
    assert (language, word) in _named(ontology, label).demonyms


def test_a_demonym_names_one_place_only(ontology: Ontology) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for known in ontology.names:
        for pair in known.demonyms:
            owners[pair].add(known.entity.label)
    assert {pair: labels for pair, labels in owners.items() if len(labels) > 1} == {}


@pytest.mark.parametrize(
    ("label", "language", "word"),
    [
        ("United States", "en", "Washington"),
        ("United States", "en", "White House"),
        ("United States", "en", "U.S. government"),
        ("United States", "en", "government of the United States"),
        ("United States", "nl", "regering-Trump"),
        ("United States", "nl", "Amerikaanse overheid"),
        ("United States", "nl", "VS-regering"),
        ("China", "en", "Beijing"),
        ("China", "nl", "Chinese overheid"),
        ("China", "nl", "regering van China"),
        ("Netherlands", "nl", "Den Haag"),
        ("Netherlands", "nl", "kabinet"),
        ("United Kingdom", "en", "Downing Street"),
        ("European Union", "nl", "Brussel"),
        ("Tuvalu", "en", "government of Tuvalu"),
        ("Netherlands", "en", "Dutch Government"),
        ("United Kingdom", "en", "UK Government"),
        ("United States", "en", "U.S. Government"),
        ("Netherlands", "en", "Government of the Netherlands"),
    ],
)
def test_metonyms_name_the_government(ontology: Ontology, label: str, language: str, word: str) -> None:
    assert (language, word) in _named(ontology, label).metonyms


def test_only_countries_have_governments(ontology: Ontology) -> None:
    assert not any("government" in word for _, word in _named(ontology, "Amsterdam").metonyms)
    assert _named(ontology, "Europe").metonyms == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marc Hesselink", "marc-hesselink"),
        ("U.S. Department of Commerce", "us-department-of-commerce"),
        ("Moody’s", "moodys"),
        ("Société Générale", "societe-generale"),
        ("Ørsted", "orsted"),
        ("AT&T", "at-t"),
        ("华为", "华为"),
        ("  Huawei  ", "huawei"),
    ],
)
def test_slugs_are_plain_letters(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_letters_has_a_slug_of_its_own() -> None:
    assert slug("***") == slug("***") != slug("???")
    assert slug("***")


# ---- Shapes ----


def test_the_committed_shapes_are_those_of_the_ontology(ontology: Ontology) -> None:
    assert (shipped() / "shapes.ttl").read_text(encoding="utf-8") == generate(ontology), "run: python -m kg.shapes > ontologies/shapes.ttl"


def test_the_shapes_are_printed_by_their_module() -> None:
    done = subprocess.run([sys.executable, "-m", "kg.shapes"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == (shipped() / "shapes.ttl").read_text(encoding="utf-8")


GOOD = """
@prefix kg: <https://kg.example/vocab#> .
@prefix kgo: <https://kg.example/ontology#> .
@prefix kge: <https://kg.example/entity/> .
@prefix ex: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
kge:france a kg:Entity , kgo:Country ; rdfs:label "France" ; skos:prefLabel "France"@en , "Frankrijk"@nl .
kge:acme a kg:Entity , kgo:Company ; rdfs:label "Acme" ; skos:prefLabel "Acme" .
kge:france kgo:bans kge:acme . kge:acme kgo:raises "3 million euros" .
ex:f a kg:Fact ; rdf:subject kge:france ; rdf:predicate kgo:bans ; rdf:object kge:acme .
ex:e a kg:Evidence ; kg:fact ex:f ; kg:polarity kg:affirmed ; kg:modality kg:asserted ; kg:confidence 0.9 ; kg:sentence ex:s ;
    kg:inArticle ex:a ; kg:subjectSpan "0,6" ; kg:relationSpan "7,11" ; kg:objectSpan "12,16" ; kg:rule "bans" ; prov:wasGeneratedBy ex:r .
ex:s a kg:Sentence ; kg:inArticle ex:a ; kg:text "France bans Acme." .
ex:a a schema:NewsArticle ; dcterms:identifier "a" ; dcterms:language "en" ; kg:readBy ex:r .
ex:r a prov:Activity .
"""


def _conforms(data: str) -> tuple[bool, str]:
    shapes, ontology = (Graph().parse(shipped() / name) for name in ("shapes.ttl", "kg.ttl"))
    conforms, _, report = pyshacl.validate(Graph().parse(data=data, format="turtle"), shacl_graph=shapes, ont_graph=ontology)
    return bool(conforms), str(report)


def test_the_shapes_accept_a_good_graph() -> None:
    conforms, report = _conforms(GOOD)
    assert conforms, report


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("kge:france kgo:bans kge:acme .", "kge:acme kgo:basedIn kge:acme .", "the object of basedIn must be of class Place"),
        ('kgo:raises "3 million euros"', "kgo:raises kge:france", "the object of raises must be of class Literal"),
        ("a kg:Entity , kgo:Company", "a kg:Entity , kgo:City", "must be of class Agent or Product or Technology"),
        ("kg:polarity kg:affirmed", "kg:polarity kg:maybe", "kg:polarity"),
        ("kg:modality kg:asserted ; ", "", "kg:modality"),
        ("kg:confidence 0.9", "kg:confidence 1.5", "kg:confidence"),
        ('kg:subjectSpan "0,6"', 'kg:subjectSpan "0-6"', "kg:subjectSpan"),
        ("rdf:subject kge:france ; ", "", "rdf:subject"),
        ('kg:text "France bans Acme."', 'kg:text ""', "kg:text"),
        ('skos:prefLabel "France"@en', 'skos:prefLabel "France"@en , "Gaul"@en', "skos:prefLabel"),
    ],
)
def test_the_shapes_reject_a_bad_graph(old: str, new: str, named: str) -> None:
    assert old in GOOD
    conforms, report = _conforms(GOOD.replace(old, new))
    assert not conforms
    assert named in report


# ---- Loading ----


def test_an_ontology_is_read_once_and_the_same_content_is_equal(tmp_path: Path, ontology: Ontology) -> None:
    assert load() is ontology
    for name in ("kg.ttl", "entities.ttl", "rulers.ttl"):
        shutil.copy(shipped() / name, tmp_path / name)
    copy = load(tmp_path)
    assert copy is not ontology
    assert copy == ontology
    assert hash(copy) == hash(ontology)
    assert copy.names == ontology.names


def test_a_changed_file_has_another_digest(tmp_path: Path, ontology: Ontology) -> None:
    shutil.copy(shipped() / "kg.ttl", tmp_path / "kg.ttl")
    (tmp_path / "entities.ttl").write_text(
        (shipped() / "entities.ttl").read_text(encoding="utf-8") + 'kge:acme a kgo:Company ; skos:prefLabel "Acme" .\n', encoding="utf-8"
    )
    changed = load(tmp_path)
    assert changed.digest != ontology.digest
    assert changed != ontology
    assert _named(changed, "Acme").entity.labels == (("en", "Acme"), ("nl", "Acme"))


SMALL = """
@prefix kgo: <https://kg.example/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
kgo:Agent a owl:Class ; rdfs:label "agent"@en .
kgo:Person a owl:Class ; rdfs:subClassOf kgo:Agent ; rdfs:label "person"@en .
kgo:likes a owl:ObjectProperty ; rdfs:label "likes"@en ; kgo:subjectType kgo:Agent ; kgo:objectType kgo:Agent ;
    kgo:phrase "{S} likes {O}"@en .
kgo:loves a owl:ObjectProperty ; rdfs:subPropertyOf kgo:likes ; rdfs:label "loves"@en ;
    kgo:subjectType kgo:Person ; kgo:objectType kgo:Agent .
"""
ANNE = """
@prefix kgo: <https://kg.example/ontology#> .
@prefix kge: <https://kg.example/entity/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kge:anne a kgo:Person ; skos:prefLabel "Anne" .
"""


def _write(folder: Path, vocabulary: str = SMALL, entities: str = ANNE) -> Path:
    (folder / "kg.ttl").write_text(vocabulary, encoding="utf-8")
    (folder / "entities.ttl").write_text(entities, encoding="utf-8")
    return folder


def test_another_ontology_can_be_loaded(tmp_path: Path) -> None:
    """Nothing about our relations stands in the code."""
    other = load(_write(tmp_path))
    assert set(other.relations) == {"likes", "loves"}
    assert other.relations["loves"].parents == ("likes",)
    assert other.relations["likes"].phrases == (("en", "{S} likes {O}"),)
    assert _named(other, "Anne").entity.type == "Person"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("rdfs:subClassOf kgo:Agent", "rdfs:subClassOf kgo:Actor", ("kgo:Person", "Actor")),
        ("kgo:Agent a owl:Class ;", "kgo:Agent a owl:Class ; rdfs:subClassOf kgo:Person ;", ("kgo:Agent", "own ancestor")),
        ("rdfs:subPropertyOf kgo:likes", "rdfs:subPropertyOf kgo:adores", ("kgo:loves", "adores")),
        ('rdfs:label "person"@en', 'rdfs:label "persoon"@nl', ("ontology#Person", "English")),
        ('rdfs:label "person"@en', 'rdfs:label "person"@en , "human"@en', ("ontology#Person", "one rdfs:label a language")),
        ("kgo:subjectType kgo:Person ;", "", ("ontology#loves", "subjectType")),
        ("kgo:objectType kgo:Agent ;", "kgo:objectType kgo:Ghost ;", ("ontology#likes", "Ghost")),
        ('"{S} likes {O}"@en', '"{S} likes"@en', ("ontology#likes", "{S} likes")),
        ('"{S} likes {O}"@en', '"{S} likes {O}"', ("ontology#likes", "language")),
        ('"{S} likes {O}"@en', '"{S} likes {O} and {O}"@en', ("ontology#likes", "once")),
        ('"{S} likes {O}"@en', '"{S} likes {X} of {O}"@en', ("ontology#likes", "{X}")),
        ('"{S} likes {O}"@en', '"{S} likes {O"@en', ("ontology#likes", "{S} likes {O")),
        ("rdfs:subPropertyOf kgo:likes", "kgo:closes kgo:hates", ("ontology#loves", "hates")),
        ("rdfs:subPropertyOf kgo:likes", "<http://www.w3.org/2002/07/owl#inverseOf> kgo:hates", ("ontology#loves", "hates")),
        ("kgo:Agent a owl:Class", "kgo:Agent a owl:Class ;;; kgo", ("Turtle",)),
    ],
)
def test_a_malformed_term_is_named_with_its_file(tmp_path: Path, old: str, new: str, named: tuple[str, ...]) -> None:
    assert old in SMALL
    with pytest.raises(OntologyError) as raised:
        load(_write(tmp_path, SMALL.replace(old, new, 1)))
    message = str(raised.value)
    assert "kg.ttl" in message
    assert all(part in message for part in named), message


@pytest.mark.parametrize(
    ("entities", "named"),
    [
        (ANNE.replace("kgo:Person", "kgo:Robot"), ("kge", "Robot")),
        (ANNE.replace(' ; skos:prefLabel "Anne"', ""), ("anne", "English name")),
        (ANNE.replace("a kgo:Person ; ", ""), ("anne", "none")),
        (ANNE.replace("a kgo:Person", 'a kgo:Person ; kgo:territory "XX"'), ("anne", "XX")),
        (ANNE.replace('"Anne"', '"Anna"@nl'), ("anne", "English name")),
        (ANNE + "kge:bob a", ("Turtle",)),
    ],
)
def test_a_malformed_name_is_named_with_its_file(tmp_path: Path, entities: str, named: tuple[str, ...]) -> None:
    with pytest.raises(OntologyError) as raised:
        load(_write(tmp_path, entities=entities))
    message = str(raised.value)
    assert "entities.ttl" in message
    assert all(part.replace("kge", "entity/") in message for part in named), message


def test_a_folder_without_ontology_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"kg\.ttl cannot be read .*; give a folder with kg\.ttl and entities\.ttl"):
        load(tmp_path)
