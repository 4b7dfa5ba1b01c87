"""How far apart two words are, letter group by letter group, by the tables beside this module.

Nothing but what a table lists may stand for anything else: there is no general substitution, so that «Петров» and
«Перов» have no distance at all. Costs are whole numbers that add up (1: spelling, 2: another school, 3: rough).
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import permutations

from kadry.russian.onomastics.transcription.letters import plain, script

Rules = Mapping[str, tuple[tuple[str, int], ...]]  # a group of the left word → groups of the right with their costs

_FAR = 1 << 20
_LONGEST = 7


@lru_cache(maxsize=1 << 17)
def distance(left: str, right: str) -> int | None:
    """The least cost of reading one word as the other; None where the tables know no way."""
    if left == right:
        return 0
    scripts = (script(left), script(right))
    if scripts == ("cyrillic", "latin"):
        return distance(right, left)
    if "mixed" in scripts:
        return None
    if scripts == ("latin", "cyrillic"):
        return _cost(_known(left), right, _between())
    first, second = sorted((left, right))
    if scripts == ("latin", "latin"):
        return _cost(plain(first), plain(second), _within("latin.tsv"))
    return _cost(first, second, _within("cyrillic.tsv"))


def _cost(left: str, right: str, rules: Rules) -> int | None:
    """The cheapest path through the two words; letters that stand for themselves or are doubled cost nothing."""
    left, right = f"^{left}$", f"^{right}$"
    costs = [[_FAR] * (len(right) + 1) for _ in range(len(left) + 1)]
    costs[0][0] = 0
    for i in range(len(left) + 1):
        ends = range(i, min(i + _LONGEST, len(left)) + 1)
        groups = [(end, rules[left[i:end]]) for end in ends if left[i:end] in rules]
        for j in range(len(right) + 1):
            if (here := costs[i][j]) < _FAR:
                for end, to, cost in _steps(left, right, i, j, groups):
                    costs[end][to] = min(costs[end][to], here + cost)
    return costs[-1][-1] if costs[-1][-1] < _FAR else None


def _steps(
    left: str, right: str, i: int, j: int, groups: list[tuple[int, tuple[tuple[str, int], ...]]]
) -> Iterator[tuple[int, int, int]]:
    """Where one may go on from a place in both words, and at what cost."""
    if left[i : i + 1] and left[i : i + 1] == right[j : j + 1]:
        yield i + 1, j + 1, 0
    if 0 < i < len(left) and left[i] == left[i - 1]:
        yield i + 1, j, 0
    if 0 < j < len(right) and right[j] == right[j - 1]:
        yield i, j + 1, 0
    for end, targets in groups:
        for target, cost in targets:
            if right.startswith(target, j):
                yield end, j + len(target), cost


def _known(word: str) -> str:
    """A Latin word in which letters that the table does not have lose their diacritics."""
    known = _between()
    return "".join(letter if letter in known else plain(letter) for letter in word)


@cache
def _within(name: str) -> Rules:
    """The rules between two words of one script: every group of a row for every other."""
    found: dict[str, dict[str, int]] = {}
    for first, *cells in _rows(name):
        for one, other in permutations(cells[0].split(","), 2):
            _add(found, _blank(one), _blank(other), int(first))
    return _frozen(found)


@cache
def _between() -> Rules:
    """The rules from Latin to Cyrillic: the column says the cost."""
    found: dict[str, dict[str, int]] = {}
    for first, *cells in _rows("latin_cyrillic.tsv"):
        for cost, cell in enumerate(cells):
            for other in filter(None, cell.split(",")):
                _add(found, _blank(first), _blank(other), cost)
    return _frozen(found)


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("kadry.russian.onomastics.transcription") / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _blank(cell: str) -> str:
    return "" if cell == "-" else cell


def _add(found: dict[str, dict[str, int]], one: str, other: str, cost: int) -> None:
    if one != other:
        known = found.setdefault(one, {})
        known[other] = min(cost, known.get(other, cost))


def _frozen(found: dict[str, dict[str, int]]) -> Rules:
    return {one: tuple(sorted(others.items())) for one, others in found.items()}
