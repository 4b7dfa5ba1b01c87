"""``python -m kadry`` is the command ``kadry``."""

from kadry.cli import main

if __name__ == "__main__":
    main()
