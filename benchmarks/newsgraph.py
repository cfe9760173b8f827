"""A made-up news graph of any size, for load tests: the same articles, facts and sentences for the same size and seed.

    python -m benchmarks.newsgraph 100000 -o FOLDER

Entities, relations and words come from the ontology (known names, classes, example phrases); where a large graph needs more
names than that, they are made of syllables. What is mentioned follows Zipf's law, so there are hubs and a long tail; stories
come back, so that facts have several pieces of evidence, and some are denied. Every span holds the words it points at. What
the sentences say is made up; nobody said it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kg import __version__, ontology
from kg.graph import STORE
from kg.model import (
    Article,
    Claim,
    Entity,
    Evidence,
    Fact,
    Literal,
    Mention,
    Modality,
    Polarity,
    Reading,
    Rejection,
    Relation,
    Sentence,
    Span,
)
from kg.rdf import Run
from kg.rdf.terms import KGE
from kg.stores.oxigraph import OxigraphStore

A_SENTENCE = 12
"""Claims of an article."""

REPEATED = 0.3
"""The share of claims that tell a story again."""

FLAT = 10.0
"""How flat the head of Zipf's law is: the first name is mentioned about as often as the next ten."""

LANGUAGES = ("en", "en", "nl")
OUTLETS = ("The Harbour Courier", "De Morgenbode", "Northern Wire", "Het Stadsblad", "The Ledger", "Polder Nieuws", "Capital Post")
FIRST_NAMES = ("Anna", "Bram", "Chen", "Dina", "Emre", "Fatima", "Goran", "Hanna", "Ivo", "Julia", "Kofi", "Lotte", "Mei", "Noor", "Omar")
SYLLABLES = ("ba", "do", "fen", "gar", "hol", "ka", "lin", "mar", "no", "pel", "ri", "sto", "tan", "vel", "wen", "zo")
MADE = (("Person", 9), ("Company", 7), ("City", 1), ("Product", 2), ("Event", 1))
"""Classes of the names that are made up, and their shares."""

OPEN = {"en": ("looks into", "talks up", "sets aside", "waits for"), "nl": ("kijkt naar", "rekent op", "wacht op", "lijkt op")}
"""Words of open relations, which are a sixth of all."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to say something: the words before and after, and the status that they give. `{P}` is who says it."""

    before: str
    after: str
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    attribution: str = ""


FRAMES = {
    "en": (
        *[Frame("", ".")] * 72,
        *[Frame("", ", {P} said.", attribution="{P} said")] * 8,
        *[Frame("It is not true that ", ".", Polarity.NEGATED)] * 5,
        *[Frame("It is not true that ", ", {P} said.", Polarity.NEGATED, attribution="{P} said")] * 3,
        *[Frame("The plan is that ", " next year.", modality=Modality.PLANNED)] * 5,
        *[Frame("Perhaps ", " soon.", modality=Modality.POSSIBLE)] * 4,
        *[Frame("Reportedly ", ".", modality=Modality.REPORTED)] * 3,
    ),
    "nl": (
        *[Frame("", ".")] * 72,
        *[Frame("", ", zei {P}.", attribution="zei {P}")] * 8,
        *[Frame("Het is niet waar dat het volgende klopt: ", ".", Polarity.NEGATED)] * 5,
        *[Frame("Het klopt niet: ", ", zei {P}.", Polarity.NEGATED, attribution="zei {P}")] * 3,
        *[Frame("Het plan voor volgend jaar: ", ".", modality=Modality.PLANNED)] * 5,
        *[Frame("Misschien: ", ".", modality=Modality.POSSIBLE)] * 4,
        *[Frame("Naar verluidt: ", ".", modality=Modality.REPORTED)] * 3,
    ),
}
"""By language, a hundred frames."""


def readings(claims: int, *, seed: int = 0) -> Iterator[Reading]:
    """Readings of made-up articles, about twelve claims each, so many claims in all.

    >>> [reading] = readings(3)
    >>> evidence = reading.facts[0].evidence[0]
    >>> reading.article.text[evidence.subject.start : evidence.subject.end] in evidence.sentence.text
    True
    """
    world = _World(claims, seed)
    for number, first in enumerate(range(0, claims, A_SENTENCE)):
        yield world.article(number, min(A_SENTENCE, claims - first))


