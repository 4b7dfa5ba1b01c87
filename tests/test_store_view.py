"""The view of who is who in a store: always what merging from scratch gives, and it reads no more than it must."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kadry import merging
from kadry.ahead import with_ahead
from kadry.authority import make_entry
from kadry.claim import Chain, Extraction, Held, Judgement, MentionType, Partition, Verdict, cut
from kadry.document import Document, Reading, Span, make_document
from kadry.resolve import incremental, partition
from kadry.store import Store
from kadry.store.noted import TABLES, clear
from kadry.store.view import Change, GroupRow, View

PEOPLE = (
    "Иван Петров",
    "Иван Ильич Петров",
    "Иван Олегович Петров",
    "И. И. Петров",
    "Петров",
    "Лыонг Кыонг",
    "Артём Дроздецкий",
    "Artem Drozdetsky",
    "Дроздецкий",
    "А. Дроздецкий",
    "Кирилл",
)
SOUNDS = (
    "Лыонг Кыонг",
    "Луонг Куонг",
    "Luong Cuong",
    "Lương Cường",
    "Лыонг Куанг",
    "Лё На",
    "Luo Na",
    "Ло На",
    "Lo Na",
)
BODIES = ("Секретариат", "Министерство финансов", "Минфин", "группа")
POSTS: Sequence[tuple[Held, ...]] = ((), (), (Held("министр", "правительство", "RU"),), (Held("судья"),))
VERDICTS: Sequence[Verdict] = ("same", "different", "unsure")
ENTRIES = (
    make_entry("Q1", "person", ["Иван Ильич Петров", "Ivan Petrov"]),
    make_entry("Q1", "person", ["Петров Иван"], born="1960"),
    make_entry("Q2", "person", ["Артём Дроздецкий"], country="BY"),
    make_entry("Q3", "body", ["Министерство финансов"], country="RU"),
)


def mined(document: Document, version: str = "v1") -> Extraction:
    """Each line is a name, «name|number of its posts|country»."""
    chains, start = [], 0
    for line in document.text.split("\n"):
        name, post, country = line.split("|")
        type: MentionType = "body" if name in BODIES else "person"
        head = cut(document.id, document.text, Span(start, start + len(name)), type, name)
        traits = {"country": country or None, "generic": name == "группа", "setting": country or None}
        posts = POSTS[int(post)] if type == "person" else ()
        chains.append(Chain(head, (head,), posts=posts, **traits))  # type: ignore[arg-type]
        start += len(line) + 1
    chains.sort(key=lambda chain: chain.head)
    return Extraction(document=document.id, claims=(), chains=tuple(chains), version=version)


def reading(lines: Sequence[str], place: int, day: str | None = None) -> Reading:
    document = make_document("\n".join(lines), source=f"https://press.example/{place}", published=day)
    return Reading(document=document, name=str(place), location=f"/{place}.txt")


def add(
    store: Store, *lines: str, place: int = 0, day: str | None = None, version: str = "v1", ahead: bool = False
) -> str:
    """ahead: with what views need of it, as a build's workers add it."""
    one = reading([line if "|" in line else f"{line}|0|" for line in lines], place, day)
    found = mined(one.document, version)
    store.add(one, with_ahead(lambda documents: [found], [one.document])[0] if ahead else found)
    return one.document.id


def from_scratch(store: Store) -> Partition:
    return partition(store.chains(), store.judgements(), {one.id: one.published for one in store.headers()})


def is_right(store: Store) -> None:
    assert merging.refresh(store)
    assert merging.is_current(store.view())
    assert merging.merged(store) == from_scratch(store)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


lines = st.builds(
    lambda name, post, country: f"{name}|{post}|{country}",
    st.sampled_from(PEOPLE + BODIES),
    st.integers(0, len(POSTS) - 1),
    st.sampled_from(("", "", "RU", "BY")),
)
places, days = st.integers(0, 5), st.sampled_from((None, "2024", "2025-01-02"))
acts = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"),
            st.lists(lines, min_size=1, max_size=4),
            places,
            days,
            st.sampled_from(("v1", "v2")),
            st.booleans(),
        ),
        st.tuples(st.sampled_from(("retract", "restore", "erase")), st.integers(0, 9)),
        st.tuples(
            st.just("judge"),
            st.integers(0, 40),
            st.integers(0, 40),
            st.sampled_from(VERDICTS),
            st.sampled_from(("2025-01-01", "2025-01-02", "2025-01-03")),
        ),
        st.tuples(st.sampled_from(("know", "unknow")), st.integers(0, len(ENTRIES) - 1)),
        st.tuples(st.just("refresh")),
    ),
    min_size=1,
    max_size=14,
)


