"""Who says so: the speaker of a claim, when the text puts it in someone's mouth.

Walking up from the predicate, the first that says something of the clause decides:

1. a reporting verb that has it as complement or stands beside it ("Huawei said that …", "…, zegt Hesselink"): its subject
   speaks; a reporting noun ("Huawei's claim that …"): its owner does;
2. a source phrase on it ("according to Reuters", "volgens ING");
3. a reporting verb or phrase set off by a comma at the end of its sentence, wherever the parser hung it;
4. a reporting verb that alone with its subject stands between commas ("The company, she said, had sued …");
5. the speaker of the quotation in which it stands (`extract.quotations`).

Who is anonymous ("sources", "ingewijden") makes it hearsay, and the next named source above speaks; where there is none,
the outlet that was told. A verb of denial gives its complement as attributed and negated. What indirect speech says of a name in
passing ("she expects that Germany, where Huawei supplies Deutsche Telekom, …", "that Umbra, founded by Globex, …") is the outlet's own
description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.extract.speakers import Source, between, cites, is_anonymous, is_silent, named, owner_of, proof_of, reports, speaks_by
from kg.extract.subjects import is_passive, surface_subject
from kg.extract.syntax import case, children, conjuncts, label, lemma, possessive
from kg.lang import Lexicon
from kg.parse import Span, Token, kept

NEAR = 4
"""Words between a reporting verb that is set off and its subject."""
NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART"})
"""Words of a noun phrase."""


def source(predicate: Token, lexicon: Lexicon, quoted: Callable[[Token], Source | None]) -> Source | None:
    """The source to which the text attributes what the predicate says, or None for the outlet itself.

    Args:
        predicate: the head of the claim's frame.
        quoted: who speaks in the quotation of a token, from `quotations.Speech.source`.
    """
    anonymous: Source | None = None
    for token in _upward(predicate):
        found = _reporter(token, predicate, lexicon) or _phrase(token, predicate, lexicon)
        if found and quoted(predicate) is None and _beside_quotation(token, found.speaker.i < predicate.i, lexicon, quoted):
            return anonymous  # "“We list in Oslo,” said X, although Y had pleaded with him": that is told of the quotation, and not in it
        found = (quoted(found.speaker) or found) if found and _is_self(found.speaker, lexicon) else found
        found = named(None, found, lexicon) if found and is_anonymous(found, lexicon) else found
        if found and not is_anonymous(found, lexicon):
            return replace(found, hearsay=found.hearsay or anonymous is not None, denies=found.denies and anonymous is None)
        anonymous = anonymous or found
        if _in_passing(token, lexicon):
            return quoted(predicate) or anonymous
    found = _set_off(predicate, lexicon) or _inserted(predicate, lexicon) or _at_the_end(predicate, lexicon) or quoted(predicate)
    found = named(None, found, lexicon) if found and is_anonymous(found, lexicon) else found
    if anonymous is None:
        return replace(found, hearsay=found.hearsay or is_anonymous(found, lexicon)) if found else None
    return replace(found or anonymous, hearsay=True)


def _beside_quotation(clause: Token, behind: bool, lexicon: Lexicon, quoted: Callable[[Token], Source | None]) -> bool:
    """What hangs on a quotation `behind` its speaker, or concedes something beside one, whatever its label: "“…,” said X, although …"."""
    if behind and quoted(clause) is not None:
        return True
    marks = (mark.lower_ for mark in children(clause, "mark"))
    concedes = label(clause) in {"ccomp", "advcl"} and any(mark in lexicon.words("clauses", "concessive") for mark in marks)
    return concedes and any(quoted(part) is not None for part in children(clause.head, "ccomp", "parataxis"))


def _is_self(speaker: Token, lexicon: Lexicon) -> bool:
    """ "“We believe that …,” said X": who says "we" in a quotation is who is quoted."""
    return speaker.lower_ in lexicon.any(("pronouns", "speaker"), ("pronouns", "person_speaker"))


def said_in(sent: Span, lexicon: Lexicon, quotation: frozenset[int]) -> Source | None:
    """Who speaks by a reporting verb or a source phrase of the sentence that stands outside quotations."""
    for token in _reporters(sent[0], lexicon):
        if token.i not in quotation and token.pos_ in {"VERB", "AUX"}:
            told = children(token, "ccomp", "xcomp") or lemma(token) in lexicon.words("governors", "negated")
            silent = is_silent(token, lexicon) and not told  # "X did not respond to questions", unlike "X does not rule it out"
            found = speaks_by(token, lexicon) if not silent else None
            if found and found.speaker.i not in quotation:
                return found
    phrases = (found for token, found in _phrases(sent[0], lexicon) if token.i not in quotation)
    return next((found for found in phrases if found.speaker.i not in quotation), None)


@kept
def _reporters(first: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    """The words of the sentence that begins here by which someone says something: verbs, and others with a subject."""
    return tuple(token for token in first.sent if (token.pos_ in {"VERB", "AUX"} or token.children) and reports(token, lexicon))


@kept
def _phrases(first: Token, lexicon: Lexicon) -> tuple[tuple[Token, Source], ...]:
    """The words of the sentence that begins here that head or are a source phrase, each with its source."""
    return tuple((token, found) for token in first.sent if (found := source_phrase(token, lexicon)) is not None)


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
    if _occasion(token, lexicon):
        return True
    called = any(child.pos_ == "PROPN" and child.i < token.i for child in children(token.head, "appos", "flat"))
    if token.head.pos_ == "PROPN" or (called and apart):
        return apart and label(token) in {"acl", "appos"}
    if any(child.pos_ == "PROPN" and child.i > token.i for child in children(token, "appos")) and children(token, "nmod:poss"):
        return True  # "its owner, Umbra"
    new = any(child.lower_ in lexicon.words("articles", "indefinite") for child in children(token.head, "det"))
    return token.dep_ == "acl:relcl" and not new


def _occasion(verb: Token, lexicon: Lexicon) -> bool:
    """ "Said that he had acted when he told X": that he told X is taken for granted."""
    return label(verb) == "advcl" and any(child.lower_ in lexicon.words("time", "when") for child in children(verb, "mark", "advmod"))


# ── verbs and nouns ──────────────────────────────────────────────────────────────────────────────


def _reporter(token: Token, predicate: Token, lexicon: Lexicon) -> Source | None:
    """The token is the complement of a reporting verb or noun, or has such a verb beside it ("…, said X")."""
    head = token.head
    if _occasion(token, lexicon):
        return None
    if head.i != token.i and label(token) in {"ccomp", "csubj", "xcomp", "parataxis", "obj"} and _says(head, lexicon) and _clausal(token):
        if label(token) == "parataxis" and any(child.i > head.i and child.pos_ == "ADJ" for child in children(head, "advmod", "xcomp")):
            return None  # "investors reacted warily: the shares fell": the article says how, and why
        alone = label(token) == "xcomp" and not children(head, "obj", "iobj") and not children(token, "nsubj")
        own = alone and lemma(head) in lexicon.words("governors", "planned")  # "expects to buy" is its own plan
        asked = is_silent(head, lexicon) and any(
            child.lower_ in lexicon.words("modality", "conditions") for child in children(token, "mark")
        )
        return None if own or asked else speaks_by(head, lexicon)  # "could not agree whether" says nothing
    if head.i != token.i and label(token) in {"advcl", "acl", "nmod", "obl"} and lemma(head) in lexicon.words("reporting", "accusations"):
        return speaks_by(head, lexicon) if token.pos_ == "VERB" else None
    if judged(token, lexicon):
        return speaks_by(head, lexicon)
    content = label(token) in {"acl", "ccomp"} and (token.dep_ != "acl:relcl" or _is_full(token, lexicon))
    if content and head.pos_ == "NOUN" and lemma(head) in lexicon.words("reporting", "nouns"):
        return _denier(head, lexicon) or owner_of(head, lexicon)
    if (
        label(token) == "obj"
        and lemma(head) in lexicon.words("reporting", "denials")
        and lemma(head) in lexicon.words("governors", "performs")
    ):
        return speaks_by(head, lexicon)  # "denied any ties with X"
    called = lemma(head) in lexicon.words("clauses", "calls") and any(child.i < token.i for child in children(head, "obj", "iobj"))
    if label(token) in {"obj", "xcomp"} and called:
        return speaks_by(head, lexicon)  # "called China a threat to Sweden": so he says
    said = head.head.head if label(head) == "nmod" else head.head
    if lemma(said) in lexicon.words("reporting", "citing") and label(said) in {"advcl", "xcomp"}:
        said = said.head  # "reported, citing sources, that", hung on the sources
    finite = "Inf" not in token.morph.get("VerbForm", [])  # "held talks to buy" says nothing
    stated = finite and (children(token, "mark") or len(children(token, "nsubj")) > 1)
    if label(token) == "acl" and head.pos_ in {"NOUN", "PROPN"} and _says(said, lexicon) and stated and head.i > said.i:
        found = speaks_by(said, lexicon)  # "reports on the word of insiders that …", hung on the insiders
        return replace(found, hearsay=found.hearsay or head.lemma_.lower() in lexicon.words("reporting", "anonymous")) if found else None
    for child in children(token, "parataxis", "ccomp", "advcl", "discourse"):
        speaks = _says(child, lexicon) and not _within(predicate, child) and not _set_apart(child)
        if speaks and (label(child) == "parataxis" or _compares(child, lexicon) or (child.i and child.nbor(-1).is_punct)):
            found = speaks_by(child, lexicon) if not is_silent(child, lexicon) else None
            relative = found is not None and found.speaker.lower_ in lexicon.words("pronouns", "relative")  # "TikTok, which says …"
            more = found is not None and _tells_more(child, found.speaker, predicate, lexicon)
            if found and not relative and not more and (label(child) in {"parataxis", "discourse"} or _compares(child, lexicon)):
                return found
    return None


def _set_apart(clause: Token) -> bool:
    """Behind a semicolon stands a statement of its own: "raised tariffs; on Monday China answered with duties"."""
    first = clause.left_edge
    return first.text == ";" or (first.i > clause.sent.start and first.nbor(-1).text == ";")


def judged(token: Token, lexicon: Lexicon) -> bool:
    """True for what somebody is called: "calls X a threat", "describes X as a rival", "considers it unlikely that"."""
    verb = token.head
    if verb.i == token.i or lemma(verb) not in lexicon.words("reporting", "judging") or token.pos_ not in {"NOUN", "ADJ"}:
        return False
    as_what = {case(token), *(child.lower_ for child in children(token, "mark"))} & lexicon.words("possessive", "capacity")
    if not as_what and not (label(token) in {"xcomp", "obj", "iobj"} and not case(token)):
        return False
    return any(child.i < token.i for child in children(verb, "obj", "iobj", "expl")) or bool(as_what and is_passive(verb, lexicon))


def _says(verb: Token, lexicon: Lexicon) -> bool:
    return reports(verb, lexicon) or lemma(verb) in lexicon.any(("reporting", "denials"), ("reporting", "accusations"))


def _is_full(verb: Token, lexicon: Lexicon) -> bool:
    """A clause that lacks nothing for which "that" could stand: "the claim that Orbis bought Lumen", read as a relative clause."""
    subject, objects = children(verb, "nsubj"), children(verb, "obj")
    relative = lexicon.words("pronouns", "relative")
    if subject and any(child.lower_ in relative for child in children(verb, "mark")):
        return True
    own = [part for part in (*subject, *objects) if part.lower_ not in relative]
    return len(own) < len(subject) + len(objects) and {label(part) for part in own} == {"nsubj", "obj"}


def _compares(verb: Token, lexicon: Lexicon) -> bool:
    """ "As Reuters reported", "zoals Bloomberg meldde"."""
    return any(child.lower_ in lexicon.words("reporting", "as") for child in children(verb, "mark", "advmod"))


def _denier(noun: Token, lexicon: Lexicon) -> Source | None:
    """ "X rejects the accusation that": X denies what it says."""
    rejected = label(noun) == "obj" and lemma(noun.head) in lexicon.words("reporting", "denials")
    return speaks_by(noun.head, lexicon) if rejected else None


def _clausal(token: Token) -> bool:
    return label(token) in {"ccomp", "csubj", "xcomp"} or token.pos_ in {"VERB", "AUX", "ADJ"} or bool(children(token, "cop", "nsubj"))


def _within(token: Token, top: Token) -> bool:
    return token.i == top.i or top.is_ancestor(token)


# ── phrases ──────────────────────────────────────────────────────────────────────────────────────


def _phrase(token: Token, predicate: Token, lexicon: Lexicon) -> Source | None:
    """ "According to X" on the clause; "by its own account", which is its subject's; "in the view of X"."""
    if token.i != predicate.i and predicate.pos_ == "NOUN" and any(possessive(child, lexicon) for child in predicate.children):
        return None  # "stops its deliveries of chips, according to X": that it delivers them is taken for granted
    for child in token.children:
        if (
            child.pos_ == "NOUN"
            and label(child) in {"obl", "nmod"}
            and case(child)
            and child.lemma_.lower() in lexicon.words("reporting", "views")
        ):
            view = owner_of(child, lexicon)
            if view is not None:
                return view
        if child.lower_ in lexicon.words("reporting", "own_words") and any(
            part.lower_ in lexicon.words("reporting", "own") for part in child.subtree
        ):
            subject = surface_subject(token, lexicon)
            if subject is not None:
                return Source(subject, between(child.left_edge, child))
        found = source_phrase(child, lexicon)
        if found and not _within(predicate, found.speaker):
            return found
    return None