def run() -> Run:
    """The run that the made-up readings come from."""
    ancestors = {name: kind.parents for name, kind in ontology.load().classes.items()}
    return Run("kg", __version__, (("newsgraph", "1"),), ontology.load().digest, ancestors)


def store(claims: int, path: str | Path | None, *, seed: int = 0) -> OxigraphStore:
    """A store with the readings of so many claims, loaded at once: a new folder at `path`, or in memory for None."""
    opened = OxigraphStore(path)
    opened.load(readings(claims, seed=seed), run())
    return opened


class _World:
    """Who and what there is, and the stories that go round."""

    def __init__(self, claims: int, seed: int) -> None:
        random = Random(f"newsgraph {seed}")
        self._random = random.random
        terms = ontology.load()
        pool = [known.entity for known in terms.names]
        random.shuffle(pool)
        pool += _made(claims // 20, random)
        kinds = {entity.type for entity in pool}
        self._pools: dict[tuple[str, ...], list[Entity]] = {}
        self._relations = []
        for term in terms.relations.values():
            if term.stored_as:
                continue
            phrases = {language: _words(term, language) for language in OPEN}
            if all(phrases.values()):
                self._relations.append((Relation(term.name, term.label(), True, term.parents), term, phrases))
            for wanted in (term.subject_types, term.object_types):
                fitting = {kind for kind in kinds if any(ontology.is_a(terms, kind, end) for end in wanted)}
                self._pools[wanted] = [entity for entity in pool if entity.type in fitting]
        self._agents = self._pools["Agent",]
        random.shuffle(self._relations)
        self._open = {
            language: [(Relation("-".join(words.split()), words, False), words) for words in found] for language, found in OPEN.items()
        }
        self._told: list[Fact] = []

    def article(self, number: int, claims: int) -> Reading:
        random = self._random
        language = LANGUAGES[int(random() * len(LANGUAGES))]
        id = f"news-{number:07d}"
        cast = [self._pick(self._agents) for _ in range(4)]
        texts: list[str] = []
        found: dict[tuple[str, str, str], tuple[Fact, list[Evidence]]] = {}
        at = 0
        title = ""
        rejections: tuple[Rejection, ...] = ()
        for place in range(claims):
            fact, words = self._fact(language, cast)
            evidence = self._evidence(id, fact, words, language, at)
            if not place:
                title = f"{fact.subject.label} {words} {fact.object.label}"
                rejections = (_rejection(evidence, fact, words, language),) if random() < 0.5 else ()
            texts.append(evidence.sentence.text)
            at = evidence.sentence.end + 1
            found.setdefault((fact.subject.id, fact.relation.id, fact.object.label), (fact, []))[1].append(evidence)
        published = str(date(2016, 1, 1) + timedelta(days=int(random() * 3650)))
        outlet = OUTLETS[int(len(OUTLETS) * random() ** 2)]
        article = Article(id, " ".join(texts), title, f"https://news.example/{id}", published, outlet, language)
        facts = tuple(Fact(fact.subject, fact.relation, fact.object, tuple(told)) for fact, told in found.values())
        return Reading(article, facts, rejections)

    def _pick(self, pool: list[Entity]) -> Entity:
        """One of the pool by Zipf's law, by the inverse of its distribution."""
        return pool[int(FLAT * ((len(pool) + FLAT) / FLAT) ** self._random() - FLAT)]

    def _fact(self, language: str, cast: list[Entity]) -> tuple[Fact, str]:
        random = self._random
        if self._told and random() < REPEATED:
            fact = self._told[int(random() * len(self._told))]
            return fact, self._phrase(fact, language)
        subject: Entity
        object_: Entity | Literal
        if random() < 1 / 6:
            relation, words = self._open[language][int(random() * 4)]
            subject, object_ = cast[int(random() * 4)], self._pick(self._agents)
        else:
            # A square makes the first relations more frequent than the last, as in news.
            relation, term, phrases = self._relations[int(len(self._relations) * random() ** 2)]
            words = phrases[language][int(random() * len(phrases[language]))]
            subject = self._end(term.subject_types, cast)
            literal = ontology.LITERAL in term.object_types
            object_ = Literal(f"{int(random() * 900 + 1)}000000 USD") if literal else self._end(term.object_types, cast)
            if term.symmetric and isinstance(object_, Entity) and object_.id < subject.id:
                subject, object_ = object_, subject
        if isinstance(object_, Entity) and object_.id == subject.id:
            return self._fact(language, cast)
        fact = Fact(subject, relation, object_)
        if len(self._told) < 2000:
            self._told.append(fact)
        else:
            self._told[int(random() * 2000)] = fact
        return fact, words

    def _end(self, types: tuple[str, ...], cast: list[Entity]) -> Entity:
        if types == ("Agent",) and self._random() < 0.5:
            return cast[int(self._random() * 4)]
        return self._pick(self._pools[types])

    def _phrase(self, fact: Fact, language: str) -> str:
        if not fact.relation.typed:
            return fact.relation.label
        return next(phrases[language][0] for relation, _, phrases in self._relations if relation is fact.relation)

    def _evidence(self, article: str, fact: Fact, words: str, language: str, at: int) -> Evidence:
        draw = self._random()
        frame = FRAMES[language][int(draw * 100)]
        speaker = self._pick(self._agents) if frame.attribution else None
        name = speaker.label if speaker else ""
        start = at + len(frame.before)
        subject, target = fact.subject.label, fact.object.label
        text = f"{frame.before}{subject} {words} {target}{frame.after.replace('{P}', name)}"
        verb = start + len(subject) + 1
        end = verb + len(words) + 1
        return Evidence(
            article,
            Sentence(at, at + len(text), text),
            Span(start, start + len(subject)),
            Span(verb, verb + len(words)),
            Span(end, end + len(target)),
            "made up",
            frame.polarity,
            frame.modality,
            speaker,
            frame.attribution.replace("{P}", name) or None,
            time=str(2016 + int(draw * 997) % 11) if int(draw * 9973) % 7 == 0 else None,
            confidence=round(0.5 + self._random() / 2, 2),
        )


def _rejection(evidence: Evidence, fact: Fact, words: str, language: str) -> Rejection:
    subject = Mention(fact.subject.label, evidence.subject.start, evidence.subject.end, "name", fact.subject.label, language)
    target = Mention(fact.object.label, evidence.object.start, evidence.object.end, "name", fact.object.label, language)
    claim = Claim(evidence.article, evidence.sentence, subject, words, evidence.relation, target, ("worksFor",), evidence.rule)
    return Rejection(claim, f"worksFor takes no {fact.subject.type} as subject")


def _words(term: ontology.RelationType, language: str) -> tuple[str, ...]:
    """What stands between the ends of a relation, by its example phrases; of an amount, the words before it."""
    slot = "{A}" if ontology.LITERAL in term.object_types else "{O}"
    given = (phrase for tongue, phrase in term.phrases if tongue == language)
    inner = [phrase[4 : -len(slot) - 1] for phrase in given if phrase.startswith("{S} ") and phrase.endswith(f" {slot}")]
    return tuple(words for words in inner if "{" not in words)[:3]


def _made(count: int, random: Random) -> Iterator[Entity]:
    draw = random.random
    kinds = [kind for kind, share in MADE for _ in range(share)]
    for number in range(count):
        kind = kinds[int(draw() * len(kinds))]
        stem = "".join(SYLLABLES[int(draw() * len(SYLLABLES))] for _ in range(3)).capitalize()
        # The number keeps names apart; as a base of syllables it is still a name.
        tail, rest = "", number
        while rest or not tail:
            rest, digit = divmod(rest, len(SYLLABLES))
            tail += SYLLABLES[digit]
        name = {
            "Person": f"{FIRST_NAMES[int(draw() * len(FIRST_NAMES))]} {stem}{tail}",
            "Company": f"{stem}{tail} Group",
            "City": f"{stem}{tail}stad",
            "Product": f"{stem}{tail} {int(draw() * 20) + 1}",
            "Event": f"{stem}{tail} Summit",
        }[kind]
        aliases = (("", f"{stem}{tail}"),) if kind == "Company" else ()
        yield Entity(KGE + ontology.slug(name), name, kind, (), aliases)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("claims", type=int, help="about how many claims")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the folder of the graph; its page is not drawn")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    store(given.claims, given.out / STORE, seed=given.seed).close()


if __name__ == "__main__":
    main()
