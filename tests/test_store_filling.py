"""Documents added many at a time: the same store as one by one, told when it is safe, and whole whatever befalls."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from test_store import TEXT, ids, mined, reading, seen

from kadry.claim import Extraction, Support, cut
from kadry.document import Reading, Span
from kadry.errors import InputError, StoreError
from kadry.store import Store, filling

HERE = Path(__file__).parent
Item = tuple[Reading, Extraction]


def item(tail: str, location: str = "", version: str = "v1", published: str | None = None) -> Item:
    one = reading(tail, location, published=published)
    return one, mined(one.document, version)


def broken(tail: str) -> Item:
    """Half a character in a mention's nominative, far from where documents are written."""
    one, found = item(tail)
    head = structs.replace(found.chains[0].head, normal="Иван \ud83d")
    return one, structs.replace(found, chains=(structs.replace(found.chains[0], head=head, mentions=(head,)),))


def foreign(tail: str) -> Item:
    return reading(tail), item("другой")[1]


def dumped(store: Store) -> bytes:
    out = io.BytesIO()
    store.dump(out)
    return out.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


items = st.builds(
    item,
    tail=st.sampled_from("абв"),
    location=st.sampled_from(["/1", "/2", "/3", "/4"]),
    version=st.sampled_from(["v1", "v2"]),
    published=st.sampled_from([None, "2020", "2021-05"]),
)


