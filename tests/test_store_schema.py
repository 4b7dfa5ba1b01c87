"""The ledger file: foreign, newer, damaged and old ones; other processes; sudden death."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import structs
from test_store import add, ids, mined, reading, seen

from kadry.errors import StoreError
from kadry.scene import SuccessionClaim
from kadry.store import Store, sheet
from kadry.store.schema import APPLICATION, STEPS
from kadry.store.transactions import hastily

HERE = Path(__file__).parent


def pragmas(path: Path) -> tuple[int, int, str]:
    connection = sqlite3.connect(path)
    names = ("application_id", "user_version", "journal_mode")
    found = tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    connection.close()
    return found[0], found[1], found[2]


def test_a_new_file_is_marked_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    Store(path).close()
    assert pragmas(path) == (APPLICATION, len(STEPS), "wal")
    connection = sqlite3.connect(path)
    tables = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()
    assert len(tables) >= 10
    assert all("STRICT" in sql for (sql,) in tables)
    connection.close()


def test_what_was_written_is_there_for_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    with Store(path) as store:
        add(store, reading("а"))
        before = seen(store)
        assert store._connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    with Store(str(path)) as store:
        assert seen(store) == before


def test_what_can_be_made_again_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        told = [store._connection.execute("PRAGMA synchronous").fetchone()[0]]
        with hastily(store._connection):
            told.append(store._connection.execute("PRAGMA synchronous").fetchone()[0])
        told.append(store._connection.execute("PRAGMA synchronous").fetchone()[0])
    assert told == [2, 1, 2]


@pytest.mark.parametrize("kind", ["database", "marked", "text", "folder", "nowhere"])
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "other.db"
    if kind == "text":
        path.write_text("Это не база данных, а заметка о чём-то совсем другом. " * 40, encoding="utf-8")
    elif kind == "folder":
        path.mkdir()
    elif kind == "nowhere":
        path = tmp_path / "нет" / "kadry.db"
    else:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (x)" if kind == "database" else "PRAGMA application_id = 7")
        connection.commit()
        connection.close()
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=r"another program|no Kadry store|cannot be opened"):
        Store(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_an_empty_file_is_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    path.touch()
    with Store(path) as store:
        assert store.counts()["documents"] == 0


def test_a_newer_schema_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    Store(path, steps=(*STEPS, ("CREATE TABLE later (x TEXT) STRICT",))).close()
    with pytest.raises(StoreError, match="upgrade Kadry"):
        Store(path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    with Store(path) as store:
        add(store, *(reading("а" * n) for n in range(30)))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"), Store(path) as store:
        seen(store)


def test_an_old_file_is_brought_up_to_date_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    with Store(path) as store:
        add(store, reading("а"))
        before = seen(store)
    second = ("CREATE TABLE second (x TEXT) STRICT", "INSERT INTO second SELECT hex(hash) FROM document")
    third = ("ALTER TABLE second ADD COLUMN y TEXT",)
    with Store(path, steps=(*STEPS, second, third)) as store:
        assert seen(store) == before
        assert len(store._connection.execute("SELECT x, y FROM second").fetchall()) == 1
    assert pragmas(path)[1] == len(STEPS) + 2


def test_rows_of_older_stores_for_a_chain_s_only_mention_go_and_are_not_missed(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    before = next(number for number, step in enumerate(STEPS) if "DROP TRIGGER edition_INSERT" in step)
    with Store(path, steps=STEPS[:before]) as store:
        store.add(reading("а"), structs.replace(mined(reading("а").document), scene=()))
        old = (
            "INSERT INTO chain_mention SELECT id, 0, head FROM chain WHERE id NOT IN (SELECT chain FROM chain_mention)"
        )
        assert store._connection.execute(old).rowcount == 1
        chains = list(store.chains())
        assert sorted(len(chain.mentions) for chain in chains) == [1, 2]
    with Store(path) as store:
        assert list(store.chains()) == chains
        assert store._count("SELECT count(*) FROM chain_mention") == 2


def test_claims_on_bodies_decisions_and_events_of_older_stores_stay_and_successions_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    before = next(number for number, step in enumerate(STEPS) if "DROP TABLE graph_record" in step)
    one = mined(reading("а").document)
    old = structs.replace(one, scene=tuple(claim for claim in one.scene if not isinstance(claim, SuccessionClaim)))
    with Store(path, steps=STEPS[:before]) as store:
        store.add(reading("а"), old)
        scene = list(store.scene())
    with Store(path) as store:
        assert list(store.scene()) == scene
        assert len(scene) == len(old.scene)
        store.add(reading("а"), structs.replace(one, version="v2"))
        assert not store._connection.execute("PRAGMA foreign_key_check").fetchall()
        assert set(store.scene()) == set(one.scene)


def test_a_step_that_fails_leaves_the_version_and_tables_of_the_step_before(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    Store(path).close()
    good = ("CREATE TABLE good (x TEXT) STRICT",)
    bad = ("CREATE TABLE bad (x TEXT) STRICT", "INSERT INTO nothing VALUES (1)")
    with pytest.raises(StoreError):
        Store(path, steps=(*STEPS, good, bad))
    assert pragmas(path)[1] == len(STEPS) + 1
    with Store(path, steps=(*STEPS, good)) as store:
        names = {name for (name,) in store._connection.execute("SELECT name FROM sqlite_master")}
    assert "good" in names
    assert "bad" not in names


def test_reading_while_another_writes_sees_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    with Store(path) as writer, Store(path) as reader:
        add(writer, reading("а"))
        with reader.snapshot():
            before = seen(reader)
            headers = reader.headers()
            next(headers)
            add(writer, reading("б"), reading("в"))
            writer.retract(reading("а").document.id)
            assert seen(reader) == before
            assert list(headers) == []
        assert ids(reader) == ids(writer) == {reading("б").document.id, reading("в").document.id}


def test_a_failed_add_inside_a_transaction_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection, table: str, values: Sequence[object]) -> None:
        if table == "scene_support":  # the last one, when all others are written
            raise KeyboardInterrupt
        write(connection, table, values)

    write = sheet._write
    with Store(tmp_path / "kadry.db") as store:
        with monkeypatch.context() as patch:
            patch.setattr(sheet, "_write", fail)
            with pytest.raises(KeyboardInterrupt):
                add(store, reading("а"))
        for table in ("text", "document", "edition", "location", "mention", "claim", "support", "scene", "scene_part"):
            assert store._count(f"SELECT count(*) FROM {table}") == 0
        assert add(store, reading("а")) == ["added"]


def test_a_locked_store_says_so(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    with Store(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        store._connection.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(StoreError, match="locked"):
            add(store, reading("а"))
        other.rollback()
        other.close()
        assert add(store, reading("а")) == ["added"]


WRITER = """
import sys
from test_store import add, reading
from kadry.store import Store
with Store(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        add(store, reading(str(number) * 50, f"/{number}"))
        print(number, flush=True)
"""


def writer(path: Path, first: int, last: int) -> "subprocess.Popen[str]":
    here = os.pathsep.join((str(HERE), str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-c", WRITER, str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": here})


def test_two_processes_make_and_fill_one_store_at_once(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    both = [writer(path, 0, 40), writer(path, 40, 80)]
    assert [one.wait(120) for one in both] == [0, 0]
    for one in both:
        assert one.stdout is not None
        one.stdout.close()
    with Store(path) as store, Store(tmp_path / "alone.db") as alone:
        add(alone, *(reading(str(number) * 50, f"/{number}") for number in range(80)))
        assert seen(store) == seen(alone)


def test_many_processes_make_one_store_at_one_moment(tmp_path: Path) -> None:
    wait = "while time.time() < float(sys.argv[2]): pass"
    code = f"import sys, time\nfrom kadry.store import Store\n{wait}\nStore(sys.argv[1]).close()"
    for number in range(2):
        moment = str(time.time() + 2)
        command = [sys.executable, "-c", code, str(tmp_path / f"{number}.db"), moment]
        openers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(6)]
        assert [one.communicate(timeout=60)[1] for one in openers] == [""] * 6


def test_a_killed_process_leaves_a_good_store_that_goes_on(tmp_path: Path) -> None:
    with Store(tmp_path / "whole.db") as store:
        add(store, *(reading(str(number) * 50, f"/{number}") for number in range(120)))
        expected = seen(store)
    path = tmp_path / "kadry.db"
    told = set()
    for pause in (0.0, 0.003, 0.011, 0.023, 0.037):
        process = writer(path, 0, 120)
        assert process.stdout is not None
        told.add(int(process.stdout.readline()))
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        told |= {int(line) for line in process.stdout.read().split()}
        process.stdout.close()
        process.wait(60)
        with Store(path) as store:
            assert store._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
            held = set(store.locations())
            assert {f"/{number}" for number in told} <= held, "what was reported as done is there"
            assert store.counts()["claims"] == 2 * len(held), "each document is whole"
    with Store(path) as store:
        add(store, *(reading(str(number) * 50, f"/{number}") for number in range(120)))
        assert seen(store) == expected
