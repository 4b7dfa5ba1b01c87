"""FollowTheMoney, GEXF and GraphML from one reading of the people."""

from collections.abc import Sequence
from typing import BinaryIO

from kadry.exporters import ftm, gexf, graphml
from kadry.exporters.people import Writer, write_people
from kadry.graph import Graph
from kadry.plugins import ExportOptions


def write(graph: Graph, outs: Sequence[BinaryIO], options: ExportOptions) -> None:
    """Write the graph in the three formats, in this order; ``options`` change nothing."""
    writers: Sequence[Writer] = (ftm.Writer(graph), gexf.Writer(graph), graphml.Writer(graph))
    write_people(graph, list(zip(writers, outs, strict=True)))
