"""Whom a source phrase names: the one who says so, or whom he speaks for."""

from __future__ import annotations

from kg.extract.arguments import Filler, Fillers
from kg.extract.brands import THINGS
from kg.extract.clauses import Argument
from kg.extract.syntax import case, children, conjuncts, label
from kg.model import Mention, replace
from kg.parse import Token

RECENT = 60
"""Words in which the person stands whom a description of a speaker means."""


def voices(fillers: Fillers, speaker: Token) -> Mention | None:
    """Who a source phrase names: a name, its antecedent, or the organisation of an unnamed spokesperson ("a Huawei executive")."""
    lexicon = fillers.lexicon
    ways = lexicon.any(("possessive", "of"), ("voice", "agents"), ("reporting", "belongs"))
    for token in conjuncts(speaker):
        exemplar = _exemplar(fillers, token)
        filler = Filler(exemplar) if exemplar else fillers.fill(Argument("subj", token), owner=True)
        if filler and not THINGS.intersection(filler.mention.types[:1]):
            return replace(filler.mention, adjectival=False)
        for child in children(token, "nmod", "appos", "flat", "compound", "obl"):
            named = next((part for part in children(child, "appos", "flat") if part.i in fillers.names), child)  # "figures of bureau X"
            found = fillers.names.get(named.i)
            mention = found.mention if found and found.mention.kind == "name" else fillers.resolved.anaphora.get(child.i)
            if not mention or mention.kind == "literal" or mention.adjectival or (case(child) and case(child) not in ways):
                continue
            if mention.types[:1] == ("Country",) and label(child) == "compound" and fillers.nouns.kind(token) == "Company":
                continue  # "the US chipmaker" speaks for no country
            return mention
    employed = (fillers.resolved.employers[token.i] for token in conjuncts(speaker) if token.i in fillers.resolved.employers)
    return next(employed, None) or _introduced(fillers, speaker)


def _exemplar(fillers: Fillers, noun: Token) -> Mention | None:
    """Who stands for several: "China experts such as Charles Parton"."""
    several = noun.pos_ == "NOUN" and "Plur" in noun.morph.get("Number", [])
    ways = fillers.lexicon.any(("clauses", "exemplars"), ("clauses", "enumerating"))
    named = (child for child in children(noun, "nmod") if several and child.i in fillers.names and case(child) in ways)
    return next((fillers.names[child.i].mention for child in named), None)


def _introduced(fillers: Fillers, noun: Token) -> Mention | None:
    """The person whom the text named last, for a description that coreference leaves open: "the analyst wrote"."""
    person = (
        noun.pos_ == "NOUN"
        and "Plur" not in noun.morph.get("Number", [])
        and bool(fillers.nouns.post(noun) or fillers.nouns.kind(noun) == "Person")
    )
    if not person or not any(child.lower_ in fillers.lexicon.words("articles", "definite") for child in children(noun, "det")):
        return None
    start = noun.sent.start  # in its own sentence stands what is said
    before = (fillers.doc[i] for i in range(start - 1, max(start - RECENT, -1), -1) if i in fillers.names)
    persons = [token for token in before if fillers.names[token.i].mention.types[:1] == ("Person",)]
    nearest = [token for token in persons if token.sent.start == persons[0].sent.start]
    found = next((token for token in nearest if label(token) == "nsubj"), next(iter(nearest), None))
    return fillers.names[found.i].mention if found is not None else None
