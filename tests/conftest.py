"""What the tests share: the data that lies outside the repository, and hypothesis without a stop-watch."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines that run the tests are shared and slow by turns; a deadline per example would fail on them by chance.
settings.register_profile("kadry", deadline=None)
settings.load_profile("kadry")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of annotated texts that KADRY_DATA names; a test that asks for it skips where there is none."""
    folder = os.environ.get("KADRY_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("KADRY_DATA names no folder of annotated texts")
    return Path(folder)
