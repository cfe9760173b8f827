"""Who says so: the speaker of a claim, when the text puts it in someone's mouth.

Walking up from the predicate, the first that says something of the clause decides:

1. a reporting verb that has it as complement or stands beside it ("Huawei said that …", "…, zegt Hesselink"): its subject
   speaks; a reporting noun ("Huawei's claim that …"): its owner does;
2. a source phrase on it ("according to Reuters", "volgens ING");
3. a reporting verb or phrase set off by a comma at the end of its sentence, wherever the parser hung it;
4. the speaker of the quotation in which it stands (`extract.quotations`).

Who is anonymous ("sources", "ingewijden") makes it hearsay, and the next named source above speaks; where there is none,
the outlet that was told. A verb of denial gives its complement as attributed and negated. What indirect speech says of a name in
passing ("she expects that Germany, where Huawei supplies Deutsche Telekom, …") is the outlet's own description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.extract.clauses import is_passive, surface_subject
from kg.extract.syntax import case, children, conjuncts, label, lemma, possessive
from kg.lang import Lexicon
from kg.parse import Span, Token

NEAR = 4
"""Words between a reporting verb that is set off and its subject."""


@dataclass(frozen=True, slots=True)
class Source:
    """The head token of who speaks, the words that say so, whether it is a denial, whether it is only hearsay, and whether it is
    an announcement, which does what it says."""

    speaker: Token
    words: str
    denies: bool = False
    hearsay: bool = False
    announces: bool = False


def source(predicate: Token, lexicon: Lexicon, quoted: Callable[[Token], Source | None]) -> Source | None:
    """The source to which the text attributes what the predicate says, or None for the outlet itself.

    Args:
        predicate: the head of the claim's frame.
        quoted: who speaks in the quotation of a token, from `quotations.Speech.source`.
    """
    anonymous: Source | None = None
    for token in _upward(predicate):
        found = _reporter(token, predicate, lexicon) or _phrase(token, predicate, lexicon)
        if found and not _is_anonymous(found, lexicon):
            return replace(found, hearsay=found.hearsay or anonymous is not None, denies=found.denies and anonymous is None)
        anonymous = anonymous or found
        if _in_passing(token, lexicon):
            return quoted(predicate) or anonymous
    found = _set_off(predicate, lexicon) or quoted(predicate)
    if anonymous is None:
        return replace(found, hearsay=found.hearsay or _is_anonymous(found, lexicon)) if found else None
    return replace(found or anonymous, hearsay=True)


def said_in(sent: Span, lexicon: Lexicon, quotation: frozenset[int]) -> Source | None:
    """Who speaks by a reporting verb or a source phrase of the sentence that stands outside quotations."""
    outside = [token for token in sent if token.i not in quotation]
    for token in outside:
        if token.pos_ in {"VERB", "AUX"} and lemma(token) in lexicon("reporting", "verbs"):
            found = _said(token, lexicon)
            if found and found.speaker.i not in quotation:
                return found
    return next((found for token in outside if (found := _source_phrase(token, lexicon)) and found.speaker.i not in quotation), None)


def remark(sent: Span, lexicon: Lexicon) -> Source | None:
    """The subject of a sentence that announces a quotation without a reporting verb: "Hesselink is clear: …"."""
    subject = surface_subject(sent.root, lexicon) if sent.root.pos_ != "PROPN" else sent.root
    return Source(subject, sent.doc.between(subject.left_edge.i, subject.i + 1).text) if subject is not None else None


def _upward(token: Token) -> Iterator[Token]:
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def _in_passing(token: Token, lexicon: Lexicon) -> bool:
    """The clause or noun only describes: "Germany, where Huawei supplies Deutsche Telekom", "the chips that it sells"; what is new
    by its article is told with the rest ("a flaw that Umbra had known")."""
    first = token.left_edge.i
    apart = token.doc[first].text == "," or (first > 0 and token.doc[first - 1].text == ",")
    if token.head.pos_ == "PROPN":
        return apart and (token.dep_ == "acl:relcl" or label(token) == "appos")
    new = any(child.lower_ in lexicon("articles", "indefinite") for child in children(token.head, "det"))
    return token.dep_ == "acl:relcl" and not new


# ── verbs and nouns ──────────────────────────────────────────────────────────────────────────────


def _reporter(token: Token, predicate: Token, lexicon: Lexicon) -> Source | None:
    """The token is the complement of a reporting verb or noun, or has such a verb beside it ("…, said X")."""
    head = token.head
    verbs = lexicon.any(("reporting", "verbs"), ("reporting", "denials"), ("reporting", "accusations"))
    if head.i != token.i and label(token) in {"ccomp", "csubj", "xcomp", "parataxis", "obj"} and lemma(head) in verbs and _clausal(token):
        own = label(token) == "xcomp" and lemma(head) in lexicon("governors", "planned")  # "expects to buy" is its own plan
        return None if own else _said(head, lexicon)
    if head.i != token.i and label(token) in {"advcl", "acl", "nmod", "obl"} and lemma(head) in lexicon("reporting", "accusations"):
        return _said(head, lexicon) if token.pos_ == "VERB" else None
    content = label(token) in {"acl", "ccomp"} and token.dep_ != "acl:relcl"
    if content and head.pos_ == "NOUN" and lemma(head) in lexicon("reporting", "nouns"):
        return _denier(head, lexicon) or _owner(head, lexicon)
    if label(token) == "obj" and lemma(head) in lexicon("reporting", "denials") and lemma(head) in lexicon("governors", "performs"):
        return _said(head, lexicon)  # "denied any ties with X"
    said = head.head.head if label(head) == "nmod" else head.head
    if label(token) == "acl" and head.pos_ == "NOUN" and lemma(said) in verbs and children(token, "mark") and head.i > said.i:
        found = _said(said, lexicon)  # "reports on the word of insiders that …", hung on the insiders
        return replace(found, hearsay=found.hearsay or head.lemma_.lower() in lexicon("reporting", "anonymous")) if found else None
    for child in children(token, "parataxis", "ccomp", "advcl", "discourse"):
        speaks = lemma(child) in verbs and not _within(predicate, child)
        if speaks and (label(child) == "parataxis" or _compares(child, lexicon) or (child.i and child.nbor(-1).is_punct)):
            found = _said(child, lexicon) if not _silent(child, lexicon) else None
            relative = found is not None and found.speaker.lower_ in lexicon("pronouns", "relative")  # "TikTok, which says …"
            if found and not relative and (label(child) in {"parataxis", "discourse"} or _compares(child, lexicon)):
                return found
    return None


def _compares(verb: Token, lexicon: Lexicon) -> bool:
    """ "As Reuters reported", "zoals Bloomberg meldde"."""
    return any(child.lower_ in lexicon("reporting", "as") for child in children(verb, "mark", "advmod"))


def _silent(verb: Token, lexicon: Lexicon) -> bool:
    """ "…; the company would not say": nothing was said."""
    negations = lexicon.any(("negation", "adverbs"), ("negation", "determiners"))
    return any(child.lower_ in negations for child in children(verb, "advmod", "det"))


def _denier(noun: Token, lexicon: Lexicon) -> Source | None:
    """ "X rejects the accusation that": X denies what it says."""
    rejected = label(noun) == "obj" and lemma(noun.head) in lexicon("reporting", "denials")
    return _said(noun.head, lexicon) if rejected else None


def _clausal(token: Token) -> bool:
    return label(token) in {"ccomp", "csubj", "xcomp"} or token.pos_ in {"VERB", "AUX", "ADJ"} or bool(children(token, "cop", "nsubj"))


def _said(verb: Token, lexicon: Lexicon) -> Source | None:
    """What a reporting verb tells of who speaks; the subject of a passive one is spoken of."""
    verb = verb.head if verb.dep_ == "compound:prt" else verb  # "liet weten"
    denies = lemma(verb) in lexicon("reporting", "denials")
    proof = _proof(verb, lexicon)
    if proof is not None:
        return Source(proof, _between(verb, proof))
    if is_passive(verb, lexicon):
        agents = [child for child in verb.children if child.dep_ == "obl:agent" or case(child) in lexicon("voice", "agents")]
        return Source(agents[0], _between(verb, agents[0]), denies) if agents else None
    inverted = children(verb, "obj") if label(verb) == "parataxis" and not children(verb, "nsubj") else []
    subject = inverted[0] if inverted else surface_subject(verb, lexicon)  # "…, zegt X", with its subject taken for an object
    if subject is None:
        return None
    found = Source(subject, _between(verb, subject), denies, _cites(verb, lexicon), lemma(verb) in lexicon("reporting", "announcements"))
    return _told(verb, found, lexicon) if _is_anonymous(found, lexicon) else found


def _proof(verb: Token, lexicon: Lexicon) -> Token | None:
    """What it is known from: "blijkt uit cijfers van X", "it emerged from figures of X"."""
    evidence = lexicon.table("reporting", "evidence").get(lemma(verb))
    return next((child for child in children(verb, "obl") if case(child) == evidence), None) if evidence else None


def _between(one: Token, other: Token) -> str:
    first, last = sorted((one.i, other.i))
    return str(one.doc.between(first, last + 1).text)


def _told(verb: Token, anonymous: Source, lexicon: Lexicon) -> Source:
    """ "Sources told Reuters": the outlet answers for it."""
    told = [child for child in children(verb, "obj", "iobj", "obl") if child.i > verb.i and _names(child)]
    ways = {"", *lexicon("reporting", "hearers")}
    heard = next((child for child in told if case(child) in ways), None)
    return replace(anonymous, speaker=heard, hearsay=True) if heard is not None else anonymous


def _names(token: Token) -> bool:
    """A name, or a noun with one beside it: "news agency Reuters"."""
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and any(child.pos_ == "PROPN" for child in children(token, "appos", "flat")))


def _cites(verb: Token, lexicon: Lexicon) -> bool:
    """ "Reported, citing sources": what it reports is hearsay to itself."""
    return any(
        lemma(child) in lexicon("reporting", "citing")
        and any(part.lemma_.lower() in lexicon("reporting", "anonymous") for part in child.subtree)
        for child in children(verb, "advcl", "xcomp", "parataxis")
    )


def _is_anonymous(found: Source, lexicon: Lexicon) -> bool:
    names = lexicon("reporting", "anonymous")
    common = found.speaker.pos_ != "PROPN" or bool(found.speaker.is_sent_start)  # "Bronnen melden", with the capital of its sentence
    return common and bool({found.speaker.lemma_.lower(), found.speaker.lower_} & names)


def _owner(noun: Token, lexicon: Lexicon) -> Source | None:
    """ "Huawei's claim that", "de bewering van Huawei dat"."""
    owners = [child for child in noun.children if possessive(child, lexicon) or case(child) in _makers(lexicon)]
    return Source(owners[0], _between(noun, owners[0])) if owners else None


def _makers(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.any(("possessive", "of"), ("voice", "agents"))


def _within(token: Token, top: Token) -> bool:
    return token.i == top.i or top.is_ancestor(token)


# ── phrases ──────────────────────────────────────────────────────────────────────────────────────


def _phrase(token: Token, predicate: Token, lexicon: Lexicon) -> Source | None:
    """ "According to X" on the clause; "by its own account", which is its subject's."""
    for child in token.children:
        if child.lower_ in lexicon("reporting", "own_words") and any(part.lower_ in lexicon("reporting", "own") for part in child.subtree):
            subject = surface_subject(token, lexicon)
            if subject is not None:
                return Source(subject, _between(child.left_edge, child))
        found = _source_phrase(child, lexicon)
        if found and not _within(predicate, found.speaker):
            return found
    return None


