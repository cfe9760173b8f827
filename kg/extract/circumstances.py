"""What a claim carries beside who and whom: whether it is so, who says it, when, and for how much.

Status comes from `extract.status`, the speaker from `extract.attribution`, the times of a sentence from `extract.time`. Here they are
put together:

* A post or a nationality that stands beside a name is presupposed: it has no speaker outside quotations, and where it is a part of
  the name ("the U.S. Commerce Department") not in them either.
* An announcement is the deed that it tells: it needs no speaker. What it announces in the present is a plan.
* Who says that he condemns, urges or denies does so by saying it (`kgo:speechAct`).
* A claim has the time of its own clause. The time of the report counts where the report is the deed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.amounts import PERCENT
from kg.extract.arguments import phrase
from kg.extract.attribution import judged
from kg.extract.constructions import STATE_BODY
from kg.extract.decided import undoes
from kg.extract.sayers import voices
from kg.extract.scene import Scene, is_measure
from kg.extract.speakers import Source
from kg.extract.status import Status, is_purpose
from kg.extract.subjects import surface_subject
from kg.extract.syntax import case, children, label, lemma
from kg.extract.tense import PAST, clause, is_predicate, tense
from kg.extract.time import When
from kg.lang import Lexicon
from kg.model import Claim, Mention, Modality, Span
from kg.ontology import is_a
from kg.parse import Token, end, kept, offset

DAY = re.compile(r"\d{4}-\d\d-\d\d")
LEAD = 5
"""Sentences at the start of an article that may tell when its news came out."""
INHERITS = frozenset({"xcomp", "advcl", "conj"})
"""Labels of clauses that may share the time of the clause above."""


def stated(
    scene: Scene,
    predicate: Token | None,
    subject: Mention,
    target: Mention,
    words: str,
    candidates: tuple[str, ...],
    rule: str,
    risk: float,
    *,
    span: Span,
    role: str | None = None,
) -> Claim:
    """A claim with its circumstances.

    Args:
        predicate: tells the status; None for a construction, which is presupposed and stands whatever the sentence does.
        risk: what was risked to find the ends.
        role: the post that the claim is about.
    """
    state = Status() if predicate is None or _is_banned(predicate, scene) else scene.state(predicate)
    said = _source(scene, predicate, role, span) if rule != STATE_BODY else None
    if said and said.denies:
        state = state.negated()
    if predicate is not None and any(_is_left_out(end, scene) for end in (subject, target)):
        state = state.negated()
    voice = voices(scene.fillers, said.speaker) if said else None
    outer = scene.quotation.source(predicate) if said and voice is None and predicate is not None else None
    if outer is not None and (answers := voices(scene.fillers, outer.speaker)) is not None:
        said, voice = outer, answers  # "“Insiders say that …,” said X"
    if said and said.hearsay:
        state = state.weakened(Modality.REPORTED)
    if said and predicate is not None and state.modality is Modality.POSSIBLE and _is_told(predicate, scene):
        state = replace(state, modality=Modality.REPORTED)
    if voice is not None and said and (_is_outlet(voice, scene) or (said.learned and voice.types[:1] == ("MediaOutlet",))):
        said, voice, state = None, None, state.weakened(Modality.REPORTED)  # "…, Reuters understands", in its own article
    asserted = state.modality is Modality.ASSERTED
    done = said is not None and predicate is not None and _is_deed(scene, said, predicate, state, subject, voice, candidates)
    if done and said and said.announces and predicate is not None and tense(predicate, scene.reader.lexicon) >= 0:
        state = state.weakened(Modality.PLANNED)
    named = said is not None and not done and (voice is not None or not said.hearsay or _has_nation(said.speaker))
    money = _amount(predicate, scene) if predicate is not None else None
    return Claim(
        scene.article.id, scene.sentence, subject, words, span, target, candidates, rule,
        polarity=state.polarity, modality=state.modality,
        attribution=None if done else voice, attribution_text=_words(said, voice, scene) if said and named else None,
        time=_time(predicate, scene, said.speaker if said and done and asserted else None),
        amount=target.name if target.kind == "literal" else money,
        role=role, confidence=round(1 - risk, 2),
    )  # fmt: skip


def _is_left_out(mention: Mention, scene: Scene) -> bool:
    """The one of two that is denied alone: X in "not X but Y", Y in "X but not Y"."""
    lexicon = scene.reader.lexicon
    contrasts = lexicon.words("clauses", "contrasts")
    if not _tells_apart(scene.sent[0], lexicon):
        return False
    first = next((token for token in scene.sent if offset(token) == mention.start), None)
    found = scene.fillers.names.get(first.i) if first is not None else None
    name = scene.sent.doc.between(found.first, found.last + 1).root if found is not None else None
    if name is None:
        return False
    denials = [child for child in children(name, "advmod") if child.lower_ in lexicon.words("negation", "adverbs")]
    behind = next((token for denial in denials for token in name.doc[denial.i + 1 : denial.i + 2]), None)
    if not denials or (behind is not None and behind.lower_ in lexicon.words("negation", "limits")):  # "not only X"
        return False
    apart = any(child.lower_ in contrasts for child in children(name, "cc")) and label(name) == "conj"
    between = (name.doc[i] for other in children(name, "conj") for i in range(name.i + 1, other.i))
    return apart or any(token.lower_ in contrasts for token in between)


@kept
def _tells_apart(first: Token, lexicon: Lexicon) -> bool:
    """The sentence that begins with the token has a word that may tell two apart."""
    contrasts = lexicon.words("clauses", "contrasts")
    return any(token.lower_ in contrasts for token in first.sent)


def _is_outlet(voice: Mention, scene: Scene) -> bool:
    """True for whoever publishes the article."""
    entity = scene.reader.linker.named(voice)
    return scene.article.source is not None and scene.article.source in {voice.name, entity.label, *entity.names}


def _is_told(predicate: Token, scene: Scene) -> bool:
    """ "X zou Y kopen, meldt Z": in the main clause of a report the auxiliary says that it is hearsay."""
    verb = clause(predicate)
    hearsay = scene.reader.lexicon.words("modality", "hearsay")
    return any(child.lower_ in hearsay for child in children(verb, "aux")) and not children(verb, "mark")


# ── who says so ──────────────────────────────────────────────────────────────────────────────────


def _source(scene: Scene, predicate: Token | None, role: str | None, span: Span) -> Source | None:
    """Who says it; of what stands beside a name without a verb only who is quoted with it."""
    if predicate is None:
        return next((_quoted(token, scene) for token in scene.sent if offset(token) <= span.start < end(token)), None)
    if _is_aside(predicate, scene) or (role is not None and not is_predicate(predicate)):
        return _quoted(predicate, scene)
    return scene.source(predicate)


def _has_nation(speaker: Token) -> bool:
    """Who has no name but a nationality: "Chinese media", "Amerikaanse bronnen"."""
    return speaker.pos_ == "NOUN" and any(child.text[:1].isupper() and child.i < speaker.i for child in children(speaker, "amod"))


def _words(said: Source, voice: Mention | None, scene: Scene) -> str:
    """The words that say so; of who has no name, what the text calls him: "Russian publications"."""
    if voice is not None or said.speaker.pos_ != "NOUN":
        return said.words
    first, last = phrase(said.speaker)
    return scene.sent.doc.between(first, last + 1).text


def _quoted(token: Token, scene: Scene) -> Source | None:
    return scene.quotation.source(token) if token.i in scene.quotation else None


def _is_deed(
    scene: Scene, said: Source, predicate: Token, state: Status, subject: Mention, voice: Mention | None, candidates: tuple[str, ...]
) -> bool:
    """True where saying it is doing it: an announcement, or a speech act of the speaker's own. A plan that one announces for
    oneself stays one's word."""
    if said.denies or said.hearsay or voice is None:
        return False
    linker, asserted = scene.reader.linker, state.modality is Modality.ASSERTED
    own = linker.named(voice).id == linker.named(subject).id
    if said.announces:
        return asserted or not own
    acts = any("subject" in scene.reader.ontology.relations[name].speech_act for name in candidates[:1])
    return own and acts and asserted and tense(predicate, scene.reader.lexicon) != PAST


