"""Posts that a small parser hung beside their bearer instead of on him; part of `kg.extract.repairs`.

Every function mends the tree around one noun in place, or leaves it alone.
"""

from __future__ import annotations

from kg.extract.nouns import Nouns
from kg.extract.roles import hang
from kg.extract.syntax import PERSONS, case, children, first_conjunct, label, minister_of
from kg.lang import Lexicon, listing
from kg.parse import Token

BESIDE = frozenset({"nsubj", "obj", "obl"})
"""Labels under which a verb has a post and its bearer as two arguments."""
ROW = frozenset({"conj", "appos", "flat"})
"""Labels under which a row of posts has their bearer for one more."""
TITLE = "nmod:desc"
BODY = frozenset({"PROPN", "NOUN", "ADJ", "DET", "X"})
"""What the name or description of a body is made of."""
LONGEST = 4
"""Words that it has at most, behind the first."""
BODY_NAMED = "ORG"
PERSON = "PERSON"
"""What a name tagger calls a body and a person."""
GIVEN = frozenset({"obj", "xcomp", "ccomp"})
"""Labels of a post that a verb confers on somebody."""


def borne(post: Token, nouns: Nouns) -> None:
    """ "Umbra founder and Chief Executive Officer Jane Doe said": the parser made two subjects of one person, or a row of the post and
    its bearer. The post describes the name right behind it."""
    name = post.nbor(1)
    if name.sent is not post.sent or nouns.post(name):
        return
    if not nouns.post(post):
        _with_portfolio(post, name, nouns)
        return
    while name.head.pos_ == "PROPN" and label(name) in {"flat", "compound"} and name.head.i > post.i:
        name = name.head
    top = name.head if label(name) == "conj" else first_conjunct(post)
    if not nouns.post(top) or "Plur" in top.morph.get("Number", []) or top.pos_ == "PROPN":
        return
    if any(child.pos_ == "PROPN" and top.i < child.i < post.i for child in children(top, "appos", "flat")):
        return  # "President Jane Doe and Vice President John Roe"
    two = label(name) in BESIDE and label(top) == label(name) and top.head is name.head
    row = label(name) in ROW and post is not top and (name.head is top or name.head is post)
    if not (two or row):
        return
    if row:
        head, dep = top.head, top.dep_
        if head is top:
            return
        hang(name, head, dep)
    hang(top, name, TITLE)
    if post.pos_ != "NOUN":
        post.pos_, post.lemma_ = "NOUN", post.lower_


def _with_portfolio(last: Token, name: Token, nouns: Nouns) -> None:
    """ "Umbra vice president of policy Jane Doe said": the post is longer by what it is for, and describes the name behind that."""
    post = last.head
    twins = label(name) in BESIDE and label(post) == label(name) and post.head is name.head
    if not twins or label(last) != "nmod" or last.pos_ != "NOUN" or not nouns.post(post) or children(post, "det"):
        return
    whole = max(part.i for part in post.subtree) == last.i and "Plur" not in post.morph.get("Number", [])
    if whole and name.left_edge.i == last.i + 1 and name.ent_type_ in PERSONS:
        hang(post, name, TITLE)


def conferred(post: Token, nouns: Nouns, lexicon: Lexicon) -> None:
    """ "Umbra named Jane Doe chief executive": behind a verb that confers posts the person is the object, and no first half of the post."""
    verb, doc = post.head, post.doc
    if label(post) not in GIVEN or post.is_title or verb.i >= post.i or not nouns.post(post):
        return
    if verb.lemma_.lower() not in lexicon.words("clauses", "confers"):
        return
    person = next((child for child in children(post, "compound", "nmod") if child.i == verb.i + 1 and child.pos_ == "PROPN"), None)
    if person is None or children(person, "case") or person.ent_type_ not in PERSONS:
        return
    last = max(part.i for part in person.subtree)
    if any(doc[i].is_title for i in range(last + 1, post.i)):
        return
    hang(person, verb, "obj")
    post.relabel("xcomp")


HUNG = frozenset({TITLE, "nmod", "compound", "amod", "det", "nsubj", "obj", "obl"})
"""Labels of a name right before a post, where the parser did not see that the post is of it."""


