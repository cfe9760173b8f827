"""Who does what, where a small parser gave a word the wrong role or the tagger the wrong class; part of `kg.extract.repairs`.

Every function mends one token in place, by the words around it and the grammar of the language, or leaves it alone.
"""

from __future__ import annotations

from kg.extract.nouns import Nouns
from kg.extract.syntax import NOMINAL, PERSONS, case, children, label, lemma
from kg.lang import Lexicon, listing
from kg.parse import Token


def hang(token: Token, head: Token, dep: str) -> None:
    """Move a token with all below it to another head; a root stays, and nothing hangs below itself."""
    if token.head is token or token is head or token.is_ancestor(head):
        return
    old = token.head
    if old is not token:
        old.children = tuple(child for child in old.children if child is not token)
    token.head = head
    token.relabel(dep)
    head.children = tuple(sorted((*head.children, token), key=lambda child: child.i))
    for start in (old, head):
        for above in (start, *start.ancestors):
            above.forget()


def relative(pronoun: Token, lexicon: Lexicon) -> None:
    """ "A law that Umbra must obey", "een wet die Umbra verplicht": before a name stands a relative pronoun and no article."""
    name, verb = pronoun.head, pronoun.head.head
    if pronoun.lower_ not in lexicon.words("pronouns", "relative") or name.pos_ != "PROPN" or name.i != pronoun.i + 1:
        return
    if verb.dep_ != "acl:relcl" or verb.pos_ != "VERB" or verb.head.i > pronoun.i or children(name, "case"):
        return
    acts = label(name) == "nsubj"
    hang(pronoun, verb, "obj" if acts else "nsubj")
    if not acts:
        name.dep_ = name.label = "obj"


def clausal_name(name: Token, lexicon: Lexicon) -> None:
    """ "Slack, which Umbra acquired": the name between the pronoun and the verb is the clause's subject, and heads no clause."""
    verb = name.nbor(1) if name.i + 1 < name.sent.end else name
    while verb.head is name and label(verb) == "flat" and verb.i + 1 < name.sent.end:
        verb = verb.nbor(1)
    if name.dep_ != "acl:relcl" or verb.pos_ != "VERB" or verb.head is not name or children(name, "cop", "nsubj", "aux"):
        return
    pronoun = next((child for child in children(verb, "obj") if child.i < name.i), None)
    if pronoun is None or pronoun.lower_ not in lexicon.words("pronouns", "relative"):
        return
    hang(verb, name.head, "acl:relcl")
    hang(name, verb, "nsubj")


def bidden(noun: Token, lexicon: Lexicon) -> None:
    """ "Urged the United States to lift sanctions": what stands before the mark of an infinitive is the object of the verb before it."""
    deed = noun.head
    verb = deed.head
    marks = [mark for mark in children(deed, "mark") if mark.lower_ in lexicon.words("modality", "infinitive_marks")]
    if label(noun) != "obj" or label(deed) not in {"xcomp", "advcl"} or not marks or not verb.i < noun.i < marks[0].i:
        return
    if verb.pos_ == "VERB" and not children(verb, "obj") and lemma(verb) in lexicon.words("governors", "object_control"):
        hang(noun, verb, "obj")


def fronted(verb: Token, lexicon: Lexicon) -> None:
    """ "Oudere machines verkoopt Umbra": several things before a verb in the singular are what it does something to."""
    _reported(verb, lexicon)
    turned = verb.dep_.lower() in lexicon.words("clauses", "turned") and verb.dep_ != "acl:relcl" and "Sing" in verb.morph.get("Number", [])
    first, second = children(verb, "nsubj"), children(verb, "obj")
    if turned and len(first) == len(second) == 1 and second[0].i < verb.i < first[0].i and _in_order(second[0], verb, first[0], lexicon):
        second[0].relabel("nsubj")
        first[0].relabel("obj")
        return
    if turned and not first and len(second) == 2 and second[0].i < verb.i < second[1].i and second[0].pos_ == "PRON":
        second[1].relabel("nsubj")  # "dat meldt Umbra"
        return
    if not turned or len(first) != 1 or len(second) != 1 or not first[0].i < verb.i < second[0].i or first[0].dep_ != "nsubj":
        return
    plural = "Plur" in first[0].morph.get("Number", []) and first[0].pos_ == "NOUN" and not children(first[0], "conj", "appos")
    if plural and "Plur" not in second[0].morph.get("Number", []) and not children(second[0], "conj", "case"):
        first[0].relabel("obj")
        second[0].relabel("nsubj")


