"""A line on a terminal that changes while others scroll away above it; loaded where there is a terminal only."""

from rich.console import Console
from rich.live import Live
from rich.text import Text


class Moving:
    """The last line of stderr from ``start`` to ``stop``. Texts are shown as they are, markup and all."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, markup=False, highlight=False, emoji=False, soft_wrap=True)
        self._live = Live(console=self._console, refresh_per_second=4, transient=True)

    def start(self) -> None:
        """Begin."""
        self._live.start()

    def stop(self) -> None:
        """Take the line away."""
        self._live.stop()

    def line(self, text: str) -> None:
        """Write a line above."""
        self._console.print(Text(text))

    def show(self, text: str) -> None:
        """Change the line."""
        self._live.update(Text(text))
