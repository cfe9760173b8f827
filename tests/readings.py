"""Small readings made by hypothesis: every kind of status, names that readings differ over, words that try to break out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from kg.model import (
    Article,
    Claim,
    Entity,
    Evidence,
    Fact,
    Literal,
    Mention,
    Modality,
    Polarity,
    Reading,
    Rejection,
    Relation,
    Sentence,
    Span,
)
from kg.rdf import Run

BASE = "https://kg.example/entity/"
RUN = Run("kg", "0.1", (("en_kg", "1.0"),), "0123456789abcdef", {"Company": ("Organization", "Agent"), "Country": ("Place", "Agent")})
US = Entity(
    BASE + "us",
    "United States",
    "Country",
    (("en", "United States"), ("nl", "Verenigde Staten")),
    (("en", "U.S."),),
    ("http://www.wikidata.org/entity/Q30",),
    True,
)
HUAWEI = Entity(BASE + "huawei", "Huawei", "Company", (("en", "Huawei"),), (("", "Huawei Technologies"),), (), True)
GUO = Entity(BASE + "guo-ping", "Guo Ping", "Person")
SANCTIONS = Relation("sanctions", "sanctions", True, ("restricts",))
LEADS = Relation("leads", "leads", True, ("worksFor", "tiedTo"))
OPEN = Relation("look-into", "look into", False)
RAISES = Relation("raises", "raises", True)
WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
ODD = st.sampled_from(['" } ; DROP ALL #', "\\u0022 \\", "</script>", "a\x00b\r\n\tc", "é😀\u2028", "=1+1", "", "'''\"\"\""])
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(0, 9))

# The same IRI under several names and classes, as readings of different articles give them.
UNKNOWN = st.builds(
    lambda label, type, alias: Entity(BASE + "x", label, type, (), ((("", alias),) if alias not in ("", label) else ())),
    st.sampled_from(["ASML", "ASML Holding", "Asml"]),
    st.sampled_from(["Company", "Person", "Agent", ""]),
    st.sampled_from(["", "ASML", "de chipmaker"]),
)
ENTITIES = st.one_of(st.sampled_from([US, HUAWEI, GUO]), UNKNOWN)
LITERALS = st.builds(
    Literal, st.sampled_from(["$ 5 billion", "007", "5"]), st.sampled_from([None, "http://www.w3.org/2001/XMLSchema#integer"])
)
TIMES = st.sampled_from([None, "2020", "2020-05", "2020-05-18", "2012/..", "2020-02-31", "0000", "zomer"])


def evidences(article: Article) -> st.SearchStrategy[Evidence]:
    sentences = st.builds(
        lambda start, end: Sentence(start, start + end, article.text[start : start + end]), st.integers(0, 40), st.integers(1, 30)
    )
    return st.builds(
        Evidence,
        st.just(article.id),
        sentences,
        SPANS,
        SPANS,
        SPANS,
        st.sampled_from(["svo", "apposition"]),
        st.sampled_from(Polarity),
        st.sampled_from(Modality),
        st.one_of(st.none(), ENTITIES),
        st.one_of(st.none(), WORDS, ODD),
        TIMES,
        st.one_of(st.none(), ODD),
        st.one_of(st.none(), WORDS),
        st.integers(0, 10_000).map(lambda number: number / 10_000),
    )


def facts(article: Article) -> st.SearchStrategy[Fact]:
    proof = st.lists(evidences(article), min_size=1, max_size=3, unique=True).map(tuple)
    between = st.builds(Fact, ENTITIES, st.sampled_from([SANCTIONS, LEADS, OPEN]), ENTITIES, proof)
    return st.one_of(between, st.builds(Fact, ENTITIES, st.just(RAISES), LITERALS, proof))


def rejections(article: Article) -> st.SearchStrategy[Rejection]:
    def build(name: str, words: str, reason: str) -> Rejection:
        mention = Mention(name, 0, 3, "name", name, "en")
        claim = Claim(article.id, Sentence(0, 20, article.text[:20]), mention, words, Span(4, 6), mention, (), "svo")
        return Rejection(claim, reason)

    return st.builds(build, ODD, WORDS, st.sampled_from(["subject and object are the same", "no entity"]))


@st.composite
def reading(draw: st.DrawFn, id: str) -> Reading:
    article = Article(
        id,
        draw(ODD) + "The United States sanctions Huawei, says Guo Ping, who leads it. " * 2,
        title=draw(st.one_of(st.none(), ODD)),
        url=draw(st.sampled_from([None, "https://example.org/a?b=1", "javascript:alert(1)", "https://a b"])),
        published=draw(st.sampled_from([None, "2020-09-12", "2020"])),
        source=draw(st.one_of(st.none(), WORDS)),
        language=draw(st.sampled_from(["en", "nl"])),
    )
    found = draw(st.lists(facts(article), max_size=4))
    return Reading(article, tuple(found), tuple(draw(st.lists(rejections(article), max_size=2))))


def readings(count: int = 3) -> st.SearchStrategy[list[Reading]]:
    ids = ["nos-2020", "a/ b?é#1", "übung%2F"][:count]
    return st.tuples(*(reading(id) for id in ids)).map(list)


def other(given: Reading) -> Reading:
    """The reading of the same article by a worse reader: half of its facts, another title."""
    return Reading(replace(given.article, title="Corrected"), given.facts[: len(given.facts) // 2], given.rejections[:1])
