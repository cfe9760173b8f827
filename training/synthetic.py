"""Short made-up sentences in the manner of news, with their trees: bare names around a verb in the present tense, headlines, appositions.

Treebanks have few of them, and a tagger that has seen few takes "The EU fines Google" for three nouns. Names and closed words come from
the treebank with their own annotation, the other words from `synthetic.toml`; features are those that the treebank gives a tag most often.
"""

from __future__ import annotations

import random
import tomllib
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from training.conllu import Sentence, Word
from training.treebanks import Group

WORDS = tomllib.loads((Path(__file__).parent / "synthetic.toml").read_text(encoding="utf-8"))


@dataclass
class Tree:
    """A word with what hangs on it, before and after, in the order of the sentence."""

    word: Word
    label: str = "root"
    left: list[Tree] = field(default_factory=list)
    right: list[Tree] = field(default_factory=list)

    def words(self) -> Iterator[Tree]:
        for child in self.left:
            yield from child.words()
        yield self
        for child in self.right:
            yield from child.words()


def as_(label: str, tree: Tree) -> Tree:
    tree.label = label
    return tree


def sentence(root: Tree, space_before: str = ".,:;?!’'") -> Sentence:
    """The tree as a sentence."""
    order = list(root.words())
    place = {id(node): at for at, node in enumerate(order)}
    heads = {id(child): place[id(node)] for node in order for child in (*node.left, *node.right)}
    words = []
    for at, node in enumerate(order):
        following = order[at + 1].word.form if at + 1 < len(order) else ""
        words.append(replace(node.word, head=heads.get(id(node), at), deprel=node.label, space=following[:1] not in space_before))
    first = words[0]
    words[0] = replace(first, form=first.form[:1].upper() + first.form[1:])
    return Sentence("made up", words)


class Grammar(ABC):
    """What both languages share: words with the treebank's annotation, names, nouns, the pool of name phrases."""

    language = ""

    def __init__(self, documents: Sequence[Group], chance: random.Random):
        self.chance = chance
        self.lists = {name: text.split() for name, text in WORDS[self.language].items()}
        features: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        closed: dict[tuple[str, str], Counter[tuple[str, str, str]]] = defaultdict(Counter)
        self.names: list[list[Word]] = []
        for group in documents:
            for member in group:
                if member.tagged:
                    self.names += name_phrases(member)
                    for word in member.words:
                        features[word.upos, word.xpos][word.feats] += 1
                        closed[word.form.lower(), word.upos][word.xpos, word.feats, word.lemma] += 1
        self.features = {tags: counts.most_common(1)[0][0] for tags, counts in features.items()}
        self.closed = {what: counts.most_common(1)[0][0] for what, counts in closed.items()}

    def word(self, form: str, upos: str, xpos: str, lemma: str, label: str = "root") -> Tree:
        return Tree(Word(form, lemma, upos, xpos, self.features.get((upos, xpos), ""), 0, label, True, ""), label)

    def known(self, form: str, upos: str, label: str) -> Tree:
        """A closed word, as the treebank has it most often."""
        xpos, feats, lemma = self.closed[form.lower(), upos]
        return Tree(Word(form, lemma, upos, xpos, feats, 0, label, True, ""), label)

    def comma(self) -> Tree:
        return self.known(",", "PUNCT", "punct")

    def pick(self, name: str) -> str:
        return self.chance.choice(self.lists[name])

    def odds(self, part: float) -> bool:
        return self.chance.random() < part

    def name(self) -> Tree:
        """A name phrase of the treebank, often with other forms in it, or one word made up."""
        if self.odds(0.4):
            return self.proper(made_up(self.chance))
        words = self.chance.choice(self.names)
        head = next(at for at, word in enumerate(words) if word.head == at)
        forms = {at: made_up(self.chance) for at, word in enumerate(words) if word.upos == "PROPN" and len(words) == 1 and self.odds(0.3)}
        nodes = [
            Tree(replace(word, form=forms.get(at, word.form), lemma=forms.get(at, word.lemma)), word.deprel)
            for at, word in enumerate(words)
        ]
        for at, word in enumerate(words):
            if at != head:
                parent = nodes[word.head]
                (parent.left if at < word.head else parent.right).append(nodes[at])
        return nodes[head]

    @abstractmethod
    def proper(self, form: str) -> Tree:
        """A proper noun, with the tags of the language."""

    def person(self) -> Tree:
        """First and last name."""
        first, last = self.chance.choice(self.persons)
        head = Tree(first)
        head.right.append(Tree(last, "flat"))
        return head

    @property
    def persons(self) -> list[tuple[Word, Word]]:
        if not hasattr(self, "_persons"):
            self._persons = [
                (words[0], words[1]) for words in self.names if len(words) == 2 and words[1].deprel == "flat" and words[1].head == 0
            ]
        return self._persons

    def several(self, conjunction: str) -> Tree:
        """Two or three names in a row."""
        head = self.name()
        count = 2 if self.odds(0.6) else 3
        for number in range(1, count):
            other = as_("conj", self.name())
            other.left.insert(0, self.known(conjunction, "CCONJ", "cc") if number == count - 1 else self.comma())
            head.right.append(other)
        return head

    def stop(self, root: Tree) -> Sentence:
        """The sentence; most have a full stop, the others are headlines."""
        if self.odds(0.65):
            root.right.append(self.known(".", "PUNCT", "punct"))
        return sentence(root)


