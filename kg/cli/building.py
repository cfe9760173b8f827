"""Commands that change a graph, and the pipelines that read for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg import terminal
from kg.cli.options import BUILT, Folder, Form, FormOption, PipelineOption, app
from kg.graph import PAGE, Graph, Summary
from kg.graph import open as open_graph


@app.command(short_help="Read articles into a graph, or add to one.")
def build(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, patterns, or - for standard input.")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="DIR|URL", help="The graph's folder, made if new, or SPARQL server.")] = BUILT,
    form: FormOption = Form.TABLE,
    name: PipelineOption = None,
    aliases: Annotated[str | None, typer.Option("--aliases", metavar="FILE", help="Your own names: CSV or Turtle.")] = None,
    base: Annotated[str | None, typer.Option("--base", metavar="IRI", help="Where the IRIs of a new graph stand.")] = None,
) -> None:
    """Example: kg build corpus/articles -o build

    Read articles, extract their facts, store them in DIR/store, and draw DIR/graph.html. On a graph that is there, articles
    are added or replaced, and those that have not changed are not read again. Your own names, merges and separations stand in
    aliases.csv or aliases.ttl beside the articles.
    """
    from kg import pipeline, pipelines  # loads the language pipelines, which no other command needs

    pipelines.choose(name)
    try:
        graph = _with_progress(pipeline, sources, out, aliases, base)
    except KeyboardInterrupt:
        terminal.complain(f"Stopped. What was read so far is kept in {out!r}; the same command goes on from there")
        raise typer.Exit(130) from None
    with graph:
        done = graph.summary or Summary()
        for problem in done.problems:
            terminal.complain(f"skipped  {problem}")
        if form is Form.JSON:
            terminal.as_json(terminal.summary_record(done))
        else:
            terminal.summary(done, page=graph.folder and graph.folder / PAGE)
        if done.problems:
            raise typer.Exit(1)


def _with_progress(pipeline: Any, sources: list[str], out: str, aliases: str | None, base: str | None) -> Graph:
    """Build, telling on standard error how far it is."""
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        count = 0

        def tell(step: Any) -> None:
            """Show how far the build is."""
            nonlocal count
            count += 1
            status.update(terminal.plain(f"{count} articles · {step.article} {step.outcome}"))

        graph: Graph = pipeline.build(sources, out=out, aliases=aliases, base=base, progress=tell)
    return graph


@app.command(short_help="Merge graphs that were built apart.")
def merge(
    sources: Annotated[list[str], typer.Argument(metavar="GRAPH", help="Folders of graphs, or their SPARQL servers.")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="DIR|URL", help="The graph that takes them in, made if it is new.")] = BUILT,
) -> None:
    """Example: kg merge graphs/2019 graphs/2020 -o build

    Take the articles of every graph over into one, as if all had been read there. Of two readings of one article, that of
    the graph named last counts.
    """
    from kg.merging import merge as merge_graphs

    done = merge_graphs(sources, out=out)
    terminal.say(f"merged     {done.added} articles added, {done.replaced} replaced, {done.unchanged} unchanged")


@app.command(short_help="Take an article back out of a graph.")
def remove(article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The id of the article.")], graph: Folder = BUILT) -> None:
    """Example: kg remove 2019-05-16-us-blacklists-huawei -g build

    Afterwards the graph is as if the article had never been read.
    """
    with open_graph(graph) as opened:
        opened.remove(article)
    terminal.say(terminal.plain(f"removed    {article}"))


@app.command(short_help="Link the entities of a graph to Wikidata.")
def link(
    wikidata: Annotated[str, typer.Option("--wikidata", metavar="FILE", help="Your extract of Wikidata: a table of tabs, or JSON lines.")],
    graph: Annotated[str, typer.Option("-g", "--graph", metavar="DIR", help="The folder of the graph.")] = BUILT,
    form: FormOption = Form.TABLE,
) -> None:
    """Example: kg link --wikidata companies.tsv -g build

    Give every entity the item that has its name and class, if no other item could be meant, and print what was linked.
    """
    from kg.relink import link_wikidata

    found, problems = link_wikidata(Path(graph), Path(wikidata))
    with open_graph(graph) as opened:
        opened.draw()
    if form is Form.JSON:
        terminal.as_json(terminal.links_record(found))
    else:
        terminal.links(found)
    for problem in problems:
        terminal.complain(f"skipped  {problem}")
    if problems:
        raise typer.Exit(1)
