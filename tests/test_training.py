"""Conversions of training data, on small sentences made by hand."""

from __future__ import annotations

import importlib
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.model import Article
from kg.score import Gold
from training import conventions, frog, likely, madeup, names_en, punctuation, samples
from training.conllu import Sentence, Word, parse


def sentence(*rows: str) -> Sentence:
    """Rows of "form lemma UPOS head label"."""
    cells = [row.split() for row in rows]
    parsed = parse(
        [f"{i}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{label}\t_\t_" for i, (form, lemma, upos, head, label) in enumerate(cells, 1)]
    )
    assert parsed is not None
    return parsed


NOTHING = conventions.usage([])


def labels(old: Sentence, known: conventions.Usage = NOTHING) -> list[str]:
    new = conventions.relabelled(old, known)
    assert new is not None
    return [word.deprel for word in new.words]


def test_old_labels_become_those_of_today() -> None:
    old = sentence(
        "Hij hij PRON 5 nsubjpass",
        "is zijn AUX 5 auxpass",
        "niet niet ADV 5 neg",
        "samen samen ADV 3 amod",
        "gezien zien VERB 0 root",
        "door door ADP 7 case",
        "Jan Jan PROPN 5 obl",
        "Smit Smit PROPN 7 name",
    )
    assert labels(old) == ["nsubj:pass", "aux:pass", "advmod", "advmod", "root", "case", "obl:agent", "flat"]


def test_possessives_and_measures_are_no_determiners() -> None:
    old = sentence(
        "Een een DET 2 det",
        "paar paar NOUN 3 det",
        "dagen dag NOUN 0 root",
        "in in ADP 6 case",
        "haar haar PRON 6 det",
        "huis huis NOUN 3 nmod",
    )
    assert labels(old) == ["det", "nmod", "root", "case", "nmod:poss", "nmod"]


def test_a_conjunction_hangs_on_what_follows_and_a_comma_on_what_it_sets_off() -> None:
    old = sentence(
        "Ann Ann PROPN 2 nsubj",
        "kwam komen VERB 0 root",
        ", , PUNCT 2 punct",
        "maar maar CCONJ 2 cc",
        "bleef blijven VERB 2 conj",
        "niet niet ADV 5 advmod",
        ". . PUNCT 2 punct",
    )
    new = conventions.relabelled(old, NOTHING)
    assert new is not None
    assert [word.head for word in new.words] == [1, 1, 4, 4, 1, 4, 1]
    assert not new.tagged
    assert [word.space for word in new.words] == [True, False, True, True, True, False, False]


def test_what_verbs_govern_is_learnt_from_the_current_treebanks() -> None:
    def looks(label: str, reflexive: str) -> Sentence:
        return sentence(
            "Zij zij PRON 2 nsubj",
            "houdt houden VERB 0 root",
            f"zich zich PRON 2 {reflexive}",
            "aan aan ADP 5 case",
            f"regels regel NOUN 2 {label}",
        )

    known = conventions.usage([looks("obl:arg", "expl:pv")])
    assert labels(looks("obl", "obj"), known) == ["nsubj", "root", "expl:pv", "case", "obl:arg"]
    assert labels(looks("obl", "obj"), conventions.usage([looks("obl", "obj")])) == ["nsubj", "root", "obj", "case", "obl"]


def test_titles_are_flat_and_phrases_stay_fixed() -> None:
    title = sentence("Het het DET 0 root", "Lam lam NOUN 1 fixed", "Gods God NOUN 1 fixed")
    phrase = sentence("ten ten ADP 0 root", "slotte slot NOUN 1 fixed")
    assert labels(title) == ["root", "flat", "flat"]
    assert labels(phrase) == ["root", "fixed"]


def test_sentences_analysed_anew_since_are_left_out() -> None:
    copula = sentence("Hij hij PRON 3 nsubj", "blijft blijven AUX 3 cop", "ziek ziek ADJ 0 root")
    auxiliary = sentence("Zij zij PRON 3 nsubj", "wil willen AUX 3 aux", "gaan gaan VERB 0 root")
    assert conventions.relabelled(copula, NOTHING) is None
    assert conventions.relabelled(auxiliary, NOTHING) is None


