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
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from spacy.language import Language
from spacy.tokens import Token

from kg.extract.frames import Argument, Frame, frames
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
    marker: str = ""  # the preposition that a predicate noun stands under: "in dienst van"

    @property
    def rule(self) -> str:
        """A short name of the pattern for the evidence: "sanctions: impose(subj, obj=sanction, on)"."""
        inner = ", ".join(
            [f"{self.subject}=S", *(f"{role}={word}" for role, word in self.fixed), f"{self.object}={'A' if self.amount else 'O'}"]
        )
        head = f"{self.marker} {self.head}".strip()
        return f"{self.relation}: {'ROLE' if self.role else head}({inner})"


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a frame: the arguments in its slots, and the tokens that carry the relation."""

    pattern: Pattern
    frame: Frame
    subjects: tuple[Argument, ...]
    objects: tuple[Argument, ...]
    words: tuple[Token, ...]


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
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".part")
            draft.write_text(json.dumps([asdict(pattern) for pattern in found], ensure_ascii=False), encoding="utf-8")
            draft.replace(path)
    index: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in found:
        index["" if pattern.role else pattern.head].append(pattern)
    return {head: tuple(patterns) for head, patterns in index.items()}


def _code() -> str:
    """A digest of the code and words that patterns are made with: when they change, so do the patterns."""
    folder = Path(__file__).parent
    files = [folder / "patterns.py", folder / "frames.py", folder / "syntax.py", *sorted(LEXICA.glob("*/lexicon.toml"))]
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
            pattern = Pattern(relation.name, frame.lemma, subject, place, fixed, role=is_role, amount=target == "A", marker=marker)
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


# ── matching ─────────────────────────────────────────────────────────────────────────────────────


def match(frame: Frame, index: Index, lexicon: Lexicon, *, nouns: Mapping[int, Frame], roles: Callable[[Token], str | None]) -> list[Match]:
    """Every pattern that the frame fulfils, the most specific first.

    Args:
        index: from `compile_patterns`.
        nouns: the noun frames of the sentence by the index of their head, for patterns that reach into one.
        roles: gives the relation of a token that names a post ("chairman" leads), None for any other word.
    """
    patterns = [*index.get(known_lemma(frame.lemma, frame.head.lower_, index), ())]
    if frame.kind == "noun" and (relation := roles(frame.head)):
        patterns += [pattern for pattern in index.get("", ()) if pattern.relation == relation]
    found = [hit for pattern in patterns if (hit := _match(frame, pattern, lexicon, nouns, roles))]
    return sorted(found, key=lambda hit: (-len(hit.pattern.fixed), hit.pattern.rule))


def known_lemma(lemma: str, form: str, index: Index) -> str:
    """The predicate of the index that a lemma means: itself, or the only one that differs by a letter or two at its end
    and, where there are several, begins the form in the text.

    A statistical lemmatizer now and then cuts too much or too little ("barr", "stockpil", "beschuldig").

    >>> known_lemma("fin", "fined", {"fine": (), "find": ()})
    'fine'
    """
    if lemma in index or len(lemma) < 3:
        return lemma
    near = [
        head for head in index if abs(len(head) - len(lemma)) <= 2 and len(head) > 2 and (head.startswith(lemma) or lemma.startswith(head))
    ]
    if len(near) > 1:
        near = [head for head in near if form.startswith(head)]
    return near[0] if len(near) == 1 else lemma


def _match(
    frame: Frame, pattern: Pattern, lexicon: Lexicon, nouns: Mapping[int, Frame], roles: Callable[[Token], str | None]
) -> Match | None:
    if pattern.marker and pattern.marker != case(frame.head):
        return None
    words = [frame.head]
    for role, word in pattern.fixed:
        held = _held(frame, role, word, roles)
        if held is None:
            return None
        words.append(held)
    fixed = {token.i for token in words}
    subjects = _fill(frame, pattern.subject, fixed, lexicon, nouns)
    objects = _fill(frame, pattern.object, fixed, lexicon, nouns)
    if not subjects and frame.kind == "noun" and pattern.subject != "self":
        subjects = [argument for argument in frame.role("performer", "adj") if argument.token.i not in fixed]
    if not objects or not subjects or {argument.token.i for argument in subjects} == {argument.token.i for argument in objects}:
        return None
    return Match(pattern, frame, tuple(subjects), tuple(objects), tuple(words))


def _held(frame: Frame, role: str, word: str, roles: Callable[[Token], str | None]) -> Token | None:
    """The token that is the fixed word: in its role, or below the predicate under the same preposition."""

    def fits(token: Token) -> bool:
        return token.pos_ == "NOUN" and roles(token) is not None if word == ROLE else word in {_word(token), token.lower_}

    for argument in frame.role(role):
        if fits(argument.token):
            return argument.token
    below = frame.head.subtree if frame.kind != "noun" or role == ANYWHERE else ()
    return next((token for token in below if token.i != frame.head.i and fits(token) and role in {ANYWHERE, case(token)}), None)


def _fill(frame: Frame, place: str, fixed: set[int], lexicon: Lexicon, nouns: Mapping[int, Frame]) -> list[Argument]:
    outer, _, inner = place.partition("/")
    if inner:
        holder = next(
            (nouns[argument.token.i] for argument in frame.role(outer) if argument.token.i in fixed and argument.token.i in nouns), None
        )
        return _fill(holder, inner, fixed, lexicon, nouns) if holder else []
    for roles in (("obj", "iobj") if place == "obj" else (place,), _equal(place, lexicon)):
        found = [argument for argument in frame.role(*roles) if argument.token.i not in fixed or argument.role == "prefix"]
        own = [argument for argument in found if not argument.lifted]
        if found:
            return own or found
    if place == "self" and frame.kind == "noun":
        return [Argument("self", frame.head, lifted=True)]
    return []


def _equal(place: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Roles that may say the same: a possessor stands in front or behind ("Huawei's", "of Huawei"), or is the first half
    of a compound ("Huawei-topman")."""
    of = tuple(sorted(lexicon("possessive", "of")))
    if place == "poss":
        return (*of, "prefix", "compound", "adj")
    if place in of:
        return ("poss", "prefix", "compound", "adj")
    return ("prefix", "adj") if place == "compound" else ()
