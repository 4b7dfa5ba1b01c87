"""When a store knows without looking that its views are current."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import test_graphing as made

from kadry import graphing, merging
from kadry.authority import make_entry
from kadry.claim import Judgement, Rejection
from kadry.store import Store

ACTS = ("add", "retract", "restore", "erase", "judge", "reject", "authority", "no authority", "read elsewhere")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        made.add(opened, ["Иван Петров|министр|Совет|current||", "Анна Белова|член|Совет|current||"])
        made.add(opened, ["Иван Петров|член|Дума|current||"], 1)
        opened.add_authority([make_entry("Q9", "person", ["Ян Вернер"])])
        opened.retract(made.add(opened, ["Ян Вернер|член|Дума|current||"], 2))
        yield opened


def do(store: Store, act: str) -> None:
    chains = [chain.key for chain in store.chains()]
    gone = next(id for id in store.locations().values() if id not in {header.id for header in store.headers()})
    live = next(store.headers()).id
    match act:
        case "add":
            made.add(store, ["Олег Попов|член|Дума|current||"], 3)
        case "retract" | "erase":
            getattr(store, act)(live)
        case "restore":
            store.restore(gone)
        case "judge":
            store.judge(Judgement(at="2025-01-01", left=chains[0], right=chains[1], verdict="different", by="Анна"))
        case "reject":
            store.reject(Rejection(at="2025-01-01", claim=next(store.claims()).id, by="Анна"))
        case "authority":
            store.add_authority([make_entry("Q10", "person", ["Иван Петров"])])
        case "no authority":
            store.remove_authority([make_entry("Q9", "person", ["Ян Вернер"])])
        case _:
            made.add(store, ["Иван Петров|член|Дума|current||"], 7)


def is_known(store: Store) -> bool:
    return store.has_views(graphing._noted())


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_seen(store: Store, act: str) -> None:
    assert not is_known(store)
    assert graphing.refresh(store)
    assert is_known(store)
    do(store, act)
    assert not is_known(store)
    made.is_right(store)
    assert is_known(store)


def test_what_is_known_is_not_worked_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert graphing.refresh(store)
    monkeypatch.setattr(Store, "fingerprint", lambda store: pytest.fail("looks at every text"))
    seen: list[str] = []
    store._connection.set_trace_callback(seen.append)
    with graphing.reading(store) as reader:
        assert len(list(reader.dossiers(evidence=False))) == 2
    assert not any("FROM location" in query for query in seen)


def test_another_version_of_the_rules_is_not_known(store: Store) -> None:
    assert graphing.refresh(store)
    assert not store.has_views("another")


def test_a_change_during_the_work_is_not_noted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:

    def disturbed(store: Store) -> bool:
        with Store(store.path) as other:
            made.add(other, ["Олег Попов|член|Дума|current||"], 9)
        return merging.refresh(store)

    monkeypatch.setattr("kadry.graphing.refresh_partition", disturbed)
    graphing.refresh(store)
    assert not is_known(store)
    monkeypatch.undo()
    made.is_right(store)


def test_work_that_another_has_begun_is_seen(store: Store) -> None:
    assert graphing.refresh(store)
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute("UPDATE graph_entity SET due = 1 WHERE id = (SELECT min(id) FROM graph_entity)")
    assert not is_known(store)
    made.is_right(store)


def test_a_read_only_store_that_is_current_is_read_where_it_lies(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert graphing.refresh(store)
    monkeypatch.setattr("kadry.store.ledger.os.access", lambda path, mode: False)
    monkeypatch.setattr(Store, "copied", lambda *_: pytest.fail("makes a copy"))
    with graphing.opened(store) as graph:
        assert len(graph.persons) == 2
