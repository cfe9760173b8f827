"""The words of the graph: prefixes, IRIs made of content, and literals in one fixed form.

Every IRI is made from what it names, so that the same thing has the same IRI in every graph and two graphs merge by set
union. Nothing here reads a clock, makes a blank node or draws a random number.

Follows RDF 1.1 Concepts, XSD 1.1 for the lexical forms of literals, and RFC 5147 for `#char=start,end`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from typing import NamedTuple, Protocol, TypeAlias
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.errors import StoreError

BASE = "https://kg.example/"
KG = BASE + "vocab#"
KGO = BASE + "ontology#"
KGE = BASE + "entity/"
KGR = BASE + "relation/"
ART = BASE + "article/"
FACT = BASE + "fact/"
EV = BASE + "evidence/"
RUN = BASE + "run/"
TOOL = BASE + "tool/"
DESC = BASE + "description/"
REJ = BASE + "rejection/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"

PREFIXES: dict[str, str] = {
    "art": ART,
    "dcterms": DCTERMS,
    "desc": DESC,
    "ev": EV,
    "fact": FACT,
    "kg": KG,
    "kge": KGE,
    "kgo": KGO,
    "kgr": KGR,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "rej": REJ,
    "run": RUN,
    "schema": SCHEMA,
    "skos": SKOS,
    "tool": TOOL,
    "xsd": XSD,
}
"""The one prefix map: queries may use each of these without declaring it, and every export declares them."""

Term: TypeAlias = ox.NamedNode | ox.Literal


class Triple(NamedTuple):
    """A triple of our graph, which has neither blank nodes nor named graphs; as text, N-Triples without the full stop.

    >>> str(Triple(iri(KGE + "us"), LABEL, text("US")))
    '<https://kg.example/entity/us> <http://www.w3.org/2000/01/rdf-schema#label> "US"'
    """

    subject: ox.NamedNode
    predicate: ox.NamedNode
    object: Term

    def __str__(self) -> str:
        """The triple as N-Triples."""
        return f"{self.subject} {self.predicate} {self.object}"


class Triples(Protocol):
    """Whatever answers a triple pattern; None stands for any term. Every store does."""

    def triples(
        self, subject: ox.NamedNode | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None, /
    ) -> Iterable[Triple]:
        """All triples that match."""
        ...


Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]


class Source(Triples, Protocol):
    """Whatever answers triple patterns and SPARQL. Every store does."""

    @property
    def base(self) -> str:
        """The base of the graph's own IRIs; see `kg.rdf.bases`."""
        ...

    def query(self, sparql: str, /) -> Answer:
        """The answer to a SPARQL 1.1 query, over our prefixes."""
        ...

    def walk(self, predicates: Sequence[ox.NamedNode], /, *, but: Collection[Term] = ()) -> Iterator[tuple[str, int, Term]]:
        """Every triple with one of the predicates and none of the objects in `but`; see `kg.stores.Store`."""
        ...


@cache
def word(vocabulary: str, name: str) -> ox.NamedNode:
    """A term of a vocabulary by its namespace.

    >>> word(DCTERMS, "title").value
    'http://purl.org/dc/terms/title'
    """
    return ox.NamedNode(vocabulary + name)


def kg(name: str) -> ox.NamedNode:
    """A term of the statement vocabulary.

    >>> kg("Fact").value
    'https://kg.example/vocab#Fact'
    """
    return word(KG, name)


A = ox.NamedNode(RDF + "type")
SUBJECT = ox.NamedNode(RDF + "subject")
PREDICATE = ox.NamedNode(RDF + "predicate")
OBJECT = ox.NamedNode(RDF + "object")
LABEL = ox.NamedNode(RDFS + "label")
SUB_PROPERTY = ox.NamedNode(RDFS + "subPropertyOf")
SUB_CLASS = ox.NamedNode(RDFS + "subClassOf")
PREF_LABEL = ox.NamedNode(SKOS + "prefLabel")
ALT_LABEL = ox.NamedNode(SKOS + "altLabel")
EXACT_MATCH = ox.NamedNode(SKOS + "exactMatch")
GENERATED_BY = ox.NamedNode(PROV + "wasGeneratedBy")
AGENT = ox.NamedNode(PROV + "wasAssociatedWith")
USED = ox.NamedNode(PROV + "used")
IN_ARTICLE = kg("inArticle")
OF_FACT = kg("fact")
GIVES = kg("description")
DESCRIBES = kg("describes")
READ_BY = kg("readBy")
DIGEST = kg("digest")
TRUE = ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))


def iri(value: str) -> ox.NamedNode:
    """The IRI as a term.

    Raises:
        StoreError: the value is no absolute IRI.

    >>> iri("https://kg.example/entity/asml").value
    'https://kg.example/entity/asml'
    """
    try:
        return ox.NamedNode(value)
    except ValueError as error:
        raise StoreError(f"{value!r} is no absolute IRI ({error}): give the entity an address such as {KGE}asml.") from error


