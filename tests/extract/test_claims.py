"""From a hand-built document to its claims: what is said of whom, whether it is so, who says it, and where exactly."""

from __future__ import annotations

import pytest

from kg.extract.claims import claims
from kg.extract.patterns import Pattern
from kg.extract.scene import reader
from kg.link import linker
from kg.model import Claim, Mention, Modality, Polarity
from kg.ontology import load
from kg.parse import Doc
from tests.docs import article, source_of

PATTERNS = (
    Pattern("acquires", "buy", "subj", "obj"),
    Pattern("acquires", "kopen", "subj", "obj"),
    Pattern("sanctions", "impose", "subj", "on", (("obj", "sanction"),)),
    Pattern("sanctions", "opleggen", "subj", "aan", (("obj", "sanctie"),)),
    Pattern("sanctions", "sanction", "poss", "on"),
    Pattern("sanctions", "sanctie", "van", "tegen"),
    Pattern("leads", "director", "self", "of", role=True),
    Pattern("leads", "directeur", "self", "prefix", role=True),
    Pattern("raises", "raise", "subj", "obj", amount=True),
    Pattern("bans", "ban", "subj", "obj"),
    Pattern("produces", "make", "subj", "obj"),
)
FIRMS = {"Umbra": "ORG", "Globex": "ORG", "Orbis": "ORG", "Jane Doe": "PERSON"}


def said(document: Doc) -> list[Claim]:
    return list(claims(document, reader(document.lang_, load(), linker(), PATTERNS)))


def triples(document: Doc) -> list[str]:
    """ "Umbra acquires Globex"; an open relation in its own words, after a question mark."""
    return [" ".join((c.subject.name, *(c.candidates or ("?", c.relation)), c.object.name)) for c in said(document)]


def only(document: Doc, relation: str = "") -> Claim:
    (claim,) = [claim for claim in said(document) if not relation or relation in claim.candidates]
    return claim


def told(language: str, text: str, *tables: str) -> Doc:
    return article(language, text, *tables, ents=FIRMS)


def words(document: Doc, claim: Claim) -> tuple[str, str, str, str]:
    """The characters of subject, relation, object and sentence, cut out of the article's own text."""
    text = source_of(document).text
    ranges = (claim.subject, claim.relation_span, claim.object, claim.sentence)
    return tuple(text[part.start : part.end] for part in ranges)  # type: ignore[return-value]


BUYS = "Umbra _ PROPN 2 nsubj\nbuys buy VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 2 obj"


# ── typed relations ──────────────────────────────────────────────────────────────────────────────


def test_a_plain_statement() -> None:
    claim = only(told("en", "Umbra buys Globex", BUYS))
    assert (claim.article, claim.subject.name, claim.candidates, claim.object.name) == ("a1", "Umbra", ("acquires",), "Globex")
    assert (claim.polarity, claim.modality, claim.attribution, claim.attribution_text) == (Polarity.AFFIRMED, Modality.ASSERTED, None, None)
    assert (claim.rule, claim.relation) == ("acquires: buy(subj=S, obj=O)", "buy")
    assert 0 < claim.confidence <= 1


IMPOSED = """
    Norway     _        PROPN  2  nsubj
    imposed    impose   VERB   0  ROOT  VerbForm=Fin
    sanctions  sanction NOUN   2  obj
    on         _        ADP    5  case
    Umbra      _        PROPN  2  obl"""


def test_a_light_verb_in_english() -> None:
    document = told("en", "Norway imposed sanctions on Umbra", IMPOSED)
    assert {*triples(document)} == {"Norway sanctions Umbra"}
    assert words(document, said(document)[0]) == ("Norway", "imposed sanctions", "Umbra", "Norway imposed sanctions on Umbra")
    assert said(document)[0].relation == "impose sanction"


def test_a_sentence_says_a_thing_once() -> None:
    assert triples(told("en", "Norway imposed sanctions on Umbra", IMPOSED)) == ["Norway sanctions Umbra"]


def test_a_clause_without_its_verb_says_the_same_of_another() -> None:
    table = """
        Umbra   _    PROPN  2  nsubj
        buys    buy  VERB   0  ROOT   VerbForm=Fin
        Globex  _    PROPN  2  obj
        and     _    CCONJ  5  cc
        Norway  _    PROPN  2  conj
        too     _    ADV    5  advmod
        """
    assert triples(told("en", "Umbra buys Globex and Norway too", table)) == ["Umbra acquires Globex", "Norway acquires Globex"]


