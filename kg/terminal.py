"""What the command line prints: tables and marked sentences, safe to show whatever the news holds.

Text of an article reaches the terminal without control characters and is never read as markup. A pipe gets plain lines,
as wide as they are; a terminal gets colours and lines that fit.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from kg import answers
from kg.exports.files import one_line
from kg.graph import Summary
from kg.model import Article, Evidence, Fact, OpenRelation
from kg.query import Result, Rows, StockQuery
from kg.rdf import Refusal
from kg.score import Score, Tally
from kg.status import in_order, strongest
from kg.why import pieces, stance
from kg.wikidata import Found

# Characters that turn the direction of text round, and so can make a line read as what it does not say (Unicode TR 36).
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]|" + _TURNING.pattern)

MARKS = {"subject": ("bold green", "[{}]"), "relation": ("bold", "*{}*"), "object": ("bold cyan", "[{}]"), "": ("", "{}")}
"""How the parts of a sentence are marked: by style on a terminal, by signs in a pipe."""

STATUSES = ("polarity", "negated", "modality", "attribution", "time")
"""Shares of a score that tell how facts stand."""

WIDE = 100_000

REASONS = 3
"""How many reasons for rejections a summary names; `-f json` has them all."""


def console() -> Console:
    """Standard output: as wide as its terminal, or as its lines."""
    return Console(soft_wrap=False) if sys.stdout.isatty() else Console(width=WIDE, no_color=True)


def plain(text: object) -> Text:
    r"""Text of a stranger, as it may reach a terminal.

    >>> plain("Hua\x1b[31mwei [bold]").plain
    'Hua [31mwei [bold]'
    """
    return Text(_TURNING.sub("", one_line(str(text))))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their heads; a cell may be text or `Text`. A pipe gets bare columns."""
    cells = [[cell if isinstance(cell, Text) else plain("" if cell is None else cell) for cell in row] for row in rows]
    out = console()
    if out.is_terminal:
        drawn = Table(box=SIMPLE_HEAD, pad_edge=False, highlight=False)
        for head in heads:
            drawn.add_column(Text(head), overflow="fold")
        for row in cells:
            drawn.add_row(*row)
        out.print(drawn)
        return
    lines = [list(heads), *([cell.plain for cell in row] for row in cells)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def say(text: str | Text = "") -> None:
    """Print one line."""
    console().print(text, markup=False, highlight=False)


def lines(found: Iterable[str]) -> None:
    """Print lines of data as they are, each ended once."""
    for line in found:
        print(line.removesuffix("\n"))


def as_json(value: Any) -> None:
    """Print a value as JSON, its keys in the order given; what could steer a terminal is escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    print(_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def complain(text: str) -> None:
    """Print one sentence to standard error."""
    sentence = plain(text).plain
    Console(stderr=True, soft_wrap=True).print(
        sentence if sentence.endswith((".", "?", "!")) else f"{sentence}.", markup=False, highlight=False
    )


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error, moved by what it gives: a function of what is being done, how much is done, and of how much."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("connecting", total=None)

        def tell(step: str, done: int, total: int) -> None:
            """Show how much of a step is done."""
            bar.update(task, description=step, completed=done, total=total or None)

        yield tell


def answer(result: Result, format: str) -> None:
    """Print the answer to a query; a table on a terminal breaks its lines to fit."""
    if format == "table" and isinstance(result, Rows) and sys.stdout.isatty():
        table(result.variables, [[answers.shown(cell, result.prefixes) for cell in row] for row in result.rows])
    else:
        sys.stdout.write(answers.write(result, format))


def questions(stock: Iterable[StockQuery]) -> None:
    """Print the stock questions and their parameters."""
    for question in stock:
        say(plain(f"@{question.name}  {question.answers}"))
        for blank in question.parameters:
            default = f" ({blank.default} where it is not given)" if blank.default else ""
            say(plain(f"    {blank.name}=VALUE  {blank.description}{default}"))


def facts(found: Sequence[Fact]) -> None:
    """Print facts as a table, one row a fact, with the sentence of its strongest evidence."""
    if not found:
        complain("No facts were found in the text")
        return
    table(
        ("subject", "relation", "object", "status", "when", "sentence"),
        ((f.subject.label, f.relation.label, _object(f), stance(e), e.time, marked(e)) for f in found for e in [strongest(f)]),
    )


def open_relations(found: Sequence[OpenRelation]) -> None:
    """Print open relations as a table, one row each."""
    if not found:
        complain("No open relations were found in the text")
        return
    table(
        ("sentence", "confidence", "subject", "relation", "objects"),
        ((made.number, f"{made.confidence:.2f}", made.subject, made.relation, " | ".join(made.objects)) for made in found),
    )


def reasons(found: Sequence[Fact], articles: dict[str, Article]) -> None:
    """Print each fact and, under it, what is told otherwise and every sentence that speaks of it: who says so, how sure, where."""
    for number, fact in enumerate(found):
        if number:
            say()
        say(plain(f"{fact.subject.label} · {fact.relation.label} · {fact.object.label}"))
        for against in fact.against:
            say(Text("  ") + plain("disputed: some say {}, others {}".format(*against.labels)))
        for evidence in in_order(fact):
            article = articles.get(evidence.article)
            outlet = ", ".join(part for part in (article.source, article.published) if part) if article else ""
            details = [stance(evidence), *_details(evidence), f"confidence {evidence.confidence:.2f}"]
            say(Text("  ") + marked(evidence))
            say(Text("    ") + plain("; ".join(details)))
            say(Text("    ") + plain(f"{evidence.article}{f' ({outlet})' if outlet else ''}, characters {_place(evidence)}"))


def refusals(found: Sequence[Refusal]) -> None:
    """Print claims that did not become facts, each with its reason."""
    table(
        ("subject", "relation", "object", "reason", "article", "sentence"),
        ((r.subject, r.relation, r.object, r.reason, r.article, r.sentence.text) for r in found),
    )


def marked(evidence: Evidence) -> Text:
    """The sentence of some evidence, with subject, relation and object marked."""
    styled, line = console().is_terminal, Text()
    for words, part in pieces(evidence):
        style, signs = MARKS[part]
        if styled:
            line.append(plain(words).plain, style)
        else:
            line.append(signs.format(plain(words).plain))
    return line


def summary(done: Summary, *, page: object) -> None:
    """Print what a build did."""
    say(f"articles   {done.articles} ({done.added} added, {done.replaced} replaced, {done.unchanged} unchanged, {done.skipped} skipped)")
    if done.relinked:
        say(f"names      {done.relinked} articles linked anew")
    say(f"facts      {done.facts}, on {done.evidence} pieces of evidence")
    rejected = sum(done.rejections.values())
    if rejected:
        shown = list(done.rejections.items())[:REASONS]
        more = f", and {len(done.rejections) - REASONS} other reasons" if len(done.rejections) > REASONS else ""
        say(plain(f"rejected   {rejected} claims: {', '.join(f'{reason} ({number})' for reason, number in shown)}{more}"))
    if page:
        say(plain(f"page       {page}"))


def summary_record(done: Summary) -> dict[str, Any]:
    """The same summary as plain data."""
    record = {
        name: getattr(done, name) for name in ("added", "replaced", "unchanged", "relinked", "skipped", "articles", "facts", "evidence")
    }
    problems = [{"source": problem.source, "reason": problem.reason} for problem in done.problems]
    return {**record, "rejections": dict(done.rejections), "problems": problems}


def links(found: Found) -> None:
    """Print the links to Wikidata, the new ones in a table, and what was left alone."""
    new = [link for link in found.links if link.new]
    if new:
        table(("entity", "item", "name", "class"), ((link.entity.label, link.item, link.name, link.type) for link in new))
        say()
    say(f"linked     {len(new)} entities, {len(found.links) - len(new)} were linked before")
    for doubt in found.unclear:
        complain(f"left alone {' and '.join(map(repr, doubt.entities))}: {' or '.join(doubt.items)} could be meant")


def links_record(found: Found) -> dict[str, Any]:
    """The same as plain data."""
    rows = [
        {"id": link.entity.id, "label": link.entity.label, "item": link.item, "name": link.name, "new": link.new} for link in found.links
    ]
    return {"links": rows, "unclear": [{"entities": doubt.entities, "items": doubt.items} for doubt in found.unclear]}


def refusal_record(refusal: Refusal) -> dict[str, Any]:
    """A claim that did not become a fact as plain data."""
    names = ("article", "subject", "relation", "object", "reason", "rule")
    sentence = refusal.sentence
    return {**{name: getattr(refusal, name) for name in names}, "sentence": sentence.text, "start": sentence.start, "end": sentence.end}


def scores(result: Score) -> None:
    """Print the figures: overall, by relation, by language, and of the statuses."""
    heads = ("precision", "recall", "F1", "core recall", "core F1", "matched", "facts", "gold")
    groups = {name: getattr(result, name) for name in ("strict", "lenient", "pair")}
    for title, tallies in (("match", groups), ("language", result.by_language), ("relation", result.by_relation)):
        table((title, *heads), ((name, *_figures(tally)) for name, tally in tallies.items()))
        say()
    for name, share in ((name, getattr(result, name)) for name in STATUSES):
        say(f"{name:<12} {'not measured' if share is None else f'{share:.3f} of the matched facts'}")


def score_record(result: Score) -> dict[str, Any]:
    """The same figures as plain data."""
    return {
        **{name: _record(getattr(result, name)) for name in ("strict", "lenient", "pair")},
        "by_language": {name: _record(tally) for name, tally in result.by_language.items()},
        "by_relation": {name: _record(tally) for name, tally in result.by_relation.items()},
        **{name: getattr(result, name) for name in STATUSES},
    }


def errors(result: Score) -> None:
    """Print what was missed and what no gold line answers."""
    table(
        ("", "article", "subject", "relation", "object", "sentence"),
        [
            *(("missed*" if g.core else "missed", g.article, g.subject[0], g.relation[0], g.object[0], g.sentence) for g in result.missed),
            *(("extra", a, f.subject.label, f.relation.id, f.object.label, strongest(f).sentence.text) for a, f in result.extra),
        ],
    )


def _object(fact: Fact) -> str:
    return fact.object.label


def _details(evidence: Evidence) -> list[str]:
    pairs = (("time", evidence.time), ("amount", evidence.amount), ("role", evidence.role), ("rule", evidence.rule))
    return [f"{name} {value}" for name, value in pairs if value]


def _place(evidence: Evidence) -> str:
    return f"{evidence.sentence.start} to {evidence.sentence.end}"


def _figures(tally: Tally) -> list[str]:
    shares = (tally.precision, tally.recall, tally.f1, tally.core_recall, tally.core_f1)
    return [*(f"{share:.3f}" for share in shares), str(tally.matched), str(tally.system), str(tally.gold)]


def _record(tally: Tally) -> dict[str, float]:
    names = ("precision", "recall", "f1", "core_recall", "core_f1", "matched", "system", "gold", "core", "core_matched")
    return {name: round(getattr(tally, name), 4) for name in names}
