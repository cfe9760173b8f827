"""The two companies, beide universiteiten, they; the former and the latter: what was named together."""

from __future__ import annotations

from kg.coreference.descriptions import definite
from kg.coreference.discourse import Discourse, Entry, is_subject
from kg.coreference.pronouns import plural
from kg.extract.syntax import case, children, conjuncts, label
from kg.ontology import is_a
from kg.parse import Token

REACH = 2
"""Sentences back that a plural looks."""


def coordinate(token: Token, discourse: Discourse) -> None:
    """Remember the names that are coordinated, once the last of them was passed."""
    first = token
    while label(first) == "conj" and first.head.i != first.i:
        first = first.head
    parts = conjuncts(first)
    if len(parts) < 2 or max(part.i for part in parts) != token.i or not all(part.i in discourse.names for part in parts):
        return
    entries = [discourse.entry_of(discourse.names[part.i].mention) for part in parts]
    known = tuple(entry for entry in entries if entry is not None and not entry.adjectival)
    if len(known) == len(parts) and len({id(entry) for entry in known}) == len(parts):
        discourse.groups.append((discourse.number, known))


def group(token: Token, discourse: Discourse) -> tuple[Entry, ...]:
    """The names that a plural description or pronoun stands for together; empty where it is none or nothing fits."""
    if plural(token, discourse.lexicon):
        return _they(token, _near(discourse), discourse)
    if token.pos_ != "NOUN" or "Plur" not in token.morph.get("Number", []) or children(token, "appos", "acl"):
        return ()
    both = {child.lower_ for child in children(token, "det", "nummod", "amod")} & discourse.lexicon.words("anaphora", "both")
    kind = discourse.nouns.kind(token)
    if kind is None or not (both or definite(token, discourse.lexicon)) or _others(token, discourse):
        return ()
    if not both and (_quoted(token) or (kind == "Person" and _elsewhere(token, discourse))):
        return ()
    size = _number(token, discourse)
    fitting = [entries for entries in _near(discourse) if _all(entries, kind, discourse) and (size is None or size == len(entries))]
    if fitting:
        return fitting[-1]
    return (_pair(kind, discourse) if both else ()) or _all_of_them(kind, size, discourse)


def _elsewhere(token: Token, discourse: Discourse) -> bool:
    """With a name behind that says whose people they are: "the researchers of Umbra" are no more those named before than others."""
    links = discourse.lexicon.any(("possessive", "of"), ("places", "employers"))
    return any(child.i in discourse.names and case(child) in links for child in children(token, "nmod"))


def _quoted(token: Token) -> bool:
    """Inside a quotation of its sentence, whose speaker does not mean whom the article named last: "X serves the multinationals"."""
    return sum(word.is_quote for word in token.sent if word.i < token.i) % 2 == 1


def others(token: Token, discourse: Discourse) -> tuple[Entry, ...]:
    """With whom, in "daarmee concurreren": those last named together, or the one that the sentence before named last, but for
    who does it."""
    own = {entry.places[-1] for entry in discourse.named(0) if token.sent.start <= entry.places[-1]}
    near = [entries for entries in _near(discourse) if not own & {entry.places[-1] for entry in entries}]
    if near:
        return near[-1]
    last = [entry for entry in discourse.named(1) if entry.sentence == discourse.number - 1 and not entry.adjectival]
    fitting = [entry for entry in last if entry.subject < entry.sentence and _all((entry,), "Agent", discourse)]
    return (max(fitting, key=lambda entry: entry.places[-1]),) if fitting else ()


def _near(discourse: Discourse) -> list[tuple[Entry, ...]]:
    """The groups of the last sentences."""
    return [entries for number, entries in discourse.groups if discourse.number - number <= REACH]


def pointed(token: Token, discourse: Discourse) -> Entry | None:
    """ "The former", "de laatste": the first or the last of the last two names that were coordinated."""
    form = token.lower_
    first, last = form in discourse.lexicon.words("anaphora", "former"), form in discourse.lexicon.words("anaphora", "latter")
    if not (first or last):
        return None
    before = token.i > token.sent.start and token.nbor(-1).lower_ in discourse.lexicon.words("anaphora", "lead")
    whole = before or form.endswith("genoemde")
    after = token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"NOUN", "ADJ", "NUM", "PROPN"}
    if not whole or after or label(token) in {"amod", "advmod"} or children(token, "acl", "nmod"):
        return None
    near = [entries for number, entries in discourse.groups if discourse.number - number <= REACH and len(entries) == 2]
    return (near[-1][0] if first else near[-1][-1]) if near else None


def _they(token: Token, near: list[tuple[Entry, ...]], discourse: Discourse) -> tuple[Entry, ...]:
    """Names coordinated in this sentence or the one before, unless a plural noun was a subject since."""
    last = near[-1] if near else ()
    if not last or any(discourse.number - entry.sentence > 1 for entry in last):
        return ()
    place = max(entry.places[-1] for entry in last)
    since = [
        entry
        for entry in discourse.near(1)
        if entry.plural
        and entry.mention is None
        and (entry.places[-1] > place or entry.subject == discourse.number)
        and not _modifies(token, entry)
    ]
    subjects = any(is_subject(discourse.doc[entry.places[-1]]) for entry in last)
    return last if subjects and not since else ()


def _modifies(token: Token, entry: Entry) -> bool:
    """The pronoun stands in a clause about the noun, so it means someone else: "chips that they sell"."""
    return any(above.i == entry.places[-1] for above in token.ancestors)


def _pair(kind: str, discourse: Discourse) -> tuple[Entry, ...]:
    """The only two of the class that the last sentences named."""
    found = [entry for entry in discourse.named(1) if _all((entry,), kind, discourse) and not entry.adjectival]
    return tuple(found) if len(found) == 2 else ()


def _all_of_them(kind: str, size: int | None, discourse: Discourse) -> tuple[Entry, ...]:
    """ "De universiteiten": those that were named together, where the article has named no other of the class."""
    named = [entry for entry in discourse.entries.values() if entry.mention and not entry.adjectival and discourse.is_a(entry, kind)]
    together = [entries for _, entries in discourse.groups if {id(entry) for entry in entries} == {id(entry) for entry in named}]
    return together[-1] if together and size in {None, len(named)} else ()


def _number(token: Token, discourse: Discourse) -> int | None:
    numbers = discourse.lexicon.table("anaphora", "numbers")
    words = {child.lower_ for child in children(token, "nummod", "det", "amod")}
    return next(
        (int(size) for word, size in numbers.items() if word in words), 2 if words & discourse.lexicon.words("anaphora", "both") else None
    )


def _others(token: Token, discourse: Discourse) -> bool:
    return any(child.lower_ in discourse.lexicon.words("anaphora", "other") for child in children(token, "amod"))


def _all(entries: tuple[Entry, ...], kind: str, discourse: Discourse) -> bool:
    """True where every entry may be a member of the class."""
    return all(not entry.types or discourse.is_a(entry, kind) or is_a(discourse.linker.ontology, kind, entry.types[0]) for entry in entries)
