"""One set of conventions for the Dutch treebanks: those of the current releases of Alpino and LassySmall.

Features that only some converters write and lemmas with their parts marked are brought in line, labels and heads of LassySmall's
release of 2017 rewritten.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from training import punctuation
from training.conllu import Sentence, Word
from training.samples import guess_spaces

TABLE = tomllib.loads((Path(__file__).parent / "conventions.toml").read_text(encoding="utf-8"))
AUXILIARIES = frozenset(TABLE["auxiliaries"])
QUOTES = str.maketrans("’‘“”«»´`", "''\"\"\"\"''")


def key(sentence: Sentence) -> str:
    """The text without what releases differ in: spaces, case, kinds of quotes.

    >>> from training.conllu import parse
    >>> key(parse(["1\\tWat\\twat\\tPRON\\t_\\t_\\t0\\troot\\t_\\t_", "2\\t’s\\t’s\\tX\\t_\\t_\\t1\\tdep\\t_\\t_"]))
    "wat's"
    """
    return unicodedata.normalize("NFC", "".join(word.form for word in sentence.words)).lower().translate(QUOTES)


def aligned(sentence: Sentence) -> Sentence:
    """The sentence with features and lemmas as `conventions.toml` has them: no marks between the parts of a lemma ("uit_voeren")."""
    return replace(sentence, words=[replace(word, feats=features(word), lemma=lemma(word)) for word in sentence.words])


def features(word: Word) -> str:
    if word.xpos in TABLE["bare"]:
        return ""
    given = word.feats.split("|") if word.feats else []
    return "|".join(feature for feature in given if feature not in TABLE["superfluous"] and not feature.startswith(TABLE["scattered"]))


def lemma(word: Word) -> str:
    return word.lemma if word.lemma == "_" else TABLE["lemmas"].get(word.lemma, word.lemma).replace("_", "")


@dataclass(frozen=True, slots=True)
class Usage:
    """What words govern in the treebanks of today, which the old release did not tell apart: counts of (yes, no)."""

    prepositions: dict[tuple[str, str], Counter[bool]]
    reflexives: dict[str, Counter[bool]]
    phrases: dict[tuple[str, str], Counter[bool]]  # first word and another one of what is fixed (yes) or flat (no)

    def governed(self, verb: str, preposition: str) -> bool:
        seen = self.prepositions.get((verb, preposition), Counter())
        return seen[True] > seen[False]

    def inherent(self, verb: str) -> bool:
        seen = self.reflexives.get(verb, Counter())
        return seen[True] >= seen[False]

    def fixed(self, first: str, word: str) -> bool:
        seen = self.phrases.get((first.lower(), word.lower()), Counter())
        capitals = first[0].isupper() or word[0].isupper()
        return seen[True] > seen[False] or (not seen and not capitals)


def usage(sentences: Iterable[Sentence]) -> Usage:
    """Counts over sentences of the current release: prepositional objects and inherent reflexives by verb, fixed phrases."""
    prepositions: dict[tuple[str, str], Counter[bool]] = {}
    reflexives: dict[str, Counter[bool]] = {}
    phrases: dict[tuple[str, str], Counter[bool]] = {}
    for sentence in sentences:
        for i, word in enumerate(sentence.words):
            verb = lemma(sentence.words[word.head])
            if word.deprel in ("obl", "obl:arg") and (case := preposition(sentence.words, i)):
                prepositions.setdefault((verb, case), Counter())[word.deprel == "obl:arg"] += 1
            elif word.form == "zich" and word.deprel in ("obj", "expl:pv"):
                reflexives.setdefault(verb, Counter())[word.deprel == "expl:pv"] += 1
            elif word.deprel in ("fixed", "flat"):
                pair = sentence.words[word.head].form.lower(), word.form.lower()
                phrases.setdefault(pair, Counter())[word.deprel == "fixed"] += 1
    return Usage(prepositions, reflexives, phrases)


def relabelled(sentence: Sentence, known: Usage) -> Sentence | None:
    """A sentence of 2017 with today's labels and heads and without tags; None where it is built in a way that has been analysed anew."""
    words = [replace(word) for word in sentence.words]
    if any(changed(words, i) for i in range(len(words))):
        return None
    for i, word in enumerate(words):
        if word.deprel == "cc":
            word.head = next(
                (k for k, other in enumerate(words) if k > i and other.deprel == "conj" and other.head == word.head), word.head
            )
    labels = [label(words, i, known) for i in range(len(words))]
    spaces = guess_spaces([word.form for word in words])
    new = [
        replace(word, deprel=deprel, space=space, upos="X", xpos="", feats="", lemma="")
        for word, deprel, space in zip(words, labels, spaces, strict=True)
    ]
    for i, head in punctuation.heads(new).items():
        new[i].head = head
    return replace(sentence, words=new)


