"""Posts that a small parser hung beside their bearer instead of on him; part of `kg.extract.repairs`.

Every function mends the tree around one noun in place, or leaves it alone.
"""

from __future__ import annotations

from kg.extract.nouns import Nouns
from kg.extract.roles import hang
from kg.extract.syntax import children, first_conjunct, label
from kg.parse import Token

BESIDE = frozenset({"nsubj", "obj", "obl"})
"""Labels under which a verb has a post and its bearer as two arguments."""
ROW = frozenset({"conj", "appos", "flat"})
"""Labels under which a row of posts has their bearer for one more."""
TITLE = "nmod:desc"


def borne(post: Token, nouns: Nouns) -> None:
    """ "Umbra founder and Chief Executive Officer Jane Doe said": the parser made two subjects of one person, or a row of the post and
    its bearer. The post describes the name right behind it."""
    name = post.nbor(1)
    if name.sent is not post.sent or not nouns.post(post) or nouns.post(name):
        return
    while name.head.pos_ == "PROPN" and label(name) in {"flat", "compound"} and name.head.i > post.i:
        name = name.head
    top = name.head if label(name) == "conj" else first_conjunct(post)
    if not nouns.post(top) or "Plur" in top.morph.get("Number", []) or top.pos_ == "PROPN":
        return
    if any(child.pos_ == "PROPN" and top.i < child.i < post.i for child in children(top, "appos", "flat")):
        return  # "President Jane Doe and Vice President John Roe"
    two = label(name) in BESIDE and label(top) == label(name) and top.head is name.head
    row = label(name) in ROW and post is not top and (name.head is top or name.head is post)
    if not (two or row):
        return
    if row:
        head, dep = top.head, top.dep_
        if head is top:
            return
        hang(name, head, dep)
    hang(top, name, TITLE)
    if post.pos_ != "NOUN":
        post.pos_, post.lemma_ = "NOUN", post.lower_


def gathered(post: Token, nouns: Nouns) -> None:
    """ "Jane Doe, founder and chief executive of Umbra": the second post of a row hangs on the first, not on the name."""
    name = post.head
    if label(post) != "conj" or name.pos_ != "PROPN" or not children(post, "cc") or not nouns.post(post):
        return
    first = next((noun for noun in children(name, "appos") if name.i < noun.i < post.i and nouns.post(noun)), None)
    if first is not None:
        hang(post, first, "conj")


def governed(noun: Token) -> None:
    """ "Chief executive of Calyx Systems": what has a preposition is no apposition."""
    if label(noun) == "appos" and noun.text[0].isupper() and noun.head.pos_ == "NOUN" and children(noun, "case"):
        noun.relabel("nmod")
