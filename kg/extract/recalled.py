"""Claims that leave out an end which the article named before, where a deed ends what was so.

    lifted     "The government lifted that ban": from whom says the last restriction, and for "the ban" the last by the same government
    left       "Swan stepped down", "Swan was fired": which post says the last one of the same person
    stricken   "Similar sanctions nearly killed ZTE": whose they are says the last restriction, that of a state first
    joined     "EQT also took part": in what says the last sum that someone raised

What a deed ends is what `kgo:closes` of its relation says. A post whose holder leaves it in the same sentence was held until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.arguments import Filler
from kg.extract.circumstances import stated
from kg.extract.clauses import Argument
from kg.extract.frames import Frame
from kg.extract.matching import predicate
from kg.extract.patterns import Pattern
from kg.extract.scene import Scene
from kg.extract.syntax import OBLIQUE, children, label
from kg.model import Claim, Mention, Modality, Polarity, replace
from kg.model import Span as Range
from kg.ontology import is_a
from kg.parse import Token, end, offset

RISK = 0.25
"""What is risked by taking an end from another sentence."""
JOINED, ROUND = "joined", "round"
"""The constructions of putting money in whoever collects it, and of collecting it."""


def recalled(scene: Scene) -> Iterator[Claim]:
    """The claims of a sentence that take an end from those before; to be called when its other claims are in `scene.said`."""
    for frame in scene.frames:
        if frame.kind != "verb":
            continue
        for deed, patterns in _deeds(frame, scene).items():
            yield from _lifted(frame, deed, scene)
            if any(_is_enough(pattern) for pattern in patterns):
                yield from _left(frame, deed, scene)
        yield from _stricken(frame, scene)
        yield from _joined(frame, scene)


def until(claims: Iterable[Claim], scene: Scene) -> list[Claim]:
    """The claims of one sentence, a post with the time until which it was held where a deed of the sentence ends it."""
    claims = list(claims)
    deeds = [claim for claim in claims if _closed(claim.candidates[:1], scene) and _holds(claim)]
    return [next((_over(claim, deed, scene) for deed in deeds if _ends(deed, claim, scene)), claim) for claim in claims]


def _over(claim: Claim, deed: Claim, scene: Scene) -> Claim:
    day = deed.time or (scene.article.published or "")[:10]
    return replace(claim, time=f"../{day}") if day and "/" not in day else claim


def _ends(deed: Claim, claim: Claim, scene: Scene) -> bool:
    """The deed takes back what the claim says of the same two, and no time is told of either's beginning."""
    if claim.time not in {None, deed.time} or not claim.candidates or not _holds(claim):
        return False
    same = {deed.subject.name, deed.object.name} == {claim.subject.name, claim.object.name}
    return same and _is_a(claim.candidates[0], _closed(deed.candidates[:1], scene), scene)


def _holds(claim: Claim) -> bool:
    return claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED


