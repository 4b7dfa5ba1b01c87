"""The commands ``kadry build`` and ``kadry extract`` by the clock, and how a build grows with its documents."""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import filling
import memory
from speed_process import Alone
from speed_runs import KADRY, Run, build, run, timed

ROUNDS = 3
STARTS = 5
ARTICLES = 1_000
FEW = 50  # documents that take as much to start as many: enough for workers
MEGABYTE = 1_000_000
ARTICLE = filling.EXAMPLES / "2025-12-04-otstavka-akima.txt"


def show_build(texts: Sequence[str], jobs: int) -> None:
    """A whole build beside natasha's analysis alone, in one process whose models are loaded, in turn."""
    chosen = texts[:ARTICLES]
    builds, analyses = [], []
    for _ in range(ROUNDS):
        builds.append(built(({"id": str(n), "text": text} for n, text in enumerate(chosen)), jobs))
        with Alone("natasha") as natasha:
            natasha.spend([ARTICLE.read_text(encoding="utf-8")])
            analyses.append(natasha.spend(chosen).wall)
    whole, alone = median(one.wall for one in builds), median(analyses)
    ratios = sorted(theirs / ours.wall for theirs, ours in zip(analyses, builds, strict=True))
    print(f"\nkadry build of {len(chosen)} texts, {jobs} jobs, all exports, by the clock: {whole:.1f} s")
    print(f"natasha's analysis of them, one process: {alone:.1f} s; that is {spread(ratios)} times the build")
    own, others = max(one.own for one in builds), max(one.others for one in builds)
    print(f"peak memory: {own / MEGABYTE:.0f} MB, each worker {others / MEGABYTE:.0f} MB")


def built(records: Iterator[dict[str, str]], jobs: int) -> Run:
    """What a build from records takes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        dump = folder / "dump.jsonl"
        with dump.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        return run(build(dump, folder, jobs))


def show_start() -> None:
    """How long a short article takes from the shell."""
    seconds = sorted(timed([*KADRY, "extract", str(ARTICLE)]) for _ in range(STARTS))
    print(f"\nkadry extract of one short article, from the shell: {spread(seconds)} s")


def show_growth(
    numbers: Sequence[int], jobs: int, build: Callable[[Iterator[dict[str, str]], int], Run] = built
) -> None:
    """What each document more takes; the start of all processes is left out, as a small build takes it."""
    start = build(documents(FEW), jobs)
    print(f"\n{'documents':>9}  {'CPU s':>7}  {'s':>7}  {'CPU ms each':>11}  {'MB':>5}  {'worker MB':>9}")
    for number in numbers:
        spent = build(documents(number), jobs)
        each = 1_000 * (spent.cpu - start.cpu) / (number - FEW)
        memories = f"{spent.own / MEGABYTE:5.0f}  {spent.others / MEGABYTE:9.0f}"
        print(f"{number:9,}  {spent.cpu:7.1f}  {spent.wall:7.1f}  {each:11.2f}  {memories}")


def documents(number: int) -> Iterator[dict[str, str]]:
    """Records of shuffled sentences of the examples; the same number gives the same."""
    for place, text in zip(range(number), memory.shuffled(number), strict=False):
        yield {"id": f"d{place}", "text": text}


def spread(sorted_values: Sequence[float]) -> str:
    """The median, with the least and the most."""
    return f"{median(sorted_values):.2f} ({sorted_values[0]:.2f}–{sorted_values[-1]:.2f})"
