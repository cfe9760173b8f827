"""What a sentence most likely says, as a small network has learnt to read it: what frames leave out, and what they most likely misread.

A parser errs, and reporters write what no list of phrases foresees: "put Umbra on its blacklist and Orbis a year later". Much is said
of things that the sentence does not name: "the deal", "its new boss". And a phrase may stand where it says nothing of the two whom
its frame relates. So every pair of ends of a sentence, those that the article spoke of before among them (`extract.ends`), is seen in
numbers (`extract.seen`), and a network says how likely each relation of the ontology is (`extract.chances`; it is trained on annotated
news by `python -m training.likely`). A relation that is new in the ontology is read by its frames alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.chances import Floats, Ints, chances
from kg.extract.circumstances import stated
from kg.extract.ends import End, Memory
from kg.extract.parties import OPEN, Stand, Telling, Told, told, words
from kg.extract.scene import Scene
from kg.extract.seen import Seen, seen
from kg.extract.status import Status
from kg.link import Linker
from kg.model import LIKELY, UNLIKELY, Claim, Mention, Modality, Span, replace
from kg.ontology import Ontology, ends_of, is_a
from kg.parse import Token, end, offset

SHORTEST = 12
"""Words of a sentence, below which the frames see what there is: what they say is so, and what they leave out is not said."""
LONGEST = 200
"""Words of a sentence, above which it is a list or no sentence, and would take much memory."""
TRIED = 4
"""Relations of a pair that are tried, the likeliest first, until one takes the classes of its ends."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims of a sentence: those of its frames, each with how likely it is (None for what the network does not judge), and those
    that frames leave out."""

    said: Sequence[tuple[Claim, float | None]]
    more: Sequence[Claim]


def weighed(scene: Scene, said: Sequence[Claim], memory: Memory) -> Weighed:
    """How likely the claims of a sentence are, and what is likely beside them.

    Args:
        said: what frames and constructions gave for the sentence.
        memory: of the sentences before; the sentence is added to it.
    """
    number, ends = memory.sentences, memory.ends(scene)
    weighable = bool(ends) and SHORTEST <= len(scene.sent) <= LONGEST
    telling = words(scene) if weighable else {}
    sentence = seen(scene, ends, telling, told(said), number, chances().known) if weighable else None
    if sentence is None:
        return Weighed([(claim, None) for claim in said], ())
    found, looked = chances().of(sentence)
    judged = _judged(said, sentence, ends, found, scene)
    held = told(claim for claim, chance in judged if claim.candidates and (chance is None or chance >= UNLIKELY))
    return Weighed(judged, tuple(_likely(scene, ends, sentence, held, telling, found, looked)))


def is_likely(claim: Claim) -> bool:
    """True for a claim that no frame says."""
    return claim.rule.startswith(LIKELY)


# ── what frames say ──────────────────────────────────────────────────────────────────────────────


def _judged(said: Sequence[Claim], sentence: Seen, ends: Sequence[End], found: Floats, scene: Scene) -> list[tuple[Claim, float | None]]:
    """The claims, each with how likely one of its relations, or a parent or child of one, is of its ends; None where an end is no mention
    of the sentence."""
    if not any(claim.candidates for claim in said):
        return [(claim, None) for claim in said]
    ontology, rows_of = scene.reader.ontology, chances().known.relations
    starts = [end.stand.filler.mention.start if end.past is None else -1 for end in ends]
    rows: dict[tuple[int, int], list[int]] = {}
    for row, (i, j) in enumerate(sentence.pairs[:, :2].tolist()):
        rows.setdefault((starts[i], starts[j]), []).append(row)
    chance = found.item
    judged: list[tuple[Claim, float | None]] = []
    for claim in said:
        straight, turned = (claim.subject.start, claim.object.start), (claim.object.start, claim.subject.start)
        best: float | None = None
        for name in claim.candidates if straight in rows or turned in rows else ():
            term, columns = ontology.relations[name], _family(ontology, name, rows_of)
            ways = (straight, turned) if term.symmetric else (straight,) if term.canonical == name else (turned,)
            for row in [row for way in ways for row in rows.get(way, ())] if columns else ():
                best = max(best or 0.0, *[chance(row, column) for column in columns])
        judged.append((claim, best))
    return judged


@cache
def _family(ontology: Ontology, name: str, known: tuple[str, ...]) -> list[int]:
    """The columns of a relation, its parents and its children."""
    rows, terms = {relation: row for row, relation in enumerate(known)}, ontology.relations
    family = {name, *terms[name].parents, *(child.name for child in terms.values() if name in child.parents)}
    return sorted({rows[terms[kin].canonical] for kin in family if terms[kin].canonical in rows})


# ── what they leave out ──────────────────────────────────────────────────────────────────────────


def _likely(
    scene: Scene, ends: Sequence[End], sentence: Seen, held: Told, telling: Telling, found: Floats, looked: Ints
) -> Iterator[Claim]:
    """The claims that frames leave out, each with how likely it is for its confidence."""
    best: dict[frozenset[str], tuple[float, str, End, End, Token]] = {}
    relations, tops, lexicon = chances().known.relations, found.max(1), scene.reader.lexicon
    least, farther = float(lexicon.value("likely", "enough")), float(lexicon.value("likely", "farther"))
    for pair in (tops >= least).nonzero()[0].tolist():
        subject, target = ends[int(sentence.pairs[pair, 0])], ends[int(sentence.pairs[pair, 1])]
        enough = least if subject.past is None and target.past is None else farther
        if tops[pair] < enough or _relates(held, subject.stand.name, target.stand.name):
            continue
        for relation in found[pair].argsort()[::-1][:TRIED].tolist():
            chance, name = float(found[pair, relation]), relations[relation]
            if chance < enough:
                break
            if _fits(scene, name, subject.stand, target.stand):
                names = frozenset((subject.stand.name, target.stand.name))
                if names not in best or chance > best[names][0]:
                    best[names] = chance, name, subject, target, scene.sent[int(looked[pair])]
                break
    for chance, name, subject, target, word in best.values():
        span, lemma = Span(offset(word), end(word)), word.lemma_.lower()
        ends_of = _placed(subject, target, word, scene), _placed(target, subject, word, scene)
        teller = _teller(word, name, telling)
        claim = stated(scene, teller, *ends_of, lemma, (name,), f"{LIKELY}{name} ({lemma})", 0.0, span=span)
        state = _left_open(Status(claim.polarity, claim.modality), word, name, telling)
        yield replace(claim, confidence=round(chance, 2), polarity=state.polarity, modality=state.modality)


def _teller(word: Token, relation: str, telling: Telling) -> Token | None:
    """The word of which how it stands is how the relation stands: the verb above it where both tell of that ("revoked the licence"), else
    the word itself; None where it does not tell of the relation."""
    if (word, relation) not in telling:
        return None
    return word.head if word.pos_ == "NOUN" and word.head.pos_ == "VERB" and (word.head, relation) in telling else word


def _left_open(state: Status, word: Token, relation: str, telling: Telling) -> Status:
    """The status of a likely claim: a phrase that says that it is over says so of whoever is likely meant, and a word of the sentence whose
    phrases leave the relation open leaves it open, as does an infinitive that alone tells of it ("talks to acquire")."""
    tellers = [(token, says) for (token, name), says in telling.items() if name == relation]
    for token, says in tellers:
        state = state.weakened(says.modality)
        state = state.negated() if says.counter and token is word else state
    infinitives = bool(tellers) and all("Inf" in token.morph.get("VerbForm", ()) for token, _ in tellers)
    return state.weakened(Modality.PLANNED) if infinitives else state


def _relates(held: Told, one: str, other: str) -> bool:
    return any(names - {OPEN} for names in (held.get((one, other), frozenset()), held.get((other, one), frozenset())))


def _placed(one: End, other: End, word: Token, scene: Scene) -> Mention:
    """The mention of an end; what the article spoke of before has its place at the word that tells of it, or at the verb of the sentence
    where that word is the other end."""
    mention, across = one.stand.filler.mention, other.stand.filler.mention
    if one.past is None:
        return mention
    place = scene.sent.root if across.start <= offset(word) < across.end else word
    return replace(mention, text=place.text, start=offset(place), end=end(place), kind="nominal")


def _fits(scene: Scene, relation: str, subject: Stand, target: Stand) -> bool:
    term = scene.reader.ontology.relations.get(relation)
    if term is None or subject.name == target.name:
        return False
    subjects, objects = ends_of(term)
    taken = bool(term.names) and scene.fillers.linker.named(target.filler.mention).id in term.names
    barred = any(_is_able(subject if end == "subject" else target, (kind,), scene) for end, kind in term.barred)
    return not barred and _is_able(subject, subjects, scene) and (taken or _is_able(target, objects, scene))


def _is_able(stand: Stand, wanted: tuple[str, ...], scene: Scene) -> bool:
    """True for a mention of one of the classes, or whose name has another sense that is."""
    mention = stand.filler.mention
    return _is_of(scene.fillers.linker, stand.type, mention.name, mention.language, wanted)


@lru_cache(maxsize=1 << 14)
def _is_of(linker: Linker, kind: str, name: str, language: str, wanted: tuple[str, ...]) -> bool:
    if any(is_a(linker.ontology, kind, one) for one in wanted):
        return True
    other = linker.lookup(name, language, types=wanted)
    return other is not None and other.entity.known and any(is_a(linker.ontology, other.entity.type, one) for one in wanted)
