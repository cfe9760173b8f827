"""A request as the SPARQL 1.1 Protocol reads it: the three ways to send a query, and what is refused.

Follows the recommendation of 21 March 2013, section 2.1. The endpoint reads only, so 2.2 (update) is refused; the graph
is one default graph, so a dataset of other graphs (2.1.4) is refused as well, rather than answered with nothing.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from kg.server.replies import Refused

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
DATASET = ("default-graph-uri", "named-graph-uri")
UPDATING = ("update", "using-graph-uri", "using-named-graph-uri")
MOST_BYTES = 1 << 20
"""The longest body that is read; a query of a megabyte was made by a machine that can do better."""
MOST_FIELDS = 100

Fields = list[tuple[str, str]]


def query_of(method: str, query_string: str, content_type: str, body: bytes) -> str | None:
    """The query of a GET, HEAD or POST request; None for a GET without one, which asks what this endpoint is.

    Raises:
        Refused: 400 for what the recommendation calls malformed, 403 for an update, 415 for a body of another type.
    """
    fields = _fields(query_string)
    if method != "POST":
        return _only(fields, may_miss=True)
    media, charset = _media(content_type)
    if media == UPDATE:
        raise Refused(403, "This endpoint only reads: send a query, and change the graph with `kg build` and `kg remove`.")
    if media not in (FORM, QUERY):
        raise Refused(415, f"A query is posted as {FORM} or {QUERY} (SPARQL 1.1 Protocol, 2.1), not as {media or 'nothing named'!r}.")
    if charset not in ("", "utf-8"):
        raise Refused(415, f"A query is sent in UTF-8 (SPARQL 1.1 Protocol, 2.1), not in {charset!r}.")
    words = _decoded(body)
    if media == FORM:
        return _only(fields + _fields(words))
    return _only([*fields, ("query", words)])


def _only(fields: Fields, *, may_miss: bool = False) -> str | None:
    """The one query among the fields of a request, which must ask for nothing else that we do not do."""
    for name, _ in fields:
        if name in UPDATING:
            raise Refused(403, "This endpoint only reads: send a query, and change the graph with `kg build` and `kg remove`.")
        if name in DATASET:
            raise Refused(400, f"{name} cannot be chosen: all data stands in the default graph, so leave it out.")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise Refused(400, f"A request has one query (SPARQL 1.1 Protocol, 2.1), and this one has {len(queries)}.")
    if queries:
        return queries[0]
    if may_miss and not fields:
        return None
    raise Refused(400, "The request has no query: send it as the parameter `query` (SPARQL 1.1 Protocol, 2.1).")


def _fields(text: str) -> Fields:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise Refused(400, "The parameters are not percent-encoded UTF-8: encode them anew.") from None
    except ValueError:
        raise Refused(400, f"The request has more than {MOST_FIELDS} parameters: send the query alone.") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, f"The body is not UTF-8 (byte {error.start}): encode the query anew.") from None


def _media(content_type: str) -> tuple[str, str]:
    """The media type and its charset, in small letters."""
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [value.strip().strip('"') for name, _, value in (one.partition("=") for one in parameters) if name.strip() == "charset"]
    return media, charsets[0] if charsets else ""
