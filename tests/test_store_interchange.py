"""Dump and load: lossless, sorted, merging, and hostile lines refused whole."""

from io import BytesIO
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store import add, ids, reading, seen

from kadry.claim import Judgement, Rejection
from kadry.document import Reading
from kadry.errors import StoreError
from kadry.store import Store

WORD = Judgement(
    at="2025-01-02", left="a:0:1:person", right="b:0:1:person", verdict="different", by="Анна", reason="«»"
)
WRONG = Rejection(at="2025-01-01", claim="c1", by="Анна")


def dumped(store: Store) -> bytes:
    out = BytesIO()
    store.dump(out)
    return out.getvalue()


def loaded(path: Path, *dumps: bytes) -> Store:
    store = Store(path)
    for dump in dumps:
        store.load(BytesIO(dump))
    return store


def fill(store: Store) -> None:
    """A store with something of everything."""
    add(
        store,
        reading("а", "/1", source="https://press.example/1", published="2024"),
        reading("б", "/2", source="https://press.example/1", published="2025"),
        reading("в", "/3"),
        reading("г", "/3"),
        reading("в", "/3", published="2020"),
        reading("д", "/4"),
        reading("е", "/5"),
        reading("е", "/5", title="Заметка"),
        reading("ж\x00\r\n", "/6"),
    )
    store.retract(reading("д").document.id)
    store.erase(reading("е").document.id)
    store.retract(reading("г").document.id)
    store.restore(reading("г").document.id)
    store.judge(WORD)
    store.reject(WRONG)


def test_a_dump_makes_the_same_store(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        fill(store)
        dump = dumped(store)
        with loaded(tmp_path / "copy.db", dump) as copy:
            assert dumped(copy) == dump
            assert seen(copy) == seen(store)
            assert copy.counts() == store.counts()
            assert copy.locations() == store.locations()
            copy.load(BytesIO(dump))
            assert dumped(copy) == dump
            assert copy.touch(reading("д", "/4"), "v1") == copy.touch(reading("е", "/5"), "v1") == "retracted"
            assert copy.touch(reading("ж\x00\r\n", "/6"), "v1") == "unchanged"


def test_a_dump_is_lines_that_any_program_reads(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        fill(store)
        lines = [msgspec.json.decode(line) for line in dumped(store).splitlines()]
    kinds = [line["kind"] for line in lines]
    assert kinds[0] == "ledger"
    assert set(kinds) == {"ledger", "document", "location", "retraction", "judgement", "rejection"}
    assert any(line["document"]["text"][17:28] == "Иван Петров" for line in lines if line["kind"] == "document")


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)), st.integers(0, 6))
def test_a_dump_does_not_show_the_order_of_arrival_and_halves_merge_to_the_whole(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("halves")
    readings = [reading("абв"[n % 3], f"/{n}", published=("2024", None)[n % 2]) for n in range(6)]

    def made(name: str, chosen: list[int]) -> bytes:
        with Store(folder / name) as store:
            add(store, *(readings[number] for number in chosen))
            return dumped(store)

    whole = made("whole.db", list(range(6)))
    assert made("shuffled.db", order) == whole
    halves = [made("left.db", order[:cut]), made("right.db", order[cut:])]
    for name, pair in (("a.db", halves), ("b.db", halves[::-1])):
        with loaded(folder / name, *pair) as store:
            assert dumped(store) == whole


def take_out(path: Path, one: Reading, *acts: str) -> bytes:
    with Store(path) as store:
        add(store, one)
        for act in acts:
            getattr(store, act)(one.document.id)
        return dumped(store)


@pytest.mark.parametrize(
    ("left", "right", "live"),
    [
        ((), ("retract",), False),
        (("retract",), ("retract", "restore"), True),
        (("retract",), ("erase",), False),
        (("retract", "restore"), ("erase",), False),
        (("erase", "restore"), ("retract",), False),
        ((), ("retract", "restore"), True),
    ],
)
def test_what_was_taken_out_on_either_side_is_out(
    tmp_path: Path, left: tuple[str, ...], right: tuple[str, ...], live: bool
) -> None:
    one = reading("а")
    dumps = [take_out(tmp_path / "left.db", one, *left), take_out(tmp_path / "right.db", one, *right)]
    for name, pair in (("a.db", dumps), ("b.db", dumps[::-1])):
        with loaded(tmp_path / name, *pair) as store:
            assert ids(store) == ({one.document.id} if live else set())
            if "erase" in (*left[-1:], *right[-1:]):
                assert store.counts()["erased"] == 1


def test_an_erased_text_does_not_come_back_from_an_old_dump(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        add(store, reading("Секрет"))
        old = dumped(store)
        store.erase(reading("Секрет").document.id)
        store.load(BytesIO(old))
        assert store.counts()["erased"] == 1
        assert "Секрет".encode() not in dumped(store).replace("Секрет.txt".encode(), b"")


def test_a_file_that_the_dump_read_again_later_is_the_dumps(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store, Store(tmp_path / "older.db") as older:
        add(store, reading("а", "/x"))
        first = dumped(store)
        older.load(BytesIO(first))
        add(store, reading("б", "/x"))
        second = dumped(store)
        older.load(BytesIO(second))
        store.load(BytesIO(first))
        assert dumped(older) == dumped(store) == second


def good_lines(path: Path) -> list[bytes]:
    with Store(path) as store:
        add(store, reading("а"))
        store.judge(WORD)
        return dumped(store).splitlines(keepends=True)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"kind":"ledger","format":1}',
        b'{"kind":"something"}',
        b'{"kind":"retraction","document":"zz","acts":["erased"]}',
        b'{"kind":"retraction","document":"00","acts":["erased"]}',
        b'{"kind":"retraction","document":"00000000000000000000000000000000","acts":["exploded"]}',
        b'{"kind":"location","location":"/x","history":[["00",null]]}',
        b'{"kind":"judgement","at":"2025","left":"a","right":"b","verdict":"maybe","by":"x"}',
    ],
)
def test_a_bad_line_is_named_and_nothing_is_loaded(tmp_path: Path, line: bytes) -> None:
    lines = [*good_lines(tmp_path / "good.db"), line + b"\n"]
    with Store(tmp_path / "kadry.db") as store:
        add(store, reading("б"))
        before = dumped(store)
        with pytest.raises(StoreError, match=rf"line {len(lines)} is no part of a dump.*nothing was loaded"):
            store.load(BytesIO(b"".join(lines)))
        assert dumped(store) == before


