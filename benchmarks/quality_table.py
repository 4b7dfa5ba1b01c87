"""The table of quality: a line for each row, with the difference to the last run and the targets that are missed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from quality_kinds import Error

Values = Mapping[str, float]
Row = tuple[str, Values]  # a measure that is a whole number is a count

# What is to be reached, by row and measure.
TARGETS: Mapping[str, Values] = {
    "FactRuEval devset, easy": {"F1": 0.80},
    "FactRuEval devset, hard": {"F1": 0.76},
    "domain seed, triples": {"F1": 1.0},
    "domain S01–S04, triples": {"F1": 0.93, "status": 0.95, "start": 0.95, "end": 0.95, "exact": 0.95},
    "NEREL dev official, person+role": {"F1": 0.78},
    "NEREL dev official, person+org": {"F1": 0.72},
    "NEREL dev official, triple": {"F1": 0.65},
    "NEREL dev all, person+role": {"F1": 0.70},
    "NEREL dev all, person+org": {"F1": 0.62},
    "NEREL dev all, triple": {"F1": 0.57},
}
LEAST = 0.0005  # what is less is not seen in three digits


def line(name: str, values: Values, last: Values) -> str:
    """A row: each measure with its value, by how much it has changed, and by how much it misses its target."""
    cells = (f"{measure} {cell(name, measure, value, last.get(measure))}" for measure, value in values.items())
    return f"{name:34}" + "  ".join(cells)


def cell(name: str, measure: str, value: float, last: float | None) -> str:
    """One value."""
    change = 0 if last is None else value - last
    if isinstance(value, int):
        return f"{value}" + (f" ({change:+})" if change else "")
    target = TARGETS.get(name, {}).get(measure)
    shown = f"{value:.3f}" + (f" ({change:+.3f})" if abs(change) >= LEAST else "")
    return shown if target is None or reached(value, target) else f"{shown} [{target - value:.3f} below {target:.2f}]"


def reached(value: float, target: float) -> bool:
    """Whether a value is not below its target in the digits that are shown."""
    return target - value < LEAST


def summary(rows: Mapping[str, Values]) -> str:
    """How many of the targets of these rows are reached."""
    marks = [
        reached(rows[name].get(measure, 0.0), target)
        for name, targets in TARGETS.items()
        if name in rows
        for measure, target in targets.items()
    ]
    return f"{sum(marks)} of {len(marks)} targets reached"


def error_rows(errors: Mapping[str, Iterable[Error]], sizes: Mapping[str, tuple[int, int]]) -> dict[str, Values]:
    """For each data set how many facts, answers and errors of each kind there are, as it is kept."""
    return {f"{name}, errors": _counts(listed, *sizes[name]) for name, listed in errors.items()}


def _counts(errors: Iterable[Error], facts: int, answers: int) -> Values:
    counts = Counter(f"{error.side} {part}" for error in errors for part in ("all", error.kind))
    return {"missed of": facts, "false of": answers, **dict(sorted(counts.items()))}


def error_table(side: str, kinds: Sequence[str], rows: Mapping[str, Values], last: Mapping[str, Values]) -> str:
    """A line for each kind of error of one side, a column for each data set, with the difference to the last run."""
    lines = [f"{side:34}" + "".join(f"{name.removesuffix(', errors'):>20}" for name in rows)]
    for kind in (*kinds, "all", "of"):
        key = f"{side} {kind}"
        cells = (cell("", "", values.get(key, 0), _past(name, key, last)) for name, values in rows.items())
        lines.append(f"  {kind:32}" + "".join(f"{shown:>20}" for shown in cells))
    return "\n".join(lines)


def _past(name: str, key: str, last: Mapping[str, Values]) -> float | None:
    return last[name].get(key, 0) if name in last else None
