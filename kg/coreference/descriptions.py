"""The company, het concern, this university, the minister: the most salient name of the class that the noun names.

A nationality before the noun must be the name's own where it is known; an adjective or a clause that tells it apart from
those spoken of ("the other company", "the company that makes chips") makes it someone new.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from kg.coreference.apart import is_line, is_seat, names_itself, places_of, tells_apart
from kg.coreference.binding import bound
from kg.coreference.discourse import Discourse, Entry, is_subject, top
from kg.extract.syntax import children, label
from kg.lang import Lexicon
from kg.lang import lexicon as words_of
from kg.link import key
from kg.ontology import is_a
from kg.parse import Token

REACH = 12
"""Sentences back that a description looks; one of a person or a product looks less far."""
NEAR = 3
ACTED_UPON = 2.0
"""What speaks for the one to whom a clause is done, where the clause under it tells what another did to "the company"."""
TOPIC = 1.0
"""What speaks for a company of the title, or of whom an article without one tells most, where a noun says no more than that it is one."""
VAGUE = frozenset({"Technology", "Agreement", "Event", "Place"})
"""Classes whose nouns are used of too many things."""
NARROW = frozenset({"Product", "City"})
"""Classes whose nouns mean a name only where just one was named nearby."""


def description(token: Token, discourse: Discourse) -> Entry | None:
    """The antecedent of a definite description, by its noun, or None."""
    if token.pos_ != "NOUN" or not definite(token, discourse.lexicon) or "Plur" in token.morph.get("Number", []):
        return None
    if token.lemma_.lower() in discourse.lexicon.words("anaphora", "governments"):
        return _government(token, discourse)
    post = discourse.nouns.post(token) is not None
    kind = "Person" if post else discourse.nouns.kind(token)
    namesakes = _namesakes(token, discourse) if not post else []
    relational = token.lemma_.lower() in discourse.lexicon.words("anaphora", "relational")
    called = [entry for entry in discourse.named(REACH) if relational and token.lemma_.lower() in entry.nouns and not entry.adjectival]
    if (
        (not namesakes and (kind is None or kind in VAGUE))
        or (relational and not called)
        or names_itself(token, discourse)
        or _is_own(token, discourse)
        or tells_apart(token, discourse)
        or _is_another(token, discourse)
    ):
        return None
    if not namesakes and _is_institution(token, discourse):
        return None
    near = (
        called
        if len(called) == 1
        else namesakes
        or [entry for entry in discourse.named(NEAR if kind in NARROW else REACH) if _fits(entry, kind or "", token, discourse)]
    )
    if not near and not post and kind is not None and is_a(discourse.linker.ontology, kind, "Organization"):
        near = [entry for entry in discourse.named(REACH) if not entry.adjectival and _may_be(entry, kind, discourse)]
    near = [entry for entry in near if not bound(token, entry, discourse.lexicon) and not _within(entry, token, discourse)]
    if token.lemma_.lower() in discourse.lexicon.words("anaphora", "platforms"):
        near += [entry for entry in discourse.named(REACH) if _is_platform(entry, token, discourse)]
    if post:  # too many people have posts: only one who was given this one before
        near = [entry for entry in near if _held(token, entry, discourse)]
    elif not namesakes and (kind == "Person" or kind in NARROW):
        near = _alone(near, token)
    strict = kind == "GovernmentBody"  # bodies all have their state
    near = _of_nation(near, discourse.nationalities(token) | discourse.seats(token), discourse, strict=strict)
    if any(is_seat(child, discourse) for child in places_of(token)):
        near = _just_spoken_of(near, discourse.number - 1)
    near = _called_so(near, token, kind or "")
    near = _pointed_at(_in_line(near, token, discourse), token, discourse)
    best = discourse.best(near, _known_as(token, kind or "", near, discourse))
    if best is not None:
        discourse.describe(best, token)
    return best


def _is_another(token: Token, discourse: Discourse) -> bool:
    """The noun was just brought up of something without a name: "A group of members … leads the group"."""
    noun = token.lemma_.lower()
    unnamed = discourse.entries.get(f"{noun}/False")
    if unnamed is None or unnamed.mention is not None or unnamed.sentence < discourse.number - 1:
        return False
    indefinite = discourse.lexicon.words("articles", "indefinite")
    brought = any(child.lower_ in indefinite for child in children(discourse.doc[unnamed.places[0]], "det"))
    return brought and not any(noun in entry.nouns for entry in discourse.named(REACH))


def _government(token: Token, discourse: Discourse) -> Entry | None:
    """The country whose government was just spoken of (as one that acts, where the article is at home in another country), or whose
    bodies and parties the article names most, or else the only one; none where there are several, or where a word beside the noun says
    whose it is."""
    if any(child.pos_ in {"PROPN", "ADJ", "NOUN"} for child in children(token, "amod", "compound", "nmod", "appos", "flat")):
        return None
    found = []
    for entry in discourse.named(discourse.number):
        assert entry.mention is not None, "a name"
        sense = discourse.linker.lookup(entry.mention.name, entry.mention.language, types=("Country",))
        if sense is not None and sense.entity.type == "Country":
            found.append((entry, sense))
    home = discourse.home()
    last = [(entry, sense) for entry, sense in found if sense.kind == "metonym" and entry.sentence >= discourse.number - 1]
    foreign = home and not any(key(sense.entity.label) == home or entry.subject >= discourse.number - 1 for entry, sense in last)
    if foreign or len({sense.entity.id for _, sense in last}) != 1:  # "sold to the Norwegian government. The government …"
        last = [(entry, sense) for entry, sense in found if key(sense.entity.label) == home]
    if not last:
        near = [(entry, sense) for entry, sense in found if discourse.number - entry.sentence <= REACH]
        last = [(entry, sense) for entry, sense in near if sense.kind == "metonym"] or near
    if len({sense.entity.id for _, sense in last}) != 1:
        return None
    free = [entry for entry, _ in last if not bound(token, entry, discourse.lexicon)]
    return discourse.best([entry for entry in free if not entry.adjectival])


def _namesakes(token: Token, discourse: Discourse) -> list[Entry]:
    """The names that say with this very noun what they are: "the commission" of "European Commission", "the program" of "Developer
    Program"."""
    noun = token.lemma_.lower()
    language = discourse.lexicon.language
    named = ((entry, entry.mention) for entry in discourse.named(discourse.number) if not entry.adjectival)
    return [entry for entry, mention in named if mention is not None and noun in _says(mention.name, language)]


