"""The pages of articles, entities and facts: plain data put into templates, in which every word is escaped.

A long list is cut into pages, and every page says how many there are. A sentence has the words of its fact marked; what
an article only lets somebody say, leaves open or denies is told beside it, in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from urllib.parse import quote

import jinja2
import pyoxigraph as ox

from kg import rdf
from kg.model import Article, Entity, Evidence, Fact, Literal
from kg.palette import look
from kg.rdf import terms as t
from kg.server.replies import HTML, Refused, Reply
from kg.status import in_order, standing, strongest
from kg.stores import Store
from kg.why import pieces, stance

PAGE = 50
"""How many facts, articles or names a page has."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a long list: its number from 1, how many pages there are, and how many things in all."""

    number: int
    pages: int
    total: int

    @property
    def span(self) -> slice:
        """The things on this page."""
        return slice((self.number - 1) * PAGE, self.number * PAGE)


def part(total: int, page: str) -> Part:
    """The page of that number.

    Raises:
        Refused: 404 where there is no such page.

    >>> part(120, "3").span
    slice(100, 150, None)
    """
    pages = max(1, -(-total // PAGE))
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= pages):
        raise Refused(404, f"There is no page {page!r}: this list has {pages}, counted from 1.")
    return Part(int(page), pages, total)


def render(template: str, **values: object) -> Reply:
    """A template filled in."""
    return Reply(200, HTML, _templates().get_template(template).render(values).encode())


def entity(store: Store, node: ox.NamedNode, page: str) -> Reply:
    """The page of an entity: its names, and its facts by relation with their sentences."""
    links = sorted(_links(store, node))
    shown = part(len(links), page)
    # One by one: an older store may call a fact otherwise than its content does now.
    chosen = [(relation, way, next(rdf.facts(store, only=[fact]))) for _, relation, way, _, fact in links[shown.span]]
    groups = [((relation, way), [fact for *_, fact in group]) for (relation, way), group in groupby(chosen, key=lambda it: it[:2])]
    about = next(iter(rdf.entities(store, only=[node.value])))
    return render("entity.html", entity=about, groups=groups, part=shown, articles=rdf.Articles(store))


def article(store: Store, node: ox.NamedNode, page: str) -> Reply:
    """The page of an article: the sentences that say something, in order, each with its facts."""
    about = rdf.Articles(store)[t.article_id(node.value)]
    claims = [(evidence, fact) for fact in rdf.facts_of(store, about.id) for evidence in fact.evidence]
    claims.sort(key=lambda claim: (claim[0].sentence.start, claim[0].relation.start, claim[0].subject.start, claim[1].id))
    sentences = [list(group) for _, group in groupby(claims, key=lambda claim: claim[0].sentence)]
    shown = part(len(sentences), page)
    facts = len({fact.id for _, fact in claims})
    return render("article.html", iri=node.value, article=about, sentences=sentences[shown.span], part=shown, facts=facts)


def fact(store: Store, node: ox.NamedNode, page: str) -> Reply:
    """The page of a fact: all the sentences that speak of it, the strongest first."""
    about = next(iter(rdf.facts(store, only=[node.value])))
    shown = part(len(about.evidence), page)
    return render(
        "fact.html",
        iri=node.value,
        fact=about,
        evidence=in_order(about)[shown.span],
        part=shown,
        articles=rdf.Articles(store),
        plain=_is_plain(about),
    )


def address(thing: Entity | Article | Fact) -> str:
    """The path of a thing's page.

    >>> address(Article("nos/2020 §1", ""))
    '/article/nos%2F2020%20%C2%A71'
    """
    if isinstance(thing, Entity):
        return "/entity/" + quote(thing.id.rpartition("/entity/")[2], safe="%")
    return f"/fact/{thing.id}" if isinstance(thing, Fact) else "/article/" + t.safe(thing.id)


def _links(store: Store, node: ox.NamedNode) -> Iterable[tuple[bool, str, str, str, str]]:
    """The facts that an entity stands in: an open relation or not, its label, which end it is, the other's label, the fact's IRI."""
    labels: dict[str, str] = {}
    for way, end, other in (("", t.SUBJECT, t.OBJECT), ("of", t.OBJECT, t.SUBJECT)):
        for link in store.triples(None, end, node):
            predicate, target = (next(iter(store.triples(link.subject, end_))).object for end_ in (t.PREDICATE, other))
            for term in (predicate, target):
                if term.value not in labels:
                    labels[term.value] = _label(store, term)
            yield predicate.value.startswith(store.prefixes["kgr"]), labels[predicate.value], way, labels[target.value], link.subject.value


def _label(store: Store, term: t.Term) -> str:
    if not isinstance(term, ox.NamedNode):
        return term.value
    return next((triple.object.value for triple in store.triples(term, t.LABEL)), t.local(term.value))


def _is_plain(fact: Fact) -> bool:
    return any(evidence.plain for evidence in fact.evidence)


def _speaker(evidence: Evidence) -> Entity | str | None:
    return evidence.attribution or evidence.attribution_text


def _link(address: str | None) -> str | None:
    """An address that may become a link: of the web, nothing else."""
    return address if address and address.startswith(("https://", "http://")) else None


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.server"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"address": address, "pieces": pieces, "stance": stance, "standing": standing, "strongest": strongest}
    environment.filters |= {"in_order": in_order, "look": look, "speaker": _speaker, "link": _link}
    environment.tests["entity"] = lambda value: isinstance(value, Entity)
    environment.tests["literal"] = lambda value: isinstance(value, Literal)
    return environment
