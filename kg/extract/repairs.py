"""What a small parser hangs in the wrong place, and the words around it tell: the tree is mended before it is read.

* An apposition hangs on the name right before its comma: "Umbra, a chipmaker that …, has closed a deal" has no two subjects,
  "shares in Umbra, Norway's largest bank, fell" no two kinds of shares, and in "Umbra and Globex, a bank in Oslo, …" Globex is the bank.
* A seat of two names is one: "the Santa Clara, California-based company" is based in Santa Clara.
* Who pays and what are two: "fined Umbra €2.1bn" has an object and an amount.
* A sum before a noun says how much of it: "a €5 million fine" is a fine.
* A series with a letter is a round: "closed a $20 million Series B".
* A limit is no particle: "invests up to $10 billion".
* A finite verb without an auxiliary is no passive: "Beijing called on Washington".
* Two words with a hyphen that are one noun are read as it: "start-up", "co-founder".
* A name stops where another word stands: "Tate of the group Foxglove" are two.
* A relative pronoun before a name is no article: "een wet die Umbra verplicht".
* A post that begins with a participle is a noun: "founder and managing director".
* Posts before a name are said of it: "Umbra co-founder and chief executive Jane Doe" is no pair of subjects.
* A verb with a participle below it is its auxiliary: "heeft altijd ontkend".
* "Het" before a plural is no article: "ontkent dat het chips levert".
* A plural before a verb in the singular is its object: "machines verkoopt Umbra niet".
* The name behind a minister's portfolio is the minister's: "minister van Financiën Jane Doe".
* Where someone is from is no other name beside his: "de Nederlander Jan Smit".
* A nationality between an article and a name is said of the name: "aan het Noorse Umbra".
* Names behind a noun in the plural are one row: "Kamerleden Jan Smit en Piet Bos".
* What is told apart is one row: "supplies X but not Y".
* Who has a name of a row is not of the row: "works with Intel and Taiwan's TSMC".
* Who stands behind the body that a post is at bears the post: "zegt analist bij ING Jane Doe".
* A noun with a name before its hyphen is what all of it is: "de Digital Services-tak van Umbra".
* A place between a name and a participle is where it was done: "op verzoek van Umbra in Oslo aangehouden".
* A name without a preposition is no part of the noun behind it where compounds are one word: "onderzoekt of Umbra rivalen benadeelt".
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract import clausal, posts, roles, rows
from kg.extract.nouns import Nouns
from kg.extract.roles import hang
from kg.extract.syntax import HYPHENS, PERSONS, case, children, first_conjunct, label, minister_of
from kg.lang import Lexicon
from kg.parse import Doc, Token

STRAY = frozenset({"nsubj", "conj", "appos", "obj", "obl", "nmod", "dep", "parataxis", "list"})
"""Labels under which a parser hangs an apposition elsewhere."""
CLOSED = frozenset({",", ".", "–", "-", "—", ";", ")"})
BODIES = frozenset({"ORG"})
"""What name taggers call a body."""
TITLED = frozenset({"appos", "conj", "obj"})
"""Labels of a post in capitals behind its bearer."""


def repaired(doc: Doc, lexicon: Lexicon, nouns: Nouns) -> Doc:
    """The document, with what hung wrong hung right; it is changed in place."""
    for token in doc:
        clausal.mended(token, lexicon, nouns)
    contrasts = lexicon.words("clauses", "contrasts")
    series, irregular = lexicon.words("amounts", "series"), lexicon.table("lemmas", "irregular")
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in irregular:
            token.lemma_ = irregular[token.lower_]
        if token.pos_ == "PROPN" and children(token, "appos"):
            roles.inhabitant(token, lexicon)
        if token.lower_ in series and token.is_title:
            _round(token, lexicon)
        if token.lower_ in contrasts and token.i > token.sent.start:
            rows.contrasted(token, lexicon)
        if token.text == "," and 0 < token.i < len(doc) - 1:
            _apposition(token, lexicon, nouns)
            _seat(token)
        elif token.text in HYPHENS and 0 < token.i < len(doc) - 1:
            _joined(token, nouns)
            _town(token)
            roles.syllable(token, lexicon)
        elif token.pos_ == "VERB" and token.i + 1 < len(doc):
            roles.nominal(token, lexicon)
            roles.perfect(token, lexicon)
            roles.fronted(token, lexicon)
            _post(token, nouns)
            _payer(token)
            roles.clause(token, lexicon)
        elif token.pos_ == "PROPN" and minister_of(token, lexicon) is not None:
            posts.holder(token, lexicon)
        elif token.pos_ == "PROPN" and token.dep_ == "conj" and token.head.pos_ == "NOUN":
            rows.row(token)
        elif token.pos_ == "PROPN" and token.dep_ == "flat":
            posts.given(token)
            posts.portfolio(token, lexicon)
            _chained(token)
        elif token.pos_ == "ADP" and token.is_upper and len(token.text) > 1 and token.i > token.sent.start:
            roles.acronym(token, lexicon)
        elif token.pos_ in {"SYM", "NUM"} and token.i > 1 and _limited(token, lexicon):
            pass
        elif token.pos_ == "SYM":
            _sum(token)
        elif token.dep_ == "det" and token.pos_ in {"PRON", "DET"}:
            roles.relative(token, lexicon)
            roles.bare(token, lexicon)
        elif token.pos_ == "PROPN" and label(token) == "nmod":
            roles.actor(token, lexicon)
            roles.placed(token, lexicon)
        elif token.pos_ == "NOUN":
            _claimed(token)
            roles.gerund(token, lexicon)
            roles.compounded(token, nouns)
        elif token.pos_ == "ADP" and token.i + 1 < token.sent.end and token.dep_ in {"obl", "advmod"}:
            roles.preposition(token)
        _labelled(token, lexicon, nouns)
        _held(token, lexicon, nouns)
    return doc


def _labelled(token: Token, lexicon: Lexicon, nouns: Nouns) -> None:
    """What one label alone asks for."""
    if token.pos_ == "PROPN" and token.dep_ == "appos":
        posts.headed(token, lexicon, nouns)
        roles.called(token, nouns)
    elif token.pos_ == "PROPN" and token.dep_ == "acl:relcl":
        roles.clausal_name(token, lexicon)
    elif token.pos_ == "PROPN" and token.dep_ == "conj":
        rows.possessed(token, lexicon)
    elif token.dep_ == "obj" and token.i < token.head.i:
        roles.bidden(token, lexicon)


def _held(token: Token, lexicon: Lexicon, nouns: Nouns) -> None:
    """Posts beside their bearers."""
    if token.dep_ == posts.TITLE:
        posts.styled(token, nouns, lexicon)
        posts.staffed(token, nouns, lexicon)
    if token.pos_ in {"NOUN", "PROPN", "ADJ"} and token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN":
        posts.borne(token, nouns)
    if token.pos_ == "ADJ" and token.is_title:
        posts.qualified(token, lexicon)
    if token.pos_ == "PROPN" and token.dep_ in TITLED and token.text[0].isupper():
        posts.titled(token, nouns)
    if token.pos_ == "DET" and token.i > token.sent.start and token.head.text[:1].isupper():
        posts.named(token, nouns)
    if token.pos_ == "NOUN":
        posts.charged(token, nouns, lexicon)
        posts.gathered(token, nouns)
        posts.governed(token)
        posts.conferred(token, nouns, lexicon)
        posts.introduced(token, lexicon, nouns)


# ── appositions ──────────────────────────────────────────────────────────────────────────────────


def _apposition(comma: Token, lexicon: Lexicon, nouns: Nouns) -> None:
    name, noun = _name_before(comma), _noun_behind(comma, lexicon)
    if name is None or noun is None or "Plur" in noun.morph.get("Number", []) or not (nouns.kind(noun) or nouns.post(noun)):
        return
    if roles.told(name, noun):
        return
    if children(noun, "case", "cop", "nsubj") or noun.head is name or name.is_ancestor(noun) or not _ends(noun):
        return

    def alike(one: Token, other: Token) -> bool:
        """One may be called the other: both are posts, or both are bodies."""
        return bool(nouns.post(one)) == bool(nouns.post(other)) and bool(nouns.kind(one)) == bool(nouns.kind(other))

    if _strayed(noun, name, alike, body=not nouns.post(noun) and name.ent_type_ not in PERSONS):
        hang(noun, name, "appos")


def _name_before(comma: Token) -> Token | None:
    """The head of the name that ends before the comma."""
    token = comma.nbor(-1)
    named = token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.is_title and token.i > token.sent.start)
    if not named or token.sent is not comma.sent:
        return None
    while token.head.pos_ == "PROPN" and label(token) in {"flat", "compound"} and token.head.i < comma.i:
        token = token.head
    return token


def _noun_behind(comma: Token, lexicon: Lexicon) -> Token | None:
    """The head of the noun phrase that a comma opens: "a bank", "its owner", "Norway's largest bank"."""
    first = comma.nbor(1)
    lists = (("articles", "definite"), ("articles", "indefinite"), ("pronouns", "possessive"), ("tense", "over"))
    opens = first.lower_ in lexicon.any(*lists)  # "X, a bank", "X, destijds adviseur van Y"
    behind = first.nbor(1) if first.i + 1 < len(first.doc) else first
    owned = first.pos_ == "PROPN" and behind.lower_ in lexicon.words("possessive", "suffixes")
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


def _strayed(noun: Token, name: Token, alike: Callable[[Token, Token], bool], *, body: bool) -> bool:
    """The noun hangs where an apposition of the name does not.

    Args:
        body: the noun names no post, and the name is no person's.
    """
    kind, head = label(noun), noun.head
    if kind == "appos":  # on an earlier one of a row, or on what the name only tells more of: "shares in Umbra, a bank"
        row = label(name) == "conj" and first_conjunct(name) is first_conjunct(head)
        inner = head.is_ancestor(name) and head.ent_type_ in PERSONS and (name.ent_type_ in BODIES or body)
        below = head.pos_ == "NOUN" and head.is_ancestor(name)  # "a part of the team at Umbra, a bank"
        return row or ((inner or below or (name.head is head and label(name) == "nmod")) and not alike(head, noun))
    if kind == "nsubj":  # a verb with two subjects
        return name.head is head and label(name) == "nsubj"
    if kind == "obj":  # of a verb before another one that has the name: "breiden uit, en in Oslo groeit Umbra, een dochter van …"
        return head.i < name.head.i < name.i and name.head is not head and name.head.pos_ == "VERB"
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


def _town(hyphen: Token) -> None:
    """ "San Francisco-based Umbra": the town hangs on its participle, though the parser made something else of it."""
    based, last = hyphen.nbor(1), hyphen.nbor(-1)
    glued = not last.whitespace_ and not hyphen.whitespace_ and based.sent is last.sent
    if not glued or based.pos_ != "VERB" or last.pos_ != "PROPN" or label(based) not in {"amod", "acl"} or based.head.i < based.i:
        return
    first = last
    while first.i > first.sent.start and first.nbor(-1).pos_ == "PROPN" and (first.nbor(-1).head is first or first.head is first.nbor(-1)):
        first = first.nbor(-1)
    top = next((part for part in hyphen.doc[first.i : hyphen.i] if not first.i <= part.head.i < hyphen.i or part.head is part), last)
    name, behind = based.head, [part for part in top.children if part.i > based.i]
    if name.head is top and top.head is not top and label(name) == "flat":  # town and firm taken for one name: the firm is in its place
        hang(name, top.head, top.dep_)
        for part in behind:
            hang(part, name, part.dep_)
    if top.head is not top and not top.is_ancestor(based) and not based.is_ancestor(top):
        hang(top, based, "compound")


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


def _chained(name: Token) -> None:
    """A part of a name behind a word that is none: it hangs on the noun before it, or is a phrase of its own."""
    head, before = name.head, name.nbor(-1) if name.i else name
    if head.i >= before.i or all(part.pos_ == "PROPN" or part.is_punct or part.head is name for part in name.doc[head.i : name.i]):
        return
    if before.pos_ == "NOUN" and not name.is_ancestor(before):
        hang(name, before, "flat")
        return
    first = next(iter(children(name, "compound", "flat")), name)
    marks = [mark for part in (name, first) for mark in children(part, "case")]
    if marks and first.i > head.i:
        governor = marks[0].nbor(-1)
        hang(name, governor if governor.pos_ == "NOUN" and governor is not head else head, "nmod")


# ── sums, voices and pairs ───────────────────────────────────────────────────────────────────────


def _limited(number: Token, lexicon: Lexicon) -> bool:
    """ "Invests up to $10 billion": "up" is no particle of the verb, and the sum is its object."""
    preposition, particle = number.nbor(-1), number.nbor(-2)
    if f"{particle.lower_} {preposition.lower_}" not in lexicon.words("amounts", "limits") or particle.label != "compound":
        return False
    verb = particle.head
    sum_ = next((child for child in children(verb, "obl") if child.i >= number.i and preposition in child.children), None)
    if sum_ is None:
        return False
    for word in (particle, preposition):
        hang(word, sum_, "advmod")
    sum_.dep_ = sum_.label = "obj"
    return True


def _sum(money: Token) -> None:
    """ "A €376 million fine": the noun behind the sum has the place that the parser gave the sum."""
    last = max(part.i for part in money.subtree if part is money or part.pos_ == "NUM")
    noun = money.doc[last + 1] if last + 1 < len(money.doc) else money
    if (
        children(money, "det")
        and noun.pos_ in {"NOUN", "PROPN"}
        and noun.sent is money.sent
        and noun.head is not money
        and money.head is not noun
    ):
        if money.is_ancestor(noun) or money.head is money:
            return
        if not noun.is_ancestor(money):
            hang(noun, money.head, money.dep_)
        for child in [child for child in money.children if child.pos_ not in {"NUM", "SYM"}]:
            hang(child, noun, child.dep_)
        hang(money, noun, "compound")
    elif money.head.pos_ == "ADJ":  # "chips worth $16 billion from X"
        verb = next((above for above in money.ancestors if above.pos_ == "VERB"), None)
        for child in children(money, "nmod") if verb is not None else ():
            if case(child) and case(child) != "of" and verb is not None:
                hang(child, verb, "obl")


def _round(series: Token, lexicon: Lexicon) -> None:
    """ "A Series B led by X": the two words are a round of financing and no name."""
    letter = series.nbor(1) if series.i + 1 < len(series.doc) else series
    if not (len(letter) == 1 and letter.text.isupper()):
        return
    money = next((word.head for word in (series, letter) if word.head.pos_ == "SYM" and word.head.i < series.i), None)
    if money is not None:  # "a $20 million Series B": the sum says how much of it
        hang(series, money.head, money.dep_)
        for child in [child for child in (*money.children, *letter.children) if child.pos_ not in {"NUM", "SYM"} and child is not letter]:
            hang(child, series, child.dep_)
        hang(letter, series, "flat")
        hang(money, series, "compound")
    for word in (series, letter):
        word.pos_, word.ent_type_ = "NOUN", ""
        if word.head not in {series, letter}:
            word.lemma_ = lexicon.value("amounts", "round")


def _claimed(noun: Token) -> None:
    """ "Denies the US claims": a noun behind its article is no clause with a subject."""
    first = noun.nbor(-1) if noun.i > noun.sent.start else noun
    if (
        label(noun) not in {"ccomp", "xcomp"}
        or first.dep_ != "nsubj"
        or first.head is not noun
        or children(noun, "cop", "aux", "obj", "obl")
    ):
        return
    if first.pos_ == "PROPN" and children(first, "det"):
        first.relabel("compound")
        noun.relabel("obj")


def _joined(hyphen: Token, nouns: Nouns) -> None:
    """ "Start-up" in three tokens: the head of the two is the noun."""
    first, last = hyphen.nbor(-1), hyphen.nbor(1)
    if first.whitespace_ or hyphen.whitespace_ or hyphen.sent is not first.sent or last.sent is not first.sent:
        return
    word = f"{first.lower_}-{last.lower_}"
    known = next(
        (form for form in (word, word.removesuffix("s"), word.replace("-", "")) if form in nouns.classes or form in nouns.roles), None
    )
    head = first if last.head is first else last
    if known is None or (head.pos_ == "NOUN" and head.lemma_.lower() == known):
        return
    if head.pos_ != "NOUN" or known in nouns.classes:
        head.pos_, head.lemma_ = "NOUN", known