def test_a_light_verb_in_dutch() -> None:
    table = """
        Noorwegen  _        PROPN  2  nsubj
        legt       leggen   VERB   0  ROOT          VerbForm=Fin
        sancties   sanctie  NOUN   2  obj
        op         _        ADP    2  compound:prt
        aan        _        ADP    6  case
        Umbra      _        PROPN  2  obl
        """
    document = told("nl", "Noorwegen legt sancties op aan Umbra", table)
    assert triples(document) == ["Noorwegen sanctions Umbra"]
    assert only(document).relation == "opleggen sanctie"
    assert words(document, only(document))[1] == "legt sancties"


def test_words_far_apart_give_the_verb_alone() -> None:
    """ "imposed last week, after long talks, sanctions on": the characters between would say too much."""
    table = """
        Norway     _        PROPN  2  nsubj
        imposed    impose   VERB   0  ROOT  VerbForm=Fin
        on         _        ADP    4  case
        Umbra      _        PROPN  2  obl
        new        _        ADJ    6  amod
        sanctions  sanction NOUN   2  obj
        """
    document = told("en", "Norway imposed on Umbra new sanctions", table)
    assert words(document, only(document))[1] == "imposed"


def test_coordination_gives_a_claim_for_each() -> None:
    table = BUYS + "\nand _ CCONJ 5 cc\nOrbis _ PROPN 3 conj"
    assert triples(told("en", "Umbra buys Globex and Orbis", table)) == ["Umbra acquires Globex", "Umbra acquires Orbis"]


def test_a_name_does_nothing_to_itself() -> None:
    assert said(told("en", "Umbra buys Umbra", BUYS.replace("Globex", "Umbra"))) == []


def test_a_common_noun_fills_a_slot_where_the_relation_takes_one() -> None:
    """ "makes harbour cameras" is a fact, "makes new cameras" tells nothing, and "buys harbour cameras" takes nothing over."""
    table = "Umbra _ PROPN 2 nsubj\nmakes make VERB 0 ROOT VerbForm=Fin\nharbour _ NOUN 4 compound\ncameras camera NOUN 2 obj"
    document = told("en", "Umbra makes harbour cameras", table)
    assert triples(document) == ["Umbra produces harbour cameras"]
    assert only(document).object.kind == "nominal"
    assert said(told("en", "Umbra makes new cameras", table.replace("harbour _ NOUN 4 compound", "new _ ADJ 4 amod"))) == []
    assert said(told("en", "Umbra buys harbour cameras", table.replace("makes make", "buys buy"))) == []


def test_a_ban_on_what_one_owns_reaches_the_owner() -> None:
    """ "bans Umbra's lamps" bans both."""
    table = """
        Norway  _    PROPN  2  nsubj
        bans    ban  VERB   0  ROOT       VerbForm=Fin
        Umbra   _    PROPN  5  nmod:poss
        's      _    PART   3  case
        phones  phone NOUN  2  obj
        """
    found = triples(told("en", "Norway bans Umbra's phones", table))
    assert "Norway bans phones" in found
    assert "Norway bans Umbra" in found


def test_a_pronoun_points_at_itself_and_means_its_name() -> None:
    """The evidence shows what the sentence says; the fact is about whom it means."""
    document = told("en", "Umbra grew. It buys Globex.", "Umbra _ PROPN 2 nsubj\ngrew grow VERB 0 ROOT\n. _ PUNCT 2 punct",
                    BUYS.replace("Umbra _ PROPN", "It _ PRON"))  # fmt: skip
    claim = only(document, "acquires")
    assert (claim.subject.name, claim.subject.text) == ("Umbra", "It")
    assert words(document, claim)[0] == "It"
    plain = only(told("en", "Umbra buys Globex", BUYS))
    assert claim.confidence <= plain.confidence


