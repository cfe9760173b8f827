"""Which country a post of state is of whose bearer the text calls by the post alone: "President X", "Economy minister Y".

It is the one that he is known to rule, the one whose government is called after him, the one that the sentence tells of, that in whose
capital he speaks, that of the language, or the one whose rulers the article speaks of; where these leave it open, none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from kg.extract.arguments import Filler, Fillers
from kg.extract.frames import Frame
from kg.extract.syntax import case, label, possessive
from kg.model import Entity, Mention, replace
from kg.parse import Token, end, offset

STATE_POST = "statePost"
"""The construction of a post of state and its holder."""
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X"})


def country_post(noun: Token, holder: Mention, fillers: Fillers) -> Mention | None:
    """The country that the bearer of a bare post of state leads: the one whose government is called after him, the only
    one that the sentence names, or, where it names none, that of the language ("premier X"); None for any other post.

    Args:
        noun: a post ("president") with a name behind it and no country beside it.
    """
    if noun.lemma_.lower() not in fillers.nouns.built.get(STATE_POST, frozenset()):
        return None
    if any(possessive(child, fillers.lexicon) for child in noun.children):
        return None  # "its president X"
    if (governed := _government(noun, holder, fillers)) is not None:
        return governed
    if noun.lemma_.lower() in fillers.lexicon.words("places", "departmental"):
        return None
    named = [fillers.names[token.i].mention for token in noun.sent if token.i in fillers.names and _may_be_ruled(token, noun, fillers)]
    countries = {mention.name: mention for mention in named if mention.types[:1] == ("Country",)}
    senses = {fillers.linker.link(mention).id: mention for mention in countries.values()}
    if senses:
        return _standing_for(next(iter(senses.values())), noun) if len(senses) == 1 else None
    return _capital(noun, fillers) or _at_home(noun, fillers) or _ruled_before(noun, fillers)


def _government(noun: Token, holder: Mention, fillers: Fillers) -> Mention | None:
    """The country whose government is called after the holder of a post."""
    language = fillers.lexicon.language
    for form, surname in product(sorted(fillers.lexicon.words("places", "governments")), _surnames(holder, fillers)):
        sense = fillers.linker.lookup(form.replace("*", surname), language)
        if sense is not None and sense.entity.type == "Country":
            return _country(noun, sense.entity.label, language)
    return None


def _at_home(noun: Token, fillers: Fillers) -> Mention | None:
    """The country of the language, for a post that a text in it may name without one, unless the article is about others."""
    government = fillers.lexicon.table("places", "home").get(noun.lemma_.lower())
    home = fillers.linker.lookup(government, fillers.lexicon.language) if government else None
    return _country(noun, home.entity.label, fillers.lexicon.language) if home and not _is_abroad(home.entity, fillers) else None


def _country(noun: Token, name: str, language: str) -> Mention:
    """A country for which a post stands."""
    return Mention(noun.text, offset(noun), end(noun), "nominal", name, language, ("Country",))


def _standing_for(country: Mention, noun: Token) -> Mention:
    """The same country, as it is meant by a post elsewhere."""
    return replace(country, text=noun.text, start=offset(noun), end=end(noun), kind="nominal", adjectival=False)


def known_ruler(noun: Token, holder: Mention, office: Mention | None, fillers: Fillers) -> Mention | None:
    """The country of which someone known holds a post of state: "Premier Jane Doe", "defence minister John Roe"; None for another post,
    for somebody of no known country, and where the ministry that the portfolio names is of that country.

    Args:
        office: the ministry that the portfolio before the post names.
    """
    posts = fillers.nouns.built.get(STATE_POST, frozenset()) | fillers.lexicon.words("places", "cabinet")
    lemma, language = noun.lemma_.lower(), fillers.lexicon.language
    if lemma not in posts and not (fillers.nouns.compounds and any(lemma.endswith(post) for post in posts)):
        return None
    sense = fillers.linker.lookup(holder.name, language, types=("Person",))
    home = fillers.linker.homes.get(sense.entity.id, "") if sense is not None and sense.entity.type == "Person" else ""
    country = fillers.linker.lookup(home, "en", types=("Country",)) if home else None
    if country is None or country.entity.type != "Country" or (office is not None and home_of(office.name, fillers) in {"", home}):
        return None
    return _country(noun, home, language)


def ruler_elsewhere(frame: Frame, offices: Sequence[Filler], fillers: Fillers) -> Mention | None:
    """The country that the holder of a post of state is known to be of, where the body that the text names for it is another state's (the
    name of the Dutch ministry behind "minister", and a Latvian behind that) or no more than a portfolio ("Transport Secretary X")."""
    holders = [filler.mention for bearer in frame.role("self") if (filler := fillers.fill(bearer))] if offices else []
    if holders and _is_portfolio(frame.head, offices[0].mention, fillers):
        return known_ruler(frame.head, holders[0], None, fillers)
    office = next((filler.mention for filler in offices if filler.mention.types[:1] == ("GovernmentBody",)), None)
    return known_ruler(frame.head, holders[0], office, fillers) if holders and office is not None else None


def leads_none(frame: Frame, offices: Sequence[Filler], fillers: Fillers) -> bool:
    """What stands beside a post of state is nothing that its holder leads: his portfolio ("Transport Secretary X"), or his party behind his
    name ("Prime Minister X of the Labour Party")."""
    if not offices:
        return False
    post, office = frame.head, offices[0].mention
    return _is_portfolio(post, office, fillers) or is_member(frame, office, fillers)


def _is_portfolio(post: Token, office: Mention, fillers: Fillers) -> bool:
    """What stands right before the post of a minister and is no name that is known: "Transport Secretary X"."""
    if post.lemma_.lower() not in fillers.lexicon.words("places", "cabinet") or office.kind != "name":
        return False
    return office.end == offset(post) - 1 and fillers.linker.lookup(office.name, fillers.lexicon.language) is None


def is_member(frame: Frame, office: Mention, fillers: Fillers) -> bool:
    """The party behind the name of who holds a public post is whose member he is: "Premier Jane Doe of the Labour Party"."""
    if office.types[:1] != ("PoliticalParty",):
        return False
    holders = [filler.mention for bearer in frame.role("self") if (filler := fillers.fill(bearer))]
    public = fillers.nouns.post(frame.head) is not None and frame.head.lemma_.lower() in fillers.lexicon.words("places", "public")
    return public and any(holder.end < office.start for holder in holders)


def _surnames(holder: Mention, fillers: Fillers) -> list[str]:
    """By what a government may be called after someone: "Jinping" and "Xi" of "Xi Jinping"."""
    first, _, last = holder.name.rpartition(" ")
    return [last, first] if first.lower() in fillers.lexicon.words("names", "family_first") else [last]


def _may_be_ruled(token: Token, post: Token, fillers: Fillers) -> bool:
    """A country that the bearer of the post may rule: beside the post, as a subject, or where something happens; not one that something
    else is of ("the American campaign", "China's bank") or that something is done to ("haggles with China")."""
    if token.head.i == post.i:
        return True
    name = fillers.names[token.i]
    if name.mention.adjectival or any(possessive(child, fillers.lexicon) for child in token.children):
        return False
    return label(token) in {"nsubj", "nsubj:pass", "ROOT", "appos"} or case(token) == fillers.lexicon.value("places", "inside")


def _is_abroad(home: Entity, fillers: Fillers) -> bool:
    """The article has countries and their bodies, and none of them is that of its language."""
    mentions = [found.mention for found in {id(found): found for found in fillers.names.values()}.values()]
    countries = {fillers.linker.link(mention).id: mention.adjectival for mention in mentions if mention.types[:1] == ("Country",)}
    rule = [mention for mention in mentions if mention.types[:1] in {("GovernmentBody",), ("PoliticalParty",)}]
    bodies = [fillers.linker.lookup(mention.name, mention.language) for mention in rule]
    own = any(sense is not None and fillers.linker.homes.get(sense.entity.id) == home.label for sense in bodies)
    return not all(countries.values()) and home.id not in countries and not own


def _capital(noun: Token, fillers: Fillers) -> Mention | None:
    """The country in whose capital the sentence has the bearer of a post: "In Parijs zei premier X"."""
    language, inside = fillers.lexicon.language, fillers.lexicon.value("places", "inside")
    for token in noun.sent:
        found = fillers.names.get(token.i)
        if found is None or case(token) != inside or token.i > noun.i:
            continue
        sense = fillers.linker.lookup(found.mention.name, language, types=("Country",))
        if sense is not None and sense.kind == "metonym" and sense.entity.type == "Country":
            return _country(noun, sense.entity.label, language)
    return None


def _ruled_before(noun: Token, fillers: Fillers) -> Mention | None:
    """The only country with whose rulers the article has come up so far, for a post in a sentence that names none: "Poland's new
    prime minister …", "President X"."""
    posts, found = fillers.nouns.built.get(STATE_POST, frozenset()), {}
    for token in fillers.doc[: noun.sent.start]:
        if token.pos_ == "NOUN" and (token.lemma_.lower() in posts or fillers.nouns.kind(token) == "GovernmentBody"):
            for child in token.children:
                beside = fillers.names.get(child.i)
                if beside is not None and beside.mention.types[:1] == ("Country",) and child.i < token.i:
                    found[fillers.linker.link(beside.mention).id] = beside.mention
    if len(found) != 1:
        return None
    return _standing_for(next(iter(found.values())), noun)


