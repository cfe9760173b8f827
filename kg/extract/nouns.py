"""Common nouns that say what something is: "chipmaker" a company, "woordvoerder" a person's post, "N.V." a company.

All of them stand in the ontology (`kgo:noun`, `kgo:roleNoun`, `kgo:suffix`, `kgo:prefix`); here they are only indexed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.lang import lexicon
from kg.link import key
from kg.ontology import Ontology
from kg.parse import Token

SHORTEST = 4
"""Letters that the second half of a compound needs to be recognised in it ("telecombedrijf" ends in "bedrijf")."""
STATE = frozenset({"statePost", "stateService"})
"""The constructions of posts of a state, whose nouns a title in the plural may hold ("PVV-Kamerleden X en Y")."""
MODIFIERS = frozenset({"compound", "amod", "nmod", "nmod:desc"})
"""Labels of the words before a noun that say what kind of thing it is; a possessor does not."""


@dataclass(frozen=True, slots=True, eq=False)
class Nouns:
    """The class nouns, role nouns and affixes of one language."""

    classes: dict[str, str]
    roles: dict[str, str]  # role noun -> relation
    suffixes: dict[str, str]
    prefixes: dict[str, str]
    bare: frozenset[str]  # posts that, without an organisation, are at the one that the article is about
    compounds: bool  # written as one word, as in Dutch
    built: Mapping[str, frozenset[str]] = field(default_factory=dict)  # construction -> the nouns that it is built on
    vague: frozenset[str] = frozenset()  # nouns and adjectives that alone say nothing: "product", "new"
    links: frozenset[str] = frozenset()  # small words behind the noun of a body, in its name

    def class_of(self, noun: str) -> str | None:
        """The class that a noun (its lemma) names a member of, or None; "telecombedrijf" is a company."""
        return _found(self, "classes", noun)

    def is_role(self, noun: str) -> bool:
        """True for a post or function: "chairman", "tech-analist"."""
        return self.role_of(noun) is not None

    def role_of(self, noun: str) -> str | None:
        """The relation between the holder of a post and where it is held, or None."""
        return _found(self, "roles", noun)

    def kind(self, token: Token) -> str | None:
        """`class_of` for a token: with the word before it where both are one noun ("executive order"), by its lemma, or by
        its form where the lemmatizer cut wrong ("chipmak")."""
        if token.kind != "":
            return token.kind
        whole = f"{token.nbor(-2).lower_}-{token.lower_}" if token.before == "-" and token.i > 1 else ""  # "start-up"
        found = self.classes.get(whole) or _kind(self, token.before, token.lemma_, token.lower_)
        if token.settled:
            token.kind = found
        return found

    def is_specific(self, token: Token) -> bool:
        """True where a noun says what kind of thing it is: "payment apps", "chips", "American technology", but not "the
        equipment", "a new version", "such products"."""
        forms = {token.lemma_.lower(), token.lower_}
        if _pair(self, token.before, token.lemma_, token.lower_) or (
            self.compounds and (not forms & self.classes.keys() or self._is_compound(token.lemma_.lower()))
        ):
            return True
        before = [child for child in token.children if child.i < token.i and child.dep_ in MODIFIERS]
        named = [child for child in before if child.pos_ in {"NOUN", "PROPN", "ADJ", "X", "NUM"}]
        if any(not {child.lemma_.lower(), child.lower_} & self.vague for child in named):
            return True
        return "Plur" in token.morph.get("Number", []) and not {token.lemma_.lower(), token.lower_} & self.vague

    def _is_compound(self, lemma: str) -> bool:
        """A compound of a noun that alone says little: "handelsakkoord"."""
        return lemma not in self.vague and any(lemma != noun and len(noun) >= SHORTEST and lemma.endswith(noun) for noun in self.vague)

    def is_bare(self, token: Token) -> bool:
        """True for a post that stands for one at the company that the article is about: "topman", "CEO"."""
        if token.lower_ in self.bare or token.lemma_.lower() in self.bare:
            return True
        if token.lower_ not in _last_of_bare(self):
            return False
        words = [token.nbor(-step).lower_ for step in (2, 1) if token.i >= step]
        return any(" ".join((*words[-count:], token.lower_)) in self.bare for count in (1, 2))

    def post(self, token: Token) -> str | None:
        """`role_of` for a token, with the word before it where both make the post: "chief executive", "vice president"."""
        if token.post != "":
            return token.post
        found = _post(self, token.before, token.lemma_, token.lower_)
        if token.settled:
            token.post = found
        return found

    def serves_state(self, token: Token) -> bool:
        """True for a post that the nationality beside it places: "the Dutch minister", "a US senator", not "the Dutch CEO"."""
        posts = _of_state(self)
        pair = f"{token.nbor(-1).lower_} {token.lemma_.lower()}" if token.i > token.sent.start else ""
        lemma = token.lemma_.lower()
        compound = self.compounds and any(lemma.endswith(post) for post in posts if len(post) >= SHORTEST)  # "buitenlandminister"
        return compound or bool({lemma, token.lower_, pair} & posts) or self.kind(token) == "GovernmentBody"

    def is_suffix(self, word: str) -> bool:
        """True for a word that ends names of a class and is left off in short: "Group", "Technologies"."""
        return key(word) in self.suffixes

    def prefix_of(self, words: str) -> str | None:
        """The class whose names begin with these words, or None."""
        return self.prefixes.get(key(words))

    def built_on(self, kind: str, lemma: str) -> str:
        """The noun of a construction that the lemma is or, in a compound, ends in; "" for none."""
        return _built(self, kind, lemma)

    def begins(self, words: str) -> bool:
        """True where these words begin names of a class: "Department of"."""
        return key(words) in self.prefixes

    def by_affix(self, name: str) -> str | None:
        """The class that a part of the name itself tells: "Example Holdings N.V.", "Ministry of Trade", "Royal Bank of Doe"."""
        words = key(name).split()
        if len(words) < 2:
            return None
        for length in range(min(3, len(words) - 1), 0, -1):
            last, first = " ".join(words[-length:]), " ".join(words[:length])
            if last in self.suffixes:
                return self.suffixes[last]
            if first in self.prefixes:
                return self.prefixes[first]
        link = next((i for i, word in enumerate(words[:-1]) if i and word in self.links), 0)
        return self.suffixes.get(words[link - 1]) if link else None