def name_phrases(source: Sentence) -> Iterator[list[Word]]:
    """Whole phrases of at most four words around a proper noun: nothing but the name, its titles and articles."""
    children: dict[int, list[int]] = defaultdict(list)
    for at, word in enumerate(source.words):
        if word.head != at:
            children[word.head].append(at)
    for at, word in enumerate(source.words):
        if word.upos != "PROPN" or not word.form[0].isupper() or word.deprel not in ("nsubj", "obj", "obl", "nmod", "conj"):
            continue
        inner = {at} | {c for c in children[at] if source.words[c].deprel in ("flat", "compound", "amod", "det")}
        span = range(min(inner), max(inner) + 1)
        if set(span) == inner and len(inner) <= 4 and all(not children[c] for c in inner - {at}):
            words = [source.words[i] for i in span]
            if all(w.upos in ("PROPN", "DET") or w.form[0].isupper() for w in words) and all(w.form[0].isalnum() for w in words):
                yield [replace(w, head=at - span[0], deprel=w.deprel, form=w.form.lower() if w.upos == "DET" else w.form) for w in words]


def made_up(chance: random.Random) -> str:
    """A name that nobody has seen: a word, an acronym, one with a capital inside."""
    onsets, nuclei, codas, endings, tails = (WORDS["made_up"][name].split() for name in ("onsets", "nuclei", "codas", "endings", "tails"))
    draw = chance.random()
    if draw < 0.2:
        return "".join(chance.choice("ABCDEFGHIKLMNOPRSTUVWXZ") for _ in range(chance.randint(2, 5)))
    syllables = "".join(chance.choice(onsets) + chance.choice(nuclei) + chance.choice(["", *codas]) for _ in range(chance.randint(1, 3)))
    if draw < 0.45:
        syllables += chance.choice(endings)
    if draw > 0.92:
        return syllables.title() + chance.choice(tails)
    return syllables.title()