def styled(post: Token, nouns: Nouns, lexicon: Lexicon) -> None:
    """ "ECB President Jane Doe", "Bank of Japan Governor Jane Doe": a post in capitals right before its bearer
    is a common noun, and the name before it is what it is of, whatever the parser hung that on."""
    name, doc = post.head, post.doc
    full = lexicon.table("names", "posts").get(post.lower_, post.lower_)
    if name.i != post.i + 1 or name.pos_ != "PROPN" or not (nouns.is_role(full) or nouns.post(post)):
        return
    first = post.i
    while first > post.sent.start and (doc[first - 1].text == "-" or nouns.is_role(f"{doc[first - 1].lower_} {full}")):
        first -= 1
    words = [*doc[first : post.i]]
    top = _named_before(first, {name, post, *words}, name, nouns) if first > post.sent.start else None
    if top is not None and all(word.is_title or word.text == "-" for word in words):
        for word in words:
            hang(word, post, "punct" if word.text == "-" else "compound")
        if top.head is not post or label(top) == "det":
            hang(top, post, "amod" if top.pos_ == "ADJ" else "compound")
        if top.i == first - 1 and top.pos_ not in {"PROPN", "ADJ"}:
            top.pos_, top.lemma_ = "PROPN", top.text
    if post.pos_ != "NOUN":
        post.pos_, post.lemma_ = "NOUN", full


def _named_before(first: int, beside: set[Token], name: Token, nouns: Nouns) -> Token | None:
    """The head of the name in capitals that ends before a post: it hangs on the post or on the bearer, or as the bearer does."""
    top = name.doc[first - 1]
    if not top.text[0].isupper() or nouns.is_role(top.lower_):
        return None
    while top.head.i < first and top.head.sent is top.sent and top.head is not top and top.head.text[0].isupper():
        top = top.head
    twin = top.head is name.head and label(top) == label(name) and top is not name
    return top if (top.head in beside or twin) and label(top) in HUNG and not case(top) else None


def titled(post: Token, nouns: Nouns) -> None:
    """ "Jane Doe, Managing Director of Umbra", "Jane Doe, Chief Executive and Chairman of Umbra": behind a name and a comma a post in
    capitals is a common noun."""
    before = post.nbor(-1) if post.i > post.sent.start else post
    if label(post) == "obj" and before is post.head and before.is_title and nouns.is_role(f"{before.lower_} {post.lower_}"):
        name = before.nbor(-2) if before.i > before.sent.start + 1 and before.nbor(-1).text == "," else post
        while name.pos_ == "PROPN" and label(name) == "flat" and name.head.i < name.i:
            name = name.head
        if name.pos_ == "PROPN" and not name.is_ancestor(before):
            hang(post, name, "appos")
            hang(before, post, "amod")
    name = post.head
    beside = label(post) == "appos" or (label(post) == "conj" and any(nouns.post(noun) for noun in children(name, "appos", "conj")))
    if not beside or name.pos_ != "PROPN" or nouns.post(name):
        return
    words = [child for child in children(post, "compound", "amod") if child.is_title and child.i < post.i]
    phrases = (" ".join(word.lower_ for word in (*words[start:], post)) for start in range(len(words) + 1))
    if not any(nouns.is_role(phrase) for phrase in phrases):
        return
    post.pos_, post.lemma_ = "NOUN", post.lower_
    for word in words:
        word.pos_, word.lemma_ = "NOUN" if word.pos_ == "PROPN" else word.pos_, word.lower_


def gathered(post: Token, nouns: Nouns) -> None:
    """ "Jane Doe, founder and chief executive of Umbra": the second post of a row hangs on the first, and that is what she is, not one more
    beside her."""
    name = post.head
    if label(post) != "conj" or name.pos_ != "PROPN" or not children(post, "cc") or not nouns.post(post):
        return
    first = next((noun for noun in children(name, "appos", "conj") if name.i < noun.i < post.i and nouns.post(noun)), None)
    if first is None or (label(first) == "conj" and not _behind(name, first)):
        return
    first.relabel("appos")
    hang(post, first, "conj")


def _behind(name: Token, noun: Token) -> bool:
    """Only a comma stands between a name and a noun phrase."""
    comma = max((part.i for part in children(name, "flat")), default=name.i) + 1
    return name.doc[comma].text == "," and noun.left_edge.i in {comma, comma + 1}