def text(value: str, *, language: str = "") -> ox.Literal:
    """Words of a text as a literal; half a surrogate pair, which no file can hold, becomes U+FFFD.

    Raises:
        StoreError: the language is no BCP 47 tag.

    >>> str(text("Verenigde Staten", language="nl"))
    '"Verenigde Staten"@nl'
    """
    clean = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not language:
        return ox.Literal(clean)
    try:
        return ox.Literal(clean, language=language)
    except ValueError as error:
        raise StoreError(f"{language!r} is no language tag ({error}): use one such as 'en' or 'nl'.") from error


EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The type of an interval: the Extended Date/Time Format of ISO 8601-2."""
_FORMS = (
    (re.compile(r"[0-9]{4}"), "gYear", "-01-01"),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), "gYearMonth", "-01"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "date", ""),
)


def time(value: str) -> ox.Literal:
    """A date as precise as it is: `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`; an interval as EDTF; anything else stays a string.

    >>> time("2020-05").datatype.value.rpartition("#")[2]
    'gYearMonth'
    >>> time("2012/..").datatype.value
    'http://id.loc.gov/datatypes/edtf/EDTF'
    """
    for form, datatype, rest in _FORMS:
        if form.fullmatch(value) and value.isascii():
            try:
                date.fromisoformat(value + rest)
            except ValueError:
                break
            return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))
    ends = value.split("/")
    if len(ends) == 2 and ends != ["..", ".."] and all(end == ".." or _is_date(end) for end in ends):
        return ox.Literal(value, datatype=ox.NamedNode(EDTF))
    return text(value)


def _is_date(value: str) -> bool:
    return time(value).datatype.value.startswith(XSD + "g") or time(value).datatype.value == XSD + "date"


def decimal(value: float) -> ox.Literal:
    """A number as an `xsd:decimal` of at most four digits after the point, in its canonical form.

    >>> [decimal(number).value for number in (0.93, 0.5, 1.0, 0.123456)]
    ['0.93', '0.5', '1', '0.1235']
    """
    return ox.Literal(f"{value:.4f}".rstrip("0").rstrip("."), datatype=ox.NamedNode(XSD + "decimal"))


def value(content: str, datatype: str | None) -> ox.Literal:
    """A literal object: typed where it has a type, plain otherwise."""
    plain = text(content)
    return plain if datatype is None else ox.Literal(plain.value, datatype=iri(datatype))


def digest(*parts: str) -> str:
    """A short name made of content: sixteen hexadecimal digits of SHA-256.

    >>> digest("a", "b") == digest("a", "b") != digest("ab", "")
    True
    """
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def safe(name: str) -> str:
    """A name that may end an IRI: everything but letters, digits and `-._~` percent-encoded (RFC 3986, 2.1).

    >>> safe("nos/2020 §1")
    'nos%2F2020%20%C2%A71'
    """
    return quote(name, safe="", errors="replace")


def article_iri(article: str, *, base: str = BASE) -> ox.NamedNode:
    """The IRI of an article by its id, in a graph of this base.

    >>> article_iri("nos-2020").value
    'https://kg.example/article/nos-2020'
    """
    return ox.NamedNode(f"{base}article/{safe(article)}")


def article_id(node: str) -> str:
    """The id of the article, sentence or quotation with this IRI; the opposite of `article_iri`.

    >>> article_id("https://kg.example/article/nos%2F1#char=4,9")
    'nos/1'
    """
    return unquote(node.partition("#")[0].rpartition("/")[2])  # no id has a slash that is not escaped


def sentence_iri(article: str, start: int, end: int, *, base: str = BASE) -> ox.NamedNode:
    """The IRI of a range of an article's characters (RFC 5147, 2.1.1).

    >>> sentence_iri("nos", 812, 905).value
    'https://kg.example/article/nos#char=812,905'
    """
    return ox.NamedNode(f"{base}article/{safe(article)}#char={start},{end}")


def relation_iri(relation: str, *, typed: bool, base: str = BASE) -> ox.NamedNode:
    """The IRI of a relation by its id; that of an open one stands under the graph's base.

    >>> relation_iri("sanctions", typed=True).value, relation_iri("look-into", typed=False).value
    ('https://kg.example/ontology#sanctions', 'https://kg.example/relation/look-into')
    """
    return ox.NamedNode((KGO if typed else f"{base}relation/") + safe(relation))


def local(node: str) -> str:
    """The id of a relation or class with this IRI; the opposite of `relation_iri`.

    >>> local("https://kg.example/ontology#sanctions")
    'sanctions'
    """
    return unquote(node.removeprefix(KGO).rpartition("/")[2])


_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.%-]*[A-Za-z0-9_%-])?")


def short(node: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """An IRI as a reader likes it, with its prefix where it has one, in angle brackets otherwise.

    >>> short("https://kg.example/entity/huawei"), short("http://example.org/")
    ('kge:huawei', '<http://example.org/>')
    """
    for prefix, namespace in prefixes.items():
        if node.startswith(namespace) and _LOCAL.fullmatch(node, len(namespace)):
            return f"{prefix}:{node[len(namespace) :]}"
    return f"<{node}>"


def order(triple: Triple) -> tuple[str, str, str]:
    """Where a triple stands in every output: by subject, predicate, object, `rdf:type` before the other predicates."""
    predicate = triple.predicate.value
    return (str(triple.subject), "" if predicate == A.value else predicate, str(triple.object))
