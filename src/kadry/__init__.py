"""Kadry: a knowledge graph of officials and bodies from Russian-language news and official prose.

The names below are the public interface; each is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kadry import threads

if TYPE_CHECKING:
    from kadry.build import build as build_store
    from kadry.build import extract
    from kadry.build import graph as build_graph
    from kadry.claim import Judgement, RoleClaim
    from kadry.document import Document, make_document
    from kadry.errors import KadryError
    from kadry.exporters.files import write as write_graph
    from kadry.graph import Graph
    from kadry.queries import Store
    from kadry.readers import read

threads.limit()

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Graph",
    "Judgement",
    "KadryError",
    "RoleClaim",
    "Store",
    "build_graph",
    "build_store",
    "extract",
    "make_document",
    "read",
    "write_graph",
]

_PLACES = {
    "Document": "kadry.document:Document",
    "Graph": "kadry.graph:Graph",
    "Judgement": "kadry.claim:Judgement",
    "KadryError": "kadry.errors:KadryError",
    "RoleClaim": "kadry.claim:RoleClaim",
    "Store": "kadry.queries:Store",
    "build_graph": "kadry.build:graph",
    "build_store": "kadry.build:build",
    "extract": "kadry.build:extract",
    "make_document": "kadry.document:make_document",
    "read": "kadry.readers:read",
    "write_graph": "kadry.exporters.files:write",
}


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
