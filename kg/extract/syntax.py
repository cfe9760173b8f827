"""Small questions to a Universal Dependencies tree, the same for every language.

Labels are compared by their universal part (`nmod:poss` is an `nmod`) unless the subtype matters. Every function is a
walk over tokens; no word is named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kg.lang import Lexicon, listing
from kg.lang import lexicon as words_of
from kg.parse import Token, kept

OBLIQUE = frozenset({"obl", "nmod"})
NOMINAL = frozenset({"obj", "iobj", "obl", "nmod", "appos", "nsubj"})
"""Labels that only a noun or pronoun bears in Universal Dependencies."""
PERSONS, PLACES = frozenset({"PERSON", "PER"}), frozenset({"GPE", "LOC"})
"""What name taggers call a person and a place."""
HYPHENS = frozenset({"-", "‐", "–"})
TITLE = frozenset({"nmod:desc", "flat", "appos", "compound", "nmod", "flat:name"})


MEMBER = "'er"
"""The lemma of "VVD'er" and of all that are made like it."""
PORTFOLIO = 6
"""Words of a portfolio that are looked at: "Volkshuisvesting en Ruimtelijke Ordening"."""
SHORTEST_VERB = 4
"""Letters of a verb after its particle: "uiten" is no "ten" with "ui" before it."""


def label(token: Token) -> str:
    """The universal part of a token's dependency label.

    `nsubj:pass` gives `nsubj`.
    """
    return token.label


def is_nominal(token: Token) -> bool:
    """True for a noun, pronoun or name, or a word in the place of one: a small tagger takes a rare name for an adjective."""
    return token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "X"} or (token.pos_ == "ADJ" and token.label in NOMINAL)


def children(token: Token, *labels: str) -> list[Token]:
    """The children of the token whose label, or the universal part of it, is one of `labels`; in order of the text."""
    if not token.children:
        return []
    kinds = token.kinds
    if kinds is None:
        kinds = token.kinds = frozenset([kind for child in token.children for kind in (child.label, child.dep_)])
    if kinds.isdisjoint(labels):
        return []
    return [child for child in token.children if child.label in labels or child.dep_ in labels]


def case(token: Token) -> str:
    """The preposition or postposition of a phrase, lower case, with its fixed parts ("according to"); "" without one."""
    if token.case is None:
        token.case = _case(token) if token.children else ""
    return token.case


def _case(token: Token) -> str:
    words: list[Token] = []
    marked = [token, *children(token, "compound", "flat", "amod", "det")]  # a parser may hang it on the first word of a name
    for child in [child for part in marked for child in part.children if child.label == "case"]:
        if child.pos_ == "PART" or child.i > token.i:
            continue
        words += [child, *children(child, "fixed")]
    if len(words) < 2:
        return words[0].lower_ if words else ""
    return " ".join([word.lower_ for word in sorted(words, key=lambda word: word.i)])


def possessive(token: Token, lexicon: Lexicon) -> bool:
    """True where the token possesses its head ("Huawei's", "its", "whose", "hun")."""
    found = token.possesses
    if found is None:
        found = _possessive(token, lexicon)
        if token.settled:
            token.possesses = found
    return found


def _possessive(token: Token, lexicon: Lexicon) -> bool:
    if token.dep_ == "nmod:poss" or (token.label in {"nmod", "det"} and token.lower_ in lexicon.words("pronouns", "possessive")):
        return True
    if token.label not in OBLIQUE:
        return False
    suffixes = lexicon.words("possessive", "suffixes")
    return any(child.lower_ in suffixes for child in children(token, "case"))


def conjuncts(token: Token) -> list[Token]:
    """The token and everything that is coordinated with it, in order of the text; and the names that a noun has for examples
    ("rivals such as Umbra")."""
    row = token.row
    if row is None:
        row = _conjuncts(token) if token.children else [token]
        if token.settled:
            token.row = row
    return row


def _conjuncts(token: Token) -> list[Token]:
    row = [token]
    if token.pos_ == "NOUN":
        row += [below for part in _examples(token) for below in conjuncts(part)]
        if "Plur" not in token.morph.get("Number", []):  # "the search engine Ecosia and Bing"
            named = (child for child in children(token, "appos", "flat") if child.pos_ == "PROPN" and child.i > token.i)
            row += [below for child in named for part in children(child, "conj") for below in conjuncts(part)]
    for child in token.children:
        if child.label == "conj":
            row += conjuncts(child)
    return row


def _examples(noun: Token) -> Iterator[Token]:
    """What a noun has for examples: names ("rivals such as Umbra") and, behind fewer words, things ("parts such as circuits")."""
    behind = [child for child in (*children(noun, *OBLIQUE, "appos"), *_named_behind(noun)) if child.i > noun.i]
    if not behind:
        return
    lexicon = words_of(noun.doc.lang_)
    marks: dict[str, frozenset[str]] = {"PROPN": lexicon.words("clauses", "exemplars"), "NOUN": lexicon.words("clauses", "enumerating")}
    yield from (child for child in behind if child.pos_ in marks and case(child) in marks[child.pos_])


def _named_behind(noun: Token) -> Iterator[Token]:
    """What hangs on the noun's verb though it stands right behind the noun: "discouraged firms including Umbra from …"."""
    if label(noun) == "obj":
        yield from (child for child in children(noun.head, "obl") if child.left_edge.i == noun.i + 1)