class English(Grammar):
    language = "en"

    def proper(self, form: str) -> Tree:
        return self.word(form, "PROPN", "NNP", form)

    def verb(self, name: str, xpos: str | None = None, label: str = "root") -> tuple[Tree, str]:
        """A verb of a list in one of its forms, and the preposition that belongs to it."""
        forms, _, preposition = self.pick(name).partition(":")
        base, third, past, participle = forms.split("/") if "/" in forms else regular(forms)
        xpos = xpos or ("VBZ" if self.odds(0.75) else "VBD")
        form = {"VBZ": third, "VBD": past, "VBN": participle, "VB": base, "VBP": base}[xpos]
        return self.word(form, "VERB", xpos, base, label), preposition

    def noun(self, headline: bool) -> Tree:
        draw = self.chance.random()
        if draw < 0.45:
            form = self.pick("plural")
            tree = self.word(form, "NOUN", "NNS", "")
        elif draw < 0.65:
            form = self.pick("mass")
            tree = self.word(form, "NOUN", "NN", form)
        else:
            form = self.pick("singular")
            tree = self.word(form, "NOUN", "NN", form)
        if self.odds(0.3):
            form = self.pick("adjectives")
            tree.left.append(self.word(form, "ADJ", "JJ", form, "amod"))
        if self.odds(0.15):
            owner = self.name()
            tree.left.insert(0, as_("nmod:poss", owner))
            owner.right.append(
                self.known("'s" if self.odds(0.5) else "’s", "PART", "case")
                if ("’s", "PART") in self.closed
                else self.known("'s", "PART", "case")
            )
        elif not headline and draw >= 0.65:
            first = next(iter(tree.words())).word.form
            article = self.known("the" if self.odds(0.4) else "an" if first[0] in "aeio" else "a", "DET", "det")
            tree.left.insert(0, article)
        elif not headline and self.odds(0.2):
            tree.left.insert(0, self.known("the", "DET", "det"))
        return tree

    def subject(self) -> Tree:
        """A bare name most often; a described one; a person with a post."""
        draw = self.chance.random()
        if draw < 0.6:
            return self.name()
        if draw < 0.7:
            head = self.proper(made_up(self.chance)) if self.odds(0.6) else self.name()
            if head.left:
                return head
            kind = self.word(self.pick("organisations"), "NOUN", "NN", "", "nmod:desc")
            kind.word = replace(kind.word, lemma=kind.word.form)
            if self.odds(0.5):
                of = self.pick("kinds")
                kind.left.append(self.word(of, "NOUN", "NN", of, "compound"))
            elif self.odds(0.4):
                which = self.pick("adjectives")
                kind.left.append(self.word(which, "ADJ", "JJ", which, "amod"))
            head.left.append(kind)
            return head
        if draw < 0.8:
            form = self.pick("people")
            post = self.word(form, "NOUN", "NN", form)
            owner = self.name()
            if self.odds(0.5):
                owner.right.append(self.known("'s", "PART", "case"))
                post.left.append(as_("nmod:poss", owner))
                post.right.append(as_("appos", self.person()))
                return post
            person = self.person()
            if not owner.left and not owner.right:
                post.left.append(as_("compound", owner))
            person.left.append(as_("nmod:desc", post))
            return person
        head = self.name()
        if draw < 0.88:
            participle, preposition = self.verb("participles", "VBN", "acl")
            where = as_("obl:agent" if preposition == "by" else "obl", self.name())
            where.left.insert(0, self.known(preposition, "ADP", "case"))
            participle.left.append(self.comma())
            participle.right += [where, self.comma()]
            head.right.append(participle)
        elif draw < 0.95:
            form = self.pick("organisations" if self.odds(0.6) else "people")
            what = self.word(form, "NOUN", "NN", form, "appos")
            what.left += [self.comma(), self.known("a" if form[0] not in "aeio" else "an", "DET", "det")]
            if self.odds(0.6):
                where = as_("nmod", self.name())
                where.left.insert(0, self.known(self.chance.choice(["in", "of", "from"]), "ADP", "case"))
                what.right.append(where)
            what.right.append(self.comma())
            head.right.append(what)
        else:
            clause, _ = self.verb("verbs", label="acl:relcl")
            clause.left += [self.comma(), self.known("which" if self.odds(0.7) else "who", "PRON", "nsubj")]
            clause.right += [as_("obj", self.thing(False)), self.comma()]
            head.right.append(clause)
        return head

    def thing(self, headline: bool) -> Tree:
        if self.odds(0.25):
            return self.described() if self.odds(0.6) else self.several("and")
        return self.name() if self.odds(0.6) else self.noun(headline)

    def described(self) -> Tree:
        """Several names after a plural that says what they are."""
        head = self.several("and")
        if head.left:
            return head
        form = self.pick("companies")
        kind = self.word(form, "NOUN", "NNS", "", "nmod:desc")
        if self.odds(0.5):
            which = self.pick("adjectives")
            kind.left.append(self.word(which, "ADJ", "JJ", which, "amod"))
        if self.odds(0.5):
            of = self.pick("kinds")
            kind.left.append(self.word(of, "NOUN", "NN", of, "compound"))
        head.left.append(kind)
        return head

    def phrase(self, preposition: str, headline: bool, label: str = "obl") -> Tree:
        tree = as_(label, self.thing(headline) if self.odds(0.35) else self.name())
        tree.left.insert(0, self.known(preposition, "ADP", "case"))
        return tree

    def clause(self, headline: bool, xpos: str | None = None, label: str = "root") -> Tree:
        draw = self.chance.random()
        if draw < 0.5:
            verb, _ = self.verb("verbs", xpos, label)
            verb.right.append(as_("obj", self.thing(headline)))
            if self.odds(0.3):
                verb.right.append(self.phrase(self.chance.choice(["in", "over", "for", "after", "with", "from", "to"]), headline))
        elif draw < 0.75:
            verb, preposition = self.verb("transfers", xpos, label)
            verb.right += [as_("obj", self.noun(headline)), self.phrase(preposition, headline)]
        elif draw < 0.88:
            verb, preposition = self.verb("prepositional", xpos, label)
            verb.right.append(self.phrase(preposition, headline))
        else:
            verb, particle = self.verb("particles", xpos, label)
            verb.right += [self.word(particle, "ADP", "RP", particle, "compound:prt"), as_("obj", self.thing(headline))]
        return verb

    def make(self) -> Sentence:
        headline = self.odds(0.35)
        draw = self.chance.random()
        subject = as_("nsubj", self.subject())
        if draw < 0.62:
            root = self.clause(headline)
        elif draw < 0.7:
            root = self.clause(True, "VB")
            root.left.append(self.known("to", "PART", "mark"))
        elif draw < 0.82:
            subject = as_("nsubj", self.described() if self.odds(0.5) else self.several("and"))
            root = self.clause(headline, "VBP")
        elif draw < 0.9:
            root, _ = self.verb("says")
            inner = self.clause(headline, label="ccomp")
            inner.left.insert(0, as_("nsubj", self.name()))
            if self.odds(0.4):
                inner.left.insert(0, self.known("that", "SCONJ", "mark"))
            root.right.append(inner)
        else:
            root, _ = self.verb("verbs", "VBN")
            subject.label = "nsubj:pass"
            if self.odds(0.6):
                root.left.append(self.known(self.chance.choice(["is", "was"]), "AUX", "aux:pass"))
            if self.odds(0.7):
                root.right.append(self.phrase("by", headline, "obl:agent"))
            else:
                root.right.append(self.phrase(self.chance.choice(["in", "over", "from"]), headline))
        root.left.insert(0, subject)
        return self.stop(root)


