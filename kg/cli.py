"""The command `kg`. Each command parses, calls one function of the library, and prints.

Results go to standard output, progress and complaints to standard error; `-` is a stream. The exit code is 0 where it is
done, 1 where the data did not pass (an article could not be read, a check failed, nothing was found), 2 where the command
could not run, 130 after Ctrl-C. A user's mistake gets one sentence.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import webbrowser
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import __version__, terminal
from kg import query as queries
from kg.errors import ExportError, InputError, KgError, QueryError
from kg.exports import jsonl
from kg.graph import SUFFIXES, Graph, Summary, formats
from kg.graph import open as open_graph

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read news articles in English and Dutch into a knowledge graph in which every fact keeps its sentence.\n\n"
    "\b\nExample:  kg build corpus/articles -o build\n          kg why -g build Huawei",
)

FOLDERS = ("csv", "neo4j")
"""The formats that are several files."""


class Form(StrEnum):
    """How a command prints what it found."""

    TABLE = "table"
    JSON = "json"


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


class AnswerForm(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"


Folder = Annotated[Path, typer.Option("-g", "--graph", metavar="DIR", help="The folder of the graph.")]
FormOption = Annotated[Form, typer.Option("-f", "--format", help="How to print it.")]
PipelineOption = Annotated[str | None, typer.Option("--pipeline", metavar="NAME", help="A spaCy pipeline to use: a package or a folder.")]
BUILT = Path("build")


def main() -> None:
    """Run the command line; a mistake of the user's ends in one sentence, whichever command it was."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `kg query ... | head` ends quietly, like every other filter
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except KgError as error:
        terminal.complain(str(error))
        sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def kg(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Options before the command; the help is the application's."""


@app.command(short_help="Read articles into a graph, or add to one.")
def build(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, patterns, or - for standard input.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="The folder of the graph; made if it is new.")] = BUILT,
    form: FormOption = Form.TABLE,
    name: PipelineOption = None,
) -> None:
    """Example: kg build corpus/articles -o build

    Read articles, extract their facts, store them in DIR/store, and draw DIR/graph.html. On a graph that is there, articles
    are added or replaced, and those that have not changed are not read again.
    """
    from kg import pipeline, pipelines  # loads the language pipelines, which no other command needs

    pipelines.choose(name)
    try:
        graph = _with_progress(pipeline, sources, out)
    except KeyboardInterrupt:
        terminal.complain(f"Stopped. What was read so far is kept in {str(out)!r}; the same command goes on from there")
        raise typer.Exit(130) from None
    with graph:
        done = graph.summary or Summary()
        for problem in done.problems:
            terminal.complain(f"skipped  {problem}")
        if form is Form.JSON:
            terminal.as_json(terminal.summary_record(done))
        else:
            terminal.summary(done, page=out / "graph.html")
        if done.problems:
            raise typer.Exit(1)


@app.command(short_help="Take an article back out of a graph.")
def remove(article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The id of the article.")], graph: Folder = BUILT) -> None:
    """Example: kg remove 2019-05-16-us-blacklists-huawei -g build

    Afterwards the graph is as if the article had never been read.
    """
    with open_graph(graph) as opened:
        opened.remove(article)
    terminal.say(terminal.plain(f"removed    {article}"))


@app.command(short_help="Ask a graph in SPARQL, or a stock question.")
def query(
    question: Annotated[str | None, typer.Argument(metavar="SPARQL|FILE|@NAME|-", help="What to ask.")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="NAME=VALUE", help="Parameters of the question.")] = None,
    graph: Folder = BUILT,
    form: Annotated[AnswerForm, typer.Option("-f", "--format", help="turtle is for graphs, the others for rows.")] = AnswerForm.TABLE,
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
    with open_graph(graph) as opened:
        answer = opened.query(_text(question), **dict(map(_parameter, values or ())))
    terminal.answer(answer, form.value)


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
                _nothing("No claim about these names was rejected")
            return
        found = opened.why(subject, relation, object)
        if form is Form.JSON:
            terminal.as_json([jsonl.record(fact) for fact in found])
        else:
            terminal.reasons(found, {article.id: article for article in opened.articles()})
        if not found:
            _nothing("The graph has no such fact; the same words with --not show what was found and rejected")


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
        terminal.open_relations(openrelations.read_text(_text(text), language=language, spans=spans.value))
    elif open_relations:
        terminal.lines(openrelations.lines(_text(text), form.value, language=language, spans=spans.value))
    elif form is ExtractForm.JSONL:
        terminal.lines(jsonl.generate(pipeline.extract(_text(text), language=language, published=published), {}))
    else:
        terminal.facts(pipeline.extract(_text(text), language=language, published=published))


@app.command(short_help="Write a graph in another format.")
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(formats())}.")],
    graph: Folder = BUILT,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="PATH", help="A file, or a folder to put it in.")] = None,
) -> None:
    """Example: kg export -g build gexf -o huawei.gexf

    Write the graph for other tools. Without -o, formats of one file go to standard output; csv and neo4j are folders.
    """
    if format not in formats():
        raise ExportError(f"There is no format {format!r}; choose one of {', '.join(formats())}.")
    to_stream = out is None or str(out) == "-"
    if to_stream and format in FOLDERS:
        raise ExportError(f"The format {format!r} is a folder of files; say where it goes with -o DIR.")
    with open_graph(graph) as opened:
        if out is None or to_stream:
            _stream(opened, format)
        else:
            terminal.say(terminal.plain(opened.write(_target(out, format), format)))


