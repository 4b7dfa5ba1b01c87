"""Reprints in the store: fingerprints that texts get and take along, and groups that follow what comes and goes."""

import io
import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fakes import extract
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from test_copies import ARTICLE, END

import newsroom
from kadry.copies import FORMAT, are_copies, copy_groups, fingerprint, index
from kadry.document import Reading, make_document
from kadry.store import Store, reprints, sketches, transactions

FRIEND = ARTICLE.replace("Пётр Лунин", "Глеб Сомов")
TEXTS = {"a": ARTICLE, "b": ARTICLE, "c": f"Другая газета\n{ARTICLE}", "d": ARTICLE.removesuffix(END), "e": FRIEND}
IDS = {name: make_document(text, source=f"https://{name}.example/").id for name, text in TEXTS.items()}
COPIES = sorted(IDS[name] for name in "abcd")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


def add(store: Store, *names: str) -> None:
    for name in names:
        put(store, TEXTS[name], f"https://{name}.example/", f"/{name}.txt")


def put(store: Store, text: str, source: str | None, location: str, published: str | None = None) -> str:
    document = make_document(text, source=source, published=published)
    store.add(Reading(document=document, name=location, location=location), extract(document))
    return document.id


def rows(store: Store, query: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(store.path)) as connection:
        found = connection.execute(query, values).fetchall()
        connection.commit()
    return found


def kept(store: Store) -> dict[str, bytes | None]:
    return dict(rows(store, "SELECT text, fingerprint FROM text"))


def refresh(store: Store) -> bool:
    return reprints.refresh(store._connection, store._live.documents())


def viewed(store: Store) -> dict[str, str]:
    """What the view says, without those that are the first of their group."""
    query = """SELECT own.hash, first.hash FROM view_copy JOIN document AS own ON own.id = view_copy.document
        JOIN document AS first ON first.id = first WHERE own.id <> first.id"""
    return {own.hex(): first.hex() for own, first in rows(store, query)}


def from_scratch(store: Store) -> dict[str, str]:
    """The copies among live documents, by the texts alone; one text is one source even where it says nothing."""
    texts: dict[str, list[str]] = {}
    for header in store.headers():
        texts.setdefault(store.document(header.id).text, []).append(header.id)
    groups = copy_groups({text: fingerprint(text) for text in texts}, lambda text: text)
    grouped = {text for group in groups for text in group}
    sources = [sorted(id for text in group for id in texts[text]) for group in groups]
    sources += [sorted(ids) for text, ids in texts.items() if text not in grouped]
    return {id: ids[0] for ids in sources for id in ids[1:]}


def test_a_text_gets_its_fingerprint_when_it_is_needed(store: Store) -> None:
    add(store, "a", "b", "e")
    store.fingerprint()
    assert kept(store) == {text: fingerprint(text) for text in (ARTICLE, FRIEND)}


def test_reprints_name_the_first_of_their_group(store: Store) -> None:
    add(store, *TEXTS)
    assert store.copies() == dict.fromkeys(COPIES[1:], COPIES[0])


@pytest.mark.parametrize("stored", [None, b"\x00" * 513])
def test_what_an_earlier_version_left_gets_a_new_one(store: Store, stored: bytes | None) -> None:
    add(store, *TEXTS)
    store.fingerprint()
    found, fresh = store.copies(), kept(store)
    earlier(store, stored)
    with store.snapshot():
        assert store.copies() == found
    assert set(kept(store).values()) == {stored}
    store.fingerprint()
    assert kept(store) == fresh
    assert all(sketch is not None and sketch[:1] == FORMAT for sketch in fresh.values())


def earlier(store: Store, stored: bytes | None) -> None:
    """Leave the store as another version would."""
    rows(store, "UPDATE text SET fingerprint = ?", stored)
    rows(store, "UPDATE view_copy_state SET version = 'another'")
    rows(store, "UPDATE view_copy_text SET home = 1")
    rows(store, "UPDATE view_copy_key SET key = key + 1")


def test_a_view_of_another_version_is_not_believed(store: Store) -> None:
    add(store, *TEXTS)
    store.fingerprint()
    before = state(store)
    earlier(store, None)
    assert store.copies() == dict.fromkeys(COPIES[1:], COPIES[0])
    store.fingerprint()
    assert state(store) == before


