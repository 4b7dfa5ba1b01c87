"""The whole error tree.

KadryError
├── InputError        a document that cannot be read: names the file, what is wrong, what to do
├── UsageError        the caller or the user asked for something impossible
│   ├── UnknownName   a person, body, claim or document that the store does not hold
│   └── AmbiguousName a name that several entities carry
├── StoreError        the ledger file cannot be used (foreign file, newer schema, locked, damaged)
├── PluginError       a reader, extractor or exporter that cannot be found or loaded
└── ExportError       an export that could not be written
"""


class KadryError(Exception):
    """Base of every error that Kadry raises on purpose; its text is fit for a user."""


class InputError(KadryError):
    """A document that cannot be read; ``location`` names it, ``reason`` says why and what to do."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"{location}: {reason}")
        self.location = location
        self.reason = reason


class UsageError(KadryError):
    """The caller or the user asked for something impossible."""


class UnknownName(UsageError):
    """A person, body, claim or document that the store does not hold."""


class AmbiguousName(UsageError):
    """A name that several entities carry."""


class StoreError(KadryError):
    """The ledger file cannot be used: a foreign file, a newer schema, locked or damaged."""


class PluginError(KadryError):
    """A reader, extractor or exporter that cannot be found or loaded."""


class ExportError(KadryError):
    """An export that could not be written."""
