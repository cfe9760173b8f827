"""What two voices tell differently though there is one of it is found, by the question and on the facts themselves; nothing else is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg import stores
from kg.marks import filled, months, posts
from kg.model import Article, Disagreement, Entity, Evidence, Fact, Literal, Modality, Polarity, Reading, Relation, Sentence, Span
from kg.ontology import load
from kg.query import Rows, query, stock
from kg.rdf import facts
from kg.status import status
from kg.terminal import reasons
from tests.readings import BASE, RUN

NVIDIA = Entity(BASE + "nvidia", "Nvidia", "Company")
ARM = Entity(BASE + "arm", "Arm", "Company")
INTEL = Entity(BASE + "intel", "Intel", "Company")
SWAN = Entity(BASE + "bob-swan", "Bob Swan", "Person")
PAT = Entity(BASE + "pat-gelsinger", "Pat Gelsinger", "Person")
DELFT = Entity(BASE + "delft", "Delft", "City")
BREDA = Entity(BASE + "breda", "Breda", "City")
BENELUX = Entity(BASE + "benelux", "Benelux", "Place")
NETHERLANDS = Entity(BASE + "netherlands", "Netherlands", "Country", known=True)
ACQUIRES = Relation("acquires", "acquires", True)
FINES = Relation("fines", "fines", True)
FOUNDED = Relation("founded", "founded", True)
RAISES = Relation("raises", "raises", True)
BASED = Relation("basedIn", "is based in", True)
LEADS = Relation("leads", "leads", True, ("worksFor",))
SELLS = Relation("sells", "sells", True)

DEAL, FINE, BIRTH, SEAT = (
    Fact(NVIDIA, ACQUIRES, ARM), Fact(NVIDIA, FINES, ARM), Fact(SWAN, FOUNDED, INTEL), Fact(ARM, BASED, DELFT),
)  # fmt: skip
SMALL, LARGE = (Fact(NVIDIA, RAISES, Literal(value)) for value in ("$500 million", "$750 million"))
BOSS, RIVAL = Fact(SWAN, LEADS, INTEL), Fact(PAT, LEADS, INTEL)
THERE, BEYOND = Fact(ARM, BASED, BREDA), Fact(ARM, BASED, BENELUX)

Telling = tuple[Fact, str, dict[str, object]]


def tell(fact: Fact, day: str, **more: object) -> Telling:
    """A sentence of an article of that day; the article is named by its day and, with `article`, by a letter more."""
    return fact, day, more


def evidence(article: str, place: int, **more: object) -> Evidence:
    sentence = Sentence(place, place + 9, f"{article} {place}")
    return replace(Evidence(article, sentence, Span(0, 1), Span(2, 3), Span(4, 5), "svo", confidence=0.9), **more)  # type: ignore[arg-type]


def read(*told: Telling) -> list[Reading]:
    found: dict[str, list[tuple[Fact, Evidence]]] = {}
    days = {}
    for place, (fact, day, more) in enumerate(told):
        name = day + str(more.get("article", ""))
        days[name] = day or None
        rest = {key: value for key, value in more.items() if key != "article"}
        found.setdefault(name, []).append((fact, evidence(name, place * 10, **rest)))
    merged = {
        name: [replace(fact, evidence=tuple(piece for same, piece in said if same.id == fact.id)) for fact, _ in said]
        for name, said in found.items()
    }
    return [
        Reading(Article(name, "", published=days[name]), tuple({fact.id: fact for fact in said}.values())) for name, said in merged.items()
    ]


def kept(readings: Iterable[Reading]) -> stores.Store:
    store = stores.open("memory:")
    for reading in readings:
        store.replace(reading, RUN)
    return store


Row = tuple[str, str, str, str, str]


def asked(store: stores.Store) -> set[Row]:
    """What the question finds: kind, what either says, and the articles that say so."""
    answer = query(store, "@disputed")
    assert isinstance(answer, Rows)
    wanted = ("kind", "one", "other", "article", "other_article")
    return {tuple(str(row[name]) for name in wanted) for row in answer if row["kind"] != "denied"}  # type: ignore[misc]


def derived(store: stores.Store) -> set[tuple[str, frozenset[str]]]:
    """What the facts themselves carry: kind, and what both say."""
    return {(against.kind, frozenset((against.one, against.other))) for fact in facts(store) for against in fact.against}


# ---- What is a disagreement ----

PRICES = {"one": {"amount": "32000000000 USD"}, "other": {"amount": "40000000000 USD"}}
CEO = {"role": "chief executive"}

TRUE: dict[str, tuple[tuple[Telling, ...], Row]] = {
    "two prices of one deal": (
        (tell(DEAL, "2020-09-14", **PRICES["other"]), tell(DEAL, "2020-10-01", **PRICES["one"])),
        ("amount", "32000000000 USD", "40000000000 USD", "2020-10-01", "2020-09-14"),
    ),
    "two prices of a deal that is planned": (
        (
            tell(DEAL, "2020-09-14", modality=Modality.PLANNED, **PRICES["other"]),
            tell(DEAL, "2020-09-15", modality=Modality.REPORTED, **PRICES["one"]),
        ),
        ("amount", "32000000000 USD", "40000000000 USD", "2020-09-15", "2020-09-14"),
    ),
    "two prices in one article, by two speakers": (
        (tell(DEAL, "2020-09-14", attribution=SWAN, **PRICES["one"]), tell(DEAL, "2020-09-14", attribution=PAT, **PRICES["other"])),
        ("amount", "32000000000 USD", "40000000000 USD", "2020-09-14", "2020-09-14"),
    ),
    "two amounts of one fine": (
        (tell(FINE, "2020-09-14", amount="100 EUR"), tell(FINE, "2020-10-10", amount="200 EUR", time="2020-09")),
        ("amount", "100 EUR", "200 EUR", "2020-09-14", "2020-10-10"),
    ),
    "two amounts of one round": (
        (tell(LARGE, "2021-02-02", amount="750000000 USD"), tell(SMALL, "2021-02-03", amount="500000000 USD")),
        ("amount", "500000000 USD", "750000000 USD", "2021-02-03", "2021-02-02"),
    ),
    "two years of foundation": (
        (tell(BIRTH, "2020-01-01", time="1968"), tell(BIRTH, "2021-01-01", time="1967-07")),
        ("time", "1967-07", "1968", "2021-01-01", "2020-01-01"),
    ),
    "two days of foundation": (
        (tell(BIRTH, "2020-01-01", time="1968-07-18"), tell(BIRTH, "2021-01-01", time="1968-07-16")),
        ("time", "1968-07-16", "1968-07-18", "2021-01-01", "2020-01-01"),
    ),
    "two years of a deal, further apart than it takes": (
        (tell(DEAL, "2020-01-01", time="2016"), tell(DEAL, "2021-01-01", time="2019")),
        ("time", "2016", "2019", "2020-01-01", "2021-01-01"),
    ),
    "two seats": (
        (tell(SEAT, "2020-01-01"), tell(THERE, "2020-08-01")),
        ("value", "Breda", "Delft", "2020-08-01", "2020-01-01"),
    ),
    "two at one post on one day": (
        (tell(BOSS, "2020-01-01", **CEO), tell(RIVAL, "2020-01-01", article="b", role="topman")),
        ("value", "Bob Swan", "Pat Gelsinger", "2020-01-01", "2020-01-01b"),
    ),
    "one at a post while another holds it": (
        (tell(BOSS, "2020-01-01", **CEO), tell(RIVAL, "2020-02-01", role="CEO"), tell(BOSS, "2020-03-01", **CEO)),
        ("value", "Bob Swan", "Pat Gelsinger", "2020-01-01", "2020-02-01"),
    ),
    "one at a post that another has held since long": (
        (tell(BOSS, "2021-01-01", time="2018/..", **CEO), tell(RIVAL, "2020-02-01", role="CEO")),
        ("value", "Bob Swan", "Pat Gelsinger", "2021-01-01", "2020-02-01"),
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_disagreement_is_found_with_both_sentences(name: str) -> None:
    told, row = TRUE[name]
    with kept(read(*told)) as store:
        assert asked(store) == {row}
        assert derived(store) == {(row[0], frozenset(row[1:3]))}
        answer = query(store, "@disputed")
        assert isinstance(answer, Rows)
        (found,) = answer
        assert (found["sentence"] or "").startswith(row[3] + " ")
        assert (found["other_sentence"] or "").startswith(row[4] + " ")
        assert found["sentence"] != found["other_sentence"]


# ---- What is none ----

DEAR = tell(DEAL, "2020-01-02", **PRICES["other"])
AT_POST = tell(RIVAL, "2020-01-01", article="b", **CEO)
LIKELY = "likely: leads (head)"
SALE = Fact(NVIDIA, SELLS, ARM)
BRABANT = Fact(ARM, BASED, Entity(BASE + "brabant", "Brabant", "Place"))

FALSE: dict[str, tuple[Telling, ...]] = {
    "an amount that is rounded": (tell(DEAL, "2020-01-01", amount="38000000000 USD"), DEAR),
    "amounts of two currencies": (tell(DEAL, "2020-01-01", amount="30000000000 EUR"), DEAR),
    "a price and a share": (tell(DEAL, "2020-01-01", amount="20 %"), DEAR),
    "an amount that is none": (tell(DEAL, "2020-01-01", amount="some USD"), DEAR),
    "an amount that might be": (tell(DEAL, "2020-01-01", modality=Modality.POSSIBLE, **PRICES["one"]), DEAR),
    "an amount that is denied": (tell(DEAL, "2020-01-01", polarity=Polarity.NEGATED, **PRICES["one"]),),
    "an amount that is only likely": (tell(DEAL, "2020-01-01", rule=LIKELY, **PRICES["one"]), DEAR),
    "an offer that one article says was raised": (tell(DEAL, "2020-01-01", **PRICES["one"]), tell(DEAL, "2020-01-01", **PRICES["other"])),
    "two fines": (tell(FINE, "2017-06-01", amount="100 EUR"), tell(FINE, "2018-07-01", amount="200 EUR")),
    "two fines by their own times": (tell(FINE, "2018-07-01", amount="100 EUR", time="2017"), tell(FINE, "2018-07-02", amount="200 EUR")),
    "two rounds": (tell(SMALL, "2020-02-02", amount="500000000 USD"), tell(LARGE, "2021-02-03", amount="750000000 USD")),
    "a round that is only planned": (
        tell(SMALL, "2021-02-02", amount="500000000 USD", modality=Modality.PLANNED), tell(LARGE, "2021-02-03", amount="750000000 USD"),
    ),
    "two amounts of what may happen often": (tell(SALE, "2020-01-01", amount="1 EUR"), tell(SALE, "2020-01-02", amount="2 EUR")),
    "a deal that is announced, then completed": (tell(DEAL, "2019-03-11", time="2019-03-11"), tell(DEAL, "2020-04-28", time="2020-04-27")),
    "a year and a day in it": (tell(BIRTH, "2020-01-01", time="1968"), tell(BIRTH, "2021-01-01", time="1968-07-18")),
    "a day and a time since when": (tell(BIRTH, "2020-01-01", time="1968"), tell(BIRTH, "2021-01-01", time="1969/..")),
    "a time that is only planned": (
        tell(BIRTH, "2020-01-01", time="2020"), tell(BIRTH, "2020-01-02", time="2021", modality=Modality.PLANNED),
    ),
    "a time that is none": (tell(BIRTH, "2020-01-01", time="zomer"), tell(BIRTH, "2020-01-02", time="2021")),
    "two times in one breath": (tell(BIRTH, "2020-01-01", time="1967"), tell(BIRTH, "2020-01-01", time="1968")),
    "a city and its country": (tell(SEAT, "2020-01-01"), tell(Fact(ARM, BASED, NETHERLANDS), "2020-01-02")),
    "a place within a place": (
        tell(BEYOND, "2020-01-01"), tell(BRABANT, "2020-01-02"), tell(SEAT, "2020-01-01"),
    ),
    "who has moved": (tell(SEAT, "2018-01-01"), tell(THERE, "2020-01-01")),
    "a seat that was": (tell(SEAT, "2020-01-01", time="../2019"), tell(THERE, "2020-01-02")),
    "a seat that is planned": (tell(SEAT, "2020-01-01", modality=Modality.PLANNED), tell(THERE, "2020-01-02")),
    "two seats that one article tells": (tell(SEAT, "2020-01-01"), tell(THERE, "2020-01-01"), tell(THERE, "2020-01-02")),
    "seats of no day": (tell(SEAT, "", article="a"), tell(THERE, "", article="b")),
    "one after another at a post": (tell(BOSS, "2020-01-01", **CEO), tell(RIVAL, "2021-03-01", **CEO)),
    "a former chief executive": (tell(BOSS, "2020-01-01", time="../2020", **CEO), AT_POST),
    "two posts": (tell(BOSS, "2020-01-01", role="chairman"), AT_POST),
    "one who changes posts": (
        tell(BOSS, "2019-01-01", **CEO), tell(RIVAL, "2020-01-01", **CEO), tell(BOSS, "2021-01-01", role="chairman"),
    ),
    "a post of which there are several": (
        tell(BOSS, "2020-01-01", role="minister"), tell(RIVAL, "2020-01-01", article="b", role="minister"),
    ),
    "no post": (tell(BOSS, "2020-01-01"), tell(RIVAL, "2020-01-01", article="b")),
    "joint chief executives of one article": (tell(BOSS, "2020-01-01", role="CEO"), tell(RIVAL, "2020-01-01", role="CEO")),
    "one who is only likely to lead": (tell(BOSS, "2020-01-01", rule=LIKELY, **CEO), AT_POST),
    "one who leads only by somebody's word": (tell(BOSS, "2020-01-01", attribution_text="said he", **CEO), AT_POST),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_what_is_no_disagreement_is_not_found(name: str) -> None:
    with kept(read(*FALSE[name])) as store:
        assert asked(store) == set()
        assert derived(store) == set()
        assert not any(status(fact).disputed for fact in facts(store))


# ---- The question and the facts say the same ----

TELLINGS = st.tuples(
    st.sampled_from([DEAL, FINE, BIRTH, SEAT, THERE, BEYOND, BOSS, RIVAL, SMALL, LARGE]),
    st.sampled_from(["2019-12-31", "2020-01-01", "2020-02-01", "2020-11-30", "2022-06-15"]),
    st.fixed_dictionaries(
        {},
        optional={
            "article": st.sampled_from(["b", "c"]),
            "time": st.sampled_from(["2019", "2020", "2020-02", "2020-02-03", "2018/..", "../2021", "2019/2020-06"]),
            "amount": st.sampled_from(["100 EUR", "105 EUR", "200 EUR", "150 USD", "20 %"]),
            "role": st.sampled_from(["CEO", "topman", "chair", "minister"]),
            "modality": st.sampled_from(Modality),
            "polarity": st.sampled_from(Polarity),
            "attribution": st.sampled_from([SWAN, PAT]),
            "rule": st.just("likely: leads (head)"),
        },
    ),
)


@settings(max_examples=60, deadline=None)
@given(told=st.lists(TELLINGS, min_size=2, max_size=8))
def test_the_question_and_the_facts_find_the_same(told: list[Telling]) -> None:
    with kept(read(*told)) as store:
        assert {(kind, frozenset((one, other))) for kind, one, other, _, _ in asked(store)} == derived(store)


def test_a_fact_looked_up_alone_knows_what_is_told_against_it() -> None:
    told, _ = TRUE["one at a post while another holds it"]
    with kept(read(*told)) as store:
        (fact,) = facts(store, about=SWAN.id)
        assert fact.against == (Disagreement("value", "Bob Swan", "Pat Gelsinger", RIVAL.id),)
        assert status(fact).disputed


def test_the_reasons_of_a_fact_tell_what_is_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    told, _ = TRUE["two prices of one deal"]
    with kept(read(*told)) as store:
        reasons(list(facts(store)), {})
    assert capsys.readouterr().out.splitlines()[:2] == ["Nvidia · acquires · Arm", "  disputed: some say $32 billion, others $40 billion"]


def test_a_disagreement_goes_with_the_article_that_tells_it() -> None:
    told, _ = TRUE["two seats"]
    with kept(read(*told)) as store:
        store.remove("2020-08-01")
        assert asked(store) == set()
        assert derived(store) == set()


# ---- The ontology ----


def test_the_tables_of_the_question_are_those_of_the_ontology() -> None:
    text = stock()["disputed"].text
    assert "{ }" not in text
    relations = load().relations
    for mark in ("oneAmount", "oneTime", "oneSubject", "oneObject"):
        assert months(mark)
        assert months(mark).keys() <= relations.keys()
        assert f"{' '.join(f'(kgo:{name} {number})' for name, number in months(mark).items())} }} # of the ontology: kgo:{mark}" in text
    assert filled("# VALUES ?x { }") == "# VALUES ?x { }", "only what names a mark is filled"


def test_a_name_of_a_post_means_one_post() -> None:
    assert {posts()[name] for name in ("ceo", "chief executive", "topman", "bestuursvoorzitter")} == {"ChiefExecutive"}
    assert "minister" not in posts()
    assert "vice president" not in posts()


# ---- Real sentences ----

NEWS = {
    "en": (
        ("Nvidia acquired Arm for $40 billion in September 2020.", "Nvidia acquired Arm for $32 billion, two people said."),
        ("Ren Zhengfei founded Huawei in 1987.", "Ren Zhengfei founded Huawei in 1988."),
        ("ASML, which is based in Veldhoven, declined to comment.", "ASML has its headquarters in Eindhoven."),
        ("Bob Swan, the chief executive of Intel, welcomed the deal.", "Pat Gelsinger, the chief executive of Intel, declined to comment."),
    ),
    "nl": (
        ("Nvidia heeft Arm in september 2020 overgenomen voor 40 miljard dollar.", "Nvidia nam Arm over voor 32 miljard dollar."),
        ("Ren Zhengfei richtte Huawei in 1987 op.", "Ren Zhengfei heeft Huawei in 1988 opgericht."),
        ("Het hoofdkantoor van ASML staat in Veldhoven.", "ASML is gevestigd in Eindhoven."),
        ("De topman van Intel, Bob Swan, wilde niet reageren.", "Intel-topman Pat Gelsinger reageerde niet."),
    ),
}


@pytest.mark.parametrize(("first", "second"), [("en", "en"), ("nl", "nl"), ("en", "nl")])
def test_two_articles_that_disagree_are_found_out(tmp_path: Path, first: str, second: str) -> None:
    for name, language, side in (("one", first, 0), ("two", second, 1)):
        text = "\n\n".join(pair[side] for pair in NEWS[language])
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: 2020-09-14\nlanguage: {language}\n---\n{text}\n", encoding="utf-8")
    with kg.build(tmp_path, out=tmp_path / "graph") as graph:
        answer = graph.query("@disputed")
        assert isinstance(answer, Rows)
        found = {
            (row["kind"], row["subject"], frozenset((row["one"], row["other"])), frozenset((row["article"], row["other_article"])))
            for row in answer
        }
    told = frozenset(("one", "two"))
    assert found == {
        ("amount", "Nvidia", frozenset(("32000000000 USD", "40000000000 USD")), told),
        ("time", "Ren Zhengfei", frozenset(("1987", "1988")), told),
        ("value", "ASML", frozenset(("Eindhoven", "Veldhoven")), told),
        ("value", "Bob Swan", frozenset(("Bob Swan", "Pat Gelsinger")), told),
    }
