"""HTML to paragraphs of plain text, for fragments (a feed's entry, rendered Markdown) and for trees that are parsed already.

What is no prose is left out: scripts, styles, tables, figures, code. The parser is lxml's for HTML, which knows no external
entities, opens nothing, and bounds the depth of a tree itself.
"""

from __future__ import annotations

import re

from lxml import etree, html

_HTML_BLOCKS = (
    "address article aside blockquote body center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p section ul"
)
_TRAFILATURA_BLOCKS = "head item list quote"  # its own names for h1 to h6, li, ul and blockquote
_NO_PROSE = "audio button embed figure iframe img input math noscript object pre script select style svg table textarea title video"

BLOCKS = frozenset(f"{_HTML_BLOCKS} {_TRAFILATURA_BLOCKS}".split())
BREAKS = frozenset({"br", "lb"})
DROPPED = frozenset(_NO_PROSE.split())

_MARKUP = re.compile(r"</?(?:a|b|br|div|em|h[1-6]|i|img|li|ol|p|span|strong|ul)\b[^<>]{0,500}>", re.IGNORECASE)


def plain(fragment: str) -> str:
    """Return the text of a fragment of HTML, a blank line between its blocks.

    >>> plain("<h2>Kop</h2><p>Een <b>zin</b> &amp; nog een.<br>Regel.</p><script>x</script>")
    'Kop\\n\\nEen zin & nog een.\\nRegel.'
    """
    if not fragment.strip():
        return ""
    try:
        # a byte string, because lxml refuses a str that opens with an XML declaration of its encoding
        root = html.fromstring(b"<div>" + fragment.encode("utf-8", "ignore") + b"</div>", parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):  # nothing but comments, or nothing that can be a tree
        return ""
    return paragraphs(root)


def has_markup(text: str) -> bool:
    """True where a text that may be either looks like HTML.

    >>> has_markup("<p>Een zin.</p>"), has_markup("Als a < b en b > c.")
    (True, False)
    """
    return _MARKUP.search(text) is not None


def paragraphs(root: etree._Element) -> str:
    """Return the text of a tree, a blank line between blocks and a newline for a break inside one."""
    parts: list[str] = []
    dropped = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            dropped += name in DROPPED
            parts.append("\n\n" if name in BLOCKS else "\n" if name in BREAKS else "")
            parts.append(_flat(element.text) if not dropped else "")
            continue
        if event == "end":
            dropped -= name in DROPPED
            parts.append("\n\n" if name in BLOCKS else "")
        if element is not root and not dropped:
            parts.append(_flat(element.tail))
    text = re.sub(r" *\n *", "\n", "".join(parts))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")
