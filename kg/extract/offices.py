"""The offices of state that go with a post: which ministry a minister leads, and which country a president.

A portfolio stands before the post ("Commerce Secretary X", "Interior Minister Y"), behind it ("minister X van Asiel en Migratie"), in
brackets behind the name, or in a compound with the post. A ministry of no known name is called after its portfolio.
"""

from __future__ import annotations

from collections import Counter
from itertools import product

from kg.extract.arguments import Fillers, phrase
from kg.extract.syntax import case, children, conjuncts, first_conjunct, label, possessive
from kg.model import Entity, Mention, replace
from kg.parse import Token, end, offset

STATE_POST = "statePost"
"""The construction of a post of state and its holder."""
MINISTRY = ("GovernmentBody",)
BRACKETED = 9
"""Words in brackets behind a person that are looked at."""
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
    language = fillers.lexicon.language
    for form, surname in product(sorted(fillers.lexicon.words("places", "governments")), _surnames(holder, fillers)):
        sense = fillers.linker.lookup(form.replace("*", surname), language)
        if sense is not None and sense.entity.type == "Country":
            return Mention(noun.text, offset(noun), end(noun), "nominal", sense.entity.label, language, ("Country",))
    if noun.lemma_.lower() in fillers.lexicon.words("places", "departmental"):
        return None
    named = [fillers.names[token.i].mention for token in noun.sent if token.i in fillers.names and _may_be_ruled(token, noun, fillers)]
    countries = {mention.name: mention for mention in named if mention.types[:1] == ("Country",)}
    senses = {fillers.linker.link(mention).id: mention for mention in countries.values()}
    if not senses and (abroad := _capital(noun, fillers)):
        return abroad
    if not senses and (government := fillers.lexicon.table("places", "home").get(noun.lemma_.lower())):
        home = fillers.linker.lookup(government, language)
        if home is None or _is_abroad(home.entity, fillers):
            return _ruled_before(noun, fillers)
        return Mention(noun.text, offset(noun), end(noun), "nominal", home.entity.label, language, ("Country",))
    if not senses:
        return _ruled_before(noun, fillers)
    if len(senses) != 1:
        return None
    return replace(next(iter(senses.values())), text=noun.text, start=offset(noun), end=end(noun), kind="nominal", adjectival=False)


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
    bodies = [fillers.linker.lookup(mention.name, mention.language) for mention in mentions if mention.types[:1] != ("Country",)]
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
            return Mention(noun.text, offset(noun), end(noun), "nominal", sense.entity.label, language, ("Country",))
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
    return replace(next(iter(found.values())), text=noun.text, start=offset(noun), end=end(noun), kind="nominal", adjectival=False)


def ruled(noun: Token, fillers: Fillers) -> Mention | None:
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
    return replace(countries[first], text=noun.text, start=offset(noun), end=end(noun), kind="nominal", name=first, adjectival=False)


def _rules(token: Token, country: Mention, fillers: Fillers) -> bool:
    """The name of the country stands for those who rule it: as a subject, or beside a body or a post of state."""
    if country.adjectival or label(token) in {"compound", "nmod", "amod"}:
        return fillers.nouns.kind(token.head) == "GovernmentBody" or fillers.nouns.serves_state(token.head)
    return label(token) == "nsubj"


def portfolio(noun: Token, fillers: Fillers) -> Mention | None:
    """The ministry that a minister's portfolio names, where it is a known one: "Commerce Secretary X" leads the Department of
    Commerce, "Chinese Commerce Minister Y" that of China."""
    first, last = phrase(noun)
    if noun.lemma_.lower() not in fillers.lexicon.words("places", "ministers"):
        return _compound_portfolio(noun, fillers)
    words = [token for token in fillers.doc[first:last] if not token.is_punct]
    national = [token for token in words if token.i in fillers.names and fillers.names[token.i].mention.types[:1] == ("Country",)]
    subject = " ".join(token.text for token in words if token not in national)
    country = " ".join(token.text for token in national)
    name = _ministry_called(subject, country, fillers)
    if name and not country and noun.lemma_.lower() in fillers.lexicon.words("places", "headed"):
        home, own = _home_of(name, fillers), ruled(noun, fillers)
        if home and own is not None and own.name != home:
            return None  # "Justice minister X" of the Netherlands leads no US department
    return Mention(noun.text, offset(noun), end(noun), "nominal", name, fillers.lexicon.language, MINISTRY) if name else None


