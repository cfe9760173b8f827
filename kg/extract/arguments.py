"""From a token in a frame to the mention that fills the slot of a relation.

A slot is filled by a name, by a pronoun or description whose antecedent is known, by the first half of a compound, or,
where the relation asks for a product, technology, agreement or event, by a common noun phrase ("5G equipment"). Where
the noun itself names no one and the relation reaches through property ("bans Huawei's equipment" bans Huawei as well),
its possessor does, with less confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import final

from kg.coreference import Resolved, resolve
from kg.extract.amounts import Amount, amounts
from kg.extract.bodies import state_body
from kg.extract.brands import THINGS, named_before
from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.mentions import Found
from kg.extract.nouns import Nouns
from kg.extract.syntax import case, children, conjuncts, label, possessive, prefix
from kg.lang import Lexicon
from kg.link import Linker
from kg.model import Mention, replace
from kg.ontology import is_a
from kg.parse import Doc, Span, Token, end, offset

PLACES = frozenset({"Place", "City"})
"""Classes of the nouns that stand before the names of places: "the city of", "the state of"."""


UNIT = "unit"
"""The construction of a part of an organisation."""


@final
@dataclass(slots=True, init=False, unsafe_hash=True)
class Filler:
    """A mention in a slot, and how much the way it was found lowers the confidence."""

    mention: Mention
    discount: float

    def __init__(self, mention: Mention, discount: float = 0.0) -> None:
        """The mention and what was risked."""
        self.mention, self.discount = mention, discount


@dataclass(slots=True)
class Fillers:
    """The mentions of one article by the tokens that carry them."""

    doc: Doc
    lexicon: Lexicon
    nouns: Nouns
    linker: Linker
    names: dict[int, Found]
    resolved: Resolved
    speakers: dict[int, Mention] = field(default_factory=dict)  # "we" -> who speaks
    money: dict[int, tuple[Amount, Mention]] = field(default_factory=dict)
    things: dict[int, Mention | None] = field(default_factory=dict)  # what common nouns name, by `thing`
    able: dict[int, bool] = field(default_factory=dict)  # by `may_fill`
    described: dict[int, Mention] = field(default_factory=dict)  # "the Japanese investor" beside "SoftBank"
    makers: dict[str, Mention] = field(default_factory=dict)  # measures by their nouns -> whose they are
    enumerated: dict[int, tuple[Mention, ...]] = field(default_factory=dict)  # "the carriers" before "KPN and Odido"

    def fill(self, argument: Argument, *, things: bool = False, owner: bool = False, role: str = "") -> Filler | None:
        """The mention that an argument stands for, or None.

        Args:
            things: the slot takes products and the like, so a common noun may fill it.
            owner: the relation reaches through property to the owner.
        """
        token = self._name_of(argument.token)
        if argument.role == "prefix":
            mention = self.in_compound(token)
            return Filler(mention, 0.05) if mention else None
        i, anaphora = token.i, self.resolved.anaphora
        if argument.implied and i in self.resolved.owners:
            return Filler(self.resolved.owners[i], 0.2)
        found = self.names.get(i)
        if found is not None:
            own = found.mention
            if own.kind == "name" and i in anaphora:
                return Filler(anaphora[i], 0.2)  # "the American"
            if own.kind == "nominal":
                meant = anaphora.get(i) or self.described.get(i) or self.named_before(token)  # "the search engine Ecosia"
                if meant is not None or not things:
                    return Filler(meant, 0.15) if meant else self._common(token, things=False, owner=owner)
            if own.adjectival and argument.role not in {"adj", "compound", "poss", "subj", "obj"}:
                return None
            return Filler(own, 0.05 if argument.lifted else 0.0)
        mention = self.described.get(i) or anaphora.get(i) or self.speakers.get(i) or self._antecedent(token)
        if mention is not None:
            return Filler(mention, 0.15)
        if token.pos_ != "NOUN":
            return self.owner(token) if owner else None
        place = self._place_of(token)
        return Filler(place, 0.05) if place is not None else self._common(token, things=things, owner=owner)

    def every(self, argument: Argument, *, things: bool = False, owner: bool = False) -> list[Filler]:
        """`fill` for a slot that several names may share: "the two companies"."""
        token = argument.token
        group = self.enumerated.get(token.i) or self.resolved.groups.get(token.i)
        if group and argument.role != "prefix" and not argument.implied:  # "VVD-Kamerleden X en Y": they, and not the party, are the row
            return [Filler(mention, 0.2) for mention in group]
        if token.pos_ == "NOUN" and token.children and (row := self._row(argument)):
            return [Filler(mention, 0.05) for mention in row]
        if token.lower_ in self.lexicon.words("things", "hollow"):
            behind = (child for child in children(token, "nmod") if case(child) in self.lexicon.words("possessive", "of"))
            alike = [replace(argument, token=each) for child in behind for each in conjuncts(child)]
            return [filler for one in alike if (filler := self.fill(one, things=things, owner=owner))]
        filler = self.fill(argument, things=things, owner=owner)
        return [filler] if filler else []

    def _row(self, argument: Argument) -> list[Mention]:
        """The names behind a noun in the plural that says what all of them are: "CDA-collega's Jan Smit en Piet Bos"."""
        noun = argument.token
        if argument.role == "prefix" or argument.implied or "Plur" not in noun.morph.get("Number", []):
            return []
        first = next((child for child in children(noun, "appos", "flat") if child.i == noun.i + 1 and child.i in self.names), None)
        row = conjuncts(first) if first is not None else []
        if len(row) < 2 or not all(token.i in self.names for token in row):
            return []
        return [self.names[token.i].mention for token in row if not self.names[token.i].mention.adjectival]

    def may_fill(self, token: Token) -> bool:
        """False where the token fills no slot, whatever its role and relation."""
        found = self.able.get(token.i)
        if found is None:
            able = token.i in self.names or token.i in self.money or token.i in self.resolved.owners
            able = able or bool(prefix(token, self.lexicon)) or self.nouns.kind(token) in THINGS
            able = able or token.lemma_.lower() in self.lexicon.words("anaphora", "measures_taken")
            found = self.able[token.i] = able or bool(self.every(Argument("subj", token), owner=True))
        return found

    def _common(self, token: Token, *, things: bool, owner: bool) -> Filler | None:
        if (called := self.named_behind(token) or self.named_before(token)) is not None:
            return Filler(called, 0.05)
        if things and (thing := self.thing(token)):
            return Filler(thing, 0.1)
        if owner:
            return self.owner(token)
        part = self.unit(token)
        body = state_body(token, self.names, self.lexicon) if part is None else None
        return Filler(part, 0.1) if part else Filler(body[0], 0.1) if body else None

    def whole(self, token: Token) -> Mention | None:
        """The organisation of which a noun for a part of one names a part: "Huawei's smartphone division"."""
        if token.pos_ != "NOUN" or not self.nouns.built_on(UNIT, token.lemma_.lower()) or "Plur" in token.morph.get("Number", []):
            return None
        for child in token.children:
            holder = self.names.get(child.i)
            held = possessive(child, self.lexicon) or case(child) in self.lexicon.words("possessive", "of") or child.dep_ == "compound"
            mention = holder.mention if holder else self.resolved.anaphora.get(child.i)
            if held and mention is not None and not mention.adjectival:
                kind = mention.types[:1]
                if kind and is_a(self.linker.ontology, kind[0], "Organization"):
                    return mention
        return None

    def organ(self, token: Token) -> bool:
        """True for a part of an organisation that acts for it: its board, its investment arm."""
        organs = self.lexicon.words("clauses", "organs")
        before = token.doc[token.i - 1].lower_ if token.i else ""
        return token.lemma_.lower() in organs or f"{before} {token.lemma_.lower()}" in organs

    def unit(self, token: Token) -> Mention | None:
        """A part of an organisation that has no name but a description; None where that says too little ("Huawei's division")."""
        whole = self.whole(token)
        if whole is None or self.organ(token):
            return None
        called = next((self.names[child.i].mention for child in children(token, "appos") if child.i in self.names), None)
        if called is not None and called.kind == "name" and not called.adjectival:
            return called  # "Umbra's venture arm, Umbra Ventures"
        first, last = phrase(token)
        unnamed = (part for part in self.doc[first : last + 1] if part.i not in self.names or self.names[part.i].mention.kind == "nominal")
        words = [part for part in unnamed if part.lemma_.lower() not in self.nouns.vague]
        if not words or (len(words) < 2 and token.lemma_.lower() in self.nouns.built[UNIT]):
            return None
        text = "".join(f"{part.text}{part.whitespace_}" for part in words).strip()
        return Mention(
            text,
            offset(words[0]),
            end(token),
            "nominal",
            self.lexicon.value("names", "unit").replace("*", whole.name) + text,
            whole.language,
            ("Organization",),
        )

    def _place_of(self, token: Token) -> Mention | None:
        """The place that a noun for one says the name of: "the eastern city of Wuxi", "the state of Saxony"."""
        if not token.children or self.nouns.kind(token) not in PLACES:
            return None
        ways = self.lexicon.words("possessive", "of")
        named = (self.names[child.i].mention for child in children(token, "nmod") if child.i in self.names and case(child) in ways)
        return next((mention for mention in named if mention.types[:1] and mention.types[0] in PLACES and not mention.adjectival), None)

    def named_behind(self, noun: Token) -> Mention | None:
        """The name behind a noun that says what it is, whatever that is: "kantoor X", "a banned figure, X," between commas."""
        apart = noun.i + 2 < len(self.doc) and self.doc[noun.i + 1].text == ","
        found = self.names.get(noun.i + (2 if apart else 1))
        if noun.pos_ != "NOUN" or found is None or found.mention.kind != "name" or found.mention.adjectival:
            return None
        if apart and ("Plur" in noun.morph.get("Number", []) or not self.doc[min(found.last + 1, len(self.doc) - 1)].is_punct):
            return None
        beside = (child.i for child in children(noun, "appos", "flat"))
        return found.mention if any(found.first <= i <= found.last for i in beside) else None

    def named_before(self, noun: Token) -> Mention | None:
        """The name before a noun for a thing that says what it is: "the Azure cloud", "the Windows operating system"."""
        return named_before(noun, self.names, self.nouns, self.lexicon)

    def owner(self, token: Token) -> Filler | None:
        """Who has what the noun names: "the equipment of Huawei", "US officials"; None where no one is named."""
        if token.pos_ not in {"NOUN", "ADJ"} or any(child.lower_ in self.lexicon.words("reporting", "own") for child in token.children):
            return None  # "its own services" are those of whoever acts
        if token.lemma_.lower() in self.lexicon.words("possessive", "others"):
            return None  # who excludes X's rivals does not exclude X
        for holder in (*(child for child in token.children if self._owns(child)), *self._makers(token), *self._states(token)):
            found = self.names.get(holder.i)
            mention = found.mention if found else self.resolved.anaphora.get(holder.i)
            if mention is not None and mention.kind != "nominal":
                return Filler(mention, 0.2)
        first = self.in_compound(token)
        if first is not None and first.types[:1] == ("PoliticalParty",) and self.nouns.post(token):
            return None  # "the VVD minister" acts, not the party
        return Filler(first, 0.2) if first else None

    def _name_of(self, token: Token) -> Token:
        """The name inside a chain that the parser headed by another word ("September Klarna", "het Chinese SenseTime")."""
        found = self.names.get(token.i)
        if token.children and (token.pos_ == "PROPN" if found is None else found.mention.adjectival):
            after = (child for child in children(token, "flat", "compound", "appos") if child.i in self.names and child.i > token.i)
            return next((child for child in after if all(part.is_lower for part in self.doc[token.i + 1 : child.i])), token)
        return token

    def describe(self, found: Iterable[Frame]) -> None:
        """Remember of which name a noun in apposition speaks, for clauses that hang on the noun."""
        for frame in found:
            told = label(frame.head) == "appos" and children(frame.head, "acl")  # "Umbra, a tool that Globex made"
            if not (told or self.nouns.kind(frame.head) or self.nouns.post(frame.head)):
                continue
            heads = [self._name_of(argument.token) for argument in frame.role("self")]
            bearers = [self.names[token.i].mention for token in heads if token.i in self.names]
            own = self.names.get(frame.head.i)
            if (own is not None and own.mention.kind == "name") or not bearers or bearers[0].adjectival:
                continue
            self.described[frame.head.i] = bearers[0]
            if len(bearers) > 1 and "Plur" in frame.head.morph.get("Number", []):
                self.enumerated[frame.head.i] = tuple(bearers)

    def _antecedent(self, token: Token) -> Mention | None:
        """The name right before a relative pronoun that the parse left without a noun ("Huawei, which …")."""
        if token.i < 2 or token.lower_ not in self.lexicon.words("pronouns", "relative") or token.nbor(-1).text != ",":
            return None
        found = self.names.get(token.i - 2)
        return found.mention if found and not found.mention.adjectival else None

    def _states(self, token: Token) -> Iterator[Token]:
        """Whose body, affair or measure it is, by an adjective: "the French regulator", "de Franse economie", "the US tariffs"."""
        noun, affairs = token.lemma_.lower(), tuple(self.lexicon.words("possessive", "states"))
        affair = noun.endswith(affairs) or token.lower_.endswith(affairs)
        affair = affair or token.lower_ in self.lexicon.words("places", "arms")
        if self.nouns.kind(token) == "GovernmentBody" or affair or noun in self.lexicon.words("anaphora", "measures_taken"):
            yield from (child for child in children(token, "amod") if child.i in self.names and self.names[child.i].mention.adjectival)

    def _makers(self, token: Token) -> Iterator[Token]:
        """Who made it, by a participle: "rules drafted by the ministry"."""
        agents = self.lexicon.words("voice", "agents")
        for participle in children(token, "acl"):
            yield from (child for child in participle.children if child.dep_ == "obl:agent" or case(child) in agents)

    def _owns(self, child: Token) -> bool:
        of = self.lexicon.any(("possessive", "of"), ("voice", "agents"))  # "the new ruling by the Commission"
        behind = self.doc[child.i + 1].text if child.i + 1 < len(self.doc) else ""
        beside = child.dep_ == "compound" and behind != "-"  # not of "an Umbra-led group"
        return possessive(child, self.lexicon) or (label(child) == "nmod" and case(child) in of) or beside

    def in_compound(self, token: Token) -> Mention | None:
        """The name in front of the hyphen of a compound, where it is known or the article has it elsewhere: "Huawei-topman"."""
        first = prefix(token, self.lexicon)
        if not first:
            return None
        start = offset(token)
        sense = self.linker.lookup(first, self.lexicon.language)
        if sense is None and not any(found.mention.name == first for found in self.names.values()):
            return None
        types = (sense.entity.type,) if sense else next(found.mention.types for found in self.names.values() if found.mention.name == first)
        return Mention(first, start, start + len(first), "name", first, self.lexicon.language, types)

    def thing(self, token: Token) -> Mention | None:
        """A common noun phrase as a product, technology, agreement or event; None where its noun is of no such class, or
        says too little to be one thing ("equipment", "a new version")."""
        if token.i not in self.things:
            self.things[token.i] = self._thing(token)
        return self.things[token.i]

    def _thing(self, token: Token) -> Mention | None:
        kind = self.nouns.kind(token) if token.pos_ == "NOUN" else None
        if kind not in THINGS or not self.nouns.is_specific(token):
            return None
        first, last = phrase(token)
        while first < last and {self.doc[first].lemma_.lower(), self.doc[first].lower_} & self.nouns.vague:
            first += 1
        if first in self.names:
            first = self.names[first].first  # the "5" of "5G network"
        text = self.doc.between(first, last + 1).text
        return Mention(text, offset(self.doc[first]), end(self.doc[last]), "nominal", text, self.lexicon.language, (kind,))

    def is_thing(self, token: Token) -> bool:
        """True for a token that names a product or technology, be it as vague as "equipment"."""
        found = self.names.get(token.i)
        kind = next(iter(found.mention.types), None) if found else self.nouns.kind(token) if token.pos_ == "NOUN" else None
        return kind in {"Product", "Technology"}

    def amount(self, token: Token) -> Mention | None:
        """The amount of money of which the token is a part, or None."""
        found = self.money.get(token.i)
        return found[1] if found and found[0].is_money else None

    def measure(self, sent: Span) -> None:
        """Find the amounts of a sentence."""
        for amount in amounts([token.text for token in sent], self.lexicon):
            first, last = sent[amount.first], sent[amount.last - 1]
            text = self.doc.between(first.i, last.i + 1).text
            mention = Mention(text, offset(first), end(last), "literal", amount.value, self.lexicon.language)
            for i in range(first.i, last.i + 1):
                self.money[i] = (amount, mention)


def phrase(noun: Token) -> tuple[int, int]:
    """First and last token of a noun with its adjectives and compounds, without article and possessor."""
    first = noun.i
    for child in reversed([child for child in noun.children if child.i < noun.i]):
        if label(child) not in {"amod", "compound", "nmod", "punct"} or case(child) or child.dep_ == "nmod:poss" or child.i + 1 != first:
            break
        first = min(part.i for part in child.subtree)
    while noun.doc[first].is_punct and first < noun.i:
        first += 1
    return first, noun.i


def make(doc: Doc, found: list[Found], lexicon: Lexicon, nouns: Nouns, linker: Linker) -> Fillers:
    """The fillers of an article, from its names: their anaphora are resolved and its amounts measured."""
    names = {i: item for item in found for i in range(item.first, item.last + 1)}
    fillers = Fillers(doc, lexicon, nouns, linker, names, resolve(doc, found, lexicon, nouns, linker))
    for sent in doc.sents:
        fillers.measure(sent)
    return fillers
