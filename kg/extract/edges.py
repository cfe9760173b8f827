"""Where a name begins and ends: what a tagger, a tokenizer or a chain of capitals takes along is left outside.

Outside are articles, titles and posts ("Chairman Jane Doe"), days, months and units, what follows a legal form ("Acme Inc. |
Jane Doe") and a country before another name ("US | President").
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.extents import possessive
from kg.extract.namewords import BODIES, Words, brand, given, heads, partners, post, syllable
from kg.extract.subjects import lacks_object
from kg.extract.syntax import MEMBER, PERSONS, label, lemma, minister_of, prefix
from kg.parse import Doc, Token, kept

OPENERS = (("around", "place"), ("around", "origin"), ("around", "agent"), ("around", "employer"))
"""Lists of the prepositions that have a capital only at the start of a sentence: "Tegen Umbra loopt een onderzoek"."""
LEADING = frozenset({"Country", "Person"})
"""Classes of what a chain may begin with that is a name of its own; places that are no countries, by their adjective only."""
PLACES = frozenset({"Place", "City"})
NAMED_AFTER = {"demonym": BODIES | {"MediaOutlet"}, "label": BODIES | {"MediaOutlet", "Company", "Place", "Event", "Agreement"}}
"""Classes whose names may begin with a country's adjective or name ("Chinese Huawei Technologies" does not)."""


def trim(doc: Doc, first: int, last: int, words: Words) -> tuple[int, int] | None:
    """The tokens of a name without the titles, articles and common nouns around it; None where nothing is left."""
    while first <= last and (
        doc[first].lower_ in words.outside
        or (first < last and doc[first].is_sent_start and doc[first].lower_ in words.lexicon.any(*OPENERS))
        or (first < last and _describes(doc[first], words))
        or doc[first].is_punct
        or (first + 1 < last and _honours(doc, first, last, words))
        or (doc[first].is_lower and not brand(doc[first]))
        or (post(doc[first], words) and not _in_name(doc, first, last, words))
    ):
        first += 1
    while last >= first and (
        (doc[last].lower_ in words.ends and not _surname(doc, first, last, words))
        or (doc[last].is_punct and doc[last].text != ".")
        or (last > first and doc[last].is_digit and last + 1 < len(doc) and _counts(doc[last + 1], words))
        or (doc[last].is_lower and not brand(doc[last]) and not syllable(doc, last) and not _surname(doc, first, last, words))
    ):
        last -= 1
    if first == last and _several(doc[first], words):
        return None
    text = doc.between(first, last + 1).text if first <= last else ""
    return (first, last) if any(char.isupper() for char in text) and len(text) > 1 else None


def _honours(doc: Doc, first: int, last: int, words: Words) -> bool:
    """A title before somebody's whole name: "Prince Hendrik Doe"; it stays where one name alone stands behind it ("Prince Hendrik")."""
    honours = words.lexicon.words("names", "honours")
    return doc[first].lower_ in honours and all(doc[i].ent_type_ in PERSONS for i in range(first + 1, last + 1))


def _counts(token: Token, words: Words) -> bool:
    """A word that makes a sum of the number before it: "fined Umbra [746] million euros"."""
    tables = (words.lexicon.table("amounts", name) for name in ("scales", "currencies"))
    return any(token.lower_ in table for table in tables)


def _several(token: Token, words: Words) -> bool:
    """A common noun in the plural with the capital of its sentence: "Telecombedrijven protesteren"."""
    if not token.is_sent_start or not words.nouns.compounds or token.ent_type_ == "PERSON":
        return False
    endings = {ending for plurals in words.lexicon.table("lemmas", "plurals").values() for ending in plurals}
    return token.lower_.endswith(tuple(endings)) and words.nouns.class_of(token.lower_) is not None


def _describes(token: Token, words: Words) -> bool:
    """A common noun with the capital of its sentence, before a name: "Chipmaker Umbra"; not one that names begin with ("Stichting")."""
    if not token.is_sent_start or words.nouns.prefix_of(token.text) or token.nbor(1).lower_ in words.lexicon.words("names", "inside"):
        return False
    if token.lower_ in words.lexicon.words("anaphora", "relational"):  # "Concurrent Umbra"
        return words.nouns.compounds or brand(token.nbor(1))
    common = token.pos_ == "NOUN" or (words.nouns.compounds and token.lower_ not in words.nouns.classes)
    return common and words.nouns.class_of(token.text) is not None


def pieces(doc: Doc, first: int, last: int, words: Words) -> Iterator[tuple[int, int]]:
    """A chain of capitals cut where one name ends and another begins."""
    start = first
    holder = _holder(doc, first, last, words)
    if holder > first:
        yield first, holder - 1
        yield from pieces(doc, holder, last, words)
        return
    for i in range(first, last + 1):
        particle = start < i < last and _is_particle(doc, start, i, words)
        describes = i < last and _compound(doc[i], words)
        inside = particle or _surname(doc, start, i, words) or (start < i < last and _defines(doc, start, i, last, words))
        ends = doc[i].lower_ in words.breaks and not inside
        held = post(doc[i], words) and not _surname(doc, start, i, words) and not _in_name(doc, i, last, words)
        if ends or describes or (held and not _office_of(doc, start, i, last, words)):
            if start < i:
                yield from _without_country(doc, start, i - 1, words)
            start = i + 1
        elif _closes(doc, start, i, last, words):
            yield from _without_country(doc, start, i, words)
            start = i + 1
    if start <= last:
        yield from _without_country(doc, start, last, words)


