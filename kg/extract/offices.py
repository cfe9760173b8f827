"""The offices of state that go with a post: which ministry a minister leads.

A portfolio stands before the post ("Commerce Secretary X", "Interior Minister Y"), behind it ("minister X van Asiel en Migratie"), in
brackets behind the name, or in a compound with the post. A ministry of no known name is called after its portfolio.
"""

from __future__ import annotations

from kg.extract.arguments import Fillers, phrase
from kg.extract.rulers import NAMING, home_of, most_spoken_of
from kg.extract.syntax import case, children, conjuncts, first_conjunct, label, possessive
from kg.model import Mention
from kg.parse import Token, end, offset

MINISTRY = ("GovernmentBody",)
BRACKETED = 9
"""Words in brackets behind a person that are looked at."""


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
        home, own = home_of(name, fillers), most_spoken_of(noun, fillers)
        if home and own is not None and own.name != home:
            return None  # "Justice minister X" of the Netherlands leads no US department
    return Mention(noun.text, offset(noun), end(noun), "nominal", name, fillers.lexicon.language, MINISTRY) if name else None


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
    return ministry if nation is not None and nation.entity.label == home_of(ministry, fillers) else ""


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
