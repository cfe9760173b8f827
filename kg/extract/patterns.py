"""Relations by example: a phrase of the ontology becomes a frame pattern, and a frame of a text is held against it.

    "{S} imposes sanctions on {O}"  ->  impose( subj=S, obj=sanction, on=O )
    "sancties van {S} tegen {O}"    ->  sanctie( van=S, tegen=O )

The phrase is parsed by the same pipeline as the text, with plain names in its slots, so that both sides are frames:
passives, relative clauses, infinitives and separable verbs match for free. A phrase whose first reading is not plain is
read again with other fillers, since a small parser may stumble over one. A phrase whose slots end up in no common frame
gives no pattern and is reported by `unparsed`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.extract.frames import Frame, frames
from kg.extract.multiwords import loosen
from kg.extract.syntax import case, joined, label, lemma
from kg.lang import Lexicon
from kg.model import Modality
from kg.ontology import Ontology, RelationType
from kg.parse import Token, plain
from kg.pipelines.verbs import table

SLOT = re.compile(r"\{([SOARPBGWV])\}")
VARIANTS = ("first", "second", "third")
"""The names with which a phrase is tried (`[examples]` of the language's lexicon)."""
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
LOOSE = frozenset({"ADV", "ADP"})
"""Particles that the parser did not see as such ("keeps X out")."""
ANYWHERE = "*"
"""The role of a fixed word that only has to stand somewhere below the predicate."""
OBJECTS = frozenset({"poss", "compound", "adj", "self"})
"""Roles in a noun of which its verb does not know ("takes over {O}'s shares"); what is behind a preposition has one of the verb's too."""
SUBJECTS = OBJECTS | {"of", "from", "by", "van", "door", "uit"}
"""The same for a slot that is nowhere else, in the subject of a verb above all: "inspectors from {S} visit {O}"."""
FIELDS = frozenset({"in", "for", "voor"})
"""The same below what somebody is said to be: "is a player in the market for {O}"."""
AMOUNT = "{A}"
"""The fixed "word" that stands for any number or sign of money."""
ROLE = "{R}"
"""The fixed "word" that stands for any role noun."""
THING = "{P}"
"""The fixed "word" that stands for any noun for a product or technology."""
VERB = "{V}"
"""The fixed "word" that stands for any verb of a clause."""
CLAUSES = ("W", "V", "B", "G", "F")
"""The slots of predicates of a clause whose subject may be the object: "says that {O} {W}", "wants {O} to {V}", "thinks {O} is {B}"."""
STANCES = {"B": "blame", "G": "praise", "W": "wrongs", "F": "falsehoods"}
"""The slots that stand for any word of a list of `[stance]`: "unfair", "wise", "spies"."""
KINDS = frozenset({ROLE, THING, AMOUNT, VERB, *(f"{{{name}}}" for name in STANCES)})
"""The fixed "words" that stand for any word of a kind."""
UNREAD = frozenset({"amounts", "names", "negation", "places", "reporting", "stance", "things", "time"})
"""Sections of a lexicon that make no difference to the frames of a phrase."""
SUBJECT_OF_CLAUSE = "comp/subj"
PERFORMER = "performer"
"""The role in a noun of the subject of any verb that performs what it names; a counter-phrase needs its own verb ("cuts ties")."""
CARRIER = "*"
"""Where a noun phrase stands in the clause that carries it."""


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
    counter: bool = False  # what it says is that the relation does not hold, or no more: "cuts ties with"
    modality: Modality = Modality.ASSERTED  # what it makes of the relation: "makes a bid for" plans it

    @property
    def rule(self) -> str:
        """A short name of the pattern for the evidence: "sanctions: impose(subj, obj=sanction, on)"."""
        inner = ", ".join(
            [f"{self.subject}=S", *(f"{role}={word}" for role, word in self.fixed), f"{self.object}={'A' if self.amount else 'O'}"]
        )
        head = f"{self.marker} {self.head}".strip()
        return f"{self.relation}: {'ROLE' if self.role else head}({inner})"


def compile_patterns(ontology: Ontology, nlp: Language, lexicon: Lexicon, *, cache: Path | None = None) -> tuple[Pattern, ...]:
    """The patterns of every phrase of the language, in order of their rules.

    Args:
        cache: a folder where the patterns of each phrase are kept, by the digest of pipeline, code and words: only phrases
            that are new are parsed. None keeps none.
    """
    phrases = _phrases(ontology, lexicon.language)
    digest = sha256(
        " ".join(map(str, (nlp.meta.get("name"), nlp.meta.get("version"), nlp.meta.get("performance"), _code(lexicon)))).encode()
    )
    path = cache / f"patterns-{lexicon.language}-{digest.hexdigest()[:20]}.json" if cache else None
    kept: dict[str, list[list[Any]]] = json.loads(path.read_text(encoding="utf-8")) if path and path.is_file() else {}
    new = [phrase for phrase in phrases if _key(*phrase) not in kept]
    for phrase, patterns in zip(new, _parsed(new, nlp, lexicon), strict=True):
        kept[_key(*phrase)] = sorted([*astuple(pattern)] for pattern in patterns)
    if path and new:
        _keep(path, {_key(*phrase): kept[_key(*phrase)] for phrase in phrases})
    found: dict[Pattern, Modality] = {}
    for relation, text in phrases:
        pair = lexicon.language, text
        counter, modality = pair in relation.counter_phrases, relation.open_phrases.get(pair, Modality.ASSERTED)
        for pattern in (replace(_pattern(row), counter=counter) for row in kept[_key(relation, text)]):
            if not counter or PERFORMER not in {pattern.subject, pattern.object}:
                found[pattern] = firmer(found.get(pattern, modality), modality)
    plain = {(pattern.relation, pattern.head) for pattern, modality in found.items() if modality is Modality.ASSERTED}
    made = [replace(pattern, modality=modality) for pattern, modality in found.items() if not _is_lent(pattern, modality, plain)]
    return tuple(sorted(made, key=lambda pattern: (pattern.rule, pattern.head)))


def firmer(one: Modality, other: Modality) -> Modality:
    """What a pattern of two phrases makes of its relation: "wants to buy" is open by its auxiliary, and not by its words.

    >>> firmer(Modality.PLANNED, Modality.ASSERTED).value
    'asserted'
    """
    return min(one, other, key=(Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE).index)


def _is_lent(pattern: Pattern, modality: Modality, plain: set[tuple[str, str]]) -> bool:
    """True for a noun that only the verb of its phrase leaves open: "announces a factory in", unlike "opens a factory in"."""
    opened = PERFORMER in {pattern.subject, pattern.object} and modality is not Modality.ASSERTED
    return opened and (pattern.relation, pattern.head) in plain


def _phrases(ontology: Ontology, language: str) -> list[tuple[RelationType, str]]:
    """The phrases of every relation, those against it and those that leave it open among them."""
    ordered = [relation for _, relation in sorted(ontology.relations.items())]
    spoken = ((relation, pair) for relation in ordered for pair in relation.every_phrase)
    return [(relation, text) for relation, (tongue, text) in spoken if tongue == language]


def _key(relation: RelationType, phrase: str) -> str:
    return f"{relation.name}: {phrase}"


def _pattern(row: list[Any]) -> Pattern:
    relation, head, subject, target, fixed, *rest = row
    return Pattern(relation, head, subject, target, tuple((role, word) for role, word in fixed), *rest)


def _keep(path: Path, found: Mapping[str, list[list[Any]]]) -> None:
    """Write the patterns for the next start. A folder that cannot be written only costs that start its seconds."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)


def _code(lexicon: Lexicon) -> str:
    """A digest of the code and words that patterns are made with: when they change, so do the patterns."""
    folder = Path(__file__).parent
    code = [
        (folder / f"{name}.py").read_text(encoding="utf-8")
        for name in ("clauses", "frames", "multiwords", "nominals", "patterns", "syntax")
    ]
    code.append((folder.parent / "pipelines" / "verbs.py").read_text(encoding="utf-8"))
    forms = sorted(table(lexicon.language).items())
    lists = [(place, sorted(words)) for place, words in sorted(lexicon.lists.items()) if place[0] not in UNREAD]
    others = [(place, found) for place, found in sorted({**lexicon.tables, **lexicon.values}.items()) if place[0] not in UNREAD]
    return sha256("".join([*code, repr(forms), repr(lists), repr(others)]).encode()).hexdigest()[:12]


def unparsed(ontology: Ontology, nlp: Language, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The phrases (relation, phrase) from which no pattern could be made with this pipeline."""
    phrases = _phrases(ontology, lexicon.language)
    read = zip(phrases, _parsed(phrases, nlp, lexicon), strict=True)
    return [(relation.name, text) for (relation, text), patterns in read if not patterns]


def _parsed(phrases: list[tuple[RelationType, str]], nlp: Language, lexicon: Lexicon) -> list[set[Pattern]]:
    """The patterns of each phrase: of its first reading where that is plain, else of several; what still gives none is read
    inside a clause that carries it."""
    found: list[set[Pattern]] = [set() for _ in phrases]
    first, second, third = VARIANTS
    _read(phrases, found, [_Variant(number, phrase, first) for number, (_, phrase) in enumerate(phrases)], nlp, lexicon)
    doubtful = [number for number, (_, phrase) in enumerate(phrases) if not all(_is_plain(one, phrase) for one in found[number] or [None])]
    further = [_Variant(number, phrases[number][1], name) for number in doubtful for name in (second, third)]
    further += [_Variant(number, clause, third) for number in doubtful if (clause := future(phrases[number][1], lexicon))]
    _read(phrases, found, further, nlp, lexicon)
    carrier = lexicon.value("examples", "carrier")
    lost = [number for number in doubtful if not found[number]]
    carried = [_Variant(number, carrier.replace(CARRIER, phrases[number][1]), name, len(carrier)) for number in lost for name in VARIANTS]
    _read(phrases, found, carried, nlp, lexicon)
    article = lexicon.value("examples", "article")  # a noun with a capital is taken for a name where nothing stands before it
    bare = [(number, f"{article} {phrases[number][1]}") for number in lost if not found[number] and phrases[number][1][0].islower()]
    _read(phrases, found, [_Variant(number, text, name) for number, text in bare for name in VARIANTS], nlp, lexicon)
    return [_specific(patterns) for patterns in found]


def _is_plain(pattern: Pattern | None, phrase: str) -> bool:
    """True where every word of the phrase got a role of its own, and the ends of a clause the roles of a clause."""
    if pattern is None or any(role == ANYWHERE and word != AMOUNT for role, word in pattern.fixed):
        return False
    ends = {pattern.subject, pattern.object}
    acts = bool({"subj", PERFORMER} & ends) or not phrase.startswith("{S} ")
    return acts and not {"bare", "comp"} & ends and not ("subj" in ends and {"compound", "adj"} & ends)


@dataclass(frozen=True, slots=True)
class _Variant:
    """A phrase as it is read: its number, its words, the names in its slots, and how many letters behind it are not its own."""

    number: int
    words: str
    fillers: str
    tail: int = 0


def _read(
    phrases: list[tuple[RelationType, str]], found: list[set[Pattern]], variants: list[_Variant], nlp: Language, lexicon: Lexicon
) -> None:
    """Parse the variants and add the patterns to those found."""
    texts = [_filled(variant.words, lexicon.table("examples", variant.fillers)) for variant in variants]
    docs = nlp.pipe((text for text, _ in texts), disable=["ner"])
    for variant, (_, spans), doc in zip(variants, texts, docs, strict=True):
        relation, _ = phrases[variant.number]
        parse = loosen(plain(doc), lexicon)
        slots = {}
        for name, (start, stop) in spans.items():
            span = doc.char_span(start, stop, alignment_mode="expand")
            if span is not None:
                slots[name] = parse[span.root.i]
        stop = len(doc.text) - variant.tail
        within = [frame for frame in frames(parse, lexicon) if frame.head.idx < stop]
        found[variant.number] |= set(_patterns(relation, within, slots, stop, lexicon))


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


def _patterns(relation: RelationType, found: list[Frame], slots: dict[str, Token], stop: int, lexicon: Lexicon) -> Iterator[Pattern]:
    target = "O" if "O" in slots else "A"
    if "S" not in slots or target not in slots:
        return
    direct = [(frame, (), place) for frame in found if (place := _place(frame, slots["S"]))]
    inner = [] if any(_reach(frame, slots, target, found) for frame, _, _ in direct) else found
    within = [(frame, *reached) for frame in inner if (reached := _inner(frame, slots["S"], SUBJECTS, found))]
    for frame, through, subject in (*direct, *within):
        if subject == PERFORMER and lemma(frame.head.head) in lexicon.words("governors", "ends"):
            continue  # "halts deliveries to X": the deliveries alone say the opposite
        is_role = "R" in slots and frame.head.i == slots["R"].i
        for via, place in _reach(frame, slots, target, found):
            fixed = tuple(sorted({*through, *via, *_fixed(frame, slots, subject, stop)}))
            marker = case(frame.head) if frame.kind == "noun" and not is_role else ""
            pattern = Pattern(relation.name, frame.lemma, subject, place, fixed, is_role, target == "A", relation.symmetric, marker)
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


def _reach(frame: Frame, slots: dict[str, Token], target: str, found: list[Frame]) -> list[tuple[tuple[tuple[str, str], ...], str]]:
    """The slot as an argument of the frame, or of a noun that is one ("takes over [control of {O}]"), or as the subject of
    its clause ("says that [{O} {W}]")."""
    slot = slots[target]
    direct = _place(frame, slot)
    if direct:
        return [((), direct)]
    within = _inner(frame, slot, OBJECTS, found) or _inner(frame, slot, SUBJECTS, found, "subj")
    within = within or (_inner(frame, slot, FIELDS, found) if frame.kind == "noun" else None)
    if within is not None:
        return [within]
    verbs = {slots[name].i for name in CLAUSES if name in slots}
    clause = next((other for other in found if other.head.i in verbs), None)
    told = clause is not None and any(argument.token.i == clause.head.i for argument in frame.role("comp"))
    if told and clause is not None and _place(clause, slot) == "subj":
        return [((), SUBJECT_OF_CLAUSE)]
    clauses = [other for argument in frame.role("comp") for other in found if other.head.i == argument.token.i and other.kind == "verb"]
    said = next((other for other in clauses if _place(other, slot) == "subj"), None)  # "says that {O} poses a threat"
    return [((("comp", _word(said.head)),), SUBJECT_OF_CLAUSE)] if said is not None else []


def _inner(
    frame: Frame, slot: Token, roles: frozenset[str], found: list[Frame], outer: str = ""
) -> tuple[tuple[tuple[str, str], ...], str] | None:
    """The slot as an argument of a noun that is an argument of the frame ("[customers of {O}] include {S}"), and that noun.

    Args:
        outer: the role that the noun has, if it must be one.
    """
    by_head = {other.head.i: other for other in found if other.kind == "noun"}
    for argument in frame.role(outer) if outer else frame.arguments:
        inner = by_head.get(argument.token.i)
        place = _place(inner, slot) if inner and not argument.lifted else None
        if inner and place in roles:
            return ((argument.role, inner.lemma),), f"{argument.role}/{place}"
    return None


def _fixed(frame: Frame, slots: dict[str, Token], subject: str, stop: int) -> Iterator[tuple[str, str]]:
    """The other content words of the phrase, each under its role or, where it is no argument of the predicate, anywhere
    below it: all of them must be there in the text, or "hits X with sanctions" would match any hit."""
    taken = {token.i for token in slots.values()} | {frame.head.i}
    if "R" in slots and slots["R"].i != frame.head.i:
        yield _role_of(frame, slots["R"]), ROLE
    if "P" in slots:
        yield _role_of(frame, slots["P"]), THING
    for name in sorted({*STANCES, "V"} & slots.keys()):
        yield _role_of(frame, slots[name]), f"{{{name}}}"
    if {"A", "O"} <= slots.keys():
        yield ANYWHERE, AMOUNT
    if subject == PERFORMER:  # "announces sanctions": the verb is one of many that perform what the noun names
        taken |= {token.i for token in frame.head.sent if token.pos_ == "VERB"}
    for token in frame.head.sent:
        loose = token.pos_ in LOOSE and label(token) not in {"case", "mark", "fixed"}
        if (
            token.i in taken
            or token.idx >= stop
            or not token.text[0].isalpha()
            or (token.pos_ not in CONTENT and not loose)
            or token.dep_ == "compound:prt"
        ):
            continue
        yield _role_of(frame, token), _word(token)


def _role_of(frame: Frame, token: Token) -> str:
    return next((argument.role for argument in frame.arguments if argument.token.i == token.i and not argument.lifted), ANYWHERE)


def _word(token: Token) -> str:
    return token.lemma_.lower() or token.lower_
