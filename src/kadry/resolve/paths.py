"""Paths: how two are joined by way of others."""

from collections import deque
from collections.abc import Mapping, Sequence


def shortest(links: Mapping[str, Sequence[str]], start: str, end: str) -> list[tuple[str, str]]:
    """The steps of the shortest path from one key to another; empty where there is none, or nowhere to go.

    links: the neighbours of each key. Of several paths it is the one whose neighbours stand first.
    """
    before: dict[str, str] = {start: start}
    queue = deque((start,))
    while queue and end not in before:
        here = queue.popleft()
        for key in links.get(here, ()):
            if key not in before:
                before[key] = here
                queue.append(key)
    steps: list[tuple[str, str]] = []
    while end in before and end != start:
        steps.append((before[end], end))
        end = before[end]
    return steps[::-1]
