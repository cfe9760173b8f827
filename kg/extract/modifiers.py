"""What stands before a noun and fills no slot of its phrase: where someone is from, a party beside a post, the start of a compound."""

from __future__ import annotations

from kg.extract.arguments import Filler
from kg.extract.belonging import partisan
from kg.extract.clauses import Argument
from kg.extract.matching import Match
from kg.extract.offices import portfolio
from kg.extract.scene import Scene
from kg.parse import Token


def from_there(hit: Match, argument: Argument, filler: Filler, scene: Scene) -> bool:
    """True for a nationality beside a post that is none of a state's: "the Chinese chief executive" does not lead
    China, nor does a Republican senator work for the party."""
    country, posts = filler.mention.types[:1] == ("Country",), bool(scene.reader.ontology.relations[hit.pattern.relation].role_nouns)
    if country and posts and argument.role == "compound" and scene.reader.nouns.kind(hit.frame.head) not in {None, "Person"}:
        return True  # "US market leader Umbra"
    glued = argument.token.i == hit.frame.head.i  # "de VVD-minister": one word, whatever the phrase
    if posts and glued and argument.role == "prefix" and partisan(hit.frame, argument.token, scene.fillers):
        return True
    if not hit.pattern.role or argument.role == "poss":
        return False
    if partisan(hit.frame, argument.token, scene.fillers):
        return True
    if country and portfolio(hit.frame.head, scene.fillers) is not None:
        return True  # the "US Commerce Secretary" leads the department
    if not filler.mention.adjectival:
        return country and argument.role == "compound" and not scene.reader.nouns.serves_state(hit.frame.head)  # "China experts"
    return not country or not scene.reader.nouns.serves_state(hit.frame.head)


def origin_of(hit: Match, argument: Argument, filler: Filler, scene: Scene) -> bool:
    """True for a country in front of a firm's noun where another owns it: "the Taiwan firm Umbra" is from there, not Taiwan's."""
    owns = argument.role == "compound" and hit.pattern.subject in {"poss", *scene.reader.lexicon.words("possessive", "of")}
    return owns and filler.mention.types[:1] == ("Country",) and scene.reader.nouns.kind(hit.frame.head) == "Company"


def modifies(argument: Argument, head: Token) -> bool:
    """True for the first noun of a longer compound: "mining equipment maker" makes equipment."""
    token, between = argument.token, head.doc[head.i - 1]
    return argument.role == "compound" and token.pos_ == between.pos_ == "NOUN" and token.i < between.i and between.dep_ == "compound"