def changed(words: list[Word], i: int) -> bool:
    """True at copulas and auxiliaries that are full verbs today, and at the full verbs of then that are auxiliaries today."""
    word = words[i]
    if word.deprel == "cop":
        return word.lemma not in TABLE["copulas"]
    if word.deprel in ("aux", "aux:pass"):
        return word.lemma not in AUXILIARIES
    return word.deprel in ("xcomp", "ccomp") and words[word.head].lemma in AUXILIARIES and word.upos in ("VERB", "AUX")


def children(words: list[Word], i: int, *labels: str) -> list[Word]:
    return [word for k, word in enumerate(words) if word.head == i and k != i and word.deprel in labels]


def preposition(words: list[Word], i: int) -> str:
    return next((word.form.lower() for word in children(words, i, "case")), "")


def label(words: list[Word], i: int, known: Usage) -> str:
    """Today's label of a word."""
    word, head = words[i], words[words[i].head]
    new = TABLE["labels"].get(f"{word.deprel} {word.upos}", TABLE["labels"].get(word.deprel, word.deprel))
    verb = "".join(part.form.lower() for part in children(words, word.head, "compound:prt")) + head.lemma
    passive = bool(children(words, word.head, "aux:pass", "auxpass"))
    if new == "fixed" and (head.upos in ("PROPN", "X") or not known.fixed(head.form, word.form)):
        return "flat"
    if new == "amod":
        return modifier(word, head)
    if new == "nsubj" and passive:
        return "nsubj:pass"
    if new == "obj" and word.form == "zich" and known.inherent(verb):
        return "expl:pv"
    if new == "obl" and preposition(words, i) == "door" and passive and word.upos in TABLE["agents"]:
        return "obl:agent"
    if new == "obl" and known.governed(verb, preposition(words, i)):
        return "obl:arg"
    if new == "nummod" and word.form.endswith(("de", "ste", "e")) and word.form[:1].isalnum() and word.lemma != word.form:
        return "amod"
    if new == "det":
        return determiner(word)
    return str(new)


def modifier(word: Word, head: Word) -> str:
    """What an amod of 2017 is: adverbs next to adverbs, adjectives and determiners are advmod, nouns obl."""
    if word.upos in ("NOUN", "PROPN"):
        return "obl"
    return (
        "advmod"
        if head.upos in ("ADV", "ADJ", "DET", "PRON", "NUM") and word.upos in ("ADV", "ADJ") and not word.form.endswith("e")
        else "amod"
    )


def determiner(word: Word) -> str:
    """A possessive and a name in the genitive are nmod:poss, a noun of measure ("een soort") is nmod.

    >>> [determiner(Word(form, form, upos, "", "", 0, "det", True, "")) for form, upos in (("zijn", "PRON"), ("paar", "NOUN"))]
    ['nmod:poss', 'nmod']
    """
    genitive = word.upos in ("NOUN", "PROPN") and word.form.endswith(("s", "'", "’"))
    if word.lemma in TABLE["possessives"] or genitive:
        return "nmod:poss"
    return "nmod" if word.upos == "NOUN" else "det"