def source_phrase(token: Token, lexicon: Lexicon) -> Source | None:
    """The token heads a source phrase, or is its word, wherever the parser hung the name: "aldus X"."""
    return _source_phrase(token, lexicon) if token.children or token.lower_ in lexicon.words("reporting", "prepositions") else None


@kept
def _source_phrase(token: Token, lexicon: Lexicon) -> Source | None:
    prepositions = lexicon.words("reporting", "prepositions")
    if label(token) in {"obl", "nmod", "advmod", "parataxis", "appos", "advcl", "conj", "nsubj"} and case(token) in prepositions:
        first = next(part for part in token.subtree if not part.is_punct)
        return Source(token, between(first, token))
    if token.lower_ not in prepositions or label(token) in {"case", "fixed", "mark"}:
        return None
    named = [part for part in token.subtree if part.i > token.i and part.pos_ in {"PROPN", "NOUN", "PRON"}]
    if not named and token.i + 1 < token.sent.end and token.nbor(1).pos_ in {"PROPN", "NOUN", "DET", "PRON"}:
        named = [part for part in token.sent[token.i + 1 - token.sent.start :] if part.pos_ in {"PROPN", "NOUN", "PRON"}]
    return Source(named[0], between(token, named[0])) if named else None


def _at_the_end(predicate: Token, lexicon: Lexicon) -> Source | None:
    """A source phrase behind the last comma of the sentence covers all of it: "told firms not to buy, according to X"."""
    sent = predicate.sent
    for token, found in _phrases(sent[0], lexicon):
        if token.i <= predicate.i or _within(predicate, token):
            continue
        first = next(part.i for part in token.subtree if not part.is_punct)
        last = next((word for word in reversed(sent) if not word.is_punct), sent[-1])
        if sent.doc[first - 1].text == "," and _within(last, token):
            return found
    return None