@pytest.mark.parametrize(
    "data", [b"", b'{"kind":"ledger","format":99}\n', b'{"kind":"retraction","document":"0","acts":[]}']
)
def test_what_is_no_dump_is_refused(tmp_path: Path, data: bytes) -> None:
    with Store(tmp_path / "kadry.db") as store, pytest.raises(StoreError, match="nothing was loaded"):
        store.load(BytesIO(data))


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_forged_document_is_refused(tmp_path_factory: pytest.TempPathFactory, random: Random) -> None:
    """Any other text, offset or id in a dump is either a valid ledger again or refused; nothing else comes of it."""
    folder = tmp_path_factory.mktemp("forged")
    lines = good_lines(folder / "good.db")
    data = bytearray(b"".join(lines))
    data[random.randrange(len(data))] = random.choice(b'0123456789"{}[]:,aZ')
    with Store(folder / "kadry.db") as store:
        try:
            store.load(BytesIO(bytes(data)))
        except StoreError:
            assert store.counts()["documents"] == 0
        else:
            for document in [store.document(id) for id in ids(store)]:
                assert document.text == reading("а").document.text
            seen(store)


def test_a_quote_that_does_not_stand_in_the_text_is_refused(tmp_path: Path) -> None:
    data = b"".join(good_lines(tmp_path / "good.db"))
    forged = data.replace('"text":"Иван Петров"'.encode(), '"text":"Пётр Петров"'.encode())
    assert forged != data
    with Store(tmp_path / "kadry.db") as store, pytest.raises(StoreError, match="does not cut its words"):
        store.load(BytesIO(forged))


def test_a_text_that_is_not_the_ids_is_refused(tmp_path: Path) -> None:
    data = b"".join(good_lines(tmp_path / "good.db"))
    forged = data.replace('Минфина. а"'.encode(), 'Минфина. я"'.encode())
    assert forged != data
    with Store(tmp_path / "kadry.db") as store, pytest.raises(StoreError, match="is not the hash"):
        store.load(BytesIO(forged))
