"""What stands beside a name and says where it belongs, without a predicate of its own.

"Dresden, Germany" and "the German city of Dresden" lie there; "the summit in Osaka" is held there; "Carla Nunes of BNP
Paribas" works there and "Labour's Chi Onwurah" is a member; "Commerce
Secretary X" leads the Department of Commerce; "the battery maker Northvolt" makes batteries; "Huawei's
smartphone division" is a part of it; "President X" leads the country that bears his name ("the X administration").
The nouns on which these forms are built stand in the ontology (`kgo:constructionNoun`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.arguments import UNIT, Fillers, phrase
from kg.extract.bodies import state_body
from kg.extract.frames import Frame
from kg.extract.mentions import Found
from kg.extract.nominals import referent
from kg.extract.offices import BRACKETED, MINISTRY
from kg.extract.rulers import is_member
from kg.extract.syntax import HYPHENS, case, children, label, possessive
from kg.model import Mention
from kg.ontology import Ontology, is_a
from kg.parse import Token, end, offset

WITHIN, VENUE, AFFILIATION, MEMBERSHIP = "within", "venue", "affiliation", "membership"
MAKER, HOLDING = "maker", "holding"
HOLDERS = ("Person", "Company", "Organization", "University")
"""Classes of those whose possession of an organisation by name says that it is theirs ("Alphabet's Waymo", "Elon Musk's xAI")."""
HELD = ("Company", "Organization", "MediaOutlet")


@dataclass(frozen=True, slots=True)
class Hit:
    """A construction found: the kind, both ends, and the token that carries it."""

    kind: str
    subject: Mention
    object: Mention
    word: Token


def bearers(noun: Token, frames: Mapping[int, Frame], fillers: Fillers) -> Iterator[Mention]:
    """Whom a noun speaks of: the name itself, the name in apposition, or the antecedent of a description."""
    found = fillers.names.get(noun.i)
    if found:
        yield fillers.resolved.anaphora.get(noun.i, found.mention) if found.mention.kind == "name" else found.mention
        return
    if not (fillers.nouns.kind(noun) or fillers.nouns.post(noun)):
        named = fillers.named_behind(noun) or _titled(noun, fillers)
        if named is not None and any(kind in {"Company", "Organization"} for kind in named.types[:1]):
            yield named  # "het Amsterdamse kantoor X", "banking heavyweight X"
        return
    frame = frames.get(noun.i)
    bearers = [filler.mention for argument in frame.role("self") if (filler := fillers.fill(argument))] if frame else []
    kind = fillers.nouns.kind(noun)
    if kind and not fillers.nouns.post(noun) and is_a(fillers.linker.ontology, kind, "Organization"):
        bearers = [bearer for bearer in bearers if bearer.types[:1] != ("Person",)]  # "Prince X and the Qatari fund"
    anaphor = fillers.resolved.anaphora.get(noun.i)
    if not bearers and anaphor is None and (body := state_body(noun, fillers.names, fillers.lexicon)) is not None:
        yield body[0]  # "the Chinese embassy in Ottawa"
    behind = fillers.names.get(noun.i + 1)
    if behind is not None and len(bearers) > 1 and "Plur" not in noun.morph.get("Number", []):
        bearers = [bearer for bearer in bearers if bearer.start == behind.mention.start] or bearers  # "de bank X en de Noorse krant Y"
    yield from bearers or fillers.resolved.groups.get(noun.i, ()) or ([anaphor] if anaphor else [])


def _titled(noun: Token, fillers: Fillers) -> Mention | None:
    """The name right behind a noun that hangs on it as a title."""
    found = fillers.names.get(noun.i + 1) if noun.dep_ == "nmod:desc" and noun.pos_ == "NOUN" else None
    return found.mention if found is not None and found.first <= noun.head.i <= found.last and found.mention.kind == "name" else None


def belonging(token: Token, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """The constructions of this kind that a token carries.

    Args:
        frames: the noun frames of the sentence by the index of their head.
    """
    found = fillers.names.get(token.i)
    if token.pos_ == "NOUN":
        yield from _seated(token, frames, fillers)
    if found is not None and token.i == fillers.doc.between(found.first, found.last + 1).root.i and not found.mention.adjectival:
        if found.mention.types[:1] == ("PoliticalParty",):
            yield from _member(token, found.mention, fillers)
        if found.mention.types and found.mention.types[0] in HELD:
            yield from _holding(token, found.mention, fillers)
        if _of_class(found.mention, "Person", ontology):
            yield from _affiliation(token, found.mention, fillers, ontology)
        elif _of_class(found.mention, "Place", ontology) and not _of_class(found.mention, "Country", ontology):
            yield from _within(token, found, fillers, ontology)
        elif _of_class(found.mention, "Event", ontology):
            yield from _venue(token, found.mention, fillers, ontology)
    elif found is None and token.pos_ == "NOUN":
        thing = fillers.thing(token)
        if thing is not None and _of_class(thing, "Event", ontology):
            yield from _venue(token, thing, fillers, ontology)
        yield from _employed(token, frames, fillers, ontology)
        yield from _unit(token, fillers)
        yield from _partisans(token, frames, fillers)
        yield from _maker(token, frames, fillers)


def _of_class(mention: Mention, kind: str, ontology: Ontology) -> bool:
    return bool(mention.types) and is_a(ontology, mention.types[0], kind)


# ── places ───────────────────────────────────────────────────────────────────────────────────────


def _within(token: Token, found: Found, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A place with the one that it lies in behind it: "Dresden, Germany", "Palo Alto (California)", "Phoenix in Arizona"."""
    doc = fillers.doc
    beside = fillers.names.get(found.last + 2) if found.last + 2 < len(doc) and doc[found.last + 1].text in {",", "("} else None
    if (
        beside is not None
        and _larger(beside, found, fillers, ontology)
        and not _enumerated(doc.between(beside.first, beside.last + 1).root)
    ):
        yield Hit(WITHIN, found.mention, beside.mention, doc[beside.first])
    for child in token.children:
        inner = fillers.names.get(child.i)
        inside = label(child) == "nmod" and case(child) == fillers.lexicon.value("places", "inside")
        if inner is not None and inside and _larger(inner, found, fillers, ontology):
            yield Hit(WITHIN, found.mention, inner.mention, child)


