"""The user's own names: a file beside the corpus that says what is called what, which two are one, and which are two.

It goes before everything that the ontology and the articles say, and is applied to what was read, so no article is read
again for it. Two forms: `aliases.csv` (`kg.aliases.table`) and `aliases.ttl` (`kg.aliases.turtle`). Mistakes and
contradictions are all told at once, each in a sentence with its line, and then nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kg.aliases import table, turtle
from kg.aliases.own import NOTHING, Own, OwnLinker
from kg.aliases.resolve import resolve
from kg.aliases.statements import Mistake, Statement, refused
from kg.errors import InputError
from kg.link import Linker

__all__ = ["FORMS", "NOTHING", "Own", "OwnLinker", "beside", "load", "parse"]

FORMS: dict[str, Callable[[str], tuple[list[Statement], list[Mistake]]]] = {".csv": table.read, ".ttl": turtle.read}
STEM = "aliases"
LARGEST = 64 * 1024 * 1024


def load(path: str | Path, linker: Linker) -> Own:
    """The names of a file.

    Raises:
        InputError: the file cannot be read, or has mistakes; its message has a line for each.
    """
    path = Path(path)
    return parse(_text(path), path, linker)


def parse(text: str, path: Path, linker: Linker) -> Own:
    """The names that a text in the form of the file at `path` gives.

    Raises:
        InputError: as `load` says.
    """
    if path.suffix.lower() not in FORMS:
        raise InputError(f"{path.name!r} is no file of names; give one that ends in {' or '.join(FORMS)}.")
    statements, mistakes = FORMS[path.suffix.lower()](text)
    own, contradictions = resolve(statements, linker)
    if mistakes or contradictions:
        raise refused(path.name, [*mistakes, *contradictions])
    return own


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"The file of names {str(path)!r} is larger than {LARGEST // 2**20} MB; leave out what no article names.")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The file of names {str(path)!r} cannot be read ({error}); give a file in UTF-8.") from error


def beside(sources: Iterable[str | Path]) -> Path | None:
    """The file of names that lies in the folder of a source or, for a folder, next to it; None where there is none.

    Raises:
        InputError: there are several.
    """
    folders: dict[Path, None] = {}
    for source in map(Path, sources):
        if source.is_dir():
            folders[source] = None
        if source.exists():
            folders[source.parent if source.is_file() else source.resolve().parent] = None
    found = {path.resolve(): path for folder in folders for form in FORMS if (path := folder / f"{STEM}{form}").is_file()}
    if len(found) > 1:
        raise InputError(f"There are several files of names, {' and '.join(map(str, found.values()))}; name one with --aliases.")
    return next(iter(found.values()), None)
