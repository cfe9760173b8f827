"""Front matter: the YAML between two lines of hyphens at the top of a text.

Every value is read as the string that stands there, so that `language: no` is Norwegian and a date stays a date as written.
PyYAML's own parser in Python is used and not libyaml's, which can be made to overflow the stack by deep nesting.
"""

from __future__ import annotations

import yaml
from frontmatter.default_handlers import YAMLHandler

from kg.errors import InputError

MAX_FRONT = 64 * 1024


def split(text: str) -> tuple[dict[str, str], str]:
    """Return the front matter of a text and what follows it; an empty mapping and the text itself where it has none.

    Raises:
        InputError: it opens with front matter that is no YAML mapping.

    >>> split("---\\nid: a1\\ndate: 2020-09-12\\n---\\nTekst.")
    ({'id': 'a1', 'date': '2020-09-12'}, 'Tekst.')
    """
    handler = YAMLHandler()
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    if not handler.detect(text):
        return {}, text
    try:
        front, body = handler.split(text)
    except ValueError:  # one line of hyphens alone is a rule, not front matter
        return {}, text
    if len(front) > MAX_FRONT:
        raise InputError(f"its front matter is longer than {MAX_FRONT // 1024} kB; close it with a line ---")
    try:
        values = handler.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError(f"its front matter is not YAML{_place(error)}; write one key: value a line") from error
    if not isinstance(values, dict):
        raise InputError("its front matter is no list of key: value lines; write one a line, or begin without ---")
    return {str(key): value for key, value in values.items() if isinstance(value, str)}, body.strip("\n")


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 1})" if mark else ""
