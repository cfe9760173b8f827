"""Who denies what was held against him, of which the sentence says only that he denies it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.circumstances import stated
from kg.extract.frames import Frame
from kg.extract.scene import Scene
from kg.model import Claim, Span
from kg.parse import end, offset


def denied(frame: Frame, scene: Scene) -> Iterator[Claim]:
    """ "Huawei denies that it is a risk", "Huawei denied it": it disputes whoever last acted or spoke against Huawei."""
    appeals = frame.lemma in scene.reader.lexicon("reporting", "appeals") and not frame.role("against", "to")
    if not appeals and frame.lemma not in scene.reader.lexicon("reporting", "denials"):
        return
    charges = scene.reader.lexicon("anaphora", "charges")
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
                risk = 0.3 + subject.discount
                yield stated(
                    scene, None, subject.mention, target, frame.lemma, (name,), rule, risk, span=Span(offset(frame.head), end(frame.head))
                )