def _holder(doc: Doc, first: int, last: int, words: Words) -> int:
    """Where the name of who has a post begins behind what he has it at: "minister van Financiën | Jane Doe", "analist bij ING | Jane
    Doe"; `first` for any other chain."""
    if not first or not (doc[first - 1].is_lower or doc[first - 1].text == ","):
        return first
    return next(
        (i for i in range(first + 1, last + 1) if minister_of(doc[i], words.lexicon) is not None or _introduced(doc, first, i)), first
    )


def _introduced(doc: Doc, first: int, i: int) -> bool:
    """A person who hangs on a noun in front of the chain, behind the name of a body."""
    noun = doc[i].head
    return label(doc[i]) == "appos" and noun.pos_ == "NOUN" and noun.i < first and given(doc[i]) and doc[i - 1].ent_type_ not in PERSONS


def _compound(token: Token, words: Words) -> bool:
    """A common noun with a name in front, which describes the name behind it: "TikTok-eigenaar ByteDance", "VVD'er Jane Doe"."""
    return bool(prefix(token, words.lexicon)) and (token.text.rpartition("-")[2].islower() or lemma(token) == MEMBER)


def _is_particle(doc: Doc, start: int, i: int, words: Words) -> bool:
    """A small word between the names of a person: the parser says so, or it stands right behind a first name ("Maarten de Rijke")."""
    particles = words.lexicon.words("names", "particles")
    if doc[i].lower_ not in particles:
        return False
    return label(doc[i + 1]) == "flat" or (given(doc[start]) and all(doc[j].lower_ in particles for j in range(start + 1, i)))


def _surname(doc: Doc, start: int, i: int, words: Words) -> bool:
    """A title, a post or a word in small letters that is a person's family name for the tagger: "Garrett Lord", "Luc Van den hove"."""
    if i <= start or any(token.ent_type_ not in PERSONS for token in (doc[i - 1], doc[i])) or not given(doc[start]):
        return False
    if i > start + 1:
        return doc[i].is_lower and doc[i - 1].lower_ in words.lexicon.words("names", "particles")
    return bool(doc[i].is_title) and len(doc[i].text) > 1 and (i + 1 == len(doc) or doc[i + 1].ent_type_ not in PERSONS)


def _in_name(doc: Doc, i: int, last: int, words: Words) -> bool:
    """A word that is a post elsewhere is a part of the name here: "Prince’s Trust", "Pilots Alliance"."""
    owns = i + 2 <= last and doc[i + 1].lower_ in words.lexicon.words("possessive", "suffixes")
    if (i == last and partners(doc[i], words)) or (i < last and _of_body(doc, i, words)):
        return True
    return owns or (i + 2 <= last and words.nouns.begins(doc.between(i, i + 2).text))


def _defines(doc: Doc, start: int, i: int, last: int, words: Words) -> bool:
    """The article before what a body is of, which is no body of its own: "Office of the Inspector General", not "Orbis Lab of the
    University of Lisbon"."""
    links = words.lexicon.words("names", "links")
    article = doc[i].is_lower and doc[i].lower_ in words.lexicon.words("articles", "definite") and doc[i - 1].lower_ in links
    if not article or not any(doc[j].lower_ in links and heads(doc[j - 1], words) for j in range(start + 1, i)):
        return False
    rest, language = doc.between(i + 1, last + 1).text, words.lexicon.language
    own = words.nouns.by_affix(rest) or heads(doc[last], words) or words.linker.lookup(rest, language)
    return not own and doc[i + 1].is_title


def _office_of(doc: Doc, start: int, i: int, last: int, words: Words) -> bool:
    """A body is called after the post at `i`, up to the end: "Office of the Inspector General", not "Office of Director Jane Doe"."""
    inside = words.lexicon.words("names", "inside")
    link = next((j for j in range(start + 1, i) if doc[j].lower_ in words.lexicon.words("names", "links")), 0)
    if not link or not heads(doc[link - 1], words):
        return False
    return all(token.lower_ in inside or token.ent_type_ not in {"", *PERSONS} for token in doc.between(link + 1, last + 1))


def _of_body(doc: Doc, i: int, words: Words) -> bool:
    """The tagger has the word and a body's noun behind it in one name that is no person's."""
    following = doc[i + 1]
    if doc[i].ent_type_ in {"", *PERSONS} or following.ent_type_ != doc[i].ent_type_ or not following.is_title or not doc[i].is_title:
        return False
    return heads(following, words)


