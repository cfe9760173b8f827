"""Who denies what was held against him, where the sentence does not say by whom.

denied   "Huawei denies it", "Huawei denies that it is a risk": it disputes whoever last acted or spoke against Huawei
harmless "Huawei denies that it is a risk": it is none to whoever did
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.circumstances import stated
from kg.extract.frames import Frame
from kg.extract.sayers import voices
from kg.extract.scene import Scene
from kg.extract.syntax import children
from kg.model import Claim, Polarity, Span, replace
from kg.parse import Token, end, offset

DANGER = "danger"
"""The construction of who denies that he is one."""
RISK = 0.3
"""What is risked by taking an end from another sentence."""


def denied(frame: Frame, scene: Scene) -> Iterator[Claim]:
    """ "Huawei denies that it is a risk", "Huawei denied it": it disputes whoever last acted or spoke against Huawei."""
    appeals = frame.lemma in scene.reader.lexicon.words("reporting", "appeals") and not frame.role("against", "to")
    if not appeals and frame.lemma not in scene.reader.lexicon.words("reporting", "denials"):
        return
    charges = scene.reader.lexicon.words("anaphora", "charges")
    if not frame.role("comp") and any(
        argument.token.pos_ != "PRON" and argument.token.lemma_.lower() not in charges for argument in frame.role("obj")
    ):
        return
    for name in sorted({pattern.relation for pattern in scene.reader.patterns.get(frame.lemma, ())}):
        answered = {*scene.reader.ontology.relations[name].answers}
        for subject in (filler for argument in frame.role("subj") for filler in scene.fillers.every(argument)) if answered else ():
            made = scene.against(subject.mention, answered)
            if made:
                target = replace(made.subject, text=frame.head.text, start=offset(frame.head), end=end(frame.head), kind="nominal")
                rule = f"{name}: {frame.lemma}(subj=S, comp)"
                risk = RISK + subject.discount
                yield stated(
                    scene, None, subject.mention, target, frame.lemma, (name,), rule, risk, span=Span(offset(frame.head), end(frame.head))
                )


def harmless(frame: Frame, scene: Scene) -> Iterator[Claim]:
    """ "Umbra denies that it poses a risk", "there was no evidence that its technology was a threat, Umbra said": to whoever acted or
    spoke against Umbra."""
    nouns = [frame.head] if frame.kind == "noun" else [argument.token for argument in frame.role("obj")]
    noun = next((noun for noun in nouns if _is_danger(noun, scene)), None) if frame.role("subj", "self") else None
    source = scene.source(frame.said) if noun is not None else None
    if noun is None:
        return
    relations = scene.reader.constructed.get(DANGER, ())
    voice = voices(scene.fillers, source.speaker) if source is not None else None
    if voice is None:
        return
    answered = {name for relation in scene.reader.ontology.relations.values() for name in relation.answers}
    for subject in (filler for argument in frame.role("subj", "self") for filler in scene.fillers.every(argument, owner=True)):
        made = scene.against(subject.mention, answered) if subject.mention.name == voice.name else None
        if made is None:
            continue
        target = replace(made.subject, text=noun.text, start=offset(noun), end=end(noun), kind="nominal")
        span = Span(offset(noun), end(noun))
        claim = stated(
            scene, frame.said, subject.mention, target, noun.lemma_.lower(), relations, DANGER, RISK + subject.discount, span=span
        )
        if claim.polarity is Polarity.NEGATED:
            yield claim


def _is_danger(noun: Token, scene: Scene) -> bool:
    """A noun for a danger, with nothing beside it that could be whom it is for; "veiligheidsrisico" is one."""
    dangers = scene.reader.lexicon.words("anaphora", "dangers")
    told = noun.pos_ == "NOUN" and any(noun.lemma_.lower().endswith(danger) for danger in dangers)
    return told and not children(noun, "nmod", "obl")