def _home_of(ministry: str, fillers: Fillers) -> str:
    """The country of a known ministry, or ""."""
    sense = fillers.linker.lookup(ministry, fillers.lexicon.language)
    first = fillers.linker.lookup(ministry.partition(" ")[0], fillers.lexicon.language)  # "U.S. Department of State"
    home = fillers.linker.homes.get(sense.entity.id, "") if sense is not None else ""
    return home or (first.entity.label if first is not None and first.entity.type == "Country" else "")


def _nation(noun: Token, fillers: Fillers) -> str:
    """The nationality before a post, as the text has it: "Amerikaanse" of "de Amerikaanse minister"; "" for that of the language."""
    found = (
        fillers.names[child.i].mention for child in children(noun, "amod", "compound") if child.i in fillers.names and child.i < noun.i
    )
    home = set(fillers.lexicon.table("places", "home").values())
    mention = next((mention for mention in found if mention.adjectival and mention.types[:1] == ("Country",)), None)
    if mention is None:
        return ""
    here = {sense.entity.id for form in home if (sense := fillers.linker.lookup(form, fillers.lexicon.language))}
    return "" if fillers.linker.link(mention).id in here else mention.text


def _at_home(ministry: str, country: str, fillers: Fillers) -> str:
    """The known ministry if it is that of the country: "the American secretary of state"."""
    nation = fillers.linker.lookup(country, fillers.lexicon.language)
    return ministry if nation is not None and nation.entity.label == _home_of(ministry, fillers) else ""


def ministry_before(noun: Token, fillers: Fillers) -> Mention | None:
    """The ministry of no known name whose portfolio stands before the post: "Interior Minister X", where no country stands beside."""
    form, before = fillers.lexicon.value("places", "ministry_before"), noun.nbor(-1) if noun.i > noun.sent.start else noun
    named = before.i in fillers.names or before.lower_ in fillers.lexicon.words("places", "ranks") or before.head is not noun
    title = before.is_title and not any(possessive(child, fillers.lexicon) for child in noun.children)
    if (
        not form
        or named
        or not title
        or noun.lemma_.lower() not in fillers.lexicon.words("places", "headed")
        or label(before) not in {"amod", "compound"}
    ):
        return None
    name = form.replace("*", before.text.capitalize())
    return Mention(noun.text, offset(noun), end(noun), "nominal", name, fillers.lexicon.language, MINISTRY)


def ministry_of(noun: Token, subject: Token, fillers: Fillers) -> Mention | None:
    """The ministry of a portfolio behind the post and its preposition: "minister X van Asiel en Migratie"; None behind any other
    post, and for a name that is known for something else ("minister X of Japan")."""
    lexicon, first = fillers.lexicon, first_conjunct(subject)
    named = fillers.names.get(first.i)
    country = _nation(noun, fillers)
    known = named is not None and not country and fillers.linker.lookup(named.mention.name, lexicon.language) is not None
    if noun.lemma_.lower() not in lexicon.words("places", "ministers") or known or case(first) not in lexicon.words("possessive", "of"):
        return None
    start = phrase(first)[0]
    last = _portfolio_end(first, start, fillers)
    words = fillers.doc.between(start, last + 1)
    name = (
        _ministry_called(words.text, country, fillers)
        or _ministry_called(words.text.title(), country, fillers)
        or (_at_home(_ministry_called(words.text.title(), "", fillers), country, fillers) if country else "")
        or f"{country} {lexicon.value('places', 'ministry').replace('*', words.text)}".strip()
    )
    return Mention(words.text, offset(words[0]), end(words[-1]), "name", name, lexicon.language, MINISTRY)