def do(store: Store, documents: dict[str, None], keys: dict[str, None], act: tuple[object, ...]) -> None:
    """One act on a store; documents and keys are all that it has ever held, in order of arrival."""
    match act:
        case "add", [*written], int(place), day, str(version), bool(ahead):
            date = None if day is None else str(day)
            documents[add(store, *map(str, written), place=place, day=date, version=version, ahead=ahead)] = None
            keys.update(dict.fromkeys(chain.key for chain in store.chains()))
        case ("retract" | "restore" | "erase") as name, int(number) if documents:
            getattr(store, name)(list(documents)[number % len(documents)])
        case "judge", int(left), int(right), verdict, str(at) if keys:
            known = list(keys)
            sides = known[left % len(known)], known[right % len(known)]
            if sides[0] != sides[1] and sides[0].rpartition(":")[2] == sides[1].rpartition(":")[2]:
                store.judge(Judgement(at=at, left=sides[0], right=sides[1], verdict=verdict, by="Анна"))  # type: ignore[arg-type]
        case "know", int(number):
            store.add_authority([ENTRIES[number]])
            keys.update(dict.fromkeys(chain.key for chain in store.chains()))
        case "unknow", int(number):
            store.remove_authority([ENTRIES[number]])
        case ("refresh",):
            is_right(store)


@settings(max_examples=300, deadline=None)
@given(acts)
def test_the_view_is_what_merging_from_scratch_gives(done: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        documents: dict[str, None] = {}
        keys: dict[str, None] = {}
        for act in done:
            do(store, documents, keys, act)
            assert merging.merged(store) == from_scratch(store)
        is_right(store)


def state(store: Store) -> list[list[tuple[object, ...]]]:
    """All rows of the view."""
    return [store._connection.execute(f"SELECT * FROM {table}").fetchall() for table in (*TABLES, "view_state")]


def filled(store: Store) -> list[str]:
    """Ten documents, and their view."""
    ids = [add(store, "Лыонг Кыонг|2|", "Секретариат", "Петров", place=place) for place in range(9)]
    ids.append(add(store, "Иван Ильич Петров", "Дроздецкий", place=9))
    is_right(store)
    return ids


def test_one_document_is_worked_out_among_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store)
    alone = add(store, "Артём Дроздецкий", "Дроздецкий", place=10)
    is_right(store)
    read: list[Chain] = []
    groups: list[GroupRow] = []
    chains_in, load = View.chains_in, View.groups

    def watched(view: View, edition: int) -> tuple[str | None, list[Chain]]:
        found = chains_in(view, edition)
        read.extend(found[1])
        return found

    def loaded(view: View, *given: set[int]) -> Iterator[GroupRow]:
        for row in load(view, *given):
            groups.append(row)
            yield row

    monkeypatch.setattr(View, "chains_in", watched)
    monkeypatch.setattr(View, "groups", loaded)
    add(store, "Artem Drozdetsky", place=11)
    assert merging.refresh(store)
    assert [chain.head.normal for chain in read] == ["Artem Drozdetsky"]
    names = {chain.key: chain.head.normal for chain in store.chains()}
    assert {names[group.key] for group in groups} == {"Артём Дроздецкий", "Дроздецкий"}
    assert sum(group.number for group in groups) == 3
    read.clear()
    groups.clear()
    store.retract(alone)
    assert merging.refresh(store)
    assert not read
    assert {names[group.key] for group in groups} == {"Artem Drozdetsky", "Дроздецкий"}
    is_right(store)


@pytest.mark.parametrize("worded", [False, True])
def test_what_was_worked_out_ahead_is_not_read_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, worded: bool
) -> None:
    """Chains are read only where somebody's word is on them."""
    ids = [add(store, "Артём Дроздецкий", "Дроздецкий", place=place, ahead=True) for place in range(2)]
    if worded:
        left, right = (f"{id}:0:16:person" for id in ids)
        store.judge(Judgement(at="2025-01-01", left=left, right=right, verdict="different", by="Анна"))
    read: list[int] = []
    chains_in = View.chains_in

    def watched(view: View, edition: int) -> tuple[str | None, list[Chain]]:
        read.append(edition)
        return chains_in(view, edition)

    monkeypatch.setattr(View, "chains_in", watched)
    assert merging.refresh(store)
    assert sorted(filter(None, read)) == ([1, 2] if worded else [])
    assert merging.merged(store) == from_scratch(store)
    assert store._connection.execute("SELECT count(*) FROM view_ahead").fetchone() == (0,)


