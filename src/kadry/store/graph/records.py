"""What a query gives as a sequence of records, none of which is held."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

Record = TypeVar("Record")
Row = Sequence[Any]

_ROWS = 256  # that are made records at once


class Records(Sequence[Record], Generic[Record]):
    """What a query gives, each row made a record when it is come to. It is gone through in order, any number of times.

    Asking for one by its number goes through all before it.
    """

    def __init__(
        self, connection: sqlite3.Connection, query: str, make: Callable[[Row], Record], number: str | None = None
    ) -> None:
        self._connection = connection
        self._query = query
        self._make = make
        self._number = number or f"SELECT count(*) FROM ({query})"

    def __iter__(self) -> Iterator[Record]:
        return map(self._make, self._connection.execute(self._query))

    def __len__(self) -> int:
        return int(self._connection.execute(self._number).fetchone()[0])

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        return list(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as equal lists have none


class Several(Records[Record]):
    """The same, where rows are made records many at a time: ``make`` is given some."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        query: str,
        make: Callable[[Sequence[Row]], Iterable[Record]],
        number: str,
    ) -> None:
        super().__init__(connection, query, lambda row: next(iter(make([row]))), number)
        self._make_all = make

    def __iter__(self) -> Iterator[Record]:
        found = self._connection.execute(self._query)
        while some := found.fetchmany(_ROWS):
            yield from self._make_all(some)
