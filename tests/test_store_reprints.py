"""Fingerprints in the store: made with a text, made up for where an earlier version left none, gone with the text."""

import io
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import extract
from hypothesis import given, settings
from hypothesis import strategies as st
from test_copies import ARTICLE, END

from kadry.copies import FORMAT, fingerprint
from kadry.document import Reading, make_document
from kadry.store import Store

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
        document = make_document(TEXTS[name], source=f"https://{name}.example/")
        store.add(Reading(document=document, name=name, location=f"/{name}.txt"), extract(document))


def kept(store: Store) -> dict[str, bytes | None]:
    with closing(sqlite3.connect(store.path)) as connection:
        return dict(connection.execute("SELECT text, fingerprint FROM text"))


def forget(store: Store, stored: bytes | None) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE text SET fingerprint = ?", (stored,))
        connection.commit()


def test_a_text_comes_with_its_fingerprint(store: Store) -> None:
    add(store, "a", "b", "e")
    assert kept(store) == {text: fingerprint(text) for text in (ARTICLE, FRIEND)}


def test_reprints_name_the_first_of_their_group(store: Store) -> None:
    add(store, *TEXTS)
    assert store.copies() == dict.fromkeys(COPIES[1:], COPIES[0])


@pytest.mark.parametrize("stored", [None, b"\x00" * 513])
def test_what_an_earlier_version_left_without_gets_one(store: Store, stored: bytes | None) -> None:
    add(store, *TEXTS)
    found, fresh = store.copies(), kept(store)
    forget(store, stored)
    with store.snapshot():
        assert store.copies() == found
    assert set(kept(store).values()) == {stored}
    store.fingerprint()
    assert kept(store) == fresh
    assert all(sketch is not None and sketch[:1] == FORMAT for sketch in fresh.values())


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write everywhere")
def test_a_file_that_is_read_only_stays_as_it_is(store: Store) -> None:
    add(store, "a")
    forget(store, None)
    store.path.chmod(0o444)
    store.fingerprint()
    assert set(kept(store).values()) == {None}


def test_an_erased_text_takes_its_fingerprint_along(store: Store) -> None:
    add(store, "e")
    store.erase(IDS["e"])
    assert kept(store) == {}
    assert fingerprint(FRIEND) not in store.path.read_bytes()


def test_a_dump_is_the_same_with_and_without(store: Store, tmp_path: Path) -> None:
    add(store, *TEXTS)
    dumps = [io.BytesIO(), io.BytesIO(), io.BytesIO()]
    store.dump(dumps[0])
    with Store(tmp_path / "other.db") as other:
        other.load(io.BytesIO(dumps[0].getvalue()))
        assert kept(other) == kept(store)
        other.dump(dumps[1])
    forget(store, None)
    store.dump(dumps[2])
    assert len({out.getvalue() for out in dumps}) == 1


@settings(max_examples=15, deadline=None)
@given(order=st.permutations("abcde"), gone=st.sets(st.sampled_from("abcde")))
def test_retracted_documents_leave_groups_as_if_they_had_never_been(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], gone: set[str]
) -> None:
    with Store(tmp_path_factory.mktemp("store") / "kadry.db") as store:
        add(store, *order)
        for name in sorted(gone):
            store.retract(IDS[name])
        left = sorted(IDS[name] for name in set("abcd") - gone)
        assert store.copies() == dict.fromkeys(left[1:], left[0] if left else "")