def test_features_and_lemmas_follow_the_current_release() -> None:
    verb = Word("nam", "op_nemen", "VERB", "WW|pv|verl|ev", "Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin", 0, "root", True, "")
    article = Word("De", "de", "DET", "LID|bep|stan|rest", "Definite=Def|ExtPos=PROPN|PronType=Art", 0, "det", True, "")
    pronoun = Word("deze", "deze", "DET", "VNW|aanw|det|stan|prenom|met-e|rest", "PronType=Dem", 0, "det", True, "")
    words = conventions.aligned(Sentence("s", [verb, article, pronoun])).words
    assert [word.feats for word in words] == ["Number=Sing|Tense=Past|VerbForm=Fin", "Definite=Def", ""]
    assert words[0].lemma == "opnemen"


def test_the_same_text_is_recognised_across_spaces_and_quotes() -> None:
    one = sentence("« « PUNCT 2 punct", "Ja ja INTJ 0 root", "» » PUNCT 2 punct")
    other = sentence('" " PUNCT 2 punct', "ja ja INTJ 0 root", '" " PUNCT 2 punct')
    assert conventions.key(one) == conventions.key(other)


def test_quotes_hang_on_what_they_enclose() -> None:
    quoted = sentence(
        '" " PUNCT 4 punct',
        "Ik ik PRON 3 nsubj",
        "kom komen VERB 5 ccomp",
        '" " PUNCT 4 punct',
        "zei zeggen VERB 0 root",
        ". . PUNCT 1 punct",
    )
    assert punctuation.heads(quoted.words) == {0: 2, 3: 2, 5: 4}


def test_names_are_put_into_sentences_of_news() -> None:
    chance = random.Random(2)
    pools = {label: [[f"{label.capitalize()} Nova"]] for label in samples.LABELS}
    sample = madeup.filled("{PERSON} leaves {LOC}.", pools, chance)
    assert sample.text == "Person Nova leaves Loc Nova."
    assert [(sample.text[name.start : name.end], name.label) for name in sample.names] == [("Person Nova", "PERSON"), ("Loc Nova", "LOC")]


def test_a_possessive_is_part_of_the_name_in_dutch_and_a_compound_is_none() -> None:
    pools = {label: [["Nova"]] for label in samples.LABELS}
    owner = madeup.filled("{LOC}s leger", pools, random.Random(2))
    assert [owner.text[name.start : name.end] for name in owner.names] == ["Novas"]
    assert madeup.filled("de {LOC}-diensten", pools, random.Random(2)).names == ()


def test_every_sentence_of_news_comes_as_often_as_asked() -> None:
    pools = {label: [["Nova"]] for label in samples.LABELS}
    made = list(madeup.sentences("nl", pools, 2, random.Random(1)))
    assert sum(sample.text.count("Analisten van ") for sample in made) == 2


def test_made_up_names_are_new_and_of_many_shapes() -> None:
    chance = random.Random(1)
    made = {madeup.name("ORG", chance) for _ in range(200)}
    assert len(made) > 180
    assert {" " in name for name in made} == {name[0].isupper() for name in made} == {True, False}


def test_frog_is_read_sentence_by_sentence(tmp_path: Path) -> None:
    rows = [
        "1\tJan\tJan\t\t\tSPEC(deeleigen)\t1.0\tB-PER\t",
        "2\tSmit\tSmit\t\t\tSPEC(deeleigen)\t1.0\tI-PER\t",
        "3\tslaapt\t\t\t\tWW(pv)\t1.0\tO\t",
    ]
    (tmp_path / "one.out").write_text("\n".join(rows) + "\n\n" + "1\tEde\tEde\t\t\tSPEC\t1.0\tB-LOC\t\n\n", encoding="utf-8")
    assert frog.read(tmp_path) == {"JanSmitslaapt": {(0, 2): "PERSON"}, "Ede": {(0, 1): "LOC"}}


