"""Writing an export: text that every reader accepts, put in its place all at once.

News text may hold characters that no XML file and few CSV readers accept. They are replaced one for one, never dropped,
so that every offset into a sentence still holds.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from kg.errors import ExportError

# What XML 1.0 (fifth edition), production 2, does not allow, and the C1 controls, which it allows and discourages.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Some readers take these for the end of a line; half a surrogate pair is not UTF-8.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)

# What `quoteattr` escapes.
_SPECIAL = re.compile('[&<>"\n\r\t]')


def clean(text: str) -> str:
    r"""The text with each control character and each half of a surrogate pair replaced by a space.

    >>> clean("Hua\x00wei")
    'Hua wei'
    """
    return text if text.isprintable() else _FORBIDDEN.sub(" ", text)  # the test is ten times as fast, and nearly always true


def attribute(text: str) -> str:
    """The cleaned text as the value of an XML attribute, with its quotes; nearly always, nothing in it needs an escape.

    >>> attribute("Huawei"), attribute("AT&T")
    ('"Huawei"', '"AT&amp;T"')
    """
    given = clean(text)
    return quoteattr(given) if _SPECIAL.search(given) else f'"{given}"'


def one_line(text: str) -> str:
    """The cleaned text with each line break and tab replaced by a space: a table's row stays on its line."""
    return re.sub(r"[\t\n\r\x85\u2028\u2029]", " ", clean(text))


def json_text(value: object) -> str:
    """The value as JSON on one line, in UTF-8 without escapes but for what would break a line or is no Unicode."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", _JSON.encode(value))


def as_list(values: Sequence[str]) -> str:
    """A list of texts where a format has no lists: a JSON array, which Gephi reads as a list.

    >>> as_list(("VS", "Verenigde Staten"))
    '["VS", "Verenigde Staten"]'
    """
    return _JSON.encode(values)


def csv_row(cells: Iterable[object]) -> str:
    r"""One line of CSV as of RFC 4180, ended by a line feed: all cells quoted but None, which is the empty cell.

    Some importers tell the quoted empty text from the empty cell, and Python's own writer learned to in 3.12 only.

    >>> csv_row(["a", None, True, 0.5])
    '"a",,"true","0.5"\n'
    """
    return ",".join(map(_cell, cells)) + "\n"


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write the pieces to the file, in UTF-8; a reader sees the old file or the new one, never half of one.

    Raises:
        ExportError: the place cannot be written to.
    """
    draft = path.with_name(f"{path.name}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(f"cannot write to {path} ({error.strerror or error}); name a file in a folder that you may write to") from error


def write_folder(path: Path, files: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Write files, given as name and pieces, into the folder, which is made where it does not exist.

    Raises:
        ExportError: the place cannot be written to, or is a file.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise ExportError(f"cannot make the folder {path} ({reason}); this format is a folder: name a new or existing one") from error
    for name, pieces in files:
        write_text(path / name, pieces)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if value is None:
        return ""
    return f'"{str(value).lower()}"' if isinstance(value, bool) else f'"{value}"'
