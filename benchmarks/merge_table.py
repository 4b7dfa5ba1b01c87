"""How well mentions are merged, beside others: ``merge_table.py [--peers PYTHON] [--sizes N,N,…] [--save]``.

Takes the mentions of NEREL train and dev ($KADRY_DATA/nerel) as one universe and scores each method with the scorer
that lies beside them, on the subset "core": B-cubed, cross-document pairs and cross-document B-cubed, F1 in per cent.
Beside each figure stands the difference to benchmarks/results/merge.json, the last run that was saved, and beside
Kadry's by how much it misses what must be reached. Then come pairs of transcribed names and how merging grows with the
number of names.

--peers is the Python of an environment with nomenklatura and Splink (docs/benchmarks-merging.md). --tune finds their
thresholds on train alone and does nothing else.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import structs

import merge_peers
import name_forms
import texts
from merge_peers import Clusters
from name_forms import Growth
from quality_table import reached

HERE = Path(__file__).parent
RECORD = HERE / "results" / "merge.json"
METHODS = {
    "surface": "exact surface",
    "natasha": "natasha normal form",
    "nomenklatura": "nomenklatura logic-v2",
    "splink": "Splink 5",
    "kadry": "Kadry",
}
FIGURES = {"B3": "B3", "xpair": "cross-document pair", "xB3": "cross-document B3"}
MUSTS: Mapping[str, Mapping[str, float]] = {
    "PERSON": {"B3": 0.955, "xpair": 0.97, "xB3": 0.94},
    "ORGANIZATION": {"B3": 0.88, "xpair": 0.80, "xB3": 0.79},
}
SIZES = "10000,100000,1000000"
QUICK, MOST = 100_000, 60.0  # names that must be merged in less than so many seconds of CPU
STEPS = [step / 100 for step in range(2, 100, 2)]
TAIL = 8  # lines of what translit.py says

Values = Mapping[str, float]
Scores = Mapping[str, Values]  # type → figure → F1
Rows = Mapping[str, Values]  # as they are kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", metavar="PYTHON", help="the interpreter of the peers' environment")
    parser.add_argument("--sizes", default=SIZES, help=f"of the sets of names, by default {SIZES}; '' for none")
    parser.add_argument("--tune", action="store_true", help="print the best threshold of each peer on train")
    parser.add_argument("--save", action="store_true", help="make this run the one that later runs are compared with")
    arguments = parser.parse_args()
    data = texts.data() / "nerel"
    if arguments.tune:
        tune(data, arguments.peers)
        return
    last: Rows = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    rows = {**merging(data, arguments.peers, last)}
    transcription()
    rows |= growth(arguments.sizes)
    if arguments.save:
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text(json.dumps({**last, **rows}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def merging(data: Path, peers: str | None, last: Rows) -> Rows:
    """Score every method and print a table for each type."""
    files = [data / "mentions_train.jsonl", data / "mentions_dev.jsonl"]
    scores = dict(scored(files, data, ("train", "dev"), peers))
    for type in MUSTS:
        print("\n".join(table(type, scores, last)), end="\n\n")
    rows = {f"{type} {METHODS[name]}": found[type] for name, found in scores.items() if found for type in MUSTS}
    print(summary(scores["kadry"] or {}), end="\n\n")
    return rows


def scored(
    files: Sequence[Path], data: Path, parts: Sequence[str], peers: str | None
) -> Iterator[tuple[str, Scores | None]]:
    """Each method with its scores; None for a peer that is not installed."""
    records = merge_peers.read(files)
    forms = merge_peers.natasha_forms(records)
    for name in METHODS:
        if name == "kadry":
            yield name, score(own(files), data, parts)
        elif name in merge_peers.PEERS and not installed(peers, name):
            yield name, None
        else:
            yield name, score(merge_peers.clusters(name, records, forms, peers), data, parts)


def installed(python: str | None, module: str) -> bool:
    """Whether an interpreter has a peer."""
    return python is not None and subprocess.run([python, "-c", f"import {module}"], check=False).returncode == 0


def own(files: Sequence[Path]) -> Clusters:
    """What Kadry's adaptor, as a program of its own, makes of the mentions."""
    command = [sys.executable, str(HERE / "merge.py"), *map(str, files)]
    lines = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout.splitlines()
    return {row["id"]: row["cluster"] for row in map(json.loads, lines)}


