"""The same graph, in memory, written by Kadry and by rdflib or networkx in turns: the second half of exports.py."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any

import networkx
import rdflib
from msgspec import Struct

from kadry.plugins import ExportOptions, load
from roster import held, roster

ROUNDS = 3


class Duel(Struct, frozen=True):
    """Seconds of CPU (medians) for ``parts`` statements of RDF, or edges of GraphML."""

    peer: str
    format: str
    parts: int
    ours: float
    theirs: float


Writing = tuple[int, Callable[[BytesIO], object]]


def compare(peer: str, claims: int) -> Duel:
    """Write a graph of so many claims by Kadry and by another, in turns."""
    graph = held(roster(claims))
    format, prepare = PEERS[peer]
    ours = load("exporters", format)
    data = BytesIO()
    ours(graph, data, ExportOptions())
    parts, theirs = prepare(data.getvalue())
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        spent[0].append(timed(lambda out: ours(graph, out, ExportOptions())))
        spent[1].append(timed(theirs))
    return Duel(peer, format, parts, *(round(statistics.median(seconds), 4) for seconds in spent))


def timed(write: Callable[[BytesIO], object]) -> float:
    gc.collect()  # what the other left behind is not tidied up in this one's time
    start = time.process_time()
    write(BytesIO())
    return time.process_time() - start


def nquads(data: bytes) -> Writing:
    """rdflib's N-Quads of what is written there."""
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format="nquads")
    return len(dataset), lambda out: dataset.serialize(out, format="nquads")


def turtle(data: bytes) -> Writing:
    """rdflib's Turtle of what is written there."""
    graph = rdflib.Graph()
    graph.parse(data=data, format="turtle")
    return len(graph), lambda out: graph.serialize(out, format="turtle")


def graphml(data: bytes) -> Writing:
    """What networkx does by default: it writes by lxml where that is installed."""
    graph = _drawn(data)
    return graph.number_of_edges(), lambda out: networkx.write_graphml(graph, out)


def graphml_alone(data: bytes) -> Writing:
    """What networkx does by itself."""
    graph = _drawn(data)
    return graph.number_of_edges(), lambda out: networkx.write_graphml_xml(graph, out)


def _drawn(data: bytes) -> Any:
    return networkx.read_graphml(BytesIO(data), force_multigraph=True)


PEERS: Mapping[str, tuple[str, Callable[[bytes], Writing]]] = {
    "rdflib": ("nquads", nquads),
    "rdflib (ttl)": ("turtle", turtle),
    "networkx": ("graphml", graphml_alone),
    "networkx+lxml": ("graphml", graphml),
}


def show(duels: Iterable[Duel]) -> None:
    print(
        f"{'peer':>14}  {'format':>8}  {'parts':>10}  {'Kadry, s':>9}  {'peer, s':>9}  {'a second':>10}  {'ratio':>6}"
    )
    for one in duels:
        spent = f"{one.ours:>9.3f}  {one.theirs:>9.3f}  {one.parts / one.ours:>10,.0f}"
        print(f"{one.peer:>14}  {one.format:>8}  {one.parts:>10,}  {spent}  {one.theirs / one.ours:>6.1f}", flush=True)