def first_conjunct(token: Token) -> Token:
    """The token that a coordination hangs on; the token itself when it is not coordinated."""
    while label(token) == "conj" and token.head.i != token.i:
        token = token.head
    return token


def prefix(token: Token, lexicon: Lexicon) -> str:
    """The name in front of the hyphen of a compound written as one token: "Huawei" of "Huawei-topman"; "" without one."""
    return _prefix(token.text, lexicon.language)


@lru_cache(maxsize=1 << 15)
def _prefix(text: str, language: str) -> str:
    if member := _member(text, language):
        return member
    joiners = [joiner for joiner in words_of(language).words("compounds", "joiners") if joiner in text]
    for joiner in sorted(joiners) if joiners else ():
        first, found, rest = text.partition(joiner)
        if joiner in rest and not rest.replace(joiner, "").islower():
            first, found, rest = text.rpartition(joiner)  # "GroenLinks-PvdA-lijsttrekker"
            former = tuple(word for word in words_of(language).words("tense", "over_prefixes") if word.endswith(joiner))
            first = next((first[len(word) :] for word in former if first.lower().startswith(word)), first)  # "oud-NXP-bestuurder"
        if (
            found
            and len(rest) > 2
            and rest.replace("'", "").replace("’", "").isalpha()
            and any(char.isupper() for char in first)
            and not rest.isupper()
        ):
            return first
    return ""


def _member(text: str, language: str) -> str:
    """The name in a word for who belongs to it: "VVD" of "VVD'er"; "" in any other word."""
    first, apostrophe, rest = text.replace("’", "'").rpartition("'")
    return first if apostrophe and first[:1].isupper() and rest in words_of(language).words("compounds", "members") else ""


def is_member(token: Token) -> bool:
    """True for a word for who belongs to a party: "VVD'er"."""
    return bool(_member(token.text, token.doc.lang_))


def minister_of(name: Token, lexicon: Lexicon) -> Token | None:
    """The post whose portfolio stands right before a name: "minister" of "minister van Justitie en Veiligheid Jane Doe"."""
    if not name.is_title:
        return None
    before = name.nbor(-1).lower_ if name.i else ""
    if name.text not in listing("first_names") and before not in lexicon.words("places", "portfolios"):
        return None
    posts, of, joins = lexicon.words("places", "ministers"), lexicon.words("possessive", "of"), lexicon.words("names", "and")
    for i in range(name.i - 1, max(name.sent.start, name.i - PORTFOLIO - 1), -1):
        word = name.doc[i]
        if word.lower_ in of:
            return word.nbor(-1) if i < name.i - 1 and word.nbor(-1).lower_ in posts else None
        if not word.is_title and word.text != "," and word.lower_ not in joins:
            return None
    return None


def misread_preposition(particle: Token) -> Token | None:
    """The noun right behind what the parser took for a verb's particle, and which is its preposition: "kwam in handen van"."""
    following = particle.nbor(1) if particle.i + 1 < particle.sent.end else None
    if following is None or particle.pos_ != "ADP" or following.pos_ != "NOUN" or children(following, "det", "case"):
        return None
    fixed = following.head.i == particle.i and label(following) == "fixed"
    return following if fixed or (following.head.i == particle.head.i and label(following) in {*OBLIQUE, "xcomp"}) else None