# ── whether it is so ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "text", "table", "polarity", "modality"),
    [
        (
            "en", "Umbra did not buy Globex",
            "Umbra _ PROPN 4 nsubj\ndid do AUX 4 aux\nnot _ PART 4 advmod\nbuy _ VERB 0 ROOT VerbForm=Inf\nGlobex _ PROPN 4 obj",
            Polarity.NEGATED, Modality.ASSERTED,
        ),
        (
            "nl", "Umbra koopt Globex niet",
            "Umbra _ PROPN 2 nsubj\nkoopt kopen VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 2 obj\nniet _ ADV 2 advmod",
            Polarity.NEGATED, Modality.ASSERTED,
        ),
        (
            "en", "Umbra plans to buy Globex",
            """
                Umbra _ PROPN 2 nsubj
                plans plan VERB 0 ROOT VerbForm=Fin
                to _ PART 4 mark
                buy _ VERB 2 xcomp VerbForm=Inf
                Globex _ PROPN 4 obj
                """,
            Polarity.AFFIRMED, Modality.PLANNED,
        ),
        (
            "nl", "Umbra wil Globex kopen",
            "Umbra _ PROPN 4 nsubj\nwil willen AUX 4 aux\nGlobex _ PROPN 4 obj\nkopen _ VERB 0 ROOT VerbForm=Inf",
            Polarity.AFFIRMED, Modality.PLANNED,
        ),
        (
            "en", "Umbra may buy Globex",
            "Umbra _ PROPN 3 nsubj\nmay _ AUX 3 aux\nbuy _ VERB 0 ROOT VerbForm=Inf\nGlobex _ PROPN 3 obj",
            Polarity.AFFIRMED, Modality.POSSIBLE,
        ),
        (
            "en", "Umbra reportedly buys Globex",
            "Umbra _ PROPN 3 nsubj\nreportedly _ ADV 3 advmod\nbuys buy VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 3 obj",
            Polarity.AFFIRMED, Modality.REPORTED,
        ),
    ],
)  # fmt: skip
def test_status_comes_with_the_claim(language: str, text: str, table: str, polarity: Polarity, modality: Modality) -> None:
    """The subject of the governing verb is that of the claim, and its stance is the claim's."""
    claim = only(told(language, text, table), "acquires")
    assert (claim.subject.name, claim.object.name, claim.polarity, claim.modality) == ("Umbra", "Globex", polarity, modality)


# ── who says so ──────────────────────────────────────────────────────────────────────────────────


def saying(text: str, verb: str, *, language: str = "en", buys: str = "buys buy", that: str = "that") -> Doc:
    """ "Orbis said that Umbra buys Globex"."""
    table = f"""
        Orbis   _      PROPN  2  nsubj
        {verb}         VERB   0  ROOT   VerbForm=Fin
        {that}  _      SCONJ  5  mark
        Umbra   _      PROPN  5  nsubj
        {buys}         VERB   2  ccomp  VerbForm=Fin
        Globex  _      PROPN  5  obj
        """
    return told(language, text, table)


def speaker(claim: Claim) -> str | None:
    return claim.attribution.name if claim.attribution else None


@pytest.mark.parametrize(
    ("text", "verb", "polarity"),
    [
        ("Orbis said that Umbra buys Globex", "said say", Polarity.AFFIRMED),
        ("Orbis denied that Umbra buys Globex", "denied deny", Polarity.NEGATED),
    ],
)
def test_what_someone_says(text: str, verb: str, polarity: Polarity) -> None:
    """It is the speaker's, not the outlet's; what is denied is kept as denied."""
    claim = only(saying(text, verb), "acquires")
    assert (speaker(claim), claim.polarity, claim.attribution_text) == ("Orbis", polarity, " ".join(text.split()[:2]))


@pytest.mark.parametrize(
    ("text", "verb", "polarity"),
    [
        ("Orbis zegt dat Umbra koopt Globex", "zegt zeggen", Polarity.AFFIRMED),
        ("Orbis ontkent dat Umbra koopt Globex", "ontkent ontkennen", Polarity.NEGATED),
    ],
)
def test_what_someone_says_in_dutch(text: str, verb: str, polarity: Polarity) -> None:
    claim = only(saying(text, verb, language="nl", buys="koopt kopen", that="dat"), "acquires")
    assert (speaker(claim), claim.polarity) == ("Orbis", polarity)


def test_saying_so_is_no_relation_of_its_own() -> None:
    assert triples(saying("Orbis said that Umbra buys Globex", "said say")) == ["Umbra acquires Globex"]


def test_a_verb_of_doing_is_no_speaker() -> None:
    """ "Orbis saw to it that …" """
    assert speaker(only(saying("Orbis ensured that Umbra buys Globex", "ensured ensure"), "acquires")) is None


def test_the_speaker_behind() -> None:
    """ "Umbra buys Globex, Orbis said."."""
    table = BUYS + "\n, _ PUNCT 6 punct\nOrbis _ PROPN 6 nsubj\nsaid say VERB 2 parataxis VerbForm=Fin"
    assert speaker(only(told("en", "Umbra buys Globex, Orbis said", table), "acquires")) == "Orbis"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_source_phrase(language: str) -> None:
    english = """
        According  accord  VERB   3  case
        to         _       ADP    1  fixed
        Orbis      _       PROPN  6  obl
        ,          _       PUNCT  3  punct
        Umbra      _       PROPN  6  nsubj
        buys       buy     VERB   0  ROOT  VerbForm=Fin
        Globex     _       PROPN  6  obj
        """
    dutch = """
        Volgens _ ADP 2 case
        Orbis _ PROPN 3 obl
        koopt kopen VERB 0 ROOT VerbForm=Fin
        Umbra _ PROPN 3 nsubj
        nu _ ADV 3 advmod
        Globex _ PROPN 3 obj
        """
    text, table = {"en": ("According to Orbis, Umbra buys Globex", english), "nl": ("Volgens Orbis koopt Umbra nu Globex", dutch)}[language]
    claim = only(told(language, text, table), "acquires")
    assert speaker(claim) == "Orbis"
    assert claim.attribution_text == text.partition(" Orbis")[0] + " Orbis"


