"""One proposition a clause, with all its arguments in full, as CaRB and OpenIE 4 have them: objects, then the rest in order.

A preposition right behind the verb joins the relation where the verb has no object ("was caused by | thermal expansion").
Coordinated objects make a proposition each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.frames import Frame
from kg.extract.openie.phrases import Phrase, argument, clause, marks, predicative
from kg.extract.openie.proposition import Proposition
from kg.extract.openie.wording import Clause, Kind, Slot, joined
from kg.extract.syntax import label
from kg.lang import Lexicon

CORE: tuple[Kind, ...] = ("pred", "obj", "ccomp")


def full(frames: list[Frame], found: Mapping[int, Clause], lexicon: Lexicon) -> Iterator[Proposition]:
    """The propositions of a sentence's clauses and noun frames, arguments in full."""
    for made in found.values():
        yield from _of_clause(made, lexicon)
    for frame in frames:
        if frame.kind == "noun" and frame.head.i not in found:
            yield from _of_noun(frame, lexicon)


def _of_clause(made: Clause, lexicon: Lexicon) -> Iterator[Proposition]:
    core, infinitives = made.having(*CORE), made.having("xcomp")
    if not made.subjects or (infinitives and not core):
        return  # "tried to buy": the infinitive has the words of both
    rest = [slot for slot in made.slots if slot.kind not in {*CORE, "xcomp"}]
    after = [slot for slot in rest if slot.token.i > made.head.i]
    before = [slot for slot in rest if slot.token.i < made.head.i]
    groups = list(joined([*core, *infinitives, *after, *before]))
    subject = argument(made.subjects[0], lexicon, joint=True, without=made.head.i)
    if not groups or not subject:
        return
    merged = _merged(groups[0][0], made)
    others = [_words(group, made, lexicon) for group in groups[1:]]
    first = groups[0]
    for words in [_words([slot], made, lexicon) for slot in first] if first[0].kind == "obj" else [_words(first, made, lexicon)]:
        objects = tuple(found for found in (tuple(i for i in words if i not in merged), *others) if found)
        if objects:
            yield Proposition(subject, made.relation + merged, objects, made.head, made.kind, made.subjects[0])


def _merged(slot: Slot, made: Clause) -> Phrase:
    """The words in front of the first slot that join the relation."""
    if slot.kind == "ccomp":
        return marks(slot.token)
    return slot.mark if slot.kind == "pred" or (slot.kind == "obl" and slot.token.i > made.head.i) else ()


def _words(group: list[Slot], made: Clause, lexicon: Lexicon) -> Phrase:
    words: set[int] = set()
    for slot in group:
        joint = len(group) > 1
        if slot.kind == "pred":
            words |= {*slot.mark, *predicative(slot.token, lexicon)}
        elif slot.kind in {"advcl", "xcomp", "ccomp", "advmod"}:
            words |= {*clause(slot.token, joint=True)}
        else:
            words |= {*slot.mark, *argument(slot.token, lexicon, without=made.head.i, joint=joint)}
    return tuple(sorted(words))


def _of_noun(frame: Frame, lexicon: Lexicon) -> Iterator[Proposition]:
    """By apposition and by a name's possession: "BYD, a carmaker" | is, "Huawei's subsidiary" | has."""
    noun = frame.head
    for item in frame.arguments:
        token = item.token
        if item.lifted:
            continue
        if item.role == "self" and noun.head.i == token.i and label(noun) == "appos":
            subject, target = argument(token, lexicon, without=noun.i), argument(noun, lexicon)
        elif item.role == "self" and token.head.i == noun.i and label(token) == "appos":
            subject, target = argument(token, lexicon), argument(noun, lexicon, without=token.i)
        elif item.role == "poss" and token.head.i == noun.i and token.pos_ == "PROPN":
            subject, target = argument(token, lexicon, "owner"), argument(noun, lexicon, without=token.i)
        else:
            continue
        if subject and target:
            yield Proposition(subject, (), (target,), noun, item.role, token, lexicon.value("open", "has" if item.role == "poss" else "is"))
