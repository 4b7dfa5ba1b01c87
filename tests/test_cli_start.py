"""The command starts quickly: what is not asked for is not loaded."""

import subprocess
import sys

HEAVY = {
    "numpy",
    "natasha",
    "pymorphy3",
    "trafilatura",
    "rdflib",
    "pyoxigraph",
    "networkx",
    "lxml",
    "sqlite3",
}
SCRIPT = """
import sys
from kadry.cli import main
for words in (["--help"], ["build", "--help"], ["extract", "--help"], ["show", "--help"], ["judge", "--help"]):
    main(words, standalone_mode=False)
print("loaded:", *sorted(sys.modules))
"""


def test_help_loads_no_library() -> None:
    out = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
    loaded = set(out.rpartition("loaded:")[2].split())
    assert "kadry.cli.building" in loaded
    assert not HEAVY & loaded