def _portfolio_end(first: Token, start: int, fillers: Fillers) -> int:
    """The last word of a portfolio: all that is hung on its first word and, in a language that writes it in capitals, all that goes
    on in them, up to the day that stands behind it ("minister X van Klimaat en Groene Groei maandag")."""
    doc, lexicon = fillers.doc, fillers.lexicon
    parts = [part.i for token in conjuncts(first) for part in token.subtree if part.pos_ in NAMING]
    last = max(i for i in parts if not any(word.text == "(" for word in doc[start:i]))
    if not doc[start].is_title:
        return last
    stop = next((i for i in range(start + 1, first.sent.end) if not _goes_on(doc[i], fillers)), first.sent.end)
    while stop > start + 1 and not doc[stop - 1].is_title:
        stop -= 1
    return stop - 1 if lexicon.table("places", "home") else last


def _goes_on(word: Token, fillers: Fillers) -> bool:
    """True for a word inside the name of a portfolio."""
    named = fillers.names.get(word.i)
    if word.text == ",":  # "Landbouw, Natuur en Voedselkwaliteit"
        return word.i + 1 < word.sent.end and word.nbor(1).is_title and word.i + 1 not in fillers.names
    person = named is not None and named.mention.types[:1] == ("Person",)
    return not person and (word.is_title or word.lower_ in fillers.lexicon.words("names", "and"))


def bracketed_ministry(noun: Token, holder: Token, fillers: Fillers) -> Mention | None:
    """The ministry of a portfolio in brackets behind a minister's name: "minister Sigrid Kaag (Buitenlandse Handel, D66)"."""
    doc, found = fillers.doc, fillers.names.get(holder.i)
    behind = found.last + 1 if found else len(doc)
    if noun.lemma_.lower() not in fillers.lexicon.words("places", "ministers") or behind + 2 >= len(doc) or doc[behind].text != "(":
        return None
    stop = next((i for i in range(behind + 1, min(behind + BRACKETED, len(doc))) if doc[i].text in {")", ","}), behind)
    words = doc.between(behind + 1, stop)
    named = fillers.names.get(behind + 1)
    party = named is not None and named.mention.types[:1] == ("PoliticalParty",)
    if not words or party or not words[0].is_title:
        return None
    lexicon = fillers.lexicon
    name = _ministry_called(words.text, "", fillers) or lexicon.value("places", "ministry").replace("*", words.text)
    return Mention(words.text, offset(words[0]), end(words[-1]), "name", name, lexicon.language, MINISTRY)


def _compound_portfolio(noun: Token, fillers: Fillers) -> Mention | None:
    """The ministry that the first half of a post names: "onderwijsminister X", "de Amerikaanse handelsminister X"."""
    lexicon, lemma = fillers.lexicon, noun.lemma_.lower()
    post = next((word for word in sorted(lexicon.words("places", "ministers")) if lemma.endswith(word) and lemma != word), "")
    country = _nation(noun, fillers)
    alone = phrase(noun)[0] == noun.i or (bool(country) and noun.nbor(-1).text == country)
    if not post or not lexicon.words("compounds", "joiners") or not alone or noun.i in fillers.names:
        return None
    subject = lemma.removesuffix(post).strip("-").title()
    short = subject.removesuffix(lexicon.value("compounds", "linking"))
    name = _ministry_called(subject, country, fillers) or _ministry_called(short, country, fillers)
    return Mention(noun.text, offset(noun), end(noun), "nominal", name, lexicon.language, MINISTRY) if name else None


def _ministry_called(subject: str, country: str, fillers: Fillers) -> str:
    small = fillers.lexicon.words("names", "inside")
    for form in sorted(fillers.lexicon.words("places", "ministries")) if subject else ():
        proper = " ".join(word if word in small else word.capitalize() for word in form.split())
        for name in (proper, form):
            sense = fillers.linker.lookup(f"{country} {name.replace('*', subject)}".strip(), fillers.lexicon.language)
            if sense is not None and sense.entity.type == "GovernmentBody":
                return sense.entity.label
    return ""