def state(store: Store) -> list[list[Any]]:
    queries = (
        "SELECT version FROM view_copy_state",
        "SELECT text, home FROM view_copy_text ORDER BY text",
        "SELECT key, text FROM view_copy_key ORDER BY key, text",
        "SELECT document, first FROM view_copy ORDER BY document",
    )
    return [rows(store, query) for query in queries]


def test_what_is_erased_in_a_view_of_another_version_leaves_no_key(store: Store) -> None:
    add(store, *TEXTS)
    store.fingerprint()
    earlier(store, None)
    store.erase(IDS["e"])
    assert rows(store, "SELECT * FROM view_copy_key") == []
    assert store.copies() == dict.fromkeys(COPIES[1:], COPIES[0])


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write everywhere")
def test_a_file_that_is_read_only_stays_as_it_is(store: Store) -> None:
    add(store, "a")
    store.path.chmod(0o444)
    store.fingerprint()
    assert set(kept(store).values()) == {None}


def test_a_connection_that_may_only_read_gives_the_answer_all_the_same(store: Store) -> None:
    add(store, *TEXTS)
    store._connection.execute("PRAGMA query_only = ON")
    store.fingerprint()
    assert not refresh(store)
    assert set(kept(store).values()) == {None}
    assert store.copies() == dict.fromkeys(COPIES[1:], COPIES[0])


def test_who_meets_another_process_that_writes_gives_the_answer_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "HASTE", 0.01)
    add(store, "a", "c")
    store.fingerprint()
    add(store, "b", "d")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not refresh(store)
        assert store.copies() == dict.fromkeys(COPIES[1:], COPIES[0])
        other.rollback()
    assert store._connection.execute("PRAGMA busy_timeout").fetchone() == (transactions.PATIENCE * 1000,)
    assert refresh(store)
    assert viewed(store) == store.copies()


def test_what_another_process_changed_meanwhile_is_not_written_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a", "c", "d")

    def erase_first(*arguments: Any) -> Any:
        with Store(store.path) as other:
            other.erase(IDS["c"])
        return copy_groups(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(reprints, "copy_groups", erase_first)
        assert not refresh(store)
    assert refresh(store)
    assert viewed(store) == from_scratch(store)


def test_an_interrupted_refresh_goes_on_where_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, *TEXTS)
    taken = []

    def enter(connection: sqlite3.Connection, texts: list[int]) -> None:
        taken.extend(texts)
        if len(taken) > 1:
            raise KeyboardInterrupt
        sketches_enter(connection, texts)

    sketches_enter = sketches.enter
    monkeypatch.setattr(reprints, "_PIECE", 1)
    with monkeypatch.context() as patch:
        patch.setattr(sketches, "enter", enter)
        with pytest.raises(KeyboardInterrupt):
            refresh(store)
    assert len(rows(store, "SELECT * FROM view_copy_text")) == 1
    assert store.copies() == dict.fromkeys(COPIES[1:], COPIES[0])
    assert refresh(store)
    assert viewed(store) == store.copies()


def test_an_erased_text_takes_its_fingerprint_and_its_keys_along(store: Store) -> None:
    add(store, "a", "e")
    store.fingerprint()
    keys = {key for key, _ in index({0: fingerprint(FRIEND)})} - {key for key, _ in index({0: fingerprint(ARTICLE)})}
    store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert sum(key.to_bytes(6) in store.path.read_bytes() for key in keys) == len(keys) > 10
    store.erase(IDS["e"])
    assert kept(store) == {ARTICLE: fingerprint(ARTICLE)}
    assert len(rows(store, "SELECT * FROM view_copy_key")) == 42
    stored = store.path.read_bytes()
    assert fingerprint(FRIEND) not in stored
    assert not any(key.to_bytes(6) in stored for key in keys)


