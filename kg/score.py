"""How good the facts are, against annotated ones: precision, recall and F1, by relation and by language.

A gold file is JSONL, one line a fact of an article (the form is described in `corpus/README.md`). A fact answers a gold
line of the same article when their subjects share a name and so do their objects (case, accents, punctuation and leading
articles apart), and

* strict   the relation is one that the gold line accepts, turned round for symmetric and inverse relations;
* lenient  or a parent, child or sibling of one;
* pair     whatever the relation, in either direction.

Gold line and fact are matched at most once, in the order of the gold file and of the facts' ids. The headline figure,
`core_f1`, takes precision over all lines and recall over those marked `core`: a side remark is welcome, but not required.
Precision counts typed facts; open relations count for `pair` alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Entity, Evidence, Fact, Literal
from kg.names import fold
from kg.ontology import Ontology
from kg.status import speaker, strongest, when


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated fact. `subject` and `object` are accepted names, `relation` accepted relations, best first; `over` for a post
    that the note calls former without a time."""

    article: str
    subject: tuple[str, ...]
    relation: tuple[str, ...]
    object: tuple[str, ...]
    sentence: str = ""
    polarity: str = "affirmed"
    modality: str = "asserted"
    attribution: tuple[str, ...] = ()
    core: bool = False
    time: str | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Kinship:
    """What scoring needs to know of the ontology: its relations with their parents, which are symmetric, which inverse."""

    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    symmetric: frozenset[str] = frozenset()
    inverse: Mapping[str, str] = field(default_factory=dict)

    def family(self, relation: str) -> frozenset[str]:
        """The relation, its direct parents and its direct children."""
        children = {child for child, parents in self.parents.items() if relation in parents}
        return frozenset({relation, *self.parents.get(relation, ()), *children})


