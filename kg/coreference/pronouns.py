"""It, he, they, het, hij, hun: the most salient name of the last sentences that agrees in class, number and gender.

A common noun that is more salient than any name takes the pronoun away from the names: then nothing is resolved.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.coreference.binding import bound
from kg.coreference.discourse import FEMALE, MALE, Discourse, Entry
from kg.extract.quotations import quoted, speech
from kg.extract.subjects import is_passive, surface_subject
from kg.extract.syntax import children, label, lemma
from kg.lang import Lexicon
from kg.parse import Token

REACH = 2
"""Sentences back that a pronoun looks."""
PLACES = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "det"})
SAID = frozenset({"ROOT", "ccomp", "parataxis"})
"""Labels of a clause that is said as a whole."""
THINGS = ("Organization", "Country", "Product")
GROUPS = ("Organization", "Country")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pronoun asks of its antecedent."""

    classes: tuple[str, ...]
    genders: frozenset[str] = frozenset()  # of a person
    plural: bool = False


def pronoun(token: Token, discourse: Discourse) -> Entry | None:
    """The antecedent of a pronoun, or None where the token is none, means no one, or nothing fits."""
    if not _stands_for_someone(token, discourse.lexicon):
        return None
    wanted = _wanted(token, discourse.lexicon)
    if not wanted.classes:
        return None
    possessive = token.lower_ in discourse.lexicon.words("pronouns", "possessive") and label(token) in {"nmod", "det"}
    coming = _coming(token, discourse) if possessive else None
    if coming is not None and _agrees(coming, wanted, token, discourse):
        return coming
    near = [entry for entry in discourse.near(REACH) if _agrees(entry, wanted, token, discourse)]
    if possessive:
        near = [entry for entry in near if not _apposed(token.head, entry)]
        if _has_firms(token.head, discourse):  # no court has a parent company, no law a chief executive
            near = [entry for entry in near if entry.mention is not None or discourse.is_a(entry, "Company")]
    else:
        near = [entry for entry in near if not bound(token, entry, discourse.lexicon)]
    said = quoted_by(token, discourse.lexicon)
    near = [entry for entry in near if not {*entry.places} <= said] or near
    if (speaker := _speaker_of(token, discourse)) is not None:
        near = [entry for entry in near if not _is_called(entry, speaker, discourse)]
    near = [entry for entry in near if not _only_reports(entry, token, discourse)]
    if token.lower_ in discourse.lexicon.words("anaphora", "pointing"):
        near = [entry for entry in near if entry.sentence < discourse.number and entry.subject < entry.sentence]
    own = _doer(token, discourse.lexicon)
    if wanted.plural and any(_shared(entry, token, discourse) for entry in near):
        near = [entry for entry in near if possessive and own is not None and own.i in entry.places]
    accused = _accused(token, discourse.lexicon)
    best = discourse.best(near, _preferred(token, near, wanted, own, accused), subject=2.5)
    return best if best is not None and best.mention is not None else None


def quoted_by(token: Token, lexicon: Lexicon) -> frozenset[int]:
    """What the one who speaks says: who is only named there is someone else (“Umbra supplies Orbis,” she said)."""
    if label(token) != "nsubj" or lemma(token.head) not in lexicon.words("reporting", "verbs"):
        return frozenset()
    sent = token.sent
    found = [range(first, last + 1) for first, last in quoted(token.doc[0]) if first <= sent.end and last >= sent.start]
    return frozenset(i for part in found if token.i not in part for i in part)


def _speaker_of(token: Token, discourse: Discourse) -> Token | None:
    """Who says the clause of a pronoun in a quotation: to himself he is no "he". None where the quotation begins within the clause
    (Umbra said that it “does what it can”)."""
    source = speech(discourse.doc, discourse.lexicon).source(token)
    span = next((range(first, last + 1) for first, last in quoted(discourse.doc[0]) if first <= token.i <= last), None)
    speaks = label(token) == "nsubj" and lemma(token.head) in discourse.lexicon.words("reporting", "verbs")
    if source is None or span is None or speaks:  # quotation marks are left open now and then
        return None
    clause = token
    while clause.head.i != clause.i and clause.head.i in span:
        clause = clause.head
    whole = label(clause) in SAID and all(child.i in span for child in children(clause, "nsubj", "aux", "cop", "mark"))
    return source.speaker if whole else None