@pytest.mark.parametrize(
    ("language", "verb", "source"),
    [("en", "buys buy", "according _ ADP 6 case\nto _ ADP 4 fixed"), ("nl", "koopt kopen", "volgens _ ADP 5 case")],
)
def test_a_source_is_no_argument(language: str, verb: str, source: str) -> None:
    """ "According to Orbis" says who says so; Umbra does nothing to Orbis."""
    table = f"Umbra _ PROPN 2 nsubj\n{verb} VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 2 obj\n{source}\nOrbis _ PROPN 2 obl"
    text = " ".join(row.split()[0] for row in table.splitlines())
    assert triples(told(language, text, table)) == ["Umbra acquires Globex"]


def test_a_source_without_a_name_is_kept_in_its_words() -> None:
    """ "according to officials": attributed to what the text calls them, though to no one that has a name."""
    table = BUYS + "\naccording accord VERB 6 case\nto _ ADP 4 fixed\nofficials official NOUN 2 obl"
    claim = only(told("en", "Umbra buys Globex according to officials", table), "acquires")
    assert (claim.attribution, claim.attribution_text, claim.modality) == (None, "officials", Modality.ASSERTED)


@pytest.mark.parametrize("source", ["rumours rumour", "sources source"])
def test_what_nobody_answers_for_is_hearsay(source: str) -> None:
    """ "according to rumours": no one speaks who could be asked."""
    table = BUYS + f"\naccording accord VERB 6 case\nto _ ADP 4 fixed\n{source} NOUN 2 obl"
    claim = only(told("en", f"Umbra buys Globex according to {source.split()[0]}", table), "acquires")
    assert (claim.attribution, claim.attribution_text, claim.modality) == (None, None, Modality.REPORTED)


def test_we_in_a_quotation_is_who_speaks() -> None:
    """ "“We buy Globex,” said Orbis"."""
    table = """
        “       _      PUNCT  3  punct
        We      _      PRON   3  nsubj
        buy     _      VERB   7  ccomp  VerbForm=Fin
        Globex  _      PROPN  3  obj
        ,       _      PUNCT  3  punct
        ”       _      PUNCT  3  punct
        said    say    VERB   0  ROOT   VerbForm=Fin
        Orbis   _      PROPN  7  nsubj
        """
    document = told("en", "“We buy Globex,” said Orbis", table)
    claim = only(document, "acquires")
    assert (claim.subject.name, claim.subject.text, speaker(claim)) == ("Orbis", "We", "Orbis")
    assert words(document, claim)[0] == "We"


def test_we_outside_a_quotation_is_no_one() -> None:
    """The outlet itself, or its readers."""
    assert said(told("en", "We buy Globex", BUYS.replace("Umbra _ PROPN", "We _ PRON").replace("buys", "buy"))) == []


def test_a_quotation_of_its_own_has_its_neighbours_speaker() -> None:
    first = "Orbis _ PROPN 2 nsubj\nsaid say VERB 0 ROOT VerbForm=Fin\nmore _ ADJ 2 obj\n. _ PUNCT 2 punct"
    second = """
        “ _ PUNCT 3 punct
        Umbra _ PROPN 3 nsubj
        buys buy VERB 0 ROOT VerbForm=Fin
        Globex _ PROPN 3 obj
        . _ PUNCT 3 punct
        ” _ PUNCT 3 punct
        """
    assert speaker(only(told("en", "Orbis said more. “Umbra buys Globex.”", first, second), "acquires")) == "Orbis"
    plain = second.replace("“ _", "- _").replace("” _", "- _")
    assert speaker(only(told("en", "Orbis said more. - Umbra buys Globex. -", first, plain), "acquires")) is None


