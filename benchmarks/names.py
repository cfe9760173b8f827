"""How well names are found and typed after a whole article has voted.

    python -m benchmarks.names --data DIR [en|nl] [--errors]

The text of each article is built from the words of its source, a heading or caption a line of its own; it is annotated and
its names are read as `kg build` reads them. A name counts when both ends agree with the source, and in the typed
score when the coarse class does as well: PERSON, ORG, LOC (places and countries, also where they act) and MISC (products, events,
agreements, technologies). How each source becomes names is said in `training/names_en.py` (GUM) and `training/meantime.py`;
adjectives of countries and words for inhabitants are names in none of them and are left out of ours, a government named by its
country ("the Chinese government", "US government") is taken for the country's name, and a name inside a range that
the source leaves open counts neither way.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.annotate import annotate
from kg.extract.arguments import make
from kg.extract.mentions import names
from kg.extract.nouns import nouns_of
from kg.lang import lexicon
from kg.link import UNTYPED, linker
from kg.model import Article, Mention
from kg.ontology import is_a, load
from training import meantime, names_en
from training.samples import Name, Sample
from training.words import word_list

COARSE = {"Person": "PERSON", "Organization": "ORG", "Place": "LOC"}
LABELS = ("PERSON", "ORG", "LOC", "MISC")
TITLES = word_list("en", "titles")
ENDS = (".", "?", "!", ":", "”", '"', "’", ")")
LEFT_OUT = {"MEANTIME": ("Event", "Agreement")}
"""Classes that a source does not mark."""


@dataclass(slots=True)
class Tally:
    """Counts of names that agree, that are only ours and that are only the source's."""

    right: Counter[str] = field(default_factory=Counter)
    ours: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    spans: int = 0

    def f1(self, *labels: str) -> float:
        """F1 in percent of some labels, or of all."""
        chosen = labels or LABELS
        right, ours, gold = (sum(counts[label] for label in chosen) for counts in (self.right, self.ours, self.gold))
        return 200 * right / max(1, ours + gold)

    @property
    def precision(self) -> float:
        return 100 * self.right.total() / max(1, self.ours.total())

    @property
    def recall(self) -> float:
        return 100 * self.right.total() / max(1, self.gold.total())

    @property
    def span_f1(self) -> float:
        return 200 * self.spans / max(1, self.ours.total() + self.gold.total())


def sources(language: str, data: Path) -> Iterator[tuple[str, list[Sample]]]:
    """Articles with names, by name of the source."""
    if language == "en":
        news = (data / "GUM" / "files.test").read_text().split()
        paths = [data / "GUM" / "dep" / f"{name}.conllu" for name in news if "_news_" in name]
        yield "GUM test, news", [whole(map(untitled, names_en.gum_document(path))) for path in paths]
        yield "GUM dev", [whole(map(untitled, document)) for document in names_en.gum(data / "GUM", "dev")]
    yield "MEANTIME Apple", [whole(document) for document in meantime.documents(data / "meantime-dev", language)]


def untitled(sample: Sample) -> Sample:
    """A sample in which the names of persons stand without the titles that GUM's mentions have: "US President | Jane Doe"."""
    return Sample(sample.text, tuple(part for name in sample.names for part in _untitled(sample.text, name)))


def _untitled(text: str, name: Name) -> Iterator[Name]:
    words = text[name.start : name.end].split(" ")
    last = max((i for i, word in enumerate(words[:-1]) if word in TITLES or word.title() in TITLES), default=-1)
    if name.label != "PERSON" or last < 0:
        yield name
        return
    start = name.start + len(" ".join(words[: last + 1])) + 1
    yield Name(name.start, start - 1, "")
    yield Name(start, name.end, name.label)


def whole(sentences: Iterable[Sample]) -> Sample:
    """An article of its sentences: one that ends without a full stop, as headings do, is a line of its own."""
    text, found = "", []
    for sentence in sentences:
        found += [Name(name.start + len(text), name.end + len(text), name.label) for name in sentence.names]
        text += sentence.text + (" " if sentence.text.endswith(ENDS) else "\n\n")
    return Sample(text.rstrip(), tuple(found))


