"""Which documents count is looked up again once the ledger has changed, whoever changed it, and not before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import test_store_view as made
from msgspec import structs

from kadry.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


def live(store: Store) -> list[str]:
    return [header.id for header in store.headers()]


def test_what_is_known_is_not_looked_up(store: Store) -> None:
    ids = sorted(made.add(store, "Иван Петров", place=place) for place in range(3))
    assert live(store) == ids
    seen: list[str] = []
    store._connection.set_trace_callback(seen.append)
    assert live(store) == ids
    assert not any("location" in query for query in seen)


def test_what_another_writes_is_seen(store: Store) -> None:
    first = made.add(store, "Иван Петров")
    assert live(store) == [first]
    with Store(store.path) as other:
        second = made.add(other, "Иван Петров", place=1)
        assert live(store) == live(other) == sorted([first, second])
        other.retract(first)
        assert live(store) == [second]
        other.restore(first)
        other.erase(second)
        assert live(store) == [first]


def test_a_snapshot_keeps_to_its_moment(store: Store) -> None:
    first = made.add(store, "Иван Петров")
    with store.snapshot():
        assert live(store) == [first]
        with Store(store.path) as other:
            second = made.add(other, "Иван Петров", place=1)
        assert live(store) == [first]
    assert live(store) == sorted([first, second])


def test_an_erased_document_gives_its_address_back(store: Store) -> None:
    older = made.add(store, "Иван Петров", day="2024-01-01")
    with Store(store.path) as other:
        newer = made.reading(["Анна Белова|0|"], 0, "2025-01-01")
        other.add(structs.replace(newer, location="/elsewhere.txt"), made.mined(newer.document))
    assert live(store) == [newer.document.id]
    store.erase(newer.document.id)
    assert live(store) == [older]
