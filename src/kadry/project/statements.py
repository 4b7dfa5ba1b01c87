"""The statements of a graph, each read from the spool when it is asked for."""

from collections.abc import Sequence
from typing import overload

from msgspec import Struct

from kadry.graph import Effect, Statement
from kadry.project.spool import Spool


class Row(Struct, frozen=True, gc=False):
    """A statement with the number of its claim in place of the claim."""

    number: int
    person: str
    post: str
    effect: Effect
    tenure: str | None


class Statements(Sequence[Statement]):
    """Statements whose claims lie in a spool; going through them holds one at a time."""

    def __init__(self, rows: Sequence[Row], spool: Spool) -> None:
        self._rows = rows
        self._spool = spool

    @overload
    def __getitem__(self, index: int) -> Statement: ...

    @overload
    def __getitem__(self, index: slice) -> list[Statement]: ...

    def __getitem__(self, index: int | slice) -> Statement | list[Statement]:
        if isinstance(index, slice):
            return [self._statement(row) for row in self._rows[index]]
        return self._statement(self._rows[index])

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as equal lists have none

    def _statement(self, row: Row) -> Statement:
        return Statement(self._spool[row.number], row.person, row.post, row.effect, row.tenure)
