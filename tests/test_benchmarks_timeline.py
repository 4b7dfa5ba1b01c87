"""benchmarks/timeline.py: how busy each process of a command is."""

import sys

import pytest

from timeline import show, watched

BUSY = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time\\nwhile time.process_time() < 0.4: pass"])
print("begun", file=sys.stderr, flush=True)
child.wait()
time.sleep(0.2)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_every_process_is_seen_and_what_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    show(watched([sys.executable, "-c", BUSY]), 0.05)
    *steps, sums = capsys.readouterr().out.splitlines()
    assert any(line.endswith("begun") for line in steps)
    parent, child = map(float, sums.split()[2:])
    assert child > 0.3
    assert child > parent