def test_little_is_read_where_little_is_new(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for place, text in enumerate(newsroom.texts(100, 6)):
        put(store, text.text, None, f"/{place}")
    add(store, "a")
    store.fingerprint()
    asked: list[int] = []
    read, text_in = sketches.read, sketches.text_in

    def reading(connection: sqlite3.Connection, texts: Collection[int]) -> dict[int, bytes]:
        asked.extend(texts)
        return read(connection, texts)

    def comparing(connection: sqlite3.Connection, text: int) -> str:
        asked.append(text)
        return text_in(connection, text)

    monkeypatch.setattr(sketches, "read", reading)
    monkeypatch.setattr(sketches, "text_in", comparing)
    add(store, "b", "c")
    store.fingerprint()
    assert 0 < len(asked) < 10
    assert set(viewed(store)) >= set(COPIES) - {min(IDS[name] for name in "abc"), IDS["d"]}
    asked.clear()
    store.fingerprint()
    assert not asked


def test_a_dump_is_the_same_with_and_without(store: Store, tmp_path: Path) -> None:
    add(store, *TEXTS)
    dumps = [io.BytesIO(), io.BytesIO(), io.BytesIO()]
    store.dump(dumps[0])
    store.fingerprint()
    store.dump(dumps[1])
    with Store(tmp_path / "other.db") as other:
        other.load(io.BytesIO(dumps[0].getvalue()))
        other.fingerprint()
        assert kept(other) == kept(store)
        other.dump(dumps[2])
    assert len({out.getvalue() for out in dumps}) == 1


ROOM = newsroom.Newsroom(7)
SAID = [f"{ROOM.person()} {' '.join(ROOM.person().lower() for _ in range(4))}." for _ in range(30)]
# each is a copy of those beside it only, so that a group falls apart where one in the midst goes
CHAIN = [" ".join(SAID[start : start + 12]) for start in range(0, 18, 3)]
POOL = (*CHAIN, CHAIN[2], CHAIN[3], CHAIN[3], ARTICLE, f"Другая газета\n{ARTICLE}", FRIEND, "", "…")


def test_the_chain_is_one() -> None:
    pairs = {(a, b) for a in range(6) for b in range(a) if are_copies(CHAIN[a], CHAIN[b])}
    assert pairs == {(place + 1, place) for place in range(5)}


class Growing(RuleBasedStateMachine):
    """Documents come, are superseded, go, and come back; the view is refreshed now and then."""

    folders: pytest.TempPathFactory

    @initialize()
    def begin(self) -> None:
        self.store = Store(self.folders.mktemp("store") / "kadry.db")
        self.ids: set[str] = set()
        self.seen: dict[str, str] = {}
        self.since = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()

    @rule(places=st.sets(st.integers(0, len(POOL) - 1), min_size=1, max_size=6))
    def add(self, places: set[int]) -> None:
        for place in sorted(places):
            self.ids.add(put(self.store, POOL[place], f"https://{place}.example/", f"/{place}"))

    @rule(place=st.integers(0, len(POOL) - 1), where=st.integers(0, 2), day=st.integers(1, 9))
    def supersede(self, place: int, where: int, day: int) -> None:
        """The newest text at an address counts, and what a location held before is gone."""
        source = f"https://same.example/{where}"
        self.ids.add(put(self.store, POOL[place], source, f"/same/{where}", f"2024-01-0{day}"))

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), act=st.sampled_from(("retract", "restore", "erase")))
    def act(self, data: st.DataObject, act: str) -> None:
        getattr(self.store, act)(data.draw(st.sampled_from(sorted(self.ids))))

    @rule()
    def lose_fingerprints(self) -> None:
        rows(self.store, "UPDATE text SET fingerprint = NULL")

    @rule()
    def refresh(self) -> None:
        """The view says what is, holds nothing else, and tells what has changed since the last time."""
        self.store.fingerprint()
        found = from_scratch(self.store)
        assert viewed(self.store) == found
        live = {header.id: found.get(header.id, header.id) for header in self.store.headers()}
        altered = {id for id, first in live.items() if self.seen.get(id) != first}
        told = reprints.changed(self.store._connection, self.since)
        assert altered <= told <= live.keys()
        self.seen, self.since = live, reprints.stamp(self.store._connection)
        assert reprints.changed(self.store._connection, self.since) == set()
        texts = {self.store.document(id).text for id in live}
        held = dict(rows(self.store, "SELECT text, id FROM text"))
        keys = rows(self.store, "SELECT key, text FROM view_copy_key ORDER BY key, text")
        assert keys == list(index({held[text]: fingerprint(text) for text in texts}))
        assert {text for (text,) in rows(self.store, "SELECT text FROM view_copy_text")} == {
            held[text] for text in texts
        }

    @invariant()
    def copies_are_what_they_would_be_from_scratch(self) -> None:
        if hasattr(self, "store"):
            assert self.store.copies() == from_scratch(self.store)


def test_whatever_comes_and_goes_groups_are_those_from_scratch(tmp_path_factory: pytest.TempPathFactory) -> None:
    Growing.folders = tmp_path_factory
    run_state_machine_as_test(Growing, settings=settings(max_examples=25, stateful_step_count=12, deadline=None))