def _reported(verb: Token, lexicon: Lexicon) -> None:
    """ "…, dat schrijft Umbra": whoever stands behind the verb says it, and no relative clause has its verb right behind the pronoun."""
    first, behind = children(verb, "nsubj"), [child for child in children(verb, "obj") if child.pos_ == "PROPN" and not case(child)]
    told = bool(lexicon.words("compounds", "joiners")) and lemma(verb) in lexicon.words("reporting", "verbs")
    if not told or len(first) != 1 or len(behind) != 1 or first[0].pos_ != "PRON" or not first[0].i + 1 == verb.i < behind[0].i:
        return
    if verb.dep_ in {"acl:relcl", "parataxis"} and {"Dem", "Rel"} & set(first[0].morph.get("PronType", [])):
        verb.relabel("parataxis")
        first[0].relabel("expl")
        behind[0].relabel("nsubj")


def _in_order(first: Token, verb: Token, second: Token, lexicon: Lexicon) -> bool:
    """A name, the verb and a name: nothing tells that the second acts, so the first does ("Umbra koopt Globex")."""
    named = first.pos_ == "PROPN" or (first.is_upper and len(first.text) > 1)
    opens = first.left_edge.i == verb.sent.start and max(part.i for part in first.subtree) == verb.i - 1
    alone = second.pos_ == "PROPN" and not children(second, "det", "conj", "case") and second.left_edge.i == verb.i + 1
    return bool(lexicon.words("compounds", "joiners")) and named and opens and alone and not children(first, "conj", "case")


def gerund(noun: Token, lexicon: Lexicon) -> None:
    """ "Denied spying for Beijing": what somebody denies or is accused of is a deed, and what stands behind it is the deed's."""
    verb, form = noun.head, noun.lower_
    told = label(noun) in {"obj", "xcomp", "ccomp"} and lemma(verb) in lexicon.any(("reporting", "denials"), ("reporting", "accusations"))
    if not told or children(noun, "det", "amod", "nmod:poss", "case"):
        return
    stems = [form.removesuffix(ending) for ending in sorted(lexicon.words("lemmas", "gerunds")) if form.endswith(ending)]
    endings = ("", *sorted(lexicon.words("lemmas", "endings")))
    verbs = (word for stem in stems for word in (*(f"{stem}{ending}" for ending in endings), stem[:-1]))  # a doubled letter is one
    deed = next((word for word in verbs if word in lexicon.words("stance", "wrongs")), None)
    if deed is None:
        return
    noun.pos_, noun.lemma_ = "VERB", deed
    noun.relabel("xcomp")
    for child in verb.children:
        if child.i > noun.i and label(child) == "obl" and child.left_edge.i == noun.i + 1:
            hang(child, noun, child.dep_)


def preposition(word: Token) -> None:
    """ "Dat het onder invloed staat": right before a noun that has none, a preposition is that noun's."""
    noun = word.nbor(1)
    if noun.pos_ == "NOUN" and noun.dep_ == "fixed" and noun.head is word and label(word) == "obl":
        hang(noun, word.head, "obl")
    beside = noun.head is word.head and label(word) in {"obl", "advmod"} and label(noun) == "obl"
    if beside and noun.pos_ == "NOUN" and not word.children and not children(noun, "case"):
        hang(word, noun, "case")


