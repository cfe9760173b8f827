"""The door for spaCy's English models: ClearNLP trees become UD trees, construction by construction, and stay trees.

A table is a ClearNLP analysis; what is expected is the whole UD analysis as "label(head, word)", the root as "ROOT(word)".
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.universal import MADE, RENAMED, SHARED, to_universal
from tests.docs import spacy_doc as doc
from tests.docs import vocab

CLEARNLP = sorted(SHARED | RENAMED.keys() | {"ROOT", "neg", "npadvmod", "pcomp", "pobj", "prep", "quantmod"})
TARGETS = SHARED | MADE | set(RENAMED.values()) | {"obl:unmarked", "nmod:unmarked"}


def relations(document: Doc) -> list[str]:
    """The arcs, in order of the text."""
    return [f"{token.dep_}({token})" if token.head.i == token.i else f"{token.dep_}({token.head}, {token})" for token in document]


def assert_arcs(table: str, expected: str) -> None:
    assert relations(to_universal(doc("en", table))) == [arc.strip() for arc in expected.replace("\n", ";").split(";") if arc.strip()]


# ── words that only change their label ───────────────────────────────────────────────────────────


def test_an_object_is_renamed() -> None:
    assert_arcs(
        """
        Regulators  regulator  NOUN   2  nsubj
        approved    approve    VERB   0  ROOT
        the         _          DET    4  det
        merger      _          NOUN   2  dobj
        .           _          PUNCT  2  punct
        """,
        "nsubj(approved, Regulators); ROOT(approved); det(merger, the); obj(approved, merger); punct(approved, .)",
    )


def test_a_dative_without_a_preposition_is_an_indirect_object() -> None:
    assert_arcs(
        """
        Umbra  _     PROPN  2  nsubj
        sent   send  VERB   0  ROOT
        them   they  PRON   2  dative
        parts  part  NOUN   2  dobj
        """,
        "nsubj(sent, Umbra); ROOT(sent); iobj(sent, them); obj(sent, parts)",
    )


def test_a_possessive_a_particle_and_a_negation() -> None:
    assert_arcs(
        """
        Umbra   _      PROPN  3  poss
        's      _      PART   1  case
        rival   _      NOUN   6  nsubj
        did     do     AUX    6  aux
        n't     not    PART   6  neg
        shut    _      VERB   0  ROOT
        down    _      ADP    6  prt
        its     _      PRON   9  poss
        plants  plant  NOUN   6  dobj
        """,
        """nmod:poss(rival, Umbra); case(Umbra, 's); nsubj(shut, rival); aux(shut, did); advmod(shut, n't); ROOT(shut)
        compound:prt(shut, down); nmod:poss(plants, its); obj(shut, plants)""",
    )


def test_a_negated_noun_keeps_its_determiner() -> None:
    assert_arcs(
        """
        No      no    DET   2  neg
        plant   _     NOUN  3  nsubj
        closed  close VERB  0  ROOT
        """,
        "det(plant, No); nsubj(closed, plant); ROOT(closed)",
    )


def test_determiners_interjections_and_metadata() -> None:
    assert_arcs(
        """
        Well     _     INTJ   6  intj
        both     _     CCONJ  4  preconj
        all      _     DET    4  predet
        mills    mill  NOUN   6  nsubj
        really   _     ADV    6  advmod
        closed   close VERB   0  ROOT
        ***      _     SYM    6  meta
        uh       _     X      6  dep
        """,
        """discourse(closed, Well); cc:preconj(mills, both); det:predet(mills, all); nsubj(closed, mills); advmod(closed, really)
        ROOT(closed); dep(closed, ***); dep(closed, uh)""",
    )


def test_adverbial_nouns_and_quantities() -> None:
    assert_arcs(
        """
        The       _       DET    5  det
        Oslo      _       PROPN  4  npadvmod
        -         _       PUNCT  4  punct
        based     base    VERB   5  amod
        firm      _       NOUN   6  nsubj
        hired     hire    VERB   0  ROOT
        about     _       ADV    8  quantmod
        forty     _       NUM    9  nummod
        welders   welder  NOUN   6  dobj
        last      _       ADJ    11 amod
        year      _       NOUN   6  npadvmod
        """,
        """det(firm, The); compound(based, Oslo); punct(based, -); amod(firm, based); nsubj(hired, firm); ROOT(hired)
        advmod(forty, about); nummod(welders, forty); obj(hired, welders); amod(year, last); obl:unmarked(hired, year)""",
    )


def test_a_currency_sign_is_no_adverb() -> None:
    assert_arcs(
        """
        paid     pay  VERB  0  ROOT
        $        _    SYM   4  quantmod
        3        _    NUM   4  compound
        million  _    NUM   1  dobj
        """,
        "ROOT(paid); compound(million, $); compound(million, 3); obj(paid, million)",
    )


def test_an_unknown_label_is_dep() -> None:
    assert_arcs("Umbra _ PROPN 2 rumour\ngrows grow VERB 0 ROOT", "dep(grows, Umbra); ROOT(grows)")


# ── the passive ──────────────────────────────────────────────────────────────────────────────────


def test_a_passive_with_a_recipient_and_an_agent() -> None:
    assert_arcs(
        """
        The     _     DET    2  det
        chips   chip  NOUN   4  nsubjpass
        were    be    AUX    4  auxpass
        sold    sell  VERB   0  ROOT
        to      _     ADP    4  dative
        Umbra   _     PROPN  5  pobj
        by      _     ADP    4  agent
        Globex  _     PROPN  7  pobj
        .       _     PUNCT  4  punct
        """,
        """det(chips, The); nsubj:pass(sold, chips); aux:pass(sold, were); ROOT(sold); case(Umbra, to); obl(sold, Umbra)
        case(Globex, by); obl:agent(sold, Globex); punct(sold, .)""",
    )


def test_a_clause_as_passive_subject() -> None:
    assert_arcs(
        """
        That   _      SCONJ  3  mark
        mills  mill   NOUN   3  nsubj
        close  _      VERB   5  csubjpass
        was    be     AUX    5  auxpass
        denied deny   VERB   0  ROOT
        """,
        "mark(close, That); nsubj(close, mills); csubj:pass(denied, close); aux:pass(denied, was); ROOT(denied)",
    )


# ── prepositions ─────────────────────────────────────────────────────────────────────────────────


def test_the_object_of_a_preposition_is_an_oblique_of_a_verb_and_a_modifier_of_a_noun() -> None:
    assert_arcs(
        """
        Makers  maker   NOUN   4  nsubj
        of      _       ADP    1  prep
        ferries ferry   NOUN   2  pobj
        sail    _       VERB   0  ROOT
        from    _       ADP    4  prep
        Bergen  _       PROPN  5  pobj
        """,
        "nsubj(sail, Makers); case(ferries, of); nmod(Makers, ferries); ROOT(sail); case(Bergen, from); obl(sail, Bergen)",
    )


def test_nested_prepositions_are_two_cases() -> None:
    assert_arcs(
        """
        Umbra   _      PROPN  2  nsubj
        stepped step   VERB   0  ROOT
        from    _      ADP    2  prep
        behind  _      ADP    3  prep
        the     _      DET    6  det
        curtain _      NOUN   4  pobj
        """,
        "nsubj(stepped, Umbra); ROOT(stepped); case(curtain, from); case(curtain, behind); det(curtain, the); obl(stepped, curtain)",
    )


def test_a_listed_pair_is_one_fixed_expression() -> None:
    assert_arcs(
        """
        Umbra   _      PROPN  2  nsubj
        left    leave  VERB   0  ROOT
        because _      SCONJ  2  prep
        of      _      ADP    3  pcomp
        tariffs tariff NOUN   4  pobj
        """,
        "nsubj(left, Umbra); ROOT(left); case(tariffs, because); fixed(because, of); obl(left, tariffs)",
    )


def test_instead_of_is_one_function_word_though_its_first_half_is_an_adverb() -> None:
    assert_arcs(
        """
        chose   choose VERB   0  ROOT
        Umbra   _      PROPN  1  dobj
        instead _      ADV    1  advmod
        of      _      ADP    3  prep
        Globex  _      PROPN  4  pobj
        """,
        "ROOT(chose); obj(chose, Umbra); case(Globex, instead); fixed(instead, of); obl(chose, Globex)",
    )


def test_such_as_is_headed_by_its_first_word() -> None:
    assert_arcs(
        """
        buys   buy   VERB   0  ROOT
        metals metal NOUN   1  dobj
        such   _     ADJ    4  amod
        as     _     ADP    2  prep
        tin    _     NOUN   4  pobj
        """,
        "ROOT(buys); obj(buys, metals); case(tin, such); fixed(such, as); nmod(metals, tin)",
    )


def test_a_clause_after_a_preposition_is_adverbial() -> None:
    assert_arcs(
        """
        Umbra    _     PROPN  2  nsubj
        grew     grow  VERB   0  ROOT
        by       _     ADP    2  prep
        selling  sell  VERB   3  pcomp
        ferries  ferry NOUN   4  dobj
        """,
        "nsubj(grew, Umbra); ROOT(grew); mark(selling, by); advcl(grew, selling); obj(selling, ferries)",
    )


def test_a_clause_after_a_nouns_preposition_modifies_the_noun() -> None:
    assert_arcs(
        """
        denies   deny  VERB  0  ROOT
        plans    plan  NOUN  1  dobj
        for      _     ADP   2  prep
        selling  sell  VERB  3  pcomp
        ferries  ferry NOUN  4  dobj
        """,
        "ROOT(denies); obj(denies, plans); mark(selling, for); acl(plans, selling); obj(selling, ferries)",
    )


def test_an_adverb_after_a_preposition() -> None:
    assert_arcs(
        """
        waited wait VERB 0 ROOT
        until  _    ADP  1 prep
        now    _    ADV  2 pcomp
        """,
        "ROOT(waited); case(now, until); advmod(waited, now)",
    )


def test_what_modifies_a_preposition_moves_to_its_object() -> None:
    assert_arcs(
        """
        closed close VERB  0  ROOT
        two    _     NUM   3  nummod
        years  year  NOUN  4  npadvmod
        after  _     ADP   1  prep
        the    _     DET   6  det
        deal   _     NOUN  4  pobj
        """,
        "ROOT(closed); nummod(years, two); nmod:unmarked(deal, years); case(deal, after); det(deal, the); obl(closed, deal)",
    )


def test_coordinated_phrases_keep_a_preposition_each() -> None:
    assert_arcs(
        """
        trades  trade VERB   0  ROOT
        with    _     ADP    1  prep
        Umbra   _     PROPN  2  pobj
        and     _     CCONJ  2  cc
        with    _     ADP    2  conj
        Globex  _     PROPN  5  pobj
        """,
        "ROOT(trades); case(Umbra, with); obl(trades, Umbra); cc(Globex, and); case(Globex, with); conj(Umbra, Globex)",
    )


def test_coordinated_prepositions_share_an_object() -> None:
    assert_arcs(
        """
        sails   sail  VERB   0  ROOT
        in      _     ADP    1  prep
        and     _     CCONJ  2  cc
        around  _     ADP    2  conj
        Oslo    _     PROPN  4  pobj
        """,
        "ROOT(sails); case(Oslo, in); cc(around, and); conj(in, around); obl(sails, Oslo)",
    )


def test_a_range_hangs_on_the_verb_twice() -> None:
    assert_arcs(
        """
        sails   sail  VERB   0  ROOT
        from    _     ADP    1  prep
        Oslo    _     PROPN  2  pobj
        to      _     ADP    2  prep
        Bergen  _     PROPN  4  pobj
        """,
        "ROOT(sails); case(Oslo, from); obl(sails, Oslo); case(Bergen, to); obl(sails, Bergen)",
    )


def test_a_stranded_preposition_is_promoted() -> None:
    assert_arcs(
        """
        the    _     DET    2  det
        firm   _     NOUN   0  ROOT
        they   _     PRON   4  nsubj
        wrote  write VERB   2  relcl
        to     _     ADP    4  prep
        """,
        "det(firm, the); ROOT(firm); nsubj(wrote, they); acl:relcl(firm, wrote); obl(wrote, to)",
    )


def test_a_phrase_that_is_the_whole_sentence() -> None:
    assert_arcs("Near _ ADP 0 ROOT\nOslo _ PROPN 1 pobj\n. _ PUNCT 1 punct", "case(Oslo, Near); ROOT(Oslo); punct(Oslo, .)")


# ── the copula ───────────────────────────────────────────────────────────────────────────────────


def test_a_noun_under_be_heads_its_clause() -> None:
    assert_arcs(
        """
        Umbra   _     PROPN  2  nsubj
        is      be    AUX    0  ROOT
        not     _     PART   2  neg
        a       _     DET    5  det
        maker   _     NOUN   2  attr
        of      _     ADP    5  prep
        ferries ferry NOUN   6  pobj
        since   _     ADP    2  prep
        May     _     PROPN  8  pobj
        .       _     PUNCT  2  punct
        """,
        """nsubj(maker, Umbra); cop(maker, is); advmod(maker, not); det(maker, a); ROOT(maker); case(ferries, of); nmod(maker, ferries)
        case(May, since); obl(maker, May); punct(maker, .)""",
    )


def test_an_adjective_under_be_heads_its_clause() -> None:
    assert_arcs(
        """
        Umbra     _   PROPN  3  nsubj
        may       _   AUX    3  aux
        be        _   AUX    0  ROOT
        critical  _   ADJ    3  acomp
        of        _   ADP    4  prep
        the       _   DET    7  det
        plan      _   NOUN   5  pobj
        """,
        """nsubj(critical, Umbra); aux(critical, may); cop(critical, be); ROOT(critical)
        case(plan, of); det(plan, the); obl(critical, plan)""",
    )


def test_a_copular_clause_keeps_its_place_in_the_sentence() -> None:
    assert_arcs(
        """
        Umbra   _     PROPN  8  nsubj
        ,       _     PUNCT  1  punct
        which   _     PRON   4  nsubj
        is      be    AUX    1  relcl
        a       _     DET    6  det
        yard    _     NOUN   4  attr
        ,       _     PUNCT  1  punct
        said    say   VERB   0  ROOT
        prices  price NOUN   10 nsubj
        are     be    AUX    8  ccomp
        high    _     ADJ    10 acomp
        and     _     CCONJ  10 cc
        costs   cost  NOUN   14 nsubj
        are     be    AUX    10 conj
        low     _     ADJ    14 acomp
        """,
        """nsubj(said, Umbra); punct(Umbra, ,); nsubj(yard, which); cop(yard, is); det(yard, a); acl:relcl(Umbra, yard); punct(Umbra, ,)
        ROOT(said); nsubj(high, prices); cop(high, are); ccomp(said, high); cc(low, and); nsubj(low, costs); cop(low, are)
        conj(high, low)""",
    )


def test_a_predicate_before_the_verb() -> None:
    assert_arcs(
        "Who _ PRON 2 attr\nis be AUX 0 ROOT\nthe _ DET 4 det\nowner _ NOUN 2 nsubj\n? _ PUNCT 2 punct",
        "ROOT(Who); cop(Who, is); det(owner, the); nsubj(Who, owner); punct(Who, ?)",
    )


def test_where_a_thing_is_heads_its_clause() -> None:
    assert_arcs(
        """
        The    _   DET    2  det
        yard   _   NOUN   3  nsubj
        is     be  AUX    0  ROOT
        in     _   ADP    3  prep
        Oslo   _   PROPN  4  pobj
        """,
        "det(yard, The); nsubj(Oslo, yard); cop(Oslo, is); case(Oslo, in); ROOT(Oslo)",
    )


def test_be_stays_the_head_of_what_exists() -> None:
    assert_arcs(
        """
        There  _   PRON   2  expl
        is     be  VERB   0  ROOT
        a      _   DET    4  det
        yard   _   NOUN   2  attr
        in     _   ADP    2  prep
        Oslo   _   PROPN  5  pobj
        """,
        "expl(is, There); ROOT(is); det(yard, a); nsubj(is, yard); case(Oslo, in); obl(is, Oslo)",
    )


def test_be_stays_the_head_of_a_clause() -> None:
    assert_arcs(
        """
        The    _    DET   2  det
        plan   _    NOUN  3  nsubj
        is     be   AUX   0  ROOT
        to     _    PART  5  aux
        build  _    VERB  3  xcomp
        """,
        "det(plan, The); nsubj(is, plan); ROOT(is); mark(build, to); xcomp(is, build)",
    )


def test_a_copula_under_a_preposition() -> None:
    assert_arcs(
        """
        grew     grow  VERB  0  ROOT
        despite  _     SCONJ 1  prep
        being    be    AUX   2  pcomp
        a        _     DET   5  det
        yard     _     NOUN  3  attr
        """,
        "ROOT(grew); mark(yard, despite); cop(yard, being); det(yard, a); advcl(grew, yard)",
    )


@pytest.mark.parametrize(("label", "verb"), [("acomp", "become"), ("attr", "become"), ("oprd", "name")])
def test_predicates_of_other_verbs_are_open_complements(label: str, verb: str) -> None:
    assert_arcs(
        f"Umbra _ PROPN 2 nsubj\n{verb} _ VERB 0 ROOT\nowner _ NOUN 2 {label}",
        f"nsubj({verb}, Umbra); ROOT({verb}); xcomp({verb}, owner)",
    )


# ── clauses ──────────────────────────────────────────────────────────────────────────────────────


def test_an_object_that_acts_is_an_object_and_its_clause_open() -> None:
    assert_arcs(
        """
        They    they   PRON   2  nsubj
        allow   _      VERB   0  ROOT
        Umbra   _      PROPN  5  nsubj
        to      _      PART   5  aux
        sell    _      VERB   2  ccomp
        ferries ferry  NOUN   5  dobj
        """,
        "nsubj(allow, They); ROOT(allow); obj(allow, Umbra); mark(sell, to); xcomp(allow, sell); obj(sell, ferries)",
    )


def test_a_finite_clause_keeps_its_subject() -> None:
    assert_arcs(
        """
        They    they   PRON   2  nsubj
        say     _      VERB   0  ROOT
        Umbra   _      PROPN  5  nsubj
        will    _      AUX    5  aux
        sail    _      VERB   2  ccomp
        """,
        "nsubj(say, They); ROOT(say); nsubj(sail, Umbra); aux(sail, will); ccomp(say, sail)",
    )


def test_a_relative_clause_is_renamed_and_a_participle_stays() -> None:
    assert_arcs(
        """
        yards   yard  NOUN   0  ROOT
        owned   own   VERB   1  acl
        by      _     ADP    2  agent
        Umbra   _     PROPN  3  pobj
        that    _     PRON   6  nsubj
        build   _     VERB   1  relcl
        ferries ferry NOUN   6  dobj
        """,
        """ROOT(yards); acl(yards, owned); case(Umbra, by); obl:agent(owned, Umbra); nsubj(build, that); acl:relcl(yards, build)
        obj(build, ferries)""",
    )


# ── coordination ─────────────────────────────────────────────────────────────────────────────────


def test_a_chain_hangs_on_its_first_conjunct_and_each_conjunction_on_the_next() -> None:
    assert_arcs(
        """
        Umbra   _     PROPN  7  nsubj
        ,       _     PUNCT  1  punct
        Globex  _     PROPN  1  conj
        ,       _     PUNCT  3  punct
        and     _     CCONJ  3  cc
        Zenith  _     PROPN  3  conj
        merged  merge VERB   0  ROOT
        """,
        """nsubj(merged, Umbra); punct(Globex, ,); conj(Umbra, Globex); punct(Zenith, ,); cc(Zenith, and); conj(Umbra, Zenith)
        ROOT(merged)""",
    )


def test_the_commas_of_an_apposition_stay_with_it() -> None:
    assert_arcs(
        """
        Umbra   _     PROPN  7  nsubj
        ,       _     PUNCT  1  punct
        yard    _     NOUN   1  appos
        ,       _     PUNCT  1  punct
        and     _     CCONJ  1  cc
        Globex  _     PROPN  1  conj
        merged  merge VERB   0  ROOT
        """,
        """nsubj(merged, Umbra); punct(Umbra, ,); appos(Umbra, yard); punct(Globex, ,); cc(Globex, and); conj(Umbra, Globex)
        ROOT(merged)""",
    )


def test_a_conjunction_that_opens_a_sentence_stays() -> None:
    assert_arcs(
        """
        But    _     CCONJ  3  cc
        Umbra  _     PROPN  3  nsubj
        sailed sail  VERB   0  ROOT
        and    _     CCONJ  3  cc
        won    win   VERB   3  conj
        """,
        "cc(sailed, But); nsubj(sailed, Umbra); ROOT(sailed); cc(won, and); conj(sailed, won)",
    )


# ── what stays, and trees ────────────────────────────────────────────────────────────────────────


def test_all_else_of_the_document_stays() -> None:
    """Offsets, tags, names and sentences are read from the copy: a loss here would be silent."""
    source = Doc(
        vocab("en"),
        words=["Umbra", "won", ".", "Mills", "closed", "in", "Oslo", "."],
        spaces=[True, False, True, True, True, True, False, False],
        tags=["NNP", "VBD", ".", "NNS", "VBD", "IN", "NNP", "."],
        pos=["PROPN", "VERB", "PUNCT", "NOUN", "VERB", "ADP", "PROPN", "PUNCT"],
        lemmas=["Umbra", "win", ".", "mill", "close", "in", "Oslo", "."],
        morphs=["Number=Sing", "Tense=Past", "", "Number=Plur", "Tense=Past", "", "Number=Sing", ""],
        heads=[1, 1, 1, 4, 4, 4, 5, 4],
        deps=["nsubj", "ROOT", "punct", "nsubj", "ROOT", "prep", "pobj", "punct"],
        user_data={"starts": [3, 4]},
    )
    source.set_ents([Span(source, 0, 1, "ORG"), Span(source, 6, 7, "GPE", kb_id="Q585")])
    before = source.to_json()
    result = to_universal(source)
    assert source.to_json() == before, "the argument is not changed"
    for name in ("text_with_ws", "tag_", "pos_", "lemma_", "morph", "ent_iob_", "ent_type_", "ent_kb_id_", "is_sent_start"):
        assert [str(getattr(token, name)) for token in result] == [str(getattr(token, name)) for token in source], name
    assert result.user_data == {"starts": [3, 4]}
    assert [str(sent.root) for sent in result.sents] == ["won", "closed"]


def test_a_document_without_a_parse_is_only_copied() -> None:
    assert to_universal(Doc(vocab("en"), words=["Umbra", "won"])).text == "Umbra won "
    assert len(to_universal(Doc(vocab("en")))) == 0


def test_several_roots_in_a_sentence_become_one() -> None:
    """A sentence splitter and a parser may disagree; every later step counts on one root a sentence."""
    source = Doc(vocab("en"), words=["a", "b", "c", "d"], pos=["NOUN"] * 4, heads=[2, 1, 2, 3], deps=["nsubj", "ROOT", "ROOT", "ROOT"])
    result = to_universal(source)
    assert [sent.text.split() for sent in result.sents] == [["a"], ["b", "c"], ["d"]]
    assert relations(result) == ["ROOT(a)", "ROOT(b)", "parataxis(b, c)", "ROOT(d)"]


@st.composite
def parsed(draw: st.DrawFn) -> Doc:
    """Any tree, projective or not, with any labels on any words; now and then several trees."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, token in enumerate(order):
        heads[token] = order[draw(st.integers(0, place))] if place else token
    words = st.sampled_from(["because", "of", "such", "as", "to", "and", ",", "-", "is", "Umbra", "sell", "there"])
    return Doc(
        vocab("en"),
        words=[draw(words) for _ in range(size)],
        lemmas=[draw(st.sampled_from(["be", "be", "sell", "Umbra"])) for _ in range(size)],
        pos=[draw(st.sampled_from(["VERB", "AUX", "NOUN", "PROPN", "ADP", "SCONJ", "PART", "ADV", "ADJ"])) for _ in range(size)],
        heads=heads,
        deps=[draw(st.sampled_from(CLEARNLP)) for _ in range(size)],
    )


@settings(max_examples=300, deadline=None)
@given(parsed())
def test_any_tree_gives_a_tree_in_universal_labels(source: Doc) -> None:
    """A cycle would hang every walk to the root, a second root would split a sentence."""
    result = to_universal(source)
    assert [token.is_sent_start for token in result] == [token.is_sent_start for token in source]
    assert {token.dep_ for token in result} <= TARGETS
    for sent in result.sents:
        assert sum(token.head.i == token.i for token in sent) == 1
        for token in sent:
            assert (token.dep_ == "ROOT") == (token.head.i == token.i)
            assert sent.start <= token.head.i < sent.end
            steps = 0
            while token.head.i != token.i:
                token, steps = token.head, steps + 1
                assert steps <= len(sent), "a cycle"
