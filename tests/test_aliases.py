"""The user's own names: what a file says, what it makes of mentions, and how every mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import aliases
from kg.aliases import Own
from kg.errors import InputError
from kg.link import ENTITY, linker
from kg.model import Entity, Mention

HEAD = "what,name,entity,type,language,article,wikidata\n"
PREFIXES = """@prefix kge: <https://kg.example/entity/> .
@prefix kgo: <https://kg.example/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""


def table(*rows: str) -> Own:
    return aliases.parse(HEAD + "\n".join(rows), Path("aliases.csv"), linker())


def turtle(text: str) -> Own:
    return aliases.parse(PREFIXES + text, Path("aliases.ttl"), linker())


def entity(own: Own, name: str, *types: str, article: str = "a1", text: str = "", language: str = "en", kind: str = "name") -> Entity:
    return own.over(linker(), article).named(Mention(text or name, 0, 5, kind, name, language, types))


def slug(found: Entity) -> str:
    return found.id.removeprefix(ENTITY)


def told(*rows: str) -> list[str]:
    """The sentences about a table, without the name of the file."""
    with pytest.raises(InputError) as error:
        table(*rows)
    return [line.removeprefix("aliases.csv, ") for line in str(error.value).splitlines()]


# ── what the lines mean ──────────────────────────────────────────────────────────────────────────


def test_an_alias_leads_to_its_entity() -> None:
    own = table("alias,Norvik,Norvik Shipping")
    assert [slug(entity(own, name, "Company")) for name in ("Norvik", "Norvik Shipping", "Norvik N.V.")] == ["norvik-shipping"] * 3
    assert "Norvik" in entity(own, "Norvik Shipping", "Company").names
    assert entity(own, "Norvik", "Company").label == "Norvik Shipping"


def test_an_alias_of_a_known_name_outranks_the_ontology() -> None:
    """ "Washington" is whatever the user says, whatever context asks for."""
    own = table("alias,Washington,Umbra", "alias,Big Blue,IBM")
    assert slug(entity(own, "Washington", "Country")) == "umbra"
    assert entity(own, "Big Blue").type == "Company"
    assert entity(own, "Big Blue").known


def test_an_own_entity_has_the_class_that_the_user_gives_it() -> None:
    own = table("entity,Norvik,kge:nv-1,Company,,,Q42")
    found = entity(own, "Norvik", "Person")
    assert (slug(found), found.type, found.known, found.same_as) == ("nv-1", "Company", True, ("http://www.wikidata.org/entity/Q42",))


def test_names_by_language_stand_on_one_entity() -> None:
    own = table("entity,Blue Ring,kge:ring,Organization,en", "entity,Blauwe Ring,kge:ring,,nl", "alias,BR,kge:ring")
    found = entity(own, "Blauwe Ring", language="nl")
    assert (found.label, found.labels, found.names) == ("Blue Ring", (("en", "Blue Ring"), ("nl", "Blauwe Ring")), ("BR", "Blauwe Ring"))
    assert entity(own, "BR") == found


def test_an_alias_for_one_article_holds_there_alone() -> None:
    """Two people of one name: the article tells which."""
    own = table("alias,Jansen,Piet Jansen,Person,,a1", "alias,Jansen,Kees Jansen,Person,,a2")
    assert [slug(entity(own, "Jansen", article=article)) for article in ("a1", "a2", "a3")] == ["piet-jansen", "kees-jansen", "jansen"]
    assert slug(entity(own, "Willem Jansen", article="a1", text="Jansen")) == "piet-jansen"


def test_a_merge_takes_the_names_along() -> None:
    own = table("same,Jinping Xi,Xi Jinping", "same,HiSilicon,Huawei")
    assert slug(entity(own, "Jinping Xi", "Person")) == "xi-jinping"
    chips = entity(own, "HiSilicon")
    assert (slug(chips), chips.label, "HiSilicon" in chips.names) == ("huawei", "Huawei", True)
    assert entity(own, "Huawei") == chips


def test_merges_follow_each_other() -> None:
    own = table("same,Umbra A,Umbra B", "same,Umbra B,Umbra C")
    assert {slug(entity(own, f"Umbra {letter}")) for letter in "ABC"} == {"umbra-c"}


def test_a_merge_of_a_country_takes_its_government_along_and_gives_no_such_name() -> None:
    found = entity(table("same,China,Umbra"), "Beijing", "Country")
    assert (slug(found), "Beijing" in found.names) == ("umbra", False)


