"""How fast Kadry's analysis and extraction are beside plain natasha, on the same texts in the same run.

``speed.py TEXTS…`` (folders of .txt files or .jsonl files of {doc, text}). Plain natasha is its sentences and tokens,
morphology, syntax and names, a lemma for each token and a normal form for each name, on one BLAS thread. Each engine
has a process of its own. The texts go through in batches, one engine after the other, each first in turn: a few cold,
in a process that has just started; then the others, none of which it has seen; then those again. The table gives
medians over the batches, of rates by CPU time and by the clock, and of natasha's time divided by the engine's; worker
processes are timed by the clock, against natasha in one process. Then: what each stage takes, peak memory, and how many
labels are equal. ``--all`` adds the commands by the clock, ``--growth`` builds that grow (docs/speed.md).
"""

import argparse
import itertools
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import cast

import texts
from kadry.build import extract_batch
from kadry.workers import Work
from plain_natasha import segmenter
from speed_build import MEGABYTE, show_build, show_growth, show_start, spread
from speed_engines import analysed
from speed_labels import equal_labels, show_labels
from speed_process import Alone, Cost, Runner, Together, deal, race

BATCHES = 7
WARM_UP = 5
COLD = 3  # processes that are started to see what a cold one takes
ENGINES = ("natasha", "analysis", "extraction")
PULLENTI = 10_000  # characters: it takes some seconds for so many
KERNELS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
GROWTH = (100, 1_000, 10_000)

Costs = Mapping[str, Sequence[Cost]]  # by engine, in the order of the batches


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+", help="a folder of .txt files or a .jsonl of {doc, text}")
    parser.add_argument("--limit", type=int, help="only the first N texts")
    parser.add_argument("--jobs", type=int, default=2, help="worker processes (2)")
    parser.add_argument("--all", action="store_true", help="whole commands, and pullenti where it is installed, too")
    parser.add_argument("--growth", nargs="*", type=int, metavar="N", help=f"builds of N documents each {GROWTH}")
    arguments = parser.parse_args()
    read = itertools.chain.from_iterable(map(texts.read, arguments.texts))
    items = [text for _, text in itertools.islice(read, arguments.limit) if text.strip()]
    show_kernels()
    show_race(items, arguments.jobs)
    show_labels(*equal_labels(items))
    if arguments.all:
        show_build(items, arguments.jobs)
        show_start()
        show_pullenti(items)
    if arguments.growth is not None:
        show_growth(arguments.growth or GROWTH, arguments.jobs)


def show_kernels() -> None:
    """What both engines' matrices are multiplied by, where the user or the machine has chosen it."""
    chosen = {name: os.environ[name] for name in KERNELS if name in os.environ}
    print("OpenBLAS chooses its kernels itself" if not chosen else f"set for OpenBLAS: {chosen}")


def show_race(items: Sequence[str], jobs: int) -> None:
    """All engines on all texts: cold, unseen, repeated."""
    first, batches = items[:WARM_UP], deal(items[WARM_UP:] or items, BATCHES)
    crews: dict[str, Work] = {"analysis": cast(Work, analysed), "extraction": extract_batch}
    cold = [{engine: begun(engine, first) for engine in ENGINES} for _ in range(COLD)]
    with ExitStack() as stack:
        runners: dict[str, Runner] = {engine: stack.enter_context(Alone(engine)) for engine in ENGINES}
        for name, work in crews.items():
            runners[f"{name}, {jobs} workers"] = stack.enter_context(Together(work, jobs))
        race([first] * (1 + jobs), list(runners.values()))  # so that each worker has loaded its models
        unseen = by_name(runners, race(batches, list(runners.values())))
        repeated = by_name(runners, race(batches, list(runners.values())))
    show_rates([sizes_of(batch) for batch in batches], unseen)
    show_ratios({"cold": by_name(ENGINES, [tuple(one.values()) for one in cold]), "unseen": unseen, "again": repeated})
    show_stages(sum(sizes_of(batch)["tokens"] for batch in batches), unseen)
    print("peak memory, MB:", ", ".join(f"{name} {costs[-1].peak / MEGABYTE:.0f}" for name, costs in repeated.items()))


