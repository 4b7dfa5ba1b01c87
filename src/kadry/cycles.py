"""How often the interpreter looks for cycles of objects: seldom, in every process that Kadry starts.

Kadry makes hardly any cycles and holds millions of objects while it merges; to go through all of them after each 700
new ones, as Python does by itself, takes more than a tenth of its time. Who imports Kadry keeps what Python has.
"""

import gc

THRESHOLD = 1_000_000  # objects that come before cycles are looked for


def look_seldom() -> None:
    """In this process, from now on."""
    gc.set_threshold(THRESHOLD)