def _set_off(predicate: Token, lexicon: Lexicon) -> Source | None:
    """A reporting verb behind a comma with its subject beside it, after the predicate: "…, zegt X", "…, the firm said"."""
    sent = predicate.sent
    for verb in _reporters(sent[0], lexicon):
        if verb.i <= predicate.i or verb.pos_ not in {"VERB", "AUX"} or _within(predicate, verb) or is_silent(verb, lexicon):
            continue
        proof = proof_of(verb, lexicon)
        if proof is not None and not children(verb, "nsubj", "mark") and sent.doc[verb.i - 1].text == ",":
            return Source(proof, between(verb, proof))
        subject = next(iter(children(verb, "nsubj")), None)
        if subject is None and "Part" not in verb.morph.get("VerbForm", []) and verb.tag_ != "VBG":
            subject = next((obj for obj in children(verb, "obj") if obj.i > verb.i), None)
        before = _noun_before(verb, lexicon) if subject is None else None
        subject = subject or before
        if subject is not None and _tells_more(verb, subject, predicate, lexicon):
            continue
        if subject is None or abs(subject.i - verb.i) > NEAR + len(conjuncts(subject)) or children(verb, "mark"):
            continue
        edge = next(part.i for part in subject.subtree if not part.is_punct)
        first = min(edge, verb.i)
        opened = first > sent.start and (sent.doc[first - 1].text == "," or sent.doc[first - 1].is_quote)
        bound = label(verb) in {"acl", "conj"} or (
            label(verb) == "advcl" and any(child.i < subject.i for child in children(verb, "advmod"))
        )
        relative = bound or subject.lower_ in lexicon.words("pronouns", "relative")
        if opened and not relative and (before is not None or not is_passive(verb, lexicon)):
            announces, learned = (lemma(verb) in lexicon.words("reporting", group) for group in ("announcements", "learned"))
            found = Source(subject, between(verb, subject), hearsay=cites(verb, lexicon), announces=announces, learned=learned)
            return named(verb, found, lexicon) if is_anonymous(found, lexicon) else found
    return None