def syllable(hyphen: Token, lexicon: Lexicon) -> None:
    """ "Choi Tae-won": the small second half of a given name behind a family name is of the name, whatever it is elsewhere."""
    first, last = hyphen.nbor(-1), hyphen.nbor(1)
    family = first.nbor(-1) if first.i > hyphen.sent.start else first
    glued = not first.whitespace_ and not hyphen.whitespace_ and last.sent is hyphen.sent and last.text.islower() and last.text.isalpha()
    if (
        not glued
        or family is first
        or family.lower_ not in lexicon.words("names", "family_first")
        or not (first.is_title and family.is_title)
    ):
        return
    if family.head in {first, last} or last.is_ancestor(family):
        hang(family, last.head if last.head is not last else family, last.dep_)
    for part in (first, last):
        for child in part.children:
            if child.i > last.i:
                hang(child, family, child.dep_)
        hang(part, family, "flat")
        part.pos_ = "PROPN"


def compounded(noun: Token, nouns: Nouns) -> None:
    """ "De Digital Services-tak van Umbra": a noun with a name before its hyphen is what the words before it name."""
    first, last = noun.nbor(-1) if noun.i > noun.sent.start else noun, noun.text.rpartition("-")[2]
    if (
        not first.is_title
        or first.pos_ != "PROPN"
        or not noun.text[0].isupper()
        or not last.islower()
        or last in nouns.roles
        or not (last in nouns.classes or last in nouns.built.get("unit", ()))
    ):
        return
    top = first
    while top.head.pos_ == "PROPN" and label(top) in {"flat", "compound"} and top.head.i < noun.i:
        top = top.head
    if noun.head is not top and noun.head is not top.head:
        return
    if noun.head is top:
        hang(noun, top.head if top.head is not top else noun, top.dep_)
    else:
        noun.relabel(top.dep_)
    for child in [child for child in top.children if label(child) in {"case", "det"} or child.i > noun.i]:
        hang(child, noun, child.dep_)
    hang(top, noun, "compound")


def clause(verb: Token, lexicon: Lexicon) -> None:
    """What a verb has as its own: its voice, its particle, and the clause that it tells."""
    active(verb, lexicon)
    absolute(verb, lexicon)
    particle = verb.nbor(1)
    thing = particle.head
    if particle.pos_ == "ADP" and particle.lower_ in lexicon.words("compounds", "particles") and thing.head is verb and thing.dep_ == "obj":
        hang(particle, verb, "compound:prt")  # "plans to take over X": an object has no preposition
    moment = verb.head
    told = (
        label(verb) == "acl"
        and label(moment) == "obl"
        and moment.pos_ in {"NOUN", "PROPN"}
        and lemma(moment.head) in lexicon.words("reporting", "verbs")
    )
    marked = any(child.pos_ == "SCONJ" for child in children(verb, "mark")) and children(verb, "nsubj")
    if told and marked and not case(moment) and moment.head.i < moment.i:
        hang(verb, moment.head, "ccomp")  # "announced last month that it plans"


def called(name: Token, nouns: Nouns) -> None:
    """ "Jane Doe, editor of the news site The Daily Caller": the name right behind a noun for what bears it is that one's, and no other
    name of who came before."""
    start = name.left_edge.i
    noun = name.doc[start - 1] if start > name.sent.start else name
    if noun.pos_ != "NOUN" or noun is name.head or name.ent_type_ in PERSONS or "Plur" in noun.morph.get("Number", []):
        return
    kind = nouns.kind(noun)
    inner = noun.is_ancestor(name) or not name.head.is_ancestor(noun)
    if kind is None or kind == "Person" or nouns.post(noun) or inner or children(name, "case"):
        return
    hang(name, noun, "appos")


