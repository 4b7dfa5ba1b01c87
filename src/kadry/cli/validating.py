"""``kadry export --validate``: the export is read back, and what has not its shape is named."""

import shutil
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kadry.cli.screen import printable, say
from kadry.plugins import ExportOptions

if TYPE_CHECKING:
    from kadry.exporters.faults import Fault
    from kadry.graph import Graph

_SHOWN = 100  # faulty nodes; the others are counted
_STEP = 100_000  # nodes, of which a word is said: they take minutes


def write_validated(graph: "Graph", output: Path | None, name: str, how: ExportOptions) -> None:
    """Write a graph, to standard output where no file is given, and report on what was written.

    Exits with status 1 where something has not its shape.
    """
    from kadry.exporters.files import write

    with TemporaryDirectory(prefix="kadry-") as folder:
        path = output or Path(folder) / "export"
        write(graph, path, name, how)
        if output is None:
            with path.open("rb") as export:
                shutil.copyfileobj(export, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        if not _report(path, name):
            raise click.exceptions.Exit(1)


def _report(path: Path, name: str) -> bool:
    """Whether all nodes have their shapes; those that have not are named on stderr."""
    from kadry.exporters.validation import validate

    nodes = faulty = 0
    for count, faults in validate(path, name):
        if nodes // _STEP < (nodes + count) // _STEP:
            say(f"… {nodes + count:,} nodes")
        nodes += count
        for fault in islice(faults, max(0, _SHOWN - faulty)):
            _tell(fault)
        faulty += len(faults)
    if faulty > _SHOWN:
        say(f"… and {faulty - _SHOWN} more nodes")
    say(f"validated {nodes} nodes: {f'{faulty} do not conform' if faulty else 'all conform'} to the shapes")
    return not faulty


def _tell(fault: "Fault") -> None:
    label = f" «{printable(fault.label)}»" if fault.label else ""
    say(f"{printable(fault.node)}{label} {' '.join(map(printable, fault.classes))}".rstrip())
    for problem in fault.problems:
        say(f"  {printable(problem)}")
