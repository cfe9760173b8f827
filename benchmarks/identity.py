"""Which names are one thing: within a document, and across documents and languages, against annotated news.

    python -m benchmarks.identity FOLDER [--errors]

FOLDER is `meantime-dev`: thirty articles of Wikinews on Apple, in English and in Dutch. A gold name is an annotated mention whose head
has a capital ("iPod" counts); ours is a name with the same head, and its identity the IRI that it is linked to. B-cubed F1: precision
over our names that are annotated, recall over all gold names, so a name that we did not find costs its recall.

Within a document the gold's identity is the chain. Across documents it is the instance that the annotators numbered (English) or the
article of DBpedia (Dutch); Dutch chains without one are left out there, since nothing says who they are. The two languages meet in
the English instance that most often bears the title of the article as a name, without our linker having a say; where none does, the gold
has two identities, and linking both to one counts as wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.chains import Count, b_cubed
from benchmarks.coreference import chains, heads, read
from benchmarks.gold import Text, meantime_dutch, meantime_english
from kg.names import fold
from kg.parse import Token

NUMBERED = re.compile(r"(?:cross_|intra_)*")


@dataclass(slots=True)
class Names:
    """Names of a collection by their places: the identities of the gold, in a document and across all, and ours."""

    chains: dict[Hashable, Hashable] = field(default_factory=dict)
    identities: dict[Hashable, Hashable] = field(default_factory=dict)
    ours: dict[Hashable, str] = field(default_factory=dict)
    words: dict[Hashable, str] = field(default_factory=dict)


def score(gold: Mapping[Hashable, Hashable], ours: Mapping[Hashable, Hashable]) -> Count:
    """B-cubed of names by place: precision over our names that the gold has, recall over all of the gold.

    >>> gold, ours = {1: "x", 2: "x", 3: "y"}, {1: "a", 2: "a", 4: "a"}
    >>> score(gold, ours).precision, score(gold, ours).recall
    (1.0, 0.6666666666666666)
    """
    shared = [(place, name) for place, name in ours.items() if place in gold]
    precise = b_cubed(chains((place, gold[place]) for place, _ in shared), chains(shared))
    recalled = b_cubed(chains(gold.items()), chains(shared))
    return Count(precise.precise, precise.found, recalled.recalled, recalled.wanted)


def is_name(token: Token) -> bool:
    """A capital that is not there for the start of the sentence alone."""
    inner = any(char.isupper() for char in token.text[1:])
    return inner or (token.text[:1].isupper() and (token.i > token.sent.start or token.pos_ == "PROPN"))


def english(folder: Path) -> tuple[dict[str, str], dict[str, Counter[str]]]:
    """The instance of each chain, and how often each instance bears which name, folded; its description counts as one."""
    instances: dict[str, str] = {}
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (folder / "en-entities-mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        instance = NUMBERED.sub("", row["coref_chain"], count=1)
        instances[row["coref_chain"]] = instance
        named[instance][fold(row["tokens_str"])] += 1
        named[instance][fold(row["description"])] = max(1, named[instance][fold(row["description"])])
    return instances, named


def dutch(folder: Path) -> dict[str, dict[int, str]]:
    """The titles of articles of DBpedia by document and number of the token."""
    found: dict[str, dict[int, str]] = {}
    for path in sorted((folder / "ne").glob("*.ne")):
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        found[path.name.partition("_")[0]] = {
            int(cells[0]): cells[3].strip().rpartition("/")[2] for cells in rows if len(cells) > 3 and cells[3].strip() not in {"", "_"}
        }
    return found


def meet(titles: Iterable[str], named: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """The English instance of each title of an article: the one that bears it most often, if just one does.

    >>> meet(["Steve_Jobs", "Apple_(fruit)", "Umbra"], {"P1": {"steve jobs": 2}, "P2": {"apple": 3}, "P3": {"apple": 3, "steve jobs": 1}})
    {'Steve_Jobs': 'P1'}
    """
    found = {}
    for title in sorted(set(titles)):
        form = fold(re.sub(r"_\(.*\)", "", title).replace("_", " "))
        often = {instance: names[form] for instance, names in sorted(named.items()) if names.get(form)}
        best = [instance for instance, count in often.items() if count == max(often.values())]
        if len(best) == 1:
            found[title] = best[0]
    return found


def collect(texts: Iterable[Text], identity: Mapping[tuple[str, str], str], names: Names) -> None:
    """Add the names of texts; `identity` is that across documents, by document and chain."""
    for text in texts:
        ours = read(text)
        for head, chain in heads(text, ours.doc).items():
            if is_name(ours.doc[head]):
                place = (text.language, text.id, head)
                names.chains[place] = (text.language, text.id, chain)
                if (text.id, chain) in identity:
                    names.identities[place] = identity[text.id, chain]
                names.words[place] = ours.doc[head].text
        names.ours |= {(text.language, text.id, head): name for head, name in ours.names.items()}


def linked(
    texts: Iterable[Text], links: Mapping[str, Mapping[int, str]], rows: Mapping[str, list[tuple[int, int]]]
) -> dict[tuple[str, str], str]:
    """The article of DBpedia of each Dutch chain: the one that most of its names have."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for text in texts:
        places = rows[text.id]
        for start, stop, chain in text.mentions:
            inside = [number for number, (first, last) in enumerate(places, 1) if first >= start and last <= stop]
            own = [links.get(text.id, {}).get(number) for number in inside]
            # A mention may hold other names: it is what all of its words, but for an article, are linked to.
            if inside and own[-1] and set(own[1:]) <= {own[-1]}:
                votes[text.id, chain][own[-1]] += 1
    return {chain: min(count, key=lambda title: (-count[title], title)) for chain, count in votes.items()}