def actor(name: Token, lexicon: Lexicon) -> None:
    """ "Of Umbra rivalen benadeelt": the name before a bare object is the subject of a clause that has none, or else who is given it."""
    noun, verb = name.head, name.head.head
    alone = bool(lexicon.words("compounds", "joiners")) and name.dep_ == "nmod" and not children(name, "case") and name.i < noun.i
    if not alone or noun.pos_ != "NOUN" or verb.pos_ != "VERB" or label(noun) != "obj" or (verb.i < noun.i and not children(verb, "nsubj")):
        return
    if noun.left_edge.i != name.left_edge.i:
        return
    if children(verb, "nsubj"):
        hang(name, verb, "iobj")  # "legde Umbra sancties op"
    elif children(verb, "mark"):
        hang(name, verb, "nsubj")


def placed(name: Token, lexicon: Lexicon) -> None:
    """ "Op verzoek van Umbra in Canada aangehouden": a place between a name and the participle at the end is where it was done."""
    above, verb = name.head, name.head.head
    if (
        name.dep_ != "nmod"
        or case(name) != lexicon.value("places", "inside")
        or above.pos_ != "PROPN"
        or not label(above).startswith("obl")
    ):
        return
    if verb.pos_ == "VERB" and "Part" in verb.morph.get("VerbForm", []) and max(part.i for part in name.subtree) + 1 == verb.i:
        hang(name, verb, "obl")


def active(verb: Token, lexicon: Lexicon) -> None:
    """A passive subject takes an auxiliary: without one the verb is in the active ("Beijing called on Washington")."""
    helpers = lexicon.words("voice", "passives")
    finite = "Fin" in verb.morph.get("VerbForm", []) or verb.head is verb
    if finite and not any(child.lemma_.lower() in helpers or child.dep_ == "aux:pass" for child in children(verb, "aux")):
        for child in children(verb, "nsubj:pass"):
            child.relabel("nsubj")


def inhabitant(nation: Token, lexicon: Lexicon) -> None:
    """ "De Nederlander Jan Smit": the name is what is spoken of, and the inhabitant's only says where he is from."""
    name = nation.nbor(1) if nation.i + 1 < nation.sent.end else nation
    opens = nation.i > nation.sent.start and nation.nbor(-1).lower_ in lexicon.words("articles", "definite") and nation.is_title
    if not opens or name.head is not nation or label(name) != "appos" or name.text not in listing("first_names") or nation.head is nation:
        return
    hang(name, nation.head, nation.dep_)
    for child in nation.children:
        hang(child, name, child.dep_)
    hang(nation, name, "amod")
    nation.pos_ = "ADJ"


def perfect(participle: Token, lexicon: Lexicon) -> None:
    """ "Umbra heeft altijd ontkend dat": of a verb and the participle that hangs on it, the first is the auxiliary, and its subject is
    the participle's."""
    if not children(participle, "nsubj"):
        for child in [child for aux in children(participle, "aux") for child in children(aux, "nsubj")]:
            hang(child, participle, child.dep_)
    if label(participle) == "amod":
        _predicate(participle, lexicon)
    verb = participle.head
    if label(participle) != "xcomp" or "Part" not in participle.morph.get("VerbForm", []) or verb.pos_ not in {"VERB", "AUX"}:
        return
    if (
        verb.lemma_.lower() not in lexicon.words("modality", "perfect")
        or children(verb, "obj", "aux")
        or children(participle, "nsubj", "aux")
    ):
        return
    head, dep = verb.head, verb.dep_
    if head is verb:
        participle.head = participle
        verb.children = tuple(child for child in verb.children if child is not participle)
        participle.relabel(dep)
    else:
        hang(participle, head, dep)
    for child in [child for child in verb.children if child is not participle]:
        hang(child, participle, child.dep_)
    verb.pos_ = "AUX"
    verb.head = participle
    verb.relabel("aux")
    participle.children = tuple(sorted((*participle.children, verb), key=lambda child: child.i))
    for above in (verb, participle, *participle.ancestors):
        above.forget()


