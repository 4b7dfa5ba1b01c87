"""How right Kadry is on the annotated texts and text cases at hand, in one table: ``quality.py [SET…]``.

Reads $KADRY_DATA (docs/development.md says what lies there) and runs the scorers that lie beside the data as programs
of their own. Beside each number stands the difference to benchmarks/results/quality.json, the last run that was saved,
and, where its target is missed, by how much. Then come the errors by kind; --errors shows each. NEREL dev stands in for
texts that nobody has seen: of its errors only the numbers are shown.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import cases
import cases_record
import quality_sets
import texts
from quality_kinds import SIDES, Error
from quality_sets import Found
from quality_table import Values, error_rows, error_table, line, summary

RECORD = Path(__file__).parent / "results" / "quality.json"
UNSEEN = "NEREL dev"
SETS: Mapping[str, Callable[[Path, Path], Found]] = {
    "factrueval": quality_sets.factrueval_set,
    "domain": quality_sets.domain_set,
    "nerel-dev": lambda data, folder: quality_sets.nerel_set(data, folder, "dev"),
    "nerel-train": lambda data, folder: quality_sets.nerel_set(data, folder, "train"),
    "cases": lambda data, folder: quality_sets.cases_set(),
}
USUAL = tuple(name for name in SETS if name != "nerel-train")  # which takes as long as all others together


def main() -> None:
    kinds = [kind for side in SIDES.values() for kind in side]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; by default all but nerel-train")
    parser.add_argument("--errors", action="store_true", help="show each missed fact and false answer")
    parser.add_argument("--kind", action="append", choices=kinds, metavar="KIND", help="--errors of these kinds only")
    parser.add_argument("--save", action="store_true", help="make this run the one that later runs are compared with")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.sets if name not in SETS]:
        parser.error(f"no set named {', '.join(unknown)}; there are: {', '.join(SETS)}")
    data = texts.data()
    found = measure(arguments.sets or USUAL, data)
    if arguments.errors or arguments.kind:
        show(found.errors, arguments.kind or kinds)
    if arguments.save:
        save(found)


def measure(sets: Sequence[str], data: Path) -> Found:
    """Measure these sets and print the table; what they gave, together."""
    last: Mapping[str, Values] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    whole = Found()
    with tempfile.TemporaryDirectory() as folder:
        for name in sets:
            found = SETS[name](data, Path(folder))
            for row, values in found.rows.items():
                print(line(row, values, last.get(row, {})), flush=True)
            whole += found
    print(summary(whole.rows))
    for side, kinds in SIDES.items() if whole.errors else ():
        print(error_table(side, kinds, error_rows(whole.errors, whole.sizes), last))
    if whole.cases:
        print(cases_record.table(whole.cases, cases_record.read(cases_record.RECORD)))
    return whole


def show(errors: Mapping[str, Iterable[Error]], kinds: Sequence[str]) -> None:
    """Each error of these kinds, but of those texts that stand in for unseen ones."""
    for name, listed in errors.items():
        for error in () if name == UNSEEN else listed:
            if error.kind in kinds:
                print(f"\n{error.page} {error.side}, {error.kind}: {error.shown}\n    {error.sentence}")


def save(found: Found) -> None:
    """Keep the figures of these sets; those of others stay."""
    last = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    RECORD.parent.mkdir(exist_ok=True)
    record = {**last, **found.rows, **error_rows(found.errors, found.sizes)}
    RECORD.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if found.cases:
        cases_record.write(found.cases, cases_record.RECORD, cases.FOLDER / "README.md")


if __name__ == "__main__":
    main()
