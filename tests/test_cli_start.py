"""The command starts quickly: what is not asked for is not loaded."""

import os
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


BUILDING = """
import sys
from kadry.cli import main
main(["build", *sys.argv[1:]], standalone_mode=False)
print("loaded:", *sorted(sys.modules))
"""


def test_the_moving_line_is_loaded_only_for_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    command = [sys.executable, "-c", BUILDING, str(tmp_path / "empty"), "--store", str(tmp_path / "kadry.db")]
    plain = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "rich" not in plain.stdout.split()
    terminal, theirs = os.openpty()
    with os.fdopen(terminal, "rb") as screen:
        moving = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, text=True, check=True)
        os.close(theirs)
        assert plain.stderr.strip() in screen.read1().decode()
    assert "rich" in moving.stdout.split()


ENDING = """
import atexit, sys
from kadry.cli import run
atexit.register(print, "cleared up")
sys.argv[1:] = ["extract", "no such file"]
run()
"""


def test_the_command_ends_with_its_status_and_with_what_others_left_to_the_end() -> None:
    done = subprocess.run([sys.executable, "-c", ENDING], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "cleared up\n")
    assert "no such file" in done.stderr
