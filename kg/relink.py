"""Names of the user's own in a graph: which are in force, and what they make of articles that were read before.

The names in force are those of the file that is named, else of the one beside the sources, else those that the graph was
built with last, which it keeps. Where they have changed, the claims of every article are linked anew; nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg import aliases, rdf, reading, stores
from kg.aliases import NOTHING, Own
from kg.archive import Archive
from kg.errors import InputError, StoreError
from kg.graph import CLAIMS, LEDGER, STORE
from kg.ledger import Ledger
from kg.link import linker
from kg.ontology import slug
from kg.readers import Problem
from kg.wikidata import LINKS, Found, match, matches, read, write


def in_force(sources: Iterable[str | Path], named: str | Path | None, folder: Path | None) -> tuple[Own, Path | None]:
    """The names that a build into a folder is to use, and the file they come from; the folder keeps a copy.

    Raises:
        InputError: the file cannot be read, or has mistakes, each told in a line of the message.
        StoreError: the folder cannot be written.
    """
    kept = next((path for form in aliases.FORMS if folder and (path := folder / f"{aliases.STEM}{form}").is_file()), None)
    chosen = Path(named) if named is not None else aliases.beside(sources) or kept
    own = aliases.load(chosen, linker()) if chosen else NOTHING
    links = folder / LINKS if folder else None
    return (own.with_matches(matches(links)) if links and links.is_file() else own), chosen


def keep(chosen: Path | None, folder: Path | None) -> None:
    """Keep a copy of the file of names in the folder of a graph, for builds from elsewhere.

    Raises:
        StoreError: the folder cannot be written.
    """
    if chosen is None or folder is None or chosen.resolve().parent == folder.resolve():
        return
    try:
        content = chosen.read_bytes()
        for form in aliases.FORMS:
            (folder / f"{aliases.STEM}{form}").unlink(missing_ok=True)
        (folder / f"{aliases.STEM}{chosen.suffix.lower()}").write_bytes(content)
    except OSError as error:
        raise StoreError(f"The file of names cannot be copied to {str(folder)!r} ({error.strerror}); make room on the disk.") from error


def relink(store: stores.Store, ledger: Ledger, archive: Archive, own: Own) -> tuple[int, list[Problem]]:
    """Link the claims of every article that was linked under other names; how many articles changed, and which could not be.

    Each article is one transaction, so what was stopped goes on with the next build.
    """
    changed, lost = 0, []
    for id in ledger.otherwise(own.digest):
        kept, entry = archive.get(id), ledger.entry(id)
        if kept is None or entry is None:
            lost.append(id)
            continue
        ledger.forget(id)
        run = replace(kept.run, ancestors=linker().ontology.ancestors)
        changed += store.replace(reading.link(kept.article, kept.claims, own), run)
        ledger.record(id, entry.digest, own.digest)
    return changed, _told(lost)


def _told(lost: list[str]) -> list[Problem]:
    """What to say of articles whose claims are not kept."""
    if not lost:
        return []
    several = f" and {len(lost) - 1} other articles" if len(lost) > 1 else ""
    return [Problem(lost[0] + several, "the claims are not kept, so your names do not reach it yet; build it from its source again")]


def idle(store: stores.Store, own: Own, file: Path | None) -> list[Problem]:
    """The ids that lines of the file speak of and that nothing in the graph, the ontology or the file has."""
    if file is None:
        return []
    return [
        Problem(f"{file.name}, line {line}", f"the graph has nothing with the id {iri}; check the id, or give the name in its place")
        for line, iri in own.asked
        if not _present(store, iri, own)
    ]


def _present(store: stores.Store, iri: str, own: Own) -> bool:
    if any(store.triples(_node(rdf.under(iri, store.base)))):
        return True
    same = own.same.get(iri)
    taken = same and rdf.under(same, store.base)
    names = (entity for entity in rdf.entities(store, only=[taken])) if taken and any(store.triples(_node(taken))) else ()
    return any(slug(name) == iri.rpartition("/")[2] for entity in names for name in (entity.label, *entity.names))


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise InputError(f"{iri!r} is no IRI ({error}); give an id such as kge:huawei.") from error


def link_wikidata(folder: Path, extract: Path) -> tuple[Found, list[Problem]]:
    """Link the entities of the graph in a folder to the items of an extract; what was linked, and the articles that it does not reach.

    Raises:
        InputError: the extract cannot be read; nothing was changed then.
        StoreError: there is no graph in the folder, or it cannot be written.
    """
    if not (folder / STORE).is_dir():
        raise StoreError(
            f"There is no graph in the folder {str(folder)!r}; build one with `kg build SOURCE -o {folder}`, or name its folder with -g."
        )
    links = folder / LINKS
    before = matches(links) if links.is_file() else {}
    with stores.open(folder / STORE) as store:
        named = (replace(entity, id=rdf.home(entity.id, store.base)) for entity in rdf.entities(store))
        found = match(named, read(extract), linker().ontology, before)
        write(found.matches, links)
        own, _ = in_force((), None, folder)
        with Ledger(folder / LEDGER) as ledger, Archive(folder / CLAIMS) as archive:
            _, problems = relink(store, ledger, archive, own)
    return found, problems
