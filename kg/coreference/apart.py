"""What a noun phrase has beside its noun: whether another one is meant than those spoken of ("the company that makes chips", "the Umbra
unit"), or where the one spoken of is ("the Shenzhen-based company")."""

from __future__ import annotations

from kg.coreference.discourse import Discourse
from kg.extract.syntax import case, children, label
from kg.ontology import is_a
from kg.parse import Token

TOWNS = frozenset({("City",), ("Place",)})
"""Classes of what stands before a noun, without more, for where the one spoken of is: "the Boston company", "the Massachusetts firm"."""
ASIDE = frozenset({",", "–", "-", "("})
"""What stands before a clause that only adds something."""


def names_itself(token: Token, discourse: Discourse) -> bool:
    """ "the company Globex", "Umbra, the company that …", "Umbra is the company": it is said which one is meant."""
    if any(
        label(child) in {"appos", "flat"} and child.pos_ in {"PROPN", "X"} and not _holder(child, discourse) for child in token.children
    ):
        return True
    if label(token) in {"appos", "flat"} or children(token, "cop") or (label(token) == "xcomp" and children(token.head, "nsubj")):
        return True
    if token.text.startswith("-"):
        return True  # "het Umbra -merk", as some write it
    behind = token.i + 1
    if behind + 1 < len(token.doc) and token.doc[behind].is_title and token.doc[behind].pos_ == "DET":
        behind += 1  # "the news site The Daily Umbra"
    return behind < len(token.doc) and (token.doc[behind].pos_ == "PROPN" or behind in discourse.names)


def _holder(name: Token, discourse: Discourse) -> bool:
    """The name of a person behind the noun of a body and a comma is of who holds a post there: "the head of the company, Jane Doe"."""
    found, noun = discourse.names.get(name.i), name.head
    person = found is not None and found.mention.types[:1] == ("Person",) and name.doc[found.first - 1].text == ","
    return person and discourse.nouns.post(noun) is None and discourse.nouns.kind(noun) != "Person"


def tells_apart(token: Token, discourse: Discourse) -> bool:
    """An adjective, a name, a phrase or a clause without a comma, by which another one is meant than the one spoken of."""
    lexicon = discourse.lexicon
    if any(child.lower_ in lexicon.words("anaphora", "other") for child in children(token, "amod", "det", "nummod")):
        return True
    told = [child for child in children(token, "compound", "nmod", "det") if not is_seat(child, discourse) and not _made(child, discourse)]
    told = [
        child
        for child in told
        if (child.i < token.i and not is_line(child, discourse)) or (child.i > token.i and _is_part(child, discourse))
    ]
    if any(_named(child, discourse) for child in told):
        return True
    behind = [child for child in told if label(child) == "nmod"]
    if behind and discourse.nouns.post(token) is None:
        dates = lexicon.table("time", "weekdays").keys() | lexicon.table("time", "months").keys()  # "The retailer on Monday said …"
        return any(child.pos_ in {"NOUN", "PROPN"} and child.i > token.i and child.lower_ not in dates for child in behind)
    free = lexicon.words("anaphora", "free")  # "sanctions against the company, by which it …", in Dutch without a comma
    return any(
        not _is_aside(child.left_edge) and child.left_edge.lower_ not in free for child in children(token, "acl") if child.i > token.i
    )


def _is_part(behind: Token, discourse: Discourse) -> bool:
    """What is behind a noun says which one is meant: "the maker of chips", "the trademark for X", but not "warned the company in May about
    spies", which is the verb's wherever the parser hangs it."""
    if case(behind) in discourse.lexicon.words("possessive", "of"):
        return True
    if case(behind) in discourse.lexicon.words("anaphora", "of_verbs"):
        return False
    return behind.left_edge.i == behind.head.i + 1 and _named(behind, discourse)


def is_line(before: Token, discourse: Discourse) -> bool:
    """A word with a capital that says with the noun what kind of firm it is: "the Internet giant"."""
    return before.i == before.head.i - 1 and f"{before.lower_} {before.head.lemma_.lower()}" in discourse.nouns.classes


def _is_aside(first: Token) -> bool:
    """The clause that begins with the word is set off, whether or not the parser hung the comma on it."""
    return first.text in ASIDE or first.doc[first.i - 1].text in ASIDE


def places_of(noun: Token) -> list[Token]:
    """The words that may say where: those before or behind the noun, and before its participle ("Shenzhen-based")."""
    based = [child for child in children(noun, "amod") if child.pos_ == "VERB"]
    return [*children(noun, "compound", "nmod"), *(part for child in based for part in children(child, "compound"))]


def is_seat(modifier: Token, discourse: Discourse) -> bool:
    """Where the one spoken of is, which newspapers put beside a noun to vary: "the Shenzhen-based company", "het bedrijf uit Delft"."""
    found = discourse.names.get(modifier.i)
    if found is None or not any(is_a(discourse.linker.ontology, kind, "Place") for kind in found.mention.types[:1]):
        return False
    behind = found.last + 1
    if modifier.dep_ == "compound" and found.mention.types[:1] == ("Country",) and modifier.head.pos_ == "NOUN":
        return True  # "the US company"
    hyphened = behind < len(modifier.doc) and modifier.doc[behind].text == "-"
    town = modifier.dep_ == "compound" and found.mention.types[:1] in TOWNS and modifier.head.pos_ == "NOUN"  # "the Boston company"
    return hyphened or town or case(modifier) in discourse.lexicon.words("places", "seats")


def _made(modifier: Token, discourse: Discourse) -> bool:
    """What the one spoken of makes, which newspapers put before "maker" to vary: "the iPhone maker"."""
    found = discourse.names.get(modifier.i)
    made = found is not None and any(is_a(discourse.linker.ontology, kind, "Product") for kind in found.mention.types[:1])
    return made and modifier.dep_ == "compound" and modifier.head.lemma_.lower() in discourse.lexicon.words("anaphora", "makers")


def _named(modifier: Token, discourse: Discourse) -> bool:
    """The modifier is or holds a name that is no nationality: "the Umbra unit", "the chairman of Umbra"."""
    found = [discourse.names[part.i].mention for part in modifier.subtree if part.i in discourse.names]
    return any(mention.kind == "name" and not mention.adjectival for mention in found)
