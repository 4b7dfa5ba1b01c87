"""Works out anew what each word that natasha's models know may be to the rules: ``hint_table.py``.

Takes some seconds and writes src/kadry/russian/hints.bin. To be run when rules or word lists have changed: a table of
others is not used, and a test says so.
"""

from kadry.russian.hinted import PLACE, work_out, write
from kadry.russian.hints import listed, looked_up


def main() -> None:
    made = work_out(looked_up, listed())
    write(made)
    known = sum(map(bool, map(made.values.__getitem__, made.codes)))
    print(f"{PLACE.name}: {len(made.codes):,} words, of which {known:,} have signs; {PLACE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
