"""The arguments of nouns: possessors, prepositions, what they are said of, and what they borrow from the verb above.

Part of `kg.extract.frames`, which tells the roles.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.clauses import Argument, verb_role
from kg.extract.subjects import is_passive, surface_subject
from kg.extract.syntax import (
    OBLIQUE,
    case,
    children,
    conjuncts,
    first_conjunct,
    is_nominal,
    label,
    lemma,
    possessive,
    prefix,
    shared,
)
from kg.lang import Lexicon
from kg.parse import Token

SAID_OF = frozenset({"appos", "nmod:desc"})
"""Labels of a noun that is said of a name."""


def noun_arguments(noun: Token, lexicon: Lexicon) -> list[Argument]:
    """The arguments of a noun, its own first."""
    arguments = [Argument("prefix", noun)] if prefix(noun, lexicon) else []
    for child in noun.children:
        role = _noun_role(child, noun, lexicon)
        if role:
            row = conjuncts(referent(child, lexicon))
            if role == "self" and case(child) and any(token.i != child.i for token in row):
                row = _examples(row, lexicon)
            arguments += [Argument(role, token) for token in row]
        if (
            child.dep_ == "acl" and child.pos_ == "VERB" and child.i > noun.i and not children(child, "mark")
        ):  # "a suit pending against Umbra"
            arguments += [
                Argument(case(part), token, lifted=True) for part in children(child, "obl") if case(part) for token in conjuncts(part)
            ]
        if label(child) == "amod" and child.i > noun.i:  # "attorney general of Texas"
            arguments += [Argument(case(part), token) for part in children(child, "nmod", "obl") if case(part) for token in conjuncts(part)]
    if label(noun) == "conj" and noun.head.pos_ == "NOUN":
        present, owners = {argument.role for argument in arguments}, {"poss", *lexicon.words("possessive", "of")}
        wanted = {"self"} - present if present & owners else {"self", *owners} - present  # "China's largest bank and a client of X"
        arguments += [argument for argument in noun_arguments(noun.head, lexicon) if argument.role in wanted]
    if children(noun, "conj"):
        arguments += _owner_behind(noun, arguments, lexicon)
    if noun.head.dep_ == "acl:relcl":
        arguments += _relative_owner(noun, lexicon)
    arguments += _bearer(noun, lexicon)
    arguments += _borrowed(noun, lexicon)
    arguments += _behind(noun, arguments)
    if children(noun, "nmod"):
        arguments += _too_low(noun)
    return arguments


def _examples(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """ "Oslo companies, including X and Y, as well as Z": what is added behind a comma is no example."""
    added = lexicon.words("clauses", "added")
    for number, token in enumerate(row):
        joint = next(iter(children(token, "cc")), None)
        words = " ".join(part.lower_ for part in joint.subtree) if joint is not None else ""
        if number and joint is not None and words in added and joint.i > joint.sent.start and joint.nbor(-1).text == ",":
            return row[:number]
    return row


def _owner_behind(noun: Token, arguments: list[Argument], lexicon: Lexicon) -> Iterator[Argument]:
    """ "Founder and chief executive of Umbra": what stands behind the last of a row of nouns belongs to the others too."""
    row = [child for child in children(noun, "conj") if child.pos_ == "NOUN" and children(child, "cc")]
    ways = lexicon.words("possessive", "of")
    if not row or not {"poss", "compound", *ways}.isdisjoint(argument.role for argument in arguments) or children(row[-1], "det"):
        return
    for child in children(row[-1], "nmod"):
        if case(child) in ways:
            yield from (Argument(case(child), token, lifted=True) for token in conjuncts(child))


def _too_low(noun: Token) -> Iterator[Argument]:
    """ "Sanctions of the US against Huawei": what the parser hung on the name behind a preposition may belong to the noun; and "vice
    president for policy of Umbra": so may what it hung on the field of a post."""
    for child in children(noun, "nmod"):
        inside = [part for one in conjuncts(child) for part in children(one, "nmod")]
        field = noun.dep_ in SAID_OF and child.pos_ == "NOUN" and not children(child, "det") and "Plur" not in child.morph.get("Number", [])
        for below in inside if case(child) and (child.pos_ == "PROPN" or field) else ():
            if case(below) and case(below) != case(child) and (below.pos_ == "PROPN" or not field):
                yield from (Argument(case(below), token, lifted=True) for token in conjuncts(below))