def _larger(outer: Found, inner: Found, fillers: Fillers, ontology: Ontology) -> bool:
    sense = fillers.linker.lookup(outer.mention.name, fillers.lexicon.language)
    known = sense is not None and sense.kind in {"label", "alias"} and is_a(ontology, sense.entity.type, "Place")
    return known and not outer.mention.adjectival and outer.mention.name != inner.mention.name and "City" not in outer.mention.types


def _enumerated(token: Token) -> bool:
    """One of several in a row: "Brussels, Germany and France"."""
    row = token.head if label(token) == "conj" else token
    return label(token) == "conj" and any(children(part, "cc") for part in (row, *children(row, "conj")))


def _venue(token: Token, event: Mention, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    for child in children(token, "nmod"):
        place = fillers.names.get(child.i)
        if place is not None and case(child) in fillers.lexicon.words("places", "seats") and _of_class(place.mention, "Place", ontology):
            yield Hit(VENUE, event, place.mention, child)


# ── people ───────────────────────────────────────────────────────────────────────────────────────


def _affiliation(token: Token, person: Mention, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A person with an organisation in front or behind: "Labour's Chi Onwurah", "Carla Nunes of BNP Paribas"."""
    for child in token.children:
        found = fillers.names.get(child.i) or _called(child, fillers)
        body = found.mention if found is not None else fillers.resolved.anaphora.get(child.i)
        if body is None or body.adjectival or not _of_class(body, "Organization", ontology):
            continue
        behind = label(child) == "nmod" or (label(child) == "flat" and child.i > fillers.names[token.i].last)
        if possessive(child, fillers.lexicon) or (behind and case(child) in fillers.lexicon.words("places", "employers")):
            yield Hit(MEMBERSHIP if _of_class(body, "PoliticalParty", ontology) else AFFILIATION, person, body, child)
    yield from list(_initialled(token, person, fillers)) or _bracketed(token, person, fillers, ontology)


def _initialled(token: Token, person: Mention, fillers: Fillers) -> Iterator[Hit]:
    """A politician with the letter of his party behind: "Sen. Jane Doe (R-Texas)", "Rep. Jane Doe, D-Calif.,"."""
    doc, behind = fillers.doc, fillers.names[token.i].last + 1
    if behind + 1 >= token.sent.end or doc[behind].text not in {"(", ","}:
        return
    first = doc[behind + 1]
    letter, hyphen, state = (*doc.text[offset(first) : offset(first) + 3], "", "", "")[:3]
    party = fillers.lexicon.table("places", "party_letters").get(letter.lower()) if letter.isupper() else None
    if party and hyphen in HYPHENS and state.isupper():
        start = offset(first)
        mention = Mention(letter, start, start + 1, "name", party, fillers.lexicon.language, ("PoliticalParty",))
        yield Hit(MEMBERSHIP, person, mention, first)


def _member(token: Token, party: Mention, fillers: Fillers) -> Iterator[Hit]:
    """Who is called by the word for a member of a party: "Jane Doe, a Social Democrat"."""
    sense = fillers.linker.lookup(party.name, fillers.lexicon.language)
    person = fillers.names.get(token.head.i) if label(token) == "appos" and sense is not None and sense.kind == "demonym" else None
    if person is not None and person.mention.types[:1] == ("Person",) and children(token, "det"):
        yield Hit(MEMBERSHIP, person.mention, party, token)


def _partisans(post: Token, frames: Mapping[int, Frame], fillers: Fillers) -> Iterator[Hit]:
    """Who has a post and, before it or behind his name, the name of a party that it is not of: "the Labour chair of the committee, X",
    "VVD-minister X", "premier X van de VVD"."""
    frame = frames.get(post.i)
    if frame is not None and (own := _party_in(post, fillers)) is not None:
        yield from (Hit(MEMBERSHIP, bearer, own, post) for bearer in bearers(post, frames, fillers) if bearer.types[:1] == ("Person",))
    for party in children(post, "compound", "nmod", "amod") if frame is not None and fillers.nouns.post(post) else ():
        named = fillers.names.get(party.i)
        if frame is not None and named is not None and case(party) and is_member(frame, named.mention, fillers):
            yield from (Hit(MEMBERSHIP, bearer, named.mention, party) for bearer in bearers(post, frames, fillers))
        if frame is not None and not case(party) and partisan(frame, party, fillers) and not fillers.names[party.i].mention.adjectival:
            yield from (Hit(MEMBERSHIP, bearer, fillers.names[party.i].mention, party) for bearer in bearers(post, frames, fillers))


def _bracketed(token: Token, person: Mention, fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A person with the party or the body in brackets behind: "Jan Smit (VVD)", "onderzoeker Jan Smit (Clingendael)"."""
    doc, behind = fillers.doc, fillers.names[token.i].last + 1
    if (
        doc[behind - 1].i + 1 < token.sent.end
        and doc[behind].lower_ in fillers.lexicon.words("possessive", "of")
        and _minister(token, fillers)
    ):
        reach = range(behind + 1, min(behind + BRACKETED, token.sent.end))  # "minister X van Onderwijs (NSC)"
        behind = next((i for i in reach if doc[i].text == "("), behind)
    if behind + 1 >= len(doc) or doc[behind].text != "(":
        return
    for i in range(behind + 1, min(behind + BRACKETED, token.sent.end)):
        found = fillers.names.get(i)
        if doc[i].text == ")":
            return
        if found is not None and found.first == i and not found.mention.adjectival:
            if _of_class(found.mention, "PoliticalParty", ontology):
                yield Hit(MEMBERSHIP, person, found.mention, doc[i])
            elif _of_class(found.mention, "Organization", ontology) and i == behind + 1:
                yield Hit(AFFILIATION, person, found.mention, doc[i])


def _minister(token: Token, fillers: Fillers) -> bool:
    """The name right behind a minister's post."""
    first = fillers.names[token.i].first
    return first > token.sent.start and fillers.doc[first - 1].lemma_.lower() in fillers.lexicon.words("places", "ministers")


def _seated(post: Token, frames: Mapping[int, Frame], fillers: Fillers) -> Iterator[Hit]:
    """Who has a post that there is in one body only: "Europarlementariër X", "D66-Kamerlid X"; not "the Belgian Kamerlid X"."""
    bodies = fillers.lexicon.table("places", "bodies")
    body = bodies.get(post.lemma_.lower().rpartition("-")[2]) or bodies.get(post.lower_.rpartition("-")[2])
    foreign = [child for child in children(post, "amod") if child.i in fillers.names and fillers.names[child.i].mention.adjectival]
    sense = fillers.linker.lookup(body, fillers.lexicon.language) if body and not foreign else None
    if sense is None or post.i not in frames:
        return
    start = offset(post) + post.text.rfind("-") + 1  # behind the party
    seat = Mention(fillers.doc.text[start : end(post)], start, end(post), "nominal", sense.entity.label, fillers.lexicon.language, MINISTRY)
    for argument in frames[post.i].role("self"):
        bearer = fillers.fill(argument)
        if bearer is not None and bearer.mention.kind == "name" and bearer.mention.types[:1] == ("Person",):
            serves = {post.lemma_.lower(), post.lower_} & fillers.lexicon.words("places", "officials")
            yield Hit(AFFILIATION if serves else MEMBERSHIP, bearer.mention, seat, post)


def _employed(noun: Token, frames: Mapping[int, Frame], fillers: Fillers, ontology: Ontology) -> Iterator[Hit]:
    """A person who is said to be something at an organisation, whatever that is: "Jan Smit, inkoper bij Umbra"."""
    frame, ways = frames.get(noun.i), fillers.lexicon.words("around", "employer")
    if (
        frame is None
        or noun.lemma_.lower() in fillers.lexicon.words("places", "outsiders")
        or fillers.nouns.kind(noun) not in {None, "Person"}
    ):
        return
    people = [filler.mention for argument in frame.role("self") if (filler := fillers.fill(argument)) is not None]
    people = [person for person in people if person.types[:1] == ("Person",)]
    for argument in frame.role(*sorted(ways)) if people else ():
        found = fillers.names.get(argument.token.i)
        if found is None or found.mention.kind != "name" or found.mention.adjectival or found.mention.types[:1] == ("Person",):
            continue
        new = fillers.linker.lookup(found.mention.name, fillers.lexicon.language) is None  # taken for a place, a thing or nothing
        if new or _of_class(found.mention, "Organization", ontology):
            yield from (Hit(AFFILIATION, person, found.mention, noun) for person in people)


def _called(noun: Token, fillers: Fillers) -> Found | None:
    """The name right behind a noun that says what it is: "Tate of the legal group Foxglove"."""
    behind = (child for child in children(noun, "appos", "flat") if child.i in fillers.names and child.i > noun.i)
    beside = (found for found in (fillers.names[child.i] for child in behind) if fillers.nouns.kind(noun) or found.first == noun.i + 1)
    return next(beside, None) if noun.pos_ == "NOUN" else None


def _holding(token: Token, held: Mention, fillers: Fillers) -> Iterator[Hit]:
    """An organisation with its owner in front: "Alphabet's Waymo", "Elon Musk's xAI", "Cisco, whose Webex …"."""
    yield from _branch(token, held, fillers)
    for child in token.children:
        holder = fillers.names.get(referent(child, fillers.lexicon).i) if possessive(child, fillers.lexicon) else None
        if holder is None or holder.mention.adjectival or holder.mention.name == held.name:
            continue
        relational = fillers.lexicon.words("anaphora", "relational")
        if any(noun.lemma_.lower() in relational for noun in children(token, "compound", "appos", "nmod")):
            continue  # "Umbra's parent Globex"
        if holder.mention.types[:1] in {(kind,) for kind in HOLDERS}:
            yield Hit(HOLDING, holder.mention, held, token)


def _branch(token: Token, held: Mention, fillers: Fillers) -> Iterator[Hit]:
    """A firm that is called after another and the country where it works: "Siemens France"."""
    owner, _, country = held.name.rpartition(" ")
    sense = fillers.linker.lookup(country, fillers.lexicon.language) if owner else None
    if sense is None or sense.entity.type != "Country" or sense.kind == "demonym":
        return
    if any(found.mention.name == owner and found.mention.types[:1] == ("Company",) for found in fillers.names.values()):
        holder = Mention(held.text[: len(owner)], held.start, held.start + len(owner), "name", owner, held.language, ("Company",))
        yield Hit(HOLDING, holder, held, token)


def partisan(post: Frame, token: Token, fillers: Fillers) -> bool:
    """True for the party before a post that is none of the party's own: "the Labour chair of the committee", "a Conservative minister",
    "een VVD-minister"."""
    if token.i == post.head.i:
        return _party_in(token, fillers) is not None
    found = fillers.names.get(token.i)
    if found is None or found.mention.types[:1] != ("PoliticalParty",) or not found.last < post.head.i or label(token) == "appos":
        return False
    return fillers.nouns.serves_state(post.head) or bool(post.role(*fillers.lexicon.words("possessive", "of")))


def _party_in(post: Token, fillers: Fillers) -> Mention | None:
    """The party in front of the hyphen of a post of a state or a town, or of no post: "VVD" of "VVD-minister" and "VVD-politica", none
    of "VVD-voorzitter"."""
    party = fillers.in_compound(post) if post.pos_ == "NOUN" else None
    if party is None or party.types[:1] != ("PoliticalParty",):
        return None
    nouns, local = fillers.nouns, fillers.lexicon.table("anaphora", "local_posts")
    public = nouns.serves_state(post) or post.lower_.rpartition("-")[2] in local
    return party if public or (not nouns.post(post) and nouns.kind(post) == "Person") else None


# ── parts and products ───────────────────────────────────────────────────────────────────────────


def _unit(token: Token, fillers: Fillers) -> Iterator[Hit]:
    """A part of an organisation that has no name but a description: "Huawei's smartphone division"."""
    if (whole := fillers.whole(token)) is not None and (part := fillers.unit(token)) is not None:
        yield Hit(UNIT, part, whole, token)
    if (body := state_body(token, fillers.names, fillers.lexicon)) is not None:
        yield Hit(UNIT, *body, token)


def _maker(token: Token, frames: Mapping[int, Frame], fillers: Fillers) -> Iterator[Hit]:
    """Who is called the maker of a thing makes it: "the chipmaker TSMC", "battery maker Northvolt", "autofabrikant Stellantis"."""
    noun = fillers.nouns.built_on(MAKER, token.lemma_.lower())
    things = list(_made(token, noun, fillers)) if noun else list(_traded(token, fillers))
    for thing in things:
        for bearer in bearers(token, frames, fillers):
            if not bearer.adjectival and bearer.types[:1] != ("Person",):
                yield Hit(MAKER, bearer, thing, token)


def _made(token: Token, noun: str, fillers: Fillers) -> Iterator[Mention]:
    lemma = token.lemma_.lower()
    if lemma != noun:
        first = lemma.removesuffix(noun).strip("-")
        if (kind := _kind_of(first, fillers)) is not None:
            start, language = offset(token), fillers.lexicon.language
            yield Mention(token.text[: len(first)], start, start + len(first), "nominal", first, language, (kind,))
        return
    yield from (thing for child in children(token, "compound", "nmod") if child.i == token.i - 1 and (thing := _thing_made(child, fillers)))


def _thing_made(child: Token, fillers: Fillers) -> Mention | None:
    """The thing that a noun before another names, with what says of which kind it is."""
    named = child.i in fillers.names and fillers.names[child.i].mention.kind == "name"
    kind = None if named else _kind_of(child.lemma_.lower(), fillers)
    before = fillers.doc[child.i - 1]
    if kind is None and before.head is child.head and before.dep_ == "compound" and before.i not in fillers.names and before.pos_ == "NOUN":
        kind = fillers.nouns.class_of(child.lemma_.lower())  # "mining equipment": the word alone says too little
    if kind not in {"Product", "Technology"}:
        return None
    first, last = phrase(child)
    while first < last and not _says_which(fillers.doc[first], fillers):
        first += 1  # "British chip designer", "Taiwan chip designer": it is the designer that is from there
    while (before := fillers.doc[first - 1]).dep_ == "compound" and before.i < first and _says_which(before, fillers):
        first -= 1  # "network security software maker"
    if fillers.doc[first - 1].text in HYPHENS and first > child.sent.start + 1 and not fillers.doc[first - 1].whitespace_:
        first -= 2  # "open-source software developer"
    text = fillers.doc.between(first, last + 1).text
    return Mention(text, offset(fillers.doc[first]), end(child), "nominal", text, fillers.lexicon.language, (kind,))


def _says_which(word: Token, fillers: Fillers) -> bool:
    """False for a name before a thing, but for that of a technology: "AI chips", not "Taiwan chips"."""
    found = fillers.names.get(word.i)
    if found is None:
        return word.pos_ != "PROPN"
    return found.mention.kind == "nominal" or found.mention.types[:1] == ("Technology",)


def _traded(token: Token, fillers: Fillers) -> Iterator[Mention]:
    """What a firm of a trade makes: "chip company X", "chip design firm Y"."""
    lexicon = fillers.lexicon
    if token.lemma_.lower() not in lexicon.words("things", "firms") or token.i < token.sent.start + 1:
        return
    before = token.nbor(-1)
    top = before if before.lemma_.lower() in lexicon.words("things", "crafts") and before.head is token else token
    for child in children(top, "compound"):
        if child.i == top.i - 1 and child.lemma_.lower() not in lexicon.words("things", "lines") and (thing := _thing_made(child, fillers)):
            yield thing


def _kind_of(noun: str, fillers: Fillers) -> str | None:
    """Product or Technology, where the noun is one that says what it is."""
    sense = fillers.linker.lookup(noun, fillers.lexicon.language)
    kind = sense.entity.type if sense is not None else fillers.nouns.class_of(noun)
    return kind if kind in {"Product", "Technology"} and (sense is not None or noun not in fillers.nouns.vague) else None
