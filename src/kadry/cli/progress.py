"""How a long run is told: a moving line on a terminal, a plain line now and then elsewhere."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kadry.build import Event
from kadry.cli.screen import printable, say

if TYPE_CHECKING:
    from kadry.cli.moving import Moving

_EVERY = 30.0
_WORDS = {
    "added": "added",
    "replaced": "replaced",
    "unchanged": "unchanged",
    "retracted": "retracted before and left out",
    "failed": "failed",
}


class Meter:
    """Counts what a run does and shows it while it lasts. Notes and failures are written at once, each on its line."""

    def __init__(self) -> None:
        self._moving = _moving()
        self._start = self._told = time.monotonic()
        self._counts: dict[str, int] = {}
        self._mined = 0

    def __enter__(self) -> Self:
        if self._moving:
            self._moving.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._moving:
            self._moving.stop()

    def tell(self, event: Event) -> None:
        """Take one event in."""
        if event.kind == "note":
            self.line(f"{event.location}: {event.text}" if event.location else event.text)
        elif event.kind == "vanished":
            self.line(f"{event.location}: is no longer there; its document is still in the store (kadry retract)")
        else:
            self._count(event)

    def step(self, what: str, done: int, total: int) -> None:
        """Take in how far the graph is brought up to date."""
        self._show(f"graph: {done:,} of {total:,} {what}")

    def line(self, text: str) -> None:
        """Write a line above the moving one."""
        if self._moving:
            self._moving.line(printable(text))
        else:
            say(printable(text))

    def summary(self) -> str:
        """What has been done so far, and how fast."""
        seconds = max(time.monotonic() - self._start, 0.001)
        counts = [f"{number:,} {_WORDS[kind]}" for kind in _WORDS if (number := self._counts.get(kind, 0))]
        speed = f" · {self._mined / seconds:,.1f} documents a second" if self._mined else ""
        return (", ".join(counts) or "no documents") + speed

    def _count(self, event: Event) -> None:
        self._counts[event.kind] = self._counts.get(event.kind, 0) + 1
        self._mined += event.characters > 0
        if event.kind == "failed":
            self.line(f"{event.location}: {event.text}")
        elif event.kind == "retracted":
            self.line(f"{event.location}: was retracted and is left out; kadry restore brings it back")
        self._show(self.summary())

    def _show(self, text: str) -> None:
        if self._moving:
            self._moving.show(text)
        elif time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            say(text)


def _moving() -> "Moving | None":
    """The moving line, where stderr is a terminal; elsewhere nobody waits for it to load."""
    if not sys.stderr.isatty():
        return None
    from kadry.cli.moving import Moving

    return Moving()