def kinship(ontology: Ontology) -> Kinship:
    """What scoring needs of an ontology.

    >>> from kg.ontology import load
    >>> sorted(kinship(load()).family("sanctions"))
    ['restricts', 'sanctions']
    """
    relations = ontology.relations
    return Kinship(
        # `parents` are all ancestors, nearest first; a family is only one generation up and down
        parents={name: relation.parents[:1] for name, relation in relations.items()},
        symmetric=frozenset(name for name, relation in relations.items() if relation.symmetric),
        inverse={name: relation.inverse for name, relation in relations.items() if relation.inverse},
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one comparison, and the figures that follow from them; 0.0 where there is nothing to divide by."""

    matched: int = 0
    system: int = 0
    gold: int = 0
    core_matched: int = 0
    core: int = 0

    @property
    def precision(self) -> float:
        """Share of the facts that a gold line answers."""
        return self.matched / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold lines that were found."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def core_recall(self) -> float:
        """Share of the core gold lines that were found."""
        return self.core_matched / self.core if self.core else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def core_f1(self) -> float:
        """Harmonic mean of precision over everything and recall over the core.

        >>> round(Tally(matched=2, system=4, gold=5, core_matched=1, core=1).core_f1, 3)
        0.667
        """
        return _harmonic(self.precision, self.core_recall)


@dataclass(frozen=True, slots=True)
class Score:
    """The figures. Groups, statuses, `missed` and `extra` are those of the lenient comparison; a status is None if unmeasured.

    A status is that of the strongest evidence in the line's own article.
    Attribution and time count the facts for which gold or graph has one; a week answers the month of the gold in which most of it
    lies, since the gold notes no weeks. `negated` is the share of the negated gold facts that are read as negated.
    """

    strict: Tally
    lenient: Tally
    pair: Tally
    by_relation: Mapping[str, Tally]
    by_language: Mapping[str, Tally]
    polarity: float | None
    modality: float | None
    attribution: float | None
    negated: float | None
    time: float | None
    missed: tuple[Gold, ...]
    extra: tuple[tuple[str, Fact], ...]  # article and fact


@dataclass(frozen=True, slots=True)
class _Answer:
    """A fact as one article gives it, its names folded."""

    article: str
    fact: Fact
    subject: frozenset[str]
    object: frozenset[str]


def read_gold(path: str | Path) -> list[Gold]:
    """The gold lines of a file, or of every `*.jsonl` under a folder (lists of entities, `entities*.jsonl`, left out).

    Raises:
        InputError: nothing is there, or a line is not an annotated fact.
    """
    path = Path(path)
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    files = [file for file in files if file == path or not file.name.startswith("entities")]
    if not files or not all(file.is_file() for file in files):
        raise InputError(f"No gold facts at {str(path)!r}; give a .jsonl file, or a folder that holds some.")
    return [gold for file in files for gold in _gold_lines(file)]


def score(gold: Sequence[Gold], facts: Iterable[Fact], *, kinship: Kinship, languages: Mapping[str, str] | None = None) -> Score:
    """Compare facts with gold lines; only articles that have gold lines count.

    Args:
        gold: the annotated facts, from `read_gold`.
        facts: what was extracted.
        kinship: which relations are related; typed facts of relations that it lacks neither gain nor cost.
        languages: article to language, for `by_language`.
    """
    answers = list(_answers(facts, {line.article for line in gold}))
    typed = [a for a in answers if a.fact.relation.typed and {a.fact.relation.id, *a.fact.relation.parents} & kinship.parents.keys()]
    strict = _match(gold, typed, lambda line, answer: _answers_relation(line, answer, kinship, lenient=False))
    lenient = _match(gold, typed, lambda line, answer: _answers_relation(line, answer, kinship, lenient=True))
    pair = _match(gold, answers, lambda line, answer: _straight(line, answer) or _turned(line, answer))
    hits, used = [*lenient.items()], set(map(id, lenient.values()))
    proof = {i: strongest(_in_article(a)) for i, a in hits}
    said = [(gold[i], proof[i]) for i in proof if gold[i].attribution or speaker(proof[i])]
    timed = [(gold[i], moment) for i, a in hits if (moment := when(_in_article(a))) or gold[i].time]
    return Score(
        strict=_tally(gold, typed, strict),
        lenient=_tally(gold, typed, lenient),
        pair=_tally(gold, answers, pair),
        by_relation=_grouped(gold, typed, lenient, lambda line: line.relation[0], lambda answer: answer.fact.relation.id),
        by_language=_grouped(
            gold,
            typed,
            lenient,
            lambda line: (languages or {}).get(line.article, "?"),
            lambda answer: (languages or {}).get(answer.article, "?"),
        ),
        polarity=_share(gold[i].polarity == proof[i].polarity for i in proof),
        modality=_share(gold[i].modality == proof[i].modality for i in proof),
        attribution=_share(bool(_folded(line.attribution) & _speakers(piece)) for line, piece in said),
        negated=_share(proof[i].polarity == "negated" for i in proof if gold[i].polarity == "negated"),
        time=_share(_same_time(line.time, moment) for line, moment in timed if line.time or not line.over),
        missed=tuple(line for i, line in enumerate(gold) if i not in lenient),
        extra=tuple((a.article, a.fact) for a in typed if id(a) not in used),
    )


def answers(line: Gold, fact: Fact, kinship: Kinship) -> bool:
    """True where a fact, whatever its article, answers a gold line: by the lenient comparison, or by its pair if it is open.

    Args:
        line: one annotated fact.
        fact: one that was extracted.
        kinship: which relations are related.
    """
    answer = _Answer(line.article, fact, _names(fact.subject), _names(fact.object))
    if not fact.relation.typed:
        return _straight(line, answer) or _turned(line, answer)
    return _answers_relation(line, answer, kinship, lenient=True)


def _gold_lines(file: Path) -> Iterator[Gold]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _gold(json.loads(line))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            message = f"{file}, line {number}, is not an annotated fact ({error!r}); it needs article, subject, relation and object."
            raise InputError(message) from error


def _gold(row: Any) -> Gold:
    if not isinstance(row, dict):
        raise TypeError("no object")
    said = row.get("attribution") or ()
    relation = tuple(map(str, row["relation"]))
    if not relation:
        raise ValueError("no relation")
    return Gold(
        article=str(row["article"]),
        subject=tuple(map(str, row["subject"])),
        relation=relation,
        object=tuple(map(str, row["object"])),
        sentence=str(row.get("sentence", "")),
        polarity=row.get("polarity", "affirmed"),
        modality=row.get("modality", "asserted"),
        attribution=(said,) if isinstance(said, str) else tuple(said),
        core=bool(row.get("core")),
        time=row.get("time"),
        over="formerly" in str(row.get("note", "")),
    )


def _answers(facts: Iterable[Fact], articles: set[str]) -> Iterator[_Answer]:
    for fact in sorted(facts, key=lambda fact: fact.id):
        subject, object_ = _names(fact.subject), _names(fact.object)
        for article in sorted({evidence.article for evidence in fact.evidence} & articles):
            yield _Answer(article, fact, subject, object_)


def _match(gold: Sequence[Gold], answers: Iterable[_Answer], fits: Callable[[Gold, _Answer], bool]) -> dict[int, _Answer]:
    """The answer that each gold line takes, by the line's index; each answer is taken once, by the first line it fits."""
    free: dict[str, list[_Answer]] = defaultdict(list)
    for answer in answers:
        free[answer.article].append(answer)
    taken: dict[int, _Answer] = {}
    for index, line in enumerate(gold):
        found = next((answer for answer in free[line.article] if fits(line, answer)), None)
        if found:
            taken[index] = found
            free[line.article].remove(found)
    return taken


def _answers_relation(line: Gold, answer: _Answer, kinship: Kinship, *, lenient: bool) -> bool:
    straight, turned = _straight(line, answer), _turned(line, answer)
    if not straight and not turned:
        return False
    wanted, given = set(line.relation), {answer.fact.relation.id}
    if lenient:
        wanted = set().union(*(kinship.family(relation) for relation in wanted))
        given |= set(answer.fact.relation.parents)
    if straight and given & wanted:
        return True
    back = {kinship.inverse[relation] for relation in given if relation in kinship.inverse} | (given & kinship.symmetric)
    return turned and bool(back & wanted)


def _straight(line: Gold, answer: _Answer) -> bool:
    return bool(answer.subject & _folded(line.subject) and answer.object & _folded(line.object))


def _turned(line: Gold, answer: _Answer) -> bool:
    return bool(answer.subject & _folded(line.object) and answer.object & _folded(line.subject))


def _in_article(answer: _Answer) -> Fact:
    """The fact as its article alone gives it: other articles may date it otherwise."""
    return replace(answer.fact, evidence=tuple(piece for piece in answer.fact.evidence if piece.article == answer.article))


def _same_time(wanted: str | None, given: str | None) -> bool:
    if wanted is None or given is None or wanted == given:
        return wanted == given
    monday, _, sunday = given.partition("/")
    try:
        days = [date.fromisoformat(day) for day in (monday, sunday)]
    except ValueError:
        return False
    return days[1] - days[0] == timedelta(days=6) and (days[0] + timedelta(days=3)).isoformat().startswith(wanted + "-")


def _tally(gold: Sequence[Gold], answers: Sequence[_Answer], taken: Mapping[int, _Answer]) -> Tally:
    core = [index for index, line in enumerate(gold) if line.core]
    return Tally(len(taken), len(answers), len(gold), sum(index in taken for index in core), len(core))


def _grouped(
    gold: Sequence[Gold],
    answers: Sequence[_Answer],
    taken: Mapping[int, _Answer],
    of_line: Callable[[Gold], str],
    of_answer: Callable[[_Answer], str],
) -> dict[str, Tally]:
    """A tally a group: gold lines and their matches fall to the line's group, facts that match nothing to their own."""
    matched = {id(answer): of_line(gold[index]) for index, answer in taken.items()}
    lines, facts = defaultdict(list), defaultdict(list)
    for index, line in enumerate(gold):
        lines[of_line(line)].append(index)
    for answer in answers:
        facts[matched.get(id(answer)) or of_answer(answer)].append(answer)
    tallies = {}
    for name in sorted(lines.keys() | facts.keys()):
        mine = lines[name]
        found = {new: taken[old] for new, old in enumerate(mine) if old in taken}
        tallies[name] = _tally([gold[index] for index in mine], facts[name], found)
    return tallies


def _names(end: Entity | Literal) -> frozenset[str]:
    return _folded([end.label, *(end.names if isinstance(end, Entity) else ())])


def _speakers(piece: Evidence) -> frozenset[str]:
    """Every name of who says so; the words themselves where nobody is named."""
    return _names(piece.attribution) if piece.attribution else _folded([speaker(piece) or ""])


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, names)) - {""}


def _share(hits: Iterable[bool]) -> float | None:
    values = list(hits)
    return sum(values) / len(values) if values else None


def _harmonic(first: float, second: float) -> float:
    return 2 * first * second / (first + second) if first + second else 0.0