def _tells_more(verb: Token, subject: Token, predicate: Token, lexicon: Lexicon) -> bool:
    """The verb has something of its own to say: ", so the judge declared a mistrial", ", a vendor deemed a threat"."""
    if lemma(verb) in lexicon.words("reporting", "addressing"):
        return False  # "…, she told reporters"
    own = (child for child in children(verb, "obj", "xcomp", "ccomp") if child.i != subject.i and child.i > verb.i)
    own = (child for child in own if f"{lemma(verb)} {child.lemma_.lower()}" not in lexicon.words("reporting", "verbs"))  # "laat X weten"
    return any(child.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"} and not _within(predicate, child) for child in own)


def _noun_before(verb: Token, lexicon: Lexicon) -> Token | None:
    """The head of the noun phrase between a comma and the verb, where the parser hung it on what was said: ", a spokesman confirmed"."""
    if "Inf" in verb.morph.get("VerbForm", []) or verb.tag_ == "VBG" or verb.i + 1 == len(verb.doc):
        return None
    if verb.nbor(1).lower_ in lexicon.any(("voice", "agents"), ("modality", "infinitive_marks")):
        return None  # "a rise reported by X"
    first = verb.i
    while first > verb.sent.start and verb.doc[first - 1].pos_ in NOMINAL:
        first -= 1
    phrase = verb.doc[first : verb.i]
    heads = [token for token in phrase if token.pos_ in {"NOUN", "PROPN", "PRON"}]
    if not heads or phrase[0].pos_ in {"ADP", "PART"} or verb.nbor(-1).pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    head = next(token for token in heads if token.nbor(1).pos_ not in {"NOUN", "PROPN", "PART"} or token is heads[-1])
    ways = lexicon.any(("possessive", "of"), ("reporting", "belongs"))
    speaks_for = any(case(child) in ways and child.pos_ == "PROPN" for child in children(head, "nmod"))
    passive = "Pass" in verb.morph.get("Voice", []) or bool(children(verb, "aux"))
    return head if not passive or head.pos_ in {"PROPN", "PRON"} or speaks_for else None


def _inserted(predicate: Token, lexicon: Lexicon) -> Source | None:
    """A reporting verb that alone with its subject stands between two commas: "The company, she said, had sued"."""
    sent = predicate.sent
    for verb in _reporters(sent[0], lexicon):
        if verb.i == predicate.i or _within(predicate, verb):
            continue
        subject = next((child for child in children(verb, "nsubj") if child.lower_ not in lexicon.words("pronouns", "relative")), None)
        if subject is None:
            continue
        first, last = min(subject.left_edge.i, verb.i), max(max(part.i for part in subject.subtree), verb.i)
        commas = first > sent.start and sent.doc[first - 1].text == "," and last + 1 < sent.end and sent.doc[last + 1].text == ","
        if commas and last - first <= NEAR:
            return Source(subject, between(verb, subject), hearsay=cites(verb, lexicon))
    return None