def test_a_persons_post_is_not_put_in_anyones_mouth() -> None:
    """ "Jane Doe, director of Umbra, said …": the outlet says what she is."""
    table = """
        Orbis     _     PROPN  2   nsubj
        said      say   VERB   0   ROOT   VerbForm=Fin
        that      _     SCONJ  9   mark
        Jane      _     PROPN  9   nsubj
        Doe       _     PROPN  4   flat
        ,         _     PUNCT  7   punct
        director  _     NOUN   4   appos
        of        _     ADP    10  case
        left      leave VERB   2   ccomp  VerbForm=Fin
        Umbra     _     PROPN  7   nmod
        """
    claim = only(told("en", "Orbis said that Jane Doe, director of left Umbra", table), "leads")
    assert speaker(claim) is None


# ── roles, amounts, time ─────────────────────────────────────────────────────────────────────────


def test_a_role_in_its_own_words() -> None:
    table = """
        Jane      _     PROPN  9  nsubj
        Doe       _     PROPN  1  flat
        ,         _     PUNCT  5  punct
        rotating  _     ADJ    5  amod
        chairman  _     NOUN   1  appos
        of        _     ADP    7  case
        Umbra     _     PROPN  5  nmod
        ,         _     PUNCT  5  punct
        left      leave VERB   0  ROOT   VerbForm=Fin
        """
    document = told("en", "Jane Doe, rotating chairman of Umbra, left", table)
    claim = only(document, "leads")
    assert (claim.subject.name, claim.object.name, claim.role) == ("Jane Doe", "Umbra", "rotating chairman")


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="an adjective that ends a post is only a word of the role")
@pytest.mark.parametrize("adjective", ["former", "ex"])
def test_a_former_post_is_held_no_more(adjective: str) -> None:
    """ "Jane Doe, former chairman of Umbra": she leads it no longer."""
    table = f"""
        Jane         _     PROPN  8  nsubj
        Doe          _     PROPN  1  flat
        ,            _     PUNCT  5  punct
        {adjective}  _     ADJ    5  amod
        chairman     _     NOUN   1  appos
        of           _     ADP    7  case
        Umbra        _     PROPN  5  nmod
        left         leave VERB   0  ROOT   VerbForm=Fin
        """
    found = said(told("en", f"Jane Doe, {adjective} chairman of Umbra left", table))
    assert not [claim for claim in found if "leads" in claim.candidates and claim.polarity is Polarity.AFFIRMED]


def test_the_first_half_of_a_dutch_compound() -> None:
    """ "Umbra-topman Jane Doe": the company ends at the hyphen, and the role begins behind it."""
    tables = (
        "Umbra _ PROPN 2 nsubj\ngroeit groeien VERB 0 ROOT VerbForm=Fin\n. _ PUNCT 2 punct",
        "Umbra-topman _ NOUN 4 nsubj\nJane _ PROPN 1 appos\nDoe _ PROPN 2 flat\nvertrekt vertrekken VERB 0 ROOT VerbForm=Fin",
    )
    document = told("nl", "Umbra groeit.\n\nUmbra-topman Jane Doe vertrekt", *tables)
    claim = only(document, "leads")
    assert (claim.subject.name, claim.object.name, claim.role) == ("Jane Doe", "Umbra", "topman")
    assert words(document, claim)[0::2] == ("Jane Doe", "Umbra")
    assert claim.object.start == source_of(document).text.index("Umbra-topman")


def test_a_known_name_in_a_compound_needs_no_other_mention() -> None:
    table = "Huawei-topman _ NOUN 4 nsubj\nJane _ PROPN 1 appos\nDoe _ PROPN 2 flat\nvertrekt vertrekken VERB 0 ROOT VerbForm=Fin"
    document = told("nl", "Huawei-topman Jane Doe vertrekt", table)
    claim = only(document, "leads")
    assert (claim.object.name, words(document, claim)[2]) == ("Huawei", "Huawei")


def test_an_amount_is_the_object_of_what_raises_it() -> None:
    table = "Umbra _ PROPN 2 nsubj\nraised raise VERB 0 ROOT VerbForm=Fin\n$ _ SYM 2 obj\n12 _ NUM 3 nummod\nbillion _ NUM 3 nummod"
    document = told("en", "Umbra raised $12 billion", table)
    claim = only(document, "raises")
    assert (claim.object.kind, claim.object.name, claim.amount) == ("literal", "12000000000 USD", "12000000000 USD")
    assert words(document, claim)[2] == "$12 billion"


def test_the_amount_beside_another_relation() -> None:
    table = BUYS + "\nfor _ ADP 5 case\n$ _ SYM 2 obl\n3 _ NUM 5 nummod\nmillion _ NUM 5 nummod"
    claim = only(told("en", "Umbra buys Globex for $3 million", table), "acquires")
    assert (claim.object.name, claim.amount) == ("Globex", "3000000 USD")


