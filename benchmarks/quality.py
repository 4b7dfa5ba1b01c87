"""How right Kadry is on the annotated texts at hand, in one table: ``quality.py [--save]``.

Reads $KADRY_DATA (docs/development.md says what lies there) and runs the scorers that lie beside the data as programs
of their own. Beside each number stands the difference to benchmarks/results/quality.json, the last run that was saved.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import factrueval
import score_factrueval
import triples

RECORD = Path(__file__).parent / "results" / "quality.json"
Row = tuple[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--save", action="store_true", help="make this run the one that later runs are compared with")
    arguments = parser.parse_args()
    data = os.environ.get("KADRY_DATA")
    if not data:
        sys.exit("KADRY_DATA is not set: it names the folder of the annotated texts; see docs/development.md")
    last = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    found = {}
    for name, values in measure(Path(data)):
        found[name] = {measure: round(value, 4) for measure, value in values.items()}
        print(line(name, found[name], last.get(name, {})), flush=True)
    if arguments.save:
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def line(name: str, values: dict[str, float], last: dict[str, float]) -> str:
    """A row: each measure with its value and, where it has changed, by how much."""
    cells = []
    for measure, value in values.items():
        change = value - last.get(measure, value)
        cells.append(f"{measure} {value:.3f}" + (f" ({change:+.3f})" if abs(change) >= 0.0005 else ""))
    return f"{name:32}" + "  ".join(cells)


def measure(data: Path) -> Iterator[Row]:
    """Every row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        yield from occupations(data / "factrueval" / "devset", Path(folder))
        yield from domain(data / "domain", Path(folder))
        yield from nerel(data / "nerel", Path(folder))


def occupations(devset: Path, folder: Path) -> Iterator[Row]:
    factrueval.write(devset, folder / "factrueval")
    for mode, tally in score_factrueval.evaluate(devset, folder / "factrueval").items():
        yield f"FactRuEval devset, {mode}", {"P": tally.precision, "R": tally.recall, "F1": tally.f1}


def domain(data: Path, folder: Path) -> Iterator[Row]:
    found = predict(data / "texts", folder / "domain.jsonl")
    for name, documents in (("seed", "seed"), ("S01–S04", "S01,S02,S03,S04")):
        scores = outside(data / "score_triples.py", found, "--docs", documents)
        full = scores["full triple"]
        measures = {"P": full["p"], "R": full["r"], "F1": full["f1"]}
        accuracies = {"status": scores["status"]["accuracy"], "exact": scores["exact"]["all"]["accuracy"]}
        yield f"domain {name}, triples", measures | {key: value or 0.0 for key, value in accuracies.items()}


def nerel(data: Path, folder: Path) -> Iterator[Row]:
    for subset, classes in (("official", "post"), ("all", "all")):
        found = predict(data / "dev.jsonl", folder / f"nerel-{subset}.jsonl", classes)
        options = ("--subset", subset, "--bootstrap", "1")
        scores = outside(data / "score_nerel.py", data / "dev.jsonl", found, *options)
        for kind in ("person+role", "person+org", "triple"):
            yield f"NEREL dev {subset}, {kind}", {key: scores[kind][key] for key in ("P", "R", "F1")}


def predict(source: Path, file: Path, classes: str = "post") -> Path:
    with file.open("w", encoding="utf-8") as out:
        triples.write(source, out, classes)
    return file


def outside(scorer: Path, *arguments: Path | str) -> dict[str, Any]:
    """What a scorer beside the data prints as JSON. Raises CalledProcessError where it fails."""
    command = [sys.executable, str(scorer), *map(str, arguments), "--json"]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    scores: dict[str, Any] = json.loads(result.stdout)
    return scores


if __name__ == "__main__":
    main()