def begun(engine: str, batch: Sequence[str]) -> Cost:
    """What a process takes from its start until it is through with its first batch."""
    started = time.perf_counter()
    with Alone(engine) as process:
        cost = process.spend(batch)
        return Cost(cost.life, time.perf_counter() - started)


def by_name(names: Sequence[str] | Mapping[str, Runner], costs: Sequence[tuple[Cost, ...]]) -> Costs:
    return dict(zip(names, zip(*costs, strict=True), strict=True))


def sizes_of(batch: Sequence[str]) -> dict[str, int]:
    """Characters, tokens and documents of a batch."""
    tokens = sum(1 for text in batch for _ in segmenter().tokenize(text))
    return {"characters": sum(map(len, batch)), "tokens": tokens, "documents": len(batch)}


def show_rates(sizes: Sequence[Mapping[str, int]], costs: Costs) -> None:
    """How much of the texts an engine does in a second; the CPU time of workers is not known."""
    totals = {unit: sum(size[unit] for size in sizes) for unit in sizes[0]}
    print(", ".join(f"{count:,} {unit}" for unit, count in totals.items()), f"in {len(sizes)} batches; medians")
    print(f"{'unseen texts':22}" + "".join(f"{unit + '/' + s:>18}" for s in ("CPU s", "s") for unit in totals))
    for name, spent in costs.items():
        cells = []
        for clock, unit in itertools.product(("cpu", "wall"), totals):
            pairs = zip(sizes, (getattr(cost, clock) for cost in spent), strict=True)
            rates = [size[unit] / seconds for size, seconds in pairs if seconds]
            cells.append(f"{median(rates):,.1f}" if rates else "")
        print(f"{name:22}" + "".join(f"{cell:>18}" for cell in cells))


def show_ratios(conditions: Mapping[str, Costs]) -> None:
    """How many times as fast as natasha an engine is: medians over the batches, with the least and the most."""
    print(f"\n{'times as fast as natasha':26}" + "".join(f"{condition:>22}" for condition in conditions))
    names = dict.fromkeys(name for costs in conditions.values() for name in costs if name != "natasha")
    for name in names:
        cells = [ratio(costs["natasha"], costs[name]) if name in costs else "" for costs in conditions.values()]
        print(f"{name:26}" + "".join(f"{cell:>22}" for cell in cells))


def ratio(theirs: Sequence[Cost], ours: Sequence[Cost]) -> str:
    """By CPU time, or by the clock where that is all that is known."""
    clock = "cpu" if all(cost.cpu for cost in ours) else "wall"
    return spread(sorted(getattr(a, clock) / getattr(b, clock) for a, b in zip(theirs, ours, strict=True)))


def show_stages(tokens: int, costs: Costs) -> None:
    """Microseconds of CPU that a token takes in each stage."""
    for name, spent in costs.items():
        stages = {stage: sum(cost.stages[stage] for cost in spent) for stage in spent[0].stages}
        parts = [f"{stage} {1e6 * seconds / tokens:.1f}" for stage, seconds in stages.items()]
        if parts:
            print(f"{name}, µs of CPU a token:", ", ".join(parts))


def show_pullenti(items: Sequence[str]) -> None:
    """Beside a program that the user may have installed and that we may not ship."""
    if find_spec("pullenti") is None:
        print("\npullenti: not installed (its licence is not for all; pip install pullenti, if it is for you)")
        return
    text = "\n\n".join(items)[:PULLENTI]
    with Alone("pullenti") as process:
        process.spend([text[:100]])
        cost = process.spend([text])
    print(f"\npullenti: {len(text) / cost.cpu:,.0f} characters/CPU s, peak memory {cost.peak / MEGABYTE:.0f} MB")


if __name__ == "__main__":
    main()
