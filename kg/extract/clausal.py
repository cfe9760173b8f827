"""Clauses that a small parser cut in the wrong place, or hung on the wrong word; part of `kg.extract.repairs`.

Where the verb stands last, its arguments stand far from it, and one that stands beside a noun is easily taken for the noun's own.
Every function mends what hangs around one token in place, by the words around it and the grammar of the language, or leaves it alone.
"""

from __future__ import annotations

from kg.extract.nouns import Nouns
from kg.extract.roles import hang
from kg.extract.syntax import case, children, label
from kg.lang import Lexicon
from kg.parse import Token

NEUTER, COMMON = "Neut", "Com"
ASIDE = frozenset({"nmod", "appos", "conj"})
"""Labels of a noun below another one, on which a clause about that one may hang."""
THINGS = frozenset({"Product", "Technology"})


def mended(token: Token, lexicon: Lexicon, nouns: Nouns) -> None:
    """Mends what the token tells; each function asks first whether it concerns it."""
    kind = token.label
    if kind == "mark":
        _taken_up(token, lexicon)
    elif kind in {"nsubj", "obj"} and token.pos_ == "PRON":
        _agreeing(token, lexicon)
    elif kind in {"appos", "flat"}:
        _beside_time(token, lexicon)
        _second(token, lexicon)
    elif kind == "parataxis":
        _colon(token)
    elif kind == "conj" and token.pos_ == "PROPN":
        _pair(token)
        _asked(token, lexicon)
    elif kind == "conj" and token.pos_ == "VERB":
        _told(token, lexicon)
    elif kind == "det" and token.pos_ == "DET":
        _it(token, lexicon, nouns)
    if token.pos_ == "NOUN" and children(token, "compound:prt"):
        _verb(token)
    elif token.pos_ == "NOUN" and token.i > token.sent.start + 1 and token.nbor(-1).pos_ == "PROPN":
        _told_last(token, lexicon)
    if token.pos_ == "PROPN":
        _titled(token, nouns)
        _common(token, lexicon)


def _told(verb: Token, lexicon: Lexicon) -> None:
    """ "Umbra has bought Globex, Reuters reported on Tuesday": a clause of saying without "and" and without words of its own says the one
    before it."""
    subjects = children(verb, "nsubj")
    if verb.i < verb.head.i or verb.lemma_.lower() not in lexicon.words("reporting", "verbs") or len(subjects) != 1:
        return
    edge = subjects[0].left_edge
    if edge.i and (edge.text == "," or edge.nbor(-1).text == ",") and not children(verb, "cc", "obj", "ccomp", "xcomp"):
        verb.relabel("parataxis")


def _told_last(noun: Token, lexicon: Lexicon) -> None:
    """ "Umbra has bought Globex, Bloomberg reports.": no reports of Bloomberg's, but what it reports."""
    last, name = noun.sent[-1], noun.nbor(-1)
    told = noun.lower_ != noun.lemma_.lower() and noun.lemma_.lower() in lexicon.words("reporting", "verbs")
    if not told or noun.i < last.i - 1 or (noun is not last and not last.is_punct) or name.head is not noun or noun.head is noun:
        return
    first = name.left_edge
    article = [child for child in children(noun, "det") if child.i == first.i - 1]
    first = article[0] if article else first
    if first.i - 1 <= noun.sent.start or first.nbor(-1).text != "," or children(noun, "nmod", "amod", "case", "nmod:poss", "nummod"):
        return
    noun.pos_ = "VERB"
    name.relabel("nsubj")
    for child in article:
        hang(child, name, "det")
    hang(noun, noun.sent.root, "parataxis")


def finite(verb: Token) -> bool:
    """True for a verb in the present or past, its auxiliary counted."""
    return any("Fin" in word.morph.get("VerbForm", []) for word in (verb, *children(verb, "aux")))


def _taken_up(mark: Token, lexicon: Lexicon) -> None:
    """ "Umbra, dat Jansen oprichtte, haalt geld op": behind a name and a comma stands a relative pronoun, where the clause above is no
    speech and that below lacks an object."""
    clause = mark.head
    if mark.lower_ not in lexicon.words("pronouns", "relative") or mark.i < mark.sent.start + 2 or mark.nbor(-1).text != ",":
        return
    name = mark.nbor(-2)
    while name.head.pos_ == "PROPN" and name.label in {"flat", "compound"} and name.head.i < mark.i:
        name = name.head
    told = label(clause) != "ccomp" or clause.head.pos_ != "VERB" or clause.head.lemma_.lower() in lexicon.words("reporting", "verbs")
    if name.pos_ != "PROPN" or told or not finite(clause) or children(clause, "obj", "ccomp", "xcomp") or clause.is_ancestor(name):
        return
    if not children(clause, "nsubj"):
        return
    mark.pos_ = "PRON"
    mark.relabel("obj")
    hang(clause, name, "acl:relcl")


