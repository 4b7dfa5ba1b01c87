"""Run the notebooks from top to bottom and keep their outputs: ``make notebooks``; the tests run them the same way."""

import os
import sys
from pathlib import Path
from typing import Any

import nbclient
import nbformat

import kadry

FOLDER = Path(__file__).parent
SOURCE = Path(kadry.__file__).parents[1]


def execute(path: Path, store: Path) -> Any:
    """A notebook with the outputs of a fresh run on a store; nothing of the run's time or machine is kept."""
    notebook = nbformat.read(path, as_version=4)
    places = filter(None, [str(SOURCE), os.environ.get("PYTHONPATH")])
    environment = os.environ | {
        "KADRY_STORE": str(store.resolve()),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONPATH": os.pathsep.join(places),
    }
    resources = {"metadata": {"path": str(path.parent)}}
    client = nbclient.NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources=resources,
        record_timing=False,
        coalesce_streams=True,  # what a cell prints comes in pieces when the machine is busy
    )
    client.execute(env=environment)
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.ipynb")):
        nbformat.write(execute(path, Path(sys.argv[1])), path)
        print(path)
