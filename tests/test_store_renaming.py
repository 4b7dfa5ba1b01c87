"""An earlier document gives an entity another id; what was read of it is not read again for that."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import test_graphing as made
from msgspec import structs

from kadry import graphing
from kadry.claim import Extraction
from kadry.document import Reading, make_document
from kadry.store import Store
from kadry.store.graph import refresh as refreshing
from kadry.store.graph.editions import enter

LINES = ("Иван Петров|министр|Министерство финансов|current||", "Анна Белова|член|Министерство финансов|denied||")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        for place, day in enumerate(("2021", "2020-05", "2021-01-02")):
            made.add(opened, LINES, place, day)
        made.is_right(opened)
        yield opened


def entered(store: Store, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many editions a refreshing reads."""
    read: list[int] = []

    def noted(connection: sqlite3.Connection, editions: Sequence[int], *given: Any) -> None:
        read.extend(editions)
        enter(connection, editions, *given)

    with monkeypatch.context() as patched:
        patched.setattr(refreshing, "enter", noted)
        made.is_right(store)
    return len(read)


def ids(store: Store) -> set[str]:
    graph = made.from_scratch(store)
    return {one.id for one in graph.persons} | {one.id for one in graph.bodies}


@pytest.mark.parametrize("line", ["Иван Петров|член|Дума|current||", "Ян Вернер|член|Министерство финансов|current||"])
def test_only_the_earlier_document_is_read(store: Store, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    before = ids(store)
    id = made.add(store, [line], 9, "2001")
    assert entered(store, monkeypatch) == 1
    assert len(before - ids(store)) == 1
    store.retract(id)
    made.is_right(store)
    assert ids(store) == before


def test_what_changes_is_told_to_the_views_that_follow(store: Store) -> None:
    with graphing.opened(store) as graph:
        documents = {one.id for one in graph.documents}
        stamp = store._connection.execute("SELECT stamp FROM graph_state").fetchone()[0]
    made.add(store, ["Анна Белова|член|Дума|denied||"], 9, "2001")
    made.is_right(store)
    query = "SELECT lower(hex(hash)) FROM graph_edition JOIN document ON document.id = document WHERE stamp > ?"
    assert documents < {id for (id,) in store._connection.execute(query, (stamp,))}


def test_whose_a_shared_mention_is_hangs_on_ids(store: Store) -> None:
    document = make_document("\n".join(LINES), source="https://press.example/5", published="2022")
    found = made.mined(document)
    shared = found.chains[0].head
    chains = tuple(
        structs.replace(chain, mentions=(*chain.mentions, shared)) if chain.head.type == "person" else chain
        for chain in found.chains
        if chain.head != shared
    )
    both = Extraction(document=document.id, claims=found.claims, chains=(found.chains[0], *chains), version="v1")
    store.add(Reading(document=document, name="5", location="/5.txt"), both)
    made.is_right(store)
    for place in range(10, 18):
        name = ("Иван Петров", "Анна Белова")[place % 2]
        made.add(store, [f"{name}|член|Дума|current||"], place, str(2010 - place))
        made.is_right(store)
