"""Who is found by a store's index of names: whom going through all people and bodies finds."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import test_graphing as made
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry import graphing
from kadry.claim import Judgement
from kadry.errors import KadryError
from kadry.lookup import Entity, entities, find, look_up
from kadry.merging import merged
from kadry.store import Store
from kadry.store.graph.finding import Finder

TYPED = (
    *made.PEOPLE,
    *made.BODIES,
    *(
        "и. петров",
        "ПЕТРОВ",
        "петров и. и.",
        "И.",
        "и",
        "Luong",
        "L. Kyong",
        "ivan petrov",
        "i. petrov",
        "Petrov I. I.",
    ),
    *("Министерство", "финансов министерство", "минфин", "ksyb", "kgb sssr", "gruppa", "тест", "test", "a", ".", "q1"),
    *(
        "Q1",
        "wikidata:Q2",
        "Q3",
        "",
        " ",
        "abcdef",
        "0123456789",
        "Сидоров",
        "x:1:2:person",
        "00:1:2:person",
        "Б.",
        "ь",
    ),
)


def everything(store: Store) -> list[Entity]:
    published = {header.id: header.published for header in store.headers()}
    return entities(store.chains(), merged(store), published)


def outcome(find: object, *arguments: object) -> tuple[str, ...]:
    """Who was found, or the words of the error."""
    try:
        found = find(*arguments)  # type: ignore[operator]
    except KadryError as error:
        return type(error).__name__, str(error)
    return found.id, found.type, found.founder, found.name, *found.names


def agrees(finder: Finder, known: Sequence[Entity], typed: str) -> None:
    assert outcome(look_up, finder, typed) == outcome(find, known, typed), typed


@settings(max_examples=60, deadline=None)
@given(made.acts)
def test_the_index_finds_whom_all_entities_give(done: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        documents: dict[str, list[str]] = {}
        for number, act in enumerate(done):
            made.do(store, documents, number, act)
        known = everything(store)
        with graphing.reading(store) as reader:
            finder = reader.finder()
            for typed in TYPED:
                agrees(finder, known, typed)
            for entity in known:
                for typed in (entity.id, entity.id[:7], *entity.keys, *entity.names):
                    agrees(finder, known, typed)
                places = [(chain.key, chain.head.normal) for chain in entity.mentioned]
                assert [(place.key, place.name) for place in finder.places(entity.founder)] == places
                assert finder.identities(entity.founder) == list(entity.identities)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6), st.text(max_size=12))
def test_any_text_may_be_a_name_or_be_typed(names: list[str], typed: str) -> None:
    clean = ["".join(c for c in name if c not in "|\n\r" and not 0xD800 <= ord(c) < 0xE000) or "х" for name in names]
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        made.add(store, [f"{name}|член|Совет||" + "|" for name in clean])
        known = everything(store)
        with graphing.reading(store) as reader:
            finder = reader.finder()
            for wanted in (typed, *clean, *(word for name in clean for word in name.split())):
                agrees(finder, known, wanted)


def test_a_judgement_and_its_withdrawal_move_names(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        made.add(store, ["Анна Белова|член|Совет|current||", "Анна Сотникова|член|Совет|current||"])
        keys = {chain.head.normal: chain.key for chain in store.chains()}
        sides = {"left": keys["Анна Белова"], "right": keys["Анна Сотникова"], "by": "Анна"}
        for at, verdict in (("2025-01-01", "same"), ("2025-01-02", "unsure")):
            store.judge(Judgement(at=at, verdict=verdict, **sides))  # type: ignore[arg-type]
            with graphing.reading(store) as reader:
                for typed in ("Белова", "Сотникова", "Анна"):
                    agrees(reader.finder(), everything(store), typed)


def test_an_erased_name_leaves_no_word_in_the_file(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        gone = made.add(store, ["Ксаверий Неповторимов|член|Совет|current||"])
        made.add(store, ["Ксаверий Белов|член|Совет|current||"], 1)
        assert graphing.refresh(store)
        store.erase(gone)
        data = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"nepovtorimov" not in data
        with graphing.reading(store) as reader:
            assert look_up(reader.finder(), "ксаверий").name == "Ксаверий Белов"