def test_without_an_amount_nothing_is_raised() -> None:
    table = "Umbra _ PROPN 2 nsubj\nraised raise VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 2 obj"
    assert triples(told("en", "Umbra raised Globex", table)) == ["Umbra ? raise Globex"]


def test_the_time_of_its_own_clause() -> None:
    table = BUYS + "\nin _ ADP 5 case\n2019 _ NUM 2 obl"
    assert only(told("en", "Umbra buys Globex in 2019", table)).time == "2019"
    assert only(told("en", "Umbra buys Globex", BUYS)).time is None


def test_the_time_of_saying_is_not_the_time_of_doing() -> None:
    """ "Orbis said on Friday that Umbra buys Globex": no one knows when it buys."""
    table = """
        Orbis   _     PROPN  2  nsubj
        said    say   VERB   0  ROOT   VerbForm=Fin
        on      _     ADP    4  case
        Friday  _     PROPN  2  obl
        that    _     SCONJ  7  mark
        Umbra   _     PROPN  7  nsubj
        buys    buy   VERB   2  ccomp  VerbForm=Fin
        Globex  _     PROPN  7  obj
        """
    assert only(told("en", "Orbis said on Friday that Umbra buys Globex", table), "acquires").time is None


def test_the_time_of_the_verb_is_not_the_time_of_the_post() -> None:
    """ "Jane Doe, chairman of Umbra, left on Friday": she was chairman before."""
    table = """
        Jane      _      PROPN  8  nsubj
        Doe       _      PROPN  1  flat
        ,         _      PUNCT  4  punct
        chairman  _      NOUN   1  appos
        of        _      ADP    6  case
        Umbra     _      PROPN  4  nmod
        ,         _      PUNCT  4  punct
        left      leave  VERB   0  ROOT   VerbForm=Fin
        on        _      ADP    10  case
        Friday    _      PROPN  8  obl
        """
    assert only(told("en", "Jane Doe, chairman of Umbra, left on Friday", table), "leads").time is None


# ── constructions ────────────────────────────────────────────────────────────────────────────────


def test_nationality() -> None:
    """ "The Chinese chipmaker Umbra": both ends and the adjective as the words that say so."""
    table = "The _ DET 3 det\nChinese _ ADJ 3 amod\nchipmaker _ NOUN 5 nsubj\nUmbra _ PROPN 3 appos\ngrew grow VERB 0 ROOT VerbForm=Fin"
    document = told("en", "The Chinese chipmaker Umbra grew", table)
    claim = only(document, "basedIn")
    assert (claim.subject.name, claim.object.name, claim.rule) == ("Umbra", "Chinese", "nationality")
    assert "basedIn" in claim.candidates
    assert words(document, claim)[:3] == ("Umbra", "Chinese", "Chinese")


def test_nationality_stands_whatever_the_sentence_does() -> None:
    """ "The Chinese chipmaker Umbra did not grow" is Chinese all the same."""
    table = """
        The        _     DET    3  det
        Chinese    _     ADJ    3  amod
        chipmaker  _     NOUN   7  nsubj
        Umbra      _     PROPN  3  appos
        did        do    AUX    7  aux
        not        _     PART   7  advmod
        grow       _     VERB   0  ROOT   VerbForm=Inf
        """
    claim = only(told("en", "The Chinese chipmaker Umbra did not grow", table), "basedIn")
    assert (claim.rule, claim.polarity) == ("nationality", Polarity.AFFIRMED)


def test_an_adjective_of_a_thing_is_no_nationality() -> None:
    table = "The _ DET 3 det\nChinese _ ADJ 3 amod\nweather _ NOUN 5 nsubj\nUmbra _ PROPN 5 obj\nhit _ VERB 0 ROOT VerbForm=Fin"
    assert not [claim for claim in said(told("en", "The Chinese weather Umbra hit", table)) if claim.rule == "nationality"]


def by_rule(document: Doc, rule: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(c.subject.name, c.candidates, c.object.name) for c in said(document) if c.rule == rule]


def test_a_body_of_a_state() -> None:
    """ "The Norwegian ministry Umbra" is a part of Norway, where a chipmaker would come from it."""
    table = "The _ DET 3 det\nNorwegian _ ADJ 3 amod\nministry _ NOUN 5 nsubj\nUmbra _ PROPN 3 appos\ngrew grow VERB 0 ROOT VerbForm=Fin"
    document = article("en", "The Norwegian ministry Umbra grew", table)
    assert by_rule(document, "stateBody") == [("Umbra", ("partOf",), "Norwegian")]
    assert by_rule(document, "nationality") == []


