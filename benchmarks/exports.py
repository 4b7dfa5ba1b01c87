"""How fast each export is written and in how much memory: ``exports.py [FORMAT…] [--claims 1000000]`` (Linux only).

Each format is written to nowhere (a folder to a temporary one) by a process of its own, from a made-up graph that is
never held (roster.py), whose making is part of the seconds: the row (reading) only goes through it. ``--scene`` adds
what is around the posts, ``--store FILE`` takes the graph of a store instead (views.py can make a large one).
``exports.py --peers`` writes a graph that is in memory by Kadry and by rdflib and networkx in turns, and prints the
medians of their CPU time (exports_peers.py).
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, cast

import msgspec
from msgspec import Struct

import exports_peers as peers
from kadry.graph import Graph
from kadry.graphing import opened
from kadry.plugins import ExportOptions, is_folder, load
from kadry.store import Store
from name_forms import MEGABYTE, peak
from roster import roster

READING = "(reading)"
FILES = ("nquads", "ntriples", "turtle", "trig", "jsonld", "rdfxml", "graphml", "gexf", "ftm")
FORMATS = (READING, *FILES, "csv", "neo4j", "parquet")


class Run(Struct, frozen=True):
    """One export: seconds of CPU, what was written, and the most memory that its process held."""

    format: str
    seconds: float
    bytes: int
    lines: int
    megabytes: float


class Nowhere(RawIOBase):
    """A file that keeps nothing but its size; what is a statement, a node or an edge ends with a line."""

    def __init__(self) -> None:
        self.bytes = self.lines = 0

    def write(self, data: Any) -> int:
        """Count it."""
        self.bytes += len(data)
        self.lines += bytes(data).count(b"\n")
        return len(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT")
    parser.add_argument("--claims", type=int, help="default: 1,000,000; with --peers 20,000")
    parser.add_argument("--store", type=Path, metavar="FILE", help="write the graph of a store")
    parser.add_argument("--scene", action="store_true", help="with relations, decisions, events and successions")
    parser.add_argument("--peers", action="store_true", help="compare with rdflib and networkx")
    parser.add_argument("--here", action="store_true", help="measure in this process and print a line of figures")
    arguments = parser.parse_args()
    claims = arguments.claims or (20_000 if arguments.peers else 1_000_000)
    if arguments.here and arguments.peers:
        print(msgspec.json.encode([peers.compare(peer, claims) for peer in arguments.formats]).decode())
    elif arguments.here:
        with source(arguments.store, claims, scene=arguments.scene) as graph:
            print(msgspec.json.encode([measure(graph, format) for format in arguments.formats]).decode())
    elif arguments.peers:
        peers.show(apart(arguments.formats or peers.PEERS, claims, peers.Duel, "--peers"))
    else:
        options = ["--store", str(arguments.store)] if arguments.store else []
        options += ["--scene"] if arguments.scene else []
        show(apart(arguments.formats or FORMATS, claims, Run, *options))


@contextmanager
def source(place: Path | None, claims: int, *, scene: bool = False) -> Iterator[Graph]:
    """The graph of a store, or one that is made up."""
    if place is None:
        yield roster(claims, scene=scene)
    else:
        with Store(place) as store, opened(store) as graph:
            yield graph


def apart(names: Iterable[str], claims: int, kind: type[Any], *options: str) -> Iterator[Any]:
    """Measure each in a process of its own."""
    for name in names:
        command = [sys.executable, __file__, "--here", name, "--claims", str(claims), *options]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        yield from msgspec.json.decode(done.stdout, type=list[kind])  # type: ignore[valid-type]


def measure(graph: Graph, format: str) -> Run:
    """Write a graph to nowhere in this process, which should have done nothing else."""
    if is_folder(format):
        return measure_folder(graph, format)
    out = Nowhere()
    write = read if format == READING else load("exporters", format)
    start = time.process_time()
    write(graph, cast(BinaryIO, out), ExportOptions())
    seconds = time.process_time() - start
    return Run(format, round(seconds, 2), out.bytes, out.lines, round(peak() / MEGABYTE))


def measure_folder(graph: Graph, format: str) -> Run:
    """Write a graph to a folder; only files of text have lines."""
    write = load("folders", format)
    with TemporaryDirectory() as folder:
        start = time.process_time()
        write(graph, Path(folder), ExportOptions())
        seconds, took = time.process_time() - start, peak()
        files = sorted(Path(folder).iterdir())
        lines = sum(1 for file in files if file.suffix == ".csv" for _ in file.open("rb"))
        size = sum(file.stat().st_size for file in files)
    return Run(format, round(seconds, 2), size, lines, round(took / MEGABYTE))


def read(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Go through all that an export of RDF goes through."""
    parts: Sequence[Iterable[object]] = (graph.documents, graph.bodies, graph.posts, graph.statements, graph.tellings)
    for records in (*parts, graph.dossiers(evidence=False)):
        for _ in records:
            pass


def show(runs: Iterable[Run]) -> None:
    print(f"{'format':>10}  {'CPU s':>8}  {'MB':>8}  {'lines':>11}  {'lines/s':>9}  {'peak MB':>7}")
    for run in runs:
        written = f"{run.bytes / MEGABYTE:>8,.0f}  {run.lines:>11,}  {run.lines / run.seconds:>9,.0f}"
        print(f"{run.format:>10}  {run.seconds:>8.1f}  {written}  {run.megabytes:>7.0f}", flush=True)


if __name__ == "__main__":
    main()
