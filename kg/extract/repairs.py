"""What a small parser hangs in the wrong place, and the words around it tell: the tree is mended before it is read.

* An apposition hangs on the name right before its comma: "Umbra, a chipmaker that …, has closed a deal" has no two subjects,
  "shares in Umbra, Norway's largest bank, fell" no two kinds of shares, and in "Umbra and Globex, a bank in Oslo, …" Globex is the bank.
* A seat of two names is one: "the Santa Clara, California-based company" is based in Santa Clara.
* Who pays and what are two: "fined Umbra €2.1bn" has an object and an amount.
* A post that begins with a participle is a noun: "founder and managing director".
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.nouns import Nouns
from kg.extract.syntax import children, first_conjunct, label
from kg.lang import Lexicon
from kg.parse import Doc, Token

STRAY = frozenset({"nsubj", "conj", "appos", "obj", "obl", "nmod", "dep", "parataxis", "list"})
"""Labels under which a parser hangs an apposition elsewhere."""
CLOSED = frozenset({",", ".", "–", "-", "—", ";", ")"})
HYPHENS = frozenset({"-", "‐", "–"})


def repaired(doc: Doc, lexicon: Lexicon, nouns: Nouns) -> Doc:
    """The document, with what hung wrong hung right; it is changed in place."""
    for token in doc:
        if token.text == "," and 0 < token.i < len(doc) - 1:
            _apposition(token, lexicon, nouns)
            _seat(token)
        elif token.pos_ == "VERB" and token.i + 1 < len(doc):
            _post(token, nouns)
            _payer(token)
    return doc


def hang(token: Token, head: Token, dep: str) -> None:
    """Move a token with all below it to another head."""
    old = token.head
    if old is not token:
        old.children.remove(token)
    token.head, token.dep_, token.label = head, dep, dep.partition(":")[0]
    head.children.append(token)
    head.children.sort(key=lambda child: child.i)
    for start in (old, head):
        for above in (start, *start.ancestors):
            above.forget()


# ── appositions ──────────────────────────────────────────────────────────────────────────────────


def _apposition(comma: Token, lexicon: Lexicon, nouns: Nouns) -> None:
    name, noun = _name_before(comma), _noun_behind(comma, lexicon)
    if name is None or noun is None or "Plur" in noun.morph.get("Number", []) or not (nouns.kind(noun) or nouns.post(noun)):
        return
    if children(noun, "case", "cop", "nsubj") or noun.head is name or name.is_ancestor(noun) or not _ends(noun):
        return

    def alike(one: Token, other: Token) -> bool:
        """One may be called the other: both are posts, or both are bodies."""
        return bool(nouns.post(one)) == bool(nouns.post(other)) and bool(nouns.kind(one)) == bool(nouns.kind(other))

    if _strayed(noun, name, alike):
        hang(noun, name, "appos")


def _name_before(comma: Token) -> Token | None:
    """The head of the name that ends before the comma."""
    token = comma.nbor(-1)
    if token.pos_ != "PROPN" or token.sent is not comma.sent:
        return None
    while token.head.pos_ == "PROPN" and label(token) in {"flat", "compound"} and token.head.i < comma.i:
        token = token.head
    return token


def _noun_behind(comma: Token, lexicon: Lexicon) -> Token | None:
    """The head of the noun phrase that a comma opens: "a bank", "its owner", "Norway's largest bank"."""
    first = comma.nbor(1)
    opens = first.lower_ in lexicon("articles", "definite") | lexicon("articles", "indefinite") | lexicon("pronouns", "possessive")
    behind = first.nbor(1) if first.i + 1 < len(first.doc) else first
    owned = first.pos_ == "PROPN" and behind.lower_ in lexicon("possessive", "suffixes")
    if not (opens or owned) or first.head.i < first.i:
        return None
    top = first
    while top.head is not top and top.head.i > top.i and top.head.left_edge.i >= comma.i and top.pos_ != "VERB":
        top = top.head
        if top.pos_ == "NOUN" and label(top) not in {"compound", "nmod"}:
            break
    return top if top.pos_ == "NOUN" else None


def _ends(noun: Token) -> bool:
    """The phrase is closed by a comma or the end of the sentence, or goes on with what is coordinated."""
    last = max((part.i for part in noun.subtree if not part.is_punct), default=noun.i)
    return last + 1 >= noun.sent.end or noun.doc[last + 1].text in CLOSED


def _strayed(noun: Token, name: Token, alike: Callable[[Token, Token], bool]) -> bool:
    """The noun hangs where an apposition of the name does not."""
    kind, head = label(noun), noun.head
    if kind == "appos":  # on an earlier one of a row, or on what the name only tells more of: "shares in Umbra, a bank"
        row = label(name) == "conj" and first_conjunct(name) is first_conjunct(head)
        return row or (name.head is head and label(name) == "nmod" and not alike(head, noun))
    if kind == "nsubj":  # a verb with two subjects
        return name.head is head and label(name) == "nsubj"
    if kind == "conj":  # a row without "and"
        return not children(noun, "cc") and not (name is head or label(name) == "conj")
    return False


# ── seats and posts ──────────────────────────────────────────────────────────────────────────────


def _seat(comma: Token) -> None:
    """ "Santa Clara, California-based": the participle is said of the town."""
    town, state, doc = comma.nbor(-1), comma.nbor(1), comma.doc
    if town.pos_ != "PROPN" or state.pos_ != "PROPN" or state.i + 2 >= len(doc) or doc[state.i + 1].text not in HYPHENS:
        return
    based = doc[state.i + 2]
    if based.pos_ != "VERB" or state.head is not based or town is based.head:
        return
    while town.head.pos_ == "PROPN" and label(town) in {"flat", "compound"} and town.head is not based:
        town = town.head
    first = comma.i - 1
    while first > comma.sent.start and doc[first - 1].pos_ == "PROPN":
        first -= 1
    if town.is_ancestor(based):
        return
    hang(town, based, "compound")
    for part in doc[first : comma.i]:
        if part is not town and not town.is_ancestor(part):
            hang(part, town, "compound")
    hang(state, town, "appos")


def _payer(verb: Token) -> None:
    """ "Fined Umbra €2.1bn": the name between a verb and a sum of money is the verb's own object."""
    name = verb.nbor(1)
    if name.pos_ == "DET" and name.i + 1 < len(verb.doc):
        name = name.nbor(1)
    last = name
    while last.i + 1 < len(verb.doc) and last.nbor(1).pos_ == "PROPN":
        last = last.nbor(1)
    money = last.nbor(1) if last.i + 1 < len(verb.doc) else last
    if name.pos_ != "PROPN" or money.pos_ not in {"SYM", "NUM"} or money.sent is not verb.sent:
        return
    chain = [part for part in verb.doc[name.i : last.i + 1] if part.head.i > last.i and part.head.head is verb]
    for part in chain[-1:]:
        hang(part, verb, "iobj")
        for other in chain[:-1]:
            hang(other, part, "compound")


def _post(verb: Token, nouns: Nouns) -> None:
    """ "Managing director": the participle hangs on the post."""
    noun = verb.nbor(1)
    if noun.head is verb and noun.pos_ == "NOUN" and label(noun) == "obj" and f"{verb.lower_} {noun.lower_}" in nouns.roles:
        head, dep = verb.head, verb.dep_
        if head is verb:
            return
        for child in [child for child in verb.children if child is not noun]:
            hang(child, noun, child.dep_)
        hang(noun, head, dep)
        hang(verb, noun, "amod")
        verb.pos_ = "ADJ"