def test_a_body_that_bears_the_name_of_its_state() -> None:
    """ "Norway Trade Department": the country inside the name."""
    table = "Norway _ PROPN 3 compound\nTrade _ PROPN 3 compound\nDepartment _ PROPN 4 nsubj\ngrew grow VERB 0 ROOT VerbForm=Fin"
    document = article("en", "Norway Trade Department grew", table, ents={"Norway Trade Department": "ORG"})
    found = [claim for claim in said(document) if claim.rule == "stateBody"]
    assert [words(document, claim)[0::2] for claim in found] == [("Norway Trade Department", "Norway")]


@pytest.mark.parametrize(("preposition", "expected"), [("in", ["Umbra"]), ("against", [])])
def test_a_seat(preposition: str, expected: list[str]) -> None:
    """ "Umbra in Norway" is there; another preposition says something else."""
    table = f"Umbra _ PROPN 4 nsubj\n{preposition} _ ADP 3 case\nNorway _ PROPN 1 nmod\ngrew grow VERB 0 ROOT VerbForm=Fin"
    document = told("en", f"Umbra {preposition} Norway grew", table)
    assert [subject for subject, _, _ in by_rule(document, "seat")] == expected


def test_where_it_happens_is_no_seat() -> None:
    """ "Umbra grew in Norway": the place is the verb's."""
    table = "Umbra _ PROPN 2 nsubj\ngrew grow VERB 0 ROOT VerbForm=Fin\nin _ ADP 4 case\nNorway _ PROPN 2 obl"
    assert by_rule(told("en", "Umbra grew in Norway", table), "seat") == []


BARE = "CEO _ NOUN 4 nsubj\nJane _ PROPN 1 appos\nDoe _ PROPN 2 flat\nleft leave VERB 0 ROOT VerbForm=Fin"


def test_a_bare_post_is_at_the_company_of_the_article() -> None:
    """ "CEO Jane Doe left" after "Umbra grew": it leads Umbra."""
    grew = "Umbra _ PROPN 2 nsubj\ngrew grow VERB 0 ROOT VerbForm=Fin\n. _ PUNCT 2 punct"
    assert by_rule(told("en", "Umbra grew. CEO Jane Doe left", grew, BARE), "bareRole") == [("Jane Doe", ("leads",), "Umbra")]
    assert by_rule(told("en", "CEO Jane Doe left", BARE), "bareRole") == [], "no company was named"


def test_a_post_with_its_own_organisation_is_not_bare() -> None:
    """ "Globex CEO Jane Doe" after Umbra."""
    grew = "Umbra _ PROPN 2 nsubj\ngrew grow VERB 0 ROOT VerbForm=Fin\n. _ PUNCT 2 punct"
    own = "Globex _ PROPN 2 compound\nCEO _ NOUN 5 nsubj\nJane _ PROPN 2 appos\nDoe _ PROPN 3 flat\nleft leave VERB 0 ROOT VerbForm=Fin"
    assert by_rule(told("en", "Umbra grew. Globex CEO Jane Doe left", grew, own), "bareRole") == []


@pytest.mark.parametrize("shape", ["front", "behind"])
def test_possession(shape: str) -> None:
    """ "Umbra's phones", "the phones of Umbra": who makes them."""
    tables = {
        "front": "Umbra _ PROPN 3 nmod:poss\n's _ PART 1 case\nphones phone NOUN 4 nsubj\nburn _ VERB 0 ROOT VerbForm=Fin",
        "behind": "the _ DET 2 det\nphones phone NOUN 5 nsubj\nof _ ADP 4 case\nUmbra _ PROPN 2 nmod\nburn _ VERB 0 ROOT VerbForm=Fin",
    }
    document = told("en", {"front": "Umbra's phones burn", "behind": "the phones of Umbra burn"}[shape], tables[shape])
    claim = only(document)
    assert (claim.subject.name, claim.candidates, claim.object.name, claim.rule) == ("Umbra", ("produces",), "phones", "possession")
    assert words(document, claim)[2] == "phones"


def test_a_persons_things_are_not_their_products() -> None:
    table = "Jane _ PROPN 4 nmod:poss\nDoe _ PROPN 1 flat\n's _ PART 1 case\nphones phone NOUN 5 nsubj\nburn _ VERB 0 ROOT VerbForm=Fin"
    assert said(told("en", "Jane Doe's phones burn", table)) == []


