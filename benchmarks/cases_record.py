"""What of each kind of text case passed at first and what passed last: results/cases.json and a table in README.md."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

RECORD = Path(__file__).parent / "results" / "cases.json"
MARKS = ("<!-- cases.py --write -->", "<!-- end -->")  # what stands between them in README.md is rewritten
ALL = "all"
KEYS = ("cases", "first_cases", "first", "last")

Counts = Mapping[str, tuple[int, int]]  # kind → cases, those that pass
Record = Mapping[str, Mapping[str, int]]  # kind → cases, first_cases, first, last


def read(path: Path) -> dict[str, dict[str, int]]:
    """The record; empty where there is none yet."""
    record: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return record


def write(counts: Counts, path: Path, readme: Path) -> None:
    """Record the counts as the last ones, and show them in README.md; what passed at first stays as first written."""
    record = read(path)
    for kind, (number, passed) in counts.items():
        first = record.get(kind, {"first_cases": number, "first": passed})
        record[kind] = {**first, "cases": number, "last": passed}
    _store(record, path, readme)


def add(counts: Counts, path: Path, readme: Path) -> None:
    """Record the first run of cases that were added since the last one, with the rules of then: before their own."""
    record = read(path)
    for kind, (number, passed) in counts.items():
        past = record.get(kind, dict.fromkeys(KEYS, 0))
        if number > past["cases"]:
            record[kind] = {
                "cases": number,
                "first_cases": past["first_cases"] + number - past["cases"],
                "first": past["first"] + passed - past["last"],
                "last": passed,
            }
    _store(record, path, readme)


def _store(record: Record, path: Path, readme: Path) -> None:
    ordered = {kind: {key: past[key] for key in KEYS} for kind, past in sorted(record.items())}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
    readme.write_text(shown_in(readme.read_text(encoding="utf-8"), record), encoding="utf-8")


def shown_in(text: str, record: Record) -> str:
    """The text with the record's table between the marks. Raises ValueError where it lacks them."""
    start, end = (text.index(mark) for mark in MARKS)
    return f"{text[:start]}{MARKS[0]}\n{rates(record)}\n{text[end:]}"


def table(counts: Counts, record: Record) -> str:
    """A line for each kind and one for all: at first, at last, now, and by how many now is more than last."""
    kinds = {**counts, ALL: _add(counts.values())}
    known = {**record, ALL: whole({kind: past for kind, past in record.items() if kind in counts})}
    lines = [f"{'kind':28}{'cases':>6}{'passed':>8}{'':>7}{'first':>18}{'last':>6}"]
    for kind, (number, passed) in kinds.items():
        past = known.get(kind, {})
        first = _of(past["first"], past["first_cases"]) if past else "-"
        change = passed - past["last"] if past else 0
        lines.append(
            f"{kind:28}{number:6}{passed:8}{f'({change:+})' if change else '':>7}{first:>18}{past.get('last', '-'):>6}"
        )
    return "\n".join(lines)


def rates(record: Record) -> str:
    """A Markdown table of the first and the last pass rate of each kind."""
    lines = ["| kind | cases | first | last |", "|---|---|---|---|"]
    for kind, past in {**dict(sorted(record.items())), ALL: whole(record)}.items():
        first, last = _of(past["first"], past["first_cases"]), _of(past["last"], past["cases"])
        lines.append(f"| {kind} | {past['cases']} | {first} | {last} |")
    return "\n".join(lines)


def whole(record: Record) -> dict[str, int]:
    """The sums over all kinds."""
    return {key: sum(past[key] for past in record.values()) for key in KEYS}


def _add(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    pairs = list(counts)
    return sum(number for number, _ in pairs), sum(passed for _, passed in pairs)


def _of(passed: int, number: int) -> str:
    """«14 of 18, 78 %»."""
    return f"{passed} of {number}, {100 * passed / number:.0f} %" if number else "-"
