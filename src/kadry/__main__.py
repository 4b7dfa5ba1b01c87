"""``python -m kadry`` is the command ``kadry``."""

from kadry.cli import run

if __name__ == "__main__":
    run()
