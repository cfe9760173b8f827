"""Bytes to text: byte order mark, UTF-8, the charset that a page declares, and only then a guess.

Valid UTF-8 wins over a declaration, because bytes that are UTF-8 by accident hardly exist while wrong declarations do.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from charset_normalizer import from_bytes

from kg.errors import InputError

MAX_CHAOS = 0.1  # charset-normalizer's share of odd character sequences; a good guess stays well under it
MAX_CONTROLS = 0.01  # share of control characters in what still counts as text

_GUESS_BYTES = 100_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ENCODING_ADVICE = "save it as UTF-8"


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of the bytes.

    Raises:
        InputError: they are not text, or the encoding cannot be told.

    >>> decode("Financiën".encode("cp1252"), declared="windows-1252")
    'Financiën'
    """
    text = _decoded(data, declared)
    if len(_CONTROLS.findall(text)) > MAX_CONTROLS * len(text):
        raise InputError(f"this is not text (it holds control characters); give text, and {_ENCODING_ADVICE}")
    return text


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\0" in data:
        raise InputError(f"this is not text (it holds NUL bytes); give text, and {_ENCODING_ADVICE}")
    for encoding in ("utf-8", *([declared] if declared else [])):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"its byte order mark says {encoding}, but byte {error.start} is not; {_ENCODING_ADVICE}") from error


def _guessed(data: bytes) -> str:
    best = from_bytes(data[:_GUESS_BYTES], enable_fallback=False).best()
    if best is not None and best.chaos <= MAX_CHAOS:
        # of the code pages that read these bytes alike, Windows' Western one is what English and Dutch files are in
        encoding = "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
        with suppress(UnicodeDecodeError, LookupError):  # what follows the sample may be in no single encoding: then it is refused
            return data.decode(encoding)
    raise InputError(f"this is neither UTF-8 nor clearly any other encoding; {_ENCODING_ADVICE}")