@lru_cache(maxsize=1 << 14)
def _says(name: str, language: str) -> frozenset[str]:
    """The words of a name that say what it is: the last one, and the one before "of"."""
    words, links = name.lower().split(), words_of(language)("names", "links")
    before = [word for word, link in pairwise(words) if link in links]
    body = words[:1] if words[0] in words_of(language)("places", "local") else []  # "rechtbank Rotterdam"
    return frozenset({*words[-1:], *before, *body} if len(words) > 1 else ())


def definite(token: Token, lexicon: Lexicon) -> bool:
    """True for a noun with a definite article or a demonstrative."""
    articles = children(token, "det")
    return bool(articles) and any(child.lower_ in lexicon.words("articles", "definite") for child in articles)


def first_of(token: Token) -> Token:
    """The first word of a noun phrase, with its article."""
    before = [child for child in children(token, "det", "amod", "compound", "nummod") if child.i < token.i]
    return min(before, key=lambda child: child.i, default=token)


def apposed(token: Token, discourse: Discourse) -> tuple[Entry, ...]:
    """The names right before the comma before a noun that describes them: "Umbra, the Norwegian chipmaker that …"."""
    if token.pos_ != "NOUN":
        return ()
    named = _bears(token, discourse)
    if named is not None:
        return (named,)
    comma = token.left_edge.i - 1
    if comma < token.sent.start + 1 or token.doc[comma].text != "," or comma - 1 not in discourse.names:
        return ()
    kind = discourse.nouns.kind(token)
    article = token.left_edge.lower_ in discourse.lexicon.any(("articles", "definite"), ("articles", "indefinite"))
    if kind is None or not article or children(token, "cop", "case") or label(token) == "nsubj":
        return ()
    found = discourse.names[comma - 1]
    entry = discourse.entry_of(found.mention)
    if "Plur" in token.morph.get("Number", []):
        groups = [entries for number, entries in discourse.groups if number == discourse.number and entries[-1] is entry]
        return groups[-1] if groups else ()
    return (entry,) if entry is not None and not entry.adjectival and _fits(entry, kind, token, discourse) else ()


