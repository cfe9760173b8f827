"""Phrases of the ontology become patterns, and patterns are found in frames, however the text puts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from spacy import tokens
from spacy.language import Language

from kg.extract.frames import frames
from kg.extract.index import index_of
from kg.extract.matching import match
from kg.extract.nouns import nouns_of
from kg.extract.patterns import ROLE, THING, Pattern, compile_patterns, unparsed
from kg.extract.spelled import Words
from kg.lang import lexicon
from kg.ontology import Ontology, RelationType, load
from tests.docs import doc, spacy_article

# ── matching ─────────────────────────────────────────────────────────────────────────────────────


def hits(language: str, table: str, *patterns: Pattern) -> list[str]:
    """What is found, as "relation: subjects > objects (words)"."""
    words, document = lexicon(language), doc(language, table)
    kinds = nouns_of(load(), language)
    things = {"Product", "Technology"}
    known = Words(kinds.post, lambda token: kinds.kind(token) in things, lambda token: token.pos_ == "SYM")
    found = frames(document, words)
    nouns = {frame.head.i: frame for frame in found if frame.kind == "noun"}
    return [
        f"{hit.pattern.relation}: {_texts(a.token for a in hit.subjects)} > {_texts(a.token for a in hit.objects)} ({_texts(hit.words)})"
        for frame in found
        for hit in match(frame, index_of(patterns, words), words, nouns=nouns, words=known)
    ]


def _texts(tokens: Iterable[Any]) -> str:
    return " ".join(token.text for token in tokens)


BUY = Pattern("acquires", "buy", "subj", "obj")
IMPOSE = Pattern("sanctions", "impose", "subj", "on", (("obj", "sanction"),))
SANCTION = Pattern("sanctions", "sanction", "poss", "on")


def test_subject_and_object() -> None:
    table = "Umbra _ PROPN 2 nsubj\nbought buy VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 2 obj"
    assert hits("en", table, BUY) == ["acquires: Umbra > Globex (bought)"]


def test_a_passive_is_the_same() -> None:
    table = """
        Globex  _     PROPN  3  nsubj:pass
        was     be    AUX    3  aux:pass
        bought  buy   VERB   0  ROOT       VerbForm=Part|Tense=Past
        by      _     ADP    5  case
        Umbra   _     PROPN  3  obl:agent
        """
    assert hits("en", table, BUY) == ["acquires: Umbra > Globex (bought)"]


def test_a_passive_without_an_agent_says_nothing_of_who() -> None:
    table = "Globex _ PROPN 3 nsubj:pass\nwas be AUX 3 aux:pass\nbought buy VERB 0 ROOT VerbForm=Part|Tense=Past"
    assert hits("en", table, BUY) == []


def test_both_slots_must_be_filled() -> None:
    assert hits("en", "Umbra _ PROPN 2 nsubj\nbought buy VERB 0 ROOT VerbForm=Fin", BUY) == []


def test_another_preposition_is_another_slot() -> None:
    """ "bought from Globex" is no "bought Globex"."""
    table = "Umbra _ PROPN 2 nsubj\nbought buy VERB 0 ROOT VerbForm=Fin\nfrom _ ADP 4 case\nGlobex _ PROPN 2 obl"
    assert hits("en", table, BUY) == []


IMPOSED = """
    Norway   _       PROPN  2  nsubj
    imposed  impose  VERB   0  ROOT  VerbForm=Fin
    {noun}   {lemma} NOUN   2  obj
    on       _       ADP    5  case
    Umbra    _       PROPN  {head}  {label}
    """


@pytest.mark.parametrize(("head", "label"), [(2, "obl"), (3, "nmod")])
def test_a_slot_behind_the_object_in_either_attachment(head: int, label: str) -> None:
    """Parsers hang "on Umbra" on the verb or on the noun, and the phrase of the ontology may have got the other."""
    table = IMPOSED.format(noun="sanctions", lemma="sanction", head=head, label=label)
    assert hits("en", table, IMPOSE) == ["sanctions: Norway > Umbra (imposed sanctions)"]


def test_the_fixed_words_are_required() -> None:
    """ "imposed rules on Umbra" are no sanctions."""
    assert hits("en", IMPOSED.format(noun="rules", lemma="rule", head=2, label="obl"), IMPOSE) == []


def test_a_fixed_word_in_another_role_is_not_it() -> None:
    """ "Sanctions hit Norway" does not impose any."""
    table = """
        sanctions sanction NOUN 2 nsubj
        imposed impose VERB 0 ROOT VerbForm=Fin
        costs cost NOUN 2 obj
        on _ ADP 5 case
        Umbra _ PROPN 2 obl
        """
    assert hits("en", table, IMPOSE) == []


def test_a_fixed_word_anywhere_below() -> None:
    """ "keeps Umbra out", where the parser takes "out" for an adverb."""
    pattern = Pattern("bans", "keep", "subj", "obj", (("*", "out"),))
    table = "Norway _ PROPN 2 nsubj\nkeeps keep VERB 0 ROOT VerbForm=Fin\nUmbra _ PROPN 2 obj"
    assert hits("en", table, pattern) == []
    assert hits("en", table + "\nout _ ADV 2 advmod", pattern) == ["bans: Norway > Umbra (keeps out)"]


def test_the_fixed_word_does_not_fill_the_slot() -> None:
    """ "legt sancties op": with the fixed object alone there is no one who is sanctioned."""
    pattern = Pattern("sanctions", "opleggen", "subj", "obj", (("obj", "sanctie"),))
    table = "Noorwegen _ PROPN 2 nsubj\nlegt leggen VERB 0 ROOT VerbForm=Fin\nsancties sanctie NOUN 2 obj\nop _ ADP 2 compound:prt"
    assert hits("nl", table, pattern) == []
    assert hits("nl", table + "\nUmbra _ PROPN 2 iobj", pattern) == ["sanctions: Noorwegen > Umbra (legt sancties)"]


def test_the_more_specific_pattern_comes_first() -> None:
    loose = Pattern("restricts", "impose", "subj", "on")
    table = IMPOSED.format(noun="sanctions", lemma="sanction", head=2, label="obl")
    assert [hit.partition(":")[0] for hit in hits("en", table, loose, IMPOSE)] == ["sanctions", "restricts"]


@pytest.mark.parametrize(
    ("language", "table"),
    [
        ("en", """
            Norway _ PROPN 3 nmod:poss
            's _ PART 1 case
            sanctions sanction NOUN 6 nsubj
            on _ ADP 5 case
            Umbra _ PROPN 3 nmod
            ended end VERB 0 ROOT
            """),
        ("en", """
            sanctions sanction NOUN 6 nsubj
            of _ ADP 3 case
            Norway _ PROPN 1 nmod
            on _ ADP 5 case
            Umbra _ PROPN 1 nmod
            ended end VERB 0 ROOT
            """),
        ("en", "Norway _ PROPN 2 compound\nsanctions sanction NOUN 5 nsubj\non _ ADP 4 case\nUmbra _ PROPN 2 nmod\nended end VERB 0 ROOT"),
        ("en", "Norwegian _ ADJ 2 amod\nsanctions sanction NOUN 5 nsubj\non _ ADP 4 case\nUmbra _ PROPN 2 nmod\nended end VERB 0 ROOT"),
    ],
)  # fmt: skip
def test_a_possessor_before_behind_or_as_adjective(language: str, table: str) -> None:
    """ "Norway's sanctions", "sanctions of Norway", "Norway sanctions", "Norwegian sanctions" are the same."""
    (hit,) = hits(language, table, SANCTION)
    assert hit.endswith("> Umbra (sanctions)")
    assert hit.startswith(("sanctions: Norway >", "sanctions: Norwegian >"))


def test_a_compound_with_a_hyphen_in_dutch() -> None:
    """ "Umbra-sancties": one token holds the possessor and the noun."""
    pattern = Pattern("sanctions", "sanctie", "van", "tegen")
    table = "VS-sancties VS-sanctie NOUN 4 nsubj\ntegen _ ADP 3 case\nUmbra _ PROPN 1 nmod\neindigden eindigen VERB 0 ROOT"
    assert hits("nl", table, pattern) == ["sanctions: VS-sancties > Umbra (VS-sancties)"]


def test_who_performs_what_the_noun_names() -> None:
    """ "announced sanctions on Umbra": the possessor of the sanctions is who announced them."""
    table = IMPOSED.format(noun="sanctions", lemma="sanction", head=3, label="nmod").replace("imposed  impose", "announced announce")
    assert hits("en", table, SANCTION) == ["sanctions: Norway > Umbra (sanctions)"]


@pytest.mark.parametrize("noun", ["chairman", "chief"])
def test_a_role_pattern_takes_any_role_noun(noun: str) -> None:
    """One phrase with {R} stands for every post of the relation."""
    pattern = Pattern("leads", "director", "self", "of", role=True)
    table = f"""
        Doe _ PROPN 4 nsubj
        , _ PUNCT 3 punct
        {noun} _ NOUN 1 appos
        left leave VERB 0 ROOT
        of _ ADP 6 case
        Umbra _ PROPN 3 nmod
        """
    assert hits("en", table, pattern) == [f"leads: Doe > Umbra ({noun})"]


def test_a_role_of_another_relation_does_not_match() -> None:
    """An analyst leads no one."""
    pattern = Pattern("leads", "director", "self", "of", role=True)
    table = "Doe _ PROPN 6 nsubj\n, _ PUNCT 3 punct\nanalyst _ NOUN 1 appos\nof _ ADP 5 case\nUmbra _ PROPN 3 nmod\nleft leave VERB 0 ROOT"
    assert hits("en", table, pattern) == []
    assert hits("en", table, Pattern("worksFor", "director", "self", "of", role=True)) == ["worksFor: Doe > Umbra (analyst)"]


def test_a_role_as_a_fixed_word() -> None:
    """ "works as {R} at {O}": any post will do, another noun not."""
    pattern = Pattern("worksFor", "work", "subj", "at", (("as", ROLE),))
    table = (
        "Doe _ PROPN 2 nsubj\nworks work VERB 0 ROOT VerbForm=Fin\nas _ ADP 4 case\n{} _ NOUN 2 obl\nat _ ADP 6 case\nUmbra _ PROPN 2 obl"
    )
    assert hits("en", table.format("analyst"), pattern) == ["worksFor: Doe > Umbra (works analyst)"]
    assert hits("en", table.format("favour"), pattern) == []


def test_a_product_as_a_fixed_word() -> None:
    """ "makes {P} for {O}": any product will do, way or trouble not."""
    pattern = Pattern("supplies", "make", "subj", "for", (("obj", THING),))
    table = "Umbra _ PROPN 2 nsubj\nmakes make VERB 0 ROOT VerbForm=Fin\n{} _ NOUN 2 obj\nfor _ ADP 5 case\nGlobex _ PROPN 2 obl"
    assert hits("en", table.format("chip"), pattern) == ["supplies: Umbra > Globex (makes chip)"]
    assert hits("en", table.format("way"), pattern) == []


def test_a_nested_slot() -> None:
    """ "uses Globex's chips": the object is the possessor inside the fixed object."""
    pattern = Pattern("customerOf", "use", "subj", "obj/poss", (("obj", "chip"),))
    table = "Umbra _ PROPN 2 nsubj\nuses use VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 5 nmod:poss\n's _ PART 3 case\n{} {} NOUN 2 obj"
    assert hits("en", table.format("chips", "chip"), pattern) == ["customerOf: Umbra > Globex (uses chips)"]
    assert hits("en", table.format("cars", "car"), pattern) == []


def test_coordinated_fillers_all_count() -> None:
    table = "Umbra _ PROPN 2 nsubj\nbought buy VERB 0 ROOT VerbForm=Fin\nGlobex _ PROPN 2 obj\nand _ CCONJ 5 cc\nOrbis _ PROPN 3 conj"
    assert hits("en", table, BUY) == ["acquires: Umbra > Globex Orbis (bought)"]


@pytest.mark.parametrize(("lemma", "form", "found"), [("fin", "fined", True), ("bu", "buys", False), ("stockpil", "stockpiling", False)])
def test_a_lemma_that_is_cut_too_short_is_known(lemma: str, form: str, found: bool) -> None:
    """A statistical lemmatizer cuts too much now and then; what is too short or too far off stays unknown."""
    table = f"Norway _ PROPN 2 nsubj\n{form} {lemma} VERB 0 ROOT VerbForm=Fin\nUmbra _ PROPN 2 obj"
    assert bool(hits("en", table, Pattern("fines", "fine", "subj", "obj"), BUY)) is found


def test_between_two_near_lemmas_the_form_decides() -> None:
    fine, find = Pattern("fines", "fine", "subj", "obj"), Pattern("finds", "find", "subj", "obj")
    table = "Norway _ PROPN 2 nsubj\nfined fin VERB 0 ROOT VerbForm=Fin\nUmbra _ PROPN 2 obj"
    assert [hit.partition(":")[0] for hit in hits("en", table, fine, find)] == ["fines"]


# ── compiling ────────────────────────────────────────────────────────────────────────────────────


class Parser:
    """Stands in for a pipeline: a table for each text, and a parse without any sense for texts that it does not know."""

    def __init__(self, language: str) -> None:
        self.language, self.meta, self.read = language, {"name": "stub"}, 0
        self.tables: dict[str, str] = {}

    def add(self, text: str, table: str) -> Parser:
        self.tables[text] = table
        return self

    def pipe(self, texts: Iterable[str], disable: Iterable[str] = ()) -> Iterator[tokens.Doc]:
        for text in texts:
            self.read += 1
            words = text.removesuffix(".").split()
            nothing = "\n".join(f"{word} _ X {min(i, 1)} dep" for i, word in enumerate(words))
            yield spacy_article(self.language, text, self.tables.get(text, nothing) + "\n. _ PUNCT 1 punct")


def compiled(nlp: Parser, *relations: RelationType, cache: Path | None = None) -> list[Pattern]:
    found = compile_patterns(_ontology(*relations), cast(Language, nlp), lexicon(nlp.language), cache=cache)
    index = index_of(found, lexicon(nlp.language))
    assert all(head == ("" if pattern.role else pattern.head) for head, patterns in index.items() for pattern in patterns)
    return sorted(found, key=lambda pattern: pattern.rule)


def _ontology(*relations: RelationType) -> Ontology:
    return Ontology({}, {relation.name: relation for relation in relations}, (), "digest of " + " ".join(map(repr, relations)))


def relation(name: str, *phrases: tuple[str, str]) -> RelationType:
    return RelationType(name, (("en", name),), phrases=phrases)


ACTIVE = "{S} _ PROPN 2 nsubj\nbuys buy VERB 0 ROOT VerbForm=Fin\n{O} _ PROPN 2 obj"
LIGHT = "{S} _ PROPN 2 nsubj\nimposes impose VERB 0 ROOT VerbForm=Fin\nsanctions sanction NOUN 2 obj\non _ ADP 5 case\n{O} _ PROPN 2 obl"


def fill(template: str, variant: str, language: str = "en") -> str:
    words = lexicon(language).table("examples", variant)
    for slot in "SOR":
        template = template.replace(f"{{{slot}}}", words[slot])
    return template


def taught(phrase: str, table: str, *variants: str, language: str = "en") -> Parser:
    """A parser that gets the phrase right for these names and wrong for the others."""
    nlp = Parser(language)
    for variant in variants:
        nlp.add(fill(phrase, variant, language) + ".", fill(table, variant, language))
    return nlp


@pytest.mark.parametrize("variant", ["first", "second"])
def test_one_good_parse_is_enough(variant: str) -> None:
    """A small parser stumbles over one name or the other; a phrase must not be lost by that."""
    nlp = taught("{S} buys {O}", ACTIVE, variant)
    assert compiled(nlp, relation("acquires", ("en", "{S} buys {O}"))) == [BUY]


def test_the_other_words_of_a_phrase_are_fixed() -> None:
    phrase = "{S} imposes sanctions on {O}"
    found = compiled(taught(phrase, LIGHT, "first"), relation("sanctions", ("en", phrase)))
    assert IMPOSE in found
    assert {pattern.head for pattern in found} == {"impose", "sanction"}, "the noun itself carries the relation as well"


def test_a_parse_that_lost_a_word_makes_no_looser_pattern() -> None:
    """The second parse takes "sanctions" for no part of the clause; without it "imposes on" would match anything."""
    phrase = "{S} imposes sanctions on {O}"
    nlp = taught(phrase, LIGHT, "first").add(fill(phrase, "second") + ".", fill(LIGHT.replace("NOUN 2 obj", "X 2 dep"), "second"))
    found = compiled(nlp, relation("sanctions", ("en", phrase)))
    assert [pattern.fixed for pattern in found if pattern.head == "impose"] == [(("obj", "sanction"),)]


def test_a_role_phrase_is_indexed_by_no_word() -> None:
    phrase = "{S}, {R} of {O}"
    table = "{S} _ PROPN 0 ROOT\n, _ PUNCT 3 punct\n{R} _ NOUN 1 appos\nof _ ADP 5 case\n{O} _ PROPN 3 nmod"
    (pattern,) = compiled(taught(phrase, table, "first"), relation("leads", ("en", phrase)))
    assert (pattern.role, pattern.subject, pattern.object, pattern.fixed) == (True, "self", "of", ())


def test_only_phrases_of_the_language() -> None:
    both = relation("acquires", ("en", "{S} buys {O}"), ("nl", "{S} koopt {O}"))
    nlp = taught("{S} koopt {O}", ACTIVE.replace("buys buy", "koopt kopen"), "first", language="nl")
    assert [pattern.head for pattern in compiled(nlp, both)] == ["kopen"]


def test_a_phrase_that_no_parse_understands_is_reported() -> None:
    """Nothing is lost in silence: a test of the shipped pipelines can count these."""
    terms = _ontology(relation("acquires", ("en", "{S} buys {O}"), ("en", "{S} snaffles {O}")))
    nlp = taught("{S} buys {O}", ACTIVE, "first")
    assert unparsed(terms, cast(Language, nlp), lexicon("en")) == [("acquires", "{S} snaffles {O}")]


def test_compiled_patterns_are_kept(tmp_path: Path) -> None:
    """Parsing thousands of phrases takes seconds; a second run reads what the first wrote, unless a phrase changed."""
    nlp = taught("{S} buys {O}", ACTIVE, "first")
    one = compiled(nlp, relation("acquires", ("en", "{S} buys {O}")), cache=tmp_path)
    parsed = nlp.read
    assert compiled(nlp, relation("acquires", ("en", "{S} buys {O}")), cache=tmp_path) == one == [BUY]
    assert nlp.read == parsed > 0
    compiled(nlp, relation("acquires", ("en", "{S} buys {O}"), ("en", "{S} gets {O}")), cache=tmp_path)
    assert nlp.read > parsed
    assert {path.suffix for path in tmp_path.iterdir()} == {".json"}, "no half-written file is left"


def test_what_is_kept_is_what_was_compiled(tmp_path: Path) -> None:
    phrase = "{S} imposes sanctions on {O}"
    nlp = taught(phrase, LIGHT, "first")
    assert compiled(nlp, relation("sanctions", ("en", phrase)), cache=tmp_path) == compiled(
        nlp, relation("sanctions", ("en", phrase)), cache=tmp_path
    )
    assert compiled(nlp, relation("sanctions", ("en", phrase)), cache=tmp_path) == compiled(nlp, relation("sanctions", ("en", phrase)))


def test_without_a_place_to_keep_them_patterns_are_compiled_anew(tmp_path: Path) -> None:
    """In a container the home folder is often read-only."""
    (tmp_path / "file").write_text("no folder")
    nlp = taught("{S} buys {O}", ACTIVE, "first")
    assert compiled(nlp, relation("acquires", ("en", "{S} buys {O}")), cache=tmp_path / "file" / "kg") == [BUY]