def _only_reports(entry: Entry, token: Token, discourse: Discourse) -> bool:
    """An outlet that reports the clause tells of others: "fell after Reuters reported that it had lost a customer"."""
    if not discourse.is_a(entry, "MediaOutlet"):
        return False
    verbs = [above for above in token.ancestors if above.pos_ == "VERB" and lemma(above) in discourse.lexicon.words("reporting", "verbs")]
    subjects = [child for verb in verbs for child in children(verb, "nsubj")]
    return any(part.i in entry.places for child in subjects for part in (child, *children(child, "appos", "flat")))


def _is_called(entry: Entry, token: Token, discourse: Discourse) -> bool:
    """The token is a name of the entry, or meant it."""
    named = [discourse.names[part.i].mention for part in (token, *children(token, "flat")) if part.i in discourse.names]
    return token.i in entry.places or any(discourse.entry_of(mention) is entry for mention in named)


def _has_firms(noun: Token, discourse: Discourse) -> bool:
    """True for a noun that says what only firms have: a parent, shares, a chief executive."""
    words = {noun.lemma_.lower(), *(child.lemma_.lower() for child in children(noun, "compound"))}
    return bool(words & discourse.lexicon.words("anaphora", "of_firms")) or discourse.nouns.is_bare(noun)


def _apposed(noun: Token, entry: Entry) -> bool:
    """True where the noun that is possessed describes the entry itself: in "Umbra, its parent company" someone else is Umbra's."""
    above = noun.head if label(noun) == "appos" else noun
    return any(place in {above.i, *(child.i for child in children(noun, "appos", "flat"))} for place in entry.places)


def plural(token: Token, lexicon: Lexicon) -> bool:
    """True for a pronoun that several may share: "they", "hun", and "ze" but for the verb's number."""
    return token.pos_ in {"PRON", "DET"} and token.lower_ in lexicon.words("pronouns", "plural") and _wanted(token, lexicon).plural


def _stands_for_someone(token: Token, lexicon: Lexicon) -> bool:
    if token.pos_ not in {"PRON", "DET"} or (label(token) not in PLACES and token.dep_ != "nmod:poss"):
        return False
    if label(token) == "det" and token.lower_ not in lexicon.words("pronouns", "possessive"):
        return False
    if token.lower_ in lexicon.words("anaphora", "pointing"):
        return label(token) == "nsubj" and token.i == token.sent.start
    return not (token.lower_ in lexicon.words("anaphora", "neuter") and _impersonal(token, lexicon))


def _impersonal(token: Token, lexicon: Lexicon) -> bool:
    """ "It seems", "it is clear that", "het regent": the subject means no one."""
    head = token.head
    if label(token) == "obj":  # "Umbra heeft het moeilijk"
        return any(
            child.lower_ in lexicon.words("anaphora", "weather")
            for child in children(head, "xcomp", "advmod", "obl")
            if child.pos_ in {"ADJ", "ADV"}
        )
    if label(token) != "nsubj":
        return False
    if head.lemma_.lower() in lexicon.words("anaphora", "impersonal"):
        return True
    clause = bool(children(head, "csubj", "ccomp", "xcomp", "advcl", "acl"))
    if children(head, "cop") or token.dep_.endswith("pass"):
        return head.lower_ in lexicon.words("anaphora", "weather") or (clause and head.pos_ in {"ADJ", "NOUN"})
    return any(child.dep_ == "csubj" for child in head.children)


def _wanted(token: Token, lexicon: Lexicon) -> Wanted:
    form = token.lower_
    genders = {gender for gender in (MALE, FEMALE) if form in lexicon.words("pronouns", gender)}
    classes: tuple[str, ...] = ("Person",) if genders else ()
    several = form in lexicon.words("pronouns", "plural")
    if several and genders:  # Dutch "zij": the verb tells
        number = _number_of_verb(token)
        several = number != "Sing"
        genders = set() if several else genders
        classes = () if several else classes
    if form in lexicon.words("pronouns", "thing"):
        classes += THINGS
    belongs = form in lexicon.words("anaphora", "belonging") and (token.dep_ == "nmod:poss" or label(token) == "det")
    if belongs:
        classes += GROUPS
    if several:
        classes += GROUPS
    if form in lexicon.words("anaphora", "pointing"):
        classes = ("Person", "Organization")
    return Wanted(classes, frozenset(genders), several)


def _number_of_verb(token: Token) -> str:
    if label(token) != "nsubj":
        return "Plur"
    finite = [word for word in (token.head, *children(token.head, "aux", "cop")) if "Fin" in word.morph.get("VerbForm", [])]
    return next((number for word in finite for number in word.morph.get("Number", [])), "Plur")


