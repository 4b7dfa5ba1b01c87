"""Which texts are taken for one source, how rightly and how fast: ``reprints.py [NUMBER…]`` (1,000 and 10,000).

Texts are made by newsroom.py. Pairs of texts count: a pair in one group is right where both reprint one article. Each
kind of false friend stands with the number of its texts that were put in a group with any other text.
"""

import argparse
import resource
import time
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import newsroom
from kadry.copies import copy_groups, fingerprint

Pair = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print("  texts  fingerprints s  groups s  precision  recall     MB  false friends")
    for number in arguments.numbers:
        measure(list(newsroom.texts(number, arguments.seed)))


def measure(made: list[newsroom.Text]) -> None:
    """One line of the table."""
    keys = {f"{place:07}": text for place, text in enumerate(made)}
    start = time.process_time()
    sketches = {key: fingerprint(text.text) for key, text in keys.items()}
    sketched = time.process_time()
    found = copy_groups(sketches, lambda key: keys[key].text)
    ended = time.process_time()
    precision, recall = score(made, [[int(key) for key in group] for group in found])
    mistaken = mistakes(made, [[int(key) for key in group] for group in found])
    friends = ", ".join(f"{kind} {mistaken[kind]}/{count}" for kind, count in sorted(kinds(made).items()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    times = f"{len(made):>7,}  {sketched - start:>14.2f}  {ended - sketched:>8.2f}"
    print(f"{times}  {precision:>9.4f}  {recall:>6.4f}  {peak:>5.0f}  {friends}")


def score(made: list[newsroom.Text], found: list[list[int]]) -> tuple[float, float]:
    """Precision and recall over pairs of texts; 1 where there is nothing to be right about."""
    groups: dict[int, list[int]] = {}
    for place, text in enumerate(made):
        groups.setdefault(text.group, []).append(place)
    wanted, given = pairs(groups.values()), pairs(found)
    right = len(wanted & given)
    return right / len(given) if given else 1.0, right / len(wanted) if wanted else 1.0


def pairs(groups: Iterable[list[int]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def kinds(made: list[newsroom.Text]) -> Counter[str]:
    return Counter(text.kind for text in made if text.kind not in ("article", "copy"))


def mistakes(made: list[newsroom.Text], found: list[list[int]]) -> Counter[str]:
    """How many false friends of each kind stand in a group with a text that is not of theirs."""
    wrong = {one for group in found for one in group if len({made[other].group for other in group}) > 1}
    return Counter(made[one].kind for one in wrong)


if __name__ == "__main__":
    main()