def _bears(token: Token, discourse: Discourse) -> Entry | None:
    """The name in front of a noun that says what it is: "the Blue Ring alliance"; not of a company's, which may be a part of
    it ("the Umbra unit")."""
    kind = discourse.nouns.kind(token) if definite(token, discourse.lexicon) else None
    if kind is None or kind == "Company" or not is_a(discourse.linker.ontology, kind, "Organization"):
        return None
    found = [discourse.names[child.i] for child in children(token, "compound") if child.i == token.i - 1 and child.i in discourse.names]
    entry = discourse.entry_of(found[0].mention) if found else None
    return entry if entry is not None and not entry.adjectival and _fits(entry, kind, token, discourse) else None


def _fits(entry: Entry, kind: str, token: Token, discourse: Discourse) -> bool:
    if entry.adjectival and kind != "Country":
        return False
    if entry.mention is not None and kind == "GovernmentBody":
        own = entry.mention.name.partition(" ")[0].lower()
        if own in discourse.lexicon.words("places", "local") and own != token.lemma_.lower():  # a court is no "toezichthouder"
            return False
    gender = discourse.gender_of_noun(token)
    if gender and entry.gender and gender != entry.gender:
        return False
    if not entry.types:
        return kind in {"Organization", "Company"}
    if (
        token.lemma_.lower() in entry.nouns
        and discourse.is_a(entry, "Organization")
        and is_a(discourse.linker.ontology, kind, "Organization")
    ):
        return True  # "stock exchange operator X … the operator"
    if discourse.is_a(entry, kind):
        return True
    return entry.types[0] == "Organization" and is_a(discourse.linker.ontology, kind, "Organization")


def _is_own(token: Token, discourse: Discourse) -> bool:
    """ "This newspaper", "deze site": the outlet that one reads."""
    outlet = token.lemma_.lower() in discourse.lexicon.words("anaphora", "outlets")
    return outlet and any(child.lower_ in discourse.lexicon.words("anaphora", "here") for child in children(token, "det"))


def _may_be(entry: Entry, kind: str, discourse: Discourse) -> bool:
    """Something speaks for the class, if less than for another: a new name may be a product's or a person's by its looks."""
    return any(is_a(discourse.linker.ontology, one, kind) for one in entry.types)


def _is_institution(token: Token, discourse: Discourse) -> bool:
    """ "The embassy", "het gerechtshof": a body of its own, which no other body is called."""
    noun = token.lemma_.lower()
    called = any(noun in entry.nouns for entry in discourse.named(REACH))
    return noun in discourse.lexicon.words("anaphora", "institutions") and not called


def _is_platform(entry: Entry, token: Token, discourse: Discourse) -> bool:
    """ "The app" is the company of the title, or one that was called so: TikTok is both."""
    words = discourse.lexicon.words("anaphora", "platforms")
    called = entry.titled or bool(entry.nouns & words) or entry is discourse.main(discourse.named(REACH))
    return called and not entry.adjectival and discourse.is_a(entry, "Company") and not bound(token, entry, discourse.lexicon)


def _held(token: Token, entry: Entry, discourse: Discourse) -> bool:
    """The person was given this post, or one that means the same."""
    same = {token.lemma_.lower(), token.lower_}
    bare = discourse.nouns.bare
    return bool(same & entry.nouns) or (bool(same & bare) and bool(entry.nouns & bare))


def _alone(entries: list[Entry], token: Token) -> list[Entry]:
    """Those that were called this before, or the only one of all."""
    called = [entry for entry in entries if token.lemma_.lower() in entry.nouns]
    return called or (entries if len(entries) == 1 else [])


def _within(entry: Entry, token: Token, discourse: Discourse) -> bool:
    """The name is a part of the description: "the Umbra-led company" is not Umbra."""
    inside = [discourse.doc[place] for place in entry.places if token.is_ancestor(discourse.doc[place])]
    return any(place.head is not token or is_line(place, discourse) for place in inside)


def _just_spoken_of(entries: list[Entry], sentence: int) -> list[Entry]:
    """The subject of the sentence before, or the one that it named, or the title names, where a place beside the noun may be
    another one's; all where that tells none."""
    subjects = [entry for entry in entries if entry.subject == sentence]
    last, titled = [entry for entry in entries if entry.sentence == sentence], [entry for entry in entries if entry.titled]
    return next((some for some in (entries, subjects, last, titled) if len(some) == 1), last or entries)