def read(sample: Sample, language: str) -> list[Mention]:
    """The names of an article as the program reads them, those in front of the hyphen of a compound among them."""
    doc = annotate(Article("a", sample.text, language=language))
    words, nouns = lexicon(language), nouns_of(load(), language)
    found = names(doc, words, linker(), nouns)
    fillers = make(doc, found, words, nouns, linker())
    inside = (fillers.in_compound(token) for token in doc if token.i not in fillers.names)
    return sorted((*(item.mention for item in found), *(mention for mention in inside if mention)), key=lambda mention: mention.start)


def marked(mentions: Iterable[Mention], language: str, left_out: Iterable[str] = ()) -> Iterator[Name]:
    """The mentions as spans with coarse labels, as the sources mark them."""
    index, ontology = linker(), load()
    for mention in mentions:
        sense = index.lookup(mention.name, language)
        if mention.kind != "name" or mention.adjectival or (sense is not None and sense.kind == "demonym"):
            continue
        kind = mention.types[0] if mention.types else UNTYPED
        start, end = mention.start, mention.end
        if sense is not None and sense.kind == "metonym" and mention.text[-1:].islower() and " " in mention.text:
            country = next((word for word in mention.text.split() if _country(word, language)), "")
            if not country:
                continue
            start = mention.start + mention.text.index(country)
            end, kind = start + len(country), "Country"
        if kind not in left_out:
            yield Name(start, end, next((label for parent, label in COARSE.items() if is_a(ontology, kind, parent)), "MISC"))


def _country(word: str, language: str) -> bool:
    sense = linker().lookup(word, language)
    return sense is not None and sense.kind in {"label", "alias"} and sense.entity.type == "Country"


def score(pairs: Iterable[tuple[Sample, list[Name]]]) -> tuple[Tally, list[str]]:
    """The tally over articles, and a line for each name that does not agree."""
    tally, lines = Tally(), []
    for sample, found in pairs:
        gold = {(name.start, name.end): name.label for name in sample.names if name.label}
        left = [name for name in sample.names if not name.label]
        ours = {(name.start, name.end): name.label for name in found}
        ours = {
            span: label
            for span, label in ours.items()
            if span in gold or not any(name.start < span[1] and span[0] < name.end for name in left)
        }
        tally.gold.update(gold.values())
        tally.ours.update(ours.values())
        tally.spans += len(gold.keys() & ours.keys())
        tally.right.update(label for span, label in ours.items() if gold.get(span) == label)
        for span in sorted(gold.keys() | ours.keys()):
            if gold.get(span) != ours.get(span):
                around = sample.text[max(0, span[0] - 40) : span[1] + 30].replace("\n", " ")
                lines.append(f"{gold.get(span, '-'):7}{ours.get(span, '-'):7}{sample.text[span[0] : span[1]]!r:40} {around}")
    return tally, lines


def evaluate(language: str, data: Path) -> Iterator[tuple[str, Tally, list[str]]]:
    """A tally and its errors for each source of the language."""
    for name, samples in sources(language, data):
        yield name, *tallied(samples, language, name)


def tallied(samples: Iterable[Sample], language: str, source: str) -> tuple[Tally, list[str]]:
    """The tally of the articles of a source, and its errors."""
    left_out = next((kinds for name, kinds in LEFT_OUT.items() if source.startswith(name)), ())
    return score((sample, list(marked(read(sample, language), language, left_out))) for sample in samples)


def row(language: str, name: str, tally: Tally) -> str:
    """A line of the table."""
    figures = [tally.precision, tally.recall, tally.f1(), *(tally.f1(label) for label in LABELS), tally.span_f1]
    return f"| {name}, {language} | {tally.gold.total()} | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["en", "nl"], metavar="LANGUAGE")
    parser.add_argument("--data", type=Path, required=True, help="the folder with GUM and MEANTIME")
    parser.add_argument("--errors", action="store_true", help="print what does not agree: source, ours, name, context")
    arguments = parser.parse_args()
    print(f"| names of articles | number | P | R | F | {' | '.join(LABELS)} | spans F |")
    print("|---" * 9 + "|")
    for language in arguments.languages:
        for name, tally, lines in evaluate(language, arguments.data):
            print(row(language, name, tally), flush=True)
            if arguments.errors:
                print("\n".join(lines))


if __name__ == "__main__":
    main()