# ── how much ─────────────────────────────────────────────────────────────────────────────────────


def _amount(predicate: Token, scene: Scene) -> str | None:
    """The amount in the predicate's own clause: "buys X for $5 million", not the one in the clause beside it; where that
    has none, the only amount of the sentence."""
    money = scene.fillers.money
    inside = {token.i: money[token.i][1] for token in scene.sent if token.i in money} if money else {}
    if not inside:
        return None
    verb = _verb(predicate)
    near = [mention.name for i, mention in inside.items() if _verb(scene.sent.doc[i]).i == verb.i]
    near.sort(key=lambda name: name.endswith(PERCENT))  # a price goes before a share
    names = list(dict.fromkeys(mention.name for mention in inside.values()))
    return near[0] if near else names[0] if len(names) == 1 else None


def _verb(token: Token) -> Token:
    """The verb that a token is below, through noun phrases only; the token itself if it is a verb."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


# ── when ─────────────────────────────────────────────────────────────────────────────────────────


def _time(predicate: Token | None, scene: Scene, speaker: Token | None) -> str | None:
    """The time of the predicate's own clause, of the clause above that it is a part of, or of the report that is the deed.

    A noun that only describes someone ("chairman X") has no clause but its own phrase.
    """
    if predicate is None:
        return None
    if _describes(predicate, scene):
        return _beside(predicate, scene) or _formerly(predicate, scene)
    if not scene.times:
        return _formerly(predicate, scene)
    verb = clause(predicate)
    found = _beside(predicate, scene) if predicate.i != verb.i else None
    found = found or _of_clause(verb, scene) or _of_moment(verb, scene) or _of_complement(verb, scene) or _of_occasion(verb, scene)
    while found is None and _shares(verb, scene):
        above = clause(verb.head)
        found, verb = _of_clause(above, scene, before=label(verb) == "conj"), above
    if found is None and speaker is not None:
        found = _of_clause(clause(speaker), scene)
    if found is None and predicate.pos_ == "VERB":  # "the round, announced on Monday, was led by Y"
        found = next((time for noun in children(predicate, "nsubj") if noun.pos_ == "NOUN" and (time := _announced_in(noun, scene))), None)
    return _not_open(found, predicate) or _formerly(predicate, scene)


def _not_open(found: str | None, predicate: Token) -> str | None:
    """What was so since a time, in the past tense, need not be so any more: "they had talked since May, but", unlike "has owned it
    since May" and what somebody says ("said that it had owned it since May")."""
    verb = clause(predicate)
    if found is None or not found.endswith("/..") or label(verb) == "ccomp":
        return found
    finite = [word for word in (verb, *children(verb, "aux", "cop")) if "Fin" in word.morph.get("VerbForm", [])]
    past = bool(finite) and all("Past" in word.morph.get("Tense", []) for word in finite)
    return found.removesuffix("/..") if past else found


