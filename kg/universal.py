"""A document with ClearNLP labels (spaCy's English models) -> the same document in Universal Dependencies.

The two schemes differ in what they take for a head. ClearNLP lets function words head phrases and clauses, UD content
words. Besides plain renames, which are tables here, these constructions are turned round, in this order:

    prepositions    prep > pobj, agent > pobj, dative > pobj      the object is the obl, obl:agent or nmod; the preposition its case
                    prep > prep > pobj ("out of")                 two cases; one fixed expression where UD lists the pair
                    prep > pcomp ("by selling")                   the clause is an advcl, or the noun's acl; the preposition its mark
                    a preposition that lost its object            obl ("the firm they wrote to"), as UD promotes it
    the copula      be > attr, acomp or a phrase of place         the predicate heads the clause and takes all that hung on be
                    be > expl, attr ("there is a plan")           be stays the head, the attribute is its subject
    objects         ccomp with a subject and "to" ("allow X to")  the subject is the object above, the clause an xcomp
    coordination    a chain of conjuncts                          all on the first; the conjunction and its comma on the next conjunct
    "to"            aux                                           mark

Limits: names and amounts stay as ClearNLP heads them (`compound`, not `flat`), and what depends on the meaning stays put
(an adverb as predicate, quoted clauses as `ccomp`).

A sentence stays a tree whatever tree comes in: every move lifts a token to an ancestor, or hangs it on a sibling.

Sources: the Stanford typed dependencies and ClearNLP's labels, Choi and Palmer, "Guidelines for the CLEAR Style Constituent to
Dependency Conversion" (2012); UD v2, https://universaldependencies.org/v2/ and https://universaldependencies.org/u/dep/;
Nivre et al., "Universal Dependencies v2" (LREC 2020); the English list of fixed expressions,
https://universaldependencies.org/en/dep/fixed.html.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

RENAMED = {
    "acomp": "xcomp",
    "agent": "obl",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "nn": "compound",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "relcl": "acl:relcl",
}
"""Labels that only change their name."""

SHARED = frozenset(
    {"acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "csubj", "dep", "det"}
    | {"expl", "mark", "nmod", "nsubj", "nummod", "parataxis", "punct", "xcomp"}
)
"""Labels that both schemes have, and that stay."""

MADE = frozenset({"fixed", "obl", "obl:agent", "cop", "ROOT"})
"""Labels that only the restructurings give."""

FIXED = frozenset(
    {("according", "to"), ("depending", "on"), ("due", "to"), ("owing", "to"), ("prior", "to"), ("thanks", "to"), ("up", "to")}
    | {("as", "for"), ("as", "of"), ("as", "per"), ("as", "to"), ("because", "of"), ("instead", "of"), ("such", "as")}
    | {("less", "than"), ("more", "than"), ("other", "than"), ("rather", "than")}
)
"""Pairs of words that UD's English guidelines read as one function word."""

PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
FUNCTIONAL = frozenset(
    {"prep", "dative", "pcomp", "advmod", "amod", "mark", "npadvmod", "prt", "quantmod", "aux", "case", "punct", "cc", "det"}
)
"""Labels of a preposition that say nothing of its phrase: the phrase is an oblique or a modifier."""

PREDICATES = frozenset({"VERB", "AUX", "ADJ", "ADV"})
COMPLEMENTS = frozenset({"attr", "acomp", "oprd"})
SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
COMMAS = frozenset({",", ";"})


