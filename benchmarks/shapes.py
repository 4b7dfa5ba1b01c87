"""How long validating an export takes, and how much memory: ``shapes.py [FORMAT] [--claims 10000]`` (Linux only).

A made-up graph (roster.py) is written to a temporary file, which is not timed, and then read back and held against the
shapes as ``kadry export --validate`` does.
"""

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from kadry.exporters.files import write
from kadry.exporters.validation import SYNTAXES, validate
from kadry.plugins import ExportOptions
from name_forms import MEGABYTE, peak
from roster import roster


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("format", nargs="?", default="nquads", choices=SYNTAXES)
    parser.add_argument("--claims", type=int, default=10_000)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        write(roster(arguments.claims), path, arguments.format, ExportOptions())
        began = time.process_time()
        checked = faulty = 0
        for nodes, faults in validate(path, arguments.format):
            checked += nodes
            faulty += len(faults)
        seconds = time.process_time() - began
        size = path.stat().st_size / MEGABYTE
    print(f"{arguments.format}, {arguments.claims:,} claims, {size:.0f} MB: {checked:,} nodes, {faulty:,} faulty")
    print(f"{seconds:.0f} s of CPU, {checked / seconds:,.0f} nodes a second, at most {peak() / MEGABYTE:.0f} MB")


if __name__ == "__main__":
    main()
