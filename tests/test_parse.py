"""The plain copy of a parse says what spaCy says."""

from __future__ import annotations

import pytest

from kg.lang import languages
from kg.parse import plain
from kg.pipelines import load

TEXT = {
    "en": "Huawei's chairman, who met Jane Doe (38) in U.S. court on 3 May, said: “We will appeal.” Its 5G chips weren't banned.",
    "nl": "Topman Jan de Vries van ASML, dat chips levert, legde zijn functie neer. “Wat vindt u daarvan?” vroeg Philips’ baas.",
}
SAME = ("i", "text", "whitespace_", "idx", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "is_sent_start")
FLAGS = ("is_alpha", "is_bracket", "is_digit", "is_lower", "is_punct", "is_quote", "is_space", "is_title", "is_upper", "like_num")


@pytest.mark.parametrize("language", languages())
def test_the_copy_is_the_same_token_by_token(language: str) -> None:
    doc = load(language, embedded=True)(TEXT[language])
    copy = plain(doc)
    assert (copy.text, copy.lang_, len(copy)) == (doc.text, doc.lang_, len(doc))
    for mine, native in zip(copy, doc, strict=True):
        for name in (*SAME, *FLAGS):
            assert getattr(mine, name) == getattr(native, name), (native, name)
        assert {name: native.morph.get(name) for name in native.morph.to_dict()} == dict(mine.morph)
        assert (mine.head.i, mine.left_edge.i) == (native.head.i, native.left_edge.i)
        for walk in ("children", "subtree", "ancestors"):
            assert [token.i for token in getattr(mine, walk)] == [token.i for token in getattr(native, walk)]
        assert all(mine.is_ancestor(copy[other.i]) == native.is_ancestor(other) for other in doc)
    assert [(ent.start, ent.end, ent.label_) for ent in copy.ents] == [(ent.start, ent.end, ent.label_) for ent in doc.ents]


@pytest.mark.parametrize("language", languages())
def test_spans_are_the_same(language: str) -> None:
    doc = load(language, embedded=True)(TEXT[language])
    copy = plain(doc)
    assert [(sent.start, sent.end, sent.text, sent.root.i) for sent in copy.sents] == [
        (sent.start, sent.end, sent.text, sent.root.i) for sent in doc.sents
    ]
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            mine, native = copy.between(start, end), doc[start:end]
            assert (mine.text, mine.root.i, len(mine)) == (native.text, native.root.i, len(native))
    assert copy.between(3, 3).text == ""


def test_there_is_nothing_before_the_first_token() -> None:
    copy = plain(load("en", embedded=True)("Umbra grew."))
    assert copy[1].nbor(-1) is copy[0]
    for step, token in ((-1, copy[0]), (1, copy[-1])):
        with pytest.raises(IndexError):
            token.nbor(step)