def referent(token: Token, lexicon: Lexicon) -> Token:
    """What a relative pronoun takes up ("whose founder", "waarvan de oprichter"); any other token itself."""
    if token.lower_ not in lexicon.words("pronouns", "relative") and token.lower_ not in lexicon.table("pronouns", "adverbial"):
        return token
    clause = next((above for above in token.ancestors if above.dep_ == "acl:relcl"), None)
    return clause.head if clause is not None and clause.head.i < token.i else token


def _relative_owner(noun: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """ "Philips, waarvan de topman …": the pronominal adverb hangs on the verb and possesses its subject or object."""
    verb, adverbs = noun.head, lexicon.table("pronouns", "adverbial")
    if label(noun) not in {"nsubj", "obj"}:
        return
    for child in verb.children:
        preposition = adverbs.get(child.lower_)
        if preposition in lexicon.words("possessive", "of") and child.i < noun.i:
            yield Argument(preposition, verb.head, lifted=True)


def _noun_role(child: Token, noun: Token, lexicon: Lexicon) -> str:
    kind = label(child)
    if possessive(child, lexicon):
        return "poss"
    if kind in {"nsubj"}:
        return "self" if child.dep_ != "nsubj:pass" else ""
    if kind in {"nmod", "obl"} and case(child):
        example = child.pos_ == "PROPN" and case(child) in lexicon.words("clauses", "exemplars")
        return "self" if example and _several(noun) else case(child)  # "klanten als X", "backers including Y"
    if kind in {"nmod", "obl", "advmod", "det"} and child.lower_ in lexicon.table("pronouns", "adverbial"):
        return str(lexicon.table("pronouns", "adverbial")[child.lower_])
    capital = child.pos_ == "NOUN" and not child.is_lower
    capital = capital or (child.pos_ == "NUM" and any(part.pos_ == "PROPN" for part in children(child, "compound")))
    titled = capital and noun.pos_ == "NOUN" and noun.is_lower  # "a phone, the Pixel 4", "the iPhone 12"
    named = child.pos_ in {"PROPN", "X"} or (kind == "appos" and (child.is_upper or titled))  # an acronym taken for an adjective
    if kind in {"appos", "flat", "nmod"} and named and child.i > noun.i:
        return "self"
    if kind in {"compound", "nmod"} and child.pos_ in {"PROPN", "NOUN", "X"} and child.i < noun.i:
        return "compound"
    if kind == "amod" or (kind == "nmod" and child.pos_ == "ADJ" and child.i < noun.i):
        return "adj"
    return "comp" if kind in {"acl", "ccomp"} else ""


def _bearer(noun: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """What the noun is said of, where that stands above it in the tree, or right before it."""
    head, kind = noun.head, label(noun)
    if kind in OBLIQUE and head.pos_ in {"NUM", "PRON", "DET"} and case(noun) in lexicon.words("possessive", "of"):
        yield from (Argument("self", token) for child in children(head, "nsubj") for token in conjuncts(child))  # "is one of its clients"
        yield from _bearer(head, lexicon)
    elif kind == "appos" and is_nominal(head):
        row = conjuncts(first_conjunct(head)) if _several(noun) else [head]
        yield from (Argument("self", token) for token in row if token.i < noun.i)
    elif kind == "nsubj" and children(head, "cop") and (named := _named_by(head)):
        yield from (Argument("self", token) for one in named for token in conjuncts(one))  # "its biggest customer is X"
    elif kind == "conj" and head.pos_ == "PROPN" and not children(noun, "cc") and _edge(noun) and noun.doc[_edge(noun) - 1].text == ",":
        row = [token for token in conjuncts(head) if token.i < noun.i and token.pos_ == "PROPN"]
        row = row if _several(noun) else row[-1:]
        yield from (Argument("self", token, lifted=True) for token in row)  # "X, Huawei's chairman" taken for an enumeration
    elif head.i != noun.i and kind in {"nmod", "compound", "flat", "amod"} and _is_title(noun, head, lexicon):
        yield from (Argument("self", token) for token in (conjuncts(head) if _several(noun) else [head]))
        for child in (child for child in head.children if child.i < noun.i):  # "Huawei's chairman X": the possessor is the title's
            if possessive(child, lexicon) or label(child) in {"amod", "compound"}:
                yield from (Argument("poss" if possessive(child, lexicon) else "compound", token) for token in conjuncts(child))
    elif kind == "xcomp" and head.pos_ in {"VERB", "AUX"}:
        objects = children(head, "obj")
        subject = objects[0] if objects else surface_subject(head, lexicon)
        yield from (Argument("self", token) for token in shared(subject))
    elif kind == "obj" and lemma(head) in lexicon.words("clauses", "calls"):  # "noemde China een bedreiging": two objects
        yield from (
            Argument("self", token) for child in children(head, "obj", "iobj")[:1] if child.i < noun.i for token in conjuncts(child)
        )
    elif kind == "nmod" and case(noun) in lexicon.words("possessive", "capacity") and head.pos_ == "NOUN":
        yield from (
            Argument("self", token, lifted=True)  # "the appointment of X as chairman"
            for child in head.children
            if possessive(child, lexicon) or case(child) in lexicon.words("possessive", "of")
            for token in conjuncts(child)
        )
    elif head.i != noun.i and kind in {"obl", "nmod", "advcl"} and case(noun) in lexicon.words("possessive", "capacity"):
        verb = head if head.pos_ in {"VERB", "AUX"} else head.head
        takes = lemma(verb) in lexicon.words("clauses", "subject_capacity")  # "succeeded X as chairman"
        objects = [] if takes else children(verb, "obj", "nsubj:pass")
        yield from (Argument("self", token, lifted=True) for token in shared(objects[0] if objects else surface_subject(verb, lexicon)))
    else:
        yield from _set_off(noun)


def _named_by(predicate: Token) -> list[Token]:
    """The name that a predicate is or has behind it: "is Umbra", "is the chipmaker Umbra"."""
    if predicate.pos_ == "PROPN":
        return [predicate]
    return [child for child in children(predicate, "appos", "flat") if child.pos_ == "PROPN" and child.i == predicate.i + 1]


def _several(noun: Token) -> bool:
    """True for a noun in the plural, which is said of a whole row: "drone makers X, Y and Z"."""
    return "Plur" in noun.morph.get("Number", [])


def _edge(noun: Token) -> int:
    """Where the noun phrase begins, a comma that hangs on it left out."""
    return next((part.i for part in noun.subtree if not part.is_punct), noun.i)


def _is_title(noun: Token, head: Token, lexicon: Lexicon) -> bool:
    return (head.pos_ in {"PROPN", "X"} or head.is_upper) and noun.i < head.i and not case(noun) and not possessive(noun, lexicon)


def _set_off(noun: Token) -> Iterator[Argument]:
    """An apposition that the parser took for something else: a title right before a name ("topman X"), or "X, the maker
    of …," right after a name and a comma."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if after.pos_ == "PROPN" and after.sent is noun.sent and not any(child.i == after.i for child in noun.children):
        yield Argument("self", after, lifted=True)
        return
    edge = _edge(noun)
    if edge < 2 or noun.doc[edge - 1].text != "," or noun.doc[edge - 2].pos_ != "PROPN" or not noun.doc[edge].text[0].isalpha():
        return
    name = noun.doc[edge - 2]
    behind = max(part.i for part in noun.subtree) + 1
    if label(noun) == "nsubj" and behind < len(noun.doc) and not {noun.doc[behind].text, noun.doc[behind - 1].text} & {",", "–", "-"}:
        return  # "… in China, an official said": the noun acts, it describes no one
    opens = noun.doc[edge].pos_ in {"DET", "PRON"} or (
        edge == noun.i and children(noun, "nmod", "obl") and "Plur" not in noun.morph.get("Number", [])
    )
    if opens and not children(noun, "case", "cop") and name.sent is noun.sent:
        while name.head.i < edge and name.head.pos_ == "PROPN" and label(name) in {"flat", "compound"}:
            name = name.head
        row = conjuncts(first_conjunct(name)) if _several(noun) else [name]
        yield from (Argument("self", token, lifted=True) for token in row if token.i < noun.i)


def _behind(noun: Token, arguments: list[Argument]) -> Iterator[Argument]:
    """A phrase right behind a title and its name belongs to the title, though the parser may hang it on the name or on the
    verb: "zegt analist X van bank Y"."""
    for bearer in [argument.token for argument in arguments if argument.role == "self" and argument.token.i > noun.i]:
        own = [child for child in children(bearer, *OBLIQUE) if case(child) and child.i > bearer.i and child.dep_ != "nmod:poss"]
        end = max(part.i for part in bearer.subtree if part.pos_ in {"PROPN", "X"} or part.i == bearer.i)
        mark = bearer.doc[end + 1] if end + 1 < len(bearer.doc) else bearer
        phrase = mark.head
        if label(mark) == "case" and label(phrase) in OBLIQUE and phrase.head.pos_ in {"VERB", "AUX"} and phrase.sent is noun.sent:
            own.append(phrase)
        yield from (Argument(case(child), token, lifted=True) for child in own for token in conjuncts(child))


def _borrowed(noun: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """From the verb above: its subject where the verb performs what the noun names, and its prepositional arguments."""
    top = first_conjunct(noun)
    verb = top.head
    if label(top) == "nmod" and verb.pos_ == "PROPN" and case(noun) in lexicon.words("clauses", "undergoes"):
        yield from (Argument("undergoer", token, lifted=True) for token in conjuncts(verb))  # "Umbra, with offices in Oslo"
    if verb.i == top.i or verb.pos_ not in {"VERB", "AUX"} or label(top) not in {"obj", "nsubj", "obl", "xcomp"}:
        return
    passive = is_passive(verb, lexicon)
    bidden = case(noun) in lexicon.words("clauses", "bidden") and lemma(noun) in lexicon.words("clauses", "bids") and not passive
    if label(top) == "obl" and (bidden or case(noun) in lexicon.words("clauses", "undergoes")):
        yield from (Argument("undergoer", token, lifted=True) for token in shared(surface_subject(verb, lexicon)))
    known = any(child.lower_ in lexicon.words("articles", "definite") for child in children(noun, "det"))
    opens = label(top) == "obl" and noun.left_edge.i == noun.sent.start  # "met de overname van X wordt Y de grootste"
    by = opens and known and case(noun) in lexicon.words("clauses", "by_deed")
    if by or lemma(verb) in lexicon.words("governors", "performs"):
        busy = label(top) == "obl" and any(lemma(own) in lexicon.words("clauses", "studies") for own in children(verb, "obj"))
        lacking = label(top) == "obl" and case(noun) in lexicon.words("negation", "prepositions")  # "makes none without chips from X"
        if label(top) != "nsubj" and not passive and not busy and not lacking:
            yield from (Argument("performer", token, lifted=True) for token in shared(surface_subject(verb, lexicon)))
        if passive:
            agents = [child for child in verb.children if verb_role(child, True, lexicon) == "subj" and label(child) != "nsubj"]
            yield from (Argument("performer", token, lifted=True) for agent in agents for token in conjuncts(agent))
    if label(top) == "obl":  # "from its base in Oslo": what stands right behind is the noun's own
        behind = max(part.i for part in noun.subtree) + 1
        beside = [child for child in children(verb, "obl") if child.left_edge.i == behind and case(child)]
        yield from (Argument(case(child), token, lifted=True) for child in beside for token in conjuncts(child))
    if label(top) in {"obj"} or top.dep_ == "nsubj:pass":
        owned = lexicon.words("possessive", "of") if children(noun, "nmod:poss") else ()  # "moest van de rechter zijn fabriek verkopen"
        for child in children(verb, "obl"):
            if case(child) and case(child) not in owned and not (passive and case(child) in lexicon.words("voice", "agents")):
                yield from (Argument(case(child), token, lifted=True) for token in conjuncts(child))