@dataclass(slots=True)
class Tree:
    """Heads and labels of a document while they are changed; a root is its own head."""

    tokens: list[Token]
    heads: list[int]
    labels: list[str]
    kids: list[list[int]]

    def attach(self, child: int, head: int, label: str | None = None) -> None:
        """Hang the child, with all below it, on a head that is not below it; keep its label unless a new one is given."""
        old = self.heads[child]
        if old != child:
            self.kids[old].remove(child)
        self.heads[child] = head
        insort(self.kids[head], child)
        self.labels[child] = self.labels[child] if label is None else label

    def promote(self, child: int, label: str, below: str) -> None:
        """Exchange a child and its head: the child gets `label` in the head's place, the head `below` under the child."""
        old = self.heads[child]
        self.kids[old].remove(child)
        above = self.heads[old]
        if above == old:
            self.heads[child] = child
        else:
            self.heads[child] = above
            insort(self.kids[above], child)
        self.labels[child] = label
        self.attach(old, child, below)

    def having(self, head: int, labels: Iterable[str]) -> list[int]:
        """The children with one of the labels, in order of the text."""
        return [kid for kid in self.kids[head] if self.labels[kid] in labels]

    def is_root(self, i: int) -> bool:
        """True where the token is its own head."""
        return self.heads[i] == i

    def pos(self, i: int) -> str:
        """The universal part of speech."""
        return self.tokens[i].pos_

    def word(self, i: int) -> str:
        """The form, lower case."""
        return self.tokens[i].lower_


def to_universal(doc: Doc) -> Doc:
    """A copy of a ClearNLP-labelled document with Universal Dependencies heads and labels, and all else as it was.

    Every sentence of the copy is a tree with one root, whatever the parser gave. A document without a parse is only copied.

    Args:
        doc: words with parts of speech, lemmas and ClearNLP labels, as spaCy's `en_core_web_*` pipelines write them.

    >>> from spacy.vocab import Vocab
    >>> words, tags = "Mills were bought by Umbra".split(), "NOUN AUX VERB ADP PROPN".split()
    >>> doc = Doc(Vocab(), words, pos=tags, heads=[2, 2, 2, 2, 3], deps="nsubjpass auxpass ROOT agent pobj".split())
    >>> [f"{token.dep_}({token.head}, {token})" for token in to_universal(doc) if token.head != token]
    ['nsubj:pass(bought, Mills)', 'aux:pass(bought, were)', 'case(Umbra, by)', 'obl:agent(bought, Umbra)']
    """
    copy = doc.copy()
    if not doc.has_annotation("DEP"):
        return copy
    tree = _tree(doc)
    for change in (_prepositions, _stranded, _copulas, _raised_objects, _coordination, _rename):
        change(tree)
    _write(tree, copy)
    # Setting heads makes spaCy guess the sentences anew; they are to stay as they were.
    starts: Any = doc.to_array(["SENT_START"]).reshape(-1, 1)
    copy.from_array(["SENT_START"], starts)
    return copy


def _write(tree: Tree, doc: Doc) -> None:
    heads = np.array([head - i for i, head in enumerate(tree.heads)], dtype="int64").astype("uint64")
    labels = np.array([doc.vocab.strings.add(label) for label in tree.labels], dtype="uint64")
    columns: Any = np.stack([heads, labels], axis=1)
    doc.from_array(["HEAD", "DEP"], columns)


def _tree(doc: Doc) -> Tree:
    """The sentences as trees: one root each, and no head outside the sentence."""
    tokens = list(doc)
    heads, labels = [token.head.i for token in tokens], [token.dep_ for token in tokens]
    for sent in doc.sents:
        inside = range(sent.start, sent.end)
        tops = [i for i in inside if heads[i] == i or heads[i] not in inside]
        root = next((i for i in tops if heads[i] == i), tops[0])
        for i in tops:
            heads[i], labels[i] = root, "ROOT" if i == root else "parataxis"
    kids: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    return Tree(tokens, heads, labels, kids)


def _deepest_first(tree: Tree) -> list[int]:
    """All tokens, each after everything below it."""
    order = [i for i in range(len(tree.heads)) if tree.is_root(i)]
    for i in order:
        order.extend(tree.kids[i])
    return order[::-1]


# ── prepositions ─────────────────────────────────────────────────────────────────────────────────


def _prepositions(tree: Tree) -> None:
    """Turn every prepositional phrase round, the innermost first, so that an object climbs out of "out of"."""
    prepositions = {i for i in range(len(tree.heads)) if _is_preposition(tree, i)}
    order = _deepest_first(tree)
    for i in order:
        if i in prepositions:
            _share_object(tree, i, prepositions)
    for i in order:
        if i in prepositions:
            objects = tree.having(i, ("pobj", "pcomp"))
            if objects:
                _turn(tree, i, objects, prepositions)


