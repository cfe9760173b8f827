"""Of whom a noun is that says what someone is to another ("the parent company", "rival X"), and who "the American" is.

Newspapers leave out whose rival, customer or owner someone is where it is the company that the article is about.
"""

from __future__ import annotations

from kg.coreference.binding import bound
from kg.coreference.discourse import Discourse, Entry
from kg.extract.syntax import case, children, label, possessive
from kg.parse import Token

REACH = 4
"""Sentences back that the other one is looked for."""
BEFORE = 1
"""Sentences back of the person whom an inhabitant's name takes up."""
OWNERS = ("Company", "Organization")


def relative_of(token: Token, discourse: Discourse) -> Entry | None:
    """The organisation whose rival, parent, customer or owner the noun names, where the text leaves it out."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in discourse.lexicon.words("anaphora", "relational") or _told(token, discourse):
        return None
    beside = {discourse.names[part.i].mention.name for part in token.sent if part.i >= token.i and part.i in discourse.names}
    fitting = [
        entry
        for entry in discourse.named(REACH)
        if entry.mention is not None
        and not entry.adjectival
        and entry.mention.name not in beside
        and (token.i + 1 in discourse.names or not bound(token, entry, discourse.lexicon))  # "buys from supplier X", not "X is a supplier"
        and (entry.types[:1] == ("Organization",) or discourse.is_a(entry, "Company"))
    ]
    fitting = [entry for entry in fitting if not discourse.is_aside(entry)] or fitting
    fitting = [entry for entry in fitting if not _new_elsewhere(entry, token, discourse)] or fitting

    def about(entry: Entry) -> tuple[float, int]:
        """How much the article is about it, then how near it is."""
        was = 0.75 * (entry.subject >= discourse.number - 1)  # "Umbra, which Orbis wanted to buy, objects. Its rivals …"
        return was + min(entry.count, 8) * 0.5 + entry.titled + 2.0 / (1 + discourse.number - entry.sentence), entry.places[-1]

    return max(fitting, key=about, default=None)


def _new_elsewhere(entry: Entry, token: Token, discourse: Discourse) -> bool:
    """Another clause of this sentence is the first to speak of it: "EQT stapt in, terwijl aandeelhouder TCV meedoet"."""
    if entry.count > 1 or entry.sentence != discourse.number:
        return False
    return _verb(discourse.doc[entry.places[-1]]) is not _verb(token)


def _verb(token: Token) -> Token | None:
    """The verb of the clause in which a noun stands."""
    return next((above for above in token.ancestors if above.pos_ == "VERB"), None)


def _told(token: Token, discourse: Discourse) -> bool:
    """The text says whose ("its parent", "an Umbra customer", "the successor to X"), or of no one in particular ("a customer")."""
    of = discourse.lexicon.words("possessive", "of")
    relative = token.i + 1 not in discourse.names  # "rival X, who …": the clause is about X
    if any(
        possessive(child, discourse.lexicon) or case(child) in of or (relative and child.dep_ == "acl:relcl") for child in token.children
    ):
        return True
    if any(child.lower_ in discourse.lexicon.words("articles", "indefinite") for child in children(token, "det")):
        return True
    named = discourse.names.get(token.i + 1)
    if named is not None and named.mention.types[:1] == ("Person",) and children(token, "det"):
        return True  # "the investor Jane Doe" is one by trade
    if case(token) in discourse.lexicon.words("possessive", "capacity") and not children(token, "det"):  # but "belongs to the customers"
        return True
    examples = discourse.lexicon.words("clauses", "exemplars")  # "customers such as X"
    beside = [child for child in children(token, "nmod", "obl") if case(child) and case(child) not in examples]
    return any(part.i in discourse.names for child in beside for part in child.subtree if part.i > token.i) or any(
        child.i in discourse.names and child.i < token.i for child in children(token, "compound")
    )


def inhabitant(token: Token, discourse: Discourse) -> Entry | None:
    """Who "the American" or "de Finnen" are: the person just spoken of, or the company of that country."""
    found = discourse.names.get(token.i)
    if (member := _apposed(token, discourse)) is not None:
        return member
    if not token.text[:1].isupper() or (found is not None and found.first != found.last) or not _stands_alone(token, discourse):
        return None
    sense = discourse.linker.lookup(token.text, discourse.lexicon.language)
    if sense is None or sense.kind != "demonym":
        return None
    if "Plur" in token.morph.get("Number", []):
        nation = discourse.nation(token.text)
        firms = [entry for entry in discourse.named(REACH) if nation in entry.nations and discourse.is_a(entry, "Company")]
        return discourse.best([entry for entry in firms if not entry.adjectival])
    people = [entry for entry in discourse.named(BEFORE) if discourse.is_a(entry, "Person") and entry.sentence < discourse.number]
    return discourse.best(people)


def _apposed(token: Token, discourse: Discourse) -> Entry | None:
    """The person beside whom it is said what he is: "Jane Doe, the Conservative who chairs it"."""
    found, named = discourse.names.get(token.i), discourse.names.get(token.head.i)
    if found is None or named is None or label(token) != "appos" or named.mention.types[:1] != ("Person",) or not children(token, "det"):
        return None
    sense = discourse.linker.lookup(found.mention.name, discourse.lexicon.language)
    return discourse.entry_of(named.mention) if sense is not None and sense.kind == "demonym" else None


def _stands_alone(token: Token, discourse: Discourse) -> bool:
    """With an article in front and no noun behind."""
    before = token.nbor(-1) if token.i else token
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else token
    definite = before.lower_ in discourse.lexicon.words("articles", "definite")
    return definite and label(token) != "amod" and not (behind.pos_ in {"NOUN", "PROPN", "ADJ"} and behind.i != token.i)
