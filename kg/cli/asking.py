"""Commands that ask a graph: questions, and the sentences behind a fact."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from typing import Annotated

import typer

from kg import query as queries
from kg import terminal
from kg.cli.options import BUILT, Folder, Form, FormOption, app, nothing, text_of
from kg.errors import QueryError
from kg.exports import jsonl
from kg.graph import open as open_graph


class AnswerForm(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"


@app.command(short_help="Ask a graph in SPARQL, or a stock question.")
def query(
    question: Annotated[str | None, typer.Argument(metavar="SPARQL|FILE|@NAME|-", help="What to ask.")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="NAME=VALUE", help="Parameters of the question.")] = None,
    graph: Folder = BUILT,
    form: Annotated[AnswerForm, typer.Option("-f", "--format", help="turtle is for graphs, the others for rows.")] = AnswerForm.TABLE,
    evidence: Annotated[bool, typer.Option("--evidence", help="Add the evidence: a row for each sentence that it rests on.")] = False,
    infer: Annotated[bool, typer.Option("--infer", help="Ask a copy that also has what follows by the ontology.")] = False,
    stock: Annotated[bool, typer.Option("--list", help="List the stock questions.")] = False,
) -> None:
    """Example: kg query -g build @who-sanctions whom=Huawei

    Answer SPARQL 1.1, whose prefixes need no declaration, or a stock question by its name.
    """
    if stock:
        terminal.questions(queries.stock().values())
        return
    if question is None:
        raise QueryError("There is no question; give SPARQL, a file of it, or @NAME (see `kg query --list`).")
    with open_graph(graph) as said, said.inferred() if infer else nullcontext(said) as opened:
        ask = opened.attested if evidence else opened.query
        answer = ask(text_of(question), **dict(map(_parameter, values or ())))
    terminal.answer(answer, form.value)


def _parameter(pair: str) -> tuple[str, str]:
    name, sign, value = pair.partition("=")
    if not sign or not name:
        raise QueryError(f"{pair!r} is no parameter; give it as NAME=VALUE, such as whom=Huawei.")
    return name, value


@app.command(short_help="Show the sentences behind a fact.")
def why(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="A name or alias, or _ for anything.")],
    relation: Annotated[str | None, typer.Argument(metavar="RELATION", help="A relation, or _ for any.")] = None,
    object: Annotated[str | None, typer.Argument(metavar="OBJECT", help="A name or alias, or _ for anything.")] = None,
    graph: Folder = BUILT,
    absent: Annotated[bool, typer.Option("--not", help="Show claims about SUBJECT (and OBJECT) that did not become facts.")] = False,
    form: FormOption = Form.TABLE,
) -> None:
    """Example: kg why -g build "United States" sanctions Huawei

    Show every sentence that speaks of the fact, its words marked, with who says it and how sure the text is. SUBJECT alone
    means all facts about it. With --not, show what was found about a pair and rejected, and why: kg why --not ZTE Huawei
    """
    with open_graph(graph) as opened:
        if absent:
            refused = opened.why_not(subject, object or relation)
            if form is Form.JSON:
                terminal.as_json([terminal.refusal_record(refusal) for refusal in refused])
            elif refused:
                terminal.refusals(refused)
            if not refused:
                nothing("No claim about these names was rejected")
            return
        found = opened.why(subject, relation, object)
        if form is Form.JSON:
            terminal.as_json([jsonl.record(fact) for fact in found])
        else:
            terminal.reasons(found, {article.id: article for article in opened.articles()})
        if not found:
            nothing("The graph has no such fact; the same words with --not show what was found and rejected")