def _is_preposition(tree: Tree, i: int) -> bool:
    if tree.labels[i] in PREPOSITIONAL or tree.pos(i) in {"ADP", "SCONJ"}:
        return True
    return tree.labels[i] in FUNCTIONAL and any((tree.word(i), tree.word(kid)) in FIXED for kid in tree.having(i, ("prep",)))


def _share_object(tree: Tree, first: int, prepositions: set[int]) -> None:
    """ "in and around Oslo": the object of the last preposition is also that of the first, which heads the coordination."""
    if tree.having(first, ("pobj", "pcomp")):
        return
    for other in tree.having(first, ("conj",)):
        if other in prepositions:
            for thing in tree.having(other, ("pobj", "pcomp")):
                tree.attach(thing, first)


def _turn(tree: Tree, preposition: int, objects: list[int], prepositions: set[int]) -> None:
    """Put the object of a preposition in its place."""
    thing, more = objects[0], objects[1:]
    clause = _is_clause(tree, thing)
    label = _phrase(tree, preposition, thing, prepositions)
    tree.promote(thing, label, "mark" if clause else "case")
    for other in more:  # "from Oslo to Bergen" under one preposition
        if label in {"obl", "nmod", "obl:agent"}:
            tree.attach(other, tree.heads[thing], "advcl" if _is_clause(tree, other) else label)
        else:
            tree.attach(other, thing, "dep")
    bare = [kid for kid in tree.having(preposition, ("conj",)) if kid in prepositions]
    for kid in list(tree.kids[preposition]):
        if kid in bare or (bare and tree.labels[kid] == "cc"):
            continue
        tree.attach(kid, thing)
        if (tree.word(kid), tree.word(preposition)) in FIXED:  # "such as": the first word heads the expression
            tree.labels[kid] = "case"
            tree.attach(preposition, kid, "fixed")
    inner = min(preposition + 1, len(tree.heads) - 1)  # the words of a fixed expression are neighbours
    siblings = tree.heads[preposition] == tree.heads[inner] == thing and tree.labels[inner] == "case"
    if siblings and (tree.word(preposition), tree.word(inner)) in FIXED:
        tree.attach(inner, preposition, "fixed")


def _is_clause(tree: Tree, i: int) -> bool:
    return tree.labels[i] == "pcomp" and tree.pos(i) in {"VERB", "AUX"}


def _phrase(tree: Tree, preposition: int, thing: int, prepositions: set[int]) -> str:
    """The label of a phrase in the place of its preposition."""
    own, head = tree.labels[preposition], tree.heads[preposition]
    if head == preposition:
        return "ROOT"
    nested = own in PREPOSITIONAL or own == "pcomp"
    if nested and head in prepositions:
        return tree.labels[thing]
    if _is_clause(tree, thing) and (own in FUNCTIONAL or own == "agent"):
        return "advcl" if tree.pos(head) in PREDICATES else "acl"
    if own == "agent":
        return "obl:agent"
    if own == "dative":
        return "obl"
    if own not in FUNCTIONAL:
        return own
    if tree.labels[thing] == "pcomp" and tree.pos(thing) == "ADV":  # "until now"
        return "advmod"
    return _oblique(tree, head)


def _oblique(tree: Tree, head: int) -> str:
    return "obl" if tree.pos(head) in PREDICATES else "nmod"


def _stranded(tree: Tree) -> None:
    """Prepositions, objects and complements that no phrase took in."""
    for i, label in enumerate(tree.labels):
        if tree.is_root(i):
            continue
        if label == "prep" or (label == "dative" and tree.pos(i) == "ADP"):
            tree.labels[i] = "advmod" if tree.pos(i) == "ADV" else _oblique(tree, tree.heads[i])
        elif label == "pobj":
            tree.labels[i] = _oblique(tree, tree.heads[i])
        elif label == "pcomp":
            tree.labels[i] = "advcl" if tree.pos(tree.heads[i]) in PREDICATES else "acl"


# ── the copula ───────────────────────────────────────────────────────────────────────────────────


