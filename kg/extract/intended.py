"""What the verb of a phrase makes of the deed that its object names, where the phrase has both.

"Considers a merger with X" leaves it open, "is building a plant in Y" plans it, "ended its partnership with Z" ends it: the phrase is
fulfilled by its words, and its verb and tense say what became of it.
"""

from __future__ import annotations

from kg.extract.matching import Match
from kg.extract.patterns import KINDS
from kg.extract.scene import Reader
from kg.extract.status import made_of
from kg.extract.syntax import children, label, lemma
from kg.extract.tense import PAST, tense
from kg.marks import months
from kg.model import Modality
from kg.parse import Token


def intended(hit: Match, relations: tuple[str, ...], reader: Reader) -> Modality:
    """What a verb makes of its object where the phrase has both: "considers a merger with X", "plans a factory in Y"."""
    verb, lexicon = hit.frame.head, reader.lexicon
    if _is_to_come(verb, relations, reader):
        return Modality.PLANNED
    made = made_of(verb, lexicon)
    built = "obj" in _literal(hit) and "Place" in reader.ontology.relations[relations[0]].object_types  # not "opens an inquiry into X"
    if built and lemma(verb) in lexicon.words("governors", "unfinished") and tense(verb, lexicon) != PAST:
        made = Modality.PLANNED  # "is building a plant in X": there is none yet
    if made is Modality.ASSERTED or reader.ontology.relations[relations[0]].speech_act:
        return Modality.ASSERTED
    nouns = [word for word in hit.words if word.pos_ == "NOUN" and word.i != verb.i and label(word) == "obj"]
    deeds = (pattern.relation for noun in nouns for pattern in reader.patterns.get(noun.lemma_.lower(), ()))
    done_so = made is Modality.PLANNED and lemma(verb) in lexicon.words("governors", "performs")
    return made if nouns and (done_so or not {*relations}.isdisjoint(deeds)) else Modality.ASSERTED


def _is_to_come(verb: Token, relations: tuple[str, ...], reader: Reader) -> bool:
    """True in the present tense for a post that someone comes to hold ("becomes chairman of X"), and for a deed under way that is done
    once ("is buying X")."""
    if verb.pos_ != "VERB" or tense(verb, reader.lexicon) == PAST:
        return False
    if lemma(verb) in reader.lexicon.words("governors", "becoming"):
        return bool(reader.ontology.relations[relations[0]].role_nouns)
    under_way = "Part" in verb.morph.get("VerbForm", []) and "Pres" in verb.morph.get("Tense", []) and bool(children(verb, "aux"))
    return under_way and relations[0] in months("oneTime")


def _literal(hit: Match) -> set[str]:
    """The roles in which the phrase has words of its own, and none that stands for any product."""
    return {role for role, word in hit.pattern.fixed if word not in KINDS}


def undone(hit: Match, relations: tuple[str, ...], reader: Reader) -> bool:
    """True where the phrase has the deed and the verb that ends it: "ended its partnership with X"."""
    verb, lexicon = hit.frame.head, reader.lexicon
    if verb.pos_ != "VERB" or lemma(verb) not in lexicon.any(("governors", "ends"), ("governors", "cancels")):
        return False
    if "subject" in reader.ontology.relations[relations[0]].through_owner:
        return False  # "suspends the listing of X" is the measure
    nouns = (word for word in hit.words if word.pos_ == "NOUN" and word.i != verb.i)
    return any(pattern.relation == relations[0] for noun in nouns for pattern in reader.patterns.get(noun.lemma_.lower(), ()))