def _formerly(noun: Token, scene: Scene) -> str | None:
    """An interval that ends with the article for what the words say is over: "the former chairman", "oud-minister"."""
    words, text, published = scene.reader.lexicon, noun.lower_, scene.article.published
    over = any(child.lower_ in words("tense", "over") for child in children(noun, "amod", "advmod", "compound"))
    over = over or any(text.startswith(prefix) for prefix in words("tense", "over_prefixes"))
    return f"../{published[:10]}" if over and noun.pos_ in {"NOUN", "PROPN"} and published and DAY.fullmatch(published[:10]) else None


def _describes(predicate: Token, scene: Scene) -> bool:
    """True for a noun or participle that only says who someone is: its clause tells of something else."""
    capacity = case(predicate) in scene.reader.lexicon.words("possessive", "capacity") and is_predicate(predicate.head)
    if is_predicate(predicate) or capacity:  # "was appointed in 2019 as the successor to X"
        return False
    nouns = scene.reader.nouns
    kind = nouns.kind(predicate) if predicate.pos_ == "NOUN" else None
    agent = kind is not None and is_a(scene.reader.ontology, kind, "Agent")
    named = any(child.pos_ == "PROPN" and child.i > predicate.i for child in children(predicate, "appos", "flat"))  # "CDA-collega X"
    return agent or named or bool(nouns.post(predicate)) or label(predicate) in {"appos", "nmod", "compound", "flat", "amod"}


def _is_aside(predicate: Token, scene: Scene) -> bool:
    """True for a noun for someone, or a participle before a noun, that only tells who is meant: "its smaller rival X", and for a clause
    between commas behind a name, which is the reporter's own: "said that Umbra, set up by Globex, is at work"."""
    if label(predicate) == "acl" and predicate.head.pos_ == "PROPN" and predicate.left_edge.i > 0:
        return predicate.doc[predicate.left_edge.i - 1].text == ","
    if is_predicate(predicate) or judged(predicate, scene.reader.lexicon):
        return False
    kind = scene.reader.nouns.kind(predicate) if predicate.pos_ == "NOUN" else None
    return label(predicate) == "amod" or (kind is not None and is_a(scene.reader.ontology, kind, "Agent"))


def _is_banned(noun: Token, scene: Scene) -> bool:
    """True for a noun for someone under a verb by which a deed does not come about: "excluded the Chinese company" denies no seat."""
    return noun.pos_ == "NOUN" and undoes(noun, noun.head, scene.reader.lexicon) and _is_aside(noun, scene)


def _shares(verb: Token, scene: Scene) -> bool:
    """True where the clause has the time of the one above: "in May X barred Y from using it", "on Friday X sued, accusing Y", "in May X
    passed a law that bars Y"."""
    lexicon = scene.reader.lexicon
    new = any(child.lower_ in lexicon.words("articles", "indefinite") for child in children(verb.head, "det"))
    if verb.dep_ == "acl:relcl" and new and is_measure(verb.head, scene.reader):
        return True
    kind = scene.reader.nouns.kind(verb.head)
    someone = kind is not None and is_a(scene.reader.ontology, kind, "Agent")
    if verb.dep_ == "acl" and new and "Part" in verb.morph.get("VerbForm", []) and not someone:
        return True  # "in May X raised money in a round led by Y"
    if label(verb) not in INHERITS or verb.head.i == verb.i:
        return False
    if label(verb) == "conj":
        return True
    above = clause(verb.head)
    if is_purpose(verb, lexicon) and lemma(above) in lexicon.words(
        "governors", "planned"
    ):  # "besloot vorig jaar om geen geld aan te nemen"
        return True
    if lemma(above) in lexicon.words("reporting", "verbs") or is_purpose(verb, lexicon):
        return False
    return label(verb) == "xcomp" or (verb.i > above.i and not children(verb, "nsubj") and "Fin" not in verb.morph.get("VerbForm", []))