def _agrees(entry: Entry, wanted: Wanted, token: Token, discourse: Discourse) -> bool:
    if entry.adjectival:
        return False
    person = discourse.is_a(entry, "Person")
    if person and wanted.genders and entry.gender and entry.gender not in wanted.genders:
        return False
    if entry.mention is None:
        return _competes(entry, wanted, token, discourse)
    if not entry.types:
        return "Organization" in wanted.classes
    return any(discourse.is_a(entry, kind) for kind in wanted.classes) or ("Country" in wanted.classes and _governs(entry, discourse))


def _governs(entry: Entry, discourse: Discourse) -> bool:
    """The capital, as the subject of a verb, is the government: "Beijing suspended the curbs that it had imposed"."""
    if entry.types[:1] != ("City",) or entry.mention is None or entry.subject != entry.sentence:
        return False
    sense = discourse.linker.lookup(entry.mention.name, entry.mention.language, types=("Country",))
    return sense is not None and sense.entity.type == "Country"


def _competes(entry: Entry, wanted: Wanted, token: Token, discourse: Discourse) -> bool:
    """A common noun that the pronoun may mean."""
    if wanted.plural:
        return entry.plural
    if entry.plural:
        return False
    if wanted.genders and "Organization" not in wanted.classes:
        return discourse.is_a(entry, "Person")
    acts = label(token) == "nsubj" and lemma(token.head) in discourse.lexicon.words("reporting", "verbs")
    return discourse.is_a(entry, "Organization") if acts else not discourse.is_a(entry, "Person")


def _shared(entry: Entry, token: Token, discourse: Discourse) -> bool:
    """A plural noun that takes "they" away from a single name: "customers … their"; for a subject, only one that acts."""
    return entry.plural and (label(token) != "nsubj" or entry.subject >= discourse.number - 1 or discourse.is_a(entry, "Agent"))


def _coming(token: Token, discourse: Discourse) -> Entry | None:
    """The subject that a phrase in front of it speaks of already: "At its own mill, Umbra …"."""
    subject = next(iter(children(token.sent.root, "nsubj")), None)
    if subject is None or subject.i < token.i or subject.i not in discourse.names or subject.is_ancestor(token):
        return None
    if (
        lemma(subject.head) in discourse.lexicon.words("reporting", "verbs")
        and "MediaOutlet" in discourse.names[subject.i].mention.types[:1]
    ):
        return None  # "Its shares fell, Reuters reported"
    mention = discourse.names[subject.i].mention
    if mention.kind != "name" or mention.adjectival:
        return None
    return discourse.entry_of(mention) or Entry(mention, mention.types, discourse.number, [subject.i])


def _doer(token: Token, lexicon: Lexicon) -> Token | None:
    """The subject of the verb that a pronoun is below."""
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    return surface_subject(verb, lexicon) if verb.pos_ == "VERB" and label(token) != "nsubj" else None


def _accused(token: Token, lexicon: Lexicon) -> Token | None:
    """Whom the clause of a subject is held against: "accuses Umbra, saying that it spies", "beschuldigt Umbra ervan dat het spioneert"."""
    verb = token.head
    while label(token) == "nsubj" and verb.head.i != verb.i and label(verb) in {"ccomp", "advcl", "acl", "xcomp"}:
        verb = verb.head
        if lemma(verb) in lexicon.words("reporting", "accusations"):
            return next(iter(children(verb, "nsubj" if is_passive(verb, lexicon) else "obj")), None)
    return None


def _preferred(token: Token, entries: list[Entry], wanted: Wanted, own: Token | None, accused: Token | None) -> dict[int, float]:
    """A name goes before a common noun, a subject goes on with the subject, and a possessive mostly is its own subject's:
    "The EU forced Umbra to cut its prices" says whose prices. What is held against someone, that one did.
    """
    bonus = {}
    for entry in entries:
        parallel = 1.0 if label(token) == "nsubj" and entry.subject == entry.sentence else 0.0
        bidden = own is not None and label(own) in {"obj", "iobj"}  # "forced Umbra to cut its prices"
        doer = (3.0 if bidden else 1.5) if own is not None and own.i in entry.places else 0.0
        doer += 4.0 if accused is not None and accused.i in entry.places else 0.0
        known = 1.0 if entry.gender in wanted.genders else 0.0
        bonus[entry.places[-1]] = parallel + doer + known + (1.0 if entry.mention is not None else 0.0)
    return bonus