def staffed(post: Token, nouns: Nouns, lexicon: Lexicon) -> None:
    """ "Umbra policy chief Jane Doe": the name before what a post is about is whom the post is at."""
    matter = post.nbor(-1) if post.i > post.sent.start else post
    if matter.head is not post or matter.pos_ != "NOUN" or label(matter) != "compound" or not nouns.post(post):
        return
    while children(matter, "compound") and children(matter, "compound")[0].pos_ == "NOUN":
        matter = children(matter, "compound")[0]
    first = children(post, "compound")[0]
    name = next((part for part in children(first, "compound") if part.pos_ == "PROPN"), None)
    if name is None or first.lower_ in lexicon.words("names", "retinues"):  # "Roe campaign manager Jane Doe"
        return
    if first.pos_ == "NOUN" and nouns.kind(first) is None and not nouns.post(first):
        hang(name, post, "compound")


def charged(post: Token, nouns: Nouns, lexicon: Lexicon) -> None:
    """ "Director for policy at Umbra": the body hangs on the post, and not on what that is about."""
    if not nouns.post(post):
        return
    links = lexicon.words("names", "links")
    for matter in children(post, "nmod"):
        for body in children(matter, "nmod") if matter.pos_ == "NOUN" and case(matter) in links else ():
            if body.i > matter.i > post.i and case(body) in lexicon.words("places", "employers") - links:
                hang(body, post, "nmod")


def named(article: Token, nouns: Nouns) -> None:
    """ "Editor of the news site The Daily Caller": behind a noun for what it names, an article with a capital opens a name, and that is
    said of the noun."""
    noun, name = article.nbor(-1), article.head
    if noun.pos_ != "NOUN" or not article.is_title or nouns.kind(noun) is None or "Plur" in noun.morph.get("Number", []):
        return
    words = article.doc[article.i + 1 : name.i + 1]
    if article.i < name.i and name.left_edge is article and all(word.is_title for word in words):
        for word in words:
            word.pos_, word.lemma_, word.ent_type_ = "PROPN", word.text, BODY_NAMED
        if not name.is_ancestor(noun):
            hang(name, noun, "appos")


def governed(noun: Token) -> None:
    """ "Chief executive of Calyx Systems": what has a preposition is no apposition."""
    if label(noun) == "appos" and noun.text[0].isupper() and noun.head.pos_ == "NOUN" and children(noun, "case"):
        noun.relabel("nmod")


def given(family: Token) -> None:
    """ "Staatssecretaris Sietse Postma": a first name that the tagger took for an adjective."""
    first = family.head
    if (
        first.i == family.i - 1
        and first.pos_ == "ADJ"
        and first.text[0].isupper()
        and label(first) == "appos"
        and first.head.pos_ == "NOUN"
    ):
        first.pos_, first.lemma_ = "PROPN", first.text


def portfolio(link: Token, lexicon: Lexicon) -> None:
    """ "Minister X van Buitenlandse Zaken": the link between a person and a portfolio is a preposition, though it has the label
    of a part of the name."""
    behind = link.nbor(1) if link.i + 1 < len(link.doc) else link
    if (
        link.lower_ not in lexicon.words("possessive", "of")
        or behind.pos_ != "PROPN"
        or label(behind) != "nmod"
        or behind.sent is not link.sent
    ):
        return
    if link.head is link.nbor(-1) and link.head.text in listing("first_names"):
        return  # "minister Eddie van Marum"
    if behind.head is link.head.head and not children(behind, "case"):
        name = link.head
        link.pos_ = "ADP"
        hang(link, behind, "case")
        for part in link.doc[behind.i + 1 : behind.i + 4]:
            if part.head is not name or label(part) != "flat":
                break
            hang(part, behind, "flat")


def holder(name: Token, lexicon: Lexicon) -> None:
    """ "Minister van Financiën Jane Doe": the name behind a portfolio is the minister's."""
    post = minister_of(name, lexicon)
    if post is None or (name.head is post and label(name) in {"appos", "flat"}) or name.is_ancestor(post):
        return
    portfolio = [part for part in name.doc[post.i + 2 : name.i] if part.is_title]
    family = [part for part in name.doc[name.i + 1 : name.i + 4] if part.head in {name, *portfolio} and label(part) == "flat"]
    hang(name, post, "appos")
    for part in family:
        hang(part, name, "flat")


