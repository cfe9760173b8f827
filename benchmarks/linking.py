"""How long it takes to find the entity of a name, and what the index of known names weighs, by how many names are known.

    python -m benchmarks.linking

Names are made up of syllables. Each index is built in a process of its own, over the ontology's names and the made-up ones; then
100,000 different names are resolved: half of them known (where so many are), those of companies with a legal form that the known
name lacks, and half new. Processor time; memory is the growth of the process.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from time import process_time

from kg.knownnames import KnownName
from kg.link import linker_of
from kg.model import Entity, Mention
from kg.ontology import Ontology, load, slug
from kg.turtle import KGE

SIZES = (10_000, 100_000, 1_000_000)
RESOLVED = 100_000
SYLLABLES = ("ba", "do", "fen", "gar", "hol", "ka", "lin", "mar", "no", "pel", "ri", "sto", "tan", "vel", "wen", "zo")
KINDS = (("{}", "Person"), ("{}", "Company"), ("{} Institute", "Organization"))
FORM = " Ltd."


def made_up() -> Iterator[tuple[str, str]]:
    """Different names without end, each with its class.

    >>> list(islice(made_up(), 3))
    [('Baba Baba', 'Person'), ('Baba Bado', 'Company'), ('Baba Bafen Institute', 'Organization')]
    """
    for length in (1, 2, 3):
        words = product(SYLLABLES, repeat=2 * length + 2)
        for number, parts in enumerate(words):
            form, kind = KINDS[number % len(KINDS)]
            first, second = "".join(parts[: length + 1]).capitalize(), "".join(parts[length + 1 :]).capitalize()
            yield form.format(f"{first} {second}"), kind


def grown(known: int) -> Ontology:
    """The ontology with so many names more."""
    ontology = load()
    names = (KnownName(Entity(KGE + slug(name), name, kind, known=True)) for name, kind in islice(made_up(), known))
    return replace(ontology, names=(*ontology.names, *names), digest=f"{ontology.digest} and {known}")


def texts(known: int) -> Iterator[Mention]:
    """Different names as texts write them, companies with a form of law: known ones and new ones in turn."""
    old, new = islice(made_up(), known), islice(made_up(), known, None)
    for number in range(RESOLVED):
        name, kind = (next(old, None) if number % 2 else None) or next(new)
        text = name + FORM if kind == "Company" else name
        yield Mention(text, 0, len(text), "name", text, "en")


def measure(known: int) -> str:
    """A row of the table."""
    ontology, mentions = grown(known), list(texts(known))
    before, start = _peak(), process_time()
    index = linker_of(ontology)
    built, weight = process_time() - start, _peak() - before
    start = process_time()
    found = {entity.id: entity.known for entity in map(index.named, mentions)}
    took, old = process_time() - start, sum(found.values())
    return f"| {known:,} | {built:.1f} | {weight:.0f} | {len(mentions):,} | {old:,} | {len(found) - old:,} | {took:.1f} |"


def _peak() -> float:
    """Megabytes of the process at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table, each row from a process of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--known", type=int, help="only the row of an index of so many names")
    chosen = parser.parse_args().known
    if chosen is not None:
        print(measure(chosen))
        return
    print("| known names | index, s | index, MB | names resolved | known | new | seconds |", flush=True)
    print("|---|---|---|---|---|---|---|", flush=True)
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "benchmarks.linking", "--known", str(size)], check=True)


if __name__ == "__main__":
    main()
