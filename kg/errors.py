"""What can go wrong, as one tree.

    KgError
    ├── InputError       a source that cannot be read as an article
    │   └── UnsupportedLanguage
    ├── OntologyError    a term, phrase or known name that is not well formed
    ├── QueryError       a query that does not parse or does not run
    ├── StoreError       a store that cannot be opened or written
    ├── ExportError      a format that we do not write, or a place that we cannot write to
    └── ServerError      a server that cannot start

A message is one sentence: the value we got, what is accepted, and what to do next.
"""


class KgError(Exception):
    """Root of every error that `kg` raises on purpose; the command line prints its message without a traceback."""


class InputError(KgError):
    """A source that cannot be read as an article; the rest of the corpus is built without it."""


class UnsupportedLanguage(InputError):
    """An article in a language for which there is no pipeline."""


class OntologyError(KgError):
    """A term, phrase or known name of the ontology that is not well formed."""


class QueryError(KgError):
    """A query that does not parse or does not run; the message points at line and column where the engine says so."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class ExportError(KgError):
    """A format that is not written here, or a place that cannot be written to."""


class ServerError(KgError):
    """A server that cannot start: its port is taken, or its address is not this machine's."""
