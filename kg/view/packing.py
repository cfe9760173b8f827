"""Data and scripts in the form in which they stand inside the page.

Up to 5,000 entities and facts the data is plain JSON, which anyone can read in the page's source. A larger page packs it: records
of one kind become columns, so that no name of a field stands there twice, and the JSON is deflated (RFC 1950) and written
in base64. The page's script undoes both.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence

PACKED = 5000  # entities or facts; beyond this the data is packed
_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029]")  # inside <script> nothing may look like markup or end a line
_HALVES = re.compile("[\ud800-\udfff]")  # half a surrogate pair is no character: browsers differ on it, and some fall over


def script_json(value: object) -> str:
    r"""The value as JSON that may stand inside a script element: no character of it can end the element or open a comment.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _json(value))


def packed(value: Mapping[str, object]) -> str:
    """The data as a JSON string of base64 of its deflated JSON, the lists of records in it as columns."""
    thin = {key: columns(part) if key in ("nodes", "edges") and isinstance(part, list) else part for key, part in value.items()}
    return f'"{b64encode(zlib.compress(_json(thin).encode())).decode()}"'


def columns(records: Sequence[Mapping[str, object]]) -> dict[str, list[object]]:
    """The records turned on their side: a list of values for each field, None where a record lacks it; lists of records too.

    >>> columns([{"id": 1, "of": [{"n": 2}]}, {"id": 3, "of": []}])
    {'id': [1, 3], 'of': [[{'n': 2}], []]}
    """
    fields = list(dict.fromkeys(field for record in records for field in record))
    return {field: [record.get(field) for record in records] for field in fields}


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _HALVES.sub("\ufffd", text)
