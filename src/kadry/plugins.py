"""Readers, extractors and exporters: callables, found by name and loaded when first asked for.

A built-in's name stands in the tables below; another package adds its own through the entry point groups
``kadry.readers``, ``kadry.extractors``, ``kadry.exporters`` and ``kadry.folders`` (exporters that write a folder of
files). A built-in name cannot be taken over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoints, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from msgspec import Struct

from kadry.claim import RoleClaim
from kadry.document import Failure, Reading
from kadry.errors import PluginError
from kadry.graph import Graph

if TYPE_CHECKING:  # the models behind it take a second to load, and an export needs none of them
    from kadry.russian.parse import Parse


class ReadOptions(Struct, frozen=True, kw_only=True):
    """What a user may tell a reader.

    published: date of texts that state none; fields: our name → a dump's name; max_chars: the longest document.
    """

    published: str | None = None
    fields: Mapping[str, str] = {}
    max_chars: int = 20_000_000


class ExportOptions(Struct, frozen=True, kw_only=True):
    """What a user may tell an exporter. base: the https IRI under which ids are minted, ending in ``/`` or ``#``."""

    base: str = "https://kadry.example/"


Reader = Callable[[Path, ReadOptions], Iterator[Reading | Failure]]
Extractor = Callable[["Parse"], Iterable[RoleClaim]]
Exporter = Callable[[Graph, BinaryIO, ExportOptions], None]
# Fills an empty folder with plain files, whose names are the same for every graph.
FolderExporter = Callable[[Graph, Path, ExportOptions], None]
Kind = Literal["readers", "extractors", "exporters", "folders"]

# readers by file suffix; extractors by module, in no order that matters; exporters and folders by format name
BUILT_IN: Mapping[Kind, Mapping[str, str]] = {
    "readers": {
        ".txt": "kadry.readers.text:read",
        ".html": "kadry.readers.html:read",
        ".htm": "kadry.readers.html:read",
        ".jsonl": "kadry.readers.jsonl:read",
        ".jsonl.gz": "kadry.readers.jsonl:read",
    },
    "extractors": {
        "titles": "kadry.extractors.titles:extract",
        "predicates": "kadry.extractors.predicates:extract",
        "descriptions": "kadry.extractors.descriptions:extract",
        "biographies": "kadry.extractors.biographies:extract",
        "employers": "kadry.extractors.employers:extract",
        "introductions": "kadry.extractors.introductions:extract",
        "decisions": "kadry.extractors.decisions:extract",
        "events": "kadry.extractors.events:extract",
        "structure": "kadry.extractors.structure:extract",
        "succession": "kadry.extractors.succession:extract",
    },
    "exporters": {
        "nquads": "kadry.exporters.rdf:write_nquads",
        "trig": "kadry.exporters.rdf:write_trig",
        "ntriples": "kadry.exporters.rdf:write_ntriples",
        "turtle": "kadry.exporters.rdf:write_turtle",
        "jsonld": "kadry.exporters.rdf:write_jsonld",
        "rdfxml": "kadry.exporters.rdf:write_rdfxml",
        "graphml": "kadry.exporters.graphml:write",
        "html": "kadry.exporters.page:write",
        "gexf": "kadry.exporters.gexf:write",
        "ftm": "kadry.exporters.ftm:write",
    },
    "folders": {
        "csv": "kadry.exporters.spreadsheet:write",
        "neo4j": "kadry.exporters.neo4j:write",
        "parquet": "kadry.exporters.parquet:write",
    },
}
# file name suffix of each export format that is a file
SUFFIXES: Mapping[str, str] = {
    "nquads": "nq",
    "trig": "trig",
    "ntriples": "nt",
    "turtle": "ttl",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
    "graphml": "graphml",
    "html": "html",
    "gexf": "gexf",
    "ftm": "ftm.json",
}
# formats that say the same in almost the same words, with what writes them at once in hardly more than the time of one
TOGETHER: Mapping[tuple[str, ...], str] = {
    ("nquads", "ntriples"): "kadry.exporters.rdf:write_lines",
    ("trig", "turtle"): "kadry.exporters.rdf:write_paragraphs",
}
# the same where reading the graph takes long: of more formats, in less than the time of all of these
READ_ONCE: Mapping[tuple[str, ...], str] = {
    ("nquads", "ntriples", "trig", "turtle", "jsonld", "rdfxml"): "kadry.exporters.rdf:write_all",
    ("ftm", "gexf", "graphml"): "kadry.exporters.drawn:write",
}
# formats that are written only where they are named: they refuse a graph that is too large for them
ON_REQUEST = frozenset({"html"})


@cache
def _installed() -> Any:
    """The entry points of all packages, which are read one by one: EntryPoints, or what Python 3.11 has for them."""
    return entry_points()


def offered(kind: Kind) -> EntryPoints:
    """The entry points of a kind that other packages offer."""
    found: EntryPoints = _installed().select(group=f"kadry.{kind}")
    return found


@cache
def names(kind: Kind) -> tuple[str, ...]:
    """Every name of a kind, built-in or installed, sorted."""
    return tuple(sorted({*BUILT_IN[kind], *(point.name for point in offered(kind))}))


@cache
def formats() -> tuple[str, ...]:
    """The names of all export formats, files and folders, sorted."""
    return tuple(sorted({*names("exporters"), *names("folders")}))


def usual() -> tuple[str, ...]:
    """The names of the formats that are written where a user names none: all that are files, but those on request."""
    return tuple(name for name in names("exporters") if name not in ON_REQUEST)


def is_folder(format: str) -> bool:
    """Whether an export format is a folder of files; what is none of ours and is offered as both is a file."""
    if format in BUILT_IN["folders"]:
        return True
    return format not in names("exporters") and format in names("folders")


def file_name(format: str) -> str:
    """What the export in a format is called beside others: ``kadry.ttl``, or ``kadry-csv`` for a folder."""
    return f"kadry-{format}" if is_folder(format) else f"kadry.{SUFFIXES.get(format, format)}"


@cache
def load(kind: Kind, name: str) -> Callable[..., Any]:
    """The callable of that name.

    Raises PluginError where the name is unknown or its module cannot be imported.
    """
    target = BUILT_IN[kind].get(name)
    if target is None:
        found = [point.value for point in offered(kind) if point.name == name]
        if not found:
            known = formats() if kind in ("exporters", "folders") else names(kind)
            raise PluginError(f"no {kind[:-1]} named {name!r}; there are: {', '.join(known)}")
        target = sorted(found)[0]
    try:
        return _at(target)
    except (ImportError, AttributeError) as error:
        raise PluginError(f"{kind[:-1]} {name!r} ({target}) cannot be loaded: {error}") from error


def load_together(formats: tuple[str, ...]) -> Callable[..., Any]:
    """What writes the formats of ``TOGETHER`` or ``READ_ONCE`` to as many files, in their order."""
    return _at(TOGETHER.get(formats) or READ_ONCE[formats])


def _at(target: str) -> Callable[..., Any]:
    module, _, attribute = target.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), attribute)
    return found
