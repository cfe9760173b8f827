"""What speaks for the class of a name: one mention at a time, as the names of voices that `kg/lang/votes.toml` weighs.

A voice is a short string, such as "title", "tagger Organization" or "object thing": *that* something stands there, not what
it is worth. Some voices name a class of the ontology as well ("tech giant Huawei" a company), which decides between the
classes of a family. The words are data (`kg/lang/<code>/names.toml`, the class nouns and affixes of the ontology).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.extents import DOTTED
from kg.extract.known import Found
from kg.extract.namewords import Words
from kg.extract.syntax import case, children, conjuncts, first_conjunct, label, possessive
from kg.lang import listing
from kg.ontology import is_a
from kg.parse import Doc, Token

TAGGER = {
    "PERSON": "Person", "PER": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place",
    "PRODUCT": "Product", "EVENT": "Event", "LAW": "Agreement", "WORK_OF_ART": "Product", "MISC": "Thing",
}  # fmt: skip
"""What the labels of name taggers say; other labels (dates, amounts, nationalities) say nothing."""
FAMILIES = ("Person", "Organization", "Place", "Thing")
"""The families of classes between which names are told apart; a thing is a product, technology, agreement or event."""
THINGS = ("Product", "Technology", "Agreement", "Event")

WIDE = 9
"""Tokens behind the comma in which the noun of an apposition stands."""
BEFORE_NOUN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "PUNCT"})
"""Parts of speech of the words between an article and its noun."""

Voice = tuple[str, str]
"""A voice, and the class that it names or ""."""


def family(kind: str, words: Words) -> str:
    """The family of a class: a country is a place, a company an organisation."""
    return next((name for name in FAMILIES[:3] if is_a(words.linker.ontology, kind, name)), "Thing")


def voices(doc: Doc, item: Found, words: Words) -> Iterator[Voice]:
    """Everything that speaks for a class of the mention."""
    yield from _itself(item.mention.name, words)
    span = doc.between(item.first, item.last + 1)
    for kind in sorted({TAGGER[token.ent_type_] for token in span if token.ent_type_ in TAGGER}):
        yield f"tagger {kind if kind in FAMILIES else 'Thing'}", kind if kind != "Thing" else ""
    yield from _described(doc, item, span.root, words)
    yield from _neighbours(doc, item, words)
    yield from _governed(item, span.root, words)


# ── the name itself ──────────────────────────────────────────────────────────────────────────────


def _itself(name: str, words: Words) -> Iterator[Voice]:
    parts = name.split()
    affix = words.nouns.by_affix(name)
    if affix:
        yield f"affix {family(affix, words)}", affix
    elif len(parts) > 1 and (kind := words.nouns.class_of(parts[-1])):
        yield f"last word {family(kind, words)}", kind
    elif len(parts) > 1 and (kind := words.nouns.class_of(parts[0])):
        yield f"first word {family(kind, words)}", kind
    elif len(parts) == 1 and words.nouns.compounds and (kind := words.nouns.class_of(name)):
        yield f"last word {family(kind, words)}", kind
    if words.linker.is_legal_form(parts[-1]) and len(parts) > 1:
        yield "legal form", "Company"
    if name in listing("cities"):
        yield "city", "City"
    first = parts[0] in listing("first_names") and parts[0] not in listing("cities")
    if first and len(parts) > 1 and parts[-1][0].isupper():
        yield f"first name of {min(len(parts), 3)}", ""
    elif first:
        yield "first name alone", ""
    if len(parts) > 1 and any(len(part) == 2 and part[1] == "." for part in parts[:-1]):
        yield "initial", ""
    yield from ((shape, "") for shape in _shapes(name, parts, words))


def _shapes(name: str, parts: list[str], words: Words) -> Iterator[str]:
    yield f"{min(len(parts), 4)} words"
    letters = name.replace(".", "").replace("&", "").replace("-", "")
    if name[0].islower():
        yield "small first letter"
    if any(char.isdigit() for char in name):
        yield "number" if len(parts) > 1 and parts[-1][0].isdigit() else "digits"
    if letters.isupper() and len(parts) == 1:
        yield "dotted" if DOTTED.fullmatch(name) else f"capitals {min(len(letters), 5)}"
    elif any(char.isupper() for char in parts[-1][1:]) and "-" not in parts[-1] and name[0].isupper():
        yield "inner capital"
    if "&" in name:
        yield "ampersand"
    if len(parts) > 2 and any(part in {"of", "for", "voor", "on"} for part in parts):
        yield "of inside"
    if "-" in name:
        yield "hyphen"
    if len(parts) > 2 and any(part in words.lexicon.words("names", "particles") for part in parts[1:-1]):
        yield "particle inside"


# ── what it is called ────────────────────────────────────────────────────────────────────────────


def _described(doc: Doc, item: Found, head: Token, words: Words) -> Iterator[Voice]:
    """The nouns that say what it is: a title, an apposition, a predicate, the noun right before it."""
    inside = range(item.first, item.last + 1)
    nouns = [child for child in children(head, "appos", "nmod", "compound", "flat", "amod") if child.i not in inside]
    nouns = [noun for noun in nouns if noun.pos_ in {"NOUN", "PROPN"}]
    if label(head) in {"appos", "flat"} and head.head.pos_ == "NOUN":
        nouns.append(head.head)
    if label(head) == "nsubj" and head.head.pos_ == "NOUN" and children(head.head, "cop"):
        nouns.append(head.head)
    nouns += [noun for noun in (*_shared(head), *_behind(doc, item, words)) if noun not in nouns]
    before = doc[item.first - 1] if item.first and not doc[item.first].is_sent_start else None
    if before is not None and before.pos_ == "NOUN" and before.is_alpha and before.i not in {noun.i for noun in nouns}:
        nouns.append(before)
    for noun in nouns:
        if children(noun, "case") and noun.i != item.first - 1:
            continue
        if words.nouns.post(noun):
            yield "post", "Person"
        elif kind := words.nouns.kind(noun):
            yield f"noun {family(kind, words)}", kind
    if before is not None and (
        before.lower_ in words.lexicon.words("names", "titles") or (before.text[0].isupper() and words.nouns.post(before))
    ):
        yield "title", "Person"


def _shared(name: Token) -> Iterator[Token]:
    """The noun in the plural before a row of names of which this is a later one: "Kamerleden Jan Smit en Piet Bos"."""
    top = first_conjunct(name)
    noun = top if top.pos_ == "NOUN" and children(top, "appos", "flat") else top.head
    beside = label(name if noun is top else top) in {"appos", "flat", "conj"} and noun.pos_ == "NOUN" and noun.i < name.i
    if top is not name and beside and "Plur" in noun.morph.get("Number", []):
        yield noun


def _behind(doc: Doc, item: Found, words: Words) -> Iterator[Token]:
    """The noun behind a comma that says what the name is, wherever the parser hangs it: "Umbra, an Oslo-based start-up that …"."""
    opens = item.last + 2
    lists = (("articles", "definite"), ("articles", "indefinite"))
    if opens >= len(doc) or doc[opens - 1].text != "," or doc[opens].lower_ not in words.lexicon.any(*lists):
        return
    placed = item.first > 0 and doc[item.first - 1].pos_ == "ADP"  # "In Oslo, the company said": no word for Oslo
    for token in doc[opens + 1 : min(doc[opens].sent.end, opens + WIDE)]:
        around = (doc[token.i - 1], doc[token.i + 1] if token.i + 1 < len(doc) else token)
        hyphened = any(other.text == "-" for other in around)
        if token.pos_ == "NOUN" and not hyphened and (around[1] is token or around[1].pos_ not in {"NOUN", "PROPN"}):
            if not (placed and label(token) == "nsubj") and (words.nouns.post(token) or words.nouns.kind(token) != "Person"):
                yield token  # "a daughter of Umbra" is no person
            return
        if token.pos_ not in BEFORE_NOUN and not hyphened:
            return


def _neighbours(doc: Doc, item: Found, words: Words) -> Iterator[Voice]:
    sent = doc[item.first].sent
    before = [doc[i] for i in range(item.first - 1, max(sent.start, item.first - 4) - 1, -1)]
    after = [doc[i] for i in range(item.last + 1, min(sent.end, item.last + 5))]
    near = before[0].lower_ if before else ""
    if near in words.lexicon.words("articles", "definite"):
        yield "the", ""
    if near in words.lexicon.words("articles", "indefinite"):
        yield "a", ""
    if before and before[0].lemma_.lower() in words.lexicon.words("around", "new"):
        yield "new", ""
    if before and before[0].lemma_.lower() in words.lexicon.words("around", "honoured"):
        yield "late", ""
    if before and before[0].lemma_.lower() in words.lexicon.words("around", "named"):
        yield "named", ""
    if near in words.lexicon.words("pronouns", "possessive") or near in words.lexicon.words("possessive", "suffixes"):
        yield "possessed", ""
    texts = [token.text for token in after]
    if len(texts) > 1 and texts[0] in {",", "("} and texts[1].isdigit() and len(texts[1]) == 2:
        yield "age", ""
    if any(token.lower_ in words.lexicon.words("around", "who") for token in after[texts[:1] == [","] :][:1]):
        yield "who", ""
    if texts[:1] == [","] and len(texts) > 1 and texts[1] in words.lexicon.words("around", "which"):
        yield "which", ""
    if (
        len(before) > 1
        and before[0].pos_ == "ADJ"
        and before[0].text[0].isupper()
        and before[1].lower_ in words.lexicon.words("around", "neuter")
    ):
        yield "neuter", ""  # "het Amerikaanse Umbra"
    if texts[:1] == [","] and len(texts) > 1 and texts[1][0].isupper():
        sense = words.linker.lookup(texts[1], words.lexicon.language) or words.linker.lookup(" ".join(texts[1:3]), words.lexicon.language)
        if sense is not None and sense.kind in {"label", "alias"} and family(sense.entity.type, words) == "Place":
            yield "in front of a place", ""
    if after and after[0].pos_ == "NOUN" and after[0].i > item.last and label(doc[item.last]) in {"compound", "nmod", "amod", "flat"}:
        noun = after[0]
        if words.nouns.post(noun):
            yield "before a post", ""
        elif kind := words.nouns.kind(noun):
            yield f"before noun {family(kind, words)}", ""
        else:
            yield "before a noun", ""


def titled(name: str, title: str, words: Words) -> Iterator[Voice]:
    """What the title of the article calls it: "Chipmaker Umbra raises $5 million"."""
    before, found, _ = title.partition(name)
    said = before.split()
    if found and before.endswith(" ") and (kind := words.nouns.class_of(said[-1].strip("‘’“”\"'").lower())):
        yield f"noun {family(kind, words)}", kind


# ── what governs it ──────────────────────────────────────────────────────────────────────────────


def _governed(item: Found, head: Token, words: Words) -> Iterator[Voice]:
    lexicon = words.lexicon
    top = first_conjunct(head)
    if possessive(top, lexicon) or any(child.lower_ in lexicon.words("possessive", "suffixes") for child in children(head, "case")):
        heads = words.nouns.is_bare(top.head) or words.nouns.post(top.head) == "leads"  # "Umbra's chairman": whoever has one is a body
        yield "before a post" if heads else "possesses", ""
        return
    marker = case(head) or case(top)
    if marker:
        yield from _after_preposition(marker, head, top, words)
    elif label(top) in {"nsubj", "obj", "iobj"} and top.head.pos_ in {"VERB", "AUX"}:
        patient = label(top) != "nsubj" or top.dep_ == "nsubj:pass"
        verb = top.head.lemma_.lower()
        groups = (
            ("thing_object", "body_object", "person_object", "place_object", "attend") if patient else ("person_subject", "agent_subject")
        )
        hit = [group for group in groups if verb in lexicon.words("verbs", group)]
        hit += ["reporting"] if not patient and verb in lexicon.words("reporting", "verbs") else []
        yield from ((f"verb {group}", "") for group in hit)
        if not hit:
            yield ("object" if patient else "subject"), ""
    for sibling in (token for token in conjuncts(top) if not item.first <= token.i <= item.last):
        sense = words.linker.lookup(sibling.text, lexicon.language) if sibling.pos_ == "PROPN" else None
        if sense is not None and sense.kind in {"label", "alias"}:
            yield f"beside {family(sense.entity.type, words)}", ""


def _after_preposition(marker: str, head: Token, top: Token, words: Words) -> Iterator[Voice]:
    paid = words.lexicon.words("around", "paid")
    if marker in words.lexicon.words("around", "place") and any(
        part.lemma_.lower() in paid for part in (top.head, *children(top.head, "obj"))
    ):
        yield "verb body_object", ""  # "invests in Umbra", "a stake in Umbra"
        return
    for group in ("place", "employer", "origin", "owner", "agent", "tool"):
        if marker in words.lexicon.words("around", group):
            noun = top.head
            if group in {"employer", "owner"} and noun.pos_ in {"NOUN", "PROPN"}:
                if top is not head and "Plur" not in noun.morph.get("Number", []):
                    break  # "based in the city of Wuxi, and Umbra": the second is no city
                if words.nouns.post(noun):
                    yield "post of", ""
                    return
                if (kind := words.nouns.kind(noun)) and family(kind, words) != "Thing":  # "the phones of Umbra": anyone may have them
                    yield f"noun {family(kind, words)} of", ""
                    return
            yield f"after {group}", ""