def _closed(names: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    """The relations that one of these relations ends."""
    return tuple(closed for name in names for closed in scene.reader.ontology.relations[name].closes)


def _is_a(name: str, wanted: tuple[str, ...], scene: Scene) -> bool:
    return not {*wanted}.isdisjoint({name, *scene.reader.ontology.relations[name].parents})


def _deeds(frame: Frame, scene: Scene) -> dict[str, list[Pattern]]:
    """The relations by whose verbs something ends, with their patterns, where the sentence does not have both ends of it already."""
    closing = scene.reader.closing.get(predicate(frame, scene.reader.patterns, scene.reader.lexicon))
    if closing is None:
        return {}
    told = {name for claim in reversed(scene.said) if claim.sentence == scene.sentence for name in claim.candidates}
    found: dict[str, list[Pattern]] = {}
    for pattern in closing:
        if pattern.relation not in told:
            found.setdefault(pattern.relation, []).append(pattern)
    return dict(sorted(found.items()))


# ── what was lifted ──────────────────────────────────────────────────────────────────────────────


def _lifted(frame: Frame, deed: str, scene: Scene) -> Iterator[Claim]:
    if frame.lemma not in scene.reader.lexicon.words("governors", "ends"):
        return
    for measure in frame.role("obj"):
        if not _is_measure(measure.token, _closed((deed,), scene), scene):
            continue
        words = {child.lower_ for child in children(measure.token, "det")}
        this = not words.isdisjoint(scene.reader.lexicon.words("articles", "demonstrative"))
        if words.isdisjoint(scene.reader.lexicon.words("articles", "definite")):
            continue
        for doer in (filler for argument in frame.role("subj") for filler in scene.fillers.every(argument, owner=True)):
            posed = _said(_closed((deed,), scene), scene)
            made = next((claim for claim in posed if this or _same(claim.subject, doer.mention, scene)), None)
            if made is not None and made.object.name != doer.mention.name:
                yield _claim(frame, deed, doer, made.object, measure.token, scene)


def _is_measure(noun: Token, closed: tuple[str, ...], scene: Scene) -> bool:
    """A noun by which a relation of the kind is expressed, with nobody beside it whom it strikes."""
    patterns = scene.reader.patterns.get(noun.lemma_.lower(), ())
    alone = noun.pos_ == "NOUN" and not any(child.i in scene.fillers.names for child in children(noun, "nmod", "compound", "amod"))
    return alone and any(_is_a(pattern.relation, closed, scene) for pattern in patterns)


def _said(kinds: tuple[str, ...], scene: Scene) -> Iterator[Claim]:
    """What the article affirmed of these relations, the last first."""
    affirmed = (claim for claim in reversed(scene.said) if claim.candidates and claim.polarity is Polarity.AFFIRMED)
    return (claim for claim in affirmed if _is_a(claim.candidates[0], kinds, scene))


def _same(one: Mention, other: Mention, scene: Scene) -> bool:
    return scene.reader.linker.named(one).id == scene.reader.linker.named(other).id


# ── who left ─────────────────────────────────────────────────────────────────────────────────────


def _is_enough(pattern: Pattern) -> bool:
    """The verb itself says it, with no other words than the post: "opstappen", and not "zeggen" for "vaarwel zeggen"."""
    return all(word == "{R}" for _, word in pattern.fixed)


def _left(frame: Frame, deed: str, scene: Scene) -> Iterator[Claim]:
    """The person leaves or is dismissed; nothing but when, from which post and why stands with it."""
    relation = scene.reader.ontology.relations[deed]
    role = "subj" if "Person" in relation.subject_types else "obj" if "Person" in relation.object_types else ""
    others = [argument for argument in frame.arguments if argument.role != role]
    if not role or not all(_adds_nothing(argument, scene) or _says_why(argument, scene) for argument in others):
        return
    for person in (filler for argument in frame.role(role) for filler in scene.fillers.every(argument)):
        posts = _said(_closed((deed,), scene), scene)
        held = next((claim for claim in posts if "Person" in claim.subject.types and _same(claim.subject, person.mention, scene)), None)
        if held is not None:
            yield _claim(frame, deed, person, held.object, frame.head, scene, turned=role == "obj")


def _adds_nothing(argument: Argument, scene: Scene) -> bool:
    """A time, the post, or who says so: "resigned in 2019 as chairman"."""
    lexicon, noun = scene.reader.lexicon, argument.token
    post = argument.role in lexicon.words("possessive", "capacity") and scene.reader.nouns.post(noun)
    said, place = argument.role in lexicon.words("reporting", "prepositions"), noun.i - scene.sent.start
    return bool(post) or said or any(when.first <= place < when.last for when in scene.times)


def _says_why(argument: Argument, scene: Scene) -> bool:
    """A reason or a manner: "over the scandal", "in protest"; not from what, and with nobody in it."""
    lexicon, noun = scene.reader.lexicon, argument.token
    placed = lexicon.any(("around", "origin"), ("around", "owner"), ("around", "place")) - {lexicon.value("places", "inside")}
    kind = scene.reader.nouns.kind(noun)
    body = any(part.i in scene.fillers.names for part in noun.subtree) or (kind is not None and is_a(scene.reader.ontology, kind, "Agent"))
    return label(noun) in OBLIQUE and noun.pos_ == "NOUN" and argument.role not in placed and not body


# ── whom it struck ───────────────────────────────────────────────────────────────────────────────


def _stricken(frame: Frame, scene: Scene) -> Iterator[Claim]:
    if frame.lemma not in scene.reader.lexicon.words("governors", "strikes"):
        return
    for measure in frame.role("subj"):
        posed = [claim for claim in scene.said[::-1] if claim.candidates and _by(claim, measure.token, scene)]
        made = next((claim for claim in posed if "Country" in claim.subject.types), next(iter(posed), None))
        if made is None:
            continue
        for struck in (filler for argument in frame.role("obj") for filler in scene.fillers.every(argument)):
            doer = Filler(made.subject, RISK)
            yield _claim(frame, made.candidates[0], doer, struck.mention, measure.token, scene, subject=True)


def _by(claim: Claim, noun: Token, scene: Scene) -> bool:
    """The claim is of a relation that the noun names: what it tells of is such a measure."""
    affirmed = claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED
    return (
        affirmed
        and "subject" in scene.reader.ontology.relations[claim.candidates[0]].through_owner
        and _is_measure(noun, claim.candidates[:1], scene)
    )


# ── who joined ───────────────────────────────────────────────────────────────────────────────────


def _joined(frame: Frame, scene: Scene) -> Iterator[Claim]:
    """ "Ook EQT stapt in": nothing but when stands with the verb, and the noun that some verbs take ("took part", "legt geld in")."""
    taken = scene.reader.lexicon.table("clauses", "joins").get(frame.lemma)
    if taken is None or not all(
        argument.role == "subj" or (taken and argument.token.lemma_.lower() == taken) or _adds_nothing(argument, scene)
        for argument in frame.arguments
    ):
        return
    if taken and not any(argument.token.lemma_.lower() == taken for argument in frame.arguments):
        return
    relations, rounds = (scene.reader.constructed.get(kind, ()) for kind in (JOINED, ROUND))
    raised = next((claim.subject for claim in _said(rounds, scene)), None)
    for investor in (filler for argument in frame.role("subj") for filler in scene.fillers.every(argument)) if raised else ():
        body = any(is_a(scene.reader.ontology, kind, "Organization") for kind in investor.mention.types[:1]) or not investor.mention.types
        if raised is not None and relations and body and not _same(investor.mention, raised, scene):
            yield _claim(frame, relations[0], investor, raised, frame.head, scene)


def _claim(
    frame: Frame, relation: str, known: Filler, other: Mention, place: Token, scene: Scene, *, turned: bool = False, subject: bool = False
) -> Claim:
    """The claim; the end that was named elsewhere has its place at the word that stands for it.

    Args:
        turned: the known end is the object.
        subject: it is the subject that was named elsewhere.
    """
    if subject:
        first, second = replace(known.mention, text=place.text, start=offset(place), end=end(place), kind="nominal"), other
    else:
        first, second = known.mention, replace(other, text=place.text, start=offset(place), end=end(place), kind="nominal")
    if turned:
        first, second = second, first
    rule = f"{relation}: {frame.lemma}"
    span = Range(offset(frame.head), end(frame.head))
    predicate = place if subject else frame.said  # what nearly killed someone did strike him
    return stated(scene, predicate, first, second, frame.lemma, (relation,), rule, RISK + known.discount, span=span)