def offsets(text: Text, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the tokens of a text stand in it."""
    found, place = [], 0
    for word in words:
        start = text.text.find(word, place)
        if start < 0:
            break
        place = start + len(word)
        found.append((start, place))
    return found


def dutch_identities(folder: Path, texts: list[Text], named: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], str]:
    """The identity of each Dutch chain: an English instance, or an article of DBpedia."""
    words = {
        path.name.partition("_")[0]: [line.split("\t")[1] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in sorted((folder / "ne").glob("*.ne"))
    }
    titles = linked(texts, dutch(folder), {text.id: offsets(text, words[text.id]) for text in texts})
    english_of = meet(titles.values(), named)
    return {chain: english_of.get(title, title) for chain, title in titles.items()}


def errors(names: Names) -> Iterable[str]:
    """Identities that were torn apart, and ours that mix several."""
    for title, sides in (("torn", (names.identities, names.ours)), ("mixed", (names.ours, names.identities))):
        groups: dict[Hashable, Counter[tuple[object, str]]] = defaultdict(Counter)
        for place, name in sides[0].items():
            if place in names.words and place in sides[1]:
                groups[name][sides[1][place], names.words[place]] += 1
        for name, parts in sorted(groups.items(), key=lambda pair: (-sum(pair[1].values()), str(pair[0]))):
            if len({part for part, _ in parts}) > 1:
                yield f"{title:6} {name}: " + "; ".join(f"{part} {word!r} {count}" for (part, word), count in parts.most_common(8))
    lost = Counter(names.words[place] for place in names.chains if place not in names.ours)
    yield f"not found: {', '.join(f'{word} {count}' for word, count in lost.most_common(40))}"


def row(title: str, names: Names, *, across: bool) -> str:
    """A row of the table."""
    gold = names.identities if across else names.chains
    ours = names.ours if across else {place: (*place[:2], name) for place, name in names.ours.items()}  # type: ignore[index]
    count, found = score(gold, ours), sum(place in names.ours for place in gold)
    return f"| {title} | {len(gold)} | {found / len(gold):.3f} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was torn apart and what was mixed")
    arguments = parser.parse_args()
    instances, named = english(arguments.folder / "en")
    texts = {"en": list(meantime_english(arguments.folder / "en")), "nl": list(meantime_dutch(arguments.folder / "nl"))}
    identities = {
        "en": {(text.id, chain): instances[chain] for text in texts["en"] for _, _, chain in text.mentions if chain in instances},
        "nl": dutch_identities(arguments.folder / "nl", texts["nl"], named),
    }
    by: dict[str, Names] = {}
    for language, given in texts.items():
        collect(given, identities[language], by.setdefault(language, Names()))
    both = Names(*({**getattr(by["en"], part), **getattr(by["nl"], part)} for part in ("chains", "identities", "ours", "words")))
    print("| names | number | found | P | R | B-cubed F1 |\n|---|---|---|---|---|---|")
    for title, names in (("English", by["en"]), ("Dutch", by["nl"]), ("both", both)):
        print(row(f"{title}, within a document", names, across=False))
    for title, names in (("English", by["en"]), ("Dutch", by["nl"]), ("both", both)):
        print(row(f"{title}, across documents", names, across=True))
    if arguments.errors:
        print(*errors(both), sep="\n")


if __name__ == "__main__":
    main()
