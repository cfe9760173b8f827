"""What an article has spoken of so far: names, and the common nouns that compete with them for a pronoun.

Every entry knows where it was spoken of last, as what, and how often; its salience is a plain sum of a few of those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import final

from kg.extract.mentions import Found
from kg.extract.nouns import Nouns
from kg.extract.syntax import case, children, first_conjunct, label, possessive
from kg.lang import Lexicon, languages, lexicon
from kg.link import Linker, key
from kg.model import Mention
from kg.ontology import is_a
from kg.parse import Doc, Token, end, offset

MALE, FEMALE = "male", "female"
OPENING, RECENT, MARGIN = 2.0, 0.5, 1.0
"""What it counts to stand in the first sentence of an article, and to be spoken of just before, for being what it is about; and by how
much one must be told of more than any other."""
COMPETITORS = frozenset({"nsubj", "obj", "iobj", "obl"})
"""Where a common noun stands that a pronoun may mean."""


@final
@dataclass(slots=True, init=False)
class Entry:
    """Someone or something that was spoken of. `mention` is the last name of it, None for a common noun."""

    mention: Mention | None
    types: tuple[str, ...]
    sentence: int
    places: list[int]  # its heads in the last sentence that speaks of it
    subject: int  # the last sentence of which it was the subject
    count: int
    titled: bool
    plural: bool
    adjectival: bool
    gender: str
    nations: set[str]
    nouns: set[str]  # how it was described: "chipmaker", "chairman"
    first: int  # the sentence that brought it up

    def __init__(
        self,
        mention: Mention | None,
        types: tuple[str, ...],
        sentence: int,
        places: list[int],
        titled: bool = False,
        adjectival: bool = False,
        first: int = 0,
    ) -> None:
        """What was passed in a sentence for the first time."""
        self.mention, self.types, self.sentence, self.places, self.titled, self.adjectival, self.first = (
            mention,
            types,
            sentence,
            places,
            titled,
            adjectival,
            first,
        )
        self.subject, self.count, self.plural, self.gender = -99, 0, False, ""
        self.nations, self.nouns = set(), set()

    def salience(self, sentence: int, *, subject: float) -> float:
        """Nearness first, then being a subject (with this weight), then how much the article is about it."""
        near = 4.0 / (1 + sentence - self.sentence) + subject / (1 + max(0, sentence - self.subject))
        return near + min(self.count, 6) * 0.3 + 0.5 * self.titled

    def pass_by(self, sentence: int, token: int, *, subject: bool) -> None:
        """Remember that it was spoken of here."""
        self.places = [*self.places, token] if sentence == self.sentence else [token]
        self.sentence, self.count = sentence, self.count + 1
        if subject:
            self.subject = sentence


@dataclass(slots=True)
class Discourse:
    """The entries of an article up to where it is read, and what reading it needs."""

    doc: Doc
    lexicon: Lexicon
    nouns: Nouns
    linker: Linker
    names: dict[int, Found]  # every token of a name
    number: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)
    groups: list[tuple[int, tuple[Entry, ...]]] = field(default_factory=list)
    affiliations: dict[str, Mention] = field(default_factory=dict)
    commons: dict[int, str] = field(default_factory=dict)  # common nouns by what they name
    forms: set[str] = field(default_factory=set)  # what they name
    told: dict[str, float] = field(default_factory=dict)  # how much the whole article tells of a name

    def near(self, reach: int) -> list[Entry]:
        """What the last sentences spoke of, in the order in which it came up."""
        return [entry for entry in self.entries.values() if self.number - entry.sentence <= reach]

    def named(self, reach: int) -> list[Entry]:
        """The names among them."""
        return [entry for entry in self.near(reach) if entry.mention is not None]

    def best(self, entries: Iterable[Entry], bonus: dict[int, float] | None = None, *, subject: float = 1.5) -> Entry | None:
        """The most salient entry; the later one of two that are equal.

        Args:
            bonus: what speaks for an entry besides, by its last place.
            subject: how much it counts to have been a subject.
        """
        extra = bonus or {}

        def rank(entry: Entry) -> tuple[float, int]:
            """By salience, the later of equals."""
            return entry.salience(self.number, subject=subject) + extra.get(entry.places[-1], 0.0), entry.places[-1]

        return max(entries, key=rank, default=None)

    def main(self, entries: Iterable[Entry]) -> Entry | None:
        """The entry that an article without a title is about: told most of, early or often; None where two are equal."""
        if self.doc.article is not None and self.doc.article.title:
            return None
        self._tell()
        told = [(self.told.get(key(entry.mention.name), 0.0), entry) for entry in entries if entry.mention]
        told.sort(key=lambda pair: -pair[0])
        most, other = [*(count for count, _ in told), 0.0, 0.0][:2]
        return told[0][1] if most > OPENING and most >= other + MARGIN else None

    def topic(self, entries: Iterable[Entry], holder: Found | None) -> Entry | None:
        """The entry that the article is about: the one called after the holder of a post, else the one that it names most, most of
        all in its first sentence, and last.

        Args:
            holder: whose post it is, if the text has the name.
        """
        surname = holder.mention.name.rpartition(" ")[2] if holder is not None else ""
        self._tell()

        def rank(entry: Entry) -> tuple[bool, float, int]:
            """The namesake, then how much the article tells of it."""
            assert entry.mention is not None, "a name"
            named = len(surname) > 1 and surname in entry.mention.name.split()
            told = self.told.get(key(entry.mention.name), 0.0) + 0.5 * (entry.count - 1) + RECENT * entry.salience(self.number, subject=1.5)
            return named, told, entry.places[-1]

        return max(entries, key=rank, default=None)

    def _tell(self) -> None:
        """Count what the article tells of each name, once."""
        for found in {id(found): found for found in self.names.values()}.values() if not self.told else ():
            opens = not self.doc[found.first].sent.start
            name = key(found.mention.name)
            self.told[name] = self.told.get(name, 0.0) + 1.0 + OPENING * opens

    def is_a(self, entry: Entry, kind: str) -> bool:
        """True where the entry is, by the class that most speaks for it, of that class."""
        return bool(entry.types) and is_a(self.linker.ontology, entry.types[0], kind)

    def is_aside(self, entry: Entry) -> bool:
        """True for what this sentence is the first to speak of, and not as its subject."""
        return entry.count == 1 and entry.sentence == self.number and entry.subject != self.number

    def entry_of(self, mention: Mention) -> Entry | None:
        """The entry of a name, or None where it was not passed yet."""
        return self.entries.get(self.nation(mention.name) if mention.adjectival else key(mention.name))

    def remember(self, found: Found) -> None:
        """A name was passed."""
        head = self.doc.between(found.first, found.last + 1).root
        mention = found.mention
        if mention.kind != "name":
            return
        name = self.nation(mention.name) if mention.adjectival else key(mention.name)
        entry = self.entries.get(name)
        if entry is None:
            entry = Entry(
                mention, mention.types, self.number, [], titled=self._in_title(mention), adjectival=mention.adjectival, first=self.number
            )
            entry.gender = self._gender_of_name(found)
            entry.nations |= self.homes(mention.name)
            self.entries[name] = entry
        if not mention.adjectival:
            entry.mention, entry.adjectival = mention, False
        entry.pass_by(self.number, head.i, subject=is_subject(head))
        self._introduce(entry, head, found)

    def compete(self, token: Token) -> None:
        """A common noun was passed that is no anaphor."""
        if token.pos_ != "NOUN" or token.lemma_.lower() in self.lexicon.words("anaphora", "measures"):
            return
        self._repeat(token)
        if label(top(token)) not in COMPETITORS:
            return
        plural = "Plur" in token.morph.get("Number", [])
        if not plural and not children(token, "det", "nmod:poss", "nummod"):
            return  # "rain", "growth": nothing in particular
        described = [child for child in children(token, "appos", "flat") if child.i in self.names]
        if described or (token.i + 1 < len(self.doc) and token.i + 1 in self.names and self.doc[token.i + 1].head.i == token.i):
            return  # "the chipmaker Umbra"
        kind = "Person" if self.nouns.post(token) else self.nouns.kind(token)
        form = f"{token.lemma_.lower()}/{plural}"
        entry = self.entries.setdefault(form, Entry(None, (kind,) if kind else (), self.number, []))
        entry.plural = plural
        entry.gender = self.gender_of_noun(token)
        entry.pass_by(self.number, token.i, subject=is_subject(token))

    def _repeat(self, noun: Token) -> None:
        """The same noun again, with a definite article or in the plural, is the same thing again."""
        plural = "Plur" in noun.morph.get("Number", [])
        form = f"{noun.lemma_.lower()}/{plural}"
        definite = any(child.lower_ in self.lexicon.words("articles", "definite") for child in children(noun, "det"))
        if plural or definite or form not in self.forms:
            self.commons[noun.i] = form
            self.forms.add(form)

    def stand_in(self, first: Token, last: Token, entry: Entry, kind: str) -> Mention:
        """The mention of these words for what the entry names."""
        assert entry.mention is not None, "only names are antecedents"
        named = entry.mention
        text = self.doc.between(first.i, last.i + 1).text
        return Mention(text, offset(first), end(last), kind, named.name, named.language, named.types)

    def describe(self, entry: Entry, noun: Token) -> None:
        """Remember that the entry was called so."""
        entry.nations |= self.nationalities(noun) | self.seats(noun)
        entry.nouns.add(noun.lemma_.lower())
        entry.gender = entry.gender or self.gender_of_noun(noun)

    def nationalities(self, noun: Token) -> set[str]:
        """The countries whose adjectives, or whose towns', stand before a noun: "Chinese", "Amerikaans", "Nijmeegse"."""
        words = [child for child in children(noun, "amod", "compound", "nmod") if child.text[:1].isupper() and child.i < noun.i]
        adjectives = [
            word for word in words if word.pos_ == "ADJ" or (word.i in self.names and self._is_national(self.names[word.i].mention))
        ]
        return {nation for word in adjectives for nation in self._nations(word.text)}

    def _is_national(self, mention: Mention) -> bool:
        """An adjective of nationality, or a country that stands for one: "the US company"."""
        return mention.adjectival or mention.types[:1] == ("Country",)

    def homes(self, name: str) -> set[str]:
        """The country that a known name is from, if it is known as well."""
        sense = self.linker.lookup(name, self.lexicon.language)
        home = self.linker.homes.get(sense.entity.id, "") if sense is not None and sense.kind in {"label", "alias"} else ""
        return {key(home)} if home else set()

    def home(self) -> str:
        """The key of the country of which the article names the rulers, bodies and parties at least twice as often as those
        of any other; "" for none."""
        votes: Counter[str] = Counter()
        for mention in {id(found): found.mention for found in self.names.values()}.values():
            sense = self.linker.lookup(mention.name, self.lexicon.language, types=("Country",))
            if sense is not None and sense.entity.type == "Country":
                votes[key(sense.entity.label)] += sense.kind == "metonym"
            elif mention.types[:1] in {("GovernmentBody",), ("PoliticalParty",)}:
                votes.update(self.homes(mention.name))
        (first, most), (_, second) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
        return first if most >= max(1, 2 * second) else ""

    def seats(self, noun: Token) -> set[str]:
        """The countries of the towns where a noun says that someone is: "the Shenzhen-based company"."""
        based = [child for child in children(noun, "amod") if child.pos_ == "VERB"]
        parts = [*children(noun, "compound"), *(part for child in based for part in children(child, "compound"))]
        parts += [child for child in children(noun, "nmod") if case(child) in self.lexicon.words("places", "home_of")]
        towns = [self.names[part.i].mention for part in parts if part.i in self.names]
        return {nation for town in towns if "City" in town.types for nation in self.homes(town.name)}

    def gender_of_noun(self, noun: Token) -> str:
        """What the noun itself tells: "spokeswoman", "zakenman"."""
        for gender in (FEMALE, MALE):
            if {noun.lemma_.lower(), noun.lower_} & self.lexicon.words("anaphora", gender):
                return gender
        return ""

    def nation(self, word: str) -> str:
        """The key of the country that a word names, or the word."""
        sense = self.linker.lookup(word, self.lexicon.language)
        return key(sense.entity.label) if sense is not None and sense.entity.type == "Country" else word.lower().rstrip("e")

    def is_country(self, name: str) -> bool:
        """True for the name of a known country."""
        sense = self.linker.lookup(name, self.lexicon.language)
        return sense is not None and sense.entity.type == "Country"

    def _nations(self, word: str) -> set[str]:
        """The country of an adjective, be it that of a town in it."""
        sense = self.linker.lookup(word, self.lexicon.language)
        home = self.linker.homes.get(sense.entity.id, "") if sense is not None and sense.entity.type == "City" else ""
        return {key(home) if home else self.nation(word)}

    def leads_title(self, entry: Entry) -> bool:
        """True for the first organisation or product that the title names: in "iGlow overtakes Umbra" it is not Umbra."""
        title = key(self.doc.article.title or "").lower() if self.doc.article else ""
        places = {
            title.find(key(other.mention.name).lower()): other
            for other in self.entries.values()
            if other.titled and other.mention and any(self.is_a(other, kind) for kind in ("Organization", "Product"))
        }
        return bool(places) and entry is places[min(places)]

    def _in_title(self, mention: Mention) -> bool:
        article = self.doc.article
        return bool(article and article.title and key(mention.name).lower() in key(article.title).lower())

    def _gender_of_name(self, found: Found) -> str:
        if "Person" not in found.mention.types[:1]:
            return ""
        before = self.doc[found.first - 1].lower_ if found.first else ""
        first = self.doc[found.first].lower_ if found.last > found.first else ""
        for gender in (FEMALE, MALE):
            if before in self.lexicon.words("anaphora", f"{gender}_titles"):
                return gender
        certain = [
            gender for gender in (FEMALE, MALE) if any(first in lexicon(code)("anaphora", f"{gender}_names") for code in languages())
        ]
        return certain[0] if len(certain) == 1 else ""

    def _introduce(self, entry: Entry, head: Token, found: Found) -> None:
        """Nouns and nationalities beside the name, and, for a person, the organisation of the post."""
        described = [child for child in children(head, "appos", "nmod", "compound", "flat") if child.pos_ == "NOUN" and not case(child)]
        said_of = label(head) == "nsubj" and children(head.head, "cop")
        if (label(head) in {"appos", "flat"} or said_of) and head.head.pos_ == "NOUN":
            described.append(head.head)
        before = self.doc[max(found.first - 1, 0)]
        if before.pos_ == "NOUN" and before not in described and self.nouns.kind(before) and not before.is_ancestor(head):
            described.append(before)  # "German chipmaker Umbra", wherever the parser hangs it
        owners = [
            self.names[child.i].mention for child in children(head, "nmod") if possessive(child, self.lexicon) and child.i in self.names
        ]
        entry.nations |= self.nationalities(head) | {self.nation(owner.name) for owner in owners if owner.types[:1] == ("Country",)}
        for noun in described:
            self.describe(entry, noun)
        if self.is_a(entry, "Person"):
            for noun in (*described, head):
                self._affiliate(entry, noun, found)
            self._affiliate_behind(entry, found)

    def _affiliate(self, entry: Entry, noun: Token, found: Found) -> None:
        """ "Huawei's chairman X", "X, analist bij ING": the organisation that hangs on the post or on the name."""
        for token in noun.subtree:
            other = self.names.get(token.i)
            if not entry.mention or not other or found.first <= token.i <= found.last or other.mention.kind != "name":
                continue
            if self._employs(other) and _hangs_on(token, noun):
                self.affiliations.setdefault(key(entry.mention.name), other.mention)

    def _affiliate_behind(self, entry: Entry, found: Found) -> None:
        """ "topman X van ASML", "X of Globex", wherever the parser hangs the last words."""
        ways = self.lexicon.any(("possessive", "of"), ("reporting", "belongs"))
        place = found.last + 2
        if entry.mention and place < len(self.doc) and self.doc[place - 1].lower_ in ways and place in self.names:
            other = self.names[place]
            if other.first == place and other.mention.kind == "name" and self._employs(other):
                self.affiliations.setdefault(key(entry.mention.name), other.mention)

    def _employs(self, other: Found) -> bool:
        """What may be an organisation."""
        kinds = other.mention.types
        return not other.mention.adjectival and (not kinds or any(is_a(self.linker.ontology, kind, "Organization") for kind in kinds))


def _hangs_on(token: Token, noun: Token) -> bool:
    """Within three steps, all of them inside the noun phrase."""
    for _ in range(3):
        if token.head.i == noun.i:
            return label(token) in {"nmod", "compound", "amod", "flat", "appos", "obl", "conj"}
        if label(token) not in {"nmod", "compound", "flat", "conj", "appos"}:
            return False
        token = token.head
    return False


def top(token: Token) -> Token:
    """The head of a noun phrase that the token names: "the chipmaker Umbra" is headed by the chipmaker."""
    while label(token) in {"appos", "flat"} and token.head.i != token.i:
        token = token.head
    return first_conjunct(token)


def is_subject(token: Token) -> bool:
    """True for a subject, or a name that stands in apposition to one or is coordinated with it."""
    return label(top(token)) == "nsubj"


def pieces(doc: Doc) -> Iterator[tuple[int, Token]]:
    """The tokens of an article with the numbers of their sentences."""
    for number, sent in enumerate(doc.sents):
        for token in sent:
            yield number, token
