"""Reprints: which edits make a copy and which another source; groups as a pure function of the set of texts."""

from collections.abc import Iterable
from random import Random

import numpy as np
import pytest
from datasketch import MinHash, MinHashLSH
from hypothesis import given, settings
from hypothesis import strategies as st

import newsroom
from kadry.copies import FORMAT, are_copies, copy_groups, fingerprint
from kadry.copies.fingerprints import buckets, index, is_empty, resembling, signatures
from kadry.copies.verdict import ENOUGH, resemblance
from kadry.copies.words import SHINGLE, parse

LEAD = "Новым министром транспорта назначен Пётр Лунин, сообщил Виктор Жданович."
BODY = (
    "Указ подписан в Зареченске 14 марта. Лунин пять лет работал первым заместителем министра.\n"
    "До этого он возглавлял департамент дорог и строил мост через Каменку. На совещании он обещал закончить ремонт "
    "трассы в срок.\nПрежний министр Олег Ступак перешёл в совет директоров порта. Депутаты городского совета "
    "поблагодарили Ступака за работу и пожелали Лунину удачи на новом месте."
)
END = "\nСледующее заседание пройдёт в апреле, на нём заслушают доклад Анны Горской."
SWAPPED = "Виктор Жданович, сообщил Пётр Лунин"
ARTICLE = f"Назначение в министерстве\n{LEAD} {BODY}{END}"


def groups(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """The groups among texts, each text its own key."""
    distinct = set(texts)
    return copy_groups({text: fingerprint(text) for text in distinct}, lambda text: text)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(f"Кто возглавил министерство\n{LEAD} {BODY}{END}", id="another heading"),
        pytest.param(f"Об этом сообщает редакция. {ARTICLE}", id="an added lead"),
        pytest.param(ARTICLE.removesuffix(END), id="the last paragraph cut"),
        pytest.param(ARTICLE.replace("ё", "е").replace("министр", "ми\u00adнистр"), id="ё and soft hyphens"),
        pytest.param(ARTICLE.replace(".\n", ". ").replace("на новом", "\nна новом"), id="other line ends"),
        pytest.param(f"Газета «Берег»\n{ARTICLE}\nФото: Мария Белова\nЧитайте также: погода", id="page leftovers"),
        pytest.param(ARTICLE.replace("Указ подписан", "Указ был подписан сегодня"), id="words put in"),
        pytest.param(ARTICLE.replace(", сообщил Виктор Жданович", ""), id="a name left out"),
        pytest.param(ARTICLE.replace("обещал закончить", "пообещал завершить"), id="other plain words"),
    ],
)
def test_a_reprint_is_a_copy(copy: str) -> None:
    assert are_copies(ARTICLE, copy)
    assert groups([ARTICLE, copy]) == [tuple(sorted((ARTICLE, copy)))]


