"""Commands that judge a graph: by its own rules, and against annotated facts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.cli.options import BUILT, Folder, Form, FormOption, app
from kg.graph import open as open_graph


@app.command(short_help="Check a graph against the shapes and the ontology.")
def check(
    graph: Folder = BUILT,
    article: Annotated[str | None, typer.Option("--article", metavar="ID", help="Check one article alone.")] = None,
    form: FormOption = Form.TABLE,
) -> None:
    """Example: kg check -g build

    Check that the graph keeps its own rules (SHACL shapes and the classes of the ontology), and list what breaks them.
    """
    from kg import check as checking  # pySHACL takes a while to load

    with open_graph(graph) as opened:
        found = checking.check(opened.store, article=article)
    if form is Form.JSON:
        terminal.as_json([asdict(violation) for violation in found])
    else:
        for violation in found:
            terminal.say(terminal.plain(violation))
        terminal.say(f"{len(found)} violations" if found else "The graph keeps its rules.")
    if found:
        raise typer.Exit(1)


@app.command(short_help="Score a graph against annotated facts.")
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A JSONL file of annotated facts, or a folder of such files.")],
    graph: Folder = BUILT,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what nobody annotated.")] = False,
    form: FormOption = Form.TABLE,
) -> None:
    """Example: kg score corpus/gold -g build

    Compare the graph's facts with annotated ones: precision, recall and F1, by relation and by language.
    """
    from kg import score as scoring
    from kg.ontology import load

    with open_graph(graph) as opened:
        languages = {article.id: article.language for article in opened.articles()}
        result = scoring.score(scoring.read_gold(gold), opened.facts(), kinship=scoring.kinship(load()), languages=languages)
    if form is Form.JSON:
        terminal.as_json(terminal.score_record(result))
        return
    if errors:
        terminal.errors(result)
        terminal.say()
    terminal.scores(result)
