"""Authority entries in the ledger: kept once, taken out again, dumped and loaded, merged without founding anything."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store import add, reading
from test_store_interchange import dumped, loaded

from kadry.authority import Entry, entry_chains, make_entry
from kadry.build import graph
from kadry.claim import Chain, Mention, entity_id
from kadry.errors import StoreError
from kadry.resolve import partition
from kadry.store import Store

PETROV = make_entry("Q1", "person", ["Иван Петров", "Ivan Petrov"], "RU", "1960-05", "2021")
BELOVA = make_entry("own:2", "person", ["Анна Белова"])
MINISTRY = make_entry("https://own.example/3", "body", ["=Минфин;"], "RU")
ALL = [PETROV, BELOVA, MINISTRY]


def sorted_entries(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (one.identity, one.type, msgspec.json.encode(one.names)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


def test_an_entry_is_kept_once_and_taken_out_again(store: Store) -> None:
    empty = dumped(store)
    assert store.add_authority(ALL) == 3
    assert store.add_authority([*ALL, PETROV]) == 0
    assert list(store.authority()) == sorted_entries(ALL)
    assert store.counts()["authority entries"] == 3
    assert store.remove_authority([BELOVA, BELOVA]) == 1
    assert store.remove_authority([BELOVA]) == 0
    assert list(store.authority()) == sorted_entries([PETROV, MINISTRY])
    store.remove_authority(ALL)
    assert dumped(store) == empty


def test_entries_of_one_id_that_differ_are_both_kept_and_one_chain(store: Store) -> None:
    again = make_entry("Q1", "person", ["И. И. Петров"], born="1960")
    store.add_authority([PETROV, again])
    assert len(list(store.authority())) == 2
    (chain,) = store.chains()
    assert {m.normal for m in chain.mentions} == {"Иван Петров", "Ivan Petrov", "И. И. Петров"}
    assert chain.born == "1960-05"
    store.remove_authority([again])
    (chain,) = store.chains()
    assert {m.normal for m in chain.mentions} == set(PETROV.names)


def test_entries_come_after_what_documents_say(store: Store) -> None:
    store.add_authority(ALL)
    add(store, reading("а", "/1"), reading("б", "/2"))
    chains = list(store.chains())
    assert [chain.authority for chain in chains if chain.authority] == [entry.identity for entry in store.authority()]
    keys = [chain.key for chain in chains]
    told = [chain.key for chain in chains if chain.authority is None]
    assert told == keys[: len(told)]
    assert max(told) < min(keys[len(told) :])


def test_a_dump_holds_the_entries_and_makes_the_same_store(store: Store, tmp_path: Path) -> None:
    add(store, reading("а", "/1"))
    store.add_authority(ALL)
    dump = dumped(store)
    lines = [msgspec.json.decode(line) for line in dump.splitlines()]
    assert [line["identity"] for line in lines if line["kind"] == "authority"] == [
        e.identity for e in store.authority()
    ]
    with loaded(tmp_path / "copy.db", dump, dump) as copy:
        assert dumped(copy) == dump
        assert list(copy.authority()) == list(store.authority())
        assert list(copy.chains()) == list(store.chains())


ENTRIES = st.builds(
    make_entry,
    st.sampled_from(["Q1", "Q2", "NK-a", "own:1", "https://own.example/1"]),
    st.sampled_from(["person", "body"]),
    st.lists(st.text(min_size=1, max_size=8).filter(lambda name: name.isprintable() and any(map(str.isalnum, name))),
             min_size=1, max_size=3),
    st.sampled_from(["", "RU", "BY"]),
    st.sampled_from(["", "1960", "1960-05"]),
    st.sampled_from(["", "2001-02-03"]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(ENTRIES, max_size=8), st.randoms(use_true_random=False), st.integers(0, 8))
def test_order_pieces_and_dumps_do_not_show(
    tmp_path_factory: pytest.TempPathFactory, known: list[Entry], random: Random, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    with Store(folder / "one.db") as one, Store(folder / "two.db") as two:
        one.add_authority(known)
        random.shuffle(known)
        two.add_authority(known[cut:])
        two.add_authority(known)
        assert set(one.authority()) == set(known)
        assert dumped(one) == dumped(two)
        assert list(one.chains()) == list(two.chains())
        with loaded(folder / "three.db", dumped(one)) as three:
            assert list(three.authority()) == list(one.authority())


@pytest.mark.parametrize(
    "change",
    [
        {"identity": "https://own.example/> <http://evil.example/"},
        {"identity": "Q1"},
        {"type": "place"},
        {"names": []},
        {"names": ["Иван\nПетров"]},
        {"names": ["Иван", "Иван"]},
        {"country": "ru"},
        {"born": "вчера"},
        {"died": None},
    ],
)
def test_a_forged_line_of_a_dump_is_refused_whole(store: Store, change: dict[str, object]) -> None:
    store.add_authority([PETROV])
    lines = dumped(store).splitlines()
    forged = msgspec.json.encode(msgspec.json.decode(lines[-1]) | change)
    honest = msgspec.json.encode(BELOVA)
    before = dumped(store)
    with pytest.raises(StoreError, match="line 3 is no part of a dump"):
        store.load(BytesIO(b"\n".join([lines[0], honest, forged])))
    assert dumped(store) == before


def heads(names: list[str]) -> list[Chain]:
    marks = (Mention(f"{15 - n:x}" * 32, 7, 9, "person", name, name) for n, name in enumerate(names))
    return [Chain(mark, (mark,)) for mark in marks]


NAMES = st.sampled_from(["Иван Петров", "Иван Ильич Петров", "И. И. Петров", "Иван Олегович Петров", "Анна Белова"])
KNOWN = st.lists(st.tuples(st.sampled_from(["Q1", "Q2", "own:1"]), NAMES), max_size=3)


@settings(max_examples=200, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=6), KNOWN, st.data())
def test_an_entry_founds_nobody(names: list[str], known: list[tuple[str, str]], data: st.DataObject) -> None:
    """Whoever a document mentions has the id of the first document's, dated or not, whatever authority files say."""
    told = heads(names)
    published = {c.head.document: data.draw(st.sampled_from([None, "2020", "2021-02"])) for c in told}
    entries = sorted_entries([make_entry(id, "person", [name]) for id, name in known])
    merged = partition([*told, *entry_chains(entries)], [], published)
    groups: dict[str, list[Chain]] = {}
    for chain in told:
        groups.setdefault(merged.find(chain.key), []).append(chain)
    for entity, members in groups.items():
        first = min(
            members, key=lambda c: (published[c.head.document] is None, published[c.head.document] or "", c.head)
        )
        assert entity == entity_id(first.key)


def test_the_graph_is_the_same_with_and_without_but_for_the_identity(store: Store) -> None:
    add(store, reading("а", "/1", published="2024"), reading("б", "/2"))
    plain = graph(store)
    (person,) = plain.persons
    store.add_authority(
        [make_entry("Q1", "person", [person.name, "Ivan Petrov"]), make_entry("own:9", "person", ["Ян Кот"])]
    )
    known = graph(store)
    assert known.persons == [msgspec.structs.replace(person, same_as=("http://www.wikidata.org/entity/Q1",))]
    assert (known.bodies, known.posts, known.tenures) == (plain.bodies, plain.posts, plain.tenures)
    assert list(known.statements) == list(plain.statements)
    store.remove_authority(list(store.authority()))
    assert graph(store).persons == plain.persons


def test_without_its_documents_an_entry_is_nobody(store: Store) -> None:
    store.add_authority([PETROV])
    one = reading("а", "/1")
    add(store, one)
    assert graph(store).persons
    store.retract(one.document.id)
    assert not graph(store).persons
