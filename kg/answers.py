"""Answers as text: a table to read, the result formats of SPARQL 1.1 for programs, CSV for spreadsheets.

JSON, XML and TSV are exact (the W3C's "Query Results JSON Format", "XML Format" and "CSV and TSV Formats"). CSV is for
people: a cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage return) gets an
apostrophe in front, unless it is a number.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query import Cell, Result, Rows, plain
from kg.rdf import PREFIXES, short

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(result: Result, format: str) -> str:
    """An answer in one of `FORMATS`; triples (CONSTRUCT, DESCRIBE) are always Turtle.

    Raises:
        QueryError: another format, or `turtle` asked of rows.
    """
    if format != "turtle" and format not in FORMATS:
        raise QueryError(f"There is no format {format!r} for answers: choose one of {', '.join(FORMATS)}, turtle.")
    if isinstance(result, tuple):
        return to_turtle(result)
    if format == "turtle":
        raise QueryError("Rows cannot be written as Turtle: use CONSTRUCT or DESCRIBE, or another format.")
    return FORMATS[format](result)


def to_turtle(triples: tuple[ox.Triple, ...]) -> str:
    """Triples as Turtle, sorted."""
    ordered = sorted(triples, key=lambda triple: (str(triple.subject), triple.predicate.value, str(triple.object)))
    return (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def to_table(result: Rows | bool) -> str:
    """Rows as columns of plain text under their names, IRIs by their short names; "yes" or "no" for an ASK.

    >>> print(to_table(Rows(("who",), ((ox.NamedNode("https://kg.example/entity/asml"),),))), end="")
    who
    --------
    kge:asml
    """
    if isinstance(result, bool):
        return "yes\n" if result else "no\n"
    rows = [[_printable(shown(cell, result.prefixes)) for cell in row] for row in result.rows]
    widths = [max(map(len, column)) for column in zip(result.variables, *rows, strict=True)]
    lines = [result.variables, ["-" * width for width in widths], *rows]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines)


def shown(cell: Cell, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """A term as a person reads it: a short name for an IRI, the words of a literal, nothing for an unbound variable."""
    if isinstance(cell, ox.NamedNode):
        return short(cell.value, prefixes)
    return plain(cell) or ""


def _printable(text: str) -> str:
    # News text must not steer the terminal.
    return "".join(letter if letter.isprintable() else " " for letter in text)


def to_json(result: Rows | bool) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if isinstance(result, bool):
        return json.dumps({"head": {}, "boolean": result}) + "\n"
    bindings = [{name: _json(cell) for name, cell in zip(result.variables, row, strict=True) if cell is not None} for row in result.rows]
    answer = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json(cell: Cell) -> dict[str, object]:
    if isinstance(cell, ox.Triple):
        ends = {"subject": cell.subject, "predicate": cell.predicate, "object": cell.object}
        return {"type": "triple", "value": {name: _json(end) for name, end in ends.items()}}
    if isinstance(cell, ox.Literal):
        more = _kind(cell)
        return {"type": "literal", "value": cell.value, **({more[0]: more[1]} if more else {})}
    return {"type": "uri" if isinstance(cell, ox.NamedNode) else "bnode", "value": plain(cell)}


def _kind(literal: ox.Literal) -> tuple[str, str] | None:
    if literal.language:
        return ("xml:lang", literal.language)
    return None if literal.datatype.value == _STRING else ("datatype", literal.datatype.value)


def to_xml(result: Rows | bool) -> str:
    """SPARQL Query Results XML; a character that XML 1.0 does not allow becomes U+FFFD."""
    head, body = "", f"<boolean>{str(result).lower()}</boolean>"
    if isinstance(result, Rows):
        head = "".join(f"<variable name={quoteattr(name)}/>" for name in result.variables)
        body = "<results>\n" + "".join(_xml_row(result.variables, row) for row in result.rows) + "</results>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        f"<head>{head}</head>\n{body}\n</sparql>\n"
    )


def _xml_row(names: tuple[str, ...], row: tuple[Cell, ...]) -> str:
    cells = (f"<binding name={quoteattr(name)}>{_xml(cell)}</binding>" for name, cell in zip(names, row, strict=True) if cell is not None)
    return f"<result>{''.join(cells)}</result>\n"


def _xml(cell: Cell) -> str:
    if isinstance(cell, ox.Triple):
        ends = (("subject", cell.subject), ("predicate", cell.predicate), ("object", cell.object))
        return f"<triple>{''.join(f'<{name}>{_xml(end)}</{name}>' for name, end in ends)}</triple>"
    words = escape(_NOT_XML.sub("\ufffd", plain(cell) or ""), {"\r": "&#13;"})
    if isinstance(cell, ox.Literal):
        kind = _kind(cell)
        return f"<literal{f' {kind[0]}={quoteattr(kind[1])}' if kind else ''}>{words}</literal>"
    tag = "uri" if isinstance(cell, ox.NamedNode) else "bnode"
    return f"<{tag}>{words}</{tag}>"


def to_csv(result: Rows | bool) -> str:
    """CSV for a spreadsheet (RFC 4180): plain values, formulas made harmless."""
    if isinstance(result, bool):
        return f"{str(result).lower()}\r\n"
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(result.variables)
    writer.writerows([_harmless(plain(cell) or "") for cell in row] for row in result.rows)
    return out.getvalue()


def _harmless(text: str) -> str:
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def to_tsv(result: Rows | bool) -> str:
    """SPARQL 1.1 TSV: terms as in Turtle, exact."""
    if isinstance(result, bool):
        return f"{str(result).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    # A term as N-Triples has its tabs and line breaks escaped.
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in result.rows]
    return "\n".join(lines) + "\n"


FORMATS: Mapping[str, Callable[[Rows | bool], str]] = MappingProxyType(
    {"table": to_table, "json": to_json, "csv": to_csv, "tsv": to_tsv, "xml": to_xml}
)
"""The formats of rows and booleans by name."""