def _places(scene: Scene) -> list[tuple[When, Token]]:
    """The times of the sentence with the highest token of each."""
    return [(when, scene.sent.doc.between(scene.sent.start + when.first, scene.sent.start + when.last).root) for when in scene.times]


def _beside(noun: Token, scene: Scene) -> str | None:
    """The time in a noun phrase ("acting chair since January"), or of the clause that says when it was announced."""
    inside = {
        noun.i,
        *(part.i for child in noun.children if child.dep_ != "acl:relcl" for part in child.subtree if clause(part).i != part.i),
    }
    for when, top in _places(scene):
        if top.i in inside and top.i > noun.i and _nominal(top, noun):
            return when.value
    return _announced_in(noun, scene)


def _announced_in(noun: Token, scene: Scene) -> str | None:
    """The time of the clause that says when what a noun names was announced or done."""
    for verb in (child for child in children(noun, "acl") if child.pos_ == "VERB"):
        deed = lemma(verb) in scene.reader.lexicon.any(("governors", "performs"), ("reporting", "announcements"))
        if deed and (found := _of_clause(verb, scene)):
            return found
    return None


def _nominal(top: Token, noun: Token) -> bool:
    """The time hangs on the noun itself, with no other noun that could have it between."""
    return top.head.i == noun.i or (top.head.head.i == noun.i and top.head.pos_ in {"NOUN", "PROPN", "NUM"})


def _of_clause(verb: Token, scene: Scene, *, before: bool = False) -> str | None:
    """The first time that stands in the clause of a verb, one that hangs on it before one in a noun phrase.

    Args:
        before: only times in front of the verb and its auxiliaries: they hold for what is coordinated with it.
    """
    first = min(child.i for child in (verb, *children(verb, "aux", "aux:pass", "cop")))
    mine = [(when, top) for when, top in _places(scene) if clause(top).i == verb.i and not (before and top.i > first)]
    mine.sort(key=lambda pair: pair[1].head.i != verb.i)
    return mine[0][0].value if mine else None


def _of_complement(verb: Token, scene: Scene) -> str | None:
    """The time of what is forbidden, ordered or begun: "will forbid them to buy it after this year"."""
    if lemma(verb) in scene.reader.lexicon.words("reporting", "verbs"):
        return None
    return next((found for child in children(verb, "xcomp") if (found := _of_clause(child, scene))), None)


def _of_occasion(verb: Token, scene: Scene) -> str | None:
    """The time of the clause that says when: "when Rutte visited Washington a month later, X raised it"."""
    when = scene.reader.lexicon.words("time", "when")
    moments = (child for child in children(verb, "advcl") if any(part.lower_ in when for part in children(child, "mark", "advmod")))
    return next((found for child in moments if (found := _of_clause(child, scene))), None)


def _of_moment(verb: Token, scene: Scene) -> str | None:
    """ "A decision of January, when X allowed Y": the clause says what happened then."""
    if verb.dep_ not in {"acl:relcl", "advcl", "acl"}:
        return None
    opens = next(
        (child for child in verb.children if child.lower_ in scene.reader.lexicon.words("time", "when") and child.i < verb.i), None
    )
    if opens is None:
        return None
    before = [when for when, top in _places(scene) if scene.sent.start + when.last in {opens.i, opens.i - 1}]
    if before:
        return before[-1].value
    return _of_clause(clause(verb.head), scene) if verb.head.i != verb.i else None


def announced(scene: Scene, subjects: frozenset[str]) -> str | None:
    """The day on which the news of an article came out: "the deal, announced on Monday", "Intel said on Wednesday".

    Args:
        scene: one of the first sentences.
        subjects: who acts in the first of them; a report by any other dates nothing, an announcement does.
    """
    lexicon = scene.reader.lexicon
    for when, top in _places(scene):
        verb = clause(top)
        word = lemma(verb)
        if len(when.value) != len("2020-05-18") or tense(verb, lexicon) != PAST:
            continue
        if word in lexicon.words("reporting", "announcements"):
            return when.value
        speaker = surface_subject(verb, lexicon) if word in lexicon.words("reporting", "verbs") else None
        voice = voices(scene.fillers, speaker) if speaker is not None else None
        if voice is not None and voice.name in subjects:
            return when.value
    return None
