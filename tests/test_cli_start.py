"""The command starts quickly: what is not asked for is not loaded."""

import subprocess
import sys
from pathlib import Path

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


MINING = """
import sys
from kadry.cli import main
main(["extract", sys.argv[1]], standalone_mode=False)
print("loaded:", *sorted(sys.modules))
"""


def test_mining_a_text_loads_no_more_than_it_needs() -> None:
    article = Path(__file__).parent.parent / "examples" / "2025-12-04-otstavka-akima.txt"
    command = [sys.executable, "-c", MINING, str(article)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    claims, _, loaded = out.rpartition("loaded:")
    assert '"kind":"role"' in claims
    assert not (HEAVY | {"yargy", "charset_normalizer"}) - {"numpy", "pymorphy3"} & set(loaded.split())
