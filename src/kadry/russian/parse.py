"""Parse: what is found in one document before anything is linked."""

from msgspec import Struct

from kadry.claim import Chain
from kadry.document import Document


class Parse(Struct, frozen=True):
    """Placeholder while the parser is being written."""

    document: Document
    chains: tuple[Chain, ...]