def _source_phrase(token: Token, lexicon: Lexicon) -> Source | None:
    """The token heads a source phrase, or is its word, wherever the parser hung the name: "aldus X"."""
    prepositions = lexicon("reporting", "prepositions")
    if label(token) in {"obl", "nmod", "advmod", "parataxis", "appos", "advcl", "conj"} and case(token) in prepositions:
        first = next(part for part in token.subtree if not part.is_punct)
        return Source(token, _between(first, token))
    if token.lower_ not in prepositions or label(token) in {"case", "fixed", "mark"}:
        return None
    named = [part for part in token.subtree if part.i > token.i and part.pos_ in {"PROPN", "NOUN", "PRON"}]
    if not named and token.i + 1 < token.sent.end and token.nbor(1).pos_ in {"PROPN", "NOUN", "DET", "PRON"}:
        named = [part for part in token.sent[token.i + 1 - token.sent.start :] if part.pos_ in {"PROPN", "NOUN", "PRON"}]
    return Source(named[0], _between(token, named[0])) if named else None


def _set_off(predicate: Token, lexicon: Lexicon) -> Source | None:
    """A reporting verb behind a comma with its subject beside it, after the predicate: "…, zegt X", "…, the firm said"."""
    sent = predicate.sent
    for verb in sent[predicate.i + 1 - sent.start :]:
        if verb.pos_ not in {"VERB", "AUX"} or lemma(verb) not in lexicon("reporting", "verbs"):
            continue
        if _within(predicate, verb) or _silent(verb, lexicon):
            continue
        proof = _proof(verb, lexicon)
        if proof is not None and not children(verb, "nsubj", "mark") and sent.doc[verb.i - 1].text == ",":
            return Source(proof, _between(verb, proof))
        subject = next(iter(children(verb, "nsubj")), None) or next((obj for obj in children(verb, "obj") if obj.i > verb.i), None)
        if subject is None or abs(subject.i - verb.i) > NEAR + len(conjuncts(subject)) or children(verb, "mark"):
            continue
        first = min(subject.left_edge.i, verb.i)
        opened = first > sent.start and (sent.doc[first - 1].text == "," or sent.doc[first - 1].is_quote)
        bound = label(verb) in {"acl", "conj"} or (
            label(verb) == "advcl" and any(child.i < subject.i for child in children(verb, "advmod"))
        )
        relative = bound or subject.lower_ in lexicon("pronouns", "relative")
        if opened and not relative and not is_passive(verb, lexicon):
            announces = lemma(verb) in lexicon("reporting", "announcements")
            return Source(subject, _between(verb, subject), hearsay=_cites(verb, lexicon), announces=announces)
    return None
