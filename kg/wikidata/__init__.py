"""Links to Wikidata from an extract that the user has: see `kg.wikidata.extract` for its forms, `kg.wikidata.match` for the rule.

The links of a graph stand in a file in its folder, a line each, and hold for every build after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import StoreError
from kg.wikidata.extract import Item, read
from kg.wikidata.match import Found, Linked, Unclear, match

__all__ = ["LINKS", "Found", "Item", "Linked", "Unclear", "match", "matches", "read", "write"]

LINKS = "wikidata.tsv"
"""The file of links in the folder of a graph: the id of an entity and the IRI of an item in a line."""


def matches(path: Path) -> dict[str, tuple[str, ...]]:
    """The IRIs of items by the id of the entity, as the file at `path` has them.

    Raises:
        StoreError: the file cannot be read, or a line of it is damaged.
    """
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"The links in {str(path)!r} cannot be read ({error}); remove the file, and link anew with `kg link`.") from error
    if any(len(row) != 2 or not all(row) for row in rows):
        raise StoreError(f"The links in {str(path)!r} are damaged; remove the file, and link anew with `kg link`.")
    return {entity: (item,) for entity, item in rows}


def write(links: Mapping[str, tuple[str, ...]], path: Path) -> None:
    """Write links by entity, sorted.

    Raises:
        StoreError: the file cannot be written.
    """
    try:
        draft = path.with_suffix(".part")
        draft.write_text("".join(f"{entity}\t{item}\n" for entity, items in sorted(links.items()) for item in items), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise StoreError(f"The links cannot be written to {str(path)!r} ({error.strerror}); make room on the disk.") from error
