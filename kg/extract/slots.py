"""Who fills the slots of a match: the names themselves, who owns or does what stands there, whom an official or an army acts for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.extract.arguments import Filler
from kg.extract.attribution import said_in
from kg.extract.brands import THINGS
from kg.extract.clauses import Argument
from kg.extract.matching import DEED, Match, reciprocal
from kg.extract.modifiers import from_there, modifies, origin_of
from kg.extract.offices import ministry_of
from kg.extract.rulers import leads_none, ruler_elsewhere
from kg.extract.sayers import voices
from kg.extract.scene import Scene
from kg.model import Mention, replace
from kg.ontology import RelationType
from kg.parse import end, offset


def filled(hit: Match, scene: Scene) -> Iterator[tuple[Filler, Filler]]:
    """The subject and object of each claim that a match makes."""
    relation = scene.reader.ontology.relations[hit.pattern.relation]
    through = relation.through_owner
    nameless = not any(argument.token.i in scene.fillers.names for argument in hit.objects)
    dealt = hit.frame.role("dealt") if nameless and "dealt" in through and hit.pattern.object == "obj" else ()
    for first, second in product(hit.subjects, (*hit.objects, *dealt)):
        if first.token.i == second.token.i and "prefix" not in {first.role, second.role}:
            continue
        owner = "subject" in through or _speaks_for(first, scene)
        subjects = scene.fillers.every(first, things="subject" in relation.common_nouns, owner=owner)
        if not subjects and "subject" in through and (author := scene.doer_of(first.token)):
            subjects = [author]
        if second.role == DEED:
            if "object" not in through and relation.name not in scene.deeds(second.token):
                continue
            yield from ((subject, author) for subject in subjects if (author := scene.doer_of(second.token, sufferer=subject.mention)))
            continue
        if reciprocal(second.token, scene.reader.lexicon):
            yield from product(subjects, (other for each in hit.subjects for other in scene.fillers.every(each)))
            continue
        subjects = [filler for filler in subjects if not origin_of(hit, first, filler, scene)]
        targets = [filler for filler in _objects(second, hit, relation, scene) if not from_there(hit, second, filler, scene)]
        if second.role == "prefix" and hit.pattern.object != "prefix" and hit.frame.kind == "verb":  # "5G-apparatuur" is nobody's
            targets = [filler for filler in targets if not THINGS.intersection(filler.mention.types[:1])]
        if not targets and relation.judges:
            deeds = [(subject, scene.doer_of(second.token, judged=relation.judges, judge=subject.mention)) for subject in subjects]
            if doers := [(subject, doer) for subject, doer in deeds if doer is not None]:
                yield from doers
                continue
        if hit.frame.head.i in {first.token.i, second.token.i}:  # "Umbra's chip unit": that it is a part says its construction
            targets = [target for target in targets if scene.fillers.unit(hit.frame.head) is None]
        yield from product(subjects, targets) if targets else _answers(subjects, second, relation, scene)


def _answers(subjects: list[Filler], argument: Argument, relation: RelationType, scene: Scene) -> Iterator[tuple[Filler, Filler]]:
    """ "Huawei denies the allegations", "denies this": the object is whoever made them, in the last claim against the subject."""
    noun = argument.token
    acts = {pattern.relation for pattern in scene.reader.patterns.get(noun.lemma_.lower(), ())} & {*relation.answers}
    listed = scene.reader.lexicon.words
    told = noun.lower_ in listed("anaphora", "claims") or noun.lemma_.lower() in listed("anaphora", "charges")
    if not relation.answers or not (acts or told):
        return
    for subject in subjects:
        made = scene.against(subject.mention, {*relation.answers})
        other = made.subject if made else _before(scene) if told else None
        if other is not None and other.name != subject.mention.name:
            yield subject, Filler(replace(other, text=noun.text, start=offset(noun), end=end(noun), kind="nominal"), 0.25)


def _before(scene: Scene) -> Mention | None:
    """Who spoke in the sentence before."""
    if not scene.sent.start:
        return None
    said = said_in(scene.sent.doc[scene.sent.start - 1].sent, scene.reader.lexicon, frozenset())
    return voices(scene.fillers, said.speaker) if said else None


def _objects(argument: Argument, hit: Match, relation: RelationType, scene: Scene) -> list[Filler]:
    """What fills the object slot; where the relation reaches through property, the owner of a thing as well as the thing."""
    if hit.pattern.amount:
        amount = scene.fillers.amount(argument.token)
        return [Filler(amount)] if amount else []
    if hit.pattern.role and (ministry := ministry_of(hit.frame.head, argument.token, scene.fillers)):
        return [Filler(ministry, 0.05)]
    if modifies(argument, hit.frame.head):
        return []
    through = "object" in relation.through_owner
    found = scene.fillers.every(argument, things="object" in relation.common_nouns, owner=through or _is_band(argument, scene))
    if hit.pattern.role and (country := ruler_elsewhere(hit.frame, found, scene.fillers)):
        return [Filler(country)]
    if hit.pattern.role and leads_none(hit.frame, found, scene.fillers):
        return []
    holder = (scene.fillers.owner(argument.token) or _doer(argument, scene)) if through else None
    if not found and holder:
        return [holder]
    return [*found, holder] if found and holder and found[0].mention.types[:1] != holder.mention.types[:1] else found


def _doer(argument: Argument, scene: Scene) -> Filler | None:
    """Who does what an unnamed noun tells, where the parser hung it on the verb: "blamed late deliveries by Umbra"."""
    frame = scene.nouns.get(argument.token.i)
    done = frame.role(*scene.reader.lexicon.words("voice", "agents")) if frame is not None and argument.role in {"obj", "iobj"} else []
    return next((filler for by in done if (filler := scene.fillers.fill(by))), None)


def _speaks_for(argument: Argument, scene: Scene) -> bool:
    """An official or a ministry acts for its country, a board for its company, its fighters for a movement: "Chinese regulators",
    "US officials", "Umbra's board", "Hamas militants"."""
    nouns, token = scene.reader.nouns, argument.token
    if token.pos_ != "NOUN":
        return False
    if scene.fillers.organ(token) or token.lower_ in scene.reader.lexicon.words("places", "arms"):
        return True
    if nouns.kind(token) == "GovernmentBody" or ("Plur" in token.morph.get("Number", []) and nouns.serves_state(token)):
        return True
    return _is_band(argument, scene)


def _is_band(argument: Argument, scene: Scene) -> bool:
    """True for those who fight for a body whose name stands before them; "Syrian rebels" are not Syria's."""
    band = argument.token.lower_.rpartition("-")[2] in scene.reader.lexicon.words("places", "bands")
    holder = scene.fillers.owner(argument.token) if band else None
    return holder is not None and holder.mention.types[:1] != ("Country",)
