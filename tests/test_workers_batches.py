"""How inputs are cut into batches, and how many are in hand."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.document import Failure, Reading, make_document
from kadry.workers.batches import DOCUMENTS, LEAST, MOST, WINDOW, Batch, Item, Supply, size
from kadry.workers.process import mine

LENGTHS = st.lists(st.sampled_from([0, 1, 40, 700, 1_999, 2_001, 15_999, 16_001, 90_000]), max_size=120)


def item(number: int, length: int) -> Item:
    """A reading of so many characters, or for none a failure."""
    place = f"/{number}"
    if not length:
        return Failure(place, "is empty")
    return Reading(document=make_document("а" * length), name=place, location=place)


def taken(supply: Supply) -> Iterator[Batch]:
    """Every batch, given back at once."""
    while batch := supply.take():
        yield batch
        list(supply.release(batch.answered(["none"] * len(batch.documents))))


@given(LENGTHS, st.integers(1, 4))
def test_batches_hold_every_input_once_in_order(lengths: list[int], jobs: int) -> None:
    items = [item(number, length) for number, length in enumerate(lengths)]
    supply = Supply(items, jobs)
    batches = list(taken(supply))
    assert [one for batch in batches for one in batch.items] == items
    assert supply.done
    starts = [batch.number for batch in batches]
    assert starts == [sum(len(before.items) for before in batches[:n]) for n in range(len(batches))]


@given(LENGTHS, st.integers(1, 4))
def test_a_batch_is_small_or_one_document(lengths: list[int], jobs: int) -> None:
    for batch in taken(Supply((item(number, length) for number, length in enumerate(lengths)), jobs)):
        assert len(batch.items) <= DOCUMENTS
        assert sum(map(size, batch.items)) <= MOST or len(batch.documents) == 1
        assert sum(len(alone.items) for alone in batch.parted()) == len(batch.items)


def test_batches_begin_small_grow_and_end_small() -> None:
    sizes = [sum(map(size, batch.items)) for batch in taken(Supply((item(n, 500) for n in range(1_000)), 2))]
    assert sizes[0] == LEAST
    assert max(sizes) == MOST
    assert sizes[-1] <= LEAST
    top = sizes.index(MOST)
    assert all(left <= right for left, right in pairwise(sizes[:top]))
    assert all(left >= right for left, right in pairwise(sizes[top:]))


def test_batches_are_larger_for_one_worker_alone_at_the_end() -> None:
    supply = Supply((item(n, 2_000) for n in range(400)), 2)
    while not supply.nearly_done:
        assert supply.take()
    supply.spare()
    batch = supply.take()
    assert batch is not None
    assert sum(map(size, batch.items)) == MOST


@pytest.mark.parametrize("length", [0, 10])
def test_no_more_is_read_than_the_window_holds(length: int) -> None:
    read = 0

    def source() -> Iterator[Item]:
        nonlocal read
        for number in range(1_000):
            read += 1
            yield item(number, length)

    supply = Supply(source(), 2)
    first = supply.take()
    while supply.take():
        pass
    assert first is not None
    assert read == 2 * WINDOW
    assert not supply.done
    list(supply.release(first.answered(["none"] * len(first.documents))))
    assert supply.take() is not None
    assert read == 2 * WINDOW + len(first.items)


def test_mining_nothing_asks_for_no_work() -> None:
    assert mine([], lambda documents: 1 / 0) == []  # type: ignore[arg-type,return-value]
