"""Doc -> claims: every frame of every sentence is held against the relations, and what it says is kept with its words.

Four sources of claims, by rule:

    typed        a frame that fulfils a phrase of the ontology (`extract.patterns`)
    construction nationality and possession (`extract.constructions`)
    open         any other verb with two named arguments, as an open relation named by its lemma and preposition
    likely       what the words and parties of a sentence make likely where no frame says it (`extract.likely`)

What a frame says and the same network finds unlikely has its chance for confidence, and becomes no fact (`kg.ground`).

Each claim carries the exact characters of subject, relation and object, whether it is so (`extract.status`), who says it
(`extract.attribution`) and when (`extract.time`), put together by `extract.circumstances`. Tokens do not leave this module.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import Filler, make, phrase
from kg.extract.circumstances import LEAD, announced, stated
from kg.extract.confidence import confidence
from kg.extract.constructions import BARE_ROLE, WORDED, constructions
from kg.extract.denials import denied, harmless
from kg.extract.ends import Memory
from kg.extract.frames import Frame, turned
from kg.extract.intended import intended, undone
from kg.extract.likely import is_likely, weighed
from kg.extract.matching import Match, match
from kg.extract.measures import ruled, struck
from kg.extract.mentions import names
from kg.extract.multiwords import loosen
from kg.extract.pairs import opened
from kg.extract.patterns import Pattern
from kg.extract.quotations import speech
from kg.extract.recalled import recalled, until
from kg.extract.repairs import repaired
from kg.extract.rulers import STATE_POST
from kg.extract.scene import Reader, Scene, stage
from kg.extract.slots import filled
from kg.extract.status import Status, beside
from kg.extract.syntax import children, lemma, prefix
from kg.extract.titles import named, untitled
from kg.model import UNLIKELY, Claim, Mention, Modality, Polarity, replace
from kg.model import Span as Range
from kg.ontology import fits
from kg.parse import Doc, Token, end, offset


def claims(doc: Doc, reader: Reader) -> Iterator[Claim]:
    """What the article says, sentence by sentence, each claim with the probability that it is right.

    Args:
        doc: from `annotate`.
        reader: for the article's language.
    """
    for claim, chance in _weighed(doc, reader):
        if is_likely(claim):
            yield claim
        else:
            sure = confidence(claim, chance) if chance is None or chance >= UNLIKELY else round(chance, 2)
            yield replace(claim, confidence=sure)


def unrated(doc: Doc, reader: Reader) -> Iterator[tuple[Claim, float | None]]:
    """`claims` without what is unlikely and with, for confidence, 1.0 less what was risked to find the ends, each with how likely the
    network holds it: what `extract.confidence` is fitted on."""
    for claim, chance in _weighed(doc, reader):
        if chance is None or chance >= UNLIKELY:
            yield claim, chance


def _weighed(doc: Doc, reader: Reader) -> Iterator[tuple[Claim, float | None]]:
    """The claims, those that frames say with how likely they are (None for what is not judged)."""
    said: list[tuple[Claim, float | None]] = []
    memory = Memory()
    news: str | None = None
    for number, (scene, found) in enumerate(scenes(doc, reader)):
        if news is None and number < LEAD:
            first = frozenset(claim.subject.name for claim, _ in said if claim.sentence.start == said[0][0].sentence.start)
            news = announced(scene, first)
        sentence = weighed(scene, found, memory)
        said += [*sentence.said, *((claim, None) for claim in sentence.more)]
    verb = next((sent.root for sent in doc.sents), None)
    for claim, chance in said:
        yield replace(claim, time=news) if verb is not None and _is_news(claim, verb) else claim, chance


def scenes(doc: Doc, reader: Reader) -> Iterator[tuple[Scene, list[Claim]]]:
    """The sentences of the article, each with what its frames and constructions say."""
    article = doc.article
    assert article is not None, "claims are read from what `annotate` made"
    doc = untitled(loosen(doc, reader.lexicon), reader.lexicon, reader.nouns)
    doc = repaired(doc, reader.lexicon, reader.nouns)
    found = names(doc, reader.lexicon, reader.linker, reader.nouns)
    doc = named(doc, found, reader.nouns)
    doc.settle()
    fillers = make(doc, found, reader.lexicon, reader.nouns, reader.linker)
    quotation = speech(doc, reader.lexicon)
    said: list[Claim] = []
    before: str | None = None
    for sent in doc.sents:
        scene = stage(sent, article, fillers, quotation, reader, said, before)
        before = scene.times[-1].value if scene.times else before
        first = len(said)
        said += [claim for claim in (*_typed(scene), *_constructed(scene), *opened(scene)) if claim.subject.name != claim.object.name]
        said += recalled(scene)
        said[first:] = until(said[first:], scene)
        yield scene, said[first:]


def _is_news(claim: Claim, verb: Token) -> bool:
    """True for a deed that the first sentence of the article tells without a time: the news itself."""
    told = claim.relation_span.start <= offset(verb) < claim.relation_span.end and verb.pos_ == "VERB"
    return told and claim.time is None and claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED


# ── typed ────────────────────────────────────────────────────────────────────────────────────────


def _typed(scene: Scene) -> Iterator[Claim]:
    """What the frames say, each thing once: the frame of "imposed" and that of "sanctions" say the same, a noun that is taken back
    says nothing by itself ("cut its ties with X"), and one that is left open no more than that ("announced an investment in X")."""
    found = list(_of_frames(scene))
    marked = [(claim, hit) for claim, hit in found if hit is not None and _rank(hit) < _rank(None)]
    found.sort(key=lambda pair: _rank(pair[1]))
    already: set[tuple[object, ...]] = set()
    for claim, hit in found:
        told = (claim.subject.start, claim.subject.name, claim.object.start, claim.object.name, *claim.candidates[:1])
        if hit is None or not (told in already or any(_takes_back(*other, claim, hit) for other in marked)):
            already |= {told} if hit is not None else set()
            yield claim


def _rank(hit: Match | None) -> int:
    """What goes before what where two say the same: that it does not hold, that it is open, that it does."""
    if hit is None or (not hit.pattern.counter and hit.pattern.modality is Modality.ASSERTED):
        return 2
    return 0 if hit.pattern.counter else 1


def _takes_back(marked: Claim, by: Match, claim: Claim, hit: Match) -> bool:
    """True where the words of a counter-phrase have the noun that says the other: of the same two there is no more to say; and where
    those of an open phrase have the noun that says the same."""
    ends = {marked.subject.name, marked.object.name} == {claim.subject.name, claim.object.name}
    same = ends and (by.pattern.counter or marked.candidates[:1] == claim.candidates[:1])
    return same and hit.frame.head.i != by.frame.head.i and hit.frame.head in by.words


def _of_frames(scene: Scene) -> Iterator[tuple[Claim, Match | None]]:
    for frame in scene.frames:
        pairs = _related(frame, scene)
        if pairs and not any(_suits(option, scene) for option in pairs.values()) and (other := turned(frame, scene.reader.lexicon)):
            again = _related(other, scene)
            pairs = again if any(_suits(option, scene) for option in again.values()) else pairs
        for options in pairs.values():
            yield _claim_of(options, scene), options[0][0]
        beside = (*denied(frame, scene), *harmless(frame, scene), *struck(frame, scene)) if not pairs else ()
        yield from ((claim, None) for claim in (*beside, *ruled(frame, scene)))


def _related(frame: Frame, scene: Scene) -> dict[tuple[Mention, Mention], list[tuple[Match, Filler, Filler]]]:
    """The pairs of mentions that a frame relates, each with the ways in which it does."""
    hits = (
        match(frame, scene.reader.patterns, scene.reader.lexicon, nouns=scene.by_head, words=scene.words) if scene.has_ends(frame) else []
    )
    pairs: dict[tuple[Mention, Mention], list[tuple[Match, Filler, Filler]]] = {}
    for hit in hits:
        for subject, target in filled(hit, scene):
            if _place(subject) != _place(target):
                pairs.setdefault((subject.mention, target.mention), []).append((hit, subject, target))
    return _without_partners(pairs)


def _without_partners(
    pairs: dict[tuple[Mention, Mention], list[tuple[Match, Filler, Filler]]],
) -> dict[tuple[Mention, Mention], list[tuple[Match, Filler, Filler]]]:
    """The pairs but for what a person's post would say of two alike ("the Accel partner Jane Doe" works there), and what the same
    words say of the two with more right: "Mitsui-backed Umbra" has an investor, and no ties beside."""
    if not pairs:
        return pairs
    posts = {ends for ends, options in pairs.items() if ends[0].types[:1] == ("Person",) and any(hit.pattern.role for hit, _, _ in options)}
    sided = {ends for ends, options in pairs.items() if not all(hit.pattern.mutual for hit, _, _ in options)}
    if not posts and not any(hit.pattern.mutual for options in pairs.values() for hit, _, _ in options):
        return pairs
    kept = {
        ends: [option for option in options if not (option[0].pattern.mutual and ({ends, ends[::-1]} & posts or ends[::-1] in sided))]
        for ends, options in pairs.items()
    }
    return {ends: options for ends, options in kept.items() if options}


def _suits(options: list[tuple[Match, Filler, Filler]], scene: Scene) -> bool:
    """True where one of the relations may hold between things of these classes."""
    named = scene.fillers.linker.named
    return any(
        target.mention.kind == "literal"
        or fits(scene.reader.ontology, hit.pattern.relation, named(subject.mention).type, named(target.mention).type)
        for hit, subject, target in options
    )


def _place(filler: Filler) -> tuple[int, int]:
    return filler.mention.start, filler.mention.end


def _claim_of(options: list[tuple[Match, Filler, Filler]], scene: Scene) -> Claim:
    if any(_rank(hit) < _rank(None) for hit, _, _ in options):  # which relation it is says whether it holds: "leaves X" is read of a post
        options = [option for option in options if _suits([option], scene)] or options
    hit, subject, target = options[0]
    scene.seen.add((subject.mention.start, target.mention.start))
    frame = hit.frame
    relations = _in_order([option.pattern for option, _, _ in options if _rank(option) == _rank(hit)], scene)
    words = " ".join(lemma(word) if word.i == frame.head.i else word.lemma_.lower() for word in sorted(hit.words, key=lambda word: word.i))
    role = _role(hit, scene)
    claim = stated(
        scene,
        frame.said,
        subject.mention,
        target.mention,
        words,
        relations,
        hit.pattern.rule,
        subject.discount + target.discount,
        role=role,
        span=_range(hit.words),
    )
    if hit.pattern.object in scene.reader.lexicon.words("negation", "prepositions"):  # "gets by without X"
        return replace(claim, polarity=Status(claim.polarity).negated().polarity)
    if hit.pattern.counter or undone(hit, relations, scene.reader):
        claim = replace(claim, polarity=Status(claim.polarity).negated().polarity)
    elif claim.polarity is Polarity.AFFIRMED:  # who makes no bid has no plan
        state = Status(modality=claim.modality).weakened(intended(hit, relations, scene.reader)).weakened(hit.pattern.modality)
        claim = claim if state.modality is claim.modality else replace(claim, modality=state.modality)
    told = scene.reader.lexicon.any(("negation", "adverbs"), ("negation", "determiners"))
    if any(word.lower_ in told for word in hit.words):  # "does not agree with": the phrase itself has the word
        return replace(claim, polarity=Polarity.AFFIRMED)
    return claim


def _in_order(patterns: list[Pattern], scene: Scene) -> tuple[str, ...]:
    """The relations of the patterns in their order, but of those that share a phrase the one for fewer subjects first: "part of X" is a
    part where a body is, and a member where a state is."""
    if len(patterns) == 1:
        return (patterns[0].relation,)
    relations, shapes = scene.reader.ontology.relations, [pattern.rule.partition(":")[2] for pattern in patterns]

    def rank(i: int) -> tuple[int, bool]:
        """By phrase, a relation for any agent last."""
        return shapes.index(shapes[i]), relations[patterns[i].relation].subject_types == ("Agent",)

    return tuple(dict.fromkeys(patterns[i].relation for i in sorted(range(len(patterns)), key=rank)))


def _role(hit: Match, scene: Scene) -> str | None:
    """The post in its own words, when the relation is about one: "rotating chairman"."""
    noun = next((word for word in hit.words if scene.reader.nouns.post(word)), None)
    if noun is None or (not scene.reader.ontology.relations[hit.pattern.relation].role_nouns and not hit.pattern.role):
        return None
    return _post(noun, scene)


def _post(noun: Token, scene: Scene) -> str:
    """A post with its adjectives and compounds, without the names among them."""
    first, last = phrase(noun)
    words = [token.text for token in scene.sent.doc[first : last + 1] if token.i not in scene.fillers.names or token.i == noun.i]
    name = prefix(noun, scene.reader.lexicon)
    return " ".join(words).removeprefix(f"{name}-") if name else " ".join(words)


def _range(words: tuple[Token, ...]) -> Range:
    """The characters from the first to the last word when they stand together, else of the head alone."""
    ordered = sorted(words, key=lambda word: word.i)
    close = ordered[-1].i - ordered[0].i < len(ordered)
    first, last = (ordered[0], ordered[-1]) if close else (words[0], words[0])
    return Range(offset(first), end(last))


# ── constructions ────────────────────────────────────────────────────────────────────────────────


def _constructed(scene: Scene) -> Iterator[Claim]:
    found: set[tuple[str, int, int]] = set()
    for hit in constructions(scene.sent, scene.nouns, scene.fillers, scene.reader.ontology):
        relations = scene.reader.constructed.get(hit.kind, ())
        told = (hit.subject.start, hit.object.start) in scene.seen and hit.subject.types[:1] == ("Person",)  # "the Dutch minister X"
        if relations and not told and (hit.kind, hit.subject.start, hit.object.start) not in found:
            found.add((hit.kind, hit.subject.start, hit.object.start))
            scene.seen.add((hit.subject.start, hit.object.start))
            worded = hit.kind in WORDED
            span = Range(offset(hit.word), end(hit.word)) if worded else Range(hit.object.start, hit.object.end)
            post = hit.kind in {BARE_ROLE, STATE_POST}
            role = _post(hit.word, scene) if post else None
            about = hit.subject.types[:1] == ("Person",) and bool(children(hit.word, "cop"))
            said = hit.word if worded and about else None  # "who is a buyer at X, the police say"
            claim = stated(scene, said, hit.subject, hit.object, hit.kind, relations, hit.kind, 0.0, role=role, span=span)
            held = beside(hit.word, scene.reader.lexicon).modality if post else Modality.ASSERTED
            yield claim if held is Modality.ASSERTED else replace(claim, modality=Status(modality=claim.modality).weakened(held).modality)