def _agreeing(pronoun: Token, lexicon: Lexicon) -> None:
    """ "Een netwerk van labs voor kennis dat is opgezet": "dat" takes up a neuter noun, "die" none of them in the singular."""
    clause, genders = pronoun.head, lexicon.table("pronouns", "agreeing")
    if pronoun.lower_ not in genders or clause.dep_ != "acl:relcl" or clause.head.i > pronoun.i:
        return
    noun = clause.head
    while not _agrees(noun, str(genders[pronoun.lower_])):
        if noun.label not in ASIDE or noun.head.pos_ != "NOUN" or noun.head.i > noun.i:
            return
        noun = noun.head
    if noun is not clause.head and noun.morph.get("Gender", []):
        hang(clause, noun, "acl:relcl")


def _agrees(noun: Token, gender: str) -> bool:
    plural = "Plur" in noun.morph.get("Number", [])
    own = noun.morph.get("Gender", [])
    if not own and not plural:
        return True
    return (NEUTER in own and not plural) if gender == NEUTER else (plural or COMMON in own)


def _beside_time(name: Token, lexicon: Lexicon) -> None:
    """ "Sinds Ziggo begin vorig jaar Tele2 overnam": no name stands in apposition to a year; it is an object of the verb behind it."""
    time = name.head
    if name.pos_ != "PROPN" or time.pos_ != "NOUN" or time.lemma_.lower() not in lexicon.words("anaphora", "measures") or time.i > name.i:
        return
    verb = next((above for above in time.ancestors if above.pos_ == "VERB"), None)
    if verb is None or verb.i < name.i or children(verb, "obj") or not finite(verb):
        return
    hang(name, verb, "obj" if _opened(verb, lexicon) else "nsubj")


def _opened(clause: Token, lexicon: Lexicon) -> bool:
    """The clause has a subject, or gets that of a preposition before it which is a conjunction as well: "sinds Ziggo …"."""
    if children(clause, "nsubj"):
        return True
    edge = next((part.i for part in clause.subtree if not part.is_punct), clause.i)
    for phrase in children(clause.head, "obl"):
        marks = [child for child in children(phrase, "case") if child.lower_ in lexicon.words("clauses", "opening")]
        if marks and phrase.i < edge <= max(part.i for part in phrase.subtree) + 2:
            hang(phrase, clause, "nsubj")
            hang(marks[0], clause, "mark")
            return True
    return False


def _second(noun: Token, lexicon: Lexicon) -> None:
    """ "Sleepte Umbra, de maker van spellen, het bedrijf voor de rechter": a second apposition behind the verb is its object."""
    name = noun.head
    verb = name.head
    if noun.pos_ != "NOUN" or label(name) != "nsubj" or verb.pos_ != "VERB" or verb.i > name.i or children(verb, "obj", "ccomp"):
        return
    first = next((child for child in children(name, "appos") if name.i < child.i < noun.i and child.pos_ == "NOUN"), None)
    edge = noun.left_edge if noun.left_edge.text != "," else noun.left_edge.nbor(1)
    if first is None or edge.nbor(-1).text != "," or edge.lower_ not in lexicon.words("articles", "definite"):
        return
    hang(noun, verb, "obj")
    for child in children(noun, "nmod"):
        if case(child) and case(child) not in lexicon.words("possessive", "of"):
            hang(child, verb, "obl")


def _colon(verb: Token) -> None:
    """ "China reageerde fel: Zhao, de woordvoerder, riep Zweden op": the subject behind a colon is that of the verb behind it."""
    subjects = children(verb.head, "nsubj")
    if verb.pos_ != "VERB" or not finite(verb) or children(verb, "nsubj") or len(subjects) < 2 or verb.i < verb.head.i:
        return
    last = subjects[-1]
    edge = next((part for part in last.subtree if not part.is_punct), last)
    if verb.head.i < last.i < verb.i and edge.i and edge.nbor(-1).text == ":":
        hang(last, verb, "nsubj")


