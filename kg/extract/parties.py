"""Who stands in a sentence, what its frames said of them, and which of its words may relate them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.arguments import Filler
from kg.extract.brands import THINGS
from kg.extract.clauses import Argument
from kg.extract.index import Says
from kg.extract.matching import predicate
from kg.extract.scene import Scene
from kg.extract.spelled import alike
from kg.model import Claim, Mention
from kg.ontology import is_a
from kg.parse import Token, end, offset

CARRIERS = frozenset({"PRON", "NOUN", "DET", "ADJ", "PROPN"})
"""Parts of speech of what may stand for a mention without being its name."""
OPEN = "open"
"""What a relation that no phrase has is called."""


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """A mention of a sentence: the token that carries it, what fills a slot with it, its kind ("name", "apposed", "nominal", "pronoun",
    "prefix"), and its class."""

    token: Token
    filler: Filler
    kind: str
    type: str

    @property
    def name(self) -> str:
        """The name that the mention stands for."""
        return self.filler.mention.name


def stands(scene: Scene) -> Iterator[Stand]:
    """The mentions of a sentence: names, what stands for one, and whom a word means without naming him."""
    named = list(_named(scene))
    yield from named
    heard = {stand.name for stand in named}
    for kind, token, mention in (*_within(scene), *_implied(scene), *_claimed(scene)):
        if mention.kind != "literal" and mention.name not in heard:
            heard.add(mention.name)
            yield Stand(token, Filler(mention, 0.2), kind, scene.fillers.linker.kind_of(mention))


def _named(scene: Scene) -> Iterator[Stand]:
    fillers, kind_of, seen = scene.fillers, scene.fillers.linker.kind_of, set[int]()
    for token in scene.sent:
        found, kind = fillers.names.get(token.i), ""
        if found is not None and found.first not in seen:
            seen.add(found.first)
            token = scene.sent.doc.between(found.first, found.last + 1).root
            kind = "name" if found.mention.kind == "name" else "nominal"
            filled = fillers.every(Argument("subj", token), things=True) or [Filler(found.mention)]
        elif found is None and token.pos_ in CARRIERS:
            filled = fillers.every(Argument("subj", token), things=True)
            first = fillers.in_compound(token)
            if first is not None:
                yield Stand(token, Filler(first, 0.05), "prefix", kind_of(first))
        else:
            continue
        for filler in filled:
            if filler.mention.kind != "literal":
                yield Stand(token, filler, kind or filler.mention.kind, kind_of(filler.mention))


def _implied(scene: Scene) -> Iterator[tuple[str, Token, Mention]]:
    """Whose post or kin a bare noun names: "topman X", "rival X", "the parent"."""
    resolved = scene.fillers.resolved
    for token in scene.sent:
        for found in (resolved.employers, resolved.owners):
            if token.i in found:
                yield "nominal", token, found[token.i]


def _within(scene: Scene) -> Iterator[tuple[str, Token, Mention]]:
    """The country or town that a longer name says: "Dutch Ministry of Defence", "University of Leuven"."""
    linker, language = scene.fillers.linker, scene.reader.lexicon.language
    stood = [scene.fillers.names.get(token.i) for token in scene.sent]
    for name in {id(name): name for name in stood if name is not None and name.length > 1}.values():
        if not any(is_a(linker.ontology, kind, "Organization") for kind in name.mention.types[:1]):
            continue
        for token in scene.sent.doc[name.first : name.last + 1]:
            sense = linker.lookup(token.text, language) if token.text[:1].isupper() else None
            if sense is not None and is_a(linker.ontology, sense.entity.type, "Place") and sense.entity.label != name.mention.name:
                adjectival = sense.kind == "demonym"
                yield (
                    "prefix",
                    token,
                    Mention(
                        token.text, offset(token), end(token), "name", token.text, language, (sense.entity.type,), adjectival=adjectival
                    ),
                )


def _claimed(scene: Scene) -> Iterator[tuple[str, Token, Mention]]:
    """Whom the claims of the sentence found elsewhere: the country of "the prime minister", who imposed "the measure"."""
    for claim in scene.said:
        if claim.sentence.start == scene.sentence.start:
            for mention in (claim.subject, claim.object):
                token = next((token for token in scene.sent if offset(token) <= mention.start < end(token)), None)
                if token is not None and not THINGS.intersection(mention.types[:1]):
                    yield "nominal", token, mention


Told = Mapping[tuple[str, str], frozenset[str]]
"""What the frames of a sentence said of each pair of names: the relations that they mean first, `OPEN` for one that no phrase has."""


def told(said: Iterable[Claim]) -> Told:
    """What the claims of a sentence say."""
    pairs: dict[tuple[str, str], set[str]] = {}
    for claim in said:
        pairs.setdefault((claim.subject.name, claim.object.name), set()).add(claim.candidates[0] if claim.candidates else OPEN)
    return {ends: frozenset(found) for ends, found in pairs.items()}


Telling = Mapping[tuple[Token, str], Says]
"""The words that may tell of a relation, and what its phrases say with them."""


def words(scene: Scene) -> Telling:
    """The words that may tell of a relation."""
    reader, known = scene.reader, scene.words
    here = known.of(scene.sent, reader.lexicon).words
    groups_of, posts = reader.patterns.groups, reader.patterns.posts
    frames = {frame.head.i: frame for frame in reversed(scene.frames)}
    found: dict[tuple[Token, str], Says] = {}
    for token in scene.sent:
        frame = frames.get(token.i)
        lemma, post = token.lemma_.lower(), reader.nouns.post(token)
        groups = groups_of.get(lemma, ())
        head = predicate(frame, reader.patterns, reader.lexicon) if frame else lemma
        if head != lemma:
            own = groups_of.get(head, ())
            groups = (*groups, *own) if lemma < head else (*own, *groups)
        for group in (*groups, *posts.get(post, ())) if post else groups:
            if not group.needs <= here:
                continue
            if not group.fixed or all(_has_other(token, word, scene) for _, word in group.fixed):
                for relation, says in group.says.items():
                    same = found.get((token, relation))
                    found[token, relation] = says if same is None else same | says
    return found


def _has_other(token: Token, word: str, scene: Scene) -> bool:
    """True where a fixed word stands in the sentence beside the token."""
    return any(like is not token for like in alike(scene.sent, word, scene.words, scene.reader.lexicon))
