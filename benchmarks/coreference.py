"""Who is meant: chains of mentions and the antecedents of pronouns and descriptions, against annotated news.

    python -m benchmarks.coreference FOLDER [--errors]

FOLDER holds `meantime-dev/` (Wikinews on Apple, English and Dutch) and `GUM/coref_ontogum_conllu/` (English, several
genres; the documents of `GUM/files.test` are left out). Mentions are our own. A mention of ours is that of the gold
when both have the same head, found in our parse; the CoNLL score leaves out chains of one mention, as is usual.

What a knowledge graph needs is in the last columns: of the pronouns and descriptions that mean something with a name,
how many got that name (recall), and of those that got a name how many got theirs (precision). B-cubed is over names
alone, chains of one mention included.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.chains import Chain, Count, b_cubed, conll
from benchmarks.gold import Text, gum, meantime_dutch, meantime_english
from kg.annotate import annotate
from kg.extract.arguments import make
from kg.extract.mentions import names
from kg.extract.nouns import nouns_of
from kg.extract.quotations import speech
from kg.extract.scene import Reader, stage
from kg.extract.syntax import relative_pronoun
from kg.lang import Lexicon, lexicon
from kg.link import linker
from kg.model import Article
from kg.ontology import load
from kg.parse import Doc, end, offset

PRONOUN, NOUN = "pronoun", "description"


@dataclass(frozen=True, slots=True)
class Read:
    """What we found in a text, by the index of the head: names and anaphora with their entities."""

    doc: Doc
    names: dict[int, str]
    anaphora: dict[int, str]
    commons: dict[int, str]


def read(text: Text) -> Read:
    """Our own mentions of a text: names, what they are said to be, pronouns and descriptions."""
    article = Article(text.id, text.text, title=text.title, language=text.language)
    doc, words, index = annotate(article), lexicon(text.language), linker()
    nouns = nouns_of(load(), text.language)
    found = names(doc, words, index, nouns)
    fillers, said = make(doc, found, words, nouns, index), speech(doc, words)
    reader = Reader(words, load(), index, nouns, {})
    for sent in doc.sents:
        stage(sent, article, fillers, said, reader, [])
    own = {
        doc.between(item.first, item.last + 1).root.i: index.link(item.mention).id
        for item in found
        if item.mention.kind == "name" and not item.mention.adjectival
    }
    meant = {**fillers.described, **fillers.speakers, **fillers.resolved.anaphora}
    anaphora = {i: index.link(replace(mention, kind="name")).id for i, mention in sorted(meant.items())}
    return Read(doc, own, {**_relatives(doc, {**anaphora, **own}, words), **anaphora}, fillers.resolved.commons)


def _relatives(doc: Doc, meant: dict[int, str], words: Lexicon) -> dict[int, str]:
    """Relative pronouns, which mean what their noun means."""
    found = {}
    for token in doc:
        pronoun = relative_pronoun(token, words) if token.dep_ == "acl:relcl" else None
        if pronoun is not None and token.head.i in meant:
            found[pronoun.i] = meant[token.head.i]
    return found


def heads(text: Text, doc: Doc) -> dict[int, str]:
    """The gold: the head of each mention -> its chain; of two mentions with one head the longer counts."""
    found: dict[int, str] = {}
    for start, stop, chain in sorted(text.mentions, key=lambda mention: (mention[1] - mention[0], mention[0])):
        inside = [token.i for token in doc if offset(token) < stop and end(token) > start]
        if inside:
            found[doc.between(inside[0], inside[-1] + 1).root.i] = chain
    return found


def chains(mentions: Iterable[tuple[Hashable, Hashable]]) -> list[Chain]:
    """Places by what they stand for, as sets."""
    by: dict[Hashable, set[Hashable]] = defaultdict(set)
    for head, name in mentions:
        by[name].add(head)
    return [frozenset(members) for _, members in sorted(by.items(), key=lambda pair: str(pair[0]))]


@dataclass(slots=True)
class Tally:
    """Antecedents by kind of anaphor."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def count(self) -> Count:
        """As precision and recall."""
        return Count(self.right, self.given, self.right, self.wanted)


def antecedents(gold: dict[int, str], ours: Read, tallies: dict[str, Tally]) -> Iterator[str]:
    """Add up the antecedents; yields a line for each mistake."""
    meant = defaultdict(set)
    for head, entity in ours.names.items():
        if head in gold:
            meant[gold[head]].add(entity)
    for token in ours.doc:
        kind = PRONOUN if token.pos_ in {"PRON", "DET"} else NOUN if token.pos_ == "NOUN" else ""
        given, wanted = ours.anaphora.get(token.i), meant.get(gold.get(token.i, ""), set())
        if not kind or token.i in ours.names or (given is None and not wanted):
            continue
        tally = tallies[kind]
        tally.given += given is not None
        tally.wanted += bool(wanted)
        tally.right += given in wanted
        if given not in wanted:
            short = [name and name.rpartition("/")[2] for name in (given, *sorted(wanted))]
            yield f"{kind:11} {token.text:12} ours {short[0]}, gold {short[1:]} | {token.sent.text[:160]}"


def measure(texts: Iterable[Text], *, errors: bool = False) -> list[str]:
    """The figures of a collection, as cells of a row."""
    pairs, identity = [], Count()
    tallies = {PRONOUN: Tally(), NOUN: Tally()}
    for text in texts:
        ours = read(text)
        gold = heads(text, ours.doc)
        pairs.append((chains(gold.items()), chains({**ours.commons, **ours.anaphora, **ours.names}.items())))
        shared = ours.names.keys() & gold.keys()
        identity += b_cubed(
            chains((head, chain) for head, chain in gold.items() if head in shared),
            chains((head, name) for head, name in ours.names.items() if head in shared),
        )
        lines = [f"{text.id[:14]:14} {line}" for line in antecedents(gold, ours, tallies)]
        if errors and lines:
            print(*lines, sep="\n")
    figures = conll(pairs)
    cells = [str(len(pairs)), *(f"{value:.3f}" for value in figures.values()), f"{identity.f1:.3f}"]
    for tally in tallies.values():
        cells += [str(tally.wanted), f"{tally.count.precision:.3f}", f"{tally.count.recall:.3f}"]
    return cells


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="a part of the name of the collection")
    parser.add_argument("--errors", action="store_true", help="print every antecedent that is missing or wrong")
    arguments = parser.parse_args()
    folder = arguments.folder
    collections = {
        "MEANTIME Apple, English": lambda: meantime_english(folder / "meantime-dev/en"),
        "MEANTIME Apple, Dutch": lambda: meantime_dutch(folder / "meantime-dev/nl"),
        "GUM news": lambda: gum(folder / "GUM", "news"),
        "GUM biographies": lambda: gum(folder / "GUM", "bio"),
    }
    columns = ["collection", "texts", "MUC", "B-cubed", "CEAF", "CoNLL", "names B-cubed"]
    columns += [f"{kind}s {what}" for kind in (PRONOUN, NOUN) for what in ("wanted", "P", "R")]
    rows = [[name, *measure(texts(), errors=arguments.errors)] for name, texts in collections.items() if arguments.only in name]
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    print("\n".join("| " + " | ".join(row) + " |" for row in rows))


if __name__ == "__main__":
    main()
