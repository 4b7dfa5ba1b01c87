"""What is told of things in their order is read many at a time; of one here, one there, one at a time."""

from collections.abc import Mapping, Sequence

from kadry.graph import Telling
from kadry.store.graph.ahead import Ahead

THINGS = [f"{number:04}" for number in range(1000)]


class Reading:
    """What is asked of a store; nothing is told of any thing."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def __call__(self, thing: str, number: int) -> Mapping[str, Sequence[Telling]]:
        self.sizes.append(number)
        place = THINGS.index(thing)
        return dict.fromkeys(THINGS[place : place + number], ())


def test_more_and_more_are_read_while_each_is_asked_for() -> None:
    read = Reading()
    told = Ahead(read)
    assert all(told(thing) == () for thing in THINGS)
    assert read.sizes[:8] == [1, 2, 4, 8, 16, 32, 64, 64]


def test_few_are_read_where_others_are_asked_for() -> None:
    read = Reading()
    told = Ahead(read)
    for thing in THINGS[::100]:
        told(thing)
    assert sum(read.sizes) <= 2 * len(THINGS[::100])


def test_what_comes_in_no_order_is_read_again() -> None:
    read = Reading()
    told = Ahead(read)
    for thing in (*THINGS[:20], THINGS[0]):
        assert told(thing) == ()
    assert read.sizes == [1, 2, 4, 8, 16, 1]
