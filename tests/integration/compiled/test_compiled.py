"""A wheel with what reads articles compiled says of the sample corpus what the plain program says, to the byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration
ROOT = Path(__file__).resolve().parents[3]
READ = """
import sys, kg, kg.parse
graph = kg.build(sys.argv[1], out=sys.argv[2])
graph.write(sys.argv[2] + "/facts.jsonl")
graph.write(sys.argv[2] + "/graph.nq")
print(kg.parse.__file__)
"""
WHEEL = ("-m", "pip", "wheel", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--verbose", "--wheel-dir")


def wheel(source: Path, folder: Path, **environment: str) -> tuple[Path, str]:
    """The wheel of a source tree with the hook on, and what the build said."""
    told = os.environ | {"HATCH_BUILD_HOOK_ENABLE_CUSTOM": "1"} | environment
    made = subprocess.run([sys.executable, *WHEEL, folder, source], env=told, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    return next(folder.glob("*.whl")), made.stdout + made.stderr


def read(out: Path, program: Path) -> tuple[dict[str, bytes], str]:
    """The exports of the corpus by the program in a folder, and where its parse module lies."""
    command = [sys.executable, "-c", READ, ROOT / "corpus/articles", out]
    done = subprocess.run(
        command, cwd=out.parent, env=os.environ | {"PYTHONPATH": str(program)}, capture_output=True, text=True, check=True
    )
    return {name: (out / name).read_bytes() for name in ("facts.jsonl", "graph.nq")}, done.stdout.split()[-1]


def test_the_compiled_program_reads_the_corpus_to_the_same_bytes(tmp_path: Path) -> None:
    compiler, headers = os.environ.get("CC", "cc"), Path(sysconfig.get_paths()["include"]) / "Python.h"
    missing = [
        what for what, here in ((f"the C compiler {compiler}", shutil.which(compiler)), (str(headers), headers.is_file())) if not here
    ]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")
    packed, _ = wheel(ROOT, tmp_path / "wheel", KG_COMPILE_LEVEL="0")
    assert "none-any" not in packed.name
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "program")
    plain, there = read(tmp_path / "plain", ROOT)
    assert there == str(ROOT / "kg/parse.py")
    compiled, there = read(tmp_path / "compiled", tmp_path / "program")
    assert there.startswith(str(tmp_path / "program"))
    assert not there.endswith(".py")
    assert plain["facts.jsonl"].count(b"\n") > 100
    assert compiled == plain


def test_without_a_compiler_the_wheel_is_the_plain_one_and_the_build_says_so(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "kg").mkdir(parents=True)
    (source / "ontologies").mkdir()
    (source / "ontologies/kg.ttl").touch()
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    (source / "kg/__init__.py").write_text('__version__ = "0"\n')
    (source / "kg/parse.py").write_text("def twice(number: int) -> int:\n    return 2 * number\n")
    packed, said = wheel(source, tmp_path / "wheel", CC=str(tmp_path / "no-compiler"))
    assert packed.name.endswith("-py3-none-any.whl")
    assert "Nothing was compiled, so this is the plain package" in said