def _called_so(entries: list[Entry], token: Token, kind: str) -> list[Entry]:
    """ "The parliament" is the European Parliament where one was spoken of; universities all have the word in their names."""
    noun = token.lemma_.lower()
    named = [entry for entry in entries if entry.mention is not None and noun in entry.mention.name.lower().split()]
    return entries if kind == "University" or not named else named


def _in_line(entries: list[Entry], token: Token, discourse: Discourse) -> list[Entry]:
    """ "The hedge fund" is one that was called so, or one just spoken of: a noun of few firms is no other word for a company; "the
    chipmaker" is such a one where there is any."""
    noun = token.lemma_.lower()
    fitting = [entry for entry in entries if noun in entry.nouns or entry.sentence >= discourse.number - 1]
    if noun in discourse.lexicon.words("anaphora", "lines"):
        return fitting
    trade = discourse.nouns.kind(token) == "Company" and noun not in discourse.lexicon.words("anaphora", "firms")
    return fitting or entries if trade else entries


def _pointed_at(entries: list[Entry], token: Token, discourse: Discourse) -> list[Entry]:
    """ "That company" is the one that the sentence before brought up last, not the one that it was about."""
    pointing = discourse.lexicon.words("articles", "demonstrative")
    if not any(child.lower_ in pointing for child in children(token, "det")):
        return entries
    last = [entry for entry in entries if entry.sentence == discourse.number - 1]
    new = [entry for entry in last if not any(_is_topic(discourse.doc[place]) for place in entry.places)] or last

    def outer(entry: Entry) -> tuple[int, int]:
        """Names of main clauses before those of relative ones, the later of equals."""
        place = discourse.doc[entry.places[-1]]
        return -sum(above.dep_ in {"acl:relcl", "acl"} for above in (place, *place.ancestors)), place.i

    return [max(new, key=outer)] if new else entries


def _is_topic(place: Token) -> bool:
    """The subject of a whole sentence."""
    head = top(place)
    return label(head) == "nsubj" and head.head is head.sent.root


def _of_nation(entries: list[Entry], nations: set[str], discourse: Discourse, *, strict: bool) -> list[Entry]:
    """ "The Chinese company" is one that is known or was called Chinese before; else, unless `strict`, one of which nothing is known, and
    for an adjective of no country ("the Californian company") any."""
    if not nations:
        return entries
    same = [entry for entry in entries if entry.nations & nations]
    open_ = [entry for entry in entries if not entry.nations]
    if not any(discourse.is_country(nation) for nation in nations):
        open_ = open_ or entries
    return same or ([] if strict else open_)


def _known_as(token: Token, kind: str, entries: list[Entry], discourse: Discourse) -> dict[int, float]:
    """What speaks for an entry besides its salience: that it was called this before, that its class is known to be this."""
    called = {entry.places[-1]: 1.5 for entry in entries if token.lemma_.lower() in entry.nouns}
    exact = {entry.places[-1]: 0.5 for entry in entries if discourse.is_a(entry, kind)}
    firm = token.lemma_.lower() in discourse.lexicon.words("anaphora", "firms")  # "the company" is what the article is about
    last = [entry for entry in entries if entry.subject == discourse.number - 1]
    last = [entry for entry in last if any(_is_topic(discourse.doc[place]) for place in entry.places)] or last
    goes_on = is_subject(token) and len(last) == 1  # a subject goes on with the only subject of the sentence before
    topic = {entry.places[-1]: TOPIC for entry in entries if firm and not goes_on and discourse.leads_title(entry)}
    main = discourse.main(entry for entry in entries if discourse.is_a(entry, kind)) if firm and not goes_on else None
    if main is not None:
        topic[main.places[-1]] = TOPIC
    suffers = {entry.places[-1]: ACTED_UPON for entry in entries if _is_acted_upon(entry, token)}
    every = (called, exact, topic, suffers)
    return {place: sum(said.get(place, 0.0) for said in every) for place in frozenset().union(*every)}


def _is_acted_upon(entry: Entry, token: Token) -> bool:
    """ "Umbra cut its ties with Globex after the US had blacklisted the company": with whom it was cut, the ban tells why."""
    clause, above = token.head, token.head.head
    under = label(token) == "obj" and label(clause) == "advcl" and bool(children(clause, "nsubj")) and clause.i > above.i
    places = [token.doc[place] for place in entry.places] if under else []
    return any(above.i < place.i < clause.i and place.head.i != clause.i and above.is_ancestor(place) for place in places)
