"""Infinitives from forms, for a language whose verbs are listed in `kg/lang/<code>/verbs.txt`.

The network reads a lemma as an edit at the two ends of a form. A vowel that changes in the middle ("hief", "sleepte", "spant aan")
it often gets wrong, and no relation is found by a verb that does not exist. So the forms of the verbs that are known are made
beforehand, the weak ones by the rules of Dutch spelling, the strong ones from their three principal parts, and looked up; a
particle or prefix before them ("aangespannen", "herkozen") is taken off and put back. A form that is not among them keeps the
lemma of the network.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.lang import lexicon

FOLDER = Path(__file__).parent.parent / "lang"
VOWELS = "aeiouyëïöü"
DOUBLED = "aeou"
"""Vowels that are written double where their syllable is closed: "slepen", "sleep"."""
VOICELESS = "tkfschpx"
"""What the stem of a weak verb ends in whose past has a t."""
HARD = {"v": "f", "z": "s"}
PREFIXES = ("be", "ge", "her", "mis", "ont", "ver")
"""Inseparable: their participles have no "ge"."""
PART_PREFIXES = (*PREFIXES, "door", "onder", "over", "vol", "weer", "aan", "om")
"""Those, and the particles that some verbs never part with ("aanvaarden")."""

Forms = Mapping[str, tuple[str, ...]]


@cache
def table(language: str) -> Forms:
    """The infinitives that each form may belong to, in the order of the list; empty for a language without one.

    >>> table("nl")["hieven"], table("nl")["gesleept"]
    (('heffen',), ('slepen',))
    """
    path = FOLDER / language / "verbs.txt"
    found: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").split("\n") if path.is_file() else ():
        infinitive, *parts = line.split() or [""]
        for form in sorted(_strong(infinitive, parts) if parts else _weak(infinitive)):
            if form and infinitive not in found[form]:
                found[form].append(infinitive)
    return {form: tuple(verbs) for form, verbs in found.items()}


def infinitive(form: str, lemma: str, language: str) -> str:
    """The infinitive of a verb's form: `lemma` where nothing better is known.

    >>> infinitive("riepen", "trepen", "nl"), infinitive("aangespannen", "aangespannen", "nl"), infinitive("herkozen", "kozen", "nl")
    ('roepen', 'aanspannen', 'herkiezen')
    >>> infinitive("googelde", "googelen", "nl"), infinitive("went", "go", "en")
    ('googelen', 'go')
    """
    known = table(language)
    if not known:
        return lemma
    form = form.lower()
    own = known.get(form, ()) or tuple(_parted(form, known, language))
    parted = any(
        lemma.removesuffix(verb) in lexicon(language)("compounds", "particles") for verb in own
    )  # "roept … op", known to the network
    return lemma if not own or lemma in own or parted else own[0]


def _parted(form: str, known: Forms, language: str) -> Iterator[str]:
    """The infinitives of a form with a particle or prefix before it."""
    firsts = {*lexicon(language)("compounds", "particles"), *PREFIXES}
    for first in sorted(firsts, key=lambda word: (-len(word), word)):
        if not form.startswith(first):
            continue
        rest = form.removeprefix(first)
        inner = rest.removeprefix("te") if rest.startswith("te") and rest not in known else rest  # "aan te spannen" as one word
        bare = known.get(f"ge{inner}", ()) if first in PREFIXES and inner not in known else ()  # "beklommen": the participle has no "ge"
        yield from (first + verb for verb in (*known.get(inner, ()), *bare))


def _strong(infinitive: str, parts: list[str]) -> set[str]:
    """The forms of a verb of which the past, its plural and the participle are given."""
    declined = {f"{part}e" for part in parts[2:] if part.endswith(("en", "d", "t"))} | {part + "e" for part in parts[2:]}
    present = {form for stem, _ in _stems(infinitive) for form in (stem, _with(stem, "t"))}
    return {infinitive, f"{infinitive}d", f"{infinitive}de", *parts, *declined, *present}


def _weak(infinitive: str) -> set[str]:
    """The forms of a verb that is inflected by rule."""
    found = {infinitive, f"{infinitive}d", f"{infinitive}de"}
    for stem, last in _stems(infinitive):
        dental = "t" if last in VOICELESS else "d"
        participle = _with(stem, dental)
        declined = f"{_open(participle) if stem.endswith(dental) else participle}e"
        found |= {stem, _with(stem, "t"), f"{stem}{dental}e", f"{stem}{dental}en", f"ge{participle}", f"ge{declined}"}
        if infinitive.startswith(PART_PREFIXES):
            found |= {participle, declined}
    return found


def _with(stem: str, dental: str) -> str:
    return stem if stem.endswith(dental) else stem + dental


def _open(word: str) -> str:
    """The word with its last vowel written once: "vergroot", "vergrot(e)"."""
    return word[:-2] + word[-1] if len(word) > 3 and word[-2] == word[-3] and word[-2] in DOUBLED else word


def _stems(infinitive: str) -> list[tuple[str, str]]:
    """The stem as it is written at the end of a word, and the letter that it ends in before "en"; both spellings where one
    cannot tell whether its last vowel is long ("beheren", "weigeren")."""
    base = infinitive.removesuffix("n").removesuffix("e") if infinitive.endswith("en") else infinitive.removesuffix("n")
    if len(base) < 2:
        return []
    last, before = base[-1], base[-2]
    if last in VOWELS:
        stems = [base]
    elif last == before:
        stems = [base[:-1]]
    elif before in DOUBLED and (len(base) < 3 or base[-3] not in VOWELS or base[-3:-1] == "ue"):
        stems = [f"{base[:-1]}{before}{last}", base]
    else:
        stems = [base]
    return [(stem[:-1] + HARD.get(stem[-1], stem[-1]), last) for stem in stems]
