"""What followthemoney says of files, where KADRY_FTM names a Python that has it; tests that ask skip elsewhere."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

CHECK = Path(__file__).parent / "peers" / "check_ftm.py"


def checked(*files: Path) -> list[dict[str, Any]]:
    """What tests/peers/check_ftm.py finds in each of some files."""
    found: list[dict[str, Any]] = json.loads(output(str(CHECK), *map(str, files)))
    return found


def output(*arguments: str) -> bytes:
    """What a Python that has followthemoney writes when it is called so."""
    python = os.environ.get("KADRY_FTM")
    if not python:
        pytest.skip("KADRY_FTM names no Python with followthemoney (docs/ftm.md says how to make one)")
    return subprocess.run([python, *arguments], capture_output=True, check=True).stdout
