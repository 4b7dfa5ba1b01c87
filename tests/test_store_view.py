"""The view of who is who in a store: always what merging from scratch gives, and it reads no more than it must."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry import merging
from kadry.authority import make_entry
from kadry.claim import Chain, Extraction, Held, Judgement, MentionType, Partition, Verdict, cut
from kadry.document import Document, Reading, Span, make_document
from kadry.resolve import partition
from kadry.store import Store

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


def add(store: Store, *lines: str, place: int = 0, day: str | None = None, version: str = "v1") -> str:
    one = reading([line if "|" in line else f"{line}|0|" for line in lines], place, day)
    store.add(one, mined(one.document, version))
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
        st.tuples(st.just("add"), st.lists(lines, min_size=1, max_size=4), places, days, st.sampled_from(("v1", "v2"))),
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
        case "add", [*written], int(place), day, str(version):
            documents[
                add(store, *map(str, written), place=place, day=None if day is None else str(day), version=version)
            ] = None
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
