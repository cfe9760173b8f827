"""What grammar says without a predicate: nationality, possession and seat.

"the Chinese chipmaker SMIC", "China's largest chipmaker" and "U.S. Department of Commerce" say where these come from;
"Huawei’s phones" says who makes them; "TSMC in Taiwan", "a bank in Frankfurt" where they are. Which relations these forms
express stands in the ontology (`kgo:construction`); whether their ends fit is decided when the claim is grounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.arguments import UNIT, Fillers, phrase
from kg.extract.belonging import (
    AFFILIATION,
    HOLDING,
    MAKER,
    MEMBERSHIP,
    WITHIN,
    Hit,
    bearers,
    belonging,
)
from kg.extract.brands import brand
from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.mentions import Found
from kg.extract.offices import bracketed_ministry, ministry_before, portfolio
from kg.extract.rulers import STATE_POST, country_post, known_ruler, most_spoken_of
from kg.extract.syntax import case, children, conjuncts, label, possessive
from kg.lang import Lexicon
from kg.model import Mention, replace
from kg.ontology import Ontology, is_a
from kg.parse import Span, Token, end, offset

NATIONALITY, STATE_BODY, POSSESSION, SEAT, BARE_ROLE = "nationality", "stateBody", "possession", "seat", "bareRole"
ABROAD = "abroad"
"""Who is known to be from one country is in another: "a spokesman for Umbra in Norway"."""
FOUNDER = "bareFounder"
WORDED = frozenset({POSSESSION, BARE_ROLE, FOUNDER, STATE_POST, MAKER, UNIT, AFFILIATION, MEMBERSHIP, HOLDING})
"""Constructions whose evidence is their word, not the place that they name."""
BORROWED = frozenset({"self", "performer", "undergoer"})
"""Roles of a noun that say nothing of where it belongs: whom it is said of, and what it has from the verb above."""

BEARERS = frozenset({"NOUN", "PROPN", "X"})
"""Parts of speech of the words that have a construction without being a name or the head of a frame."""


def constructions(sent: Span, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """The constructions of a sentence, in order of the text.

    Args:
        frames: the noun frames of the sentence by the index of their head.
    """
    for token in sent:
        found = fillers.names.get(token.i)
        if found is None and token.pos_ not in BEARERS and token.i not in frames and token.i not in fillers.described:
            continue
        short = found is not None and label(token) == "compound" and found.mention.text.lower() in fillers.lexicon.words("places", "short")
        if found and (found.mention.adjectival or short):
            yield from _nationality(token, found.mention, frames, fillers, ontology)
        if found and token.i == found.last:
            yield from _inside(found, fillers, ontology)
            yield from _from_place(found, fillers, ontology)
            yield from _compatriot(token, found.mention, fillers, ontology)
        yield from _possession(token, fillers, ontology)
        yield from belonging(token, frames, fillers, ontology)
        if token.children:
            yield from _seat(token, frames, fillers, ontology)
        if token.i in frames and "self" in frames[token.i].roles:
            yield from _bare_role(token, frames[token.i], fillers, ontology)


def _bare_role(token: Token, frame: Frame, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A post and its holder without an organisation beside them: "Topman X" leads the company that the article is about."""
    employer = fillers.resolved.employers.get(token.i)
    bearers = [(argument, fillers.fill(argument)) for argument in frame.role("self")]
    holders = [
        (argument, holder)
        for argument, holder in bearers
        if holder is not None and holder.mention.kind == "name" and holder.mention.types[:1] == ("Person",)
    ]
    if not holders:
        return
    if (nation := _nation_of_counterpart(token, fillers)) is not None:
        yield from (Hit(AFFILIATION, holder.mention, nation, token) for _, holder in holders)
        return
    ministry = portfolio(token, fillers)
    if ministry is None and any(_elsewhere(argument, fillers, ontology) for argument in frame.arguments):
        return
    for argument, holder in holders:
        office = ministry or bracketed_ministry(token, argument.token, fillers)
        if ruled_by_him := known_ruler(token, holder.mention, office, fillers):
            yield Hit(STATE_POST, holder.mention, ruled_by_him, token)
        elif office is not None:
            yield Hit(STATE_POST, holder.mention, office, token)
        elif employer is not None:
            there = any(child.lower_ in fillers.lexicon.words("anaphora", "there") for child in children(token, "advmod"))
            serves = there or (fillers.nouns.post(token) == "worksFor" and not fillers.nouns.is_bare(token))
            founder = token.lemma_.lower() in fillers.nouns.built.get(FOUNDER, ())
            yield Hit(FOUNDER if founder else AFFILIATION if serves else BARE_ROLE, holder.mention, employer, token)
        elif of_no_country := most_spoken_of(token, fillers) or ministry_before(token, fillers):
            yield Hit(STATE_POST, holder.mention, of_no_country, token)
        elif not _has_portfolio(token, fillers) and (country := country_post(token, holder.mention, fillers)):
            yield Hit(STATE_POST, holder.mention, country, token)


