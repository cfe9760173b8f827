"""The plan of the house holds: imports point downward, heavy libraries stay in their corners, files stay small and clean."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "kg").rglob("*.py"))

# From low to high; a module may import its own layer and those below.
LAYERS = (
    ("model", "errors", "names", "status", "palette", "sorting", "garbage"),
    ("pipelines", "lang", "turtle", "phrases", "ontology", "knownnames", "marks"),
    ("parse", "readers", "annotate", "sentences", "universal", "coreference", "extract", "link", "ground", "aliases", "wikidata"),
    ("reading",),
    ("rdf", "ledger", "archive", "layout"),
    (
        "stores",
        "query",
        "sparql",
        "answers",
        "network",
        "communities",
        "shapes",
        "vocabulary",
        "check",
        "consistency",
        "infer",
        "violation",
    ),
    ("view", "exports", "score", "why", "attest"),
    ("graph",),
    ("pipeline", "openrelations", "merging", "relink"),
    ("server", "terminal"),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

CORNERS = {
    "spacy": {"annotate", "parse", "sentences", "universal", "extract", "lang", "pipelines"},
    "thinc": {"pipelines"},
    "rdflib": {"rdf", "stores", "query", "check", "consistency", "infer"},
    "oxrdflib": {"rdf", "stores", "query", "check"},
    "pyshacl": {"check"},
    "pyoxigraph": {
        "rdf",
        "turtle",
        "aliases",
        "relink",
        "stores",
        "query",
        "sparql",
        "answers",
        "check",
        "vocabulary",
        "server",
    },
    "requests": {"stores"},
    "urllib3": {"stores"},
    "reasonable": {"infer"},
    "pyvis": {"view"},
    "networkx": {"network", "communities", "view", "exports", "graph"},
    "igraph": {"layout", "communities"},
    "trafilatura": {"readers"},
    "feedparser": {"readers"},
    "frontmatter": {"readers"},
    "py3langid": {"readers"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "typer": {"cli"},
    "rich": {"cli", "terminal"},
    "neo4j": {"exports"},
    "mypy_extensions": {"parse"},
}
"""Which parts may know which library. `graph` names rdflib and networkx in annotations alone, which the test leaves out."""


def part(path: Path) -> str:
    """The part of the program that a file belongs to: its module or its folder right under kg/; "" for kg/__init__.py."""
    return path.relative_to(ROOT / "kg").with_suffix("").parts[0].replace("__init__", "")


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules that a file imports when it runs, dotted; those for type checkers alone are left out."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downward(path: Path) -> None:
    mine = part(path)
    if not mine:
        return
    assert mine in RANK, f"give kg/{mine} a layer"
    used = {module.split(".")[1] for module in imports(path) if module.startswith("kg.")} & RANK.keys()
    assert {name for name in used if RANK[name] > RANK[mine]} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_stay_in_their_corners(path: Path) -> None:
    used = {module.split(".")[0] for module in imports(path)}
    assert {library for library in used & CORNERS.keys() if part(path) not in CORNERS[library]} == set()


def test_every_library_in_use_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "test" for line in lines]
    names = {re.split(r"[^\w-]", line)[0].lower() for line in (*project["dependencies"], *extras)}
    distributions = {"frontmatter": "python-frontmatter", "yaml": "pyyaml", "markdown_it": "markdown-it-py"}
    used = {module.split(".")[0] for path in FILES for module in imports(path)} - {"kg", "__future__"} - set(sys.stdlib_module_names)
    assert {distributions.get(library, library).replace("_", "-") for library in used} - names == set()


def test_importing_kg_loads_nothing_heavy() -> None:
    code = "import kg, sys; print(sorted({'spacy', 'rdflib', 'pyoxigraph', 'pyvis', 'networkx', 'typer'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_questions_are_answered_without_loading_a_language_pipeline() -> None:
    code = "import kg.cli, sys; print('spacy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "False"


def test_the_functions_of_the_package_outlive_the_import_of_its_parts() -> None:
    code = "import kg.extract.frames, kg; print(callable(kg.extract), callable(kg.build), callable(kg.open))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "True True True"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_hides_a_second_noun(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_nothing_in_the_repository_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    # Put together here, so that this file does not name them either.
    hosts = [
        "/".join(["", "work", ""]),
        "/".join(["", "farm", ""]),
        "pypi" + ".org/simple",
        "files.python" + "hosted",
        "registry.npm" + "js",
        "/".join(["", "root", ""]),
    ]
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(host)}" for host in hosts))
    text = {".py", ".md", ".toml", ".json", ".jsonl", ".yml", ".cfg", ".sh", ".lock", ".ipynb", ".ttl", ".rq", ".txt", ".html", ""}
    found = []
    for name in listed.stdout.split("\0"):
        path = ROOT / name
        if name and path.suffix in text and path.is_file():
            lines = path.read_bytes().decode("utf-8", "replace").split("\n")
            found += [f"{name}:{number}" for number, line in enumerate(lines, 1) if pattern.search(line)]
    assert found == []