def headed(name: Token, lexicon: Lexicon, nouns: Nouns) -> None:
    """ "The mayor of New York, Jane Doe", "the head of the company, Jane Doe": the person behind the comma holds the post, and is no place
    and no company."""
    edge, body = name.left_edge, name.head
    before = edge.nbor(-1) if edge.i > name.sent.start else edge
    if name.ent_type_ not in PERSONS or body.i > name.i or "," not in {edge.text, before.text}:
        return
    while label(body) == "nmod" and body.head.pos_ == "PROPN":  # "the League for the Defence of Rights"
        body = body.head
    post, other = body.head, body.pos_ in {"PROPN", "X"} or nouns.kind(body) not in {None, "Person"}
    held = post.pos_ == "NOUN" and nouns.post(post) is not None and case(body) in lexicon.words("possessive", "of")
    if other and held and nouns.post(body) is None:
        hang(name, post, "appos")


def qualified(adjective: Token, lexicon: Lexicon) -> None:
    """ "Aan het Noorse Umbra": a nationality between its article and a name is no noun that the name hangs on; the name has its place."""
    name = adjective.nbor(1) if adjective.i + 1 < adjective.sent.end else adjective
    opens = adjective.i > adjective.sent.start and adjective.nbor(-1).lower_ in lexicon.words("articles", "definite")
    if (
        not opens
        or name.pos_ not in {"PROPN", "X"}
        or not name.text[:1].isupper()
        or label(adjective) == "amod"
        or adjective.head is adjective
    ):
        return
    below = name.head is adjective and label(name) in {"flat", "appos", "nmod", "compound"}
    beside = name.head in {adjective.head, adjective.head.head} and label(name) in {"appos", "conj", "flat", label(adjective)}
    if not (below or beside):
        return
    hang(name, adjective.head, adjective.dep_)
    for child in [child for child in adjective.children if child is not name]:
        hang(child, name, child.dep_)
    hang(adjective, name, "amod")


def introduced(post: Token, lexicon: Lexicon, nouns: Nouns) -> None:
    """ "Zegt analist bij ING Jane Doe": the person behind the body that a post is at bears the post, and is no part of the body's name."""
    doc, stop = post.doc, post.sent.end
    reach = range(post.i + 1, min(post.i + 3, stop))  # "hoogleraar economie aan de …"
    link = next((i for i in reach if doc[i].lower_ in lexicon.words("places", "chairs")), stop)
    if label(post) == "appos" or link + 2 >= stop or not nouns.post(post) or any(doc[i].pos_ != "NOUN" for i in range(post.i + 1, link)):
        return
    known = doc[link + 1].lower_ in lexicon.words("articles", "definite")
    first = next((i for i in range(link + 2, min(link + 2 + LONGEST, stop - 1)) if _given(doc[i])), stop)
    body = doc[first - 1]
    if first == stop or not all(doc[i].pos_ in BODY for i in range(link + 1, first)) or (first == link + 2 and known):
        return
    if body.pos_ == "NOUN":
        alone = known and not nouns.post(body) and nouns.kind(body) not in {None, "Person"}
    else:
        called = body.lower_ in lexicon.words("names", "heads") or body.lower_ in nouns.classes or nouns.prefix_of(body.text)
        alone = (
            body.pos_ in {"PROPN", "X"}
            and not called
            and (doc[link].lower_ not in lexicon.words("possessive", "of") or body.is_upper or known)
        )
    if not alone:
        return
    head = next((doc[i] for i in range(link + 1, first) if not link < doc[i].head.i < first), body)
    last = next((i for i in range(first + 1, stop) if doc[i].pos_ != "PROPN"), stop)
    hang(doc[first], post, "appos")
    for i in range(first + 1, last):
        hang(doc[i], doc[first], "flat")
    hang(head, post, "nmod")
    for part in doc[first:last]:
        part.ent_type_ = PERSON


def _given(token: Token) -> bool:
    """A first name with a family name behind it."""
    return token.text in listing("first_names") and token.pos_ == "PROPN" and token.nbor(1).pos_ == "PROPN" and token.nbor(1).is_title