def regular(base: str) -> tuple[str, str, str, str]:
    """
    >>> regular("fine"), regular("veto"), regular("launch")
    (('fine', 'fines', 'fined', 'fined'), ('veto', 'vetos', 'vetoed', 'vetoed'), ('launch', 'launches', 'launched', 'launched'))
    """
    third = base + ("es" if base.endswith(("s", "x", "ch", "sh", "z")) else "s")
    past = base + ("d" if base.endswith("e") else "ed")
    return base, third, past, past


PRESENT, PLURAL, PAST = "WW|pv|tgw|met-t", "WW|pv|tgw|mv", "WW|pv|verl|ev"
PARTICIPLE, INFINITIVE = "WW|vd|vrij|zonder", "WW|inf|vrij|zonder"


class Dutch(Grammar):
    language = "nl"

    def proper(self, form: str) -> Tree:
        return self.word(form, "PROPN", "N|eigen|ev|basis|zijd|stan" if self.odds(0.5) else "N|eigen|ev|basis|onz|stan", form)

    def verb(self, name: str, xpos: str, label: str = "root") -> tuple[Tree, str]:
        forms, _, preposition = self.pick(name).partition(":")
        base, third, past, participle = forms.split("/")
        form = {PRESENT: third, PAST: past, PARTICIPLE: participle, INFINITIVE: base, PLURAL: base}[xpos]
        return self.word(form, "VERB", xpos, base, label), preposition

    def finite(self) -> str:
        return PRESENT if self.odds(0.75) else PAST

    def noun(self, headline: bool) -> Tree:
        draw = self.chance.random()
        if draw < 0.45:
            tree = self.word(self.pick("plural"), "NOUN", "N|soort|mv|basis", "")
        elif draw < 0.65:
            form = self.pick("mass")
            tree = self.word(form, "NOUN", "N|soort|ev|basis|zijd|stan", form)
        elif draw < 0.85:
            form = self.pick("common")
            tree = self.word(form, "NOUN", "N|soort|ev|basis|zijd|stan", form)
        else:
            form = self.pick("neuter")
            tree = self.word(form, "NOUN", "N|soort|ev|basis|onz|stan", form)
        if not headline and draw >= 0.65:
            article = "een" if self.odds(0.5) else "het" if draw >= 0.85 else "de"
            tree.left.append(self.known(article, "DET", "det"))
        elif not headline and self.odds(0.2):
            tree.left.append(self.known("de", "DET", "det"))
        if draw < 0.85 and self.odds(0.3):
            form = self.pick("adjectives")
            tree.left.append(self.word(form, "ADJ", "ADJ|prenom|basis|met-e|stan", "", "amod"))
        return tree

    def thing(self, headline: bool) -> Tree:
        if self.odds(0.25):
            return self.described()
        return self.name() if self.odds(0.5) else self.noun(headline)

    def described(self) -> Tree:
        """Several names, most often after a plural that says what they are."""
        names = self.several("en")
        if self.odds(0.4):
            return names
        head = self.word(self.pick("companies"), "NOUN", "N|soort|mv|basis", "")
        if self.odds(0.4):
            head.left.append(self.known("de", "DET", "det"))
        if self.odds(0.5):
            head.left.append(self.word(self.pick("adjectives"), "ADJ", "ADJ|prenom|basis|met-e|stan", "", "amod"))
        head.right.append(as_("appos", names))
        return head

    def ministry(self) -> Tree:
        """What a minister is of."""
        first, second = self.chance.sample(self.lists["ministries"], 2)
        tree = as_("nmod", self.word(first, "PROPN", "N|eigen|ev|basis|zijd|stan", first))
        tree.left.append(self.known("van", "ADP", "case"))
        if self.odds(0.5):
            other = self.word(second, "PROPN", "N|eigen|ev|basis|zijd|stan", second, "conj")
            other.left.append(self.known("en", "CCONJ", "cc"))
            tree.right.append(other)
        return tree

    def phrase(self, preposition: str, headline: bool, label: str = "obl") -> Tree:
        tree = as_(label, self.thing(headline) if self.odds(0.25) else self.name())
        tree.left.insert(0, self.known(preposition, "ADP", "case"))
        return tree

    def subject(self) -> Tree:
        draw = self.chance.random()
        if draw < 0.6:
            return self.name()
        if draw < 0.7:
            form = self.pick("organisations")
            head = self.word(form, "NOUN", "N|soort|ev|basis|zijd|stan", form)
            if self.odds(0.4):
                head.left.append(self.known("de", "DET", "det"))
                if self.odds(0.6):
                    head.left.append(self.word(self.pick("adjectives"), "ADJ", "ADJ|prenom|basis|met-e|stan", "", "amod"))
            head.right.append(as_("appos", self.name()))
            return head
        if draw < 0.8:
            form = self.pick("people")
            head = self.word(form, "NOUN", "N|soort|ev|basis|zijd|stan", form)
            person = self.person()
            if self.odds(0.4):
                person = self.proper(person.right[0].word.form)
            head.right.append(as_("appos", person))
            if self.odds(0.35):
                head.right.append(self.ministry())
            elif self.odds(0.6):
                head.right.append(self.phrase("van", True, "nmod"))
            return head
        head = self.name()
        if draw < 0.87:
            form, _, preposition = self.pick("participles").partition(":")
            participle = self.word(form, "VERB", PARTICIPLE, "", "acl")
            participle.left.append(self.comma())
            participle.right += [self.phrase(preposition, True, "obl:agent" if preposition == "door" else "obl"), self.comma()]
            head.right.append(participle)
        elif draw < 0.94:
            form = self.pick("organisations" if self.odds(0.6) else "people")
            what = self.word(form, "NOUN", "N|soort|ev|basis|zijd|stan", form, "appos")
            what.left.append(self.comma())
            if self.odds(0.5):
                what.left.append(self.known("een", "DET", "det"))
            if self.odds(0.6):
                what.right.append(self.phrase(self.chance.choice(["van", "uit", "in"]), True, "nmod"))
            what.right.append(self.comma())
            head.right.append(what)
        else:
            clause = self.last("acl:relcl", None)
            clause.left = [self.comma(), self.known("die" if self.odds(0.5) else "dat", "PRON", "nsubj"), *clause.left]
            clause.right.append(self.comma())
            head.right.append(clause)
        return head

    def objects(self, headline: bool) -> tuple[str, list[Tree]]:
        """A list of verbs and what they take."""
        draw = self.chance.random()
        if draw < 0.5:
            return "verbs", [as_("obj", self.thing(headline))]
        if draw < 0.82:
            return "transfers", [as_("obj", self.noun(headline))]
        return "prepositional", []

    def last(self, label: str, mark: str | None) -> Tree:
        """A subordinate clause without its subject: the verb stands at the end, sometimes with an auxiliary."""
        if self.odds(0.3):
            _, third, past, participle, infinitive = self.pick("separable").split(":")
            prefix = next(p for p in self.particles if participle.startswith(p) and infinitive.startswith(p))
            draw = self.chance.random()
            form, xpos = (prefix + third, PRESENT) if draw < 0.5 else (prefix + past, PAST) if draw < 0.65 else (participle, PARTICIPLE)
            root = self.word(form, "VERB", xpos, "", label)
            root.left = [as_("obj", self.thing(False))]
        else:
            kind, objects = self.objects(False)
            xpos = self.finite() if self.odds(0.65) else PARTICIPLE
            root, preposition = self.verb(kind, xpos, label)
            root.left = [*objects, *([self.phrase(preposition, False)] if preposition else [])]
        if root.word.xpos == PARTICIPLE:
            auxiliary = self.known("heeft", "AUX", "aux")
            (root.left if self.odds(0.5) else root.right).append(auxiliary)
        if mark:
            root.left.insert(0, self.known(mark, "SCONJ", "mark"))
        return root

    @property
    def particles(self) -> list[str]:
        return sorted({entry.split(":")[0] for entry in self.lists["separable"]}, key=len, reverse=True)

    def make(self) -> Sentence:
        headline = self.odds(0.35)
        draw = self.chance.random()
        subject = as_("nsubj", self.subject())
        before: list[Tree] = []
        if draw < 0.3 and draw > 0.2:
            before = [self.phrase(self.chance.choice(["volgens", "in", "na", "door", "met"]), False)]
        after: list[Tree] = []
        if draw < 0.45:
            kind, objects = self.objects(headline)
            root, preposition = self.verb(kind, self.finite())
            after = [*objects, *([self.phrase(preposition, headline)] if preposition else [])]
        elif draw < 0.6:
            particle, third, past, _, _ = self.pick("separable").split(":")
            present = self.odds(0.75)
            root = self.word(third if present else past, "VERB", PRESENT if present else PAST, "")
            after = [as_("obj", self.thing(headline))]
            if self.odds(0.35):
                after.append(self.phrase(self.chance.choice(["aan", "in", "van", "voor", "tegen"]), headline))
            upos = "ADP" if (particle, "ADP") in self.closed and particle not in ("terug", "stop", "goed", "binnen", "voort") else "ADV"
            xpos = "VZ|fin" if upos == "ADP" else "BW"
            after.append(self.word(particle, upos, xpos, particle, "compound:prt"))
        elif draw < 0.72:
            kind, objects = self.objects(headline)
            root, preposition = self.verb(kind, PARTICIPLE)
            root.left = [subject, self.known("heeft", "AUX", "aux"), *objects]
            root.left += [self.phrase(preposition, headline)] if preposition else []
            return self.stop(root)
        elif draw < 0.82:
            root, _ = self.verb("verbs", PARTICIPLE)
            subject.label = "nsubj:pass"
            root.left = [
                subject,
                self.known(self.chance.choice(["wordt", "werd", "is"]), "AUX", "aux:pass"),
                self.phrase("door", headline, "obl:agent"),
            ]
            return self.stop(root)
        else:
            root, _ = self.verb("says", self.finite())
            inner = self.last("ccomp", "dat")
            inner.left.insert(1, as_("nsubj", self.name()))
            after = [self.phrase("aan" if self.odds(0.5) else "tegen", False), inner] if self.odds(0.3) else [inner]
        if before:
            root.left, root.right = before, [subject, *after]
        else:
            root.left, root.right = [subject], after
        return self.stop(root)


GRAMMARS = {"en": English, "nl": Dutch}