# ── open relations ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "text", "table", "expected"),
    [
        ("en", "Umbra courts Globex", "Umbra _ PROPN 2 nsubj\ncourts court VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 2 obj", "court"),
        (
            "en", "Umbra looked into Globex",
            "Umbra _ PROPN 2 nsubj\nlooked look VERB 0 ROOT VerbForm=Fin\ninto _ ADP 4 case\nGlobex _ PROPN 2 obl", "look into",
        ),
        (
            "nl", "Umbra rekent op Globex",
            "Umbra _ PROPN 2 nsubj\nrekent rekenen VERB 0 ROOT VerbForm=Fin\nop _ ADP 4 case\nGlobex _ PROPN 2 obl", "rekenen op",
        ),
        (
            "nl", "Umbra zet Globex af",
            "Umbra _ PROPN 2 nsubj\nzet zetten VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 2 obj\naf _ ADP 2 compound:prt", "afzetten",
        ),
    ],
)  # fmt: skip
def test_an_open_relation_is_named_by_lemma_and_preposition(language: str, text: str, table: str, expected: str) -> None:
    """Every verb between two names is kept, under the same name whatever its tense."""
    claim = only(told(language, text, table))
    assert (claim.subject.name, claim.relation, claim.object.name) == ("Umbra", expected, "Globex")
    assert (claim.candidates, claim.rule) == ((), "open")


def test_an_open_relation_through_a_noun() -> None:
    """ "praised the plan of Globex"."""
    table = """
        Umbra    _       PROPN  2  nsubj
        praised  praise  VERB   0  ROOT  VerbForm=Fin
        the      _       DET    4  det
        garden   _       NOUN   2  obj
        of       _       ADP    6  case
        Globex   _       PROPN  4  nmod
        """
    assert triples(told("en", "Umbra praised the garden of Globex", table)) == ["Umbra ? praise garden of Globex"]


def test_a_nationality_is_no_end_of_an_open_relation() -> None:
    """ "Umbra courts a Dutch investor": it does not court the Netherlands."""
    table = "Umbra _ PROPN 2 nsubj\ncourts court VERB 0 ROOT VerbForm=Fin\na _ DET 5 det\nDutch _ ADJ 5 amod\ninvestor _ NOUN 2 obj"
    assert said(told("en", "Umbra courts a Dutch investor", table)) == []


def test_a_pair_that_a_typed_relation_took_is_not_open_as_well() -> None:
    assert triples(told("en", "Umbra buys Globex", BUYS)) == ["Umbra acquires Globex"]


def test_an_open_relation_counts_for_less() -> None:
    table = BUYS.replace("buys buy", "courts court")
    assert only(told("en", "Umbra courts Globex", table)).confidence < only(told("en", "Umbra buys Globex", BUYS)).confidence


def test_no_relation_with_what_has_no_name() -> None:
    assert said(told("en", "Umbra likes rain", "Umbra _ PROPN 2 nsubj\nlikes like VERB 0 ROOT VerbForm=Fin\nrain _ NOUN 2 obj")) == []


# ── offsets ──────────────────────────────────────────────────────────────────────────────────────


def test_every_offset_is_that_of_the_articles_text() -> None:
    """Paragraphs, wrapped lines, tabs and double spaces: the words are cut out of the text as it is."""
    text = "Orbis  grew.\n\n\n  Norway\timposed  sanctions on\u00a0Umbra.\nJane   Doe, chairman of  Globex, left."
    tables = (
        "Orbis _ PROPN 2 nsubj\ngrew grow VERB 0 ROOT VerbForm=Fin\n. _ PUNCT 2 punct",
        IMPOSED + "\n. _ PUNCT 2 punct",
        """
        Jane      _     PROPN  8  nsubj
        Doe       _     PROPN  1  flat
        ,         _     PUNCT  4  punct
        chairman  _     NOUN   1  appos
        of        _     ADP    6  case
        Globex    _     PROPN  4  nmod
        ,         _     PUNCT  4  punct
        left      leave VERB   0  ROOT   VerbForm=Fin
        .         _     PUNCT  8  punct
        """,
    )
    document = told("en", text, *tables)
    found = [words(document, claim) for claim in said(document)]
    assert [found[0], found[-1]] == [
        ("Norway", "imposed  sanctions", "Umbra", "Norway\timposed  sanctions on\u00a0Umbra."),
        ("Jane   Doe", "chairman", "Globex", "Jane   Doe, chairman of  Globex, left."),
    ]
    source = source_of(document)
    for claim in said(document):
        assert claim.sentence.text == source.text[claim.sentence.start : claim.sentence.end]
        for mention in (claim.subject, claim.object):
            assert _inside(mention, claim), "a mention stands in its sentence"
            assert source.text[mention.start : mention.end].split() == mention.text.split()


def _inside(mention: Mention, claim: Claim) -> bool:
    return claim.sentence.start <= mention.start < mention.end <= claim.sentence.end


def test_an_article_without_words_says_nothing() -> None:
    assert said(article("en", " ")) == []