def test_what_comes_during_a_refreshing_keeps_what_was_worked_out_ahead(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "Артём Дроздецкий", ahead=True)
    apply = View.apply

    def late(view: View, change: Change) -> bool:
        monkeypatch.setattr(View, "apply", apply)
        add(store, "Дроздецкий", place=1, ahead=True)
        return view.apply(change)

    monkeypatch.setattr(View, "apply", late)
    assert merging.refresh(store)
    assert store._connection.execute("SELECT edition FROM view_ahead").fetchall() == [(2,)]
    is_right(store)


def test_what_other_rules_worked_out_ahead_counts_for_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(incremental, "version", lambda: "other rules")
        add(store, "Иван Петров", ahead=True)
    store._connection.execute("UPDATE view_ahead SET notes = x'00'")
    add(store, "Иван Петров", place=1, ahead=True)
    is_right(store)


def test_what_another_version_found_is_noted_anew(store: Store) -> None:
    add(store, "Иван Петров", "Министерство финансов||", place=0)
    one = reading(["Иван Петров|0|", "Петров Иван|0|"], 1)
    store.add(one, mined(one.document))
    is_right(store)
    found = mined(one.document, "v2")
    store.add(one, structs.replace(found, chains=found.chains[1:]))
    is_right(store)
    store.add(one, structs.replace(mined(one.document, "v3"), chains=()))
    is_right(store)
    assert not dict(store.view().founders())


def test_a_word_counts_again_when_a_document_comes_back(store: Store) -> None:
    left, right = add(store, "Лыонг Кыонг", place=0), add(store, "Иван Петров", place=1)
    keys = [chain.key for chain in store.chains()]
    store.judge(Judgement(at="2025", left=keys[0], right=keys[1], verdict="same", by="Анна"))
    is_right(store)
    for id in (left, right):
        store.retract(id)
        is_right(store)
        assert not dict(store.view().founders())
        store.restore(id)
        is_right(store)
        assert len(dict(store.view().founders())) == 1


def test_a_second_word_on_an_outside_identity_counts(store: Store) -> None:
    add(store, "Лыонг Кыонг")
    store.add_authority(ENTRIES[:1])
    document, outside = (chain.key for chain in store.chains())
    verdicts: Sequence[tuple[Verdict, int]] = (("same", 1), ("different", 0), ("same", 1), ("unsure", 0))
    for day, (verdict, merged) in enumerate(verdicts):
        store.judge(Judgement(at=f"2025-01-0{day + 1}", left=document, right=outside, verdict=verdict, by="Анна"))
        is_right(store)
        assert len(dict(store.view().founders())) == merged


def test_how_often_a_thing_is_said_counts(store: Store) -> None:
    for place, name in enumerate(("Ольга Дроздецкий", "Дроздецкий", *["Артём Дроздецкий"] * 4)):
        add(store, f"{name}|2|", place=place)
        is_right(store)
    homes = merging.merged(store)
    named = {chain.head.normal: homes.find(chain.key) for chain in store.chains()}
    assert named["Дроздецкий"] == named["Артём Дроздецкий"] != named["Ольга Дроздецкий"]


def test_components_that_fall_apart_are_two(store: Store) -> None:
    add(store, "Артём Дроздецкий|0|", "Ольга Дроздецкий|0|")
    bridge = add(store, "Дроздецкий", place=1)
    is_right(store)
    components = "SELECT count(DISTINCT component) FROM view_note"
    assert store._connection.execute(components).fetchone() == (1,)
    store.retract(bridge)
    is_right(store)
    assert store._connection.execute(components).fetchone() == (2,)


def test_nothing_new_writes_nothing(store: Store) -> None:
    filled(store)
    before = state(store)
    assert merging.refresh(store)
    assert state(store) == before


def test_the_view_is_no_part_of_a_dump(store: Store) -> None:
    add(store, "Иван Петров")
    before, after = BytesIO(), BytesIO()
    store.dump(before)
    is_right(store)
    store.dump(after)
    assert after.getvalue() == before.getvalue()


def test_a_view_by_other_rules_is_made_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store)
    store._connection.execute("UPDATE view_note SET founder = 'wrong'")
    assert merging.merged(store) != from_scratch(store)
    monkeypatch.setattr(merging, "version", lambda: "other rules")
    assert merging.merged(store) == from_scratch(store)
    is_right(store)


def test_a_view_that_is_thrown_away_is_made_anew(store: Store) -> None:
    filled(store)
    before = dict(store.view().founders())
    clear(store._connection)
    assert not any(state(store)[:-1])
    assert merging.merged(store) == from_scratch(store)
    is_right(store)
    assert dict(store.view().founders()) == before


def test_words_that_are_not_those_that_were_counted_make_the_view_anew(store: Store) -> None:
    ids = filled(store)
    keys = [chain.key for chain in store.chains() if chain.head.normal == "Лыонг Кыонг"]
    assert len({key.partition(":")[0] for key in keys}) == len(ids) - 1
    for left, right in ((0, 1), (1, 2)):
        store.judge(Judgement(at="2025", left=keys[left], right=keys[right], verdict="different", by="Анна"))
    is_right(store)
    store._connection.execute("DELETE FROM judgement WHERE id = 1")
    is_right(store)


