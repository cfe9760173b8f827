"""Who speaks by a reporting verb or noun: its subject, its owner, who is quoted by it, and what else its words tell of the source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

from kg.extract.subjects import is_passive, surface_subject
from kg.extract.syntax import case, children, label, lemma, possessive
from kg.lang import Lexicon
from kg.parse import Token, kept


@final
@dataclass(slots=True, init=False, unsafe_hash=True)
class Source:
    """The head token of who speaks, the words that say so, whether it is a denial, whether it is only hearsay, whether it is
    an announcement, which does what it says, and whether it is what an outlet says of itself ("the BBC understands")."""

    speaker: Token
    words: str
    denies: bool
    hearsay: bool
    announces: bool
    learned: bool

    def __init__(
        self, speaker: Token, words: str, denies: bool = False, hearsay: bool = False, announces: bool = False, learned: bool = False
    ) -> None:
        """Who speaks, and by which words."""
        self.speaker, self.words, self.denies, self.hearsay, self.announces, self.learned = (
            speaker,
            words,
            denies,
            hearsay,
            announces,
            learned,
        )


def speaks_by(verb: Token, lexicon: Lexicon) -> Source | None:
    """What a reporting verb tells of who speaks; the subject of a passive one is spoken of."""
    verb = verb.head if verb.dep_ == "compound:prt" else verb  # "liet weten"
    denies = lemma(verb) in lexicon.words("reporting", "denials")
    proof = proof_of(verb, lexicon)
    if proof is not None:
        return Source(proof, between(verb, proof))
    if lemma(verb) in lexicon.table("reporting", "evidence"):
        return None  # "they turned out to be late" says who was late
    if is_passive(verb, lexicon):
        agents = [child for child in verb.children if child.dep_ == "obl:agent" or case(child) in lexicon.words("voice", "agents")]
        return Source(agents[0], between(verb, agents[0]), denies) if agents else None
    inverted = children(verb, "obj") if label(verb) == "parataxis" and not children(verb, "nsubj") else []
    above = _added_to(verb, lexicon)
    before = [child for child in children(verb, "nsubj") if child.i < verb.i]
    near = inverted[:1] or before[1:][-1:]  # "…, zegt X", with its subject taken for an object; "People have been arrested, X said"
    subject = near[0] if near else surface_subject(above, lexicon) or _behind(verb, lexicon) or _opening(verb)
    if subject is None:
        return None
    announces, learned = (lemma(verb) in lexicon.words("reporting", group) for group in ("announcements", "learned"))
    found = Source(subject, between(verb, subject), denies, cites(verb, lexicon), announces, learned)
    return named(verb, found, lexicon) if is_anonymous(found, lexicon) else found


def _behind(verb: Token, lexicon: Lexicon) -> Token | None:
    """The noun right behind an inverted verb, where the parser hung it elsewhere: "…, zeggen ingewijden"."""
    if label(verb) != "parataxis" or "Fin" not in verb.morph.get("VerbForm", []):
        return None
    after = verb.doc[verb.i + 1 : verb.sent.end]
    first = next((token for token in after if token.pos_ not in {"DET", "ADJ"}), None)
    named = first is not None and (first.pos_ in {"PROPN", "NOUN", "PRON"} or first.lower_ in lexicon.words("reporting", "anonymous"))
    return first if named else None


def _opening(verb: Token) -> Token | None:
    """The word that opens the sentence right before a finite verb of saying: a name taken for something else, "Wired reported"."""
    first = verb.nbor(-1) if verb.i > verb.sent.start else verb
    opens = first is verb.sent[0] and first.head is verb and first.pos_ in {"VERB", "ADJ", "X"} and first.is_title
    finite = "Fin" in verb.morph.get("VerbForm", []) or (verb.head is verb and not children(verb, "aux"))
    return first if opens and finite else None


def _added_to(verb: Token, lexicon: Lexicon) -> Token:
    """The reporting verb whose subject goes on: "X said that it grew, adding that", hung on what was said, "X was quoted as saying"; else
    the verb itself."""
    if label(verb) != "advcl" or "Fin" in verb.morph.get("VerbForm", []) or children(verb, "nsubj"):
        return verb
    told = verb.head
    if is_passive(told, lexicon) and reports(told, lexicon):
        return told  # "was quoted as saying"
    if children(verb, "mark"):
        return verb
    while label(told) in {"ccomp", "conj"} and told.head.i != told.i:
        told = told.head
        if reports(told, lexicon):
            return told
    return verb


@kept
def reports(verb: Token, lexicon: Lexicon) -> bool:
    """A verb of saying, also one in two words: "laat dinsdag weten"."""
    verbs = lexicon.words("reporting", "verbs")
    word = lemma(verb)
    if word in verbs:
        return True
    if verb.children and any(f"{word} {child.lemma_.lower()}" in verbs for child in children(verb, "xcomp")):
        return True
    if verb.dep_ == "compound:prt":
        return lemma(verb.head) in verbs
    return label(verb) == "xcomp" and f"{lemma(verb.head)} {word}" in verbs


def proof_of(verb: Token, lexicon: Lexicon) -> Token | None:
    """What it is known from: "blijkt uit cijfers van X", "it emerged from figures of X"."""
    evidence = lexicon.table("reporting", "evidence").get(lemma(verb))
    if not evidence:
        return None
    links = lexicon.table("pronouns", "adverbial")
    for child in verb.children:
        if links.get(child.lower_) == evidence and child.i > verb.sent.start + 1:  # "a report by X from which it emerges that"
            before = child.nbor(-1) if not child.nbor(-1).is_punct else child.nbor(-2)
            return before if before.pos_ in {"NOUN", "PROPN"} else None
    return next((child for child in children(verb, "obl") if case(child) == evidence), None)


def between(one: Token, other: Token) -> str:
    """The words from one token to the other."""
    first, last = sorted((one.i, other.i))
    return str(one.doc.between(first, last + 1).text)


def named(verb: Token | None, anonymous: Source, lexicon: Lexicon) -> Source:
    """ "Sources told Reuters", "volgens bronnen van Reuters": the outlet answers for it."""
    whose = owner_of(anonymous.speaker, lexicon)
    if whose is not None:
        return replace(anonymous, speaker=whose.speaker, hearsay=True)
    if verb is None:
        return anonymous
    around = (*children(verb, "obj", "iobj", "obl"), *children(anonymous.speaker, "obl", "nmod"))
    told = [child for child in around if child.i > verb.i and _names(child)]
    ways = {"", *lexicon.words("reporting", "hearers")}
    heard = next((child for child in told if case(child) in ways), None)
    return replace(anonymous, speaker=heard, hearsay=True) if heard is not None else anonymous


def _names(token: Token) -> bool:
    """A name, or a noun with one beside it: "news agency Reuters"; a capital inside a sentence tells one that the tagger missed."""
    return (
        token.pos_ == "PROPN"
        or (token.text[0].isupper() and not token.is_sent_start)
        or (token.pos_ == "NOUN" and any(child.pos_ == "PROPN" for child in children(token, "appos", "flat")))
    )


@kept
def cites(verb: Token, lexicon: Lexicon) -> bool:
    """ "Reported, citing sources", "on the word of insiders": what it reports is hearsay to itself."""
    return any(
        lemma(child) in lexicon.words("reporting", "citing")
        and any({part.lemma_.lower(), part.lower_} & lexicon.words("reporting", "anonymous") for part in child.subtree)
        for child in children(verb, "advcl", "xcomp", "parataxis", "obl", "nmod")
    )


def is_anonymous(found: Source, lexicon: Lexicon) -> bool:
    """Who speaks has no name to answer with: "sources", "ingewijden"."""
    names = lexicon.words("reporting", "anonymous")
    common = found.speaker.pos_ != "PROPN" or bool(found.speaker.is_sent_start)  # "Bronnen melden", with the capital of its sentence
    return common and bool({found.speaker.lemma_.lower(), found.speaker.lower_} & names)


def owner_of(noun: Token, lexicon: Lexicon) -> Source | None:
    """ "Huawei's claim that", "de bewering van Huawei dat"."""
    owners = [child for child in noun.children if possessive(child, lexicon) or case(child) in _makers(lexicon)]
    return Source(owners[0], between(noun, owners[0])) if owners else None


def _makers(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.any(("possessive", "of"), ("voice", "agents"))


def is_silent(verb: Token, lexicon: Lexicon) -> bool:
    """ "…; the company would not say": nothing was said."""
    negations = lexicon.any(("negation", "adverbs"), ("negation", "determiners"))
    return any(child.lower_ in negations for child in children(verb, "advmod", "det"))