def _nation_of_counterpart(noun: Token, fillers: Fillers) -> Mention | None:
    """The country that someone serves who is called another's like by it: "zijn Chinese ambtgenoot X", "his Chinese counterpart X"."""
    if noun.lemma_.lower() not in fillers.lexicon.words("places", "counterparts"):
        return None
    found = (fillers.names[child.i].mention for child in children(noun, "amod", "compound") if child.i in fillers.names)
    return next((mention for mention in found if mention.adjectival and mention.types[:1] == ("Country",)), None)


def _has_portfolio(post: Token, fillers: Fillers) -> bool:
    """True for a minister of something: he leads a ministry, not the country."""
    return any(case(child) in fillers.lexicon.words("possessive", "of") for child in children(post, "nmod"))


def _elsewhere(argument: Argument, fillers: Fillers, ontology: Ontology) -> bool:
    """True for an argument that says where the post is; the nationality of who holds it does not."""
    filler = fillers.fill(argument) if argument.role not in BORROWED else None
    if filler is not None and filler.mention.adjectival and not fillers.nouns.serves_state(argument.token.head):
        return False
    if filler is not None and argument.role == "poss" and filler.mention.kind == "name":
        return True  # "Umbra's chief executive", whatever Umbra is
    return filler is not None and any(is_a(ontology, kind, "Agent") for kind in filler.mention.types[:1])