@pytest.mark.parametrize(
    "friend",
    [
        pytest.param(ARTICLE.replace("Пётр Лунин", "Глеб Сомов"), id="another person appointed"),
        pytest.param(ARTICLE.replace("Пётр Лунин", "Пётр Лунина"), id="another gender"),
        pytest.param(
            ARTICLE.replace("Пётр Лунин", "Олег Ступак").replace("Олег Ступак п", "Пётр Лунин п"), id="swapped"
        ),
        pytest.param(ARTICLE.replace("14 марта", "15 марта"), id="another day"),
        pytest.param(ARTICLE.replace("назначен", "не назначен"), id="refuted"),
        pytest.param(ARTICLE.replace("назначен", "освобождён"), id="the other change"),
        pytest.param(ARTICLE.replace("Новым министром", "Новым заместителем министра"), id="another rank"),
        pytest.param(ARTICLE.replace(LEAD, "Главой ведомства станет Глеб Сомов."), id="rewritten with another person"),
        pytest.param(f"{LEAD} Подробностей пока нет.", id="a line of news in another text"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_differs_in_what_it_says_is_another_source(friend: str) -> None:
    assert not are_copies(ARTICLE, friend)
    assert groups([ARTICLE, friend]) == []


def test_releases_of_one_template_are_sources_of_their_own() -> None:
    room = newsroom.Newsroom(5)
    assert groups(room.release(newsroom.TEMPLATE) for _ in range(40)) == []


def test_a_group_is_what_pairs_connect() -> None:
    room = newsroom.Newsroom(7)
    said = [f"{room.person()} {' '.join(room.person().lower() for _ in range(4))}." for _ in range(18)]
    first, middle, last = (" ".join(said[start : start + 12]) for start in (0, 3, 6))
    assert not are_copies(first, last)
    assert groups([first, last]) == []
    assert groups([first, middle, last]) == [tuple(sorted((first, middle, last)))]


def test_texts_without_words_and_very_short_ones() -> None:
    assert groups(["", "…", "!"]) == []
    assert fingerprint("") == fingerprint("…") != fingerprint("Да")
    assert groups(["Да", "да.", "Нет"]) == [("Да", "да.")]
    assert fingerprint("") == FORMAT == fingerprint("Да")[:1]


def test_a_fingerprint_is_what_earlier_ones_were() -> None:
    """Stores keep fingerprints: bytes that change without the number of their format would be compared with others."""
    assert fingerprint("Пётр Лунин назначен министром транспорта").hex()[:50] == PINNED


@settings(deadline=None)
@given(st.text(alphabet="абвАБ. \n1", max_size=200))
def test_a_sketch_is_what_another_library_makes(text: str) -> None:
    theirs = MinHash(128, seed=1, scheme="affine32", hashfunc=int)
    theirs.update_batch(sorted(parse(text).shingles))
    ours = fingerprint(text)
    assert is_empty(ours) == theirs.is_empty() == (len(ours) == 1)
    assert is_empty(ours) or signatures([ours])[0].tolist() == theirs.hashvalues.tolist()


@settings(deadline=None)
@given(st.text(alphabet="абвАБ. \n1", max_size=60))
def test_shingles_are_the_runs_that_hold_a_name_or_all_where_none_does(text: str) -> None:
    words = [word for sentence in parse(text).sentences for word in sentence]
    runs = [words[start : start + SHINGLE] for start in range(max(len(words) - SHINGLE + 1, min(len(words), 1)))]
    telling = [run for run in runs if any(word.mark for word in run)] or runs
    assert len(parse(text).shingles) == len({tuple(word.form for word in run) for run in telling})


PINNED = "021c3d5308313fdc07d9f4f742b2b47c839845f0de59efba7e"


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(2, 40), st.randoms(use_true_random=False))
def test_neither_order_nor_company_decides(seed: int, number: int, dice: Random) -> None:
    made = [text.text for text in newsroom.texts(number, seed)]
    found = groups(made)
    shuffled = dice.sample(made, len(made))
    assert groups(shuffled) == found
    part = shuffled[: number // 2]
    pairs = {frozenset((a, b)) for a in part for b in part if a != b and are_copies(a, b)}
    assert {frozenset(group) for group in groups(part)} == components(pairs)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(1, 4), st.randoms(use_true_random=False))
def test_what_came_before_is_not_compared_again_and_changes_nothing(
    seed: int, number: int, pieces: int, dice: Random
) -> None:
    made = dict(enumerate(text.text for text in newsroom.texts(number, seed)))
    sketches = {place: fingerprint(text) for place, text in made.items()}
    order = dice.sample(range(number), number)
    known: dict[int, int] = {}
    for piece in range(pieces):
        came = order[: number * (piece + 1) // pieces]
        found = copy_groups({place: sketches[place] for place in came}, made.__getitem__, known)
        known = {place: place for place in came} | {one: max(group) for group in found for one in group}
    assert found == copy_groups(sketches, made.__getitem__)
    unread: dict[int, str] = {}
    assert copy_groups(sketches, unread.__getitem__, known) == found


def components(pairs: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """What all verified pairs connect, found by brute force."""
    found: list[frozenset[str]] = []
    for pair in pairs:
        touched = [group for group in found if group & pair]
        found = [group for group in found if group not in touched] + [pair.union(*touched)]
    return set(found)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="абвАБ. \n1", max_size=60), min_size=2, max_size=2))
def test_a_verdict_does_not_depend_on_sides(pair: list[str]) -> None:
    left, right = pair
    assert are_copies(left, right) == are_copies(right, left)
    assert are_copies(left, left) == bool(parse(left).shingles)


def test_bands_find_what_another_index_finds() -> None:
    """datasketch's own index with the same bands names the same candidates."""
    sketches = [fingerprint(text.text) for text in newsroom.texts(200, 3)]
    rows = signatures(sketches)
    index = MinHashLSH(num_perm=128, params=(42, 3))
    hashed = [MinHash(128, hashvalues=row, scheme="affine32") for row in rows]
    for place, sketch in enumerate(hashed):
        index.insert(place, sketch)
    theirs = {(a, b) for a, sketch in enumerate(hashed) for b in index.query(sketch) if a < b}
    ours = {(min(a, b), max(a, b)) for bucket in buckets(rows, 200) for a in bucket for b in bucket if a != b}
    assert ours == theirs
    assert len(ours) > 20
    for a, b in ours:
        assert (hashed[a].jaccard(hashed[b]) >= 0.35) == (b in resembling(rows, a, np.array([b])))


def test_keys_bring_together_what_bands_do() -> None:
    sketches = dict(enumerate(fingerprint(text.text) for text in newsroom.texts(200, 3)))
    listed = list(index({**sketches, 200: fingerprint("")}))
    assert listed == sorted(set(listed))
    assert len(listed) == 42 * 200
    assert all(0 <= key < 1 << 47 for key, _ in listed)
    homes: dict[int, list[int]] = {}
    for key, place in listed:
        homes.setdefault(key, []).append(place)
    theirs = {tuple(bucket.tolist()) for bucket in buckets(signatures(list(sketches.values())), 200)}
    assert {tuple(places) for places in homes.values() if len(places) > 1} == theirs
    some = {tuple(bucket.tolist()) for bucket in buckets(signatures(list(sketches.values())), 50)}
    assert some == {places for places in theirs if places[0] < 50} != theirs
    part = dict(list(sketches.items())[50:60])
    assert list(index(part)) == [(key, place) for key, place in listed if place in part]


def test_sketches_estimate_the_resemblance() -> None:
    left, right = (
        MinHash(128, hashvalues=row, scheme="affine32")
        for row in signatures([fingerprint(ARTICLE), fingerprint(ARTICLE.removesuffix(END))])
    )
    exact = resemblance(parse(ARTICLE).shingles, parse(ARTICLE.removesuffix(END)).shingles)
    assert exact > ENOUGH
    assert left.jaccard(right) == pytest.approx(exact, abs=0.15)
