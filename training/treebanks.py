"""Treebanks (CoNLL-U): which parts train and which choose, runs of consecutive sentences, and changes that make them more like news."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training import conllu, conventions
from training.conllu import Sentence, Word

Group = list[Sentence]
# One in so many runs of twenty sentences selects the model, the others train it.
DUTCH_HELD_OUT = {"UD_Dutch-Alpino/nl_alpino-ud-dev.conllu": 4, "UD_Dutch-LassySmall/nl_lassysmall-ud-dev.conllu": 8}


def english(data: Path) -> tuple[list[Group], list[Group]]:
    """Training and development documents: EWT and GUM without GUM's test files."""
    ewt, gum = data / "UD_English-EWT", data / "GUM"
    held = {name: (gum / f"files.{name}").read_text().split() for name in ("dev", "test")}
    train = [list(conllu.read(ewt / "en_ewt-ud-train.conllu"))]
    dev = [list(conllu.read(ewt / "en_ewt-ud-dev.conllu"))[:500]]
    for path in sorted((gum / "dep").glob("*.conllu")):
        if path.stem in held["dev"]:
            dev.append(list(conllu.read(path))[:40])
        elif path.stem not in held["test"]:
            train.append(list(conllu.read(path)))
    return train, dev


def read_dutch(path: Path) -> Iterator[Sentence]:
    """The sentences of a Dutch file in the conventions that all of them share here."""
    return (conventions.aligned(sentence) for sentence in conllu.read(path))


def dutch(data: Path) -> tuple[list[Group], list[Group]]:
    """Training and development documents: alpino-treebank, LassySmall's and most of Alpino's dev part, LassySmall's old training part."""
    train = [list(read_dutch(path)) for path in sorted((data / "alpino-treebank").glob("*.conllu"))]
    dev: list[Group] = []
    tests = held_out(data, ("test",))
    for name, held in DUTCH_HELD_OUT.items():
        sentences = [sentence for sentence in read_dutch(data / name) if conventions.key(sentence) not in tests]
        for number, start in enumerate(range(0, len(sentences), 20)):
            (dev if number % held == 0 else train).append(sentences[start : start + 20])
    train.append(old_dutch(data, train))
    return train, dev


def held_out(data: Path, parts: tuple[str, ...] = ("dev", "test")) -> set[str]:
    """The texts of the current Dutch development and test files: parts of them stand in older training files, captions in both."""
    files = [data / name.replace("-dev.", f"-{part}.") for name in DUTCH_HELD_OUT for part in parts]
    return {conventions.key(sentence) for path in files for sentence in conllu.read(path)}


def old_dutch(data: Path, current: list[Group]) -> Group:
    """The sentences of LassySmall's release of 2017 with today's labels, without those that stand in a development or test file."""
    taken = held_out(data)
    known = conventions.usage(sentence for group in current for sentence in group)
    found = []
    for path in sorted((data / "UD_Dutch-LassySmall").glob("nl_lassysmall-ud-*.old-ccd0244.conllu")):
        fresh = [sentence for sentence in conllu.read(path) if conventions.key(sentence) not in taken]
        taken |= {conventions.key(sentence) for sentence in fresh}
        found += [new for sentence in fresh if (new := conventions.relabelled(sentence, known)) is not None]
    return found


TREEBANKS = {"en": english, "nl": dutch}


def grouped(sentences: Group, chance: random.Random, most: int = 8) -> Iterator[Group]:
    """Runs of one to `most` sentences of one document; sentences with and without tags are not mixed."""
    group: Group = []
    size = chance.randint(1, most)
    for sentence in sentences:
        if group and (len(group) >= size or sentence.new_document or sentence.tagged != group[0].tagged):
            yield group
            group, size = [], chance.randint(1, most)
        group.append(sentence)
    if group:
        yield group


def to_doc(group: Group, vocab: Vocab) -> Doc:
    """One document with everything that the treebank knows; what it does not know stays unset, which spaCy takes for missing."""
    words = [word for sentence in group for word in sentence.words]
    spaces = [word.space for word in words]
    for sentence, end in zip(group, ends(group), strict=True):
        spaces[end - 1] = spaces[end - 1] or sentence is not group[-1]
    spaces[-1] = False
    offsets = [end - len(sentence.words) for sentence, end in zip(group, ends(group), strict=True)]
    heads = [word.head + offset for sentence, offset in zip(group, offsets, strict=True) for word in sentence.words]
    layers = {}
    if group[0].tagged:
        layers = {
            "tags": [word.xpos for word in words],
            "pos": [word.upos for word in words],
            "morphs": [word.feats for word in words],
            "lemmas": [word.lemma or word.form for word in words],
        }
    deps = ["ROOT" if word.deprel == "root" else word.deprel for word in words]
    return Doc(vocab, words=[word.form for word in words], spaces=spaces, heads=heads, deps=deps, **layers)


def ends(group: Group) -> list[int]:
    total, result = 0, []
    for sentence in group:
        total += len(sentence.words)
        result.append(total)
    return result


def curled(sentence: Sentence) -> Sentence:
    inside, words = False, []
    for word in sentence.words:
        form = swap(word.form)
        if word.form == '"':
            form, inside = "”" if inside else "“", not inside
        elif word.form == "'" and word.upos == "PUNCT" and word.xpos != "''" and not inside and word.space is False:
            form = "‘"
        words.append(replace(word, form=form))
    return replace(sentence, words=words)


def swap(form: str) -> str:
    """
    >>> swap("n't"), swap("’s"), swap("“")
    ('n’t', "'s", '"')
    """
    return form.translate({ord("'"): "’", ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord('"'): "“"})


def name_pool(groups: list[Group]) -> dict[str, list[str]]:
    """Proper nouns by tag, features and label, once each, so that rare names come as often as common ones."""
    pool: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for sentence in group:
            for word in sentence.words:
                if word.upos == "PROPN" and word.form[0].isupper():
                    pool[kind(word)].add(word.form)
    return {key: sorted(forms) for key, forms in pool.items() if len(forms) > 20}


def kind(word: Word) -> str:
    return f"{word.xpos} {word.feats} {word.deprel in ('flat', 'compound')}"


def renamed(sentence: Sentence, names: dict[str, list[str]], chance: random.Random) -> Sentence:
    """The sentence with other proper nouns of the same grammar: the words around a name, not the name, are what should be learnt."""
    words = []
    for word in sentence.words:
        if word.upos == "PROPN" and word.form[0].isupper() and kind(word) in names and chance.random() < 0.8:
            form = chance.choice(names[kind(word)])
            word = replace(word, form=form, lemma=form if word.lemma == word.form else "")
        words.append(word)
    return replace(sentence, words=words)


def headline(sentence: Sentence, chance: random.Random) -> Sentence:
    """The sentence without its final full stop; now and then in Title Case, CAPITALS or lower case."""
    words = sentence.words
    last = len(words) - 1
    if len(words) > 3 and words[-1].form in (".", "!") and all(word.head != last for word in words):
        words = words[:-1]
    draw = chance.random()
    case = str.upper if draw < 0.1 else str.title if draw < 0.25 else str.lower if draw < 0.3 else str
    return replace(sentence, words=[replace(word, form=case(word.form)) for word in words])