@cache
def _of_state(nouns: Nouns) -> frozenset[str]:
    """The posts of a state."""
    return frozenset().union(*(nouns.built.get(kind, frozenset()) for kind in STATE))


@cache
def _last_of_bare(nouns: Nouns) -> frozenset[str]:
    """The last words of the posts that have several."""
    return frozenset(post.rpartition(" ")[2] for post in nouns.bare if " " in post)


@lru_cache(maxsize=1 << 16)
def _found(nouns: Nouns, name: str, noun: str) -> str | None:
    """What the table of that name has for a noun, for what follows its hyphen, or for the last part of a compound."""
    table: dict[str, str] = getattr(nouns, name)
    noun = noun.lower()
    if noun in table:
        return table[noun]
    tail = noun.rpartition("-")[2]
    if tail in table:
        return table[tail]
    if nouns.compounds:
        for start in range(1, len(noun) - SHORTEST + 1):
            if noun[start:] in table:
                return table[noun[start:]]
    return None


@lru_cache(maxsize=1 << 16)
def _kind(nouns: Nouns, before: str, lemma: str, form: str) -> str | None:
    return _pair(nouns, before, lemma, form) or nouns.class_of(lemma) or nouns.class_of(form)


def _pair(nouns: Nouns, before: str, lemma: str, form: str) -> str | None:
    """The class of a noun of two words, of which the first stands before, or None."""
    return (nouns.classes.get(f"{before} {lemma.lower()}") or nouns.classes.get(f"{before} {form}")) if before else None


@lru_cache(maxsize=1 << 16)
def _post(nouns: Nouns, before: str, lemma: str, form: str) -> str | None:
    pair = f"{before} {lemma.lower()}"
    if nouns.classes.get(pair, "Person") != "Person":
        return None  # "market leader"
    if nouns.compounds and lemma.lower() not in nouns.roles and nouns.classes.get(lemma.lower(), "Person") != "Person":
        return None  # "marktleider"
    return nouns.roles[pair] if before and pair in nouns.roles else nouns.role_of(lemma) or nouns.role_of(form)


@lru_cache(maxsize=1 << 16)
def _built(nouns: Nouns, kind: str, lemma: str) -> str:
    known = nouns.built.get(kind, frozenset())
    if lemma in known:
        return lemma
    return max((noun for noun in known if lemma.endswith(noun) and len(lemma) > len(noun) + 2), key=len, default="")


def _with_plurals(table: dict[str, str], language: str) -> dict[str, str]:
    """The table with the plurals of its nouns: a small lemmatizer fails on those of long compounds ("techbedrijven")."""
    endings: Mapping[str, Sequence[str]] = lexicon(language).table("lemmas", "plurals")
    plurals: dict[str, str] = {}
    for noun, meaning in table.items():
        ending = max((ending for ending in endings if noun.endswith(ending)), key=len)
        plurals |= {noun.removesuffix(ending) + plural: meaning for plural in endings[ending]}
    return plurals | table


@cache
def nouns_of(ontology: Ontology, language: str) -> Nouns:
    """The nouns of a language, indexed."""
    compounds = bool(lexicon(language)("compounds", "joiners"))
    classes = {noun.lower(): name for name, kind in sorted(ontology.classes.items()) for noun in kind.nouns.get(language, ())}
    roles = {
        noun.lower(): name
        for name, relation in sorted(ontology.relations.items(), reverse=True)
        for noun in relation.role_nouns.get(language, ())
    }
    suffixes = {key(affix): name for name, kind in sorted(ontology.classes.items()) for affix in kind.suffixes}
    prefixes = {key(affix): name for name, kind in sorted(ontology.classes.items()) for affix in kind.prefixes}
    bare = frozenset(noun.lower() for relation in ontology.relations.values() for noun in relation.bare_roles.get(language, ()))
    built: dict[str, frozenset[str]] = {}
    for relation in ontology.relations.values():
        for kind in relation.constructions:
            built[kind] = built.get(kind, frozenset()) | relation.construction_nouns.get(language, frozenset())
    for kind in STATE.intersection(built):
        built[kind] = frozenset(_with_plurals(dict.fromkeys(built[kind], kind), language))
    classes, roles = _with_plurals(classes, language), _with_plurals(roles, language)
    vague, links = lexicon(language)("things", "vague"), lexicon(language)("names", "links")
    return Nouns(classes, roles, suffixes, prefixes, bare, compounds, built, vague, links)
