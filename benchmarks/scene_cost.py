"""What relations of bodies, decisions and events cost beside roles alone: ``scene_cost.py TEXTS [--limit N]``.

TEXTS: a folder of .txt files or a .jsonl of {doc, text}. Two processes, one with all extractors and one without these,
take the same batches in turn. Prints CPU seconds a batch and their ratio: medians with the least and the most, of texts
that the processes have not seen, and of the same once more.
"""

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path

import texts
from speed_build import spread
from speed_process import Alone, Cost, deal, race

BATCHES = 7
WARM_UP = 20  # texts that load the models and tables


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a folder of .txt files or a .jsonl of {doc, text}")
    parser.add_argument("--limit", type=int, help="only the first N texts")
    arguments = parser.parse_args()
    items = [text for _, text in itertools.islice(texts.read(arguments.texts), arguments.limit) if text.strip()]
    with Alone("extraction") as everything, Alone("roles") as roles:
        runners = (everything, roles)
        race([items[:WARM_UP]], runners)
        batches = deal(items[WARM_UP:] or items, BATCHES)
        for name in ("unseen", "again"):
            show(name, race(batches, runners))


def show(name: str, costs: Sequence[tuple[Cost, ...]]) -> None:
    """One line: CPU seconds of a batch with everything, with roles alone, and the ratio."""
    columns = [sorted(cost.cpu for cost in column) for column in zip(*costs, strict=True)]
    ratios = sorted(everything.cpu / roles.cpu for everything, roles in costs)
    told = "; ".join(f"{what} {spread(column)} s" for what, column in zip(("all", "roles"), columns, strict=True))
    print(f"{name}: {told}; {spread(ratios)} times as much")


if __name__ == "__main__":
    main()