def most_spoken_of(noun: Token, fillers: Fillers) -> Mention | None:
    """The country whose minister someone is of whom the text says only of what he is one: "Economy minister X". It is the one whose
    rulers the article speaks of most: by its name or seat as a subject, or beside a body or post of state ("the Dutch government").

    Args:
        noun: a post that heads a ministry, with its portfolio before it and no country beside it.
    """
    before = noun.nbor(-1) if noun.i > noun.sent.start else noun
    if (
        noun.lemma_.lower() not in fillers.lexicon.words("places", "headed")
        or before.head is not noun
        or before.pos_ not in NAMING
        or before.i in fillers.names
        or before.lower_ in fillers.lexicon.words("places", "ranks")
    ):
        return None
    votes: Counter[str] = Counter()
    countries: dict[str, Mention] = {}
    for found in {id(found): found for found in fillers.names.values()}.values():
        mention = found.mention
        if mention.types[:1] == ("GovernmentBody",):
            sense = fillers.linker.lookup(mention.name, fillers.lexicon.language)
            home = fillers.linker.homes.get(sense.entity.id, "") if sense is not None else ""
            votes[home] += bool(home)
        elif mention.types[:1] == ("Country",):
            country = fillers.linker.link(mention).label
            countries[country] = mention
            votes[country] += _rules(fillers.doc[found.last], mention, fillers)
    for other in [name for name in votes if name.lower() in fillers.lexicon.words("places", "no_ministers")]:
        del votes[other]
    (first, most), (_, second) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    if most <= second or first not in countries:
        return None
    return replace(_standing_for(countries[first], noun), name=first)


def _rules(token: Token, country: Mention, fillers: Fillers) -> bool:
    """The name of the country stands for those who rule it: as a subject, or beside a body or a post of state."""
    if country.adjectival or label(token) in {"compound", "nmod", "amod"}:
        return fillers.nouns.kind(token.head) == "GovernmentBody" or fillers.nouns.serves_state(token.head)
    return label(token) == "nsubj"


def home_of(ministry: str, fillers: Fillers) -> str:
    """The country of a known ministry, or ""."""
    sense = fillers.linker.lookup(ministry, fillers.lexicon.language)
    first = fillers.linker.lookup(ministry.partition(" ")[0], fillers.lexicon.language)  # "U.S. Department of State"
    home = fillers.linker.homes.get(sense.entity.id, "") if sense is not None else ""
    return home or (first.entity.label if first is not None and first.entity.type == "Country" else "")