def test_persons_known_by_their_office_alone_stay_open(tmp_path: Path) -> None:
    """GUM marks "the Emperor" as a person: a name it is not, but no other word either."""
    rows = [
        "1\tNorton\tNorton\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-cf1-1-sgl)",
        "2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_",
        "3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\tEntity=(2-person-new-cf2-2-sgl",
        "4\tEmperor\tEmperor\tPROPN\tNNP\t_\t2\tobj\t_\tEntity=2)",
    ]
    path = tmp_path / "gum.conllu"
    path.write_text("# sent_id = 1\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    (sample,) = names_en.gum_document(path)
    assert [(sample.text[name.start : name.end], name.label) for name in sample.names] == [("Norton", "PERSON"), ("Emperor", "")]


def test_a_fact_that_its_sentence_states_is_right_and_one_that_another_states_is_left_out() -> None:
    text = "Siemens sued Bosch in Munich.\n\nBosch did not answer Siemens."
    fact = Gold("a1", ("Siemens",), ("sues", "accuses"), ("Bosch",))
    relations = likely.known().relations
    sued, accused, fined = (relations.index(name) for name in ("sues", "accuses", "fines"))
    (_, first, right, counted, _), (_, second, wrong, left, _) = likely.examples(Article("a1", text), [likely.Told(fact, ((0, 29),))])
    pairs = [tuple(pair) for pair in first.pairs[:, :2].tolist()]
    forth, back = pairs.index((0, 1)), pairs.index((1, 0))
    assert right[forth, sued] == 1
    assert right.sum() == 1
    assert (counted[forth, accused], counted[forth, fined], counted[back, sued]) == (0, 1, 1)  # a second best is not sure
    here = [tuple(pair) for pair in second.pairs[:, :2].tolist()].index((1, 0))
    assert wrong.sum() == 0
    assert (left[here, sued], left[here, fined]) == (0, 1)


def test_the_inverse_of_a_relation_and_a_symmetric_one_are_right_in_their_canonical_direction() -> None:
    text = "Umbra is a subsidiary of Siemens and a partner of Bosch."
    facts = [Gold("a1", ("Umbra",), ("ownedBy",), ("Siemens",)), Gold("a1", ("Umbra",), ("partnersWith",), ("Bosch",))]
    relations = likely.known().relations
    ((_, seen, right, _, _),) = likely.examples(Article("a1", text), [likely.Told(fact, ((0, len(text)),)) for fact in facts])
    stated = {
        name: {tuple(pair) for pair in seen.pairs[right[:, relations.index(name)] > 0, :2].tolist()} for name in ("owns", "partnersWith")
    }
    assert stated["owns"]
    assert not stated["owns"] & {pair[::-1] for pair in stated["owns"]}
    assert stated["partnersWith"] == {pair[::-1] for pair in stated["partnersWith"]} != set()
    owns = int(right[:, relations.index("owns")].argmax())
    assert seen.told[owns, relations.index("owns")] == 1  # the frame of the sentence says so too


def test_pairs_of_classes_that_hardly_ever_have_a_relation_are_not_looked_at() -> None:
    kinds = [("Company", "Company", 0, 0)] * 100 + [("Place", "Product", 0, 0)] * 100
    right = np.zeros((200, 2), np.int8)
    right[:10, 0] = 1
    assert likely.able([("a1", None, right, right, kinds)]) == frozenset({("Company", "Company", 0, 0)})


def test_the_network_is_the_same_in_pytorch_and_in_numpy() -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is needed for training alone")
    pairnet = importlib.import_module("training.pairnet")
    text = "Siemens sued the German firm Bosch in Munich.\n\nThe firm fined Umbra, which had bought chips from Intel."
    rows = likely.examples(Article("a1", text), [])
    net = pairnet.PairNet(replace(likely.known(), able=likely.able(rows)))
    net.eval()
    for article, seen, right, counted, _ in rows:
        seen = replace(seen, number=0)
        batch = pairnet.collated([pairnet.Example(article, seen, np.ones_like(right), counted)], np.random.default_rng(0))
        batch |= {"told": torch.as_tensor(seen.told), "hidden": torch.zeros(len(right))}
        with torch.no_grad():
            expected = torch.sigmoid(net(batch)).numpy()
        assert np.allclose(net.shipped().of(seen)[0], expected, atol=1e-5)