def _pair(name: Token) -> None:
    """ "A, B en C, een onderneming van D en E", "A, het platform van B en C": what an apposition that no comma closed has for its last
    name is joined with the one behind "en"."""
    first = name.head
    joins = children(name, "cc")
    before = joins[0].nbor(-1) if joins and joins[0].i > name.sent.start else name
    row = [child for child in children(first, "conj") if child.i < name.i]
    if before.pos_ != "PROPN":
        return
    while before.head.pos_ == "PROPN" and before.label in {"flat", "compound"}:
        before = before.head
    beside = before.head.label == "appos" and before.head.head is first
    if not beside and not any(children(child, "cc") for child in row):
        return
    if before.label == "nmod" and first.is_ancestor(before) and case(before):
        hang(name, before, "conj")


def _asked(name: Token, lexicon: Lexicon) -> None:
    """ "Onderzoekt na een klacht van Spotify of Apple anderen benadeelt": "of" opens the question, and the name behind it is its
    subject."""
    marks = [child for child in (*children(name, "cc"), name.nbor(-1)) if child.lower_ in lexicon.words("modality", "asking")]
    if not marks or marks[0].i != name.i - 1:
        return
    for above in name.ancestors:
        clauses = [clause for clause in children(above, "xcomp", "ccomp", "advcl") if clause.pos_ == "VERB" and clause.i > name.i]
        clause = next((clause for clause in clauses if finite(clause) and not children(clause, "nsubj", "mark")), None)
        if clause is not None and not clause.is_ancestor(name):
            if clause.left_edge.i > max(part.i for part in name.subtree) + 1:
                return
            hang(name, clause, "nsubj")
            hang(marks[0], clause, "mark")
            clause.relabel("ccomp")
            return


def _it(article: Token, lexicon: Lexicon, nouns: Nouns) -> None:
    """ "Omdat het apparatuur gebruikt": what is used is a thing, and "het" uses it."""
    noun, verb = article.head, article.head.head
    if article.lower_ not in lexicon.words("pronouns", "thing") or label(noun) != "nsubj" or noun.i != article.i + 1 or verb.pos_ != "VERB":
        return
    if article.i == article.sent.start or article.nbor(-1).dep_ != "mark" or children(verb, "obj", "aux:pass") or noun.pos_ != "NOUN":
        return
    if nouns.kind(noun) in THINGS and verb.lemma_.lower() in lexicon.words("verbs", "thing_object") and verb.i == noun.i + 1:
        article.pos_ = "PRON"
        hang(article, verb, "nsubj")
        noun.relabel("obj")


def _titled(name: Token, nouns: Nouns) -> None:
    """ "Eigenaar van platform OLX en betaalbedrijf PayU": the name behind a bare noun for what it is hangs on the noun."""
    noun = name.nbor(-1) if name.i > name.sent.start else name
    if noun.pos_ != "NOUN" or name.label not in {"nsubj", "obj", "obl", "conj", "appos"} or name.head is noun or noun.is_ancestor(name):
        return
    if children(noun, "det", "appos", "flat", "nmod:poss", "amod") or "Plur" in noun.morph.get("Number", []):
        return
    if noun.label not in {"nmod", "obl", "conj"} or (name.label == "appos" and noun.label == "conj"):
        return
    if nouns.kind(noun) and not children(name, "case", "det", "cc") and not name.is_ancestor(noun):
        hang(name, noun, "appos")


def _verb(noun: Token) -> None:
    """ "Ook Umbra en Globex stappen in": what has a subject and a particle is a verb; its plural is written as the infinitive is."""
    particle = children(noun, "compound:prt")[-1]
    acts = children(noun, "nsubj") and not children(noun, "det", "case", "cop", "amod") and "Plur" in noun.morph.get("Number", [])
    if acts and particle.pos_ == "ADP" and particle.i > noun.i:
        noun.pos_, noun.lemma_ = "VERB", noun.lower_


def _common(name: Token, lexicon: Lexicon) -> None:
    """ "Het lab": a small word behind an article is a noun."""
    before = name.nbor(-1) if name.i > name.sent.start else name
    if (
        name.is_lower
        and name.is_alpha
        and before.head is name
        and before.lower_ in lexicon.words("articles", "definite")
        and before.label == "det"
    ):
        name.pos_ = "NOUN"