def lemma(token: Token) -> str:
    """The lemma of a predicate, lower case, with its particle: "cut off", "opleggen".

    A Dutch particle is a prefix of the infinitive ("legt … op" is `opleggen`), an English one follows its verb.
    """
    found = token.predicate
    if found is None:
        found = _lemma(token)
        if token.settled:
            token.predicate = found
    return found


@cache
def _mended(base: str, language: str) -> str:
    """The lemma of a verb that governs others, where a lemmatizer cut too little or too much: "threatening", "revok"."""
    lexicon = words_of(language)
    verbs = {word for (section, _), words in lexicon.lists.items() if section in {"governors", "reporting"} for word in words}
    if base in verbs:
        return base
    cut = [base.removesuffix(ending) for ending in sorted(lexicon.words("lemmas", "gerunds")) if base.endswith(ending)]
    stems = [*cut, *(stem[:-1] for stem in cut if stem[-1:] == stem[-2:-1]), *(f"{stem}e" for stem in (*cut, base))]
    return next((stem for stem in stems if stem in verbs), base)


def _lemma(token: Token) -> str:
    base: str = token.lemma_.lower() or token.lower_
    if token.pos_ == "NOUN" and "-" in base.strip("-"):
        base = base.rpartition("-")[2]
    if "'" in token.text or "’" in token.text:
        base = MEMBER if _member(token.text, token.doc.lang_) else base
    if token.pos_ == "VERB":
        base = _mended(base, token.doc.lang_)
    for particle in children(token, "compound:prt", "xcomp"):
        if particle.label == "xcomp" and particle.lower_ not in words_of(token.doc.lang_).words("compounds", "resultatives"):
            continue
        if particle.label != "xcomp" and misread_preposition(particle) is not None:
            continue
        base = f"{base} {particle.lower_}" if particle.pos_ == "VERB" else joined(base, particle.lower_, token.doc.lang_)  # "laten weten"
    return base


def joined(verb: str, particle: str, language: str) -> str:
    """A verb with its particle, as its lemma is written: one word in Dutch, two in English. A particle that a lemmatizer
    put before the verb of its own accord gives way.

    >>> joined("leggen", "op", "nl"), joined("cut", "off", "en"), joined("afsluiten", "uit", "nl")
    ('opleggen', 'cut off', 'uitsluiten')
    """
    words = words_of(language)
    if not words("compounds", "joiners"):
        return verb if verb.endswith(" " + particle) else f"{verb} {particle}"
    if verb.startswith(particle):
        return verb
    other = max((word for word in words("compounds", "particles") if verb.startswith(word)), key=len, default="")
    return particle + (verb[len(other) :] if len(verb) - len(other) >= SHORTEST_VERB else verb)


@kept
def relative_pronoun(verb: Token, lexicon: Lexicon) -> Token | None:
    """The pronoun or pronominal adverb by which a relative clause takes up its noun ("which", "waarmee"), or None ("the chips
    Huawei makes")."""
    forms, adverbs = lexicon.words("pronouns", "relative"), lexicon.table("pronouns", "adverbial")
    for token in verb.subtree:
        if token.i >= verb.i and token.doc.lang_ != "nl":
            break
        pronominal = token.pos_ in {"PRON", "DET"} or "Rel" in token.morph.get("PronType", [])
        if token.i != verb.i and (token.lower_ in adverbs or (token.lower_ in forms and pronominal)):
            return token
    return None


def is_participle(token: Token) -> bool:
    """True for a past participle without an auxiliary: passive in its meaning ("backed by", "opgelegde")."""
    if "Part" not in token.morph.get("VerbForm", []):
        return False
    return "Pres" not in token.morph.get("Tense", []) and not children(token, "aux") and not token.tag_.startswith("WW|od")


def shared(subject: Token | None) -> list[Token]:
    """The token and what is coordinated with it; nothing for None."""
    return [] if subject is None else conjuncts(subject)


def told_of(verb: Token, row: list[Token], antecedent: Token | None) -> list[Token]:
    """Those of a row that a clause tells of: none that stands behind a clause on the first ("Adyen, which is listed, and Stripe")."""
    if antecedent is None or antecedent not in row or antecedent.i > verb.i:
        return row
    return [token for token in row if token.i < verb.i]