def test_a_separation_makes_a_name_its_own_entity() -> None:
    own = table("different,Alphabet,Google")
    index = linker()
    assert slug(entity(own, "Alphabet", "Company")) != slug(index.link(Mention("Google", 0, 6, "name", "Google", "en")))


def test_a_separated_short_form_is_not_the_full_name() -> None:
    """An article on "Ant Group" that says "Ant" means it, unless the user says that it does not."""
    assert slug(entity(table("alias,x,y"), "Norvik Group", text="Norvik")) == "norvik-group"
    assert slug(entity(table("different,Norvik,Norvik Group"), "Norvik Group", text="Norvik")) == "norvik"


def test_a_pronoun_follows_its_name() -> None:
    own = table("same,Jinping Xi,Xi Jinping")
    found = entity(own, "Jinping Xi", "Person", text="he", kind="pronoun")
    assert (slug(found), "he" in found.names) == ("xi-jinping", False)


def test_what_the_file_does_not_name_stays_as_it_was() -> None:
    own = table("alias,Norvik,Norvik Shipping")
    mention = Mention("VS", 0, 2, "name", "VS", "nl")
    assert own.over(linker(), "a1").named(mention) == linker().named(mention)


def test_turtle_says_the_same_as_a_table() -> None:
    written = turtle("""
kge:ring a kgo:Organization ; skos:prefLabel "Blue Ring" ; skos:altLabel "BR"@en ; skos:exactMatch wd:Q42 .
kge:jinping-xi owl:sameAs kge:xi-jinping .
kge:norvik owl:differentFrom kge:norvik-group .
""")
    rows = table("entity,Blue Ring,kge:ring,Organization,,,Q42", "alias,BR,kge:ring,,en", "same,Jinping Xi,kge:xi-jinping")
    assert entity(written, "BR") == entity(rows, "BR")
    assert slug(entity(written, "Jinping Xi", "Person")) == slug(entity(rows, "Jinping Xi", "Person")) == "xi-jinping"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_may_be_divided_as_spreadsheets_do(mark: str) -> None:
    text = "\ufeff# ours\n\nwhat,name,entity\nalias,Norvik,Norvik Shipping\n\n# done\n".replace(",", mark)
    own = aliases.parse(text.removeprefix("\ufeff"), Path("x.csv"), linker())
    assert slug(entity(own, "Norvik")) == "norvik-shipping"


def test_the_order_of_lines_and_comments_do_not_matter() -> None:
    rows = ["same,Umbra A,Umbra B", "alias,U,Umbra A", "entity,Umbra B,,Company", "different,Norvik,Umbra B"]
    assert table(*rows).digest == table("# turned round", *rows[::-1]).digest != table(*rows[:3]).digest


def test_a_file_that_says_nothing_changes_nothing() -> None:
    assert table().over(linker(), "a1") is linker()