def _copulas(tree: Tree) -> None:
    for be in _deepest_first(tree):
        if tree.tokens[be].lemma_ != "be" or tree.labels[be] in {"aux", "auxpass", "cop"}:
            continue
        predicate = _predicate(tree, be)
        if predicate is None:
            continue
        if tree.having(be, ("expl",)) and tree.labels[predicate] == "attr" and not tree.having(be, SUBJECTS):
            tree.labels[predicate] = "nsubj"
            continue
        tree.promote(predicate, tree.labels[be], "cop")
        for kid in list(tree.kids[be]):
            tree.attach(kid, predicate)


def _predicate(tree: Tree, be: int) -> int | None:
    """What is said of the subject: the first complement after the verb, one before it ("who is"), or where the subject is."""
    found = tree.having(be, COMPLEMENTS)
    if found:
        return next((i for i in found if i > be), found[0])
    if tree.having(be, ("ccomp", "xcomp", "expl", "dobj")) or not tree.having(be, SUBJECTS):
        return None
    return next((i for i in tree.having(be, ("obl",)) if i > be and tree.having(i, ("case",))), None)


# ── objects that act ─────────────────────────────────────────────────────────────────────────────


def _raised_objects(tree: Tree) -> None:
    """ "allow Umbra to sell": ClearNLP sees one clause, "Umbra to sell"; UD an object and an infinitive that it controls."""
    for clause, label in enumerate(tree.labels):
        verb = tree.heads[clause]
        if label != "ccomp" or tree.pos(verb) != "VERB" or tree.having(clause, ("mark",)) or tree.having(verb, ("dobj",)):
            continue
        subjects = [i for i in tree.having(clause, ("nsubj", "nsubjpass")) if verb < i < clause]
        if subjects and any(_is_to(tree, kid) for kid in tree.having(clause, ("aux",))):
            tree.labels[clause] = "xcomp"
            tree.attach(subjects[0], verb, "dobj")


def _is_to(tree: Tree, i: int) -> bool:
    return tree.word(i) == "to" and (tree.pos(i) == "PART" or tree.tokens[i].tag_ == "TO")


# ── coordination ─────────────────────────────────────────────────────────────────────────────────


def _coordination(tree: Tree) -> None:
    for head in range(len(tree.heads)):
        following = [i for i in tree.having(head, ("conj",)) if i > head]
        for conjunction in tree.having(head, ("cc",)):
            after = [i for i in following if i > conjunction > head]
            if after:
                tree.attach(conjunction, after[0])
        for comma in tree.having(head, ("punct",)):
            after = [i for i in following if i > comma > head]
            if after and tree.word(comma) in COMMAS and comma + 1 == min(_subtree(tree, after[0])):
                tree.attach(comma, after[0])
    for i in _deepest_first(tree)[::-1]:  # the first conjunct of a chain settles before the next
        if tree.labels[i] == "conj" and tree.labels[tree.heads[i]] == "conj":
            tree.attach(i, tree.heads[tree.heads[i]])


def _subtree(tree: Tree, top: int) -> Iterator[int]:
    stack = [top]
    while stack:
        i = stack.pop()
        yield i
        stack.extend(tree.kids[i])


# ── labels ───────────────────────────────────────────────────────────────────────────────────────


def _rename(tree: Tree) -> None:
    tree.labels[:] = [_label(tree, i) for i in range(len(tree.labels))]


def _label(tree: Tree, i: int) -> str:
    """The UD label of a token whose head is final; `dep` where the parser's label is of neither scheme."""
    label, head = tree.labels[i], tree.heads[i]
    if head == i:
        return "ROOT"
    if label == "ROOT":
        return "dep"
    if label == "aux" and _is_to(tree, i):
        return "mark"
    if label == "neg":
        return "det" if tree.pos(i) == "DET" else "advmod"
    if label == "quantmod":
        return "compound" if tree.pos(i) in {"SYM", "NUM"} else "advmod"
    if label == "npadvmod":
        joined = i + 2 == head and tree.word(i + 1) in {"-", "–"}  # "Oslo-based"
        return "compound" if joined else f"{_oblique(tree, head)}:unmarked"
    return label if label in SHARED or label in MADE else RENAMED.get(label, "dep")