def score(found: Clusters, data: Path, parts: Sequence[str]) -> Scores:
    """The F1 of each figure by the scorer beside the data. parts: train, dev or both."""
    gold = ",".join(str(data / f"gold_{part}.json") for part in parts)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pred.jsonl")
        with file.open("w", encoding="utf-8") as out:
            merge_peers.write(found, out.write)
        command = [sys.executable, str(data / "score_merge.py"), gold, str(file), "--subset", "core", "--json"]
        said = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return {type: {figure: said[type][figure][2] for figure in FIGURES} for type in MUSTS}


def table(type: str, scores: Mapping[str, Scores | None], last: Rows) -> Iterator[str]:
    """The lines of one type's table."""
    yield f"{type:24}" + "".join(f"{title:>28}" for title in FIGURES.values())
    for name, found in scores.items():
        values = found[type] if found else None
        past = last.get(f"{type} {METHODS[name]}", {})
        must = MUSTS[type] if name == "kadry" else {}
        cells = (cell(values[f], past.get(f), must.get(f)) for f in FIGURES) if values else ("not installed",)
        yield f"{METHODS[name]:24}" + "".join(f"{shown:>28}" for shown in cells)
    yield f"{'must':24}" + "".join(f"{cell(MUSTS[type][f], None, None):>28}" for f in FIGURES)


def cell(value: float, last: float | None, must: float | None) -> str:
    """A figure in per cent, by how much it has changed and by how much it misses what must be reached."""
    change = 0.0 if last is None else 100 * (value - last)
    shown = f"{100 * value:.1f}" + (f" ({change:+.1f})" if abs(change) >= 0.05 else "")
    return shown if must is None or reached(value, must) else f"{shown} [{100 * (must - value):.1f} below]"


def summary(scores: Scores) -> str:
    """How many of the musts are reached."""
    marks = [reached(scores[type][f], must) for type in scores for f, must in MUSTS[type].items()]
    return f"{sum(marks)} of {len(marks)} musts reached"


def transcription() -> None:
    """What translit.py says at its end of pairs of transcribed names."""
    command = [sys.executable, str(HERE / "translit.py")]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    print("\n".join(said.splitlines()[-TAIL:]), end="\n\n")


def growth(sizes: str) -> Rows:
    """Measure how merging grows, print it, and say whether it is quick enough."""
    measured = [name_forms.measure(int(size)) for size in sizes.split(",") if size]
    name_forms.show(measured)
    found = [row for row in measured if row is not None]
    print("\n".join(quick(row) for row in found if row.forms == QUICK))
    return {f"{row.forms} names": as_values(row) for row in found}


def quick(row: Growth) -> str:
    """Whether a set was merged in the time that it may take."""
    verdict = "reached" if row.seconds < MOST else f"{row.seconds - MOST:.0f} s too many"
    return f"{row.forms:,} names in less than {MOST:.0f} s of CPU: {verdict}"


def as_values(row: Growth) -> Values:
    """A measurement as it is kept."""
    return {name: value for name, value in structs.asdict(row).items() if name != "forms"}


def tune(data: Path, peers: str | None) -> None:
    """For each peer and type the threshold that gives train the best sum of the figures; of equal ones the middle."""
    records = merge_peers.read([data / "mentions_train.jsonl"])
    found = list(merge_peers.entities(records, merge_peers.natasha_forms(records)))
    for name in merge_peers.PEERS:
        if not installed(peers, name) or peers is None:
            print(f"{name}: not installed")
            continue
        links = merge_peers.linked(peers, name, found)
        tried = {
            step: score(merge_peers.closure(found, links, dict.fromkeys(MUSTS, step)), data, ("train",))
            for step in STEPS
        }
        for type in MUSTS:
            sums = {step: round(sum(scores[type].values()), 4) for step, scores in tried.items()}
            best = [step for step, value in sums.items() if value == max(sums.values())]
            print(f"{name} {type}: {best[len(best) // 2]} ({100 * max(sums.values()):.1f})", flush=True)


if __name__ == "__main__":
    main()
