r"""The page's script: ES modules put one after the other into a single one, which an inline script may hold.

A browser loads no module from inside a page with a strict policy, so each module becomes a function that is called once
and gives what the module exports, after those that it imports. The modules keep to two rules, which a test checks: imports
are `import { a, b } from './name.js';` without renaming, and exports stand in front of a declaration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

IMPORT = re.compile(r"^import \{ ([\w, $]+) \} from '\./([\w-]+)\.js';$", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) ([\w$]+))", re.MULTILINE)


def bundle(modules: Mapping[str, str], start: str) -> str:
    """The module called `start` and all that it needs, by name without suffix, as one script.

    >>> print(bundle({"a": "import { b } from './b.js';\\nb();", "b": "export const b = () => 1;"}, "a"))
    const b_js = (() => {
    const b = () => 1;
    return { b };
    })();
    const a_js = (() => {
    const { b } = b_js;
    b();
    return {  };
    })();
    """
    return "\n".join(_closed(name, modules[name]) for name in order(modules, start))


def order(modules: Mapping[str, str], start: str) -> list[str]:
    """The names of the modules that are needed, each after those that it imports.

    Raises:
        ValueError: modules that import each other in a ring.
    """
    done: dict[str, None] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        """Put a module behind those that it imports."""
        if name in above:
            raise ValueError(f"{' imports '.join((*above, name))}: take out one of these imports")
        if name not in done:
            for _, needed in IMPORT.findall(modules[name]):
                visit(needed, (*above, name))
            done[name] = None

    visit(start, ())
    return list(done)


def _closed(name: str, text: str) -> str:
    exports = ", ".join(EXPORT.findall(text))
    body = EXPORT.sub("", IMPORT.sub(r"const { \1 } = \2_js;", text)).rstrip("\n")
    return f"const {name}_js = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"
