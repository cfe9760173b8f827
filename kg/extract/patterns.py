"""Relations by example: a phrase of the ontology becomes a frame pattern, and a frame of a text is held against it.

    "{S} imposes sanctions on {O}"  ->  impose( subj=S, obj=sanction, on=O )
    "sancties van {S} tegen {O}"    ->  sanctie( van=S, tegen=O )

The phrase is parsed by the same pipeline as the text, with plain names in its slots, so that both sides are frames:
passives, relative clauses, infinitives and separable verbs match for free. Three pairs of fillers are tried, since a
small parser may stumble over one. A phrase whose slots end up in no common frame gives no pattern and is reported by
`unparsed`.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from spacy.language import Language
from spacy.tokens import Token

from kg.extract.frames import Frame, frames
from kg.extract.syntax import case, joined, label
from kg.lang import FOLDER as LEXICA
from kg.lang import Lexicon
from kg.ontology import Ontology, RelationType

SLOT = re.compile(r"\{([SOAR])\}")
VARIANTS = ("first", "second", "third")
"""The names with which a phrase is tried (`[examples]` of the language's lexicon)."""
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
LOOSE = frozenset({"ADV", "ADP"})
"""Particles that the parser did not see as such ("keeps X out")."""
ANYWHERE = "*"
"""The role of a fixed word that only has to stand somewhere below the predicate."""
AMOUNT = "{A}"
"""The fixed "word" that stands for any number or sign of money."""
ROLE = "{R}"
"""The fixed "word" that stands for any role noun."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A predicate and where its slots are. `fixed` are arguments that must be these words (role, lemma); `role` tells a
    pattern whose predicate is any role noun of the relation."""

    relation: str
    head: str
    subject: str
    object: str
    fixed: tuple[tuple[str, str], ...] = ()
    role: bool = False
    amount: bool = False
    mutual: bool = False  # of a symmetric relation: "X and Y meet"
    marker: str = ""  # the preposition that a predicate noun stands under: "in dienst van"

    @property
    def rule(self) -> str:
        """A short name of the pattern for the evidence: "sanctions: impose(subj, obj=sanction, on)"."""
        inner = ", ".join(
            [f"{self.subject}=S", *(f"{role}={word}" for role, word in self.fixed), f"{self.object}={'A' if self.amount else 'O'}"]
        )
        head = f"{self.marker} {self.head}".strip()
        return f"{self.relation}: {'ROLE' if self.role else head}({inner})"


Index: TypeAlias = Mapping[str, tuple[Pattern, ...]]


def compile_patterns(ontology: Ontology, nlp: Language, lexicon: Lexicon, *, cache: Path | None = None) -> dict[str, tuple[Pattern, ...]]:
    """The patterns of every phrase of the language, indexed by predicate lemma ("" for patterns on role nouns).

    Args:
        cache: a folder where the compiled patterns are kept, by the digest of ontology and pipeline; None keeps none.
    """
    parts = (ontology.digest, nlp.meta.get("name"), nlp.meta.get("version"), nlp.meta.get("performance"), _code(), lexicon.language)
    digest = sha256(" ".join(map(str, parts)).encode()).hexdigest()[:20]
    path = cache / f"patterns-{lexicon.language}-{digest}.json" if cache else None
    if path and path.is_file():
        rows = json.loads(path.read_text(encoding="utf-8"))
        found = [Pattern(**{**row, "fixed": tuple((role, word) for role, word in row["fixed"])}) for row in rows]
    else:
        found = sorted(
            {pattern for _, patterns in _parsed(ontology, nlp, lexicon) for pattern in patterns}, key=lambda pattern: pattern.rule
        )
        if path:
            _keep(path, found)
    index: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in found:
        index["" if pattern.role else pattern.head].append(pattern)
    return {head: tuple(patterns) for head, patterns in index.items()}


def _keep(path: Path, found: list[Pattern]) -> None:
    """Write the patterns for the next start. A folder that cannot be written only costs that start its seconds."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps([asdict(pattern) for pattern in found], ensure_ascii=False), encoding="utf-8")
        draft.replace(path)


def _code() -> str:
    """A digest of the code and words that patterns are made with: when they change, so do the patterns."""
    folder = Path(__file__).parent
    code = [folder / f"{name}.py" for name in ("clauses", "frames", "nominals", "patterns", "syntax")]
    files = [*code, *sorted(LEXICA.glob("*/lexicon.toml"))]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def unparsed(ontology: Ontology, nlp: Language, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The phrases (relation, phrase) from which no pattern could be made with this pipeline."""
    return [source for source, patterns in _parsed(ontology, nlp, lexicon) if not patterns]


def _parsed(ontology: Ontology, nlp: Language, lexicon: Lexicon) -> Iterator[tuple[tuple[str, str], set[Pattern]]]:
    phrases = [
        (relation, text)
        for _, relation in sorted(ontology.relations.items())
        for language, text in relation.phrases
        if language == lexicon.language
    ]
    texts, owners = [], []
    for number, (_, phrase) in enumerate(phrases):
        for variant in VARIANTS:
            texts.append(_filled(phrase, lexicon.table("examples", variant)))
            owners.append(number)
        clause = future(phrase, lexicon)
        if clause:
            texts.append(_filled(clause, lexicon.table("examples", VARIANTS[-1])))
            owners.append(number)
    found: dict[int, set[Pattern]] = {number: set() for number in range(len(phrases))}
    for number, (_, spans), doc in zip(owners, texts, nlp.pipe(text for text, _ in texts), strict=True):
        relation, _ = phrases[number]
        slots = {}
        for name, (start, stop) in spans.items():
            span = doc.char_span(start, stop, alignment_mode="expand")
            if span is not None:
                slots[name] = span.root
        found[number] |= set(_patterns(relation, [*frames(doc, lexicon)], slots))
    for number, (relation, phrase) in enumerate(phrases):
        yield (relation.name, phrase), _specific(found[number])


def future(phrase: str, lexicon: Lexicon) -> str | None:
    """A clause with its verb behind an auxiliary, where a tagger cannot take it for a noun: "{S} will fine {O}"; None for
    a noun phrase, and in languages whose lexicon has no table of third persons.

    >>> from kg.lang import lexicon
    >>> future("{S} supplies chips to {O}", lexicon("en")), future("{S}, a unit of {O}", lexicon("en"))
    ('{S} will supply chips to {O}', None)
    """
    endings = lexicon.table("third_person", "endings")
    start, space, rest = phrase.removeprefix("{S} ").partition(" ")
    ending = max((ending for ending in endings if start.endswith(ending)), key=len, default="")
    if not phrase.startswith("{S} ") or not ending or start in lexicon.table("third_person", "never"):
        return None
    return f"{{S}} {lexicon.value('third_person', 'auxiliary')} {start.removesuffix(ending)}{endings[ending]}{space}{rest}"


def _specific(found: set[Pattern]) -> set[Pattern]:
    """Without the patterns that ask for less than another of the same phrase: that parse lost a word of it."""
    most = {pattern: _asks(pattern) for pattern in found}
    return {pattern for pattern in found if not any(other.head == pattern.head and most[pattern] < most[other] for other in found)}


def _asks(pattern: Pattern) -> frozenset[str]:
    return frozenset(word for _, word in pattern.fixed)


def _filled(phrase: str, words: Mapping[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
    text, spans, last = "", {}, 0
    for slot in SLOT.finditer(phrase):
        text += phrase[last : slot.start()]
        name = slot.group(1)
        word = words[name]
        spans[name] = (len(text), len(text) + len(word))
        text += word
        last = slot.end()
    text += phrase[last:]
    text = text[0].upper() + text[1:]
    return text if text.endswith(".") else text + ".", spans


def _patterns(relation: RelationType, found: list[Frame], slots: dict[str, Token]) -> Iterator[Pattern]:
    target = "O" if "O" in slots else "A"
    if "S" not in slots or target not in slots:
        return
    for frame in found:
        subject = _place(frame, slots["S"])
        if subject is None:
            continue
        is_role = "R" in slots and frame.head.i == slots["R"].i
        for via, place in _reach(frame, slots[target], found):
            fixed = tuple(sorted({*via, *_fixed(frame, slots, subject)}))
            marker = case(frame.head) if frame.kind == "noun" and not is_role else ""
            pattern = Pattern(
                relation.name,
                frame.lemma,
                subject,
                place,
                fixed,
                role=is_role,
                amount=target == "A",
                mutual=relation.symmetric,
                marker=marker,
            )
            yield pattern
            yield from _with_particle(pattern, frame)


def _with_particle(pattern: Pattern, frame: Frame) -> Iterator[Pattern]:
    """The same with an adverb taken for a particle: a parser may see one in the phrase and the other in the text."""
    loose = [
        word
        for role, word in pattern.fixed
        if role == ANYWHERE and any(child.lower_ == word and child.pos_ in LOOSE for child in frame.head.children)
    ]
    if frame.kind == "verb" and len(loose) == 1:
        rest = tuple(pair for pair in pattern.fixed if pair != (ANYWHERE, loose[0]))
        yield replace(pattern, head=joined(pattern.head, loose[0], frame.head.doc.lang_), fixed=rest)


def _place(frame: Frame, slot: Token) -> str | None:
    found = [argument for argument in frame.arguments if argument.token.i == slot.i]
    found.sort(key=lambda argument: argument.lifted)
    return found[0].role if found else None


def _reach(frame: Frame, slot: Token, found: list[Frame]) -> list[tuple[tuple[tuple[str, str], ...], str]]:
    """The slot as an argument of the frame, or of a noun that is one ("takes over [control of {O}]")."""
    direct = _place(frame, slot)
    if direct:
        return [((), direct)]
    by_head = {other.head.i: other for other in found if other.kind == "noun"}
    for argument in frame.arguments:
        inner = by_head.get(argument.token.i)
        place = _place(inner, slot) if inner and not argument.lifted else None
        if inner and place and place in {"poss", "compound", "adj", "self"}:
            return [(((argument.role, inner.lemma),), f"{argument.role}/{place}")]
    return []


def _fixed(frame: Frame, slots: dict[str, Token], subject: str) -> Iterator[tuple[str, str]]:
    """The other content words of the phrase, each under its role or, where it is no argument of the predicate, anywhere
    below it: all of them must be there in the text, or "hits X with sanctions" would match any hit."""
    taken = {token.i for token in slots.values()} | {frame.head.i}
    if "R" in slots and slots["R"].i != frame.head.i:
        yield _role_of(frame, slots["R"]), ROLE
    if {"A", "O"} <= slots.keys():
        yield ANYWHERE, AMOUNT
    if subject == "performer":  # "announces sanctions": the verb is one of many that perform what the noun names
        taken |= {token.i for token in frame.head.sent if token.pos_ == "VERB"}
    for token in frame.head.sent:
        loose = token.pos_ in LOOSE and label(token) not in {"case", "mark", "fixed"}
        if token.i in taken or not token.text[0].isalpha() or (token.pos_ not in CONTENT and not loose) or token.dep_ == "compound:prt":
            continue
        yield _role_of(frame, token), _word(token)


def _role_of(frame: Frame, token: Token) -> str:
    return next((argument.role for argument in frame.arguments if argument.token.i == token.i and not argument.lifted), ANYWHERE)


def _word(token: Token) -> str:
    return token.lemma_.lower() or token.lower_
