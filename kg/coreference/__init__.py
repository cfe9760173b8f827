"""Who "it", "he", "the company" and "beide universiteiten" are: a transparent sieve, precision before recall.

Walking through the article, every name and noun that is passed is remembered (`discourse`). A token that may stand for
a name goes through the sieves in their order, and the first that answers decides:

    appositions    "Umbra, the chipmaker that …"
    plurals        "they", "the two companies", "the former": names that were coordinated
    pronouns       "it", "he", "hun": the most salient entry that agrees in class, number and gender
    descriptions   "the company", "de techgigant": the most salient name of the class that the noun names
    posts          "topman X", without a company: at the one that is most salient

`binding` rules out what grammar makes someone else. "We" inside a quotation is left to the attribution step. Where
nothing fits, or a common noun is more likely, nothing is resolved.

After Raghunathan et al. 2010 (a multi-pass sieve) in spirit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from kg.coreference.descriptions import NEAR, REACH, TOPIC, apposed, definite, description, first_of
from kg.coreference.discourse import FEMALE, MALE, Discourse, Entry, is_subject, pieces, top
from kg.coreference.kin import inhabitant, relative_of
from kg.coreference.plurals import coordinate, group, others, pointed
from kg.coreference.pronouns import pronoun, quoted_by
from kg.extract.mentions import Found
from kg.extract.nouns import Nouns
from kg.extract.syntax import case, children, lemma
from kg.lang import Lexicon
from kg.lang import lexicon as words_of
from kg.link import Linker, key
from kg.model import Mention
from kg.parse import Doc, Token

FUNCTIONAL = frozenset({"PRON", "DET"})
"""Parts of speech of which some words stand for a name (`_standing`); nouns may, and single words of other classes (`_telling`)."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the words of an article stand for, by the index of their head token.

    Mentions keep their own words and place; their `name` is the antecedent's.
    """

    anaphora: dict[int, Mention] = field(default_factory=dict)
    groups: dict[int, tuple[Mention, ...]] = field(default_factory=dict)  # plurals
    employers: dict[int, Mention] = field(default_factory=dict)  # bare posts: where their holders work
    affiliations: dict[str, Mention] = field(default_factory=dict)  # `link.key` of a person's name -> the organisation of the post
    owners: dict[int, Mention] = field(default_factory=dict)  # "the parent", "rival X": of whom
    commons: dict[int, str] = field(default_factory=dict)  # common nouns that mean no name: the same word for the same thing


def resolve(doc: Doc, found: Iterable[Found], lexicon: Lexicon, nouns: Nouns, linker: Linker) -> Resolved:
    """The anaphora of an article.

    Args:
        doc: the article, parsed.
        found: its names, from `extract.mentions.names`.
        linker: knows the countries of nationalities, and the ontology.
    """
    items = list(found)
    last = {item.last: item for item in items}
    discourse = Discourse(doc, lexicon, nouns, linker, {i: item for item in items for i in range(item.first, item.last + 1)})
    resolved = Resolved(affiliations=discourse.affiliations, commons=discourse.commons)
    links = lexicon.table("pronouns", "pointing")
    telling, standing = _telling(lexicon.language, nouns), _standing(lexicon.language)
    for discourse.number, token in pieces(doc):
        item = last.get(token.i)
        if item is not None and item.mention.kind == "nominal" and definite(token, lexicon):
            _sift(token, discourse, resolved)  # "the app" is a thing, or who is called so
        elif (item is not None or token.pos_ == "NOUN") and (compatriot := inhabitant(token, discourse)) is not None:
            resolved.anaphora[token.i] = discourse.stand_in(token, token, compatriot, "nominal")
        elif item is not None:
            discourse.remember(item)
            coordinate(doc.between(item.first, token.i + 1).root, discourse)
        elif token.lower_ in links and {token.head.lemma_.lower(), token.head.head.lemma_.lower()} & lexicon.words("clauses", "mutual"):
            resolved.groups[token.i] = tuple(discourse.stand_in(token, token, entry, "pronoun") for entry in others(token, discourse))
        elif token.i not in discourse.names and (
            token.pos_ == "NOUN"
            or (token.pos_ in FUNCTIONAL and token.lower_ in standing)
            or token.lower_ in telling
            or token.lemma_.lower() in telling
        ):
            _sift(token, discourse, resolved)
    for post, mention in sorted(resolved.employers.items()):
        holder = discourse.names.get(post + 1)  # "topman X"
        if holder is not None and holder.mention.types[:1] == ("Person",):
            discourse.affiliations.setdefault(key(holder.mention.name), mention)
    return resolved


@cache
def _telling(language: str, nouns: Nouns) -> frozenset[str]:
    """The words that may stand for someone whatever their class: "the former", and the last words of posts."""
    lists = (words_of(language)("anaphora", name) for name in ("former", "latter", "spokespersons", "party_posts"))
    return frozenset().union(*lists, (post.rpartition(" ")[2] for post in nouns.bare), nouns.bare)


@cache
def _standing(language: str) -> frozenset[str]:
    """The pronouns and determiners that may stand for someone; articles, above all, do not."""
    words = words_of(language)
    lists = [("pronouns", name) for name in (MALE, FEMALE, "plural", "thing")] + [("anaphora", name) for name in ("belonging", "pointing")]
    return frozenset().union(*(words(*place) for place in lists))


def _sift(token: Token, discourse: Discourse, resolved: Resolved) -> None:
    beside = apposed(token, discourse)
    several = beside or group(token, discourse)
    if len(several) > 1:
        kind = "nominal" if token.pos_ == "NOUN" else "pronoun"
        resolved.groups[token.i] = tuple(discourse.stand_in(token, token, entry, kind) for entry in several)
        for entry in several:
            entry.pass_by(discourse.number, token.i, subject=is_subject(token))
        return
    if beside:
        resolved.anaphora[token.i] = discourse.stand_in(first_of(token), token, beside[0], "nominal")
        discourse.describe(beside[0], token)
        return
    for sieve, kind in ((pronoun, "pronoun"), (pointed, "nominal"), (description, "nominal")):
        meant = sieve(token, discourse)
        if meant is not None:
            first = first_of(token) if sieve is description else token
            resolved.anaphora[token.i] = discourse.stand_in(first, token, meant, kind)
            meant.pass_by(discourse.number, token.i, subject=is_subject(token))
            return
    owner = relative_of(token, discourse)
    if owner is not None:
        resolved.owners[token.i] = discourse.stand_in(token, token, owner, "nominal")
    employer = _possessor(token, discourse, resolved) or _employer(token, discourse)
    if employer is not None:
        resolved.employers[token.i] = discourse.stand_in(token, token, employer, "nominal")
    discourse.compete(token)


def _possessor(post: Token, discourse: Discourse, resolved: Resolved) -> Entry | None:
    """Whose post it is by the pronoun before it: "its chief executive", "its spokesman"."""
    if discourse.nouns.post(post) is None:
        return None
    meant = (resolved.anaphora[child.i] for child in children(post, "nmod:poss") if child.i in resolved.anaphora)
    entries = (discourse.entry_of(mention) for mention in meant)
    return next((entry for entry in entries if entry is not None and discourse.is_a(entry, "Organization")), None)


def _placed(token: Token, discourse: Discourse) -> bool:
    """The post says where it is: "topman van Umbra", "topman X van Umbra"."""
    ways = discourse.lexicon.any(("possessive", "of"), ("reporting", "belongs"))
    of = discourse.lexicon.words("possessive", "of")  # "director of the service X of the ministry"
    told = (
        child
        for child in children(token, "nmod", "obl")
        if child.i in discourse.names
        or (child.pos_ == "NOUN" and (case(child) in of or discourse.nouns.kind(child) == "GovernmentBody"))  # "for the foreign ministry"
    )
    if any(case(child) in ways for child in told):
        return True
    holder = discourse.names.get(token.i + 1)
    behind = holder.last + 2 if holder is not None else len(token.doc)
    return behind < len(token.doc) and token.doc[behind - 1].lower_ in ways and behind in discourse.names


def _employer(token: Token, discourse: Discourse) -> Entry | None:
    """Where the holder of a bare post works: "Topman X" in an article about a company is its chief executive, and "a
    spokesman" speaks for whoever was just spoken of."""
    adverbs = children(token, "advmod")
    if adverbs and any(child.lower_ in discourse.lexicon.words("anaphora", "there") for child in adverbs):
        bodies = [entry for entry in discourse.named(NEAR) if not entry.adjectival and discourse.is_a(entry, "Organization")]
        bodies = [entry for entry in bodies if entry.sentence == discourse.number - 1] or bodies
        return discourse.best(bodies) if discourse.nouns.post(token) else None
    speaks = token.lemma_.lower() in discourse.lexicon.words("anaphora", "spokespersons")
    party = token.lemma_.lower() in discourse.lexicon.words("anaphora", "party_posts")
    founder = token.lemma_.lower() in discourse.nouns.built.get("bareFounder", ())
    body = discourse.lexicon.table("anaphora", "local_posts").get(token.lemma_.lower())
    if not (speaks or party or body or founder or discourse.nouns.is_bare(token)) or _placed(token, discourse):
        return None
    if any(discourse.nouns.kind(child) == "GovernmentBody" for child in children(token, "compound") if child.pos_ == "NOUN"):
        return None  # "foreign ministry spokesman X"
    if body:
        own = (entry for entry in discourse.named(REACH) if entry.mention is not None and not entry.adjectival)
        return discourse.best(entry for entry in own if entry.mention and entry.mention.name.lower().startswith(f"{body} "))
    kinds = ("Organization", "Country") if speaks else ("PoliticalParty",) if party else ("Company", "University")
    near = discourse.named(NEAR if speaks or party else REACH)
    fitting = [
        entry
        for entry in near
        if not entry.adjectival
        and ((not party and entry.types[:1] in {(), ("Organization",)}) or any(discourse.is_a(entry, kind) for kind in kinds))
    ]
    fitting = [entry for entry in fitting if not discourse.is_aside(entry)] or fitting
    said = quoted_by(token, discourse.lexicon) if speaks else frozenset()
    fitting = [entry for entry in fitting if not {*entry.places} <= said] or fitting
    if token.lemma_.lower() in discourse.lexicon.words("anaphora", "academic_posts"):
        fitting = [entry for entry in fitting if discourse.is_a(entry, "University")] or fitting
    if not speaks and not party and token.lemma_.lower() in discourse.lexicon.words("anaphora", "topic_posts"):
        above = (token, *token.ancestors)  # "Umbra, dat zij met topman X oprichtte", "Umbra, waar X topman is"
        clause = next((part for part in above if part.dep_ == "acl:relcl"), None)
        whole = discourse.names.get(clause.head.i) if clause is not None else None
        told = [entry for entry in fitting if whole is not None and entry.mention is not None and entry.mention.name == whole.mention.name]
        told = told or _announcing(token, fitting, discourse)
        return told[0] if told else discourse.topic(fitting, discourse.names.get(token.i + 1))
    return discourse.best(fitting, {} if speaks or party else _of_the_lead(fitting, discourse))


def _announcing(post: Token, entries: list[Entry], discourse: Discourse) -> list[Entry]:
    """The one that tells of its own post: "Umbra kondigt aan dat X de nieuwe topman wordt", "Umbra said that chief executive X leaves"."""
    verbs = discourse.lexicon.any(("reporting", "announcements"), ("anaphora", "own_news"))
    told = [above for above in post.ancestors if above.pos_ == "VERB" and lemma(above) in verbs]
    subjects = [child.i for verb in told for child in children(verb, "nsubj")]
    return [entry for entry in entries if any(top(discourse.doc[place]).i in subjects for place in entry.places)]


def _of_the_lead(entries: list[Entry], discourse: Discourse) -> dict[int, float]:
    """What speaks for those that the first sentence brought up: the article is about them, unless the sentence before was about another."""
    last = [entry for entry in entries if entry.subject == discourse.number - 1]
    return {} if len(last) == 1 else {entry.places[-1]: 1.5 * TOPIC for entry in entries if entry.first == 0}
