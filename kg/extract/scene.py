"""One sentence with all that is known of it while its claims are read: its frames, its mentions, what was said before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.coreference.descriptions import definite
from kg.extract.arguments import Filler, Fillers
from kg.extract.attribution import source
from kg.extract.clauses import Argument
from kg.extract.ellipsis import elided
from kg.extract.frames import Frame, frames
from kg.extract.index import Index, index_of
from kg.extract.matching import predicate
from kg.extract.nouns import Nouns, nouns_of
from kg.extract.patterns import Pattern
from kg.extract.quotations import Speech
from kg.extract.rulers import NAMING, country_post, known_ruler
from kg.extract.sayers import voices
from kg.extract.speakers import Source
from kg.extract.spelled import Words
from kg.extract.status import Status, status
from kg.extract.syntax import children
from kg.extract.tense import tense
from kg.extract.time import When, times
from kg.extract.voiced import voiced
from kg.lang import Lexicon, lexicon
from kg.link import Linker, key
from kg.model import Article, Claim, Mention, Sentence, replace
from kg.ontology import Ontology, is_a
from kg.parse import Span, Token, end, offset, sentence

RULERS = ("Country", "GovernmentBody")
"""Classes of those who take measures."""
RECALLED = 0.3
"""What is risked by taking an end from another sentence."""
NEAR = 300
"""Letters behind the sentence that tells of a measure in which a noun for it means that one."""
MEASURE = "Agreement"
"""The class of the nouns for a measure: law, rule, order."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading in one language needs: its words, the ontology, the known names and the compiled patterns."""

    lexicon: Lexicon
    ontology: Ontology
    linker: Linker
    nouns: Nouns
    patterns: Index
    constructed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The relations that each construction states, by name."""
    replies: frozenset[str] = frozenset()
    """The predicates whose object may be whoever said something before."""
    closing: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    """The patterns of the relations that end something, by predicate."""


def reader(language: str, ontology: Ontology, linker: Linker, patterns: Iterable[Pattern]) -> Reader:
    """The reader of a language."""
    relations = sorted(ontology.relations.items())
    kinds = {kind for _, relation in relations for kind in relation.constructions}
    constructed = {kind: tuple(name for name, relation in relations if kind in relation.constructions) for kind in sorted(kinds)}
    index = index_of(patterns, lexicon(language))
    about = {name for name, relation in relations if relation.answers or relation.judges}
    replies = frozenset(head for head, found in index.items() if any(pattern.relation in about for pattern in found))
    ends = {name for name, relation in relations if relation.closes}
    closing = {head: tuple(pattern for pattern in found if pattern.relation in ends) for head, found in index.items()}
    closing = {head: found for head, found in closing.items() if found}
    return Reader(lexicon(language), ontology, linker, nouns_of(ontology, language), index, constructed, replies, closing)


def is_measure(noun: Token, reader: Reader) -> bool:
    """True for a noun for what those who rule do: a law, a ban, a decision."""
    return reader.nouns.kind(noun) == MEASURE or noun.lemma_.lower() in reader.lexicon.words("anaphora", "measures_taken")


def _is_measure(claim: Claim, reader: Reader) -> bool:
    """A claim of a relation that reaches through measures, by a state or one of its bodies."""
    through = any("subject" in reader.ontology.relations[name].through_owner for name in claim.candidates[:1])
    return through and any(is_a(reader.ontology, kind, ruler) for kind in claim.subject.types[:1] for ruler in RULERS)


@dataclass(slots=True)
class Scene:
    """One sentence with all that is known of it while its claims are read."""

    sent: Span
    article: Article
    sentence: Sentence
    fillers: Fillers
    quotation: Speech
    reader: Reader
    frames: list[Frame]
    nouns: dict[int, Frame]
    by_head: dict[int, Frame]  # frames of any kind by the index of their head, those of nouns before others
    times: list[When]
    seen: set[tuple[int, int]]  # ends of typed claims, by the offsets of their mentions
    said: list[Claim]  # what the article said before
    words: Words  # what its words are, for patterns that ask for any word of a kind
    states: dict[int, Status] = field(default_factory=dict)  # of predicates, as `state` reads them
    sources: dict[int, Source | None] = field(default_factory=dict)

    def state(self, predicate: Token) -> Status:
        """Whether it is so; read once, however many claims the predicate carries."""
        if predicate.i not in self.states:
            self.states[predicate.i] = status(predicate, self.reader.lexicon)
        return self.states[predicate.i]

    def source(self, predicate: Token) -> Source | None:
        """Who says what the predicate says, likewise."""
        if predicate.i not in self.sources:
            self.sources[predicate.i] = source(predicate, self.reader.lexicon, self.quotation.source)
        return self.sources[predicate.i]

    def has_ends(self, frame: Frame) -> bool:
        """False where too few tokens of a frame can fill a slot for a pattern to relate anything, or it has no pattern."""
        fillers, reader = self.fillers, self.reader
        head = predicate(frame, reader.patterns, reader.lexicon)
        if head not in reader.patterns and (frame.kind != "noun" or reader.nouns.post(frame.head) is None):
            return False
        ends = {argument.token.i for argument in frame.arguments if fillers.may_fill(argument.token)}
        if fillers.may_fill(frame.head):
            ends.add(frame.head.i)
        if len(ends) > 1 or "prefix" in frame.roles:
            return True
        inner = [self.by_head[argument.token.i] for argument in frame.arguments if argument.token.i in self.by_head]
        ends.update(argument.token.i for noun in inner for argument in noun.arguments if fillers.may_fill(argument.token))
        if len(ends) > 1:
            return True
        replies = head in reader.replies or "" in reader.replies
        return bool(ends) and (replies or frame.head.lemma_.lower() in reader.lexicon.words("places", "ministers"))

    def against(self, mention: Mention, relations: set[str]) -> Claim | None:
        """The last claim of one of the relations against someone, or None."""
        return next((claim for claim in reversed(self.said) if {*claim.candidates} & relations and claim.object.name == mention.name), None)

    def deeds(self, token: Token) -> set[str]:
        """The relations of the deeds that a noun tells of: "fine" fines, "sanctions" sanctions; of a word for any measure of
        those who rule, all of theirs."""
        relations = self.reader.ontology.relations
        own = {pattern.relation for pattern in self.reader.patterns.get(token.lemma_.lower(), ())}
        own = {name for name in own if not relations[name].speech_act}
        if not is_measure(token, self.reader):
            return own
        answered = {name for relation in relations.values() for name in relation.answers if not relations[name].speech_act}
        return {name for name, relation in relations.items() if "subject" in relation.through_owner} | own | answered

    def doer_of(
        self, noun: Token, *, judged: Collection[str] = (), judge: Mention | None = None, sufferer: Mention | None = None
    ) -> Filler | None:
        """Who did what a noun tells of without saying whose it is, by what the article said last of such deeds: "The new rule bans X"
        after "The US banned Y", "appealed the fine", "criticised the takeover" after "X buys Y".

        Args:
            judged: the relations of the deeds that are meant, where the text judges them; without it, all that the noun tells of, if a
                state or one of its bodies did them.
            judge: who judges, and nobody judges what he did himself.
            sufferer: who answers to it, and is someone else; deeds against him go first.
        """
        if judged and (beside := self._beside(noun)):
            return (
                Filler(beside, RECALLED) if beside.adjectival and beside.types[:1] == ("Country",) and self._judged(noun, judged) else None
            )
        meant = self._judged(noun, judged) if judged else self.deeds(noun)
        told = [claim for claim in reversed(self.said) if meant.intersection(claim.candidates[:1])]
        told = [claim for claim in told if judge is None or claim.subject.name != judge.name]
        measure = is_measure(noun, self.reader)
        if judged and told and self._is_one_of_many(noun, told[0]):
            return None
        if sufferer is not None:
            others = [claim for claim in reversed(told) if claim.subject.name != sufferer.name]  # what one answers to is the news
            told = [claim for claim in others if claim.object.name == sufferer.name] or (others if measure else [])
        elif not judged:
            told = [claim for claim in told if _is_measure(claim, self.reader)]
        doer = told[0].subject if told else self._maker(noun) if measure and not judged else None
        if doer is None or (sufferer is not None and doer.name == sufferer.name):
            return None
        return Filler(replace(doer, text=noun.text, start=offset(noun), end=end(noun), kind="nominal", adjectival=False), RECALLED)

    def _judged(self, noun: Token, relations: Collection[str]) -> set[str]:
        """The relations among those given of whose deeds a definite noun tells; all of them for a word for any deed."""
        if noun.pos_ != "NOUN" or not definite(noun, self.reader.lexicon):
            return set()
        lemma = noun.lemma_.lower()
        named = {pattern.relation for pattern in self.reader.patterns.get(lemma, ())}.intersection(relations)
        if named or lemma not in self.reader.lexicon.words("anaphora", "deeds"):
            return named
        taken = self._measures(relations) | {*relations}.intersection(
            name for relation in self.reader.ontology.relations.values() for name in relation.answers
        )
        return taken if lemma in self.reader.lexicon.words("anaphora", "decided") else {*relations}

    def _measures(self, relations: Collection[str]) -> set[str]:
        """The relations of what those who rule do."""
        return {name for name in relations if "subject" in self.reader.ontology.relations[name].through_owner}

    def _is_one_of_many(self, noun: Token, last: Claim) -> bool:
        """True for a measure that was spoken of some way back, where several took measures: "the ban" is one just spoken of."""
        measures = self._measures(self.reader.ontology.relations)
        if last.candidates[0] not in measures or offset(noun) - last.sentence.end <= NEAR:
            return False
        return len({claim.subject.name for claim in self.said if measures.intersection(claim.candidates[:1])}) > 1

    def _beside(self, noun: Token) -> Mention | None:
        """The first name below a noun, one that is no nationality before others: "the American sanctions"."""
        found = [self.fillers.names[part.i].mention for part in noun.subtree if part.i in self.fillers.names]
        return min(found, key=lambda mention: mention.adjectival, default=None)

    def _maker(self, noun: Token) -> Mention | None:
        """Whose measures the article spoke of: of this name, or else last."""
        makers = self.fillers.makers
        return makers.get(noun.lemma_.lower(), next(reversed(makers.values()), None))


def stage(
    sent: Span, article: Article, fillers: Fillers, quotation: Speech, reader: Reader, said: list[Claim], before: str | None = None
) -> Scene:
    """The scene of a sentence.

    Args:
        said: the claims of the article so far; the caller goes on adding to it.
        before: the time that the article gave last.
    """
    found = frames(sent, reader.lexicon)
    found = [_with_owners(frame, fillers) for frame in (*found, *elided(found, reader.lexicon), *voiced(sent, reader.lexicon))]
    fillers.describe(frame for frame in found if frame.kind == "noun")
    _makers(found, fillers, reader)
    _speakers(sent, fillers, quotation, reader, said)
    nouns = {frame.head.i: frame for frame in found if frame.kind == "noun"}
    by_head = {**{frame.head.i: frame for frame in reversed(found)}, **nouns}
    return Scene(
        sent, article, sentence(sent), fillers, quotation, reader, found, nouns, by_head,
        times([token.text for token in sent], reader.lexicon, article.published, before, lambda i: tense(sent[i], reader.lexicon)),
        set(), said, Words(reader.nouns.post, fillers.is_thing, lambda token: fillers.amount(token) is not None),
    )  # fmt: skip


def _makers(found: Iterable[Frame], fillers: Fillers, reader: Reader) -> None:
    """Remember whose the measures of a sentence are: "The EU adopted new rules", "the U.S. government's announcement"."""
    for frame in found:
        if frame.kind != "noun" or not is_measure(frame.head, reader):
            continue
        holders = [filler.mention for argument in frame.role("performer") if (filler := fillers.fill(argument, owner=True))]
        holder = fillers.owner(frame.head)
        for mention in [*([holder.mention] if holder else []), *holders]:
            if any(is_a(reader.ontology, kind, ruler) for kind in mention.types[:1] for ruler in RULERS):
                fillers.makers.pop(frame.head.lemma_.lower(), None)
                fillers.makers[frame.head.lemma_.lower()] = mention  # the last one last


def _with_owners(frame: Frame, fillers: Fillers) -> Frame:
    """The frame with the owners that the text leaves out: "rival X" is one of whoever the article is about."""
    owners = fillers.resolved.owners
    if not owners:
        return frame
    of = min(fillers.lexicon.words("possessive", "of"))
    own = (
        [Argument("poss", frame.head, implied=True)]
        if frame.head.i in owners and not frame.role("poss", *fillers.lexicon.words("possessive", "of"))
        else []
    )
    below = [argument.token for argument in frame.arguments if argument.token.i in owners and frame.kind == "verb"]
    others = [Argument(of, token, lifted=True, implied=True) for token in below]
    return replace(frame, arguments=(*frame.arguments, *own, *others)) if own or others else frame


def _speakers(sent: Span, fillers: Fillers, quotation: Speech, reader: Reader, claims: Iterable[Claim]) -> None:
    """ "We" in a quotation is the organisation that speaks or for which the speaker works, or the country that he rules, "I" the person."""
    several, one = reader.lexicon.words("pronouns", "speaker"), reader.lexicon.words("pronouns", "person_speaker")
    for token in sent if quotation.inside else ():
        if token.i not in quotation.inside or not (token.lower_ in several or token.lower_ in one):
            continue
        said = quotation.source(token) or source(token.head, reader.lexicon, quotation.source)
        mention = voices(fillers, said.speaker) if said else None
        person = mention is not None and is_a(reader.ontology, "".join(mention.types[:1]), "Person")
        if said is not None and mention is not None and person and token.lower_ in several:
            mention = fillers.resolved.affiliations.get(key(mention.name)) or _ruled(said.speaker, mention, fillers, claims)
        if mention is not None and (person or token.lower_ in several):
            fillers.speakers[token.i] = Mention(
                token.text, offset(token), end(token), "pronoun", mention.name, mention.language, mention.types
            )


def _ruled(speaker: Token, holder: Mention, fillers: Fillers, claims: Iterable[Claim]) -> Mention | None:
    """The country of which a speaker holds a post of state: that beside the name, or else the last that the article told of."""
    near = [speaker, *children(speaker, "compound", "appos", "flat", "nmod"), speaker.doc[max(0, speaker.left_edge.i - 1)]]
    for post in near:
        country = known_ruler(post, holder, None, fillers) or country_post(post, holder, fillers) if post.pos_ in NAMING else None
        if country is not None:
            return country
    posts = [claim.object for claim in claims if claim.role and key(claim.subject.name) == key(holder.name)]
    return next((post for post in reversed(posts) if isinstance(post, Mention) and post.types[:1] == RULERS[:1]), None)
