"""The command that reads one text and stores nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg import terminal
from kg.cli.options import PipelineOption, app, text_of
from kg.errors import InputError
from kg.exports import jsonl


class ExtractForm(StrEnum):
    """How what a text says is printed; the last two are of open relations."""

    TABLE = "table"
    JSONL = "jsonl"
    CARB = "carb"
    BENCHIE = "benchie"


class SpanStyle(StrEnum):
    """How far the arguments of open relations reach."""

    FULL = "full"
    SHORT = "short"


@app.command(short_help="Show the facts of one text, or with --open what it says in its own words.")
def extract(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE|-", help="The text itself, a file of text, or - for standard input.")] = "-",
    language: Annotated[str | None, typer.Option("-l", "--language", help="en or nl; found out if not given.")] = None,
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="The day from which 'yesterday' counts.")] = None,
    open_relations: Annotated[bool, typer.Option("--open", help="Print open relations: who does what to whom, untyped.")] = False,
    spans: Annotated[SpanStyle, typer.Option("--spans", help="With --open: whole arguments, or short ones.")] = SpanStyle.FULL,
    form: Annotated[ExtractForm, typer.Option("-f", "--format", help="How to print it; carb and benchie with --open.")] = ExtractForm.TABLE,
    name: PipelineOption = None,
) -> None:
    """Example: kg extract "The United States imposed sanctions on Huawei."

    Extract the facts of one text at once; nothing is stored. The formats carb and benchie take one sentence a line.
    """
    from kg import openrelations, pipeline, pipelines

    pipelines.choose(name)
    if form in {ExtractForm.CARB, ExtractForm.BENCHIE} and not open_relations:
        raise InputError(f"The format {form.value!r} is of open relations; add --open, or choose table or jsonl.")
    if open_relations and form is ExtractForm.TABLE:
        terminal.open_relations(openrelations.read_text(text_of(text), language=language, spans=spans.value))
    elif open_relations:
        terminal.lines(openrelations.lines(text_of(text), form.value, language=language, spans=spans.value))
    elif form is ExtractForm.JSONL:
        terminal.lines(jsonl.generate(pipeline.extract(text_of(text), language=language, published=published), {}))
    else:
        terminal.facts(pipeline.extract(text_of(text), language=language, published=published))