def _predicate(participle: Token, lexicon: Lexicon) -> None:
    """ "Has revoked licences": what stands right behind the auxiliary is no adjective of the object."""
    noun = participle.head
    verb = noun.head
    past = "Past" in participle.morph.get("Tense", []) and verb.lemma_.lower() in lexicon.words("modality", "perfect")
    if past and label(noun) == "obj" and verb.pos_ in {"VERB", "AUX"} and participle.i == verb.i + 1:
        hang(participle, verb, "xcomp")
        hang(noun, participle, "obj")


def bare(article: Token, lexicon: Lexicon) -> None:
    """ "Dat het chips levert": before a noun in the plural stands no "het" for an article, but the clause's own subject."""
    noun, verb = article.head, article.head.head
    alone = article.lower_ in lexicon.words("pronouns", "thing") and noun.i == article.i + 1 and article.i > article.sent.start
    if not alone or "Plur" not in noun.morph.get("Number", []) or label(article.nbor(-1)) != "mark" or verb.pos_ != "VERB":
        return
    if label(noun) in {"obj", "nsubj"} and not any(child is not noun for child in children(verb, "nsubj")):
        article.pos_ = "PRON"
        hang(article, verb, "nsubj")
        noun.relabel("obj")


def nominal(verb: Token, lexicon: Lexicon) -> None:
    """ "Het ingrijpen": an infinitive behind an article is a noun."""
    articles = lexicon.any(("articles", "definite"), ("articles", "indefinite"))
    infinitive = "Inf" in verb.morph.get("VerbForm", []) and label(verb) in NOMINAL
    if infinitive and any(child.i < verb.i and child.lower_ in articles for child in children(verb, "det")):
        verb.pos_ = "NOUN"


def acronym(name: Token, lexicon: Lexicon) -> None:
    """ "Stuurde het OM een bericht": an acronym behind its article is no preposition or particle."""
    article = name.nbor(-1)
    if article.lower_ not in lexicon.words("articles", "definite") or article.head is name or label(article) not in NOMINAL:
        return
    dep, head = article.dep_, article.head
    name.pos_, name.lemma_ = "PROPN", name.text
    hang(name, head, dep)
    hang(article, name, "det")


def absolute(verb: Token, lexicon: Lexicon) -> None:
    """ "With Umbra taking part": who is named behind the preposition does it."""
    if label(verb) != "advcl" or children(verb, "mark", "aux") or "Fin" in verb.morph.get("VerbForm", []):
        return
    own = children(verb, "nsubj")
    if own and not (len(own) == 1 and case(own[0]) in lexicon.words("clauses", "exemplars")):  # "with backers including Umbra taking part"
        return
    before = (min(part.i for part in own[0].subtree) if own else verb.i) - 1
    while before > verb.sent.start and verb.doc[before].pos_ == "ADV":
        before -= 1
    for phrase in children(verb.head, "obl", "nmod"):
        if case(phrase) in lexicon.words("clauses", "absolute") and max(part.i for part in phrase.subtree) == before:
            hang(verb, phrase, "acl")
            for example in own:
                hang(example, phrase, "nmod")
            return


def told(name: Token, noun: Token) -> bool:
    """ "Umbra, a vendor banned by Norway": a participle that the parser took for a clause of its own, with the noun for its subject.

    Args:
        name: the head of the name before the comma.
    """
    verb = noun.head
    last = max(part.i for part in noun.subtree)
    if label(noun) != "nsubj" or label(verb) not in {"parataxis", "conj", "acl"} or verb.pos_ != "VERB" or verb.i != last + 1:
        return False
    if children(verb, "aux", "mark", "cc") or verb.is_ancestor(name) or "Past" not in verb.morph.get("Tense", []):
        return False
    hang(noun, name, "appos")
    hang(verb, noun, "acl")
    return noun.head is name