# ── mistakes ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["alias,,Umbra"], "line 2: it has no name; give one in the column name."),
        (["alias,Umbra"], "line 2: it does not say whose name 'Umbra' is; give a name or an id such as kge:huawei in the column entity."),
        (["rename,a,b"], "line 2: 'rename' is none of entity, alias, same and different; begin the line with one of them."),
        (["entity,Umbra,,Compani"], "line 2: 'Compani' is no class; give one of kg.ttl, such as Company."),
        (["entity,Umbra,umbra"], "line 2: 'umbra' is no id; give one such as kge:umbra, or leave the column entity empty."),
        (["alias,U,Umbra,,English"], "line 2: 'English' is no code of a language; give one such as en or nl, or none."),
        (["alias,U,Umbra,,,,42"], "line 2: '42' is no item of Wikidata; give one such as Q160120."),
        (["same,U,Umbra,,,a1"], "line 2: only an alias can be meant for one article; leave the column article empty here."),
        (["alias,U,Umbra,,,,,more"], "line 2: it has more cells than the heading; put a name that holds a comma in double quotes."),
        ([f"alias,{'U' * 400},U"], "line 2: a cell has more than 300 characters; shorten it, or close the double quotes that it opens."),
        (["alias,…,Umbra"], "line 2: '…' holds no letter; give a name with one."),
        (["different,Umbra,Umbra"], "line 2: it keeps 'Umbra' apart from itself; name two different entities."),
        (
            ["alias,U,Umbra", "alias,U,Norvik"],
            "line 3: it gives the name 'U' to kge:norvik, but line 2 gives it to kge:umbra; keep one of the two, or name the article "
            "that each is meant for.",
        ),
        (
            ["different,Umbra,Norvik", "same,Umbra,Borealis", "same,Norvik,Borealis"],
            "line 2: it keeps kge:umbra and kge:norvik apart, but lines 3, 4 make them one; drop one of the two.",
        ),
        (
            ["alias,U,Umbra", "different,U,Umbra"],
            "line 3: it keeps 'U' apart from kge:umbra, but line 2 gives it that name; drop one of the two.",
        ),
        (
            ["same,Umbra,Norvik", "same,Norvik,Borealis", "same,Borealis,Umbra"],
            "line 4: lines 2, 3, 4 take kge:borealis for itself in a ring; drop the line of the one that shall stay.",
        ),
        (
            ["same,Umbra,Norvik", "same,Umbra,Borealis"],
            "line 3: it takes kge:umbra for kge:borealis, but line 2 takes it for kge:norvik; say which of kge:borealis and kge:norvik is "
            "the other.",
        ),
        (
            ["entity,Umbra,,Company", "entity,Umbra,,Person"],
            "line 3: it makes kge:umbra a Person, but another line makes it a Company; give it one class.",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_with_its_line(rows: list[str], sentence: str) -> None:
    assert told(*rows) == [sentence]


def test_all_mistakes_are_told_at_once_in_order() -> None:
    lines = [line.partition(":")[0] for line in told("rename,a,b", "alias,U,Umbra", "alias,,x", "alias,U,Norvik", "entity,X,,Klas")]
    assert lines == ["line 2", "line 4", "line 5", "line 6"]


@pytest.mark.parametrize("head", ["name,entity", "what,name,entity,name", "what,name,entity,colour", "hello"])
def test_a_heading_that_is_none_is_told(head: str) -> None:
    with pytest.raises(InputError, match=r"line 1: the heading is .* needs the columns what, name and entity"):
        aliases.parse(f"{head}\nalias,U,Umbra\n", Path("aliases.csv"), linker())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kge:umbra skos:prefLabel .", r"line 6: this is no Turtle"),
        ('\nkge:umbra skos:note "x" .', r"line 7: http://www\.w3\.org/2004/02/skos/core#note with \"x\" is not read here; accepted are"),
        ('kge:umbra skos:altLabel "U" .\nkge:norvik skos:altLabel "U" .', r"line 7: it gives the name 'U' to kge:norvik, but line 6"),
        ("kge:umbra owl:sameAs [] .", r"a node without an IRI stands here"),
        ("kge:umbra owl:sameAs kge:norvik .\nkge:norvik owl:differentFrom kge:umbra .", r"line 7: it keeps kge:norvik and kge:umbra apart"),
    ],
)
def test_mistakes_in_turtle_are_told_with_their_line(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        turtle(text)


def test_what_is_no_file_of_names_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'names.xlsx' is no file of names; give one that ends in \.csv or \.ttl"):
        aliases.parse("", tmp_path / "names.xlsx", linker())
    with pytest.raises(InputError, match="cannot be read"):
        aliases.load(tmp_path / "none.csv", linker())
    (tmp_path / "odd.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        aliases.load(tmp_path / "odd.csv", linker())


def test_the_file_is_found_beside_the_articles(tmp_path: Path) -> None:
    (tmp_path / "news" / "en").mkdir(parents=True)
    assert aliases.beside([tmp_path / "news"]) is None
    (tmp_path / "aliases.csv").touch()
    assert aliases.beside([tmp_path / "news"]) == tmp_path / "aliases.csv"
    assert aliases.beside([tmp_path / "news" / "en"]) is None
    (tmp_path / "news" / "aliases.ttl").touch()
    with pytest.raises(InputError, match="several files of names"):
        aliases.beside([tmp_path / "news"])


# ── documentation ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["csv", "turtle"])
def test_the_example_of_the_documentation_is_read(form: str) -> None:
    page = (Path(__file__).parent.parent / "docs" / "howto" / "names.md").read_text(encoding="utf-8")
    example = page.partition(f"```{form}\n")[2].partition("```")[0]
    own = aliases.parse(example, Path("aliases.csv" if form == "csv" else "aliases.ttl"), linker())
    assert slug(entity(own, "Norvik")) == slug(entity(own, "Norvik Shipping")) == "norvik-shipping"
    assert slug(entity(own, "Jinping Xi" if form == "csv" else "Jinping-Xi", "Person")) == "xi-jinping"
    assert slug(entity(own, "Norvik Records")) == "norvik-records"
