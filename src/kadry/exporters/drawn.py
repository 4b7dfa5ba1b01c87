"""FollowTheMoney, GEXF and GraphML from one reading of the people."""

from collections.abc import Sequence
from typing import BinaryIO

from kadry.exporters import ftm, gexf, graphml
from kadry.exporters.people import Writer, write_people
from kadry.graph import Graph
from kadry.plugins import ExportOptions


def write(graph: Graph, outs: Sequence[BinaryIO], options: ExportOptions) -> None:
    """Write the graph in the three formats, in this order; ``options`` change nothing."""
    drawn = gexf.Writer(graph)
    writers: Sequence[Writer] = (ftm.Writer(graph), drawn, graphml.Writer(graph, drawn.drawing.scene))
    write_people(graph, list(zip(writers, outs, strict=True)))