def _inside(found: Found, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A body of a state that bears the state's name: "U.S. Department of Commerce"."""
    if not any(is_a(ontology, kind, "GovernmentBody") for kind in found.mention.types[:1]):
        return
    yield from _own_seat(found, fillers)
    for last in range(found.first, min(found.first + 3, found.last)):
        words = fillers.doc.between(found.first, last + 1)
        sense = fillers.linker.lookup(words.text, fillers.lexicon.language)
        if sense is not None and sense.entity.type == "Country":
            start, stop = offset(words[0]), end(words[-1])
            place = Mention(words.text, start, stop, "name", words.text, fillers.lexicon.language, ("Country",), adjectival=True)
            yield Hit(STATE_BODY, found.mention, place, words[-1])
            return


def _own_seat(found: Found, fillers: Fillers) -> Iterator[Hit]:
    """The town that the text names the body by: "de rechtbank in Rotterdam", "de Chinese ambassade in Berlijn"."""
    doc, seats = fillers.doc, fillers.lexicon.words("places", "seats")
    start = next((i for i in range(found.first + 2, found.last + 1) if doc[i - 1].lower_ in seats), 0)
    words = doc.between(start, found.last + 1)
    sense = fillers.linker.lookup(words.text, fillers.lexicon.language, types=("City",)) if start else None
    if sense is not None and sense.entity.type == "City":
        place = Mention(words.text, offset(words[0]), end(words[-1]), "name", words.text, fillers.lexicon.language, ("City",))
        yield Hit(SEAT, found.mention, place, words[-1])


def _seat(token: Token, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """An organisation, or the noun that describes one, with a place behind it; a class noun that a country possesses."""
    if token.pos_ not in {"PROPN", "NOUN", "X"} or (token.pos_ == "NOUN" and not fillers.nouns.kind(token)):
        return
    loose = token.i in fillers.names and label(token) in {"obj", "iobj"}  # "Samsung sued Apple in California": the place may be the verb's
    if not any(child.i in fillers.names for child in _around(token, fillers.lexicon)):
        return
    seated = [
        bearer for bearer in bearers(token, frames, fillers) if any(is_a(ontology, kind, "Organization") for kind in bearer.types[:1])
    ]
    inside = fillers.lexicon.value("places", "inside")
    for child in _around(token, fillers.lexicon) if seated else ():
        if token.i in fillers.resolved.anaphora and case(child) == inside:
            continue  # "documents of the company in Russia": where the documents are
        place = fillers.names.get(child.i)
        form = _place_form(token, child, place, fillers, ontology) if place is not None and place.mention.kind == "name" else ""
        if place is not None and form and not (loose and case(child) in fillers.lexicon.words("places", "seats")):
            for bearer in seated:
                abroad = form == SEAT and case(child) == inside and _is_abroad(bearer, place, fillers)
                kind = ABROAD if abroad else SEAT if form == SEAT else _origin(bearer, place.mention, ontology)
                own = fillers.names.get(token.i)
                if not abroad or (own is not None and child.left_edge.i == own.last + 1):  # not "plans, says Umbra, a mill in Norway"
                    yield Hit(kind, bearer, place.mention, child)


def _is_abroad(bearer: Mention, place: Found, fillers: Fillers) -> bool:
    """The country, or that of the town, is known to be another one than that of the company."""
    linker, language = fillers.linker, fillers.lexicon.language
    firm = linker.lookup(bearer.name, language)
    home = linker.homes.get(firm.entity.id, "") if firm is not None else ""
    town = linker.lookup(place.mention.name, language, types=("Country", "City"))
    there = "" if town is None else town.entity.label if town.entity.type == "Country" else linker.homes.get(town.entity.id, "")
    return bool(home and there) and home != there


def _from_place(found: Found, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A name with where it is from right behind it, wherever the parser hangs that: "huurde Umbra uit Utrecht in"."""
    doc, behind = fillers.doc, found.last + 2
    place = fillers.names.get(behind) if behind < doc[found.last].sent.end else None
    if place is None or doc[behind - 1].lower_ not in fillers.lexicon.words("places", "origins") or place.first != behind:
        return
    kinds, bearer = place.mention.types[:1], found.mention
    if bearer.kind != "name" or bearer.adjectival or not any(is_a(ontology, kind, "Place") for kind in kinds):
        return
    if not bearer.types or any(is_a(ontology, kind, "Agent") and kind != "Country" for kind in bearer.types[:1]):
        yield Hit(SEAT, bearer, place.mention, doc[behind])


def _around(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The children of a noun, and what a parser hung on the compounds in front of it: "the London [hedge] fund"."""
    yield from token.children
    if token.pos_ == "NOUN":
        yield from _within_compounds(token)
    if label(token) == "obl" and case(token) in lexicon.words(
        "around", "employer"
    ):  # "werkt bij Umbra in Oslo", wherever the parser hangs it
        behind = max(part.i for part in token.subtree) + 1
        yield from (child for child in children(token.head, "obl") if child.left_edge.i == behind and case(child))


def _within_compounds(noun: Token) -> Iterator[Token]:
    for child in children(noun, "compound"):
        if child.pos_ == "NOUN":
            yield from children(child, "compound")
            yield from _within_compounds(child)


def _place_form(token: Token, child: Token, place: Found, fillers: Fillers, ontology: Ontology) -> str:
    """How an organisation has a place beside it: as its seat ("in Frankfurt", "of Berlin"), as where it is from ("Germany's
    Siemens", "the chipmaker of China", "Taiwan chip firm MediaTek"), or not at all ("")."""
    kind = place.mention.types[:1]
    if not any(is_a(ontology, name, "Place") for name in kind):
        return ""
    owned, behind = possessive(child, fillers.lexicon), case(child) in fillers.lexicon.words("possessive", "of")
    if case(child) in fillers.lexicon.words("places", "seats") or (behind and token.i in fillers.names and kind != ("Country",)):
        return SEAT
    before = child.dep_ == "compound" and token.pos_ == "NOUN" and not fillers.nouns.built_on(UNIT, token.lemma_.lower())
    if (before and kind != ("Country",)) or (owned and kind == ("City",)):
        return SEAT  # "the London hedge fund", "Oslo's Norrland Bank"
    return NATIONALITY if (owned or behind or before) and kind == ("Country",) else ""


def _origin(bearer: Mention, place: Mention, ontology: Ontology) -> str:
    """A ministry is a part of its country; anyone else comes from there. A party's adjective tells its members."""
    if place.types[:1] == ("PoliticalParty",):
        return MEMBERSHIP
    return STATE_BODY if any(is_a(ontology, kind, "GovernmentBody") for kind in bearer.types[:1]) else NATIONALITY


def _nationality(adjective: Token, place: Mention, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """The adjective stands before a name, or before a noun that describes one, or is said of it ("Geely is Chinese")."""
    noun = adjective.head
    said_of = children(adjective, "nsubj") if children(adjective, "cop") else []
    if label(adjective) == "appos" and noun.i < adjective.i:
        said_of = [noun]  # "Jane Doe, a Democrat"
    after = [child for child in children(adjective, "flat", "appos", "compound") if child.i == adjective.i + 1 and child.pos_ == "PROPN"]
    for bearer in (bearer for part in [*said_of[:1], *after[:1]] for bearer in bearers(part, frames, fillers)):
        if any(is_a(ontology, kind, "Agent") and not is_a(ontology, kind, "Country") for kind in bearer.types[:1]):
            yield Hit(_origin(bearer, place, ontology), bearer, place, adjective)
    while label(noun) == "compound" and noun.head.i > noun.i:
        noun = noun.head  # "Chinese tech giant": it is the giant that is Chinese
    if label(adjective) not in {"amod", "compound", "nmod", "flat"} or noun.i <= adjective.i or possessive(adjective, fillers.lexicon):
        return
    for bearer in (*bearers(noun, frames, fillers), *_apposed(noun, fillers)):
        if any(is_a(ontology, kind, "Country") for kind in bearer.types[:1]):
            continue
        if _is_service(bearer, noun, fillers, ontology):
            yield Hit(NATIONALITY, bearer, place, adjective)
        located = case(noun) in fillers.lexicon.words("places", "seats") or fillers.linker.lookup(bearer.name, bearer.language) is not None
        if any(is_a(ontology, kind, "Place") for kind in bearer.types[:1]):
            yield Hit(WITHIN if located else NATIONALITY, bearer, place, adjective)
        elif any(is_a(ontology, kind, "Agent") for kind in bearer.types[:1]):
            yield Hit(_origin(bearer, place, ontology), bearer, place, adjective)
        elif not bearer.types and adjective.before in fillers.lexicon.words("around", "neuter"):  # "het Noorse Umbra": of a body
            yield Hit(NATIONALITY, bearer, place, adjective)


def _apposed(noun: Token, fillers: Fillers) -> Iterator[Mention]:
    """The name beside which a noun of no class stands: "Umbra, een Noorse rivaal"."""
    if label(noun) != "appos" or noun.head.i > noun.i or noun.i in fillers.names or fillers.nouns.kind(noun) or fillers.nouns.post(noun):
        return
    found = fillers.names.get(noun.head.i)
    if found is not None and found.mention.kind == "name" and not found.mention.adjectival:
        yield found.mention


def _compatriot(inhabitant: Token, place: Mention, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """Who is called by the word for the people of a country: "de Noor wordt topman", "de Finnen bieden meer"."""
    meant = fillers.resolved.anaphora.get(inhabitant.i)
    if "Plur" in inhabitant.morph.get("Number", []) and label(inhabitant) != "nsubj":
        return  # of several anybody may be meant
    if meant is None or not any(is_a(ontology, kind, "Agent") and kind != "Country" for kind in meant.types[:1]):
        return
    sense = fillers.linker.lookup(place.name, fillers.lexicon.language)
    if sense is not None and sense.kind == "demonym" and sense.entity.type == "Country":
        yield Hit(NATIONALITY, meant, replace(place, types=("Country",), adjectival=True), inhabitant)


def _is_service(bearer: Mention, noun: Token, fillers: Fillers, ontology: Ontology) -> bool:
    """True for what has a nationality though it was taken for a thing or for nothing: "het Braziliaanse iFood", "the American
    streaming service X", "the American investor Y"."""
    lexicon = fillers.lexicon
    if bearer.kind != "name" or any(character.isdigit() for character in bearer.name):
        return False
    if not bearer.types:
        return is_a(ontology, fillers.nouns.kind(noun) or "", "Organization")
    if bearer.types[:1] != ("Product",) or fillers.linker.lookup(bearer.name, lexicon.language) is not None:
        return False
    if noun.i in fillers.names:
        return any(
            child.lower_ in lexicon.words("anaphora", "neuter") & lexicon.words("articles", "definite") for child in children(noun, "det")
        )
    return noun.lemma_.lower().endswith(tuple(lexicon.words("things", "services")))


def _possession(token: Token, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A thing and the organisation that it is said to belong to."""
    found = fillers.names.get(token.i)
    if found and token.i != found.last:
        return
    thing = found.mention if found else fillers.described.get(token.i) or fillers.thing(token)
    thing = fillers.named_before(token) or thing  # "Google's Chrome browser"
    if thing is None or not any(kind in {"Product", "Technology"} for kind in thing.types[:1]):
        return
    if found is not None and (branded := brand(found.mention, fillers.linker)) is not None:
        yield Hit(POSSESSION, *branded, token)
        return
    top = fillers.doc.between(found.first, found.last + 1).root if found else token
    for holder in _holders(top, fillers):
        filler = fillers.fill(holder)
        if filler and any(is_a(ontology, kind, "Organization") for kind in filler.mention.types[:1]) and not _used(top, fillers):
            yield Hit(POSSESSION, filler.mention, thing, top)


def _used(thing: Token, fillers: Fillers) -> bool:
    """What its owner uses and seldom makes: "zijn antennenetwerk"."""
    return thing.lemma_.lower().endswith(tuple(fillers.lexicon.words("things", "used")))


def _opening(top: Token) -> int:
    """The first token of a noun phrase, or of the one that a name stands in apposition to."""
    noun = top.head if label(top) in {"appos", "flat"} and top.head.pos_ == "NOUN" else top
    return phrase(noun)[0] if noun.pos_ == "NOUN" else noun.i


def _holders(top: Token, fillers: Fillers) -> Iterator[Argument]:
    lexicon = fillers.lexicon
    yield Argument("prefix", top)
    before = fillers.names.get(_opening(top) - 1)
    if before is not None and before.mention.end < end(fillers.doc[before.last]):  # "Googles downloadwinkel": a genitive in one word
        yield Argument("poss", fillers.doc[before.last])
    behind = fillers.names[top.i].last + 2 if top.i in fillers.names else len(top.doc)
    if behind < len(top.doc) and behind in fillers.names and top.doc[behind - 1].lower_ in lexicon.words("possessive", "of"):
        yield Argument("of", top.doc.between(fillers.names[behind].first, fillers.names[behind].last + 1).root)  # "Gemini van Google"
    for child in top.children:
        if possessive(child, lexicon):
            yield from (Argument("poss", token) for token in conjuncts(child))
        elif label(child) == "nmod" and case(child) in lexicon.words("possessive", "of"):
            yield from (Argument("of", token) for token in conjuncts(child))
        elif child.dep_ == "compound" and child.i < top.i:
            yield Argument("compound", child)
    if label(top) in {"appos", "flat"} and top.head.pos_ == "NOUN":  # "Googles downloadwinkel Play Store"
        yield from (Argument("poss", child) for child in children(top.head, "nmod", "det") if possessive(child, lexicon))
