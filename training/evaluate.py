"""What a pipeline scores on the test parts of the treebanks and on names: `python -m training.evaluate FOLDER en --data DIR`."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc
from spacy.training import Example

import kg.pipelines  # noqa: F401  spaCy learns our components by it
from training import conllu, names_en, names_nl, samples
from training.treebanks import Group, read_dutch, to_doc

PARAGRAPH = 5  # sentences of one document that are read together
MEASURES = {"dep_las": "LAS", "dep_uas": "UAS", "pos_acc": "UPOS", "tag_acc": "XPOS", "lemma_acc": "lemma", "sents_f": "sentence F"}


def treebanks(language: str, data: Path) -> Iterator[tuple[str, list[Path]]]:
    """The test parts by name: held out from training and from the choice of the model."""
    if language == "en":
        gum = data / "GUM"
        test = [gum / "dep" / f"{name}.conllu" for name in (gum / "files.test").read_text().split()]
        yield "EWT test", [data / "UD_English-EWT" / "en_ewt-ud-test.conllu"]
        yield "GUM test", [path for path in test if path.exists()]
        yield "GUM test, news", [path for path in test if path.exists() and "news" in path.stem]
        yield "PUD", [data / "UD_English-PUD" / "en_pud-ud-test.conllu"]
    else:
        yield "Alpino test", [data / "UD_Dutch-Alpino" / "nl_alpino-ud-test.conllu"]
        yield "LassySmall test", [data / "UD_Dutch-LassySmall" / "nl_lassysmall-ud-test.conllu"]


def named(language: str, data: Path) -> Iterator[tuple[str, Iterable[list[samples.Sample]]]]:
    """Documents with names by name of the source."""
    if language == "en":
        yield "GUM test", names_en.gum(data / "GUM", "test")
        yield "GUM test, news", names_en.gum(data / "GUM", "test", "news")
        yield "UNER EWT test", [list(names_en.uner(data / "UNER_English-EWT" / "en_ewt-ud-test.iob2"))]
        yield "CrossNER politics test", [list(names_en.crossner(data / "CrossNER" / "ner_data" / "politics" / "test.txt"))]
        yield "MEANTIME Apple (development)", names_en.meantime(data / "meantime-dev" / "en")
    else:
        yield "MEANTIME Apple (development)", names_nl.meantime(data / "meantime-dev" / "nl" / "ne")
        paco = [data / "alpino-treebank" / f"{name}.conllu" for name in ("paco-test", "paco-realtest")]
        yield "paco", [list(names_nl.marked(path)) for path in paco]


def paragraphs(path: Path) -> Iterator[Group]:
    """The sentences of a file, a few of one document at a time, Dutch ones in the conventions of the training data."""
    group: Group = []
    for sentence in read_dutch(path) if path.name.startswith("nl_") else conllu.read(path):
        if group and (sentence.new_document or len(group) == PARAGRAPH):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def examples(nlp: Language, docs: Iterable[Doc]) -> list[Example]:
    return [Example(nlp.make_doc(doc.text), doc) for doc in docs]


def with_gold_words(nlp: Language, docs: Iterable[Doc]) -> list[Example]:
    """Examples in which the pipeline is given the words of the treebank; where sentences end is for it to find."""
    return [Example(Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]), doc) for doc in docs]


def parse_scores(nlp: Language, files: list[Path], every: int = 1, *, gold: bool = False) -> dict[str, float]:
    """Scores in percent on every n-th paragraph of some files, without punctuation for LAS and UAS.

    Words are the pipeline's or, with `gold`, the treebank's; sentences are the pipeline's either way.
    """
    groups = [group for path in files for group in paragraphs(path)][::every]
    docs = (to_doc(group, nlp.vocab) for group in groups)
    scores = nlp.evaluate(with_gold_words(nlp, docs) if gold else examples(nlp, docs))
    return {name: round(100 * scores[key], 2) for key, name in MEASURES.items()}


def name_scores(nlp: Language, documents: Iterable[list[samples.Sample]], every: int = 1) -> dict[str, Any]:
    """Precision, recall and F of names in percent, and F by label; names that the source leaves open count neither way."""
    joined = [samples.join(document[at : at + PARAGRAPH]) for document in documents for at in range(0, len(document), PARAGRAPH)][::every]
    gold = [samples.to_doc(sample, nlp) for sample in joined]
    read = [Example(doc, reference) for doc, reference in zip(nlp.pipe([doc.text for doc in gold]), gold, strict=True)]
    scores = get_ner_prf(read)
    labels = sorted({name.label_ for doc in gold for name in doc.ents})
    result: dict[str, Any] = {name: round(100 * (scores[key] or 0), 2) for key, name in (("ents_p", "P"), ("ents_r", "R"), ("ents_f", "F"))}
    result["spans"] = round(100 * spans(read), 2)
    return result | {label: round(100 * scores["ents_per_type"][label]["f"], 2) for label in labels}


def spans(read: Iterable[Example]) -> float:
    """F of the spans of names, whatever their labels; what touches open words counts neither way."""
    same = found = right = 0
    for example in read:
        gold = {(name.start, name.end) for name in example.reference.ents}
        ours = {(name.start, name.end) for name in example.predicted.ents}
        ours = {(a, b) for a, b in ours if all(example.reference[i].ent_iob for i in range(a, b))}
        same, found, right = same + len(gold & ours), found + len(ours), right + len(gold)
    return 2 * same / (found + right) if found + right else 0.0


def speed(nlp: Language, files: list[Path]) -> int:
    """Words a second of processor time, one thread, all components, in batches; the best of three, since other work disturbs."""
    texts = [to_doc(group, nlp.vocab).text for path in files for group in paragraphs(path)]
    words = sum(len(text.split()) for text in texts)
    return int(round(words / min(timed(nlp, texts) for _ in range(3)), -2))


def timed(nlp: Language, texts: list[str]) -> float:
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - start


def megabytes(folder: Path) -> float:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


def evaluate(folder: Path, language: str, data: Path) -> dict[str, Any]:
    """Everything that we report of a pipeline."""
    nlp = spacy.load(folder)
    tests = dict(treebanks(language, data))
    return {
        "treebanks": {name: parse_scores(nlp, files) for name, files in tests.items()},
        "gold words": {name: parse_scores(nlp, files, gold=True) for name, files in tests.items()},
        "names": {name: name_scores(nlp, documents) for name, documents in named(language, data)} if "ner" in nlp.pipe_names else {},
        "words per second": speed(nlp, next(iter(tests.values()))),
        "megabytes": megabytes(folder),
    }


def table(language: str, scores: dict[str, Any]) -> str:
    """The scores as Markdown."""
    lines = [
        f"**{language}**: {scores['megabytes']} MB, {scores['words per second']:,} words a second of processor time, all components",
        "",
    ]
    measured = [*MEASURES.values()]
    parts = (
        ("treebanks", "structure, raw text", measured),
        ("gold words", "structure, the treebank's words", measured),
        ("names", "names", ["P", "R", "F", "spans", *samples.LABELS]),
    )
    for part, title, measures in parts:
        lines += [f"| {title} | {' | '.join(measures)} |", "|---" * (len(measures) + 1) + "|"]
        for name, values in scores[part].items():
            cells = [f"{values[measure]:.1f}" if measure in values else "" for measure in measures]
            lines.append(f"| {name} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("language", choices=("en", "nl"))
    parser.add_argument("--data", type=Path, required=True, help="the folder with the treebanks and the name data")
    parser.add_argument("--json", action="store_true", help="JSON instead of a Markdown table")
    arguments = parser.parse_args()
    scores = evaluate(arguments.folder, arguments.language, arguments.data)
    print(json.dumps(scores, indent=1) if arguments.json else table(arguments.language, scores))


if __name__ == "__main__":
    main()
