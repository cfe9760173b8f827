"""Who "it", "he", "the company" and "de techgigant" are: a transparent sieve, precision before recall.

Walking through the article, every name that is passed becomes a candidate with a salience: how near, how often, and
whether it was a subject. A pronoun takes the most salient candidate of a fitting class in the last sentences; a definite
description whose noun names a class ("the chipmaker") takes the most salient member of that class. "We" inside a quote
is left to the attribution step. Where nothing fits, nothing is resolved.

After Raghunathan et al. 2010 (a multi-pass sieve) in spirit; one pass is enough for names in news of this length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.annotate import end, offset
from kg.extract.clauses import surface_subject
from kg.extract.mentions import Found
from kg.extract.nouns import Nouns
from kg.extract.syntax import children, conjuncts, first_conjunct, label
from kg.lang import Lexicon
from kg.link import key
from kg.model import Mention
from kg.ontology import Ontology, is_a

PRONOUN_REACH = 2
"""Sentences back that a pronoun looks."""
DESCRIPTION_REACH = 12
"""Sentences back that a definite description looks."""


@dataclass(slots=True)
class _Candidate:
    mention: Mention
    sentence: int
    token: int
    count: int = 0
    subject: int = -99  # the last sentence of which it was the subject
    adjectives: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)

    def salience(self, sentence: int) -> float:
        """Nearness, then being a subject, then how often the article names it."""
        return 3.0 / (1 + sentence - self.sentence) + 2.0 / (1 + max(0, sentence - self.subject)) + min(self.count, 6) * 0.35


def resolve(doc: Doc, found: Iterable[Found], lexicon: Lexicon, nouns: Nouns, ontology: Ontology) -> dict[int, Mention]:
    """The anaphora of an article: index of the head token -> the mention, whose `name` is its antecedent's.

    Args:
        doc: the article, parsed.
        found: its names, from `extract.mentions.names`.
    """
    return _walk(doc, found, lexicon, nouns, ontology)[0]


def employers(doc: Doc, found: Iterable[Found], lexicon: Lexicon, nouns: Nouns, ontology: Ontology) -> dict[int, Mention]:
    """Where the holders of bare posts work: "Topman X" in an article about a company is its chief executive. Index of the
    noun -> a mention of the company that is most salient there.
    """
    return _walk(doc, found, lexicon, nouns, ontology)[1]


def _walk(
    doc: Doc, found: Iterable[Found], lexicon: Lexicon, nouns: Nouns, ontology: Ontology
) -> tuple[dict[int, Mention], dict[int, Mention]]:
    at = {item.last: item for item in found}
    inside = {i for item in at.values() for i in range(item.first, item.last + 1)}
    candidates: dict[str, _Candidate] = {}
    resolved: dict[int, Mention] = {}
    posts: dict[int, Mention] = {}
    for number, sent in enumerate(doc.sents):
        for token in sent:
            if token.i in at:
                _remember(candidates, at[token.i], doc, number)
                continue
            if token.i in inside:
                continue
            entries = list(candidates.values())
            mention = _anaphor(token, number, entries, lexicon, nouns, ontology)
            if mention:
                resolved[token.i] = mention
                if _is_subject(token):
                    candidates[key(mention.name)].subject = number
                candidates[key(mention.name)].sentence = number
            elif nouns.is_bare(token):
                best = _best(
                    [entry for entry in entries if number - entry.sentence <= DESCRIPTION_REACH and _fits(entry, ["Company"], ontology)],
                    number,
                )
                if best:
                    posts[token.i] = _stand_in(token, token, best, "nominal", lexicon)
    return resolved, posts


def groups(doc: Doc, found: Iterable[Found], lexicon: Lexicon, nouns: Nouns, ontology: Ontology) -> dict[int, tuple[Mention, ...]]:
    """What plural descriptions stand for: "the two companies", "beide universiteiten" -> the names that were last
    coordinated, all of them members of the class that the noun names. Index of the noun -> a mention for each.
    """
    at = {item.first: item for item in found} | {item.last: item for item in found}
    last: list[tuple[int, list[Mention]]] = []
    resolved: dict[int, tuple[Mention, ...]] = {}
    for number, sent in enumerate(doc.sents):
        for token in sent:
            several = [at[part.i].mention for part in conjuncts(token) if part.i in at] if token.i in at and label(token) != "conj" else []
            if len(several) > 1:
                last.append((number, several))
            elif (
                token.pos_ == "NOUN"
                and "Plur" in token.morph.get("Number", [])
                and _definite(token, lexicon)
                and not children(token, "appos")
            ):
                kind = nouns.kind(token)
                near = [names for place, names in last if number - place <= PRONOUN_REACH and _all(names, kind, ontology)]
                if kind and near:
                    resolved[token.i] = tuple(_copy(token, token, mention, "nominal", lexicon) for mention in near[-1])
    return resolved


def _all(names: list[Mention], kind: str | None, ontology: Ontology) -> bool:
    """True where every name may be a member of the class."""
    return kind is not None and all(
        not mention.types or is_a(ontology, mention.types[0], kind) or is_a(ontology, kind, mention.types[0]) for mention in names
    )


def _remember(candidates: dict[str, _Candidate], item: Found, doc: Doc, number: int) -> None:
    if item.mention.adjectival or item.mention.kind != "name":
        return
    head = doc[item.first : item.last + 1].root
    entry = candidates.setdefault(key(item.mention.name), _Candidate(item.mention, number, head.i))
    entry.sentence, entry.token, entry.count = number, head.i, entry.count + 1
    if _is_subject(head):
        entry.subject = number
    described = [child for child in children(head, "appos", "nmod", "compound", "flat") if child.pos_ == "NOUN"]
    if label(head) in {"appos", "flat", "nsubj"} and head.head.pos_ == "NOUN" and (label(head) != "nsubj" or children(head.head, "cop")):
        described.append(head.head)
    entry.roles |= {noun.lemma_.lower() for noun in described}
    for noun in (head, *described):
        entry.adjectives |= _nationalities(noun)


def _nationalities(noun: Token) -> set[str]:
    """The adjectives with a capital before a noun: "Chinese", "Amerikaans"."""
    return {child.lower_ for child in children(noun, "amod") if child.text[:1].isupper()}


def _is_subject(token: Token) -> bool:
    return label(token) == "nsubj"


def _anaphor(token: Token, number: int, candidates: list[_Candidate], lexicon: Lexicon, nouns: Nouns, ontology: Ontology) -> Mention | None:
    if (token.pos_ in {"PRON", "DET"} and label(token) in {"nsubj", "obj", "iobj", "obl", "nmod", "conj", "det"}) or (
        token.dep_ == "nmod:poss" and token.pos_ in {"PRON", "DET"}
    ):
        return _pronoun(token, number, candidates, lexicon, ontology)
    if token.pos_ == "NOUN" and _definite(token, lexicon):
        return _description(token, number, candidates, nouns, ontology, lexicon)
    return None


def _pronoun(token: Token, number: int, candidates: list[_Candidate], lexicon: Lexicon, ontology: Ontology) -> Mention | None:
    form = token.lower_
    wanted: list[str] = []
    if label(token) == "det" and form not in lexicon("pronouns", "possessive"):
        return None
    if form in lexicon("pronouns", "male") | lexicon("pronouns", "female"):
        wanted.append("Person")
    if form in lexicon("pronouns", "thing"):
        wanted += ["Organization", "Country", "Product"]
    if form in lexicon("pronouns", "plural"):
        wanted += ["Organization", "Country"]
    near = [entry for entry in candidates if number - entry.sentence <= PRONOUN_REACH and _fits(entry, wanted, ontology)]
    if form not in lexicon("pronouns", "possessive"):
        near = [entry for entry in near if not _same_clause(token, first_conjunct(token.doc[entry.token]))]
        doer = _doer(token, lexicon)
        near = [entry for entry in near if doer is None or entry.token not in {doer.i, *(part.i for part in doer.children)}]
    best = _best(near, number)
    return _stand_in(token, token, best, "pronoun", lexicon) if best else None


def _description(
    token: Token, number: int, candidates: list[_Candidate], nouns: Nouns, ontology: Ontology, lexicon: Lexicon
) -> Mention | None:
    role = nouns.post(token) is not None
    kind = "Person" if role else nouns.kind(token)
    if kind is None or kind in {"Product", "Technology", "Agreement", "Event", "Place", "City"}:
        return None
    if any(label(child) in {"appos", "flat"} and child.pos_ == "PROPN" for child in token.children) or label(token) == "appos":
        return None
    if token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN":  # a title: "het Britse satellietbedrijf Inmarsat"
        return None
    if (children(token, "nmod") and not role) or "Plur" in token.morph.get("Number", []):
        return None
    near = [entry for entry in candidates if number - entry.sentence <= DESCRIPTION_REACH and _fits(entry, [kind], ontology)]
    near = [entry for entry in near if not _same_clause(token, first_conjunct(token.doc[entry.token]))]
    if role:  # too many people have posts: only one who was given this one before
        near = [entry for entry in near if token.lemma_.lower() in entry.roles]
    near = _of_nation(near, _nationalities(token))
    best = _best(near, number)
    if best:
        best.adjectives |= _nationalities(token)
    first = min(
        (child for child in children(token, "det", "amod", "compound") if child.i < token.i), key=lambda child: child.i, default=token
    )
    return _stand_in(first, token, best, "nominal", lexicon) if best else None


def _of_nation(entries: list[_Candidate], nation: set[str]) -> list[_Candidate]:
    """ "The Chinese company" is one that was called Chinese before; else one that was not called anything else."""
    if not nation:
        return entries
    same = [entry for entry in entries if entry.adjectives & nation]
    return same or [entry for entry in entries if not entry.adjectives]


def _definite(token: Token, lexicon: Lexicon) -> bool:
    return any(child.lower_ in lexicon("articles", "definite") for child in children(token, "det"))


def _fits(entry: _Candidate, wanted: list[str], ontology: Ontology) -> bool:
    types = entry.mention.types
    if not types:
        return "Organization" in wanted or "Company" in wanted
    return any(
        is_a(ontology, types[0], kind) or (is_a(ontology, kind, types[0]) and kind != types[0] and types[0] == "Organization")
        for kind in wanted
    )


def _same_clause(pronoun: Token, other: Token) -> bool:
    """A pronoun that is an argument of the same verb as a name is someone else ("Apple sued it", "Apple sued X and beat it")."""
    verb = first_conjunct(pronoun.head)
    if verb.i != pronoun.head.i and verb.i == other.head.i and label(other) == "nsubj" and label(pronoun) != "nsubj":
        return not children(pronoun.head, "nsubj")
    return (
        pronoun.head.i == other.head.i
        and label(pronoun) in {"nsubj", "obj", "obl", "iobj"}
        and label(other) in {"nsubj", "obj", "obl", "iobj"}
    )


def _doer(pronoun: Token, lexicon: Lexicon) -> Token | None:
    """The subject of the verb that the pronoun is below, which the pronoun cannot mean: "The US slapped sanctions on it"."""
    if label(pronoun) == "nsubj":
        return None
    verb = pronoun.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    return surface_subject(verb, lexicon) if verb.pos_ == "VERB" else None


def _best(entries: list[_Candidate], number: int) -> _Candidate | None:
    return max(entries, key=lambda entry: (entry.salience(number), entry.token), default=None)


def _stand_in(first: Token, last: Token, entry: _Candidate, kind: str, lexicon: Lexicon) -> Mention:
    return _copy(first, last, entry.mention, kind, lexicon)


def _copy(first: Token, last: Token, antecedent: Mention, kind: str, lexicon: Lexicon) -> Mention:
    text = first.doc[first.i : last.i + 1].text
    return Mention(text, offset(first), end(last), kind, antecedent.name, lexicon.language, antecedent.types)
