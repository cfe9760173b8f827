"""Compiles what reads articles to C where a build asks for it: the same to the byte, in a third less time behind the parse.

Off unless the environment says `HATCH_BUILD_HOOK_ENABLE_CUSTOM=1`. An editable install is never compiled, since what was compiled
would hide what is edited; the compiled modules go into the wheel and never into the source tree. Where nothing can be compiled (no C
compiler, no headers of Python) the wheel is the plain one, and the build says so.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = (
    "kg/ontology.py", "kg/parse.py", "kg/link.py", "kg/ground.py", "kg/reading.py", "kg/lang/__init__.py", "kg/extract/*.py",
    "kg/coreference/*.py",
)  # fmt: skip
"""The modules that ask the most of a text. Tokens have to be among them: the others gain nothing while those stay plain."""
LEVEL = "KG_COMPILE_LEVEL"
"""The variable of the environment that says how much the C compiler optimises, "0" (half the time to compile) to "3"."""


class CustomBuildHook(BuildHookInterface[Any]):
    """The hook that hatchling calls."""

    folder: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is packed, and have what was made packed with it."""
        if self.target_name != "wheel" or version == "editable":
            return
        self.folder = TemporaryDirectory(prefix="kg-compiled-")
        try:
            made = compiled(Path(self.root), Path(self.folder.name), os.environ.get(LEVEL, "1"))
        except (Exception, SystemExit) as error:  # whatever says that there is no compiler: the plain wheel works as well
            self.app.display_warning(f"Nothing was compiled, so this is the plain package: {error}")
            return
        build_data["force_include"].update({str(path): name for name, path in made.items()})
        build_data.update(pure_python=False, infer_tag=True)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made on the way."""
        if self.folder is not None:
            self.folder.cleanup()


def compiled(root: Path, folder: Path, level: str) -> dict[str, Path]:
    """The compiled modules by their places in a wheel.

    Args:
        root: the source tree; nothing is written there.
        folder: an empty folder, where they are made.
        level: how much the C compiler optimises, "0" to "3".
    """
    from mypyc.build import mypycify
    from setuptools import Distribution

    modules = sorted(str(path.relative_to(root)) for pattern in COMPILED for path in root.glob(pattern))
    types = ["--config-file=", "--ignore-missing-imports", f"--cache-dir={folder / 'types'}"]
    before = Path.cwd()
    os.chdir(root)
    try:
        made = mypycify([*types, *modules], opt_level=level, debug_level="0", multi_file=True, target_dir=str(folder / "c"))
        command = Distribution({"name": "kg", "ext_modules": made}).get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "objects")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    library = folder / "lib"
    return {str(path.relative_to(library)): path for path in sorted(library.rglob("*")) if path.suffix in {".so", ".pyd"}}