def test_where_another_writes_the_view_stays_and_all_is_merged_from_scratch(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kadry.store.transactions.HASTE", 0.01)
    filled(store)
    add(store, "Иван Петров", place=10)
    before = state(store)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not merging.refresh(store)
        assert merging.merged(store) == from_scratch(store)
        other.execute("ROLLBACK")
    assert state(store) == before
    assert store._connection.execute("PRAGMA busy_timeout").fetchone()[0] == 60_000
    is_right(store)


def test_a_file_that_may_not_be_written_is_merged_from_scratch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "Иван Петров", "Иван Ильич Петров")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert not merging.refresh(store)
    assert not any(state(store)[:-1])
    assert len(merging.merged(store).entities) == 1


def test_a_connection_that_may_only_read_is_merged_from_scratch(store: Store) -> None:
    add(store, "Иван Петров", "Иван Ильич Петров")
    store._connection.execute("PRAGMA query_only = ON")
    assert not merging.refresh(store)
    assert len(merging.merged(store).entities) == 1


def test_an_interrupted_refresh_leaves_the_old_view(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store)
    add(store, "Иван Петров", place=10)
    before = state(store)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kadry.store.view.drop_unheld", interrupted)
        with pytest.raises(KeyboardInterrupt):
            merging.refresh(store)
    assert state(store) == before
    is_right(store)


@pytest.mark.parametrize("act", ["add", "erase", "refresh"])
def test_what_another_does_meanwhile_is_never_overwritten(
    store: Store, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    ids = filled(store)
    fresh = add(store, "Иван Петров", place=10)
    apply = View.apply
    times: list[int] = []

    def meanwhile(view: View, change: Change) -> bool:
        if not times:
            times.append(1)
            with Store(store.path) as other:
                if act == "add":
                    add(other, "Иван Олегович Петров", place=11)
                elif act == "erase":
                    other.erase(fresh)
                    other.erase(ids[0])
                else:
                    assert merging.refresh(other)
        return apply(view, change)

    monkeypatch.setattr(View, "apply", meanwhile)
    assert merging.refresh(store)
    assert merging.merged(store) == from_scratch(store)
    is_right(store)
    assert not any(fresh in key for key, _, _ in _keys(store)) or act != "erase"


def _keys(store: Store) -> list[tuple[str, int, bytes]]:
    editions = {0, *store.view().editions()}
    return [row for edition in editions for row in store.view().chains_by_key(edition)]


def test_a_snapshot_sees_its_own_moment(store: Store) -> None:
    filled(store)
    with store.snapshot():
        before = merging.merged(store)
        with Store(store.path) as other:
            add(other, "Иван Петров", place=10)
            assert merging.refresh(other)
        assert merging.merged(store) == before == from_scratch(store)
    assert merging.merged(store) != before


def test_what_is_erased_leaves_the_view_and_the_file(store: Store) -> None:
    ids = filled(store)
    left = add(store, "Матвей Разноцветов|2|", place=10)
    is_right(store)
    assert "разноцветов".encode() in raw(store)
    store.erase(left)
    assert "разноцветов".encode() not in raw(store)
    is_right(store)
    store.erase(add(store, "Степан Разноцветов|2|", place=11, ahead=True))
    assert "разноцветов".encode() not in raw(store)
    for id in ids:
        store.erase(id)
    assert not any(state(store)[:-1])


def raw(store: Store) -> bytes:
    return b"".join(file.read_bytes() for file in store.path.parent.iterdir())


def test_what_is_replaced_leaves_the_view(store: Store) -> None:
    add(store, "Матвей Разноцветов", place=1)
    is_right(store)
    add(store, "Иван Петров", place=1, day="2025")
    is_right(store)
    told = b"".join(told for (told,) in store._connection.execute("SELECT told FROM view_note"))
    assert "разноцветов".encode() not in told


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SOUNDS), min_size=1, max_size=3), min_size=1, max_size=6), st.integers(1, 3))
def test_sounds_of_many_names_bring_all_of_them_together(documents: list[list[str]], largest: int) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        for limit in ("resolve.candidates.LARGEST", "resolve.components.LARGEST", "merging.CROWD"):
            patch.setattr(f"kadry.{limit}", largest)
        with Store(Path(folder, "kadry.db")) as store:
            ids = []
            for place, names in enumerate(documents):
                ids.append(add(store, *names, place=place))
                is_right(store)
            store.retract(ids[0])
            is_right(store)
