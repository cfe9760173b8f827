"""What a measure does to whom it is for: "The curbs also hit Umbra", "the law obliges Umbra to sell its app".

Whoever took the measure does to Umbra what its noun tells of (a ban bans), or else what the relation of the construction
"measure" says. Who took it is said beside the noun ("the U.S. curbs") or was said before (`Scene.doer_of`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.circumstances import stated
from kg.extract.frames import Frame
from kg.extract.scene import Scene
from kg.extract.syntax import children
from kg.model import Claim, Modality, Polarity, Span, replace
from kg.parse import Token, end, offset

TAKEN = "measure"
"""The construction, and the rule of its claims."""
ALLOWED, FORBIDDEN = "allowed", "forbidden"
"""The constructions of what one may do by another's word, and may not."""


def struck(frame: Frame, scene: Scene) -> Iterator[Claim]:
    """The claims of a verb whose subject is a measure of someone known."""
    if frame.kind != "verb" or frame.lemma not in scene.reader.lexicon.words("clauses", "strikes"):
        return
    for noun in (argument.token for argument in frame.role("subj") if argument.token.pos_ == "NOUN"):
        meant = _meant(noun, scene)
        author = (scene.fillers.owner(noun) or scene.doer_of(noun)) if meant else None
        if author is None:
            continue
        for argument in frame.role(*scene.reader.lexicon.words("clauses", "struck")):
            for target in scene.fillers.every(argument):
                if target.mention.name != author.mention.name:
                    span = Span(offset(frame.head), end(frame.head))
                    rule, risk = f"{TAKEN}: {noun.lemma_.lower()} {frame.lemma}", author.discount + target.discount
                    yield stated(scene, frame.said, author.mention, target.mention, frame.lemma, meant, rule, risk, span=span)


def ruled(frame: Frame, scene: Scene) -> Iterator[Claim]:
    """What someone may or must do by another's word: "Umbra mag van Noorwegen geen olie meer leveren" is forbidden by Norway."""
    lexicon = scene.reader.lexicon
    helpers = lexicon.table("clauses", "ruled")
    helper = (
        next((child for child in children(frame.head, "aux") if child.lemma_.lower() in helpers), None) if frame.kind == "verb" else None
    )
    if helper is None:
        return
    no = lexicon.any(("negation", "adverbs"), ("negation", "determiners"))
    denied = any(part.lower_ in no for child in frame.head.children for part in (child, *children(child, "det", "advmod")))
    form = helpers[helper.lemma_.lower()]
    relations = scene.reader.constructed.get(FORBIDDEN if denied and form == ALLOWED else form, ())
    for by in (
        argument for argument in frame.role(*lexicon.words("clauses", "ruler")) if not argument.lifted and argument.token.head is frame.head
    ):
        for ruler in scene.fillers.every(by, owner=True):
            for argument in frame.role("subj"):
                for subject in scene.fillers.every(argument):
                    if relations and subject.mention.name != ruler.mention.name and (form == ALLOWED or not denied):
                        span = (
                            Span(offset(helper), end(frame.head)) if helper.i < frame.head.i else Span(offset(frame.head), end(frame.head))
                        )
                        risk = ruler.discount + subject.discount
                        claim = stated(scene, helper, ruler.mention, subject.mention, frame.lemma, relations, form, risk, span=span)
                        yield replace(claim, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED)


def _meant(noun: Token, scene: Scene) -> tuple[str, ...]:
    """The relations that the noun of a measure may tell, its own before the general one; none for any other noun."""
    relations = scene.reader.ontology.relations
    taken = [name for name in sorted(scene.deeds(noun)) if "subject" in relations[name].through_owner]
    general = scene.reader.constructed.get(TAKEN, ())
    told = {pattern.relation for pattern in scene.reader.patterns.get(noun.lemma_.lower(), ())}
    own = [name for name in taken if name in told and {*relations[name].parents} & {*general}]
    return (*own, *general) if taken else ()
