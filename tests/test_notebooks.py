"""The notebooks run from top to bottom, hold no logic of their own, and are stored without outputs."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
IDS = [path.name for path in NOTEBOOKS]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.filterwarnings("ignore")  # those of Jupyter's own machinery; the kernel is a process of its own
@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_a_notebook_runs_to_its_end(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    empty = [cell.source for cell in notebook.cells if cell.cell_type == "code" and "query" in cell.source and _result(cell) == "[]"]
    assert empty == [], "a question of a story has an answer"
    shown = [_html(cell) for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip().endswith(".show()")]
    assert all(frame.startswith('<iframe srcdoc="&lt;!doctype html&gt;') and 'sandbox="allow-scripts' in frame for frame in shown)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in cells] == [[]] * len(cells)
    assert {cell.execution_count for cell in cells} == {None}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_a_notebook_holds_no_logic(path: Path) -> None:
    logic = (ast.FunctionDef, ast.ClassDef, ast.If, ast.For, ast.While, ast.Try, ast.Lambda, ast.comprehension)
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, logic)], cell.source


def _html(cell: nbformat.NotebookNode) -> str:
    return next((output.data["text/html"] for output in cell.outputs if "text/html" in output.get("data", {})), "")


def _result(cell: nbformat.NotebookNode) -> str:
    return next((output.data["text/plain"] for output in cell.outputs if output.output_type == "execute_result"), "")