def _closes(doc: Doc, first: int, i: int, last: int, words: Words) -> bool:
    """A name ends with this token: a legal form behind it, or a possessive glued to it."""
    if i == last:
        return False
    legal = i > first and words.linker.is_legal_form(doc[i].text) and doc[i + 1].text not in "&.,"
    following = words.linker.is_legal_form(doc[i + 1].text)
    return (legal and not following) or possessive(doc[i]) > 0


def _without_country(doc: Doc, first: int, last: int, words: Words) -> Iterator[tuple[int, int]]:
    """A chain that begins with a known place, its adjective or a known person ("US President …") is two names."""
    for split in range(first, last):
        if split == first and given(doc[first]) and all(doc[i].ent_type_ in PERSONS for i in range(first, last + 1)):
            continue  # "Kim Doe" is not Kim and somebody
        sense = words.linker.lookup(doc.between(first, split + 1).text, words.lexicon.language)
        if _are_two(doc, first, split, last, words):
            yield first, split
            yield split + 1, last
            return
        if sense is not None and sense.kind != "demonym" and _before_person(doc, first, split + 1, words):
            yield first, split
            yield split + 1, last
            return
        kinds = LEADING | PLACES if sense is not None and sense.kind == "demonym" and _neuter(doc, first, words) else LEADING
        foreign = sense is not None and sense.kind == "demonym" and sense.language not in {"", words.lexicon.language}
        if sense is not None and not foreign and sense.entity.type in kinds and not _proper_body(doc, split + 1, last, sense.kind, words):
            yield first, split
            yield from _without_country(doc, split + 1, last, words)
            return
    yield first, last


def _are_two(doc: Doc, first: int, split: int, last: int, words: Words) -> bool:
    """Two names, known or named elsewhere, before the verb of which they are subject and object: "als Microsoft TikTok koopt"; only where
    verbs stand last."""
    if not words.nouns.compounds or lacks_object(doc.between(first, last + 1).root, last) is None:
        return False
    one, other, both = (doc.between(*ends).text for ends in ((first, split + 1), (split + 1, last + 1), (first, last + 1)))
    elsewhere, language = _tagged(doc[0]), words.lexicon.language
    if words.linker.lookup(both, language) is not None:
        return False
    senses = [words.linker.lookup(name, language) for name in (one, other)]
    first_kind, second_kind = (sense.entity.type if sense is not None else "" for sense in senses)
    if second_kind in PLACES and first_kind not in LEADING:
        return False  # "Shell Nederland"
    known = (sense is not None and sense.kind in {"label", "alias", "metonym"} for sense in senses)
    return all(told or name in elsewhere for told, name in zip(known, (one, other), strict=True))


@kept
def _tagged(start: Token) -> frozenset[str]:
    """What the tagger takes for names in the text that begins with the token."""
    return frozenset(start.doc.between(name.start, name.end).text for name in start.doc.ents)


def _before_person(doc: Doc, first: int, i: int, words: Words) -> bool:
    """A known name behind the preposition that begins a sentence, and somebody's behind it: "In Beijing | Zhao Lijian said"."""
    opens = first > 0 and bool(doc[first - 1].is_sent_start) and doc[first - 1].lower_ in words.lexicon.words("around", "place")
    return opens and (given(doc[i]) or doc[i].lower_ in words.lexicon.words("names", "family_first"))


def _neuter(doc: Doc, first: int, words: Words) -> bool:
    """Behind an article that bodies with such a name do not have: "het Eindhovense Umbra", not "de Haagse Hogeschool"."""
    articles = words.lexicon.words("anaphora", "neuter") & words.lexicon.words("articles", "definite")
    return first > 0 and doc[first - 1].lower_ in articles


def _proper_body(doc: Doc, first: int, last: int, kind: str, words: Words) -> bool:
    """The rest is no name without the country: "Medical Association" after "American", "Herald" after "New Zealand"."""
    rest = doc.between(first, last + 1).text
    if kind == "metonym" or words.linker.lookup(rest, words.lexicon.language) is not None:
        return False
    affix = words.nouns.by_affix(f"{doc[first - 1].text} {rest}")
    tagged = all(token.ent_type_ == "ORG" for token in doc[first - 1 : last + 1])
    if tagged and kind != "demonym":
        return doc[first].is_title and not post(doc[first], words)  # "China Three Gorges"
    if tagged:
        if first == last and words.nouns.is_suffix(rest):
            return True  # "Turkish Airlines"
        if heads(doc[last], words) and first > 1 and doc[first - 2].lower_ in words.lexicon.words("articles", "definite"):
            return True  # "the British Business Bank"
        if first < last and heads(doc[first], words) and doc[first + 1].lower_ in words.lexicon.words("names", "links"):
            return words.nouns.class_of(doc[first].lower_) != "GovernmentBody"  # "Chinese Academy of Sciences"
    return affix in NAMED_AFTER["demonym" if kind == "demonym" else "label"] and not words.nouns.is_role(doc[first].lower_)


def arguments(first: Token, second: Token) -> bool:
    """Two arguments of one verb side by side are two names: "Nu koopt Umbra Globex"."""
    core = {"nsubj", "obj", "iobj", "obl"}
    return first.head.i == second.head.i and label(first) in core and label(second) in core