@settings(max_examples=60, deadline=None)
@given(
    hands=st.lists(st.lists(items, max_size=6), max_size=4),
    gone=st.sampled_from(["", "а", "б"]),
    act=st.sampled_from(["retract", "erase", "restore"]),
)
def test_the_same_store_and_outcomes_as_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, hands: list[list[Item]], gone: str, act: str
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    with Store(folder / "one.db") as alone, Store(folder / "many.db") as many:
        for place, hand in enumerate(hands):
            expected = [(one, alone.add(one, found)) for one, found in hand]
            assert list(many.add_all(hand)) == expected
            if gone and place == 0:
                for store in (alone, many):
                    if reading(gone).document.id in set(store.locations().values()):
                        getattr(store, act)(reading(gone).document.id)
        assert seen(many) == seen(alone)
        assert dumped(many) == dumped(alone)
        assert many.counts() == alone.counts()
        with Store(folder / "loaded.db") as loaded:
            loaded.load(io.BytesIO(dumped(many)))
            assert dumped(loaded) == dumped(many)
    with closing(sqlite3.connect(folder / "many.db")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_claim_that_is_found_twice_is_kept_once_with_all_its_rules(store: Store) -> None:
    one, found = item("а")
    again = structs.replace(found.claims[0], supports=(Support("z@2", 0.75), Support("а@1", 0.1)))
    list(store.add_all([(one, structs.replace(found, claims=(*found.claims, again)))]))
    first = next(store.claims())
    assert first.supports == (Support("titles@1", 0.9), Support("z@2", 0.75), Support("а@1", 0.1))
    assert store.counts()["claims"] == len(found.claims)


def test_more_rows_than_fit_in_one_statement(store: Store) -> None:
    """Each statement writes 128 rows; what is left over is written row by row."""
    one, found = item("слово " * 300)
    text = one.document.text
    spans = [Span(at, at + 5) for at in range(len(TEXT), len(text) - 6, 6)]
    chains = tuple(
        structs.replace(found.chains[0], head=mention, mentions=(mention,))
        for mention in (cut(one.document.id, text, span, "person", f"Лицо {span.start}") for span in spans)
    )
    full = structs.replace(found, chains=(*found.chains, *chains))
    assert len(full.chains) > 256
    list(store.add_all([(one, full)]))
    assert list(store.chains()) == sorted(full.chains)
    assert list(store.claims()) == list(found.claims)


def test_what_is_told_is_safe_in_the_file(store: Store) -> None:
    told = 0
    for one, outcome in store.add_all(item(tail) for tail in "абвг"):
        assert outcome == "added"
        told += 1
        with Store(store.path) as other:
            assert one.document.id in ids(other)
            other.retract(one.document.id)  # and nothing keeps others from writing meanwhile
    assert told == 4
    assert ids(store) == set()


@pytest.mark.parametrize("error", [KeyboardInterrupt, StoreError])
def test_what_had_come_is_added_and_told_before_an_error(store: Store, error: type[BaseException]) -> None:
    def interrupted() -> Iterator[Item]:
        yield item("а")
        yield item("б")
        raise error

    adding = store.add_all(interrupted())
    assert [next(adding)[1], next(adding)[1]] == ["added", "added"]
    with pytest.raises(error):
        next(adding)
    assert ids(store) == {reading(tail).document.id for tail in "аб"}


def test_what_is_no_valid_unicode_stays_out_and_the_others_come_in(store: Store) -> None:
    done = list(store.add_all([item("а"), broken("б"), item("в")]))
    assert [one.name for one, _ in done] == ["а", "б", "в"]
    assert [outcome for _, outcome in done if not isinstance(outcome, InputError)] == ["added", "added"]
    error = done[1][1]
    assert isinstance(error, InputError)
    assert error.location == reading("б").location
    assert "0xd83d" in error.reason
    assert ids(store) == {reading(tail).document.id for tail in "ав"}
    assert store._count("SELECT count(*) FROM text") == 2


def test_an_extraction_of_another_document_is_refused(store: Store) -> None:
    adding = store.add_all([item("а"), foreign("б"), item("в")])
    assert next(adding)[1] == "added"
    with pytest.raises(ValueError, match="is not one of document"):
        next(adding)
    assert ids(store) == {reading("а").document.id}


def test_references_are_looked_up_again_afterwards(store: Store) -> None:
    list(store.add_all([item("а"), broken("б")]))
    with pytest.raises(sqlite3.IntegrityError):
        store._connection.execute("INSERT INTO edition VALUES (99, 99, x'00', NULL, NULL, 'ru', '[]', 'v')")


def test_nothing_is_not_an_error(store: Store) -> None:
    assert list(store.add_all([])) == []


class Clock:
    """A clock that goes on by as many seconds as each item takes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("kadry.store.filling.time.monotonic", lambda: self.now)

    def items(self, seconds: list[float]) -> Iterator[Item]:
        for number, pause in enumerate(seconds):
            self.now += pause
            yield item(str(number))


@pytest.mark.parametrize(
    ("seconds", "hands"),
    [
        ([0.0625] * 10, [4, 4, 2]),
        ([2.0, 2.0, 2.0], [1, 1, 1]),
        ([0.0625, 3.0, 0.0625, 0.1875], [2, 2]),
    ],
)
def test_what_comes_in_a_quarter_of_a_second_is_together(
    monkeypatch: pytest.MonkeyPatch, seconds: list[float], hands: list[int]
) -> None:
    clock = Clock(monkeypatch)
    found = list(filling.gather(clock.items(seconds), lambda: True))
    assert [len(hand) for hand in found if hand] == hands
    assert [one.name for hand in found for one, _ in hand] == [str(number) for number in range(len(seconds))]


def test_a_hand_is_bounded_in_documents_and_in_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(filling, "_DOCUMENTS", 3)
        assert [len(hand) for hand in filling.gather(clock.items([0.0] * 7), lambda: True)] == [3, 3, 1]
    monkeypatch.setattr(filling, "_CHARACTERS", 2 * len(TEXT))
    assert [len(hand) for hand in filling.gather(clock.items([0.0] * 5), lambda: True)] == [2, 2, 1]


def test_more_is_taken_while_somebody_else_writes_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    assert [len(hand) for hand in filling.gather(clock.items([0.5] * 30), lambda: clock.now >= 103)] == [
        6,
        *[1] * 24,
        0,
    ]
    assert [len(hand) for hand in filling.gather(clock.items([0.5] * 30), lambda: False)] == [11, 11, 8]


def test_nobody_is_kept_waiting_while_another_process_writes(store: Store) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:

        def items() -> Iterator[Item]:
            yield item("a", "/a")
            time.sleep(0.3)
            other.execute("BEGIN IMMEDIATE")
            yield item("b", "/b")
            yield item("c", "/c")  # is asked for though the others cannot be written yet
            other.rollback()
            yield item("d", "/d")

        assert [one.location for one, _ in store.add_all(items())] == ["/a", "/b", "/c", "/d"]
    assert store.counts()["documents"] == 4


WRITER = """
import sys
from test_store_filling import item
from kadry.store import Store, filling
filling._DOCUMENTS = 7
with Store(sys.argv[1]) as store:
    for one, _ in store.add_all(item(str(n) * 50, f"/{n}") for n in range(400)):
        print(one.location, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_killed_process_has_lost_nothing_that_it_told(tmp_path: Path) -> None:
    path = tmp_path / "kadry.db"
    there = os.pathsep.join((str(HERE), str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")))
    told: set[str] = set()
    for pause in (0.0, 0.004, 0.02, 0.05):
        command = [sys.executable, "-c", WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": there}) as process:
            assert process.stdout is not None
            told.add(process.stdout.readline().decode().strip())
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
            told |= {line.decode().strip() for line in process.stdout.read().splitlines(keepends=True)[:-1]}
        with Store(path) as store:
            assert store._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
            held = store.locations()
            assert told <= set(held)
            assert store.counts()["claims"] == 2 * len(held), "each document is whole"


def test_a_new_file_has_large_pages(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("PRAGMA page_size").fetchone() == (8192,)
