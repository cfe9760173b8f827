"""Are the relations found however they are put? Probes made from the phrases themselves, and sentences nobody tuned on.

    python -m benchmarks.phrases [--every N] [--missed]

A phrase of the ontology is put into sentences by rule: as it stands, in a relative clause, behind an auxiliary, in the past
and the passive (English), behind a fronted adverb (Dutch), as a noun phrase with a verb; and each sentence must give the
relation back. The second table counts the hand-written news sentences of `benchmarks/relations/` (one a line: the sentence,
a tab, the facts that it states), odd lines and even lines apart: the even ones are never looked at while phrases and rules
are written.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.lang import lexicon
from kg.link import linker
from kg.model import Article, Entity, Fact, Mention
from kg.ontology import Ontology, RelationType, load
from kg.reading import read_article

FOLDER = Path(__file__).resolve().parent / "relations"
SLOT = re.compile(r"\{[SOARP]\}")
LANGUAGES = ("en", "nl")


@dataclass(frozen=True, slots=True)
class Probe:
    """A sentence that says a relation, and the form that it puts it in."""

    relation: str
    phrase: str
    form: str
    text: str
    subject: str
    object: str


@cache
def _words(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))[language]


def probes(relation: RelationType, phrase: str, language: str) -> Iterator[Probe]:
    """The sentences made from a phrase.

    >>> [probe.text for probe in probes(load().relations["sues"], "{S} sues {O}", "en")][:3]
    ['Ericsson sues Intel.', 'Ericsson, which sues Intel, grew last year.', 'Ericsson will sue Intel.']
    """
    fillers = _fillers(relation, language)
    for form, template in _forms(phrase, language, "who" if relation.subject_types == ("Person",) else "which"):
        text = SLOT.sub(lambda slot: fillers[slot[0][1]], template)
        yield Probe(
            relation.name, phrase, form, text[0].upper() + text[1:] + ".", fillers["S"], fillers["O"] if "{O}" in phrase else fillers["A"]
        )


def _fillers(relation: RelationType, language: str) -> dict[str, str]:
    """A name for each slot, of the first class that the relation takes."""
    words, names = _words(language), _words(language)["names"]
    subject, target = relation.subject_types[0], relation.object_types[0]
    role = min(relation.role_nouns.get(language, ()), key=lambda noun: (noun not in words["roles"], noun), default=words["roles"][0])
    return {"S": names[subject][0], "O": names.get(target, ("", ""))[1], "A": words["amount"], "R": role, "P": words["product"]}


def _forms(phrase: str, language: str, pronoun: str) -> Iterator[tuple[str, str]]:
    words = _words(language)
    start, space, rest = phrase.removeprefix("{S} ").partition(" ")
    if not phrase.startswith("{S} ") or not start.islower() or start in words["no_verb"]:
        yield "noun phrase", f"{phrase.rstrip(',')} {words['verb']}"
        return
    yield "active", phrase
    if language == "nl":
        yield "fronted", f"{words['adverb']} {start} {{S}}{space}{rest}"
        last = rest.rpartition(" ")[2]
        joined = f"{rest.removesuffix(last).strip()} {last}{start}" if last in words["particles"] else f"{rest} {start}"
        yield "relative", f"{{S}}, {words[pronoun]} {joined}, {words['verb']}"
        return
    yield "relative", f"{{S}}, {words[pronoun]} {start}{space}{rest}, {words['verb']}"
    infinitive = _infinitive(start, language)
    yield "auxiliary", f"{{S}} will {infinitive}{space}{rest}"
    past, participle = words["irregular"].get(infinitive, (_regular(infinitive),) * 2)
    yield "past", f"{{S}} {past}{space}{rest}"
    if rest.startswith("{O}"):
        yield "passive", f"{{O}} was {participle}{rest.removeprefix('{O}')} by {{S}}"


def _infinitive(verb: str, language: str) -> str:
    endings = lexicon(language).table("third_person", "endings")
    never = lexicon(language).table("third_person", "never")
    ending = max((ending for ending in endings if verb.endswith(ending)), key=len, default="")
    return str(never.get(verb) or verb.removesuffix(ending) + endings.get(ending, ""))


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ied"
    return verb + "ed"


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def found(facts: Iterable[Fact], relation: str, ends: tuple[str, str], language: str, ontology: Ontology) -> bool:
    """True where one of the facts is the relation (or one below or above it, or its inverse) between the two names."""
    term = ontology.relations[relation]
    turned = term.inverse if term.inverse and term.canonical != relation else None
    wanted = (
        {(relation, *ends)}
        | ({(turned, *reversed(ends))} if turned else set())
        | ({(relation, *reversed(ends))} if term.symmetric else set())
    )
    return any(_is(fact, *one, language, ontology) for fact in facts for one in wanted)


def _is(fact: Fact, relation: str, subject: str, target: str, language: str, ontology: Ontology) -> bool:
    kin = {fact.relation.id, *fact.relation.parents}
    if relation not in kin and fact.relation.id not in ontology.relations[relation].parents:
        return False
    return _named(fact.subject, subject, language) and (not isinstance(fact.object, Entity) or _named(fact.object, target, language))


def _named(entity: Entity, name: str, language: str) -> bool:
    """True where the entity has the name, or one that ends with it or that it ends with (*the* New York Times, oat *milk*)."""
    wanted, names = name.casefold(), {one.casefold() for one in (entity.label, *entity.names)}
    if any(f" {wanted}".endswith(f" {one}") or f" {one}".endswith(f" {wanted}") for one in names):
        return True
    return entity.id == linker().link(Mention(name, 0, 1, "name", name, language)).id


def run(language: str, every: int, ontology: Ontology) -> tuple[Counter[str], Counter[str], list[Probe]]:
    """Probes asked and answered by form, and those that gave nothing, of every n-th phrase."""
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    missed = []
    terms = [relation for _, relation in sorted(ontology.relations.items())]
    phrases = [(term, text) for term in terms for spoken, text in (*term.phrases, *term.open_phrases) if spoken == language]
    for relation, phrase in phrases[::every]:
        for probe in probes(relation, phrase, language):
            asked[probe.form] += 1
            facts = read_article(Article("probe", probe.text, language=language)).facts
            if found(facts, probe.relation, (probe.subject, probe.object), language, ontology):
                answered[probe.form] += 1
            else:
                missed.append(probe)
    return asked, answered, missed


def sentences(language: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The hand-written sentences with the facts that they state."""
    rows = [line.split("\t") for line in (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()]
    return [(text, [_triple(fact) for fact in facts.split(";") if fact != "-"]) for text, facts in rows]


def _triple(fact: str) -> tuple[str, str, str]:
    subject, relation, target = fact.split("|")
    return subject, relation, target


def recall(language: str, half: int, ontology: Ontology) -> tuple[int, int]:
    """Facts found and facts stated in every second sentence, from the first (0) or the second (1) on."""
    hits = total = 0
    for text, gold in sentences(language)[half::2]:
        facts = read_article(Article("sentence", text, language=language, published="2020-09-14")).facts
        hits += sum(found(facts, relation, (subject, target), "en", ontology) for subject, relation, target in gold)
        total += len(gold)
    return hits, total


def main() -> None:
    """Print both tables, and with --missed the probes that gave nothing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--every", type=int, default=10, help="probe every n-th phrase")
    parser.add_argument("--missed", action="store_true", help="list the probes that gave nothing")
    arguments = parser.parse_args()
    ontology = load()
    print("| language | form | probes | found |\n|---|---|---|---|")
    for language in LANGUAGES:
        asked, answered, missed = run(language, arguments.every, ontology)
        for form in sorted(asked):
            print(f"| {language} | {form} | {asked[form]} | {answered[form] / asked[form]:.2f} |")
        for probe in missed if arguments.missed else ():
            print(f"missed\t{language}\t{probe.relation}\t{probe.form}\t{probe.text}")
    print("\n| language | sentences | facts | found |\n|---|---|---|---|")
    for language in LANGUAGES:
        for half, name in ((0, "looked at"), (1, "never looked at")):
            hits, total = recall(language, half, ontology)
            print(f"| {language} | {name} | {total} | {hits / total:.2f} |")


if __name__ == "__main__":
    main()