@app.command(short_help="Open the page of a graph.")
def view(graph: Folder = BUILT) -> None:
    """Example: kg view -g build

    Open the page in the browser, and print where it lies.
    """
    with open_graph(graph) as opened:
        path = graph / "graph.html"
        if not path.exists():
            opened.draw()
    terminal.say(terminal.plain(path))
    webbrowser.open(path.resolve().as_uri())


@app.command(short_help="Check a graph against the shapes and the ontology.")
def check(graph: Folder = BUILT, form: FormOption = Form.TABLE) -> None:
    """Example: kg check -g build

    Check that the graph keeps its own rules (SHACL shapes and the classes of the ontology), and list what breaks them.
    """
    from kg import check as checking  # pySHACL takes a while to load

    with open_graph(graph) as opened:
        found = checking.check(opened.store)
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


@app.command(short_help="List the language pipelines in use.")
def models() -> None:
    """Example: kg models

    List the pipelines that read articles, their versions, and how to install better ones.
    """
    from kg import pipelines

    used: set[str] = set()
    rows = []
    for info in pipelines.describe():
        state = "available" if info.language in used else "in use"
        used.add(info.language)
        rows.append((info.language, info.name, info.version, info.source, state, f"{info.megabytes:.1f} MB"))
    terminal.table(("language", "pipeline", "version", "from", "state", "size"), rows)
    for language, packages in pipelines.PACKAGES.items():
        if not pipelines.installed(language):
            terminal.say(
                f"A better one for {language}: install the spaCy package {packages[0]} (or a smaller one: {', '.join(packages[1:])})."
            )


def _with_progress(pipeline: Any, sources: list[str], out: Path) -> Graph:
    """Build, telling on standard error how far it is."""
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        count = 0

        def tell(step: Any) -> None:
            nonlocal count
            count += 1
            status.update(terminal.plain(f"{count} articles · {step.article} {step.outcome}"))

        graph: Graph = pipeline.build(sources, out=out, progress=tell)
    return graph


def _text(given: str) -> str:
    """What standard input holds for -, what a file holds, else the words as they are."""
    if given == "-":
        return _stdin()
    try:
        return Path(given).read_text(encoding="utf-8") if len(given) < 256 and Path(given).is_file() else given
    except (OSError, ValueError) as error:
        raise InputError(f"The file {given!r} cannot be read ({error}); give one of text in UTF-8.") from error


def _parameter(pair: str) -> tuple[str, str]:
    name, sign, value = pair.partition("=")
    if not sign or not name:
        raise QueryError(f"{pair!r} is no parameter; give it as NAME=VALUE, such as whom=Huawei.")
    return name, value


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"Standard input is not UTF-8 (byte {error.start}); convert it, or save it as a file and build that.") from error


def _stream(graph: Graph, format: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = graph.write(Path(folder) / "graph", format)
        sys.stdout.flush()
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _target(out: Path, format: str) -> Path:
    """The file or folder that an export goes to: in a folder that is there, a name of its own."""
    if not out.is_dir():
        return out
    suffix = next((suffix for suffix, name in SUFFIXES.items() if name == format), f".{format}.ttl")
    return out / (format if format in FOLDERS else f"graph{suffix}")


def _nothing(sentence: str) -> None:
    terminal.complain(sentence)
    raise typer.Exit(1)
